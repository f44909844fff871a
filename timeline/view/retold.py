"""A claim about time for readers: as it was typed, with titles for ids; in another language than English, retold.

The notation has English words, whatever language a case is in. What stands in figures stands as it was typed. Knows
records for their titles only.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.model.block import say
from timeline.model.record import Record
from timeline.view.tongue import Tongue
from timeline.when.amounts import NUMBERS, number
from timeline.when.claims import AMOUNT, PUBLICATION, Anchor, TimeClaim, parse_claim
from timeline.when.edtf import Edtf
from timeline.when.words import range_words

_PERIODS = ("day", "month", "year")


def retold(record: Record, text: str, tongue: Tongue, title: Callable[[str], str]) -> str:
    """A claim with ``title`` for the events it names, in the reader's language."""
    if "claim.after" in tongue.table:
        return _Retold(record, tongue, title).claim(parse_claim(text))

    def named(match: re.Match[str]) -> str:
        word = match[0].partition(".")[0]
        return title(word) if word in record.events else match[0]

    return re.sub(r"[a-z][a-z0-9-]*(?:\.start|\.end)?", named, text)


class _Retold:
    """Claims in the words of a language's table."""

    def __init__(self, record: Record, tongue: Tongue, title: Callable[[str], str]) -> None:
        self.record, self.tongue, self.title = record, tongue, title

    def say(self, key: str, **values: object) -> str:
        """A phrase of the table; what follows an article in Spanish flows into it."""
        said = self.tongue(f"claim.{key}", **values)
        return re.sub(r"\b(de|a) el ", lambda found: {"de": "del ", "a": "al "}[found[1]], said)

    def claim(self, read: TimeClaim) -> str:
        """A whole claim."""
        told = self._place(read)
        return self.say(read.side, what=told) if read.side else told

    def _place(self, read: TimeClaim) -> str:
        names = {"weekday": ("weekdays", "day"), "any_weekday": ("weekdays", "day"), "month": ("months", "month")}
        if read.form == "date":
            return read.text
        if read.form == "part" and read.date:
            return self.say(read.part, date=range_words(read.date.earliest, read.date.latest, self.tongue.language))
        if read.form in names:
            of, name = names[read.form]
            return self.say(read.form, **{name: self.say(of).split()[read.index]})
        if read.form == "lasted":
            return self.say("lasted", amount=self._amount(read.text.lower().removeprefix("lasted").strip()))
        if read.form == "between":
            first, last = map(self._anchor, read.anchors)
            return self.say("between", first=first, last=last)
        if read.form == "relative":
            return self._relative(read)
        return self.say(read.form)

    def _relative(self, read: TimeClaim) -> str:
        anchor, key = read.anchors[0], read.relation
        if anchor.date and f"claim.{key}.date" in self.tongue.table:
            key += ".date" if _unit(anchor.date) in ("", "day") else ".period"
        told = self.say(key, anchor=self._anchor(anchor))
        if read.amount is None:
            return told
        typed = read.text.lower().removeprefix(read.side).strip()
        return self.say("measured", amount=self._amount(typed.removeprefix("between ")), place=told)

    def _anchor(self, anchor: Anchor) -> str:
        if anchor.date:
            unit = _unit(anchor.date)
            words = range_words(anchor.date.earliest, anchor.date.latest, self.tongue.language) if unit else anchor.text
            return self.say("anchor.day", day=words) if unit == "day" else words
        name = anchor.name or anchor.text
        if name in self.record.events:
            told = self.title(name)
        elif name in self.record.sources:
            source = say(self.record.sources[name].title, self.tongue.language)
            told = self.say("anchor.source", source=self.tongue.quoted(source))
        else:
            told = self.say("anchor.publication") if name == PUBLICATION else name
        return self.say(f"anchor.{anchor.side}", anchor=told) if anchor.side else told

    def _amount(self, typed: str) -> str:
        """An amount at the beginning of a text: "alrededor de siete meses"."""
        found = AMOUNT.match(typed)
        if not found:
            return typed
        unit = _unit_of(found["unit"])
        told = self._count(found["n"], unit)
        if found["m"]:
            low, high = (self._number(found[part], unit) for part in ("n", "m"))
            told = f"{self.say('range', low=low, high=high)} {self.tongue.unit(unit, 2)}"
        if found["off"]:
            told += f" ± {self._count(found['off'], _unit_of(found['off_unit']))}"
        return self.say(found["strength"], amount=told) if found["strength"] else told

    def _count(self, typed: str, unit: str) -> str:
        return f"{self._number(typed, unit)} {self.tongue.unit(unit, number(typed) or 0)}"

    def _number(self, typed: str, unit: str) -> str:
        """A number in figures as typed, a word as a word."""
        if typed not in NUMBERS:
            return typed
        value = number(typed) or 1
        one = self.tongue.or_else(f"claim.one.{unit}", self.say("one"))
        return one if value == 1 else self.say("numbers").split()[value - 2]


def _unit(found: Edtf) -> str:
    """What a plain date names: a day, a month or a year; "" for one that is to stand as typed."""
    return found.precision if found.precision in _PERIODS and not _vague(found) else ""


def _vague(found: Edtf) -> bool:
    return found.approximate or found.uncertain or bool(found.time)


def _unit_of(typed: str) -> str:
    return "weekday" if typed in ("working day", "business day") else typed
