"""``timeline export``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline import build as stages
from timeline.cli.common import (
    as_of_option,
    case_options,
    day,
    exit_for,
    json_option,
    known_on_option,
    open_case,
    stop,
    strict_option,
    to_json,
    usable,
)
from timeline.problems import CaseError, as_text, nearest
from timeline.publish import Audience
from timeline.writing import write

if TYPE_CHECKING:
    from timeline.exports import Format


def _chosen(_: click.Context, __: click.Parameter, value: str) -> Format:
    """The format of that name. The list, and networkx with it, is loaded only when one is asked for."""
    from timeline.exports.formats import FORMATS

    by_name = {form.name: form for form in FORMATS}
    if value not in by_name:
        raise click.BadParameter(f"there is no format {value!r}; {nearest(value, by_name)}")
    return by_name[value]


@click.command(epilog="Example: timeline export examples/jackson --to csv -o jackson.csv")
@case_options
@click.option("--to", "form", required=True, metavar="FORMAT", callback=_chosen, help="The format: see above.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "--for",
    "audience",
    metavar="PROFILE",
    default="public",
    show_default=True,
    help="public, legal, internal (shows every name, and says so) or a profile of the case's own.",
)
@as_of_option
@known_on_option
@strict_option
@json_option
def export(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    form: Format,
    output: Path,
    audience: Audience,
    as_of: str | None,
    known_on: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Check a case, then write it in another form, names handled as on the page.

    json is the whole case in one file; csv and xlsx are tables; md is a
    chronology with sources; timelinejs, graphml, gexf, jsonld and ics are for
    other programs; svg, png and pdf are the chart.

    Nothing is written if there is an error, and a file that stands already
    stays as it was.
    """
    from timeline.exports import MissingError

    examined = usable(open_case(case, archives, own_types, known_on))
    on = day(examined, as_of)
    if examined.problems:
        click.echo(as_text(examined.problems), err=True)
    if strict and any(problem.severity == "warning" for problem in examined.problems):
        exit_for(examined.problems, strict=True)
    try:
        data = stages.export(examined, form, audience=audience, as_of=on, name=output.name)
        write(output, data, apart_from=examined.files)
    except CaseError as error:
        stop(error.problems)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--for") from None
    except MissingError as error:
        click.echo(f"{form.name}: {error}", err=True)
        raise SystemExit(2) from None
    except OSError as error:
        click.echo(f"{output}: cannot be written: {error.strerror}; an old file is as it was", err=True)
        raise SystemExit(2) from None
    if as_json:
        click.echo(to_json({"output": str(output), "bytes": len(data), "problems": len(examined.problems)}))
    else:
        click.echo(f"{output} ({len(data) / 1024:,.0f} KiB)")
