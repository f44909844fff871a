"""PNG, JPEG and WebP as bytes: how large a picture is, and the same picture without what stands beside it.

Kept is what a browser needs to draw it; text, camera data, places, thumbnails and whatever follows the end go. Knows
the three formats' containers and decodes no picture.

Sources: PNG, ISO/IEC 15948, chunks; JPEG, ITU-T T.81 annex B and Exif 2.3 4.6.4; WebP container, RFC 9649.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs")
_WEBP_KEPT = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH")
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG's start-of-frame markers
_ADOBE, _JFIF, _SCAN, _END, _EXIF = 0xEE, 0xE0, 0xDA, 0xD9, 0xE1
_DAMAGED = "is damaged: it ends too early"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page can carry it."""

    media: str
    """"image/png", "image/jpeg" or "image/webp"."""
    width: int
    height: int
    data: bytes


def cleaned(raw: bytes) -> Picture:
    """The picture alone; ValueError, as the rest of a sentence, for what is none or cannot be shown as it is."""
    try:
        if raw.startswith(_PNG):
            return _png(raw)
        if raw.startswith(b"\xff\xd8\xff"):
            return _jpeg(raw)
        if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
            return _webp(raw)
    except (struct.error, IndexError):
        raise ValueError(_DAMAGED) from None
    raise ValueError("is no PNG, JPEG or WebP")


def _png(raw: bytes) -> Picture:
    parts, at, size = [_PNG], len(_PNG), (0, 0)
    while True:
        (length,) = struct.unpack_from(">I", raw, at)
        kind, end = raw[at + 4 : at + 8], at + 12 + length
        if end > len(raw):
            raise ValueError(_DAMAGED)
        if kind == b"IHDR":
            size = struct.unpack_from(">II", raw, at + 8)
        if kind in _PNG_KEPT:
            parts.append(raw[at:end])
        at = end
        if kind == b"IEND":
            return Picture("image/png", *_sized(size), b"".join(parts))


def _jpeg(raw: bytes) -> Picture:
    parts, size, done = [b"\xff\xd8"], (0, 0), False
    for marker, body in _segments(raw):
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", body, 5)
            size = (width, height)
        if marker == _EXIF and _turned(body[4:]):
            raise ValueError("is stored lying on its side, and only its camera data says so")
        picture = not 0xE0 <= marker <= 0xEF and marker != 0xFE
        if picture or (marker == _ADOBE and body[4:9] == b"Adobe"):
            parts.append(body)
        elif marker == _JFIF and body[4:9] == b"JFIF\0":
            parts.append(b"\xff\xe0\0\x10" + body[4:16] + b"\0\0")  # without its thumbnail
        done = marker == _END
    if not done:
        raise ValueError(_DAMAGED)
    return Picture("image/jpeg", *_sized(size), b"".join(parts))


def _segments(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment with its marker, a scan with the data that follows it; nothing beyond the end of the picture."""
    at = 2
    while at < len(raw):
        if raw[at] != 0xFF:
            raise ValueError(_DAMAGED)
        marker = raw[at + 1]
        if marker == 0xFF:  # fill
            at += 1
            continue
        if marker == _END:
            yield marker, raw[at : at + 2]
            return
        (length,) = struct.unpack_from(">H", raw, at + 2)
        end = at + 2 + length
        if marker == _SCAN:
            end = raw.find(b"\xff", end)
            while end >= 0 and (raw[end + 1] == 0 or 0xD0 <= raw[end + 1] <= 0xD7):
                end = raw.find(b"\xff", end + 2)
        if end < 0 or end > len(raw):
            raise ValueError(_DAMAGED)
        yield marker, raw[at:end]
        at = end


def _turned(exif: bytes) -> bool:
    """Whether camera data says that the picture must be turned before it is looked at."""
    if exif[:6] != b"Exif\0\0":
        return False
    tiff = exif[6:]
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(first + 2, first + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == 0x0112:
                return bool(value > 1)
    except struct.error:
        return False
    return False


def _webp(raw: bytes) -> Picture:
    parts, at, size = [], 12, (0, 0)
    end = 8 + struct.unpack_from("<I", raw, 4)[0]
    if end > len(raw):
        raise ValueError(_DAMAGED)
    while at + 8 <= end:
        kind, (length,) = raw[at : at + 4], struct.unpack_from("<I", raw, at + 4)
        after = at + 8 + length + length % 2
        chunk = raw[at:after]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & 0b10000]) + chunk[9:]  # only its transparency is still true
        elif kind == b"VP8 ":
            size = tuple(side & 0x3FFF for side in struct.unpack_from("<HH", chunk, 14))
        elif kind == b"VP8L":
            bits = struct.unpack_from("<I", chunk, 9)[0]
            size = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        elif kind == b"ANIM":
            raise ValueError("moves; a picture here stands still")
        if kind in _WEBP_KEPT:
            parts.append(chunk)
        at = after
    body = b"WEBP" + b"".join(parts)
    return Picture("image/webp", *_sized(size), b"RIFF" + struct.pack("<I", len(body)) + body)


def _sized(size: tuple[int, ...]) -> tuple[int, int]:
    width, height = size
    if not width or not height:
        raise ValueError(_DAMAGED)
    return width, height
