"""The command line: each command reads, calls one function, prints, and exits. The only place that prints."""

from __future__ import annotations

import os
import sys

import click

from timeline.cli.ask import dates, order
from timeline.cli.build import build
from timeline.cli.check import check
from timeline.cli.import_ import import_
from timeline.cli.owed import elapsed, open_
from timeline.cli.sources import sources
from timeline.cli.vocabulary import schema, types
from timeline.version import __version__


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


for command in (check, build, import_, dates, order, open_, elapsed, sources, types, schema):
    main.add_command(command)
