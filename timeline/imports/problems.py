"""What can be said of a row or a file that is imported: problems with a row and a field, and the list of their codes.

The codes are apart from those of ``timeline check``: they are about a table, which is no case yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline import problems
from timeline.problems import At, Problem, Severity


@dataclass(frozen=True, slots=True)
class RowProblem(Problem):
    """A problem of a row: its number as spreadsheets count, and the field that a column was meant for."""

    row: int = 0
    field: str = ""


CODES: Mapping[str, tuple[str, str]] = {
    # The file
    "missing-file": ("error", "no such file"),
    "unreadable": ("error", "a file that cannot be opened, or is a trap"),
    "empty-file": ("error", "an empty file"),
    "not-a-table": ("error", "a file that is no text and no spreadsheet"),
    "too-large": ("error", "a file that is too large for its format"),
    "too-long": ("error", "a line without end"),
    "too-deep": ("error", "objects in one another without end"),
    "too-many-columns": ("error", "more columns than any spreadsheet has"),
    "syntax": ("error", "JSON that is not well-formed"),
    "format": ("error", "a format that is not read"),
    "delimiter": ("error or info", "the sign between values, where it is no comma"),
    "encoding": ("error or info", "the encoding, where it is not UTF-8"),
    "mixed-encoding": ("warning", "a file in two encodings"),
    "no-sheet": ("error", "a sheet that is not there"),
    "no-header": ("error", "no row that names the columns"),
    "no-rows": ("error", "nothing to import"),
    "no-dates": ("error", "no column that says when"),
    "no-day": ("error", "no day to date the record by"),
    # What was decided
    "epoch": ("info", "a workbook that counts days from 1904"),
    "hidden": ("info", "hidden rows or sheets, which were read"),
    "merged": ("info", "cells joined over several rows"),
    "preamble": ("info", "rows above the header"),
    "repeated-header": ("info", "two columns of one name, or a header that stands again"),
    "total": ("info", "a row of totals"),
    "trailing-note": ("info", "a note below the table"),
    "date-order": ("info", "how the dates of a column were read"),
    "split-title": ("info", "titles that were too long"),
    "beside-rows": ("info", "what stands in a JSON document beside its rows"),
    "title-slide": ("info", "a title slide"),
    "undated": ("info", "rows without a date"),
    "utc": ("warning", "times in UTC, whose local day is not known"),
    "invisible": ("warning", "invisible signs that turn text around"),
    "private-column": ("warning", "a column left out because it may identify people"),
    "name-in-text": ("warning", "text that names somebody whose name is private"),
    "no-type-yet": ("warning", "rows that are of no type yet"),
    "not-exported": ("warning", "a sheet that no export wrote, in a file that goes back into its case"),
    "gone": ("info", "events of the case that the file no longer has"),
    # Rows that were rejected
    "broken-row": ("error", "a row that cannot be read"),
    "control-character": ("error", "a sign that no text holds"),
    "wrong-date": ("error", "a date that is not read"),
    "ambiguous-date": ("error", "a date that can be two"),
    "wrong-value": ("error", "a value that its field does not take"),
    "missing-field": ("error", "a value that is needed"),
    "too-many-cells": ("error", "a row with more values than columns"),
    "unknown-id": ("error", "an id of nothing in the table or the case"),
    "repeated-row": ("error", "a row that stands in the file twice"),
    "repeated-id": ("error", "one id for two rows"),
    "changed-row": ("error", "a row whose event in the case says something else"),
}
"""Every code, how grave it is, and in a few words what it is about; docs/importing.md shows the same table."""


class Problems:
    """Problems as they come in. Of very many with one code only the first are kept, and the others are counted."""

    def __init__(self, most: int = 10_000) -> None:
        self.kept: list[RowProblem] = []
        self.left: Counter[str] = Counter()
        self._most = most
        self._seen: Counter[str] = Counter()

    def add(self, problem: RowProblem) -> None:
        """Take one in."""
        self._seen[problem.code] += 1
        if self._seen[problem.code] <= self._most:
            self.kept.append(problem)
        else:
            self.left[problem.code] += 1

    def extend(self, problems: Iterable[RowProblem]) -> None:
        """Take several in."""
        for problem in problems:
            self.add(problem)

    def note(self, file: str, code: str, message: str, hint: str = "", severity: Severity = "info") -> None:
        """Take in something about the file as a whole."""
        self.add(RowProblem(At(file), code, message, hint, severity))


def as_row(problem: RowProblem) -> dict[str, str | int | None]:
    """A problem as ``import --json`` gives it: as ``check --json`` does, with the row and the field."""
    return {**problems.as_row(problem), "row": problem.row or None, "field": problem.field or None}


def written_out(problems: Sequence[RowProblem], most: int = 5) -> list[str]:
    """Problems for a terminal: of many with one code the first, and how many more there are."""
    seen: Counter[str] = Counter()
    lines = []
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= most:
            lines.append(str(problem))
    more = [f"{count - most} more {code}" for code, count in seen.items() if count > most]
    return [*lines, *([f"and {', '.join(more)}"] if more else [])]
