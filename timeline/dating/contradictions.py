"""All contradictions of a network of differences, set aside one after another until the rest can hold.

A ring of arcs through different points of which the weights add up to less than nothing is a contradiction, and a
minimal one: without any one of its claims the others form a path. Rings through one point share that point's day, and
descent closes only one of them at a time; there are many through the origin and through an event that all others
are told by, so these are found from a tree of shortest ways: each arc back to its root that falls short closes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np

from timeline.dating.arcs import FAR, GONE, NO_LEAST, NO_MOST, Arcs, Days, Flags, Indices, by_key
from timeline.dating.descent import Descent, Ring

_OFTEN = 8
"""A point met in so many rings may be worth a tree of its own …"""
_MANY = 64
"""… if it has more arcs than this, so that as many rings again can lead through it."""


def impossible(u: Indices, v: Indices, lo: Days, hi: Days) -> Flags:
    """Which claims cannot hold even alone."""
    wrong: Flags = (lo > hi) | ((u == v) & ((lo > 0) | (hi < 0)))
    return wrong


def upper_limits(u: Indices, v: Indices, lo: Days, hi: Days) -> tuple[Indices, Indices, Days, Indices]:
    """A claim is up to two upper limits: v on u by ``hi``, and u on v by ``-lo``. Tails, heads, weights, claims."""
    up, down = np.flatnonzero(hi != NO_MOST), np.flatnonzero(lo != NO_LEAST)
    return (
        np.concatenate((u[up], v[down])),
        np.concatenate((v[up], u[down])),
        np.concatenate((hi[up], -lo[down])),
        np.concatenate((up, down)),
    )


def contradictions(points: int, u: Indices, v: Indices, lo: Days, hi: Days) -> list[list[int]]:
    """Sets of claims that share no claim, each minimal, so that the claims in none of them can all hold.

    Single claims first, then pairs about the same two points, then whatever is left.
    """
    alone = impossible(u, v, lo, hi)
    found = [[int(index)] for index in np.flatnonzero(alone)]
    keep = ~alone
    for pair in clashing_pairs(u, v, lo, hi, np.flatnonzero(keep & (u != v))):
        found.append(sorted(pair))
        keep[pair] = False
    arcs = Arcs.of(points, *upper_limits(u, v, np.where(keep, lo, NO_LEAST), np.where(keep, hi, NO_MOST)))
    dated = _Search(arcs)
    unreached = dated.around(0) >= FAR
    undated = _Search(arcs.only((dated.weight < GONE) & unreached[arcs.tail] & unreached[arcs.head]))
    undated.everywhere()
    return found + dated.found + undated.found


def clashing_pairs(u: Indices, v: Indices, lo: Days, hi: Days, chosen: Indices) -> list[list[int]]:
    """Pairs among the chosen claims that are about the same two points and cannot both hold; no claim is in two pairs.

    The claims that want the points farthest apart are paired with those that want them nearest.
    """
    turned = u[chosen] > v[chosen]
    low, high = np.where(turned, v[chosen], u[chosen]), np.where(turned, u[chosen], v[chosen])
    order = by_key(high)
    order = order[by_key(low[order])]
    chosen, turned, low, high = chosen[order], turned[order], low[order], high[order]
    least = np.where(lo[chosen] == NO_LEAST, -FAR, lo[chosen])
    most = np.where(hi[chosen] == NO_MOST, FAR, hi[chosen])
    least, most = np.where(turned, -most, least), np.where(turned, -least, most)
    starts = np.flatnonzero(np.append(True, (low[1:] != low[:-1]) | (high[1:] != high[:-1])))[: chosen.size]
    if not starts.size:
        return []
    ends = np.append(starts[1:], chosen.size)
    clash = np.flatnonzero(np.maximum.reduceat(least, starts) > np.minimum.reduceat(most, starts))
    return [
        [int(chosen[row]) for row in pair]
        for begin, end in zip(starts[clash].tolist(), ends[clash].tolist(), strict=True)
        for pair in _pair_off(range(begin, end), least, most)
    ]


def _pair_off(rows: range, least: Days, most: Days) -> Iterator[tuple[int, int]]:
    """Whoever is at least so much with whoever is at most so little, the widest clash first, each once."""
    free = set(rows)
    far = iter(sorted(rows, key=lambda row: -int(least[row])))
    near = iter(sorted(rows, key=lambda row: int(most[row])))
    while True:
        one = next((row for row in far if row in free), None)
        other = next((row for row in near if row in free), None)
        if one is None or other is None or least[one] <= most[other]:
            return
        free -= {one, other}
        yield one, other


class _Search:
    """Finds rings and sets their claims aside; ``weight`` is GONE where that is done."""

    def __init__(self, arcs: Arcs) -> None:
        self.arcs, self.weight = arcs, arcs.weight.copy()
        self.found: list[list[int]] = []
        self._met = np.zeros(arcs.points, np.int64)

    def around(self, root: int) -> Days:
        """Set aside every ring through a point, and any other that descent from there meets on its way.

        Gives how far each point is from the root by what is left. Unless it is the root, the origin is kept out: it
        is near to everything, and has its own turn.
        """
        arcs, weight = self.arcs, self.weight.copy()
        back = np.flatnonzero(arcs.head == root)
        weight[back] = GONE
        if root:
            weight[(arcs.head == 0) | (arcs.tail == 0)] = GONE
        distance = np.full(arcs.points, FAR, np.int64)
        distance[root] = 0
        descent = Descent(arcs, weight, distance)
        self._settle(descent, np.array([root], np.intp), FAR)
        while rings := self._closed(descent, root, back):
            known = self._set_aside(rings)
            self._settle(descent, self._let_go(descent, known, np.zeros(0, np.intp), FAR), FAR)
        return distance

    def everywhere(self) -> None:
        """Set aside every ring, wherever it is."""
        descent, frontier = Descent.everywhere(self.arcs, self.weight.copy())
        self._settle(descent, frontier, 0)

    def _settle(self, descent: Descent, frontier: Indices, start: int) -> None:
        """Let a descent come to its end, setting aside the rings it meets; points begin anew from ``start``."""
        while True:
            frontier, rings = descent.settle(frontier)
            if not rings:
                return
            known = self._set_aside(rings)
            for hub in self._hubs(rings):
                self.around(hub)
            frontier = self._let_go(descent, known, frontier, start)

    def _set_aside(self, rings: list[Ring]) -> int:
        """Take the claims of rings out of the network; how many contradictions were known before."""
        known = len(self.found)
        self.found += [sorted(self.arcs.claim[ring].tolist()) for ring in rings]
        self.weight[self._arcs_since(known)] = GONE
        return known

    def _let_go(self, descent: Descent, known: int, frontier: Indices, start: int) -> Indices:
        """Take what was set aside since then out of a descent as well; the points that now wait."""
        return descent.forget(self._arcs_since(known), start, frontier)

    def _arcs_since(self, known: int) -> Indices:
        return self.arcs.of_claims(np.concatenate([np.array(claims, np.intp) for claims in self.found[known:]]))

    def _hubs(self, rings: list[Ring]) -> list[int]:
        """Points on these rings through which there are likely to be many more."""
        points = self.arcs.head[np.concatenate([np.array(ring, np.intp) for ring in rings])]
        self._met[points] += 1
        degree = self.arcs.first[points + 1] - self.arcs.first[points]
        hubs: list[int] = points[(self._met[points] == _OFTEN) & (degree > _MANY)].tolist()
        return hubs

    def _closed(self, descent: Descent, root: int, back: Indices) -> list[Ring]:
        """Arcs that come back to the root before the day it set out, each with the way to it, short ways first.

        Ways that meet nowhere but at the root share no claim.
        """
        tail = self.arcs.tail[back]
        short = (descent.distance[tail] < FAR) & (descent.distance[tail] + self.weight[back] < 0)
        parent, tails = descent.parent.data, self.arcs.tail.data
        depth = _depths(root, tail[short].tolist(), parent, tails)
        passed = {root}
        rings: list[Ring] = []
        for arc in sorted(back[short].tolist(), key=lambda arc: depth[tails[arc]]):
            way: list[int] = []
            point = tails[arc]
            while point not in passed:
                way.append(point)
                point = tails[parent[point]]
            passed.update(way)
            if point == root:
                rings.append([arc, *(parent[step] for step in way)])
        return rings


def _depths(root: int, points: list[int], parent: memoryview[int], tail: memoryview[int]) -> dict[int, int]:
    """How many arcs the way from the root to each point has."""
    depth = {root: 0}
    for start in points:
        way: list[int] = []
        point = start
        while point not in depth:
            way.append(point)
            point = tail[parent[point]]
        depth.update(zip(reversed(way), count(depth[point] + 1), strict=False))
    return depth
