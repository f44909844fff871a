"""Does the record say how it ended: what came of an allegation, a request, an inquiry, and what a ruling decided?

Readers who meet a charge and not its dismissal have been misled, so an allegation without its latest disposition is
named, and so is a disposition that no link joins to what it disposes of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from timeline.checks.adverse import about, is_adverse, values
from timeline.dating import Dated
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.model.relations import Link
from timeline.problems import Problem, quoted

_BACK = (
    "rules_on",
    "alters",
    "concerns",
    "appeals",
    "implements",
    "responds_to",
    "results_from",
    "enforces",
    "part_of",
)
"""Relations that lead from a decision back to what it decides, directly or by way of what was asked."""
_DECIDES = ("rules_on", "alters", "concerns", "implements", "results_from")

_JUDGED = frozenset({"criminal_disposition", "court_ruling", "settlement"})
_FOUND = _JUDGED | {"investigation_finding", "discipline_imposed", "charging_decision", "oversight_ruling"}
_DISPOSITIONS = frozenset({"investigation_finding", "criminal_disposition", "oversight_ruling", "court_ruling"})
_NOT_YET = frozenset({"alleged", "disputed"})
_INCIDENTS = ("use_of_force", "in_custody_death", "misconduct_incident")
_PENDING: Mapping[str, tuple[str, frozenset[str]]] = {
    "oversight_ruling": ("outcome", frozenset({"unstated"})),
    "court_ruling": ("ruling", frozenset({"unstated"})),
    "charging_decision": ("decision", frozenset({"pending"})),
    "investigation_finding": ("findings", frozenset({"pending"})),
}
_REQUESTS = ("review_requested", "lawsuit_filed", "prosecution_referral")
_ANSWERS = frozenset({"records_action", "settlement", "decree_action"})
_ENDS: Mapping[str, tuple[str, frozenset[str]]] = {
    "systemic_investigation": ("step", frozenset({"findings_issued", "closed", "retracted"})),
    "government_letter": ("kind", frozenset({"findings", "closure"})),
}
"""What ends an inquiry that it concerns: a later step of the same investigation, or the letter that carries it."""


def allegations_have_ends(dated: Dated) -> Iterator[Problem]:
    """An allegation stands with what came of it, and an outcome is linked to what it decides."""
    record = dated.record
    closed = {"found": _reached(record, _finds), "judged": _reached(record, _judges)}
    loose = [event for event in record.events.values() if _is_loose(event)]
    against = _by_person(dated, (e for e in record.events.values() if e.happened and is_adverse(e)))
    last: dict[str, date] = {}
    for event in loose:
        day = dated.intervals[event.id].latest or date.max
        decided = [found for actor in about(record, event) if (found := _before(against.get(actor, ()), day))]
        for actor in about(record, event):
            last[actor] = max(day, last.get(actor, date.min))
        if decided:
            whom = _names(about(record, event))
            message = f"event {quoted(event.id)} ({event.type}) is about {whom}, as are earlier events"
            hint = f"if it decides {quoted(decided[0])}, say so: 'rules_on', 'alters' or 'concerns'"
            yield Problem(event.at, "unlinked-disposition", f"{message}, and no link joins them", hint, "warning")
    partly = _partly(record)
    for event in record.events.values():
        wanted = _open(event)
        if not event.happened or not wanted:
            continue
        people = about(record, event)
        if event.id in closed[wanted]:
            people = tuple(person for person in people if person not in partly[event.id]) if event.id in partly else ()
        day = dated.intervals[event.id].earliest or date.min
        if people and not any(day <= last.get(actor, date.min) for actor in people):
            message = (
                f"event {quoted(event.id)} ({event.type}) is about {_names(people)}, and nothing says what came of it"
            )
            hint = "add the outcome and link it with 'rules_on', 'alters' or 'concerns'; if none is known, accept this"
            yield Problem(event.at, "dangling-allegation", message, f"{hint} with what you looked at", "warning")


def _partly(record: Record) -> dict[str, set[str]]:
    """Events that rulings dispose of in parts only: whom those rulings are about."""
    found: dict[str, set[str]] = {}
    wholly: set[str] = set()
    for event in record.events.values():
        for name in ("rules_on", "alters", "concerns"):
            for link in getattr(event, name):
                if name == "rules_on" and link.disposes == "partly" and about(record, event):
                    found.setdefault(link.event, set()).update(about(record, event))
                elif _finds(event):
                    wholly.add(link.event)
    return {id_: people for id_, people in found.items() if id_ not in wholly}


def _open(event: Event) -> str:
    """Which kind of end an allegation waits for; empty if it is none."""
    if "charging_decision" in event.is_a():
        return "judged" if is_adverse(event) else ""
    if "complaint_received" in event.is_a():
        return "found"
    incident = any(type_ in event.is_a() for type_ in _INCIDENTS)
    return "found" if incident and values(event, "proof_status") & _NOT_YET else ""


def _is_loose(event: Event) -> bool:
    """An outcome that no link joins to anything it could decide."""
    linked = any(getattr(event, name) for name in _DECIDES)
    return event.happened and not linked and not _DISPOSITIONS.isdisjoint(event.is_a())


def _by_person(dated: Dated, events: Iterable[Event]) -> dict[str, list[tuple[date, str]]]:
    """The events about each person or group, by their earliest day."""
    found: dict[str, list[tuple[date, str]]] = {}
    for event in events:
        for actor in about(dated.record, event):
            found.setdefault(actor, []).append((dated.intervals[event.id].earliest or date.min, event.id))
    return {actor: sorted(rows) for actor, rows in found.items()}


def _before(rows: Iterable[tuple[date, str]], day: date) -> str:
    """The last of the events that can have come by a day."""
    listed = rows if isinstance(rows, list) else list(rows)
    index = bisect_right(listed, (day, "\uffff")) - 1
    return listed[index][1] if index >= 0 else ""


def _names(people: tuple[str, ...]) -> str:
    more = f" and {len(people) - 2} more" if len(people) > 2 else ""
    return ", ".join(map(quoted, people[:2])) + more


def _finds(event: Event) -> bool:
    return not _FOUND.isdisjoint(event.is_a())


def _judges(event: Event) -> bool:
    """What ends a charge: a judgment, or a prosecutor who drops it."""
    return not _JUDGED.isdisjoint(event.is_a()) or ("charging_decision" in event.is_a() and not is_adverse(event))


def _reached(record: Record, closes: Callable[[Event], bool]) -> set[str]:
    """Every event that such a decision leads back to; what is part of such an event is decided with it."""
    parts: dict[str, list[str]] = {}
    for event in record.events.values():
        for link in event.part_of:
            parts.setdefault(link.event, []).append(event.id)
    found: set[str] = set()
    waiting = [
        link.event
        for event in record.events.values()
        if closes(event) and event.modality not in ("conditional", "did_not_occur")
        for link in _back(event)
    ]
    while waiting:
        id_ = waiting.pop()
        if id_ not in found and id_ in record.events:
            found.add(id_)
            waiting += parts.get(id_, [])
            waiting += [link.event for link in _back(record.events[id_])]
    return found


def _back(event: Event) -> Iterator[Link]:
    for name in _BACK:
        yield from getattr(event, name)


def rulings_say_what(record: Record) -> Iterator[Problem]:
    """A decision says what it decided, in its field, in a claim about it, or in what it does to an earlier one."""
    for event in record.events.values():
        for type_ in event.is_a():
            field, empty = _PENDING.get(type_, ("", frozenset()))
            if not field or not event.happened or event.alters or not values(event, field) <= empty:
                continue
            if any(claim.about == field and claim.status == "accepted" for claim in event.claims):
                continue
            message = f"event {quoted(event.id)} ({event.type}) does not say what was decided"
            hint = (
                f"write {quoted(field)}, or a claim 'about: {field}'; if no source tells, accept this with the reason"
            )
            yield Problem(event.where(field), "no-outcome", message, hint, "warning")


def requests_are_answered(record: Record) -> Iterator[Problem]:
    """Whoever asks for a decision or opens an inquiry is owed an end, or an obligation that waits for one."""
    answered = _answered(record)
    waiting = {obligation.created_by for obligation in record.obligations.values()}
    decided = _decided_by(record)
    for event in record.events.values():
        if not event.happened or event.id in answered or event.id in waiting:
            continue
        if _requests(record, event):
            message = f"event {quoted(event.id)} ({event.type}) asks for something, and nothing says what became of it"
            hint = f"add the answer with 'rules_on: {event.id}', or an obligation; if none is known, accept this"
            yield Problem(event.at, "no-outcome", message, hint, "warning")
        elif _inquires(event) and not any((body, target) in decided for body, target in _inquiry(event)):
            message = f"event {quoted(event.id)} ({event.type}) opens an inquiry, and nothing says how it ended"
            link = "concerns" if "systemic_investigation" in event.is_a() else "rules_on"
            hint = f"add the finding with '{link}: {event.id}', or an obligation; if none is known, accept this"
            yield Problem(event.at, "no-outcome", message, hint, "warning")


def _requests(record: Record, event: Event) -> bool:
    """A complaint about nobody in particular is a request; one about somebody is an allegation."""
    if "complaint_received" in event.is_a():
        return not about(record, event)
    records = "records_action" in event.is_a() and values(event, "step") == {"requested"}
    return records or any(type_ in event.is_a() for type_ in _REQUESTS)


def _inquires(event: Event) -> bool:
    return "investigation_opened" in event.is_a() or (
        "systemic_investigation" in event.is_a() and values(event, "step") == {"opened"}
    )


def _answered(record: Record) -> set[str]:
    """Events that a ruling rules on, a decision alters, or an answer responds to."""
    found: set[str] = set()
    for event in record.events.values():
        if event.modality == "did_not_occur":
            continue
        found.update(link.event for name in ("rules_on", "alters") for link in getattr(event, name))
        ends = any(values(event, field) & words for type_, (field, words) in _ENDS.items() if type_ in event.is_a())
        if ends or not (_FOUND | _ANSWERS).isdisjoint(event.is_a()):
            found.update(link.event for name in ("concerns", "responds_to", "part_of") for link in getattr(event, name))
    return found


def _bodies(event: Event) -> list[str]:
    return [actor for role, actor in event.roles() if role in ("body", "court", "decider")]


def _decided_by(record: Record) -> set[tuple[str, str]]:
    """(body, event) wherever a body decided on an event."""
    return {
        (body, link.event)
        for event in record.events.values()
        if not _FOUND.isdisjoint(event.is_a()) and event.modality != "did_not_occur"
        for body in _bodies(event)
        for name in _DECIDES
        for link in getattr(event, name)
    }


def _inquiry(event: Event) -> Iterator[tuple[str, str]]:
    """Who inquires into what: a decision of the same body on the same thing ends the inquiry."""
    for body in _bodies(event):
        for link in (*event.responds_to, *event.concerns):
            yield body, link.event
