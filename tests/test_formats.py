"""How problems are printed: for a terminal, for programs, and as the workflow commands that mark a review."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from timeline.cli import main
from timeline.problems import At, Problem, as_github, as_json, as_text

MEETING = "type: public_meeting, convener: city, title: A, when: 2021-05"


def read(line):
    """A workflow command as the runner reads it: its level, its properties, its message, all decoded."""
    level, properties, message = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line).groups()
    pairs = (pair.split("=", 1) for pair in (properties or "").split(",") if pair)

    def plain(text):
        for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
            text = text.replace(code, sign)
        return text

    return level, {name: plain(value) for name, value in pairs}, plain(message)


@pytest.mark.parametrize(
    "text", ["100 % sure", "50%0A", "a\nb", "a\r\nb", "a: b, c", "::error file=x::y", "%25", "ends with a break\n"]
)
def test_whatever_was_typed_the_annotation_is_one_line_and_says_the_same(text):
    problem = Problem(At(f"a,b:c%/{text}.yaml", 3, 4), "some-code", f"m {text}", f"h {text}")
    [line] = as_github([problem]).splitlines()
    level, properties, message = read(line)
    assert level == "error"
    assert properties == {"file": f"a,b:c%/{text}.yaml", "line": "3", "col": "4", "title": "some-code"}
    assert message == f"m {text} (h {text})"


def test_a_control_character_is_shown_and_not_obeyed():
    """A log is read in a terminal too."""
    assert as_github([Problem(At("a.yaml", 1, 1), "c", "m\x1b[2J")]).endswith("::m\\x1b[2J")


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_each_severity_has_its_level(severity, level):
    assert read(as_github([Problem(At("a.yaml", 1, 1), "c", "m", "", severity)]))[0] == level


def test_a_problem_of_a_whole_file_or_of_none_names_no_line():
    assert as_github([Problem(At("a.yaml"), "c", "m")]) == "::error file=a.yaml,title=c::m"
    assert as_github([Problem(At(), "c", "m")]) == "::error title=c::m"


def test_a_path_inside_the_folder_of_the_command_is_relative_to_it(case, monkeypatch):
    home = case(f"events:\n  a: {{{MEETING}, cites: s9}}\n")
    monkeypatch.chdir(home.parent)
    for given in (home, "case", "./case"):
        lines = CliRunner().invoke(main, ["check", str(given), "--format", "github"]).stdout.splitlines()
        assert {read(line)[1]["file"] for line in lines if "file=" in line} == {"case/case.yaml"}


def test_a_path_outside_it_stays_whole(case, tmp_path, monkeypatch):
    home = case(f"events:\n  a: {{{MEETING}, cites: s9}}\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    lines = CliRunner().invoke(main, ["check", str(home), "--format", "github"]).stdout.splitlines()
    assert {read(line)[1]["file"] for line in lines} == {f"{home.as_posix()}/case.yaml"}


def test_nothing_is_printed_for_a_review_when_there_is_nothing(case):
    home = case("""
        sources:
          s1: {kind: letter, title: A letter, publisher: city, published: 2021-06-01}
        actors:
          city: {kind: institution, name: City of Harlow}
        events:
          a: {type: public_meeting, convener: city, title: A, when: 2021-05, cites: s1}
    """)
    ran = CliRunner().invoke(main, ["check", str(home), "--format", "github"])
    assert (ran.exit_code, ran.stdout) == (0, "")


# Many infos


def infos(code, count):
    return [Problem(At("a.yaml", n + 1, 1), code, f"m{n}", "", "info") for n in range(count)]


def test_of_many_infos_with_one_code_the_first_three_are_printed_and_the_rest_counted():
    """Four are printed: a line that says "one more" would be no shorter."""
    text = as_text([*infos("one", 6), *infos("two", 4), *infos("three", 5)])
    assert [text.count(f" info: {code}: ") for code in ("one", "two", "three")] == [3, 4, 3]
    assert text.splitlines()[-2:] == ["more infos: 3 one, 2 three; --json lists them all", "15 infos"]
    assert as_json(infos("one", 6)).count('"one"') == 6
    assert read(as_github(infos("one", 6)).splitlines()[-1]) == (
        "notice",
        {},
        "more infos: 3 one; --json lists them all",
    )


def test_three_infos_are_all_printed():
    assert as_text(infos("one", 3)).splitlines()[-1] == "3 infos"
    assert "more" not in as_text(infos("one", 3))


def test_errors_and_warnings_are_all_printed_however_many_there_are():
    for level in ("error", "warning"):
        problems = [Problem(At("a.yaml", n, 1), "one", "m", "", level) for n in range(1, 31)]
        assert len(as_text(problems).splitlines()) == 31
        assert len(as_github(problems).splitlines()) == 30
