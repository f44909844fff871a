"""How wide a piece of text may get, and where to break it: estimates on the safe side, no font is opened.

Knows the widths of one wide sans-serif face (DejaVu Sans); the narrower faces most systems have then always fit.
Knows nothing of events or charts.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

# Advance widths of U+0020 to U+007E in thousandths of the font size.
_PLAIN = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
    500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
SIZE = 12.5
"""Font size of labels, in pixels at the width a layout was made for."""
_BOLD = 1.14
_SAFETY = 1.03


@cache
def _advance(char: str) -> int:
    """The width of one character in thousandths of the font size."""
    code = ord(char)
    if 32 <= code < 127:
        return _PLAIN[code - 32]
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", char)[0]
    return _advance(base) if base != char else 800


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The room a line of text needs, in the unit of ``size`` (pixels)."""
    return sum(map(_advance, text)) * size / 1000 * _SAFETY * (_BOLD if bold else 1.0)


@lru_cache(maxsize=20_000)  # the same labels are set in every arrangement, and again at each save of a preview
def widest(lines: tuple[str, ...], size: float, *, bold: bool = False) -> float:
    """The room that lines of text need."""
    return max(text_width(line, size, bold=bold) for line in lines)


@lru_cache(maxsize=20_000)
def wrap(text: str, size: float, room: float, *, bold: bool = False, most: int = 6) -> tuple[str, ...]:
    """Break text into lines no wider than ``room`` pixels, about equally long; a longer word is broken itself.

    After ``most`` lines the rest becomes an ellipsis: only a label of paragraph length gets there, and its whole
    text stands on the card.
    """
    lines = _fill(text, size, room, bold)
    if 1 < len(lines) <= most:
        even = sum(text_width(line, size, bold=bold) for line in lines) / len(lines)
        longest = max(text_width(word, size, bold=bold) for word in text.split())
        for tighter in (even * 1.05, even * 1.2):
            if longest <= tighter < room and len(narrower := _fill(text, size, tighter, bold)) == len(lines):
                return tuple(narrower)
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(last + "…", size, bold=bold) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return tuple(lines)


def _fill(text: str, size: float, room: float, bold: bool) -> list[str]:
    """Lines filled one after the other, each with as many words as fit."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, size, room, bold):
            joined = f"{line} {piece}" if line else piece
            if line and text_width(joined, size, bold=bold) > room:
                lines.append(line)
                line = piece
            else:
                line = joined
    lines.append(line)
    return lines


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """The word itself, or the parts it must be broken into to fit the room."""
    if text_width(word, size, bold=bold) <= room:
        return [word]
    pieces, piece = [], ""
    for char in word:
        if piece and text_width(piece + char, size, bold=bold) > room:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]
