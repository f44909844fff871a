"""`timeline import` of what `timeline export` wrote: edited cells go into the case, with a diff; the rest stays."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.test_export_back import CASE
from timeline.cli import main
from timeline.exports.cells import neutral


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def edit(path: Path, row: str, column: str, text: str) -> None:
    """Open an exported table, type into a cell, and save it, as a person does."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        for sheet in book:
            heads = [cell.value for cell in sheet[1]]
            for cells in sheet.iter_rows(min_row=2):
                if cells[0].value == row and column in heads:
                    cells[heads.index(column)].value = text
        book.save(path)
        return
    rows = read(path)
    next(line for line in rows if line[0] == row)[rows[0].index(column)] = neutral(text)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture(params=["csv", "xlsx"])
def table(request, case, tmp_path):
    """A case and a table that was exported from it."""
    home = case(CASE)
    path = tmp_path / f"out.{request.param}"
    ran = run("export", home, "--to", request.param, "-o", path)
    assert ran.exit_code == 0, ran.output
    return home, path


def test_an_untouched_table_changes_nothing(table):
    home, path = table
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    ran = run("import", path, "-o", home)
    assert (ran.exit_code, "0 fields changed, nothing was written" in ran.stdout) == (0, True), ran.output
    assert {file: file.read_bytes() for file in home.rglob("*") if file.is_file()} == before


def test_edits_are_shown_and_written_and_comments_stay(table):
    home, path = table
    edit(path, "moved", "title", "=Moved, all eleven")
    edit(path, "moved", "summary", "")
    ran = run("import", path, "-o", home)
    assert ran.exit_code == 0, ran.output
    assert (
        "event moved: title\n  - They are moved\n  + =Moved, all eleven\n"
        "event moved: summary\n  - Folded text of two lines.\n" in ran.stdout
    )
    assert "2 fields changed, written" in ran.stdout
    after = (home / "case.yaml").read_text("utf-8")
    assert 'title: "=Moved, all eleven"   # neutral words' in after
    assert "# when, as the report has it" in after
    again = run("import", path, "-o", home)
    assert "0 fields changed, nothing was written" in again.stdout


def test_a_dry_run_shows_the_same_and_writes_nothing(table):
    home, path = table
    before = (home / "case.yaml").read_bytes()
    edit(path, "moved", "title", "Other")
    ran = run("import", path, "-o", home, "--dry-run")
    assert (ran.exit_code, "+ Other" in ran.stdout, "nothing was written" in ran.stdout) == (0, True, True)
    assert (home / "case.yaml").read_bytes() == before


def test_the_answer_for_programs_counts_rows_and_lists_the_changes(table):
    home, path = table
    edit(path, "moved", "title", "Other")
    found = json.loads(run("import", path, "-o", home, "--json").stdout)
    assert found["rows"] == found["kept"] + found["rejected"]
    assert found["rejected"] == 0
    assert found["changes"] == [
        {"what": "event moved", "field": "title", "old": "They are moved", "new": "Other", "row": 2}
    ]


def test_an_error_names_the_file_the_row_and_the_column_and_nothing_is_written(table):
    home, path = table
    before = (home / "case.yaml").read_bytes()
    edit(path, "moved", "title", "Good")
    edit(path, "ruling", "when", "Jul-19")
    ran = run("import", path, "-o", home)
    assert ran.exit_code == 1
    column = load_workbook(path)["events"][1] if path.suffix == ".xlsx" else read(path)[0]
    heads = [getattr(cell, "value", cell) for cell in column]
    sheet = " of 'events'" if path.suffix == ".xlsx" else ""
    assert f"{path}:3:{heads.index('when') + 1}: " in ran.stderr
    assert f"row 3{sheet}: " in ran.stderr
    assert "'Jul-19'" in ran.stderr
    assert (home / "case.yaml").read_bytes() == before


def test_rows_that_are_nothing_of_the_case_are_rejected_and_said(case, tmp_path):
    home, path = case(CASE), tmp_path / "out.csv"
    run("export", home, "--to", "csv", "-o", path)
    rows = read(path)
    width = len(rows[0])
    rows += [["", "public_statement", *[""] * (width - 2)], ["mooved", *[""] * (width - 1)], [""] * width]
    rows[1].append("beyond the last column")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = json.loads(run("import", path, "-o", home, "--json").stdout)
    assert (found["rows"], found["kept"], found["rejected"], found["changes"]) == (4, 2, 2, [])
    assert [(one["code"], one["row"]) for one in found["problems"]] == [
        ("unknown-column", 2), ("unknown-row", 4), ("unknown-row", 5),
    ]  # fmt: skip


def test_a_row_copied_and_edited_twice_is_refused(case, tmp_path):
    home, path = case(CASE), tmp_path / "out.csv"
    run("export", home, "--to", "csv", "-o", path)
    rows = read(path)
    title = rows[0].index("title")
    one, other = [*rows[1]], [*rows[1]]
    one[title], other[title] = "One", "Other"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], one, other, rows[2]])
    ran = run("import", path, "-o", home)
    assert ran.exit_code == 1
    assert "'title' of event moved is changed here and at" in ran.stderr
    assert "They are moved" in (home / "case.yaml").read_text("utf-8")


def test_other_sheets_are_passed_over_aloud(case, tmp_path):
    home, path = case(CASE), tmp_path / "out.xlsx"
    run("export", home, "--to", "xlsx", "-o", path)
    book = load_workbook(path)
    book.create_sheet("My notes").append(["Date", "Thing"])
    book.save(path)
    ran = run("import", path, "-o", home)
    assert ran.exit_code == 0
    assert "the sheet 'My notes' was not exported from a case, and is passed over" in ran.stderr


def test_options_of_the_other_import_and_a_wrong_profile_are_wrong_usage(case, tmp_path):
    home, path = case(CASE), tmp_path / "out.csv"
    run("export", home, "--to", "csv", "-o", path)
    for words, said in (
        (["--map", "title=summary"], "--map does not apply"),
        (["--for", "nobody"], "nobody"),
    ):
        ran = run("import", path, "-o", home, *words)
        assert (ran.exit_code, said in ran.stderr) == (2, True), ran.output
    (tmp_path / "plain.csv").write_text("Date,Title\n2021-03-04,A\n", encoding="utf-8")
    ran = run("import", tmp_path / "plain.csv", "-o", tmp_path / "new", "--for", "internal")
    assert (ran.exit_code, "which this is not" in ran.stderr) == (2, True)


def test_without_its_case_an_exported_table_has_nowhere_to_go(case, tmp_path):
    home, path = case(CASE), tmp_path / "out.csv"
    run("export", home, "--to", "csv", "-o", path)
    ran = run("import", path, "-o", tmp_path / "elsewhere")
    assert ran.exit_code == 1
    assert "elsewhere" in ran.stderr
    assert not (tmp_path / "elsewhere").exists()


def test_a_real_case_of_several_files_keeps_every_comment(examples, tmp_path):
    home = shutil.copytree(examples / "harlow-street", tmp_path / "harlow")
    path = tmp_path / "harlow.xlsx"
    command = [sys.executable, "-m", "timeline"]
    subprocess.run([*command, "export", home, "--to", "xlsx", "-o", path], check=True, capture_output=True)
    edit(path, "dismissed", "title", "The chief dismisses Officer A")
    before = {file: file.read_text("utf-8") for file in home.rglob("*.yaml")}
    subprocess.run([*command, "import", path, "-o", home], check=True, capture_output=True)
    changed = {file: file.read_text("utf-8") for file in before if file.read_text("utf-8") != before[file]}
    assert len(changed) == 1
    [(file, text)] = changed.items()
    different = [pair for pair in zip(before[file].splitlines(), text.splitlines(), strict=True) if len(set(pair)) > 1]
    assert len(different) == 1
    assert "The chief dismisses Officer A" in different[0][1]
