"""What is inside a text or a file: every way in which words can be written so that a plain search misses them.

Entities, percent signs, backslashes, markup between letters, base 64 and 85, compressed data, zip archives (as in
spreadsheets), streams of a PDF, texts of a PNG. Bounded in depth and size. Knows nothing of what is looked for.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

MOST = 64 * 2**20
"""Bytes that one packed piece may unfold to; what is larger is searched as far as that."""
DEPTH = 3

_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{2,6})[ ]?")
_FOLD = re.compile(r"=?\r?\n[ \t]|=\r?\n")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]{8,})*")
_BASE85 = re.compile(r"ABzY8[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~,-]{40,}")  # as gzip begins
_PRINTED = re.compile(rb"[\x20-\x7e]{6,}")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def texts(text: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """(how it is written, the text read so), the text as it is first; each text once."""
    seen = {text}
    yield "as text", text
    for form, read in _readings(text):
        if read not in seen:
            seen.add(read)
            yield form, read
    deep = _deeply(text)
    for form, read in (("in several layers", deep), ("in several layers", _TAG.sub("", deep))):
        if read not in seen:
            seen.add(read)
            yield form, read
    if depth < DEPTH:
        for read in {text, deep}:
            yield from _packed(read, depth)


def data(raw: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The same for the bytes of a file, whatever its format."""
    for form, inner in _unfolded(raw):
        if depth < DEPTH:
            yield from ((f"{form}, {inside}", text) for inside, text in data(inner, depth + 1))
    if not raw.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        for text in _decoded(raw):
            yield from texts(text, depth)


def _decoded(raw: bytes) -> Iterator[str]:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield raw.decode("utf-16", "replace")
        return
    try:
        yield raw.decode("utf-8")
    except UnicodeDecodeError:
        yield raw.decode("latin-1")
    if b"\0" in raw[:4096]:
        even = raw[: len(raw) // 2 * 2]
        yield even.decode("utf-16-le", "replace")
        yield even.decode("utf-16-be", "replace")


def _readings(text: str) -> Iterator[tuple[str, str]]:
    if "&" in text:
        yield "with entities", html.unescape(text)
    if "%" in text or "+" in text:
        yield "percent-encoded", unquote(text.replace("+", " "))
    if "\\" in text:
        yield "with escapes", _unescaped(text)
    if "<" in text:
        yield "split by markup", html.unescape(_TAG.sub("", text))
        yield "split by markup", html.unescape(_TAG.sub(" ", text))
    if "\n" in text:
        folded = _FOLD.sub("", text)
        yield "folded lines", folded
        if _QUOTED.search(folded):
            yield "quoted-printable", _QUOTED.sub(_from_quoted, folded)


def _deeply(text: str) -> str:
    """The text with entities, percent signs and backslashes read until nothing changes any more."""
    for _ in range(4):
        read = _unescaped(unquote(html.unescape(text)))
        if read == text:
            break
        text = read
    return text


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    number = int(next(part for part in found.groups() if part), 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]


def _from_quoted(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "replace")


def _packed(text: str, depth: int) -> Iterator[tuple[str, str]]:
    """What base 64 and base 85 in a text hold."""
    runs = dict.fromkeys(_BASE64.findall(text))
    runs |= dict.fromkeys(part for run in list(runs) if "/" in run for part in run.split("/") if len(part) > 7)
    for run in runs:
        joined = re.sub(r"\s", "", run).replace("-", "+").replace("_", "/")
        for offset in range(4):
            piece = joined[offset:]
            whole = piece[: len(piece) // 4 * 4] if len(piece) % 4 == 1 else piece + "=" * (-len(piece) % 4)
            if len(whole) >= 8:
                yield from _read("in base64", binascii.a2b_base64(whole), depth)
    for run in dict.fromkeys(_BASE85.findall(text)):
        try:
            raw = base64.b85decode(run[: len(run) // 5 * 5].replace(",", "<"))
        except ValueError:
            continue
        yield from _read("in base85", raw, depth)


def _read(form: str, raw: bytes, depth: int) -> Iterator[tuple[str, str]]:
    """Decoded bytes, if they are text or something that unfolds to text; most runs of letters are neither."""
    folded = list(_unfolded(raw))
    if folded:
        for inner_form, inner in folded:
            yield from ((f"{inner_form} {form}, {inside}", text) for inside, text in data(inner, depth + 1))
        return
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in raw[:2]:
            text = raw[: len(raw) // 2 * 2].decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", "replace")
        else:  # letters before it may have joined what was encoded
            text = "\n".join(piece.decode("ascii") for piece in _PRINTED.findall(raw))
            if not text:
                return
    yield from (
        (form if inside == "as text" else f"{form}, {inside}", inner) for inside, inner in texts(text, depth + 1)
    )


def _unfolded(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """What compressed data, an archive, a PDF or a picture holds, with how it was packed; nothing if it is none."""
    if raw[:2] == b"\x1f\x8b":
        yield from _inflated("gzip", raw, 31)
    elif len(raw) > 2 and raw[0] == 0x78 and (raw[0] * 256 + raw[1]) % 31 == 0:
        yield from _inflated("zlib", raw, 15)
    elif raw[:4] == b"PK\x03\x04":
        yield from _members(raw)
    elif raw[:5] == b"%PDF-":
        for found in _STREAM.finditer(raw):
            yield from _inflated("a PDF's stream", found[1], 15)
    elif raw[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _notes(raw)


def _inflated(form: str, raw: bytes, window: int) -> Iterator[tuple[str, bytes]]:
    try:
        inner = zlib.decompressobj(window).decompress(raw, MOST)
    except zlib.error:
        return
    yield form, inner


def _members(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and the files of a zip archive."""
    left = MOST
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        yield "zip", "\n".join(archive.namelist()).encode()
        for info in archive.infolist():
            with archive.open(info) as file:
                inner = file.read(left)
            left -= len(inner)
            yield f"zip, {info.filename.rpartition('/')[2]}", inner
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return


def _notes(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The texts that a PNG carries beside its pixels; the pixels are not read."""
    place = 8
    while place + 8 <= len(raw):
        size = int.from_bytes(raw[place : place + 4], "big")
        kind, body = raw[place + 4 : place + 8], raw[place + 8 : place + 8 + size]
        if kind == b"tEXt":
            yield "a picture's text", body
        elif kind in (b"zTXt", b"iTXt"):
            head, _, rest = body.partition(b"\0")
            yield "a picture's text", head + b" " + rest
            for start in range(6):
                yield from _inflated("a picture's text", rest[start:], 15)
        place += size + 12
