"""``timeline import`` of a table that was exported: edited cells go back into the case that it came from."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NoReturn

import click

from timeline.build import Examined, examine
from timeline.cli.common import to_json
from timeline.exports.back import Change, Rows, kind_of
from timeline.files.tables import Book, Table
from timeline.imports.plan import add_note
from timeline.imports.problems import Problems, RowProblem, as_row, written_out
from timeline.kinds import Kinds
from timeline.problems import At, CaseError, Problem, has_errors, quoted
from timeline.publish import Audience
from timeline.returns import Returned, take_back


def _was_exported(table: Table) -> bool:
    return bool(kind_of([row.cells for row in islice(table.rows(), 1)]))


@dataclass(frozen=True)
class Back:
    """A file on its way back: the case, whom the tables were exported for, and whether anything is written."""

    file: Path
    book: Book
    case: Path
    audience: Audience
    kinds: Kinds
    dry_run: bool
    as_json: bool

    def go(self, *, yes: bool) -> NoReturn:
        """Say what changed and write it; the end of the command."""
        problems = Problems()
        for note in self.book.notes:
            add_note(problems, self.file, note)
        tables = dict(self._tables(problems))
        changes: tuple[Change, ...] = ()
        if not has_errors(problems.kept):
            examined = examine(self.case, self.kinds)
            try:
                if not yes and not self.dry_run and not self.as_json and sys.stdin.isatty() and sys.stderr.isatty():
                    self._ask(self._taken(examined, tables, dry_run=True).changes)
                back = self._taken(examined, tables, dry_run=self.dry_run)
                changes, found = back.changes, back.problems
            except CaseError as error:
                found = error.problems
            except ValueError as error:
                raise click.BadParameter(str(error), param_hint="--for") from None
            problems.extend(self._of_a_row(problem) for problem in found)
        self._say(tables, changes, problems)
        raise SystemExit(int(has_errors(problems.kept)))

    def _taken(self, examined: Examined, tables: Mapping[str, Rows], *, dry_run: bool) -> Returned:
        return take_back(examined, tables, audience=self.audience, kinds=self.kinds, dry_run=dry_run)

    def _tables(self, problems: Problems) -> Iterable[tuple[str, Rows]]:
        for table in self.book.tables:
            if not _was_exported(table):
                message = f"the sheet {quoted(table.name)} was not exported from a case, and is passed over"
                problems.note(str(self.file), "not-exported", message, "import it as a file of its own", "warning")
                continue
            rows = list(table.rows())
            for row in rows:
                if row.broken:
                    at, message = At(str(self.file), row.number), f"row {row.number} {row.broken}"
                    hint = "mend it; nothing was written"
                    problems.add(RowProblem(at, "broken-row", message, hint, row=row.number))
            yield self._name(table), [row.cells for row in rows]

    def _name(self, table: Table) -> str:
        return f"{self.file}[{table.name}]"

    def _of_a_row(self, problem: Problem) -> RowProblem:
        """A problem of a cell, with its file, row and column; one of the case, as it is."""
        given = {self._name(table): table.name for table in self.book.tables}
        at, row, message = problem.at, 0, problem.message
        if at.file in given:
            sheet = f" of {quoted(given[at.file])}" if given[at.file] else ""
            row, message = at.line, f"row {at.line}{sheet}: {message}"
            at = replace(at, file=str(self.file))
        return RowProblem(at, problem.code, message, problem.hint, problem.severity, row)

    def _ask(self, changes: tuple[Change, ...]) -> None:
        click.echo("\n".join(_diff(changes)), err=True)
        if changes and not click.confirm(f"Write this into {self.case}?", default=True, err=True):
            click.echo("Nothing was written.", err=True)
            raise SystemExit(2)

    def _say(self, tables: Mapping[str, Rows], changes: tuple[Change, ...], problems: Problems) -> None:
        rows = sum(any(cell.strip() for cell in row) for table in tables.values() for row in table[1:])
        rejected = len({(one.message.partition(":")[0]) for one in problems.kept if one.code in _REJECTS})
        if self.as_json:
            answer = {
                "rows": rows,
                "kept": rows - rejected,
                "rejected": rejected,
                "mapping": {},
                "changes": [_as_json(change) for change in changes],
                "problems": [as_row(problem) for problem in problems.kept],
            }
            click.echo(to_json(answer))
            return
        for line in written_out(problems.kept):
            click.echo(line, err=True)
        for line in _diff(changes):
            click.echo(line)
        written = "nothing was written" if self.dry_run or has_errors(problems.kept) or not changes else "written"
        count = f"{len(changes):,} field{'s' if len(changes) != 1 else ''} changed"
        click.echo(f"{rows:,} rows of a table exported from {self.case}: {count}, {written}")


_REJECTS = frozenset(("unknown-row", "broken-row"))
"""What is said of rows that change nothing."""


def _diff(changes: Iterable[Change]) -> Iterable[str]:
    for one in changes:
        yield f"{one.what}: {one.field}"
        yield from (f"  - {line}" for line in one.old.splitlines())
        yield from (f"  + {line}" for line in one.new.splitlines())


def _as_json(change: Change) -> Mapping[str, object]:
    return {"what": change.what, "field": change.field, "old": change.old, "new": change.new, "row": change.at.line}
