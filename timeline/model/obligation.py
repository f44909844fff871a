"""What someone owes: created by an event, in force under conditions, due or not, and what was seen of it since."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from timeline.model.block import Accepts, ActorId, ActorIds, Block, EventId, Id, Line, Many, Prose, Words, shorthand
from timeline.model.event import Condition
from timeline.model.evidence import Cites, Claim, ClaimText, EdtfText
from timeline.when.amounts import Distance
from timeline.when.claims import parse_claim
from timeline.when.workdays import check_calendar

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
    ("due_passed_unknown", "past its due day, and it cannot be said whether it was done"),
)
"""Every status with its meaning, in the order they are tried."""


_EVERY = re.compile(r"(?:(\d{1,3}) )?(day|week|month|quarter|year)s?")
_STEP = {
    "day": Distance(0, 1),
    "week": Distance(0, 7),
    "month": Distance(1),
    "quarter": Distance(3),
    "year": Distance(12),
}


def interval(text: str) -> Distance:
    """What ``every:`` steps by: "year", "6 months"; ValueError for anything else.

    >>> interval("6 months")
    Distance(months=6, days=0, weekdays=0)
    """
    match = _EVERY.fullmatch(text)
    count = int(match[1] or 1) if match else 0
    if not match or not count:
        raise ValueError(f"{text!r} is not an interval; write 'year', 'quarter', '6 months' or '2 weeks'")
    step = _STEP[match[2]]
    return Distance(count * step.months, count * step.days)


def _is_interval(text: str) -> str:
    interval(text)
    return text


Calendar = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True), AfterValidator(check_calendar)]
"""A calendar of working days: ``weekdays``, ``us``, ``us-ms`` and their like."""
Every = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    Field(examples=["year", "quarter", "6 months", "2 weeks"]),
    AfterValidator(_is_interval),
]


def _is_one_day(claim: str) -> None:
    """ValueError for what says from when to when, or for how long: nothing is due so."""
    read = parse_claim(claim)
    if read.form == "lasted":
        raise ValueError(f"{claim!r} is a length of time; write the day it is due")
    if read.date and read.date.is_interval and read.date.earliest and read.date.latest:
        last = claim.rpartition("/")[2]
        raise ValueError(f"{claim!r} is a length of time; write its last day, {last!r}")


class Due(Block):
    """When it must be done: a claim about time, or ``unspecified`` with the source's own word for it.

    ``calendar`` names whose holidays are no working days; ``every`` makes it due again and again.
    """

    claim: ClaimText | None = None
    """A date such as 2019-07-21, or a place in time: within 30 days after EVENT, by 2019-07-21."""
    unspecified: Line | None = None
    """The source's word, such as "timely"; empty where it has none."""
    calendar: Calendar | None = None
    """The working days that are counted, or rolled to: ``weekdays``, ``us``, ``us-ms``."""
    rolls: Literal["forward"] | None = None
    """A last day that is no working day moves to the next one, as federal courts count."""
    every: Every | None = None
    """Due again after each ``year``, ``quarter``, ``6 months``, ``2 weeks``, counted from the first due day."""
    until: EdtfText | None = None
    """No due day lies after this."""
    times: Annotated[int, Field(ge=1, le=1000)] | None = None
    """How many due days there are."""
    cites: Cites = ()
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, str) and data.strip() == "unspecified":
            return {}
        if isinstance(data, dict) and data and not {"claim", "unspecified"} & set(data):
            raise ValueError("it does not say when; give 'claim', or 'unspecified' with the source's own word")
        return shorthand(data, "claim")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.claim is not None and self.unspecified is not None:
            raise ValueError("a due date is either a claim or unspecified; leave one of them out")
        if self.claim is not None:
            _is_one_day(self.claim)
        ruled = [name for name in ("calendar", "rolls", "every") if getattr(self, name) is not None]
        if self.claim is None and ruled:
            raise ValueError(f"'{ruled[0]}' goes with a 'claim'; give the (first) day it is due")
        counts = re.search(r"\b(week|working |business )days?\b", self.claim or "") is not None
        if self.calendar and not (counts or self.rolls):
            raise ValueError("'calendar' changes nothing here; count in 'working days', or write 'rolls: forward'")
        if self.rolls and not self.calendar:
            raise ValueError("'rolls' needs a 'calendar'; name whose holidays are no working days, such as 'us'")
        if self.every is None and (self.until or self.times):
            raise ValueError("'until' and 'times' go with 'every'; say how often it is due, or leave them out")
        return self


class Assessment(Block):
    """What someone with standing found about compliance, and when."""

    assessor: ActorId
    date: ClaimText | None = None
    period: Line | None = None
    """The reporting period or report it belongs to, such as "report 5"; by default its date."""
    level: Line | None = None
    """The assessor's own word for how far it has come, such as "secondary"."""
    status: Literal["met", "not_met", "partly_met", "inadequate", "unclear"]
    cites: Cites
    note: Prose | None = None


class Closing(Block):
    """An event that ends or suspends the obligation, and how; ``resumes`` ends the stay written before it."""

    event: EventId
    how: Literal["fulfils", "waives", "supersedes", "stays", "resumes", "expires", "refuses"]
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

    @model_validator(mode="after")
    def _closings_fit(self) -> Self:
        stayed = False
        for closing in self.closed_by:
            if closing.how == "resumes" and not stayed:
                raise ValueError("'resumes' ends a stay; write it after the 'stays' it ends")
            if closing.how == "stays" and stayed:
                raise ValueError("a second 'stays' needs a 'resumes' between; add it, or leave one of them out")
            if closing.how == "fulfils" and self.due.every:
                raise ValueError("it is due again and again; say on the event which day, 'fulfils: {obligation, due}'")
            stayed = closing.how == "stays" or (stayed and closing.how != "resumes")
        return self
