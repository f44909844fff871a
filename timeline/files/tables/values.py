"""What every format of rows is read into: a book of tables, each of rows with the numbers their program counts by.

Knows no format and no meaning of a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

MAX_COLUMNS = 20_000
"""More than any spreadsheet program has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file: its number as spreadsheets count, the line it starts on, and its cells."""

    number: int
    line: int
    cells: list[str]
    broken: str = ""
    """Why it could not be read; its cells then hold what stands there, as far as it can be shown."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something decided or noticed while a file was read: a code, a sentence, and where."""

    code: str
    message: str
    hint: str = ""
    row: int = 0
    severity: str = "info"


@dataclass(frozen=True)
class Table:
    """Rows that share their columns: a sheet, or a whole file. ``rows`` begins anew each time it is called."""

    name: str
    """The sheet's; "" where a file has only one table."""
    rows: Callable[[], Iterator[Row]]
    names: tuple[str, ...] | None = None
    """The columns, where the format names them; where it is None, the header has to be found."""
    epoch: int = 0
    """The year that day numbers are counted from: 1900 or 1904; 0 if the file does not say."""
    order: str = ""
    """How the format itself says that dates in figures are written: "month-first", "day-first"; else ""."""
    hidden: frozenset[int] = frozenset()
    """The numbers of rows that the program does not show."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Cells joined into one, rows and columns from 0: first row, first column, last row, last column."""
    lines: bool = False
    """Whether a row's line is a place in a text that can be cited."""


@dataclass(frozen=True)
class Book:
    """A file that was opened: what it is, its tables, and what there is to say about how it was read."""

    form: str
    tables: tuple[Table, ...]
    notes: tuple[Note, ...] = ()
    head: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself as a whole: title, summary."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What whoever imports says of the file, so that nothing has to be detected."""

    form: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()


class TableError(Exception):
    """A file that cannot be read at all: a code, a sentence, a way out, and the line if there is one."""

    def __init__(self, code: str, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line = code, message, hint, line
