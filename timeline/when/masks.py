"""Days that a date with unspecified digits can be, and sets of such days, as questions: nothing is ever listed.

``XXXX-XX-15`` means 119,988 days, and costs no more than ``2018-XX-15``. Knows digits and the calendar; nothing of the
rest of the notation, of claims or of events.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from timeline.when.amounts import FIRST, LAST

CALENDAR_ROUND = 146_097
"""Days in 400 years, 20,871 weeks exactly: after them months, leap days and weekdays repeat."""


class Days(Protocol):
    """Days that are meant; compared and hashed by value."""

    def __hash__(self) -> int:
        """Equal sets have equal hashes."""

    @property
    def period(self) -> int:
        """After how many days they repeat themselves, for ever; 0 if they do not."""

    def nearest(self, day: int, sign: int) -> int | None:
        """The last such day up to ``day`` (sign 1), or the first from it on (sign -1); None if there is none."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Every day from the first to the last, as day numbers."""

    first: int
    last: int

    @property
    def period(self) -> int:
        """Once and never again."""
        return 0

    def nearest(self, day: int, sign: int) -> int | None:
        """The day itself, or the near end."""
        if (day < self.first) if sign > 0 else (day > self.last):
            return None
        return min(day, self.last) if sign > 0 else max(day, self.first)


@dataclass(frozen=True, slots=True)
class Mask:
    """The days whose year, month and day of the month are among these, each in order."""

    years: Sequence[int]
    months: Sequence[int]
    days: Sequence[int]

    @property
    def period(self) -> int:
        """The calendar's where no year, or only the last two digits of one, is named ("any July")."""
        years = set(self.years)
        again = all(year > 9599 or year + 400 in years for year in self.years)
        return CALENDAR_ROUND if again and self.years[0] <= 400 and self.years[-1] > 9599 else 0

    def nearest(self, day: int, sign: int) -> int | None:
        """Looks at few years: where a mask fits in any, it does within a leap year's cycle.

        >>> date.fromordinal(Mask(range(1, 10_000), (2,), (29,)).nearest(date(2019, 7, 4).toordinal(), 1))
        datetime.date(2016, 2, 29)
        """
        if (day < FIRST) if sign > 0 else (day > LAST):
            return None
        edge = date.fromordinal(min(max(day, FIRST), LAST))
        for year in _onwards(self.years, edge.year, sign):
            limit = edge.month if year == edge.year else (12 if sign > 0 else 1)
            for month in _onwards(self.months, limit, sign):
                length = monthrange(year, month)[1]
                same = (year, month) == (edge.year, edge.month)
                limit = edge.day if same else (length if sign > 0 else 1)
                for found in _onwards(self.days, limit, sign)[:1]:
                    if found <= length:
                        return date(year, month, found).toordinal()
        return None

    def solid(self) -> bool:
        """True if every day between its first and its last is one of its days."""
        if len(self.years) == 1 and len(self.months) == 1:
            return _consecutive(self.days)
        if len(self.days) < 31:
            return False
        return _consecutive(self.months if len(self.years) == 1 else self.years) and (
            len(self.years) == 1 or len(self.months) == 12
        )


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The days of any of its parts."""

    parts: tuple[Days, ...]

    @property
    def period(self) -> int:
        """The calendar's if every part repeats."""
        return CALENDAR_ROUND if all(part.period for part in self.parts) else 0

    def nearest(self, day: int, sign: int) -> int | None:
        """The nearest of its parts' nearest."""
        found = [near for part in self.parts if (near := part.nearest(day, sign)) is not None]
        return (max if sign > 0 else min)(found, default=None)


def any_of(parts: Iterable[Days]) -> Days:
    """The parts as one; stretches that touch are joined.

    >>> any_of([Stretch(11, 20), Stretch(1, 10)])
    Stretch(first=1, last=20)
    """
    others: list[Days] = []
    joined: list[Stretch] = []
    stretches = []
    for part in parts:
        if isinstance(part, Stretch):
            stretches.append(part)
        else:
            others.append(part)
    for part in sorted(stretches, key=lambda stretch: stretch.first):
        if joined and part.first <= joined[-1].last + 1:
            joined[-1] = Stretch(joined[-1].first, max(part.last, joined[-1].last))
        else:
            joined.append(part)
    together = (*joined, *others)
    return together[0] if len(together) == 1 else AnyOf(together)


@lru_cache(maxsize=1024)
def numbers(mask: str, low: int, high: int) -> Sequence[int]:
    """The numbers that a mask such as ``1X`` or ``X5`` can be, in order, from ``low`` to ``high``; empty if none.

    >>> numbers("1X", 1, 12), numbers("X5", 1, 31)
    (range(10, 13), (5, 15, 25))
    """
    if "X" not in mask.rstrip("X"):
        return range(max(int(mask.replace("X", "0")), low), min(int(mask.replace("X", "9")), high) + 1)
    found = [0]
    for sign in mask:
        digits = range(10) if sign == "X" else (int(sign),)
        found = [10 * number + digit for number in found for digit in digits]
    return tuple(number for number in found if low <= number <= high)


def _onwards(values: Sequence[int], limit: int, sign: int) -> Sequence[int]:
    """Down from the last value that is not above the limit, or up from the first that is not below it."""
    if sign > 0:
        return values[: bisect_right(values, limit)][::-1]
    return values[bisect_left(values, limit) :]


def _consecutive(values: Sequence[int]) -> bool:
    return values[-1] - values[0] + 1 == len(values)
