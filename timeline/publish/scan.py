"""Proof after the fact: the finished bytes are searched for every withheld value, in the forms it could hide in.

Knows nothing of records or pages: texts or bytes, and values that must not be in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from timeline.publish import layers
from timeline.publish.spelling import EVERYDAY, folded, plainly, standing, unspaced, words
from timeline.publish.values import AS_WRITTEN, Value

_BETWEEN = r"(?:[^\w+]|_){1,6}"
_GEOMETRY = re.compile(r"\s(?:d|x|y|[xy][12]|c[xy]|r[xy]?|points|transform|style|width|height|viewbox)=[\"'][^\"']*$")
_BARE = re.compile(r"(?:\"\s*:|\d\s*,)\s*-?$")
_CUE = re.compile(r"(?:badge|shield|star|\bno|nr|number|numero|\bid|serial|placa|#)\W{0,3}$")
_ID = re.compile(r"\W?id=[\"']?([\w-]+)")
_WORD = re.compile(r"[^\W_]+")
_NEAR = 30
_START = 3
_WORTH = 100
"""Letters of a text for each value, below which it is worth while to look its letters up."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld value was found; ``form`` says how it was written, ``near`` shows what surrounds it, masked."""

    value: str
    form: str
    near: str
    actor: str = ""
    """Whose value it is."""
    line: int = 0
    """The line it is in; 0 where lines mean nothing, as inside packed data."""
    element: str = ""
    """Where else, in words: "in the element 'ruling'"."""

    @property
    def place(self) -> str:
        """Line and element, in words."""
        return ", ".join(part for part in (f"line {self.line}" if self.line else "", self.element) if part)


class _Needle:
    """A value, and the patterns that show it as a word of its own; they are made only where its letters are."""

    def __init__(self, value: Value) -> None:
        self.value = value
        self.words = words(value.text)
        self.literal = not self.words or unspaced(value.text)
        self.squeezed = _squeezed(value.text) if self.literal else "".join(self.words)

    @cached_property
    def patterns(self) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        """(how the words are parted, how it starts, the pattern), the plainest first."""
        whole = folded(self.value.text)
        if self.literal:
            return (("", whole, re.compile(re.escape(whole))),)
        spelt, start = [re.escape(word) for word in self.words], self.words[0]
        if self.value.kind == "number":
            return (("", start, re.compile(rf"(?<![\w.,]){_BETWEEN.join(spelt)}(?![\w%]|[.,]\d)")),)
        first, last = (r"(?<![^\W\d_])" if start.isalpha() else r"(?<!\w)"), r"(?![^\W\d_])"
        spaced = r"\s+".join(map(re.escape, whole.split()))
        found = [
            ("", whole.split()[0], re.compile(rf"(?<!\w){spaced}(?!\w)")),
            ("with dashes", start, re.compile(rf"{first}{_BETWEEN.join(spelt)}{last}")),
        ]
        if len(spelt) > 1 and len(self.squeezed) > 7:
            found.append(("run together", self.squeezed, re.compile(self.squeezed)))
        return tuple(found)


class Search:
    """A search for withheld values, made once and used on many outputs.

    >>> search = Search([Value("Joan Roe", "officer-a")])
    >>> [leak.form for leak in search.text("<b>Jo</b>an Roe")]
    ['split by markup']
    """

    def __init__(self, values: Iterable[Value]) -> None:
        listed = [value for value in values if value.text.strip()]
        self._wanted = [value for value in listed if value.kind not in AS_WRITTEN]
        self._exact = [value for value in listed if value.kind in AS_WRITTEN]

    @cached_property
    def _needles(self) -> dict[str, list[_Needle]]:
        """By the longest word of each: where that is not, none of them can be."""
        found: dict[str, list[_Needle]] = {}
        for needle in map(_Needle, self._wanted):
            found.setdefault(max(needle.words, key=len, default=needle.squeezed), []).append(needle)
        return found

    @cached_property
    def _exact_by_first(self) -> dict[str, list[Value]]:
        found: dict[str, list[Value]] = {}
        for value in self._exact:
            found.setdefault(next(iter(_WORD.findall(value.text)), ""), []).append(value)
        return found

    @cached_property
    def _exact_folded(self) -> dict[str, Value]:
        return {"".join(words(value.text)): value for value in self._exact if value.kind == "part"}

    def text(self, text: str, *, skip: Iterable[str] = (), own: frozenset[str] = frozenset()) -> tuple[Leak, ...]:
        """Every withheld value in a text, once each, with how it is written.

        ``skip`` are parts known to be harmless, such as the chart library; ``own`` are words that the page says itself
        and that are therefore no sign of a name when they stand alone.
        """
        for part in skip:
            text = text.replace(part, " ") if part else text
        return self._all(layers.texts(text), text, own)

    def data(self, raw: bytes, *, own: frozenset[str] = frozenset()) -> tuple[Leak, ...]:
        """The same for the bytes of a file of any format."""
        return self._all(layers.data(raw), raw.decode("utf-8", "replace"), own)

    def name(self, text: str, *, everyday: bool = True) -> tuple[Leak, ...]:
        """The same for the name of a file or an id, where a part of a name counts in small letters too.

        Without ``everyday``, one that is an everyday word does not.
        """
        read = words(layers._deeply(text)) if self._exact else ()
        parts = [self._exact_folded[w] for w in read if w in self._exact_folded and (everyday or w not in EVERYDAY)]
        return self.text(text) or tuple(Leak(value.text, "a part of a name", "", value.actor) for value in parts[:1])

    def hits(self, text: str, *, addresses: bool = False) -> bool:
        """True if something withheld is in a text; in an address a part of a name counts in small letters too."""
        if addresses:
            return bool(self.name(text))
        return any(True for _ in self._found(layers.texts(text), frozenset()))

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The longest words by how they begin: a text of few letters is looked up, not searched for each."""
        found: dict[str, list[str]] = {}
        for longest in self._needles:
            found.setdefault(longest[:_START], []).append(longest)
        return found

    def _likely(self, squeezed: str) -> set[_Needle]:
        """Those whose letters are in a text, as words of their own or not."""
        longest: Iterable[str] = self._needles
        if len(squeezed) < _WORTH * len(self._needles):
            starts = {squeezed[at : at + size] for size in range(1, _START + 1) for at in range(len(squeezed))}
            longest = [word for start in self._by_start.keys() & starts for word in self._by_start[start]]
        return {
            needle
            for word in longest
            if word in squeezed
            for needle in self._needles[word]
            if needle.squeezed in squeezed
        }

    def _written(self, text: str, own: frozenset[str]) -> set[Value]:
        """Parts of names of which at least the first word stands in a text."""
        seen = self._exact_by_first.keys() & set(_WORD.findall(text)) if self._exact else ()
        return {value for first in seen for value in self._exact_by_first[first] if value.text not in own}

    def _all(self, readings: Iterable[tuple[str, str]], whole: str, own: frozenset[str]) -> tuple[Leak, ...]:
        if not self._wanted and not self._exact:
            return ()
        return tuple(
            Leak(
                value.text,
                form,
                self._near(read, start, end),
                value.actor,
                _line(whole, read, start),
                self._told(_element(read, start)),
            )
            for value, form, read, start, end in self._found(readings, own)
        )

    def _near(self, text: str, start: int, end: int) -> str:
        """What stands around a find, the find itself masked, and so is a second one beside it."""
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        return f"{self._told(before)}{'█' * (end - start)}{self._told(after)}"

    def _told(self, text: str) -> str:
        """The text if a message may hold it, else nothing: a message about a leak is no leak itself."""
        if self._likely(_squeezed(text)) or not self._exact_folded.keys().isdisjoint(words(text)):
            return ""
        return text

    def _found(
        self, readings: Iterable[tuple[str, str]], own: frozenset[str]
    ) -> Iterator[tuple[Value, str, str, int, int]]:
        """(value, form, text in which it stands, start, end), each value once."""
        done: set[_Needle] = set()
        written: set[Value] = set()
        for form, text in readings:
            for value in sorted(self._written(text, own) - written, key=lambda value: value.text):
                start = next(standing(text, value.text), -1)
                if start >= 0:
                    written.add(value)
                    yield value, "as written" if form == "as text" else form, text, start, start + len(value.text)
            squeezed = _squeezed(text)
            likely = self._likely(squeezed) - done
            plain = plainly(text).casefold() if likely else ""
            for needle in sorted(likely, key=lambda needle: needle.value.text):
                hit = _hit(needle, plain)
                if hit:
                    done.add(needle)
                    yield needle.value, _form(form, hit[0]), plain, *hit[1]


def scan(
    text: str, values: Iterable[str], *, as_written: Iterable[str] = (), skip: Iterable[str] = ()
) -> tuple[Leak, ...]:
    """Every withheld value found in the text; ``skip`` are parts known to be harmless, such as the chart library.

    ``values`` are found in any case, accents or spacing; ``as_written`` only exactly so, as everyday words may be.

    >>> scan("<b>Jo</b>an Roe", ["Joan Roe"])[0].form
    'split by markup'
    """
    wanted = [*(Value(value, "") for value in values), *(Value(value, "", "part") for value in as_written)]
    return Search(wanted).text(text, skip=skip)


def _hit(needle: _Needle, plain: str) -> tuple[str, tuple[int, int]] | None:
    """How the value stands in a text, and where; None if only its letters do, as parts of other words."""
    for how, start, pattern in needle.patterns:
        place = plain.find(start)
        while place >= 0:
            found = pattern.match(plain, place)
            if found and (needle.value.kind != "number" or _is_said(plain, *found.span())):
                return how, found.span()
            place = plain.find(start, place + 1)
    return None


def _is_said(plain: str, start: int, end: int) -> bool:
    """False for a number that is geometry, or a bare number of JSON: nobody reads those as a badge."""
    before = plain[max(0, start - 2000) : start]
    if _GEOMETRY.search(before) or (_BARE.search(before) and re.match(r"\s*[,}\]]", plain[end:])):
        return False
    digits = re.sub(r"\D", "", plain[start:end])
    if len(digits) < 4 or (len(digits) == 4 and 1900 <= int(digits) <= 2100):
        return bool(_CUE.search(before))
    return True


def _form(form: str, how: str) -> str:
    return how if how and form == "as text" else f"{form}, {how}" if how else form


def _squeezed(text: str) -> str:
    """Nothing but folded letters and digits: what every way to part and to join words has in common."""
    return re.sub(r"[\W_]+", "", plainly(text).casefold())


def _line(whole: str, read: str, start: int) -> int:
    """The line of a find, if the text it was found in still has the lines of the whole; 0 if not."""
    return read.count("\n", 0, start) + 1 if read.count("\n") == whole.count("\n") else 0


def _element(read: str, start: int) -> str:
    """The nearest element before a find, by its id."""
    least, at = max(0, start - 20_000), read.rfind("id=", 0, start)
    while at >= least:
        found = _ID.match(read, max(0, at - 1), start)
        if found:
            return f"in the element {found[1]!r}"
        at = read.rfind("id=", 0, at)
    return ""
