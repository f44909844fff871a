"""`timeline import`, from a table to a case: columns, people, types, what is refused, and importing again."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import timeline
from tests.workbooks import day, row, workbook
from timeline.checks.codes import CODES as CHECK_CODES
from timeline.cli import main
from timeline.imports.problems import CODES
from timeline.imports.run import _SAID

ROOT = Path(__file__).parent.parent
LOG = """\
Incident Date,Officer First Name,Officer Last Name,Badge,Agency,Allegation,Narrative,Complainant Name,DOB
2021-03-04,Ada,Brun,11702,Harlow Police,Conduct,He said that Ada Brun shouted,Una Kent,1990-01-01
2021-03-05,Ada,Brun,11702,Harlow Police,Force,Something else,N/A,
2021-03-06,Cy,Dole,7,Harlow Police,Force,A third thing,,
"""


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


def answer(*words: object) -> dict[str, Any]:
    """What an import says as JSON."""
    ran = run("import", *words, "--json")
    assert ran.exit_code in (0, 1), ran.output
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def told(found: dict[str, Any], code: str) -> list[str]:
    return [problem["message"] for problem in found["problems"] if problem["code"] == code]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to write tables into: ``desk(name, text)``."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return write


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


# The answer


def test_the_answer_for_programs_has_the_promised_shape(desk):
    desk("log.csv", "Date,Title,Other\n2021-03-04,A,x\n2021-13-04,B,y\n")
    found = answer("log.csv", "-o", "case")
    assert (found["rows"], found["kept"], found["rejected"]) == (2, 1, 1)
    assert found["mapping"] == {"Date": "when", "Title": "title", "Other": "note"}
    [problem] = [problem for problem in found["problems"] if problem["severity"] == "error"]
    assert set(problem) == {"code", "severity", "message", "hint", "file", "line", "column", "row", "field"}
    assert (problem["code"], problem["file"], problem["line"], problem["column"]) == ("wrong-date", "log.csv", 3, 1)
    assert (problem["row"], problem["field"]) == (3, "when")
    assert problem["message"].startswith("row 3, 'Date': '2021-13-04'")


def test_good_rows_end_with_0_rejected_ones_with_1_and_wrong_usage_with_2(desk):
    desk("good.csv", "Date,Title\n2021-03-04,A\n")
    desk("bad.csv", "Date,Title\n2021-03-99,A\n2021-03-04,B\n")
    assert run("import", "good.csv", "-o", "good").exit_code == 0
    assert run("import", "bad.csv", "-o", "bad").exit_code == 1
    for wrong, said in (
        (["--map", "Dat=when"], "no column 'Dat'; did you mean 'Date'?"),
        (["--map", "Date=wen"], "no field 'wen'; did you mean 'when'?"),
        (["--map", "Date"], "write COLUMN=FIELD"),
        (["--map", "Date=when", "--map", "Title=when"], "two columns are mapped to 'when'"),
        (["--type", "use_of_forse"], "no event type 'use_of_forse'; did you mean 'use_of_force'?"),
        (["--split-by", "Agency"], "no column 'Agency' to split by"),
        (["--zone", "Harlow"], "no zone known here"),
        (["--published", "2021-03"], "not one day"),
    ):
        ran = run("import", "good.csv", "-o", "other", *wrong)
        assert (ran.exit_code, said in ran.stderr) == (2, True), ran.stderr
    assert not Path("other").exists()


def test_the_guesses_are_shown_with_what_is_kept_and_what_is_left_out(desk):
    desk("log.csv", LOG)
    ran = run("import", "log.csv", "-o", "case")
    assert "Incident Date       ->  when   (guessed)" in ran.stderr
    assert "Officer Last Name   ->  subject.last   (guessed)" in ran.stderr
    assert "left out: DOB" in ran.stderr
    assert "3 rows: 3 kept, 0 rejected" in ran.stdout


def test_a_dry_run_says_everything_and_writes_nothing(desk):
    desk("log.csv", LOG)
    found = answer("log.csv", "-o", "case", "--dry-run")
    assert (found["kept"], Path("case").exists()) == (3, False)


def test_a_case_comes_out_that_check_reads_and_build_draws(desk):
    desk("log.csv", LOG)
    assert run("import", "log.csv", "-o", "case", "--publisher", "Harlow Board").exit_code == 0
    checked = json.loads(run("check", "case", "--json").stdout)
    said = {problem["code"] for problem in checked if problem["severity"] != "info"}
    assert said == {"untyped-row", "private-name"}, "nobody has chosen types yet, and the log's text names Ada Brun"
    assert run("build", "case", "-o", "case.html").exit_code == 0


def test_comments_say_which_column_and_row_everything_came_from(desk):
    desk("log.csv", 'Date,Title\n"July 4, 2019",A\n')
    run("import", "log.csv", "-o", "case")
    text = Path("case/events/log-0001.yaml").read_text(encoding="utf-8")
    assert "#   Date -> when\n#   Title -> title\n" in text
    assert re.search(r"  row-[0-9a-f]{12}:  # row 2\n", text)
    assert "    when: 2019-07-04  # July 4, 2019\n" in text
    assert "    cites: log L2\n" in text


# People


def test_names_are_labels_in_the_case_and_stand_in_private_yaml_alone(desk):
    desk("log.csv", LOG.replace("He said that Ada Brun shouted", "Shouting"))
    run("import", "log.csv", "-o", "case")
    files = everything(Path("case"))
    for name in ("Ada", "Brun", "Dole", "Una Kent", "11702"):
        holding = {path for path, data in files.items() if name.encode() in data}
        assert holding == {"private.yaml"}, name
    case = timeline.load("case")
    assert [event.written.subject for event in case.events.values()] == [("officer-1",), ("officer-1",), ("officer-2",)]
    actors = case.written.actors if hasattr(case, "written") else None
    assert actors is None or actors["officer-1"].role == "sworn_officer"
    ignored = Path("case/.gitignore").read_text(encoding="utf-8").splitlines()
    assert {"private.yaml", "/import/"} <= set(ignored)


def test_a_page_of_an_imported_case_names_nobody(desk):
    desk("log.csv", LOG)
    run("import", "log.csv", "-o", "case")
    assert run("build", "case", "-o", "case.html").exit_code == 0
    page = Path("case.html").read_text(encoding="utf-8")
    assert "Officer 1" in page
    assert not re.search(r"Ada Brun|Cy Dole|Una Kent|11702", page)


def test_a_text_that_names_somebody_is_warned_about(desk):
    desk("log.csv", LOG)
    assert told(answer("log.csv", "-o", "case"), "name-in-text") == [
        "1 row whose text names somebody whose name is kept private (the first is row 2)"
    ]


def test_ids_give_no_name_away_not_even_to_who_tries_names(desk):
    """The same rows in another file have other ids: an id cannot be worked out without the file."""
    desk("log.csv", LOG)
    desk("two.csv", LOG + "2021-03-07,Cy,Dole,7,Harlow Police,Force,A fourth thing,,\n")
    run("import", "log.csv", "-o", "one")
    run("import", "two.csv", "-o", "two")
    one, two = (set(timeline.load(name).events) for name in ("one", "two"))
    assert (len(one), len(two), one & two) == (3, 4, set())


@pytest.mark.parametrize(
    ("cells", "labels"),
    [
        ("Ada Brun,,", ["Officer 1"]),
        ("Ada Brun; Cy Dole,,", ["Officer 1", "Officer 2"]),
        (",117,", ["Officer 1"]),
        ("117,,", ["Officer 1"]),
        ("unknown officer,,", []),
        ("N/A,none,-", []),
        ("ada  BRUN,,", ["Officer 1"]),
    ],
)
def test_whom_a_cell_names(desk, cells, labels):
    desk("log.csv", f"Date,Officer,Badge,Officer ID\n2021-03-04,{cells}\n")
    run("import", "log.csv", "-o", "case")
    case = timeline.load("case")
    [event] = case.events.values()
    assert [actor for role, actor in event.written.roles()] == [label.lower().replace(" ", "-") for label in labels]


def test_one_name_with_two_badge_numbers_is_two_people(desk):
    desk(
        "log.csv", "Date,Officer,Badge\n2021-03-04,Ada Brun,1111\n2021-03-05,Ada Brun,2222\n2021-03-06,Ada Brun,1111\n"
    )
    run("import", "log.csv", "-o", "case")
    subjects = [event.written.subject[0] for event in timeline.load("case").events.values()]
    assert subjects == ["officer-1", "officer-2", "officer-1"]


def test_nobody_is_left_behind_by_a_rejected_row(desk):
    desk("log.csv", "Date,Officer\n2021-99-04,Ada Brun\n2021-03-05,Cy Dole\n")
    run("import", "log.csv", "-o", "case")
    assert "Ada Brun" not in Path("case/private.yaml").read_text(encoding="utf-8")
    assert "officer-1" in timeline.load("case").events[next(iter(timeline.load("case").events))].written.subject


def test_columns_that_identify_people_are_left_out_unless_they_are_mapped(desk):
    desk("log.csv", "Date,Title,Phone,Supervisor Name\n2021-03-04,A,555-0100,Ed Fry\n")
    found = answer("log.csv", "-o", "case")
    assert told(found, "private-column") == [
        "columns that may identify people were left out: 'Phone', 'Supervisor Name'"
    ]
    assert not [path for path, data in everything(Path("case")).items() if b"555-0100" in data or b"Ed Fry" in data]
    answer("log.csv", "-o", "kept", "--map", "Phone=note", "--map", "Supervisor Name=decider")
    assert "Phone: 555-0100" in Path("kept/events/log-0001.yaml").read_text(encoding="utf-8")
    assert "Ed Fry" in Path("kept/private.yaml").read_text(encoding="utf-8")


# What kind of event


def test_types_come_from_the_table_from_the_command_or_are_left_to_decide(desk):
    desk(
        "log.csv",
        "Date,Title,Type,Speaker\n2021-03-04,A,public meeting,\n2021-03-05,B,Presser,Mayor\n2021-03-06,C,Odd,\n",
    )
    options = ["--type", "Presser=public_statement", "--map", "Speaker=speaker:office"]
    found = answer("log.csv", "-o", "case", *options)
    events = timeline.load("case").events.values()
    assert [(event.type, getattr(event.written, "category", None)) for event in events] == [
        ("imported_row", "public_meeting"),
        ("imported_row", "public_statement"),
        ("imported_row", "Odd"),
    ]
    assert told(found, "no-type-yet") == [
        "1 row meant as public_meeting, without 'convener': left as imported_row",
        "1 row meant as public_statement, without 'channel': left as imported_row",
        "1 row without a type yet: imported_row",
    ]


def test_a_row_that_has_what_its_type_needs_is_of_that_type(desk):
    desk(
        "log.csv",
        "Date,Title,Speaker,Channel\n2021-03-05,B,Mayor of Harlow,Press Conference\n2021-03-06,C,Mayor of Harlow,shouted\n",
    )
    options = ["--type", "public_statement", "--map", "Speaker=speaker:office", "--map", "Channel=channel"]
    found = answer("log.csv", "-o", "case", *options)
    [event] = timeline.load("case").events.values()
    assert (event.type, event.written.channel, event.written.speaker) == (
        "public_statement",
        "press_conference",
        ("mayor-of-harlow",),
    )
    [message] = told(found, "wrong-value")
    assert message.startswith("row 3, 'Channel': 'shouted' is not one of the allowed values")


def test_headers_that_are_names_of_fields_are_taken_as_such(desk):
    desk(
        "log.csv",
        "id,type,title,when,convener:institution,vote,refs.docket\nm1,public_meeting,A,about two weeks after m2,,none,17\nm2,public_meeting,B,2021-03,,,\n",
    )
    options = ["--map", "convener:institution=convener:institution"]
    text = (
        Path("log.csv")
        .read_text(encoding="utf-8")
        .replace(",,none", ",Harlow Council,none")
        .replace("2021-03,,", "2021-03,Harlow Council,")
    )
    desk("log.csv", text)
    found = answer("log.csv", "-o", "case", *options)
    assert found["kept"] == 2, found["problems"]
    case = timeline.load("case")
    assert set(case.events) == {"m1", "m2"}
    assert case.events["m1"].written.when[0].claim == "about two weeks after m2"
    assert (case.events["m1"].written.vote, case.events["m1"].written.refs) == ("none", {"docket": "17"})


def test_a_date_that_counts_from_a_row_that_was_rejected_is_rejected_too(desk):
    desk("log.csv", "id,title,when\na,A,after b\nb,B,after c\nc,C,2021-99\nd,D,after e\ne,E,2021-03\n")
    found = answer("log.csv", "-o", "case")
    assert set(timeline.load("case").events) == {"d", "e"}
    assert told(found, "unknown-id") == [
        "row 3: its date counts from 'c', which is no event here",
        "row 2: its date counts from 'b', which is no event here",
    ]


# Importing again


def test_importing_twice_adds_nothing_and_touches_nothing(desk):
    desk("log.csv", LOG)
    run("import", "log.csv", "-o", "case")
    before = everything(Path("case"))
    found = answer("log.csv", "-o", "case")
    assert (found["kept"], found["added"], found["already"]) == (3, 0, 3)
    assert everything(Path("case")) == before


def test_an_edited_file_adds_its_new_rows_and_says_which_are_gone(desk):
    desk("log.csv", LOG)
    run("import", "log.csv", "-o", "case")
    events = Path("case/events/log-0001.yaml")
    events.write_text(events.read_text(encoding="utf-8").replace("title: Conduct", "title: Curated"), encoding="utf-8")
    before = everything(Path("case"))
    desk("log.csv", LOG.replace("A third thing", "Another thing"))
    found = answer("log.csv", "-o", "case")
    assert (found["rows"], found["kept"], found["added"], found["already"]) == (3, 3, 1, 2)
    [gone] = told(found, "gone")
    assert gone.startswith("events of the case that are not in this file (any more): 1: row-")
    after = everything(Path("case"))
    assert {path for path in after if before.get(path) != after[path]} == {
        "events/log-0002.yaml", "events/log-0002-sources.yaml", "import/log-report.txt",
    }  # fmt: skip
    case = timeline.load("case")
    assert len(case.events) == 4
    assert "Curated" in {event.title for event in case.events.values()}


def test_the_rejects_can_be_mended_and_imported_again(desk):
    desk("log.csv", 'Date,Title,Officer\n2021-03-04,A,Ada Brun\n2021-3x-05,"=B, ""b""",Cy Dole\n')
    assert answer("log.csv", "-o", "case")["rejected"] == 1
    rejects = Path("case/import/log-rejects.csv")
    text = rejects.read_text(encoding="utf-8-sig")
    assert "3,when: '2021-3x-05'" in text.replace('"', "")
    assert "'=B" in text, "a spreadsheet would run it"
    rejects.write_text(
        text.replace("2021-3x-05,", "2021-03-05,").replace("'2021-03-05", "'2021-3x-05"), encoding="utf-8"
    )
    found = answer(rejects, "-o", "case")
    assert (found["rows"], found["kept"], found["added"]) == (1, 1, 1)
    titles = [event.title for event in timeline.load("case").events.values()]
    assert sorted(titles) == ['=B, "b"', "A"]


def test_a_row_with_an_id_that_says_something_else_than_before_is_not_written_over(desk):
    desk("log.csv", "id,date,title\na-1,2021-03-04,A\na-2,2021-03-05,B\n")
    run("import", "log.csv", "-o", "case")
    desk("log.csv", "id,date,title\na-1,2021-03-04,A\na-2,2021-03-05,Changed\n")
    found = answer("log.csv", "-o", "case")
    assert (found["kept"], found["rejected"], found["added"]) == (1, 1, 0)
    assert told(found, "changed-row") == [
        "row 3: says something else than when event 'a-2' was imported from it; the case was left as it is"
    ]


def test_a_case_written_by_hand_can_be_added_to(desk, case):
    home = case(
        "events:\n  officer-1: {type: public_meeting, convener: city, title: A, when: 2021-05, cites: [s1, s2]}\n"
    )
    before = everything(home)
    desk("log.csv", LOG)
    found = answer("log.csv", "-o", home)
    assert found["added"] == 3
    after = everything(home)
    assert {path: after[path] for path in before} == before
    loaded = timeline.load(home)
    assert loaded.events["officer-1"].type == "public_meeting"
    subjects = {event.written.subject for event in loaded.events.values() if event.type == "imported_row"}
    assert subjects == {("officer-2",), ("officer-3",)}
    assert sorted(set(after) - set(before)) == [
        ".gitignore", "actors.yaml", "events/log-0001.yaml", "import/.gitignore", "import/log-report.txt", "private.yaml",
        "sources.yaml",
    ]  # fmt: skip


def test_names_are_added_to_a_private_file_and_its_comments_stay(desk):
    desk("log.csv", LOG)
    run("import", "log.csv", "-o", "case")
    private = Path("case/private.yaml")
    private.write_text(
        private.read_text(encoding="utf-8").replace("    name: Ada Brun", "    name: Ada Brun  # by her own word"),
        encoding="utf-8",
    )
    desk("log.csv", LOG + "2021-03-09,Di,Ems,9999,Harlow Police,Force,New,,\n")
    assert answer("log.csv", "-o", "case")["added"] == 1
    text = private.read_text(encoding="utf-8")
    assert "# by her own word" in text
    assert text.count("Ada Brun") == 1
    assert "name: Di Ems" in text
    timeline.load("case")


def test_a_private_file_that_cannot_be_added_to_stops_the_import_and_stays(desk):
    desk("log.csv", LOG)
    run("import", "log.csv", "-o", "case")
    private = Path("case/private.yaml")
    private.write_text("actors: {officer-1: {name: Ada Brun}}\n", encoding="utf-8")
    before = everything(Path("case"))
    desk("log.csv", LOG + "2021-03-09,Di,Ems,9999,Harlow Police,Force,New,,\n")
    found = answer("log.csv", "-o", "case")
    assert told(found, "unreadable") == ["names cannot be added to private.yaml without changing what it says"]
    assert everything(Path("case")) == before


# Where it goes


def test_a_folder_that_is_no_case_is_left_alone(desk):
    desk("log.csv", LOG)
    Path("photos").mkdir()
    Path("photos/a.txt").write_text("x", encoding="utf-8")
    assert told(answer("log.csv", "-o", "photos"), "unreadable") == ["photos holds files and no case.yaml"]
    assert list(everything(Path("photos"))) == ["a.txt"]
    assert "is a file" in told(answer("log.csv", "-o", "photos/a.txt"), "unreadable")[0]


def test_a_case_that_cannot_be_read_is_not_added_to(desk):
    desk("log.csv", LOG)
    run("import", "log.csv", "-o", "case")
    Path("case/actors.yaml").write_text("actors: [", encoding="utf-8")
    before = everything(Path("case"))
    assert "cannot be read" in told(answer("log.csv", "-o", "case"), "unreadable")[0]
    assert everything(Path("case")) == before


def test_a_disk_that_is_full_leaves_everything_as_it_was(desk, monkeypatch):
    desk("log.csv", LOG)
    run("import", "log.csv", "-o", "case")
    before = everything(Path("case"))
    desk("log.csv", LOG.replace("2021-03-04", "2021-03-14"))

    replace, left = Path.replace, iter(range(2))

    def full(self, target):
        if next(left, None) is None and ".before" not in self.parts:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        ran = run("import", "log.csv", "-o", "case")
    assert (ran.exit_code, "No space left on device; what stood there is as it was" in ran.stderr) == (2, True)
    assert everything(Path("case")) == before
    assert list(Path().glob(".timeline-import-*")) == []


def test_a_folder_that_may_not_be_written_to_is_one_sentence(desk, shut):
    desk("log.csv", LOG)
    Path("shut").mkdir()
    shut(Path("shut"))
    ran = run("import", "log.csv", "-o", "shut/case")
    assert (ran.exit_code, ran.exception.__class__) == (2, SystemExit)
    assert "Permission denied" in ran.stderr
    assert list(Path("shut").iterdir()) == []


def test_a_table_is_split_into_cases_and_importing_twice_adds_nothing(desk):
    text = LOG + "2021-03-07,Ed,Fry,8888,Sel County Sheriff,Force,Far away,,\n2021-03-08,,,,,Force,No agency,,\n"
    desk("log.csv", text)
    found = answer("log.csv", "-o", "all", "--split-by", "Agency")
    assert (found["kept"], found["rejected"], found["cases"]) == (4, 1, ["harlow-police", "sel-county-sheriff"])
    assert told(found, "missing-field") == ["row 6: has no 'Agency' to split by"]
    assert [len(timeline.load(Path("all") / name).events) for name in found["cases"]] == [3, 1]
    assert answer("log.csv", "-o", "all", "--split-by", "Agency")["added"] == 0


def test_folders_of_people_carry_no_name(desk):
    desk("log.csv", "Date,Officer,Title\n2021-03-04,Ada Brun,A\n2021-03-05,Cy Dole,B\n2021-03-06,Ada Brun,C\n")
    found = answer("log.csv", "-o", "all", "--split-by", "Officer")
    assert found["cases"] == ["person-1", "person-2"]
    assert [len(timeline.load(Path("all") / name).events) for name in found["cases"]] == [2, 1]
    files = everything(Path("all"))
    named = {path for path, data in files.items() if b"Brun" in data}
    assert named == {"person-1/private.yaml", "import/folders.txt"}
    assert files["import/.gitignore"] == b"*\n"


def test_sheets_are_read_together_and_their_dates_decide_together(desk):
    first = row(1, "Date", "Title") + row(2, "3/4/2021", "A")
    second = row(1, "Date", "Title") + row(2, "13/4/2021", "B")
    desk("book.xlsx", workbook({"2020": first, "Later on": second}))
    answer("book.xlsx", "-o", "case")
    events = list(timeline.load("case").events.values())
    assert [event.written.when[0].claim for event in events] == ["2021-04-03", "2021-04-13"]
    cites = [(event.written.cites[0].source, event.written.cites[0].locator) for event in events]
    assert cites == [("book", "2020:2"), ("book", None)]


def test_the_places_that_are_cited_are_found_in_the_file(desk):
    desk("log.csv", LOG)
    desk("book.xlsx", workbook({"Log": row(1, "Date", "Title") + row(2, day(44259, "A2"), "A stop")}))
    for name in ("log.csv", "book.xlsx"):
        run("import", name, "-o", f"{name}-case")
        codes = {
            problem["code"] for problem in json.loads(run("check", f"{name}-case", "--archive", ".", "--json").stdout)
        }
        assert codes & {"copy-not-at-hand", "locator-empty", "locator-outside", "copy-changed"} == set()


# Lists and limits


def test_the_guide_lists_every_code_and_the_package_gives_no_other():
    page = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([a-z ]+) \| .+ \|$", page, re.MULTILINE))
    assert rows == {code: severity for code, (severity, _) in CODES.items()}
    assert (
        set(CODES) >= {code for path in MODULES for code in given(path)} >= {"changed-row", "gone", "total", "undated"}
    )


MODULES = [*(ROOT / "timeline" / "imports").glob("*.py"), *(ROOT / "timeline" / "files" / "tables").glob("*.py")]
MAKERS = {"TableError", "Note", "DateError", "CellError", "RowProblem", "_problem", "note", "add"}


def given(path: Path) -> Iterator[str]:
    """The codes a module makes problems with: the first text that is given to what makes them; keys of what is counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in MAKERS:
            texts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            yield from (text for text in texts[:1] if re.fullmatch(r"[a-z]+(-[a-z]+)*", text) and text != "error")
    if path.stem == "run":
        yield from _SAID


def test_codes_of_imports_and_of_checks_mean_the_same_where_both_have_them():
    shared = set(CODES) & {code.name for code in CHECK_CODES}
    assert shared <= {
        "missing-file", "unreadable", "empty-file", "too-large", "too-deep", "syntax", "encoding", "control-character",
        "wrong-value", "missing-field", "unknown-id", "repeated-id", "undated",
    }  # fmt: skip


def test_an_import_of_text_starts_without_the_heavy_libraries(desk):
    desk("log.csv", LOG)
    program = (
        "import sys\nfrom timeline.cli import main\n"
        "try:\n    main(['import', 'log.csv', '-o', 'case'], prog_name='timeline')\n"
        "finally:\n    print(sorted({'plotly', 'networkx', 'python_calamine'} & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (0, "[]")


def test_the_rejects_hold_the_columns_of_the_table_behind_the_reason(desk):
    desk("log.csv", "Date,Title,Extra\n2021-99-01,A,x\n")
    answer("log.csv", "-o", "case")
    with Path("case/import/log-rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Import row", "Import reason", "Date", "Title", "Extra"]
    assert (rows[1][0], rows[1][2:]) == ("2", ["2021-99-01", "A", "x"])
