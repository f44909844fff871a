"""COMPLAINT AND INVESTIGATION: fact-finding about specific conduct."""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorIds
from timeline.model.event import Event
from timeline.model.evidence import ClaimText


class InvestigationOpened(Event):
    """A body with authority starts an inquiry into specified conduct."""

    family: ClassVar[str] = "complaint"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["investigation_opened"] = "investigation_opened"
    body: ActorIds
    """Who investigates."""
    inquiry: Literal[
        "internal_affairs", "criminal", "oversight", "civil_service", "inspector_general", "coroner",
        "legislative", "federal_civil_rights",
    ]  # fmt: skip
    """What kind of inquiry it is."""
    subject: ActorIds = ()
    deadline: ClaimText | None = None


KINDS: tuple[type[Event], ...] = (InvestigationOpened,)
