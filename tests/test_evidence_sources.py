"""``timeline sources``: what rests on what, where copies are found, and hashes written into a case."""

from __future__ import annotations

import hashlib
import json
import os

import pytest
from click.testing import CliRunner

import timeline
from tests.copies import citing
from timeline.cli import main

COPY = "First line.\nSecond line.\n"
DIGEST = hashlib.sha256(COPY.encode()).hexdigest()
CASE = """\
case: cited   # a comment
title: "Ä 😀: a case"
as_of: 2022-12-31
sources:
  # what the board wrote
  release: {kind: press_release, title: "R 😀", publisher: board, published: 2022-05-01, archive: "release.txt"}  # kept
  story:   # the paper's
    kind: news_report
    title: >-
      Folded
      title
    publisher: paper # who
    derived_from: release
    # about the copy
    archive: story.txt

    note: |
      unchanged
  filing:
    kind: court_filing
    title: A filing
    publisher: board
actors:
  board: {kind: institution, name: The board}
  paper: {kind: institution, name: The paper, cites: story}
events:
  said:
    type: public_statement
    title: T
    speaker: board
    channel: interview
    when: [{claim: 2022-05, cites: filing L1}]
    cites: [story L1, release L2]
    claims: [{id: c, by: board, says: x, cites: [story L1, {source: release, at: L1, quote: Third}]}]
"""


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def sources(home, *words, exit_code=0):
    """What ``timeline sources --json`` answers."""
    ran = run("sources", home, "--json", *words)
    assert ran.exit_code == exit_code, ran.output
    return json.loads(ran.stdout)


@pytest.fixture
def home(tmp_path):
    """A case in one file, with two copies beside it and a third in a folder apart."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE.replace("quote: Third", "quote: First"), encoding="utf-8", newline="\n")
    (folder / "release.txt").write_text(COPY, encoding="utf-8", newline="\n")
    (folder / "story.txt").write_text("Another first line.\n", encoding="utf-8", newline="\n")
    (tmp_path / "apart" / "deep").mkdir(parents=True)
    (tmp_path / "apart" / "deep" / "filing.txt").write_text("Filed.\n", encoding="utf-8", newline="\n")
    return folder


# What rests on what


def test_each_source_says_what_cites_it_and_how_its_passages_stood_up(home):
    found = {row["id"]: row for row in sources(home)["sources"]}
    assert found["release"] | {"copy": None} == {
        "id": "release",
        "cited_by": ["said"],
        "citations": 2,
        "passages": {"verified": 2, "failed": 0, "unverified": 0, "quotes": 1},
        "hash": "unsealed",
        "sha256": None,
        "copy": None,
        "derived_from": [],
    }
    assert found["release"]["copy"] == {
        "path": (home / "release.txt").as_posix(), "sha256": DIGEST, "form": "text"
    }  # fmt: skip
    assert found["story"]["cited_by"] == ["paper", "said"]
    assert found["story"]["derived_from"] == ["release"]
    assert found["filing"]["passages"] == {"verified": 0, "failed": 0, "unverified": 1, "quotes": 0}
    assert found["filing"]["hash"] == "no copy"


def test_a_citation_of_a_whole_source_is_no_passage(home):
    [story] = [row for row in sources(home)["sources"] if row["id"] == "story"]
    assert (story["citations"], story["passages"]["verified"]) == (3, 2)


def test_a_passage_that_failed_is_counted_and_printed_with_its_place(home):
    case = home / "case.yaml"
    case.write_text(CASE, encoding="utf-8", newline="\n")
    found = sources(home, exit_code=1)
    assert found["sources"][0]["passages"] == {"verified": 1, "failed": 1, "unverified": 0, "quotes": 0}
    ran = run("sources", home)
    assert ran.exit_code == 1
    assert "quote-not-found: the quote 'Third' is not in 'release' L1" in ran.stderr


def test_the_answer_for_people_has_every_source_and_how_much_rests_on_one(home):
    said = run("sources", home).stdout
    assert said.splitlines()[:5] == [
        "release: R 😀",
        "  press release, The board, 2022-05-01",
        "  copy: release.txt (text); not sealed: no SHA-256 is written; --seal writes it",
        "  passages: 2 verified (1 with their words), 0 failed, 0 not verified",
        "  2 citations in: said",
    ]
    assert said.splitlines()[-3:] == [
        "1 event: 1 on 2 independent sources",
        "1 claim: 1 on one source",
        "  said: story = release; filing",
    ]


def test_an_event_that_a_release_and_a_story_made_from_it_report_rests_on_one_source_and_a_filing_makes_two(home):
    rests = {row["id"]: row for row in sources(home)["rests"]}
    assert rests["said"] == {
        "kind": "event", "id": "said", "independent": 2, "clusters": [["story", "release"], ["filing"]]
    }  # fmt: skip
    assert rests["said.c"]["independent"] == 1


def test_a_case_with_errors_elsewhere_still_answers_and_exits_with_1(home):
    case = home / "case.yaml"
    text = case.read_text(encoding="utf-8").replace("speaker: board", "speaker: bored")
    case.write_text(text, encoding="utf-8")
    assert len(sources(home, exit_code=1)["sources"]) == 3
    assert "did you mean 'board'?" in run("sources", home).stderr


# Where copies are found


def test_a_copy_named_after_its_source_is_found_in_a_folder_given(home, tmp_path):
    [filing] = [row for row in sources(home, "--archive", tmp_path / "apart")["sources"] if row["id"] == "filing"]
    assert (filing["hash"], filing["passages"]["verified"]) == ("unsealed", 1)


def test_two_files_named_after_a_source_are_not_chosen_between(home, tmp_path):
    (tmp_path / "apart" / "filing.pdf").write_bytes(b"%PDF-1.4")
    [filing] = [row for row in sources(home, "--archive", tmp_path / "apart")["sources"] if row["id"] == "filing"]
    assert filing["copy"] is None


def test_several_folders_and_the_variable_are_searched(tmp_path, monkeypatch):
    home = citing(tmp_path / "case", "", "s L2", fields=f", sha256: {DIGEST}")
    text = (home / "case.yaml").read_text(encoding="utf-8").replace("archive: copy.bin, ", "")
    (home / "case.yaml").write_text(text, encoding="utf-8")
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    (tmp_path / "three" / f"{DIGEST}.txt").write_text(COPY, encoding="utf-8", newline="\n")
    monkeypatch.delenv("TIMELINE_ARCHIVE", raising=False)
    assert sources(home, "--archive", tmp_path / "one")["sources"][0]["hash"] == "not at hand"
    two = ["--archive", tmp_path / "one", "--archive", tmp_path / "three"]
    assert sources(home, *two)["sources"][0]["hash"] == "matches"
    monkeypatch.setenv("TIMELINE_ARCHIVE", os.pathsep.join([str(tmp_path / "two"), str(tmp_path / "three")]))
    assert sources(home)["sources"][0]["hash"] == "matches"


def test_a_copy_that_is_not_beside_the_case_is_looked_for_by_its_hash(tmp_path):
    home = citing(tmp_path / "case", COPY, "s L2", fields=f", sha256: {DIGEST}")
    (tmp_path / "apart").mkdir()
    (home / "copy.bin").rename(tmp_path / "apart" / "x")
    assert [p.code for p in timeline.load(home).problems] == ["copy-missing"]
    assert list(timeline.load(home, archives=[tmp_path / "apart"]).problems) == []


def test_without_a_copy_the_case_stands_and_counts_what_is_not_checked(tmp_path):
    home = citing(tmp_path, COPY, "[s L1, s L2, s]", fields=f", sha256: {DIGEST}")
    text = (home / "case.yaml").read_text(encoding="utf-8").replace("archive: copy.bin, ", "")
    (home / "case.yaml").write_text(text, encoding="utf-8")
    [problem] = timeline.load(home).problems
    assert (problem.code, problem.severity) == ("copy-not-at-hand", "info")
    assert problem.message == "source 's': its archived copy is not at hand; 2 cited passages are not checked"


def test_a_changed_copy_is_an_error_that_names_both_hashes(tmp_path):
    home = citing(tmp_path, COPY + "More.\n", "s L1", fields=f", sha256: {DIGEST}")
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(home)
    [problem] = [p for p in refused.value.problems if p.is_error]
    assert problem.code == "copy-changed"
    assert DIGEST in problem.message
    assert hashlib.sha256((COPY + "More.\n").encode()).hexdigest() in problem.message
    assert sources(home, exit_code=1)["sources"][0]["hash"] == "changed"


def test_a_hash_may_be_written_in_capitals_as_some_systems_print_it(tmp_path):
    home = citing(tmp_path, COPY, "s L1", fields=f", sha256: '{DIGEST.upper()} '")
    assert timeline.load(home).problems == ()
    assert sources(home)["sources"][0]["hash"] == "matches"


@pytest.mark.parametrize("path", ["../copy.txt", "/etc/passwd", r"..\copy.txt", "C:/copy.txt", "a/../../copy.txt"])
def test_a_path_out_of_the_folder_is_refused(tmp_path, path):
    home = citing(tmp_path, COPY, "s")
    text = (home / "case.yaml").read_text(encoding="utf-8").replace("archive: copy.bin", f"archive: '{path}'")
    (home / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(timeline.CaseError, match="an archive path stays inside the case's folder"):
        timeline.load(home)


def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_followed(tmp_path):
    home = citing(tmp_path / "case", COPY, "s L1")
    (tmp_path / "outside.txt").write_text(COPY, encoding="utf-8")
    (home / "copy.bin").unlink()
    (home / "copy.bin").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(timeline.CaseError, match="copy-outside"):
        timeline.load(home)
    (home / "real.txt").write_text(COPY, encoding="utf-8")
    (home / "copy.bin").unlink()
    (home / "copy.bin").symlink_to(home / "real.txt")
    assert [p.code for p in timeline.load(home).problems] == ["copy-unsealed"]


# Sealing


def test_a_copy_without_a_hash_is_a_warning_that_says_how_to_seal_it(tmp_path):
    [problem] = timeline.load(citing(tmp_path, COPY, "s L1")).problems
    assert (problem.code, problem.severity, problem.at.line) == ("copy-unsealed", "warning", 5)
    assert "--seal" in problem.hint
    run("sources", tmp_path, "--seal")
    assert list(timeline.load(tmp_path).problems) == []


def test_sealing_adds_the_hashes_and_changes_nothing_else(home, tmp_path):
    before = (home / "case.yaml").read_text(encoding="utf-8").splitlines()
    ran = run("sources", home, "--seal", "--archive", tmp_path / "apart")
    assert ran.exit_code == 0, ran.output
    assert f"sealed release: {DIGEST}" in ran.stdout
    after = (home / "case.yaml").read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert [line.replace(f"sha256: {DIGEST}, ", "") for line in added if "release" in line] == [
        line for line in before if "release.txt" in line
    ]
    assert [line[:12] for line in added if "release" not in line] == ["    sha256: ", "    sha256: "]
    assert after[after.index("    archive: story.txt") - 1].startswith("    sha256: ")
    assert [line for line in after if "sha256" not in line] == [line for line in before if "release.txt" not in line]
    assert {row["hash"] for row in sources(home, "--archive", tmp_path / "apart")["sources"]} == {"matches"}


def test_sealing_again_changes_nothing(home):
    run("sources", home, "--seal")
    text = (home / "case.yaml").read_bytes()
    assert sources(home, "--seal")["sealed"] == {}
    assert (home / "case.yaml").read_bytes() == text


@pytest.mark.parametrize(("start", "end"), [("", "\n"), ("\ufeff", "\r\n")])
def test_byte_order_mark_and_line_ends_stay(home, start, end):
    text = (home / "case.yaml").read_text(encoding="utf-8")
    (home / "case.yaml").write_bytes((start + text.replace("\n", end)).encode("utf-8"))
    sealed = sources(home, "--seal")["sealed"]
    after = (home / "case.yaml").read_bytes().decode("utf-8")
    for digest in sealed.values():
        after = after.replace(f"sha256: {digest}, ", "").replace(f"sha256: {digest}{end}    ", "")
    assert after == start + text.replace("\n", end)


def test_sources_in_a_file_of_their_own_are_sealed_there(home):
    text = (home / "case.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("sources:\n")
    blocks, _, tail = rest.partition("actors:\n")
    (home / "case.yaml").write_text(f"{head}actors:\n{tail}", encoding="utf-8")
    (home / "sources.yaml").write_text(blocks.replace("\n  ", "\n").removeprefix("  "), encoding="utf-8")
    case = (home / "case.yaml").read_bytes()
    assert list(sources(home, "--seal")["sealed"]) == ["release", "story"]
    assert (home / "case.yaml").read_bytes() == case
    assert (home / "sources.yaml").read_text(encoding="utf-8").count("sha256") == 2


def test_a_hash_that_stands_is_never_replaced(tmp_path):
    home = citing(tmp_path, COPY, "s L1", fields=f", sha256: {'0' * 64}")
    before = (home / "case.yaml").read_bytes()
    ran = run("sources", home, "--seal")
    assert ran.exit_code == 1
    assert "copy-changed" in ran.stderr
    assert (home / "case.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "block",
    [
        "  s: &one {kind: letter, title: A, publisher: board, archive: copy.bin}\n  t: *one\n",
        "  s: &one\n    kind: letter\n    title: A\n    publisher: board\n    archive: copy.bin\n  t: *one\n",
    ],
)
def test_a_case_that_says_two_things_in_one_place_is_left_alone(tmp_path, block):
    """Two sources share one block: a hash written there would stand for both, so nothing is written."""
    home = citing(tmp_path, COPY, "[s L1, t L1]")
    text = (home / "case.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("sources:\n")
    (home / "case.yaml").write_text(f"{head}sources:\n{block}{rest[rest.index('actors') :]}", encoding="utf-8")
    before = (home / "case.yaml").read_bytes()
    ran = run("sources", home, "--seal")
    assert ran.exit_code == 1
    assert "add it by hand" in ran.stderr
    assert (home / "case.yaml").read_bytes() == before


def test_a_protected_case_file_is_left_alone(home):
    before = (home / "case.yaml").read_bytes()
    (home / "case.yaml").chmod(0o444)
    ran = run("sources", home, "--seal")
    assert (ran.exit_code, "cannot be written" in ran.stderr) == (2, True)
    assert (home / "case.yaml").read_bytes() == before
