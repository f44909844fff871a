"""A table of ours that was edited in a spreadsheet, held against the case it came from: which fields changed, and how.

A cell that still says what the export wrote changes nothing. Rows that are gone delete nothing, rows nobody knows add
nothing, and a cell whose text was redacted is never written back. Knows no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.exports.cells import field_cell, marked, takes_a_list, typed
from timeline.exports.document import as_json
from timeline.exports.workbook import TOO_LONG
from timeline.files.edits import Path
from timeline.files.yaml import parse
from timeline.model.block import Block
from timeline.model.evidence import Claim
from timeline.model.record import Record
from timeline.problems import At, Problem, nearest, quoted

Rows = Sequence[Sequence[str]]
_SECTIONS = {"event": "events", "source": "sources", "actor": "actors", "obligation": "obligations"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field of which a table says something else than the case; ``value`` is YAML on one line, None for no field."""

    at: At
    """The cell: the table's name, the row, the column."""
    what: str
    """"event ruling"."""
    field: str
    old: str
    new: str
    file: str
    path: Path
    value: str | None


def kind_of(rows: Rows) -> str:
    """What the rows of a table are, if this project wrote it: event, source, actor, obligation, claim, case; else "".

    >>> kind_of([["timeline:event", "title"]])
    'event'
    """
    kind = marked(rows[0][0]) if rows and rows[0] else None
    return kind if kind in {*_SECTIONS, "claim", "case"} else ""


def changes(record: Record, shown: Record, rows: Rows, name: str) -> tuple[list[Change], list[Problem]]:
    """What a table would change in a case, and what of it cannot be done.

    ``shown`` is the record as its readers see it, which the table was made from; ``name`` stands for the table in
    messages, whose lines are its rows.
    """
    found: list[Change] = []
    problems: list[Problem] = []
    kind = kind_of(rows)
    heads = [typed(str(cell)) for cell in rows[0]]
    for number, row in enumerate(rows[1:], 2):
        cells = [typed(str(cell)) for cell in row]
        if not any(cell.strip() for cell in cells):
            continue
        try:
            block, seen, path, what = _found(record, shown, kind, cells[0].strip())
        except KeyError:
            problems.append(_unknown(record, kind, cells[0].strip(), At(name, number, 1)))
            continue
        if any(cell.strip() for cell in cells[len(heads) :]):
            message, at = (
                "there is text beyond the last heading, which is of no field",
                At(name, number, len(heads) + 1),
            )
            problems.append(Problem(at, "unknown-column", message, "move it under its heading", "warning"))
        fields = [cells[0], *heads[2:]] if kind == "case" else heads[1:]
        for column, (heading, cell) in enumerate(zip(fields, cells[1:], strict=False), 2):
            if heading.startswith("("):
                continue
            place = At(name, number, column)
            made = _change(block, seen, heading, cell, place)
            if isinstance(made, Problem):
                problems.append(made)
            elif made is not None:
                old, new, value = made
                found.append(Change(place, what, heading, old, new, block.at.file, (*path, heading), value))
    return found, problems


def _unknown(record: Record, kind: str, id_: str, at: At) -> Problem:
    """A row that is nothing of the case."""
    if not id_:
        message = f"the row does not say which {kind} it is; it adds nothing"
        return Problem(at, "unknown-row", message, "new ones are written in the case", "warning")
    known = [" ".join([k, b, str(n + 1)]) for k, b, n, _ in record.claims()] if kind == "claim" else []
    known = known or list(record.table(kind)) if kind in _SECTIONS else known
    return Problem(
        at, "unknown-row", f"the case has no {kind} {quoted(id_)}; the row adds nothing", nearest(id_, known), "warning"
    )


def _found(record: Record, shown: Record, kind: str, id_: str) -> tuple[Block, Block, Path, str]:
    """The block a row is about, as written and as shown, its path in the case, and what to call it."""
    if kind == "case":
        if id_ not in type(record.head).model_fields:
            raise KeyError(id_)
        return record.head, shown.head, (), "case"
    if kind == "claim":
        claims = {f"{k} {b} {n + 1}": (k, b, n, claim) for k, b, n, claim in record.claims()}
        section, owner, number, claim = claims[id_]
        seen = next(c for k, b, n, c in shown.claims() if (k, b, n) == (section, owner, number))
        return claim, seen, (_SECTIONS[section], owner, "claims", number), f"claim {number + 1} of {section} {owner}"
    return record.table(kind)[id_], shown.table(kind)[id_], (_SECTIONS[kind], id_), f"{kind} {id_}"


def _change(block: Block, seen: Block, heading: str, cell: str, at: At) -> tuple[str, str, str | None] | Problem | None:
    """Old cell, new cell and new YAML; a Problem if it cannot be taken; None if nothing changed."""
    fields = type(block).model_fields
    names = {info.alias or name: name for name, info in fields.items() if name != "id" or isinstance(block, Claim)}
    if heading not in names:
        if not cell.strip():
            return None  # a column of other types
        message = f"a {type(block).__name__} has no field {quoted(heading)}"
        return Problem(at, "unknown-column", message, nearest(heading, names), "warning")
    name = names[heading]
    old, new = _lines(field_cell(seen, name)), _lines(cell)
    if new.strip() == old.strip() or new.startswith(TOO_LONG):
        return None
    if field_cell(block, name) != field_cell(seen, name):
        message = f"{quoted(heading)} was exported without a withheld name, and would lose it"
        return Problem(at, "redacted-cell", message, "change it in the case file", "warning")
    try:
        return old, new, _yaml(type(block), name, new)
    except ValueError as error:
        return Problem(at, "bad-cell", f"{quoted(heading)}: {error}", "write it as in the case file")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _yaml(cls: type[Block], name: str, cell: str) -> str | None:
    """A cell as YAML on one line; None if it is empty. ValueError if it looks like data and is none."""
    text = cell.strip()
    if not text:
        return None
    if text.startswith(("{", "[", '"')):
        read = parse(f"v: {' '.join(text.splitlines())}".encode(), "cell")
        if read.problems:
            raise ValueError(read.problems[0].message)
        return as_json(read.value["v"], indent=None)
    parts: Any = [part.strip() for part in text.split(";") if part.strip()] if takes_a_list(cls, name) else [text]
    return as_json(parts[0] if len(parts) == 1 else parts, indent=None)
