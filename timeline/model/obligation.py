"""What someone owes: created by an event, in force under conditions, due or not, and what was seen of it since."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from timeline.model.block import Accepts, ActorId, ActorIds, Block, EventId, Id, Line, Many, Prose, Words, shorthand
from timeline.model.event import Condition
from timeline.model.evidence import Cites, Claim, ClaimText, EdtfText

Force = Literal[
    "invited", "requested", "recommended", "agreed", "self_imposed", "demanded", "ordered", "statutory"
]  # fmt: skip


STATUSES: tuple[tuple[str, str], ...] = (
    ("superseded", "a later cited event replaces it"),
    ("waived", "a cited event gives it up"),
    ("expired", "a cited event says that it ran out"),
    ("stayed", "a cited event suspends it"),
    ("refused", "a cited event refuses it"),
    ("condition_failed", "what had to happen first cannot happen any more"),
    ("not_triggered", "what it depends on has not certainly happened by the day"),
    ("partly_fulfilled", "a part of it was certainly done by the day"),
    ("fulfilled_on_time", "certainly done by the day, and certainly in time"),
    ("fulfilled_late", "certainly done by the day, and certainly late"),
    ("fulfilled_timing_unknown", "certainly done by the day; whether in time cannot be said"),
    ("open", "in force, no due date given"),
    ("pending", "in force, and not yet due"),
    ("maybe_overdue", "the due day may or may not have passed"),
    ("overdue", "past its due day, and a source says that it was not done"),
    ("due_passed_unknown", "past its due day, and nothing is known of whether it was done"),
)
"""Every status with its meaning, in the order they are tried."""


class Due(Block):
    """When it must be done: a claim about time, or ``unspecified`` with the source's own word for it."""

    claim: ClaimText | None = None
    unspecified: Line | None = None
    """The source's word, such as "timely"; empty where it has none."""
    cites: Cites = ()
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, str) and data.strip() == "unspecified":
            return {}
        return shorthand(data, "claim")

    @model_validator(mode="after")
    def _one(self) -> Due:
        if self.claim is not None and self.unspecified is not None:
            raise ValueError("a due date is either a claim or unspecified")
        return self


class Assessment(Block):
    """What someone with standing found about compliance, and when."""

    assessor: ActorId
    date: ClaimText | None = None
    level: Line | None = None
    status: Literal["met", "not_met", "partly_met", "inadequate", "unclear"]
    cites: Cites
    note: Prose | None = None


class Closing(Block):
    """An event that ends the obligation, and how."""

    event: EventId
    how: Literal["fulfils", "waives", "supersedes", "stays", "expires", "refuses"]
    cites: Cites = ()
    note: Prose | None = None


class Obligation(Block):
    """Something ordered, demanded, promised or required by law. Its status is computed for a day, never written."""

    id: Id
    label: Words
    created_by: EventId
    provision: Line | None = None
    obligor: ActorIds
    """Who owes it."""
    beneficiary: ActorIds = ()
    issuer: ActorIds = ()
    act: Words | None = None
    """A verb phrase: "return the eleven officers to duty"."""
    scope: Words | None = None
    force: Force
    conditions: Many[Condition] = ()
    logic: Literal["all", "any"] = "all"
    due: Due
    consequence: EventId | None = None
    assessments: Many[Assessment] = ()
    last_checked: EdtfText | None = None
    """The last day someone looked for evidence of compliance."""
    closed_by: Many[Closing] = ()
    closes_when: Words | None = None
    """What would close it."""
    claims: Many[Claim] = ()
    """Claims ``about: compliance`` are evidence of whether it was met."""
    cites: Cites
    accept: Accepts = {}
    """Problems that were looked at here and accepted: ``{code: reason}``. Errors cannot be."""
    refs: dict[str, Line] = {}
    note: Prose | None = None
