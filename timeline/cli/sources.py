"""``timeline sources``: what rests on what, and whether the copies bear it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from timeline.ask.sources import Rests, Support, rests, supports
from timeline.build import Examined
from timeline.cli.common import case_options, exit_for, json_option, known_on_option, open_case, stop, to_json
from timeline.model.block import say
from timeline.model.record import Record
from timeline.problems import CaseError, as_text
from timeline.returns import seal

_HASH = {
    "matches": "its SHA-256 is the one written",
    "unsealed": "not sealed: no SHA-256 is written; --seal writes it",
    "changed": "the copy has CHANGED: its SHA-256 is not the one written",
    "not at hand": "not at hand",
    "no copy": "none is named",
}


@click.command(epilog="Example: timeline sources examples/jackson --archive ~/archive")
@case_options
@click.option("--seal", is_flag=True, help="Write the SHA-256 of each copy found into the case, where none stands yet.")
@known_on_option
@json_option
def sources(
    case: Path, archives: Sequence[Path], own_types: str | None, seal: bool, known_on: str | None, as_json: bool
) -> None:
    """Which source supports what, and whether its archived copy bears it out.

    Cited places must exist in the copy and quotes must stand there. Nothing is
    ever fetched: copies lie beside the case, or in a folder given. --seal adds
    hashes to the case's own files, changes nothing else in them, and never
    replaces a hash: a copy that has changed is an error.
    """
    examined = open_case(case, archives, own_types, known_on)
    added = _seal(examined) if seal else {}
    if added:
        examined = open_case(case, archives, own_types, known_on)
    if examined.dated is None:
        stop(examined.problems)
    record = examined.dated.record
    found, resting = supports(record, examined.copies), list(rests(record))
    if as_json:
        click.echo(to_json(_json(found, resting, added)))
    else:
        _print(record, found, resting)
        for id_, digest in added.items():
            click.echo(f"sealed {id_}: {digest}")
    mine = [problem for problem in examined.problems if problem.is_error or problem in examined.copies.problems]
    if mine:
        click.echo(as_text(mine), err=True)
    exit_for(examined.problems)


def _seal(examined: Examined) -> dict[str, str]:
    try:
        return seal(examined)
    except CaseError as refused:
        stop(refused.problems)
    except OSError as error:
        click.echo(f"{error.filename or 'the case'}: cannot be written: {error.strerror}; it is as it was", err=True)
        raise SystemExit(2) from None


def _json(found: Sequence[Support], resting: Sequence[Rests], added: dict[str, str]) -> dict[str, Any]:
    return {
        "sources": [_source(one) for one in found],
        "rests": [
            {"kind": one.kind, "id": one.id, "independent": one.independent, "clusters": one.clusters}
            for one in resting
        ],
        "sealed": added,
    }


def _source(one: Support) -> dict[str, Any]:
    passages = one.passages
    return {
        "id": one.source.id,
        "cited_by": one.cited_by,
        "citations": one.citations,
        "passages": {
            "verified": passages.verified,
            "failed": passages.failed,
            "unverified": passages.unverified,
            "quotes": passages.quotes,
        },
        "hash": one.hash,
        "sha256": one.source.sha256,
        "copy": {"path": one.copy.path.as_posix(), "sha256": one.copy.sha256, "form": one.form or None}
        if one.copy
        else None,
        "derived_from": one.source.derived_from,
    }


def _print(record: Record, found: Sequence[Support], resting: Sequence[Rests]) -> None:
    for one in found:
        click.echo("\n".join(_lines(record, one)) + "\n")
    for kind in ("event", "obligation", "claim"):
        counted = Counter(rest.independent for rest in resting if rest.kind == kind)
        if counted:
            parts = (f"{number} on {_independent(count)}" for count, number in sorted(counted.items()))
            click.echo(f"{counted.total()} {kind}{'s' if counted.total() > 1 else ''}: {', '.join(parts)}")
    for rest in resting:
        if rest.independent > 1:
            click.echo(f"  {rest.id}: {'; '.join(' = '.join(cluster) for cluster in rest.clusters)}")


def _lines(record: Record, one: Support) -> Iterator[str]:
    source, passages = one.source, one.passages
    published = f", {source.published}" if source.published else ""
    yield f"{source.id}: {say(source.title, record.head.language)}"
    yield f"  {source.kind.replace('_', ' ')}, {record.actor_label(source.publisher)}{published}"
    if source.derived_from:
        yield f"  repeats {', '.join(source.derived_from)}"
    name = f"{one.copy.path.name}{f' ({one.form})' if one.form else ''}; " if one.copy else ""
    yield f"  copy: {name}{_HASH[one.hash]}"
    words = f" ({passages.quotes} with their words)" if passages.quotes else ""
    yield (
        f"  passages: {passages.verified} verified{words}, {passages.failed} failed, {passages.unverified} not verified"
    )
    many = "citation" if one.citations == 1 else "citations"
    yield f"  {one.citations} {many} in: {', '.join(one.cited_by)}" if one.cited_by else "  nothing cites it"


def _independent(count: int) -> str:
    return f"{count} independent sources" if count > 1 else "one source" if count else "none"
