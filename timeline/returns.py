"""Tables that were exported, edited in a spreadsheet and come back: written into the case they came from, in place.

All of it or nothing: the changed case is read and checked first, beside the old one. Knows no spreadsheet: it is
given rows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from timeline.build import Examined, examine
from timeline.exports.back import Change, Rows, changes, kind_of
from timeline.files.edits import Path as Place
from timeline.files.edits import edited
from timeline.files.yaml import parse
from timeline.kinds import KINDS, Kinds
from timeline.model.typed import locate
from timeline.problems import At, CaseError, Problem, has_errors, quoted
from timeline.publish import Audience, redact
from timeline.writing import write


@dataclass(frozen=True, slots=True)
class Returned:
    """The fields that changed, in the order of the tables; and what was not taken, with its row and column."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def take_back(
    examined: Examined,
    tables: Mapping[str, Rows],
    *,
    audience: Audience = "public",
    kinds: Kinds = KINDS,
    dry_run: bool = False,
) -> Returned:
    """Write what edited tables say into the files of the case they were exported from; comments stay.

    ``tables`` are rows by the name of their sheet or file, headings first; those this project did not write are passed
    over. ``audience`` is whom they were exported for, ``kinds`` are the event types. With ``dry_run`` nothing is
    written. CaseError if the case would have errors then, or if a file cannot be edited in place; nothing is written
    then either.
    """
    if examined.dated is None or has_errors(examined.problems):
        raise CaseError(examined.problems)
    record = examined.dated.record
    shown = redact(record, audience, whole=examined.whole).record
    found: list[Change] = []
    problems: list[Problem] = []
    for name, rows in tables.items():
        if kind_of(rows):
            more, wrong = changes(record, shown, rows, name)
            found += more
            problems += wrong
    problems += _twice(found)
    if any(problem.is_error for problem in problems):
        raise CaseError(problems)
    texts = _texts(examined, found)
    _still_fits(examined, texts, found, kinds)
    if not dry_run:
        for path, (before, _) in texts.items():
            if path.read_bytes() != before:
                raise CaseError([Problem(At(path.as_posix()), "not-changed", "the file has just changed", "try again")])
        for path, (_, text) in texts.items():
            write(path, text)
    return Returned(tuple(found), tuple(problems))


def _twice(found: list[Change]) -> Iterator[Problem]:
    """Cells that say different things of one field, as where a row was copied and edited."""
    first: dict[tuple[str, Place], Change] = {}
    for one in found:
        other = first.setdefault((one.file, one.path), one)
        if other.value != one.value:
            message = f"{quoted(one.field)} of {one.what} is changed here and at {other.at}, to something else"
            yield Problem(one.at, "bad-cell", message, "keep one of the two")


def _texts(examined: Examined, found: list[Change]) -> dict[Path, tuple[bytes, str]]:
    """By file: its bytes, and its text with the changes."""
    texts: dict[Path, tuple[bytes, str]] = {}
    for name, changed in _by_file(examined, found).items():
        before = Path(name).read_bytes()
        top = parse(before, name).value
        inner = {_within(top, one.path): one.value for one in changed}
        try:
            texts[Path(name)] = before, edited(before, name, inner)
        except ValueError as error:
            raise CaseError([Problem(At(name), "not-changed", str(error), "nothing was written")]) from None
    return texts


def _by_file(examined: Examined, found: list[Change]) -> dict[str, list[Change]]:
    by_file: dict[str, list[Change]] = {}
    for one in found:
        by_file.setdefault(one.file or examined.files[0].as_posix(), []).append(one)
    return by_file


def _within(top: Any, path: Place) -> Place:
    """The path of a value in its file: one beside case.yaml may hold its section without the section's own name."""
    return path if not path[1:] or path[0] in top else path[1:]


def _still_fits(examined: Examined, texts: Mapping[Path, tuple[bytes, str]], found: list[Change], kinds: Kinds) -> None:
    """The changed case, read and checked in a folder of its own; CaseError if it has errors.

    They have the places of the cells they come from, else those of the case.
    """
    if not texts:
        return
    base = examined.path if examined.path.is_dir() else examined.path.parent
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for file in examined.files:
            target = home / file.relative_to(base)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(texts[file][1].encode("utf-8") if file in texts else file.read_bytes())
        again = examine(home if examined.path.is_dir() else home / examined.path.name, kinds)
        errors = [problem for problem in again.problems if problem.is_error]
    if errors:
        prefix = home.as_posix()
        cells = _cells(examined, texts, found)
        moved = (replace(p, at=replace(p.at, file=p.at.file.replace(prefix, base.as_posix(), 1))) for p in errors)
        raise CaseError([_from_cell(problem, cells) for problem in moved])


def _cells(examined: Examined, texts: Mapping[Path, tuple[bytes, str]], found: list[Change]) -> dict[At, At]:
    """Where each new value stands in the changed files, and the cell it came from."""
    cells: dict[At, At] = {}
    for name, changed in _by_file(examined, found).items():
        top = parse(texts[Path(name)][1].encode("utf-8"), name).value
        cells |= {locate(top, _within(top, one.path)): one.at for one in changed if one.value is not None}
    return cells


def _from_cell(problem: Problem, cells: Mapping[At, At]) -> Problem:
    """The problem at the cell that it came from, if it stands in a new value: each of those is on one line."""
    near = [place for place in cells if (place.file, place.line) == (problem.at.file, problem.at.line)]
    place = max((place for place in near if place.column <= problem.at.column), default=None)
    if place is None:
        return problem
    return replace(problem, at=cells[place], message=f"{problem.message} (it would stand at {problem.at})")
