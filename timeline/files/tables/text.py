"""Which encoding a text file is in, by rules and never by likelihood, and its lines, however long the file.

A file is UTF-16 or UTF-32 if its first bytes say so, UTF-8 if it is valid UTF-8, and Windows-1252 if nothing in it that
is not ASCII is valid UTF-8. Where some is and some is not, it is a mixture: what is not UTF-8 comes as signs that no
text holds (``broken_bytes``), for whoever reads the rows to refuse one by one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from timeline.files.tables.values import Note, TableError

MAX_LINE = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_LONE = re.compile("[\ud800-\udfff]")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a file, and what there is to say about how it was found."""

    name: str
    notes: tuple[Note, ...] = ()


def encoding_of(path: Path, given: str = "") -> Encoding:
    """The encoding that was given, or the one the rules find; TableError for what is no text.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_bytes("Straße;1".encode("cp1252"))
    >>> encoding_of(file).name
    'cp1252'
    """
    if given:
        try:
            return Encoding(codecs.lookup(given).name)
        except LookupError:
            hint = "such as utf-8, windows-1252, utf-16, mac-roman"
            raise TableError("encoding", f"there is no encoding {given!r}", hint) from None
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if wide := _without_mark(head):
        return Encoding(wide, (Note("encoding", f"read as {wide.upper()}, by its bytes; it has no mark at its start"),))
    if head.count(b"\0") > len(head) // 50 or _controls(head) > len(head) // 10:
        raise TableError(
            "not-a-table", "this is no text, and no spreadsheet that is read here", "save it as CSV or XLSX"
        )
    good, bad, first, fits = _census(path)
    if not bad:
        return Encoding("utf-8")
    if good or not fits:
        message = f"not all of the file is UTF-8 text: {bad} lines are not, the first of them line {first}"
        hint = "save the file as UTF-8, or say what it is with --encoding; rows in doubt are in the rejects file"
        return Encoding("utf-8", (Note("mixed-encoding", message, hint, severity="warning"),))
    message = f"read as Windows-1252: line {first} is no UTF-8, and nothing else in the file is either"
    return Encoding("cp1252", (Note("encoding", message, "if letters look wrong, say --encoding"),))


def _without_mark(head: bytes) -> str:
    """UTF-16 without its mark: almost every second byte is 0, as in any text of Latin letters."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * 0.7 and odd < half * 0.1 else ""


def _controls(head: bytes) -> int:
    return len(head) - len(head.translate(None, bytes(sign for sign in range(32) if sign not in b"\t\n\r\f\v\0")))


def _census(path: Path) -> tuple[int, int, int, bool]:
    """Lines with more than ASCII that are UTF-8; lines that are not; the first of these; whether they fit cp1252."""
    good = bad = first = 0
    fits = True
    with path.open("rb") as file:
        for number, line in enumerate(_bounded(file), 1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
                first = first or number
                fits = fits and _is_cp1252(line)
    return good, bad, first, fits


def _bounded(file: IO[bytes]) -> Iterator[bytes]:
    """Lines, none longer than the limit, so that a file without line breaks is no trap."""
    while line := file.readline(MAX_LINE):
        yield line


def _is_cp1252(line: bytes) -> bool:
    try:
        line.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a text with their ends as they are; bytes that do not fit come as lone surrogates."""
    errors = "surrogateescape" if not encoding.startswith(("utf-16", "utf-32")) else "replace"
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        number = 0
        while line := file.readline(MAX_LINE):
            number += 1
            if len(line) == MAX_LINE and line[-1] not in "\r\n":
                message = f"line {number} is longer than {MAX_LINE // 2**20} million characters"
                raise TableError("too-long", message, "a quote or a line break is missing; or this is no table", number)
            yield line


def broken_bytes(text: str) -> bool:
    r"""Whether a text holds what was no text in its file's encoding.

    >>> broken_bytes(b"Pe\xf1a".decode("utf-8", "surrogateescape"))
    True
    """
    return not text.isascii() and _LONE.search(text) is not None


def shown(text: str) -> str:
    r"""The same text fit to be written anywhere: bytes that were no text as \xf1, other signs that are none as \x00.

    >>> print(shown(b"Pe\xf1a".decode("utf-8", "surrogateescape")))
    Pe\xf1a
    """
    clean = text.encode("utf-8", "surrogateescape" if _only_bytes(text) else "backslashreplace")
    plain = clean.decode("utf-8", "backslashreplace")
    return "".join(sign if sign >= " " or sign in "\t\n\r" else f"\\x{ord(sign):02x}" for sign in plain)


def _only_bytes(text: str) -> bool:
    return all(not "\ud800" <= sign <= "\udfff" or "\udc80" <= sign <= "\udcff" for sign in text)
