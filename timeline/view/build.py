"""A dated record to a View: everything one page, figure or notebook cell shows, as plain values.

Decides what is shown and in which order; how it looks is decided in ``draw``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from timeline.ask.obligations import standing
from timeline.checks import Accepted
from timeline.dating import Dated
from timeline.files.picture_bytes import Picture
from timeline.kinds import FAMILIES
from timeline.model.block import references, say
from timeline.model.record import Record
from timeline.problems import Problem
from timeline.view.chart import chart_of
from timeline.view.chosen import cited, found_within, within
from timeline.view.later import later
from timeline.view.model import Card, HowToRead, SourceEntry, View
from timeline.view.notes import accepted_words
from timeline.view.owed import found_of, owed_of
from timeline.view.story import Story, reading_order
from timeline.view.tongue import Tongue
from timeline.view.words import title_of, with_titles
from timeline.when.claims import TimeClaim
from timeline.when.conventions import Conventions, table
from timeline.when.edtf import parse_date
from timeline.when.words import range_words


@dataclass(frozen=True, slots=True)
class Extras:
    """What a build knows beside the record, to be said on the page."""

    audience: str = "public"
    tool: str = ""
    warnings: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    copies: Mapping[str, tuple[int, int, bool]] = field(default_factory=dict)
    """By source: passages verified against its archived copy, passages that could not be, and was the copy there."""
    accepted: tuple[Accepted, ...] = ()
    """Problems that the curator looked at and accepted."""
    like_public: bool = False
    """Made for a circle of readers that may be the public."""
    pictures: Mapping[tuple[str, str], Picture] = field(default_factory=dict)
    """By event and path, the pictures at hand."""
    known: date | None = None
    """The day as of which the case is shown as it was public; None for all that the record has."""
    whole: Dated | None = None
    """Everything the case knows, where a view shows less: later decisions on an allegation come from it."""
    only: frozenset[str] | None = None
    """The events that are shown; None for all of them."""


def build_view(dated: Dated, as_of: date, extras: Extras | None = None) -> View:
    """The view of a dated record on a day."""
    extras = extras or Extras()
    record, language = dated.record, dated.record.head.language
    numbers = {id_: number for number, id_ in enumerate(record.sources, 1)}
    story = Story(dated, numbers, language, extras.pictures)
    only = record.events.keys() if extras.only is None else extras.only
    order = [id_ for id_ in reading_order(dated) if id_ in only]
    citing = _citing(dated, order)
    standings = [one for one in standing(dated, as_of) if record.obligations[one.id].created_by in only]
    owed = tuple(owed_of(dated, found, story) for found in standings)
    due = {one.id for one in owed}
    cards = tuple(within(card, only, due) for card in _cards(dated, story.cards(order), extras, language))
    sources = record.sources if extras.only is None else cited(cards, owed)
    families = {type(record.events[id_]).family for id_ in order}
    known = [family for family, _ in FAMILIES if family in families]
    return View(
        case=record.head.case,
        title=say(record.head.title, language),
        summary=say(record.head.summary, language),
        place=record.head.place or "",
        language=language,
        as_of=as_of,
        as_of_words=range_words(as_of, as_of, language),
        known_words=range_words(extras.known, extras.known, language) if extras.known else "",
        audience=extras.audience,
        like_public=extras.like_public,
        cards=cards,
        owed=owed,
        found=found_within(found_of(dated, as_of, story), due),
        sources=tuple(
            _source(dated, id_, numbers[id_], citing.get(id_, ()), extras, story.tongue)
            for id_ in record.sources
            if id_ in sources
        ),
        chart=chart_of(dated, order, standings, as_of, language),
        how=_how(dated, extras, story.tongue, only),
        families=tuple((one, story.tongue.family(one)) for one in (*known, *sorted(families.difference(known)))),
        counts={
            "events": len(order),
            "sources": len(sources),
            "actors": len(record.actors),
            "obligations": len(owed),
            "open": sum(found.is_open for found in owed),
        },
    )


def _cards(dated: Dated, cards: tuple[Card, ...], extras: Extras, language: str) -> tuple[Card, ...]:
    """The cards, each with what came of it later where its links do not show that, and with its corrections."""
    after = later(extras.whole or dated, {card.id: card for card in cards}, language)
    corrected: dict[str, list[tuple[str, str, str]]] = {}
    for day, event, change, reason in _corrections(dated.record, language):
        corrected.setdefault(event, []).append((day, change, reason))
    return tuple(
        replace(card, later=after.get(card.id), corrections=tuple(corrected.get(card.id, ())))
        if card.id in after or card.id in corrected
        else card
        for card in cards
    )


def _corrections(record: Record, language: str) -> tuple[tuple[str, str, str, str], ...]:
    """(day in words, event id or "", what changed, reason), the newest first."""
    rows = [(parse_date(c.date), c) for c in record.head.corrections]
    return tuple(
        (
            range_words(day.earliest, day.latest, language),
            c.event or "",
            f"{say(c.was, language)} → {say(c.now, language)}",
            say(c.reason, language),
        )
        for day, c in sorted(rows, key=lambda row: row[0].earliest or date.min, reverse=True)
    )


def _citing(dated: Dated, order: Iterable[str]) -> dict[str, dict[str, None]]:
    """The events that cite each source, in reading order."""
    found: dict[str, dict[str, None]] = {}
    for event in order:
        for reference in references(dated.record.events[event]):
            if reference.to == "source":
                found.setdefault(reference.id, {})[event] = None
    return found


def _source(dated: Dated, id_: str, number: int, citing: Iterable[str], extras: Extras, tongue: Tongue) -> SourceEntry:
    record, language = dated.record, tongue.language
    source = record.sources[id_]
    published = source.published_on
    accessed = parse_date(source.accessed) if source.accessed else None
    verified, unverified, at_hand = extras.copies.get(id_, (0, 0, False))
    named = bool(source.sha256 or source.archive)
    return SourceEntry(
        number=number,
        id=id_,
        title=say(source.title, language),
        kind_words=tongue.value(source.kind, "source"),
        publisher=record.actor_label(source.publisher, language),
        published_words=range_words(published.earliest, published.latest, language) if published else "",
        url=source.url or "",
        archive_url=source.archive_url or "",
        accessed_words=range_words(accessed.earliest, accessed.latest, language) if accessed else "",
        sha256=source.sha256 or "",
        copy_words=_copy_words(tongue, verified, unverified, at_hand=at_hand, named=named),
        cited_by=tuple((event, title_of(record, event, language)) for event in citing),
    )


def _copy_words(tongue: Tongue, verified: int, unverified: int, *, at_hand: bool, named: bool) -> str:
    if verified:
        return tongue("copy_checked_part" if unverified else "copy_checked", n=verified, rest=unverified)
    why = "mute" if at_hand else "apart" if named else "unnamed"
    return tongue(f"copy_{why}", n=unverified) if unverified else ""


def _how(dated: Dated, extras: Extras, tongue: Tongue, only: Collection[str]) -> HowToRead:
    record, language = dated.record, tongue.language
    used = _used(dated, tongue)
    rows = table(record.head.conventions.read() if record.head.conventions else Conventions())
    return HowToRead(
        conventions=tuple(
            (used[row.key] or tongue.or_else(f"convention.{row.key}.written", row.written), tongue.convention(row))
            for row in rows
            if row.key in used
        ),
        accepted=tuple(accepted_words(record, extras.accepted, tongue)),
        warnings=tuple(problem.message for problem in extras.warnings if problem.severity == "warning"),
        notes=extras.notes,
        corrections=_corrections(record, language),
        made_by=say(record.head.made_by, language),
        licence=record.head.licence or "",
        tool=extras.tool,
    )


def _used(dated: Dated, tongue: Tongue) -> dict[str, str]:
    """The conventions that shaped a date of this case, each with words of the case that show it."""
    used: dict[str, str] = {}
    if any(reason.kind == "reported" for reason in dated.compiled.reasons):
        used["reported"] = ""
    for event in dated.record.events.values():
        for claim in event.when:
            for key in _conventions_of(claim.read):
                used.setdefault(key, with_titles(dated.record, claim.claim, tongue))
    return used


def _conventions_of(read: TimeClaim) -> Iterator[str]:
    if read.form in ("weekday", "any_weekday", "month", "publication", "part", "lasted", "ongoing"):
        yield read.form
    if read.amount is not None and read.amount.named.weekdays:
        yield "working"
    for found in (read.date, *(anchor.date for anchor in read.anchors)):
        if found is not None:
            yield from (name for name in ("approximate", "uncertain") if getattr(found, name))
            if found.precision == "season":
                yield "season"
            if found.is_interval:
                yield "span"
    if read.amount is not None:
        strength, vague = read.amount.strength, read.amount.most != read.amount.least
        if strength == "about":
            yield "about"
        elif strength in ("within", "at most"):
            yield "within"
        elif strength == "":
            yield "amount" if vague else "exact_days"
    elif read.relation in ("after", "before"):
        yield "before_date" if read.anchors[0].date else "after_event"
