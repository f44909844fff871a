"""Out to a table, edited there, and back into the same case: only what was edited changes, comments stay."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.often import often
from timeline.build import examine, export
from timeline.exports.back import kind_of
from timeline.exports.cells import neutral
from timeline.exports.formats import FORMATS
from timeline.files.yaml import parse
from timeline.problems import CaseError
from timeline.returns import take_back

FORM = {form.name: form for form in FORMATS}
CASE = """
    # the whole case
    events:
      moved:  # the first
        type: public_statement
        title: They are moved   # neutral words
        speaker: mayor
        channel: interview
        summary: >-
          Folded text
          of two lines.
        # when, as the report has it
        when:
          - {claim: about seven months before ruling, cites: s1 L2}
          - {claim: before publication, cites: s1}
        cites: [s1 L2, s2 p.3]  # two
        claims:
          - {id: one, by: mayor, says: it is so, cites: s1 L3}
          - by: city
            says: it is not  # said twice
            stance: denies
            contradicts: one
            cites: s2 p.3
      ruling: {type: commission_ruling, title: The ruling, body: csc, outcome: overturned, relief_ordered: [return_to_duty], when: 2021-05, cites: s1 L2}
"""


def rows_of(data: bytes, name: str) -> dict[str, list[list[str]]]:
    if name == "csv":
        return {"events": list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))}
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}


def out(home: Path, name: str = "csv") -> dict[str, list[list[str]]]:
    return rows_of(export(examine(home), FORM[name]), name)


def put(rows: list[list[str]], row: str, column: str, text: str) -> None:
    """Type a text into a cell, as a person does."""
    line = next(line for line in rows if line[0] == row)
    line[rows[0].index(column)] = neutral(text)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["jackson", "harlow-street"])
def test_a_table_nobody_edited_changes_nothing(examples, tmp_path, name, form):
    home = shutil.copytree(examples / name, tmp_path / name)
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    back = take_back(examine(home), out(home, form))
    assert (back.changes, back.problems) == ((), ())
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_edited_cell_is_written_where_it_stands_and_comments_stay(case, form):
    home = case(CASE)
    before = (home / "case.yaml").read_text("utf-8")
    tables = out(home, form)
    put(tables["events"], "moved", "title", "Moved: to desks, all eleven")
    put(tables["events"], "moved", "when", "2020-11")
    put(tables["events"], "ruling", "relief_ordered", "return_to_duty; back_pay")
    put(tables["events"], "moved", "summary", "")
    back = take_back(examine(home), tables)
    assert {(one.what, one.field) for one in back.changes} == {
        ("event moved", "title"), ("event moved", "when"), ("event moved", "summary"), ("event ruling", "relief_ordered"),
    }  # fmt: skip
    after = (home / "case.yaml").read_text("utf-8")
    assert '    title: "Moved: to desks, all eleven"   # neutral words' in after
    assert 'relief_ordered: ["return_to_duty", "back_pay"], when: 2021-05' in after
    assert '    when: "2020-11"\n    cites: [s1 L2, s2 p.3]  # two' in after
    assert "summary" not in after.partition("ruling:")[0]
    kept = [line for line in before.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in after.splitlines() if "#" in line] == [
        line.partition("#")[2] for line in kept
    ]


def test_claims_and_the_head_come_back_from_a_workbook(case):
    home = case(CASE)
    tables = out(home, "xlsx")
    put(tables["claims"], "event moved 2", "says", "it never was")
    put(tables["case"], "title", "value", "Another title")
    back = take_back(examine(home), tables)
    assert [one.what for one in back.changes] == ["claim 2 of event moved", "case"]
    after = (home / "case.yaml").read_text("utf-8")
    assert 'says: "it never was"  # said twice' in after
    assert 'title: "Another title"' in after


def test_a_change_that_would_break_the_case_writes_nothing_and_names_the_place(case):
    home = case(CASE)
    before = (home / "case.yaml").read_bytes()
    tables = out(home)
    put(tables["events"], "moved", "when", "Jul-19")
    with pytest.raises(CaseError) as refused:
        take_back(examine(home), tables)
    assert f"{(home / 'case.yaml').as_posix()}:" in str(refused.value)
    assert (home / "case.yaml").read_bytes() == before


def test_unknown_rows_and_columns_are_said_and_change_nothing(case):
    home = case(CASE)
    tables = out(home)
    tables["events"][0].append("colour")
    for row in tables["events"][1:]:
        row.append("red" if row[0] == "moved" else "")
    tables["events"].append(["mooved", *[""] * (len(tables["events"][0]) - 1)])
    back = take_back(examine(home), tables)
    assert back.changes == ()
    assert [(p.code, p.at.file, p.at.line) for p in back.problems] == [
        ("unknown-column", "events", 2),
        ("unknown-row", "events", 4),
    ]
    assert "did you mean 'moved'?" in back.problems[1].hint


def test_a_redacted_cell_is_never_written_back(case):
    home = case(CASE.replace("They are moved", "Corwin Thistledew is moved"))
    (home / "private.yaml").write_text("actors:\n  officers: {name: Corwin Thistledew}\n", encoding="utf-8")
    tables = out(home)
    [line] = [row for row in tables["events"] if row[0] == "moved"]
    place = tables["events"][0].index("title")
    assert "Thistledew" not in line[place]
    line[place] += " today"
    back = take_back(examine(home), tables)
    assert (back.changes, [problem.code for problem in back.problems]) == ((), ["redacted-cell"])
    assert "Corwin Thistledew is moved   # neutral words" in (home / "case.yaml").read_text("utf-8")


def test_with_a_dry_run_nothing_is_written(case):
    home = case(CASE)
    before = (home / "case.yaml").read_bytes()
    tables = out(home)
    put(tables["events"], "moved", "title", "Other")
    assert len(take_back(examine(home), tables, dry_run=True).changes) == 1
    assert (home / "case.yaml").read_bytes() == before


def test_only_tables_of_ours_are_taken(case):
    assert kind_of([["timeline:event", "title"]]) == "event"
    assert kind_of([["id", "title"]]) == kind_of([]) == kind_of([["timeline:planet"]]) == ""
    home = case(CASE)
    assert take_back(examine(home), {"sheet": [["title"], ["x"]]}).changes == ()


@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(lambda t: t.split())
)
@settings(max_examples=often(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_into_a_cell_is_the_text_of_the_case(case, text):
    home = case(CASE, folder="typed")
    tables = out(home)
    wanted = text.strip()
    put(
        tables["events"],
        "moved",
        "title",
        '"' + wanted.replace("\\", "\\\\").replace('"', '\\"') + '"' if wanted[0] in '{["' else wanted,
    )
    take_back(examine(home), tables)
    said = parse((home / "case.yaml").read_bytes(), "case.yaml").value["events"]["moved"]["title"]
    assert said.strip() == wanted
