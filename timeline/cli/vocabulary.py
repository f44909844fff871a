"""``timeline types`` and ``schema``: the vocabulary, for people and for editors."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from timeline.checks.codes import acceptable
from timeline.cli.common import json_option, kinds, to_json
from timeline.files import read
from timeline.files.schema import PARTS, case_schema
from timeline.kinds import Kinds
from timeline.kinds.imported import ImportedRow
from timeline.kinds.markdown import as_markdown
from timeline.kinds.vocabulary import describe
from timeline.model.event import type_name
from timeline.problems import nearest

Row = Mapping[str, Any]
Found = Mapping[str, Sequence[Row]]

_own_types = click.option("--types", "own_types", metavar="MODULE:NAME", help="A newsroom's own event types.")
_HEADINGS = {
    "relations": "relations",
    "modalities": "modalities of an event",
    "roles": "roles, in actors",
    "actor_kinds": "kinds of actor",
    "institution_kinds": "kinds of institution",
    "stances": "stances of a claim",
    "claim_statuses": "statuses of a claim",
    "statuses": "statuses of an obligation",
    "words": "words that are easily misread",
}


@click.command(epilog="Example: timeline types reassignment")
@click.argument("name", required=False)
@_own_types
@json_option
@click.option("--markdown", is_flag=True, help="All of it as a page, with every field and example.")
def types(name: str | None, own_types: str | None, as_json: bool, markdown: bool) -> None:
    """The vocabulary: event types with their fields, relations, statuses.

    With a NAME the form of one type and an example, the types of one family,
    one relation, or the meaning of one word.
    """
    listed = kinds(own_types)
    found = describe((*listed, ImportedRow) if name == type_name(ImportedRow) else listed)
    if as_json or markdown:
        click.echo(to_json(found) if as_json else as_markdown(found), nl=as_json)
    elif name is None:
        _print_all(found)
    else:
        _print_one(found, name)


def _print_all(found: Found) -> None:
    for family in dict.fromkeys(one["family"] for one in found["types"]):
        _print_family(found, family)
    for table, heading in _HEADINGS.items():
        click.echo(f"\n{heading.upper()}")
        for row in found[table]:
            click.echo(_wrapped(row["name"], row["definition"]))


def _print_family(found: Found, family: str) -> None:
    words = {row["name"]: row["definition"] for row in found["families"]}
    click.echo(f"\n{words.get(family, family).upper()} ({family})")
    by_name = {one["name"]: one for one in found["types"]}
    for one in by_name.values():
        if one["family"] == family and one["is_a"] not in by_name:
            _print_branch(one, by_name, 2)


def _print_branch(one: Row, by_name: Mapping[str, Row], indent: int) -> None:
    """A type, and its narrower forms under it."""
    click.echo(_wrapped(one["name"], one["summary"], indent))
    for name in one["narrower"]:
        _print_branch(by_name[name], by_name, indent + 2)


def _print_one(found: Found, name: str) -> None:
    """Whatever has that name: a type, a family, a relation, or a word of one of the tables."""
    typed = [one for one in found["types"] if one["name"] == name]
    for one in typed:
        _print_type(one, found)
    if not typed and name in {one["family"] for one in found["types"]}:
        _print_family(found, name)
        return
    rows = [(table, row) for table in _HEADINGS for row in found[table] if row["name"] == name]
    for table, row in rows:
        click.echo(f"\n{_HEADINGS[table].upper()}\n{_wrapped(name, row['definition'])}")
        if table == "relations":
            _print_relation(row, found)
    if not typed and not rows:
        known = [one[key] for one in found["types"] for key in ("name", "family")]
        known += [row["name"] for table in _HEADINGS for row in found[table]]
        hint = nearest(name, known, most=60)
        raise click.BadParameter(f"there is no event type or family {name!r}; {hint}", param_hint="NAME")


def _print_type(one: Row, found: Found) -> None:
    click.echo(f"\n{one['name']}" + (f", a narrower form of {one['is_a']}" if one["is_a"] else ""))
    for paragraph in one["definition"].split("\n\n"):
        click.echo(_filled(paragraph, 2))
    for label, key in (("Use it for", "use_for"), ("Not for", "not_for"), ("Sources", "sources")):
        if one[key]:
            click.echo(_filled(f"{label}: {one[key]}", 2))
    if one["narrower"]:
        click.echo(_filled(f"Narrower forms: {', '.join(one['narrower'])}", 2))
    click.echo("\n  FIELDS")
    for field in one["fields"]:
        click.echo(_field(field, 4))
    needed = [field["name"] for field in found["envelope"] if field["required"]]
    click.echo(_filled(f"Every event also has {', '.join(needed)}; 'timeline types --markdown' shows the rest.", 4))
    for label, key in (("Relations it stands on", "stands_on"), ("Relations that point at it", "pointed_at_by")):
        if one[key]:
            click.echo(_filled(f"{label}: {', '.join(one[key])}.", 4))
    if one["example"]:
        click.echo("\n  EXAMPLE")
        click.echo(textwrap.indent(one["example"], " " * 4))


def _field(field: Row, indent: int) -> str:
    need = ", needed" if field["required"] else ", asked for" if field["asked"] else ""
    said = [field["definition"]]
    said += [f"Words: {', '.join(field['values'])}."] if field["values"] else []
    said += [f"Left out: {field['default']}."] if field["default"] else []
    head = f"{' ' * indent}{field['name']}{need}: {field['takes']}"
    lines = [head, _filled(" ".join(part for part in said if part), indent + 4)]
    return "\n".join([line for line in lines if line.strip()] + [_field(part, indent + 4) for part in field["fields"]])


def _print_relation(row: Row, found: Found) -> None:
    rules = {rule["name"]: rule["definition"] for rule in found["rules"]}
    click.echo(_filled(f"Joins {row['joins']}. {rules[row['rule']]}", 6))
    if row["joins"] == "two events":
        click.echo(_filled(f"Stands on: {', '.join(row['sources']) or 'any type'}.", 6))
        click.echo(_filled(f"Points at: {', '.join(row['targets']) or 'any type'}.", 6))
    for only in row["only"]:
        click.echo(_filled(f"{only['type']} only with {only['field']}: {', '.join(only['values'])}", 6))
    for attribute in row["attributes"]:
        click.echo(_field(attribute, 6))


def _wrapped(name: str, text: str, indent: int = 2) -> str:
    body = _filled(text, indent + 4)
    return f"{' ' * indent}{name}\n{body}" if body else f"{' ' * indent}{name}"


def _filled(text: str, indent: int) -> str:
    """Text in lines of 78, without the marks that docstrings put around words."""
    blank = " " * indent
    plain = " ".join(text.replace("``", "").split())
    return textwrap.fill(plain, 78, initial_indent=blank, subsequent_indent=blank, break_on_hyphens=False)


@click.command(epilog="Example: timeline schema > case.schema.json")
@_own_types
@click.option(
    "--part", type=click.Choice(PARTS), default="case", help="Files that hold only such blocks by id; private.yaml."
)
@click.option("--ids-of", metavar="CASE", type=click.Path(path_type=Path), help="Offer the ids that are in this case.")
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON either way.")
def schema(own_types: str | None, part: str, ids_of: Path | None, as_json: bool) -> None:
    """The JSON Schema of a case file, for editors that complete and check.

    It serves every file of a case folder that writes its blocks under their
    section ('events:'); --part is for files that leave the section out.
    """
    listed: Kinds = (*kinds(own_types), ImportedRow)
    record = read(ids_of, listed).record if ids_of else None
    if ids_of and record is None:
        raise click.BadParameter(f"there is no case to read in {ids_of}", param_hint="--ids-of")
    click.echo(to_json(case_schema(listed, acceptable(), part, record)))
