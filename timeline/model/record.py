"""A whole case as written: sources, actors, events and obligations by id, and who made it."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from timeline.model.actors import Actor, Naming, Part
from timeline.model.block import Accepts, ActorId, Block, EventId, Id, Language, Line, Many, Prose, Words, say
from timeline.model.conventions import CaseConventions
from timeline.model.event import Event
from timeline.model.evidence import Claim, EdtfText, Source
from timeline.model.obligation import Obligation
from timeline.model.private import Private


class Correction(Block):
    """A published correction: the day, what was wrong, and what stands now."""

    date: EdtfText
    event: EventId | None = None
    was: Words
    now: Words
    reason: Words | None = None


class ProfileBlock(Block):
    """A circle of readers of the case's own, and who is shown to them how."""

    like: Literal["public", "legal", "internal"] = "public"
    """What it starts from: ``legal`` names everyone but those always withheld, ``internal`` names everyone."""
    roles: dict[Part, Naming] = {}
    """By a person's ``role``: name, label or withhold."""
    actors: dict[ActorId, Naming] = {}
    """By an actor's id, which wins over its role."""
    note: Prose | None = None


class Head(Block):
    """What stands at the top of ``case.yaml``."""

    case: Id
    title: Words
    summary: Words | None = None
    place: Line | None = None
    language: Language = "en"
    as_of: EdtfText
    """The day this record was last brought up to date."""
    threads: dict[str, Words] = {}
    """Story lines by id, for events to name."""
    made_by: Words | None = None
    licence: Line | None = None
    corrections: Many[Correction] = ()
    profiles: dict[Id, ProfileBlock] = {}
    """Circles of readers beside ``public``, ``legal`` and ``internal``, for ``timeline build --for``."""
    conventions: CaseConventions | None = None
    """How this case reads vague words about time, where it differs from the project."""
    accept: Accepts = {}
    """Warnings and notes that were looked at and accepted for the whole case: ``{code: reason}``."""
    refs: dict[str, Line] = {}
    note: Prose | None = None


class Record:
    """A case as written, well formed block by block; ids are not yet resolved and dates not yet solved."""

    __slots__ = ("actors", "broken", "events", "head", "obligations", "private", "sources")

    def __init__(
        self,
        head: Head,
        sources: Mapping[str, Source],
        actors: Mapping[str, Actor],
        events: Mapping[str, Event],
        obligations: Mapping[str, Obligation],
        broken: frozenset[str] = frozenset(),
        private: Mapping[str, Private] | None = None,
    ) -> None:
        """``broken`` are the ids of blocks that were written but could not be read; they are known all the same.

        ``private`` is what ``private.yaml`` says of actors; nothing made for others ever shows it.
        """
        self.head = head
        self.broken = broken
        self.private: Mapping[str, Private] = MappingProxyType(dict(private or {}))
        self.sources: Mapping[str, Source] = MappingProxyType(dict(sources))
        self.actors: Mapping[str, Actor] = MappingProxyType(dict(actors))
        self.events: Mapping[str, Event] = MappingProxyType(dict(events))
        self.obligations: Mapping[str, Obligation] = MappingProxyType(dict(obligations))

    def with_private(self, private: Mapping[str, Private]) -> "Record":
        """The same record, with what another ``private.yaml`` says."""
        return Record(self.head, self.sources, self.actors, self.events, self.obligations, self.broken, private)

    def mapped(self, change: Callable[[Any], Any]) -> "Record":
        """The record with every block, the head included, put through a function; ids stay, private names go."""
        sources, actors, events, obligations = (
            {id_: change(block) for id_, block in table.items()} for _, table in self._tables()
        )
        return Record(change(self.head), sources, actors, events, obligations, self.broken)

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """Every top-level block but the head, with what kind of thing it is."""
        for kind, mapping in self._tables():
            for block in mapping.values():
                yield kind, block

    def _tables(self) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        return (
            ("source", self.sources),
            ("actor", self.actors),
            ("event", self.events),
            ("obligation", self.obligations),
        )

    def table(self, kind: str) -> Mapping[str, Any]:
        """The blocks of one kind by id: source, actor, event, obligation, or thread."""
        if kind == "thread":
            return self.head.threads
        return dict(self._tables())[kind]

    def claims(self) -> Iterator[tuple[str, str, int, Claim]]:
        """Every claim: (kind of block, its id, place in the list, claim)."""
        for kind, block in self.blocks():
            for index, claim in enumerate(getattr(block, "claims", ())):
                yield kind, getattr(block, "id", ""), index, claim

    def actor_label(self, actor: str, language: str | None = None) -> str:
        """How an actor is named in running text: the name where it may be shown, else the label, else the id."""
        found = self.actors.get(actor)
        if found is None:
            return actor
        tongue = language or self.head.language
        return say(found.label, tongue) if found.name is None else say(found.name, tongue)
