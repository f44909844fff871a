"""The rows of a plan go into cases, or into the rejects: every one of them into exactly one of the two.

What is written goes through ``append``; what a folder holds already is asked of ``before``. Knows no disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.files.tables import Row, timelinejs
from timeline.files.tables.layout import Sorter
from timeline.files.tables.text import shown
from timeline.imports.cases import Append, CaseOut
from timeline.imports.cells import one_line
from timeline.imports.dates import read_claim
from timeline.imports.existing import Existing
from timeline.imports.fields import actor_names, is_private
from timeline.imports.folders import FOLDERS, Folders
from timeline.imports.people import is_nobody, slug
from timeline.imports.plan import Options, Plan, Progress, Sheet, add_note, types_of
from timeline.imports.problems import Problems, RowProblem
from timeline.imports.rejects import Rejects
from timeline.imports.rows import Made, Reader, Types
from timeline.problems import At, quoted

_UNIT = 1_000
_SAID = {
    "undated": ("info", "without a date: 'when: unknown'", ""),
    "utc": (
        "warning",
        "with a time in UTC, whose local day is one of two",
        "say --zone, such as --zone America/Chicago",
    ),
    "split-title": ("info", "with a title that was too long: its whole text is in the summary", ""),
    "invisible": ("warning", "with invisible signs that turn text around; they were taken out", ""),
    "name-in-text": (
        "warning",
        "whose text names somebody whose name is kept private",
        "names are taken out when a page is built; the case file itself still says them",
    ),
}


@dataclass
class Result:
    """What came of an import."""

    rows: int = 0
    kept: int = 0
    rejected: int = 0
    added: int = 0
    already: int = 0
    """Rows whose event the case had before."""
    mapping: dict[str, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    cases: list[str] = field(default_factory=list)
    """The folders that were written to, within the target; "" is the target itself."""
    rejects: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A row whose dates count from events that may come later."""

    case: CaseOut
    made: Made
    id: str
    mark: str
    row: Row
    sheet: Sheet


class Run:
    """One import."""

    def __init__(
        self, plan: Plan, options: Options, before: Callable[[str], Existing], append: Append, name: str
    ) -> None:
        """``before`` says what a folder within the target holds; ``name`` is the id of a new case."""
        self._plan, self._options, self._before, self._append, self._name = plan, options, before, append, name
        every, words = types_of(options)
        self._types = Types(options.kinds, every, words)
        self.result = Result(
            mapping={name: str(target) for name, target in plan.mapping.items()}, problems=plan.problems
        )
        self._cases: dict[str, CaseOut] = {}
        self._by_value: dict[str, CaseOut] = {}
        self._folders = Folders(before("").folder / FOLDERS)
        self._marks: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self._lacks: Counter[tuple[str, ...]] = Counter()
        self._untyped = 0
        self._waiting: list[_Waiting] = []
        self._rejects = Rejects(plan, append)
        self._head: dict[str, str] = dict(plan.book.head)

    def go(self, progress: Progress = lambda what, rows: None) -> Result:
        """Take every row in or reject it, then finish what was begun."""
        for sheet in self._plan.sheets:
            self._sheet(sheet, progress)
        self._settle()
        self._say()
        for folder, case in self._cases.items():
            case.finish(self._head)
            if case.added:
                self.result.cases.append(folder)
        self.result.rejects = list(self._rejects.files)
        if self._folders.new:
            self._append(FOLDERS, self._folders.text())
        return self.result

    def _sheet(self, sheet: Sheet, progress: Progress) -> None:
        name = str(self._plan.path)
        markup = timelinejs.plain if sheet.markup else None
        reader = Reader(name, sheet.layout.columns, sheet.mapping, self._plan.dates, self._types, markup, sheet.label)
        sorter = Sorter(sheet.table, sheet.layout)
        for row in sorter.rows():
            if sheet.is_title(row):
                self._title(sheet, row)
                continue
            self.result.rows += 1
            if self.result.rows % _UNIT == 0:
                progress("importing", self.result.rows)
            self._row(sheet, reader, row)
        for note in sorter.notes:
            add_note(self.result.problems, self._plan.path, note)

    def _title(self, sheet: Sheet, row: Row) -> None:
        said = {
            target.field: row.cells[index]
            for index, target in enumerate(sheet.mapping.values())
            if index < len(row.cells)
        }
        for key in ("title", "summary"):
            if text := timelinejs.plain(said.get(key, "")):
                self._head.setdefault(key, one_line(text) if key == "title" else text)
        message = f"row {row.number} is the title slide: it became the title and the summary of a new case"
        self.result.problems.add(
            RowProblem(At(str(self._plan.path), row.number), "title-slide", message, "", "info", row.number)
        )

    def _row(self, sheet: Sheet, reader: Reader, row: Row) -> None:
        case = self._case_of(sheet, row)
        if isinstance(case, RowProblem):
            return self._reject(sheet, row, [case])
        case.people.begin()
        made = reader.read(row, case.people)
        if not isinstance(made, list):
            made = self._publication(made, row, sheet) or made
        if isinstance(made, list):
            case.people.take_back()
            return self._reject(sheet, row, made)
        id_, mark = case.id_of(made)
        wrong = self._stands(case, made, id_, mark, row, sheet)
        if wrong or id_ in case.before.events:
            case.people.take_back()
        if wrong:
            return self._reject(sheet, row, [wrong])
        case.rows[id_] = sheet.label(row)
        if id_ in case.before.events:
            self.result.kept += 1
            self.result.already += 1
        elif made.anchors:
            self._waiting.append(_Waiting(case, made, id_, mark, row, sheet))
        else:
            self._take(case, made, id_, mark, row, sheet)
        return None

    def _stands(self, case: CaseOut, made: Made, id_: str, mark: str, row: Row, sheet: Sheet) -> RowProblem | None:
        """Why a well-formed row cannot go into its case."""
        if id_ in case.rows:
            code = "repeated-id" if made.id else "repeated-row"
            what = (
                f"the id {quoted(id_)} stands in {case.rows[id_]} too"
                if made.id
                else f"says what {case.rows[id_]} says"
            )
            return self._problem(sheet, row, code, what, "if both are meant, let something in them differ")
        if case.has_changed(id_, mark):
            message = (
                f"says something else than when event {quoted(id_)} was imported from it; the case was left as it is"
            )
            return self._problem(
                sheet, row, "changed-row", message, "change the event by hand, or give the row another id"
            )
        if not id_:
            return self._problem(
                sheet, row, "wrong-value", f"{quoted(made.id)} gives no id", "an id has letters or digits", "id"
            )
        if id_ in case.before.ids and id_ not in case.before.events:
            return self._problem(
                sheet,
                row,
                "repeated-id",
                f"{quoted(id_)} is the id of something else in the case",
                "choose another",
                "id",
            )
        thread = made.block.get("thread")
        if thread and case.before.is_case and thread not in case.before.threads:
            return self._problem(
                sheet,
                row,
                "unknown-id",
                f"the case has no thread {quoted(thread)}",
                "add it to case.yaml first",
                "thread",
            )
        return None

    def _publication(self, made: Made, row: Row, sheet: Sheet) -> list[RowProblem] | None:
        """Dates that count from a publication need one; what is reported as past is no later than it."""
        for claim in made.block["when"]:
            read = read_claim(claim)
            counts = read.form in ("weekday", "month", "publication") or any(
                anchor.name == "publication" for anchor in read.anchors
            )
            if counts and not self._options.published:
                hint = "say with --published when the table was published"
                return [
                    self._problem(
                        sheet, row, "wrong-date", f"{quoted(claim)} counts from the day of publication", hint, "when"
                    )
                ]
            if (
                self._options.published
                and read.date
                and read.date.earliest
                and made.block.get("modality", "occurred") == "occurred"
            ):
                if read.date.earliest.isoformat() > self._options.published:
                    hint = "check the date; for what is still to come add a column 'modality' that says expected"
                    message = f"{quoted(claim)} is after {self._options.published}, when the table was published"
                    return [self._problem(sheet, row, "wrong-date", message, hint, "when")]
        return None

    def _problem(self, sheet: Sheet, row: Row, code: str, message: str, hint: str, field_: str = "") -> RowProblem:
        index = next((index for index, target in enumerate(self._plan.mapping.values()) if str(target) == field_), 0)
        at = At(str(self._plan.path), row.line or row.number, index + 1)
        return RowProblem(at, code, f"{sheet.label(row)}: {message}", hint, "error", row.number, field_)

    def _take(self, case: CaseOut, made: Made, id_: str, mark: str, row: Row, sheet: Sheet) -> None:
        where = f"{sheet.table.name}, row {row.number}" if sheet.table.name else f"row {row.number}"
        place = ""
        if sheet.table.lines and row.line:
            place = f"L{row.line}"
        elif (
            sheet.table.name
            and re.fullmatch(r"[^\s:]{1,60}", sheet.table.name)
            and self._plan.book.form == "spreadsheet"
        ):
            place = f"{sheet.table.name}:{row.number}"
        case.add(id_, mark, made, where, place)
        self.result.kept += 1
        self.result.added += 1
        self._untyped += made.block["type"] == "imported_row"
        for one in made.marks:
            self._marks[one] += 1
            self._first.setdefault(one, row.number)
        if made.lacks:
            self._lacks[made.lacks] += 1

    def _settle(self) -> None:
        """Rows that count from other events stand if those do; one that falls may bring others down."""
        waiting = self._waiting
        while True:
            here = {(id(one.case), one.id) for one in waiting}
            fallen = [
                one for one in waiting if not all(self._is_known(one.case, name, here) for name in one.made.anchors)
            ]
            if not fallen:
                break
            names = {id(one) for one in fallen}
            waiting = [one for one in waiting if id(one) not in names]
            for one in fallen:
                del one.case.rows[one.id]
                missing = next(
                    name
                    for name in one.made.anchors
                    if not self._is_known(one.case, name, here - {(id(one.case), one.id)})
                )
                hint = "it may have been rejected itself; mend that row first"
                problem = self._problem(
                    one.sheet,
                    one.row,
                    "unknown-id",
                    f"its date counts from {quoted(missing)}, which is no event here",
                    hint,
                    "when",
                )
                self._reject(one.sheet, one.row, [problem])
        for one in waiting:
            self._take(one.case, one.made, one.id, one.mark, one.row, one.sheet)

    @staticmethod
    def _is_known(case: CaseOut, name: str, waiting: set[tuple[int, str]]) -> bool:
        known = name in case.before.events or name in case.before.sources or name in (case.source, "publication")
        return known or (id(case), name) in waiting or (name in case.rows and not waiting >= {(id(case), name)})

    # Which case

    def _case_of(self, sheet: Sheet, row: Row) -> CaseOut | RowProblem:
        if not self._options.split_by:
            return self._case("", "")
        if row.broken:
            return self._problem(sheet, row, "broken-row", row.broken, "mend the row and import the rejects file")
        index = next(
            index
            for index, name in enumerate(sheet.layout.columns)
            if name.strip().lower() == self._options.split_by.strip().lower()
        )
        value = one_line(row.cells[index]) if index < len(row.cells) else ""
        if found := self._by_value.get(value):
            return found
        if not value or is_nobody(value):
            name = quoted(sheet.layout.columns[index])
            return self._problem(sheet, row, "missing-field", f"has no {name} to split by", "fill it in")
        target = sheet.mapping[sheet.layout.columns[index]]
        people = target.field in actor_names(self._options.kinds) and target.kind not in ("institution", "office")
        private = people or is_private(sheet.layout.columns[index])
        folder = self._folders.of(shown(value), private=private)
        return self._by_value.setdefault(value, self._case(folder, folder if private else shown(value)))

    def _case(self, folder: str, label: str) -> CaseOut:
        if folder not in self._cases:
            prefix = f"{folder}/" if folder else ""

            def append(path: str, text: str) -> None:
                self._append(prefix + path, text)

            name = slug(folder) or self._name
            self._cases[folder] = CaseOut(self._before(folder), self._plan, self._options, append, name, label)
        return self._cases[folder]

    def _reject(self, sheet: Sheet, row: Row, problems: list[RowProblem]) -> None:
        self.result.rejected += 1
        self.result.problems.extend(problems)
        self._rejects.add(sheet, row, problems)

    def _say(self) -> None:
        problems, file = self.result.problems, str(self._plan.path)
        for code, count in sorted(self._marks.items()):
            severity, words, hint = _SAID[code]
            message = f"{_rows(count)} {words} (the first is row {self._first[code]})"
            problems.add(RowProblem(At(file), code, message, hint, "warning" if severity == "warning" else "info"))
        for (kind, *fields), count in sorted(self._lacks.items()):
            listed = ", ".join(map(quoted, fields))
            message = f"{_rows(count)} meant as {kind}, without {listed}: left as imported_row"
            problems.note(file, "no-type-yet", message, f"map columns to them; see timeline types {kind}", "warning")
        if plain := self._untyped - sum(self._lacks.values()):
            hint = "--type TYPE for all rows, --type 'WORDS=TYPE' for those that say so; or change 'type:' in the case"
            problems.note(file, "no-type-yet", f"{_rows(plain)} without a type yet: imported_row", hint, "warning")
        for case in self._cases.values():
            before = {
                id_ for source, ids in case.before.by_source.items() if self._is_ours(case, source) for id_ in ids
            }
            if gone := sorted(before - set(case.rows)):
                few = ", ".join(gone[:5]) + (" …" if len(gone) > 5 else "")
                problems.note(
                    file,
                    "gone",
                    f"events of the case that are not in this file (any more): {len(gone)}: {few}",
                    "nothing was removed",
                )

    def _is_ours(self, case: CaseOut, source: str) -> bool:
        return str(case.before.sources.get(source, {}).get("title", "")) == self._plan.path.name


def _rows(count: int) -> str:
    return f"{count:,} rows" if count != 1 else "1 row"
