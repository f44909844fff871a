"""Spreadsheets: XLSX and whatever else calamine reads (XLS, XLSB, ODS), sheet by sheet.

A workbook is opened in a process with limits, once; its rows wait in a temporary file, so that memory does not grow
with them. Formulas are never computed: the value that was saved counts, and a formula without one stays text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from timeline.files.apart import apart, why_not
from timeline.files.tables.values import Book, Note, Reading, Row, Table, TableError
from timeline.problems import nearest, quoted

SECONDS = 240
MAX_BYTES = 512 * 1024 * 1024
_HINT = "open it in a spreadsheet program, delete what is empty beside and below the table, and save it as XLSX or CSV"


def read(path: Path, reading: Reading) -> Book:
    """Every sheet of a workbook that has rows; hidden ones too, which is said."""
    if path.stat().st_size > MAX_BYTES:
        raise TableError(
            "too-large", f"the file is larger than {MAX_BYTES // 2**20} MiB", "split it, or save it as CSV"
        )
    spool = TemporaryFile()  # noqa: SIM115 - it lives as long as the rows are asked for
    with path.open("rb") as file:
        if refused := apart("table", file, spool, SECONDS):
            raise TableError("unreadable", f"the spreadsheet {refused.why}", _HINT)
    tables: list[Table] = []
    notes: list[Note] = []
    epoch = 0
    for start, said in _parts(spool):
        if refused := why_not("table", said):
            raise TableError(
                "unreadable", f"the spreadsheet {refused.why}", refused.hint if "pip" in refused.hint else _HINT
            )
        if "epoch" in said:
            epoch = said["epoch"]
            continue
        tables.append(_table(spool, start, said, epoch))
        notes += _notes(said)
    if epoch == 1904:
        notes.append(Note("epoch", "days are counted from 1904, as the workbook says"))
    return Book("spreadsheet", _chosen(tables, reading.sheets), tuple(notes))


def _parts(spool: IO[bytes]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What the workbook and each sheet say, with the place in the spool behind it."""
    spool.seek(0)
    while line := spool.readline():
        if line[:1] == b"{":
            place = spool.tell()
            yield place, json.loads(line)
            spool.seek(place)


def _table(spool: IO[bytes], start: int, said: Mapping[str, Any], epoch: int) -> Table:
    merged = tuple(tuple(cells) for cells in said["merged"])
    joined = [cells for cells in merged if cells[0] != cells[2] and cells[1] == cells[3]]

    def rows() -> Iterator[Row]:
        return _filled(_rows(spool, start), joined)

    return Table(said["sheet"], rows, epoch=epoch, hidden=frozenset(said["hidden"]), merged=merged)


def _rows(spool: IO[bytes], start: int) -> Iterator[Row]:
    place, number = start, 0
    while True:
        spool.seek(place)
        line = spool.readline()
        place = spool.tell()
        cells = json.loads(line) if line else None
        if cells is None:
            return
        number += 1
        yield Row(number, number, cells)


def _filled(rows: Iterator[Row], joined: list[tuple[int, ...]]) -> Iterator[Row]:
    """Cells joined over several rows say the same in each of them that says anything."""
    pending = sorted(joined, reverse=True)
    running: dict[int, tuple[int, str]] = {}  # column: last row, text
    for row in rows:
        while pending and pending[-1][0] == row.number - 1:
            _, column, last, _ = pending.pop()
            running[column] = (last, row.cells[column] if column < len(row.cells) else "")
        blank = not any(row.cells)
        for column, (last, text) in list(running.items()):
            row.cells.extend([""] * (column + 1 - len(row.cells)))
            row.cells[column] = "" if blank else text
            if last == row.number - 1:
                del running[column]
        yield row


def _notes(said: Mapping[str, Any]) -> Iterator[Note]:
    sheet = f"sheet {quoted(said['sheet'])}"
    if not said["visible"]:
        yield Note(
            "hidden", f"{sheet} is hidden in the workbook; it was read like the others", "leave it out with --sheet"
        )
    if said["hidden"]:
        listed = ", ".join(map(str, said["hidden"][:8])) + (" …" if len(said["hidden"]) > 8 else "")
        message = f"{sheet} has hidden rows ({len(said['hidden'])}), which were read like the others: {listed}"
        yield Note("hidden", message, "a filter may have been left on")
    joined = sum(cells[0] != cells[2] and cells[1] == cells[3] for cells in said["merged"])
    if joined:
        yield Note("merged", f"{sheet} has cells joined over several rows ({joined}); each row was given their value")


def _chosen(tables: list[Table], wanted: tuple[str, ...]) -> tuple[Table, ...]:
    named = {table.name: table for table in tables}
    for name in wanted:
        if name not in named:
            raise TableError("no-sheet", f"there is no sheet {quoted(name)}", nearest(name, named))
    return tuple(named[name] for name in wanted) if wanted else tuple(tables)
