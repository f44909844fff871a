"""Places in a source, as citations write them: one grammar, read into values and into words.

Knows nothing of copies: whether a place exists in one is asked in the room that reads files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["line", "page", "paragraph", "time", "cell"]

_TIME = r"(\d\d:\d\d(?::\d\d)?)"
_LOCATORS: tuple[tuple[PlaceKind, str, str, str], ...] = (
    ("line", r"L(\d+)(?:-L?(\d+))?", "line {0}", "lines {0} to {1}"),
    ("page", r"pp?\.\s?(\d+)(?:-(\d+))?", "page {0}", "pages {0} to {1}"),
    ("paragraph", r"(?:¶|para\.\s?)(\d+)(?:-(\d+))?", "paragraph {0}", "paragraphs {0} to {1}"),
    ("time", rf"{_TIME}(?:-{_TIME})?", "at {0}", "{0} to {1}"),
    ("cell", r"([^\s:]+):(\d+|[A-Z]{1,3}\d+)", "", "{0}, {1}"),
)
LOCATOR_FORMS = "L2, L4-8, p.3, ¶12, 00:01:20-00:01:24 or sheet:row"


@dataclass(frozen=True, slots=True)
class Place:
    """A locator, read: ``first`` to ``last`` are lines, pages, paragraphs or rows from 1, or seconds."""

    kind: PlaceKind
    first: int
    last: int
    sheet: str = ""
    column: str = ""
    """The letters of a cell (``B`` in ``budget:B7``); empty where a whole row is meant."""


def read_place(locator: str) -> Place:
    """A locator as a value, or ValueError with the accepted forms.

    >>> read_place("L4-8")
    Place(kind='line', first=4, last=8, sheet='', column='')
    >>> read_place("01:20").first
    80
    """
    kind, first, second, _ = _match(locator)
    if kind == "cell":
        column = second.rstrip("0123456789")
        row = int(second[len(column) :])
        place = Place(kind, row, row, first, column)
    else:
        number = _seconds if kind == "time" else int
        place = Place(kind, number(first), number(second or first))
    if place.last < place.first:
        raise ValueError(f"{locator!r} runs backwards; write the first place first")
    if kind != "time" and place.first < 1:
        raise ValueError(f"{locator!r} is no place; {'row' if kind == 'cell' else kind}s are counted from 1")
    return place


def locator_words(locator: str) -> str:
    """A locator in words, or ValueError with the accepted forms.

    >>> locator_words("L4-8"), locator_words("p.3")
    ('lines 4 to 8', 'page 3')
    """
    _, first, second, words = _match(locator)
    return words.format(first, second)


def locator_parts(locator: str) -> tuple[PlaceKind, str, str]:
    """The kind of a locator, its first part as written and its last, or "" for one place; ValueError as above.

    >>> locator_parts("L4-8"), locator_parts("p.3")
    (('line', '4', '8'), ('page', '3', ''))
    """
    return _match(locator)[:3]


def _match(locator: str) -> tuple[PlaceKind, str, str, str]:
    """Kind, first part, second part ("" if there is none), and the words to say it in."""
    for kind, pattern, one, two in _LOCATORS:
        if match := re.fullmatch(pattern, locator, re.ASCII):
            first, second = match.groups()
            return kind, first, second or "", two if second else one
    raise ValueError(f"{locator!r} is not a place in a source; write {LOCATOR_FORMS}")


def _seconds(stamp: str) -> int:
    """``hh:mm:ss`` or ``mm:ss`` as seconds."""
    total = 0
    for part in stamp.split(":"):
        total = total * 60 + int(part)
    return total
