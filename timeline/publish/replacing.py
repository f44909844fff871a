"""Withheld values in a text, and the text with a marker in their places.

A text is read word by word, so that it matters neither how a name is set (capitals, accents, hyphens, apostrophes, a
middle name between) nor how many names there are. Knows nothing of records.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from timeline.publish.spelling import plainly, standing, unspaced, words
from timeline.publish.values import Value

_WORD = re.compile(r"[^\W_]+")
_GAP = 3
"""The most characters between two words of a name: a comma and a space, a full stop and a space."""
_CUES = frozenset(
    "badge shield star no nr num number numero número id ident unit serial employee officer placa nro tag car".split()
)
"""Words that make a short number a badge: alone it could be anything."""


@dataclass(frozen=True, slots=True)
class Found:
    """One withheld value in a text: where it starts and ends."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value as words; ``value`` is None for a name that is shown and so protected."""

    folded: tuple[str, ...]
    plain: tuple[str, ...]
    value: Value | None


class Finder:
    """Finds withheld values in running text; the longest at each place, and never inside a name that is shown."""

    def __init__(self, values: Iterable[Value], protected: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        self._anywhere: list[Value] = []
        self._exactly: list[Value] = []
        for value in values:
            if unspaced(value.text) or not words(value.text):
                self._anywhere.append(value)
            elif value.kind == "initials":
                self._exactly.append(value)
            else:
                self._add(value.text, value)
        for name in protected:
            self._add(name, None)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry.folded), entry.value is not None))

    def _add(self, text: str, value: Value | None) -> None:
        spelt = tuple(_WORD.findall(plainly(text)))
        several = [spelt]
        if value is not None and value.kind != "part" and len(spelt) > 1 and len("".join(spelt)) > 6:
            several.append(("".join(spelt),))
        for one in several:
            folded = tuple(word.casefold() for word in one)
            if folded:
                self._by_first.setdefault(folded[0], []).append(_Entry(folded, one, value))

    def find(self, text: str) -> list[Found]:
        """Every withheld value in a text, in order, none overlapping another."""
        found = [
            Found(value, at.start(), at.end())
            for value in self._anywhere
            for at in re.finditer(re.escape(value.text), text)
        ]
        if "." in text:
            found += [Found(v, at, at + len(v.text)) for v in self._exactly for at in standing(text, v.text)]
        if self._by_first:
            found += self._words(text)
        ends, kept = 0, []
        for one in sorted(found, key=lambda f: (f.start, -f.end)):
            if one.start >= ends:
                kept.append(one)
                ends = one.end
        return kept

    def replace(self, text: str, markers: Mapping[str, str]) -> str:
        """The text with the actor's marker wherever a value of theirs stood; the same text where none did."""
        found = self.find(text)
        if not found and not text.isascii():
            visible = "".join(ch for ch in unicodedata.normalize("NFC", text) if unicodedata.category(ch) != "Cf")
            if visible != text and (found := self.find(visible)):
                text = visible
        for one in reversed(found):
            text = f"{text[: one.start]}{markers[one.value.actor]}{text[one.end :]}"
        return text

    def _words(self, text: str) -> Iterator[Found]:
        if text.isascii() and self._by_first.keys().isdisjoint(_WORD.findall(text.casefold())):
            return
        spans = [(at.start(), at.end()) for at in _WORD.finditer(text)]
        spelt = [plainly(text[start:end]) for start, end in spans]
        read = [word.casefold() for word in spelt]
        place = 0
        while place < len(spans):
            for entry in self._by_first.get(read[place], ()):
                end = _match(entry, place, text, spans, spelt, read)
                if end:
                    if entry.value is not None:
                        yield Found(entry.value, spans[place][0], spans[end - 1][1])
                    place = end - 1
                    break
            place += 1


def _match(
    entry: _Entry, place: int, text: str, spans: list[tuple[int, int]], spelt: list[str], read: list[str]
) -> int:
    """The place after the last word of an entry that starts at a place; 0 if it does not stand there."""
    skipped, at = 0, place
    for number, word in enumerate(entry.folded):
        if number:
            at += 1
            while at < len(spans) and read[at] != word and _may_stand_between(entry, spelt[at], skipped):
                skipped, at = skipped + 1, at + 1
            if at >= len(spans) or spans[at][0] - spans[at - 1][1] > _GAP:
                return 0
        if read[at] != word:
            return 0
    value = entry.value
    if value is not None and not _is_written_so(value, entry.plain, spelt[place : at + 1]):
        return 0
    if value is not None and value.kind == "number" and not _is_meant(value.text, text, spans, read, place):
        return 0
    return at + 1


def _may_stand_between(entry: _Entry, word: str, skipped: int) -> bool:
    """A middle name or two."""
    return entry.value is not None and entry.value.person and skipped < 2 and word[:1].isupper()


def _is_written_so(value: Value, plain: tuple[str, ...], here: list[str]) -> bool:
    """Parts of names, and forms with a single letter, count only with their own capitals, or all in capitals."""
    if value.kind != "part" and not (value.kind == "form" and min(map(len, plain)) == 1):
        return True
    capitals = [word.upper() for word in plain]
    return list(plain) == here or (sum(map(len, plain)) > 3 and capitals == here)


def _is_meant(number: str, text: str, spans: list[tuple[int, int]], read: list[str], place: int) -> bool:
    """A number of few digits, or one that could be a year, is a badge only behind a word that says so."""
    digits = re.sub(r"\D", "", number)
    if len(digits) > 4 or (len(digits) == 4 and not 1900 <= int(digits) <= 2100):
        return True
    start = spans[place][0]
    return text[start - 1 : start] == "#" or bool(_CUES.intersection(read[max(0, place - 2) : place]))
