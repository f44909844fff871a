"""Names applied to the record itself, before anything is drawn.

What is withheld is gone from the returned record: names, aliases, numbers, and every mention of them in any text, each
replaced by the actor's label in brackets. Counts, relations and obligations stay. Knows nothing of pages; ``scan``
proves the result.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from timeline.model.actors import Actor
from timeline.model.block import Block, Refers, say
from timeline.model.images import Image
from timeline.model.private import Private
from timeline.model.record import Record
from timeline.publish.labels import labels
from timeline.publish.policy import PUBLIC, Audience, hidden, profile
from timeline.publish.replacing import Finder
from timeline.publish.scan import Search
from timeline.publish.values import Value, shown_names, values

_ADDRESSES = ("url", "archive_url", "archive")
_NO_LABEL = "withheld"
_NOT_SHOWN = ("note", "reviewed_by", "reviewed_on")


@dataclass(frozen=True)
class Redacted:
    """A record fit for its audience, and the values that must not appear in anything made from it."""

    record: Record
    values: tuple[Value, ...] = ()
    """Everything that is withheld, in every form that is looked for."""
    reasons: tuple[tuple[str, str], ...] = ()
    """(label, why) of everybody whose name is withheld."""
    confidential: bool = False
    """Not for publication."""
    addresses: int = 0
    """How many links and file names were left out because a withheld value is in them."""
    pictures: int = 0
    """How many pictures were left out because somebody whose name is withheld can be recognised in them."""
    search: Search = field(default_factory=lambda: Search(()))
    """Looks for the values in whatever is made from the record."""
    cleaner: Cleaner | None = None

    def clean(self, value: Any) -> Any:
        """A block, or a tuple of blocks, that was taken from the record before names were handled, without them."""
        return _mapped(value, self.cleaner, []) if self.cleaner else value

    @property
    def withheld(self) -> tuple[str, ...]:
        """Whole names, aliases and numbers, as written."""
        return tuple(sorted(value.text for value in self.values if value.kind in ("whole", "number")))

    @property
    def surnames(self) -> tuple[str, ...]:
        """Words of names, looked for as they are written."""
        return tuple(sorted(value.text for value in self.values if value.kind == "part"))


class Cleaner:
    """Takes the withheld values of a record out of texts, and says where they stand."""

    def __init__(self, record: Record, audience: Audience = PUBLIC.name) -> None:
        """ValueError if there is no profile called ``audience``."""
        self.profile = profile(record.head, audience)
        self.hidden = hidden(record, self.profile)
        self.values = () if self.profile.everyone else values(record, self.hidden)
        self.finder = Finder(self.values, shown_names(record, self.hidden))
        self.labels = labels(record, self.hidden, lambda text: not self.finder.find(text))
        self.actors = frozenset(record.actors)
        self._markers: Mapping[str, str] = {value.actor: self.marker(value.actor) for value in self.values}

    @cached_property
    def search(self) -> Search:
        """The search of what is made from the record."""
        return Search(self.values)

    def marker(self, actor: str) -> str:
        """What stands in a text where a name stood."""
        return f"[{self.labels.get(actor, _NO_LABEL)}]"

    def __call__(self, text: str) -> str:
        """The text with labels for names."""
        return self.finder.replace(text, self._markers)


@lru_cache(maxsize=2)
def cleaner(record: Record, audience: Audience = PUBLIC.name) -> Cleaner:
    """The cleaner of a record, made once for the checks, the page and whatever else is made of it."""
    return Cleaner(record, audience)


def redact(record: Record, audience: Audience = PUBLIC.name, *, whole: Record | None = None) -> Redacted:
    """The record as its audience may see it; ``internal`` sees everything, what ``private.yaml`` holds included.

    ``audience`` is the name of a profile; ValueError if there is none of that name. ``whole`` is the case that the
    record is a part of: names are withheld of those too who are only there.
    """
    clean = cleaner(whole or record, audience)
    confidential = clean.profile.confidential
    if clean.profile.everyone:
        return Redacted(_with_private_names(record), confidential=confidential)
    record, pictures = _unrecognisable(record, clean)
    if not clean.values:
        return Redacted(record, confidential=confidential, pictures=pictures)
    dropped: list[str] = []

    def unnamed(actor: Actor) -> Actor:
        if actor.id not in clean.hidden:
            return actor
        label = clean.labels[actor.id]
        kept = actor.label if say(actor.label, record.head.language) == label else label
        return actor.model_copy(update={"name": None, "aliases": (), "label": kept})

    def public(block: Any) -> Any:
        return _mapped(unnamed(block) if isinstance(block, Actor) else block, clean, dropped)

    shown = record.mapped(public)
    reasons = dict.fromkeys((clean.labels[id_], decision.why) for id_, decision in clean.hidden.items())
    return Redacted(shown, clean.values, tuple(reasons), confidential, len(dropped), pictures, clean.search, clean)


def _unrecognisable(record: Record, clean: Cleaner) -> tuple[Record, int]:
    """The record without pictures of those whose names are withheld, and how many those are.

    A file that is called like one of them is taken for a picture of that person.
    """

    def shown(image: Image) -> bool:
        named = bool(clean.values) and clean.search.hits(image.file, addresses=True)
        return not named and not any(actor in clean.hidden for actor in image.shows)

    kept = {
        id_: tuple(image for image in event.images if shown(image))
        for id_, event in record.events.items()
        if event.images
    }
    fewer = {id_: images for id_, images in kept.items() if len(images) < len(record.events[id_].images)}
    if not fewer:
        return record, 0
    events = {
        id_: event.model_copy(update={"images": fewer[id_]}) if id_ in fewer else event
        for id_, event in record.events.items()
    }
    count = sum(len(record.events[id_].images) - len(images) for id_, images in fewer.items())
    return Record(
        record.head, record.sources, record.actors, events, record.obligations, record.broken, record.private
    ), count


def _with_private_names(record: Record) -> Record:
    """The record with the names that ``private.yaml`` knows."""

    def known(actor: Actor, private: Private | None) -> Actor:
        if private is None or private.name is None or actor.name is not None:
            return actor
        return actor.model_copy(update={"name": private.name})

    if not record.private:
        return record
    actors = {id_: known(actor, record.private.get(id_)) for id_, actor in record.actors.items()}
    return Record(record.head, record.sources, actors, record.events, record.obligations)


def _mapped(value: Any, clean: Cleaner, dropped: list[str]) -> Any:
    """The same value with every text in it cleaned; ids and places stay, notes and what only editors need go."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_mapped(item, clean, dropped) for item in value)
    if isinstance(value, dict):
        return {key: _mapped(item, clean, dropped) for key, item in value.items()}
    if isinstance(value, Block):
        changed = _changed(value, clean, dropped)
        return value.model_copy(update=changed) if changed else value
    return value


def _changed(block: Block, clean: Cleaner, dropped: list[str]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name in prose(type(block)):
        before = getattr(block, name)
        if not before or (name == "publisher" and before in clean.actors):
            continue
        after: Any = None if name in _NOT_SHOWN else _mapped(before, clean, dropped)
        if name == "refs":  # a scheme is typed freely, as its value is
            after = {clean(scheme): text for scheme, text in after.items()}
        if after != before:
            changed[name] = after
    for name in _ADDRESSES:
        address = getattr(block, name, None)
        if isinstance(address, str) and clean.search.hits(address, addresses=True):
            dropped.append(address)
            changed[name] = None  # an address cannot be redacted in part: it would lead elsewhere
    return changed


def texts(block: Block, path: tuple[int | str, ...] = ()) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Every text of a block that is for readers, with the path of fields that leads to it; notes included."""
    for name in prose(type(block)):
        yield from _texts(getattr(block, name), (*path, name))


def _texts(value: Any, path: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Block):
        yield from texts(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))


@cache
def prose(cls: type[Block]) -> tuple[str, ...]:
    """The fields that hold text for readers, or blocks that do. Ids, dates, places and controlled words are none:
    others refer to them, and a name in one of them is found by the scan, which then refuses the page.
    """
    return tuple(name for name, info in cls.model_fields.items() if _is_prose(info.annotation, info.metadata))


def _is_prose(annotation: Any, metadata: Iterable[Any] = ()) -> bool:
    for mark in metadata:
        if isinstance(mark, Refers | AfterValidator) or getattr(mark, "pattern", None):
            return False
    if typing.get_origin(annotation) is Annotated:
        inner, *marks = typing.get_args(annotation)
        return _is_prose(inner, marks)
    if isinstance(annotation, type):
        return annotation is str or (not typing.get_args(annotation) and issubclass(annotation, Block))
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is dict:
        arguments = arguments[1:]
    return typing.get_origin(annotation) is not Literal and any(_is_prose(argument) for argument in arguments)
