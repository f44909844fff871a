"""A network of dates solved: the tightest bounds of every point, and the contradictions among its claims.

Steps and sets of days are closed under taking the earlier, and the later, of two solutions, so propagating bounds is
exact: the earliest and the latest day that come out are attained (Jeavons and Cooper 1995). Knows nothing of events
or words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from timeline.dating.arcs import FAR, NO_LEAST, NO_MOST, Days, Flags
from timeline.dating.network import Network, Steps
from timeline.dating.propagate import Half, Log, derive, propagate
from timeline.dating.smallest import is_simple_ring, smallest
from timeline.when.amounts import FIRST, LAST
from timeline.when.masks import CALENDAR_ROUND

_ANY_DAY = 877_000
"""A day in 2402: where points are put that no date is near."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The bounds of every point (NO_LEAST and NO_MOST for none), and contradictory sets of claims, each minimal."""

    earliest: Days
    latest: Days
    conflicts: tuple[tuple[int, ...], ...]
    steps: Steps
    """The claims that were not set aside."""

    @property
    def aside(self) -> frozenset[int]:
        """The claims that contradict others."""
        return frozenset(claim for claims in self.conflicts for claim in claims)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Bounds pushed both ways, and the points that came out empty."""

    earliest: Days
    latest: Days
    clashes: list[int]
    lower: tuple[Half, Log]
    ring: tuple[Half, Log]
    upper: tuple[Half, Log]
    """Each run's direction and its log."""

    def reason(self) -> frozenset[int]:
        """The claims that emptied one of the points."""
        for half, log in (self.lower, self.ring):
            if log.fell:
                return derive(half, log, min(log.fell))
        half, log = self.upper
        point = min(log.fell)
        claims = derive(half, log, point)
        return claims if point in log.endless else claims | derive(*self.lower, point)


def solve(network: Network, doubtful: frozenset[int] = frozenset()) -> Solution:
    """The tightest bounds that the claims allow; contradictory claims are set aside and reported, all of them.

    Of equally small contradictions the one with the most ``doubtful`` claims is reported first. What is left agrees
    with each claim that was set aside, taken by itself: a third account that clashes with either of two is reported
    as well.
    """
    whole = network.steps()
    found: list[tuple[int, ...]] = []
    steps = whole
    while (attempt := _attempt(steps)).clashes:
        for part in np.unique(steps.parts[attempt.clashes]).tolist():
            found += _settle(steps.around([part]), doubtful)
        steps = whole.without({claim for claims in found for claim in claims})
    return Solution(attempt.earliest, attempt.latest, tuple(found), steps)


def _settle(part: Steps, doubtful: frozenset[int]) -> list[tuple[int, ...]]:
    """Every contradiction within one part of a network."""
    found: list[tuple[int, ...]] = []
    aside: set[int] = set()
    again: deque[int] = deque()
    while True:
        clash = clashing(part.without(aside), doubtful)
        if clash is None:
            break
        found.append(clash)
        again.extend(claim for claim in clash if claim not in aside)
        aside.update(clash)
    while again:
        back = again.popleft()
        clash = clashing(part.without(aside - {back}), doubtful)
        if clash is not None and clash != (back,):  # what clashes with itself alone never comes back
            found.append(clash)
            again.extend([back, *(claim for claim in clash if claim not in aside)])
            aside.update(clash)
    return found


def clashing(steps: Steps, doubtful: frozenset[int] = frozenset()) -> tuple[int, ...] | None:
    """A smallest contradiction among the claims, as far as one is found near the first; None if all can hold."""
    attempt = _attempt(steps)
    if not attempt.clashes:
        return None
    near = steps.only(attempt.reason())
    first = _minimal(steps if holds(near) else near, doubtful)

    def minimal(claims: Iterable[int]) -> tuple[int, ...] | None:
        some = steps.only(claims)
        return None if holds(some) else _minimal(some, doubtful)

    return smallest(first, *steps.halves, doubtful, minimal)


def holds(steps: Steps) -> bool:
    """True if the claims can all hold together."""
    return not _attempt(steps).clashes


def bounds_of(steps: Steps, point: int) -> tuple[int, int]:
    """The earliest and the latest day of one point of the whole network, by the claims of a part of it."""
    attempt = _attempt(steps)
    if attempt.clashes or (steps.within is not None and point not in steps.within):
        return NO_LEAST, NO_MOST
    return int(attempt.earliest[steps.local(point)]), int(attempt.latest[steps.local(point)])


def without(steps: Steps, claims: Iterable[int]) -> tuple[Days, Days]:
    """The earliest and the latest day of every point if some of the claims were not made."""
    attempt = _attempt(steps.without(claims))
    return attempt.earliest, attempt.latest


def derivation(steps: Steps, point: int, *, upper: bool) -> list[int]:
    """Claims that by themselves yield a point's bound, none of them to spare: for where no shortest path shows it.

    Weekdays can make two points pull at each other, so that what moved one is no longer to be seen in its bound.
    """
    part = steps.around([point])
    half = part.halves[0 if upper else 1]
    value, log = propagate(half, _given(half), np.full(half.points, -FAR, np.int64))
    bound, claims = int(value[part.local(point)]), derive(half, log, part.local(point))
    kept = sorted(claims)
    for claim in list(kept):
        rest = [other for other in kept if other != claim]
        if rest and _alone(part.only(rest), point, upper) == bound:
            kept = rest
    return kept


def _alone(some: Steps, point: int, upper: bool) -> int | None:
    """The bound of a point by a few claims, if they speak of it."""
    if some.within is None or point not in some.within:
        return None
    half = some.halves[0 if upper else 1]
    return int(propagate(half, _given(half), np.full(half.points, -FAR, np.int64))[0][some.local(point)])


def _given(half: Half) -> Days:
    """Nothing is known but the origin."""
    start = np.full(half.points, FAR, np.int64)
    start[0] = 0
    return start


def _attempt(steps: Steps) -> _Attempt:
    """Propagate both ways; then, where no date is near, from an arbitrary day, which shows rings that cannot be."""
    upper, lower = steps.halves
    low, log_low = propagate(lower, _given(lower), np.full(steps.points, -LAST, np.int64))
    floor = np.where(low >= FAR, FIRST, -low)
    floor[0] = 0
    high, log_high = propagate(upper, _given(upper), floor)
    log_ring = _rings(steps, (low >= FAR) & (high >= FAR))
    return _Attempt(
        np.where(low >= FAR, NO_LEAST, -low),
        np.where(high >= FAR, NO_MOST, high),
        sorted(log_low.fell | log_ring.fell | log_high.fell),
        (lower, log_low),
        (upper, log_ring),
        (upper, log_high),
    )


def _rings(steps: Steps, nowhere: Flags) -> Log:
    """What befalls points that no date is near, put on one arbitrary day: they fall only if a ring lets none rest."""
    inner = nowhere[steps.tail] & nowhere[steps.head]
    if not inner.any() and not any(nowhere[point] for point, _, _ in steps.sets):
        return Log()
    width = np.abs(steps.days) + 31 * np.abs(steps.months) + 2 * np.abs(steps.working)
    bottom = _ANY_DAY - 2 * int(width[inner].sum()) - 2 * CALENDAR_ROUND
    start = np.where(nowhere, _ANY_DAY, FAR)
    return propagate(steps.halves[0], start, np.full(steps.points, bottom, np.int64))[1]


def _minimal(steps: Steps, doubtful: frozenset[int]) -> tuple[int, ...]:
    """Drop claims one at a time, sure ones first, while the rest still contradicts itself: what is left is minimal."""
    kept = sorted(steps.claims(), key=lambda claim: (claim in doubtful, claim))
    if is_simple_ring(steps):
        return tuple(sorted(kept))
    for claim in list(kept):
        rest = [other for other in kept if other != claim]
        if rest and not holds(steps.only(rest)):
            kept = rest
    return tuple(sorted(kept))
