"""The JSON Schema of a case file: what an editor needs to complete and check while one types.

Made from the same classes that read the file; the shorthands they accept (an id for a list of one, ``SOURCE L2`` for
a citation) are added here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from timeline.files.case import SECTIONS
from timeline.model.block import Block
from timeline.model.event import Event, type_name
from timeline.model.record import Head

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SHORT: dict[str, list[dict[str, Any]]] = {
    "Citation": [{"type": "string"}],
    "DateClaim": [{"type": "string"}, {"type": "number"}],
    "Due": [{"type": "string"}, {"type": "number"}],
    "Quantity": [{"type": "integer"}, {"type": "string"}],
    "Fulfils": [{"type": "string"}],
    "Allegation": [{"type": "string"}],
    "Finding": [{"type": "string"}],
    "Recommendation": [{"type": "string"}],
    "FiledWithin": [{"type": "string"}],
    "Until": [{"type": "string"}, {"type": "number"}],
}
_LINKS = ("Link", "RulesOn", "Appeals", "Implements", "ResultsFrom")
"""Links whose attributes may all be left out: the id alone will do."""


def case_schema(kinds: Iterable[type[Event]]) -> dict[str, Any]:
    """The schema of a whole case (one file, or the parts of a folder), for the given event types."""
    blocks = [cls for name, cls in SECTIONS.items() if name != "events"]
    types = list(kinds)
    models: list[type[Block]] = [Head, *blocks, *types]
    keys, made = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    definitions = {name: _relaxed(name, schema) for name, schema in made["$defs"].items()}
    ref = {model: keys[(model, "validation")]["$ref"] for model in models}
    head = definitions.pop(ref[Head].rpartition("/")[2])
    sections = {
        name: _by_id({"$ref": ref[cls]}) if name != "events" else _by_id(_event(types, ref, definitions))
        for name, cls in SECTIONS.items()
    }
    for model in (*blocks, *types):
        _without_id(definitions[ref[model].rpartition("/")[2]])
    return {
        "$schema": DRAFT,
        "title": "A case file of accountability-timeline",
        "type": "object",
        "additionalProperties": False,
        "properties": {**head["properties"], **sections},
        "$defs": definitions,
    }


def _by_id(block: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,63}$"},
        "additionalProperties": block,
    }


def _event(types: list[type[Event]], ref: dict[Any, str], definitions: dict[str, Any]) -> dict[str, Any]:
    """The type decides which fields there are; written as if and then, which editors complete best."""
    names = [type_name(kind) for kind in types]
    for kind in types:
        definition = definitions[ref[kind].rpartition("/")[2]]
        definition["properties"]["type"] = {"const": type_name(kind), "type": "string"}
        definition.setdefault("required", []).append("type")
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": names, "description": "What kind of event it is."}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": type_name(kind)}}, "required": ["type"]},
                "then": {"$ref": ref[kind]},
            }
            for kind in types
        ],
    }


def _without_id(definition: dict[str, Any]) -> None:
    """A block's id is the key above it."""
    definition["properties"].pop("id", None)
    definition["required"] = sorted(set(definition.get("required", [])) - {"id"})


def _relaxed(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A definition with the shorthands its class reads."""
    if "properties" in schema:
        schema["properties"] = {key: _one_or_many(value) for key, value in schema["properties"].items()}
    short = _SHORT.get(name, [{"type": "string"}] if name in _LINKS else [])
    return {"anyOf": [*short, schema]} if short else schema


def _one_or_many(value: dict[str, Any]) -> dict[str, Any]:
    """A list of one may be written without brackets; text may look like a number or a truth to an editor."""
    if value.get("type") == "array" and "items" in value:
        rest = {key: part for key, part in value.items() if key in ("description", "default", "title")}
        items = _one_or_many(value["items"])
        return {**rest, "anyOf": [items, {"type": "array", "items": items}]}
    if value.get("type") == "string" and "enum" not in value and "const" not in value:
        value = {key: part for key, part in value.items() if key != "type"}
        return {**value, "type": ["string", "number"]}
    if value.get("type") == "object" and isinstance(value.get("additionalProperties"), dict):
        return {**value, "additionalProperties": _one_or_many(value["additionalProperties"])}
    if "anyOf" in value:
        return {**value, "anyOf": [_one_or_many(part) for part in value["anyOf"]]}
    return value
