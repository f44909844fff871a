"""``timeline dates``, ``order`` and ``open``: questions to a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from timeline.ask import Order, Standing, standing
from timeline.ask import order as order_of
from timeline.ask.order import INVERSES, RELATIONS, because
from timeline.build import Examined
from timeline.cli.common import (
    as_of_option,
    case_options,
    day,
    exit_for,
    json_option,
    known_event,
    open_case,
    stop,
    to_json,
    usable,
)
from timeline.dating import Conflict, Dated, Reason, explain, reason_words
from timeline.model.block import say
from timeline.problems import as_text
from timeline.when.words import days_words


@click.command(epilog="Example: timeline dates examples/jackson reassigned")
@case_options
@click.argument("event", required=False)
@json_option
def dates(case: Path, archives: Sequence[Path], own_types: str | None, event: str | None, as_json: bool) -> None:
    """When each event happened: its earliest and its latest day.

    With an EVENT's id, why: the chain of claims behind each bound, and their
    sources. Claims that contradict each other are reported, and are an error.
    """
    examined = open_case(case, archives, own_types)
    if examined.dated is None:
        stop(examined.problems)
    if event is not None:
        _explain(examined, known_event(examined, event), as_json)
    elif as_json:
        click.echo(to_json(_dates(examined.dated)))
    else:
        _print_dates(examined.dated)
    if any(problem.is_error for problem in examined.problems):
        click.echo(as_text([p for p in examined.problems if p.is_error]), err=True)
    exit_for(examined.problems)


def _dates(dated: Dated) -> dict[str, Any]:
    return {
        "events": {id_: _event(dated, id_) for id_ in dated.record.events},
        "conflicts": [_conflict(dated, conflict) for conflict in dated.conflicts],
    }


def _event(dated: Dated, id_: str) -> dict[str, Any]:
    event, found = dated.record.events[id_], dated.intervals[id_]
    return {
        "earliest": _iso(found.earliest),
        "latest": _iso(found.latest),
        "end_earliest": _iso(found.end_earliest),
        "end_latest": _iso(found.end_latest),
        "text": "; ".join(claim.claim for claim in event.when),
        "words": found.words(dated.record.head.language),
        "span": found.span,
        "doubtful": found.doubtful,
        "modality": event.modality,
        "type": event.type,
        "title": say(event.title, dated.record.head.language),
        "refs": event.refs,
    }


def _conflict(dated: Dated, conflict: Conflict) -> dict[str, Any]:
    return {"claims": [_claim(dated, reason) for reason in conflict.reasons], "message": conflict.message}


def _claim(dated: Dated, reason: Reason) -> dict[str, Any]:
    return {
        "event": reason.event,
        "claim": reason.text or reason.kind,
        "kind": reason.kind,
        "file": reason.at.file,
        "line": reason.at.line,
        "cites": [f"{cite.source} {cite.locator}" if cite.locator else cite.source for cite in reason.cites],
        "words": reason_words(dated.record, reason),
    }


def _explain(examined: Examined, event: str, as_json: bool) -> None:
    if examined.dated is None:
        stop(examined.problems)
    found = explain(examined.dated, event)
    if not as_json:
        click.echo(str(found))
        return
    because_ = [
        {"bound": one.bound, "day": _iso(one.day), "claims": [_claim(examined.dated, r) for r in one.reasons]}
        for one in found.because
    ]
    click.echo(to_json({"event": event, **_event(examined.dated, event), "because": because_}))


def _print_dates(dated: Dated) -> None:
    width = max((len(id_) for id_ in dated.record.events), default=0)
    for id_, found in dated.intervals.items():
        first, last = _iso(found.earliest) or "", _iso(found.end_latest if found.span else found.latest) or ""
        click.echo(f"{id_:<{width}}  {first or '…':<10}  {last or '…':<10}  {found.words(dated.record.head.language)}")
    for conflict in dated.conflicts:
        click.echo(f"contradiction: {conflict.message}")


@click.command(epilog="Example: timeline order examples/jackson reassigned ruling")
@case_options
@click.argument("a")
@click.argument("b")
@click.option(
    "--relation",
    type=click.Choice([*RELATIONS, *INVERSES]),
    default="before",
    show_default=True,
    metavar="NAME",
    help="Ask for another Allen relation: meets, overlaps, during, equals …",
)
@json_option
def order(
    case: Path, archives: Sequence[Path], own_types: str | None, a: str, b: str, relation: str, as_json: bool
) -> None:
    """Whether event A was over before event B began: certainly, possibly, never."""
    examined = usable(open_case(case, archives, own_types))
    if examined.dated is None:
        stop(examined.problems)
    dated = examined.dated
    answer = order_of(dated, known_event(examined, a), known_event(examined, b), relation)
    reasons = because(dated, a, b, answer, relation)
    if as_json:
        claims = [_claim(dated, reason) for reason in reasons]
        asked = {} if relation == "before" else {"relation": relation}
        click.echo(to_json({"a": a, "b": b, **asked, "answer": answer.value, "because": claims}))
        return
    click.echo(f"{a} {relation.replace('_', ' ')} {b}: {answer.value}")
    for reason in reasons:
        click.echo(f"  {reason_words(dated.record, reason)}")
    if not reasons:
        click.echo("  no claim settles it" if answer is Order.POSSIBLY else "  it follows from the events themselves")


@click.command("open", epilog="Example: timeline open examples/jackson --as-of 2019-10-21")
@case_options
@as_of_option
@json_option
def open_(case: Path, archives: Sequence[Path], own_types: str | None, as_of: str | None, as_json: bool) -> None:
    """What is still owed on a day, by whom and for how long.

    Ages are ranges, because dates are. That there is no evidence either way is
    said, and is never a breach.
    """
    examined = usable(open_case(case, archives, own_types))
    on = day(examined, as_of)
    if examined.dated is None:
        stop(examined.problems)
    found = standing(examined.dated, on)
    if as_json:
        rows = [_standing(examined.dated, one) for one in found]
        click.echo(to_json({"as_of": on.isoformat(), "obligations": rows}))
        return
    click.echo(f"as of {on.isoformat()}" if found else "no obligations are written in this case")
    for one in found:
        words = one.status.replace("_", " ") + (", disputed" if one.disputed else "")
        if one.is_open and one.evidence == "none":
            words += ", no evidence either way"
        age = days_words(*one.days_open) if one.days_open else ""
        click.echo(f"\n{one.id}: {words}{f', {age}' if age else ''}")
        obligation = examined.dated.record.obligations[one.id]
        click.echo(f"  {say(obligation.label, examined.dated.record.head.language)}")
        if one.days_overdue:
            click.echo(f"  past its due day by {days_words(*one.days_overdue)}")
        if one.last_checked:
            click.echo(f"  last looked for {one.last_checked.isoformat()}")


def _standing(dated: Dated, one: Standing) -> dict[str, Any]:
    obligation = dated.record.obligations[one.id]
    return {
        "id": one.id,
        "status": one.status,
        "days_open": list(one.days_open) if one.days_open else None,
        "days_overdue": list(one.days_overdue) if one.days_overdue else None,
        "disputed": one.disputed,
        "evidence": one.evidence,
        "label": say(obligation.label, dated.record.head.language),
        "obligor": list(obligation.obligor),
        "force": obligation.force,
        "created_by": obligation.created_by,
        "since": [_iso(one.since[0]), _iso(one.since[1])],
        "due": [_iso(one.due[0]), _iso(one.due[1])] if one.due else None,
        "last_checked": _iso(one.last_checked),
        "refs": obligation.refs,
    }


def _iso(day_: date | None) -> str | None:
    return day_.isoformat() if day_ else None
