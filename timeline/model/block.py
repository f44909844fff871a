"""The base of everything a curator may write: frozen blocks that know where they were typed.

An unknown key is an error, a value never changes, and references to other blocks are marked in the annotations
(``Refers``), so that they can be walked without naming a single type. Knows nothing of files.
"""

import types
import typing
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from timeline.model.docs import field_docs
from timeline.model.typed import Map, at_of, key_at, last_at, locate
from timeline.problems import At

T = TypeVar("T")

REFERS = "x-refers-to"
"""The key of a schema that says what an id is the id of."""
ID_PATTERN = r"^[a-z][a-z0-9-]{0,63}$"


class Block(BaseModel):
    """Base of every block: an unknown key is an error, and a value never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    _raw: Any = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Keep the typed data beside the values: it knows its file, line and column."""
        block = handler(data)
        if block.__pydantic_private__ is not None:
            block.__pydantic_private__["_raw"] = data
        return block

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema an editor uses, with the documentation that stands under each field."""
        made = handler(core)
        properties = handler.resolve_ref_schema(made).get("properties", {})
        docs = {info.alias or name: field_docs(cls).get(name) for name, info in cls.model_fields.items()}
        for name, schema in properties.items():
            if docs.get(name):
                schema.setdefault("description", docs[name])
        return made

    @property
    def at(self) -> At:
        """The place this block was typed at; unknown for a block made in code."""
        return at_of(self._raw) or At()

    def where(self, *path: int | str) -> At:
        """The place of one field, or of what is inside it: ``event.where("claims", 0, "says")``."""
        return locate(self._raw, path)

    def where_key(self, field: str, key: str) -> At:
        """The place of one key of a field that is a mapping."""
        inside = self._raw.get(field) if isinstance(self._raw, dict) else None
        return (key_at(inside, key) if isinstance(inside, dict) else None) or self.where(field)

    @property
    def ends_at(self) -> At:
        """The place of the last thing typed in this block."""
        return last_at(self._raw) or At()

    def typed(self, field: str) -> bool:
        """True if the curator wrote this field, rather than leaving it to its default."""
        return field in self.model_fields_set


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a text field as the id of another block."""

    to: Literal["actor", "event", "source", "obligation", "claim", "thread"]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema says what the id is of, so that those there are can be offered."""
        return {**handler(core), REFERS: self.to}


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference found in a block: the id, what it must be the id of, and the path of fields to it."""

    id: str
    to: str
    path: tuple[int | str, ...]


class _Listed:
    """Marks a list of which one value may stand alone.

    Said to pydantic in its own terms: of a plain function it would work out the parameters anew for every field.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.listed, handler(source))

    @staticmethod
    def listed(value: Any) -> Any:
        return value if isinstance(value, list | tuple) else [value]


class _Once:
    """Marks a type without blocks in it: its schema is worked out once, and not for each of hundreds of fields."""

    def __init__(self) -> None:
        self.made: CoreSchema | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        self.made = self.made or handler(source)
        return copy(self.made)


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), _Once()]
"""Lower case letters, digits and hyphens, starting with a letter, at most 64 characters."""
ActorId = Annotated[Id, Refers("actor")]
EventId = Annotated[Id, Refers("event")]
SourceId = Annotated[Id, Refers("source")]
ObligationId = Annotated[Id, Refers("obligation")]
ThreadId = Annotated[Id, Refers("thread")]
ClaimId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,63}(\.[a-z][a-z0-9-]{0,63})?$"), Refers("claim"), _Once()
]
"""A claim's id, or EVENT.ID for a claim that stands elsewhere."""
ActorIds = Annotated[tuple[ActorId, ...], _Listed(), _Once()]
EventIds = Annotated[tuple[EventId, ...], _Listed(), _Once()]
SourceIds = Annotated[tuple[SourceId, ...], _Listed(), _Once()]
ClaimIds = Annotated[tuple[ClaimId, ...], _Listed(), _Once()]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), _Once()]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), _Once()]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Words = Annotated[Prose | dict[Language, Prose], _Once()]
"""Text for readers, in the case's language, or by language: ``{en: …, es: …}``."""

Many = Annotated[tuple[T, ...], _Listed()]
"""One value or a list of them; always a tuple once read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Marks a field that the form asks for, though "not known" is among its words and stands where it is left out."""


Ask = Annotated[T, Asked()]
"""A field that should be written: left out, it counts as not known or not stated, and that is noted."""

Accepts = dict[str, Words]
"""Problems the curator looked at and accepted here: ``{code: reason}``; the page's method box lists them."""


def say(words: Words | None, language: str) -> str:
    """The text in ``language``, else the first one written, with its language behind it; empty for None.

    A region is passed over where only the language is there; for the language "" the first one is meant.

    >>> say({"en": "Ruling", "es": "Fallo"}, "es-MX")
    'Fallo'
    >>> say({"en": "Ruling"}, "es")
    'Ruling [en]'
    """
    if words is None:
        return ""
    if not isinstance(words, Mapping):
        return words
    found = words.get(language) or words.get(language.partition("-")[0])
    if found:
        return found
    first, text = next(iter(words.items()), ("", ""))
    return f"{text} [{first}]" if language and text else text


def references(block: Block, field: str | None = None) -> Iterator[Reference]:
    """Every id in a block or in one of its fields, nested blocks included, with the path of fields that leads to it."""
    return _references(block, (), field)


def _references(block: Block, path: tuple[int | str, ...], field: str | None = None) -> Iterator[Reference]:
    for name, plan in _plan(type(block)):
        value = getattr(block, name) if field in (None, name) else None
        if value:  # most fields are empty
            yield from _walk(value, plan, (*path, name))


def _walk(value: Any, plan: str, path: tuple[int | str, ...]) -> Iterator[Reference]:
    if isinstance(value, str):
        if plan:
            yield Reference(value, plan, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, plan, (*path, index))
    elif isinstance(value, Block):
        yield from _references(value, path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(item, plan, (*path, key))


@cache
def _plan(cls: type[Block]) -> tuple[tuple[str, str], ...]:
    """The fields of a class that can hold references: (field, what a bare string refers to, or "")."""
    found = []
    for name, info in cls.model_fields.items():
        marks: list[str] = [m.to for m in info.metadata if isinstance(m, Refers)]
        inner, blocks = _inside(info.annotation)
        marks += inner
        if marks or blocks:
            found.append((name, marks[0] if marks else ""))
    return tuple(found)


def _inside(annotation: Any) -> tuple[list[str], bool]:
    """The reference marks within an annotation, and whether blocks can stand inside it."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [], issubclass(annotation, Block)
    if typing.get_origin(annotation) is Literal:
        return [], False
    marks: list[str] = []
    blocks = False
    for argument in typing.get_args(annotation):
        if isinstance(argument, Refers):
            marks.append(argument.to)
        else:
            inner, holds = _inside(argument)
            marks += inner
            blocks = blocks or holds
    return marks, blocks


@cache
def choices(holder: type[Block], field: str) -> tuple[str, ...]:
    """The words that a field of a block may hold, in the order of the form; none where it takes other text."""
    info = holder.model_fields.get(field)
    return literals(info.annotation) if info else ()


def literals(annotation: Any) -> tuple[str, ...]:
    """The words that an annotation lists, wherever in it."""
    if typing.get_origin(annotation) is Literal:
        return tuple(map(str, typing.get_args(annotation)))
    return tuple(word for part in typing.get_args(annotation) for word in literals(part))


def shorthand(data: Any, field: str) -> Any:
    """A scalar standing for a whole block: ``L2`` for ``{field: L2}``, its place kept."""
    if not isinstance(data, str | int):
        return data
    block = Map({field: data})
    if (mark := getattr(data, "mark", None)) is not None:
        block.mark = mark
    return block
