"""Proof after the fact: the finished bytes are searched for every withheld value, in the forms it could hide in.

Knows nothing of records or pages: texts or bytes, and values that must not be in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from timeline.publish import layers
from timeline.publish.spelling import folded, plainly, unspaced, words
from timeline.publish.values import AS_WRITTEN, Value

_BETWEEN = r"(?:[^\w+]|_){1,6}"
_GEOMETRY = re.compile(r"\s(?:d|x|y|[xy][12]|c[xy]|r[xy]?|points|transform|style|width|height|viewbox)=[\"'][^\"']*$")
_BARE = re.compile(r"(?:\"\s*:|\d\s*,)\s*-?$")
_CUE = re.compile(r"(?:badge|shield|star|\bno|nr|number|numero|\bid|serial|placa|#)\W{0,3}$")
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld value was found; ``form`` says how it was written, ``near`` shows what surrounds it, masked."""

    value: str
    form: str
    near: str
    actor: str = ""
    """Whose value it is."""
    place: str = ""
    """Where, in words: "line 12, in the element 'ruling'"."""


@dataclass(frozen=True, eq=False)
class _Needle:
    """A value, and the patterns that show it as a word of its own."""

    value: Value
    squeezed: str
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = field(repr=False)


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
        for needle in map(_needle, self._wanted):
            found.setdefault(max(words(needle.value.text), key=len, default=needle.squeezed), []).append(needle)
        return found

    @cached_property
    def _words(self) -> list[tuple[Value, str, re.Pattern[str]]]:
        return [(value, value.text, re.compile(rf"(?<!\w){re.escape(value.text)}(?!\w)")) for value in self._exact]

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

    def hits(self, text: str, *, addresses: bool = False) -> bool:
        """True if something withheld is in a text; in an address a part of a name counts in small letters too."""
        if not self._wanted and not self._exact:
            return False
        if any(True for _ in self._found(layers.texts(text), frozenset())):
            return True
        read = set(words(layers._deeply(text))) if addresses else set()
        return any(value.text.casefold() in read for value in self._exact)

    def _likely(self, squeezed: str) -> set[_Needle]:
        """Those whose letters are in a text, as words of their own or not."""
        return {
            needle
            for longest, needles in self._needles.items()
            if longest in squeezed
            for needle in needles
            if needle.squeezed in squeezed
        }

    def _all(self, readings: Iterable[tuple[str, str]], whole: str, own: frozenset[str]) -> tuple[Leak, ...]:
        if not self._wanted and not self._exact:
            return ()
        return tuple(
            Leak(value.text, form, self._near(read, start, end), value.actor, self._told(_place(whole, read, start)))
            for value, form, read, start, end in self._found(readings, own)
        )

    def _near(self, text: str, start: int, end: int) -> str:
        """What stands around a find, the find itself masked, and so is a second one beside it."""
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        return f"{self._told(before)}{'█' * (end - start)}{self._told(after)}"

    def _told(self, text: str) -> str:
        """The text if a message may hold it, else nothing: a message about a leak is no leak itself."""
        squeezed, read = _squeezed(text), set(words(text))
        named = bool(self._likely(squeezed))
        return "" if named or any(value.text.casefold() in read for value in self._exact) else text

    def _found(
        self, readings: Iterable[tuple[str, str]], own: frozenset[str]
    ) -> Iterator[tuple[Value, str, str, int, int]]:
        """(value, form, text in which it stands, start, end), each value once."""
        done: set[_Needle] = set()
        exact = [row for row in self._words if row[1] not in own]
        for form, text in readings:
            for row in list(exact):
                found = row[2].search(text) if row[1] in text else None
                if found:
                    exact.remove(row)
                    yield row[0], "as written" if form == "as text" else form, text, found.start(), found.end()
            squeezed = _squeezed(text)
            likely = self._likely(squeezed) - done
            plain = folded(text) if likely else ""
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


def _needle(value: Value) -> _Needle:
    spelt = [re.escape(word) for word in words(value.text)]
    if not spelt or unspaced(value.text):
        literal = folded(value.text)
        return _Needle(value, _squeezed(value.text), (("", re.compile(re.escape(literal))),))
    if value.kind == "number" or value.text.strip().isdigit():
        pattern = re.compile(rf"(?<![\w.,]){_BETWEEN.join(spelt)}(?![\w%]|[.,]\d)")
        return _Needle(value, "".join(words(value.text)), (("", pattern),))
    first, last = (r"(?<![^\W\d_])" if spelt[0].isalpha() else r"(?<!\w)"), r"(?![^\W\d_])"
    patterns = [
        ("", re.compile(rf"(?<!\w){re.escape(folded(value.text))}(?!\w)")),
        ("with dashes", re.compile(rf"{first}{_BETWEEN.join(spelt)}{last}")),
    ]
    if len(spelt) > 1 and len("".join(spelt)) > 7:
        patterns.append(("run together", re.compile("".join(spelt))))
    return _Needle(value, "".join(words(value.text)), tuple(patterns))


def _hit(needle: _Needle, plain: str) -> tuple[str, tuple[int, int]] | None:
    """How the value stands in a text, and where; None if only its letters do, as parts of other words."""
    for how, pattern in needle.patterns:
        for found in pattern.finditer(plain):
            if needle.value.kind != "number" or _is_said(plain, found.start(), found.end()):
                return how, found.span()
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


def _place(whole: str, read: str, start: int) -> str:
    """The line and the nearest element before a find, as far as the text it was found in still shows them."""
    before = read[:start]
    line = f"line {before.count(chr(10)) + 1}" if read.count("\n") == whole.count("\n") and "\n" in whole else ""
    ids = re.findall(r"\bid=[\"']?([\w-]+)", before[-20_000:])
    return ", ".join(part for part in (line, f"in the element {ids[-1]!r}" if ids else "") if part)
