"""PERSONNEL: changes to an officer's job."""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorIds, Line
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity

DutyStatus = Literal[
    "full_duty", "modified_assignment", "administrative_duty", "administrative_leave", "suspended", "unknown"
]
OtherDuty = Literal["modified_assignment", "administrative_duty", "administrative_leave", "suspended", "unknown"]


class DutyStatusChange(Event):
    """A change in what work or powers an officer has, without ending employment.

    Standard terms: modified assignment, administrative duty, desk duty, administrative leave, relief from duty,
    return to full duty. They differ by agency, so the source's own term is kept in ``term_used``.
    """

    family: ClassVar[str] = "personnel"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["duty_status_change"] = "duty_status_change"
    subject: ActorIds
    """Whose status changes."""
    agent: ActorIds = ()
    """Who changes it; leave out and set ``agent_unstated`` where the source does not say."""
    to_status: DutyStatus = "unknown"
    from_status: DutyStatus | None = None
    term_used: Line | None = None
    """The source's own word for the status."""
    pay: Literal["paid", "unpaid", "unknown"] = "unknown"
    police_powers: Literal["retained", "removed", "unknown"] = "unknown"
    characterised_as: Literal["disciplinary", "non_disciplinary", "disputed", "unstated"] = "unstated"
    until: ClaimText | None = None
    """When it is to end, as a claim about time."""
    count: Quantity | None = None
    """How many officers, as this source counts them."""


class Reassignment(DutyStatusChange):
    """An officer is moved to other work, usually a modified assignment; never a return to full duty."""

    type: Literal["reassignment"] = "reassignment"  # type: ignore[assignment]
    to_status: OtherDuty = "modified_assignment"
    """The new status; a return to full duty is a duty_status_change."""


class Separation(Event):
    """Employment ends: termination, resignation, retirement, layoff or death."""

    family: ClassVar[str] = "personnel"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["separation"] = "separation"
    subject: ActorIds
    agent: ActorIds = ()
    reason: Literal[
        "terminated", "resigned", "retired", "resigned_under_investigation", "retired_under_investigation",
        "deceased", "laid_off", "unknown",
    ] = "unknown"  # fmt: skip
    cause_stated: bool | None = None
    """True if a cause was said to exist, even if it was not named."""
    count: Quantity | None = None


KINDS: tuple[type[Event], ...] = (DutyStatusChange, Reassignment, Separation)
