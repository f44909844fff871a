"""What differs between two records, field by field: the evidence for a correction, in no words yet.

Knows nothing of dates that follow from other dates, and nothing of how a reader is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.model.block import Block
from timeline.model.evidence import Citation, Claim, DateClaim
from timeline.model.quantity import Quantity
from timeline.model.record import Record
from timeline.model.relations import Link

_NOT_READ = frozenset(
    """
    id note accept naming basis exception reviewed_by reviewed_on aliases sha256 archive corrections profiles
    conventions case
    """.split()
)
"""Fields that no reader sees, or that tell of corrections themselves."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one block that differs; ``field`` is the kind of block where a whole block came or went."""

    kind: str
    """event, source, actor, obligation, or case."""
    id: str
    field: str
    old: Any
    new: Any
    """The values as the model holds them; None where there is none."""


def differences(old: Record, new: Record) -> Iterator[Difference]:
    """Every field that differs and every block that came or went: the head first, then as the new record has them."""
    yield from _fields("case", new.head.case, old.head, new.head)
    for kind in ("source", "actor", "event", "obligation"):
        before, after = old.table(kind), new.table(kind)
        for id_, block in after.items():
            if id_ in before:
                yield from _fields(kind, id_, before[id_], block)
            else:
                yield Difference(kind, id_, kind, None, block)
        for id_, block in before.items():
            if id_ not in after:
                yield Difference(kind, id_, kind, block, None)


def _fields(kind: str, id_: str, old: Block, new: Block) -> Iterator[Difference]:
    for name in dict.fromkeys([*type(new).model_fields, *type(old).model_fields]):
        if name not in _NOT_READ:
            before, after = getattr(old, name, None), getattr(new, name, None)
            if plain_value(before) != plain_value(after):
                yield Difference(kind, id_, name, before, after)


def plain_value(value: Any) -> Any:
    """A value as JSON holds it: what a curator would type, without notes and defaults; None for nothing."""
    if isinstance(value, tuple | list):
        listed = [plain_value(item) for item in value]
        return None if not listed else listed[0] if len(listed) == 1 else listed
    if isinstance(value, Mapping):
        return {key: plain_value(item) for key, item in value.items()} or None
    if isinstance(value, Citation):
        place = " ".join(part for part in (value.source, value.locator) if part)
        return {"source": place, "quote": value.quote} if value.quote else place
    if isinstance(value, Quantity):
        return str(value)
    if isinstance(value, DateClaim) and not (
        value.cites or value.quote or value.doubtful or value.status == "conflict"
    ):
        return value.claim
    if isinstance(value, Link) and set(value.model_fields_set) == {"event"}:
        return value.event
    if isinstance(value, Block):
        names = [name for name in type(value).model_fields if name in value.model_fields_set and name not in _NOT_READ]
        return {name: plain_value(getattr(value, name)) for name in names}
    return value


def renamed(old: Block, new: Block) -> bool:
    """True if two blocks with different ids are one and the same thing."""
    return type(old) is type(new) and plain_value(old) == plain_value(new)


def same_claim(one: Claim, other: Claim) -> bool:
    """True if two claims of a block are versions of one: the same id, or the same speaker on the same thing."""
    if one.id or other.id:
        return one.id == other.id
    return (one.by, one.about, one.stance) == (other.by, other.about, other.stance)
