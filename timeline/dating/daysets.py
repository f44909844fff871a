"""Sets of days that a claim allows: a weekday, or runs of days such as the fifteenth of every month of a year.

A bound is moved to the nearest allowed day, downwards from above and upwards from below; that keeps the earliest and
the latest day exact. Days between them may still be impossible, which is for the chart to show. Knows nothing of
events.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from timeline.dating.numeric import Days
from timeline.when.amounts import LAST

CALENDAR_ROUND = 146_097
"""Days in 400 years, 20,871 weeks exactly: after them months, leap days and weekdays repeat."""
NOWHERE = 1 << 60
"""Beyond every day, in the direction looked: no allowed day is left there."""


class DaySet(Protocol):
    """Days that are allowed."""

    @property
    def period(self) -> int:
        """After how many days the set repeats itself, for ever; 0 if it does not."""

    def nearest(self, day: int, sign: int) -> int | None:
        """The last allowed day up to ``day`` (sign 1), or the first from it on (sign -1); None if there is none."""

    def nearest_each(self, days: Days, sign: int) -> Days:
        """The same for many days at once; ``-sign * NOWHERE`` where there is none."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """Every such weekday; Monday is 0."""

    index: int

    @property
    def period(self) -> int:
        """A week."""
        return 7

    def nearest(self, day: int, sign: int) -> int | None:
        """At most six days away."""
        return day - sign * (((day - 1 - self.index) * sign) % 7)

    def nearest_each(self, days: Days, sign: int) -> Days:
        """At most six days away."""
        return days - sign * (((days - 1 - self.index) * sign) % 7)


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of days in order, none touching the next."""

    first: tuple[int, ...]
    last: tuple[int, ...]

    @classmethod
    def of(cls, stretches: Iterable[tuple[date, date]]) -> Runs:
        """From pairs of dates, both inclusive."""
        pairs = [(low.toordinal(), high.toordinal()) for low, high in stretches]
        return cls(tuple(low for low, _ in pairs), tuple(high for _, high in pairs))

    @property
    def period(self) -> int:
        """The calendar's, for what names no year ("any July"); nothing for days of certain years."""
        first, last = np.array(self.first, np.int64), np.array(self.last, np.int64)
        if first[0] > CALENDAR_ROUND or last[-1] <= LAST - CALENDAR_ROUND:
            return 0
        again = [np.isin(ends[ends <= LAST - CALENDAR_ROUND] + CALENDAR_ROUND, ends).all() for ends in (first, last)]
        return CALENDAR_ROUND if all(again) else 0

    def nearest(self, day: int, sign: int) -> int | None:
        """The day itself if it lies in a stretch, else the near end of the next one."""
        if sign > 0:
            index = bisect_right(self.first, day) - 1
            return min(day, self.last[index]) if index >= 0 else None
        index = bisect_left(self.last, day)
        return max(day, self.first[index]) if index < len(self.first) else None

    def nearest_each(self, days: Days, sign: int) -> Days:
        """The day itself if it lies in a stretch, else the near end of the next one."""
        first, last = np.array(self.first, np.int64), np.array(self.last, np.int64)
        if sign > 0:
            index = np.searchsorted(first, days, side="right") - 1
            return np.where(index >= 0, np.minimum(days, last[np.maximum(index, 0)]), -NOWHERE)
        index = np.searchsorted(last, days, side="left")
        inside = index < first.size
        return np.where(inside, np.maximum(days, first[np.minimum(index, first.size - 1)]), NOWHERE)


def nearest_of_all(sets: Iterable[DaySet], day: int, sign: int) -> int | None:
    """The nearest day that every set allows; None if there is none."""
    several = list(sets)
    if _never(several):
        return None
    while True:
        before = day
        for found in several:
            moved = found.nearest(day, sign)
            if moved is None:
                return None
            day = moved
        if day == before:
            return day


def nearest_each_of_all(sets: Sequence[DaySet], days: Days, sign: int) -> Days:
    """The same for many days at once; ``-sign * NOWHERE`` (or beyond) where there is none."""
    if _never(sets):
        return np.full_like(days, -sign * NOWHERE)
    while True:
        before = days
        for found in sets:
            days = np.where(np.abs(days) >= NOWHERE, days, found.nearest_each(days, sign))
        if np.array_equal(days, before):
            return days


def _never(sets: Sequence[DaySet]) -> bool:
    """Two different weekdays: no day is both."""
    return len({found.index for found in sets if isinstance(found, Weekday)}) > 1
