"""A case as rows, one an event and one the case, and back; and what may be asked of such rows. Knows no engine.

What goes in is what an export for the same readers holds: names are handled, notes stay behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from timeline.build import Examined, examine, examine_record, prove
from timeline.case import Case
from timeline.exports.document import as_json, document
from timeline.files import read_text
from timeline.kinds import Kinds
from timeline.kinds.imported import ImportedRow
from timeline.model.block import say
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.problems import CaseError, has_errors
from timeline.publish import Audience, redact

Row = dict[str, Any]
BY = ("type", "modality", "agency", "place", "year", "case")
"""What events can be counted by."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which events are meant; nothing said means all.

    ``types`` and their narrower forms; the ``agency`` and the ``place`` by name. An event is within ``since`` and
    ``until`` if it may be, as far as its dates say; with ``certain`` only if it must be.
    """

    types: tuple[str, ...] = ()
    agency: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A case on its way into a store; without ``case`` it could not be read, and ``problem`` says why."""

    path: str
    case: Row | None
    events: tuple[Row, ...] = ()
    problem: str = ""


def rows_of(path: Path, audience: Audience, kinds: Kinds) -> Rows:
    """Read one case and make its rows."""
    try:
        return _rows(path, examine(path, kinds), audience)
    except CaseError as error:
        first = next((problem for problem in error.problems if problem.is_error), None)
        errors = sum(problem.is_error for problem in error.problems)
        more = f"\nand {errors - 1} more errors: timeline check {path.as_posix()}" if errors > 1 else ""
        return Rows(path.as_posix(), None, (), f"{first}{more}")


def _rows(path: Path, examined: Examined, audience: Audience) -> Rows:
    if examined.dated is None or has_errors(examined.problems):
        raise CaseError(examined.problems)
    redacted = redact(examined.dated.record, audience, whole=examined.whole)
    record, intervals = redacted.record, examined.dated.intervals
    whole = document(record)
    events: Mapping[str, Any] = whole.pop("events", {})
    head = as_json(whole, indent=None)
    raw = {id_: as_json(block, indent=None) for id_, block in events.items()}
    prove(examined, redacted, {"store": "\n".join((head, *raw.values()))})
    language, name = record.head.language, record.head.case
    rows = [
        {
            "case": name,
            "number": number,
            "id": event.id,
            "type": event.type,
            "modality": event.modality,
            "title": say(event.title, language),
            "earliest": intervals[event.id].earliest,
            "latest": intervals[event.id].latest,
            "end_earliest": intervals[event.id].end_earliest,
            "end_latest": intervals[event.id].end_latest,
            "agency": _agency(record, event),
            "place": record.head.place or "",
            "raw": raw[event.id],
        }
        for number, event in enumerate(record.events.values())
    ]
    case = {"case": name, "title": say(record.head.title, language), "events": len(rows), "head": head}
    return Rows(path.as_posix(), case, tuple(rows))


def _agency(record: Record, event: Event) -> str:
    """The name of the first institution among those the event names, or that one of them is within; "" for none."""
    for _, named in event.roles():
        actor, seen = record.actors.get(named), set[str]()
        while actor and actor.id not in seen:
            seen.add(actor.id)
            if actor.kind == "institution":
                return say(actor.name or actor.label or actor.id, record.head.language)
            actor = record.actors.get(actor.within or "")
    return ""


def case_of(name: str, head: str, events: Iterable[tuple[str, str]], kinds: Kinds) -> tuple[Case, str]:
    """A case from its rows, and its text as one file of JSON."""
    whole = {**json.loads(head), "events": {id_: json.loads(raw) for id_, raw in events}}
    text = as_json(whole) + "\n"
    return Case(examine_record(read_text(text, f"{name}.json", kinds), Path(f"{name}.json"), None)), text


def narrower(types: Sequence[str], kinds: Kinds) -> tuple[str, ...]:
    """The types, and those that are one of them in a narrower form."""
    every: Kinds = (*kinds, ImportedRow)
    return tuple(own for kind in every for own in kind.is_a()[:1] if set(kind.is_a()) & set(types))
