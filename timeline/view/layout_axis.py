"""The time axis: days to pixels, and which ticks a width has room for.

Time is to scale: a year is as wide as any other. Knows nothing of events.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000)
_DAY_STEPS = (1, 2, 5, 10)
_DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from days to pixels."""

    start: date
    end: date
    left: float
    right: float

    @property
    def pixels_a_day(self) -> float:
        """Pixels one day takes."""
        return (self.right - self.left) / max(1, (self.end - self.start).days)

    def x(self, day: date) -> float:
        """The pixel of a day."""
        return self.left + (day - self.start).days * self.pixels_a_day

    def days(self, x: float) -> float:
        """The place of a pixel in days since 1 January 1970; a place to draw at, never a date to print."""
        return self.start.toordinal() - date(1970, 1, 1).toordinal() + (x - self.left) / self.pixels_a_day


@dataclass(frozen=True, slots=True)
class Tick:
    """A vertical line of the grid; ``label`` is empty for the faint ones in between."""

    x: float
    label: str
    year: bool
    """The first day of a year, drawn a little stronger."""


def ticks(scale: Scale, *, gap: float, months: tuple[str, ...] = MONTHS) -> tuple[Tick, ...]:
    """The grid of an axis: labels at least ``gap`` pixels apart, faint lines between them where there is room."""
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
