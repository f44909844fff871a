"""``timeline store``: many cases in one folder."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from timeline.build import one_day
from timeline.cli.common import F, iso, json_option, kinds, stop, to_json, types_option
from timeline.kinds import by_name
from timeline.kinds.imported import ImportedRow
from timeline.problems import CaseError, nearest
from timeline.publish import Audience
from timeline.writing import write

if TYPE_CHECKING:  # the engine is loaded only where a store is asked
    from timeline.store import Store, Where

# DuckDB's library reports every object that is still there at the end: here they have to be found unreachable.
atexit.unregister(gc.freeze)

_store = click.argument("folder", metavar="STORE", type=click.Path(path_type=Path))


def _day(context: click.Context, option: click.Parameter, value: str | None) -> Any:
    try:
        return one_day(value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error), ctx=context, param=option) from None


_FILTERS: tuple[Callable[[Any], Any], ...] = (
    click.option("--type", "event_types", multiple=True, metavar="TYPE", help="Events of a type; may be repeated."),
    click.option("--agency", default="", metavar="NAME", help="Events of an agency, by its name."),
    click.option("--place", default="", metavar="NAME", help="Events of cases of a place."),
    click.option("--since", callback=_day, metavar="DATE", help="Events that may not have been over before."),
    click.option("--until", callback=_day, metavar="DATE", help="Events that may have begun by then."),
    click.option("--certain", is_flag=True, help="With --since, --until: that must lie between them."),
)


def _filters(command: F) -> F:
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def _opened(folder: Path, own_types: str | None) -> Store:
    from timeline.store import Store, StoreError

    try:
        return Store(folder, kinds=kinds(own_types))
    except StoreError as error:
        _end(error)


def _end(error: Exception) -> NoReturn:
    click.echo(str(error), err=True)
    raise SystemExit(2) from None


def _where(own_types: str | None, event_types: Sequence[str], **said: Any) -> Where:
    from timeline.store import Where

    named = by_name((*kinds(own_types), ImportedRow))
    if wrong := [name for name in event_types if name not in named]:
        raise click.BadParameter(
            f"there is no event type {wrong[0]!r}; {nearest(wrong[0], named)}", param_hint="--type"
        )
    return Where(types=tuple(event_types), **said)


@click.group(epilog="Example: timeline store add many examples/jackson")
def store() -> None:
    """Keep many cases in one folder, and ask them together.

    The folder holds columns, and is asked through DuckDB, which runs within
    this program. Names are handled as in an export.
    """


@store.command(epilog="Example: timeline store add many incidents --jobs 2")
@_store
@click.argument("cases", nargs=-1, required=True, metavar="CASE...", type=click.Path(path_type=Path))
@click.option("--for", "audience", metavar="PROFILE", default="public", show_default=True, help="Whom it is for.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read cases.")
@types_option
@json_option
def add(
    folder: Path, cases: Sequence[Path], audience: Audience, jobs: int, own_types: str | None, as_json: bool
) -> None:
    """Take cases in; one the store has is replaced. A folder of cases stands for them."""
    from timeline.store import StoreError

    into = _opened(folder, own_types)
    try:
        # Processes that begin afresh: the engine has threads, and a copy of such a process may never wake up.
        afresh = get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=afresh) if jobs > 1 else nullcontext() as executor:
            added = into.add(cases, audience=audience, executor=executor)
    except (StoreError, OSError) as error:
        _end(error)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--for") from None
    if as_json:
        words = {"cases": added.cases, "events": added.events, "replaced": added.replaced, "refused": added.refused}
        click.echo(to_json(words))
    else:
        for line in added.refused:
            click.echo(line, err=True)
        again = f", {len(added.replaced):,} in place of an older form" if added.replaced else ""
        lost = f"; {len(added.refused):,} refused" if added.refused else ""
        click.echo(f"{_cases(added.cases)} with {added.events:,} events{again}{lost}")
    raise SystemExit(int(bool(added.refused)))


@store.command(epilog="Example: timeline store cases many --type termination --since 2019-01-01")
@_store
@_filters
@types_option
@json_option
def cases(folder: Path, own_types: str | None, as_json: bool, **said: Any) -> None:
    """The cases, or those that have events of some kind, and how many."""
    rows = _asked(lambda: _opened(folder, own_types).cases(_where(own_types, **said) if any(said.values()) else None))
    if as_json:
        click.echo(to_json(rows))
        return
    for row in rows:
        click.echo(f"{row['case']}  {row['events']:,}  {row['title']}")


@store.command(epilog="Example: timeline store summary many --by agency --top 50")
@_store
@click.option("--by", default="type", show_default=True, help="type, modality, agency, place, year or case.")
@click.option("--top", type=click.IntRange(1), help="Only so many, the largest first.")
@_filters
@types_option
@json_option
def summary(folder: Path, by: str, top: int | None, own_types: str | None, as_json: bool, **said: Any) -> None:
    """Count events by something: how many, in how many cases, between which days.

    A year counts what must have begun within it; what may have begun in more
    than one stands under "-".
    """
    rows = _asked(lambda: _opened(folder, own_types).summary(by, _where(own_types, **said), top))
    if as_json:
        days = ("earliest", "latest")
        click.echo(to_json([{**row, **{name: iso(row[name]) for name in days}} for row in rows]))
        return
    width = max((len(row["what"]) for row in rows), default=0)
    for row in rows:
        between = f"{iso(row['earliest']) or '?'} to {iso(row['latest']) or '?'}"
        click.echo(f"{row['what'] or '-':<{width}}  {row['events']:>9,} in {_cases(row['cases'])}, {between}")


def _cases(count: int) -> str:
    return f"{count:,} case{'s' if count != 1 else ''}"


@store.command("open", epilog="Example: timeline store open many jackson-ms -o jackson.json")
@_store
@click.argument("case")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; default: standard output.")
@types_option
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON either way.")
def open_(folder: Path, case: str, output: Path | None, own_types: str | None, as_json: bool) -> None:
    """One case as a case file of JSON, which every other command takes."""
    text = _asked(lambda: _opened(folder, own_types).text(case))
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write(output, text, apart_from=[folder / "store.json"])
    except OSError as error:
        click.echo(f"{output}: cannot be written: {error.strerror}; an old file is as it was", err=True)
        raise SystemExit(2) from None
    click.echo(f"{output}\nnext: timeline check {output.as_posix()}")


def _asked(ask: Callable[[], Any]) -> Any:
    from timeline.store import StoreError

    try:
        return ask()
    except CaseError as error:
        stop(error.problems)
    except StoreError as error:
        _end(error)
