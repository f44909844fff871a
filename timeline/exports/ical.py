"""A case as an iCalendar file: events on whole days, and what is owed by when.

A calendar knows certain days only. An uncertain event covers the days it may have been on, its date in words in the
title; with one bound it stands on that day; with none it is a journal entry without a day. No time zone, no clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from timeline.dating import Interval
from timeline.exports.bounds import outer
from timeline.exports.material import Made, Material, as_made, printable
from timeline.view.model import Card, Owed, View
from timeline.view.tongue import tongue

_STATUS = {"announced": "TENTATIVE", "expected": "TENTATIVE", "conditional": "TENTATIVE", "did_not_occur": "CANCELLED"}


def to_ics(material: Material) -> Made:
    """The calendar as RFC 5545 has it: lines of at most 75 bytes, ended as on the wire."""
    lines = list(_lines(material))
    return as_made("".join(f"{_folded(line)}\r\n" for line in lines), "\n".join(lines), "\n".join(map(_read, lines)))


def _lines(material: Material) -> Iterator[str]:
    view = material.view
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_text(view.how.tool)}//EN", "CALSCALE:GREGORIAN")
    yield f"NAME:{_text(view.title)}"
    yield f"X-WR-CALNAME:{_text(view.title)}"
    about = " ".join(filter(None, [material.notice, view.summary]))
    if about:
        yield f"DESCRIPTION:{_text(about)}"
        yield f"X-WR-CALDESC:{_text(about)}"
    for card in view.cards:
        yield from _event(card, material.dated.intervals[card.id], material)
    for one in view.owed:
        yield from _due(one, material.dated.dues.get(one.id), material)
    yield "END:VCALENDAR"


def _event(card: Card, interval: Interval, material: Material) -> Iterator[str]:
    first, last = outer(interval)
    dated = first or last
    kind = "VEVENT" if dated else "VJOURNAL"
    certain = dated and first == last
    title = card.title if certain else f"{card.title} ({card.date_words})"
    yield f"BEGIN:{kind}"
    yield from _shared(card.id, title, _about(card, material.view), material)
    if dated:
        yield f"DTSTART;VALUE=DATE:{_digits(dated)}"
        end = last or dated
        if end != date.max:
            yield f"DTEND;VALUE=DATE:{_digits(end + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
        yield f"STATUS:{_STATUS.get(card.modality, 'CONFIRMED')}"
    yield f"CATEGORIES:{_text(card.type_words)}"
    yield f"END:{kind}"


def _due(one: Owed, due: Interval | None, material: Material) -> Iterator[str]:
    """A thing to do, due on its latest possible day; what has no due day is not in a calendar."""
    if due is None or due.latest is None:
        return
    words = tongue(material.view.language)
    about = [
        f"{one.obligor} {one.force_words} {one.act}",
        one.due_words,
        words("export.standing", status=one.status_words, day=material.view.as_of_words),
    ]
    yield "BEGIN:VTODO"
    yield from _shared(f"owed-{one.id}", words("export.due", label=one.label), "\n".join(filter(None, about)), material)
    yield f"DUE;VALUE=DATE:{_digits(due.latest)}"
    yield f"STATUS:{'COMPLETED' if one.status.startswith('fulfilled') else 'NEEDS-ACTION'}"
    yield "END:VTODO"


def _shared(id_: str, title: str, about: str, material: Material) -> Iterator[str]:
    """What every entry has. The stamp is the day of the record: a file says the same whenever it is made."""
    yield f"UID:{id_}@{material.view.case}.timeline.invalid"
    yield f"DTSTAMP:{_digits(material.view.as_of)}T000000Z"
    yield f"SUMMARY:{_text(title)}"
    yield f"DESCRIPTION:{_text(about)}"
    yield f"CLASS:{'CONFIDENTIAL' if material.notice else 'PUBLIC'}"


def _about(card: Card, view: View) -> str:
    sources = {source.number: source.title for source in view.sources}
    cites = [sources[cite.number] + (f", {cite.locator}" if cite.locator else "") for cite in card.cites]
    words = tongue(view.language)
    day = card.date_words + (f" ({card.date_detail})" if card.date_detail else "")
    parts = [card.summary, card.modality_words, words("export.when", day=day)]
    parts += [words("export.stated", claims="; ".join(card.typed)), words("export.cited", cites="; ".join(cites))]
    return "\n".join(filter(None, parts))


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """Text with what would end a value or a line escaped."""
    plain = printable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", " ")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _read(line: str) -> str:
    """The same as a reader sees it."""
    return line.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def _folded(line: str) -> str:
    """A long line broken as the format asks, never within a letter's bytes."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode("utf-8"))
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)
