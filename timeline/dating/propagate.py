"""Bounds pushed through a network in one direction, with a log of every move.

A Half holds the limits from above, or from below with days negated; both are lowered until nothing moves. The log is
what a contradiction or a bound is explained from: it shows which claim made which move, in order. Knows nothing of
events, and nothing of both directions at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from timeline.dating.arcs import FAR, Days, Indices, Relaxation
from timeline.dating.calendar import add_months, add_weekdays, from_months, from_weekdays
from timeline.dating.daysets import DaySet, nearest_of_all
from timeline.dating.descent import rings_among
from timeline.dating.rings import rest

_SET = -1
"""In a log: the point's own sets of days moved it; smaller numbers stand for rings."""
_FIRST_LOOK = 4
"""After how many moves of a point, and at each doubling, it is worth looking whether any goes round in a ring."""
_LONGEST_LAP = 64
"""Steps followed back to find rings that hang together and take turns in moving a point."""


@dataclass(frozen=True, slots=True)
class Half:
    """One direction of a network: limits from above, or (``sign`` -1, days negated) from below.

    An arc made by its own step is applied forwards; an arc made by the opposite step is applied backwards, which is
    the least (or greatest) day that the step can start from. No arc leads to the origin, whose day is given.
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
    def points(self) -> int:
        """How many points there are, the origin included."""
        return self.first.size - 1

    def step(self, chosen: Indices, value: Days) -> Days:
        """What each chosen arc makes of the value at its tail; what was not reached, or fell, leads nowhere."""
        lost = np.abs(value) >= FAR
        if lost.any():
            out = np.full(chosen.size, FAR, np.int64)
            out[~lost] = self.step(chosen[~lost], value[~lost])
            return out
        months, back = self.months[chosen], self.backwards[chosen]
        shift = self.days[chosen] * self.sign
        out = np.where(back, value - shift, value + shift)
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


@dataclass(slots=True)
class Log:
    """Every move of a run: for each round the points that moved, and the arc that moved each."""

    rounds: list[tuple[Indices, Indices]] = field(default_factory=list)
    rings: list[list[int]] = field(default_factory=list)
    look: int = _FIRST_LOOK
    """After how many moves of one point the next look for rings is due."""
    fell: set[int] = field(default_factory=set)
    """Points that fell below their limit, or for ever."""
    endless: dict[int, list[int]] = field(default_factory=dict)
    """Points that a ring lowers for ever, and the ring: a contradiction whatever else is claimed."""

    def lap(self, half: Half, point: int) -> list[int]:
        """The longest way, within reason, on which the point was last moved by what it had moved itself: its arcs."""
        arcs: list[int] = []
        returned, here = 0, point
        for moved, by in reversed(self.rounds):
            at = np.flatnonzero(moved == here)
            if not at.size or by[at[0]] < 0:
                continue
            arcs.append(int(by[at[0]]))
            here = int(half.tail[arcs[-1]])
            if here == point:
                returned = len(arcs)
            if len(arcs) == _LONGEST_LAP:
                break
        return arcs[:returned]

    def ring(self, point: int, arcs: list[int]) -> None:
        """A point was moved to where a ring lets it rest."""
        self.rings.append(arcs)
        self.rounds.append((np.array([point]), np.array([_SET - len(self.rings)])))


def propagate(half: Half, start: Days, limit: Days) -> tuple[Days, Log]:
    """Lower every point as far as it goes from ``start``; also the log, which holds the points that fell.

    A point that fell is not followed further; what is not joined to it comes out right all the same.
    """
    value, log = start.copy(), Log()
    run = Relaxation(half.points, half.first, half.head, half.step)
    turns = np.zeros(half.points, np.int32)
    has_sets = np.zeros(half.points, np.bool_)
    has_sets[list(half.sets)] = True

    def settle(moved: Indices) -> None:
        """What a move brings with it: the nearest allowed day, a ring that closes, a limit that is passed."""
        _snap(half, value, moved[has_sets[moved]], log)
        turns[moved] += 1
        laps = turns[moved]
        if moved.size and (most := int(laps.max())) >= log.look:
            log.look = 2 * most
            for ring in rings_among(half.tail, run.parent):
                at = np.flatnonzero(np.isin(half.head[ring], moved))
                if at.size:
                    arcs = ring[at[0] :] + ring[: at[0]]
                    _close(half, value, int(half.head[arcs[0]]), arcs, log)
            point = int(moved[laps.argmax()])
            if arcs := log.lap(half, point):
                _close(half, value, point, arcs, log)
        for point in moved[value[moved] < limit[moved]].tolist():
            log.fell.add(point)
            value[point] = -FAR

    begun = np.flatnonzero(value < FAR)
    settle(begun)
    for moved in run.rounds(value, begun):
        log.rounds.append((moved, run.parent[moved]))
        settle(moved)
    return value, log


def _snap(half: Half, value: Days, points: Indices, log: Log) -> None:
    """Move points to the nearest day that all their sets allow, or past every limit if there is none."""
    moved = []
    for point in points.tolist():
        day = int(value[point]) * half.sign
        found = nearest_of_all((allowed for allowed, _ in half.sets[point]), day, half.sign)
        if found != day:
            value[point] = -FAR if found is None else found * half.sign
            moved.append(point)
    if moved:
        log.rounds.append((np.array(moved), np.full(len(moved), _SET)))


def _close(half: Half, value: Days, point: int, arcs: list[int], log: Log) -> None:
    """Move a point that a ring keeps moving to where the ring lets it rest, if it ever does."""
    if value[point] <= -FAR:
        return
    rests = rest(half, arcs, int(value[point]))
    if rests is None:
        for each in half.head[arcs].tolist():
            value[each] = -FAR
            log.endless[each] = arcs
        log.fell.update(half.head[arcs].tolist())
    elif rests < value[point]:
        value[point] = rests
        log.ring(point, arcs)


def derive(half: Half, log: Log, point: int) -> frozenset[int]:
    """The claims that took a point to its last value, by walking the log of moves backwards in time.

    A ring that never lets the point rest is all there is to say.
    """
    if point in log.endless:
        return _claims_of(half, log.endless[point])
    claims: set[int] = set()
    wanted = np.zeros(half.points, np.bool_)
    wanted[point] = True
    for moved, arcs in reversed(log.rounds):
        came_from = []
        for index in np.flatnonzero(wanted[moved]).tolist():
            here, arc = int(moved[index]), int(arcs[index])
            if arc == _SET:
                claims.update(claim for _, claim in half.sets[here])
            elif arc < 0:
                claims |= _claims_of(half, log.rings[_SET - 1 - arc])
            else:
                claims.add(int(half.claim[arc]))
                wanted[here] = False
                came_from.append(int(half.tail[arc]))
        wanted[came_from] = True
    return frozenset(claims)


def _claims_of(half: Half, arcs: Iterable[int]) -> frozenset[int]:
    """The claims behind arcs, and behind the sets of the points that the arcs lead to."""
    found: set[int] = set()
    for arc in arcs:
        found.add(int(half.claim[arc]))
        found.update(claim for _, claim in half.sets.get(int(half.head[arc]), ()))
    return frozenset(found)
