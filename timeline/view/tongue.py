"""What this package says itself, in the language of a reader: one door for sentences, names of types and fields, words.

English is read off the vocabulary and needs no table but that of ``phrases``. Another language is a table of the same
keys, read only where it is asked for; what is missing there is said in English, as are a newsroom's own types, whose
names and words are the curator's. Knows no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from timeline.kinds import FAMILIES
from timeline.model.block import Block, choices
from timeline.model.event import Event, type_name
from timeline.model.locators import locator_parts, locator_words
from timeline.model.quantity import Quantity
from timeline.model.relations import BY_NAME
from timeline.model.words import GLOSSED
from timeline.view.phrases import PHRASES
from timeline.when.conventions import Convention, Figure

_FIELDS = {
    "to_status": "new status",
    "from_status": "former status",
    "term_used": "the source's term",
    "characterised_as": "characterised as",
    "decider_kind": "kind of decider",
    "forum_kind": "kind of forum",
    "allegation_kind": "what is alleged",
    "held_by": "held by",
    "to_body": "referred to",
    "from_body": "referred by",
    "force": "strength, as one source puts it",
    "aggregate": "told as one",
    "court_unstated": "court",
    "agent_unstated": "who did it",
}
"""Fields whose names will not do, even with blanks for underscores."""
_DULL = ("unknown", "unstated", "", "none", str(Quantity(word="unknown")))
_E = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)


class Speech:
    """Strings by key: ``speech("shown", n=3)``; where ``n`` is 1 the singular of the key, if it has one."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table

    def __call__(self, key: str, **values: object) -> str:
        """The string of a key with its values filled in."""
        if values.get("n") == 1:
            key = f"{key}_1" if f"{key}_1" in self.table else key
        return self.table[key].format(**values) if values else self.table[key]

    def or_else(self, key: str, fallback: str) -> str:
        """The string of a key that may not exist; else the fallback."""
        return self.table.get(key, fallback)


class Tongue(Speech):
    """A reader's language. ``language`` is that of texts and dates; the package's own words may be in another.

    >>> tongue("es").field("outcome"), tongue("es").value("upheld", "outcome")
    ('resultado', 'decisión confirmada')
    """

    def __init__(self, language: str, words: Mapping[str, str] = PHRASES) -> None:
        super().__init__(words)
        self.language = language
        self.dull = frozenset({*_DULL, *map(self.value, _DULL), self.or_else("quantity.unknown", "")})
        """Words that say nothing."""

    def heading(self, kind: type[Event]) -> str:
        """A type as a heading: "Commission ruling"."""
        name = type_name(kind)
        return self.or_else(f"type.{name}", kind.heading or plain(name).capitalize())

    def family(self, family: str) -> str:
        """A family of types for readers; a newsroom's own by its name."""
        return self.or_else(f"family.{family}", dict(FAMILIES).get(family, plain(family)))

    def field(self, name: str) -> str:
        """A field's or a role's name as a reader says it."""
        english = _FIELDS.get(name) or name.replace("_", " ")
        return self.or_else(f"field.{name}", self.or_else(f"relation.{name}", english))

    def relation(self, name: str, *, inverse: bool = False) -> str:
        """A relation in words, on the event it stands on or, inverse, on the other one."""
        relation = BY_NAME[name]
        if inverse:
            return self.or_else(f"inverse.{name}", relation.inverse)
        return self.or_else(f"relation.{name}", relation.words)

    def value(self, value: object, field: str = "") -> str:
        """A controlled word or number in running text: ``modified_assignment`` is "modified assignment"."""
        if isinstance(value, Quantity):
            return self.quantity(value)
        word = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        return self.or_else(f"value.{field}:{word}", self.or_else(f"value.{word}", plain(word)))

    def held(self, value: object, holder: type[Block], field: str) -> str:
        """What a field holds, in words: a word of its list with a gloss where readers would misread it, or text."""
        word = str(value)
        text = self.value(value, field) if word in choices(holder, field) or not isinstance(value, str) else plain(word)
        return f"{text} ({self.or_else(f'gloss.{word}', GLOSSED[word])})" if word in GLOSSED else text

    def quantity(self, count: Quantity) -> str:
        """A number as its source gives it: "11", "at least 51", "several"."""
        form: str = count.word or ("approx" if count.approx is not None else "exact")
        if count.word is None and (count.min is not None or count.max is not None):
            form = "max" if count.min is None else "min" if count.max is None else "range"
        said = self.table.get(f"quantity.{form}")
        return said.format(count.min if count.approx is None else count.approx, count.max) if said else str(count)

    def place(self, locator: str) -> str:
        """A place in a source: "line 2", "lines 4 to 8"."""
        kind, first, last = locator_parts(locator)
        said = self.table.get(f"place.{kind}.to" if last else f"place.{kind}")
        return said.format(first, last) if said else locator_words(locator)

    def convention(self, row: Convention) -> str:
        """How a vague word about time is read, with the figures in force."""
        said = self.table.get(f"convention.{row.key}")
        return row.told(said, self._figure) if said else row.read

    def _figure(self, figure: Figure) -> str:
        """A width in words, or a word."""
        if isinstance(figure, str):
            return self.or_else(f"convention.{figure}", figure)
        units = zip(figure, ("month", "day"), strict=True)
        counts = [f"{count} {self.unit(unit, count)}" for count, unit in units if count]
        return self.listed(counts) if counts else self("convention.nothing")

    def unit(self, unit: str, count: int) -> str:
        """A unit of time behind a number."""
        one, more = self(f"unit.{unit}").split()
        return plain(one if count == 1 else more)

    def listed(self, items: Iterable[str]) -> str:
        """Some things in a sentence: "the city, the mayor and the chief"."""
        *others, last = items
        if not others:
            return last
        key = "and_e" if "and_e" in self.table and _E.match(last) else "and"
        return self(key, first=", ".join(others), last=last)

    def quoted(self, text: str) -> str:
        """A title in running text."""
        return self("quoted", text=text)


def plain(word: str) -> str:
    """A name of the vocabulary in running text."""
    return word.replace("_", " ")


@cache
def tongue(language: str) -> Tongue:
    """The words for a language such as ``es`` or ``es-MX``; English where there are none."""
    if language.partition("-")[0].lower() != "es":
        return Tongue(language)
    from timeline.view.spanish import SPANISH  # nobody else needs it

    return Tongue(language, {**PHRASES, **SPANISH})
