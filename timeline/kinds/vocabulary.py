"""The vocabulary as plain values, for the docs, the command line and JSON: types with their fields, relations, words.

Everything is read off the classes and registries; nothing is written twice.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable
from typing import Any

from pydantic.fields import FieldInfo

from timeline.kinds import FAMILIES
from timeline.kinds.manual import manual
from timeline.model import words
from timeline.model.block import Asked, Block, Refers, literals
from timeline.model.docs import field_docs
from timeline.model.event import Condition, Event, own_fields, type_name
from timeline.model.event import actor_fields as _actor_fields
from timeline.model.evidence import Citation, Claim, ClaimText, DateClaim
from timeline.model.obligation import STATUSES
from timeline.model.quantity import Quantity
from timeline.model.relations import EXTRA_RELATIONS, RELATIONS, RULES, Fulfils, Link, Relation

_TABLES = {
    "families": FAMILIES,
    "modalities": words.MODALITIES,
    "roles": words.ROLES,
    "rules": RULES,
    "actor_kinds": words.ACTOR_KINDS,
    "institution_kinds": words.INSTITUTION_KINDS,
    "stances": words.STANCES,
    "claim_statuses": words.CLAIM_STATUSES,
    "statuses": STATUSES,
    "words": words.WORDS,
}
_TIME = typing.get_args(ClaimText)[-1]
_NAMED: tuple[tuple[type[Block], str], ...] = (
    (Quantity, "quantity"),
    (Citation, "citations"),
    (DateClaim, "claims about time"),
    (Claim, "claims"),
    (Condition, "conditions"),
    (Link, "links to events"),
    (Fulfils, "obligation ids"),
)
"""Blocks that stand in many places and have a name of their own."""


def describe(kinds: Iterable[type[Event]]) -> dict[str, list[dict[str, Any]]]:
    """Types, relations, the fields every event shares, and tables of words, all with their definitions.

    >>> describe(())["relations"][0]["name"]
    'responds_to'
    """
    kinds = tuple(kinds)
    shared = [name for name in Event.model_fields if name not in ("id", "type")]
    return {
        "types": [_type(kind, kinds) for kind in kinds],
        "envelope": [_field(name, Event) for name in shared],
        "relations": [_relation(relation) for relation in (*RELATIONS, *EXTRA_RELATIONS)],
        **{name: [{"name": word, "definition": meaning} for word, meaning in table] for name, table in _TABLES.items()},
    }


def _type(kind: type[Event], kinds: tuple[type[Event], ...]) -> dict[str, Any]:
    entry, lineage = manual(kind), kind.is_a()
    return {
        "name": type_name(kind),
        "family": kind.family,
        "definition": entry.definition,
        "summary": entry.summary,
        "use_for": entry.use,
        "not_for": entry.not_for,
        "sources": entry.sources,
        "is_a": lineage[1] if len(lineage) > 1 else None,
        "narrower": [type_name(other) for other in kinds if other.is_a()[1:2] == lineage[:1]],
        "fields": [_field(name, kind) for name in (*_actor_fields(kind), *own_fields(kind))],
        "stands_on": [r.name for r in RELATIONS if not r.sources.isdisjoint(lineage)],
        "pointed_at_by": [r.name for r in RELATIONS if not r.targets.isdisjoint(lineage)],
        "example": entry.example,
    }


def _field(name: str, holder: type[Block]) -> dict[str, Any]:
    info = holder.model_fields[name]
    inner = _block(info.annotation)
    return {
        "name": info.alias or name,
        "required": info.is_required(),
        "asked": any(isinstance(mark, Asked) for mark in info.metadata),
        "takes": _takes(info),
        "values": [] if inner else list(literals(info.annotation)),
        "default": None if info.is_required() else _default(info.get_default(call_default_factory=True)),
        "definition": field_docs(holder).get(name, ""),
        "fields": [_field(part, inner) for part in inner.model_fields] if inner else [],
    }


def _default(value: object) -> str | None:
    if value is None or value in ((), {}):
        return None
    if isinstance(value, Quantity):
        return value.word
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _takes(info: FieldInfo) -> str:
    """What stands there, in a word or two: "actor id", "true or false", "quantity", "text"."""
    if typing.get_origin(info.annotation) is dict:
        key, value = typing.get_args(info.annotation)
        return f"{_holds(value, many=True)} by {'role' if literals(key) else 'name'}"
    return _holds(info.annotation, many=typing.get_origin(info.annotation) is tuple, marks=info.metadata)


def _holds(annotation: Any, *, many: bool, marks: Iterable[Any] = ()) -> str:
    marks, found = [*marks, *_marks(annotation)], _classes(annotation)
    for cls, words_ in _NAMED:
        if any(issubclass(one, cls) for one in found):
            return words_
    if any(issubclass(one, Block) for one in found):
        return "mappings" if many else "a mapping"
    for mark in marks:
        if isinstance(mark, Refers):
            return f"{mark.to} id{'s' if many else ''}"
    if literals(annotation):
        return "any of the words" if many else "one of the words"
    if bool in found:
        return "true or false"
    if int in found:
        return "numbers" if many else "number"
    if _TIME in marks:
        return "claim about time"
    return "texts" if many else "text"


def _block(annotation: Any) -> type[Block] | None:
    """The class of block that stands in a type's own field, if its fields are worth telling."""
    for cls in _classes(annotation):
        if issubclass(cls, Block) and cls is not Quantity and not cls.__module__.startswith("timeline.model"):
            return cls
    return None


def _marks(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *marks = typing.get_args(annotation)
        return [*marks, *_marks(inner)]
    return [mark for argument in typing.get_args(annotation) for mark in _marks(argument)]


def _classes(annotation: Any) -> list[type]:
    found = [annotation] if isinstance(annotation, type) and not typing.get_args(annotation) else []
    for argument in typing.get_args(annotation):
        found += _classes(argument)
    return found


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "name": relation.name,
        "definition": relation.definition,
        "words": relation.words,
        "inverse": relation.inverse,
        "joins": relation.joins,
        "sources": sorted(relation.sources),
        "targets": sorted(relation.targets),
        "only": [{"type": type_, "field": field, "values": list(words_)} for type_, field, words_ in relation.only],
        "rule": relation.rule,
        "severity": relation.severity,
        "attributes": [_field(name, relation.link) for name in relation.attributes],
    }
