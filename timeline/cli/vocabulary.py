"""``timeline types`` and ``schema``: the vocabulary, for people and for editors."""

from __future__ import annotations

import textwrap
from typing import Any

import click

from timeline.cli.common import json_option, kinds, to_json
from timeline.files.schema import case_schema
from timeline.kinds.vocabulary import describe
from timeline.problems import nearest

_own_types = click.option("--types", "own_types", metavar="MODULE:NAME", help="A newsroom's own event types.")


@click.command(epilog="Example: timeline types reassignment")
@click.argument("name", required=False)
@_own_types
@json_option
def types(name: str | None, own_types: str | None, as_json: bool) -> None:
    """The vocabulary: event types with their fields, relations, statuses."""
    found = describe(kinds(own_types))
    if as_json:
        click.echo(to_json(found))
        return
    chosen = [one for one in found["types"] if name in (None, one["name"], one["family"])]
    if name and not chosen:
        known = [one[key] for one in found["types"] for key in ("name", "family")]
        hint = nearest(name, known, most=40)
        raise click.BadParameter(f"there is no event type or family {name!r}; {hint}", param_hint="NAME")
    family = ""
    for one in chosen:
        if one["family"] != family:
            family = one["family"]
            click.echo(f"\n{family.upper()}" if not name else "", nl=not name)
        _print_type(one, whole=bool(name))
    if not name:
        for heading in ("relations", "statuses"):
            click.echo(f"\n{heading.upper()}")
            for row in found[heading]:
                click.echo(_wrapped(row["name"], row["definition"]))


def _print_type(one: dict[str, Any], *, whole: bool) -> None:
    click.echo(_wrapped(one["name"], one["definition"] if whole else one["definition"].split("\n")[0]))
    if whole:
        for field in one["fields"]:
            needed = " (needed)" if field["required"] else ""
            values = f" One of: {', '.join(field['values'])}." if field["values"] else ""
            values += f" Left out: {field['default']}." if field["default"] else ""
            click.echo(_wrapped(f"  {field['name']}{needed}", f"{field['definition']}{values}".strip()))


def _wrapped(name: str, text: str) -> str:
    body = textwrap.fill(" ".join(text.split()), 78, initial_indent=" " * 6, subsequent_indent=" " * 6)
    return f"  {name}\n{body}" if body else f"  {name}"


@click.command(epilog="Example: timeline schema > case.schema.json")
@_own_types
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON either way.")
def schema(own_types: str | None, as_json: bool) -> None:
    """The JSON Schema of a case file, for editors that complete and check."""
    click.echo(to_json(case_schema(kinds(own_types))))
