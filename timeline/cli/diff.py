"""``timeline diff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from timeline import build
from timeline.build import Examined
from timeline.cli.common import json_option, kinds, stop, to_json, types_option
from timeline.files.revisions import NoRevision, names_a_revision, revision
from timeline.published import changes
from timeline.view.changes import Change, drafts


@click.command(epilog="Example: timeline diff HEAD~3:cases/harlow cases/harlow")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--rev", metavar="REV", help="Compare a case with itself as it was in this git revision.")
@click.option(
    "--for", "audience", metavar="PROFILE", default="public", show_default=True, help="Whose names the words may say."
)
@types_option
@json_option
def diff(old: str, new: str | None, rev: str | None, audience: str, own_types: str | None, as_json: bool) -> None:
    """Say what changed between two versions of a case, in a reader's words.

    OLD and NEW are files, folders, or git revisions such as HEAD~3:cases/harlow;
    with --rev one case is enough. Below the changes stand drafts of entries for
    the case's 'corrections:'. Ids that vanished are named: they were anchors.
    Names are withheld as in the page.
    """
    if (new is None) == (rev is None):
        raise click.UsageError("name OLD and NEW, or one case and --rev")
    pair = (f"{rev}:{old}", old) if new is None else (old, new)
    try:
        with _case(pair[0], own_types) as before, _case(pair[1], own_types) as after:
            found = changes(before, after, audience=audience)
    except NoRevision as error:
        raise click.UsageError(str(error)) from None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--for") from None
    if as_json:
        listed = [{key: asdict(one)[key] for key in ("id", "field", "old", "new", "words")} for one in found]
        click.echo(to_json({"changes": listed}))
    else:
        _print(found, after)


@contextmanager
def _case(given: str, own_types: str | None) -> Iterator[Examined]:
    if names_a_revision(given):
        with revision(given) as folder:
            yield _read(folder, own_types)
    else:
        yield _read(Path(given), own_types)


def _read(path: Path, own_types: str | None) -> Examined:
    examined = build.examine(path, kinds(own_types))
    if examined.dated is None:
        stop(examined.problems)
    return examined


def _print(found: Sequence[Change], after: Examined) -> None:
    if not found or after.dated is None:
        click.echo("no difference that a reader could see")
        return
    for one in found:
        click.echo(f"{one.id}: {one.words}")
    head = after.dated.record.head
    known = [(c.event or "", str(c.was), str(c.now)) for c in head.corrections]
    entries = drafts(found, head.as_of, known)
    if entries:
        click.echo("\n# for case.yaml, once read over:\ncorrections:")
        for entry in entries:
            first, *rest = (
                f"{key}: {to_json(value)}" if key in ("was", "now") else f"{key}: {value}"
                for key, value in entry.items()
            )
            click.echo(f"  - {first}")
            for line in rest:
                click.echo(f"    {line}")
