"""Where a withheld name could slip through: small letters in addresses and ids, capitals and accents, packed data, a
selection that leaves out how it ended. Everybody here is invented.
"""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import timeline
from timeline.cli import main
from timeline.publish.scan import Search
from timeline.publish.values import values

CASE = """
    actors:
      paper: {kind: institution, institution_kind: outlet, name: The Harlow Paper}
      court: {kind: institution, institution_kind: court, name: Harlow Court}
      one: {kind: person, role: sworn_officer, label: Officer A, name: Corwin Thistledew}
      resident: {kind: person, role: witness, label: a resident, name: Ines Vantongeren}
    events:
      stop:
        type: use_of_force
        proof_status: alleged
        aggregate: false
        title: A stop on Alder Row
        subject: one
        actors: {witness: resident}
        summary: SUMMARY
        when: 2021-02-03
        cites: [s1, s2]
      charged:
        type: charging_decision
        title: A grand jury indicts Officer A
        decider: court
        decider_kind: grand_jury
        decision: indicted
        subject: one
        concerns: stop
        when: 2021-03
        cites: [s1, s2]
      dismissed:
        type: criminal_disposition
        title: The charge is dismissed
        court: court
        subject: one
        outcome: dismissed_with_prejudice
        rules_on: charged
        when: 2021-05-20
        cites: [s1, s2]
"""
NAMES = ("Thistledew", "Corwin", "Vantongeren")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize(
    "written",
    [
        "#thistledew", "@thistledew", "a letter, thistledew.pdf", "see https://harlow.example/thistledew",
        "files/thistledew/page", "statement_thistledew", "THISTLEDEW", "Thistle\u00addew", "Corwin This\u00adtledew",
        "Cor\u200bwin Thistledew", "\uff34\uff48\uff49\uff53\uff54\uff4c\uff45\uff44\uff45\uff57",
        "Thïstledew", "officer_Thistledew",
    ],
)  # fmt: skip
def test_a_surname_alone_is_taken_out_however_it_is_set(case, tmp_path: Path, written: str) -> None:
    page = timeline.load(case(CASE.replace("SUMMARY", f'"Said: {written} there"'))).save(tmp_path / "page.html")
    text = page.read_text(encoding="utf-8")
    assert "[Officer A" in text
    assert "thistledew" not in text.casefold()
    assert written not in text


@pytest.mark.parametrize(
    "written",
    [
        "THISTLEDEW", "Thistle&shy;dew", "Th&iuml;stledew", "officer_Thistledew", "%54histledew", "Thistledew2019.jpg",
        "x-" + base64.b64encode(gzip.compress(b"Corwin Thistledew spoke", mtime=0)).decode(),
    ],
)  # fmt: skip
def test_a_surname_alone_is_found_in_what_was_made(case, written: str) -> None:
    record = timeline.load(case(CASE))._examined.dated.record
    found = Search(values(record, ["one"])).text(f'<p data-x="{written}">x</p>')
    assert {leak.actor for leak in found} == {"one"}


def test_a_surname_in_an_id_or_file_name_stops_the_build_and_leaves_the_old_file(case, tmp_path: Path) -> None:
    home = case(CASE.replace("charged", "thistledew-charged"))
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    ran = run("build", home, "-o", target)
    assert (ran.exit_code, target.read_text("utf-8")) == (1, "old")
    assert "is in the id of this event, which is shown" in ran.stderr
    assert "withheld name is in the file name" in run("build", case(CASE), "-o", tmp_path / "thistledew.html").stderr
    assert not (tmp_path / "thistledew.html").exists()


def test_an_id_may_hold_the_word_where_a_curator_says_that_it_is_another(case, tmp_path: Path) -> None:
    text = CASE.replace("charged", "thistledew-charged").replace(
        "type: charging_decision", "type: charging_decision\n        accept: {name-in-id: It is the name of a street}"
    )
    assert run("build", case(text), "-o", tmp_path / "page.html").exit_code == 0


def test_appendix_b_09_the_resident_and_an_officer_withheld_are_nowhere(case, tmp_path: Path) -> None:
    """Hover data, ids, addresses, the figure a notebook keeps, every export that needs no browser."""
    from tests.test_export_leaks import FORM, PICTURES, read
    from timeline.build import examine, export

    text = CASE.replace("SUMMARY", '"Ines Vantongeren saw Corwin Thistledew; files at /thistledew and #vantongeren"')
    home = case(text)
    shown = timeline.load(home)
    made = [shown.save(tmp_path / "page.html").read_text(encoding="utf-8"), str(shown._repr_mimebundle_())]
    made += [read(export(examine(home), FORM[name])) for name in FORM if name not in PICTURES]
    for one in made:
        assert [name for name in NAMES if name.casefold() in one.casefold()] == []


def test_appendix_b_10_a_selection_without_the_dismissal_says_it_on_the_card(case, tmp_path: Path) -> None:
    chosen = timeline.load(case(CASE)).filter(types=["charging_decision"])
    page = chosen.save(tmp_path / "page.html")
    text = page.read_text(encoding="utf-8")
    assert 'id="charged"' in text
    assert 'id="dismissed"' not in text
    assert "The charge is dismissed" in text
    assert "It is not among the events shown here." in text


def test_appendix_b_10_an_earlier_day_says_on_the_card_what_came_later(case, tmp_path: Path) -> None:
    late = CASE.replace("SUMMARY", "A stop").replace(
        "when: 2021-05-20\n        cites: [s1, s2]", "when: 2021-05-20\n        cites: s2"
    )
    page = timeline.load(case(late), known_on="2021-06-10").save(tmp_path / "page.html")
    text = page.read_text(encoding="utf-8")
    assert 'id="dismissed"' not in text
    assert "The charge is dismissed" in text
