"""What stands in a web page, a PDF or a spreadsheet, as plain text; a program of its own.

Such files can be traps, and what reads them can be made to run for ever. So ``apart`` starts this file in a process
with limits, hands it the bytes, and gets JSON back. It is given no path, opens nothing, and knows nothing of cases.
"""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

MEMORY = 1024 * 1024 * 1024
MAX_TEXT = 8 * 1024 * 1024
"""Characters of text in one copy: some thousand pages."""
MAX_CELLS = 5_000_000
MAX_UNPACKED = 2 * 1024 * 1024 * 1024
"""Bytes that the parts of a spreadsheet may have once they are unpacked."""
MAX_MENDED = 200_000
"""Cells with an error or an uncalculated formula, by sheet."""

_BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section summary table tbody
    td tfoot th thead title tr ul""".split()
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg"))
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE)
_ENCODING = re.compile(
    r"utf-?8|(windows-|cp)12\d\d|iso-8859-\d+|shift[_-]jis|euc-(jp|kr)|gb(k|2312|18030)|big5|koi8-\w"
)

_NOTE = re.compile(r"[\s*†‡\[(]*\d{0,3}[\s\])]*")
"""The mark of a footnote, which is no part of the sentence; 10² is none."""


class RefusedError(Exception):
    """The copy cannot be read, and why: "is locked with a password"."""


def page(data: bytes) -> dict[str, Any]:
    """A web page: its text by block, and which blocks are the paragraphs of its article (or of all, if it has none)."""
    return _blocks(_decoded(data))


def saved_page(data: bytes) -> dict[str, Any]:
    """A web page that a browser saved with its pictures into one file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            return _blocks(str(part.get_content()))
    raise RefusedError("holds no web page")


def pdf(data: bytes) -> dict[str, Any]:
    """A PDF: its lines, and by page the first of them, the one after the last, and the number printed on the page.

    A page without lines is a picture, or damaged.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("is locked with a password")
    units: list[str] = []
    pages: list[tuple[int, int, str]] = []
    size = 0
    labels = _or(lambda: reader.page_labels, [])
    for index, leaf in enumerate(reader.pages):
        text = _or(leaf.extract_text, "")
        size = _bounded(size + len(text))
        first = len(units)
        units += [line for line in text.splitlines() if line.strip()]
        pages.append((first, len(units), labels[index] if index < len(labels) else ""))
    return {"units": units, "pages": pages}


def sheets(data: bytes) -> dict[str, Any]:
    """A spreadsheet: the rows of each sheet, counted as the program that made it counts them."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, list[list[str]]] = {}
    size = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        size += sheet.total_height * sheet.total_width
        if size > MAX_CELLS:
            raise RefusedError(f"has more than {MAX_CELLS} cells")
        found[name] = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    _bounded(sum(len(cell) for rows in found.values() for row in rows for cell in row))
    return {"sheets": found}


def table(data: bytes) -> Iterator[Any]:
    """A spreadsheet row by row: what the workbook says; then for each sheet what it says, its rows, and None.

    The reader gives nothing for a cell with an error or with a formula that was never calculated, and does not say
    which rows are hidden: that is looked up in the parts themselves.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    parts, epoch = _parts(data)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    yield {"epoch": epoch}
    for described in book.sheets_metadata:
        if described.typ != SheetTypeEnum.WorkSheet:
            continue
        hidden, mended = _beyond(data, parts[described.name]) if described.name in parts else ([], {})
        sheet = book.get_sheet_by_name(described.name)
        yield {
            "sheet": described.name,
            "visible": described.visible == SheetVisibleEnum.Visible,
            "hidden": hidden,
            "merged": [[*start, *end] for start, end in sheet.merged_cell_ranges or ()],
        }
        before = [""] * sheet.start[1] if sheet.start else []
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = before + [value if type(value) is str else _day(value, epoch) for value in row]
            for column, text in mended.get(number, {}).items():
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or text
            yield cells
        yield None


READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "web page": page,
    "saved web page": saved_page,
    "PDF": pdf,
    "spreadsheet": sheets,
}
STREAMS: dict[str, Callable[[bytes], Iterator[Any]]] = {"table": table}
"""What comes a line of JSON at a time."""
EXTRAS = {"PDF": "pdf", "spreadsheet": "xlsx", "table": "xlsx"}
"""The package's extra that brings what reads the format."""


def _blocks(text: str) -> dict[str, Any]:
    found = _Page()
    found.feed(_whole(text))
    found.close()
    units: list[str] = []
    paragraphs: list[tuple[int, int, int, int]] = []  # number, first unit, last unit, region
    for (_, number, region), parts in groupby(found.parts, key=lambda part: part[1:]):
        said = " ".join("".join(part[0] for part in parts).split())
        if not said:
            continue
        if number and paragraphs and paragraphs[-1][0] == number:
            paragraphs[-1] = (*paragraphs[-1][:2], len(units), region)
        elif number:
            paragraphs.append((number, len(units), len(units), region))
        units.append(said)
    inner = max((paragraph[3] for paragraph in paragraphs), default=0)
    return {"units": units, "paragraphs": [(first, last) for _, first, last, region in paragraphs if region == inner]}


class _Page(HTMLParser):
    """Collects what a page says: (text, number of its block, number of its paragraph or 0, region).

    The region is 2 within an article, 1 within the main part, else 0.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, int, int, int]] = []
        self._block = self._paragraph = self._paragraphs = 0
        self._open = {"article": 0, "main": 0, "sup": 0}
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._pass(tag)
        if tag == "p":
            self._paragraphs += 1
            self._paragraph = self._paragraphs
        if tag in self._open:
            self._open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._pass(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        self._pass(tag)
        if self._open.get(tag):
            self._open[tag] -= 1

    def handle_data(self, data: str) -> None:
        note = self._open["sup"] and _NOTE.fullmatch(data) and not (self.parts and self.parts[-1][0][-1:].isdigit())
        if not self._unseen and not note:
            region = 2 if self._open["article"] else int(self._open["main"] > 0)
            self.parts.append((data, self._block, self._paragraph, region))

    def _pass(self, tag: str) -> None:
        """A block begins or ends here; a line break stays within its paragraph."""
        if tag in _BLOCKS:
            self._block += 1
            self._paragraph = self._paragraph if tag == "br" else 0


def _decoded(data: bytes) -> str:
    """A page's text in the encoding it names; without a name UTF-8, else what browsers take for granted."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    named = _CHARSET.search(data[:4096])
    name = named[1].decode("ascii", "replace").lower() if named else ""
    if name in ("iso-8859-1", "latin1", "us-ascii", "ascii"):
        name = "windows-1252"
    try:
        return data.decode(name if _ENCODING.fullmatch(name) else "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        return data.decode("windows-1252", "replace")


def _cell(value: Any) -> str:
    """A cell as it reads: 11 and not 11.0, a day without midnight."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).removesuffix(" 00:00:00")


def _day(value: Any, epoch: int) -> str:
    """A value of a spreadsheet as text. Day numbers below 61 stand for other days in Excel than elsewhere."""
    text = _cell(value)
    if epoch == 1900 and text[:4] in ("1899", "1900") and text < "1900-03-01" and hasattr(value, "month"):
        return f"{text} (a day before 1 March 1900)"
    return text


_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


def _parts(data: bytes) -> tuple[dict[str, str], int]:
    """The part of the archive that holds each sheet, and the year that days are counted from.

    Nothing is said of formats that are no Office Open XML.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {}, 1900
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise RefusedError(f"unpacks to more than {MAX_UNPACKED // 2**20} MiB")
        if "xl/workbook.xml" not in (names := set(archive.namelist())):
            return {}, 1900
        book = archive.read("xl/workbook.xml")
        links = archive.read("xl/_rels/workbook.xml.rels") if "xl/_rels/workbook.xml.rels" in names else b""
    targets = {_said(tag, "Id"): _said(tag, "Target") for tag in _RELATION.findall(links)}
    found = {}
    for tag in _SHEET.findall(book):
        target = targets.get(_said(tag, r"\w+:id"), "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if path in names:
            found[_said(tag, "name")] = path
    return found, 1904 if re.search(rb'\bdate1904="(1|true)"', book) else 1900


def _said(tag: bytes, name: str) -> str:
    """The value of an attribute."""
    found = re.search(rf'\s{name}="([^"]*)"'.encode(), tag)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _beyond(data: bytes, part: str) -> tuple[list[int], dict[int, dict[int, str]]]:
    """The hidden rows of a sheet, and by row and column what errors and uncalculated formulas say."""
    hidden: list[int] = []
    mended: dict[int, dict[int, str]] = {}
    count = size = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
        rest = b""
        while piece := stream.read(4 * 1024 * 1024):
            if (size := size + len(piece)) > MAX_UNPACKED:
                raise RefusedError(f"unpacks to more than {MAX_UNPACKED // 2**20} MiB")
            edge = (rest + piece).rfind(b"row>") + 4
            whole, rest = (rest + piece)[:edge], (rest + piece)[edge:]
            if len(rest) > 64 * 1024 * 1024:
                raise RefusedError("has a row without end")
            if b"hidden=" in whole:
                hidden += [int(row) for row in _HIDDEN.findall(whole)]
            if b't="e"' in whole or b"<f" in whole or b":f" in whole:
                for row, column, text in _unread_cells(whole):
                    mended.setdefault(row, {})[column] = text
                    if (count := count + 1) > MAX_MENDED:
                        raise RefusedError(f"has more than {MAX_MENDED} formulas without values; save it once")
    return hidden, mended


def _unread_cells(sheet: bytes) -> Iterator[tuple[int, int, str]]:
    """Row, column from 0 and text of each cell that holds an error, or a formula and no value."""
    for found in _CELL.finditer(sheet):
        attributes, inner = found.groups()
        value, formula, at = _VALUE.search(inner), _FORMULA.search(inner), _AT.search(attributes)
        value = value if value and value[1] else None
        wrong = b't="e"' in attributes
        if at is None or not (wrong or (formula and value is None)):
            continue
        text = value[1] if value else b"=" + ((formula[1] or b"") if formula else b"")
        column = 0
        for letter in at[1]:
            column = column * 26 + letter - 64
        yield int(at[2]), column - 1, unescape(text.decode("utf-8", "replace"))


def _whole(text: str) -> str:
    _bounded(len(text))
    return text


def _bounded(size: int) -> int:
    if size > MAX_TEXT:
        raise RefusedError(f"holds more than {MAX_TEXT // 2**20} million characters")
    return size


def _or(read: Callable[[], Any], otherwise: Any) -> Any:
    """What is read, or something else where the file is damaged there."""
    try:
        return read()
    except MemoryError:
        raise
    except Exception:
        return otherwise


def _limit(seconds: int) -> None:
    """Bound memory and computing time, where the system can do so; the caller bounds the time in any case."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def main(form: str, seconds: int) -> None:
    """Read the bytes on standard input as ``form`` and write what stands in them, or why not, as JSON."""
    _limit(seconds)
    data = sys.stdin.buffer.read()
    found: dict[str, Any]
    try:
        if form in STREAMS:
            for value in STREAMS[form](data):
                sys.stdout.write(json.dumps(value) + "\n")
            return
        found = READERS[form](data)
    except RefusedError as refused:
        found = {"refused": str(refused)}
    except ImportError:
        found = {"missing": EXTRAS.get(form, "")}
    except MemoryError:
        found = {"refused": f"needs more than {MEMORY // 2**20} MiB of memory"}
    except Exception as error:
        # pypdf's name for an encryption it needs another library for
        missing = type(error).__name__ == "DependencyError"
        what = "spreadsheet" if form == "table" else form
        found = {"missing": EXTRAS.get(form, "")} if missing else {"refused": f"is damaged, or is no {what}"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
