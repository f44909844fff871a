"""Two sources disagree about a day: what a reporter is told, and how it is settled in the open.

The ruling came in July 2019. One document has the transfer about seven months before it, another in January 2018.
"""

from __future__ import annotations

import html
import json
import re

import pytest
from click.testing import CliRunner

from timeline.cli import main

ABOUT = "about seven months before ruling"
HEAD = """\
sources:
  tribune: {kind: news_report, title: Board sides with officers, publisher: paper, published: 2019-10-21}
  digest: {kind: official_report, title: A digest of personnel orders, publisher: city, published: 2019-11-04}
as_of: 2019-11-30
"""
RULING = """\
  ruling:
    type: commission_ruling
    title: The commission overturns the transfer
    body: csc
    outcome: overturned
    relief_ordered: [return_to_duty]
    alters: {event: moved, effect: overturns}
    when: {claim: in July, cites: tribune L2}
    cites: tribune L2
"""
MOVED = """\
  moved:
    type: reassignment
    title: Eleven officers are moved off patrol
    subject: officers
    agent_unstated: true
    when:
      - {claim: about seven months before ruling, cites: tribune L4}
      - {claim: 2018-01, cites: digest p.7}
    cites: [tribune L4, digest p.7]
"""
BOTH = "events:\n" + MOVED + RULING + HEAD
SECOND = "{claim: 2018-01, cites: digest p.7}"
FIRST = "{claim: about seven months before ruling, cites: tribune L4}"
MEETING = "  {id}: {{type: public_meeting, convener: city, title: A meeting, cites: s1, when: {when}}}\n"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def dates(home, *, exit_code=0):
    """What ``timeline dates --json`` answers."""
    ran = run("dates", home, "--json")
    assert ran.exit_code == exit_code, ran.output
    return json.loads(ran.stdout)


def errors(home):
    """The errors that ``timeline check --json`` lists."""
    return [row for row in json.loads(run("check", home, "--json").stdout) if row["severity"] == "error"]


def meetings(*whens):
    """A case of meetings, each with its date claims as typed."""
    return "events:\n" + "".join(MEETING.format(id=f"m{n}", when=when) for n, when in enumerate(whens, start=1))


def claims_of(conflict):
    return [claim["claim"] for claim in conflict["claims"]]


# The report


def test_the_report_names_both_claims_their_citations_their_lines_and_what_would_settle_it(case):
    home = case(BOTH)
    ran = run("check", home)
    assert ran.exit_code == 1
    [row] = [line for line in ran.stdout.splitlines() if "dates-contradict" in line]
    file = f"{home.as_posix()}/case.yaml"
    assert row.startswith(f"{file}:8:9: dates-contradict: these claims cannot all hold: ")
    assert "'moved': 'about seven months before ruling' (tribune L4)" in row
    assert "'moved': '2018-01' (digest p.7)" in row
    assert "'ruling': 'in July' (tribune L2), read from the publication on 21 October 2019" in row
    [hint] = [line for line in ran.stdout.splitlines() if "hint: compare the sources" in line]
    assert f"{file}:9:9" in hint, "the other claim of the transfer"
    assert f"{file}:18:11" in hint, "the ruling's own date"
    assert "'status: conflict' with a reason" in hint


def test_programs_get_every_claim_apart_with_its_place_and_its_citations(case):
    home = case(BOTH)
    answer = dates(home, exit_code=1)
    [conflict] = answer["conflicts"]
    assert [(c["event"], c["claim"], c["file"], c["line"], c["cites"]) for c in conflict["claims"]] == [
        ("moved", ABOUT, f"{home.as_posix()}/case.yaml", 8, ["tribune L4"]),
        ("moved", "2018-01", f"{home.as_posix()}/case.yaml", 9, ["digest p.7"]),
        ("ruling", "in July", f"{home.as_posix()}/case.yaml", 18, ["tribune L2"]),
    ]
    assert all(said in conflict["message"] for said in (ABOUT, "2018-01", "tribune L4", "digest p.7"))


def test_no_day_is_made_up_from_claims_that_disagree(case):
    """Neither account wins, and nothing between them is taken; what does not depend on them is dated all the same."""
    answer = dates(case(BOTH), exit_code=1)
    moved = answer["events"]["moved"]
    assert (moved["earliest"], moved["latest"]) == (None, "2019-10-21")
    assert moved["text"] == f"{ABOUT}; 2018-01"


def test_claims_in_other_files_are_named_with_their_own_file(case):
    home = case(HEAD, files={"events/a.yaml": "events:\n" + MOVED, "events/b.yaml": "events:\n" + RULING})
    [problem] = errors(home)
    assert (problem["file"], problem["line"]) == (f"{home.as_posix()}/events/a.yaml", 8)
    assert f"{home.as_posix()}/events/a.yaml:9:9" in problem["hint"]
    assert f"{home.as_posix()}/events/b.yaml:9:11" in problem["hint"]


def test_nothing_is_built_while_a_contradiction_stands(case, tmp_path):
    target = tmp_path / "page.html"
    ran = run("build", case(BOTH), "-o", target)
    assert ran.exit_code == 1
    assert "dates-contradict" in ran.stderr
    assert not target.exists()


# What is none


@pytest.mark.parametrize("day", ["2019-01-23", "2018-11-01", "2019-01-31"])
def test_a_day_inside_the_bounds_is_no_contradiction(case, day):
    """The public record's day agrees with the words, and is more exact."""
    home = case(BOTH.replace("2018-01,", f"{day},"))
    assert errors(home) == []
    answer = dates(home)
    assert answer["conflicts"] == []
    assert (answer["events"]["moved"]["earliest"], answer["events"]["moved"]["latest"]) == (day, day)


@pytest.mark.parametrize("day", ["2018-10-31", "2019-02-01"])
def test_the_first_day_outside_the_bounds_is_one(case, day):
    [conflict] = dates(case(BOTH.replace("2018-01,", f"{day},")), exit_code=1)["conflicts"]
    assert claims_of(conflict) == [ABOUT, day, "in July"]


# Settled in the open


@pytest.mark.parametrize(
    ("aside", "bounds", "kept"),
    [(SECOND, ("2018-11-01", "2019-01-31"), ABOUT), (FIRST, ("2018-01-01", "2018-01-31"), "2018-01")],
)
def test_a_claim_set_aside_with_a_reason_lets_the_case_build_by_the_other(case, aside, bounds, kept):
    marked = aside.replace("}", ", status: conflict, reason: the order itself says otherwise}")
    home = case(BOTH.replace(aside, marked))
    assert run("check", home).exit_code == 0
    answer = dates(home)
    assert answer["conflicts"] == []
    assert (answer["events"]["moved"]["earliest"], answer["events"]["moved"]["latest"]) == bounds
    why = json.loads(run("dates", home, "moved", "--json").stdout)
    used = {claim["claim"] for one in why["because"] for claim in one["claims"] if claim["event"] == "moved"}
    assert used == {kept}


def test_the_page_shows_both_claims_the_reason_and_both_sources(case, tmp_path):
    marked = SECOND.replace("}", ", status: conflict, reason: the order itself says otherwise}")
    target = tmp_path / "page.html"
    ran = run("build", case(BOTH.replace(SECOND, marked)), "-o", target)
    assert ran.exit_code == 0, ran.output
    page = target.read_text(encoding="utf-8")
    card = re.search(r'<article id="moved".*?</article>', page, re.DOTALL)[0]
    rows = [(text_of(row), sources_of(row, page)) for row in re.findall(r"<li>(.*?)</li>", card, re.DOTALL)]
    [set_aside] = [row for row in rows if "set aside" in row[0]]
    assert "2018-01" in set_aside[0]
    assert "the order itself says otherwise" in set_aside[0]
    assert "page 7" in set_aside[0]
    assert set_aside[1] == ["A digest of personnel orders"]
    kept = next(row for row in rows if row[0].startswith("about seven months before"))
    assert "line 4" in kept[0]
    assert kept[1] == ["Board sides with officers"]


def text_of(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def sources_of(markup, page):
    """The titles of the sources that a piece of the page links to."""
    known = ("Board sides with officers", "A digest of personnel orders")
    found = []
    for anchor in re.findall(r'href="#(_source-[^"]+)"', markup):
        entry = re.search(rf'id="{anchor}".*?</li>', page, re.DOTALL)[0]
        found += [title for title in known if title in entry]
    return found


def test_a_claim_is_not_set_aside_without_saying_why(case, tmp_path):
    home = case(BOTH.replace(SECOND, SECOND.replace("}", ", status: conflict}")))
    [problem] = errors(home)
    assert (problem["code"], problem["line"]) == ("conflict-without-reason", 9)
    assert "'2018-01'" in problem["message"]
    assert run("build", home, "-o", tmp_path / "page.html").exit_code == 1


# Several


def test_several_contradictions_are_all_reported_together(case):
    home = case(meetings("[2021-01, 2021-02]", "2021-03", "[before m2, 2021-04]", "[2021-05-04, on a Monday]"))
    found = errors(home)
    assert [(row["code"], row["line"]) for row in found] == [("dates-contradict", line) for line in (2, 3, 5)]
    conflicts = dates(home, exit_code=1)["conflicts"]
    assert sorted(sorted(claims_of(conflict)) for conflict in conflicts) == [
        ["2021-01", "2021-02"],
        ["2021-03", "2021-04", "before m2"],
        ["2021-05-04", "on a Monday"],
    ]
    places = [(c["line"], c["claim"]) for conflict in conflicts for c in conflict["claims"]]
    assert len(places) == len(set(places))


def test_a_third_account_that_clashes_with_both_is_reported_too_and_no_date_is_left_over(case):
    """Setting two of three accounts aside does not make the third one true."""
    text = (
        "events:\n  m1:\n    type: public_meeting\n    convener: city\n    title: A meeting\n    cites: s1\n    when:\n"
    )
    rows = ["{claim: 2021-01, cites: s1}", "{claim: 2021-02, cites: s2}", "{claim: 2021-03, cites: s2}"]
    aside = ["{claim: 2021-01, cites: s1, status: conflict, reason: a slip}", *rows[1:]]
    listed = [text + "".join(f"      - {row}\n" for row in some) for some in (rows, aside)]
    answer = dates(case(listed[0], folder="one"), exit_code=1)
    assert sorted(sorted(claims_of(conflict)) for conflict in answer["conflicts"]) in (
        [["2021-01", "2021-02"], ["2021-01", "2021-03"]],
        [["2021-01", "2021-02"], ["2021-02", "2021-03"]],
        [["2021-01", "2021-03"], ["2021-02", "2021-03"]],
    )
    assert answer["events"]["m1"]["earliest"] is None
    [second] = dates(case(listed[1], folder="two"), exit_code=1)["conflicts"]
    assert claims_of(second) == ["2021-02", "2021-03"]


# The suspect


@pytest.mark.parametrize(
    "whens",
    [
        "[2021-01, 2021-02, 2021-03?]",
        "[2021-03?, 2021-02, 2021-01]",
        "[2021-02, 2021-03?, 2021-01]",
        "[2021-01, 2021-02, {claim: 2021-03, doubtful: true}]",
    ],
)
def test_among_equally_small_sets_the_one_with_a_doubtful_claim_is_reported(case, whens):
    """Any two of the three clash; the doubtful one is in the pair that is shown, and is marked."""
    conflict, *_ = dates(case(meetings(whens)), exit_code=1)["conflicts"]
    assert len(conflict["claims"]) == 2
    assert any(claim.startswith("2021-03") for claim in claims_of(conflict))
    assert ", doubtful" in conflict["message"]


@pytest.mark.parametrize(
    ("whens", "suspects"),
    [
        ("[2021-01, 2021-02?, 2021-03]", {"2021-02?"}),
        ("[2021-01, 2021-02?, 2021-03?]", {"2021-02?", "2021-03?"}),
    ],
)
def test_the_doubtful_claim_is_the_suspect_where_it_lies_between_the_others_too(case, whens, suspects):
    conflict, *_ = dates(case(meetings(whens)), exit_code=1)["conflicts"]
    assert len(conflict["claims"]) == 2
    assert suspects <= set(claims_of(conflict))


def test_a_doubtful_claim_along_a_longer_way_does_not_hide_the_smaller_set(case):
    """The pair of plain dates is smaller than the chain through the other meeting, doubtful as that is."""
    conflict, *_ = dates(case(meetings("[2021-03, 2021-01, after m2]", "2021-04?")), exit_code=1)["conflicts"]
    assert sorted(claims_of(conflict)) == ["2021-01", "2021-03"]


def test_a_doubtful_way_round_is_preferred_between_two_chains(case):
    """Two meetings bound the third from below, by chains of one length; the doubtful one is named."""
    home = case(meetings("[2021-01, after m2, after m3]", "2021-04", "2021-04?"))
    conflict, *_ = dates(home, exit_code=1)["conflicts"]
    assert sorted(claims_of(conflict)) == ["2021-01", "2021-04?", "after m3"]


def test_setting_the_doubtful_claim_aside_is_enough_where_the_rest_agrees(case):
    home = case(meetings("[2021-01, 2021-01-15, {claim: 2021-03?, status: conflict, reason: a slip of the pen}]"))
    answer = dates(home)
    assert answer["conflicts"] == []
    assert (answer["events"]["m1"]["earliest"], answer["events"]["m1"]["doubtful"]) == ("2021-01-15", False)
