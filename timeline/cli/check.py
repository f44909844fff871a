"""``timeline check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from timeline import problems
from timeline.cli.common import case_options, exit_for, json_option, known_on_option, open_case, strict_option


@click.command(epilog="Example: timeline check examples/jackson")
@case_options
@known_on_option
@strict_option
@json_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print.")
def check(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    known_on: str | None,
    strict: bool,
    as_json: bool,
    form: str,
) -> None:
    """Say everything that is wrong with a case, and where.

    docs/checks.md explains each code, and how a case accepts one with a
    reason.
    """
    examined = open_case(case, archives, own_types, known_on)
    if form == "json" or as_json:
        click.echo(problems.as_json(examined.problems, ((one.problem, one.reason) for one in examined.accepted)))
    elif form == "github":
        click.echo(problems.as_github(examined.problems, Path.cwd()), nl=bool(examined.problems))
    elif examined.problems:
        click.echo(problems.as_text(examined.problems, len(examined.accepted)))
    else:
        accepted = f", {len(examined.accepted)} accepted with a reason" if examined.accepted else ""
        click.echo(f"{case}: nothing to report{accepted}")
    exit_for(examined.problems, strict=strict)
