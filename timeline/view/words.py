"""The reader's words for what the model names: types, modalities, statuses, fields, and why a date is what it is.

English; the page's own interface strings, in several languages, live in ``draw``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.dating import Reason
from timeline.model.block import Block, references, say
from timeline.model.event import Event, own_fields, type_name
from timeline.model.evidence import is_time
from timeline.model.quantity import Quantity
from timeline.model.record import Record
from timeline.model.relations import BY_NAME
from timeline.model.words import GLOSSED
from timeline.when.claims import parse_claim
from timeline.when.words import range_words

MODALITY: Mapping[str, str] = {
    "occurred": "",
    "announced": "announced; the date is that of the announcement",
    "expected": "expected; not known to have happened",
    "conditional": "happens only if something else does; not known to have happened",
    "inferred": "inferred; no source states it",
    "did_not_occur": "did not happen",
}
NOT_HAPPENED: Mapping[str, str] = {
    "announced": "announced",
    "expected": "expected, not known to have happened",
    "conditional": "conditional, not known to have happened",
    "did_not_occur": "did not happen",
}
"""What must stand beside the title of an event that others are linked to, if it did not certainly happen."""
FORCE: Mapping[str, tuple[str, str]] = {
    "invited": ("was invited to", "were invited to"),
    "requested": ("was asked to", "were asked to"),
    "recommended": ("was advised to", "were advised to"),
    "agreed": ("agreed to", "agreed to"),
    "self_imposed": ("undertook to", "undertook to"),
    "demanded": ("was told to", "were told to"),
    "ordered": ("was ordered to", "were ordered to"),
    "statutory": ("is bound by law to", "are bound by law to"),
}
STATUS: Mapping[str, str] = {
    "open": "open",
    "pending": "not yet due",
    "maybe_overdue": "may be overdue",
    "overdue": "overdue",
    "due_passed_unknown": "due day passed, nothing known",
    "not_triggered": "not yet in force",
    "condition_failed": "its condition failed",
    "partly_fulfilled": "partly done",
    "fulfilled_on_time": "done in time",
    "fulfilled_late": "done late",
    "fulfilled_timing_unknown": "done; whether in time is not known",
    "superseded": "replaced",
    "waived": "waived",
    "expired": "expired",
    "stayed": "suspended",
    "refused": "refused",
}
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
}
_AROUND = {
    "ref": "{}.", "text": "{}", "addressee": "(to {})", "kind": "{}", "rule_ref": "({})", "allegation": "{}:",
    "finding": "{}", "obligation": "{}:", "status": "{}", "level": "(level: {})", "start": "from {}", "end": "to {}",
    "window_days": "{} days", "from_event": "from {}", "says": "({})",
}  # fmt: skip
"""How the parts of a value are said one after another: "3. release the names (to the police department)"."""
_DULL = ("unknown", "unstated", "", "none", str(Quantity(word="unknown")))


def type_words(kind: type[Event]) -> str:
    """A type as a heading: "Commission ruling"."""
    return kind.heading or plain(type_name(kind)).capitalize()


def plain(value: object) -> str:
    """A controlled word or number in running text: ``modified_assignment`` is "modified assignment"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


def field_words(name: str) -> str:
    """A field's name as a reader says it."""
    return _FIELDS.get(name, name.replace("_", " "))


def facts(record: Record, event: Event, language: str) -> tuple[tuple[str, str], ...]:
    """The type's own fields that say something: (field, value) in words; unknowns are left out."""
    found: list[tuple[str, str]] = []
    for name in own_fields(type(event)):
        value = getattr(event, name)
        if value is None or value == () or name == "statements" or (value is False and _is_plain(event, name)):
            continue
        if name == "court_unstated":
            if getattr(event, "court", ()):
                continue
            found.append((field_words(name), "not stated"))
            continue
        words = _values(record, event, name, language)
        kept = [word for word in words if word not in _DULL]
        if kept:
            apart = "; " if isinstance(value, tuple) and isinstance(value[0], Block) else ", "
            found.append((field_words(name), apart.join(kept)))
    return tuple(found)


def _is_plain(event: Event, name: str) -> bool:
    """A "no" that goes without saying: nobody wrote it, or it says that one event is one event."""
    return name == "aggregate" or not event.typed(name)


def _values(record: Record, block: Block, name: str, language: str) -> list[str]:
    """One field in words, a list as one text an item: titles and labels for ids, a gloss for words easily misread."""
    value = getattr(block, name)
    kinds = {reference.id: reference.to for reference in references(block, name)}
    return [
        _value(record, item, kinds, language, time=is_time(type(block), name))
        for item in (value if isinstance(value, tuple) else (value,))
    ]


def _value(record: Record, item: object, kinds: Mapping[str, str], language: str, *, time: bool) -> str:
    if isinstance(item, dict):
        by_language = all(isinstance(part, str) for part in item.values())
        return say(item, language) if by_language else ", ".join(f"{key}: {part}" for key, part in item.items())
    if isinstance(item, Block) and not isinstance(item, Quantity):
        return _parts(record, item, language)
    text = str(item)
    if text in kinds:
        return _named(record, text, kinds[text], language)
    if time:
        day = parse_claim(text).date
        plainly = re.fullmatch(r"[0-9-]+", text) and day and day.earliest and day.latest
        return (
            range_words(day.earliest, day.latest, language) if plainly and day else with_titles(record, text, language)
        )
    return f"{plain(item)} ({GLOSSED[text]})" if text in GLOSSED else plain(item)


def _parts(record: Record, block: Block, language: str) -> str:
    """A value of several parts in one phrase, or each with its name where we have no phrase for them."""
    names = [name for name in type(block).model_fields if name not in ("note", "cites") and getattr(block, name)]
    parts = [(name, ", ".join(_values(record, block, name, language))) for name in names]
    if len(parts) == 1:
        return parts[0][1]
    if all(name in _AROUND for name, _ in parts):
        return " ".join(_AROUND[name].format(words) for name, words in parts)
    return ", ".join(f"{field_words(name)}: {words}" for name, words in parts)


def _named(record: Record, id_: str, kind: str, language: str) -> str:
    """What stands for an id: a title, a label, a name."""
    if kind == "actor":
        return record.actor_label(id_, language)
    if kind == "obligation" and id_ in record.obligations:
        return _quoted(say(record.obligations[id_].label, language))
    return _quoted(title_of(record, id_, language)) if kind == "event" else id_


def title_of(record: Record, event: str, language: str) -> str:
    """An event's title, or its id where it is not there."""
    found = record.events.get(event)
    return say(found.title, language) if found else event


def why_words(record: Record, reason: Reason, event: str, language: str) -> str:
    """One step of "why this date", with titles for ids, seen from the card of ``event``."""
    subject = "" if reason.event == event else f"{_quoted(title_of(record, reason.event, language))}: "
    if reason.kind == "published":
        return f"the source was published on {_day(record, reason.source, language)}"
    if reason.kind == "reported":
        return f"{subject}reported as past on {_day(record, reason.source, language)}, so no later than that"
    if reason.kind == "span":
        return f"{subject}it does not end before it starts"
    if reason.kind == "relation":
        relation = BY_NAME[reason.text].words
        return f"{subject}it {relation} {_quoted(title_of(record, reason.other, language))}, so it is not earlier"
    if reason.kind == "same_day":
        return f"{subject}later on the same day as {_quoted(title_of(record, reason.other, language))}"
    if reason.kind == "condition":
        return f"{subject}it depends on {_quoted(title_of(record, reason.other, language))}, so it is not earlier"
    read = f", read from the publication on {_day(record, reason.source, language)}" if reason.source else ""
    doubt = " (doubtful)" if reason.doubtful else ""
    return f"{subject}{with_titles(record, reason.text, language)}{doubt}{read}"


def with_titles(record: Record, text: str, language: str) -> str:
    """A claim as typed, with the titles of the events it names."""

    def title(match: re.Match[str]) -> str:
        word = match[0].partition(".")[0]
        return _quoted(title_of(record, word, language)) if word in record.events else match[0]

    return re.sub(r"[a-z][a-z0-9-]*(?:\.start|\.end)?", title, text)


def _day(record: Record, source: str, language: str) -> str:
    found = record.sources[source].published_on
    return range_words(found.earliest, found.latest, language) if found else ""


def _quoted(text: str) -> str:
    return f"“{text}”"
