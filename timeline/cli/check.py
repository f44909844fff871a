"""``timeline check``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from timeline import problems
from timeline.build import Examined
from timeline.cli.common import case_options, exit_for, json_option, known_on_option, open_case, stop, strict_option


@click.command(epilog="Example: timeline check examples/jackson")
@case_options
@known_on_option
@strict_option
@json_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print.")
@click.option(
    "--published",
    metavar="DIR",
    type=click.Path(exists=True, path_type=Path),
    help="Say instead which published files still hold what the case withholds.",
)
def check(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    known_on: str | None,
    strict: bool,
    as_json: bool,
    form: str,
    published: Path | None,
) -> None:
    """Say everything that is wrong with a case, and where.

    docs/checks.md explains each code, and how a case accepts one with a
    reason. With --published a folder of pages, exports and other files is
    searched for the names that the case withholds by now.
    """
    examined = open_case(case, archives, own_types, known_on)
    if published is not None:
        examined = _published(examined, published)
    if form == "json" or as_json:
        click.echo(problems.as_json(examined.problems, ((one.problem, one.reason) for one in examined.accepted)))
    elif form == "github":
        click.echo(problems.as_github(examined.problems, Path.cwd()), nl=bool(examined.problems))
    elif examined.problems:
        click.echo(problems.as_text(examined.problems, len(examined.accepted)))
    else:
        accepted = f", {len(examined.accepted)} accepted with a reason" if examined.accepted else ""
        click.echo(f"{published or case}: nothing to report{accepted}")
    exit_for(examined.problems, strict=strict)


def _published(examined: Examined, folder: Path) -> Examined:
    """The same, with what is found in published files in place of the case's own problems."""
    from timeline.published import still_there  # it searches files of many formats: an ordinary check loads none of it

    if examined.dated is None:
        stop(examined.problems)
    return replace(examined, problems=problems.in_order(still_there(examined, folder)), accepted=())
