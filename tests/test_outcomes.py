"""No allegation dangles: what counts against somebody stands with what came of it, and what came of it is linked."""

from __future__ import annotations

import pytest

import timeline

ACTORS = """
actors:
  paper: {kind: institution, institution_kind: outlet, name: The Harlow Paper}
  city: {kind: institution, institution_kind: municipality, name: City of Harlow}
  court: {kind: institution, institution_kind: court, name: Harlow Court}
  ada: {kind: person, label: Officer A, role: sworn_officer}
  bea: {kind: person, label: Officer B, role: sworn_officer}
"""
HEAD = "cites: [s1, s2], title: T"
INCIDENT = f"{HEAD}, type: use_of_force, proof_status: alleged, aggregate: false, subject: [ada, bea]"
COMPLAINT = f"{HEAD}, type: complaint_received, intake_body: city, complainant: paper"
WHOLE_AGENCY = f"{HEAD}, type: systemic_investigation, body: city, authority: 34 U.S.C. 12601"
CHARGED = f"{HEAD}, type: charging_decision, decider: court, decider_kind: grand_jury, decision: indicted"
JUDGED = f"{HEAD}, type: criminal_disposition, court: court"
FOUND = f"{HEAD}, type: investigation_finding, body: city, findings: not_sustained"
CODES = ("dangling-allegation", "unlinked-disposition", "no-outcome")


@pytest.fixture
def outcomes(case):
    """What the checks of outcomes say of a case with these events: (code, event) pairs."""
    written = []

    def ask(events):
        body = "".join(f"  {id_}: {{{fields}}}\n" for id_, fields in events.items())
        home = case(f"{ACTORS}events:\n{body}", folder=f"case-{len(written)}")
        written.append(home)
        lines = list((home / "case.yaml").read_text(encoding="utf-8").splitlines())
        try:
            found = timeline.load(home).problems
        except timeline.CaseError as refused:
            pytest.fail(str(refused))
        return [(p.code, lines[p.at.line - 1].split(":")[0].strip()) for p in found if p.code in CODES]

    return ask


# Appendix B 10: charged, tried, dismissed, convicted, reversed

PART = "rules_on: {event: charged, disposes: partly}"
CASE = {
    "incident": f"{INCIDENT}, when: 2019-01-13, claims: {{by: paper, says: X, cites: s1}}",
    "charged": f"{CHARGED}, when: 2020-08, subject: [ada, bea], concerns: incident",
    "dismissed": f"{JUDGED}, when: 2021-05-20, subject: bea, outcome: dismissed_with_prejudice, {PART}",
    "convicted": f"{JUDGED}, when: 2021-05-22, subject: ada, outcome: convicted, {PART}",
    "reversed": f"{JUDGED}, when: 2021-06-01, subject: ada, outcome: reversed_and_rendered, "
    "alters: {event: convicted, effect: overturns}",
}


def without(*ids, **changed):
    return {id_: changed.get(id_, fields) for id_, fields in CASE.items() if id_ not in ids}


def test_a_charge_with_its_outcomes_is_whole(outcomes):
    assert outcomes(CASE) == []


def test_appendix_b_10_a_charge_without_its_outcomes_dangles(outcomes):
    assert outcomes(without("dismissed", "convicted", "reversed")) == [("dangling-allegation", "charged")]


@pytest.mark.parametrize("gone", [("dismissed",), ("convicted", "reversed")])
def test_a_charge_against_two_is_whole_when_both_have_their_outcome(outcomes, gone):
    assert outcomes(without(*gone)) == [("dangling-allegation", "charged")]


def test_an_incident_that_led_to_a_charge_waits_for_the_charge_alone(outcomes):
    """Once charged, what is open is the charge; without one it is the incident itself."""
    assert outcomes(without("charged", "dismissed", "convicted", "reversed")) == [("dangling-allegation", "incident")]


@pytest.mark.parametrize("link", [f", {PART}", ", alters: {event: convicted, effect: overturns}"])
def test_an_outcome_without_its_link_is_named(outcomes, link):
    [id_] = [id_ for id_, fields in CASE.items() if fields.endswith(link) and id_ != "dismissed"]
    assert outcomes(without(**{id_: CASE[id_].removesuffix(link)})) == [("unlinked-disposition", id_)]


def test_an_outcome_that_is_there_and_not_linked_is_reported_once(outcomes):
    """The allegation would dangle only because the link is missing: one problem, at the outcome."""
    loose = CASE["convicted"].removesuffix(f", {PART}")
    assert outcomes(without("dismissed", "reversed", convicted=loose)) == [("unlinked-disposition", "convicted")]


def test_an_outcome_about_somebody_else_closes_nothing(outcomes):
    other = {
        "complaint": f"{COMPLAINT}, when: 2021-02, subject: ada",
        "finding": f"{FOUND}, when: 2021-03, subject: bea",
    }
    assert outcomes(other) == [("dangling-allegation", "complaint")]


def test_an_outcome_that_came_before_closes_nothing(outcomes):
    earlier = {
        "finding": f"{FOUND}, when: 2020-03, subject: ada",
        "complaint": f"{COMPLAINT}, when: 2021-02, subject: ada",
    }
    assert outcomes(earlier) == [("dangling-allegation", "complaint")]


@pytest.mark.parametrize(
    ("event", "codes"),
    [
        (f"{INCIDENT}", ["dangling-allegation"]),
        (INCIDENT.replace("alleged", "disputed"), ["dangling-allegation"]),
        (INCIDENT.replace("alleged", "found"), []),
        (INCIDENT.replace("alleged", "reported"), []),
        (INCIDENT.replace("subject: [ada, bea]", "affected: ada"), []),
        (f"{INCIDENT}, modality: did_not_occur", []),
        (f"{COMPLAINT}, subject: ada", ["dangling-allegation"]),
        (COMPLAINT, ["no-outcome"]),
        (f"{CHARGED}, subject: ada", ["dangling-allegation"]),
        (CHARGED.replace("indicted", "no_bill") + ", subject: ada", []),
        (CHARGED.replace("indicted", "pending") + ", subject: ada", ["no-outcome"]),
    ],
)
def test_what_waits_for_an_end(outcomes, event, codes):
    assert [code for code, _ in outcomes({"a": f"{event}, when: 2021-02"})] == codes


@pytest.mark.parametrize(
    ("later", "codes"),
    [
        (f"{FOUND}, rules_on: a", []),
        (f"{FOUND}, concerns: a", []),
        (f"{FOUND}, concerns: a, modality: expected", []),
        (f"{FOUND}, concerns: a, modality: conditional, conditions: {{says: if}}", ["dangling-allegation"]),
        (f"{HEAD}, type: public_statement, speaker: city, channel: interview, concerns: a", ["dangling-allegation"]),
    ],
    ids=["rules_on", "concerns", "expected", "only if", "a statement"],
)
def test_what_ends_a_complaint(outcomes, later, codes):
    events = {"a": f"{COMPLAINT}, when: 2021-02, subject: ada", "b": f"{later}, when: 2021-03"}
    assert [code for code, _ in outcomes(events)] == codes


def test_a_finding_on_the_inquiry_ends_the_complaint_that_led_to_it(outcomes):
    """Followed back from the decision: it rules on the inquiry, which responds to the complaint."""
    events = {
        "complaint": f"{COMPLAINT}, when: 2021-02, subject: ada",
        "inquiry": f"{HEAD}, type: investigation_opened, body: city, kind: internal_affairs, when: 2021-03, responds_to: complaint",
        "finding": f"{FOUND}, when: 2021-04, rules_on: inquiry",
    }
    assert outcomes(events) == []
    assert outcomes({**events, "finding": f"{FOUND}, when: 2021-04"}) == [
        ("dangling-allegation", "complaint"),
        ("no-outcome", "inquiry"),
    ]


@pytest.mark.parametrize(
    ("later", "codes"),
    [
        (f"{WHOLE_AGENCY}, step: findings_issued, concerns: a", []),
        (f"{WHOLE_AGENCY}, step: closed, concerns: a", []),
        (f"{WHOLE_AGENCY}, step: retracted, concerns: a", []),
        (f"{WHOLE_AGENCY}, step: expanded, concerns: a", ["no-outcome"]),
        (f"{WHOLE_AGENCY}, step: findings_issued", ["no-outcome"]),
        (f"{HEAD}, type: government_letter, sender: city, recipient: city, kind: findings, concerns: a", []),
        (f"{HEAD}, type: government_letter, sender: city, recipient: city, kind: inquiry, concerns: a", ["no-outcome"]),
    ],
)
def test_an_investigation_of_an_agency_is_linked_to_its_findings(outcomes, later, codes):
    events = {"a": f"{WHOLE_AGENCY}, step: opened, when: 2021-02", "b": f"{later}, when: 2021-03"}
    assert [code for code, _ in outcomes(events)] == codes


def test_a_decision_on_the_whole_is_one_on_its_parts(outcomes):
    events = {
        "whole": f"{COMPLAINT}, when: 2021-02, subject: ada",
        "part": f"{COMPLAINT}, when: 2021-02, subject: bea, part_of: whole",
        "finding": f"{FOUND}, when: 2021-04, rules_on: whole",
    }
    assert outcomes(events) == []


def test_an_obligation_that_waits_for_the_answer_is_enough_for_a_request_and_not_for_an_allegation(case):
    """The page shows the obligation as open; that an allegation is open must still be looked at."""
    duty = "label: Answer, obligor: city, force: ordered, due: unspecified, cites: s1, created_by:"
    home = case(f"""
        {ACTORS.strip().replace(chr(10), chr(10) + " " * 8)}
        events:
          asked: {{{HEAD}, type: records_action, holder: city, step: requested, what: video, when: 2021-02}}
          complaint: {{{COMPLAINT}, when: 2021-02, subject: ada}}
        obligations:
          one: {{{duty} asked}}
          two: {{{duty} complaint}}
    """)
    found = timeline.load(home).problems
    assert [p.code for p in found if p.code in CODES] == ["dangling-allegation"]
