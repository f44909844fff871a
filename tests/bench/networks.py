"""Seeded networks of time claims ``lo <= t[v] - t[u] <= hi`` in days, as the solver's numeric door takes them.

Every network but a planted one has a solution, because it is made around hidden true days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NONE_LOW, NONE_HIGH = np.iinfo(np.int64).min, np.iinfo(np.int64).max
FIRST, LAST = 735_000, 742_300  # twenty years, as ordinals
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Points (the origin, point 0, included) and claims between them; ``planted`` are contradictory sets of claims."""

    points: int
    u: Ints
    v: Ints
    lo: Ints
    hi: Ints
    planted: tuple[frozenset[int], ...] = ()

    @property
    def arguments(self) -> tuple[int, Ints, Ints, Ints, Ints]:
        """In the order that ``timeline.dating.bounds`` takes."""
        return self.points, self.u, self.v, self.lo, self.hi


def case_like(events: int, claims: int, seed: int = 1, spare: int = 0) -> Network:
    """Events in the shape of real cases: some dated to a day, a month or a year, most told relative to a neighbour.

    The last ``spare`` events get nothing but a wide window.
    """
    rng = np.random.default_rng(seed)
    told = events - spare
    true = np.concatenate([[0], np.sort(rng.integers(FIRST, LAST, told))])
    dated = rng.choice(np.arange(1, told + 1), size=told * 4 // 10, replace=False)
    width = rng.choice([0, 30, 364], size=dated.size)
    before = rng.integers(0, width + 1)
    published = rng.choice(np.arange(1, told + 1), size=told * 3 // 10, replace=False)
    wide = np.arange(told + 1, events + 1)
    pairs = max(0, claims - dated.size - published.size - wide.size)
    u = rng.integers(1, max(2, told), pairs)
    v = np.minimum(u + rng.integers(1, 50, pairs), told)
    gap = true[v] - true[u]
    slack = np.maximum(7, gap // 8)
    vague = rng.random(pairs) < 0.6  # "after the hearing", as against "about two weeks after the hearing"
    kept = u != v
    zeros = np.zeros
    return Network(
        events + 1,
        np.concatenate([zeros(dated.size), zeros(published.size), zeros(wide.size), u[kept]]).astype(np.int64),
        np.concatenate([dated, published, wide, v[kept]]).astype(np.int64),
        np.concatenate(
            [
                true[dated] - before,
                np.full(published.size, NONE_LOW),
                np.full(wide.size, FIRST - 3650),
                np.where(vague, 0, gap - slack)[kept],
            ]
        ).astype(np.int64),
        np.concatenate(
            [
                true[dated] - before + width,
                true[published] + rng.integers(0, 400, published.size),
                np.full(wide.size, LAST + 3650),
                np.where(vague, NONE_HIGH, gap + slack)[kept],
            ]
        ).astype(np.int64),
    )


def chain(events: int, every: int = 500, seed: int = 2) -> Network:
    """One event after the other, each 1 to 9 days later, with a date every so many."""
    rng = np.random.default_rng(seed)
    step = rng.integers(1, 10, events)
    true = np.concatenate([[0], FIRST + np.cumsum(step)])
    dated = np.arange(1, events + 1, every)
    u, v = np.arange(1, events), np.arange(2, events + 1)
    return Network(
        events + 1,
        np.concatenate([np.zeros(dated.size, np.int64), u]),
        np.concatenate([dated, v]),
        np.concatenate([true[dated], np.zeros(u.size, np.int64)]),
        np.concatenate([true[dated], np.full(u.size, 10)]).astype(np.int64),
    )


def contradictory(events: int, claims: int, planted: int = 20, seed: int = 3) -> Network:
    """A network like a case, with sets of two to six claims in it that cannot all hold; the sets share nothing."""
    sizes = [2 + number % 5 for number in range(planted)]
    base = case_like(events, claims - sum(sizes), seed, spare=sum(sizes))
    rows: list[tuple[int, int, int, int]] = []
    sets: list[frozenset[int]] = []
    first = events - sum(sizes) + 1
    for size in sizes:
        start = base.u.size + len(rows)
        rows += [(point, point + 1, 10, int(NONE_HIGH)) for point in range(first, first + size - 1)]
        rows.append((first, first + size - 1, int(NONE_LOW), 5))
        sets.append(frozenset(range(start, start + size)))
        first += size
    u, v, lo, hi = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return Network(
        base.points,
        np.concatenate([base.u, u]),
        np.concatenate([base.v, v]),
        np.concatenate([base.lo, lo]),
        np.concatenate([base.hi, hi]),
        tuple(sets),
    )
