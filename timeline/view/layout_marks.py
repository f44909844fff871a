"""How one event lies along the time axis: where its glyph stands, which part is certain, where it is open.

The rule of position: a known day has its glyph on that day. Between two bounds the glyph is hollow and stands in
the middle, for the eye alone. With one bound it stands just inside that bound; with none, at the start of the
axis with a question mark. Where only some days between two bounds are possible, each of them has a tick. Knows pixels
of the x axis only; rows, labels and colours come later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from timeline.view.layout_axis import Scale
from timeline.view.model import Mark, Stretch

GLYPH = 8.0
"""Half the room a glyph takes, in pixels."""
INSIDE = 11.0
"""How far inside its only bound a glyph stands."""
OPEN_RUN = 84.0
"""Length of a line that says "from here on, no end known"."""
FADE = 44.0
ARROW = 12.0
COVERED = 11.0
TICK_GAP = 3.0
"""Ticks nearer than this to each other are drawn as one."""
SOLID = ("occurred", "announced", "did_not_occur")

Run = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One event along x, in pixels. ``soft`` is what is possible, ``core`` what is certain."""

    x: float
    """Centre of the glyph."""
    solid: bool
    """A known day of something that took place; everything else is hollow."""
    unknown: bool
    """No bound at all: a question mark stands for the glyph."""
    soft: Run | None
    core: Run | None
    line: Run | None
    """An open run of something still to come, drawn as a broken line, not as a bar."""
    left: str
    """What ends it at the left: "" (nothing), "cap" or "arrow"."""
    right: str
    """"", "cap", "arrow" or "fade"."""
    fade: Run | None = None
    """The last part of what is possible where nobody says when it ended."""
    ticks: tuple[Run, ...] = ()
    """The only possible days within ``soft``, drawn in its stead: one place each, or a run of days too near to part."""

    @property
    def x0(self) -> float:
        """Its left edge, arrow included."""
        return min([self.x - GLYPH, *(run[0] - (ARROW if self.left == "arrow" else 1) for run in self._runs())])

    @property
    def x1(self) -> float:
        """Its right edge, arrow included."""
        room = {"arrow": ARROW, "fade": ARROW}.get(self.right, 1)
        return max([self.x + GLYPH, *(run[1] + room for run in self._runs())])

    @property
    def left_x(self) -> float:
        """Where the left cap or arrow stands."""
        return min(run[0] for run in self._runs())

    @property
    def right_x(self) -> float:
        """Where the right cap, arrow or question mark stands."""
        return max(run[1] for run in self._runs())

    @property
    def covered(self) -> bool:
        """So short a range that the glyph hides it, caps and all."""
        return self.left == self.right == "cap" and self.right_x - self.left_x < COVERED

    def _runs(self) -> list[Run]:
        return [run for run in (self.soft, self.core, self.line, self.fade) if run] or [(self.x, self.x)]


def shape(mark: Mark, scale: Scale, as_of_x: float) -> Shape:
    """Lay one event along the axis."""
    if mark.span:
        return _span(mark, scale, as_of_x)
    return _point(mark, scale)


def _point(mark: Mark, scale: Scale) -> Shape:
    """One day, known or not."""
    first = scale.x(mark.earliest) if mark.earliest else None
    last = scale.x(mark.latest) if mark.latest else None
    if first is None and last is None:
        return _nowhere(scale)
    if first is None:
        return _open_start(scale, last or scale.left)
    if last is None:
        return _open_end(mark, scale, first)
    if mark.earliest == mark.latest:
        return Shape(first, mark.modality in SOLID, False, None, None, None, "", "")
    ticks = _ticks(possible(mark), scale)
    return Shape((first + last) / 2, False, False, (first, last), None, None, "cap", "cap", ticks=ticks)


def possible(mark: Mark) -> tuple[date, ...]:
    """The days that get a tick: none for a span, an open bound, or where every day between is possible."""
    if mark.span or not mark.earliest or not mark.latest or mark.earliest == mark.latest:
        return ()
    return tuple(sorted({day for day in mark.days if mark.earliest <= day <= mark.latest}))


def _ticks(days: tuple[date, ...], scale: Scale) -> tuple[Run, ...]:
    """A place for each day. Too near to part, neighbouring days become a run, and of others one stands for both."""
    found: list[Run] = []
    before: date | None = None
    for day in days:
        x = scale.x(day)
        if not found or x - found[-1][1] >= TICK_GAP:
            found.append((x, x))
        elif before and (day - before).days == 1:  # no impossible day lies between
            found[-1] = (found[-1][0], x)
        else:
            continue
        before = day
    return tuple(found)


def _nowhere(scale: Scale) -> Shape:
    """No bound at all: at the start of the axis, open to both sides."""
    x = scale.left + ARROW + 18
    return Shape(x, False, True, None, None, (x - 18, x + 18), "arrow", "arrow")


def _open_start(scale: Scale, last: float) -> Shape:
    """Only the latest day is known: the bar runs in from the edge."""
    start = _open_left(scale, last)
    return Shape(max(last - INSIDE, start), False, False, (start, last), None, None, "arrow", "cap")


def _open_left(scale: Scale, first: float) -> float:
    """Where a bar without an earliest bound begins, so that its arrow is seen however near the edge it lies."""
    return min(max(min(scale.left + ARROW, first - 3 * INSIDE), scale.left), first)


def _open_end(mark: Mark, scale: Scale, first: float) -> Shape:
    """Only the earliest day is known: a bar, or for what is still to come a broken line, runs on from it."""
    end = max(first, min(first + max(3 * INSIDE, min(OPEN_RUN, scale.right - first)), scale.right + 2))
    x = min(first + INSIDE, end)
    if mark.modality in ("expected", "conditional", "announced"):
        return Shape(x, False, False, None, None, (first, end), "cap", "arrow")
    return Shape(x, False, False, (first, end), None, None, "cap", "arrow")


def _span(mark: Mark, scale: Scale, as_of_x: float) -> Shape:
    """A length of time: certain in the middle, possible around it."""
    a, b, c, d = (
        scale.x(day) if day else None for day in (mark.earliest, mark.latest, mark.end_earliest, mark.end_latest)
    )
    known = [x for x in (a, b, c, d) if x is not None]
    if not known:
        return _nowhere(scale)
    if mark.ongoing:
        c = max(as_of_x, *known)
        known.append(c)
    left_open, right_open = a is None, mark.ongoing or d is None
    x0 = a if a is not None else _open_left(scale, min(known))
    x1 = d if d is not None and not mark.ongoing else max(known)
    if d is None and not mark.ongoing:
        x1 = max(x1, min(x1 + FADE, scale.right - ARROW))
    core = (b, c) if b is not None and c is not None and b < c else None
    if a is not None and b is not None:
        x = (a + b) / 2
    elif b is not None:
        x = max(b - INSIDE, x0)
    else:
        x = a + INSIDE if a is not None else max(max(known) - INSIDE, x0)
    soft: Run | None = (x0, x1) if core != (x0, x1) else None
    fade = None
    if mark.end_unknown and soft:
        turn = max([x1 - FADE, *(one for one in (a, b, c) if one is not None and one < x1)])
        soft, fade = (x0, turn) if x0 < turn and core != (x0, turn) else None, (turn, x1)
    solid = a is not None and mark.earliest == mark.latest and mark.modality in SOLID
    right = "fade" if mark.end_unknown else "arrow" if right_open else "cap" if c != d else ""
    return Shape(x, solid, False, soft, core, None, "arrow" if left_open else "cap" if a != b else "", right, fade)


@dataclass(frozen=True, slots=True)
class Hatch:
    """The open stretch of an obligation along x: certain from ``since`` to ``until``, possible from ``maybe``."""

    maybe: float
    since: float
    until: float
    open_start: bool


def hatch(stretch: Stretch, scale: Scale) -> Hatch:
    """Lay one open stretch along the axis."""
    since, until = scale.x(stretch.since_latest), scale.x(stretch.until)
    maybe = scale.x(stretch.since_earliest) if stretch.since_earliest else min(scale.left + ARROW, since)
    return Hatch(maybe, min(since, until), until, stretch.since_earliest is None)
