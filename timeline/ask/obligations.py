"""What is still owed on a given day: one status an obligation, ages as honest ranges.

The status is computed, never stored, by an ordered table: the first rule that fits wins. Only an event that occurred
fulfils; absence of evidence never reads as breach; what is not certain by the day counts as not yet certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from timeline.dating import Dated, Interval
from timeline.model.event import Condition
from timeline.model.evidence import Citation, Claim
from timeline.model.obligation import Obligation
from timeline.model.relations import Fulfils
from timeline.when.edtf import parse_date

Range = tuple[int | None, int | None]

RUNNING = ("open", "pending", "maybe_overdue", "overdue", "due_passed_unknown", "partly_fulfilled")
"""The statuses in which something is still owed."""
_PAST_DUE = ("maybe_overdue", "overdue", "due_passed_unknown")
_CLOSED = {
    "supersedes": "superseded",
    "waives": "waived",
    "expires": "expired",
    "stays": "stayed",
    "refuses": "refused",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one obligation stands on a day. Ranges are whole days; None at an end means no bound is known."""

    id: str
    status: str
    as_of: date
    days_open: Range | None
    days_overdue: Range | None
    disputed: bool
    evidence: str
    """"some" if anyone said or showed anything about whether it was met, else "none"."""
    since: tuple[date | None, date | None]
    """The bounds of the day it began to be owed."""
    due: tuple[date | None, date | None] | None
    last_checked: date | None

    @property
    def is_open(self) -> bool:
        """Something is still owed."""
        return self.status in RUNNING


def standing(dated: Dated, as_of: date) -> tuple[Standing, ...]:
    """Every obligation's standing on a day: the open ones first, longest open first."""
    found = [_stand(dated, obligation, as_of) for obligation in dated.record.obligations.values()]
    return tuple(sorted(found, key=lambda s: (not s.is_open, -_longest(s), s.id)))


def _longest(found: Standing) -> int:
    if found.days_open is None:
        return 0
    low, high = found.days_open
    return high if high is not None else (low or 0)


def _stand(dated: Dated, obligation: Obligation, day: date) -> Standing:
    created = dated.intervals.get(obligation.created_by)
    since = _triggered(dated, obligation, created, day)
    due = dated.dues.get(obligation.id)
    status = _status(dated, obligation, since, due, day)
    running = status in RUNNING and since is not None
    late = status in _PAST_DUE and obligation.force != "invited"
    begun = since if since is not None else (None, None)
    checked = parse_date(obligation.last_checked).latest if obligation.last_checked else None
    return Standing(
        id=obligation.id,
        status=status,
        as_of=day,
        days_open=_age(begun, day) if running else None,
        days_overdue=_overdue(due, begun, day) if due and late else None,
        disputed=_disputed(dated, obligation, day),
        evidence="some" if _evidence(dated, obligation, day) else "none",
        since=begun,
        due=(due.earliest, due.latest) if due else None,
        last_checked=checked if checked and checked <= day else None,
    )


def _status(
    dated: Dated, obligation: Obligation, since: tuple[date | None, date | None] | None, due: Interval | None, day: date
) -> str:
    for closing in obligation.closed_by:
        if closing.how in _CLOSED and _certain(dated, closing.event, day):
            return _CLOSED[closing.how]
    if any(_failed(dated, condition, day) for condition in obligation.conditions) and (
        obligation.logic == "all" or all(_failed(dated, condition, day) for condition in obligation.conditions)
    ):
        return "condition_failed"
    if since is None:
        return "not_triggered"
    met = _met(dated, obligation, day)
    full = [interval for interval, extent in met if extent == "full"]
    if met and not full:
        return "partly_fulfilled"
    if full:
        return _timing(min(full, key=lambda i: i.latest or date.max), due)
    if due is None or (due.earliest is None and due.latest is None):
        return "open"
    if due.earliest is None or day <= due.earliest:
        return "pending" if due.earliest is not None else _past(dated, obligation, due, day)
    return _past(dated, obligation, due, day)


def _past(dated: Dated, obligation: Obligation, due: Interval, day: date) -> str:
    asked = obligation.force != "invited"  # nobody owes what they were only invited to do
    if due.latest is None or day <= due.latest:
        return "maybe_overdue" if asked else "pending"
    return "overdue" if asked and _seen_unmet(dated, obligation, due.latest, day) else "due_passed_unknown"


def _timing(done: Interval, due: Interval | None) -> str:
    if due and due.earliest and done.latest and done.latest <= due.earliest:
        return "fulfilled_on_time"
    if due and due.latest and done.earliest and done.earliest > due.latest:
        return "fulfilled_late"
    return "fulfilled_timing_unknown"


def _certain(dated: Dated, event_id: str, day: date) -> bool:
    """The event occurred, and certainly by the end of the day."""
    event, interval = dated.record.events.get(event_id), dated.intervals.get(event_id)
    return bool(event and interval and event.happened and interval.latest and interval.latest <= day)


def _met(dated: Dated, obligation: Obligation, day: date) -> list[tuple[Interval, str]]:
    """What fulfils it, certainly by the day: (when, full or partial)."""
    found: list[tuple[Interval, str]] = [
        (dated.intervals[event.id], met.extent)
        for event in dated.record.events.values()
        for met in event.fulfils
        if met.obligation == obligation.id and event.modality == "occurred" and _certain(dated, event.id, day)
    ]
    for closing in obligation.closed_by:
        event = dated.record.events.get(closing.event)
        if closing.how == "fulfils" and event and event.modality == "occurred" and _certain(dated, event.id, day):
            found.append((dated.intervals[event.id], "full"))
    return found


def _triggered(
    dated: Dated, obligation: Obligation, created: Interval | None, day: date
) -> tuple[date | None, date | None] | None:
    """The bounds of the day it was created and every condition true; None if that is not certain by the day."""
    event = dated.record.events.get(obligation.created_by)
    if event is None or created is None or event.modality not in ("occurred", "inferred", "announced"):
        return None
    if created.latest is None or created.latest > day:
        return None
    begun: list[tuple[date | None, date | None]] = [(created.earliest, created.latest)]
    states = [_came_true(dated, condition, day) for condition in obligation.conditions]
    if obligation.logic == "any" and states:
        true = [state for state in states if state is not None]
        if not true:
            return None
        begun.append(min(true, key=lambda state: state[1] or date.max))
    else:
        for state in states:
            if state is None:
                return None
            begun.append(state)
    lows = [low for low, _ in begun if low is not None]
    highs = [high for _, high in begun if high is not None]
    return (max(lows) if lows else None), max(highs)


def _came_true(dated: Dated, condition: Condition, day: date) -> tuple[date | None, date | None] | None:
    """When a condition certainly came true; a condition in words alone has not, as far as anyone has shown."""
    if condition.polarity == "must_not_occur":
        return None if condition.event is None else (None, None)
    if condition.event and _certain(dated, condition.event, day):
        interval = dated.intervals[condition.event]
        return interval.earliest, interval.latest
    if condition.obligation and condition.obligation in dated.record.obligations:
        met = _met(dated, dated.record.obligations[condition.obligation], day)
        if met:
            return met[0][0].earliest, met[0][0].latest
    return None


def _failed(dated: Dated, condition: Condition, day: date) -> bool:
    """A condition that cannot come true any more."""
    if condition.event is None:
        return False
    if condition.polarity == "must_not_occur":
        return _certain(dated, condition.event, day)
    event, interval = dated.record.events.get(condition.event), dated.intervals.get(condition.event)
    if event is None or interval is None or event.modality != "did_not_occur":
        return False
    return interval.latest is None or interval.latest <= day


def _evidence(dated: Dated, obligation: Obligation, day: date) -> bool:
    """Someone said or showed something about whether it was met, and that was known by the day."""
    said = any(claim.about == "compliance" for claim in known_claims(dated, obligation, day))
    assessed = any(_known(dated, seen.date, seen.cites, day) for seen in obligation.assessments)
    closed = any(_certain(dated, closing.event, day) for closing in obligation.closed_by)
    return said or assessed or closed or any(_fulfilling(dated, obligation, day))


def known_claims(dated: Dated, obligation: Obligation, day: date) -> list[Claim]:
    """The claims about an obligation that had been made, or published, by the day."""
    return [claim for claim in obligation.claims if _known(dated, claim.said_on, claim.cites, day)]


def _known(dated: Dated, stated: str | None, cites: Iterable[Citation], day: date) -> bool:
    seen = _day_of(dated, stated, [cite.source for cite in cites])
    return seen is None or seen <= day


def _fulfilling(dated: Dated, obligation: Obligation, day: date) -> Iterator[Fulfils]:
    for event in dated.record.events.values():
        if _certain(dated, event.id, day):
            yield from (met for met in event.fulfils if met.obligation == obligation.id)


def _disputed(dated: Dated, obligation: Obligation, day: date) -> bool:
    """Someone contradicts someone about whether it was met; a quarrel about anything else does not count."""
    claims = [c for c in known_claims(dated, obligation, day) if c.about == "compliance" and c.status == "accepted"]
    ids = {claim.id for claim in claims if claim.id}
    if any(other in ids for claim in claims for other in claim.contradicts):
        return True
    assessed = [seen for seen in obligation.assessments if _known(dated, seen.date, seen.cites, day)]
    if len({seen.status for seen in assessed}) > 1:
        return True
    unmet = any(seen.status in ("not_met", "inadequate") for seen in assessed)
    return any(met.disputed for met in _fulfilling(dated, obligation, day)) or bool(
        unmet and _met(dated, obligation, day)
    )


def _seen_unmet(dated: Dated, obligation: Obligation, due: date, day: date) -> bool:
    """Someone said at or after the due day, and by this day, that it was not done."""
    for assessment in obligation.assessments:
        if assessment.status in ("not_met", "inadequate"):
            seen = _day_of(dated, assessment.date, [cite.source for cite in assessment.cites])
            if seen and due <= seen <= day:
                return True
    for claim in obligation.claims:
        if claim.about == "compliance" and claim.value == "not_met" and claim.status == "accepted":
            seen = _day_of(dated, claim.said_on, [cite.source for cite in claim.cites])
            if seen and due <= seen <= day:
                return True
    return False


def _day_of(dated: Dated, stated: str | None, sources: list[str]) -> date | None:
    """The earliest day something was said: as stated, else when the source that reports it came out."""
    if stated is not None and stated[:1].isdigit():
        return parse_date(stated).earliest
    published = [dated.record.sources[id_].published_on for id_ in sources if id_ in dated.record.sources]
    days = [found.earliest for found in published if found and found.earliest]
    return min(days) if days else None


def _age(begun: tuple[date | None, date | None], day: date) -> Range:
    low, high = begun
    return (day - high).days if high else None, (day - low).days if low else None


def _overdue(due: Interval, begun: tuple[date | None, date | None], day: date) -> Range | None:
    """How long past its due day; never longer than it has been owed."""
    if due.latest is None and due.earliest is None:
        return None
    low = max(0, (day - due.latest).days) if due.latest else 0
    high = max(0, (day - due.earliest).days) if due.earliest else None
    longest = _age(begun, day)[1]
    if high is not None and longest is not None:
        high = min(high, longest)
    return (low, high) if high != 0 else None
