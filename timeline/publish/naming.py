"""Whose names the public page may show, applied to the record itself before anything is drawn.

What is withheld is gone from the returned record: names, aliases, and every mention of them in any text, each replaced
by the actor's label. Counts, relations and obligations stay. Knows nothing of pages; ``scan`` proves the result.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from pydantic import AfterValidator

from timeline.model.actors import Actor
from timeline.model.block import Block, Refers, say
from timeline.model.private import Private
from timeline.model.record import Record

Audience = Literal["public", "internal"]
Naming = Literal["name", "label", "withhold"]
_ALWAYS_WITHHELD = ("juvenile",)
_WITHHELD = ("victim", "alleged_victim", "complainant", "witness")
_NAMED_KINDS = ("office", "institution", "jurisdiction", "class", "placeholder", "tenure")
_APOSTROPHES = "'’‘ʼ`"
_HYPHENS = "-‐‑–"
_STAND_INS = {
    "sworn_officer": "an officer",
    "juvenile": "a minor",
    "victim": "a person harmed",
    "alleged_victim": "a person said to have been harmed",
    "witness": "a witness",
    "complainant": "a complainant",
    "private_person": "a private person",
    "attorney": "an attorney",
}


@dataclass(frozen=True, slots=True)
class Redacted:
    """A record fit for its audience, and the values that must not appear in anything made from it."""

    record: Record
    withheld: tuple[str, ...]
    """Whole names, aliases and numbers: looked for in any case and any spelling of the bytes."""
    surnames: tuple[str, ...] = ()
    """Last words of names, looked for as they are written."""


def naming(actor: Actor) -> Naming:
    """How an actor is shown in public: what the curator says, else the default for its kind and part.

    Offices, institutions and the like by name; office-holders by name; other persons and groups by label; persons
    harmed, witnesses and complainants withheld; who was a juvenile always withheld.
    """
    if actor.role in _ALWAYS_WITHHELD:
        return "withhold"
    if actor.naming is not None:
        return actor.naming
    if actor.kind in _NAMED_KINDS:
        return "name"
    if actor.kind == "person" and (actor.role == "office_holder" or actor.basis == "official_capacity"):
        return "name"
    return "withhold" if actor.role in _WITHHELD else "label"


def redact(record: Record, audience: Audience = "public") -> Redacted:
    """The record as its audience may see it; ``internal`` sees everything, what ``private.yaml`` holds included."""
    if audience == "internal":
        return Redacted(_with_private_names(record), ())
    hidden = {
        a.id: a
        for a in record.actors.values()
        if (a.name is not None and naming(a) != "name") or (a.id in record.private and naming(a) != "name")
    }
    if not hidden:
        return Redacted(record, ())
    labels = {id_: _label(actor, record.head.language) for id_, actor in hidden.items()}
    shown = (value for a in record.actors.values() if a.id not in hidden for value in _values(a, None))
    kept = {value.casefold() for value, _ in shown}
    values: dict[str, str] = {}
    whole: set[str] = set()
    for id_, actor in hidden.items():
        for value, is_whole in _values(actor, record.private.get(id_)):
            if value.casefold() not in kept:
                values.setdefault(value, labels[id_])
                whole |= {value} if is_whole else set()
    clean = _replacer(values, whole)

    def seen(block: Any) -> Any:
        return _mapped(block, clean)

    actors = {
        id_: seen(_unnamed(actor, labels[id_]) if id_ in hidden else actor) for id_, actor in record.actors.items()
    }
    public = Record(
        seen(record.head),
        {id_: seen(block) for id_, block in record.sources.items()},
        actors,
        {id_: seen(block) for id_, block in record.events.items()},
        {id_: seen(block) for id_, block in record.obligations.items()},
    )
    return Redacted(public, tuple(sorted(whole)), tuple(sorted(set(values) - whole)))


def _with_private_names(record: Record) -> Record:
    if not record.private:
        return record
    actors = {
        id_: actor.model_copy(update={"name": record.private[id_].name})
        if id_ in record.private and record.private[id_].name and actor.name is None
        else actor
        for id_, actor in record.actors.items()
    }
    return Record(record.head, record.sources, actors, record.events, record.obligations)


def _label(actor: Actor, language: str) -> str:
    """The curator's label, else words for the part played; never derived from the name."""
    return say(actor.label, language) or _STAND_INS.get(actor.role or "", "name withheld")


def _unnamed(actor: Actor, label: str) -> Actor:
    return actor.model_copy(update={"name": None, "aliases": (), "label": actor.label or label})


def _values(actor: Actor, private: Private | None) -> Iterator[tuple[str, bool]]:
    """Every form that could stand in a text, and whether it is a whole name: the last word of one is looked for as
    it is written only, since it may be an everyday word as well.
    """
    names: list[str] = []
    for words in (actor.name, private.name if private else None):
        names += words.values() if isinstance(words, dict) else [words or ""]
    others = (*private.aliases, *private.badge_numbers) if private else ()
    for name in [*names, *actor.aliases, *others]:
        if name.strip():
            yield name.strip(), True
    if actor.kind == "person" or private:
        for name in names:
            parts = name.split()
            if len(parts) > 1 and len(parts[-1]) > 2:
                yield parts[-1], False


def _replacer(values: dict[str, str], whole: set[str]) -> Callable[[str], str]:
    """Longest value first, whole words only, whole names in any case, with any run of spaces."""
    ordered = sorted(values, key=lambda value: (-len(value), value))
    if not ordered:
        return lambda text: text
    patterns = [r"\s+".join(map(_loosely, value.split())) for value in ordered]
    cased = [f"(?i:{p})" if value in whole else p for value, p in zip(ordered, patterns, strict=True)]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(f"({p})" for p in cased) + r")(?!\w)")

    def clean(text: str) -> str:
        return pattern.sub(lambda match: f"[{values[ordered[(match.lastindex or 1) - 1]]}]", text)

    return clean


def _loosely(word: str) -> str:
    """A word as a pattern: whichever apostrophe and hyphen was typed."""
    classes = {ch: f"[{group}]" for group in (_APOSTROPHES, _HYPHENS) for ch in group}
    return "".join(classes.get(ch, re.escape(ch)) for ch in word)


def _mapped(value: Any, clean: Callable[[str], str]) -> Any:
    """The same value with every text in it cleaned; ids and places stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_mapped(item, clean) for item in value)
    if isinstance(value, dict):
        return {key: _mapped(item, clean) for key, item in value.items()}
    if isinstance(value, Block):
        changed: dict[str, Any] = {}
        for name in _prose(type(value)):
            before = getattr(value, name)
            after = None if name == "note" else _mapped(before, clean)
            if after != before:
                changed[name] = after
        for name in ("url", "archive_url", "archive"):
            address = getattr(value, name, None)
            spaced = re.sub(r"[-_./+]", " ", unquote(address)) if isinstance(address, str) else ""
            if clean(spaced) != spaced:
                changed[name] = None  # an address cannot be redacted in part: it would lead elsewhere
        return value.model_copy(update=changed) if changed else value
    return value


@cache
def _prose(cls: type[Block]) -> tuple[str, ...]:
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
