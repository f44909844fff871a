"""The time axis: days to pixels, in three ways, and which ticks a width has room for.

``time`` is to scale: a year is as wide as any other. ``sequence`` takes even steps from one day that bounds an event to
the next. ``compressed`` is to scale but for long gaps, which are folded to a fixed width. Knows gaps, not events.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise
from statistics import median

from timeline.view.model import Chart, Gap

AXES = ("time", "sequence", "compressed")
"""The default first."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FOLD = 34.0
"""Pixels that a folded gap keeps."""
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000)
_DAY_STEPS = (1, 2, 5, 10)
_DAYS_A_MONTH = 30.44
_LONG, _TIMES, _FOLDS = 60, 3, 5
"""A gap is long if it takes more than so many days and so many times the median; so many are folded at most."""
_EDGE_STEP = 0.7
"""Before the first bound and after the last there is no step to take, only room."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to pixels, never backwards: one straight line, or several that meet at ``bends``."""

    start: date
    end: date
    left: float
    right: float
    bends: tuple[tuple[int, float], ...] = ()
    """(day as an ordinal, pixel) where the line bends, both ends included; empty for a straight line."""
    folds: tuple[tuple[Gap, float, float], ...] = ()
    """The gaps that are folded away, from pixel to pixel."""
    steps: tuple[tuple[Gap, float, float], ...] = ()
    """The gaps that are steps of one width, from pixel to pixel."""

    @property
    def pixels_a_day(self) -> float:
        """Pixels one day takes where time is to scale."""
        if not self.folds:
            return (self.right - self.left) / max(1, (self.end - self.start).days)
        folded = sum((gap.until - gap.since).days for gap, _, _ in self.folds)
        room = self.right - self.left - FOLD * len(self.folds)
        return room / max(1, (self.end - self.start).days - folded)

    def x(self, day: date) -> float:
        """The pixel of a day."""
        if not self.bends:
            return self.left + (day - self.start).days * self.pixels_a_day
        number = day.toordinal()
        at = min(max(bisect_right(self.bends, (number, float("inf"))), 1), len(self.bends) - 1)
        (low, x0), (high, x1) = self.bends[at - 1], self.bends[at]
        return x0 + (number - low) * (x1 - x0) / max(1, high - low)

    def days(self, x: float) -> float:
        """The place of a pixel in days since 1 January 1970; a place to draw at, never a date to print."""
        return self.start.toordinal() - date(1970, 1, 1).toordinal() + (x - self.left) / self.pixels_a_day


def scale_of(axis: str, chart: Chart, left: float, right: float) -> Scale:
    """The scale of one of the AXES between two pixels; ValueError, naming them, for any other."""
    if axis not in AXES:
        raise ValueError(f"no axis {axis!r}; one of: {', '.join(AXES)}")
    plain = Scale(chart.start, chart.end, left, right)
    if axis == "time" or not chart.gaps:
        return plain
    days = [chart.start, *(gap.since for gap in chart.gaps), chart.gaps[-1].until, chart.end]
    long = [(until - since).days for since, until in pairwise(days)]
    if axis == "sequence":
        wide = [_EDGE_STEP, *(1.0 for _ in chart.gaps), _EDGE_STEP]
        unit = (right - left) / sum(wide)
        bends, runs = _bends(days, [unit * one for one in wide], chart.gaps, left)
        return replace(plain, bends=bends, steps=runs)
    most = max(_LONG, _TIMES * median(long[1:-1]))
    folded = {at for at in range(1, len(long) - 1) if long[at] > most}
    folded = set(sorted(folded, key=lambda at: (-long[at], at))[:_FOLDS])
    if not folded:
        return plain
    unit = (right - left - FOLD * len(folded)) / max(1, sum(n for at, n in enumerate(long) if at not in folded))
    wide = [FOLD if at in folded else number * unit for at, number in enumerate(long)]
    bends, runs = _bends(days, wide, chart.gaps, left)
    return replace(plain, bends=bends, folds=tuple(run for at, run in enumerate(runs, 1) if at in folded))


def _bends(
    days: Sequence[date], wide: Sequence[float], gaps: Sequence[Gap], left: float
) -> tuple[tuple[tuple[int, float], ...], tuple[tuple[Gap, float, float], ...]]:
    """Where the line bends if each stretch from day to day is so many pixels wide, and the pixels of each gap."""
    xs = list(accumulate(wide, initial=left))
    runs = zip(gaps, xs[1:], xs[2:], strict=False)
    return tuple((day.toordinal(), x) for day, x in zip(days, xs, strict=True)), tuple(runs)


@dataclass(frozen=True, slots=True)
class Tick:
    """A vertical line of the grid; ``label`` is empty for the faint ones in between."""

    x: float
    label: str
    year: bool
    """The first day of a year, drawn a little stronger."""


def ticks(scale: Scale, *, gap: float, months: tuple[str, ...] = MONTHS) -> tuple[Tick, ...]:
    """The grid of an axis: labels at least ``gap`` pixels apart, faint lines between them where there is room."""
    if scale.steps:
        return _step_ticks(scale, gap, months)
    found = _month_ticks(scale, gap, months)
    if not scale.folds:
        return found
    kept: list[Tick] = []
    last = float("-inf")
    for tick in found:
        if any(x0 < tick.x < x1 for _, x0, x1 in scale.folds):
            continue
        near = tick.label and tick.x - last < gap
        kept.append(Tick(tick.x, "" if near else tick.label, tick.year))
        last = tick.x if kept[-1].label else last
    return tuple(kept)


def _month_ticks(scale: Scale, gap: float, months: tuple[str, ...]) -> tuple[Tick, ...]:
    month = scale.pixels_a_day * _DAYS_A_MONTH
    if month > 3.5 * gap:
        return _day_ticks(scale, gap, months)
    labelled = next((step for step in _MONTH_STEPS if step * month >= gap), _MONTH_STEPS[-1])
    faint = next((step for step in _MONTH_STEPS if step * month >= 11 and labelled % step == 0), labelled)
    found: list[Tick] = []
    first = True
    index = scale.start.year * 12 + scale.start.month - 1
    index += -index % faint
    while (day := _month(index)) is not None and day <= scale.end:
        if day >= scale.start:
            label = _month_label(day, labelled, months, first) if index % labelled == 0 else ""
            first = first and not label
            found.append(Tick(scale.x(day), label, day.month == 1))
        index += faint
    return tuple(found)


def _month(index: int) -> date | None:
    """The first day of a month counted from year 0; None beyond the calendar."""
    year, month = divmod(index, 12)
    return date(year, month + 1, 1) if 1 <= year <= 9999 else (date(1, 1, 1) if year < 1 else None)


def _month_label(day: date, step: int, months: tuple[str, ...], first: bool) -> str:
    """A year, or a short month with the year wherever a reader needs it."""
    if step >= 12:
        return str(day.year)
    name = months[day.month - 1]
    return f"{name} {day.year}" if first or day.month == 1 else name


def _day_ticks(scale: Scale, gap: float, months: tuple[str, ...]) -> tuple[Tick, ...]:
    """The grid of a few weeks: days of the month, the first of each month spelled out."""
    step = next((days for days in _DAY_STEPS if days * scale.pixels_a_day >= gap), 10)
    found: list[Tick] = []
    for offset in range((scale.end - scale.start).days + 1):
        day = scale.start + timedelta(days=offset)
        left = monthrange(day.year, day.month)[1] - day.day + 1
        if (day.day - 1) % step or left < 0.75 * step:  # too near the first of the next month
            continue
        name = f"{day.day} {months[day.month - 1]}"
        found.append(Tick(scale.x(day), f"{name} {day.year}" if not found else name, day.day == 1))
    return tuple(found)


def _step_ticks(scale: Scale, gap: float, months: tuple[str, ...]) -> tuple[Tick, ...]:
    """A line for each day that a step leads to, its date where there is room; all of them are known bounds."""
    found: list[Tick] = []
    last, year = float("-inf"), 0
    days = [(one.since, x0) for one, x0, _ in scale.steps] + [(scale.steps[-1][0].until, scale.steps[-1][2])]
    for day, x in days:
        label = ""
        if x - last >= 1.25 * gap:
            name = f"{day.day} {months[day.month - 1]}"
            label = name if day.year == year else f"{name} {day.year}"
            last, year = x, day.year
        found.append(Tick(x, label, False))
    return tuple(found)
