"""Rings of steps that lead back to where they began: the days on which one lets its point rest.

Pushed round such a ring one lap at a time, a bound may take thousands of laps to come to rest, or never do. So the ring
is tried for a whole calendar round of days at once: 400 years, after which months, leap days and weekdays repeat
exactly, or a week where nothing but weekdays matters. Knows one direction of a network, nothing of claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from timeline.dating.arcs import Days
from timeline.dating.daysets import NOWHERE, nearest_each_of_all
from timeline.when.masks import CALENDAR_ROUND

if TYPE_CHECKING:
    from timeline.dating.propagate import Half

_FIRST_LOOK = 3_000
_CELL = 32


def rest(half: Half, ring: Sequence[int], value: int) -> int | None:
    """The greatest value up to ``value`` that a lap of the ring does not lower; None if there never is one.

    Where days run out (``2018-05-1X``) the answer may be a value that is merely lower, and will be found to be too low.
    """
    arcs = np.array(ring)
    sets = [allowed for point in half.head[arcs].tolist() for allowed, _ in half.sets.get(point, ())]
    months = half.months[arcs].any()
    if not months and not sets and not half.weekdays[arcs].any():
        return (
            value if np.where(half.backwards[arcs], -half.days[arcs], half.days[arcs]).sum() * half.sign >= 0 else None
        )
    periods = {allowed.period for allowed in sets}
    period = CALENDAR_ROUND if months or periods - {7} else 7
    for size in (_FIRST_LOOK, period):
        rests = _greatest_rest(half, ring, value - np.arange(0, min(size, period) + 1, _CELL))
        if rests is not None:
            return rests
    return value - period if 0 in periods else None


def _greatest_rest(half: Half, ring: Sequence[int], tops: Days) -> int | None:
    """The greatest day that a lap does not lower, from the first of the tops, each _CELL days apart, to the last cell.

    Each top is taken round until it rests or leaves its cell: what rests below a day is not passed by it, since a step
    never goes up when the day goes down.
    """
    days, floor, best = tops, tops - _CELL, None
    while days.size:
        after = _lap(half, ring, days)
        resting = days[after >= days]
        if resting.size:
            best = int(resting.max()) if best is None else max(best, int(resting.max()))
        going = (after < days) & (after > floor)
        if best is not None:
            going &= after > best
        days, floor = after[going], floor[going]
    return best


def _lap(half: Half, ring: Sequence[int], days: Days) -> Days:
    """Where one lap takes each day; far below everything where days run out on the way."""
    gone = np.zeros(days.size, np.bool_)
    for arc in reversed(ring):
        days = half.step(np.full(days.size, arc), days)
        allowed = [one for one, _ in half.sets.get(int(half.head[arc]), ())]
        if allowed:
            snapped = nearest_each_of_all(allowed, days * half.sign, half.sign) * half.sign
            gone |= snapped <= -NOWHERE
            days = np.where(snapped <= -NOWHERE, days, snapped)
    return np.where(gone, -NOWHERE, days)
