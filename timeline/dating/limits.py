"""What words of time do to points: after, before, between, during and their kin, as steps of a network.

Knows anchors (dates, events, publication days) and the conventions of dates and events: before a bare date leaves the
named period out, before an event allows its day. Knows nothing of records or of where a claim was written.
"""

from __future__ import annotations

from datetime import date

from timeline.dating.network import Network
from timeline.when.amounts import Amount, Distance
from timeline.when.claims import PUBLICATION, Anchor
from timeline.when.conventions import Conventions
from timeline.when.periods import surely, widened

SAME = Distance()
_DAY = Distance(days=1)


class Limits:
    """Puts steps on a network; the points of events and sources are looked up by id."""

    def __init__(
        self,
        net: Network,
        starts: dict[str, int],
        ends: dict[str, int],
        published: dict[str, int],
        conventions: Conventions,
    ) -> None:
        self.net, self.starts, self.ends, self.published = net, starts, ends, published
        self.conventions = conventions

    def after(self, point: int, anchor: Anchor, relation: str, amount: Amount | None, why: int, source: str) -> None:
        """``point`` is not before the anchor, or lies an amount after it."""
        if anchor.date:
            first, last = widened(anchor.date, self.conventions)
            _, soonest = surely(anchor.date, self.conventions)
            if amount:
                for step in _least(relation, amount):
                    self.fixed(point, 0, first, step, why, most=False)
                for step in _most(relation, amount):
                    self.fixed(point, 0, last, step, why, most=True)
            elif relation in ("since", "between"):
                self.fixed(point, 0, first, SAME, why, most=False)
            else:
                self.fixed(point, 0, soonest, Distance(0, 1), why, most=False)
                if relation == "the day after":
                    self.fixed(point, 0, last, Distance(0, 1), why, most=True)
            return
        base = self.anchor(anchor, "start" if relation == "since" else "end", source)
        for step in _least(relation, amount):
            self.net.at_least(point, base, step, why)
        for step in _most(relation, amount):
            self.net.at_most(point, base, step, why)

    def before(self, point: int, anchor: Anchor, relation: str, amount: Amount | None, why: int, source: str) -> None:
        """``point`` is not after the anchor, or lies an amount before it."""
        if anchor.date:
            first, last = widened(anchor.date, self.conventions)
            latest, _ = surely(anchor.date, self.conventions)
            if amount:
                for step in _least(relation, amount):
                    self.fixed(point, 0, last, step.back(), why, most=True)
                for step in _most(relation, amount):
                    self.fixed(point, 0, first, step.back(), why, most=False)
            elif relation == "between":
                self.fixed(point, 0, last, SAME, why, most=True)
            else:
                step = SAME if relation == "by" else Distance(0, -1)
                self.fixed(point, 0, latest, step, why, most=True)
                if relation == "the day before":
                    self.fixed(point, 0, first, step, why, most=False)
            return
        base = self.anchor(anchor, "end" if relation == "during" else "start", source)
        for step in _least(relation, amount):
            self.net.at_most(point, base, step.back(), why)
        for step in _most(relation, amount):
            self.net.at_least(point, base, step.back(), why)

    def anchor(self, anchor: Anchor, side: str, source: str) -> int:
        """The point an anchor stands for; ``side`` is the end meant where the curator named none."""
        if anchor.name == PUBLICATION:
            return self.published[source]
        if anchor.name in self.starts:
            return (self.starts if (anchor.side or side) == "start" else self.ends)[anchor.name]
        return self.published[anchor.name]

    def fixed(self, point: int, base: int, day: date | None, step: Distance, why: int, *, most: bool) -> None:
        """A limit at a fixed day, moved by ``step``; a missing day limits nothing."""
        if day is None:
            return
        fixed = Distance(0, step.added_to(day).toordinal())
        (self.net.at_most if most else self.net.at_least)(point, base, fixed, why)

    def within(self, start: int, end: int, first: date | None, last: date | None, why: int) -> None:
        """``start`` is not before the first day and ``end`` not after the last."""
        if first and last and (first.year, last.year) == (date.min.year, date.max.year):
            return  # "any July": a set of days, and no bound
        self.fixed(start, 0, first, SAME, why, most=False)
        self.fixed(end, 0, last, SAME, why, most=True)

    def equal(self, point: int, base: int, why: int) -> None:
        """Both points are one day."""
        self.net.at_least(point, base, SAME, why)
        self.net.at_most(point, base, SAME, why)


def _least(relation: str, amount: Amount | None) -> tuple[Distance, ...]:
    """How far from the anchor at least, in the direction said; a margin in days may not lead past the anchor itself."""
    if amount is None:
        return (_DAY if relation in ("the day after", "the day before") else SAME,)
    return (amount.least, SAME) if amount.least.may_turn else (amount.least,)


def _most(relation: str, amount: Amount | None) -> tuple[Distance, ...]:
    """How far at most, if that is said."""
    if amount is None:
        return (_DAY,) if relation in ("the day after", "the day before") else ()
    return () if amount.most is None else (amount.most,)
