"""``timeline preview``."""

from __future__ import annotations

import os
import signal
import sys
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from timeline import build as stages
from timeline.cli.common import as_of_option, case_options, json_option, kinds, known_on_option, stop, to_json
from timeline.new import offer_ids
from timeline.problems import as_text

if TYPE_CHECKING:
    from timeline.preview import Shot


@click.command(epilog="Example: timeline preview examples/jackson")
@case_options
@click.option("--port", type=click.IntRange(1, 65535), help="Serve on this port; left out, on one that is free.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option("--for", "audience", metavar="PROFILE", default="public", show_default=True, help="As for 'build'.")
@as_of_option
@known_on_option
@json_option
def preview(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    port: int | None,
    no_open: bool,
    audience: str,
    as_of: str | None,
    known_on: str | None,
    as_json: bool,
) -> None:
    """Serve a case's page on this machine, and reload it at each save.

    What is wrong stands beside the last good page, with file, line and hint.
    Editors are offered the ids that the case has by then, where
    'timeline new' has set them up. Nobody but this machine can reach it. Ctrl-C ends it.
    """
    serving = _serving()
    known, on = _day(known_on, "--known-on"), _day(as_of, "--as-of")
    types = kinds(own_types)
    if not case.exists():
        stop(stages.examine(case).problems)

    def render(examined: stages.Examined) -> str:
        text = stages.render(examined, audience=audience, as_of=on)
        if examined.whole:
            offer_ids(case, examined.whole)
        return text

    latest = serving.Latest(lambda: stages.examine(case, types, archives, known), render)
    try:
        place = serving.listening(port)
    except OSError as error:
        raise click.BadParameter(f"nothing can be served there: {error.strerror}", param_hint="--port") from None

    def ready(url: str) -> None:
        click.echo(to_json({"url": url}) if as_json else url)
        sys.stdout.flush()
        if not no_open and _has_browser():
            webbrowser.open(url)

    stages.prepare()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        serving.serve(latest, case, archives, place, ready, _said)


def _serving() -> Any:
    """What watches and serves, or the end with the line that installs it."""
    try:
        from timeline import preview as serving
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "timeline":
            raise
        _end("preview needs more packages: pip install 'accountability-timeline[preview]'")
    return serving


def _end(words: str) -> NoReturn:
    click.echo(words, err=True)
    raise SystemExit(2)


def _day(given: str | None, option: str) -> str | None:
    try:
        return given and stages.one_day(given).isoformat()
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _has_browser() -> bool:
    """Whether there is a screen to open one on."""
    shown = any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
    return shown or sys.platform in ("darwin", "win32")


def _said(shot: Shot) -> None:
    """One line for a good build; for another, all that is wrong."""
    if shot.failed:
        click.echo(f"{as_text(shot.problems)}\n", err=True)
    else:
        counted = as_text(shot.problems).rpartition("\n")[2]
        click.echo(f"built{': ' if counted else ''}{counted}", err=True)
