"""POLICY AND PUBLIC: rules, statements, meetings, reports that had consequences, records."""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorIds, ClaimIds, Line, Many, Words
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity


class PolicyAction(Event):
    """A rule or practice is proposed, adopted, amended, rescinded, or recorded as already in force.

    Ordinances, orders, statutes and unwritten practices are one type with an ``instrument``.
    """

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["policy_action"] = "policy_action"
    body: ActorIds
    """Whose rule it is."""
    instrument: Literal[
        "practice_unwritten", "written_policy", "general_order", "executive_order", "ordinance", "resolution",
        "statute", "charter", "collective_agreement", "unstated",
    ] = "unstated"  # fmt: skip
    step: Literal[
        "proposed", "adopted", "signed", "amended", "suspended", "rescinded", "took_effect", "in_force_observed"
    ]
    topic: Words
    """What the rule is about."""
    subject: ActorIds = ()
    """Whom it governs."""
    effective: ClaimText | None = None
    retroactive_to: ClaimText | None = None
    legal_force: Literal["in_force", "not_in_force", "partially_in_force"] | None = None


class PublicStatement(Event):
    """Someone makes a statement in public: an interview, a release, a refusal to comment."""

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("speaker",)
    type: Literal["public_statement"] = "public_statement"
    speaker: ActorIds
    channel: Literal[
        "interview", "written_statement", "press_release", "press_conference", "court_filing", "testimony",
        "social", "no_comment", "unstated",
    ]  # fmt: skip
    statements: ClaimIds = ()
    """The claims made in it, by id."""
    prompted_by: Words | None = None


class PublicMeeting(Event):
    """A meeting, hearing, listening session or vote that is not adjudication."""

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("convener",)
    type: Literal["public_meeting"] = "public_meeting"
    convener: ActorIds
    attendee: ActorIds = ()
    attendance: Quantity | None = None
    vote: Line | None = None


class MediaReport(Event):
    """Publication of a report that itself has consequences in the story; ordinary coverage is a source."""

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("outlet",)
    type: Literal["media_report"] = "media_report"
    outlet: ActorIds
    report_kind: Literal["investigation", "news", "editorial", "data_release"]


class RecordsAction(Event):
    """Records, names or video are requested, released, withheld or ordered released."""

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("holder",)
    type: Literal["records_action"] = "records_action"
    holder: ActorIds
    requester: ActorIds = ()
    step: Literal["requested", "partially_released", "released", "denied", "ordered_released", "overdue"]
    what: Many[Literal["documents", "names", "video", "data"]]
    statutory_due: ClaimText | None = None


KINDS: tuple[type[Event], ...] = (PolicyAction, PublicStatement, PublicMeeting, MediaReport, RecordsAction)
