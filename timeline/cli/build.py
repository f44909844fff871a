"""``timeline build``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
from timeline.problems import CaseError, as_text
from timeline.publish import Audience


@click.command(epilog="Example: timeline build examples/jackson -o jackson.html")
@case_options
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The page to write.")
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
def build(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    output: Path,
    audience: Audience,
    as_of: str | None,
    known_on: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Check a case, then write its page: one HTML file that needs nothing else.

    Nothing is written if there is an error, and a page that stands already
    stays as it was.
    """
    stages.prepare()
    examined = usable(open_case(case, archives, own_types, known_on))
    on = day(examined, as_of)
    if examined.problems:
        click.echo(as_text(examined.problems), err=True)
    if strict and any(problem.severity == "warning" for problem in examined.problems):
        exit_for(examined.problems, strict=True)
    try:
        text = stages.render(examined, audience=audience, as_of=on, name=output.name)
        stages.write(output, text, apart_from=examined.files)
    except CaseError as error:
        stop(error.problems)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--for") from None
    except OSError as error:
        click.echo(f"{output}: cannot be written: {error.strerror}; an old file is as it was", err=True)
        raise SystemExit(2) from None
    size, library = len(text.encode()), stages.library()
    click.echo(f"chart library: {library}", err=True)
    if as_json:
        answer = {"output": str(output), "bytes": size, "problems": len(examined.problems), "library": library}
        click.echo(to_json(answer))
    else:
        click.echo(f"{output} ({size / 1024:,.0f} KiB)")
