"""The vocabulary as plain values: types with their fields, relations, statuses. The docs, the CLI and JSON print it.

Everything is read off the classes and registries; nothing is written twice.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterable
from typing import Any

from pydantic.fields import FieldInfo

from timeline.kinds import FAMILIES
from timeline.model.block import Refers
from timeline.model.event import Event, own_fields, type_name
from timeline.model.event import actor_fields as _actor_fields
from timeline.model.obligation import STATUSES
from timeline.model.quantity import Quantity
from timeline.model.relations import EXTRA_RELATIONS, RELATIONS, Relation


def describe(kinds: Iterable[type[Event]]) -> dict[str, list[dict[str, Any]]]:
    """Types, relations, statuses and the fields every event shares, with their definitions."""
    return {
        "types": [_type(kind) for kind in kinds],
        "envelope": [
            _field(name, Event.model_fields[name]) for name in Event.model_fields if name not in ("id", "type")
        ],
        "relations": [_relation(relation) for relation in RELATIONS]
        + [{"name": name, "definition": words} for name, words in EXTRA_RELATIONS],
        "statuses": [{"name": name, "definition": words} for name, words in STATUSES],
        "families": [{"name": name, "definition": words} for name, words in FAMILIES],
    }


def _type(kind: type[Event]) -> dict[str, Any]:
    wider = kind.is_a()[1:]
    return {
        "name": type_name(kind),
        "family": kind.family,
        "definition": inspect.cleandoc(kind.__doc__ or ""),
        "is_a": wider[0] if wider else None,
        "fields": [_field(name, kind.model_fields[name]) for name in (*_actor_fields(kind), *own_fields(kind))],
    }


def _field(name: str, info: FieldInfo) -> dict[str, Any]:
    return {
        "name": info.alias or name,
        "required": info.is_required(),
        "takes": _takes(info),
        "values": _values(info.annotation),
        "default": None if info.is_required() else _default(info.get_default(call_default_factory=True)),
        "definition": inspect.cleandoc(info.description or ""),
    }


def _default(value: object) -> str | None:
    if value is None or value in ((), {}):
        return None
    return (
        ", ".join(map(str, value))
        if isinstance(value, tuple)
        else str(value).lower()
        if value in (True, False)
        else str(value)
    )


def _takes(info: FieldInfo) -> str:
    """What stands there, in a word or two: "actor id", "yes or no", "number or word", "text"."""
    marks = [*info.metadata, *_marks(info.annotation)]
    for mark in marks:
        if isinstance(mark, Refers):
            many = "s" if typing.get_origin(info.annotation) is tuple else ""
            return f"{mark.to} id{many}"
    if _values(info.annotation):
        return "one of the values"
    found = _classes(info.annotation)
    if bool in found:
        return "true or false"
    if Quantity in found:
        return "quantity"
    return "text"


def _marks(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for argument in typing.get_args(annotation):
        found += [argument] if isinstance(argument, Refers) else _marks(argument)
    return found


def _classes(annotation: Any) -> list[Any]:
    found = [annotation] if isinstance(annotation, type) else []
    for argument in typing.get_args(annotation):
        found += _classes(argument)
    return found


def _values(annotation: Any) -> list[str]:
    if typing.get_origin(annotation) is typing.Literal:
        return [str(value) for value in typing.get_args(annotation)]
    return [value for argument in typing.get_args(annotation) for value in _values(argument)]


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "name": relation.name,
        "definition": relation.definition,
        "words": relation.words,
        "inverse": relation.inverse,
        "sources": sorted(relation.sources),
        "targets": sorted(relation.targets),
        "rule": relation.rule,
        "severity": relation.severity,
        "attributes": [
            {"name": name, "values": _values(info.annotation)}
            for name, info in relation.link.model_fields.items()
            if name not in ("event", "cites", "basis", "reason", "note")
        ],
    }
