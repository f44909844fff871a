"""Sets of days that a claim allows: a weekday, or runs of days such as the fifteenth of every month of a year.

A bound is moved to the nearest allowed day, downwards from above and upwards from below; that keeps the earliest and
the latest day exact. Days between them may still be impossible, which is for the chart to show. Knows nothing of
events.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class DaySet(Protocol):
    """Days that are allowed."""

    def nearest(self, day: int, sign: int) -> int | None:
        """The last allowed day up to ``day`` (sign 1), or the first from it on (sign -1); None if there is none."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """Every such weekday; Monday is 0."""

    index: int

    def nearest(self, day: int, sign: int) -> int | None:
        """At most six days away."""
        return day - sign * (((day - 1 - self.index) * sign) % 7)


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

    def nearest(self, day: int, sign: int) -> int | None:
        """The day itself if it lies in a stretch, else the near end of the next one."""
        if sign > 0:
            index = bisect_right(self.first, day) - 1
            return min(day, self.last[index]) if index >= 0 else None
        index = bisect_left(self.last, day)
        return max(day, self.first[index]) if index < len(self.first) else None


def nearest_of_all(sets: Iterable[DaySet], day: int, sign: int) -> int | None:
    """The nearest day that every set allows; None if there is none."""
    several = list(sets)
    if len({found.index for found in several if isinstance(found, Weekday)}) > 1:
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
