"""What had been done and said about an obligation by a day: what fulfils it, claims about it, assessments of it.

What is not certain by the day counts as not yet certain. Only an event that occurred fulfils. Knows nothing of
statuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.dating import Dated, Interval
from timeline.dating.dues import Bounds
from timeline.model.evidence import Citation, Claim
from timeline.model.obligation import Assessment, Obligation
from timeline.model.relations import Fulfils
from timeline.when.claims import parse_claim

UNMET = ("not_met", "inadequate")
_read = lru_cache(maxsize=65536)(parse_claim)


@dataclass(frozen=True, slots=True)
class Known:
    """All that was known of one obligation by a day. Each assessment and claim stands with the bounds of its day."""

    done: tuple[tuple[Interval, Fulfils], ...]
    """What occurred and fulfils it, certainly by the day."""
    claims: tuple[tuple[Bounds, Claim], ...]
    assessed: tuple[tuple[Bounds, Assessment], ...]
    some: bool
    """Anything at all was said or shown about whether it was met."""

    @property
    def disputed(self) -> bool:
        """Someone contradicts someone about whether it was met; a quarrel about anything else does not count.

        An assessor who changes its mind over time is not in dispute with itself: the latest word of each counts.
        """
        claims = [claim for _, claim in self.claims if claim.about == "compliance" and claim.status == "accepted"]
        ids = {claim.id for claim in claims if claim.id}
        if any(other in ids for claim in claims for other in claim.contradicts):
            return True
        latest = {seen.status for seen in self.latest().values()}
        if len(latest) > 1 or any(met.disputed for _, met in self.done):
            return True
        return bool(self.done) and not latest.isdisjoint(UNMET)

    def latest(self) -> dict[str, Assessment]:
        """The last word of each assessor; of two on one day, the one written later."""
        found: dict[str, Assessment] = {}
        for _, seen in sorted(self.assessed, key=lambda pair: pair[0][0] or date.min):
            found[seen.assessor] = seen
        return found

    def unmet(self, since: date, before: date | None = None) -> bool:
        """Someone said on or after a day (and before another) that it was not done."""
        days = [when for when, seen in self.assessed if seen.status in UNMET]
        days += [
            when
            for when, claim in self.claims
            if claim.about == "compliance" and claim.value == "not_met" and claim.status == "accepted"
        ]
        return any(low and low >= since and (before is None or low < before) for low, _ in days)


class Ledger:
    """What a record says of its obligations being met, as far as it was known by a day; made once for all of them."""

    def __init__(self, dated: Dated, day: date) -> None:
        self.dated, self.day = dated, day
        self._fulfilling: dict[str, list[tuple[str, Fulfils]]] = {}
        for event in dated.record.events.values():
            for met in event.fulfils:
                self._fulfilling.setdefault(met.obligation, []).append((event.id, met))
        self._known: dict[str, Known] = {}

    def certain(self, event_id: str) -> bool:
        """The event occurred, and certainly by the end of the day."""
        event, interval = self.dated.record.events.get(event_id), self.dated.intervals.get(event_id)
        return bool(event and interval and event.happened and interval.latest and interval.latest <= self.day)

    def known(self, obligation: Obligation) -> Known:
        """What was known of an obligation by the day."""
        if obligation.id not in self._known:
            self._known[obligation.id] = self._look(obligation)
        return self._known[obligation.id]

    def _look(self, obligation: Obligation) -> Known:
        events = self.dated.record.events
        fulfilling = [(id_, met) for id_, met in self._fulfilling.get(obligation.id, ()) if self.certain(id_)]
        closed = [closing for closing in obligation.closed_by if self.certain(closing.event)]
        done = [(self.dated.intervals[id_], met) for id_, met in fulfilling if events[id_].modality == "occurred"]
        done += [
            (self.dated.intervals[closing.event], Fulfils(obligation=obligation.id))
            for closing in closed
            if closing.how == "fulfils" and events[closing.event].modality == "occurred"
        ]
        claims = tuple(
            (when, claim)
            for claim in obligation.claims
            if _by(when := said_on(self.dated, claim.said_on, claim.cites), self.day)
        )
        assessed = tuple(
            (when, seen)
            for seen in obligation.assessments
            if _by(when := said_on(self.dated, seen.date, seen.cites), self.day)
        )
        about = any(claim.about == "compliance" for _, claim in claims)
        ended = any(closing.how not in ("stays", "resumes") for closing in closed)
        return Known(tuple(done), claims, assessed, bool(about or assessed or ended or fulfilling))


def known_claims(dated: Dated, obligation: Obligation, day: date) -> list[Claim]:
    """The claims about an obligation that had been made, or published, by the day."""
    return [claim for claim in obligation.claims if _by(said_on(dated, claim.said_on, claim.cites), day)]


def _by(when: Bounds, day: date) -> bool:
    return when[1] is None or when[1] <= day


def said_on(dated: Dated, stated: str | None, cites: Iterable[Citation]) -> Bounds:
    """The bounds of the day something was said: as stated, else the day the first source to report it came out."""
    if stated is not None and (read := _read(stated)).form == "date" and read.date:
        return read.date.earliest, read.date.latest
    sources = [dated.record.sources[cite.source] for cite in cites if cite.source in dated.record.sources]
    found = [source.published_on for source in sources if source.published_on]
    lows = [one.earliest for one in found if one.earliest]
    highs = [one.latest for one in found if one.latest]
    return min(lows, default=None), min(highs, default=None)
