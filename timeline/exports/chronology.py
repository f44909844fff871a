"""A chronology for a court or an editor, in Markdown: date as stated, bounds, event, status, source with its place.

One row an event, then what is still owed, the accounts that differ, the sources, and how dates were read. Knows the
view, whose language it speaks; escapes everything that came from a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from timeline.exports.material import Made, Material, as_made, printable
from timeline.model.evidence import DateClaim
from timeline.view.model import Card, Cite, SourceEntry, View
from timeline.view.tongue import Tongue, tongue

_SIGNS = re.compile(r"([\\`*_\[\]|~$])")
_FIRST = re.compile(r"^(?:(\d+)([.)])|([#>+=-]))")


def to_markdown(material: Material) -> Made:
    """The chronology as one Markdown document."""
    text = "\n".join(_lines(material)) + "\n"
    return as_made(text, _unescaped(text))


def _lines(material: Material) -> Iterator[str]:
    view, words = material.view, tongue(material.view.language)
    yield f"# {_safe(view.title)}"
    if material.notice:
        yield from ("", f"**{material.notice}**")
    if view.summary:
        yield from ("", _safe(view.summary))
    as_of = words("export.as_of", day=view.as_of_words)
    yield from ("", f"{as_of} {_safe(view.place)}".rstrip(), "", f"## {words('export.chronology')}", "")
    rows = (_row(number, card, material, words) for number, card in enumerate(view.cards, 1))
    yield from _table(words("export.chronology_head"), rows)
    yield from ("", words("export.any_day"))
    contested = [(number, card) for number, card in enumerate(view.cards, 1) if card.contested]
    if contested:
        yield from ("", f"## {words('export.differ')}", "")
        yield from _table(words("export.differ_head"), _accounts(contested, words))
    if view.owed:
        yield from ("", f"## {words('export.owed', day=view.as_of_words)}", "")
        yield from _table(words("export.owed_head"), _owed(view))
    yield from ("", f"## {words('export.sources')}", "")
    for source in view.sources:
        yield f"{source.number}. {_source(source)}"
    yield from _how(view, words)


def _row(number: int, card: Card, material: Material, words: Tongue) -> tuple[str, ...]:
    interval = material.dated.intervals[card.id]
    stated = "<br>".join(_stated(claim, material, words) for claim in material.dated.record.events[card.id].when)
    start, end = (_bound(day, words) for day in (interval.earliest, interval.latest))
    if interval.span:
        last = words("export.not_over") if interval.ongoing else _bound(interval.end_latest, words)
        start = _both(start, _bound(interval.end_earliest, words), words)
        end = _both(end, last, words)
    status = [card.modality_words or words("export.occurred")]
    status += [words("export.contested")] if card.contested else []
    status += [words("export.doubtful")] if interval.doubtful else []
    return (
        str(number),
        f"{stated}<br>({_safe(card.date_words)})",
        start,
        end,
        _safe(card.title),
        "; ".join(map(_safe, status)),
        _cites(card.cites),
    )


def _both(start: str, end: str, words: Tongue) -> str:
    """One bound of both ends of a span."""
    return f"{words('export.start', day=start)}; {words('export.end', day=end)}"


def _stated(claim: DateClaim, material: Material, words: Tongue) -> str:
    """A date claim as typed, with where it is from; events and sources by their numbers in this document."""
    view = material.view
    rows = {card.id: words("export.number", number=number) for number, card in enumerate(view.cards, 1)}
    listed = {source.id: source.number for source in view.sources}
    rows |= {id_: f"[{number}]" for id_, number in listed.items() if id_ not in rows}
    text = claim.claim
    for name in {anchor.name for anchor in claim.read.anchors} & rows.keys():
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows[name], text)
    cites = (
        Cite(listed[c.source], c.source, words.place(c.locator) if c.locator else "")
        for c in claim.cites
        if c.source in listed
    )
    aside = words("export.aside") if claim.status == "conflict" else ""
    parts = (words.quoted(claim.quote) if claim.quote else "", text, aside)
    return ", ".join(filter(None, [*map(_safe, parts), _cites(cites)]))


def _bound(day: date | None, words: Tongue) -> str:
    return day.isoformat() if day else words("export.not_known")


def _cites(cites: Iterable[Cite]) -> str:
    """Sources by their number below, with the place in each."""
    return "; ".join(f"\\[{cite.number}\\]" + (f" {_safe(cite.locator)}" if cite.locator else "") for cite in cites)


def _accounts(cards: Iterable[tuple[int, Card]], words: Tongue) -> Iterator[tuple[str, ...]]:
    for number, card in cards:
        for one in card.said:
            said = words("export.said", stance=words(f"export.{one.stance}"), says=one.says)
            said = words("export.judged", said=said, note=one.note) if one.status == "conflict" else said
            yield str(number), _safe(card.title), _safe(one.speaker), _safe(said), _cites(one.cites)


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


def _how(view: View, words: Tongue) -> Iterator[str]:
    how = view.how
    if how.conventions:
        yield from ("", f"## {words('export.read')}", "")
        yield from (f"- {_safe(written)}{': ' if written else ''}{_safe(read)}" for written, read in how.conventions)
    if how.corrections:
        yield from ("", f"## {words('export.corrections')}", "")
        yield from (f"- {_safe(day)}: {_safe(what)} {_safe(why)}".rstrip() for day, _, what, why in how.corrections)
    rest = [*how.notes, how.made_by, how.licence, words("export.made_with", tool=how.tool) if how.tool else ""]
    yield from ("", *("  \n".join(_safe(one) for one in rest if one).split("\n")))


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    columns = head.split("|")
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _safe(text: str) -> str:
    """Text on one line that means nothing to Markdown or HTML."""
    flat = " ".join(printable(text).split())
    flat = flat.replace("&", "&amp;").replace("<", "&lt;")
    return _FIRST.sub(lambda sign: f"{sign[1]}\\{sign[2]}" if sign[1] else f"\\{sign[3]}", _SIGNS.sub(r"\\\1", flat))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
