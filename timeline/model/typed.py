"""Plain data that remembers where it was typed: text, mappings and lists, each with its mark.

A reader of files builds these; the model takes positions from them and forgets the rest. Knows nothing of YAML:
a mark is anything with ``name`` (the file), ``line`` and ``column`` counting from 0.
"""

from __future__ import annotations

from typing import Any, Protocol

from timeline.problems import At


class Mark(Protocol):
    """Where a token starts, as a parser counts: lines and columns from 0."""

    name: str
    line: int
    column: int


class Text(str):
    """A scalar exactly as typed."""

    __slots__ = ("mark",)
    mark: Mark


class Map(dict[str, Any]):
    """A mapping; its keys are Text, so that each key knows its own place too."""

    __slots__ = ("mark",)
    mark: Mark


class Seq(list[Any]):
    """A list."""

    __slots__ = ("mark",)
    mark: Mark


def at_of(value: object) -> At | None:
    """The place a typed value starts at; None for a value that nobody typed."""
    mark: Mark | None = getattr(value, "mark", None)
    return At(mark.name, mark.line + 1, mark.column + 1) if mark is not None else None


def last_at(value: object) -> At | None:
    """The place of the last thing typed inside a typed value: where the value ends, as far as marks can tell."""
    found: list[At] = []
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if (place := at_of(inner)) is not None:
            found.append(place)
        waiting += inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ()
    return max(found, default=None)


def key_at(mapping: dict[str, Any], key: str) -> At | None:
    """The place a key of a typed mapping starts at."""
    for typed in mapping:
        if typed == key:
            return at_of(typed)
    return None


def locate(value: object, path: tuple[int | str, ...]) -> At:
    """The nearest place along ``path`` inside typed data; path parts that are not in the data are passed over.

    An unknown key is reported at the key; everything else at the value, or at what holds it.
    """
    found = at_of(value) or At()
    for part in path:
        step: object = None
        if isinstance(value, dict) and part in value:
            step = value[str(part)]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            step = value[part]
        if step is None:
            continue
        value = step
        found = at_of(value) or found
    return found
