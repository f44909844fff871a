"""``timeline import``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from timeline.build import one_day
from timeline.cli.common import json_option, kinds, types_option, to_json
from timeline.files.tables import FORMATS, Reading, TableError
from timeline.importing import as_json as result_json
from timeline.importing import import_table, totals
from timeline.imports.dates import Told
from timeline.imports.fields import shown
from timeline.imports.plan import OptionError, Options, Plan, plan
from timeline.imports.problems import CODES, RowProblem, as_row, written_out
from timeline.problems import At, has_errors

_MORE_HELP = "Example: timeline import incidents.csv -o incidents"


def _pairs(context: click.Context, option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    found = {}
    for value in values:
        column, sign, field = value.rpartition("=")
        if not sign or not column:
            raise click.BadParameter(f"{value!r}: write COLUMN=FIELD", ctx=context, param=option)
        found[column] = field
    return found


def _zone(context: click.Context, option: click.Parameter, value: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        if value:
            ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        raise click.BadParameter(
            f"{value!r} is no zone known here; such as America/Chicago", ctx=context, param=option
        ) from None
    return value


def _day(context: click.Context, option: click.Parameter, value: str) -> str:
    try:
        return one_day(value).isoformat() if value else ""
    except ValueError as error:
        raise click.BadParameter(str(error), ctx=context, param=option) from None


@click.command("import", epilog=_MORE_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder of the case.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    callback=_pairs,
    help="What a column is; - leaves it out.",
)
@click.option(
    "--type",
    "event_types",
    multiple=True,
    metavar="[WORDS=]TYPE",
    help="The event type of all rows, or of those that say so.",
)
@click.option(
    "--leave-out", multiple=True, metavar="COLUMN", help="Not even in the note; '*': every column without a field."
)
@click.option("--split-by", default="", metavar="COLUMN", help="A case for each of its values, in folders below.")
@click.option(
    "--dates", "order", type=click.Choice(["day-first", "month-first"]), help="How dates in figures are written."
)
@click.option(
    "--century-from", type=click.IntRange(1, 9900), metavar="YEAR", help="The first year that two digits can mean."
)
@click.option("--epoch", type=click.Choice(["1900", "1904"]), help="From when day numbers count.")
@click.option("--zone", default="", callback=_zone, help="The zone whose days times in UTC become.")
@click.option("--undated", is_flag=True, help="No column says when.")
@click.option("--sheet", "sheets", multiple=True, help="Only this sheet; may be given more than once.")
@click.option("--header", type=click.IntRange(0), metavar="ROW", help="The row that names the columns; 0: none does.")
@click.option("--encoding", default="", help="Such as windows-1252.")
@click.option("--delimiter", default="", help="comma, semicolon, tab, bar, or a sign.")
@click.option("--format", "form", type=click.Choice([form.name for form in FORMATS]), help="What the file is.")
@click.option("--case", "case_id", default="", metavar="ID", help="The id of a new case.")
@click.option("--title", default="", help="The title of a new case.")
@click.option("--publisher", default="", help="Who published the table.")
@click.option("--published", default="", metavar="DATE", callback=_day, help="When it was published.")
@click.option("--as-of", default="", metavar="DATE", callback=_day, help="The day a new case is of.")
@types_option
@click.option("--dry-run", is_flag=True, help="Say what would be, and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask whether the guesses are right.")
@json_option
def import_(
    file: Path,
    output: Path,
    mapping: dict[str, str],
    event_types: Sequence[str],
    leave_out: Sequence[str],
    split_by: str,
    order: str | None,
    century_from: int | None,
    epoch: str | None,
    zone: str,
    undated: bool,
    sheets: Sequence[str],
    header: int | None,
    encoding: str,
    delimiter: str,
    form: str | None,
    case_id: str,
    title: str,
    publisher: str,
    published: str,
    as_of: str,
    own_types: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Import a table into a case: CSV, XLSX, TimelineJS, JSON, Markwhen.

    What columns are is guessed and shown. Rows that cannot be read go to a
    rejects file, which can be mended and imported again; importing twice adds
    nothing twice. docs/importing.md explains the rules.
    """
    options = Options(
        mapping=mapping,
        leave_out=tuple(leave_out),
        types=tuple(event_types),
        kinds=kinds(own_types),
        reading=Reading(form or "", encoding, delimiter, tuple(sheets)),
        header=header,
        told=Told(order or "", century_from, int(epoch or 0), zone),
        undated=undated,
        split_by=split_by,
        case=case_id,
        title=title,
        publisher=publisher,
        published=published,
        as_of=as_of,
    )
    progress = _progress if sys.stderr.isatty() else lambda what, rows: None
    try:
        planned = plan(file, options, progress)
        if not as_json:
            _confirm(planned, yes=yes or dry_run)
        result = import_table(planned, output, options, progress, dry_run=dry_run)
    except OptionError as error:
        raise click.UsageError(str(error)) from None
    except TableError as error:
        _refused(file, error, as_json=as_json)
    except OSError as error:
        click.echo(f"{output}: cannot be written: {error.strerror}; what stood there is as it was", err=True)
        raise SystemExit(2) from None
    if as_json:
        click.echo(to_json(result_json(result)))
    else:
        for line in written_out(result.problems.kept):
            click.echo(line, err=True)
        click.echo(totals(result) + (" (nothing was written)" if dry_run else ""))
        for folder in result.cases[:20] if not dry_run else ():
            click.echo(f"{output / folder}: timeline check {output / folder}")
        for path in result.rejects if not dry_run else ():
            click.echo(f"{output / path}: mend it and import it into the same folder")
    raise SystemExit(int(result.rejected > 0 or has_errors(result.problems.kept)))


def _progress(what: str, rows: int) -> None:
    click.echo(f"\r{what}: {rows:,} rows", err=True, nl=False)


def _confirm(planned: Plan, *, yes: bool) -> None:
    """Show what columns are taken for; somebody at a terminal is asked."""
    click.echo(f"{planned.path}: {planned.book.form}, {planned.rows:,} rows", err=True)
    for line in shown(planned.mapping, planned.guessed):
        click.echo(line, err=True)
    if planned.guessed and not yes and sys.stdin.isatty() and sys.stderr.isatty():
        if not click.confirm("Is this right?", default=True, err=True):
            click.echo("Say what columns are with --map COLUMN=FIELD; nothing was written.", err=True)
            raise SystemExit(2)


def _refused(file: Path, error: TableError, *, as_json: bool) -> None:
    """The end: a file that cannot be read at all."""
    assert error.code in CODES  # noqa: S101
    problem = RowProblem(At(str(file), error.line), error.code, error.message, error.hint)
    if as_json:
        empty = {"rows": 0, "kept": 0, "rejected": 0, "mapping": {}, "problems": [as_row(problem)]}
        click.echo(to_json(empty))
    else:
        click.echo(str(problem), err=True)
    raise SystemExit(1)
