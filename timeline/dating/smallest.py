"""The smallest set of claims behind a contradiction: what a reporter has to look at, and nothing else.

A contradiction that was found is minimal once nothing in it can be spared, but there may be a smaller one beside it.
Layered passes find it: the tightest bounds that chains of one claim give, of two, of three, from the origin and from
points of the contradiction found. Among equally small sets the one with the most doubtful claims is the suspect. Very
long contradictions are searched within a budget: they stay minimal, and may then not be the smallest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count

import numpy as np

from timeline.dating.arcs import FAR, Days, Indices
from timeline.dating.network import Steps
from timeline.dating.propagate import Half

_BUDGET = 20_000_000
"""Steps looked at before the search is given up."""
_MOST_CANDIDATES = 40
_FEW_CLAIMS = 12
"""Beyond so many claims none is exchanged for a doubtful one."""
_ANY_DAY = 735_000

Claims = tuple[int, ...]


def is_simple_ring(steps: Steps) -> bool:
    """True if each claim joins one pair of points and together they make one ring, free of sets of days.

    Without any one of them the rest is a path, and a path of claims, each possible by itself, is always possible: such
    a ring, if it cannot hold, is minimal as it stands.
    """
    if steps.sets:
        return False
    low, high = np.minimum(steps.tail, steps.head), np.maximum(steps.tail, steps.head)
    pairs = np.unique(np.stack((steps.claim, low, high)), axis=1)
    claims = pairs[0]
    if np.unique(claims).size != claims.size:
        return False
    points, joined = np.unique(pairs[1:], return_counts=True)
    return bool(claims.size >= 2 and points.size == claims.size and (joined == 2).all())


def smallest(
    found: Claims,
    upper: Half,
    lower: Half,
    doubtful: frozenset[int],
    minimal: Callable[[Iterable[int]], Claims | None],
) -> Claims:
    """The best of the contradictions near ``found``; ``minimal`` spares what it can, or says that nothing clashes."""
    best = found
    tried: set[frozenset[int]] = {frozenset(found)}
    for claims in _candidates(found, upper, lower):
        if claims in tried or len(claims) > len(best) + 1:
            continue
        tried.add(claims)
        spared = minimal(claims)
        if spared is not None and _rank(spared, doubtful) < _rank(best, doubtful):
            best = spared
        if len(tried) > _MOST_CANDIDATES:
            break
    return _suspected(best, doubtful.intersection(upper.claim.tolist()), minimal)


def _suspected(best: Claims, doubtful: frozenset[int], minimal: Callable[[Iterable[int]], Claims | None]) -> Claims:
    """The same size with more doubtful claims in it, if a sure one can be exchanged for a doubtful one."""
    if len(best) > _FEW_CLAIMS:
        return best
    for firm in [claim for claim in best if claim not in doubtful]:
        for doubted in sorted(doubtful.difference(best))[:_MOST_CANDIDATES]:
            swapped = minimal([claim for claim in best if claim != firm] + [doubted])
            if swapped is not None and _rank(swapped, doubtful) < _rank(best, doubtful):
                return _suspected(swapped, doubtful, minimal)
    return best


def _rank(claims: Claims, doubtful: frozenset[int]) -> tuple[int, int, Claims]:
    return len(claims), -len(doubtful.intersection(claims)), claims


def _candidates(found: Claims, upper: Half, lower: Half) -> Iterator[frozenset[int]]:
    """Sets of claims, short ones first, that pull some point apart, or lead a point past itself."""
    budget = _BUDGET
    ups, lows = _Layers(upper, 0, 0), _Layers(lower, 0, 0)
    for size in range(1, len(found) + 1):
        budget -= (upper.head.size + lower.head.size) + size * upper.points
        if budget < 0:
            break
        for i in range(size + 1):
            above, below = ups.after(i), -lows.after(size - i)
            for point in np.flatnonzero((below > above) & (above < FAR) & (below > -FAR)).tolist():
                yield frozenset((*ups.chain(i, point), *lows.chain(size - i, point)))
    rows = np.flatnonzero(np.isin(upper.claim, found))
    for start in np.unique(np.concatenate((upper.tail[rows], upper.head[rows]))).tolist():
        ring = _Layers(upper, start, _ANY_DAY)
        for size in range(1, len(found) + 1 if start else 1):
            budget -= upper.head.size
            if budget < 0:
                return
            if ring.after(size)[start] < _ANY_DAY:
                yield frozenset(ring.chain(size, start))
                break


class _Layers:
    """The bounds that chains of at most 0, 1, 2 … steps give, starting from one point on one day; made as asked for."""

    def __init__(self, half: Half, start: int, day: int) -> None:
        value = np.full(half.points, FAR, np.int64)
        value[start] = day
        self._half = half
        self._made: list[tuple[Days, Indices]] = [(value, np.full(half.points, -1, np.intp))]

    def after(self, size: int) -> Days:
        """Every point's bound by chains of at most ``size`` steps."""
        for _ in range(len(self._made), size + 1):
            self._made.append(self._next(self._made[-1][0]))
        return self._made[size][0]

    def chain(self, size: int, point: int) -> Iterator[int]:
        """The claims of the chain that gave a point its bound by at most ``size`` steps."""
        for index in count(size, -1):
            if index < 0:
                return
            arc = int(self._made[index][1][point])
            if arc >= 0:
                yield int(self._half.claim[arc])
                point = int(self._half.tail[arc])

    def _next(self, before: Days) -> tuple[Days, Indices]:
        half = self._half
        arcs = np.flatnonzero(before[half.tail] < FAR)
        reach = half.step(arcs, before[half.tail[arcs]])
        value = before.copy()
        np.minimum.at(value, half.head[arcs], reach)
        by = np.full(half.points, -1, np.intp)
        won = np.flatnonzero((reach == value[half.head[arcs]]) & (reach < before[half.head[arcs]]))
        by[half.head[arcs[won]]] = arcs[won]
        return value, by
