"""The JSON Schema of a case file: what an editor needs to complete and check while one types.

Made from the same classes that read the file; the shorthands they accept (an id for a list of one, ``SOURCE L2`` for
a citation) are added here, and so is what only the registries know: which relations a type may have, what words mean,
which problems can be accepted. Whether an id names something is left to ``timeline check``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from timeline.files.case import SECTIONS
from timeline.kinds.manual import manual
from timeline.model import words
from timeline.model.block import REFERS, Block
from timeline.model.event import Event, type_name
from timeline.model.private import Private
from timeline.model.record import Head, Record
from timeline.model.relations import FULFILS, RELATIONS
from timeline.when.workdays import calendars

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PARTS = ("case", *SECTIONS, "private")
"""What a schema can be of: any file of a case with its sections written out, the bare blocks of one, private.yaml."""

_STANDS_ALONE: Mapping[str, tuple[str, ...]] = {
    "Quantity": ("exact", "word"), "DateClaim": ("claim",), "Due": ("claim",), "Until": ("claim",),
    "Fulfils": ("obligation",), "Allegation": ("kind",), "Finding": ("finding",), "Recommendation": ("text",),
    "FiledWithin": ("says",),
}  # fmt: skip
"""Blocks that may be written as one value, and the field it is then taken for."""
_CITED: Schema = {"type": "string", "pattern": r"^\s*[a-z][a-z0-9-]{0,63}(\s.*)?$", "examples": ["SOURCE L2"]}
_ABOUT = {part: f"A file of {part}" for part in PARTS} | {"case": "A case file", "private": "private.yaml"}
_TABLES_OF_IDS = ("actor", "event", "source", "obligation", "thread")
_LINKS = frozenset(relation.link.__name__ for relation in RELATIONS)
_TABLES: tuple[Mapping[str, str], ...] = tuple(
    dict(table)
    for table in (
        words.MODALITIES, words.ROLES, words.ACTOR_KINDS, words.INSTITUTION_KINDS, words.STANCES,
        words.CLAIM_STATUSES,
    )
)  # fmt: skip
_MISREAD = dict(words.WORDS)


def case_schema(
    kinds: Iterable[type[Event]],
    accepted: Mapping[str, str] = {},
    part: str = "case",
    record: Record | None = None,
) -> Schema:
    """The schema of a case file with the given event types, or of another of PARTS.

    ``accepted`` are the codes that ``accept:`` may name, with their meanings; the ids of ``record`` are those that an
    editor offers where one is asked for. Others are no mistake: a block may come later.

    >>> sorted(case_schema((), part="private")["properties"])
    ['actors']
    """
    blocks = [cls for name, cls in SECTIONS.items() if name != "events"]
    types = list(kinds)
    models: list[type[Block]] = [Head, Private, Event, *blocks, *types]
    keys, made = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    names: dict[type[Block], str] = {model: keys[(model, "validation")]["$ref"].rpartition("/")[2] for model in models}
    for model in models[1:]:
        _without_id(made["$defs"][names[model]])
    events: list[type[Block]] = [Event, *types]
    for relation in (*RELATIONS, FULFILS):
        for model in events:
            made["$defs"][names[model]]["properties"][relation.name]["description"] = relation.definition
    for kind in types:
        _as_type(made["$defs"][names[kind]], kind)
    definitions = {name: _definition(name, schema) for name, schema in made["$defs"].items()}
    for kind in types:
        _share(definitions[names[kind]], definitions["Event"])
    definitions["Accepted"] = _accepted(accepted)
    head = definitions.pop(names[Head])
    inner: Schema = {name: {"$ref": f"#/$defs/{names[cls]}"} for name, cls in SECTIONS.items() if name != "events"}
    inner["events"] = _event(types, names)
    sections = {name: _by_id(inner[name], name) for name in SECTIONS}
    body: Schema
    if part == "private":
        body = {"properties": {"actors": _by_id({"$ref": f"#/$defs/{names[Private]}"}, "actors")}}
    elif part in SECTIONS:
        body = {"properties": sections, "propertyNames": _ID, "additionalProperties": inner[part]}
    else:
        body = {"properties": {**head["properties"], **sections}, **_needs_a_head(head)}
    told = {"$schema": DRAFT, "title": _title(part), "type": "object", "additionalProperties": False}
    whole = {**told, **body, "$defs": definitions}
    offering: Schema = _offering(whole)
    offering["$defs"] |= _ids(record)
    return offering


def with_ids(text: str, record: Record) -> str:
    """A case file's schema as ``in_lines`` writes it, with the ids of a record; a text that is none stays as it is."""
    try:
        schema = json.loads(text)
        ours = schema["title"] == _title("case") and schema["$defs"].keys() >= _ids(None).keys()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        ours = False
    return in_lines({**schema, "$defs": schema["$defs"] | _ids(record)}) if ours else text


def in_lines(schema: Schema) -> str:
    """A schema as text, a line for each definition: version control then shows which one has changed."""
    parts = [f"{_compact(name)}:{_compact(one)}" for name, one in schema["$defs"].items()]
    head = _compact({key: value for key, value in schema.items() if key != "$defs"})
    return f'{head[:-1]},"$defs":{{\n' + ",\n".join(parts) + "\n}}\n"


def _title(part: str) -> str:
    return f"{_ABOUT[part]} of accountability-timeline"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _ids(record: Record | None) -> Schema:
    """The ids there are, by what they are of: each list in one place that all fields point at."""
    return {f"{of}_ids": {"examples": sorted(record.table(of)) if record else []} for of in _TABLES_OF_IDS}


def _offering(schema: Any) -> Any:
    """The schema with a pointer at the ids there are, where one is asked for."""
    if isinstance(schema, list):
        return [_offering(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _offering(value) for key, value in schema.items() if key != REFERS}
    to = "source" if made == _CITED else schema.get(REFERS)
    if to not in _TABLES_OF_IDS:
        return made
    return {"$ref": f"#/$defs/{to}_ids", **made}


_ID: Schema = {"pattern": "^[a-z][a-z0-9-]{0,63}$"}
_ABOUT_SECTIONS = {
    "sources": "The documents the case rests on, by id.",
    "actors": "Who acts or is affected, by id.",
    "events": "What happened, or is said to happen, by id.",
    "obligations": "What somebody owes, by id.",
}


def _by_id(block: Schema, section: str) -> Schema:
    return {
        "description": _ABOUT_SECTIONS[section],
        "type": ["object", "null"],
        "propertyNames": _ID,
        "additionalProperties": block,
    }


def _needs_a_head(head: Schema) -> Schema:
    """A file that has any of the head's keys is the case file, and needs the others; companions hold blocks alone."""
    return {
        "if": {"anyOf": [{"required": [key]} for key in head["properties"]]},
        "then": {"required": head["required"]},
    }


def _event(types: list[type[Event]], names: Mapping[type[Block], str]) -> Schema:
    """The type decides which fields there are; written as if and then, which editors complete best."""
    named = [type_name(kind) for kind in types]
    what = {"description": "What kind of event it is.", "enum": named}
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {**what, "enumDescriptions": [manual(kind).summary for kind in types]}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": type_name(kind)}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{names[kind]}"},
            }
            for kind in types
        ],
    }


def _as_type(definition: Schema, kind: type[Event]) -> None:
    """An event type: its own name, its manual entry, and of the relations those that may stand on it."""
    fields = definition["properties"]
    entry = manual(kind)
    uses = [f"Use for: {entry.use}"] if entry.use else []
    definition["description"] = "\n\n".join([entry.definition, *uses])
    definition["required"] = [*definition.get("required", ()), "type"]
    fields["type"] = {"const": type_name(kind), "type": "string", "description": entry.summary}
    for relation in RELATIONS:
        if relation.sources and relation.sources.isdisjoint(kind.is_a()):
            fields.pop(relation.name)


def _share(definition: Schema, envelope: Schema) -> None:
    """What every event has is written once: a schema that names it in each type is four times as large."""
    shared, fields = envelope["properties"], definition["properties"]
    same = [name for name in shared if fields.get(name) == shared[name]]
    fields.update({name: {"$ref": f"#/$defs/Event/properties/{name}"} for name in same})


def _without_id(definition: Schema) -> None:
    """A block's id is the key above it."""
    definition["properties"].pop("id", None)
    definition["required"] = sorted(set(definition.get("required", [])) - {"id"})


def _accepted(codes: Mapping[str, str]) -> Schema:
    """``accept:`` with every code that can be accepted; where none are given, with any."""
    reason = {"anyOf": [{"type": "string"}, {"type": "object"}]}
    about = {"description": "Problems that were looked at here and accepted: ``{code: reason}``. Errors cannot be."}
    if not codes:
        return {**about, "type": "object"}
    known = {code: {"description": f"{means[:1].upper()}{means[1:]}.", **reason} for code, means in codes.items()}
    return {**about, "type": "object", "additionalProperties": False, "properties": known}


def _definition(name: str, schema: Schema) -> Schema:
    """A block's definition as an editor needs it, with the shorthands its class reads."""
    schema = {**_eased(schema), "title": re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()}
    fields: Schema = schema.get("properties", {})
    if "accept" in fields:
        fields["accept"] = {"$ref": "#/$defs/Accepted"}
    if "publisher" in fields:
        fields["publisher"][REFERS] = "actor"
    if "calendar" in fields:
        fields["calendar"]["anyOf"] = [{"enum": list(calendars())}, {"type": "string"}]
    alone = _STANDS_ALONE.get(name, ("event",) if name in _LINKS and schema.get("required") == ["event"] else ())
    short = [_CITED] if name == "Citation" else [fields[field] for field in alone]
    return {"anyOf": [*short, schema]} if short else schema


def _eased(schema: Schema) -> Schema:
    """A list of one may be written without brackets; text may look like a number; an empty value says nothing."""
    schema = {key: value for key, value in schema.items() if key not in ("title", "default")}
    if "description" in schema:
        schema["description"] = schema["description"].replace("``", "'")  # editors show it as plain text
    choices = [_eased(choice) for choice in schema.pop("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        schema = {**choices[0], **schema}
    elif choices:
        schema["anyOf"] = choices
    if schema.get("type") == "array":
        items = _eased(schema["items"])
        schema = {key: value for key, value in schema.items() if key == "description"}
        return {**schema, "anyOf": [items, {"type": "array", "items": items}]}
    if "enum" in schema:
        return schema | _meanings(schema["enum"])
    if schema.get("type") == "string" and "const" not in schema:
        schema["type"] = ["string", "number"]
    for key in ("properties", "patternProperties"):
        if key in schema:
            schema[key] = {name: _eased(value) for name, value in schema[key].items()}
    return _with_names(schema)


def _with_names(schema: Schema) -> Schema:
    """Keys that are words of a list, or languages: editors complete and check what is written out."""
    if "patternProperties" in schema:
        schema["additionalProperties"] = False
    value = schema.get("additionalProperties")
    if isinstance(value, dict):
        schema["additionalProperties"] = value = _eased(value)
        if named := schema.pop("propertyNames", {}).get("enum"):
            said = _meanings(named).get("enumDescriptions", [""] * len(named))
            schema["properties"] = {
                name: {**value, "description": meaning} for name, meaning in zip(named, said, strict=True)
            }
            schema["additionalProperties"] = False
    return schema


def _meanings(listed: list[str]) -> Schema:
    """What the words of a list mean, where a table says so."""
    table = next((table for table in _TABLES if list(table) == listed), _MISREAD)
    found = [table.get(word, "").replace("``", "'") for word in listed]
    return {"enumDescriptions": found} if any(found) else {}
