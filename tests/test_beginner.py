"""What somebody who has never seen YAML types by mistake, and what is said of it: where it is to be mended, and how."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.often import often
from timeline.cli import main
from timeline.files.yaml import parse
from timeline.new import new

# What is typed in place of what, with ▸ before the place that must be named; and words of the message and of the hint.
MISTAKES = {
    "a tab": ("    intake_body: board", "▸\tintake_body: board", "a tab stands where spaces should", "spaces"),
    "blanks from a web page": ("    intake_body: board", "▸\xa0\xa0\xa0\xa0intake_body: board", "(U+00A0)", "spaces"),
    "a quote that is not closed": ("title: The driver", "title: ▸\"The driver", "the quote that opens here closes only on line 57", "close it"),
    "an apostrophe": ("title: The driver complains", "title: 'The driver'▸s complaint'", "the text goes on after the quote", "written twice: ''"),
    "a quote at the beginning": ("title: The driver complains", "title: \"The driver\" ▸complains", "the text goes on after the quote", "the whole text, or none"),
    "a line too far left": ("    intake_body: board", "   ▸intake_body: board", "begins in column 4, those above in 5, 3 or 1", "same column"),
    "a line too far right after a comment": ("    intake_body: board", "      ▸intake_body: board", "begins in column 7, those above in 5, 3 or 1", "same column"),
    "a line too far right": ("    complainant_type: public", "      complainant_type▸: public", "further in than the line above", "begin it in column 5"),
    "a colon in a title": ("title: The driver complains", "title: The driver▸: it complains", "a colon and a space inside a value", '"like: this"'),
    "no blank after a colon": ("    intake_body: board", "    ▸intake_body:board", "a line without 'key: value'", "a colon and a space"),
    "the colon of a line at all": ("    intake_body: board\n    complainant", "    ▸intake_body board\n    complainant", "a line without 'key: value'", "a colon and a space"),
    "a bracket that is not closed": ("letter p.1]\n    claims▸:", "letter p.1\n    claims▸:", "it opens on line 64, column 12", "close it"),
    "a colon in braces": ("says: there was a reason", "says: there was a reason▸: speed", "a bracket is not closed", "a colon or a comma is quoted"),
    "a comma in braces": ("says: there was a reason", "says: there was, ▸he said", "has no field 'he said for the stop'", 'a comma ends a value'),
    "a star": ("title: The driver complains", "title: ▸*The driver complains", "*The", "quote the whole text"),
    "stars": ("title: The driver complains", "title: ▸*The* driver complains", "begins with * or &", "quote the whole text"),
    "an at sign": ("intake_body: board", "intake_body: ▸@board", "a sign that cannot start a value", "quote"),
    "a day in figures": ("when: 2023-02~ ", "when: ▸3/4/2019 ", "day and month can be confused", "'2019-03-04' or '2019-04-03'"),
    "a day of the case in figures": ("as_of: 2023-10-02 ", "as_of: ▸3/4/2019 ", "day and month can be confused", "'2019-03-04' or '2019-04-03'"),
    "a day in words": ("when: 2023-02~ ", "when: ▸June 23rd, 2023 ", "'June 23rd, 2023'", "write '2023-06-23'"),
    "a blank in an id": ("  complaint:\n", "  ▸The Complaint:\n", "'The Complaint' is not in the form", "such as 'the-complaint'"),
    "an id that is there already": ("  finding:\n", "  ▸complaint:\n", "first written on line 54", "keep one of the two"),
    "a name in place of an id": ("intake_body: board", "intake_body: ▸Police Review Board", "'Police Review Board'", "an id stands here, not a name"),
    "an id with a slip": ("rules_on: complaint", "rules_on: ▸complant", "'complant' is not an event", "did you mean 'complaint'?"),
    "a type with a slip": ("type: complaint_received", "type: ▸complaint_recieved", "not an event type", "did you mean 'complaint_received'?"),
    "a field with a slip": ("    intake_body: board", "    ▸intake_bdy: board", "has no field 'intake_bdy'", "did you mean 'intake_body'?"),
    "no source": ("▸type: complaint_received", "▸type: complaint_received", "needs 'cites'", "'SOURCE', 'SOURCE L2', or a list"),
    "a section with a slip": ("events:\n", "▸event:\n", "has no field 'event'", "did you mean 'events'?"),
    "a number sign": ("title: The driver complains", "title: The driver ▸#12 complains", "the text 'The driver' ends before the '#'", "quote the whole text"),
    "an and sign": ("title: The driver complains", "title: ▸&The driver complains", "'&The' is not part of the text", "quote the whole text"),
    "no blank after a dash": ("[a stop without a reason]\n    concerns", "\n      ▸-a stop\n      -another\n    concerns", "the dash begins no item of a list", "a blank after each"),
    "a dash too far right": ("[a stop without a reason]\n    concerns", "\n      - a stop\n        ▸- another\n    concerns", "it is part of the text 'a stop - another'", "in one column"),
}  # fmt: skip


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The case that ``timeline new`` writes, with nothing wrong in it."""
    return new(tmp_path_factory.mktemp("new") / "alder")[0].read_text(encoding="utf-8")


@pytest.fixture
def alder(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, to be changed."""
    monkeypatch.chdir(tmp_path)
    Path("alder").mkdir()
    Path("alder/case.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "alder" / "case.yaml"


def mistake(file: Path, old: str, new: str) -> str:
    """Make it, once, and return the place of the ▸, as a problem names it."""
    text, old = file.read_text(encoding="utf-8"), old.replace("▸", "")
    at = text.index(old) + max(new.find("▸"), 0)
    file.write_text(text.replace(old, new.replace("▸", ""), 1), encoding="utf-8")
    changed = file.read_text(encoding="utf-8")
    return f"alder/case.yaml:{changed.count(chr(10), 0, at) + 1}:{at - changed.rfind(chr(10), 0, at)}:"


@pytest.mark.parametrize("what", MISTAKES)
def test_a_beginners_mistake_is_told_where_it_is_with_a_way_out(alder, what):
    old, typed, said, hint = MISTAKES[what]
    if what == "no source":
        alder.write_text(
            re.sub(r"    cites: \[gazette L5.*\n", "", alder.read_text(encoding="utf-8")), encoding="utf-8"
        )
    place = mistake(alder, old, typed)
    ran = CliRunner().invoke(main, ["check", "alder", "--strict"])
    assert ran.exit_code == 1
    told = re.findall(r"^(\S.*)\n    hint: (.*)$", ran.stdout, re.MULTILINE)
    [found] = [pair for pair in told if pair[0].startswith(place) and said in pair[0]] or [ran.stdout]
    assert hint in found[1], found
    assert "``" not in ran.stdout


def test_an_id_is_offered_though_something_is_wrong_with_what_it_names(alder):
    mistake(alder, "intake_body: board", "intake_bdy: board")
    mistake(alder, "rules_on: complaint", "rules_on: complant")
    ran = CliRunner().invoke(main, ["check", "alder"])
    assert "'complant' is not an event of this case\n    hint: did you mean 'complaint'?" in ran.stdout


def test_an_id_in_capitals_is_one_mistake_and_not_one_for_each_who_names_it(alder):
    mistake(alder, "  complaint:\n", "  Complaint:\n")
    ran = CliRunner().invoke(main, ["check", "alder"])
    assert re.findall(r"(?m)^\S+ ([a-z-]+):", ran.stdout) == ["wrong-value"]
    assert "such as 'complaint'" in ran.stdout


@pytest.mark.parametrize(
    ("typed", "file", "hint"),
    [
        ("allder", "alder/case.yaml", "did you mean 'alder'?"),
        ("alder/case.yml", "alder/case.yaml", "did you mean 'case.yaml'?"),
        (
            "alder",
            "alder/case.yml",
            "did you mean 'case.yml'? a case folder holds case.yaml; or name the case file itself",
        ),
        ("alder", "alder/notes.txt", "a case folder holds case.yaml; or name the case file itself"),
        ("willow", "alder/case.yaml", "check the path"),
        ("willow/case.yaml", "alder/case.yaml", "check the path"),
    ],
)
def test_a_case_that_is_not_there_may_have_been_called_otherwise(tmp_path, monkeypatch, typed, file, hint):
    monkeypatch.chdir(tmp_path)
    Path("alder").mkdir()
    Path(file).write_text("case: alder", encoding="utf-8")
    ran = CliRunner().invoke(main, ["check", typed])
    assert ran.exit_code == 1
    assert "missing-file: there is no " in ran.stdout
    assert f"    hint: {hint}\n" in ran.stdout


NOTHING = {
    "a comment": ("    intake_body: board", "    intake_body: board # as the letter says"),
    "a comment of its own": ("    intake_body: board", "    # issue #12\n    intake_body: board"),
    "a number sign in quotes": ("title: The driver complains to the review board", "title: 'The driver #12 complains'"),
    "a number sign within a word": ("title: The driver complains", "title: The driver's complaint#12"),
    "text over two lines": ("title: The driver complains", "title: The driver\n      complains"),
    "a dash within a text": ("title: The driver complains", "title: The driver - a neighbour -\n      complains"),
    "a figure below nought": ("title: The driver complains", "title: -5 degrees, and the driver complains"),
    "a name that is used": ("    intake_body: board", "    intake_body: &who board\n    note: *who"),
    "a list": ("[a stop without a reason]\n", "\n      - a stop without a reason\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", NOTHING)
def test_what_only_looks_like_one_is_left_alone(alder, what):
    mistake(alder, *NOTHING[what])
    ran = CliRunner().invoke(main, ["check", "alder", "--strict"])
    assert "misread-text" not in ran.stdout
    assert ran.exit_code == 0, ran.stdout


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["Unix", "Windows"])
def test_the_place_is_right_whatever_ends_a_line(alder, end):
    text = alder.read_text(encoding="utf-8").replace("title: The driver", 'title: "The driver')
    alder.write_bytes(text.replace("\n", end).encode())
    assert "alder/case.yaml:56:12: syntax: the quote" in CliRunner().invoke(main, ["check", "alder"]).stdout


@given(
    st.lists(
        st.sampled_from(
            [*"ab:-#@&*![]{}'\",|>%?0 \t\n\r\x85\u2028\u2029\xa0", ": ", "- ", "a: ", "\n  ", "\n   ", "\n- ", " #x"]
        ),
        max_size=25,
    ).map("".join)
)
@example("- [\na, b")  # a bracket that the end of the text leaves open
@example("a: 1\u2028\u2028b: @x")  # lines that only YAML counts
@example(":@:\t0%a: a: ")
@settings(max_examples=often(400))
def test_whatever_is_typed_is_read_or_refused_with_a_place_in_the_text(typed):
    for problem in parse(typed.encode(), "case.yaml").problems:
        assert problem.at.line <= len(re.split("\r\n|[\n\r\x85\u2028\u2029]", typed)) + 1
        assert problem.message
