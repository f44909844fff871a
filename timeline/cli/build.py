"""``timeline build``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from timeline import build as stages
from timeline.build import Examined
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
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The page to write.")
@click.option(
    "--verify",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Write nothing: say whether this published page is what the case gives.",
)
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
    output: Path | None,
    verify: Path | None,
    audience: Audience,
    as_of: str | None,
    known_on: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Check a case, then write its page: one HTML file that needs nothing else.

    Nothing is written if there is an error, and a page that stands already
    stays as it was. With --verify a page is held against the case instead, with
    the options it was built with.
    """
    if verify is not None and output is None:
        _verify(usable(open_case(case, archives, own_types)), verify, as_json=as_json)
    if output is None or verify is not None:
        raise click.UsageError("name the page to write with -o, or one to hold against the case with --verify")
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


def _verify(examined: Examined, page: Path, *, as_json: bool) -> NoReturn:
    """Print whether a page is what the case gives, and exit: 0 if it is."""
    from timeline.published import match

    try:
        why = match(examined, page.read_bytes().decode("utf-8", "replace"))
    except CaseError as error:
        stop(error.problems)
    if as_json:
        click.echo(to_json({"page": str(page), "matches": not why, "why": list(why)}))
    elif why:
        click.echo("\n".join([f"{page}: not what the case gives now", *(f"  {reason}" for reason in why)]))
    else:
        click.echo(f"{page}: what the case gives, byte for byte")
    raise SystemExit(int(bool(why)))
