"""Where everything on the chart stands, for one width in pixels: lanes, rows, marks, labels and the words on the axis.

Two forms: wide (lane names in a gutter, labels beside marks) and narrow, for phones (lane names as headings, labels
above marks). Who shares a row with whom is decided in ``layout_rows``. Deterministic, and blind to colours, markup and
languages other than the month names it is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from timeline.view.layout_axis import AXES, MONTHS, Scale, Tick, scale_of, ticks
from timeline.view.layout_density import Density, density
from timeline.view.layout_marks import Hatch, Shape, hatch, shape
from timeline.view.layout_rows import (
    CHIP,
    EDGE,
    GUTTER,
    Frame,
    Item,
    Row,
    Seat,
    fill,
    fill_evenly,
    fill_within,
    heap,
)
from timeline.view.layout_text import SIZE, text_width, wrap
from timeline.view.model import MANY, Chart, Lane, Mark, Stretch

WIDE, NARROW = 1120.0, 328.0
LINE = 15.0
ROWS = {False: 64, True: 40}
"""The rows a wide and a narrow chart may have before labels give way."""
CROWDED = {False: 28, True: 21}
"""The rows of a chart that shows how many there are, so that its lanes are seen at once."""
_TIP = 15.0
"""Between a mark that ends in an arrow and its label."""
_OFF = 10.0
"""From the middle of a glyph to the edge of what is around it at most, the ring of a doubtful one."""
_ROW = 19.0
_TARGET = 24.0
"""Least height of a row with a "+n": what a finger or a pointer needs to hit it and not its neighbour (WCAG 2.5.8)."""
_TOP = 30.0
_FOOT = 22.0
NOTE = 12.0
"""Font size of the words above the axis."""
_NOTES = 3
"""Lines of words that may stand above the axis."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text: ``x`` is their start, middle or end, as ``anchor`` says; ``y`` the middle of the first line."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    width: float


@dataclass(frozen=True, slots=True)
class Placed:
    """One event in its row; ``y`` is the line its glyph stands on."""

    mark: Mark
    lane: str
    shape: Shape
    y: float
    label: Label
    bare: bool = False
    """Its label has no room at this width: a ``More`` counts it."""


@dataclass(frozen=True, slots=True)
class PlacedStretch:
    """The open stretch of an obligation in the lane of the event that created it."""

    stretch: Stretch
    hatch: Hatch
    y: float
    label: Label


@dataclass(frozen=True, slots=True)
class More:
    """A "+n" beside marks whose labels have no room; ``x`` is where it begins."""

    events: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Band:
    """A lane from ``top`` to ``bottom``, with its name in lines."""

    lane: Lane
    top: float
    bottom: float
    name: Label


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """An arrow from the earlier event's glyph to the later one's."""

    earlier: str
    later: str
    words: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole chart, in pixels from its top left corner."""

    width: float
    height: float
    narrow: bool
    axis: str
    scale: Scale
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    notes: tuple[Label, ...]
    """What stands above the axis: how long a step or a folded gap is."""
    bands: tuple[Band, ...]
    marks: tuple[Placed, ...]
    more: tuple[More, ...]
    stretches: tuple[PlacedStretch, ...]
    links: tuple[PlacedLink, ...]
    density: tuple[Density, ...]
    """Where there are too many marks for a picture: how many a lane has along the axis; else empty."""
    as_of_x: float


def arrange(
    chart: Chart,
    lanes: str = "",
    width: float = WIDE,
    *,
    axis: str = AXES[0],
    narrow: bool = False,
    months: tuple[str, ...] = MONTHS,
) -> Layout:
    """Lay a chart out for a width in pixels, sorted into one of its kinds of lanes (the first by default).

    Raises ValueError, naming the kinds there are, for any other lanes or axis.
    """
    lanes = lanes or next(iter(chart.lanes))
    if lanes not in chart.lanes:
        raise ValueError(f"no lanes {lanes!r}; one of: {', '.join(chart.lanes)}")
    scale = _scale(axis, chart, width, narrow)
    as_of_x = scale.x(chart.as_of)
    notes, top = _notes(scale, width)
    frame, crowded = Frame(width, narrow, LINE), len(chart.marks) > MANY
    by_lane: dict[str, list[Item]] = {lane.id: [] for lane in chart.lanes[lanes]}
    for home, item in _items(chart, lanes, scale, as_of_x, width):
        by_lane[home].append(item)
    used = [lane for lane in chart.lanes[lanes] if by_lane[lane.id]]
    bands: list[Band] = []
    marks: list[Placed] = []
    more: list[More] = []
    stretches: list[PlacedStretch] = []
    start = top
    for lane, (rows, seats) in zip(used, _fill([by_lane[lane.id] for lane in used], frame, crowded), strict=True):
        band, placed = _lane(lane, by_lane[lane.id], rows, seats, top, frame, int(crowded))
        bands.append(band)
        marks += [one for one in placed if isinstance(one, Placed)]
        stretches += [one for one in placed if isinstance(one, PlacedStretch)]
        if not crowded:
            more += _more(by_lane[lane.id], seats, placed, frame)
        top = band.bottom
    order = {mark.event: place for place, mark in enumerate(chart.marks)}
    marks.sort(key=lambda one: order[one.mark.event])
    owed = {stretch.obligation: place for place, stretch in enumerate(chart.stretches)}
    stretches.sort(key=lambda one: owed[one.stretch.obligation])
    grid = ticks(scale, gap=46.0 if narrow else 76.0, months=months)
    free = [
        (one.lane.id, one.top + (12.0 + len(one.name.lines) * LINE if narrow else 4.0), one.bottom) for one in bands
    ]
    counts = tuple(density(chart, lanes, scale, free)) if crowded else ()
    return Layout(width, top + _FOOT, narrow, axis, scale, start, top, grid, notes, tuple(bands), tuple(marks),
                  tuple(more), tuple(stretches), _links(chart, marks), counts, as_of_x)  # fmt: skip


def _scale(axis: str, chart: Chart, width: float, narrow: bool) -> Scale:
    """The axis, with room at its right end for the words of what is still open."""
    left, right = (14.0, width - 14.0) if narrow else (GUTTER, width - 16.0)
    tails = [text_width(one.label, SIZE, bold=True) for one in chart.stretches if one.follows]
    if tails and not narrow:
        words = max(tails) + _TIP + 2 * EDGE
        for _ in range(3):  # folds keep their width, so that the rest gives way a little more each time
            share = (scale_of(axis, chart, left, right).x(chart.as_of) - left) / (right - left)
            right = min(right, left + (width - words - left) / max(share, 0.2))
    return scale_of(axis, chart, left, right)


def _notes(scale: Scale, width: float) -> tuple[tuple[Label, ...], float]:
    """How long steps and folds are, above the axis, and where the lanes may begin; the longest gaps first.

    What finds no room in any line is left out: a step of a few days beside others, whose dates the grid shows.
    """
    wanted = sorted([*scale.folds, *scale.steps], key=lambda one: (one[0].since - one[0].until, one[0].since))
    lines = [Row() for _ in range(_NOTES)]
    seats: list[tuple[str, float, float, int]] = []
    for gap, x0, x1 in wanted:
        ways = (gap.told, gap.words) if scale.folds else (gap.words,)
        if seat := next(filter(None, (_above(text, (x0 + x1) / 2, lines, width) for text in ways)), None):
            seats.append(seat)
    used = max((number for *_, number in seats), default=-1) + 1
    found = [
        Label((text,), x, 10.0 + (used - 1 - number) * LINE, "middle", 2 * half) for text, x, half, number in seats
    ]
    return tuple(sorted(found, key=lambda one: (one.x, one.y))), _TOP + used * LINE


def _above(text: str, middle: float, lines: list[Row], width: float) -> tuple[str, float, float, int] | None:
    """The words, their middle, half their width and the first line with room for them."""
    half = text_width(text, NOTE) / 2
    x = min(max(middle, half + EDGE), width - half - EDGE)
    for number, line in enumerate(lines):
        if line.fits(x - half, x + half, 8.0):
            line.taken = sorted([*line.taken, (x - half, x + half)])
            return text, x, half, number
    return None


def _items(chart: Chart, lanes: str, scale: Scale, as_of_x: float, width: float) -> Iterable[tuple[str, Item]]:
    """Every mark and stretch with the lane it belongs to; a stretch that starts where its event ends joins it."""
    lane_of = chart.lane_of[lanes]
    waiting: dict[str, list[Stretch]] = {}
    for stretch in chart.stretches:
        waiting.setdefault(stretch.event, []).append(stretch)
    for mark in chart.marks:
        lane = lane_of[mark.event]
        along = shape(mark, scale, as_of_x)
        plain = Item(mark, along, None, None, label_text(mark, along), along.x0, along.x1)
        apart = []
        for stretch in waiting.get(mark.event, ()):
            drawn = hatch(stretch, scale)
            tail = _TIP + text_width(stretch.label, SIZE, bold=True)
            if stretch.follows and drawn.until + tail <= width - EDGE:
                plain = replace(plain, stretch=stretch, hatch=drawn, x1=drawn.until + tail, tail=tail)
            else:
                apart.append((stretch, drawn))
        yield lane, plain
        for stretch, drawn in apart:
            yield lane, Item(None, None, stretch, drawn, stretch.named, drawn.maybe - EDGE, drawn.until + _TIP - 6.0)


def label_text(mark: Mark, form: Shape) -> str:
    """What stands beside a mark; where no bound at all is known, its date in words too."""
    return f"{mark.label} ({mark.words})" if form.unknown and mark.words else mark.label


def _fill(lanes: list[list[Item]], frame: Frame, crowded: bool) -> Iterable[tuple[list[Row], list[Seat]]]:
    """The rows of every lane. Where they would be too many, each lane keeps its share of those there may be."""
    if crowded:
        return [fill_evenly(items, frame, max(2, CROWDED[frame.narrow] // len(lanes))) for items in lanes]
    most = ROWS[frame.narrow]
    free = [fill(items, frame) for items in lanes]
    needed = sum(len(rows) for rows, _ in free)
    if needed <= most:
        return free
    shares = [max(2, len(rows) * most // needed) for rows, _ in free]
    return [
        fill_within(items, frame, share) if len(rows) > share else (rows, seats)
        for items, share, (rows, seats) in zip(lanes, shares, free, strict=True)
    ]


def _lane(
    lane: Lane, items: list[Item], rows: list[Row], seats: list[Seat], top: float, frame: Frame, below: int
) -> tuple[Band, list[Placed | PlacedStretch]]:
    """Give the rows of one lane, and everything in them, their heights. ``below`` its name so many lines are free."""
    room = frame.width - 2 * EDGE if frame.narrow else GUTTER - 26.0
    lines = wrap(lane.label, SIZE, room, bold=True)
    if frame.narrow:
        name = Label(lines, 0.0, top + 14.0, "start", frame.width)
        y = top + 12.0 + len(lines) * LINE
    else:
        name = Label(lines, 0.0, top + 4.0 + _ROW / 2, "start", GUTTER)
        y = top + 4.0
    counted = {seat.row for seat in seats if seat.bare}
    tops = []
    for number, row in enumerate(rows):
        tops.append(y)
        least = _TARGET if number in counted or number + 1 in counted else _ROW
        y += row.above + max(least, row.lines * LINE + 4.0) + (2.0 if frame.narrow else 0.0)
    bottom = max(y + 4.0, top + (len(lines) + below) * LINE + 10.0)
    placed: list[Placed | PlacedStretch] = []
    for item, seat in zip(items, seats, strict=True):
        placed += _put(lane, item, seat, tops[seat.row], rows[seat.row].above)
    return Band(lane, top, bottom, name), placed


def _put(lane: Lane, item: Item, seat: Seat, top: float, above: float) -> list[Placed | PlacedStretch]:
    """The finished mark and stretch of one item, in pixels."""
    choice = seat.choice
    y = top + above + (9.0 if above else _ROW / 2)
    first = top + above - len(choice.lines) * LINE + LINE / 2 if choice.above else y
    label = Label(choice.lines, choice.x, first, choice.anchor, choice.width)
    placed: list[Placed | PlacedStretch] = []
    if item.mark and item.shape:
        placed.append(Placed(item.mark, lane.id, item.shape, y, label, seat.bare))
        if item.stretch:
            label = replace(label, lines=(item.stretch.label,), x=item.x1 - item.tail + _TIP, y=y, anchor="start",
                            width=item.tail - _TIP)  # fmt: skip
    if item.stretch and item.hatch:
        placed.append(PlacedStretch(item.stretch, item.hatch, y, label))
    return placed


def _more(items: list[Item], seats: list[Seat], placed: list[Placed | PlacedStretch], frame: Frame) -> Iterable[More]:
    """A count for each heap of bare marks."""
    at = {one.mark.event: one for one in placed if isinstance(one, Placed)}
    rows: dict[int, list[int]] = {}
    for number, seat in enumerate(seats):
        if seat.bare:
            rows.setdefault(seat.row, []).append(number)
    for row in sorted(rows):
        for one in heap(rows[row], items, frame):
            events = [mark.event for number in one if (mark := items[number].mark)]
            yield More(tuple(events), _beside([items[number] for number in one], frame), at[events[0]].y)


def _beside(found: list[Item], frame: Frame) -> float:
    """Where the count of a heap begins: right of it, left where the picture ends, else on its bars, off every glyph."""
    end, start = max(item.x1 for item in found) + 4.0, min(item.x0 for item in found) - CHIP
    if end + CHIP <= frame.width:
        return end
    if start >= frame.left:
        return start
    glyphs = [item.shape.x for item in found if item.shape]
    tries = (frame.width - CHIP - step * 4.0 for step in range(int((frame.width - CHIP - frame.left) / 4.0) + 1))
    free = (x for x in tries if all(x + CHIP <= glyph - _OFF or glyph + _OFF <= x for glyph in glyphs))
    return next(free, frame.left)


def _links(chart: Chart, marks: list[Placed]) -> tuple[PlacedLink, ...]:
    """The relations, from glyph to glyph."""
    at = {one.mark.event: one for one in marks}
    return tuple(
        PlacedLink(link.earlier, link.later, link.words, at[link.earlier].shape.x, at[link.earlier].y,
                   at[link.later].shape.x, at[link.later].y)
        for link in chart.links
        if link.earlier in at and link.later in at
    )  # fmt: skip
