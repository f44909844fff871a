"""The envelope every event shares: what, when, who says so, and what it leads from.

Each event type is a class in ``kinds`` that adds its own fields. Knows nothing of any one type.
"""

import typing
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import ConfigDict, StringConstraints, model_validator

from timeline.model.block import (
    Accepts,
    ActorId,
    ActorIds,
    Asked,
    Block,
    EventId,
    EventIds,
    Id,
    Line,
    Many,
    ObligationId,
    Prose,
    Refers,
    ThreadId,
    Words,
    _inside,
)
from timeline.model.evidence import Cites, Claim, When
from timeline.model.images import Image
from timeline.model.relations import (
    RELATIONS,
    Alters,
    Appeals,
    Enforces,
    Fulfils,
    Implements,
    Link,
    Links,
    ResultsFrom,
    RulesOn,
)

Modality = Literal["occurred", "announced", "expected", "conditional", "inferred", "did_not_occur"]
HAPPENED: tuple[str, ...] = ("occurred", "inferred")
"""The modalities that count as having happened; nothing else ever does."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Role = Literal[
    "agent", "subject", "requester", "respondent", "decider", "recipient", "speaker", "quoted", "represented",
    "representative", "appointee", "member", "affected", "alleged_victim", "alleged_actor", "witness", "organiser",
    "attendee", "monitor", "publisher",
]  # fmt: skip


class Condition(Block):
    """Something that must, or must not, happen first: an event, an obligation, or words where there is neither."""

    event: EventId | None = None
    obligation: ObligationId | None = None
    polarity: Literal["must_occur", "must_not_occur"] = "must_occur"
    by: ActorId | None = None
    """Who sets the condition."""
    says: Words | None = None
    cites: Cites = ()
    note: Prose | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not (self.event or self.obligation or self.says):
            raise ValueError("a condition of nothing; give 'event' or 'obligation', or in words what it is: 'says'")
        if self.event and self.obligation:
            raise ValueError("a condition is one thing; make two conditions of its 'event' and its 'obligation'")
        return self


class Event(Block):
    """What every event has, whatever its type."""

    model_config = ConfigDict(defer_build=True)  # a case uses a few of the types; the others are never built

    family: ClassVar[str] = "public"
    """The family of types it belongs to; gives colour and legend."""
    lane_roles: ClassVar[tuple[str, ...]] = ()
    """The type's own actor fields, the one whose band of the chart it stands in first."""
    heading: ClassVar[str] = ""
    """What readers call the type, where its name with blanks for underscores will not do."""

    id: Id
    type: str
    title: Title | dict[str, Title]
    """Neutral, in our own words."""
    label: Annotated[str, StringConstraints(max_length=60)] | dict[str, str] | None = None
    """A shorter title for the chart."""
    summary: Words | None = None
    """In our own words, what a reader should know first."""
    when: When
    """One claim about time, or a list that all hold."""
    modality: Modality = "occurred"
    """Whether it happened, and if not, how it stands."""
    inference_note: Words | None = None
    """Why an inferred event must have happened though nobody states it."""
    time: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    """A local time of day, shown and sorted by; it never moves the day."""
    after_same_day: EventIds = ()
    """Events of the same day that came before this one."""
    thread: ThreadId | None = None
    """The story line it belongs to, one of the case's ``threads``."""
    actors: dict[Role, ActorIds] = {}
    """Who else plays a part, by role."""
    agent_unstated: bool = False
    """The source does not say who did it."""
    jurisdiction: Line | None = None
    """Whose law applies; the case's ``place`` where nothing is written."""
    conditions: Many[Condition] = ()
    """What must, or must not, happen first."""
    cites: Cites
    """Where it is known from: ``SOURCE``, ``SOURCE L2``, or a list."""
    claims: Many[Claim] = ()
    """Who says what about it, each with its citation."""
    responds_to: Links = ()
    concerns: Links = ()
    rules_on: Many[RulesOn] = ()
    appeals: Many[Appeals] = ()
    alters: Many[Alters] = ()
    enforces: Many[Enforces] = ()
    implements: Many[Implements] = ()
    results_from: Many[ResultsFrom] = ()
    part_of: Links = ()
    supersedes: Links = ()
    announces: Links = ()
    same_as: Links = ()
    fulfils: Many[Fulfils] = ()
    images: Many[Image] = ()
    """Photographs, scans and stills it is shown with, each with words for it and a credit."""
    accept: Accepts = {}
    """Problems that were looked at here and accepted: ``{code: reason}``. Errors cannot be."""
    refs: dict[str, Line] = {}
    """References by scheme: a docket, a tracking number, a paragraph."""
    note: Prose | None = None
    """The curator's own; never published."""

    @model_validator(mode="after")
    def _modality_is_explained(self) -> Self:
        if not self.when:
            raise ValueError("'when' is empty; write 'unknown' if nothing is said")
        if self.modality == "inferred" and self.inference_note is None:
            raise ValueError("an inferred event needs 'inference_note'; write which cited claims entail it")
        if self.modality == "conditional" and not self.conditions:
            raise ValueError("a conditional event needs 'conditions'; write what must happen first")
        for name in needed_lists(type(self)):
            if not getattr(self, name):
                raise ValueError(f"'{name}' is empty, and a {self.type} needs it; write at least one")
        return self

    @property
    def happened(self) -> bool:
        """True only for what occurred, or what cited claims entail; never for what is announced or expected."""
        return self.modality in HAPPENED

    def links(self) -> Iterator[tuple[str, int, Link]]:
        """Every relation to another event: (relation's name, place in its list, link)."""
        for relation in RELATIONS:
            for index, link in enumerate(getattr(self, relation.name)):
                yield relation.name, index, link

    def roles(self) -> Iterator[tuple[str, str]]:
        """Every (role, actor id), the type's own fields first, in the order of the class."""
        for name in actor_fields(type(self)):
            value = getattr(self, name)
            for actor in (value,) if isinstance(value, str) else value or ():
                yield name, actor
        for role, actors in self.actors.items():
            for actor in actors:
                yield role, actor

    @classmethod
    def is_a(cls) -> tuple[str, ...]:
        """The type's name and those of the wider types it belongs to, narrowest first."""
        return _lineage(cls)


@cache
def actor_fields(cls: type[Event]) -> tuple[str, ...]:
    """The type's own fields that name actors, those that choose the lane first."""
    own = [
        name
        for name, info in cls.model_fields.items()
        if name not in Event.model_fields
        and (
            any(isinstance(mark, Refers) and mark.to == "actor" for mark in info.metadata)
            or _inside(info.annotation)[0][:1] == ["actor"]
        )
    ]
    first = [name for name in cls.lane_roles if name in own]
    return (*first, *(name for name in own if name not in first))


@cache
def own_fields(cls: type[Event]) -> tuple[str, ...]:
    """The type's own fields that do not name actors, in the order of the class."""
    actors = actor_fields(cls)
    return tuple(name for name in cls.model_fields if name not in Event.model_fields and name not in actors)


@cache
def needed_lists(cls: type[Event]) -> tuple[str, ...]:
    """The type's own fields that must hold at least one value."""
    return tuple(
        name
        for name, info in cls.model_fields.items()
        if name not in Event.model_fields and info.is_required() and typing.get_origin(info.annotation) is tuple
    )


@cache
def asked_fields(cls: type[Event]) -> tuple[str, ...]:
    """The type's own fields that the form asks for and that may be left out as not known."""
    return tuple(name for name, info in cls.model_fields.items() if any(isinstance(m, Asked) for m in info.metadata))


@cache
def _lineage(cls: type[Event]) -> tuple[str, ...]:
    names: list[str] = []
    for base in cls.__mro__:
        if issubclass(base, Event) and base is not Event:
            name = type_name(base)
            if name and name not in names:
                names.append(name)
    return tuple(names)


def type_name(cls: type[Event]) -> str:
    """The word a curator writes after ``type:``."""
    default: Any = cls.model_fields["type"].default
    return default if isinstance(default, str) else ""
