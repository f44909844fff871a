"""Does every id name something that is there?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from timeline.model.block import Block, _inside, references
from timeline.model.evidence import DateClaim, is_time
from timeline.model.obligation import Due
from timeline.model.record import Record
from timeline.problems import Problem, nearest, quoted
from timeline.when.claims import PUBLICATION, parse_claim

_A = {
    "actor": "an actor",
    "event": "an event",
    "source": "a source",
    "obligation": "an obligation",
    "thread": "a thread",
}


def unknown_ids(record: Record) -> Iterator[Problem]:
    """Every reference names a block of the right kind; the nearest name is offered."""
    near = _Nearest(record)
    corrections = (("correction", one) for one in record.head.corrections)
    for kind, block in (*corrections, *record.blocks()):
        id_: str = getattr(block, "id", "") or getattr(block, "date", "")
        for reference in references(block):
            if reference.to == "claim" or reference.id in record.table(reference.to) or reference.id in record.broken:
                continue
            what = f"{kind} {quoted(id_)}, {_path(reference.path)}"
            yield Problem(
                block.where(*reference.path),
                "unknown-id",
                f"{what}: {quoted(reference.id)} is not {_A[reference.to]} of this case",
                near.hint(reference.id, reference.to),
            )


def unknown_anchors(record: Record) -> Iterator[Problem]:
    """A type's own days, and those of claims and findings, count from what is there; dating sees to the rest."""
    near = _Nearest(record)
    for kind, block in record.blocks():
        for inner, name, text in _times(block):
            for anchor in parse_claim(text).anchors:
                known = not anchor.name or anchor.name == PUBLICATION or anchor.name in record.broken
                if not known and anchor.name not in record.events and anchor.name not in record.sources:
                    what = f"{kind} {quoted(getattr(block, 'id', ''))}, {quoted(name)}"
                    message = f"{what}: there is no event or source {quoted(anchor.name)} to count from"
                    yield Problem(inner.where(name), "unknown-id", message, near.hint(anchor.name, "event"))


def _times(block: Block) -> Iterator[tuple[Block, str, str]]:
    """Every claim about time in a block but those that place events, tenures and due days."""
    for name, time in _timed(type(block)):
        value = getattr(block, name)
        if time and isinstance(value, str):
            yield block, name, value
        elif value and not isinstance(value, str):  # most fields are empty
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Block):
                    yield from _times(item)


@cache
def _timed(cls: type[Block]) -> tuple[tuple[str, bool], ...]:
    """The fields of a class that are claims about time, or can hold blocks: (field, a time or not)."""
    if issubclass(cls, DateClaim | Due):
        return ()
    fields = ((name, is_time(cls, name), _inside(info.annotation)[1]) for name, info in cls.model_fields.items())
    return tuple((name, time) for name, time, blocks in fields if time or blocks)


def unknown_claims(record: Record) -> Iterator[Problem]:
    """``contradicts``, ``cause_claim`` and ``statements`` name claims: by id on the same block, or EVENT.ID."""
    known = claim_ids(record)
    near = _Nearest(record)
    for kind, block in record.blocks():
        id_: str = getattr(block, "id", "")
        for reference in references(block):
            full = full_claim_id(id_, reference.id) if reference.to == "claim" else ""
            if full and full not in known and full.partition(".")[0] not in record.broken:
                yield Problem(
                    block.where(*reference.path),
                    "unknown-id",
                    f"{kind} {quoted(id_)}, {_path(reference.path)}: there is no claim {quoted(reference.id)}",
                    near.claim(reference.id, block, known) + "; a claim elsewhere is written EVENT.ID",
                )


def repeated_claims(record: Record) -> Iterator[Problem]:
    """A claim's id is unique on its block."""
    for kind, block in record.blocks():
        seen: set[str] = set()
        for claim in getattr(block, "claims", ()):
            if claim.id and claim.id in seen:
                message = f"{kind} {quoted(getattr(block, 'id', ''))} has two claims with the id {quoted(claim.id)}"
                yield Problem(claim.where("id"), "repeated-id", message, "give each claim its own id")
            seen.add(claim.id or "")


def own_self(record: Record) -> Iterator[Problem]:
    """No event leads to itself."""
    for event in record.events.values():
        for name, _, link in event.links():
            if link.event == event.id:
                message = f"event {quoted(event.id)} {name} itself"
                yield Problem(link.at, "self-reference", message, "name the other event")
        if event.id in event.after_same_day:
            message = f"event {quoted(event.id)} after_same_day itself"
            yield Problem(event.where("after_same_day"), "self-reference", message, "name the other event")


def publishers(record: Record) -> Iterator[Problem]:
    """A publisher is best an actor: then sources of one publisher can be counted as one."""
    near = _Nearest(record)
    for source in record.sources.values():
        if source.publisher not in record.actors:
            yield Problem(
                source.where("publisher"),
                "unlisted-publisher",
                f"source {quoted(source.id)}: the publisher {quoted(source.publisher)} is not among the actors",
                near.hint(source.publisher, "actor") + "; it is shown as typed",
                "info",
            )


def full_claim_id(block: str, claim: str) -> str:
    """``BLOCK.CLAIM``, whether or not the block was written."""
    return claim if "." in claim else f"{block}.{claim}"


def claim_ids(record: Record) -> set[str]:
    """Every claim that has an id, as BLOCK.CLAIM."""
    return {f"{id_}.{claim.id}" for _, id_, _, claim in record.claims() if claim.id}


class _Nearest:
    """Hints for names nobody defined. Each name is looked up once, and only so many of them: where hundreds are unknown
    it is not hints that are missing, and comparing each with every name would take the square of the case's size.
    """

    def __init__(self, record: Record, most: int = 30) -> None:
        self._record, self._left = record, most
        self._known: dict[tuple[str, str], str] = {}

    def hint(self, typed: str, to: str) -> str:
        """The nearest name of the right kind, or what else the name belongs to."""
        return self._once(typed, to, lambda: [*self._record.table(to), *self._record.broken])

    def claim(self, typed: str, block: Block, known: Iterable[str]) -> str:
        """The nearest claim of the same block, else of any."""
        own = [claim.id for claim in getattr(block, "claims", ()) if claim.id] if self._left else []
        return self._once(typed, f"claim of {getattr(block, 'id', '')}", lambda: [*own, *known])

    def _once(self, typed: str, to: str, names: Callable[[], Iterable[str]]) -> str:
        if (typed, to) not in self._known:
            if self._left <= 0:
                return "many names are not defined; begin with the first of them"
            self._left -= 1
            self._known[typed, to] = self._hint(typed, to, nearest(typed, names()))
        return self._known[typed, to]

    def _hint(self, typed: str, to: str, near: str) -> str:
        for other in ("actor", "event", "source", "obligation"):
            if to in _A and other != to and typed in self._record.table(other) and not near.startswith("did you mean"):
                return f"it is the id of {_A[other]}; {near}"
        return near


def _path(path: tuple[int | str, ...]) -> str:
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}" if part else ""
        else:
            words.append(repr(str(part)))
    return ", ".join(words)
