"""``timeline new``."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from timeline.cli.common import json_option, to_json
from timeline.cli.import_ import confirm, pairs, refused
from timeline.files.tables import TableError, open_book
from timeline.importing import import_table
from timeline.imports.plan import OptionError, Options, plan
from timeline.imports.problems import written_out
from timeline.new import beside, case_id, empty
from timeline.new import new as start
from timeline.problems import has_errors


@click.command(epilog="Example: timeline new alder-street")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from", "sheet", metavar="SHEET", type=click.Path(path_type=Path), help="Start from a table: CSV, XLSX …"
)
@click.option(
    "--map", "mapping", multiple=True, metavar="COLUMN=FIELD", callback=pairs, help="With --from: what a column is."
)
@click.option(
    "--type", "types", multiple=True, metavar="[WORDS=]TYPE", help="With --from: the type of all rows, or of some."
)
@json_option
def new(folder: Path, sheet: Path | None, mapping: Mapping[str, str], types: Sequence[str], as_json: bool) -> None:
    """Write a small, complete case to start from.

    It is an invented story with comments that say how it is written: change
    it line by line into your own. DIR must be empty, or not be there yet.

    With --from the case is made of a table instead, as 'timeline import'
    makes it; that command has more options.
    """
    if sheet is None and (mapping or types):
        raise click.UsageError("--map and --type are for a table: name it with --from")
    try:
        if sheet is None:
            files = start(folder)
        else:
            empty(folder)
            _import(sheet, folder, Options(mapping=mapping, types=tuple(types)), as_json=as_json)
            files = (folder / "case.yaml", *beside(folder))
    except OSError as error:
        click.echo(f"{folder}: no case can be started there: {error.strerror}", err=True)
        raise SystemExit(2) from None
    following = [
        f"timeline preview {_word(folder)}",
        f"timeline build {_word(folder)} -o {case_id(folder.resolve().name)}.html",
    ]
    if as_json:
        click.echo(to_json({"folder": str(folder), "files": [str(file) for file in files], "next": following}))
        return
    click.echo(f"{folder}: a case to start from; write in {folder / 'case.yaml'}", err=True)
    click.echo("\n".join(following))


def _word(path: Path) -> str:
    return shlex.quote(path.as_posix())


def _import(sheet: Path, folder: Path, options: Options, *, as_json: bool) -> None:
    """The table as a case, with everything there is to say about it; the end if nothing of it can be read."""
    try:
        planned = plan(sheet, open_book(sheet, options.reading), options)
        if not as_json:
            confirm(planned, yes=False)
        result = import_table(planned, folder, options)
    except OptionError as error:
        raise click.UsageError(str(error)) from None
    except TableError as error:
        refused(sheet, error, as_json=as_json)
    for line in written_out(result.problems.kept):
        click.echo(line, err=True)
    if has_errors(result.problems.kept):
        raise SystemExit(1)
