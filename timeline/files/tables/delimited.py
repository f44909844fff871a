"""Values between commas, semicolons, tabs or bars: which of these, and the records, damaged ones included.

A quote that is never closed would swallow the rest of a file. So a record that does not end, or is not well formed,
costs its first line only: that line comes as a broken row, and reading goes on with the next one.
"""

from __future__ import annotations

import contextlib
import csv
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from timeline.files.tables.text import broken_bytes, encoding_of, lines_of
from timeline.files.tables.values import MAX_COLUMNS, Book, Note, Reading, Row, Table, TableError

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_WORDS = {**{word: sign for sign, word in DELIMITERS.items()}, "pipe": "|"}
_SAMPLE = 200
MAX_RECORD = 1_000
"""Lines that one record may have."""
_WASTE = 200_000
"""Lines that may be read again after records that did not end; then records may have few lines only."""


def read(path: Path, reading: Reading) -> Book:
    """A file of delimited values."""
    encoding = encoding_of(path, reading.encoding)
    sample = list(islice(lines_of(path, encoding.name), _SAMPLE))
    told = _told(sample)
    delimiter = _WORDS.get(reading.delimiter, reading.delimiter) or told or _delimiter(sample, path.suffix)
    if len(delimiter) != 1 or delimiter in '"\r\n ':
        hint = f"one of: {', '.join(_WORDS)}, or one sign"
        raise TableError("delimiter", f"{reading.delimiter!r} is no sign between values", hint)

    def rows() -> Iterator[Row]:
        return records(lines_of(path, encoding.name), delimiter, skip=bool(told))

    notes = list(encoding.notes)
    if delimiter != "," and not reading.delimiter:
        notes.append(Note("delimiter", f"values are separated by a {DELIMITERS.get(delimiter, repr(delimiter))}"))
    return Book("text", (Table("", rows, lines=True),), tuple(notes))


def _told(sample: list[str]) -> str:
    """The sign that a first line ``sep=;`` gives, as Excel reads it."""
    first = sample[0].strip().strip('"') if sample else ""
    return first[4:] if first.lower().startswith("sep=") and len(first) == 5 else ""


def _delimiter(sample: list[str], suffix: str) -> str:
    r"""The sign that cuts the most rows into the same number of values; the commonest form among equals.

    >>> _delimiter(["name;born\n", "Doe, Jane;1990\n"], ".csv")
    ';'
    """
    if suffix.lower() in (".tsv", ".tab") and any("\t" in line for line in sample):
        return "\t"
    best, found = (0.0, 0), ","
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        wide = [other for other in widths if other > 1]
        if width == 1 and len(wide) * 3 > len(widths):  # below many lines of preamble
            width, count = Counter(wide).most_common(1)[0]
        score = (round(count / len(widths), 1), width)
        if width > 1 and score > best:
            best, found = score, delimiter
    return found


def _widths(sample: list[str], delimiter: str) -> list[int]:
    """How many values each row of a sample has, as far as it can be read."""
    found: list[int] = []
    with contextlib.suppress(csv.Error):
        for row in csv.reader((line[:2000] for line in sample), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                found.append(len(row))
    return found


class _Lines:
    """Lines that can be handed back, and the record that they are being read for."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = enumerate(lines, 1)
        self._back: deque[tuple[int, str]] = deque()
        self.record: list[tuple[int, str]] = []
        self._wasted = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.record) >= (MAX_RECORD if self._wasted < _WASTE else 20):
            raise csv.Error("too many lines")
        numbered = self._back.popleft() if self._back else next(self._lines)
        self.record.append(numbered)
        return numbered[1]

    def hand_back(self) -> tuple[int, str]:
        """All lines of the record but the first, which is returned."""
        first, *others = self.record
        self._back.extendleft(reversed(others))
        self._wasted += len(others)
        self.record = []
        return first


def records(lines: Iterator[str], delimiter: str, *, skip: bool = False) -> Iterator[Row]:
    r"""The records of a file; ``skip`` leaves out the first line.

    >>> [row.cells for row in records(iter(['a,"b\n', 'c"\n', '1,"2\n', "3,4\n"]), ",")]
    [['a', 'b\nc'], ['1,"2'], ['3', '4']]
    """
    source = _Lines(lines)
    number = 0
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reader = csv.reader(source, delimiter=delimiter, strict=True)
            if not source.record:
                return
            line, text = source.hand_back()
            number += 1
            yield Row(number, line, [text.rstrip("\r\n")], _why(str(error)))
            continue
        number += 1
        line, source.record = source.record[0][0], []
        if number == 1 and skip:
            continue
        if len(cells) > MAX_COLUMNS:
            yield Row(number, line, cells[:50], f"has {len(cells)} values, more than any spreadsheet has columns")
        elif broken_bytes("".join(cells)):
            yield Row(number, line, cells, "holds bytes that are no text in the file's encoding")
        else:
            yield Row(number, line, cells)


def _why(said: str) -> str:
    if "expected after" in said:
        return "has a quotation mark within a quoted value: there it is written twice"
    if "field larger" in said:
        return f"holds a value of more than {csv.field_size_limit():,} characters"
    return "opens a quotation mark that is not closed"
