"""``timeline ask``: what led where, silences, requests without an answer, appeals, what fell, a decree in counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from timeline.ask.chains import Chain, chain
from timeline.ask.compliance import Compliance, compliance
from timeline.ask.fallen import fallen
from timeline.ask.silences import silences
from timeline.ask.waiting import appeals, unanswered
from timeline.cli.common import (
    as_of_option,
    case_options,
    day,
    iso,
    json_option,
    known_on_option,
    open_case,
    stop,
    to_json,
    usable,
)
from timeline.dating import Dated

Found = Chain | Compliance | Sequence[Any]
QUESTIONS: Mapping[str, Callable[[Dated, date, str | None], Found]] = {
    "chain": lambda dated, _, of: chain(dated, of or ""),
    "silences": lambda dated, on, _: silences(dated, on),
    "unanswered": lambda dated, on, _: unanswered(dated, on),
    "appeals": lambda dated, on, _: appeals(dated, on),
    "fallen": lambda dated, on, _: fallen(dated, on),
    "compliance": lambda dated, on, of: compliance(dated, of, on),
}
"""Each question, and who answers it from a case, a day and an id."""
_OF_ONE = ("chain", "compliance")
"""Questions that may be asked of an id; the first needs one."""


@click.command(epilog="Example: timeline ask examples/jackson chain ruling")
@case_options
@click.argument("question", type=click.Choice(list(QUESTIONS)))
@click.argument("of", metavar="[ID]", required=False)
@as_of_option
@known_on_option
@json_option
def ask(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    question: str,
    of: str | None,
    as_of: str | None,
    known_on: str | None,
    as_json: bool,
) -> None:
    """What led where, what was never answered, and how long nothing happened.

    \b
    chain ID         what led to an event or obligation, and what came of it
    silences         the longest stretches without anything recorded
    unanswered       requests without a decision or an answer
    appeals          made in their time or not; how long there is, or was
    fallen           decisions set aside, and what rests on them still
    compliance [ID]  what assessors found, by period; of the decree ID alone
    """  # noqa: D301 - click's mark for lines that are kept apart
    if of is None and question == "chain":
        raise click.UsageError("chain needs the id of an event or an obligation: timeline ask CASE chain ID")
    if of is not None and question not in _OF_ONE:
        raise click.UsageError(f"{question} is asked of the whole case, not of {of!r}")
    examined = usable(open_case(case, archives, own_types, known_on))
    on = day(examined, as_of)
    if examined.dated is None:
        stop(examined.problems)
    try:
        found = QUESTIONS[question](examined.dated, on, of)
    except KeyError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="ID") from None
    if as_json:
        click.echo(to_json({"question": question, "as_of": on.isoformat(), "answers": _plain(found)}))
    else:
        click.echo(
            str(found) if isinstance(found, Chain | Compliance) else "\n".join(map(str, found)) or "none recorded"
        )


def _plain(value: Any) -> Any:
    """An answer as JSON holds it: its fields by name, days in ISO form."""
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, Compliance):
        return value.rows()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
