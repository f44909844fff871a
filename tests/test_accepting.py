"""A curator accepts a problem at one place with a reason; errors cannot be, and no acceptance outlives its problem."""

from __future__ import annotations

import html
import json
import re

import pytest
from click.testing import CliRunner

import timeline
from timeline.checks.codes import CODES
from timeline.cli import main

MOVE = (
    "type: reassignment, subject: officers, pay: paid, police_powers: retained, title: A move, when: 2021-01, cites: s1"
)
ASK = "type: review_requested, requester: officers, forum_kind: civil_service, title: A request, when: 2021-02"
ABOUT_ACCEPTING = ("unknown-code", "error-accepted", "unused-accept")


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def load(path):
    """The case, or the refusal; both hold problems."""
    try:
        return timeline.load(path)
    except timeline.CaseError as refused:
        return refused


def said(found, *codes):
    """(code, severity, line, column) of the problems with these codes."""
    return [(p.code, p.severity, p.at.line, p.at.column) for p in found.problems if p.code in codes]


def test_an_accepted_warning_is_no_longer_a_problem_and_is_kept_with_its_reason_and_place(case):
    home = case(f"""
        events:
          a: {{{ASK}, cites: [s1, s2], accept: {{no-outcome: The minutes were read to June.}}}}
          b: {{{ASK}, cites: [s1, s2]}}
    """)
    found = timeline.load(home)
    assert said(found, "no-outcome") == [("no-outcome", "warning", 3, 6)]
    [accepted] = found.accepted
    assert (accepted.code, accepted.reason) == ("no-outcome", "The minutes were read to June.")
    assert (accepted.kind, accepted.id) == ("event", "a")
    assert accepted.at.line == 2
    assert accepted.at.file.endswith("case.yaml")
    assert "'a'" in accepted.problem.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"events:\n  a: {{{ASK}, cites: s1, accept: {{single-source: R}}}}", "single-source"),
        ("sources:\n  s1: {kind: letter, title: A, publisher: The Post, accept: {unlisted-publisher: R}}\n"
         f"events:\n  a: {{{ASK}, cites: s1}}", "unlisted-publisher"),
        ("actors:\n  few: {kind: group, label: F, size: 1, accept: {group-of-one: R, unused-actor: R}}\n"
         "  officers: {kind: group, label: O}\n  paper: {kind: institution, name: P}\n  city: {kind: office, name: C}\n"
         f"events:\n  a: {{{ASK}, cites: s1}}", "group-of-one"),
        (f"events:\n  a: {{{ASK}, cites: s1}}\nobligations:\n  o: {{label: He refused, created_by: a, obligor: city, "
         "force: ordered, due: unspecified, cites: s1, accept: {loaded-word: R}}", "loaded-word"),
        (f"events:\n  a: {{{MOVE}, claims: [{{says: X, form: quote, cites: s1, accept: {{unattributed: R}}}}]}}",
         "unattributed"),
        (f"accept: {{single-source: R}}\nevents:\n  a: {{{ASK}, cites: s1}}", "single-source"),
    ],
    ids=["event", "source", "actor", "obligation", "claim", "case"],
)  # fmt: skip
def test_any_block_can_accept_and_so_can_the_case(case, text, code):
    found = load(case(text))
    assert said(found, code, *ABOUT_ACCEPTING) == []
    assert {one.reason for one in found.accepted if one.code == code} == {"R"}
    accepting = re.sub(r"accept: \{[^}]*\}", "refs: {a: b}", text)
    assert said(load(case(accepting, folder="without")), code)


def test_the_reason_nearest_to_the_problem_counts(case):
    """A claim's before its event's, an event's before the case's; what each is not about is left to the next."""
    claim = "{says: X, form: quote, cites: s1, accept: {unattributed: by claim}}"
    home = case(f"""
        accept: {{single-source: by case, unattributed: by case}}
        events:
          a: {{{MOVE}, claims: [{claim}, {{says: Y, form: quote, cites: s1}}], accept: {{unattributed: by event}}}}
          b: {{{MOVE}, claims: {{says: Z, form: quote, cites: s1}}}}
    """)
    reasons = [(one.id, one.reason) for one in load(home).accepted if one.code == "unattributed"]
    assert sorted(reasons) == [("a", "by claim"), ("a", "by event"), ("test-case", "by case")]


def test_a_problem_after_the_claims_is_the_events_and_not_the_last_claims(case):
    """A block ends with the last thing typed in it: ``cites`` below the claims belongs to the event."""
    home = case("""
        events:
          a:
            type: reassignment
            title: A move
            when: 2021-01
            subject: officers
            claims:
              - says: X
                cites: s1
                accept: {single-source: about the claim}
            cites: s1
    """)
    found = load(home)
    assert said(found, "single-source", "unused-accept") == [
        ("unused-accept", "warning", 10, 18),
        ("single-source", "warning", 11, 12),
    ]


def test_a_reason_can_be_given_by_language(case):
    home = case(f"""
        language: es
        events:
          a: {{{ASK}, cites: s1, accept: {{single-source: {{en: Only one, es: Una sola}}}}}}
    """)
    [one] = [one for one in timeline.load(home).accepted if one.code == "single-source"]
    assert one.reason == "Una sola"
    assert said(timeline.load(home), "missing-translation") == []


# What cannot be accepted


def test_an_error_stays_and_its_acceptance_is_another(case):
    found = load(case(f"events:\n  a: {{{ASK}, cites: s9, accept: {{unknown-id: We know}}}}"))
    assert ("error-accepted", "error", 2, 132) in said(found, *ABOUT_ACCEPTING)
    assert len(said(found, "unknown-id")) == 1
    [problem] = [p for p in found.problems if p.code == "error-accepted"]
    assert problem.message == "event 'a' accepts 'unknown-id', which is an error, and errors cannot be accepted"


def test_a_code_that_is_a_warning_or_an_error_can_be_accepted_only_as_a_warning(case):
    body = "type: commission_ruling, outcome: upheld, title: A ruling, when: 2021-03, cites: s1"
    accept = "accept: {wrong-body: It is a board by law}"
    not_known = case(f"""
        actors:
          paper: {{kind: institution, name: The Paper}}
          city: {{kind: office, name: City}}
          panel: {{kind: institution, name: The Nine}}
        events:
          a: {{{body}, body: panel, {accept}}}
    """)
    assert said(load(not_known), "wrong-body", *ABOUT_ACCEPTING) == []
    other = case(f"events:\n  a: {{{body}, body: city, {accept}}}", folder="other")
    assert [row[:2] for row in said(load(other), "wrong-body", *ABOUT_ACCEPTING)] == [
        ("wrong-body", "error"),
        ("error-accepted", "error"),
    ]


@pytest.mark.parametrize("where", ["case", "event"])
def test_no_error_of_any_code_can_be_accepted_anywhere(case, where):
    errors = [code.name for code in CODES if code.severities == ("error",)]
    accept = f"accept: {{{', '.join(f'{code}: R' for code in errors)}}}"
    head, inside = (f"{accept}\n", "") if where == "case" else ("", f", {accept}")
    found = load(case(f"{head}events:\n  a: {{{ASK}, cites: s1{inside}}}"))
    assert len(said(found, "error-accepted")) == len(errors)


def test_an_acceptance_of_nothing_is_a_warning_at_its_place(case):
    found = load(case(f"events:\n  a: {{{ASK}, cites: [s1, s2], accept: {{no-outcome: R, undated: R}}}}"))
    assert said(found, *ABOUT_ACCEPTING) == [("unused-accept", "warning", 2, 153)]
    assert "accepts 'undated', and there is no such problem" in "".join(map(str, found.problems))


def test_an_acceptance_of_what_is_not_there_today_is_none(case):
    """Whether a copy is at hand depends on the machine, so that its acceptance is right on the others."""
    assert (
        said(load(case(f"accept: {{copy-not-at-hand: R}}\nevents:\n  a: {{{ASK}, cites: s1}}")), *ABOUT_ACCEPTING) == []
    )


def test_nothing_counts_as_unused_while_a_block_cannot_be_read(case):
    text = f"events:\n  a: {{{ASK}, cites: [s1, s2], accept: {{undated: R}}}}\n  b: {{type: nonsense}}"
    assert said(load(case(text)), "unused-accept") == []


def test_an_unknown_code_is_an_error_with_the_nearest_one(case):
    found = load(case(f"accept: {{single-sorce: R}}\nevents:\n  a: {{{ASK}, cites: s1}}"))
    assert said(found, *ABOUT_ACCEPTING) == [("unknown-code", "error", 1, 10)]
    assert "did you mean 'single-source'?" in str(found)


@pytest.mark.parametrize(("reason", "message"), [("''", "the text is empty"), ("", "nothing stands after the colon")])
def test_an_empty_reason_is_an_error(case, reason, message):
    found = load(case(f"events:\n  a: {{{ASK}, cites: s1, accept: {{single-source: {reason}}}}}"))
    [problem] = [p for p in found.problems if p.code == "wrong-value"]
    assert message in problem.message
    assert problem.at.line == 2


# Where it is shown


def test_json_lists_what_was_accepted_after_the_problems_with_one_key_more(case):
    home = case(f"events:\n  a: {{{ASK}, cites: [s1, s2], accept: {{no-outcome: Read to June}}}}")
    rows = json.loads(run("check", home, "--json").stdout)
    [row] = [row for row in rows if "accepted" in row]
    assert row == rows[-1]
    assert (row["code"], row["severity"], row["accepted"]) == ("no-outcome", "info", "Read to June")
    assert all(list(other) == list(row)[:-1] for other in rows[:-1])


def test_text_counts_what_was_accepted_and_strict_passes(case):
    home = case("""
        sources:
          s1: {kind: letter, title: A letter, publisher: city, published: 2021-06-01}
        actors:
          city: {kind: institution, name: City of Harlow}
        events:
          a: {type: public_meeting, convener: city, title: The city refused, when: 2021-05, cites: s1,
              accept: {loaded-word: It is the title of the play}}
    """)
    ran = run("check", home, "--strict")
    assert (ran.exit_code, ran.stdout) == (0, f"{home}: nothing to report, 1 accepted with a reason\n")


def box(page):
    """The method box's list of what was accepted, as (problem, reason)."""
    found = re.search(r"<h3>Problems that were looked at and accepted</h3>\s*<dl>(.*?)</dl>", page, re.DOTALL)
    rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", found[1] if found else "", re.DOTALL)
    return [tuple(html.unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in row) for row in rows]


def test_the_pages_method_box_lists_what_was_accepted_by_title_and_once_for_the_case(case, tmp_path):
    home = case(f"""
        accept: {{single-source: There are no others}}
        events:
          a: {{{ASK}, cites: s1, accept: {{no-outcome: Read to June}}}}
          b: {{{MOVE}}}
    """)
    assert run("build", home, "-o", tmp_path / "page.html").exit_code == 0
    assert box((tmp_path / "page.html").read_text(encoding="utf-8")) == [
        ("Nothing on how it ended: A request", "Read to June"),
        ("One source only: 2 places", "There are no others"),
    ]


def test_a_withheld_name_in_a_reason_is_not_on_the_page(case, tmp_path):
    home = case(f"""
        actors:
          paper: {{kind: institution, institution_kind: outlet, name: The Harlow Paper}}
          city: {{kind: institution, institution_kind: municipality, name: City of Harlow}}
          officers: {{kind: person, name: Ada Quist, label: An officer, role: sworn_officer}}
        events:
          a: {{{ASK}, cites: s1, accept: {{no-outcome: Ada Quist was asked}}}}
    """)
    assert run("build", home, "-o", tmp_path / "page.html").exit_code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Quist" not in page
    assert ("Nothing on how it ended: A request", "[An officer] was asked") in box(page)
