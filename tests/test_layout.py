"""The layout: nothing overlaps in any row, at any width, for any dates; and a day that is not known stays unknown."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from tests.conftest import EXAMPLES
from tests.often import often
from tests.sample_view import crowd, sample
from timeline import build
from timeline.view.layout import NARROW, ROWS, WIDE, Layout, arrange
from timeline.view.layout_axis import FOLD, Scale, ticks
from timeline.view.layout_density import peak
from timeline.view.layout_marks import TICK_GAP, possible, shape
from timeline.view.layout_rows import CHIP
from timeline.view.layout_text import SIZE, text_width, wrap
from timeline.view.model import Chart, Gap, Lane, Mark, Stretch

Box = tuple[float, float, float, float]


def boxes(layout: Layout) -> list[Box]:
    """Every mark, hatch, label and count as a box: left, top, right, bottom. Marks that are counted may touch each other."""
    found: list[Box] = []
    shown = [one for one in layout.marks if not one.bare]
    for one in shown:
        found.append((one.shape.x0, one.y - 8, one.shape.x1, one.y + 8))
    for more in layout.more:
        found.append((more.x, more.y - 7, more.x + text_width(f"+{len(more.events)}", SIZE, bold=True), more.y + 7))
    labels = [one.label for one in shown] + [one.label for one in layout.stretches]
    for label in labels:
        left = label.x - label.width if label.anchor == "end" else label.x
        found.append((left, label.y - 7, left + label.width, label.y - 7 + 15 * (len(label.lines) - 1) + 14))
    for stretch in layout.stretches:
        found.append((stretch.hatch.since + 9, stretch.y - 5, stretch.hatch.until, stretch.y + 5))
    return found


def overlaps(layout: Layout) -> list[tuple[Box, Box]]:
    """Pairs of boxes that touch."""
    found = sorted(box for box in boxes(layout) if box[2] > box[0])
    return [
        (a, b)
        for place, a in enumerate(found)
        for b in found[place + 1 :]
        if b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01
    ]


@pytest.mark.parametrize("lanes", ["body", "family", "thread"])
@pytest.mark.parametrize(("width", "narrow"), [(WIDE, False), (900.0, False), (NARROW, True)])
def test_nothing_overlaps_in_the_sample(lanes: str, width: float, narrow: bool) -> None:
    """Marks, bars, hatches and labels keep clear of each other in every kind of lanes, wide and narrow."""
    assert overlaps(arrange(sample().chart, lanes, width, narrow=narrow)) == []


@pytest.mark.parametrize(("width", "narrow"), [(WIDE, False), (NARROW, True)])
def test_everything_stays_inside(width: float, narrow: bool) -> None:
    """No label and no mark leaves the picture."""
    layout = arrange(sample().chart, "body", width, narrow=narrow)
    assert all(left >= 0 and right <= width and bottom <= layout.height for left, _, right, bottom in boxes(layout))


def of(*found: Mark, start: date = date(2018, 12, 1), end: date = date(2025, 2, 1)) -> Chart:
    """A chart of one lane."""
    return Chart(found, (), (), {"body": (Lane("all", "All"),)}, {"body": {mark.event: "all" for mark in found}},
                 start, end, end - timedelta(days=30))  # fmt: skip


@pytest.mark.parametrize("span", [False, True])
@pytest.mark.parametrize("days", [0, 20, 60, 1200, 2240, 2254])
@pytest.mark.parametrize(("width", "narrow"), [(WIDE, False), (NARROW, True)])
def test_arrows_of_open_ends_stay_inside_at_any_width(days: int, narrow: bool, width: float, span: bool) -> None:
    """However near to the edge the only bound stands."""
    bound = date(2018, 12, 1) + timedelta(days=days)
    ends = (None, None) if span else (None, bound)
    marks = (Mark("left", "Left", "incident", "occurred", span, None, bound, *ends),
             Mark("right", "Right", "incident", "expected", False, bound, None, bound, None))  # fmt: skip
    layout = arrange(of(*marks), "body", width, narrow=narrow)
    for one in layout.marks:
        assert one.shape.x0 >= 0
        assert one.shape.x1 <= width
    assert {one.shape.left for one in layout.marks} == {"arrow", "cap"}


DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=90)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """Any mark the model allows: bounds in order, any of them missing."""
    bounds = sorted(draw(st.lists(DAYS, min_size=4, max_size=4)))
    held: list[date | None] = [bound if draw(st.integers(0, 4)) else None for bound in bounds]
    span = draw(st.booleans())
    if draw(st.booleans()) and held[0]:
        held[1] = held[0]
    modality = draw(st.sampled_from(["occurred", "announced", "expected", "conditional", "inferred", "did_not_occur"]))
    return Mark("e", draw(TEXTS), "incident", modality, span, held[0], held[1], *(held[2:] if span else held[:2]),
                ongoing=draw(st.booleans()), end_unknown=draw(st.booleans()), words="in words")  # fmt: skip


@settings(max_examples=often(60), suppress_health_check=list(HealthCheck))
@given(st.lists(marks(), min_size=1, max_size=24), st.booleans())
def test_nothing_ever_overlaps(found: list[Mark], narrow: bool) -> None:
    """Any dates and any labels, however long, pack without touching."""
    placed = tuple(replace(mark, event=f"e{number}") for number, mark in enumerate(found))
    chart = Chart(placed, (), (), {"body": (Lane("all", "All"),)}, {"body": {mark.event: "all" for mark in placed}},
                  date(2018, 12, 1), date(2025, 2, 1), date(2024, 12, 31))  # fmt: skip
    layout = arrange(chart, "body", NARROW if narrow else WIDE, narrow=narrow)
    assert overlaps(layout) == []
    assert len(layout.marks) == len(placed)


@pytest.mark.parametrize(("width", "narrow"), [(WIDE, False), (NARROW, True)])
def test_what_is_owed_is_named_wherever_its_mark_does_not_stand_before_it(width: float, narrow: bool) -> None:
    placed = arrange(sample().chart, "", width, narrow=narrow)
    at = {one.mark.event: one for one in placed.marks}
    apart = [one for one in placed.stretches if one.y != at[one.stretch.event].y]
    assert apart if narrow else len(apart) < len(placed.stretches)
    for one in placed.stretches:
        assert " ".join(one.label.lines) == (one.stretch.named if one in apart else one.stretch.label)


def test_the_same_chart_gives_the_same_layout() -> None:
    """Nothing depends on the order of a set or on the clock."""
    assert arrange(sample().chart) == arrange(sample().chart)


def test_a_thousand_marks_take_well_under_a_second() -> None:
    """Packing stays quick where a case is large."""
    chart = crowd(1000).chart
    start = time.perf_counter()
    layout = arrange(chart, "body")
    assert time.perf_counter() - start < 1.5
    assert len(layout.marks) == 1000


def test_an_unknown_day_is_hollow_and_between_its_bounds() -> None:
    """Only a known day of something that took place gets a solid glyph."""
    layout = arrange(sample().chart)
    for one in layout.marks:
        known = one.mark.earliest is not None and one.mark.earliest == one.mark.latest
        assert one.shape.solid == (known and one.mark.modality in ("occurred", "announced", "did_not_occur")), (
            one.mark.event
        )
        if not known and one.mark.earliest and one.mark.latest:
            assert layout.scale.x(one.mark.earliest) < one.shape.x < layout.scale.x(one.mark.latest)


def some(days: list[date], *, span: bool = False) -> Mark:
    """An event between 1 March and 30 April 2024 that may have been on these days only."""
    first, last = date(2024, 3, 1), date(2024, 4, 30)
    return Mark("e", "E", "incident", "occurred", span, first, last, first, last, days=tuple(days))


def test_possible_days_keep_bounds_caps_and_the_middle() -> None:
    """Ticks come in the stead of the bar; nothing else of the shape changes, and days out of bounds are left out."""
    scale = Scale(date(2024, 1, 1), date(2024, 12, 31), 0.0, 3650.0)
    days = [date(2024, 3, 1), date(2024, 3, 20), date(2024, 4, 30)]
    plain, made = (shape(some(one), scale, 3000.0) for one in ([], [*reversed(days), days[0], date(2024, 5, 5)]))
    assert made.ticks == tuple((scale.x(day), scale.x(day)) for day in days)
    assert replace(made, ticks=()) == plain
    assert possible(some(days, span=True)) == ()
    assert possible(replace(some(days), latest=None)) == ()
    assert possible(replace(some(days[:1]), latest=days[0])) == ()


def test_ticks_too_near_to_part_claim_no_impossible_day() -> None:
    """Neighbouring days become a run from the first to the last; of others one stands for both."""
    scale = Scale(date(2024, 1, 1), date(2024, 12, 30), 0.0, 364.0)
    week = [date(2024, 3, 1) + timedelta(days=one) for one in range(7)]
    other = [date(2024, 3, 20), date(2024, 3, 22), date(2024, 3, 24)]
    found = shape(some([*week, *other]), scale, 300.0).ticks
    x = scale.x
    assert found == ((x(week[0]), x(week[-1])), (x(other[0]), x(other[0])), (x(other[2]), x(other[2])))
    assert all(b[0] - a[1] >= TICK_GAP for a, b in itertools.pairwise(found))


# Time in steps, and silences folded


def gap(since: date, days: int, told: str = "") -> Gap:
    """A gap of so many days."""
    return Gap(since, since + timedelta(days=days), f"{days} days", told or f"{days} days of silence")


def stepped(*days: int) -> Chart:
    """A chart with an event at the beginning of each gap of so many days, and one at the end of the last."""
    day, gaps, marks = date(2020, 1, 10), [], []
    for number, length in enumerate([*days, 0]):
        marks.append(Mark(f"e{number}", f"Event {number}", "incident", "occurred", False, day, day, day, day))
        if length:
            gaps.append(gap(day, length))
        day += timedelta(days=length)
    return replace(of(*marks, start=date(2020, 1, 1), end=day + timedelta(days=10)), gaps=tuple(gaps), as_of=day)


def test_in_steps_every_gap_is_as_wide_as_any_other_and_says_how_long_it_is() -> None:
    layout = arrange(stepped(2, 400, 30), axis="sequence")
    x = [one.shape.x for one in layout.marks]
    assert {round(b - a, 6) for a, b in itertools.pairwise(x)} == {round(x[1] - x[0], 6)}
    assert [(note.lines[0], round(note.x, 3)) for note in layout.notes] == [
        (f"{days} days", round((a + b) / 2, 3))
        for days, (a, b) in zip((2, 400, 30), itertools.pairwise(x), strict=True)
    ]
    assert [tick.x for tick in layout.ticks] == x


def test_a_long_silence_is_folded_and_told_and_the_rest_stays_to_scale() -> None:
    layout = arrange(stepped(20, 900, 40, 20), axis="compressed")
    x = [one.shape.x for one in layout.marks]
    assert x[2] - x[1] == pytest.approx(FOLD)
    assert (x[3] - x[2]) / (x[1] - x[0]) == pytest.approx(2)
    assert [note.lines[0] for note in layout.notes] == ["900 days of silence"]
    assert not [tick for tick in layout.ticks if x[1] < tick.x < x[2]]
    assert arrange(stepped(20, 30, 40), axis="compressed").scale.folds == ()


def test_every_fold_has_words_and_words_never_overlap() -> None:
    """Where the sentence has no room the bare length stands there; the header grows by lines."""
    chart = stepped(*[5, 200] * 5, *[5] * 40)
    for width, narrow in ((WIDE, False), (NARROW, True)):
        layout = arrange(chart, width=width, narrow=narrow, axis="compressed")
        assert len(layout.scale.folds) == 5
        notes = [(note.x - note.width / 2, note.y, note.x + note.width / 2) for note in layout.notes]
        assert all(a[1] != b[1] or a[2] <= b[0] or b[2] <= a[0] for a, b in itertools.combinations(notes, 2))
        assert all(left >= 0 and right <= width for left, _, right in notes)
        if not narrow:
            assert len(notes) == 5


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=30), st.sampled_from(["sequence", "compressed"]))
def test_time_never_runs_backwards(days: list[int], axis: str) -> None:
    """On any axis a later day is further right, between the ends."""
    chart = stepped(*days)
    scale = arrange(chart, axis=axis).scale
    span = (chart.end - chart.start).days
    xs = [scale.x(chart.start + timedelta(days=span * part // 200)) for part in range(201)]
    assert xs == sorted(xs)
    assert xs[0] == pytest.approx(scale.left)
    assert xs[-1] == pytest.approx(scale.right)


@pytest.mark.parametrize("axis", ["sequence", "compressed"])
@pytest.mark.parametrize(("width", "narrow"), [(WIDE, False), (NARROW, True)])
def test_nothing_overlaps_on_any_axis(axis: str, width: float, narrow: bool) -> None:
    view = build.view_of(timeline.load(EXAMPLES / "harlow-street")._examined)
    for lanes in view.chart.lanes:
        assert overlaps(arrange(view.chart, lanes, width, axis=axis, narrow=narrow)) == []


# More than fits


@pytest.mark.parametrize(("width", "narrow"), [(WIDE, False), (NARROW, True)])
def test_what_does_not_fit_is_counted(width: float, narrow: bool) -> None:
    """Every event has its mark, and either its label or a place in exactly one "+n"; rows stay few."""
    layout = arrange(crowd(400).chart, "body", width, narrow=narrow)
    assert len(layout.marks) == 400
    bare = sorted(one.mark.event for one in layout.marks if one.bare)
    assert bare
    assert sorted(event for more in layout.more for event in more.events) == bare
    assert len({one.y for one in layout.marks}) <= ROWS[narrow] + len(layout.bands)


@pytest.mark.parametrize(("width", "narrow"), [(WIDE, False), (NARROW, True)])
def test_labels_and_counts_keep_clear_of_each_other_in_a_crowd(width: float, narrow: bool) -> None:
    layout = arrange(crowd(400).chart, "body", width, narrow=narrow)
    assert overlaps(layout) == []
    assert all(left >= 0 and right <= width for left, _, right, _ in boxes(layout))


def test_the_heaviest_keep_their_labels() -> None:
    """Twenty on one day in one lane of few rows: the labels go to those on which most hangs."""
    day = date(2020, 6, 1)
    marks = tuple(
        Mark(f"e{n}", f"Event {n}", "incident", "occurred", False, day, day, day, day, weight=n * 7 % 100)
        for n in range(100)
    )
    layout = arrange(of(*marks, start=date(2020, 1, 1), end=date(2020, 12, 31)))
    shown = [one.mark.weight for one in layout.marks if not one.bare]
    hidden = [one.mark.weight for one in layout.marks if one.bare]
    assert shown
    assert min(shown) > max(hidden)


def test_of_very_many_the_lanes_show_how_many_there_are() -> None:
    """Certain ones in the column of their day; possible ones in every column they may lie in."""
    chart = crowd(1200).chart
    layout = arrange(chart, "body")
    assert len(layout.marks) == 1200
    known = [mark for mark in chart.marks if mark.earliest and mark.earliest == mark.latest]
    assert sum(sum(one.certain) for one in layout.density) >= len(known)
    for one in layout.density:
        assert all(sure <= may for sure, may in zip(one.certain, one.possible, strict=True))
        assert max(one.possible) <= one.most
    assert arrange(crowd(900).chart, "body").density == ()


def test_a_thousand_events_have_their_rows_however_much_is_owed() -> None:
    """What is owed is drawn beside them and counts for no event."""
    chart = crowd(1000).chart
    day, event = date(2023, 1, 1), chart.marks[0].event
    owed = tuple(Stretch(f"o{n}", event, "open", "open", day, day, date(2024, 1, 1), False, False) for n in range(5))
    apart = arrange(replace(chart, stretches=owed), "body")
    assert len(apart.stretches) == 5
    assert apart.density == ()
    assert apart.height >= arrange(chart, "body").height


def test_a_count_with_no_room_at_either_side_of_its_heap_lies_on_no_glyph() -> None:
    """Ranges as wide as the picture, each with its glyph somewhere else."""
    first, last = date(2020, 1, 1), date(2020, 12, 31)
    marks = [Mark(f"e{n}", "A label " * 9, "incident", "occurred", False, first, last, first, last) for n in range(60)]
    marks += [
        Mark(f"d{n}", "A label " * 9, "incident", "occurred", False, day, day, day, day)
        for n in range(24)
        if (day := first + timedelta(days=7 * n))
    ]
    layout = arrange(of(*marks, start=first, end=last), width=NARROW, narrow=True)
    assert layout.more
    for one in layout.more:
        row = [mark.shape.x for mark in layout.marks if mark.y == one.y]
        assert 0 <= one.x <= NARROW - CHIP
        assert not [x for x in row if one.x < x + 10 and x - 10 < one.x + CHIP], one


@pytest.mark.parametrize("narrow", [False, True])
def test_what_has_no_bound_at_all_is_in_no_column_and_counted_apart(narrow: bool) -> None:
    """It may lie anywhere: a column at the beginning would say something of its day. Columns keep clear of names."""
    chart = crowd(1200).chart
    layout = arrange(chart, "body", 328.0 if narrow else 1120.0, narrow=narrow)
    unknown = [mark for mark in chart.marks if mark.earliest is None and mark.latest is None]
    assert unknown
    assert sum(one.undated for one in layout.density) == len(unknown)
    assert max(one.possible[0] for one in layout.density) < len(unknown)
    for one, band in zip(layout.density, layout.bands, strict=True):
        _, y, count = peak(one)
        assert count == max(one.possible)
        number = y - 14
        assert number >= (band.name.y + len(band.name.lines) * 15 - 15 if narrow else band.top)
        assert band.bottom - band.top < 160


def test_lanes_nobody_defined_are_refused_by_name() -> None:
    """The message lists what there is."""
    with pytest.raises(ValueError, match="body, family, thread"):
        arrange(sample().chart, "planet")


@given(st.dates(), st.integers(1, 20000), st.sampled_from([900.0, 330.0]))
def test_ticks_are_few_and_far_enough_apart(start: date, days: int, width: float) -> None:
    """A day or half a century: labels keep their distance, and there are never hundreds of lines."""
    end = min(date.max, start + timedelta(days=days)) if start.year < 9900 else date.max
    grid = ticks(Scale(start, end, 0.0, width), gap=70.0)
    labelled = [tick.x for tick in grid if tick.label]
    assert all(b - a >= 50 for a, b in itertools.pairwise(labelled))
    assert len(grid) < 130


@given(TEXTS, st.sampled_from([60.0, 330.0]))
def test_wrapped_lines_fit_their_room(text: str, room: float) -> None:
    """No line is wider than the room it was given."""
    assert all(text_width(line, SIZE) <= room + 0.01 for line in wrap(text, SIZE, room) if len(line) > 1)
