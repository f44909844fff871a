"""Bounds pushed through a network in one direction, with a log of every move.

A Half holds the limits from above, or from below with days negated; both are lowered until nothing moves. The log is
what a contradiction or a bound is explained from: it shows which claim made which move, in order. Knows nothing of
events, and nothing of both directions at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from timeline.dating.calendar import add_months, from_months
from timeline.dating.numeric import Days, Indices, Relaxation, by_key, starts_of

FAR = 1 << 60
"""Farther than any day: not reached."""
Log = list[tuple[int, int, int]]
"""(point, value, arc) for every move; arc -1 - k is the weekday set k of the point."""
_LOOKS = frozenset(1 << k for k in range(2, 40))
"""After how many moves of a point it is worth looking whether it goes round in a ring."""


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
    backwards: np.ndarray[tuple[int], np.dtype[np.bool_]]
    claim: Indices
    into_first: Indices
    """Where each point's arriving arcs begin in ``into``, with one more entry at the end."""
    into: Indices
    """The arcs, sorted by the point they arrive at."""
    weekday: dict[int, list[tuple[int, int]]]
    """Point to its (weekday, claim) sets."""

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
        return out


def propagate(half: Half, points: int, limit: Days, log: Log, start: Days | None = None) -> tuple[Days, int | None]:
    """Lower every point as far as it goes; the second value is a point that fell below its limit.

    ``start`` is where points begin; without it only the origin is given, at day 0. ``log`` gets (point, value, arc)
    for every move, in order; arc -1 - k is the weekday set k of the point.
    """
    value = np.full(points, FAR, np.int64) if start is None else start.copy()
    if start is None:
        value[0] = 0
    run = Relaxation(points, half.first, half.head, half.step)
    frontier: Indices = np.flatnonzero(value < FAR)
    snapped = np.array(sorted(half.weekday), np.intp)
    turns: dict[int, int] = {}
    while True:
        again: list[int] = []
        for moved in run.rounds(value, frontier):
            log.extend(zip(moved.tolist(), value[moved].tolist(), run.parent[moved].tolist(), strict=True))
            if (fell := moved[value[moved] < limit[moved]]).size:
                return value, int(fell[0])
        for point in snapped.tolist():
            if value[point] < FAR and _snap(half, value, point, log):
                again.append(point)
                if value[point] < limit[point]:
                    return value, point
                turns[point] = turns.get(point, 0) + 1
                if start is not None and turns[point] in _LOOKS and _goes_round(half, log, start, point):
                    return value, point
        if not again:
            return value, None
        frontier = np.array(again, np.intp)


def _goes_round(half: Half, log: Log, start: Days, point: int) -> bool:
    """True if the point's last value was derived from a value of its own, whole weeks earlier: it will be for ever."""
    final, here, stepped = log[-1][1], point, False
    for moved, value, arc in reversed(log):
        if moved != here:
            continue
        if stepped and moved == point and (final - value) % 7 == 0:
            return True
        if arc >= 0:
            here, stepped = int(half.tail[arc]), True
    return here == point and stepped and (final - int(start[point])) % 7 == 0


def _snap(half: Half, value: Days, point: int, log: Log) -> bool:
    """Move a point to the nearest day all its weekday sets allow; True if it moved."""
    before = int(value[point])
    for _ in range(8):
        settled = True
        for index, (weekday, _claim) in enumerate(half.weekday[point]):
            day = int(value[point]) * half.sign
            off = ((day - 1 - weekday) * half.sign) % 7
            if off:
                value[point] -= off
                log.append((point, int(value[point]), -1 - index))
                settled = False
        if settled:
            return int(value[point]) != before
    value[point] = -FAR  # two different weekdays at once: no day is left
    return True


def derive(half: Half, log: Log, point: int, *, ring: bool = False) -> frozenset[int]:
    """The claims that took a point to its last value, by walking the log of moves backwards in time.

    With ``ring`` the weekday sets of every point on the way are among them: it is they that make it go round.
    """
    claims: set[int] = set()
    wanted = {point}
    for moved, _, arc in reversed(log):
        if ring and moved in wanted:
            claims.update(claim for _, claim in half.weekday.get(moved, ()))
        if moved not in wanted:
            continue
        if arc < 0:
            claims.add(half.weekday[moved][-1 - arc][1])
            continue
        claims.add(int(half.claim[arc]))
        wanted.discard(moved)
        wanted.add(int(half.tail[arc]))
    return frozenset(claims)


def without_calendar(points: int, half: Half) -> Half:
    """Only the steps of whole days between two points, neither of them the origin."""
    keep = (half.months == 0) & (half.tail != 0) & (half.head != 0)
    return replace(
        half,
        first=starts_of(points, half.tail[keep]),
        tail=half.tail[keep],
        head=half.head[keep],
        months=half.months[keep],
        days=half.days[keep],
        backwards=half.backwards[keep],
        claim=half.claim[keep],
        into_first=starts_of(points, half.head[keep]),
        into=by_key(half.head[keep]),
    )
