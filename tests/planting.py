"""Texts planted in every field the model has. The fields are found by trying: a field that takes a probe takes a plant,
so that a field added tomorrow is planted in without a word here. Knows nothing of how names are taken out.
"""

from __future__ import annotations

import base64
import gzip
import json
import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from tests.samples import CAST, NAMED, OTHER, made, sample
from timeline.model.actors import Actor
from timeline.model.block import Block
from timeline.model.evidence import Source, is_time
from timeline.model.obligation import Obligation
from timeline.model.record import Head

Shape = Callable[[str], Any]
PROBE = "Probe Zwischentext"
SHAPES: tuple[Shape, ...] = (
    lambda text: text,
    lambda text: [text],
    lambda text: {"en": text},
    lambda text: {"a": text},
    lambda text: f"https://files.example/{text.replace(' ', '-')}",
)
"""The ways in which a field may take a text: as it is, in a list, by language, by a key, in an address."""

BASES: dict[type[Block], dict[str, Any]] = {
    Head: {"case": "planted", "title": "A case", "as_of": "2021-06-30", "threads": {"duty": "Duty"}},
    Source: {"id": "s1", "kind": "letter", "title": "A", "publisher": "board", "published": "2021-06-01"},
    Actor: {"id": "somebody", "kind": "person", "role": "other", "label": "Somebody"},
    Obligation: {**CAST["obligations"]["owed"], "id": "owed"},
}
LEFT_OUT = {"note", "accept", "name", "aliases", "id", "status", "profiles", "conventions"}
"""Never published, or about the case and not about people; ``name`` and ``aliases`` of an actor are what is withheld."""

Say = Callable[[type[Block], str], str]


def filled(cls: type[Block], base: dict[str, Any], say: Say, depth: int = 0) -> dict[str, Any]:
    """The block with a text of ``say`` in every field that takes one, blocks inside it included."""
    whole = dict(base)
    for name, info in cls.model_fields.items():
        key = info.alias or name
        if name in LEFT_OUT:
            continue
        shape, inner = free(cls, name), block_in(info.annotation)
        values = [shape(say(cls, name))] if shape is not None else []
        if inner is not None and depth < 4:
            values.insert(0, filled(inner, minimal(inner), say, depth + 1))
        _try(cls, whole, key, *values)
    return whole


def _try(cls: type[Block], whole: dict[str, Any], key: str, *values: Any) -> None:
    """Put the first value that the block takes there; a value already there stays where none does."""
    for value in values:
        try:
            cls.model_validate({**whole, key: value})
        except ValidationError:
            continue
        whole[key] = value
        return


@cache
def free(cls: type[Block], name: str) -> Shape | None:
    """How a field takes a free text; None if it takes none."""
    key = cls.model_fields[name].alias or name
    for shape in SHAPES:
        try:
            block = cls.model_validate({**minimal(cls), key: shape(PROBE)})
        except ValidationError:
            continue
        if any(word in json.dumps(block.model_dump(mode="json")[name]) for word in (PROBE, PROBE.replace(" ", "-"))):
            return shape
    return None


def block_in(annotation: Any) -> type[Block] | None:
    """The class of the blocks that can stand in a field."""
    if isinstance(annotation, type):
        return annotation if not typing.get_args(annotation) and issubclass(annotation, Block) else None
    return next((found for part in typing.get_args(annotation) if (found := block_in(part)) is not None), None)


@cache
def minimal(cls: type[Block]) -> dict[str, Any]:
    """A block with what it needs."""
    if cls in BASES:
        return BASES[cls]
    for name, kind in NAMED.items():
        if kind is cls:
            return {**sample(name), "id": "planted", "thread": "duty"}
    needed = {n: i for n, i in cls.model_fields.items() if i.is_required()}
    base = {i.alias or n: "2021-05" if is_time(cls, n) else made(i.annotation, i.metadata) for n, i in needed.items()}
    if "says" in cls.model_fields:
        base.setdefault("says", "Words")
    if "date" in cls.model_fields and cls.model_fields["date"].is_required():
        base["date"] = "2021-06-02"
    if "event" in cls.model_fields:
        base["event"] = "other"
    if "obligation" in cls.model_fields and "event" not in cls.model_fields:
        base["obligation"] = "owed"
    return base


def slots() -> Iterator[tuple[str, str]]:
    """Every (class, field) of the schema that takes a free text."""
    waiting: list[type[Block]] = [Head, Source, Actor, Obligation, *NAMED.values()]
    seen: set[type[Block]] = set()
    while waiting:
        cls = waiting.pop()
        if cls in seen:
            continue
        seen.add(cls)
        for name, info in cls.model_fields.items():
            inner = block_in(info.annotation)
            if inner is not None and name not in LEFT_OUT:
                waiting.append(inner)
            elif name not in LEFT_OUT and free(cls, name) is not None:
                yield cls.__name__, name


def planted(name: str, say: Say) -> dict[str, Any]:
    """A case with an event of a type, and a text of ``say`` in every field of every block of it."""
    head = filled(Head, BASES[Head], say)
    source = filled(Source, BASES[Source], say)
    source.pop("id")
    somebody = filled(Actor, BASES[Actor], say)
    somebody.pop("id")
    owed = filled(Obligation, BASES[Obligation], say)
    owed.pop("id")
    event = filled(NAMED[name], minimal(NAMED[name]), say)
    event.pop("id")
    return {
        **head,
        "sources": {"s1": source},
        "actors": {**CAST["actors"], "somebody": somebody},
        "events": {"other": OTHER, "planted": event},
        "obligations": {"owed": owed},
    }


# Names, and the ways to write them

_SYLLABLES = (
    "zab",
    "qui",
    "vor",
    "nex",
    "jul",
    "wyx",
    "fep",
    "gom",
    "hyr",
    "kaz",
    "lud",
    "myv",
    "pox",
    "ruq",
    "syb",
    "tiv",
)


def name_of(number: int) -> str:
    """A name that is nobody's and no part of another one."""
    a, b, c = _SYLLABLES[number % 16], _SYLLABLES[number // 16 % 16], chr(ord("a") + number // 256)
    return f"{a}{c}o {b}{a}{c}".title()


WAYS: dict[str, Shape] = {
    "plain": lambda name: name,
    "capitals": str.upper,
    "small letters": str.lower,
    "full width": lambda name: "".join(chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in name),
    "accents": lambda name: name.replace("a", "á").replace("u", "ü").replace("e", "ê"),
    "soft hyphen": lambda name: name[:2] + "\u00ad" + name[2:],
    "turned round": lambda name: ", ".join(reversed(name.split())),
    "initial": lambda name: f"{name[0]}. {name.split()[1]}",
    "hyphens": lambda name: name.lower().replace(" ", "-"),
    "run together": lambda name: name.replace(" ", ""),
    "entities": lambda name: "".join(f"&#{ord(ch)};" for ch in name),
    "hexadecimal entities": lambda name: "".join(f"&#x{ord(ch):x};" for ch in name),
    "percent signs": lambda name: "".join(f"%{ord(ch):02X}" for ch in name),
    "escapes": lambda name: "".join(f"\\u{ord(ch):04x}" for ch in name),
    "base64": lambda name: base64.b64encode(f"of {name}.".encode()).decode(),
    "gzip in base64": lambda name: base64.b64encode(gzip.compress(name.encode(), mtime=0)).decode(),
    "split by markup": lambda name: f"{name[:2]}<b>{name[2:4]}</b>{name[4:]}",
    "percent signs in entities": lambda name: "".join(
        f"&#{ord(ch)};" for ch in quote(name.replace(" ", "%20"), safe="%")
    ),
}
