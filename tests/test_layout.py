"""The layout: nothing overlaps in any row, at any width, for any dates; and a day that is not known stays unknown."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sample_view import crowd, sample
from timeline.view.layout import NARROW, SIZE, WIDE, Layout, arrange
from timeline.view.layout_axis import Scale, ticks
from timeline.view.layout_marks import TICK_GAP, possible, shape
from timeline.view.layout_text import text_width, wrap
from timeline.view.model import Chart, Lane, Mark

Box = tuple[float, float, float, float]


def boxes(layout: Layout) -> list[Box]:
    """Every mark, hatch and label as a box: left, top, right, bottom."""
    found: list[Box] = []
    for one in layout.marks:
        found.append((one.shape.x0, one.y - 8, one.shape.x1, one.y + 8))
    labels = [one.label for one in layout.marks] + [one.label for one in layout.stretches]
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


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(marks(), min_size=1, max_size=24), st.booleans())
def test_nothing_ever_overlaps(found: list[Mark], narrow: bool) -> None:
    """Any dates and any labels, however long, pack without touching."""
    placed = tuple(replace(mark, event=f"e{number}") for number, mark in enumerate(found))
    chart = Chart(placed, (), (), {"body": (Lane("all", "All"),)}, {"body": {mark.event: "all" for mark in placed}},
                  date(2018, 12, 1), date(2025, 2, 1), date(2024, 12, 31))  # fmt: skip
    layout = arrange(chart, "body", NARROW if narrow else WIDE, narrow=narrow)
    assert overlaps(layout) == []
    assert len(layout.marks) == len(placed)


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
