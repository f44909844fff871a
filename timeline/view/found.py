"""What assessors found about provisions over time, as plain frozen values: a table that a page or a figure shows.

Text is raw and unescaped; whoever draws it escapes it. Knows nothing of records.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

_FROM_WORST = ("not_met", "inadequate", "unclear", "partly_met", "met")


@dataclass(frozen=True, slots=True)
class Found:
    """What one assessor found about one provision in one period."""

    level: str
    """The assessor's own word, in running text; where there is none, that of the status."""
    status: str
    """met, partly_met, not_met, inadequate or unclear."""
    disputed: bool = False
    """Assessors differ here."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One provision as one assessor saw it over time; None where it was not assessed."""

    obligation: str
    number: str
    label: str
    assessor: str
    cells: tuple[Found | None, ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """What assessors found: rows in the order of the provisions, columns in time."""

    periods: tuple[str, ...]
    rows: tuple[FoundRow, ...]
    unassessed: int
    """Provisions with a number that nobody assessed."""

    @property
    def assessors(self) -> tuple[str, ...]:
        """Who assessed, in the order of the rows."""
        return tuple(dict.fromkeys(row.assessor for row in self.rows))

    @property
    def provisions(self) -> int:
        """How many provisions were assessed."""
        return len({row.obligation for row in self.rows})

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """(level, status) of each level word, from not met to met, and then as they come in time."""
        by_column = (cell for column in zip(*(row.cells for row in self.rows), strict=True) for cell in column if cell)
        found = dict.fromkeys((cell.level, cell.status) for cell in by_column)
        return tuple(sorted(found, key=lambda level: _FROM_WORST.index(level[1])))

    def counts(self, assessor: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """By period: how many provisions one assessor found at each of ``levels``."""
        rows = [row.cells for row in self.rows if row.assessor == assessor]
        found = []
        for period, column in zip(self.periods, zip(*rows, strict=True), strict=True):
            seen = Counter((cell.level, cell.status) for cell in column if cell)
            found.append((period, tuple(seen[level] for level in self.levels)))
        return tuple(found)
