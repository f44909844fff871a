"""A decree as a table: its provisions by reporting periods, with what each assessor found.

An obligation with a ``provision`` is a row, a reporting period a column, an assessment a cell. Nothing is filled in:
an empty cell says that nobody assessed that provision in that period. Levels stay the assessor's own words, in the
order in which the periods first use them. Knows nothing of drawing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from timeline.ask.evidence import said_on
from timeline.dating import Dated
from timeline.model.block import say
from timeline.model.obligation import Assessment, Obligation
from timeline.problems import nearest


@dataclass(frozen=True, slots=True)
class Cell:
    """What one assessor found about one provision in one period."""

    provision: str
    """The obligation's id."""
    period: str
    assessor: str
    level: str
    """The assessor's word for how far it has come; where there is none, the status."""
    status: str
    """met, not_met, partly_met, inadequate or unclear."""
    earliest: date | None
    latest: date | None
    """The bounds of the day it was found, or was published."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One row: an obligation, with the number of its paragraph."""

    id: str
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Compliance:
    """Provisions by periods. Iterate for the cells; ``rows()`` gives plain values for a data frame."""

    provisions: tuple[Provision, ...]
    """In the order of their numbers."""
    periods: tuple[str, ...]
    """In time, as far as it is known; else as they come in the case."""
    assessors: tuple[str, ...]
    levels: tuple[str, ...]
    cells: tuple[Cell, ...]

    def __iter__(self) -> Iterator[Cell]:
        """The cells, row by row."""
        return iter(self.cells)

    def __len__(self) -> int:
        """How many assessments there are."""
        return len(self.cells)

    def rows(self) -> list[dict[str, str | None]]:
        """One mapping a cell, for ``pandas.DataFrame`` and its like; days in ISO form, None for no bound."""
        numbers = {one.id: one.number for one in self.provisions}
        return [
            {
                "provision": numbers[cell.provision],
                "id": cell.provision,
                "period": cell.period,
                "assessor": cell.assessor,
                "level": cell.level,
                "status": cell.status,
                "earliest": cell.earliest.isoformat() if cell.earliest else None,
                "latest": cell.latest.isoformat() if cell.latest else None,
            }
            for cell in self.cells
        ]

    def matrix(self, assessor: str) -> tuple[tuple[str, ...], ...]:
        """The levels one assessor found: a row a provision, a column a period, empty where nothing was assessed."""
        found = {(cell.provision, cell.period): cell.level for cell in self.cells if cell.assessor == assessor}
        return tuple(tuple(found.get((one.id, period), "") for period in self.periods) for one in self.provisions)

    def counts(self, assessor: str) -> Mapping[str, Mapping[str, int]]:
        """How many provisions stood at which level in each period; "" counts those not assessed."""
        columns = zip(*self.matrix(assessor), strict=True)
        return MappingProxyType(
            {period: MappingProxyType(Counter(levels)) for period, levels in zip(self.periods, columns, strict=False)}
        )

    def disputed(self) -> tuple[tuple[str, str], ...]:
        """(provision, period) of every cell where assessors differ in what they found."""
        found: dict[tuple[str, str], set[str]] = {}
        for cell in self.cells:
            found.setdefault((cell.provision, cell.period), set()).add(cell.status)
        return tuple(place for place, statuses in found.items() if len(statuses) > 1)

    def __str__(self) -> str:
        """A line an assessor and period: how many provisions at which level."""
        lines = [f"{len(self.provisions)} provisions, {len(self.periods)} periods, {len(self.cells)} assessments"]
        for assessor in self.assessors:
            for period, levels in self.counts(assessor).items():
                known = ", ".join(f"{levels[level]} {level}" for level in self.levels if levels.get(level))
                none = f"{levels['']} not assessed" if levels.get("") else ""
                lines.append(f"{assessor}, {period}: {', '.join(filter(None, (known, none)))}")
        return "\n".join(lines)


def compliance(dated: Dated, created_by: str | None = None, as_of: date | None = None) -> Compliance:
    """Every obligation that has a ``provision`` or was assessed.

    ``created_by`` keeps those of one decree, ``as_of`` what had certainly been found by a day; KeyError if no event has
    that id.
    """
    if created_by is not None and created_by not in dated.record.events:
        raise KeyError(f"there is no event {created_by!r}; {nearest(created_by, dated.record.events)}")
    owed = [
        one
        for one in dated.record.obligations.values()
        if (one.provision or one.assessments) and created_by in (None, one.created_by)
    ]
    owed.sort(key=lambda one: _in_order(one.provision or one.id))
    cells = [_cell(dated, one, seen) for one in owed for seen in one.assessments]
    cells = [cell for cell in cells if as_of is None or cell.latest is None or cell.latest <= as_of]
    periods = dict.fromkeys(cell.period for cell in cells)
    days: dict[str, date] = {}
    for cell in cells:
        if cell.earliest is not None:
            days[cell.period] = min(days.get(cell.period, date.max), cell.earliest)
    language = dated.record.head.language
    ordered = sorted(periods, key=lambda period: (days.get(period, date.max), _in_order(period)))
    place = {period: index for index, period in enumerate(ordered)}
    row = {one.id: index for index, one in enumerate(owed)}
    cells.sort(key=lambda cell: (row[cell.provision], place[cell.period]))
    return Compliance(
        tuple(Provision(one.id, one.provision or "", say(one.label, language)) for one in owed),
        tuple(ordered),
        tuple(dict.fromkeys(cell.assessor for cell in cells)),
        tuple(dict.fromkeys(cell.level for cell in sorted(cells, key=lambda cell: place[cell.period]))),
        tuple(cells),
    )


def _cell(dated: Dated, owed: Obligation, seen: Assessment) -> Cell:
    earliest, latest = said_on(dated, seen.date, seen.cites)
    period = seen.period or (earliest.isoformat() if earliest and earliest == latest else seen.date or "undated")
    return Cell(owed.id, period, seen.assessor, seen.level or seen.status, seen.status, earliest, latest)


def _in_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Paragraph 9 comes before paragraph 10, and 10 before 10a."""
    parts = re.findall(r"\d+|\D+", number)
    return tuple((0, int(part), "") if part.isdecimal() and len(part) < 10 else (1, 0, part) for part in parts)
