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
from timeline.when.edtf import Edtf
from timeline.when.periods import widened

SAME = Distance()


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
            _, soonest = self._surely(anchor.date)
            if amount:
                self.fixed(point, 0, first, amount.least, why, most=False)
                if amount.most:
                    self.fixed(point, 0, last, amount.most, why, most=True)
            elif relation in ("since", "between"):
                self.fixed(point, 0, first, SAME, why, most=False)
            else:
                self.fixed(point, 0, soonest, Distance(0, 1), why, most=False)
                if relation == "the day after":
                    self.fixed(point, 0, last, Distance(0, 1), why, most=True)
            return
        base = self.anchor(anchor, "start" if relation == "since" else "end", source)
        step = Distance(0, 1) if relation == "the day after" else amount.least if amount else SAME
        self.net.at_least(point, base, step, why)
        if relation == "the day after":
            self.net.at_most(point, base, step, why)
        if amount and amount.most:
            self.net.at_most(point, base, amount.most, why)

    def before(self, point: int, anchor: Anchor, relation: str, amount: Amount | None, why: int, source: str) -> None:
        """``point`` is not after the anchor, or lies an amount before it."""
        if anchor.date:
            first, last = widened(anchor.date, self.conventions)
            latest, _ = self._surely(anchor.date)
            if amount:
                self.fixed(point, 0, last, amount.least.back(), why, most=True)
                if amount.most:
                    self.fixed(point, 0, first, amount.most.back(), why, most=False)
            elif relation == "between":
                self.fixed(point, 0, last, SAME, why, most=True)
            else:
                step = SAME if relation == "by" else Distance(0, -1)
                self.fixed(point, 0, latest, step, why, most=True)
                if relation == "the day before":
                    self.fixed(point, 0, first, step, why, most=False)
            return
        base = self.anchor(anchor, "end" if relation == "during" else "start", source)
        step = Distance(0, -1) if relation == "the day before" else amount.least.back() if amount else SAME
        self.net.at_most(point, base, step, why)
        if relation == "the day before":
            self.net.at_least(point, base, step, why)
        if amount and amount.most:
            self.net.at_least(point, base, amount.most.back(), why)

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

    def _surely(self, found: Edtf) -> tuple[date | None, date | None]:
        """The latest day an approximate period may begin, and the earliest it may end: what before and after leave."""
        months, days = self.conventions.approximate[found.precision] if found.approximate else (0, 0)
        margin = Distance(months, days)
        return (
            margin.added_to(found.earliest) if found.earliest else None,
            margin.back().added_to(found.latest) if found.latest else None,
        )
