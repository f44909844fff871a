"""A dated record to a View: everything one page, figure or notebook cell shows, as plain values.

Decides what is shown and in which order; how it looks is decided in ``draw``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from timeline.ask import Standing, known_claims, standing
from timeline.checks import Accepted
from timeline.checks.codes import BY_CODE
from timeline.dating import Dated
from timeline.kinds import FAMILIES
from timeline.model.block import references, say
from timeline.model.event import Condition
from timeline.model.obligation import Obligation
from timeline.model.quantity import Quantity
from timeline.model.record import Record
from timeline.problems import Problem
from timeline.view.chart import chart_of
from timeline.view.model import HowToRead, Owed, SourceEntry, View
from timeline.view.story import Story, reading_order
from timeline.view.words import FORCE, STATUS, plain, title_of
from timeline.when.claims import TimeClaim
from timeline.when.conventions import Conventions, table
from timeline.when.edtf import parse_date
from timeline.when.words import days_words, range_words


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


def build_view(dated: Dated, as_of: date, extras: Extras | None = None) -> View:
    """The view of a dated record on a day."""
    extras = extras or Extras()
    record, language = dated.record, dated.record.head.language
    numbers = {id_: number for number, id_ in enumerate(record.sources, 1)}
    story = Story(dated, numbers, language)
    order = reading_order(dated)
    citing = _citing(dated, order)
    standings = standing(dated, as_of)
    owed = tuple(_owed(dated, found, story, language) for found in standings)
    families = {type(event).family for event in record.events.values()}
    known = [(family, words) for family, words in FAMILIES if family in families]
    return View(
        case=record.head.case,
        title=say(record.head.title, language),
        summary=say(record.head.summary, language),
        place=record.head.place or "",
        language=language,
        as_of=as_of,
        as_of_words=range_words(as_of, as_of, language),
        audience=extras.audience,
        like_public=extras.like_public,
        cards=story.cards(order),
        owed=owed,
        sources=tuple(
            _source(dated, id_, numbers[id_], citing.get(id_, ()), extras, language) for id_ in record.sources
        ),
        chart=chart_of(dated, order, standings, as_of, language),
        how=_how(dated, extras, language),
        families=(*known, *((family, plain(family)) for family in sorted(families - {f for f, _ in known}))),
        counts={
            "events": len(record.events),
            "sources": len(record.sources),
            "actors": len(record.actors),
            "obligations": len(owed),
            "open": sum(found.is_open for found in owed),
        },
    )


def _owed(dated: Dated, found: Standing, story: Story, language: str) -> Owed:
    record = dated.record
    obligation = record.obligations[found.id]
    low, high = found.days_open or (None, None)
    created = dated.intervals.get(obligation.created_by)
    issuer = _names(dated, obligation.issuer, language) or _maker(dated, obligation, language)
    return Owed(
        id=found.id,
        label=say(obligation.label, language),
        obligor=_names(dated, obligation.obligor, language),
        act=say(obligation.act, language) or say(obligation.label, language),
        force_words=FORCE[obligation.force][_is_many(dated, obligation)],
        issuer=issuer,
        created_by=obligation.created_by,
        created_title=title_of(record, obligation.created_by, language),
        created_words=created.short(language) if created else "",
        status=found.status,
        status_words=_status_words(found),
        is_open=found.is_open,
        disputed=found.disputed,
        evidence=found.evidence,
        days_open=(low or 0, high) if low is not None and high is not None else None,
        days_open_words=days_words(low, high, language) if found.days_open else "",
        due_words=_due(obligation, found, language),
        last_checked_words=range_words(found.last_checked, found.last_checked, language) if found.last_checked else "",
        closes=say(obligation.closes_when, language),
        condition="; ".join(_condition(dated, condition, language) for condition in obligation.conditions),
        said=story.said(obligation.id, known_claims(dated, obligation, found.as_of)),
        cites=story.cites(obligation.cites),
        since=found.since,
    )


def _names(dated: Dated, actors: Iterable[str], language: str) -> str:
    labels = [dated.record.actor_label(actor, language) for actor in actors]
    return labels[0] if len(labels) == 1 else " and ".join([", ".join(labels[:-1]), labels[-1]]) if labels else ""


def _maker(dated: Dated, obligation: Obligation, language: str) -> str:
    """Whoever acted in the event that created it, where no issuer is given."""
    event = dated.record.events.get(obligation.created_by)
    if event is None:
        return ""
    leading = type(event).lane_roles[:1]
    return _names(dated, [actor for role, actor in event.roles() if role in leading], language)


def _is_many(dated: Dated, obligation: Obligation) -> bool:
    """More than one owes it: several actors, or a group or class of more than one."""
    if len(obligation.obligor) != 1:
        return True
    actor = dated.record.actors.get(obligation.obligor[0])
    size: Quantity | None = actor.size if actor else None
    return bool(actor and (actor.kind == "class" or (actor.kind == "group" and (size is None or size.bounds[1] != 1))))


def _status_words(found: Standing) -> str:
    """Absence of evidence never reads as breach; a dispute is always said."""
    words = STATUS[found.status]
    if found.disputed:
        return f"{words}, disputed"
    if found.is_open and found.evidence == "none":
        return f"{words}, no evidence either way"
    return words


def _due(obligation: Obligation, found: Standing, language: str) -> str:
    if found.due and (found.due[0] or found.due[1]):
        return f"due {range_words(*found.due, language)}"
    if obligation.due.unspecified:
        return f"due “{obligation.due.unspecified}”, no date given"
    return "no due date given"


def _condition(dated: Dated, condition: Condition, language: str) -> str:
    words = say(condition.says, language)
    if not words and condition.event:
        words = title_of(dated.record, condition.event, language)
    who = f" (as {dated.record.actor_label(condition.by, language)} says)" if condition.by else ""
    return ("unless: " if condition.polarity == "must_not_occur" else "") + words + who


def _citing(dated: Dated, order: Iterable[str]) -> dict[str, dict[str, None]]:
    """The events that cite each source, in reading order."""
    found: dict[str, dict[str, None]] = {}
    for event in order:
        for reference in references(dated.record.events[event]):
            if reference.to == "source":
                found.setdefault(reference.id, {})[event] = None
    return found


def _source(dated: Dated, id_: str, number: int, citing: Iterable[str], extras: Extras, language: str) -> SourceEntry:
    record = dated.record
    source = record.sources[id_]
    published = source.published_on
    accessed = parse_date(source.accessed) if source.accessed else None
    verified, unverified, at_hand = extras.copies.get(id_, (0, 0, False))
    named = bool(source.sha256 or source.archive)
    return SourceEntry(
        number=number,
        id=id_,
        title=say(source.title, language),
        kind_words=plain(source.kind),
        publisher=record.actor_label(source.publisher, language),
        published_words=range_words(published.earliest, published.latest, language) if published else "",
        url=source.url or "",
        archive_url=source.archive_url or "",
        accessed_words=range_words(accessed.earliest, accessed.latest, language) if accessed else "",
        sha256=source.sha256 or "",
        copy_words=_copy_words(verified, unverified, at_hand=at_hand, named=named),
        cited_by=tuple((event, title_of(record, event, language)) for event in citing),
    )


def _copy_words(verified: int, unverified: int, *, at_hand: bool, named: bool) -> str:
    if verified and not unverified:
        return f"{_passages(verified)} checked against the archived copy"
    if verified:
        return f"{_passages(verified)} checked against the archived copy, {unverified} not"
    why = "archived copy not at hand" if named else "no archived copy is named"
    if at_hand:
        why = "the archived copy cannot show them"
    return f"{why}: {_passages(unverified)} not checked" if unverified else ""


def _passages(count: int) -> str:
    return f"{count} passage" if count == 1 else f"{count} passages"


def _how(dated: Dated, extras: Extras, language: str) -> HowToRead:
    record = dated.record
    used = _used(dated)
    rows = table(record.head.conventions.read() if record.head.conventions else Conventions())
    corrections = tuple(
        (
            range_words(parse_date(c.date).earliest, parse_date(c.date).latest, language),
            c.event or "",
            f"{say(c.was, language)} → {say(c.now, language)}",
            say(c.reason, language),
        )
        for c in record.head.corrections
    )
    return HowToRead(
        conventions=tuple((used[row.key] or row.written, row.read) for row in rows if row.key in used),
        accepted=tuple(_accepted(record, extras.accepted, language)),
        warnings=tuple(problem.message for problem in extras.warnings if problem.severity == "warning"),
        notes=extras.notes,
        corrections=corrections,
        made_by=say(record.head.made_by, language),
        licence=record.head.licence or "",
        tool=extras.tool,
    )


def _accepted(record: Record, accepted: Iterable[Accepted], language: str) -> Iterator[tuple[str, str]]:
    """What was accepted, in words and with the reason; once for the whole case, and else with the block's own title.

    Words and reasons come from the record as its audience sees it, never from a message made before names were handled.
    """
    for (code, kind, id_, claim), count in Counter((a.code, a.kind, a.id, a.claim) for a in accepted).items():
        block: Any = record.head if kind == "case" else record.table(kind)[id_]
        means = BY_CODE[code].means if code in BY_CODE else plain(code.replace("-", " "))
        where = _title(record, kind, block, language) if kind != "case" else f"{count} places" if count > 1 else ""
        reason = (block if claim < 0 else block.claims[claim]).accept[code]
        yield (f"{means[:1].upper()}{means[1:]}" + (f": {where}" if where else "")), say(reason, language)


def _title(record: Record, kind: str, block: Any, language: str) -> str:
    if kind == "actor":
        return record.actor_label(block.id, language)
    return say(block.label if kind == "obligation" else block.title, language)


def _used(dated: Dated) -> dict[str, str]:
    """The conventions that shaped a date of this case, each with words of the case that show it."""
    used: dict[str, str] = {}
    if any(reason.kind == "reported" for reason in dated.compiled.reasons):
        used["reported"] = ""
    for event in dated.record.events.values():
        for claim in event.when:
            for key in _conventions_of(claim.read):
                used.setdefault(key, claim.claim)
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
