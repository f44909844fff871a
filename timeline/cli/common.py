"""What the commands share: options, and how a case is opened and its problems shown."""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from timeline.build import Examined, as_of_day, examine, one_day
from timeline.kinds import KINDS, Kinds, by_name
from timeline.model.event import Event
from timeline.problems import Problem, as_text, has_errors, nearest

F = TypeVar("F", bound=Callable[..., Any])

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for programs.")
strict_option = click.option("--strict", is_flag=True, help="Warnings count as errors.")
as_of_option = click.option("--as-of", metavar="DATE", help="The day that counts; default: the case's as_of.")
known_on_option = click.option(
    "--known-on", metavar="DATE", help="Only what had been published by then; its as_of is then that day."
)
archive_option = click.option(
    "--archive",
    "archives",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder with archived copies of the sources, found by their hash; may be given more than once.",
)
types_option = click.option("--types", "own_types", metavar="MODULE:NAME", help="A newsroom's own event types.")


def case_options(command: F) -> F:
    """The options of every command that reads a case."""
    return case_argument(archive_option(types_option(command)))


def open_case(case: Path, archives: Sequence[Path], own_types: str | None, known_on: str | None = None) -> Examined:
    """Read, check and date a case; a wrong ``--known-on`` is wrong usage."""
    try:
        known = one_day(known_on) if known_on else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--known-on") from None
    return examine(case, kinds(own_types), archives, known)


def kinds(own_types: str | None) -> Kinds:
    """The event types: the package's own, and those named with ``--types``."""
    if not own_types:
        return KINDS
    module, _, name = own_types.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(importlib.import_module(module), name or "KINDS")
    except Exception as error:  # whatever a newsroom's own module may do wrong
        last = traceback.extract_tb(error.__traceback__)[-1]
        own = f" ({Path(last.filename).name}:{last.lineno})" if last.filename.endswith(f"{module}.py") else ""
        message = f"{own_types}: {type(error).__name__}: {error}{own}; write it MODULE:NAME"
        raise click.BadParameter(message, param_hint="--types") from None
    finally:
        sys.path.pop(0)
    mine = found if isinstance(found, tuple | list) else (found,)
    if not all(isinstance(kind, type) and issubclass(kind, Event) for kind in mine):
        raise click.BadParameter(f"{own_types} is not an event type or a tuple of them", param_hint="--types")
    both = (*KINDS, *(kind for kind in mine if kind not in KINDS))
    try:
        by_name(both)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--types") from None
    return both


def day(examined: Examined, given: str | None) -> date:
    """The day asked for; a wrong ``--as-of`` is wrong usage."""
    if examined.dated is None:
        stop(examined.problems)
    try:
        return as_of_day(examined.dated.record, given)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--as-of") from None


def usable(examined: Examined) -> Examined:
    """The same, or the end: errors are printed and the command exits with 1."""
    if examined.dated is None or has_errors(examined.problems):
        stop(examined.problems)
    return examined


def stop(problems: Sequence[Problem]) -> NoReturn:
    """Print what is wrong and exit with 1."""
    click.echo(as_text(list(problems)), err=True)
    raise SystemExit(1)


def exit_for(problems: Sequence[Problem], *, strict: bool = False) -> NoReturn:
    """0, or 1 if there are errors; with strict also if there are warnings."""
    bad = has_errors(problems) or (strict and any(p.severity == "warning" for p in problems))
    raise SystemExit(int(bad))


def to_json(value: object) -> str:
    """Stable JSON, one value a line, text as it is."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def iso(day: date | None) -> str | None:
    """A day in ISO form, or None."""
    return day.isoformat() if day else None


def known_event(examined: Examined, event: str) -> str:
    """The id, if the case has such an event; else wrong usage, with the nearest name."""
    if examined.dated is None:
        stop(examined.problems)
    if event not in examined.dated.record.events:
        raise click.BadParameter(f"there is no event {event!r}; {nearest(event, examined.dated.record.events)}")
    return event
