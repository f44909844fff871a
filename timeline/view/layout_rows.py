"""How the marks of one lane share its rows: who stands where, whose label has room, and what becomes a "+n".

Every mark gets a place, and nothing overlaps a label. Rows are filled greedily in reading order, each mark in the first
row with room, its label at the right, at the left or above. Where a lane may not take as many rows as that needs, the
heaviest marks keep their labels; the others stand in rows of their own, and where their labels have no room either, a
"+n" counts them. Knows one lane at a time, pixels along x and numbers of rows; heights come later.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.view.layout_marks import Hatch, Shape
from timeline.view.layout_text import SIZE, text_width, widest, wrap
from timeline.view.model import Mark, Stretch

EDGE = 2.0
GUTTER = 164.0
"""Room for the names of lanes where they stand beside the rows."""
CHIP = 36.0
"""Room for a "+n": marks without a label that are nearer to each other than this are counted together."""
_GAP = 12.0
"""Least room between two things in a row."""
_BESIDE = 6.0
"""Between a mark and its label."""
_LABEL_ROOM = (330.0, 210.0)
_REST = 4
"""One row in so many is for marks whose labels have no room."""


@dataclass(frozen=True, slots=True)
class Item:
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

    @property
    def weight(self) -> float:
        """What is owed always has its words; else the mark's weight counts."""
        return self.mark.weight if self.mark and not self.stretch else float("inf")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to label an item: the label's lines and place, and the whole extent it then takes."""

    lines: tuple[str, ...]
    x: float
    anchor: str
    width: float
    above: bool
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an item stands in its lane. A ``bare`` one has no room for its label at this width."""

    row: int
    choice: Choice
    bare: bool = False


@dataclass(slots=True)
class Row:
    """A row being filled: the stretches of x that are taken, and the height it needs so far."""

    taken: list[tuple[float, float]] = field(default_factory=list)
    above: float = 0.0
    lines: int = 1

    def fits(self, x0: float, x1: float, gap: float = _GAP) -> bool:
        """Whether nothing in the row comes nearer than the gap."""
        at = bisect_left(self.taken, (x0, x1))
        before = at == 0 or self.taken[at - 1][1] + gap <= x0
        return before and (at == len(self.taken) or x1 + gap <= self.taken[at][0])

    def take(self, choice: Choice, line: float) -> None:
        """Seat an item here."""
        insort(self.taken, (choice.x0, choice.x1))
        if choice.above:
            self.above = max(self.above, len(choice.lines) * line)
        else:
            self.lines = max(self.lines, len(choice.lines))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a row may use: the pixels across, the form, and the height of a line of text."""

    width: float
    narrow: bool
    line: float

    @property
    def left(self) -> float:
        """Where labels may begin."""
        return EDGE if self.narrow else GUTTER


def fill(items: Sequence[Item], frame: Frame) -> tuple[list[Row], list[Seat]]:
    """As many rows as it takes for everything to have its label."""
    rows: list[Row] = []
    return rows, [_room(item, rows, frame) or _new_row(item, rows, frame) for item in items]


def fill_within(items: Sequence[Item], frame: Frame, most: int) -> tuple[list[Row], list[Seat]]:
    """At most so many rows: the heaviest with their labels, the rest below them, labelled where room is left."""
    rest = max(1, most // _REST)
    rows: list[Row] = []
    seats: dict[int, Seat] = {}
    waiting: list[int] = []
    for at in sorted(range(len(items)), key=lambda at: (-items[at].weight, at)):
        if seat := _room(items[at], rows, frame):
            seats[at] = seat
        elif len(rows) < most - rest or items[at].stretch:  # what is owed is never without its words
            seats[at] = _new_row(items[at], rows, frame)
        else:
            waiting.append(at)
    first = len(rows)
    rows += [Row() for _ in range(min(rest, len(waiting)))]
    for at in sorted(waiting):
        seats[at] = _bare(items[at], rows, first, frame)
    for number in range(first, len(rows)):
        for at in _alone([at for at in waiting if seats[at].row == number], items, frame):
            seats[at] = Seat(number, seats[at].choice)
    return rows, [seats[at] for at in range(len(items))]


def fill_evenly(items: Sequence[Item], frame: Frame, most: int) -> tuple[list[Row], list[Seat]]:
    """So many rows for far too many items: each takes the next row, so that neighbours in time lie far apart."""
    rows = [Row() for _ in range(min(most, len(items)))]
    return rows, [Seat(at % len(rows), beside(item, frame), bare=True) for at, item in enumerate(items)]


def _room(item: Item, rows: list[Row], frame: Frame) -> Seat | None:
    """The first row with room, for the first way of labelling that finds one."""
    for choice in choices(item, frame):
        for number, row in enumerate(rows):
            if row.fits(choice.x0, choice.x1):
                row.take(choice, frame.line)
                return Seat(number, choice)
    return None


def _new_row(item: Item, rows: list[Row], frame: Frame) -> Seat:
    """A row of its own, for others to join."""
    choice = next(choices(item, frame))
    rows.append(Row())
    rows[-1].take(choice, frame.line)
    return Seat(len(rows) - 1, choice)


def _bare(item: Item, rows: list[Row], first: int, frame: Frame) -> Seat:
    """A place for the mark alone: a row where it touches none, else the one with fewest in it."""
    choice = beside(item, frame)
    free = (number for number in range(first, len(rows)) if rows[number].fits(item.x0, item.x1, EDGE))
    number = next(free, min(range(first, len(rows)), key=lambda at: len(rows[at].taken)))
    insort(rows[number].taken, (item.x0, item.x1))
    return Seat(number, choice, bare=True)


def beside(item: Item, frame: Frame) -> Choice:
    """One line at the right of the mark, shown where there is room."""
    lines = wrap(item.text, SIZE, _LABEL_ROOM[0], most=1)
    wide = text_width(lines[0], SIZE)
    start = item.x1 + _BESIDE
    if start + wide <= frame.width - EDGE:
        return Choice(lines, start, "start", wide, False, item.x0, start + wide)
    return Choice(lines, item.x0 - _BESIDE, "end", wide, False, item.x0 - _BESIDE - wide, item.x1)


def _alone(bare: Sequence[int], items: Sequence[Item], frame: Frame) -> Iterator[int]:
    """Those of a row of bare marks whose labels have room after all, before the next mark and a count at its left."""
    heaps = heap(bare, items, frame)
    for at, one in enumerate(heaps):
        choice = beside(items[one[0]], frame)
        high = min(items[i].x0 for i in heaps[at + 1]) - CHIP if at + 1 < len(heaps) else frame.width
        if len(one) == 1 and choice.anchor == "start" and choice.x1 <= high:
            yield one[0]


def heap(bare: Sequence[int], items: Sequence[Item], frame: Frame) -> list[list[int]]:
    """Marks of one row in groups: neighbours with no room for a "+n" between them belong together.

    At the right edge the "+n" stands left of its group, and needs room beside that of the group before.
    """
    found: list[list[int]] = []
    end = 0.0
    for at in sorted(bare, key=lambda at: (items[at].x0, at)):
        if found and items[at].x0 - end < CHIP:
            found[-1].append(at)
            end = max(end, items[at].x1)
        else:
            found.append([at])
            end = items[at].x1
    while len(found) > 1 and end + 4.0 + CHIP > frame.width:
        if items[found[-1][0]].x0 - max(items[at].x1 for at in found[-2]) >= 2 * CHIP + 4.0:
            break
        last = found.pop()
        found[-1] += last
    return found


def choices(item: Item, frame: Frame) -> Iterator[Choice]:
    """Ways to label an item, the best first: at the right, at the left, above."""
    bold = item.mark is None
    found = False
    for room in () if frame.narrow else _LABEL_ROOM:
        lines = wrap(item.text, SIZE, room, bold=bold)
        wide = widest(lines, SIZE, bold=bold)
        start, end = item.x1 + _BESIDE, item.x0 - _BESIDE
        if not item.tail and start + wide <= frame.width - EDGE:
            found = True
            yield Choice(lines, start, "start", wide, False, item.x0, start + wide)
        if end - wide >= GUTTER:
            found = True
            yield Choice(lines, end, "end", wide, False, end - wide, item.x1)
    if not found:
        lines = wrap(item.text, SIZE, min(frame.width - 2 * EDGE, 420.0), bold=bold)
        wide = widest(lines, SIZE, bold=bold)
        low = frame.left
        x = max(low, min(max(item.x0, low), frame.width - EDGE - wide))
        yield Choice(lines, x, "start", wide, True, min(item.x0, x), max(item.x1, x + wide))
