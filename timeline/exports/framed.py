"""Rows of a data frame as a case: each column a field of the case file, each row an event.

A cell is read as the exported tables write it: lists joined with "; ", JSON where there is no short form. Every mistake
is reported with its row, as a curator's would be with its line. Knows no frame library: it is given rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from timeline.exports.cells import takes_a_list
from timeline.exports.document import written_as
from timeline.exports.frames import BOUNDS, WORKED, columns_of
from timeline.exports.material import Material
from timeline.files.case import Loaded, read_blocks
from timeline.files.yaml import parse
from timeline.kinds import Kinds, by_name
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.model.typed import Map, Seq, Text
from timeline.problems import At, Problem, nearest, quoted
from timeline.view.chosen import fold

NAME = "frame"
"""What stands for the file in messages; the line is the row, counted from 1 without the headings."""


@dataclass(slots=True)
class _Mark:
    line: int
    column: int
    name: str = NAME


def rows_of(frame: Any) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns and rows of a frame of pandas or polars, or of a list of dictionaries.

    ValueError for anything else.
    """
    if hasattr(frame, "to_dicts"):
        return list(map(str, frame.columns)), frame.to_dicts()
    if hasattr(frame, "to_dict") and hasattr(frame, "columns"):
        rows = frame.to_dict("records")
        return list(map(str, frame.columns)), [{str(key): cell for key, cell in row.items()} for row in rows]
    if isinstance(frame, Sequence) and all(isinstance(row, Mapping) for row in frame):
        return list(dict.fromkeys(str(key) for row in frame for key in row)), [dict(row) for row in frame]
    what = type(frame).__name__
    raise ValueError(f"a {what} is no data frame; give one of pandas or polars, or a list of dictionaries")


def loaded(
    frame: Any,
    head: Mapping[str, Any],
    sections: Mapping[str, Mapping[str, Any]],
    kinds: Kinds,
    columns: Mapping[str, str | None],
    fill: Mapping[str, Any],
    before: tuple[Material, Record] | None = None,
) -> Loaded:
    """A frame as what reading a case file gives: ``sections`` are its sources, actors and obligations.

    A row of an event that ``before`` has too, a case as shown and as written, changes only those of its fields whose
    cells say something else than the frame of that case.
    """
    names, rows = rows_of(frame)
    fields = {name: columns.get(name, name) for name in names}
    types = by_name(kinds)
    known = {info.alias or field for cls in types.values() for field, info in cls.model_fields.items()} | set(WORKED)
    problems = list(_unknown(fields, known))
    used = {name: field for name, field in fields.items() if field is not None and field in known}
    was = _Before(*before) if before else _Before(None, None)
    events = Map()
    for number, row in enumerate(rows):
        block, found = _event(row, number, used, types, fill, was)
        problems += found
        events[_id(block, number, events)] = block
    blocks = {name: _typed(dict(section), _Mark(0, 0)) for name, section in sections.items()}
    read = read_blocks(_typed(dict(head), _Mark(0, 0)), {**blocks, "events": events}, kinds)
    record = read.record
    if record is not None and before is not None:
        tables = (record.sources, record.actors, record.events, record.obligations)
        record = Record(record.head, *tables, record.broken, before[1].private)
    return Loaded(record, (*problems, *read.problems), ())


def _unknown(fields: Mapping[str, str | None], known: Iterable[str]) -> Iterator[Problem]:
    for column, (name, field) in enumerate(fields.items(), 1):
        if field is not None and field not in known:
            message = f"the column {quoted(name)} is not a field of an event, and is left out"
            hint = f"{nearest(field, known)}; columns={{{name!r}: 'field'}} says which it is, None that it is none"
            yield Problem(At(NAME, 1, column), "unknown-column", message, hint, "warning")


class _Before:
    """The events of the case that a frame came from: what was written, and the cells its own frame has."""

    def __init__(self, material: Material | None, record: Record | None) -> None:
        columns = columns_of(material, fields=True) if material else {}
        ids = columns.get("id", [])
        self.cells = {id_: {name: as_text(cells[at]) for name, cells in columns.items()} for at, id_ in enumerate(ids)}
        self.written = {id_: written_as(record.events[id_]) for id_ in ids} if record else {}


def _event(
    row: Mapping[str, Any],
    number: int,
    used: Mapping[str, str],
    types: Mapping[str, type[Event]],
    fill: Mapping[str, Any],
    was: _Before,
) -> tuple[Map, list[Problem]]:
    """One row as a block that knows its row and columns."""
    id_ = next((as_text(row.get(name)) for name, field in used.items() if field == "id"), "")
    cells: dict[str, tuple[Any, int]] = {}
    same = was.cells.get(id_, {})
    for at, (name, field) in enumerate(used.items()):
        text = as_text(row.get(name))
        if (text or field in same) and (field == "id" or text != same.get(field)):
            cells[field] = text, at
    place = _Mark(number, 0)
    block: Map = _typed(was.written.get(id_, {}), place)
    cells = {**{name: (value, 0) for name, value in fill.items() if name not in {*cells, *block}}, **cells}
    cls = types.get(str(cells.get("type", (block.get("type", ""),))[0]), Event)
    names = {info.alias or field: field for field, info in cls.model_fields.items()}
    problems: list[Problem] = []
    for field, (value, at) in cells.items():
        if field in WORKED:
            continue
        block.pop(field, None)
        try:
            given = _cell(cls, names.get(field, ""), value) if isinstance(value, str) else value
        except ValueError as error:
            where = At(NAME, number + 1, at + 1)
            problems.append(Problem(where, "bad-cell", f"{quoted(field)}: {error}", "write it as in the case file"))
            continue
        if given not in ("", []):
            block[_text(field, _Mark(number, at))] = _typed(given, _Mark(number, at))
    if "when" not in block or ("when" not in cells and not cells.keys().isdisjoint(BOUNDS)):
        block.pop("when", None)
        block[_text("when", place)] = _typed(list(_when(row, used)), place)
    return block, problems


def as_text(value: Any) -> str:
    """A cell as a curator would have typed it; nothing for a missing value.

    >>> as_text(date(2019, 7, 4)), as_text(3.0), as_text(float("nan"))
    ('2019-07-04', '3', '')
    """
    if value is None or value != value or str(value) in ("NaT", "<NA>"):  # noqa: PLR0124 - what is not itself is missing
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _cell(cls: type[Event], field: str, text: str) -> Any:
    """A cell as plain data: JSON where it looks like it, several values where the field takes them."""
    if text.startswith(("{", "[{", '["', '"')):
        read = parse(f"v: {' '.join(text.splitlines())}".encode(), NAME)
        if read.problems:
            raise ValueError(read.problems[0].message)
        return read.value["v"]
    if field and takes_a_list(cls, field):
        return [part.strip() for part in text.split(";") if part.strip()]
    return text


def _when(row: Mapping[str, Any], used: Mapping[str, str]) -> Iterator[str]:
    """Date claims from columns of bounds; unknown where there are none."""
    cells = {field: as_text(row.get(name)) for name, field in used.items() if field in WORKED}
    first, last, end_first, end_last = (cells.get(key, "") for key in BOUNDS)
    if cells.get("span") == "true":
        yield from _bounded("start", first, last)
        yield from _bounded("end", end_first, end_last)
    elif first or last:
        yield first if first == last else f"[{first}..{last}]"
    else:
        yield "unknown"


def _bounded(side: str, first: str, last: str) -> Iterator[str]:
    """One end of what lasts: on a day, or not before one and not after another."""
    if first and first == last:
        yield f"{side} on {first}"
        return
    if first:
        yield f"{side} since {first}"
    if last:
        yield f"{side} by {last}"


def _id(block: Map, number: int, taken: Map) -> Text:
    """The id of a row: the one it has, else letters of its title, else its number."""
    typed = block.pop("id", None)
    slug = re.sub(r"[^a-z0-9]+", "-", fold(str(block.get("title", "")))).strip("-")[:40].strip("-")
    name = str(typed) if typed else slug if slug[:1].isalpha() else f"row-{number + 1}"
    if not typed and name in taken:
        name = f"{name}-{number + 1}"
    return _text(name, _Mark(number, 0))


def _text(text: str, mark: _Mark) -> Text:
    made = Text(text)
    made.mark = mark
    return made


def _typed(value: Any, mark: _Mark) -> Any:
    """Plain data with a place, all of it the same one."""
    if isinstance(value, Map | Seq | Text):
        return value
    if isinstance(value, Mapping):
        made = Map({_text(str(key), mark): _typed(inner, mark) for key, inner in value.items()})
        made.mark = mark
        return made
    if isinstance(value, list | tuple):
        listed = Seq(_typed(inner, mark) for inner in value)
        listed.mark = mark
        return listed
    return value if value is None or isinstance(value, bool) else _text(as_text(value), mark)
