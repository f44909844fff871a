"""What stands in a web page, a PDF or a spreadsheet, as plain text; a program of its own.

Such files can be traps, and what reads them can be made to run for ever. So ``documents`` starts this file in a process
with limits, hands it the bytes, and gets JSON back. It is given no path, opens nothing, and knows nothing of cases.
"""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

MEMORY = 1024 * 1024 * 1024
MAX_TEXT = 8 * 1024 * 1024
"""Characters of text in one copy: some thousand pages."""
MAX_CELLS = 5_000_000

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


READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "web page": page,
    "saved web page": saved_page,
    "PDF": pdf,
    "spreadsheet": sheets,
}
EXTRAS = {"PDF": "pdf", "spreadsheet": "xlsx"}
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
        found = {"missing": EXTRAS.get(form, "")} if missing else {"refused": f"is damaged, or is no {form}"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
