"""Upper limits between points as arrays sorted by where they start, and days lowered along them round by round.

Knows neither claims in words nor contradictions, and asks of a step only that a later day never gives an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

NO_LEAST: int = int(np.iinfo(np.int64).min)
NO_MOST: int = int(np.iinfo(np.int64).max)
FAR = 1 << 60
"""Farther than any day that claims can add up to: "not reached"."""
GONE = 1 << 62
"""The weight of an arc that is set aside: whatever the day at its tail, it leads farther than FAR."""


@dataclass(frozen=True)
class Arcs:
    """Upper limits ``t[head] <= t[tail] + weight`` sorted by tail. What only a contradiction asks for is made then."""

    first: Indices
    """Where each point's arcs begin, with one more entry at the end."""
    head: Indices
    weight: Days
    made_by: tuple[Indices, Indices]
    """The claims that make the arcs, in some order; and where in it each arc's claim stands."""

    @classmethod
    def of(cls, points: int, tail: Indices, head: Indices, weight: Days, claim: Indices) -> Arcs:
        """Arcs in any order, each made by the claim that it names."""
        order = by_key(tail)
        return cls(starts_of(points, tail), head[order], weight[order], (claim, order))

    def only(self, keep: Flags) -> Arcs:
        """Some of them, between the same points."""
        claim, order = self.made_by
        return Arcs(starts_of(self.points, self.tail[keep]), self.head[keep], self.weight[keep], (claim, order[keep]))

    @property
    def points(self) -> int:
        """How many points there are, those without an arc included."""
        return self.first.size - 1

    @cached_property
    def tail(self) -> Indices:
        """The point that each arc leaves."""
        return np.repeat(np.arange(self.points), np.diff(self.first))

    @cached_property
    def claim(self) -> Indices:
        """The claim that made each arc."""
        claim, order = self.made_by
        return claim[order]

    def into(self, points: Indices) -> Indices:
        """The arcs that arrive at some points."""
        return self._arriving[spread(self._arrivals, points)]

    def of_claims(self, claims: Indices) -> Indices:
        """The arcs that some claims make, up to two each."""
        order, sorted_claims = self._by_claim
        at, until = np.searchsorted(sorted_claims, claims), np.searchsorted(sorted_claims, claims, "right")
        return order[_rows(at, until)[0]]

    @cached_property
    def _arriving(self) -> Indices:
        return by_key(self.head)

    @cached_property
    def _arrivals(self) -> Indices:
        return starts_of(self.points, self.head)

    @cached_property
    def _by_claim(self) -> tuple[Indices, Indices]:
        order = by_key(self.claim)
        return order, self.claim[order]


def by_key(key: Indices | Days) -> Indices:
    """The order that sorts point numbers, ties as they came; packed into one number each, which sorts much faster."""
    bits = key.size.bit_length()
    packed = key.astype(np.int64) << bits
    packed |= np.arange(key.size)
    packed.sort()
    packed &= (1 << bits) - 1
    order: Indices = packed.astype(np.intp, copy=False)
    return order


def starts_of(points: int, key: Indices | Days) -> Indices:
    """Where each point's rows begin once sorted, with one more entry at the end."""
    first = np.zeros(points + 1, np.intp)
    np.cumsum(np.bincount(key, minlength=points), out=first[1:])
    return first


def spread(first: Indices, points: Indices) -> Indices:
    """The rows of some points, one point's after the other's; ``first`` as from starts_of."""
    return _rows(first[points], first[points + 1])[0]


def _rows(begin: Indices, end: Indices) -> tuple[Indices, Indices]:
    """All numbers from each beginning up to its end, and how many each gave."""
    count = end - begin
    ends = np.cumsum(count)
    total = int(ends[-1]) if ends.size else 0
    return np.repeat(begin - ends + count, count) + np.arange(total), count


class Relaxation:
    """Frontier Bellman-Ford: only points that moved are looked at again.

    ``first`` and ``head`` hold the arcs sorted by tail; ``step`` gives what each chosen arc makes of the day at its
    tail, and must never go down when the day goes up. ``parent`` is the arc that last lowered each point.
    """

    def __init__(self, points: int, first: Indices, head: Indices, step: Callable[[Indices, Days], Days]) -> None:
        self.first, self.head, self.step = first, head, step
        self.parent: Indices = np.full(points, -1, np.intp)
        self._mark = np.zeros(points, np.bool_)

    def rounds(self, distance: Days, frontier: Indices) -> Iterator[Indices]:
        """Lower ``distance`` in place; after each round yields the points that moved, until none does."""
        while (frontier := self.round(distance, frontier)).size:
            yield frontier

    def round(self, distance: Days, frontier: Indices) -> Indices:
        """Lower ``distance`` along every arc that leaves the frontier; the points that moved."""
        chosen, count = _rows(self.first[frontier], self.first[frontier + 1])
        return self.along(distance, chosen, np.repeat(distance[frontier], count))

    def along(self, distance: Days, chosen: Indices, day: Days) -> Indices:
        """Lower ``distance`` along some arcs, given the day at each one's tail; the points that moved."""
        reach = self.step(chosen, day)
        head = self.head[chosen]
        better = np.flatnonzero(reach < distance[head])
        reach, head, chosen = reach[better], head[better], chosen[better]
        np.minimum.at(distance, head, reach)
        won = np.flatnonzero(reach == distance[head])
        head, chosen = head[won], chosen[won]
        self.parent[head] = chosen
        return self._once(head, chosen)

    def _once(self, points: Indices, chosen: Indices) -> Indices:
        """Each point once: in order where they are many, which the next round reads faster; without sorting if few."""
        if points.size < self._mark.size // 8:
            once: Indices = points[self.parent[points] == chosen]
            return once
        self._mark[points] = True
        found = np.flatnonzero(self._mark)
        self._mark[found] = False
        return found
