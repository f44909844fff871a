"""GOVERNMENT AND FEDERAL ACTION: letters, demands and money between governments."""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorId, ActorIds, EventIds, Line, Words
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity


class GovernmentLetter(Event):
    """Formal correspondence from or to a government body: inquiry, demand, findings letter, reply.

    Sources may disagree on how strong a letter is: ``force`` is then carried by claims about it.
    """

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("sender",)
    type: Literal["government_letter"] = "government_letter"
    sender: ActorIds
    recipient: ActorIds
    letter_kind: Literal[
        "inquiry", "notice_of_concern", "document_demand", "compliance_request", "findings", "warning", "reply",
        "closure",
    ]  # fmt: skip
    force: Literal["invites", "requests", "demands", "orders", "unstated"] = "unstated"
    authority_cited: Words | None = None
    recipient_count: Quantity | None = None
    addressee_office: ActorId | None = None
    addressee_name: ActorId | None = None
    response_due: ClaimText | None = None
    consequence: EventIds = ()
    """What is said to follow if it is not answered."""
    receipt: Literal["confirmed", "disputed", "unknown"] = "unknown"


class DojLetter(GovernmentLetter):
    """A letter sent by, or within, the Department of Justice."""

    type: Literal["doj_letter"] = "doj_letter"  # type: ignore[assignment]


class CompulsoryProcess(Event):
    """A subpoena, civil investigative demand or warrant for records is issued, challenged or complied with."""

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("issuer",)
    type: Literal["compulsory_process"] = "compulsory_process"
    issuer: ActorIds
    recipient: ActorIds = ()
    instrument: Literal["subpoena", "civil_investigative_demand", "warrant"]
    step: Literal["issued", "served", "challenged", "quashed", "enforced", "complied"]


class FundingAction(Event):
    """A grant is awarded, conditioned, withheld, clawed back or restored."""

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("agency",)
    type: Literal["funding_action"] = "funding_action"
    agency: ActorIds
    recipient: ActorIds = ()
    action: Literal["awarded", "conditioned", "withheld", "suspended", "clawback_sought", "repaid", "restored"]
    program: Words | None = None
    amount: Line | None = None
    fiscal_year: Line | None = None


KINDS: tuple[type[Event], ...] = (GovernmentLetter, DojLetter, CompulsoryProcess, FundingAction)
