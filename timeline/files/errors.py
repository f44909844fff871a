"""A validator's complaints in the words of someone who writes a case: where, what was typed, what to do."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from timeline.model.block import ID_PATTERN, Block, choices
from timeline.model.docs import field_docs
from timeline.model.record import Head
from timeline.model.typed import Map, locate
from timeline.problems import At, Problem, nearest, quoted

SECTION_NAMES = ("sources", "actors", "events", "obligations")
_PATTERNS = {
    "[a-z][a-z0-9-]{0,63}": "an id is lower case letters, digits and hyphens, at most 64, starting with a letter",
    "https?://": "an address starts with http://, https:// or mailto: and holds no spaces",
    "[0-9A-Fa-f]{64}": "a SHA-256 is 64 of the signs 0-9 and a-f, as sha256sum prints it",
    "[01]\\d|2[0-3]": "a time of day is written 22:34",
    "[a-z]{2,3}(-": "a language is a code such as en, es or pt-BR",
}
_TYPES = {
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "dict_type": "write 'key: value' lines here",
    "model_type": "write 'key: value' lines here",
    "model_attributes_type": "write 'key: value' lines here",
    "string_type": "write text here; quote it if it begins with a bracket or a brace",
}


def problems_of(error: ValidationError, cls: type[Block], data: Any, what: str) -> Iterator[Problem]:
    """Every complaint about one block, at the place it was typed; ``what`` names the block in the messages."""
    seen: set[tuple[int | str, ...]] = set()
    for row in error.errors(include_url=False):
        path = _path_in(data, row["loc"])
        parent = path[:-1] if row["type"] in ("missing", "extra_forbidden") else path
        if row["type"] not in ("missing", "extra_forbidden"):
            if path in seen:
                continue
            seen.add(path)
        yield _problem(row, cls, data, path, parent, what)


def _problem(
    row: Any, cls: type[Block], data: Any, path: tuple[Any, ...], parent: tuple[Any, ...], what: str
) -> Problem:
    kind, name = row["type"], str(row["loc"][-1]) if row["loc"] else ""
    inside = f"{what}, {_field(parent)}" if parent else what
    at = locate(data, path) if path else locate(data, ())
    if kind == "extra_forbidden":
        at = _key_at(data, row["loc"]) or at
        hint = nearest(name, _known_keys(cls, parent))
        if row["input"] is None and " " in name:
            hint = 'between braces a comma ends a value: quote the text it belongs to, "like, this"'
        return Problem(at, "unknown-key", f"{inside} has no field {quoted(name)}", hint)
    if kind == "missing":
        at = locate(data, _path_in(data, row["loc"][:-1]))
        return Problem(
            at, "missing-field", f"{what}{_of(row['loc'][:-1])} needs {quoted(name)}", _hint_for(cls, row["loc"])
        )
    typed = _value(data, path)
    where = f"{what}, {_field(path)}" if path else what
    if kind == "value_error":
        said = str(row["ctx"]["error"]) if "ctx" in row else row["msg"].removeprefix("Value error, ")
        message, _, hint = said.partition("; ")
        return Problem(at, "wrong-value", f"{where}: {message}", hint or _documented(cls, row["loc"]))
    if kind == "literal_error":
        allowed = [str(choice) for choice in _literals(row)]
        near = nearest(str(typed), allowed, most=30)
        hint = near if near.startswith("one of") else f"{near} One of: {', '.join(allowed)}"
        return Problem(at, "wrong-value", f"{where}: {quoted(typed)} is not one of the allowed values", hint)
    if kind == "string_pattern_mismatch":
        pattern = row["ctx"]["pattern"]
        hint = next((words for part, words in _PATTERNS.items() if part in pattern), f"it must match {pattern}")
        if pattern == ID_PATTERN and path[-1:] != ("id",):
            hint = f"an id stands here, not a name: {hint.removeprefix('an id is ')}"
        elif pattern == ID_PATTERN and (like := as_id(str(typed))):
            hint = f"{hint}, such as {quoted(like)}"
        return Problem(at, "wrong-value", f"{where}: {quoted(typed)} is not in the form this field takes", hint)
    if kind in ("string_too_long", "string_too_short"):
        message = f"{where}: the text is empty" if kind.endswith("short") else f"{where}: the text is too long"
        limit = row["ctx"].get("max_length")
        return Problem(
            at,
            "wrong-value",
            message,
            f"at most {limit} characters" if limit else "write something, or leave the key out",
        )
    if typed is None:
        return Problem(
            at, "wrong-value", f"{where}: nothing stands after the colon", "write a value, or leave the key out"
        )
    return Problem(
        at, "wrong-value", f"{where}: {quoted(_short(typed))} cannot stand here", _TYPES.get(kind, row["msg"])
    )


def as_id(typed: str) -> str:
    """What was typed, in the form of an id; empty if no letter or digit is in it.

    >>> as_id("The Complaint")
    'the-complaint'
    """
    return re.sub("[^a-z0-9]+", "-", typed.lower()).strip("-")


def _path_in(data: Any, loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """The parts of a validator's path that exist in the data: union tags and one-item lists drop out."""
    path: list[Any] = []
    value = data
    for part in loc:
        in_map = isinstance(value, dict) and part in value
        in_list = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if in_map or in_list:
            value = value[part]
            path.append(part)
    return tuple(path)


def _value(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def _short(typed: Any) -> str:
    if isinstance(typed, dict):
        return "{" + ", ".join(list(map(str, typed))[:4]) + "…}"
    return "[…]" if isinstance(typed, list) else str(typed)


def _field(path: tuple[Any, ...]) -> str:
    """A path as people say it: ``claims 2, cites``."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(f"'{part}'")
    return ", ".join(words)


def _of(loc: tuple[Any, ...]) -> str:
    path = tuple(part for part in loc if isinstance(part, int) or str(part).isidentifier())
    return f", {_field(path)}" if path else ""


def _key_at(data: Any, loc: tuple[Any, ...]) -> At | None:
    holder = _value(data, _path_in(data, loc[:-1]))
    if isinstance(holder, Map):
        for key in holder:
            if key == loc[-1]:
                return locate(key, ())
    return None


def _literals(row: Any) -> list[str]:
    expected: str = row.get("ctx", {}).get("expected", "")
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(",") if part.strip()]


def _known_keys(cls: type[Block], path: tuple[Any, ...]) -> list[str]:
    found = _block_at(cls, path)
    if found is Head:
        return [*Head.model_fields, *SECTION_NAMES]
    return [info.alias or name for name, info in found.model_fields.items() if name != "id"] if found else []


def _hint_for(cls: type[Block], loc: tuple[Any, ...]) -> str:
    """The missing field's own documentation, its allowed values, or at least its name."""
    holder = _block_at(cls, tuple(loc[:-1]))
    info = holder.model_fields.get(str(loc[-1])) if holder else None
    if holder is None or info is None:
        return ""
    if words := choices(holder, str(loc[-1])):
        return "one of: " + ", ".join(words)
    return _documented(cls, loc) or f"add '{loc[-1]}'"


def _documented(cls: type[Block], loc: tuple[Any, ...]) -> str:
    """What the documentation says of a field in its first line; empty if it has none."""
    holder = _block_at(cls, tuple(loc[:-1])) if loc else None
    return field_docs(holder).get(str(loc[-1]), "").split("\n")[0].replace("``", "'") if holder else ""


def _block_at(cls: type[BaseModel], path: tuple[Any, ...]) -> type[BaseModel] | None:
    """The class of the block that a path of field names leads to."""
    found: type[BaseModel] | None = cls
    for part in path:
        if isinstance(part, int) or found is None:
            continue
        field = next((i for n, i in found.model_fields.items() if part in (n, i.alias)), None)
        if field is not None:
            found = next(_classes(field.annotation), None)
    return found


def _classes(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type):
        try:
            if issubclass(annotation, BaseModel):
                yield annotation
        except TypeError:
            pass
    for argument in typing.get_args(annotation):
        yield from _classes(argument)
