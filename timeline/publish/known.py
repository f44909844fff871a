"""A case as it was known on a day: only what sources say that had certainly been published by then.

A citation of a later source is gone, and with it whatever rests on later sources alone: blocks, claims, date claims,
relations, obligations, assessments. References to what is gone go too, so that what is left still hangs together.
Words of a block that was known stay as they are written now, and so do its fields, unless they have citations of
their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from timeline.model.actors import Actor
from timeline.model.block import Block, _plan, references
from timeline.model.event import Condition, Event
from timeline.model.evidence import Citation, DateClaim, Source, is_time
from timeline.model.obligation import Due, Obligation
from timeline.model.record import Head, Record
from timeline.when.claims import PUBLICATION, TimeClaim, parse_claim
from timeline.when.edtf import parse_date

_NOT_PUBLIC_YET = {
    "en": "something that was not public on this day",
    "es": "algo que ese día aún no era público",
}
_GONE: Any = object()
_FROM_PUBLICATION = ("weekday", "month", "publication")


def known_on(record: Record, day: date) -> Record:
    """The record as far as it was public by the end of a day; the same once everything was.

    A source counts from the day it was certainly published: the last one that its ``published`` allows, without one
    the day it was ``accessed``, and in any case the day the record itself was brought up to date.
    """
    latest = parse_date(record.head.as_of).latest or date.max
    gone = _Gone(record, {id_ for id_, source in record.sources.items() if _certainly(source, latest) > day})
    sources, events, obligations = (gone.left(kind) for kind in ("source", "event", "obligation"))
    actors = _actors(record, gone, [*sources.values(), *events.values(), *obligations.values()])
    head = _head(record, day, events)
    return Record(head, sources, actors, events, obligations, record.broken, record.private)


def _certainly(source: Source, latest: date) -> date:
    """The day by which it was certainly public: the record that cites it was made by then."""
    published = source.published_on
    accessed = parse_date(source.accessed).latest if source.accessed else None
    found = (published.latest if published else None) or accessed or latest
    began = (published.earliest if published else None) or date.min
    return min(found, latest) if began <= latest else found


class _Gone:
    """What was not known yet, by kind, and what a block looks like without it."""

    def __init__(self, record: Record, sources: set[str]) -> None:
        self.record, self.sources = record, sources
        self.ids: dict[str, set[str]] = {"source": sources, "event": set(), "obligation": set(), "claim": set()}
        while self._spread():
            pass

    def _spread(self) -> bool:
        """From what is gone to what cannot stand without it; True if there was any."""
        before = sum(map(len, self.ids.values()))
        for kind, block in self.record.blocks():
            if kind in ("event", "obligation"):
                id_: str = block.id  # type: ignore[attr-defined]
                if id_ not in self.ids[kind] and self.pruned(block, id_) is _GONE:
                    self.ids[kind].add(id_)
        for kind, id_, _, claim in self.record.claims():
            if claim.id and (id_ in self.ids.get(kind, ()) or self.unsupported(claim)):
                self.ids["claim"].add(f"{id_}.{claim.id}")
        return sum(map(len, self.ids.values())) > before

    def left(self, kind: str) -> dict[str, Any]:
        """The blocks of one kind that are left, without what is gone."""
        blocks: Mapping[str, Any] = self.record.table(kind)
        return {id_: self.pruned(block, id_) for id_, block in blocks.items() if id_ not in self.ids[kind]}

    def unsupported(self, block: Block) -> bool:
        """It has citations, and every one is of a later source."""
        cites: Iterable[Citation] = getattr(block, "cites", ())
        return bool(cites) and all(cite.source in self.sources for cite in cites)

    def pruned(self, block: Any, owner: str, around: tuple[Citation, ...] = ()) -> Any:
        """A block without what is gone, the very same if nothing is; _GONE if it cannot stand.

        ``owner`` is the id of the whole block it is a part of, ``around`` what it cites if it has no citation itself.
        """
        if self.unsupported(block):
            return _GONE
        cites = tuple(getattr(block, "cites", ()) or around)
        changed: dict[str, Any] = {}
        cls: type[Block] = type(block)
        for name, to, time in _fields(cls):
            before = getattr(block, name)
            after = self._value(before, to, owner, cites)
            if time and isinstance(before, str) and not self._readable(parse_claim(before), cites):
                after = _GONE
            if after is _GONE and isinstance(before, Due):
                after = Due.model_validate("unspecified")
            elif after is _GONE:
                if isinstance(block, Condition) and block.polarity == "must_occur":
                    return _waiting(block)
                info = cls.model_fields[name]
                if info.is_required() or isinstance(block, Condition | Due) or name == "cause_claim":
                    return _GONE
                after = info.get_default(call_default_factory=True)
            if after is not before:
                changed[name] = after
        if changed.get("when") == () and isinstance(block, Event):
            changed["when"] = (DateClaim(claim="unknown"),)
        if isinstance(block, Obligation) and block.logic == "any" and any(map(self._open, block.conditions)):
            changed["conditions"] = ()
        return block.model_copy(update=changed) if changed else block

    def _value(self, value: Any, to: str, owner: str, cites: tuple[Citation, ...]) -> Any:
        if isinstance(value, Citation):
            return _GONE if value.source in self.sources else value
        if isinstance(value, Block):
            return self.pruned(value, owner, cites)
        if isinstance(value, str) and to in self.ids:
            full = f"{owner}.{value}" if to == "claim" and "." not in value else value
            return _GONE if full in self.ids[to] else value
        if isinstance(value, tuple) and value:
            kept = tuple(one for item in value if (one := self._value(item, to, owner, cites)) is not _GONE)
            same = len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True))
            return value if same else kept
        return value

    def _readable(self, read: TimeClaim, cites: tuple[Citation, ...]) -> bool:
        """What the claim counts from is known, and so is the source whose publication day it was read from."""
        names = {anchor.name for anchor in read.anchors}
        if not names.isdisjoint(self.ids["event"] | self.sources):
            return False
        if read.form not in _FROM_PUBLICATION and PUBLICATION not in names:
            return True
        sources = [self.record.sources[cite.source] for cite in cites if cite.source in self.record.sources]
        dated = next((source.id for source in sources if source.published), "")
        return dated not in self.sources

    def _open(self, condition: Condition) -> bool:
        """A way in that was open: what would have closed it was not known to have happened."""
        lost = condition.event in self.ids["event"] or condition.obligation in self.ids["obligation"]
        return lost and condition.polarity == "must_not_occur" and not self.unsupported(condition)


@cache
def _fields(cls: type[Block]) -> tuple[tuple[str, str, bool], ...]:
    """The fields that can name something, hold blocks or count from something: name, what it names, a time or not."""
    names = dict(_plan(cls))
    times = {name for name in cls.model_fields if is_time(cls, name)}
    return tuple(
        (name, names.get(name, ""), name in times) for name in cls.model_fields if name in names or name in times
    )


def _waiting(condition: Condition) -> Condition:
    """A condition whose event was not public: not known to have come true, and there all the same."""
    return condition.model_copy(update={"event": None, "obligation": None, "says": condition.says or _NOT_PUBLIC_YET})


def _actors(record: Record, gone: _Gone, blocks: Iterable[Block]) -> dict[str, Actor]:
    """The actors of what was known, whoever tells of them; of those that nothing names, what was known themselves."""
    seen = {
        id_: gone.pruned(actor.model_copy(update={"cites": ()}) if gone.unsupported(actor) else actor, id_)
        for id_, actor in record.actors.items()
    }
    named = _named(record.actors, (block for kind, block in record.blocks() if kind != "actor"))
    alone = {id_ for id_, actor in record.actors.items() if id_ not in named and not gone.unsupported(actor)}
    kept = _named(seen, [*blocks, *(seen[id_] for id_ in alone)]) | alone
    return {id_: actor for id_, actor in seen.items() if id_ in kept}


def _named(actors: Mapping[str, Actor], blocks: Iterable[Block]) -> set[str]:
    """The actors that blocks name, and those that these name in turn."""
    found: set[str] = set()
    queue = [one for block in blocks for one in _names(block)]
    while queue:
        id_ = queue.pop()
        if id_ in actors and id_ not in found:
            found.add(id_)
            queue += _names(actors[id_])
    return found


def _names(block: Block) -> Iterator[str]:
    if isinstance(block, Source):
        yield block.publisher
    yield from (reference.id for reference in references(block) if reference.to == "actor")


def _head(record: Record, day: date, events: Mapping[str, Event]) -> Head:
    """The head as of the day: threads and corrections of what was known, those of the day or before."""
    head = record.head
    used, now = ({event.thread for event in some.values()} for some in (record.events, events))
    corrections = tuple(
        one
        for one in head.corrections
        if (parse_date(one.date).latest or date.max) <= day and (one.event is None or one.event in events)
    )
    latest = parse_date(head.as_of).latest
    changed: dict[str, Any] = {
        "as_of": day.isoformat() if latest and latest > day else head.as_of,
        "threads": {id_: words for id_, words in head.threads.items() if id_ in now or id_ not in used},
        "corrections": corrections,
    }
    return head.model_copy(update=changed)
