"""A case as tables: a row an event, source, actor, obligation or claim; a column a field, named as in the case file.

The first column's heading says what the rows are (``timeline:event``) and its cells which; headings in brackets are
worked out from the rest and say nothing of their own when a table is read back. Knows nothing of files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from timeline.exports.cells import MARK, cell, field_cell, neutral
from timeline.exports.document import KEPT_BACK
from timeline.exports.material import Made, Material, as_made
from timeline.model.block import Block
from timeline.view.tongue import tongue

_SHORT = ("type", "title", "when", "modality", "cites")
_LIMITED = "(not for publication)"

Worked = Mapping[str, Callable[[str], str]]
"""Columns that are worked out: heading, and the cell for an id."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings; ``name`` is that of a sheet."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def events(material: Material, *, without: tuple[str, ...] = ()) -> Table:
    """One row an event, in reading order, with the solved bounds beside what was written."""
    intervals, cards = material.dated.intervals, {card.id: card for card in material.view.cards}
    happened = tongue(material.view.language)("export.occurred")
    worked: Worked = {
        "(date in words)": lambda id_: intervals[id_].words(material.view.language),
        "(earliest)": lambda id_: _iso(intervals[id_].earliest),
        "(latest)": lambda id_: _iso(intervals[id_].latest),
        "(end earliest)": lambda id_: _iso(intervals[id_].end_earliest),
        "(end latest)": lambda id_: _iso(intervals[id_].end_latest),
        "(status)": lambda id_: cards[id_].modality_words or happened,
    }
    written = material.dated.record.events
    return _table(material, "event", [written[id_] for id_ in cards], worked, without)


def every_table(material: Material) -> tuple[Table, ...]:
    """All of a case: its events, sources, actors and obligations, the claims of all of them, and the case itself."""
    record = material.dated.record
    owed = {one.id: one for one in material.view.owed}
    standing: Worked = {
        "(status)": lambda id_: owed[id_].status_words,
        "(open)": lambda id_: owed[id_].days_open_words,
        "(due)": lambda id_: owed[id_].due_words,
    }
    apart = ("claims",)
    return (
        events(material, without=apart),
        _table(material, "source", record.sources.values(), {}, apart),
        _table(material, "actor", record.actors.values(), {}, apart),
        _table(material, "obligation", [record.obligations[id_] for id_ in owed], standing, apart),
        _claims(material),
        _head(material),
    )


def _table(material: Material, kind: str, blocks: Iterable[Block], worked: Worked, without: tuple[str, ...]) -> Table:
    listed = list(blocks)
    columns = _columns(listed, ("id", *KEPT_BACK, *without))
    worked = {**worked, **_warning(material)}
    rows = []
    for block in listed:
        id_: str = getattr(block, "id", "")
        cells = [field_cell(block, name) if name in type(block).model_fields else "" for name in columns.values()]
        rows.append((id_, *cells, *(make(id_) for make in worked.values())))
    return Table(f"{kind}s", (MARK + kind, *columns, *worked), tuple(rows))


def _columns(blocks: Iterable[Block], without: tuple[str, ...]) -> dict[str, str]:
    """The fields that at least one block writes, heading to name, in the order of their classes."""
    used: dict[type[Block], set[str]] = {}
    for block in blocks:
        used.setdefault(type(block), set()).update(block.model_fields_set)
    places: dict[str, tuple[int, str]] = {}
    for cls, names in used.items():
        for place, (name, info) in enumerate(cls.model_fields.items()):
            if name in names and name not in without:
                places.setdefault(info.alias or name, (place, name))
    return {heading: name for heading, (_, name) in sorted(places.items(), key=lambda item: item[1][0])}


def _claims(material: Material) -> Table:
    """One row a claim, named by the kind and id of what it stands on and its place there, from 1."""
    record = material.dated.record
    claims = list(record.claims())
    columns = _columns([claim for *_, claim in claims], KEPT_BACK)
    warning = _warning(material)
    rows = [
        (f"{kind} {id_} {number + 1}", *(field_cell(claim, name) for name in columns.values()), *_cells(warning))
        for kind, id_, number, claim in claims
    ]
    return Table("claims", (f"{MARK}claim", *columns, *warning), tuple(rows))


def _head(material: Material) -> Table:
    """What stands at the top of the case: a row a field."""
    head = material.dated.record.head
    names = [name for name in type(head).model_fields if name not in KEPT_BACK and head.typed(name)]
    rows = [(name, cell(getattr(head, name)), *_cells(_warning(material))) for name in names]
    return Table("case", (f"{MARK}case", "value", *_warning(material)), tuple(rows))


def _warning(material: Material) -> Worked:
    """A column that says of every row that it is not for the public."""
    return {_LIMITED: lambda _: material.notice} if material.notice else {}


def _cells(worked: Worked) -> tuple[str, ...]:
    return tuple(make("") for make in worked.values())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def to_short_csv(material: Material) -> Made:
    """The same with what a reader of the page looks for first; a page carries it, and every byte of it is loaded."""
    written = {name for event in material.dated.record.events.values() for name in type(event).model_fields}
    return _csv(events(material, without=tuple(written - set(_SHORT))))


def to_csv(material: Material) -> Made:
    """The events as CSV in UTF-8, with the byte order mark by which spreadsheets know it."""
    return _csv(events(material))


def _csv(table: Table) -> Made:
    out = io.StringIO()
    rows = [table.head, *table.rows]
    csv.writer(out, lineterminator="\r\n").writerows([neutral(text) for text in row] for row in rows)
    return as_made("\ufeff" + out.getvalue(), "\n".join(text for row in rows for text in row))
