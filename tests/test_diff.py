"""Versions of a case that grows and is put right, and what a reader is told of it. Everybody here is invented."""

from __future__ import annotations

import json
import subprocess
import textwrap
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import timeline
from timeline.cli import main

FIRST = """
case: harlow-street
title: What became of the stop on Harlow Street
as_of: 2021-07-31
sources:
  herald: {kind: news_report, title: Officers moved, publisher: paper, published: 2021-07-01}
  minutes: {kind: minutes, title: Minutes of the board, publisher: board, published: 2021-07-20}
actors:
  paper: {kind: institution, institution_kind: outlet, name: The Harlow Paper}
  board: {kind: institution, institution_kind: oversight_body, name: Review Board}
  city: {kind: institution, institution_kind: municipality, name: City of Harlow}
  officer-a: {kind: person, role: sworn_officer, label: Officer A, name: Corwin Thistledew}
events:
  moved:
    type: reassignment
    title: An officer is moved to other work
    when: 2021-03
    subject: officer-a
    cites: herald L2
  ruling:
    type: oversight_ruling
    title: The board rules on the move
    when: 2021-06
    body: board
    outcome: upheld
    concerns: moved
    cites: minutes p.1
    claims:
      - {id: pay, by: city, says: the officer kept full pay, cites: herald L4}
  told:
    type: public_statement
    title: The city explains the ruling
    when: within two weeks after ruling
    speaker: city
    channel: interview
    cites: minutes p.2
obligations:
  report: {label: A written report, created_by: ruling, obligor: city, force: ordered, due: 2021-06-29, cites: minutes p.2}
"""


def changed(*pairs: tuple[str, str], text: str = FIRST) -> str:
    """The first version with pieces of it replaced."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def written(home: Path, name: str, text: str) -> Path:
    path = home / name / "case.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path.parent


def told(home: Path, *versions: str) -> str:
    """What the command prints of two versions."""
    paths = [str(written(home, f"v{number}", text)) for number, text in enumerate(versions)]
    ran = CliRunner().invoke(main, ["diff", *paths], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


# What changed, and the sentence about it
SENTENCES = [
    (
        ("when: 2021-06\n", "when: 2021-06-17\n"),
        [
            "ruling: The date of “The board rules on the move” was given as “June 2021”. It is “17 June 2021”.",
            "told: The date of “The city explains the ruling”, which follows from others, was given as “between 1 June and "
            "14 July 2021”. It is “between 17 June and 1 July 2021”.",
        ],
    ),
    (
        ("outcome: upheld", "outcome: overturned"),
        ["ruling: The outcome of “The board rules on the move” was given as upheld. It is overturned."],
    ),
    (
        ("title: An officer is moved to other work", "title: An officer is taken off patrol"),
        ["moved: “An officer is moved to other work” is now called “An officer is taken off patrol”."],
    ),
    (
        ("cites: minutes p.1\n", "cites: [minutes p.1, herald L5]\n"),
        ["ruling: “The board rules on the move” now rests on “Officers moved”, line 5 too."],
    ),
    (
        ("says: the officer kept full pay", "says: the officer kept half pay"),
        [
            "ruling: On “The board rules on the move”, City of Harlow was reported as saying “the officer kept full pay”. "
            "It should read “the officer kept half pay”."
        ],
    ),
    (
        ("    concerns: moved\n", "    alters: {event: moved, effect: upholds}\n"),
        [
            "ruling: “The board rules on the move” was said to be linked to “An officer is moved to other work” "
            "(“concerns”). It is not.",
            "ruling: “The board rules on the move” alters “An officer is moved to other work”: this link was added.",
        ],
    ),
    (
        ("speaker: city", "speaker: board"),
        ["told: The speaker of “The city explains the ruling” was given as City of Harlow. It is Review Board."],
    ),
    (
        ("    channel: interview\n", "    channel: interview\n    modality: expected\n"),
        [
            "told: “The city explains the ruling” was recorded as having happened. It is recorded as expected; not known to "
            "have happened."
        ],
    ),
    (
        ("name: Review Board", "name: Civilian Review Board"),
        ["board: “Review Board” is now called “Civilian Review Board”."],
    ),
    (
        ("  herald: {kind: news_report, title: Officers moved, publisher: paper, published: 2021-07-01}",
         "  herald: {kind: news_report, title: Officers moved, publisher: paper, published: 2021-07-02}"),
        ["herald: The publication day of “Officers moved” was given as 1 July 2021. It is 2 July 2021."],
    ),
    (("as_of: 2021-07-31", "as_of: 2021-08-30"),
     ["harlow-street: The record was brought up to date: as of 30 August 2021, before as of 31 July 2021."]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentences"), SENTENCES, ids=[row[1][0][:40] for row in SENTENCES])
def test_a_change_is_told_as_an_editor_would(tmp_path: Path, change: tuple[str, str], sentences: list[str]) -> None:
    assert told(tmp_path, FIRST, changed(change)).partition("\n\n#")[0].splitlines() == sentences


def test_nothing_is_told_of_what_no_reader_sees(tmp_path: Path) -> None:
    second = changed(("    subject: officer-a\n", "    subject: officer-a\n    note: Ask again in May\n"))
    assert told(tmp_path, FIRST, second) == "no difference that a reader could see\n"


def test_an_id_that_vanished_is_called_out_since_others_link_to_it(tmp_path: Path) -> None:
    gone = FIRST[: FIRST.index("  told:")] + FIRST[FIRST.index("obligations:") :]
    assert told(tmp_path, FIRST, gone).startswith(
        "told: Event “The city explains the ruling” (between 1 June and 14 July 2021) was taken out; links to #told lead "
        "nowhere.\n"
    )


def test_an_event_under_another_id_is_the_same_event(tmp_path: Path) -> None:
    said = told(tmp_path, FIRST, changed(("  told:\n", "  explained:\n")))
    assert (
        "told: Event “The city explains the ruling” now has the id 'explained'; it was 'told'; links to #told lead nowhere."
        in said
    )


def test_the_drafts_can_be_put_into_the_case_and_are_then_on_its_page(tmp_path: Path) -> None:
    """An event that was added corrects nothing; what was wrong does, with its day and event."""
    added = "  later: {type: public_meeting, convener: board, title: The board meets, when: 2021-06-25, cites: minutes p.3}\n"
    second = changed(
        ("outcome: upheld", "outcome: overturned"),
        ("as_of: 2021-07-31", "as_of: 2021-08-02"),
        ("obligations:", f"{added}obligations:"),
    )
    said = told(tmp_path, FIRST, second)
    assert "later: Event “The board meets” (25 June 2021) was added." in said
    draft = said.partition("# for case.yaml, once read over:\n")[2]
    assert yaml.load(draft, yaml.BaseLoader) == {  # noqa: S506 - text stays text
        "corrections": [
            {"date": "2021-08-02", "event": "ruling", "was": "outcome: upheld", "now": "outcome: overturned"}
        ]
    }
    third = written(tmp_path, "third", f"{second}{draft}")
    page = timeline.load(third).save(tmp_path / "page.html").read_text(encoding="utf-8")
    assert "outcome: upheld" in page
    again = CliRunner().invoke(main, ["diff", str(tmp_path / "v0"), str(third)])
    assert "# for case.yaml" not in again.stdout, "what stands in the log already is not drafted again"


def test_programs_get_the_values_too(tmp_path: Path) -> None:
    paths = [
        str(written(tmp_path, "a", FIRST)),
        str(written(tmp_path, "b", changed(("outcome: upheld", "outcome: overturned")))),
    ]
    ran = CliRunner().invoke(main, ["diff", *paths, "--json"])
    assert json.loads(ran.stdout) == {
        "changes": [
            {
                "id": "ruling",
                "field": "outcome",
                "old": "upheld",
                "new": "overturned",
                "words": "The outcome of “The board rules on the move” was given as upheld. It is overturned.",
            }
        ]
    }


def test_a_name_that_is_withheld_now_is_in_no_word_about_the_past(tmp_path: Path) -> None:
    """He was named in the first version, in three places; whoever was taken out is not brought back by the log."""
    first = changed(
        ("name: Corwin Thistledew}", "name: Corwin Thistledew, naming: name, basis: charged}"),
        ("title: An officer is moved", "title: Corwin Thistledew is moved"),
        ("says: the officer kept", "says: Thistledew kept"),
    )
    said = told(tmp_path, first, FIRST)
    assert "thistledew" not in said.casefold()
    assert "“[Officer A] is moved to other work” is now called “An officer is moved to other work”." in said


def test_names_kept_in_private_yaml_are_in_no_word_about_the_past(tmp_path: Path) -> None:
    old = written(tmp_path, "old", changed((", name: Corwin Thistledew", ""), ("An officer is", "C. Thistledew is")))
    new = written(tmp_path, "new", changed((", name: Corwin Thistledew", "")))
    (new / "private.yaml").write_text("actors: {officer-a: {name: Corwin Thistledew}}\n", encoding="utf-8")
    ran = CliRunner().invoke(main, ["diff", str(old), str(new)])
    assert "“[Officer A] is moved to other work” is now called" in ran.stdout
    assert "thistledew" not in ran.stdout.casefold()


# Revisions of a repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two versions of a case in cases/harlow."""
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "cases" / "harlow"
    home.mkdir(parents=True)
    git("init", "-q")
    for text in (FIRST, changed(("outcome: upheld", "outcome: overturned"))):
        (home / "case.yaml").write_text(text, encoding="utf-8")
        git("add", ".")
        git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-q", "-m", "a version")
    return tmp_path


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


@pytest.mark.parametrize(
    "words",
    [
        ["HEAD~1:cases/harlow", "cases/harlow"],
        ["HEAD~1:cases/harlow", "HEAD:cases/harlow"],
        ["HEAD~1:cases/harlow/case.yaml", "cases/harlow/case.yaml"],
        ["cases/harlow", "--rev", "HEAD~1"],
    ],
)
def test_a_version_may_be_a_git_revision(repository: Path, words: list[str]) -> None:
    ran = CliRunner().invoke(main, ["diff", *words])
    assert "was given as upheld. It is overturned." in ran.stdout, ran.output


def test_a_path_in_a_revision_counts_from_the_folder_one_is_in(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "cases")
    assert "It is overturned." in CliRunner().invoke(main, ["diff", "harlow", "--rev", "HEAD~1"]).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["HEAD~9:cases/harlow", "cases/harlow"], "there is no revision 'HEAD~9'"),
        (["HEAD:nowhere", "cases/harlow"], "there is no case at 'nowhere' in 'HEAD'"),
        (["--", "-x:cases/harlow", "cases/harlow"], "'-x' is not a revision"),
        (["cases/harlow"], "name OLD and NEW, or one case and --rev"),
        (["cases/harlow", "cases/harlow", "--for", "pubic"], "did you mean 'public'?"),
    ],
)
def test_wrong_usage_says_what_is_wrong(repository: Path, words: list[str], said: str) -> None:
    ran = CliRunner().invoke(main, ["diff", *words])
    assert ran.exit_code == 2
    assert said in ran.stderr


def test_a_version_that_cannot_be_read_is_reported_like_any_case(tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["diff", str(tmp_path / "no"), str(tmp_path / "nor")])
    assert ran.exit_code == 1
    assert "missing-file" in ran.stderr
    assert textwrap.dedent(ran.stdout) == ""
