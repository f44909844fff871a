"""Before anything is imported: how a file is laid out, what its columns are taken for, how its dates are read.

One pass over the rows gathers what decides about dates. The plan can be shown and confirmed. Writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from timeline.files.tables import Book, Note, Reading, Row, Table, TableError, timelinejs
from timeline.files.tables.layout import Layout, Sorter, layout_of
from timeline.imports.dates import Column, DateError, Told
from timeline.imports.existing import digests
from timeline.imports.fields import LEFT_OUT, NOTE, Target, actor_names, guess, is_private, target_of
from timeline.imports.people import slug
from timeline.imports.problems import Problems, RowProblem
from timeline.kinds import KINDS, Kinds, by_name
from timeline.problems import At, Severity, nearest, quoted

_SAMPLE = 200
_UNIT = 5_000
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever imports says; everything has a rule or a guess that stands where nothing is said."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """``TYPE`` for every row, or ``WORD=TYPE`` for those whose type column says the word."""
    kinds: Kinds = KINDS
    reading: Reading = field(default_factory=Reading)
    header: int | None = None
    told: Told = field(default_factory=Told)
    undated: bool = False
    """No column says when, and that is as it should be."""
    split_by: str = ""
    case: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    as_of: str = ""


class OptionError(ValueError):
    """An option that does not fit the file: wrong usage."""


@dataclass(frozen=True)
class Sheet:
    """One table with its plan."""

    table: Table
    layout: Layout
    mapping: Mapping[str, Target]
    markup: bool = False
    """Whether its texts hold markup, as TimelineJS has it."""

    several: bool = False
    """Whether the file has other tables too, so that a row needs its sheet's name."""

    def label(self, row: Row) -> str:
        """A row as messages name it: "row 7", "row 7 of 'Log'"."""
        return f"row {row.number} of {quoted(self.table.name)}" if self.several else f"row {row.number}"

    def is_title(self, row: Row) -> bool:
        """Whether a row is the title slide of TimelineJS, which is no event."""
        if not self.markup:
            return False
        said = (row.cells[at].strip().lower() for at in self._types if at < len(row.cells))
        return any(word in ("title", "start") for word in said)

    @cached_property
    def _types(self) -> tuple[int, ...]:
        return tuple(index for index, target in enumerate(self.mapping.values()) if target.field == "type")


@dataclass(frozen=True)
class Plan:
    """A file with everything that was decided about it."""

    path: Path
    book: Book
    sheets: tuple[Sheet, ...]
    dates: Mapping[str, Column]
    guessed: frozenset[str]
    sha256: str
    key: str
    ids: frozenset[str]
    """Every id that the table gives."""
    rows: int
    problems: Problems

    @property
    def mapping(self) -> dict[str, Target]:
        """All columns of all sheets."""
        return {name: target for sheet in reversed(self.sheets) for name, target in sheet.mapping.items()}

    @property
    def name(self) -> str:
        """The file as an id."""
        return slug(self.path.name.partition(".")[0], 40) or "table"


def plan(path: Path, book: Book, options: Options, progress: Progress = lambda what, rows: None) -> Plan:
    """Decide how an opened file is read; TableError if it cannot be, OptionError if an option does not fit it."""
    types_of(options)
    problems = Problems()
    sheets, guessed = _sheets(book, options, problems, path)
    for note in book.notes:
        add_note(problems, path, note)
    columns, ids, rows = _seen(path, sheets, options, progress)
    if not rows:
        raise TableError("no-rows", "there are no rows below the header", "check the file, the sheet and --header")
    for column in columns.values():
        if words := column.words():
            wrong = column.decided in ("", "both")
            hint = "say --dates day-first or --dates month-first" if wrong else ""
            problems.note(str(path), "date-order", words, hint)
    sha256, key = digests(path)
    return Plan(path, book, tuple(sheets), columns, frozenset(guessed), sha256, key, frozenset(ids), rows, problems)


def add_note(problems: Problems, path: Path, note: Note) -> None:
    """A note of a reader as a problem."""
    at = At(str(path), note.row, 1 if note.row else 0)
    severity: Severity = "warning" if note.severity == "warning" else "info"
    problems.add(RowProblem(at, note.code, note.message, note.hint, severity, note.row))


def _sheets(book: Book, options: Options, problems: Problems, path: Path) -> tuple[list[Sheet], set[str]]:
    sheets: list[Sheet] = []
    guessed: set[str] = set()
    laid = [(table, layout) for table in book.tables if (layout := layout_of(table, options.header))]
    known = {name for _, layout in laid for name in layout.columns}
    wanted = _given(options, known)
    for table, layout in laid:
        for note in layout.notes:
            add_note(problems, path, note)
        given = {name: target for name, target in wanted.items() if name in layout.columns}
        mapping = guess(layout.columns, given, options.kinds)
        if "*" in options.leave_out:
            mapping = {
                name: Target(LEFT_OUT) if target.field == NOTE and name not in given else target
                for name, target in mapping.items()
            }
        mapping = _with_dates(table, layout, mapping, given, options, path)
        guessed |= set(mapping) - set(given)
        sheets.append(Sheet(table, layout, mapping, timelinejs.is_sheet(layout.columns), len(laid) > 1))
    private = sorted(
        {
            name
            for sheet in sheets
            for name, target in sheet.mapping.items()
            if target.field == LEFT_OUT and name in guessed and is_private(name)
        }
    )
    if private:
        message = f"columns that may identify people were left out: {', '.join(map(quoted, private))}"
        problems.note(
            str(path), "private-column", message, "map a column by hand to keep it: --map 'COLUMN=note'", "warning"
        )
    return sheets, guessed


def _given(options: Options, known: set[str]) -> dict[str, Target]:
    """What ``--map`` and ``--leave-out`` say, or OptionError."""
    found: dict[str, Target] = {}
    folded = {name.strip().lower(): name for name in known}
    for column, field_ in (*options.mapping.items(), *((name, LEFT_OUT) for name in options.leave_out if name != "*")):
        name = folded.get(column.strip().lower())
        if name is None:
            raise OptionError(f"there is no column {quoted(column)}; {nearest(column, known)}")
        try:
            found[name] = target_of(field_, options.kinds)
        except ValueError as error:
            raise OptionError(str(error)) from None
    singles = [
        str(target)
        for target in found.values()
        if target.field not in (LEFT_OUT, NOTE) and not _may_repeat(target, options)
    ]
    if twice := next((name for name in singles if singles.count(name) > 1), ""):
        raise OptionError(f"two columns are mapped to {quoted(twice)}, which takes one; map the other to note")
    if options.split_by and options.split_by.strip().lower() not in folded:
        raise OptionError(
            f"there is no column {quoted(options.split_by)} to split by; {nearest(options.split_by, known)}"
        )
    return found


def _may_repeat(target: Target, options: Options) -> bool:
    return target.field in actor_names(options.kinds) and not target.part


def _with_dates(
    table: Table, layout: Layout, mapping: dict[str, Target], given: Mapping[str, Target], options: Options, path: Path
) -> dict[str, Target]:
    """A table without a date by its headers: the one column whose values are dates."""
    fields = {target.field for target in mapping.values()}
    if fields & {"when", "year"} or options.undated or not mapping:
        return mapping
    sample = [row.cells for row in islice(Sorter(table, layout).rows(), _SAMPLE) if not row.broken]
    found = []
    for index, name in enumerate(layout.columns):
        said = [cells[index].strip() for cells in sample if index < len(cells) and cells[index].strip()]
        if name not in given and said and sum(map(_is_date, said)) * 5 >= len(said) * 4:
            found.append(name)
    if len(found) == 1:
        return {**mapping, found[0]: Target("when")}
    listed = f" ({', '.join(map(quoted, found))})" if found else ""
    message = f"it is not clear which column says when{listed}" if found else "no column says when"
    raise TableError("no-dates", message, "say which does with --map 'COLUMN=when'; or --undated if none does")


def _is_date(text: str) -> bool:
    if re.fullmatch(r"\d{1,3}|\d{5,}(?:\.\d+)?|\d{4}", text):
        return False
    try:
        return Column("", Told(order="month-first", century_from=1950)).read(text).claims != ("unknown",)
    except DateError as error:
        return error.code == "ambiguous-date" or "month-first" in error.message or "day-first" in error.message


def _seen(
    path: Path, sheets: list[Sheet], options: Options, progress: Progress
) -> tuple[dict[str, Column], set[str], int]:
    """What the dates of each column show together, the ids the table gives, and how many rows there are."""
    columns: dict[str, Column] = {}
    ids: set[str] = set()
    rows = 0
    for sheet in sheets:
        dated: list[tuple[int, Column]] = []
        id_at = -1
        for index, name in enumerate(sheet.layout.columns):
            if sheet.mapping[name].field in ("when", "end"):
                column = columns.setdefault(name, Column(name, options.told, sheet.table.epoch, sheet.table.order))
                dated.append((index, column))
            elif sheet.mapping[name].field == "id":
                id_at = index
        for row in Sorter(sheet.table, sheet.layout).rows():
            if sheet.is_title(row):
                continue
            rows += 1
            if rows % _UNIT == 0:
                progress("reading", rows)
            if row.broken:
                continue
            for index, column in dated:
                if index < len(row.cells) and (cell := row.cells[index].strip()):
                    column.see(cell, row.number)
            if 0 <= id_at < len(row.cells) and (cell := row.cells[id_at].strip()):
                ids.add(row_id(cell))
    return columns, ids, rows


def row_id(cell: str) -> str:
    """The id that a cell of an id column gives.

    >>> row_id("CR-2019/044"), row_id("17")
    ('cr-2019-044', 'x-17')
    """
    return slug(cell, 64)


def types_of(options: Options) -> tuple[str, dict[str, str]]:
    """The type for every row, and those by the words of the table; OptionError for a type that does not exist."""
    named = by_name(options.kinds)
    every, words = "", {}
    for typed in options.types:
        word, _, name = typed.rpartition("=")
        if name.strip() not in named:
            raise OptionError(f"there is no event type {quoted(name)}; {nearest(name.strip(), named)}")
        if word:
            words[word.strip().lower()] = name.strip()
        else:
            every = name.strip()
    return every, words
