"""OVERSIGHT: administrative review of decisions, and the bodies that do it."""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorId, ActorIds, Line, Many, Words
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity


class ReviewRequested(Event):
    """A party asks a forum to review or investigate a decision.

    Covers civil-service appeals, grievances, arbitration demands and judicial appeals.
    """

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("requester",)
    type: Literal["review_requested"] = "review_requested"
    requester: ActorIds
    forum: ActorIds = ()
    forum_kind: Literal[
        "agency_internal", "civil_service", "arbitration", "police_board", "trial_court", "appellate_court",
        "supreme_court",
    ]  # fmt: skip
    relief_sought: Many[
        Literal[
            "rescind", "reinstate_employment", "return_to_duty", "back_pay", "reduce_penalty", "investigate",
            "release_records", "new_hearing", "other_stated", "unstated",
        ]
    ] = ("unstated",)  # fmt: skip
    filed_within: Line | None = None
    """The time allowed for filing, as the source gives it."""
    count: Quantity | None = None


class OversightRuling(Event):
    """An administrative forum decides.

    Standard terms: civil service commission ruling, arbitration award, police board decision. ``outcome`` is what
    became of the decision under review; ``relief_ordered`` is what the forum wants done.
    """

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["oversight_ruling"] = "oversight_ruling"
    body: ActorId
    outcome: Literal[
        "upheld", "modified", "overturned", "remanded", "dismissed", "withdrawn", "settled", "no_jurisdiction",
        "split", "unstated",
    ] = "unstated"  # fmt: skip
    relief_ordered: Many[
        Literal[
            "return_to_duty", "reinstate_employment", "back_pay", "reduce_penalty", "rescind", "new_hearing",
            "none", "unstated",
        ]
    ] = ("unstated",)  # fmt: skip
    subject: ActorIds = ()
    effective: ClaimText | None = None
    vote: Line | None = None
    binding: Literal["binding", "advisory", "unstated"] = "unstated"
    appeal_window: Line | None = None


class CommissionRuling(OversightRuling):
    """A commission or board rules, such as a civil service commission."""

    type: Literal["commission_ruling"] = "commission_ruling"  # type: ignore[assignment]


class BodyCreated(Event):
    """A commission, board, monitor's office or panel is created, or its creation is announced."""

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("creator", "body")
    type: Literal["body_created"] = "body_created"
    body: ActorId
    """The body that comes into being."""
    creator: ActorIds = ()
    instrument: Literal[
        "statement", "executive_order", "ordinance", "resolution", "statute", "charter", "court_order", "unstated"
    ] = "unstated"
    mandate: Words
    """What it is to do."""
    composition: ActorIds = ()
    """The classes or groups its members come from."""
    size: Quantity | None = None
    report_due: ClaimText | None = None
    decision_power: Literal["advisory", "binding", "investigative", "unstated"] = "unstated"


class TaskForce(BodyCreated):
    """A task force, panel or working group is created, or its creation is announced."""

    type: Literal["task_force"] = "task_force"  # type: ignore[assignment]


KINDS: tuple[type[Event], ...] = (ReviewRequested, OversightRuling, CommissionRuling, BodyCreated, TaskForce)
