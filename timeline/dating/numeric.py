"""Bounds and contradictions of a network of differences ``lo <= t[v] - t[u] <= hi``, on numpy arrays.

The plain numeric door: knows nothing of events, calendars or words. A simple temporal network (Dechter, Meiri,
Pearl 1991): the latest day of a point is its distance from the origin, the earliest minus the distance back, and
the claims contradict each other exactly if some cycle of them is negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Indices = npt.NDArray[np.intp]

NO_LEAST: int = int(np.iinfo(np.int64).min)
NO_MOST: int = int(np.iinfo(np.int64).max)
_FAR = 1 << 60
"""Farther than any day: "not reached"; sums of two of them still fit."""


class Contradiction(ValueError):
    """Claims that cannot all hold; ``claims`` are the indices of a set of which every proper subset can."""

    def __init__(self, claims: tuple[int, ...]) -> None:
        self.claims = claims
        super().__init__(f"claims {', '.join(map(str, claims))} contradict each other")


@dataclass(frozen=True, slots=True)
class Arcs:
    """Upper limits ``t[head] <= t[tail] + weight`` sorted by tail, each made by the claim it names."""

    first: Indices
    """Where each point's arcs begin, with one more entry at the end."""
    tail: Indices
    head: Indices
    weight: Days
    claim: Indices


def bounds(points: int, u: Days, v: Days, lo: Days, hi: Days) -> tuple[Days, Days]:
    """The earliest and the latest day of every point, point 0 being the origin, day 0.

    ``u``, ``v``: point numbers, int64; ``lo``, ``hi``: days, int64; the least and the greatest int64 mean "no
    bound", in the claims and in the answer. Raises Contradiction if the claims cannot all hold, ValueError if
    the arrays do not fit together. Frontier Bellman-Ford, once in each direction.

    >>> import numpy as np
    >>> a = np.array
    >>> earliest, latest = bounds(2, a([0]), a([1]), a([5]), a([9]))
    >>> int(earliest[1]), int(latest[1])
    (5, 9)
    """
    u, v, lo, hi = _checked(points, u, v, lo, hi)
    upper = _arcs(points, u, v, lo, hi)
    latest = _from_origin(points, upper)
    back = _from_origin(points, _turned(points, upper))
    unreached = (latest >= _FAR) & (back >= _FAR)
    if unreached.any():
        _everywhere(points, _within(points, upper, unreached))
    return np.where(back >= _FAR, NO_LEAST, -back), np.where(latest >= _FAR, NO_MOST, latest)


def conflicts(points: int, u: Days, v: Days, lo: Days, hi: Days) -> list[list[int]]:
    """Contradictions that share no claim, each minimal, as lists of claim indices; empty if all can hold.

    They are found one after another: the claims of those already found are set aside.
    """
    u, v, lo, hi = _checked(points, u, v, lo, hi, crossed=True)
    found = [[int(index)] for index in np.flatnonzero(lo > hi)]
    keep = lo <= hi
    while True:
        chosen = np.flatnonzero(keep)
        arcs = _arcs(points, u[chosen], v[chosen], lo[chosen], hi[chosen])
        cycles = _relax(points, arcs, np.zeros(points, np.int64), np.arange(points), stop=False)[1]
        if not cycles:
            return found
        for cycle in cycles:
            claims = sorted({int(chosen[arcs.claim[arc]]) for arc in cycle})
            if keep[claims].all():
                found.append(claims)
            keep[claims] = False


def _checked(
    points: int, u: Days, v: Days, lo: Days, hi: Days, *, crossed: bool = False
) -> tuple[Days, Days, Days, Days]:
    arrays = tuple(np.ascontiguousarray(array, dtype=np.int64) for array in (u, v, lo, hi))
    if len({array.shape for array in arrays}) != 1 or arrays[0].ndim != 1:
        raise ValueError("u, v, lo and hi are one-dimensional arrays of one length")
    if points < 1:
        raise ValueError("there is at least one point, the origin")
    for name, array in zip("uv", arrays[:2], strict=True):
        if array.size and (array.min() < 0 or array.max() >= points):
            raise ValueError(f"{name} holds point numbers from 0 to {points - 1}")
    if not crossed and (bad := np.flatnonzero(arrays[2] > arrays[3])).size:
        raise Contradiction((int(bad[0]),))
    return arrays[0], arrays[1], arrays[2], arrays[3]


def _arcs(points: int, u: Days, v: Days, lo: Days, hi: Days) -> Arcs:
    """A claim is up to two upper limits: v on u by ``hi``, and u on v by ``-lo``."""
    up, down = np.flatnonzero(hi != NO_MOST), np.flatnonzero(lo != NO_LEAST)
    tail = np.concatenate((u[up], v[down]))
    head = np.concatenate((v[up], u[down]))
    weight = np.concatenate((hi[up], -lo[down]))
    claim = np.concatenate((up, down))
    order = by_key(tail)
    return Arcs(starts_of(points, tail), tail[order], head[order], weight[order], claim[order])


def by_key(key: Indices | Days) -> Indices:
    """The order that sorts point numbers, ties as they came; packed into one number each, which sorts much faster."""
    size = max(1, key.size)
    packed = key.astype(np.int64) * size + np.arange(key.size)
    packed.sort()
    order: Indices = packed % size
    return order


def starts_of(points: int, key: Indices | Days) -> Indices:
    """Where each point's rows begin once sorted, with one more entry at the end."""
    first = np.zeros(points + 1, np.intp)
    np.cumsum(np.bincount(key, minlength=points), out=first[1:])
    return first


def _turned(points: int, arcs: Arcs) -> Arcs:
    """The same arcs, each from its head to its tail."""
    order = by_key(arcs.head)
    return Arcs(starts_of(points, arcs.head), arcs.head[order], arcs.tail[order], arcs.weight[order], arcs.claim[order])


def _within(points: int, arcs: Arcs, chosen: npt.NDArray[np.bool_]) -> Arcs:
    """The arcs that join two of the chosen points."""
    keep = chosen[arcs.tail] & chosen[arcs.head]
    return Arcs(
        starts_of(points, arcs.tail[keep]), arcs.tail[keep], arcs.head[keep], arcs.weight[keep], arcs.claim[keep]
    )


def _from_origin(points: int, arcs: Arcs) -> Days:
    start = np.full(points, _FAR, np.int64)
    start[0] = 0
    distance, cycles = _relax(points, arcs, start, np.zeros(1, np.intp), stop=True)
    if cycles:
        raise Contradiction(tuple(sorted({int(arcs.claim[arc]) for arc in cycles[0]})))
    return distance


def _everywhere(points: int, arcs: Arcs) -> None:
    """A ring of claims with no date near it is never reached from the origin: start at every point."""
    _, cycles = _relax(points, arcs, np.zeros(points, np.int64), np.arange(points), stop=True)
    if cycles:
        raise Contradiction(tuple(sorted({int(arcs.claim[arc]) for arc in cycles[0]})))


def _relax(points: int, arcs: Arcs, distance: Days, frontier: Indices, *, stop: bool) -> tuple[Days, list[list[int]]]:
    """Lower ``distance`` until nothing moves, or until the parent arcs close a cycle.

    Cycles are looked for at growing intervals, as a look costs about as much as all the points once; with ``stop``
    also as soon as the origin itself would have to move. Every cycle present at the first find is returned.
    """
    run = Relaxation(points, arcs.first, arcs.head, lambda chosen, days: days + arcs.weight[chosen])
    look = 16
    for rounds, _ in enumerate(run.rounds(distance, frontier), 1):
        if rounds == look or (stop and distance[0] < 0):
            look = max(look, rounds) * 4
            if found := cycles_among(arcs.tail, run.parent):
                return distance, found
    return distance, []


class Relaxation:
    """Frontier Bellman-Ford: only points that moved are looked at again.

    ``first`` and ``head`` hold the arcs sorted by tail; ``step`` gives what each chosen arc makes of the day at its
    tail, and must never go down when the day goes up. ``parent`` is the arc that last lowered each point.
    """

    def __init__(self, points: int, first: Indices, head: Indices, step: Callable[[Indices, Days], Days]) -> None:
        self.first, self.head, self.step = first, head, step
        self.parent: Indices = np.full(points, -1, np.intp)
        self._row = np.zeros(points, np.intp)

    def rounds(self, distance: Days, frontier: Indices) -> Iterator[Indices]:
        """Lower ``distance`` in place; after each round yields the points that moved, until none does."""
        while frontier.size:
            begin = self.first[frontier]
            count = self.first[frontier + 1] - begin
            ends = np.cumsum(count)
            chosen = np.repeat(begin - ends + count, count) + np.arange(int(ends[-1]))
            reach = self.step(chosen, np.repeat(distance[frontier], count))
            head = self.head[chosen]
            better = np.flatnonzero(reach < distance[head])
            if not better.size:
                return
            reach, head, chosen = reach[better], head[better], chosen[better]
            np.minimum.at(distance, head, reach)
            won = np.flatnonzero(reach == distance[head])
            self.parent[head[won]] = chosen[won]
            frontier = self._once(head)
            yield frontier

    def _once(self, points: Indices) -> Indices:
        """Each point once: in order where they are many, which the next round reads faster; without sorting if few."""
        rows = np.arange(1, points.size + 1)
        self._row[points] = rows
        few = points.size < self._row.size // 8
        found: Indices = points[self._row[points] == rows] if few else np.flatnonzero(self._row)
        self._row[found] = 0
        return found


def cycles_among(tail: Indices, parent: Indices) -> list[list[int]]:
    """The cycles among parent arcs, found by jumping: whoever never reaches a root stands on or behind one."""
    points = parent.size
    up = np.where(parent >= 0, tail[parent], -1)
    jump = np.append(up, -1)
    for _ in range(max(1, points.bit_length())):
        jump = jump[jump]
    stuck = np.flatnonzero(jump[:-1] >= 0)
    seen: set[int] = set()
    found: list[list[int]] = []
    for start in np.unique(jump[stuck]):
        point = int(start)
        if point in seen:
            continue
        cycle: list[int] = []
        while point not in seen:
            seen.add(point)
            cycle.append(int(parent[point]))
            point = int(up[point])
        found.append(cycle)
    return found
