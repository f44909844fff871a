"""A file of a case as keys and values that know where they stand, and which class will read them.

For tests that change a case's text at one place: what is typed is found by its meaning, not by searching for words.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from timeline.files.case import SECTIONS
from timeline.kinds import KINDS, by_name
from timeline.model.block import Block, Refers
from timeline.model.evidence import DateClaim, is_time
from timeline.model.obligation import Due
from timeline.model.record import Head

TYPES = by_name(KINDS)
FREE = ("refs", "threads", "accept", "summary_counts")
"""Mappings whose keys are the curator's own."""


@dataclass(frozen=True)
class Leaf:
    """One key with its value: its path, the field that reads it, and the text from the key to what follows it."""

    path: tuple[str | int, ...]
    value: Any
    cls: type[Block] | None
    annotation: Any
    marks: tuple[Any, ...]
    needed: bool
    start: int
    end: int
    flow: bool
    first: bool
    last: bool

    @property
    def key(self) -> str:
        return str(self.path[-1])

    @property
    def field(self) -> str:
        """The path without ids and numbers: ``events.claims.by``."""
        words = [str(part) for part in self.path if isinstance(part, str)]
        return ".".join([words[0], *words[2:]] if words[0] in SECTIONS else words)

    @property
    def block(self) -> str:
        """The id of the block it stands in; empty for the head."""
        return str(self.path[1]) if self.path[0] in SECTIONS and len(self.path) > 1 else ""

    @property
    def refers(self) -> str:
        """What kind of thing the value is the id of; empty if it is none."""
        return next((mark.to for mark in (*self.marks, *_inside(self.annotation)) if isinstance(mark, Refers)), "")

    @property
    def words(self) -> set[str]:
        """The controlled words that may stand there."""
        return set(_literals(self.annotation))

    @property
    def is_time(self) -> bool:
        """True if a claim about time stands there."""
        own = self.cls is not None and self.key in self.cls.model_fields and is_time(self.cls, self.key)
        return own or self.takes(DateClaim) or self.takes(Due)

    def takes(self, cls: type[Block]) -> bool:
        """True if a block of that class may stand there."""
        return any(issubclass(one, cls) for one in _classes(self.annotation))

    def scalars(self) -> list[Any]:
        """The value, or those of a list, as far as they are text."""
        nodes = self.value.value if isinstance(self.value, yaml.SequenceNode) else [self.value]
        return [node for node in nodes if isinstance(node, yaml.ScalarNode)]


def leaves(text: str) -> tuple[Leaf, ...]:
    """Every key of a file, from the top down."""
    return tuple(_walk(yaml.compose(text, yaml.SafeLoader), (), Head))


def typed(node: Any) -> tuple[int, int]:
    """From where to where a scalar stands, without its quotation marks."""
    start, end = node.start_mark.index, node.end_mark.index
    return (start + 1, end - 1) if node.style in ("'", '"') else (start, end)


Edit = tuple[int, int, str]
"""From where to where something is replaced, and by what."""


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    """The text with all edits made; they do not overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def taken_out(text: str, leaf: Leaf) -> Edit:
    """What takes one key and its value out of a text."""
    start, end = leaf.start, leaf.end
    if leaf.first and leaf.last:
        return (start, end, "") if leaf.flow else (start, text.find("\n", end - 1) + 1, "{}\n")
    if leaf.flow and leaf.last:
        start = text.rindex(",", 0, start)
    elif leaf.last:
        start, end = text.rindex("\n", 0, start) + 1, text.find("\n", end - 1) + 1
    return start, end, ""


def _walk(node: Any, path: tuple[str | int, ...], cls: type[Block] | None) -> Iterator[Leaf]:
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*path, index), cls)
    if not isinstance(node, yaml.MappingNode):
        return
    for number, (key, value) in enumerate(node.value):
        where, last = (*path, key.value), number + 1 == len(node.value)
        info = _info(cls, key.value)
        yield Leaf(
            where,
            value,
            cls if info else None,
            info.annotation if info else None,
            tuple(info.metadata) if info else (),
            bool(info and info.is_required()),
            key.start_mark.index,
            _end(value) if last else node.value[number + 1][0].start_mark.index,
            bool(node.flow_style),
            number == 0,
            last,
        )
        yield from _walk(value, where, _reader(where, cls, info, value))


def _end(value: Any) -> int:
    """Where a value is over; the end of a block mapping is marked at what follows it, beyond blank lines."""
    while isinstance(value, yaml.CollectionNode) and not value.flow_style and value.value:
        value = value.value[-1] if isinstance(value, yaml.SequenceNode) else value.value[-1][1]
    return int(value.end_mark.index)


def _reader(where: tuple[str | int, ...], cls: type[Block] | None, info: Any, value: Any) -> type[Block] | None:
    """The class that reads what stands under a key."""
    if len(where) == 2 and where[0] in SECTIONS:
        kind = next((inner.value for key, inner in value.value if key.value == "type"), "")
        return TYPES[kind] if where[0] == "events" else SECTIONS[str(where[0])]
    if info is None or where[-1] in FREE:
        return None
    return next((one for one in _classes(info.annotation) if issubclass(one, Block)), None)


def _info(cls: type[Block] | None, key: str) -> Any:
    fields = cls.model_fields.items() if cls else ()
    return next((info for name, info in fields if (info.alias or name) == key), None)


def _classes(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and not typing.get_args(annotation):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _classes(argument)


def _inside(annotation: Any) -> Iterator[Any]:
    for argument in typing.get_args(annotation):
        if isinstance(argument, Refers):
            yield argument
        yield from _inside(argument)


def _literals(annotation: Any) -> Iterator[str]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from map(str, typing.get_args(annotation))
    else:
        for argument in typing.get_args(annotation):
            yield from _literals(argument)
