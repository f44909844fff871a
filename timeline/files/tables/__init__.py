"""Files of rows: the formats that are read, as a list one can read, and how a file's format is told.

By what was said, else by its first bytes, else by its name's ending, else by its first sign.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from timeline.files.tables import delimited, markwhen, records, workbook
from timeline.files.tables.values import Book, Note, Reading, Row, Table, TableError
from timeline.problems import nearest

__all__ = ["FORMATS", "Book", "Format", "Note", "Reading", "Row", "Table", "TableError", "open_book"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, the endings of such files, and what reads it."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Path, Reading], Book]


FORMATS: tuple[Format, ...] = (
    Format("csv", (".csv", ".tsv", ".tab", ".txt"), delimited.read),
    Format("xlsx", (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), workbook.read),
    Format("json", (".json",), records.read),
    Format("jsonl", (".jsonl", ".ndjson"), records.read_lines),
    Format("markwhen", (".mw", ".markwhen"), markwhen.read),
)
"""TimelineJS is none of its own: its sheets are spreadsheets, and its JSON is told by its keys."""


def open_book(path: Path, reading: Reading, formats: tuple[Format, ...] = FORMATS) -> Book:
    """A file as tables of rows; TableError with a sentence and a way out if it is none, or not there."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise TableError("missing-file", "there is no such file", "check the path") from None
    except OSError as error:
        raise TableError("unreadable", f"the file cannot be read: {error.strerror}", "check its permissions") from None
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise TableError("empty-file", "the file is empty", "save it again from the program that made it")
    return _format(path, head, reading, formats).read(path, reading)


def _format(path: Path, head: bytes, reading: Reading, formats: tuple[Format, ...]) -> Format:
    named = {form.name: form for form in formats}
    if reading.form:
        if reading.form not in named:
            raise TableError("format", f"there is no format {reading.form!r} here", nearest(reading.form, named))
        return named[reading.form]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")) and "xlsx" in named:
        return named["xlsx"]
    for form in formats:
        if path.suffix.lower() in form.endings and form.name != "xlsx":
            return form
    sign = head.lstrip(b" \t\r\n\xef\xbb\xbf")[:1]
    if sign in (b"{", b"["):
        return named["jsonl" if sign == b"{" and b"}\n{" in head.replace(b"\r", b"") else "json"]
    return named["csv"]
