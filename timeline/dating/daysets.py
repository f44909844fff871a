"""Sets of days that a claim allows: a weekday, or what a date with unspecified digits can be.

A bound is moved to the nearest allowed day, downwards from above and upwards from below; that keeps the earliest and
the latest day exact. Days between them may still be impossible, which is for the chart to show. Knows nothing of
events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from timeline.dating.arcs import Days

NOWHERE = 1 << 60
"""Beyond every day, in the direction looked: no allowed day is left there."""
_BLOCK = 20_000


class DaySet(Protocol):
    """Days that are allowed; compared and hashed by value."""

    def __hash__(self) -> int:
        """Equal sets have equal hashes."""

    @property
    def period(self) -> int:
        """After how many days the set repeats itself, for ever; 0 if it does not."""

    def nearest(self, day: int, sign: int) -> int | None:
        """The last allowed day up to ``day`` (sign 1), or the first from it on (sign -1); None if there is none."""


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
    """The same for many days at once; ``-sign * NOWHERE`` where there is none."""
    if _never(sets):
        return np.full_like(days, -sign * NOWHERE)
    while True:
        before = days
        for found in sets:
            days = np.where(np.abs(days) >= NOWHERE, days, _nearest_each(found, days, sign))
        if np.array_equal(days, before):
            return days


def _nearest_each(found: DaySet, days: Days, sign: int) -> Days:
    if isinstance(found, Weekday):
        return days - sign * (((days - 1 - found.index) * sign) % 7)
    known = days[np.abs(days) < NOWHERE] // _BLOCK
    if not known.size:
        return days
    first, last = int(known.min()), int(known.max())
    blocks = [_listed(found, block) for block in range(first, last + 1)]
    beyond = found.nearest(first * _BLOCK - 1 if sign > 0 else (last + 1) * _BLOCK, sign)
    edge = np.array([-sign * NOWHERE if beyond is None else beyond], np.int64)
    allowed = np.concatenate((edge, *blocks) if sign > 0 else (*blocks, edge))
    if sign > 0:
        return allowed[np.searchsorted(allowed[1:], days, side="right")]
    return allowed[np.searchsorted(allowed[:-1], days, side="left")]


@lru_cache(maxsize=256)
def _listed(found: DaySet, block: int) -> Days:
    """Every allowed day of one block of days, in order."""
    listed: list[int] = []
    day = found.nearest(block * _BLOCK, -1)
    while day is not None and day < (block + 1) * _BLOCK:
        listed.append(day)
        day = found.nearest(day + 1, -1)
    return np.array(listed, np.int64)


def _never(sets: Sequence[DaySet]) -> bool:
    """Two different weekdays: no day is both."""
    return len({found.index for found in sets if isinstance(found, Weekday)}) > 1
