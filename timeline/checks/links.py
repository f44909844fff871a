"""Is an event linked to what it comes from, and does a link say the same as the event's own fields?

Types are known by their names, narrower ones by what they are a form of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.checks.adverse import values
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.problems import Problem, quoted

_COMES_FROM: Mapping[str, tuple[str, ...]] = {
    "complaint_received": ("concerns",),
    "investigation_opened": ("concerns", "responds_to"),
    "investigation_finding": ("rules_on", "concerns"),
    "medical_finding": ("concerns",),
    "review_requested": ("appeals", "concerns"),
    "hearing_held": ("concerns",),
    "oversight_ruling": ("rules_on", "alters", "concerns"),
    "prosecution_referral": ("concerns",),
    "charging_decision": ("rules_on", "concerns", "alters"),
    "criminal_disposition": ("rules_on", "alters"),
    "lawsuit_filed": ("concerns", "enforces", "responds_to"),
    "court_ruling": ("rules_on", "alters", "enforces"),
    "settlement": ("rules_on", "concerns"),
    "compliance_report": ("concerns",),
}
"""Types that are about something that was before them, and the relations that say what."""
_IF: Mapping[str, tuple[str, frozenset[str], tuple[str, ...]]] = {
    "government_letter": ("kind", frozenset({"reply"}), ("responds_to",)),
    "records_action": (
        "step",
        frozenset({"released", "partially_released", "denied"}),
        ("responds_to", "implements"),
    ),
    "systemic_investigation": (
        "step",
        frozenset({"expanded", "findings_issued", "closed", "retracted"}),
        ("concerns",),
    ),
    "funding_action": ("action", frozenset({"withheld", "clawback_sought", "repaid"}), ("enforces", "results_from")),
}
"""The same, for types where a word of a field decides it."""
_ANYWAY = ("part_of", "same_as", "results_from")
"""Relations that tell where any event belongs."""
_EFFECTS: Mapping[str, tuple[str, Mapping[str, frozenset[str]]]] = {
    "oversight_ruling": (
        "outcome",
        {
            "upheld": frozenset({"upholds"}),
            "modified": frozenset({"modifies"}),
            "overturned": frozenset({"overturns", "vacates"}),
            "remanded": frozenset({"remands", "vacates"}),
        },
    ),
    "court_ruling": (
        "ruling",
        {
            "affirmed": frozenset({"upholds"}),
            "reversed": frozenset({"overturns", "vacates"}),
            "vacated": frozenset({"vacates", "overturns"}),
            "remanded": frozenset({"remands", "vacates"}),
            "stayed": frozenset({"stays"}),
        },
    ),
    "criminal_disposition": (
        "outcome",
        {
            "conviction_affirmed": frozenset({"upholds"}),
            "conviction_reversed": frozenset({"overturns", "vacates"}),
            "reversed_and_rendered": frozenset({"overturns", "vacates"}),
        },
    ),
}
"""What a decision is called, and what it then does to the one before it."""


def events_are_linked(record: Record) -> Iterator[Problem]:
    """A finding is about something, a reply answers something: readers follow the link, and so do the checks."""
    told = {link.event for event in record.events.values() for link in event.announces}
    for event in record.events.values():
        wanted = _wanted(event)
        if wanted and event.id not in told and not any(getattr(event, name) for name in (*wanted, *_ANYWAY)):
            message = f"event {quoted(event.id)} ({event.type}) is not linked to what it comes from"
            hint = f"say it with {' or '.join(map(quoted, wanted))}; if it is no event of this case, accept this"
            yield Problem(event.at, "no-link", message, hint, "info")


def _wanted(event: Event) -> tuple[str, ...]:
    for type_ in event.is_a():
        if type_ in _COMES_FROM:
            return _COMES_FROM[type_]
        if type_ in _IF:
            field, words, relations = _IF[type_]
            return relations if values(event, field) & words else ()
    return ()


def effects_fit_the_outcome(record: Record) -> Iterator[Problem]:
    """A ruling that is called overturned overturns something; where it alters several, one of them will do."""
    for event in record.events.values():
        for type_ in event.is_a():
            field, effects = _EFFECTS.get(type_, ("", {}))
            said = values(event, field) if field else set()
            fitting = frozenset[str]().union(*(effects.get(word, frozenset()) for word in said))
            done = {link.effect for link in event.alters}
            if fitting and done and fitting.isdisjoint(done):
                named = " and ".join(map(quoted, sorted(said)))
                message = (
                    f"event {quoted(event.id)}: {quoted(field)} is {named}, and what it does to the earlier decision "
                    f"is {quoted(event.alters[0].effect)}"
                )
                hint = "correct one of them; a decision that does several things is 'split'"
                yield Problem(event.alters[0].where("effect"), "effect-differs", message, hint, "warning")
