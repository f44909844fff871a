"""Withheld names: taken out of the data of every export, and searched for in what was made."""

from __future__ import annotations

import io
import zipfile

import pytest
from click.testing import CliRunner

from timeline.build import examine, export
from timeline.cli import main
from timeline.exports.formats import FORMATS

FORM = {form.name: form for form in FORMATS}
PICTURES = {"png", "pdf"}
PRIVATE = "actors:\n  one: {name: Corwin Thistledew, aliases: Corky, badge_numbers: 7741, note: met in May}\n"
CASE = """
    summary: Corwin Thistledew spoke.
    actors:
      one: {kind: person, role: sworn_officer, label: Officer A}
      board: {kind: institution, institution_kind: commission, name: A board}
    sources:
      s1: {kind: letter, title: A letter of Corwin Thistledew, publisher: board, published: 2021-06-01, url: "https://example.org/corwin-thistledew"}
    events:
      a:
        type: public_statement
        speaker: one
        channel: interview
        title: Corwin Thistledew speaks
        summary: Thistledew, called Corky, wore badge 7741.
        when: {claim: 2021-05, quote: Corwin Thistledew said in May}
        cites: {source: s1, at: L2, quote: Corwin Thistledew}
        claims: [{by: one, says: Corky says so, cites: s1 L3}]
        note: The real name is Corwin Thistledew.
    obligations:
      owed: {label: Ask Corky, created_by: a, obligor: one, act: ask Corwin Thistledew, force: ordered, due: 2021-07, cites: s1 L2}
"""
PLANTED = ("Thistledew", "thistledew", "Corky", "7741", "met in May", "real name")


def read(data: bytes) -> str:
    """Everything in a file as text, what is packed unpacked, folded lines joined."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(parts.read(name).decode() for name in parts.namelist())
    return data.decode("utf-8", "replace").replace("\r\n ", "")


@pytest.mark.parametrize("name", [name for name in FORM if name not in PICTURES])
def test_no_export_for_the_public_holds_a_planted_name(case, name):
    home = case(CASE, files={"private.yaml": PRIVATE})
    assert [value for value in PLANTED if value in read(export(examine(home), FORM[name]))] == []


@pytest.mark.parametrize("name", [name for name in FORM if name not in PICTURES])
def test_an_export_for_insiders_has_the_name_but_no_note(case, name):
    home = case(CASE, files={"private.yaml": PRIVATE})
    said = read(export(examine(home), FORM[name], audience="internal"))
    assert "Thistledew" in said
    assert "real name" not in said
    assert "met in May" not in said


@pytest.mark.parametrize("name", [name for name in FORM if name not in PICTURES])
def test_a_name_that_redaction_cannot_reach_stops_the_export(case, tmp_path, name):
    """An id cannot be redacted: others refer to it. The search of the finished file finds it."""
    text = CASE.replace("\n      a:\n", "\n      corwin-thistledew:\n").replace(
        "created_by: a", "created_by: corwin-thistledew"
    )
    home = case(
        text.replace("https://example.org/corwin-thistledew", "https://example.org"), files={"private.yaml": PRIVATE}
    )
    shown = name not in {"md"}  # the chronology gives numbers, never an id
    target = tmp_path / "out"
    target.write_text("old", encoding="utf-8")
    ran = CliRunner().invoke(main, ["export", str(home), "--to", name, "-o", str(target)])
    assert ran.exit_code == (1 if shown else 0)
    assert ("a withheld name is in the" in ran.output) == shown
    assert (target.read_text("utf-8") == "old") == shown


def test_a_name_in_the_file_name_stops_the_export(case, tmp_path):
    home = case(CASE, files={"private.yaml": PRIVATE})
    ran = CliRunner().invoke(main, ["export", str(home), "--to", "csv", "-o", str(tmp_path / "corwin-thistledew.csv")])
    assert (ran.exit_code, "file name" in ran.output) == (1, True)


@pytest.mark.browser
@pytest.mark.parametrize(("name", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_pictures_come_from_the_installed_browser_the_same_each_time(case, name, begins):
    found = examine(case(CASE, files={"private.yaml": PRIVATE}))
    made = export(found, FORM[name])
    assert made.startswith(begins)
    assert made == export(found, FORM[name])


@pytest.mark.browser
def test_the_figure_that_a_picture_is_drawn_from_is_searched(case, tmp_path):
    """The letters of a picture cannot be searched; an id, which redaction leaves alone, is in the figure behind it."""
    home = case(
        CASE.replace("\n      a:\n", "\n      corwin-thistledew:\n").replace(
            "created_by: a", "created_by: corwin-thistledew"
        ),
        files={"private.yaml": PRIVATE},
    )
    ran = CliRunner().invoke(main, ["export", str(home), "--to", "png", "-o", str(tmp_path / "x.png")])
    assert (ran.exit_code, "a withheld name is in the png file, as read" in ran.output) == (1, True)
