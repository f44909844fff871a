"""Whether a cited place exists in a copy, and what stands there.

A format has the places it has: a PDF has pages and no lines that two people would count alike. What a copy cannot
show is said to be unknown, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.files.documents import Document, Range
from timeline.files.quotes import Folded
from timeline.model.locators import Place, read_place
from timeline.problems import nearest, quoted


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a place: stretches of a text. More than one where a number can be counted in two ways."""

    text: Folded
    spans: tuple[tuple[int, int], ...]

    @property
    def empty(self) -> bool:
        """Nothing is said there."""
        return not any(self.text.text[start:end].strip() for start, end in self.spans)

    def holds(self, quote: str) -> bool:
        """The quote stands in one of the stretches."""
        return any(self.text.find(quote, span) >= 0 for span in self.spans)


@dataclass(frozen=True, slots=True)
class Missing:
    """The copy has such places, and not this one."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """This copy cannot show whether the place exists."""

    why: str


Found = Spot | Missing | Unknown


def look_up(document: Document, locator: str | None) -> Found:
    """What stands at a place in a copy; without a locator, all of it."""
    if locator is None:
        return _spot(document, [(0, len(document.units))])
    place = read_place(locator)
    return _LOOK[place.kind](document, place)


def _spot(document: Document, ranges: Sequence[Range]) -> Spot:
    return Spot(document.folded, tuple(document.folded.span(first, last) for first, last in ranges))


def _among(document: Document, place: Place, counted: Sequence[Range], word: str) -> Found:
    """A range of things that are counted from 1."""
    if place.last > len(counted):
        return Missing(f"has {len(counted)} {word}{'s' if len(counted) != 1 else ''}")
    return _spot(document, [(counted[place.first - 1][0], counted[place.last - 1][1])])


def _line(document: Document, place: Place) -> Found:
    if document.form != "text":
        return Unknown(f"a {document.form} has no lines to count")
    if place.last > len(document.units):
        return Missing(f"has {len(document.units)} line{'s' if len(document.units) != 1 else ''}")
    return _spot(document, [(place.first - 1, place.last)])


def _page(document: Document, place: Place) -> Found:
    """Pages as they lie, and as they are numbered in print: either may be meant."""
    pages = document.pages
    if not pages:
        return Unknown(f"this {document.form} has no pages")
    labels = [label for *_, label in pages]
    found = [_among(document, place, [page[:2] for page in pages], "page")]
    if str(place.first) in labels and str(place.last) in labels:
        first, last = labels.index(str(place.first)), labels.index(str(place.last))
        found.append(_spot(document, [(pages[first][0], pages[last][1])]))
    spots = [one for one in found if isinstance(one, Spot)]
    if not spots:
        return found[0]
    both = Spot(document.folded, tuple(span for spot in spots for span in spot.spans))
    return Unknown("a page is a picture, or its text cannot be read") if document.form == "PDF" and both.empty else both


def _paragraph(document: Document, place: Place) -> Found:
    """Paragraphs that carry a number, and paragraphs as one counts them: either may be meant."""
    ways = [ranges for ranges in (document.printed, document.counted) if place.last <= len(ranges)]
    if ways:
        return _spot(document, [(ranges[place.first - 1][0], ranges[place.last - 1][1]) for ranges in ways])
    if not document.counted:
        return Unknown(f"this {document.form} has no paragraphs that can be counted")
    return _among(document, place, max(document.printed, document.counted, key=len), "paragraph")


def _time(document: Document, place: Place) -> Found:
    cues = document.cues
    if not cues:
        return Unknown("no times stand in it")
    last_start, end, _ = cues[-1]
    if place.first < cues[0][0] or (end is not None and place.last > end):
        return Missing("has no such time")
    if end is None and place.last > last_start:
        return Unknown("it is later than the last time that stands in it")
    units = [unit for start, last, unit in cues if start <= place.last and (last is None or last >= place.first)]
    if not units:
        return Missing("says nothing at that time")
    return _spot(document, [(units[0], units[-1] + 1)])


def _cell(document: Document, place: Place) -> Found:
    """A cell or row; a table in plain text has one sheet, whatever it is called."""
    rows = document.table
    if document.sheets:
        if place.sheet not in document.sheets:
            return Missing(f"has no sheet {quoted(place.sheet)} ({nearest(place.sheet, document.sheets)})")
        rows = document.sheets[place.sheet][1]
    if not rows:
        return Unknown(f"this {document.form} is no table")
    if place.first > len(rows):
        return Missing(f"has {len(rows)} rows")
    row = rows[place.first - 1]
    if not place.column:
        return _cells(row)
    column = _number(place.column)
    return _cells(row[column - 1 : column]) if column <= len(row) else Missing(f"has {len(row)} columns in that row")


def _cells(cells: Sequence[str]) -> Spot:
    text = Folded(cells)
    return Spot(text, (text.span(0, len(cells)),))


def _number(column: str) -> int:
    """A column's letters as a number from 1."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_LOOK: dict[str, Callable[[Document, Place], Found]] = {
    "line": _line,
    "page": _page,
    "paragraph": _paragraph,
    "time": _time,
    "cell": _cell,
}
