"""Sets of days that a claim allows: a weekday here, and what dates with gaps between their days allow (``when.masks``).

A bound is moved to the nearest allowed day, downwards from above and upwards from below; that keeps the earliest and
the latest day exact. Days between them may still be impossible, which is for the chart to show. Knows nothing of
events.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
