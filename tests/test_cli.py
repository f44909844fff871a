"""The commands: what they print, where they print it, how they end, and the JSON that programs may rely on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline.cli import main

WITH_ERROR = """
events:
  a: {type: public_meeting, convener: city, title: A meeting, when: 2021-05, cites: s1}
  b: {type: public_meeting, convener: city, title: B meeting, when: after nothing, cites: s1}
"""
GOOD = """
events:
  raid: {type: public_meeting, convener: city, title: A raid, when: 2021-05-10, cites: s1 L2, refs: {docket: '17'}}
  talk: {type: public_meeting, convener: city, title: A talk, when: about two weeks after raid, cites: [s1 L4, s2]}
  leave: {type: duty_status_change, subject: officers, title: A leave, when: 2021-01/2021-03, cites: s1}
  plan: {type: policy_action, body: city, step: adopted, topic: Names, title: A plan, modality: expected,
         when: after talk, cites: s1}
obligations:
  answer: {label: An answer, created_by: raid, obligor: [city, police], force: requested, due: 2021-05-20,
           last_checked: 2021-06-01, cites: s1, refs: {page: '3'}}
  words: {label: Some words, created_by: plan, obligor: city, force: agreed, due: unspecified, cites: s1}
"""
CONFLICT = """
events:
  raid: {type: public_meeting, convener: city, title: A raid, when: 2021-05-10, cites: s1 L2}
  talk: {type: public_meeting, convener: city, title: A talk, when: [2021-05-09, after raid], cites: s2 L7}
"""
# Nothing is said of it: every source is cited, every actor has a part, every publisher is listed.
CLEAN = """
sources:
  s1: {kind: letter, title: A letter, publisher: city, published: 2021-06-01}
actors:
  city: {kind: institution, institution_kind: municipality, name: City of Harlow}
events:
  a: {type: public_meeting, convener: city, title: A meeting, when: 2021-05, cites: s1}
"""
COMMANDS = ("check", "build", "dates", "order", "open", "elapsed", "ask", "types", "schema")


def run(*words):
    """How a command ends, with its two streams apart."""
    return CliRunner().invoke(main, [str(word) for word in words])


def answer(*words, exit_code=0):
    """The JSON that a command prints."""
    ran = run(*words, "--json")
    assert ran.exit_code == exit_code, ran.output
    return json.loads(ran.stdout)


# Help, wrong usage


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers_help_with_an_example(command):
    ran = run(command, "--help")
    assert ran.exit_code == 0
    assert f"Example: timeline {command}" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_the_program_answers_help_with_its_commands_and_its_version():
    listed = run("--help").stdout
    assert [command for command in COMMANDS if not re.search(rf"^  {command} ", listed, re.MULTILINE)] == []
    assert re.fullmatch(r"timeline, version \S+\n", run("--version").stdout)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Usage"),
        ("chek CASE", "No such command"),
        ("check", "Missing argument"),
        ("build CASE", "-o"),
        ("build CASE -o x.html --for everyone", "public"),
        ("dates CASE rad", "did you mean 'raid'?"),
        ("order CASE raid", "Missing argument"),
        ("order CASE raid tolk", "did you mean 'talk'?"),
        ("open CASE --as-of yesterday", "--as-of"),
        ("open CASE --as-of 2021-05", "not one day"),
        ("check CASE --format xml", "github"),
        ("types no-such-type", "no event type or family 'no-such-type'"),
        ("check CASE --types nowhere:Mine", "--types"),
        ("check CASE --types json:dumps", "not an event type"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_on_standard_error_what_is_accepted(case, words, said):
    home = case(GOOD)
    ran = run(*(home if word == "CASE" else word for word in words.split()))
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert said in ran.stderr


# check


def test_check_prints_each_problem_with_its_place_and_a_hint(case):
    home = case(WITH_ERROR)
    ran = run("check", home)
    assert ran.exit_code == 1
    assert (
        f"{home.as_posix()}/case.yaml:3:69: unknown-id: event 'b': there is no event or source 'nothing'" in ran.stdout
    )
    assert "\n    hint: " in ran.stdout
    assert ran.stderr == ""
    assert re.search(r"\n1 error, \d+ warnings, \d+ infos?\n\Z", ran.stdout)


def test_check_answers_programs_with_a_list_of_problems(case):
    home = case(WITH_ERROR)
    rows = answer("check", home, exit_code=1)
    assert all(
        list(row) == ["code", "severity", "message", "hint", "file", "line", "column"]
        and row["severity"] in ("error", "warning", "info")
        for row in rows
    )
    [error] = [row for row in rows if row["severity"] == "error"]
    assert (error["code"], error["file"], error["line"], error["column"]) == (
        "unknown-id", f"{home.as_posix()}/case.yaml", 3, 69,
    )  # fmt: skip
    assert run("check", home, "--format", "json").stdout == run("check", home, "--json").stdout


def test_check_marks_the_lines_of_a_review(case):
    home = case(WITH_ERROR)
    ran = run("check", home, "--format", "github")
    lines = ran.stdout.splitlines()
    assert ran.exit_code == 1
    assert all(
        re.match(r"::(error|warning|notice) file=[^,]+,line=\d+,col=\d+,title=[\w-]+::\S", line) for line in lines
    )
    [error] = [line for line in lines if line.startswith("::error")]
    assert error.startswith(f"::error file={home.as_posix()}/case.yaml,line=3,col=69,title=unknown-id::event 'b'")


def test_a_line_for_a_review_is_one_line_whatever_was_typed(case):
    """A line break or a colon in a value must not end the annotation, or begin another."""
    ran = run(
        "check",
        case('events:\n  a: {type: "x\\n::error file=y::z", title: A, when: 2021, cites: s1}\n'),
        "--format",
        "github",
    )
    assert sum(line.startswith("::error") for line in ran.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "strict", "exit_code"),
    [(CLEAN, False, 0), (CLEAN, True, 0), (GOOD, False, 0), (GOOD, True, 1), (WITH_ERROR, False, 1)],
)
def test_check_ends_with_1_on_errors_and_when_strict_on_warnings(case, text, strict, exit_code):
    assert run("check", case(text), *(["--strict"] if strict else [])).exit_code == exit_code


def test_a_note_is_not_a_warning(case):
    """``--strict`` counts warnings; what is only worth knowing passes."""
    home = case(CLEAN.replace("publisher: city", "publisher: The Post"))
    assert {row["severity"] for row in answer("check", home)} == {"info"}
    assert run("check", home, "--strict").exit_code == 0


def test_check_says_so_when_there_is_nothing_to_report(case):
    home = case(CLEAN)
    assert run("check", home).stdout == f"{home}: nothing to report\n"
    assert answer("check", home) == []


def test_check_takes_a_file_a_folder_and_what_is_not_there(case):
    home = case(CLEAN)
    assert run("check", home / "case.yaml").exit_code == 0
    ran = run("check", home / "gone.yaml")
    assert ran.exit_code == 1
    assert "missing-file" in ran.stdout


# dates


def test_dates_answers_programs_with_every_event_and_every_conflict(case):
    found = answer("dates", case(GOOD))
    assert list(found) == ["events", "conflicts"]
    assert list(found["events"]) == ["raid", "talk", "leave", "plan"]
    talk = found["events"]["talk"]
    assert {key: talk[key] for key in ("earliest", "latest", "end_earliest", "end_latest", "text", "words")} == {
        "earliest": "2021-05-17",
        "latest": "2021-05-31",
        "end_earliest": "2021-05-17",
        "end_latest": "2021-05-31",
        "text": "about two weeks after raid",
        "words": "between 17 and 31 May 2021",
    }
    assert found["events"]["raid"]["refs"] == {"docket": "17"}
    plan = found["events"]["plan"]
    assert (plan["earliest"], plan["latest"], plan["end_latest"]) == ("2021-05-17", None, None)
    leave = found["events"]["leave"]
    assert (leave["latest"], leave["end_earliest"]) == ("2021-01-31", "2021-03-01")
    assert found["conflicts"] == []


def test_dates_reports_what_contradicts_and_ends_with_1(case):
    home = case(CONFLICT)
    found = answer("dates", home, exit_code=1)
    [conflict] = found["conflicts"]
    assert list(conflict) == ["claims", "message"]
    assert [{key: row[key] for key in ("event", "claim", "file", "line", "cites")} for row in conflict["claims"]] == [
        {"event": "raid", "claim": "2021-05-10", "file": f"{home.as_posix()}/case.yaml", "line": 2, "cites": ["s1 L2"]},
        {"event": "talk", "claim": "2021-05-09", "file": f"{home.as_posix()}/case.yaml", "line": 3, "cites": ["s2 L7"]},
        {"event": "talk", "claim": "after raid", "file": f"{home.as_posix()}/case.yaml", "line": 3, "cites": ["s2 L7"]},
    ]
    ran = run("dates", home)
    assert "contradiction: these claims cannot all hold" in ran.stdout
    assert "dates-contradict" in ran.stderr


def test_dates_prints_a_line_an_event(case):
    lines = run("dates", case(GOOD)).stdout.splitlines()
    assert lines[0].split() == ["raid", "2021-05-10", "2021-05-10", "10", "May", "2021"]
    assert lines[3].split()[:3] == ["plan", "2021-05-17", "…"]


def test_dates_says_why_for_one_event(case):
    home = case(GOOD)
    text = run("dates", home, "talk").stdout
    assert text.startswith("talk: between 17 and 31 May 2021\n")
    assert "earliest: 2021-05-17" in text
    assert f"'talk': 'about two weeks after raid' (s1 L4, s2)  [{home.as_posix()}/case.yaml:3:" in text
    found = answer("dates", home, "talk")
    assert [(b["bound"], b["day"], [c["event"] for c in b["claims"]]) for b in found["because"]] == [
        ("earliest", "2021-05-17", ["raid", "talk"]),
        ("latest", "2021-05-31", ["raid", "talk"]),
    ]


# order, open


def test_order_answers_programs_with_its_reasons(case):
    found = answer("order", case(GOOD), "raid", "talk")
    assert list(found) == ["a", "b", "answer", "because"]
    assert (found["a"], found["b"], found["answer"]) == ("raid", "talk", "certainly")
    assert "about two weeks after raid" in [claim["claim"] for claim in found["because"]]
    assert answer("order", case(GOOD), "talk", "raid")["answer"] == "never"
    assert answer("order", case(GOOD), "talk", "plan") == {
        "a": "talk",
        "b": "plan",
        "answer": "possibly",
        "because": [],
    }


def test_open_answers_programs_with_every_obligation(case):
    found = answer("open", case(GOOD), "--as-of", "2021-06-30")
    assert list(found) == ["as_of", "obligations"]
    assert found["as_of"] == "2021-06-30"
    owed = {row["id"]: row for row in found["obligations"]}
    assert {
        key: owed["answer"][key] for key in ("status", "days_open", "days_overdue", "disputed", "evidence", "refs")
    } == {
        "status": "due_passed_unknown",
        "days_open": [51, 51],
        "days_overdue": [41, 41],
        "disputed": False,
        "evidence": "none",
        "refs": {"page": "3"},
    }
    assert {key: owed["words"][key] for key in ("status", "days_open", "days_overdue")} == {
        "status": "not_triggered",
        "days_open": None,
        "days_overdue": None,
    }


def test_open_counts_to_the_cases_own_day_unless_another_is_given(case):
    home = case(GOOD)
    assert answer("open", home)["as_of"] == "2021-06-30"
    assert answer("open", home, "--as-of", "2021-05-20")["obligations"][0]["status"] == "pending"


def test_open_says_in_words_that_nothing_is_known(case):
    text = run("open", case(GOOD)).stdout
    assert "as of 2021-06-30" in text
    assert "answer: due passed unknown, no evidence either way, 51 days" in text
    assert "past its due day by 41 days" in text
    assert "last looked for 2021-06-01" in text
    assert "words: not triggered" in text


# types, schema


def test_types_answers_programs_with_the_vocabulary():
    found = answer("types")
    assert {"types", "relations"} <= set(found)
    assert all({"name", "family", "definition", "fields"} <= set(row) for row in found["types"])
    assert all({"name", "definition"} <= set(row) for row in found["relations"])
    assert all(row["definition"] for row in (*found["types"], *found["relations"]))
    names = [row["name"] for row in found["types"]]
    assert {"reassignment", "commission_ruling", "task_force", "doj_letter"} <= set(names)
    assert len(names) == len(set(names))


def test_types_lists_all_or_explains_one():
    everything = run("types").stdout
    assert "  reassignment\n" in everything
    assert "RELATIONS" in everything
    one = run("types", "reassignment").stdout
    assert "to_status" in one
    assert "modified_assignment" in one


def test_schema_is_json_schema_with_every_type():
    ran = run("schema")
    schema = json.loads(ran.stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "commission_ruling" in schema["properties"]["events"]["additionalProperties"]["properties"]["type"]["enum"]


# build


def test_build_writes_one_page_and_says_where(case, tmp_path):
    page = tmp_path / "new" / "page.html"
    ran = run("build", case(CLEAN), "-o", page)
    assert ran.exit_code == 0
    assert re.fullmatch(rf"{re.escape(str(page))} \([\d,]+ KiB\)\n", ran.stdout)
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert list(page.parent.iterdir()) == [page], "and nothing beside it"


def test_build_says_on_standard_error_what_stands_beside(case, tmp_path):
    ran = run("build", case(GOOD), "-o", tmp_path / "page.html")
    assert ran.exit_code == 0
    assert "unused-actor" in ran.stderr
    assert "unused-actor" not in ran.stdout


@pytest.mark.parametrize(("text", "options"), [(WITH_ERROR, []), (CONFLICT, []), (GOOD, ["--strict"])])
def test_build_writes_nothing_if_there_is_an_error_and_leaves_the_old_page(case, tmp_path, text, options):
    page = tmp_path / "out" / "page.html"
    page.parent.mkdir()
    page.write_text("the old page", encoding="utf-8")
    ran = run("build", case(text), "-o", page, *options)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "hint:" in ran.stderr
    assert page.read_text(encoding="utf-8") == "the old page"
    assert list(page.parent.iterdir()) == [page]


@pytest.mark.parametrize("where", ["a-file/page.html", "a-folder"])
def test_build_that_cannot_write_says_so_in_a_sentence(case, tmp_path, where):
    """A path through a file, a path that is a folder: one line, no half-written file, no traceback."""
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    (tmp_path / "a-folder").mkdir()
    ran = run("build", case(CLEAN), "-o", tmp_path / where)
    assert isinstance(ran.exception, SystemExit), ran.exception
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.strip()
    assert list((tmp_path / "a-folder").iterdir()) == []


def test_build_into_a_read_only_folder_leaves_the_old_page(case, tmp_path, shut):
    page = tmp_path / "out" / "page.html"
    page.parent.mkdir()
    page.write_text("the old page", encoding="utf-8")
    shut(page.parent)
    ran = run("build", case(CLEAN), "-o", page)
    assert (ran.exit_code, page.read_text(encoding="utf-8")) == (2, "the old page")
    assert "cannot be written" in ran.stderr


def test_build_on_a_full_disk_leaves_the_old_page(case, tmp_path, monkeypatch):
    page = tmp_path / "page.html"
    page.write_text("the old page", encoding="utf-8")

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(os, "replace", full)
    ran = run("build", case(CLEAN), "-o", page)
    monkeypatch.undo()
    assert (ran.exit_code, page.read_text(encoding="utf-8")) == (2, "the old page")
    assert "No space left on device" in ran.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["page.html"]


def test_build_is_the_same_every_time(case, tmp_path):
    home = case(GOOD)
    for name in ("one.html", "two.html"):
        run("build", home, "-o", tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


# A newsroom's own types

OWN = '''
from typing import ClassVar, Literal

from timeline.model.block import ActorIds
from timeline.model.event import Event


class CellInspection(Event):
    """A cell block is inspected."""

    family: ClassVar[str] = "oversight"
    type: Literal["cell_inspection"] = "cell_inspection"
    inspector: ActorIds
'''
INSPECTED = """
events:
  a: {type: cell_inspection, inspector: csc, title: An inspection, when: 2021-05, cites: s1}
"""


@pytest.fixture
def own_types(tmp_path, monkeypatch):
    """A module of ten lines in the folder the command is started from."""
    (tmp_path / "newsroom_types.py").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield "newsroom_types:CellInspection"
    sys.modules.pop("newsroom_types", None)


def test_an_own_type_is_read_checked_dated_and_drawn(case, tmp_path, own_types):
    home = case(INSPECTED)
    assert run("check", home).exit_code == 1, "it is unknown until it is named"
    assert run("check", home, "--types", own_types).exit_code == 0
    assert answer("dates", home, "--types", own_types)["events"]["a"]["type"] == "cell_inspection"
    assert run("build", home, "-o", tmp_path / "page.html", "--types", own_types).exit_code == 0
    assert "An inspection" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_an_own_type_is_in_the_listing_and_the_schema(own_types):
    [row] = [row for row in answer("types", "--types", own_types)["types"] if row["name"] == "cell_inspection"]
    assert (row["family"], row["definition"]) == ("oversight", "A cell block is inspected.")
    assert "inspector" in [field["name"] for field in row["fields"]]
    assert "cell_inspection" in run("schema", "--types", own_types).stdout


def test_a_mistake_in_an_own_type_is_found_like_any_other(case, own_types):
    home = case(INSPECTED.replace("inspector: csc, ", ""))
    [row] = [row for row in answer("check", home, "--types", own_types, exit_code=1) if row["severity"] == "error"]
    assert (row["code"], "'inspector'" in row["message"]) == ("missing-field", True)


@pytest.mark.parametrize(
    ("named", "text", "said"),
    [
        ("raises_at_once:X", "1 / 0", "ZeroDivisionError: division by zero (raises_at_once.py:1)"),
        ("has_no_such:X", "Y = 1", "module 'has_no_such' has no attribute 'X'"),
        ("is_no_type:X", "X = 5", "is_no_type:X is not an event type or a tuple of them"),
        ("is_nowhere:X", None, "No module named 'is_nowhere'"),
        (":X", None, "write it MODULE:NAME"),
    ],
)
def test_a_module_of_own_types_that_cannot_be_used_is_one_sentence(case, tmp_path, monkeypatch, named, text, said):
    if text:
        (tmp_path / f"{named.partition(':')[0]}.py").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("check", case("events: {}"), "--types", named)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert said in ran.stderr


# From the outside


def outside(*words, **options):
    """The command as a user starts it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "timeline", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def test_the_two_streams_and_the_exit_code_are_those_of_the_process(case, tmp_path):
    ran = outside("build", case(WITH_ERROR), "-o", tmp_path / "page.html")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "unknown-id" in ran.stderr
    assert outside("nonsense").returncode == 2


@pytest.mark.parametrize("words", [["--help"], ["check"]])
def test_an_ordinary_command_imports_neither_plotly_nor_networkx(case, words):
    words = words if len(words) == 1 and words[0] == "--help" else [*words, str(case(CLEAN))]
    script = (
        "import sys\n"
        "from timeline.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('plotly', 'networkx') if name in sys.modules], file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


def test_words_of_any_script_are_printed_where_the_terminal_knows_only_ascii(case):
    home = case(CLEAN.replace("A meeting", "Reunión — 会議").replace("2021-05", "soon"))
    ran = outside("check", home, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr


def test_a_reader_that_stops_early_is_no_error():
    """``timeline schema | head -1`` ends quietly; a schema is longer than what a pipe holds."""
    with subprocess.Popen(
        [sys.executable, "-m", "timeline", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as ran:
        assert ran.stdout.readline().strip() == b"{"
        ran.stdout.close()
        assert ran.stderr.read() == b""
