"""``timeline import``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import click
from click.core import ParameterSource

from timeline.build import one_day
from timeline.cli.common import F, json_option, kinds, to_json, types_option
from timeline.exports.cells import marked
from timeline.files.tables import FORMATS, Book, Reading, TableError, open_book
from timeline.importing import as_json as result_json
from timeline.importing import import_table, totals
from timeline.imports.dates import Told
from timeline.imports.fields import shown
from timeline.imports.plan import OptionError, Options, Plan, plan
from timeline.imports.problems import RowProblem, as_row, written_out
from timeline.imports.run import Result
from timeline.problems import At, has_errors


def pairs(context: click.Context, option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """What ``--map`` says, by column."""
    found = {}
    for value in values:
        column, sign, field = value.rpartition("=")
        if not sign or not column:
            raise click.BadParameter(f"{value!r}: write COLUMN=FIELD", ctx=context, param=option)
        found[column] = field
    return found


def _zone(context: click.Context, option: click.Parameter, value: str) -> str:
    try:
        if value:
            ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        message = f"{value!r} is no zone known here; write one such as America/Chicago"
        raise click.BadParameter(message, ctx=context, param=option) from None
    return value


def _day(context: click.Context, option: click.Parameter, value: str) -> str:
    try:
        return one_day(value).isoformat() if value else ""
    except ValueError as error:
        raise click.BadParameter(str(error), ctx=context, param=option) from None


_Option = Callable[[F], F]
_COLUMNS: tuple[_Option[Any], ...] = (
    click.option("--map", "mapping", multiple=True, metavar="COLUMN=FIELD", callback=pairs, help="What a column is."),
    click.option("--type", "types", multiple=True, metavar="[WORDS=]TYPE", help="The type of all rows, or of some."),
    click.option("--leave-out", multiple=True, metavar="COLUMN", help="Not even for the note; '*': all such."),
    click.option("--split-by", default="", metavar="COLUMN", help="A case for each of its values, in folders below."),
    click.option("--undated", is_flag=True, help="No column says when."),
)
_DATES: tuple[_Option[Any], ...] = (
    click.option("--dates", "order", type=click.Choice(["day-first", "month-first"]), help="How figures are written."),
    click.option("--century-from", type=click.IntRange(1, 9900), metavar="YEAR", help="The first year of two digits."),
    click.option("--epoch", type=click.Choice(["1900", "1904"]), help="From when day numbers count."),
    click.option("--zone", default="", callback=_zone, help="The zone whose days times in UTC become."),
)
_FILE: tuple[_Option[Any], ...] = (
    click.option("--sheet", "sheets", multiple=True, help="Only this sheet; may be given more than once."),
    click.option("--header", type=click.IntRange(0), metavar="ROW", help="Which row names the columns; 0: none."),
    click.option("--encoding", default="", help="Such as windows-1252."),
    click.option("--delimiter", default="", help="comma, semicolon, tab, bar, or a sign."),
    click.option("--format", "form", type=click.Choice([form.name for form in FORMATS]), help="What the file is."),
)
_CASE: tuple[_Option[Any], ...] = (
    click.option("--case", default="", metavar="ID", help="The id of a new case."),
    click.option("--title", default="", help="The title of a new case."),
    click.option("--publisher", default="", help="Who published the table."),
    click.option("--published", default="", metavar="DATE", callback=_day, help="When it was published."),
    click.option("--as-of", default="", metavar="DATE", callback=_day, help="The day a new case is of."),
)


def _all_options(command: F) -> F:
    for option in reversed((*_COLUMNS, *_DATES, *_FILE, *_CASE)):
        command = option(command)
    return command


@click.command("import", epilog="Example: timeline import incidents.csv -o incidents")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder of the case.")
@_all_options
@types_option
@click.option("--for", "audience", metavar="PROFILE", help="Whom a table of ours was exported for; default: public.")
@click.option("--dry-run", is_flag=True, help="Say what would be, and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask whether the guesses are right.")
@json_option
def import_(
    file: Path,
    output: Path,
    own_types: str | None,
    audience: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Import a table into a case: CSV, XLSX, TimelineJS, JSON, Markwhen.

    What the columns are is guessed and shown. Rows that cannot be read go to
    a rejects file, which can be mended and imported again; importing twice
    adds nothing twice. docs/importing.md has the rules.

    A table that 'timeline export' wrote goes back into its case instead: what
    was edited is shown and written where it stands, comments stay.
    """
    options = _options(own_types, **said)
    progress = _progress if sys.stderr.isatty() else lambda what, rows: None
    try:
        book = open_book(file, options.reading)
        if _goes_back(book, audience):
            from timeline.cli.back import Back  # networkx and the exports with it, which no other import needs

            Back(file, book, output, audience or "public", options.kinds, dry_run, as_json).go(yes=yes)
        planned = plan(file, book, options, progress)
        if not as_json:
            confirm(planned, yes=yes or dry_run)
        result = import_table(planned, output, options, progress, dry_run=dry_run)
    except OptionError as error:
        raise click.UsageError(str(error)) from None
    except TableError as error:
        refused(file, error, as_json=as_json)
    except OSError as error:
        click.echo(f"{output}: cannot be written: {error.strerror}; what stood there is as it was", err=True)
        raise SystemExit(2) from None
    if as_json:
        click.echo(to_json(result_json(result)))
    else:
        _print(result, output, dry_run=dry_run)
    raise SystemExit(int(has_errors(result.problems.kept)))


def _goes_back(book: Book, audience: str | None) -> bool:
    """Whether a file is an export of a case; options of the other kind of import are wrong usage then."""
    context = click.get_current_context()
    firsts = (row.cells[0] for table in book.tables for row in islice(table.rows(), 1) if row.cells)
    if all(marked(first) is None for first in firsts):
        if audience:
            raise click.UsageError("--for is for tables that 'timeline export' wrote, which this is not")
        return False
    wrong = [
        max(option.opts, key=len)
        for option in context.command.params
        if option.name not in _BOTH and context.get_parameter_source(str(option.name)) == ParameterSource.COMMANDLINE
    ]
    if wrong:
        raise click.UsageError(f"this is an export of a case, to be taken back: {', '.join(wrong)} does not apply")
    return True


_BOTH = frozenset("file output own_types audience dry_run yes as_json sheets encoding delimiter form".split())
"""Options of either kind of import."""


def _options(own_types: str | None, **said: Any) -> Options:
    given = {name: said.pop(name) for name in ("form", "encoding", "delimiter", "sheets")}
    reading = Reading(given["form"] or "", given["encoding"], given["delimiter"], tuple(given["sheets"]))
    told = Told(said.pop("order") or "", said.pop("century_from"), int(said.pop("epoch") or 0), said.pop("zone"))
    return Options(kinds=kinds(own_types), reading=reading, told=told, **said)


def _progress(what: str, rows: int) -> None:
    """How far it has come, on one line that is gone at the end."""
    said = f"{what}: {rows:,} rows"
    click.echo(f"\r{said:<40}\r", err=True, nl=False)


def confirm(planned: Plan, *, yes: bool) -> None:
    """Show what columns are taken for; somebody at a terminal is asked."""
    rows = f"{planned.rows:,} row{'s' if planned.rows != 1 else ''}"
    lines = [f"{planned.path}: {planned.book.form}, {rows}", *shown(planned.mapping, planned.guessed)]
    click.echo("\n".join(lines), err=True)
    at_a_terminal = sys.stdin.isatty() and sys.stderr.isatty()
    if planned.guessed and at_a_terminal and not yes and not click.confirm("Is this right?", default=True, err=True):
        click.echo("Nothing was written. Say what the columns are: --map COLUMN=FIELD", err=True)
        raise SystemExit(2)


def _print(result: Result, output: Path, *, dry_run: bool) -> None:
    for line in written_out(result.problems.kept):
        click.echo(line, err=True)
    click.echo(totals(result) + (", nothing was written" if dry_run else ""))
    if dry_run:
        return
    for folder in result.cases[:10]:
        click.echo(f"next: timeline check {(output / folder).as_posix()}")
    if len(result.cases) > 10:
        click.echo(f"and {len(result.cases) - 10} more cases in {output.as_posix()}")
    for path in result.rejects:
        click.echo(f"to mend and import again: {(output / path).as_posix()}")


def refused(file: Path, error: TableError, *, as_json: bool) -> NoReturn:
    """The end: a file that cannot be read at all."""
    problem = RowProblem(At(str(file), error.line), error.code, error.message, error.hint)
    if as_json:
        click.echo(to_json({"rows": 0, "kept": 0, "rejected": 0, "mapping": {}, "problems": [as_row(problem)]}))
    else:
        click.echo(str(problem), err=True)
    raise SystemExit(1)
