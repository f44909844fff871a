"""What changed between two versions of a case, as a reader would be told, and as the corrections log would have it.

A correction names what was wrong and what stands now. What follows from a change (a date that counts from another, an
obligation's standing) is told too. Ids that vanished are named, since they were anchors that others link to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.ask.obligations import standing
from timeline.dating import Dated
from timeline.model.block import Block, say
from timeline.model.event import Event
from timeline.model.evidence import Citation, Claim
from timeline.model.locators import locator_words
from timeline.model.relations import BY_NAME, Link
from timeline.publish.changes import Difference, differences, plain_value, renamed, same_claim
from timeline.view.tongue import Tongue
from timeline.view.words import title_of, values
from timeline.when.edtf import parse_date
from timeline.when.words import range_words

_DAYS = {
    "published": "publication day",
    "as_of": "day of the record",
    "accessed": "day it was read",
    "created": "day it was made",
    "last_checked": "last day it was looked for",
}
"""Fields that hold a day of their own."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the block and field, both values as JSON, and a sentence for readers."""

    id: str
    field: str
    old: Any
    new: Any
    words: str
    was: str = ""
    """What the corrections log says stood there; empty for what corrects nothing, such as an event that was added."""
    now: str = ""
    event: str = ""
    """The event a correction belongs to."""


def changes(old: Dated, new: Dated, as_of: tuple[date, date]) -> tuple[Change, ...]:
    """Every change that a reader could see; ``as_of`` are the days of both records."""
    return tuple(_Told(old, new).all(as_of))


class _Told:
    """Both versions, and a sentence for each difference."""

    def __init__(self, old: Dated, new: Dated) -> None:
        self.old, self.new, self.language = old, new, new.record.head.language
        self.english = Tongue(self.language)
        """The sentences are English, and so are the words in them; titles and days are the case's."""

    def all(self, as_of: tuple[date, date]) -> Iterator[Change]:
        dated: set[str] = set()
        for found in differences(self.old.record, self.new.record):
            if found.field == found.kind:
                yield self._whole(found)
            elif found.field == "when":
                dated.add(found.id)
                yield self._when(found)
            elif found.field == "claims":
                yield from self._claims(found)
            elif found.field == "cites":
                yield from self._cites(found)
            elif found.field in BY_NAME and found.kind == "event":
                yield from self._links(found)
            else:
                yield self._field(found)
        yield from self._follows(dated)
        yield from self._standing(as_of)

    def _whole(self, found: Difference) -> Change:
        """A block that came or went."""
        block: Block = found.new if found.old is None else found.old
        name = self._name(found.kind, found.id, self.new if found.old is None else self.old)
        when = f" ({self._day(self.new if found.old is None else self.old, found.id)})" if found.kind == "event" else ""
        if found.old is None:
            words = f"{found.kind.capitalize()} {name}{when} was added."
            return Change(found.id, found.field, None, plain_value(block), words)
        again = [id_ for id_, other in self.new.record.table(found.kind).items() if renamed(block, other)]
        moved = next((id_ for id_ in again if id_ not in self.old.record.table(found.kind)), "")
        anchor = f"; links to #{found.id} lead nowhere" if found.kind in ("event", "obligation") else ""
        if moved:
            words = f"{found.kind.capitalize()} {name} now has the id {moved!r}; it was {found.id!r}{anchor}."
            return Change(found.id, found.field, plain_value(block), None, words)
        words = f"{found.kind.capitalize()} {name}{when} was taken out{anchor}."
        return Change(
            found.id, found.field, plain_value(block), None, words, f"the record had {name}{when}", "it was taken out"
        )

    def _when(self, found: Difference) -> Change:
        before, after = self._day(self.old, found.id), self._day(self.new, found.id)
        name = self._name("event", found.id, self.new)
        if before == after:
            typed = [", ".join(claim.claim for claim in value) for value in (found.old, found.new)]
            words = f"{name} is still dated {after}, on other grounds: {typed[1]!r}, where {typed[0]!r} stood."
            return self._change(found, words)
        return self._change(
            found, f"The date of {name} was given as “{before}”. It is “{after}”.", f"dated {before}", f"dated {after}"
        )

    def _follows(self, told: set[str]) -> Iterator[Change]:
        """Dates that moved because others did."""
        for id_, interval in self.new.intervals.items():
            before = self.old.intervals.get(id_)
            if before is None or id_ in told or _bounds(before) == _bounds(interval):
                continue
            old, new = self._day(self.old, id_), self._day(self.new, id_)
            if old != new:
                name = self._name("event", id_, self.new)
                words = f"The date of {name}, which follows from others, was given as “{old}”. It is “{new}”."
                yield Change(id_, "dates", old, new, words, f"dated {old}", f"dated {new}", id_)

    def _standing(self, as_of: tuple[date, date]) -> Iterator[Change]:
        """Obligations that stand otherwise."""
        before = {one.id: one for one in standing(self.old, as_of[0])}
        for one in standing(self.new, as_of[1]):
            if one.id in before and before[one.id].status != one.status:
                old, new = (self.english(f"status.{found.status}") for found in (before[one.id], one))
                days = [range_words(day, day, self.language) for day in as_of]
                name = self._name("obligation", one.id, self.new)
                then, now = ("", days[0]) if days[0] == days[1] else (f" on {days[0]}", days[1])
                words = f"{name} stood as “{old}”{then}. On {now} it stands as “{new}”."
                yield Change(one.id, "status", before[one.id].status, one.status, words)

    def _claims(self, found: Difference) -> Iterator[Change]:
        name = self._name(found.kind, found.id, self.new)
        left: list[Claim] = list(found.old or ())
        for claim in found.new or ():
            match = next((other for other in left if same_claim(other, claim)), None)
            said, who = say(claim.says, self.language), self._speaker(self.new, claim)
            if match is None:
                yield self._part(found, None, claim, f"On {name}, what {who} says was added: “{said}”.")
                continue
            left.remove(match)
            before = say(match.says, self.language)
            if before != said:
                words = f"On {name}, {who} was reported as saying “{before}”. It should read “{said}”."
                yield self._part(found, match, claim, words, f"{who}: “{before}”", f"{who}: “{said}”")
            elif plain_value(match) != plain_value(claim):
                yield self._part(found, match, claim, self._about_claim(name, who, match, claim))
        for claim in left:
            who, said = self._speaker(self.old, claim), say(claim.says, self.language)
            words = f"On {name}, what {who} was reported as saying was taken out: “{said}”."
            yield self._part(found, claim, None, words, f"{who}: “{said}”", "taken out")

    def _about_claim(self, name: str, who: str, old: Claim, new: Claim) -> str:
        """What changed beside a claim's words: its stance, standing, citations and the like."""
        fields = [
            self.english.field(field)
            for field in type(new).model_fields
            if field != "note" and plain_value(getattr(old, field)) != plain_value(getattr(new, field))
        ]
        return f"On {name}, what is recorded of {who}’s statement changed in: {', '.join(fields)}."

    def _cites(self, found: Difference) -> Iterator[Change]:
        name = self._name(found.kind, found.id, self.new)
        old, new = ([self._cite(cite) for cite in value or ()] for value in (found.old, found.new))
        added, gone = [c for c in new if c not in old], [c for c in old if c not in new]
        parts = [f"now rests on {_list(added)} too" if not gone else f"rests on {_list(added)}"] if added else []
        parts += [f"no longer on {_list(gone)}" if added else f"no longer rests on {_list(gone)}"] if gone else []
        words = f"{name} {' and '.join(parts)}." if parts else f"{name} cites the same places in another order."
        yield self._change(found, words)

    def _links(self, found: Difference) -> Iterator[Change]:
        name, means = self._name("event", found.id, self.new), BY_NAME[found.field].words
        old: dict[str, Link] = {link.event: link for link in found.old or ()}
        new: dict[str, Link] = {link.event: link for link in found.new or ()}
        for id_ in [*new, *(id_ for id_ in old if id_ not in new)]:
            there = self.new if id_ in self.new.record.events else self.old
            other = self._name("event", id_, there)
            if id_ not in old:
                yield self._part(found, None, id_, f"{name} {means} {other}: this link was added.")
            elif id_ not in new:
                words = f"{name} was said to be linked to {other} (“{means}”). It is not."
                yield self._part(found, id_, None, words, f"“{means}” {other}", "no such link")
            elif plain_value(old[id_]) != plain_value(new[id_]):
                before, after = self._attributes(old[id_]), self._attributes(new[id_])
                if before != after:
                    words = f"{name} {means} {other}: given as {before or 'nothing more'}. It is {after or 'not said'}."
                    yield self._part(found, old[id_], new[id_], words, before, after)
                else:
                    yield self._part(found, old[id_], new[id_], f"The link from {name} to {other} has other grounds.")

    def _field(self, found: Difference) -> Change:
        name, field = (
            self._name(found.kind, found.id, self.new),
            _DAYS.get(found.field) or self.english.field(found.field),
        )
        old, new = (self._words(dated, found, value) for dated, value in ((self.old, found.old), (self.new, found.new)))
        if found.field in ("title", "label", "name"):
            before, after = (f"“{say(value, self.language)}”" for value in (found.old, found.new))
            if found.old and found.new:
                return self._change(found, f"{before} is now called {after}.", before, after)
        if found.field == "modality":
            return self._change(found, f"{name} was recorded as {old}. It is recorded as {new}.", old, new)
        of = "" if found.kind == "case" else f" of {name}"
        if found.kind == "case" and found.field == "as_of":
            return self._change(found, f"The record was brought up to date: as of {new}, before as of {old}.")
        if not old:
            return self._change(
                found, f"The {field}{of} is now given: {_sentence(new)}", f"{field}: not given", f"{field}: {new}"
            )
        if not new:
            return self._change(
                found,
                f"The {field}{of} was given as {_sentence(old)} It is no longer given.",
                f"{field}: {old}",
                f"{field}: not given",
            )
        return self._change(
            found,
            f"The {field}{of} was given as {_sentence(old)} It is {_sentence(new)}",
            f"{field}: {old}",
            f"{field}: {new}",
        )

    # How things are called

    def _words(self, dated: Dated, found: Difference, value: Any) -> str:
        """A field's value in words; empty for none."""
        if value is None or value in ((), {}) or value is False:
            return ""
        if found.field == "modality":
            return self.english(f"modality.{value}") or "having happened"
        block = dated.record.head if found.kind == "case" else dated.record.table(found.kind)[found.id]
        if isinstance(block, Event) and found.field == "type":
            return self.english.heading(type(block)).lower()
        if found.field in _DAYS:
            read = parse_date(value)
            return range_words(read.earliest, read.latest, self.language)
        text = ", ".join(values(dated.record, block, found.field, self.english))
        return f"“{text}”" if _is_prose(value) else text

    def _name(self, kind: str, id_: str, dated: Dated) -> str:
        record = dated.record
        if kind == "case":
            return "the record"
        if kind == "event":
            return f"“{title_of(record, id_, self.language)}”"
        if kind == "actor":
            return record.actor_label(id_, self.language)
        block = record.table(kind)[id_]
        return f"“{say(block.label if kind == 'obligation' else block.title, self.language)}”"

    def _day(self, dated: Dated, id_: str) -> str:
        return dated.intervals[id_].short(self.language)

    def _speaker(self, dated: Dated, claim: Claim) -> str:
        if claim.by:
            return dated.record.actor_label(claim.by, self.language)
        return f"“{self._title(claim.cites[0].source)}”" if claim.cites else "the source"

    def _attributes(self, link: Link) -> str:
        return ", ".join(
            f"{self.english.field(name)}: {self.english.value(value)}" for name, value in link.attributes().items()
        )

    def _cite(self, cite: Citation) -> str:
        place = f", {locator_words(cite.locator)}" if cite.locator else ""
        return f"“{self._title(cite.source)}”{place}"

    def _title(self, source: str) -> str:
        found = self.new.record.sources.get(source) or self.old.record.sources.get(source)
        return say(found.title, self.language) if found else source

    def _part(
        self, found: Difference, old: Claim | Link | str | None, new: Claim | Link | str | None, words: str,
        was: str = "", now: str = "",
    ) -> Change:  # fmt: skip
        event = found.id if found.kind == "event" else ""
        return Change(found.id, found.field, plain_value(old), plain_value(new), words, was, now, event)

    def _change(self, found: Difference, words: str, was: str = "", now: str = "") -> Change:
        event = found.id if found.kind == "event" else ""
        return Change(found.id, found.field, plain_value(found.old), plain_value(found.new), words, was, now, event)


def _bounds(interval: Any) -> tuple[Any, ...]:
    return interval.earliest, interval.latest, interval.end_earliest, interval.end_latest


def _is_prose(value: Any) -> bool:
    """Words of the curator's own, which are quoted; controlled words, numbers and names are not."""
    return isinstance(value, dict) or (isinstance(value, str) and " " in value)


def _list(items: Iterable[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def _sentence(text: str) -> str:
    return text if text.endswith((".”", ".")) else f"{text}."


def drafts(found: Iterable[Change], day: str, known: Iterable[tuple[str, str, str]] = ()) -> list[dict[str, str]]:
    """Entries for the case's ``corrections:``; those that stand there already (event, was, now) are left out."""
    listed = set(known)
    return [
        {"date": day, **({"event": one.event} if one.event else {}), "was": one.was, "now": one.now}
        for one in found
        if one.was and (one.event, one.was, one.now) not in listed
    ]
