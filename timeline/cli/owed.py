"""``timeline open`` and ``elapsed``: what is still owed, and how long things took."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from timeline.ask.durations import Durations, Pair, durations
from timeline.ask.obligations import Standing, standing
from timeline.cli.common import (
    archive_option,
    as_of_option,
    case_options,
    day,
    iso,
    json_option,
    known_on_option,
    open_case,
    stop,
    to_json,
    types_option,
    usable,
)
from timeline.dating import Dated
from timeline.model.block import say
from timeline.model.obligation import STATUSES
from timeline.problems import nearest
from timeline.when.words import days_words, range_words


@click.command("open", epilog="Example: timeline open examples/jackson --as-of 2019-10-21")
@case_options
@as_of_option
@known_on_option
@click.option("--obligor", metavar="ID", help="Only what this actor owes.")
@click.option(
    "--status",
    "statuses",
    type=click.Choice([name for name, _ in STATUSES]),
    multiple=True,
    metavar="STATUS",
    help="Only what stands so; may be given more than once.",
)
@json_option
def open_(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    as_of: str | None,
    known_on: str | None,
    obligor: str | None,
    statuses: Sequence[str],
    as_json: bool,
) -> None:
    """What is still owed on a day, by whom and for how long.

    Ages are ranges, because dates are. That there is no evidence either way is
    said, and is never a breach.
    """
    examined = usable(open_case(case, archives, own_types, known_on))
    on = day(examined, as_of)
    if examined.dated is None:
        stop(examined.problems)
    record = examined.dated.record
    if obligor is not None and obligor not in record.actors:
        hint = nearest(obligor, record.actors)
        raise click.BadParameter(f"there is no actor {obligor!r}; {hint}", param_hint="--obligor")
    found = [
        one
        for one in standing(examined.dated, on)
        if (not statuses or one.status in statuses) and obligor in (None, *record.obligations[one.id].obligor)
    ]
    if as_json:
        rows = [_standing(examined.dated, one) for one in found]
        click.echo(to_json({"as_of": on.isoformat(), "obligations": rows}))
        return
    nothing = "nothing like that is owed" if record.obligations else "no obligations are written in this case"
    click.echo(f"as of {on.isoformat()}" if found else nothing)
    for one in found:
        _print(examined.dated, one)


def _print(dated: Dated, one: Standing) -> None:
    words = one.status.replace("_", " ") + (", disputed" if one.disputed else "")
    if one.is_open and one.evidence == "none":
        words += ", no evidence either way"
    age = days_words(*one.days_open) if one.days_open else ""
    click.echo(f"\n{one.id}: {words}{f', {age}' if age else ''}")
    click.echo(f"  {say(dated.record.obligations[one.id].label, dated.record.head.language)}")
    if one.days_overdue:
        click.echo(f"  past its due day by {days_words(*one.days_overdue)}")
    for turn in one.turns:
        click.echo(f"  due {range_words(*turn.due)}: {turn.status.replace('_', ' ')}")
    if one.days_stayed:
        click.echo(f"  the clock stood still for {days_words(*one.days_stayed)}")
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
        "provision": obligation.provision,
        "created_by": obligation.created_by,
        "since": [iso(day) for day in one.since],
        "due": [iso(day) for day in one.due] if one.due else None,
        "due_word": obligation.due.unspecified,
        "turns": [
            {
                "due": [iso(day) for day in turn.due],
                "status": turn.status,
                "days_overdue": list(turn.days_overdue) if turn.days_overdue else None,
            }
            for turn in one.turns
        ],
        "days_stayed": list(one.days_stayed) if one.days_stayed else None,
        "last_checked": iso(one.last_checked),
        "refs": obligation.refs,
    }


@click.command(epilog="Example: timeline elapsed examples/jackson reassigned ruling")
@click.argument("cases", metavar="CASE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.argument("a")
@click.argument("b")
@archive_option
@types_option
@known_on_option
@json_option
def elapsed(
    cases: Sequence[Path],
    a: str,
    b: str,
    archives: Sequence[Path],
    own_types: str | None,
    known_on: str | None,
    as_json: bool,
) -> None:
    """How many days lie between A and B, as a range.

    A and B are events, by id, or types of events. An event of one type is
    paired with the nearest of the other that came of it, along relations and
    obligations; one without an answer counts as not known. Several cases are
    taken together.
    """
    dated: list[Dated] = []
    for case in cases:
        examined = usable(open_case(case, archives, own_types, known_on))
        if examined.dated is None:
            stop(examined.problems)
        dated.append(examined.dated)
    try:
        found = durations(dated, a, b)
    except KeyError as error:
        raise click.BadParameter(str(error.args[0])) from None
    click.echo(to_json(_elapsed(found)) if as_json else str(found))


def _elapsed(found: Durations) -> dict[str, Any]:
    return {
        "a": found.a,
        "b": found.b,
        "days": [found.days.low, found.days.high],
        "median": [found.median.low, found.median.high],
        "pairs": [_pair(pair) for pair in found.pairs],
        "unknown": found.unknown,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {"case": pair.case, "a": pair.a, "b": pair.b or None, "days": [pair.days.low, pair.days.high]}
