"""INCIDENT: what happened on the street."""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorIds, Many, Words
from timeline.model.event import Event
from timeline.model.quantity import Quantity


class UseOfForce(Event):
    """Police used, or are alleged to have used, physical force: once, or in a stated number of cases.

    Standard term: use-of-force incident.
    """

    family: ClassVar[str] = "incident"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["use_of_force"] = "use_of_force"
    proof_status: Literal["reported", "alleged", "disputed", "admitted", "found", "adjudicated", "vacated"]
    """How far it is established; ``reported`` is a source's own neutral word."""
    aggregate: bool = False
    """Several occurrences told as one; the date is then that of the whole run."""
    count: Quantity | None = None
    """How many occurrences, where it is an aggregate."""
    subject: ActorIds = ()
    """The officers involved."""
    affected: ActorIds = ()
    force_types: Many[
        Literal[
            "firearm", "taser", "baton", "hands", "takedown", "restraint", "chokehold", "vehicle", "canine",
            "chemical", "other_stated",
        ]
    ] = ()  # fmt: skip
    injury: Literal["none", "injured", "fatal", "some_fatal", "unknown"] = "unknown"
    subject_condition_source: Words | None = None


class OfficerInvolvedShooting(UseOfForce):
    """An officer discharges a firearm at or in the direction of a person.

    Standard term: officer-involved shooting (OIS).
    """

    type: Literal["officer_involved_shooting"] = "officer_involved_shooting"  # type: ignore[assignment]
    fatal: Literal["yes", "no", "some", "unknown"] = "unknown"
    shots: Quantity | None = None
    names_released: Literal["yes", "no", "partial", "unknown"] = "unknown"


KINDS: tuple[type[Event], ...] = (UseOfForce, OfficerInvolvedShooting)
