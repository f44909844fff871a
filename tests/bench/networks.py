"""Seeded networks of time claims ``lo <= t[v] - t[u] <= hi`` in days, as the solver's numeric door takes them.

Every network but a planted one has a solution, because it is made around hidden true days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NONE_LOW, NONE_HIGH = np.iinfo(np.int64).min, np.iinfo(np.int64).max
FIRST, LAST = 735_000, 742_300  # twenty years, as ordinals
Ints = NDArray[np.int64]
Claims = tuple[Ints, Ints, Ints, Ints]
"""Columns u, v, lo and hi."""


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
    dates = dated(rng, true, rng.choice(np.arange(1, told + 1), size=told * 4 // 10, replace=False))
    reports = published(rng, true, rng.choice(np.arange(1, told + 1), size=told * 3 // 10, replace=False))
    wide = np.arange(told + 1, events + 1)
    windows = (np.zeros_like(wide), wide, np.full(spare, FIRST - 3650), np.full(spare, LAST + 3650))
    pairs = max(0, claims - dates[0].size - reports[0].size - spare)
    u = rng.integers(1, max(2, told), pairs)
    v = np.minimum(u + rng.integers(1, 50, pairs), told)
    return network(events, dates, reports, windows, related(rng, true, u[u != v], v[u != v]))


def small_cases(events: int, size: int = 36, seed: int = 6) -> Network:
    """Thousands of cases that have nothing to do with each other: a few dates in each, the rest told relative to them.

    Each event but the first is told twice, by one of the eight before it.
    """
    rng = np.random.default_rng(seed)
    cases = events // size
    days = np.sort(rng.integers(0, 1_000, (cases, size)), axis=1) + rng.integers(FIRST, LAST - 1_000, (cases, 1))
    true = np.concatenate([[0], days.ravel()])
    point = 1 + np.arange(cases * size).reshape(cases, size)
    few = rng.permuted(point, axis=1)
    later = np.concatenate([point[:, 1:].ravel()] * 2)
    back = 1 + rng.integers(0, np.minimum(8, (later - 1) % size))
    return network(
        cases * size,
        dated(rng, true, few[:, :4].ravel()),
        published(rng, true, few[:, 4:14].ravel()),
        related(rng, true, later - back, later),
    )


def chain(events: int, every: int = 500, seed: int = 2) -> Network:
    """One event after the other, each 1 to 9 days later, with a date every so many."""
    rng = np.random.default_rng(seed)
    true = np.concatenate([[0], FIRST + np.cumsum(rng.integers(1, 10, events))])
    day = np.arange(1, events + 1, every)
    u, v = np.arange(1, events), np.arange(2, events + 1)
    dates = (np.zeros_like(day), day, true[day], true[day])
    return network(events, dates, (u, v, np.zeros_like(u), np.full(u.size, 10)))


def hub(events: int, seed: int = 7) -> Network:
    """One event, of which only the year is told, and all others told relative to it; four in ten have a date as well."""
    rng = np.random.default_rng(seed)
    true = np.concatenate([[0], rng.integers(FIRST, LAST, events)])
    true[1] = (FIRST + LAST) // 2
    others = rng.permutation(np.arange(2, events + 1))
    before = true[others] < true[1]
    u, v = np.where(before, others, 1), np.where(before, 1, others)
    year = (np.zeros(1, np.int64), np.ones(1, np.int64), true[1:2] - 180, true[1:2] + 184)
    return network(events, year, dated(rng, true, others[: events * 4 // 10]), related(rng, true, u, v))


SHAPES: dict[str, Callable[[int], Network]] = {
    "small": small_cases,
    "random": lambda events: case_like(events, events * 14 // 5),
    "chain": chain,
    "hub": hub,
}


def network(events: int, *claims: Claims, planted: tuple[frozenset[int], ...] = ()) -> Network:
    """The claims one after the other."""
    u, v, lo, hi = (np.concatenate(columns).astype(np.int64) for columns in zip(*claims, strict=True))
    return Network(events + 1, u, v, lo, hi, planted)


def dated(rng: np.random.Generator, true: Ints, points: Ints) -> Claims:
    """Each point's day, month or year told."""
    width = rng.choice([0, 30, 364], size=points.size)
    low = true[points] - rng.integers(0, width + 1)
    return np.zeros_like(points), points, low, low + width


def published(rng: np.random.Generator, true: Ints, points: Ints) -> Claims:
    """Each point is no later than a report of it, which comes up to 400 days after."""
    latest = true[points] + rng.integers(0, 400, points.size)
    return np.zeros_like(points), points, np.full(points.size, NONE_LOW), latest


def related(rng: np.random.Generator, true: Ints, u: Ints, v: Ints) -> Claims:
    """Six in ten as in "after the hearing", the others as in "about two weeks after the hearing"."""
    gap = true[v] - true[u]
    slack = np.maximum(7, gap // 8)
    vague = rng.random(u.size) < 0.6
    return u, v, np.where(vague, 0, gap - slack), np.where(vague, NONE_HIGH, gap + slack)


# Contradictions


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
    return network(events, base.arguments[1:], table(rows), planted=tuple(sets))


def contradictory_chain(events: int, planted: int = 20) -> Network:
    """A chain in which some event is also told to lie five days before one that it comes after, one to five steps on.

    Each stands half-way between two dates, too far from either for a date to be part of the contradiction.
    """
    every = min(500, events // planted)
    base = chain(events, every)
    dates, apart = base.u.size - (events - 1), events // every // planted
    rows: list[tuple[int, int, int, int]] = []
    sets: list[frozenset[int]] = []
    for number in range(planted):
        first, steps = 1 + every * apart * number + every // 2, 1 + number % 5
        start = dates + first - 1
        sets.append(frozenset([*range(start, start + steps), base.u.size + len(rows)]))
        rows.append((first, first + steps, int(NONE_LOW), -5))
    return network(events, base.arguments[1:], table(rows), planted=tuple(sets))


def clashing(events: int, claims: int, planted: int = 20, seed: int = 3) -> Network:
    """A network like a case, with contradictions about events that nothing else is told of.

    In turns: two dates of one event, three events each after the one before all the way round, and two events whose
    dates are nearer each other than they are told to be. Two thirds of them go through the origin.
    """
    base = case_like(events, claims - 3 * planted, seed, spare=3 * planted)
    rows: list[tuple[int, int, int, int]] = []
    sets: list[frozenset[int]] = []
    for first in range(events - 3 * planted + 1, events, 3):
        start = base.u.size + len(rows)
        if len(sets) % 3 == 0:
            rows += [(0, first, LAST, int(NONE_HIGH)), (0, first, int(NONE_LOW), LAST - 1)]
        elif len(sets) % 3 == 1:
            rows += [(first + n, first + (n + 1) % 3, 1, int(NONE_HIGH)) for n in range(3)]
        else:
            rows += [(0, first, LAST, LAST + 30), (first, first + 1, 7, 14), (0, first + 1, int(NONE_LOW), LAST)]
        sets.append(frozenset(range(start, base.u.size + len(rows))))
    return network(events, base.arguments[1:], table(rows), planted=tuple(sets))


def ring(events: int) -> Network:
    """Events no earlier than one another, and the first a day after the last; no date."""
    point = np.arange(1, events + 1)
    least = np.zeros(events, np.int64)
    least[-1] = 1
    claims = (point, np.roll(point, -1), least, np.full(events, NONE_HIGH))
    return network(events, claims, planted=(frozenset(range(events)),))


def table(rows: list[tuple[int, int, int, int]]) -> Claims:
    """Rows as columns."""
    u, v, lo, hi = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return u, v, lo, hi
