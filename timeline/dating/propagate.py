"""Bounds pushed through a network in one direction, with a log of every move.

A Half holds the limits from above, or from below with days negated; both are lowered until nothing moves. The log is
what a contradiction or a bound is explained from: it shows which claim made which move, in order. Knows nothing of
events, and nothing of both directions at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from timeline.dating.calendar import add_months, add_weekdays, from_months, from_weekdays
from timeline.dating.daysets import DaySet, Weekday, nearest_of_all
from timeline.dating.numeric import Days, Indices, Relaxation, by_key, starts_of

FAR = 1 << 60
"""Farther than any day: not reached."""
Log = list[tuple[int, int, int]]
"""(point, value, arc) for every move; arc -1 stands for the sets of days of the point."""
_LOOKS = frozenset(1 << k for k in range(2, 40))
"""After how many moves of a point it is worth looking whether it goes round in a ring."""
_CALENDAR_ROUND = 10_300
"""Days in which every month, leap day and weekday has met every other: 28 years and a little more."""


@dataclass(frozen=True, slots=True)
class Half:
    """One direction of a network: limits from above, or (``sign`` -1, days negated) from below.

    An arc made by its own step is applied forwards; an arc made by the opposite step is applied backwards, which is
    the least (or greatest) day that the step can start from.
    """

    sign: int
    first: Indices
    tail: Indices
    head: Indices
    months: Days
    days: Days
    weekdays: Days
    """Working days; where there are any, an arc has no months and no days."""
    backwards: np.ndarray[tuple[int], np.dtype[np.bool_]]
    claim: Indices
    into_first: Indices
    """Where each point's arriving arcs begin in ``into``, with one more entry at the end."""
    into: Indices
    """The arcs, sorted by the point they arrive at."""
    sets: dict[int, list[tuple[DaySet, int]]]
    """Point to its (days allowed, claim) pairs."""

    @property
    def uneven(self) -> bool:
        """Some step is not the same number of days everywhere, so that a ring of steps may not show in its sum."""
        return bool(self.sets) or bool(self.months.any()) or bool(self.weekdays.any())

    def step(self, chosen: Indices, value: Days) -> Days:
        """What each chosen arc makes of the value at its tail."""
        months, back = self.months[chosen], self.backwards[chosen]
        shift = self.days[chosen] * self.sign
        out: Days = np.where(back, value - shift, value + shift)
        if months.any():
            calendar = np.flatnonzero(months)
            day = value[calendar] * self.sign
            m, d, b = months[calendar], self.days[chosen][calendar], back[calendar]
            moved = np.where(b, from_months(day - d, m, self.sign), add_months(day, m) + d)
            out[calendar] = moved * self.sign
        working = self.weekdays[chosen]
        if working.any():
            rows = np.flatnonzero(working)
            day, count, b = value[rows] * self.sign, working[rows], back[rows]
            out[rows] = np.where(b, from_weekdays(day, count, self.sign), add_weekdays(day, count)) * self.sign
        return out


def propagate(half: Half, points: int, limit: Days, log: Log, start: Days | None = None) -> tuple[Days, int | None]:
    """Lower every point as far as it goes; the second value is a point that fell below its limit.

    ``start`` is where points begin; without it only the origin is given, at day 0. ``log`` gets (point, value, arc)
    for every move, in order; arc -1 stands for the sets of the point.
    """
    value = np.full(points, FAR, np.int64) if start is None else start.copy()
    if start is None:
        value[0] = 0
    run = Relaxation(points, half.first, half.head, half.step)
    frontier: Indices = np.flatnonzero(value < FAR)
    snapped = np.array(sorted(half.sets), np.intp)
    turns: dict[int, int] = {}
    uneven = half.uneven
    while True:
        again: list[int] = []
        for moved in run.rounds(value, frontier):
            log.extend(zip(moved.tolist(), value[moved].tolist(), run.parent[moved].tolist(), strict=True))
            if (fell := moved[value[moved] < limit[moved]]).size:
                return value, int(fell[0])
            for point in moved.tolist() if uneven else ():
                turns[point] = turns.get(point, 0) + 1
                if turns[point] in _LOOKS and _goes_round(half, log, start, point):
                    return value, point
        for point in snapped.tolist():
            if value[point] < FAR and _snap(half, value, point, log):
                again.append(point)
                if value[point] < limit[point]:
                    return value, point
                turns[point] = turns.get(point, 0) + 1
                if turns[point] in _LOOKS and _goes_round(half, log, start, point):
                    return value, point
        if not again:
            return value, None
        frontier = np.array(again, np.intp)


def _goes_round(half: Half, log: Log, start: Days | None, point: int) -> bool:
    """True if the point's last value was derived from a value of its own so far back that it will be for ever.

    Where only weeks matter (``start`` given: no months in it) whole weeks are enough; else a calendar's full round.
    """
    final = next(value for moved, value, _ in reversed(log) if moved == point)
    here, stepped = point, False
    for moved, value, arc in reversed(log):
        if moved != here:
            continue
        if stepped and moved == point and _for_ever(final - value, start is not None):
            return True
        if arc >= 0:
            here, stepped = int(half.tail[arc]), True
    return start is not None and here == point and stepped and _for_ever(final - int(start[point]), True)


def _for_ever(moved: int, weekly: bool) -> bool:
    return moved != 0 and moved % 7 == 0 if weekly else abs(moved) > _CALENDAR_ROUND


def _snap(half: Half, value: Days, point: int, log: Log) -> bool:
    """Move a point to the nearest day all its sets allow, or past every limit if there is none; True if it moved."""
    day = int(value[point]) * half.sign
    found = nearest_of_all((allowed for allowed, _ in half.sets[point]), day, half.sign)
    if found == day:
        return False
    value[point] = -FAR if found is None else found * half.sign
    log.append((point, int(value[point]), -1))
    return True


def derive(half: Half, log: Log, point: int, *, ring: bool = False) -> frozenset[int]:
    """The claims that took a point to its last value, by walking the log of moves backwards in time.

    With ``ring`` the sets of every point on the way are among them: it is they that make it go round.
    """
    claims: set[int] = set()
    wanted = {point}
    for moved, _, arc in reversed(log):
        if ring and moved in wanted:
            claims.update(claim for _, claim in half.sets.get(moved, ()))
        if moved not in wanted:
            continue
        if arc < 0:
            claims.update(claim for _, claim in half.sets[moved])
            continue
        claims.add(int(half.claim[arc]))
        wanted.discard(moved)
        wanted.add(int(half.tail[arc]))
    return frozenset(claims)


def without_calendar(points: int, half: Half) -> Half:
    """Only weekdays, and the steps between two points that are the same seven days later; never the origin's."""
    sets = {
        point: weekdays
        for point, allowed in half.sets.items()
        if (weekdays := [one for one in allowed if isinstance(one[0], Weekday)])
    }
    keep = (half.months == 0) & (half.tail != 0) & (half.head != 0)
    return replace(
        half,
        first=starts_of(points, half.tail[keep]),
        tail=half.tail[keep],
        head=half.head[keep],
        months=half.months[keep],
        days=half.days[keep],
        weekdays=half.weekdays[keep],
        backwards=half.backwards[keep],
        claim=half.claim[keep],
        into_first=starts_of(points, half.head[keep]),
        into=by_key(half.head[keep]),
        sets=sets,
    )
