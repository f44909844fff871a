"""The dates of a case as a network: points, and steps between them that only ever go forward with the day.

A step says ``t[v] <= f(t[u])`` or ``t[v] >= f(t[u])``, f being so many calendar months and then days, or so many
working days; a point may also be held to a set of days. Knows nothing of events or words: steps carry the index of the
claim that made them. How networks are solved is in ``solver``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from timeline.dating.arcs import Days, Flags, Indices, by_key, starts_of
from timeline.dating.daysets import DaySet
from timeline.dating.propagate import Half
from timeline.when.amounts import Distance


@dataclass(slots=True)
class Network:
    """Points (0 is the origin, day 0) and the steps and sets of days that claims put on them, as they are gathered."""

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

    def allow(self, point: int, days: DaySet, claim: int) -> None:
        """``t[point]`` is one of the days."""
        self.sets.append((point, days, claim))

    def steps(self) -> Steps:
        """The network as it stands, ready to be solved."""
        return Steps(
            points=self.points,
            tail=np.array(self.tail, np.int64),
            head=np.array(self.head, np.int64),
            months=np.array(self.months, np.int64),
            days=np.array(self.days, np.int64),
            working=np.array(self.working, np.int64),
            most=np.array(self.most, np.bool_),
            claim=np.array(self.claim, np.int64),
            sets=tuple(self.sets),
        )

    def _add(self, head: int, tail: int, step: Distance, claim: int, *, most: bool) -> None:
        self.head.append(head)
        self.tail.append(tail)
        self.months.append(step.months)
        self.days.append(step.days)
        self.working.append(step.weekdays)
        self.most.append(most)
        self.claim.append(claim)


@dataclass(frozen=True)
class Steps:
    """A network as arrays, a row a step; what is cut out of it keeps its claims' numbers and not its points'."""

    points: int
    tail: Indices
    head: Indices
    months: Days
    days: Days
    working: Days
    most: Flags
    claim: Indices
    sets: tuple[tuple[int, DaySet, int], ...]
    within: Indices | None = None
    """For a part of a network: what each of its points is called there."""

    def without(self, claims: Iterable[int]) -> Steps:
        """The same points without the steps and sets of some claims."""
        gone = set(claims)
        return self._rows(~np.isin(self.claim, list(gone)), [row for row in self.sets if row[2] not in gone])

    def only(self, claims: Iterable[int]) -> Steps:
        """Some claims alone, on the points they speak of."""
        kept = set(claims)
        some = self._rows(np.isin(self.claim, list(kept)), [row for row in self.sets if row[2] in kept])
        points = np.unique(np.concatenate((some.tail, some.head, [point for point, _, _ in some.sets])))
        return some._on(points.astype(np.int64))

    def adding(self, head: int, tail: int, step: Distance, claim: int, *, most: bool) -> Steps:
        """The same with one step more."""
        row = (tail, head, step.months, step.days, step.weekdays, most, claim)
        columns = (self.tail, self.head, self.months, self.days, self.working, self.most, self.claim)
        tails, heads, months, days, working, mosts, claims = (
            np.append(column, np.array(one, column.dtype)) for column, one in zip(columns, row, strict=True)
        )
        return replace(
            self, tail=tails, head=heads, months=months, days=days, working=working, most=mosts, claim=claims
        )

    def around(self, points: Iterable[int]) -> Steps:
        """All that is joined to some points, otherwise than through the origin."""
        wanted, part = self.parts, set[int]()
        part.update(int(wanted[point]) for point in points)
        chosen = np.flatnonzero(np.isin(wanted, list(part)))
        keep = np.isin(wanted[np.maximum(self.tail, self.head)], list(part))
        inside = np.zeros(self.points, np.bool_)
        inside[chosen] = True
        return self._rows(keep, [row for row in self.sets if inside[row[0]]])._on(chosen)

    def local(self, point: int) -> int:
        """What a point of the whole network is called in this part of it."""
        return point if self.within is None else int(np.searchsorted(self.within, point))

    @cached_property
    def parts(self) -> Indices:
        """For each point the least point it is joined to otherwise than through the origin (0 for the origin)."""
        label = list(range(self.points))

        def root(point: int) -> int:
            while label[point] != point:
                label[point] = point = label[label[point]]
            return point

        inner = (self.tail != 0) & (self.head != 0)
        for one, other in zip(self.tail[inner].tolist(), self.head[inner].tolist(), strict=True):
            low, high = sorted((root(one), root(other)))
            label[high] = low
        return np.array([root(point) for point in range(self.points)], np.int64)

    @cached_property
    def halves(self) -> tuple[Half, Half]:
        """The limits from above, and those from below."""
        sets: dict[int, list[tuple[DaySet, int]]] = {}
        for point, allowed, claim in self.sets:
            sets.setdefault(point, []).append((allowed, claim))
        return self._half(1, sets), self._half(-1, sets)

    def claims(self) -> Iterator[int]:
        """Every claim that made a step or a set."""
        yield from sorted({*self.claim.tolist(), *(claim for _, _, claim in self.sets)})

    def _rows(self, keep: Flags, sets: Iterable[tuple[int, DaySet, int]]) -> Steps:
        return replace(
            self,
            tail=self.tail[keep],
            head=self.head[keep],
            months=self.months[keep],
            days=self.days[keep],
            working=self.working[keep],
            most=self.most[keep],
            claim=self.claim[keep],
            sets=tuple(sets),
        )

    def _on(self, points: Indices) -> Steps:
        """The same on these points alone, numbered anew; the origin stays 0."""
        points = points if points.size and points[0] == 0 else np.concatenate(([0], points))
        return replace(
            self,
            points=int(points.size),
            tail=np.searchsorted(points, self.tail),
            head=np.searchsorted(points, self.head),
            sets=tuple((int(np.searchsorted(points, point)), allowed, claim) for point, allowed, claim in self.sets),
            within=points if self.within is None else self.within[points],
        )

    def _half(self, sign: int, sets: dict[int, list[tuple[DaySet, int]]]) -> Half:
        forwards = self.most if sign > 0 else ~self.most
        start, end = np.where(forwards, self.tail, self.head), np.where(forwards, self.head, self.tail)
        inner = np.flatnonzero(end != 0)  # the origin stays where it is: the other half holds the same step
        order = inner[by_key(start[inner])]
        return Half(
            sign=sign,
            first=starts_of(self.points, start[inner]),
            tail=start[order],
            head=end[order],
            months=self.months[order],
            days=self.days[order],
            weekdays=self.working[order],
            backwards=~forwards[order],
            claim=self.claim[order],
            into_first=starts_of(self.points, end[inner]),
            into=by_key(end[order]),
            sets=sets,
        )
