"""Spreadsheets: XLSX and whatever else calamine reads (XLS, XLSB, ODS), sheet by sheet.

A workbook is opened in a process with limits, once; its rows wait in a temporary file, so that memory does not grow
with them. Formulas are never computed: the value that was saved counts, and a formula without one stays text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from timeline.files.apart import apart, why_not
from timeline.files.tables.values import Book, Note, Reading, Row, Table, TableError
from timeline.problems import nearest, quoted

SECONDS = 240
MAX_BYTES = 512 * 1024 * 1024
_PIECE = 1024 * 1024
_HINT = "open it in a spreadsheet program, delete what is empty beside and below the table, and save it as XLSX or CSV"


def read(path: Path, reading: Reading) -> Book:
    """Every sheet of a workbook that has rows; hidden ones too, which is said."""
    if path.stat().st_size > MAX_BYTES:
        raise TableError(
            "too-large", f"the file is larger than {MAX_BYTES // 2**20} MiB", "split it, or save it as CSV"
        )
    spool = _Spool()
    with path.open("rb") as file:
        if refused := apart("table", file, spool.file, SECONDS):
            raise TableError("unreadable", f"the spreadsheet {refused.why}", _HINT)
    tables: list[Table] = []
    notes: list[Note] = []
    epoch = 0
    for start, said in spool.parts():
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


class _Spool:
    """A file without a name, which is gone when nobody can ask for its rows any more."""

    def __init__(self) -> None:
        self.file = TemporaryFile()  # noqa: SIM115 - it lives as long as the tables do

    def lines(self, place: int) -> Iterator[tuple[int, bytes]]:
        """Each line with the place behind it; several readers may go on in turns."""
        rest, behind = b"", place
        while True:
            self.file.seek(place)
            piece = self.file.read(_PIECE)
            place += len(piece)
            lines = (rest + piece).split(b"\n")
            rest = lines.pop()
            for line in lines:
                behind += len(line) + 1
                yield behind, line
            if not piece:
                if rest:
                    yield place, rest
                return

    def parts(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """What the workbook and each sheet say, with the place behind it."""
        return ((place, json.loads(line)) for place, line in self.lines(0) if line[:1] == b"{")

    def rows(self, start: int) -> Iterator[Row]:
        """The rows of a sheet that begin there."""
        for number, (_, line) in enumerate(self.lines(start), 1):
            cells = json.loads(line)
            if cells is None:
                return
            yield Row(number, number, cells)


def _table(spool: _Spool, start: int, said: Mapping[str, Any], epoch: int) -> Table:
    merged = tuple(tuple(cells) for cells in said["merged"])
    joined = [cells for cells in merged if cells[0] != cells[2] and cells[1] == cells[3]]

    def rows() -> Iterator[Row]:
        return _filled(spool.rows(start), joined) if joined else spool.rows(start)

    return Table(said["sheet"], rows, epoch=epoch, hidden=frozenset(said["hidden"]), merged=merged)


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
