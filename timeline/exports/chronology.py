"""A chronology for a court or an editor, in Markdown: date as stated, bounds, event, status, source with its place.

One row an event, then what is still owed, the accounts that differ, the sources, and how dates were read. Knows the
view; escapes everything that came from a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from timeline.exports.material import Made, Material, as_made, printable
from timeline.model.evidence import DateClaim
from timeline.model.locators import locator_words
from timeline.view.model import Card, Cite, SourceEntry, View

_SIGNS = re.compile(r"([\\`*_\[\]|~$])")
_FIRST = re.compile(r"^(?:(\d+)([.)])|([#>+=-]))")
_NONE = "not known"


def to_markdown(material: Material) -> Made:
    """The chronology as one Markdown document."""
    text = "\n".join(_lines(material)) + "\n"
    return as_made(text, _unescaped(text))


def _lines(material: Material) -> Iterator[str]:
    view = material.view
    yield f"# {_safe(view.title)}"
    if material.notice:
        yield from ("", f"**{material.notice}**")
    if view.summary:
        yield from ("", _safe(view.summary))
    yield from ("", f"Record as of {view.as_of_words}. {_safe(view.place)}".rstrip(), "", "## Chronology", "")
    head = ("no.", "date as stated", "earliest", "latest", "event", "status", "source")
    yield from _table(head, (_row(number, card, material) for number, card in enumerate(view.cards, 1)))
    yield from (
        "",
        "A day between the earliest and the latest is possible, and none of them is more likely than another.",
    )
    contested = [(number, card) for number, card in enumerate(view.cards, 1) if card.contested]
    if contested:
        yield from ("", "## Accounts that differ", "")
        yield from _table(("no.", "event", "who", "says", "source"), _accounts(contested))
    if view.owed:
        yield from ("", f"## What is owed on {view.as_of_words}", "")
        yield from _table(("who", "what", "since", "status", "open", "due", "source"), _owed(view))
    yield from ("", "## Sources", "")
    for source in view.sources:
        yield f"{source.number}. {_source(source)}"
    yield from _how(view)


def _row(number: int, card: Card, material: Material) -> tuple[str, ...]:
    interval = material.dated.intervals[card.id]
    stated = "<br>".join(_stated(claim, material) for claim in material.dated.record.events[card.id].when)
    start, end = _bound(interval.earliest), _bound(interval.latest)
    if interval.span:
        start = f"start {start}; end {_bound(interval.end_earliest)}"
        end = f"start {end}; end {'not over' if interval.ongoing else _bound(interval.end_latest)}"
    status = _safe(card.modality_words or "occurred") + ("; accounts differ" if card.contested else "")
    status += "; date doubtful" if interval.doubtful else ""
    return (
        str(number),
        f"{stated}<br>({_safe(card.date_words)})",
        start,
        end,
        _safe(card.title),
        status,
        _cites(card.cites),
    )


def _stated(claim: DateClaim, material: Material) -> str:
    """A date claim as typed, with where it is from; events and sources by their numbers in this document."""
    view = material.view
    rows = {card.id: f"no. {number}" for number, card in enumerate(view.cards, 1)}
    listed = {source.id: source.number for source in view.sources}
    rows |= {id_: f"[{number}]" for id_, number in listed.items() if id_ not in rows}
    text = claim.claim
    for name in {anchor.name for anchor in claim.read.anchors} & rows.keys():
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows[name], text)
    cites = (
        Cite(listed[c.source], c.source, locator_words(c.locator) if c.locator else "")
        for c in claim.cites
        if c.source in listed
    )
    parts = (f"“{claim.quote}”" if claim.quote else "", text, "set aside" if claim.status == "conflict" else "")
    return ", ".join(filter(None, [*map(_safe, parts), _cites(cites)]))


def _bound(day: date | None) -> str:
    return day.isoformat() if day else _NONE


def _cites(cites: Iterable[Cite]) -> str:
    """Sources by their number below, with the place in each."""
    return "; ".join(f"\\[{cite.number}\\]" + (f" {_safe(cite.locator)}" if cite.locator else "") for cite in cites)


def _accounts(cards: Iterable[tuple[int, Card]]) -> Iterator[tuple[str, ...]]:
    for number, card in cards:
        for one in card.said:
            words = f"{one.stance}: {one.says}" + (f" (judged wrong: {one.note})" if one.status == "conflict" else "")
            yield str(number), _safe(card.title), _safe(one.speaker), _safe(words), _cites(one.cites)


def _owed(view: View) -> Iterator[tuple[str, ...]]:
    for one in view.owed:
        texts = (one.obligor, one.act, one.created_title, one.status_words, one.days_open_words, one.due_words)
        yield (*map(_safe, texts), _cites(one.cites))


def _source(source: SourceEntry) -> str:
    parts = [source.title, source.kind_words, source.publisher, source.published_words]
    words = ", ".join(_safe(part) for part in parts if part)
    links = [f"<{_address(one)}>" for one in (source.url, source.archive_url) if one]
    sha = f"SHA-256 {source.sha256}" if source.sha256 else ""
    return ". ".join([words, *links, *filter(None, [sha, _safe(source.copy_words)])])


def _address(url: str) -> str:
    """An address between angle brackets, where a few signs would end it."""
    return re.sub(r"[<>\\\s|]", lambda sign: f"%{ord(sign[0]):02X}" if ord(sign[0]) < 128 else "", printable(url))


def _how(view: View) -> Iterator[str]:
    how = view.how
    if how.conventions:
        yield from ("", "## How dates are read", "")
        yield from (f"- {_safe(written)}{': ' if written else ''}{_safe(read)}" for written, read in how.conventions)
    if how.corrections:
        yield from ("", "## Corrections", "")
        yield from (f"- {_safe(day)}: {_safe(what)} {_safe(why)}".rstrip() for day, _, what, why in how.corrections)
    rest = [*how.notes, how.made_by, how.licence, f"Made with {how.tool}." if how.tool else ""]
    yield from ("", *("  \n".join(_safe(one) for one in rest if one).split("\n")))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _safe(text: str) -> str:
    """Text on one line that means nothing to Markdown or HTML."""
    flat = " ".join(printable(text).split())
    flat = flat.replace("&", "&amp;").replace("<", "&lt;")
    return _FIRST.sub(lambda sign: f"{sign[1]}\\{sign[2]}" if sign[1] else f"\\{sign[3]}", _SIGNS.sub(r"\\\1", flat))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
