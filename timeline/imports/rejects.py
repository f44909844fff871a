"""Rows that were not taken in, as a table to mend and import again: their own columns, the row, the reason.

Cells that a spreadsheet would run are kept from running; the importer takes the apostrophe away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from timeline.files.tables import Row
from timeline.files.tables.layout import OWN
from timeline.files.tables.text import shown
from timeline.imports.cases import Append
from timeline.imports.cells import neutral
from timeline.imports.people import slug
from timeline.imports.plan import Plan, Sheet
from timeline.imports.problems import RowProblem


class Rejects:
    """A file of rejects for each table that has any."""

    def __init__(self, plan: Plan, append: Append) -> None:
        self._plan, self._append = plan, append
        self.files: dict[str, None] = {}

    def add(self, sheet: Sheet, row: Row, problems: Sequence[RowProblem]) -> None:
        """Write a row as it stood, with what was wrong."""
        part = f"-{slug(sheet.table.name) or 'sheet'}" if len(self._plan.sheets) > 1 else ""
        path = f"import/{self._plan.name}{part}-rejects.csv"
        if path not in self.files:
            self.files[path] = None
            self._append(path, "\ufeff" + _csv([*(name.capitalize() for name in OWN), *sheet.layout.columns]))
        reasons = " | ".join(map(_reason, problems))
        cells = [str(row.number), neutral(shown(reasons)), *(neutral(shown(cell)) for cell in row.cells)]
        self._append(path, _csv(cells))


def _csv(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _reason(problem: RowProblem) -> str:
    said = re.sub(r"\Arow \d+(?: of '(?:[^'\\]|\\.)*')?(?:, '(?:[^'\\]|\\.)*')?: ", "", problem.message)
    field = f"{problem.field}: " if problem.field else ""
    return f"{field}{said} ({problem.hint})" if problem.hint else f"{field}{said}"
