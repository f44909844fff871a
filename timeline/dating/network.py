"""The dates of a case as a network: points, and steps between them that only ever go forward with the day.

A step says ``t[v] <= f(t[u])`` or ``t[v] >= f(t[u])``, f being so many calendar months and then days; a point may
also be held to a set of days. Such limits are closed under taking the earlier, and the later, of two solutions,
so propagating bounds is exact: the earliest and the latest day that come out are attained (Jeavons and Cooper 1995).
Knows nothing of events or words: steps carry the index of the claim that made them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from timeline.dating.daysets import DaySet
from timeline.dating.numeric import NO_LEAST, NO_MOST, Days, Indices, by_key, conflicts, starts_of
from timeline.dating.propagate import FAR, Half, Log, derive, propagate, without_calendar
from timeline.dating.smallest import smallest
from timeline.when.amounts import FIRST, LAST, Distance

_ANY_DAY = 735_000


@dataclass(slots=True)
class Network:
    """Points (0 is the origin, day 0) and the steps and sets of days that claims put on them."""

    points: int = 1
    tail: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    working: list[int] = field(default_factory=list)
    most: list[bool] = field(default_factory=list)
    """True: head <= f(tail); False: head >= f(tail)."""
    claim: list[int] = field(default_factory=list)
    sets: list[tuple[int, DaySet, int]] = field(default_factory=list)
    """(point, days allowed, claim)."""

    def point(self) -> int:
        """A new point."""
        self.points += 1
        return self.points - 1

    def at_most(self, head: int, tail: int, step: Distance, claim: int) -> None:
        """``t[head] <= t[tail] + step``."""
        self._add(head, tail, step, claim, most=True)

    def at_least(self, head: int, tail: int, step: Distance, claim: int) -> None:
        """``t[head] >= t[tail] + step``."""
        self._add(head, tail, step, claim, most=False)

    def without(self, claims: set[int]) -> Network:
        """A copy that lacks the steps and sets of some claims."""
        keep = [index for index, claim in enumerate(self.claim) if claim not in claims]
        return Network(
            points=self.points,
            tail=[self.tail[index] for index in keep],
            head=[self.head[index] for index in keep],
            months=[self.months[index] for index in keep],
            days=[self.days[index] for index in keep],
            working=[self.working[index] for index in keep],
            most=[self.most[index] for index in keep],
            claim=[self.claim[index] for index in keep],
            sets=[row for row in self.sets if row[2] not in claims],
        )

    def _add(self, head: int, tail: int, step: Distance, claim: int, *, most: bool) -> None:
        self.head.append(head)
        self.tail.append(tail)
        self.months.append(step.months)
        self.days.append(step.days)
        self.working.append(step.weekdays)
        self.most.append(most)
        self.claim.append(claim)


@dataclass(frozen=True, slots=True)
class Solution:
    """The bounds of every point (NO_LEAST and NO_MOST for none), and contradictory sets of claims, each minimal."""

    earliest: Days
    latest: Days
    conflicts: tuple[tuple[int, ...], ...]
    upper: Half
    lower: Half


def solve(network: Network, doubtful: frozenset[int] = frozenset()) -> Solution:
    """The tightest bounds that the claims allow; contradictory claims are set aside and reported, all of them.

    Of equally small contradictions the one with the most ``doubtful`` claims is reported.
    """
    aside: set[int] = set()
    found: list[tuple[int, ...]] = []

    def report(claims: Iterable[int]) -> None:
        upper, lower = _halves(network, aside, None)
        best = smallest(_minimal(network, claims, doubtful), upper, lower, doubtful, clashing)
        found.append(best)
        aside.update(best)

    def clashing(claims: Iterable[int]) -> tuple[int, ...] | None:
        return None if holds(network, list(claims)) else _minimal(network, claims, doubtful)

    while cycles := _cycles(network, aside):
        for claims in cycles:
            if aside.isdisjoint(claims):
                report(claims)
    while clash := _weekday_clash(network, aside):
        report(clash)
    while True:
        solution, emptied = _attempt(network, aside)
        if emptied is None:
            return Solution(solution.earliest, solution.latest, tuple(found), solution.upper, solution.lower)
        report(emptied)


def holds(network: Network, only: Iterable[int] | None = None) -> bool:
    """True if the claims (or only these) can all hold together."""
    if _cycles(network, set(), only) or _weekday_clash(network, set(), only):
        return False
    return _attempt(network, set(), only)[1] is None


def bounds_of(network: Network, only: Iterable[int], point: int) -> tuple[int, int]:
    """The earliest and the latest day of one point by some of the claims alone, if those can all hold."""
    solution, _ = _attempt(network, set(), only)
    if not solution.latest.size:
        return NO_LEAST, NO_MOST
    return int(solution.earliest[point]), int(solution.latest[point])


def _cycles(network: Network, aside: set[int], only: Iterable[int] | None = None) -> list[tuple[int, ...]]:
    """Contradictions that need no calendar: rings of claims that fail even with every month at its kindest."""
    chosen = _chosen(network, aside, only)
    u = np.array(network.tail, np.int64)[chosen]
    v = np.array(network.head, np.int64)[chosen]
    months = np.array(network.months, np.int64)[chosen]
    days = np.array(network.days, np.int64)[chosen]
    most = np.array(network.most, np.bool_)[chosen]
    claim = np.array(network.claim, np.int64)[chosen]
    working = np.array(network.working, np.int64)[chosen]
    hi = np.where(most, days + _kindest(months, 1) + _widest(working, 1), NO_MOST)
    lo = np.where(most, NO_LEAST, days + _kindest(months, -1) + _widest(working, -1))
    found = []
    for rows in conflicts(network.points, u, v, lo, hi):
        found.append(tuple(sorted({int(claim[row]) for row in rows})))
    return found


def _kindest(months: Days, side: int) -> Days:
    """The greatest (or least) number of days that so many calendar months can be."""
    whole = np.abs(months)
    long = np.where(whole == 0, 0, (whole * 306 + 5) // 10 + 3)
    short = np.where(whole == 0, 0, np.maximum(whole * 304 // 10 - 3, 28 * np.minimum(whole, 1)))
    up = np.where(months >= 0, long, -short)
    down = np.where(months >= 0, short, -long)
    return up if side > 0 else down


def _widest(working: Days, side: int) -> Days:
    """The greatest (or least) number of days that so many working days can be."""
    whole = np.abs(working)
    long = np.where(whole == 0, 0, whole * 7 // 5 + 4)
    short = np.where(whole == 0, 0, np.maximum(whole, whole * 7 // 5 - 4))
    up = np.where(working >= 0, long, -short)
    down = np.where(working >= 0, short, -long)
    return up if side > 0 else down


def _chosen(network: Network, aside: set[int], only: Iterable[int] | None) -> Indices:
    claim = np.array(network.claim, np.int64)
    if only is not None:
        return np.flatnonzero(np.isin(claim, list(only)))
    if aside:
        return np.flatnonzero(~np.isin(claim, list(aside)))
    return np.arange(claim.size)


def _halves(network: Network, aside: set[int], only: Iterable[int] | None) -> tuple[Half, Half]:
    chosen = _chosen(network, aside, only)
    keep = set(only) if only is not None else None
    sets: dict[int, list[tuple[DaySet, int]]] = {}
    for point, allowed, claim in network.sets:
        if claim not in aside and (keep is None or claim in keep):
            sets.setdefault(point, []).append((allowed, claim))
    columns = tuple(
        np.array(column)[chosen] if column else np.zeros(0, np.int64)
        for column in (
            network.tail,
            network.head,
            network.months,
            network.days,
            network.working,
            network.most,
            network.claim,
        )
    )
    return _half(network.points, columns, 1, sets), _half(network.points, columns, -1, sets)


def _half(points: int, columns: tuple[Days, ...], sign: int, sets: dict[int, list[tuple[DaySet, int]]]) -> Half:
    tail, head, months, days, working, most, claim = columns
    forwards = most.astype(bool) if sign > 0 else ~most.astype(bool)
    start, end = np.where(forwards, tail, head), np.where(forwards, head, tail)
    order = by_key(start)
    return Half(
        sign=sign,
        first=starts_of(points, start),
        tail=start[order],
        head=end[order],
        months=months[order],
        days=days[order],
        weekdays=working[order],
        backwards=~forwards[order],
        claim=claim[order],
        into_first=starts_of(points, end),
        into=by_key(end[order]),
        sets=sets,
    )


def _attempt(
    network: Network, aside: set[int], only: Iterable[int] | None = None
) -> tuple[Solution, frozenset[int] | None]:
    """Propagate both ways; with claims that empty a point, which claims it took."""
    upper, lower = _halves(network, aside, only)
    log_low: Log = []
    log_high: Log = []
    ceiling = np.full(network.points, -LAST, np.int64)
    ceiling[0] = 0  # the origin stays where it is, or the claims contradict each other
    low, out = propagate(lower, network.points, ceiling, log_low)
    solution = Solution(np.where(low >= FAR, NO_LEAST, -low), np.zeros(0, np.int64), (), upper, lower)
    if out is not None:
        return solution, derive(lower, log_low, out)
    floor = np.where(low >= FAR, FIRST, -low)
    floor[0] = 0
    high, out = propagate(upper, network.points, floor, log_high)
    if out is not None:
        return solution, derive(upper, log_high, out) | derive(lower, log_low, out)
    latest = np.where(high >= FAR, NO_MOST, high)
    return Solution(solution.earliest, latest, (), upper, lower), None


def _weekday_clash(network: Network, aside: set[int], only: Iterable[int] | None = None) -> frozenset[int] | None:
    """Claims that no weekday satisfies, however far the next date is: asked from one arbitrary day, without months.

    Steps of whole days and weekdays are the same seven days later, so it does not matter which day that is.
    """
    if not network.sets and not any(network.working):
        return None
    _, lower = _halves(network, aside, only)
    steps = without_calendar(network.points, lower)
    base = np.full(network.points, FAR, np.int64)
    base[sorted(steps.sets)] = -_ANY_DAY
    base[steps.tail[steps.weekdays != 0]] = -_ANY_DAY
    log: Log = []
    _, out = propagate(steps, network.points, np.full(network.points, -FAR // 2, np.int64), log, base)
    return derive(steps, log, out, ring=True) if out is not None else None


def derivation(network: Network, aside: set[int], point: int, *, upper: bool) -> list[int]:
    """Claims that by themselves yield a point's bound, none of them to spare: for where no shortest path shows it.

    Weekdays can make two points pull at each other, so that what moved one is no longer to be seen in its bound.
    """
    halves = _halves(network, aside, None)
    half = halves[0] if upper else halves[1]
    bound, claims = _derived(half, network.points, point)
    kept = sorted(claims)
    for claim in list(kept):
        rest = [other for other in kept if other != claim]
        alone = _halves(network, set(), rest)
        if rest and _derived(alone[0] if upper else alone[1], network.points, point)[0] == bound:
            kept = rest
    return kept


def _derived(half: Half, points: int, point: int) -> tuple[int, frozenset[int]]:
    log: Log = []
    value, _ = propagate(half, points, np.full(points, -FAR, np.int64), log)
    return int(value[point]), derive(half, log, point)


def _minimal(network: Network, claims: Iterable[int], doubtful: frozenset[int]) -> tuple[int, ...]:
    """Drop claims one at a time, sure ones first, while the rest still contradicts itself: what is left is minimal."""
    kept = sorted(claims, key=lambda claim: (claim in doubtful, claim))
    for claim in list(kept):
        rest = [other for other in kept if other != claim]
        if rest and not holds(network, rest):
            kept = rest
    return tuple(sorted(kept))
