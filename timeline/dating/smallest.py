"""The smallest set of claims behind a contradiction: what a reporter has to look at, and nothing else.

A contradiction that was found is minimal once nothing in it can be spared, but there may be a smaller one beside it.
Layered passes find it: the tightest bounds that chains of one claim give, of two, of three, from the origin and from
every point of the contradiction found. Among equally small sets the one with the most doubtful claims is the suspect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from timeline.dating.numeric import Days, Indices
from timeline.dating.propagate import FAR, Half

MAX_ARCS = 100_000
"""Beyond this a layered pass would cost more than everything else, and the minimal set found is good enough."""
_MOST_CANDIDATES = 40
_FEW_ARCS = 5_000
_ANY_DAY = 735_000

Claims = tuple[int, ...]
Layer = tuple[Days, Indices]
"""After so many claims: the bound of every point (days negated from below), and the arc that gave it (-1: none)."""


def smallest(
    found: Claims,
    upper: Half,
    lower: Half,
    doubtful: frozenset[int],
    minimal: Callable[[Iterable[int]], Claims | None],
) -> Claims:
    """The best of the contradictions near ``found``; ``minimal`` spares what it can, or says that nothing clashes."""
    best = found
    if upper.head.size > MAX_ARCS:
        return best
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
    return _suspected(best, upper, doubtful, minimal)


def _suspected(
    best: Claims, upper: Half, doubtful: frozenset[int], minimal: Callable[[Iterable[int]], Claims | None]
) -> Claims:
    """The same size with more doubtful claims in it, if a sure one can be exchanged for a doubtful one."""
    if upper.head.size > _FEW_ARCS:
        return best
    for firm in [claim for claim in best if claim not in doubtful]:
        for doubted in sorted(doubtful.difference(best))[:_MOST_CANDIDATES]:
            swapped = minimal([claim for claim in best if claim != firm] + [doubted])
            if swapped is not None and _rank(swapped, doubtful) < _rank(best, doubtful):
                return _suspected(swapped, upper, doubtful, minimal)
    return best


def _rank(claims: Claims, doubtful: frozenset[int]) -> tuple[int, int, Claims]:
    return len(claims), -len(doubtful.intersection(claims)), claims


def _candidates(found: Claims, upper: Half, lower: Half) -> Iterator[frozenset[int]]:
    """Sets of claims, short ones first, that pull some point apart, or lead a point past itself."""
    most = len(found)
    ups, lows = _layers(upper, 0, 0, most), _layers(lower, 0, 0, most)
    for size in range(1, most + 1):
        for i in range(size + 1):
            j = size - i
            apart = -lows[j][0] > ups[i][0]
            for point in np.flatnonzero(apart & (ups[i][0] < FAR) & (lows[j][0] < FAR)).tolist():
                yield frozenset(_chain(upper, ups[: i + 1], point)) | frozenset(_chain(lower, lows[: j + 1], point))
    rows = np.flatnonzero(np.isin(upper.claim, found))
    for start in np.unique(np.concatenate((upper.tail[rows], upper.head[rows]))).tolist():
        if start:
            ring = _layers(upper, start, _ANY_DAY, most)
            for size in range(1, most + 1):
                if ring[size][0][start] < _ANY_DAY:
                    yield frozenset(_chain(upper, ring[: size + 1], start))
                    break


def _layers(half: Half, start: int, day: int, most: int) -> list[Layer]:
    """The bounds that chains of at most 0, 1, 2 … arcs give, starting from one point on one day."""
    points = half.first.size - 1
    value = np.full(points, FAR, np.int64)
    value[start] = day
    layers: list[Layer] = [(value, np.full(points, -1, np.intp))]
    for _ in range(most):
        before = layers[-1][0]
        arcs = np.flatnonzero(before[half.tail] < FAR)
        reach = half.step(arcs, before[half.tail[arcs]])
        value = before.copy()
        np.minimum.at(value, half.head[arcs], reach)
        by = np.full(points, -1, np.intp)
        won = np.flatnonzero((reach == value[half.head[arcs]]) & (reach < before[half.head[arcs]]))
        by[half.head[arcs[won]]] = arcs[won]
        layers.append((value, by))
    return layers


def _chain(half: Half, layers: list[Layer], point: int) -> Iterator[int]:
    """The claims of the chain that gave a point its bound in the last of the layers."""
    for _, by in reversed(layers):
        arc = int(by[point])
        if arc >= 0:
            yield int(half.claim[arc])
            point = int(half.tail[arc])
