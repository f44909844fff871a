"""Which events count against somebody, and against whom: what several checks need to know of the event types.

Types are known by their names, narrower ones by what they are a form of, and fields by theirs, so that a newsroom's own
types take part. Knows nothing of how such an event should end.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.model.block import Block
from timeline.model.event import Event
from timeline.model.record import Record

_ABOUT = ("subject", "respondent", "alleged_actor", "defendant")
"""The roles of whoever an event is about."""
_PEOPLE = ("person", "group")

_ADVERSE: Mapping[str, tuple[str, frozenset[str]] | None] = {
    "use_of_force": None,
    "in_custody_death": None,
    "misconduct_incident": None,
    "complaint_received": None,
    "investigation_finding": ("findings", frozenset({"sustained", "partly_sustained"})),
    "duty_status_change": (
        "to_status",
        frozenset({"modified_assignment", "administrative_duty", "administrative_leave", "suspended"}),
    ),
    "discipline_imposed": None,
    "separation": (
        "reason",
        frozenset({"terminated", "resigned_under_investigation", "retired_under_investigation"}),
    ),
    "certification_action": ("action", frozenset({"suspended", "revoked", "brady_listed"})),
    "charging_decision": ("decision", frozenset({"charged", "indicted"})),
    "criminal_disposition": (
        "outcome",
        frozenset({"plea_guilty", "plea_no_contest", "convicted", "sentenced", "conviction_affirmed"}),
    ),
    "lawsuit_filed": None,
}
"""Types that count against whom they are about, and the values of a field that make them so where not all do."""


def about(record: Record, event: Event) -> tuple[str, ...]:
    """The persons and groups an event is about, each once; institutions, offices and classes are none."""
    found = (actor for role, actor in event.roles() if role in _ABOUT)
    return tuple(dict.fromkeys(a for a in found if a in record.actors and record.actors[a].kind in _PEOPLE))


def is_adverse(event: Event) -> bool:
    """True if what the event says counts against whom it is about."""
    for type_ in event.is_a():
        if type_ in _ADVERSE:
            row = _ADVERSE[type_]
            return row is None or not row[1].isdisjoint(values(event, row[0]))
    return False


def values(event: Event, field: str) -> set[str]:
    """The controlled words of a field, those of its inner blocks (a finding's ``finding``) too; empty if there is none.

    >>> from timeline.kinds.prosecution import ChargingDecision
    >>> values(ChargingDecision.model_construct(decision="indicted"), "decision")
    {'indicted'}
    """
    found: set[str] = set()
    value = getattr(event, field, None)
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, str):
            found.add(item)
        elif isinstance(item, Block):
            found |= {inner for name in type(item).model_fields if isinstance(inner := getattr(item, name), str)}
    return found
