"""What a case says, in the reader's words: the facts of an event with titles for ids, and why a date is what it is.

The words for what the model names come from ``tongue``, claims about time from ``retold``; the page's own interface
strings live in ``draw``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.dating import Reason
from timeline.model.block import Block, references, say
from timeline.model.event import Event, own_fields
from timeline.model.evidence import is_time
from timeline.model.quantity import Quantity
from timeline.model.record import Record
from timeline.view.retold import retold
from timeline.view.tongue import Tongue
from timeline.when.claims import parse_claim
from timeline.when.words import range_words


def facts(record: Record, event: Event, tongue: Tongue) -> tuple[tuple[str, str], ...]:
    """The type's own fields that say something: (field, value) in words; unknowns are left out."""
    found: list[tuple[str, str]] = []
    for name in own_fields(type(event)):
        value = getattr(event, name)
        if value is None or value == () or name == "statements" or (value is False and _is_plain(event, name)):
            continue
        if name == "court_unstated":
            if getattr(event, "court", ()):
                continue
            found.append((tongue.field(name), tongue("not_stated")))
            continue
        kept = [words for words in values(record, event, name, tongue) if words not in tongue.dull]
        if kept:
            apart = "; " if isinstance(value, tuple) and isinstance(value[0], Block) else ", "
            found.append((tongue.field(name), apart.join(kept)))
    return tuple(found)


def _is_plain(event: Event, name: str) -> bool:
    """A "no" that goes without saying: nobody wrote it, or it says that one event is one event."""
    return name == "aggregate" or not event.typed(name)


def values(record: Record, block: Block, name: str, tongue: Tongue) -> list[str]:
    """One field in words, a list as one text an item: titles and labels for ids, a gloss for words easily misread."""
    value = getattr(block, name)
    kinds = {reference.id: reference.to for reference in references(block, name)}
    return [
        _value(record, (block, name), item, kinds, tongue) for item in (value if isinstance(value, tuple) else (value,))
    ]


def _value(record: Record, where: tuple[Block, str], item: object, kinds: Mapping[str, str], tongue: Tongue) -> str:
    holder, field = type(where[0]), where[1]
    if isinstance(item, dict):
        by_language = all(isinstance(part, str) for part in item.values())
        return say(item, tongue.language) if by_language else ", ".join(f"{key}: {part}" for key, part in item.items())
    if isinstance(item, Block) and not isinstance(item, Quantity):
        return _parts(record, item, tongue)
    text = str(item)
    if text in kinds:
        return _named(record, text, kinds[text], tongue)
    if is_time(holder, field):
        day = parse_claim(text).date
        if re.fullmatch(r"[0-9-]+", text) and day and day.earliest and day.latest:
            return range_words(day.earliest, day.latest, tongue.language)
        return with_titles(record, text, tongue)
    return tongue.held(item, holder, field)


def _parts(record: Record, block: Block, tongue: Tongue) -> str:
    """A value of several parts in one phrase, or each with its name where we have no phrase for them."""
    names = [name for name in type(block).model_fields if name not in ("note", "cites") and getattr(block, name)]
    parts = [(name, ", ".join(values(record, block, name, tongue))) for name in names]
    if len(parts) == 1:
        return parts[0][1]
    if all(f"part.{name}" in tongue.table for name, _ in parts):
        return " ".join(tongue.table[f"part.{name}"].format(words) for name, words in parts)
    return ", ".join(tongue("attribute", name=tongue.field(name), value=words) for name, words in parts)


def _named(record: Record, id_: str, kind: str, tongue: Tongue) -> str:
    """What stands for an id: a title, a label, a name."""
    if kind == "actor":
        return record.actor_label(id_, tongue.language)
    if kind == "obligation" and id_ in record.obligations:
        return tongue.quoted(say(record.obligations[id_].label, tongue.language))
    return _quoted_title(record, id_, tongue) if kind == "event" else id_


def title_of(record: Record, event: str, language: str) -> str:
    """An event's title, or its id where it is not there."""
    found = record.events.get(event)
    return say(found.title, language) if found else event


def _quoted_title(record: Record, event: str, tongue: Tongue) -> str:
    return tongue.quoted(title_of(record, event, tongue.language))


def why_words(record: Record, reason: Reason, event: str, tongue: Tongue) -> str:
    """One step of "why this date", with titles for ids, seen from the card of ``event``."""
    if reason.kind == "published":
        return tongue("why_published", day=_day(record, reason.source, tongue))
    if reason.kind == "claim":
        words = _claimed(record, reason, tongue)
    elif reason.kind == "reported":
        words = tongue("why_reported", day=_day(record, reason.source, tongue))
    elif reason.kind == "relation":
        other = _quoted_title(record, reason.other, tongue)
        words = tongue("why_relation", relation=tongue.relation(reason.text), event=other)
    else:  # a span, the order of one day, a condition
        words = tongue(f"why_{reason.kind}", event=_quoted_title(record, reason.other, tongue))
    if reason.event == event:
        return words
    return tongue("of_event", event=_quoted_title(record, reason.event, tongue), what=words)


def _claimed(record: Record, reason: Reason, tongue: Tongue) -> str:
    """A claim, whether it is doubtful, and from which publication its words count."""
    claim = with_titles(record, reason.text, tongue) + (f" ({tongue('doubtful')})" if reason.doubtful else "")
    return tongue("why_read", claim=claim, day=_day(record, reason.source, tongue)) if reason.source else claim


def with_titles(record: Record, text: str, tongue: Tongue) -> str:
    """A claim about time, with the titles of the events it names."""
    return retold(record, text, tongue, lambda event: _quoted_title(record, event, tongue))


def _day(record: Record, source: str, tongue: Tongue) -> str:
    found = record.sources[source].published_on
    return range_words(found.earliest, found.latest, tongue.language) if found else ""
