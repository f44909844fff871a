"""Whether words stand in a text, exactly but for how they are set; and if not, where the text comes nearest.

What does not count: the form of quotation marks and dashes, the amount of white space, soft hyphens, ligatures, whether
an accent is a sign of its own, and a hyphen where a line ends. Letters, capitals, digits and the rest do.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from timeline.problems import quoted

MAX_NEAR = 2 * 1024 * 1024
"""Longer texts are searched for the exact quote only."""
_COMMON = 500
"""A word that stands in more places says nothing about where a quote belongs."""
_NEAR = 0.6
_FORMS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", None),
        **dict(zip("…ﬀﬁﬂﬃﬄﬅﬆ", "... ff fi fl ffi ffl st st".split(), strict=True)),
    }
)
_ATOM = re.compile(r"\s+|-+|[^\s-]+")
_BROKEN = re.compile(r"[^\W\d_][-‐]\s*$")
_HYPHEN_OR_NOTHING = "\u00ad"
"""Stands, once soft hyphens are gone, for the hyphen at the end of a line: part of the word, or not."""


class Folded:
    """A text in units (lines, blocks), as quotes are compared with it, that knows which unit each sign comes from."""

    def __init__(self, units: Sequence[str], *, spaces: bool = True) -> None:
        """``spaces=False`` makes nothing of white space: for texts where it is a matter of layout."""
        self._units = units
        self._space = " " if spaces else ""
        self._starts: list[int] = []
        parts: list[str] = []
        size, gap, loose = 0, "", True  # loose: at the beginning or after a dash, where a space makes no difference
        for index, unit in enumerate(units):
            broken = bool(_BROKEN.search(unit)) and units[index + 1 : index + 2] != [] and _goes_on(units[index + 1])
            self._starts.append(size)
            for atom in _ATOM.findall(_plain(unit)):
                if atom[0].isspace():
                    gap = "" if loose else self._space
                    continue
                dash = atom[0] == "-"
                piece = "-" if dash else gap + atom
                parts.append(piece)
                size += len(piece)
                gap, loose = "", dash
            if broken and parts and parts[-1] == "-":
                parts[-1] = _HYPHEN_OR_NOTHING
            gap = "" if loose else self._space
        self.text = "".join(parts)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the units from ``first`` up to, not including, ``last`` stand in the text."""
        end = self._starts[last] if last < len(self._starts) else len(self.text)
        return self._starts[first] if first < len(self._starts) else end, end

    def unit(self, offset: int) -> int:
        """The unit that a sign of the text comes from."""
        return bisect_right(self._starts, offset) - 1

    def find(self, quote: str, span: tuple[int, int] | None = None) -> int:
        """Where the quote begins within the span; -1 if it does not stand there, in whole words."""
        wanted = normal(quote) if self._space else normal(quote).replace(" ", "")
        if not wanted:
            return -1
        start, end = span or (0, len(self.text))
        for found in self._occurrences(wanted, start, end):
            if not self._space or self._whole(*found):
                return found[0]
        return -1

    def _occurrences(self, wanted: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        if self.text.find(_HYPHEN_OR_NOTHING, start, end) >= 0:
            for found in re.compile(_between_hyphens(wanted)).finditer(self.text, start, end):
                yield found.span()
            return
        while (at := self.text.find(wanted, start, end)) >= 0:
            yield at, at + len(wanted)
            start = at + 1

    def _whole(self, start: int, end: int) -> bool:
        """No word or number is cut at either end: 'resident' does not stand in 'president'."""
        text = self.text
        return not (start > 0 and _one_word(text[start - 1], text[start])) and not (
            end < len(text) and _one_word(text[end - 1], text[end])
        )

    def nearest(self, quote: str) -> tuple[int, str] | None:
        """The unit where the text comes near the quote, and how the two differ there; None if it nowhere does."""
        if len(self.text) > MAX_NEAR:
            return None
        wanted = _words(quote)
        start = self._best_start([_key(word) for word in wanted])
        if start is None:
            return self._misspelt(wanted)
        return _compared(wanted, self._words[max(0, start - 3) : start + len(wanted) + 3])

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        """Every word of the text, with its unit."""
        return [(word, index) for index, unit in enumerate(self._units) for word in _words(unit)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, (word, _) in enumerate(self._words):
            places.setdefault(_key(word), []).append(place)
        return places

    def _best_start(self, keys: list[str]) -> int | None:
        """Where most of the words stand together, by votes for where the quote would begin."""
        votes: Counter[int] = Counter()
        voters = 0
        for offset, key in enumerate(keys):
            places = self._places.get(key, ())
            if len(places) <= _COMMON:
                voters += 1
                votes.update(place - offset for place in places)
        around = {at: sum(votes[at + shift] for shift in range(-2, 3)) for at in list(votes)}
        best = max(around, key=lambda at: (around[at], votes[at], -at), default=0)
        return best if around.get(best, 0) >= max(2, _NEAR * voters) else None

    def _misspelt(self, wanted: list[str]) -> tuple[int, str] | None:
        """For a quote of a word or two: a word that is spelt nearly like the longest that the text does not have."""
        word = max((word for word in wanted if self.find(word) < 0), key=len, default="")
        if len(wanted) > 2 or len(word) <= 3:
            return None
        key = _key(word)
        alike = [other for other in self._places if other[0] == key[0] and abs(len(other) - len(key)) <= 2]
        near = difflib.get_close_matches(key, alike, n=1, cutoff=0.8)
        if not near:
            return None
        has, unit = self._words[self._places[near[0]][0]]
        return unit, _instead([word], [has])


def normal(text: str) -> str:
    """Text as quotes are compared: straight quotes, plain dashes, single spaces, composed letters.

    >>> normal("“No\u00a0comment” — he  said")
    '"No comment"-he said'
    """
    return re.sub(r" ?-+ ?", "-", " ".join(_plain(text).split()))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_FORMS))


def _goes_on(line: str) -> bool:
    return line.lstrip()[:1].islower()


def _one_word(left: str, right: str) -> bool:
    """Both letters, or both digits; a digit after a letter is the mark of a footnote."""
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def _between_hyphens(wanted: str) -> str:
    """A pattern for the words with a line's hyphen anywhere in them, or where they have one of their own."""
    signs = (f"[-{_HYPHEN_OR_NOTHING}]" if sign == "-" else re.escape(sign) for sign in wanted)
    return f"{_HYPHEN_OR_NOTHING}?".join(signs)


def _words(text: str) -> list[str]:
    return _plain(text).split()


def _key(word: str) -> str:
    """A word for finding places that are alike: no capitals, no signs around it."""
    return word.casefold().strip("\"'.,;:!?()[]-") or word


def _compared(wanted: list[str], window: list[tuple[str, int]]) -> tuple[int, str] | None:
    """The unit where the likeness begins, and up to three differences; None if too few words are alike."""
    has = [word for word, _ in window]
    matcher = difflib.SequenceMatcher(None, [*map(_key, wanted)], [*map(_key, has)], autojunk=False)
    alike = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in alike) < _NEAR * len(wanted):
        return None
    found = list(_differences(matcher.get_opcodes(), wanted, has))
    more = f"; and {len(found) - 3} more" if len(found) > 3 else ""
    return window[alike[0].b][1], ("; ".join(found[:3]) or "it has the same words, in another order or apart") + more


def _differences(codes: Iterable[tuple[str, int, int, int, int]], wanted: list[str], has: list[str]) -> Iterator[str]:
    """Each stretch of words that differs; what the text has before and after the quote is no difference."""
    for code, a, b, c, d in codes:
        first, last = a == 0, b == len(wanted)
        if code == "equal":
            yield from (
                _instead([said], [text])
                for place, (said, text) in enumerate(zip(wanted[a:b], has[c:d], strict=True), a)
                if not _alike(said, text, first=place == 0, last=place == len(wanted) - 1)
            )
        elif code == "delete":
            yield f"it does not have {quoted(' '.join(wanted[a:b]), 40)}"
        elif code == "insert" and a and not last:
            yield f"it has {quoted(' '.join(has[c:d]), 40)} after {quoted(wanted[a - 1], 40)}, and the quote has not"
        elif code == "replace":
            size = b - a
            yield _instead(wanted[a:b], has[max(c, d - size) : d] if first else has[c : c + size] if last else has[c:d])


def _alike(said: str, text: str, *, first: bool, last: bool) -> bool:
    """The same word; where the quote begins or ends, the text may have signs before or after it."""
    if first and last:
        return said in text
    return text.endswith(said) if first else text.startswith(said) if last else said == text


def _instead(wanted: Iterable[str], has: Iterable[str]) -> str:
    return f"it has {quoted(' '.join(has), 40)} where the quote has {quoted(' '.join(wanted), 40)}"
