"""The vocabulary as a Markdown page: what ``docs/vocabulary.md`` is made with, and a test holds it to.

Takes the plain values of ``vocabulary``; knows no class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

_OPENING = """# The vocabulary

What a case can say: the types of event with the form each one asks for, how events lead to one another, who acts, how a
claim stands. This page is printed from the code by `timeline types --markdown`; `timeline types NAME` shows one entry.

A field marked **needed** must be written. One marked *asked* has a word for "not known", which stands where it is left
out, and `timeline check` says so. All others are written where a source says something. The examples together are one
invented case.
"""
_TABLES = (
    ("actor_kinds", "Kinds of actor", "`kind:` of an actor."),
    ("institution_kinds", "Kinds of institution", "`institution_kind:` of an actor whose kind is `institution`."),
    ("roles", "Roles", "Each type has its own fields for who acts. `actors: {ROLE: id}` takes anyone else."),
    ("stances", "Stances", "`stance:` of a claim: how the speaker stands to what is said."),
    ("claim_statuses", "Statuses of claims", "`status:` of a claim: what the curator makes of it."),
    ("statuses", "Statuses of obligations", "Computed for a day, never written; in the order they are tried."),
    ("words", "Words that are easily misread", "Dispositions and outcomes, wherever they stand."),
)


def as_markdown(found: Mapping[str, Sequence[Row]]) -> str:
    """The whole page for a described vocabulary, as ``vocabulary.describe`` gives it."""
    return "\n".join(
        [_OPENING, *_contents(found), *_envelope(found), *_types(found), *_relations(found), *_words(found)]
    )


def _contents(found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Every type under its family, the narrower ones in brackets after the type they belong to."""
    for family in found["families"]:
        general = [one for one in found["types"] if one["family"] == family["name"] and one["is_a"] is None]
        if general:
            yield f"- **{family['definition']}**: " + ", ".join(_with_narrower(one) for one in general)
    yield ""


def _with_narrower(one: Row) -> str:
    narrower = ", ".join(_link(name) for name in one["narrower"])
    return _link(one["name"]) + (f" ({narrower})" if narrower else "")


def _link(name: str) -> str:
    return f"[`{name}`](#{name})"


def _envelope(found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield "## What every event has\n"
    links = {relation["name"] for relation in found["relations"]}
    yield from _fields([field for field in found["envelope"] if field["name"] not in links])
    yield "Every relation below is a key too. `modality` says whether it happened:\n"
    yield from _pairs(found["modalities"])


def _types(found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    known = [family["name"] for family in found["families"]]
    own = [one["family"] for one in found["types"] if one["family"] not in known]
    words = {family["name"]: family["definition"] for family in found["families"]}
    by_name = {one["name"]: one for one in found["types"]}
    for family in dict.fromkeys([*known, *own]):
        types = [one for one in found["types"] if one["family"] == family]
        if types:
            yield f"## {words.get(family, family.capitalize())}\n"
        for one in types:
            yield from _entry(one, by_name.get(one["is_a"]))


def _entry(one: Row, wider: Row | None) -> Iterator[str]:
    """One type; of a narrower form only the fields that differ from those of the type it belongs to."""
    yield f"### {one['name']}\n"
    yield _code(one["definition"]) + "\n"
    for label, name in (("Use it for", "use_for"), ("Not for", "not_for"), ("Usual sources", "sources")):
        if one[name]:
            yield f"- {label}: {_code(one[name])}"
    for label, name in (("Relations it stands on", "stands_on"), ("Relations that point at it", "pointed_at_by")):
        if one[name]:
            yield f"- {label}: {', '.join(map(_link, one[name]))}"
    fields = [field for field in one["fields"] if wider is None or field not in wider["fields"]]
    if wider is not None:
        differ = ", and these:" if fields else "."
        yield f"- A narrower form of {_link(wider['name'])}: it has the same fields{differ}"
    yield ""
    if fields:
        yield from _fields(fields)
    if one["example"]:
        yield f"```yaml\n{one['example']}\n```\n"


def _fields(fields: Sequence[Row]) -> Iterator[str]:
    yield "| field | | takes | meaning |\n|---|---|---|---|"
    for field in fields:
        need = "**needed**" if field["required"] else "*asked*" if field["asked"] else ""
        yield f"| `{field['name']}` | {need} | {_takes(field)} | {_code(field['definition'])} |"
    yield ""


def _takes(field: Row) -> str:
    if field["fields"]:
        parts = ", ".join(f"`{part['name']}` ({_takes(part)})" for part in field["fields"])
        return f"{field['takes']}: {parts}"
    words = ", ".join(f"`{word}`" for word in field["values"])
    left = f"; left out: `{field['default']}`" if field["default"] and len(field["values"]) != 1 else ""
    takes: str = field["takes"]
    return {"one of the words": words, "any of the words": f"any of {words}"}.get(takes, takes) + left


def _relations(found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield "## Relations\n"
    yield (
        "A key on the dependent event, normally the later one; `announces` is the exception. Each may carry its own\n"
        "`cites`; a link that no source states has `basis: editorial` and a `reason`. A type stands for its narrower\n"
        "forms too.\n"
    )
    rules = {rule["name"]: rule["definition"] for rule in found["rules"]}
    for one in found["relations"]:
        yield f"### {one['name']}\n\n{_code(one['definition'])}\n"
        yield f"- Joins: {one['joins']}"
        for label, name in (("Stands on", "sources"), ("Points at", "targets")):
            if one["joins"] == "two events":
                yield f"- {label}: {', '.join(map(_link, one[name])) or 'any type'}"
        for only in one["only"]:
            yield f"- {_link(only['type'])} only with `{only['field']}`: {', '.join(only['values'])}"
        yield f"- Time: {rules[one['rule']]}{_broken(one)}"
        for attribute in one["attributes"]:
            yield f"- `{attribute['name']}` ({_takes(attribute)}): {_code(attribute['definition'])}"
        yield ""


def _broken(one: Row) -> str:
    return f" Otherwise: {one['severity']}." if one["severity"] != "none" and one["rule"] != "none" else ""


def _words(found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    for name, heading, opening in _TABLES:
        yield f"## {heading}\n\n{opening}\n"
        yield from _pairs(found[name])


def _pairs(rows: Sequence[Row]) -> Iterator[str]:
    yield "| word | meaning |\n|---|---|"
    for row in rows:
        yield f"| `{row['name']}` | {_code(row['definition'])} |"
    yield ""


def _code(text: str) -> str:
    """Docstrings mark words with two backquotes, Markdown with one; a bar would end a cell."""
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(text.split()) if "\n\n" not in text else text).replace("|", "\\|")
