"""What is owed, and what assessors found: one row an obligation, and a table of provisions by reporting periods.

Knows nothing of looks. What is shown was said by the day the page is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from timeline.ask.compliance import compliance
from timeline.ask.evidence import known_claims
from timeline.ask.obligations import Standing
from timeline.dating import Dated
from timeline.model.block import say
from timeline.model.obligation import Obligation
from timeline.model.quantity import Quantity
from timeline.view.found import Found, FoundRow, FoundTable
from timeline.view.model import Owed
from timeline.view.story import Story
from timeline.view.tongue import Tongue
from timeline.view.words import title_of
from timeline.when.words import days_words, range_words

_SILENT = ("open", "maybe_overdue", "partly_fulfilled")
"""Statuses that do not say themselves that nothing is known."""


def owed_of(dated: Dated, found: Standing, story: Story) -> Owed:
    """One obligation as a reader finds it on the page."""
    record, tongue, language = dated.record, story.tongue, story.language
    obligation = record.obligations[found.id]
    low, high = found.days_open or (None, None)
    created = dated.intervals.get(obligation.created_by)
    issuer = _names(dated, obligation.issuer, tongue) or _maker(dated, obligation, tongue)
    return Owed(
        id=found.id,
        label=say(obligation.label, language),
        obligor=_names(dated, obligation.obligor, tongue),
        act=say(obligation.act, language) or say(obligation.label, language),
        force_words=tongue(f"force.{obligation.force}" + (".many" if _is_many(dated, obligation) else "")),
        issuer=issuer,
        created_by=obligation.created_by,
        created_title=title_of(record, obligation.created_by, language),
        created_words=created.short(language) if created else "",
        status=found.status,
        status_words=_status_words(found, tongue),
        is_open=found.is_open,
        disputed=found.disputed,
        evidence=found.evidence,
        days_open=(low or 0, high) if low is not None and high is not None else None,
        days_open_words=days_words(low, high, language) if found.days_open else "",
        due_words=_due(obligation, found, tongue),
        last_checked_words=range_words(found.last_checked, found.last_checked, language) if found.last_checked else "",
        closes=say(obligation.closes_when, language),
        condition=story.condition(obligation.conditions),
        said=story.said(obligation.id, known_claims(dated, obligation, found.as_of)),
        cites=story.cites(obligation.cites),
        since=found.since,
    )


def _names(dated: Dated, actors: Iterable[str], tongue: Tongue) -> str:
    labels = [dated.record.actor_label(actor, tongue.language) for actor in actors]
    return tongue.listed(labels) if labels else ""


def _maker(dated: Dated, obligation: Obligation, tongue: Tongue) -> str:
    """Whoever acted in the event that created it, where no issuer is given."""
    event = dated.record.events.get(obligation.created_by)
    if event is None:
        return ""
    leading = type(event).lane_roles[:1]
    return _names(dated, [actor for role, actor in event.roles() if role in leading], tongue)


def _is_many(dated: Dated, obligation: Obligation) -> bool:
    """More than one owes it: several actors, or a group or class of more than one."""
    if len(obligation.obligor) != 1:
        return True
    actor = dated.record.actors.get(obligation.obligor[0])
    size: Quantity | None = actor.size if actor else None
    return bool(actor and (actor.kind == "class" or (actor.kind == "group" and (size is None or size.bounds[1] != 1))))


def _status_words(found: Standing, tongue: Tongue) -> str:
    """Absence of evidence never reads as breach; a dispute is always said."""
    unsettled = found.status == "due_passed_unknown" and found.evidence == "some"
    words = tongue(f"status.{found.status}" + (".some" if unsettled else ""))
    if found.disputed:
        return tongue("status_disputed", status=words)
    if found.evidence == "none" and found.status in _SILENT:
        return tongue("status_silent", status=words)
    return words


def _due(obligation: Obligation, found: Standing, tongue: Tongue) -> str:
    if found.due and (found.due[0] or found.due[1]):
        day = range_words(*found.due, tongue.language)
        if found.days_overdue:
            return tongue("due_past", day=day, days=days_words(*found.days_overdue, tongue.language))
        return tongue("due", day=day)
    return tongue("due_said", said=obligation.due.unspecified) if obligation.due.unspecified else tongue("due_none")


def found_of(dated: Dated, as_of: date, story: Story) -> FoundTable | None:
    """What assessors had found of numbered provisions by a day; None where fewer than two were assessed."""
    record, language = dated.record, story.language
    table = compliance(dated, as_of=as_of)
    numbered = {one.id: one for one in table.provisions if one.number}
    by_row: dict[tuple[str, str], dict[str, Found]] = {}
    disputed = set(table.disputed())
    for cell in table.cells:
        if cell.provision in numbered:
            level = story.tongue.value(cell.status, "status") if cell.level == cell.status else cell.level
            found = Found(level, cell.status, (cell.provision, cell.period) in disputed)
            by_row.setdefault((cell.provision, cell.assessor), {})[cell.period] = found
    assessed = {provision for provision, _ in by_row}
    if len(assessed) < 2:
        return None
    periods = tuple(period for period in table.periods if any(period in row for row in by_row.values()))
    rows = tuple(
        FoundRow(
            provision,
            numbered[provision].number,
            numbered[provision].label,
            record.actor_label(assessor, language),
            tuple(row.get(period) for period in periods),
        )
        for (provision, assessor), row in by_row.items()
    )
    return FoundTable(tuple(_period(period, language) for period in periods), rows, len(numbered) - len(assessed))


def _period(period: str, language: str) -> str:
    """A reporting period as the case calls it; a day in words."""
    try:
        day = date.fromisoformat(period)
    except ValueError:
        return period
    return range_words(day, day, language)
