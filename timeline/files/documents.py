"""An archived copy as text with places: lines, pages, paragraphs, times, cells, as far as its format has them.

Plain text is read here; web pages, PDFs and spreadsheets are opened in a process of their own, with limits, because a
copy may be hostile. Knows nothing of cases and citations.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise, zip_longest
from tempfile import TemporaryFile
from typing import Any

from timeline.files.apart import Refused, apart, why_not
from timeline.files.quotes import Folded
from timeline.problems import quoted

SECONDS = 20
"""Computing time that one copy may take to be opened; where the system cannot bound that, six times as long."""
MAX_UNITS = 1_000_000

_PAGE = re.compile(rb"\s*(<!--.{0,500}?-->\s*|<\?xml.{0,200}?>\s*)*<(!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_SAVED = re.compile(rb"(From: <Saved by|MIME-Version:|Snapshot-Content-Location:)", re.I)
_BREAK = re.compile(r"\r\n|\r|\n")
_PRINTED = re.compile(r"\s*(?:¶\s?(\d{1,4})[.)]?|\(?(\d{1,4})[.)])(?=\s|$)")
_STAMP = re.compile(r"\s*[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d\d)(?:[.,]\d+)?[\])]?(?=\s|$)")
_UNTIL = re.compile(r"\s*-->\s*")

Range = tuple[int, int]
"""Units from the first to the one after the last."""


@dataclass(frozen=True)
class Document:
    """The text of a copy in units: lines of text, blocks of a web page, lines of a PDF, rows of a spreadsheet."""

    form: str
    """What it is, in words: "text", "web page", "PDF", "spreadsheet"."""
    units: tuple[str, ...]
    pages: tuple[tuple[int, int, str], ...] = ()
    """By page: its units, and the number printed on it or ""."""
    counted: tuple[Range, ...] = ()
    """Paragraphs as one counts them; a PDF has none."""
    sheets: Mapping[str, tuple[int, tuple[tuple[str, ...], ...]]] = field(default_factory=dict)
    """By sheet: its first unit, and the cells of its rows."""

    @cached_property
    def folded(self) -> Folded:
        """The whole text as quotes are compared with it. Spaces in a PDF are a matter of layout, and do not count."""
        return Folded(_spoken(self.units) if self.form == "text" else self.units, spaces=self.form != "PDF")

    @cached_property
    def printed(self) -> tuple[Range, ...]:
        """Paragraphs that carry their number, in order from 1, as in filings and rulings; each up to the next one."""
        starts: list[int] = []
        for index, unit in enumerate(self.units):
            found = _PRINTED.match(unit)
            if found and int(found[1] or found[2]) == len(starts) + 1:
                starts.append(index)
        return tuple(zip(starts, [*starts[1:], len(self.units)], strict=False))

    @cached_property
    def cues(self) -> tuple[tuple[int, int | None, int], ...]:
        """What is said when, in transcripts and subtitles: (second, last second, unit); None: as long as it lasts."""
        stamped = [(index, *times) for index, unit in enumerate(self.units) if (times := _times(unit))]
        found: list[tuple[int, int | None, int]] = []
        for this, following in zip_longest(stamped, stamped[1:]):
            index, start, end = this
            until = following[0] if following else len(self.units)
            if end is None and following:
                end = max(start, following[1] - 1)
            found += [(start, end, unit) for unit in range(index, until)]
        return tuple(found)

    @cached_property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The rows of a text that is a table, by commas, semicolons or tabs; empty if it is none."""
        first = next((unit for unit in self.units if unit.strip()), "")
        comma = max(",;\t", key=first.count)
        if self.form != "text" or not first.count(comma):
            return ()
        try:
            return tuple(map(tuple, csv.reader([f"{unit}\n" for unit in self.units], delimiter=comma)))
        except csv.Error:
            return ()

    def where(self, unit: int) -> str:
        """Where a unit stands, in words: "line 3", "page 4", "paragraph 7", "row 2 of 'budget'"; "" if unknown."""
        for name, (first, rows) in self.sheets.items():
            if first <= unit < first + len(rows):
                return f"row {unit - first + 1} of {quoted(name)}"
        if self.form == "text":
            return f"line {unit + 1}"
        for word, ranges in (("page", [page[:2] for page in self.pages]), ("paragraph", self.counted)):
            for number, (first, last) in enumerate(ranges, 1):
                if first <= unit < last:
                    return f"{word} {number}"
        return ""


def open_document(data: bytes) -> Document | Refused:
    """The text of a copy, or why it cannot be had; within bounded time and memory, whatever the bytes are.

    >>> open_document(b"First line.").units
    ('First line.',)
    """
    form = _form(data)
    if form == "text":
        return _text(data)
    found = _apart(form, data)
    if isinstance(found, Refused):
        return found
    if "sheets" in found:
        return _spreadsheet(found["sheets"])
    pages = tuple((first, last, label) for first, last, label in found.get("pages", ()))
    counted = tuple((first, last + 1) for first, last in found.get("paragraphs", ()))
    return Document(form.removeprefix("saved "), tuple(found["units"]), pages, counted)


def _form(data: bytes) -> str:
    """What a copy is by its first bytes; names of files say nothing, since copies may be named by their hash."""
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "spreadsheet"
    if _PAGE.match(data[:2048].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return "web page"
    if _SAVED.match(data) and b"multipart/related" in data[:2048]:
        return "saved web page"
    return "text"


def _text(data: bytes) -> Document | Refused:
    from timeline.files import opened  # most cases have no copies at hand, and none of its libraries is needed

    if len(data) > opened.MAX_TEXT:
        return Refused(f"is larger than {opened.MAX_TEXT // 2**20} MiB")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return Refused("is no text in UTF-8")
    if "\0" in text:
        return Refused("is no text")
    units = _BREAK.split(text)
    if not units[-1]:
        units.pop()
    if len(units) > MAX_UNITS:
        return Refused(f"has more than {MAX_UNITS} lines")
    return Document("text", tuple(units), tuple(_pages(units)), tuple(_paragraphs(units)))


def _pages(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """The pages of a text that has page breaks; the line with the break begins the next page."""
    starts = [index for index, line in enumerate(lines) if "\f" in line]
    if starts:
        edges = [0, *starts, len(lines)]
        yield from ((first, last, "") for first, last in pairwise(edges) if last)


def _paragraphs(lines: list[str]) -> Iterator[Range]:
    """Lines between blank ones; where there are no blank ones, each line."""
    spaced = any(not line.strip() for line in lines)
    for blank, group in groupby(range(len(lines)), key=lambda index: not lines[index].strip()):
        indices = list(group)
        if not blank and spaced:
            yield indices[0], indices[-1] + 1
        elif not blank:
            yield from ((index, index + 1) for index in indices)


def _times(unit: str) -> tuple[int, int | None] | None:
    """The times that a line begins with: ``[00:01:20]``, ``01:20``, ``00:01:20.000 --> 00:01:24.000``."""
    found = _STAMP.match(unit)
    if found is None:
        return None
    arrow = _UNTIL.match(unit, found.end())
    until = _STAMP.match(unit, arrow.end()) if arrow else None
    return _seconds(found), _seconds(until) if until else None


def _spoken(lines: Sequence[str]) -> Sequence[str]:
    """The lines of subtitles without their times and numbers, which nobody says; other text as it is."""
    arrows = {index for index, line in enumerate(lines) if "-->" in line and _times(line)}
    unsaid = arrows | {index - 1 for index in arrows if index and lines[index - 1].strip().isdigit()}
    return ["" if index in unsaid else line for index, line in enumerate(lines)] if arrows else lines


def _seconds(found: re.Match[str]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _spreadsheet(found: Mapping[str, list[list[str]]]) -> Document:
    units: list[str] = []
    sheets: dict[str, tuple[int, tuple[tuple[str, ...], ...]]] = {}
    for name, rows in found.items():
        sheets[name] = (len(units), tuple(map(tuple, rows)))
        units += [" ".join(filter(None, row)) for row in rows]
    return Document("spreadsheet", tuple(units), sheets=sheets)


def _apart(form: str, data: bytes) -> dict[str, Any] | Refused:
    """What ``opened`` finds in the bytes, in a process of its own."""
    with TemporaryFile() as into, TemporaryFile() as out:
        into.write(data)
        into.seek(0)
        refused = apart(form, into, out, SECONDS)
        if refused:
            return refused
        out.seek(0)
        found: dict[str, Any] = json.load(out)
    return why_not(form, found) or found
