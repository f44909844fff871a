"""Everything that must not be read: names, aliases, numbers of the actors whose names are withheld, and their forms.

Knows nothing of where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from timeline.model.actors import Actor
from timeline.model.block import Words
from timeline.model.private import Private
from timeline.model.record import Record
from timeline.publish.spelling import days, forms, initials, is_number, parts

Kind = Literal["whole", "form", "part", "initials", "number"]

AS_WRITTEN: tuple[Kind, ...] = ("part", "initials")


@dataclass(frozen=True, slots=True)
class Value:
    """One withheld text: a ``whole`` name, alias or other attribute as written; another ``form`` of one; a ``part`` of
    a name or its ``initials``, looked for as they are written only, since they may be everyday words as well; a
    ``number``.
    """

    text: str
    actor: str
    kind: Kind = "whole"
    private: bool = False
    """It is known from ``private.yaml`` alone."""
    person: bool = False
    """It is a person's name, so that a middle name may stand in it."""


def values(record: Record, hidden: Iterable[str]) -> tuple[Value, ...]:
    """What is withheld of the ``hidden`` actors, and all that ``private.yaml`` holds; each text once.

    What is shown of another actor cannot be withheld: a name that both bear, or a word of it.
    """
    out = set(hidden)
    shown = [text for actor in record.actors.values() if actor.id not in out for text in _names(actor)]
    kept = {text.casefold() for text in shown}
    kept_words = {word for text in shown for word in text.casefold().split()}
    found: dict[tuple[str, bool], Value] = {}
    for value in _all(record, out):
        if value.text.casefold() in (kept_words if value.kind == "part" else kept):
            continue
        key = (value.text.casefold(), value.kind in AS_WRITTEN)
        if key not in found or (value.private and not found[key].private):
            found[key] = value
    return tuple(found.values())


def shown_names(record: Record, hidden: Iterable[str]) -> tuple[str, ...]:
    """The names that are shown: no part of one is ever taken out of it."""
    out = set(hidden)
    return tuple(dict.fromkeys(text for a in record.actors.values() if a.id not in out for text in _names(a)))


def shared_parts(record: Record, hidden: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """(actor, its name is from private.yaml) of withheld persons whose surname a shown name holds too."""
    out = set(hidden)
    words = {word for text in shown_names(record, out) for word in text.casefold().split()}
    for value in _all(record, out):
        if value.kind == "part" and value.text.casefold() in words:
            yield value.actor, value.private


def _all(record: Record, hidden: set[str]) -> Iterator[Value]:
    order = [*(id_ for id_ in record.actors if id_ in hidden), *(id_ for id_ in record.private if id_ not in hidden)]
    listed = [value for id_ in order for value in _of(record.actors.get(id_), record.private.get(id_), id_, hidden)]
    yield from (value for value in listed if value.kind in ("whole", "number"))
    yield from (value for value in listed if value.kind not in ("whole", "number"))


def _of(actor: Actor | None, private: Private | None, id_: str, hidden: set[str]) -> Iterator[Value]:
    """The values of one actor; of an actor who is shown only what ``private.yaml`` holds."""
    if actor is not None and id_ in hidden:
        person = actor.kind == "person" or private is not None
        for name in _said(actor.name):
            yield from _named(name, id_, private=False, person=person)
        for alias in actor.aliases:
            yield from _other(alias, id_, private=False)
    if private is not None:
        for name in _said(private.name):
            yield from _named(name, id_, private=True, person=True)
        for text in _attributes(private):
            yield from _other(text, id_, private=True)
        for born in private.born:
            yield Value(born, id_, private=True)
            yield from (Value(text, id_, "form", private=True) for text in days(born))


def _attributes(private: Private) -> Iterator[str]:
    for name in ("aliases", "badge_numbers", "addresses", "handles", "relatives", "images"):
        yield from getattr(private, name)


def _named(name: str, actor: str, *, private: bool, person: bool) -> Iterator[Value]:
    yield Value(name, actor, "whole", private, person)
    if person:
        yield from (Value(text, actor, "form", private) for text in forms(name))
        yield from (Value(text, actor, "part", private) for text in parts(name))
        yield from (Value(text, actor, "initials", private) for text in initials(name))


def _other(text: str, actor: str, *, private: bool) -> Iterator[Value]:
    if text.strip():
        yield Value(text.strip(), actor, "number" if is_number(text) else "whole", private)


def _names(actor: Actor) -> Iterator[str]:
    yield from _said(actor.name)
    yield from (alias for alias in actor.aliases if alias.strip())


def _said(words: Words | None) -> Iterator[str]:
    every = words.values() if isinstance(words, Mapping) else [words or ""]
    yield from (name.strip() for name in every if name.strip())
