"""``timeline dates`` and ``order``: when, in which order, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from timeline.ask.order import INVERSES, RELATIONS, Order, because
from timeline.ask.order import order as order_of
from timeline.build import Examined
from timeline.cli.common import (
    case_options,
    exit_for,
    iso,
    json_option,
    known_event,
    known_on_option,
    open_case,
    stop,
    to_json,
    usable,
)
from timeline.dating import Conflict, Dated, Reason, explain, reason_words
from timeline.model.block import say
from timeline.problems import as_text


@click.command(epilog="Example: timeline dates examples/jackson reassigned")
@case_options
@click.argument("event", required=False)
@known_on_option
@json_option
def dates(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    event: str | None,
    known_on: str | None,
    as_json: bool,
) -> None:
    """When each event happened: its earliest and its latest day.

    With an EVENT's id, why: the chain of claims behind each bound, and their
    sources. Claims that contradict each other are reported, and are an error.
    """
    examined = open_case(case, archives, own_types, known_on)
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
        "earliest": iso(found.earliest),
        "latest": iso(found.latest),
        "end_earliest": iso(found.end_earliest),
        "end_latest": iso(found.end_latest),
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
        {"bound": one.bound, "day": iso(one.day), "claims": [_claim(examined.dated, r) for r in one.reasons]}
        for one in found.because
    ]
    click.echo(to_json({"event": event, **_event(examined.dated, event), "because": because_}))


def _print_dates(dated: Dated) -> None:
    width = max((len(id_) for id_ in dated.record.events), default=0)
    for id_, found in dated.intervals.items():
        first, last = iso(found.earliest) or "", iso(found.end_latest if found.span else found.latest) or ""
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
@known_on_option
@json_option
def order(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    a: str,
    b: str,
    relation: str,
    known_on: str | None,
    as_json: bool,
) -> None:
    """Whether event A was over before event B began: certainly, possibly, never."""
    examined = usable(open_case(case, archives, own_types, known_on))
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
