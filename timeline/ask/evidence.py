"""What had been done and said about an obligation by a day: what fulfils it, claims about it, assessments of it.

What is not certain by the day counts as not yet certain. Only an event that occurred fulfils. Knows nothing of
statuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.dating import Dated
from timeline.dating.dues import Bounds
from timeline.model.evidence import Citation, Claim
from timeline.model.obligation import Obligation
from timeline.model.relations import Fulfils
from timeline.when.claims import parse_claim

_UNMET = {"not_met": True, "inadequate": True, "partly_met": False, "met": False, "unclear": False}
"""What may be said of whether it was met, and whether that says that it was not."""
_AGREE = {"inadequate": "not_met", "unclear": ""}
"""Findings that differ in word only, or that contradict nothing."""
_read = lru_cache(maxsize=65536)(parse_claim)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that fulfils an obligation: its first day and its last, as bounds, and how far it goes."""

    began: Bounds
    ended: Bounds
    met: Fulfils

    @property
    def whole(self) -> bool:
        """It meets all that was owed."""
        return self.met.extent == "full"


@dataclass(frozen=True, slots=True)
class Said:
    """What an assessor or a speaker said of whether it was met, with the bounds of the day."""

    when: Bounds
    by: str
    """Empty for a source's own voice."""
    word: str

    @property
    def is_unmet(self) -> bool:
        """It says that it was not done."""
        return _UNMET[self.word]


@dataclass(frozen=True, slots=True)
class Known:
    """All that was known of one obligation by a day."""

    id: str
    done: tuple[Done, ...]
    """What occurred and fulfils it, certainly by the day."""
    claims: tuple[Claim, ...]
    """The claims about compliance that stand."""
    said: tuple[Said, ...]
    """What was said of whether it was met, in time; of two on one day, the one written later comes later."""
    some: bool
    """Anything at all was said or shown about whether it was met."""

    @property
    def disputed(self) -> bool:
        """Someone contradicts someone about whether it was met; a quarrel about anything else does not count.

        Who changes its mind over time is not in dispute with itself: the latest word of each counts. What was said
        before it was done says nothing against what was done.
        """
        ids = {id_ for claim in self.claims if claim.id for id_ in (claim.id, f"{self.id}.{claim.id}")}
        if any(other in ids for claim in self.claims for other in claim.contradicts):
            return True
        done = min((act.began[0] or date.min for act in self.done if act.whole), default=None)
        since = [said for said in self.said if done is None or (said.when[1] or date.max) >= done]
        latest = {_AGREE.get(said.word, said.word) for said in _latest(since) if said.by}
        if len(latest - {""}) > 1 or any(act.met.disputed for act in self.done):
            return True
        return done is not None and "not_met" in latest

    def unmet(self, since: date, before: date | None = None) -> bool:
        """Someone said on or after a day (and before another) that it was not done, and did not say otherwise since."""
        meant = [said for said in self.said if (low := said.when[0]) and since <= low < (before or date.max)]
        return any(said.is_unmet for said in _latest(meant))


def _latest(found: Iterable[Said]) -> list[Said]:
    """The last word of each, and every word of a source's own voice."""
    words = list(found)
    last = {said.by: said for said in words}
    return [said for said in words if not said.by or last[said.by] is said]


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

    def over(self, event_id: str) -> bool:
        """The event occurred, and what it did is certainly done by the end of the day.

        What lasts is done when it is over; what goes on (a policy in force) from its first day.
        """
        found = self.dated.intervals.get(event_id)
        if found is None or not self.certain(event_id):
            return False
        return found.ongoing or (found.end_latest is not None and found.end_latest <= self.day)

    def known(self, obligation: Obligation) -> Known:
        """What was known of an obligation by the day."""
        if obligation.id not in self._known:
            self._known[obligation.id] = self._look(obligation)
        return self._known[obligation.id]

    def _look(self, obligation: Obligation) -> Known:
        events = self.dated.record.events
        closed = [closing for closing in obligation.closed_by if self.certain(closing.event)]
        begun = [(id_, met) for id_, met in self._fulfilling.get(obligation.id, ()) if self.certain(id_)]
        begun += [(one.event, Fulfils(obligation=obligation.id)) for one in closed if one.how == "fulfils"]
        done = tuple(
            self._done(id_, met) for id_, met in begun if self.over(id_) and events[id_].modality == "occurred"
        )
        claims = [claim for claim in known_claims(self.dated, obligation, self.day) if claim.about == "compliance"]
        standing = tuple(claim for claim in claims if claim.status == "accepted")
        said = [
            Said(said_on(self.dated, claim.said_on, claim.cites), claim.by or "", claim.value)
            for claim in standing
            if claim.value in _UNMET
        ]
        assessed = [
            Said(when, seen.assessor, seen.status)
            for seen in obligation.assessments
            if _by(when := said_on(self.dated, seen.date, seen.cites), self.day)
        ]
        in_time = sorted([*said, *assessed], key=lambda one: one.when[0] or date.min)
        ended = any(closing.how not in ("stays", "resumes") for closing in closed)
        some = bool(claims or assessed or ended or begun)
        return Known(obligation.id, done, standing, tuple(in_time), some)

    def _done(self, event_id: str, met: Fulfils) -> Done:
        found = self.dated.intervals[event_id]
        began = found.earliest, found.latest
        return Done(began, began if found.ongoing else (found.end_earliest, found.end_latest), met)


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
