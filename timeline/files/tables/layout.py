"""Where a table begins and ends: its header, what stands above it, and the rows that are none (totals, notes).

The header is the first row of short words that is about as wide as the table; values, dates and long texts are no words
of a header. What is left out is said, row for row. Knows nothing of what columns mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median

from timeline.files.tables.values import Note, Row, Table, TableError
from timeline.problems import quoted

_SAMPLE = 60
_VALUE = re.compile(r"[-+($€£\s]*\d[\d.,:/\s%)T-]*(?:[ap]m)?\Z|https?://|=", re.IGNORECASE)
_TOTAL = re.compile(
    r"\W*(?:grand |sub-?|running )?(?:totals?|subtotals?|sum|average|mean|count)(?: (?:for|of|in)\b.{0,60})?\W*\Z", re.I
)
_NUMBER = re.compile(r"[-+($€£\s]*\d[\d.,\s]*[%)]?\Z")
OWN = ("import row", "import reason")
"""Columns of a rejects file that are the importer's own and no part of a row."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, and the number of the row that names them; 0 where the format does."""

    columns: tuple[str, ...]
    header: int
    notes: tuple[Note, ...] = ()


def letters(index: int) -> str:
    """A column as spreadsheets call it.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name, index = "", index + 1
    while index:
        index, left = divmod(index - 1, 26)
        name = chr(65 + left) + name
    return name


def layout_of(table: Table, header: int | None = None) -> Layout | None:
    """How a table is laid out; None if it holds nothing. ``header`` is the row that names the columns, 0 for none."""
    if table.names is not None:
        return Layout(_named(table.names, table, 0)[0], 0)
    sample = list(islice(_filled(table.rows()), _SAMPLE))
    if not sample:
        return None
    if header == 0:
        width = max(len(row.cells) for row in sample)
        return Layout(tuple(f"Column {letters(index)}" for index in range(width)), 0)
    if header:
        row = next((row for row in table.rows() if row.number == header), None)
        if row is None or not any(cell.strip() for cell in row.cells):
            raise TableError("no-header", f"row {header} is empty", "say with --header which row names the columns")
    else:
        found = _header(sample)
        if found is None:
            hint = "say which row does with --header N; --header 0 if none does"
            raise TableError("no-header", f"no row{_of(table)} names the columns", hint)
        row = found
    above = [other for other in sample if other.number < row.number]
    width = max((index + 1 for other in sample for index, cell in enumerate(other.cells) if cell.strip()), default=0)
    names, notes = _named(row.cells[:width], table, row.number)
    notes = [*_preamble(above, table), *notes]
    return Layout(names, row.number, tuple(notes))


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.broken or any(cell.strip() for cell in row.cells))


def _of(table: Table) -> str:
    return f" of sheet {quoted(table.name)}" if table.name else ""


def _header(sample: list[Row]) -> Row | None:
    """The first row of words that is about as wide as the widest such row, and as the rows below it."""
    fills = {row.number: sum(bool(cell.strip()) for cell in row.cells) for row in sample}
    usual = median(fills.values())
    words = [row for row in sample[:30] if not row.broken and _is_words(row.cells)]
    wide = [row for row in words if fills[row.number] >= min(2, usual) and fills[row.number] * 2 >= usual]
    most = max((fills[row.number] for row in wide), default=0)
    return next((row for row in wide if fills[row.number] * 5 >= most * 4), None)


def _is_words(cells: list[str]) -> bool:
    """Short words, hardly any of them twice."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if any(len(cell) > 80 or "\n\n" in cell or _VALUE.match(cell) for cell in said):
        return False
    return len(said) > 0 and len(set(map(str.lower, said))) * 2 > len(said)


def _named(cells: Iterable[str], table: Table, header: int) -> tuple[tuple[str, ...], list[Note]]:
    """Names of columns, each once: a second one is numbered, a blank one called by its letter."""
    listed = [" ".join(cell.split()) for cell in cells]
    joined = _joined_above(table, header)
    found: dict[str, None] = {}
    notes = []
    for index, cell in enumerate(listed):
        said = f"{joined[index]} {cell}".strip() if index in joined else cell
        name, number = said or f"Column {letters(index)}", 2
        while name in found:
            name, number = f"{said} ({number})", number + 1
        if said and name != said:
            message = f"two columns are called {quoted(said)}; column {letters(index)} is called {quoted(name)} here"
            notes.append(Note("repeated-header", message, row=header))
        found[name] = None
    return tuple(found), notes


def _joined_above(table: Table, header: int) -> dict[int, str]:
    """What a cell joined over several columns right above the header says of each of them."""
    wide = [cells for cells in table.merged if cells[0] <= header - 2 <= cells[2] and cells[1] < cells[3]]
    if not wide:
        return {}
    row = next(row for row in table.rows() if row.number == header - 1)
    said = {column: row.cells[first] for _, first, _, last in wide for column in range(first, last + 1)}
    return {column: " ".join(text.split()) for column, text in said.items()}


def _preamble(above: list[Row], table: Table) -> Iterator[Note]:
    if above:
        first = quoted(" ".join(" ".join(cell for cell in above[0].cells if cell).split()))
        message = f"what stands above the header{_of(table)} was left out ({len(above)}): {first}"
        yield Note("preamble", message, "say --header N if the header is another row", above[0].number)


class Sorter:
    """Tells the rows of a table from what only looks like one; ``notes`` says what was left out, once all are read."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self.notes: list[Note] = []
        self._table, self._layout = table, layout
        self._header = [name.lower() for name in layout.columns]

    def rows(self) -> Iterator[Row]:
        """The rows that count, each with one cell a column at least; broken ones too."""
        width, sheet = len(self._layout.columns), self._table.names is None
        held: list[Row] = []
        for row in self._table.rows():
            if row.number <= self._layout.header:
                continue
            if row.broken:
                yield from held
                held = []
                yield row
                continue
            said = [cell for cell in row.cells if cell and not cell.isspace()]
            if not said or (sheet and self._left_out(row, said)):
                continue
            if sheet and len(said) == 1 and width > 2 and row.cells[0].strip() and not _VALUE.match(said[0]):
                held.append(row)  # a note, if nothing follows but more of them
                continue
            if held:
                yield from held
                held = []
            yield row
        for row in held:
            message = (
                f"row {row.number}{_of(self._table)} is a note below the table and was left out: {quoted(row.cells[0])}"
            )
            self.notes.append(Note("trailing-note", message, row=row.number))

    def _left_out(self, row: Row, said: list[str]) -> bool:
        if _TOTAL.match(said[0]) and all(_NUMBER.match(cell) for cell in said[1:]) and len(self._header) > 1:
            message = f"row {row.number}{_of(self._table)} is a total and was left out: {quoted(' '.join(said))}"
            self.notes.append(Note("total", message, row=row.number))
            return True
        if (
            self._layout.header
            and len(said) > 1
            and [cell.strip().lower() for cell in row.cells if cell] == self._header
        ):
            message = f"row {row.number}{_of(self._table)} repeats the header and was left out"
            self.notes.append(Note("repeated-header", message, row=row.number))
            return True
        return False
