"""The command line: each command reads, calls one function, prints, and exits. The only place that prints."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from timeline.cli import _start  # noqa: F401 - first of all, so that it holds for every import after it
from timeline.version import __version__

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("new", "new:new", "A small, complete case to start from."),
    ("preview", "preview:preview", "Serve a case's page here, and reload it at each save."),
    ("check", "check:check", "Say everything that is wrong with a case, and where."),
    ("build", "build:build", "Check a case, then write its page, one HTML file."),
    ("import", "import_:import_", "Make a case of a spreadsheet or another program's file, row for row."),
    ("export", "export:export", "Write a case for another program: tables, graphs, calendars …"),
    ("dates", "ask:dates", "When each event happened: its earliest and its latest day."),
    ("order", "ask:order", "Whether event A was over before event B began, and why."),
    ("open", "owed:open_", "What is still owed on a day, by whom and for how long."),
    ("elapsed", "owed:elapsed", "How many days lie between A and B, as a range."),
    ("ask", "questions:ask", "What led where, what was never answered, and how long nothing happened."),
    ("sources", "sources:sources", "Which source supports what, and whether its copy bears it out."),
    ("diff", "diff:diff", "What changed between two versions of a case."),
    ("store", "store:store", "Many cases in one folder, asked together: add, cases, summary, open."),
    ("types", "vocabulary:types", "The vocabulary: event types, fields, relations, statuses."),
    ("schema", "vocabulary:schema", "The JSON Schema of a case file, for editors."),
)
"""Each command: its name, the module and function it is, and what the list of commands says of it."""


class _Late(click.Command):
    """A command that is imported when it is called, so that none waits for the libraries of the others."""

    def __init__(self, name: str, place: str, short_help: str) -> None:
        super().__init__(name, short_help=short_help)
        self.place = place

    def loaded(self) -> click.Command:
        """The command itself."""
        module, _, function = self.place.partition(":")
        found: click.Command = getattr(importlib.import_module(f"timeline.cli.{module}"), function)
        return found

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        """The command's own context: click runs whatever command it belongs to."""
        return self.loaded().make_context(info_name, args, *more, **extra)


class _Group(click.Group):
    """Commands whose output may have nowhere to go: a full disk is one line, not a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, and see that what it printed has arrived."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            click.echo(f"timeline: the output cannot be written: {error.strerror}", err=True)
            os._exit(2)  # standard output is broken: nothing more can be flushed at the end


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Example: timeline build examples/jackson -o jackson.html",
)
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    """Timelines for police accountability, from a case file with its sources.

    A CASE is a YAML file, or a folder that holds case.yaml. Commands exit with
    0 if all is well (warnings may stand), 1 if the case has errors, 2 if they
    were called wrongly.
    """


for one in COMMANDS:
    main.add_command(_Late(*one))
