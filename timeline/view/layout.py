"""Where everything on the chart stands, for one width in pixels: lanes, rows, marks and labels.

Labels never overlap a mark or a label of their row: rows are filled greedily from the top, and a label moves from
the right of its mark to the left, above it, or into a new row. Two forms: wide (lane names in a gutter, labels
beside marks) and narrow, for phones (lane names as headings, labels above marks). Deterministic, and blind to
colours, markup and languages other than the month names it is given.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from timeline.view.layout_axis import MONTHS, Scale, Tick, ticks
from timeline.view.layout_marks import Hatch, Shape, hatch, shape
from timeline.view.layout_text import text_width, wrap
from timeline.view.model import Chart, Lane, Mark, Stretch

WIDE, NARROW = 1120.0, 358.0
SIZE = 12.5
"""Font size of labels, in pixels at this width."""
LINE = 15.0
_GAP = 12.0
"""Least room between two things in a row."""
_BESIDE = 6.0
"""Between a mark and its label."""
_TIP = 15.0
"""The same behind an arrow."""
_ROW = 19.0
_TOP = 30.0
_FOOT = 22.0
_GUTTER = 164.0
_LABEL_ROOM = (330.0, 210.0)
_EDGE = 2.0


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text: ``x`` is their start, or their end if ``anchor`` is "end"; ``y`` the middle of the first line."""

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


@dataclass(frozen=True, slots=True)
class PlacedStretch:
    """The open stretch of an obligation in the lane of the event that created it."""

    stretch: Stretch
    hatch: Hatch
    y: float
    label: Label


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
    scale: Scale
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    marks: tuple[Placed, ...]
    stretches: tuple[PlacedStretch, ...]
    links: tuple[PlacedLink, ...]
    as_of_x: float


@dataclass(slots=True)
class _Row:
    """A row being filled: the stretches of x that are taken, and the height it needs so far."""

    taken: list[tuple[float, float]] = field(default_factory=list)
    above: float = 0.0
    lines: int = 1

    def fits(self, x0: float, x1: float) -> bool:
        """Whether nothing in the row comes nearer than the gap."""
        at = bisect_left(self.taken, (x0, x1))
        before = at == 0 or self.taken[at - 1][1] + _GAP <= x0
        return before and (at == len(self.taken) or x1 + _GAP <= self.taken[at][0])


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that wants a place in a row: a mark, a stretch, or a mark with its stretch behind it."""

    mark: Mark | None
    shape: Shape | None
    stretch: Stretch | None
    hatch: Hatch | None
    text: str
    x0: float
    x1: float
    tail: float = 0.0
    """Room taken at the right by the stretch's own label, which leaves only the left for the mark's."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to label an item: the label's lines and place, and the whole extent it then takes."""

    lines: tuple[str, ...]
    x: float
    anchor: str
    width: float
    above: bool
    x0: float
    x1: float


def arrange(
    chart: Chart, lanes: str = "", width: float = WIDE, *, narrow: bool = False, months: tuple[str, ...] = MONTHS
) -> Layout:
    """Lay a chart out for a width in pixels, sorted into one of its kinds of lanes (the first by default).

    Raises ValueError, naming the kinds there are, for any other.
    """
    lanes = lanes or next(iter(chart.lanes))
    if lanes not in chart.lanes:
        raise ValueError(f"no lanes {lanes!r}; one of: {', '.join(chart.lanes)}")
    scale = _scale(chart, width, narrow)
    as_of_x = scale.x(chart.as_of)
    top, bands, marks, stretches = _TOP, [], [], []
    by_lane: dict[str, list[_Item]] = {lane.id: [] for lane in chart.lanes[lanes]}
    for home, item in _items(chart, lanes, scale, as_of_x, width):
        by_lane[home].append(item)
    for lane in chart.lanes[lanes]:
        if by_lane[lane.id]:
            band, placed = _lane(lane, by_lane[lane.id], top, width, narrow)
            bands.append(band)
            marks += [one for one in placed if isinstance(one, Placed)]
            stretches += [one for one in placed if isinstance(one, PlacedStretch)]
            top = band.bottom
    order = {mark.event: place for place, mark in enumerate(chart.marks)}
    marks.sort(key=lambda one: order[one.mark.event])
    grid = ticks(scale, gap=46.0 if narrow else 76.0, months=months)
    return Layout(width, top + _FOOT, narrow, scale, _TOP, top, grid, tuple(bands), tuple(marks), tuple(stretches),
                  _links(chart, marks), as_of_x)  # fmt: skip


def _scale(chart: Chart, width: float, narrow: bool) -> Scale:
    """The axis, with room at its right end for the words of what is still open."""
    left, right = (14.0, width - 14.0) if narrow else (_GUTTER, width - 16.0)
    if not narrow and chart.stretches:
        words = max(text_width(one.label, SIZE, bold=True) for one in chart.stretches) + _TIP + 2 * _EDGE
        share = (chart.as_of - chart.start).days / max(1, (chart.end - chart.start).days)
        right = min(right, left + (width - words - left) / max(share, 0.2))
    return Scale(chart.start, chart.end, left, right)


def _items(chart: Chart, lanes: str, scale: Scale, as_of_x: float, width: float) -> Iterable[tuple[str, _Item]]:
    """Every mark and stretch with the lane it belongs to; a stretch that starts where its event ends joins it."""
    lane_of = chart.lane_of[lanes]
    waiting: dict[str, list[Stretch]] = {}
    for stretch in chart.stretches:
        waiting.setdefault(stretch.event, []).append(stretch)
    for mark in chart.marks:
        lane = lane_of[mark.event]
        along = shape(mark, scale, as_of_x)
        text = f"{mark.label} ({mark.words})" if along.unknown and mark.words else mark.label
        rest = waiting.get(mark.event, [])
        if rest and _joins(mark, rest[0]):
            joined, *rest = rest
            drawn = hatch(joined, scale)
            tail = _TIP + text_width(joined.label, SIZE, bold=True)
            if drawn.until + tail <= width - _EDGE:
                yield lane, _Item(mark, along, joined, drawn, text, along.x0, drawn.until + tail, tail)
            else:
                rest = [joined, *rest]
                yield lane, _Item(mark, along, None, None, text, along.x0, along.x1)
        else:
            yield lane, _Item(mark, along, None, None, text, along.x0, along.x1)
        for stretch in rest:
            drawn = hatch(stretch, scale)
            yield (
                lane,
                _Item(None, None, stretch, drawn, stretch.label, drawn.maybe - _EDGE, drawn.until + _TIP - _BESIDE),
            )


def _joins(mark: Mark, stretch: Stretch) -> bool:
    """Whether the stretch runs on from the event itself, so that both read as one line."""
    return not mark.span and (mark.earliest, mark.latest) == (stretch.since_earliest, stretch.since_latest)


def _lane(
    lane: Lane, items: list[_Item], top: float, width: float, narrow: bool
) -> tuple[Band, list[Placed | PlacedStretch]]:
    """Fill the rows of one lane and give everything its height."""
    rows: list[_Row] = []
    seats = [_seat(item, rows, width, narrow) for item in items]
    if narrow:
        lines = wrap(lane.label, SIZE, width - 2 * _EDGE, bold=True)
        name = Label(lines, 0.0, top + 14.0, "start", width)
        y = top + 12.0 + len(lines) * LINE
    else:
        lines = wrap(lane.label, SIZE, _GUTTER - 26.0, bold=True)
        name = Label(lines, 0.0, top + 4.0 + _ROW / 2, "start", _GUTTER)
        y = top + 4.0
    tops = []
    for row in rows:
        tops.append(y)
        y += row.above + max(_ROW, row.lines * LINE + 4.0) + (2.0 if narrow else 0.0)
    bottom = max(y + 4.0, top + len(lines) * LINE + 10.0)
    placed: list[Placed | PlacedStretch] = []
    for item, (number, choice) in zip(items, seats, strict=True):
        placed += _put(lane, item, choice, tops[number], rows[number].above)
    return Band(lane, top, bottom, name), placed


def _seat(item: _Item, rows: list[_Row], width: float, narrow: bool) -> tuple[int, _Choice]:
    """The first row with room, for the first way of labelling that finds one; else a new row."""
    choices = _choices(item, width, narrow)
    for choice in choices:
        for number, row in enumerate(rows):
            if row.fits(choice.x0, choice.x1):
                _take(row, choice)
                return number, choice
    rows.append(_Row())
    _take(rows[-1], choices[0])
    return len(rows) - 1, choices[0]


def _take(row: _Row, choice: _Choice) -> None:
    insort(row.taken, (choice.x0, choice.x1))
    if choice.above:
        row.above = max(row.above, len(choice.lines) * LINE)
    else:
        row.lines = max(row.lines, len(choice.lines))


def _choices(item: _Item, width: float, narrow: bool) -> list[_Choice]:
    """Ways to label an item, the best first: at the right, at the left, above."""
    bold = item.mark is None
    found: list[_Choice] = []
    for room in () if narrow else _LABEL_ROOM:
        lines = wrap(item.text, SIZE, room, bold=bold)
        wide = max(text_width(line, SIZE, bold=bold) for line in lines)
        start, end = item.x1 + _BESIDE, item.x0 - _BESIDE
        if not item.tail and start + wide <= width - _EDGE:
            found.append(_Choice(lines, start, "start", wide, False, item.x0, start + wide))
        if end - wide >= _GUTTER:
            found.append(_Choice(lines, end, "end", wide, False, end - wide, item.x1))
    if not found:
        lines = wrap(item.text, SIZE, min(width - 2 * _EDGE, 420.0), bold=bold)
        wide = max(text_width(line, SIZE, bold=bold) for line in lines)
        low = _EDGE if narrow else _GUTTER
        x = max(low, min(max(item.x0, low), width - _EDGE - wide))
        found.append(_Choice(lines, x, "start", wide, True, min(item.x0, x), max(item.x1, x + wide)))
    return found


def _put(lane: Lane, item: _Item, choice: _Choice, top: float, above: float) -> list[Placed | PlacedStretch]:
    """The finished mark and stretch of one item, in pixels."""
    y = top + above + (9.0 if above else _ROW / 2)
    first = top + above - len(choice.lines) * LINE + LINE / 2 if choice.above else y
    label = Label(choice.lines, choice.x, first, choice.anchor, choice.width)
    placed: list[Placed | PlacedStretch] = []
    if item.mark and item.shape:
        placed.append(Placed(item.mark, lane.id, item.shape, y, label))
        if item.stretch:
            label = replace(label, lines=(item.stretch.label,), x=item.x1 - item.tail + _TIP, y=y, anchor="start",
                            width=item.tail - _TIP)  # fmt: skip
    if item.stretch and item.hatch:
        placed.append(PlacedStretch(item.stretch, item.hatch, y, label))
    return placed


def _links(chart: Chart, marks: list[Placed]) -> tuple[PlacedLink, ...]:
    """The relations, from glyph to glyph."""
    at = {one.mark.event: one for one in marks}
    return tuple(
        PlacedLink(link.earlier, link.later, link.words, at[link.earlier].shape.x, at[link.earlier].y,
                   at[link.later].shape.x, at[link.later].y)
        for link in chart.links
        if link.earlier in at and link.later in at
    )  # fmt: skip
