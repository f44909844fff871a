"""Who held which office on a day: tenures as bounds, held against the days of the events that name their holders.

Only what is certain counts: an event that may lie within a tenure passes. Knows nothing of what an office does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from timeline.dating import Dated, Interval
from timeline.model.actors import Actor
from timeline.model.evidence import DateClaim
from timeline.problems import Problem, nearest, quoted
from timeline.when.conventions import Conventions
from timeline.when.edtf import parse_date
from timeline.when.periods import part_of, widened
from timeline.when.words import day_words


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in an office, as bounds of its first and its last day."""

    id: str
    person: str
    office: str
    first: tuple[date, date] = (date.min, date.max)
    last: tuple[date, date] = (date.min, date.max)

    def surely_not(self, days: Interval) -> str:
        """Why none of an event's days can lie within it; empty if one can."""
        latest = days.end_latest or days.latest
        if days.earliest and days.earliest > self.last[1]:
            return f"ended by {day_words(self.last[1])}"
        if latest and latest < self.first[0]:
            return f"did not begin before {day_words(self.first[0])}"
        return ""


class Terms:
    """Several tenures of one person: whether a day can lie in any of them, without asking each."""

    def __init__(self, found: list[Tenure]) -> None:
        self.last = found[-1]
        self._found = sorted(found, key=lambda tenure: tenure.first[0])
        self._over = list(accumulate((tenure.last[1] for tenure in self._found), max))

    def surely_not(self, days: Interval) -> str:
        """Why none of an event's days can lie within any of them, in the words of the last; empty if one can."""
        latest = days.end_latest or days.latest or date.max
        begun = bisect_right(self._found, latest, key=lambda tenure: tenure.first[0])
        if begun and self._over[begun - 1] >= (days.earliest or date.min):
            return ""
        return self.last.surely_not(days) or "lay at another time"


def tenures_are_in_order(dated: Dated) -> Iterator[Problem]:
    """A tenure counts from events and sources that are there, and does not end before it begins."""
    record = dated.record
    for actor in record.actors.values():
        for field, claims in (("from", actor.since), ("to", actor.to)):
            for claim in claims:
                for anchor in claim.read.anchors:
                    known = not anchor.name or anchor.name == "publication" or anchor.name in record.broken
                    if not known and anchor.name not in record.events and anchor.name not in record.sources:
                        message = f"actor {quoted(actor.id)}, {quoted(field)}: there is no event or source "
                        hint = nearest(anchor.name, [*record.events, *record.sources])
                        yield Problem(claim.at, "unknown-id", f"{message}{quoted(anchor.name)} to count from", hint)
    for tenure in tenures(dated):
        if tenure.last[1] < tenure.first[0]:
            message = f"actor {quoted(tenure.id)}: the tenure ends before it begins"
            at = record.actors[tenure.id].where("to")
            yield Problem(at, "impossible-order", message, "compare 'from' and 'to' with the sources")


def tenures_have_begun(dated: Dated) -> Iterator[Problem]:
    """Nobody holds an office from a day after the record's own; who is to take it is an event that is expected."""
    as_of = parse_date(dated.record.head.as_of).latest
    for tenure in tenures(dated):
        if as_of and tenure.first[0] > as_of and tenure.first[0] > date.min:
            message = f"actor {quoted(tenure.id)}: the tenure begins after the record's as_of"
            hint = "check the day, move 'as_of', or write an appointment with 'modality: expected'"
            yield Problem(dated.record.actors[tenure.id].where("from"), "after-as-of", message, hint, "warning")


def one_holder_at_a_time(dated: Dated) -> Iterator[Problem]:
    """An office is held by one person on a day, as far as the days are certain."""
    by_office: dict[str, list[Tenure]] = {}
    for tenure in tenures(dated):
        by_office.setdefault(tenure.office, []).append(tenure)
    for office, found in by_office.items():
        found.sort(key=lambda tenure: tenure.first[1])
        longest = found[0]
        for tenure in found[1:]:
            if longest.person != tenure.person and longest.last[0] > tenure.first[1]:
                message = f"actor {quoted(tenure.id)}: {quoted(office)} was then still held by {quoted(longest.person)}"
                hint = f"compare its 'from' with 'to' of {quoted(longest.id)}; accept this where two hold one office"
                at = dated.record.actors[tenure.id].where("from")
                yield Problem(at, "two-holders", message, hint, "warning")
            longest = max(longest, tenure, key=lambda one: one.last[0])


def holders_were_in_office(dated: Dated) -> Iterator[Problem]:
    """Whoever acts for an office held it that day; a letter may be addressed to who has left, and is worth a look."""
    by_id = {tenure.id: tenure for tenure in tenures(dated)}
    held: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in by_id.values():
        held.setdefault((tenure.person, tenure.office), []).append(tenure)
        held.setdefault((tenure.person, ""), []).append(tenure)
    terms = {key: Terms(found) for key, found in held.items()}
    for event in dated.record.events.values() if by_id else ():
        if not event.happened:
            continue
        roles = tuple(dict.fromkeys(event.roles()))
        offices = [actor for _, actor in roles if actor in dated.record.actors]
        for role, actor in roles:
            at = event.where(role) if event.typed(role) else event.where("actors", role)
            what = f"event {quoted(event.id)} ({dated.intervals[event.id]}) names {quoted(actor)} as {role}"
            if (own := by_id.get(actor)) is not None and (why := own.surely_not(dated.intervals[event.id])):
                hint = "check the day of the event and of the tenure, or name who held the office that day"
                yield Problem(at, "not-in-office", f"{what}, and that tenure {why}", hint)
            tried = [terms[actor, office] for office in offices if (actor, office) in terms]
            holder = dated.record.actors.get(actor)
            if not tried and (actor, "") in terms and holder and holder.role == "office_holder":
                tried = [terms[actor, ""]]
            reasons = [term.surely_not(dated.intervals[event.id]) for term in tried]
            if reasons and all(reasons):
                message = f"{what}, who was not in office: the tenure in {quoted(tried[-1].last.office)} {reasons[-1]}"
                hint = "check both days, or leave the office out; accept this where it is what happened"
                yield Problem(at, "not-in-office", message, hint, "warning")


def tenures(dated: Dated) -> Iterator[Tenure]:
    """Every tenure of the case with what its dates say."""
    head = dated.record.head
    conventions = head.conventions.read() if head.conventions else Conventions()
    for actor in dated.record.actors.values():
        if actor.kind == "tenure" and actor.person and actor.office:
            yield _tenure(dated, actor, actor.person, actor.office, conventions)


def _tenure(dated: Dated, actor: Actor, person: str, office: str, conventions: Conventions) -> Tenure:
    first, last = (date.min, date.max), (date.min, date.max)
    for claim in actor.since:
        low, high = _bounds(dated, claim, conventions)
        first = max(first[0], low), min(first[1], high)
    for claim in actor.to:
        low, high = _bounds(dated, claim, conventions)
        last = max(last[0], low), min(last[1], high)
    return Tenure(actor.id, person, office, first, last)


def _bounds(dated: Dated, claim: DateClaim, conventions: Conventions) -> tuple[date, date]:
    """The days a claim leaves open: a date, before or after one or an event; nothing that would have to be solved."""
    read = claim.read
    low, high = date.min, date.max
    if claim.status == "conflict":
        return low, high
    if read.form == "date" and read.date:
        first, second = widened(read.date, conventions)
        return first or low, second or high
    if read.form == "part" and read.date:
        first, second = part_of(read.part, read.date, conventions)
        return first or low, second or high
    if read.form == "relative" and read.amount is None and read.anchors:
        anchor = read.anchors[0]
        interval = dated.intervals.get(anchor.name)
        first = anchor.date.earliest if anchor.date else interval.earliest if interval else None
        second = anchor.date.latest if anchor.date else interval.end_latest if interval else None
        if read.relation in ("after", "since") and first:
            return first, high
        if read.relation in ("before", "by") and second:
            return low, second
    return low, high
