"""How events lead to one another: the typed relations, what each may join, and what each says about time.

Relations are keys on the dependent event, normally the later one; ``announces`` is the exception. One registry,
RELATIONS, feeds the graph, the checks, the docs and the words on the page. Knows nothing of the event types but
their names.
"""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import NonNegativeInt, model_validator

from timeline.model.block import Block, ClaimId, EventId, Many, ObligationId, Prose, Words, shorthand
from timeline.model.evidence import Cites, Claim, EdtfText


class Link(Block):
    """A relation to another event: its id alone, or with attributes and the citation of the link itself."""

    event: EventId
    cites: Cites = ()
    basis: Literal["stated", "editorial"] = "stated"
    """``editorial``: no source states the link; ``reason`` says why it is drawn."""
    reason: Words | None = None
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "event")

    def attributes(self) -> dict[str, str]:
        """The relation's own attributes as written or by default, without evidence and notes."""
        own = set(type(self).model_fields) - set(Link.model_fields) - {"obligation"}
        return {name: str(value) for name in sorted(own) if (value := getattr(self, name)) is not None}


class RulesOn(Link):
    """A ruling on a request."""

    disposes: Literal["fully", "partly"] = "fully"
    """Whether the ruling ends the whole request; the rest may be ruled on by another."""


class Appeals(Link):
    """A request to review a decision."""

    window_days: NonNegativeInt | None = None
    """The days allowed for it, counted from the decision."""


class Alters(Link):
    """A decision about an earlier one."""

    effect: Literal["upholds", "modifies", "overturns", "vacates", "stays", "remands"]
    """What it does to the earlier one."""


class Enforces(Link):
    """An attempt to have a decision or demand obeyed."""

    mode: Literal["sought", "granted", "denied", "threatened"]
    """How far it has come."""


class Implements(Link):
    """The carrying out of an earlier decision."""

    extent: Literal["full", "partial", "disputed"] = "full"
    """How far it is carried out."""


class ResultsFrom(Link):
    """A cause, which is never editorial."""

    cause_claim: ClaimId | None = None
    """The cited claim that states the cause, by its id; needed."""


class Fulfils(Block):
    """An obligation this event meets, wholly or in part."""

    obligation: ObligationId
    due: EdtfText | None = None
    """Which of its due days, where it is due again and again: ``2019``, ``2019-04``."""
    extent: Literal["full", "partial"] = "full"
    """Whether it meets all of it."""
    disputed: bool = False
    """True if someone says that it does not."""
    cites: Cites = ()
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "obligation")


Rule = Literal["start_after_start", "start_after_end", "within", "start_before_start", "coincide", "none"]
RULES: tuple[tuple[Rule, str], ...] = (
    ("start_after_start", "It does not start before the other one starts."),
    ("start_after_end", "It does not start before the other one has ended."),
    ("within", "It lies within the other one, from the first day to the last."),
    ("start_before_start", "It does not start after the other one starts."),
    ("coincide", "Both can be on the same days."),
    ("none", "It says nothing about time."),
)
"""What a relation says about time, in words; seen from the event it stands on."""
_DECISIONS = (
    "duty_status_change discipline_imposed separation oversight_ruling court_ruling policy_action "
    "criminal_disposition charging_decision investigation_finding"
).split()


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of the vocabulary. Empty ``sources`` or ``targets`` mean any event type."""

    name: str
    definition: str
    words: str
    """Read on the dependent event: "rules on"."""
    inverse: str
    """Read on the other event: "ruled on by"."""
    rule: Rule
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    severity: Literal["error", "warning", "none"] = "error"
    """How bad it is if dates certainly break the rule."""
    link: type[Block] = Link
    attributes: tuple[str, ...] = ()
    """The fields of ``link`` that are the relation's own."""
    same_family: bool = False
    only: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """(type, field, words): a target of that type must have one of the words in that field."""
    joins: str = "two events"


def _types(text: str) -> frozenset[str]:
    return frozenset(text.split())


RELATIONS: tuple[Relation, ...] = (
    Relation(
        "responds_to", "The event is an answer to the other one, and someone says so.", "responds to", "answered by",
        "start_after_start",
        _types("public_statement policy_action body_created investigation_opened government_letter lawsuit_filed "
               "records_action recommendation_issued duty_status_change public_meeting"),
    ),
    Relation(
        "concerns", "The event is about the other one, which may still be only announced, expected or conditional.",
        "concerns", "subject of", "start_after_start",
        _types("complaint_received investigation_opened investigation_finding hearing_held review_requested "
               "oversight_ruling charging_decision lawsuit_filed media_report public_statement public_meeting "
               "government_letter medical_finding compliance_report prosecution_referral settlement "
               "systemic_investigation"),
    ),
    Relation(
        "rules_on", "A forum decides the request, suit or referral; a ruling cannot precede what it rules on.",
        "rules on", "ruled on by", "start_after_end",
        _types("oversight_ruling court_ruling charging_decision criminal_disposition investigation_finding "
               "settlement decree_action"),
        _types("review_requested lawsuit_filed complaint_received investigation_opened prosecution_referral "
               "charging_decision compulsory_process decree_action"),
        link=RulesOn, attributes=("disposes",), only=(("decree_action", "step", ("proposed",)),),
    ),
    Relation(
        "appeals", "A party asks a forum to review the decision.", "asks for review of", "review asked for by",
        "start_after_start", _types("review_requested"),
        _types("oversight_ruling court_ruling discipline_imposed separation duty_status_change "
               "criminal_disposition policy_action"),
        link=Appeals, attributes=("window_days",),
    ),
    Relation(
        "alters", "A decision upholds, changes or ends an earlier one.", "alters", "altered by", "start_after_start",
        _types("oversight_ruling court_ruling criminal_disposition charging_decision"), frozenset(_DECISIONS),
        link=Alters, attributes=("effect",),
    ),
    Relation(
        "enforces", "An attempt to make an earlier decision or demand be obeyed.", "seeks to enforce",
        "enforcement sought by", "start_after_start",
        _types("lawsuit_filed court_ruling compulsory_process funding_action government_letter"),
        _types("oversight_ruling court_ruling decree_action government_letter policy_action"),
        link=Enforces, attributes=("mode",),
    ),
    Relation(
        "implements", "The event carries out an earlier decision.", "carries out", "carried out by",
        "start_after_start",
        _types("duty_status_change separation discipline_imposed policy_action body_created records_action "
               "appointment recommendation_issued"),
        _types("oversight_ruling court_ruling decree_action recommendation_issued policy_action body_created"),
        link=Implements, attributes=("extent",),
    ),
    Relation(
        "results_from", "The event was caused by the other one, as a cited claim states.", "results from", "led to",
        "start_after_start", link=ResultsFrom, attributes=("cause_claim",),
    ),
    Relation("part_of", "The event is a part of the other one and lies within it.", "part of", "includes", "within"),
    Relation(
        "supersedes", "The event replaces an earlier one of its kind: a rule a rule, a body a body, a decree a decree.",
        "replaces", "replaced by", "start_after_start", _types("policy_action body_created decree_action"),
        _types("policy_action body_created decree_action"), same_family=True,
    ),
    Relation(
        "announces", "The event says that the other one will happen.", "announces", "announced by",
        "start_before_start", _types("public_statement media_report policy_action"), severity="warning",
    ),
    Relation("same_as", "Two records of one event.", "is the same as", "is the same as", "coincide"),
)  # fmt: skip
"""The relations between events, in the order of the docs and the page."""

BY_NAME: dict[str, Relation] = {relation.name: relation for relation in RELATIONS}

Links = Many[Link]
FULFILS = Relation(
    "fulfils", "The event meets an obligation, wholly or in part.", "meets", "met by", "none", severity="none",
    link=Fulfils, attributes=("extent", "disputed"), joins="an event and an obligation",
)  # fmt: skip
EXTRA_RELATIONS: tuple[Relation, ...] = (
    FULFILS,
    Relation(
        "contradicts", "Two claims about the same thing cannot both be right; both are shown.", "contradicts",
        "contradicted by", "none", severity="none", link=Claim, attributes=("resolution",), joins="two claims",
    ),
)  # fmt: skip
"""Relations that do not join two events."""
