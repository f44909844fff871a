"""PROSECUTION: criminal process against an officer."""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorIds, Line, Many
from timeline.model.event import Event
from timeline.model.quantity import Quantity


class ChargingDecision(Event):
    """A prosecutor or grand jury charges, or declines to.

    Standard terms: indictment, information, complaint; no bill, declination. A no bill is not an acquittal.
    """

    family: ClassVar[str] = "prosecution"
    lane_roles: ClassVar[tuple[str, ...]] = ("decider",)
    type: Literal["charging_decision"] = "charging_decision"
    decider: ActorIds
    subject: ActorIds = ()
    decision: Literal["charged", "indicted", "no_bill", "declined", "referred_elsewhere", "pending"]
    decider_kind: Literal["prosecutor", "grand_jury", "judge", "attorney_general", "us_attorney"]
    charges: Many[Line] = ()
    count: Quantity | None = None


KINDS: tuple[type[Event], ...] = (ChargingDecision,)
