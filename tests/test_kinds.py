"""The event types: those that the field needs, each with the form it asks for; every one tried from a full example."""

from __future__ import annotations

import json
import typing
from typing import Any

import pytest
from pydantic_core import PydanticUndefined

import timeline
from tests.samples import CAST, ENVELOPE, NAMED, OTHER, errors, problems, sample
from timeline.checks import CHECKS
from timeline.kinds import FAMILIES
from timeline.kinds.manual import manual
from timeline.model.block import Asked
from timeline.model.event import actor_fields, own_fields

# The 35 types of the domain by family, each with what it must be told ("!"), what it asks for ("?", there is a word for
# "not known") and what it may be told, with the controlled words. Actors' fields are told apart further down.
DOMAIN = {
    "incident": """
        use_of_force: proof_status! aggregate! count force_types injury subject_condition_source
        officer_involved_shooting: proof_status! aggregate! count force_types injury subject_condition_source fatal shots
            names_released
        in_custody_death: proof_status! date_of_injury date_of_death
        misconduct_incident: allegation_kind! proof_status!
    """,
    "complaint": """
        complaint_received: complainant_type allegations
        investigation_opened: kind! deadline
        investigation_finding: findings! recommended_finding standard
        medical_finding: cause manner
    """,
    "personnel": """
        duty_status_change: to_status? from_status term_used pay? police_powers? characterised_as? until count
        discipline_imposed: penalty! length
        separation: reason? cause_stated count
        appointment: post! acting
        certification_action: action!
    """,
    "oversight": """
        review_requested: forum_kind! relief_sought? filed_within count
        hearing_held: open_to_public continued_to
        oversight_ruling: outcome? relief_ordered? effective vote binding appeal_window
        recommendation_issued: recommendations! status_of_report
        body_created: instrument? mandate! size report_due decision_power?
    """,
    "prosecution": """
        prosecution_referral:
        charging_decision: decision! decider_kind! charges count
        criminal_disposition: outcome! sentence
    """,
    "litigation": """
        lawsuit_filed: cause? court_unstated relief_sought? docket amount plaintiff_count
        court_ruling: ruling! orders
        settlement: stage! amount currency admission
    """,
    "government": """
        government_letter: kind! force? authority_cited recipient_count? response_due consequence receipt
        systemic_investigation: step! authority!
        compulsory_process: instrument! step!
        funding_action: action! program amount fiscal_year
        decree_action: step! paragraph_count term
        compliance_report: period! assessments summary_counts
    """,
    "public": """
        policy_action: instrument? step! topic! effective retroactive_to legal_force
        public_statement: channel! statements prompted_by
        public_meeting: attendance vote
        media_report: kind!
        records_action: step! what! statutory_due
    """,
}
BEYOND = """
"""
"""Types that are no part of that, in the same form."""
ACTORS = """
    in_custody_death: cause_stated_by
    complaint_received: intake_body!
    investigation_opened: body!
    investigation_finding: body!
    medical_finding: body!
    discipline_imposed: imposed_by
    appointment: appointed_by
    certification_action: body!
    review_requested: requester!
    hearing_held: forum!
    oversight_ruling: body!
    recommendation_issued: body!
    body_created: body! composition
    prosecution_referral: to_body! from_body
    lawsuit_filed: court
    court_ruling: court!
    settlement: approved_by
    government_letter: addressee_office addressee_name
    decree_action: court!
    compliance_report: reporter!
    public_statement: speaker!
    public_meeting: convener!
    media_report: outlet!
"""
WORDS = """
    use_of_force.proof_status: reported alleged disputed admitted found adjudicated vacated
    use_of_force.force_types: firearm taser baton hands takedown restraint chokehold vehicle canine chemical other_stated
    use_of_force.injury: none injured fatal some_fatal unknown
    officer_involved_shooting.fatal: yes no some unknown
    officer_involved_shooting.names_released: yes no partial unknown
    in_custody_death.proof_status: reported alleged disputed admitted found adjudicated vacated
    misconduct_incident.allegation_kind: search stop arrest false_report discrimination sexual_misconduct
        failure_to_report other_stated
    misconduct_incident.proof_status: reported alleged disputed admitted found adjudicated vacated
    complaint_received.complainant_type: public internal anonymous agency
    investigation_opened.kind: internal_affairs criminal oversight civil_service inspector_general coroner legislative
        federal_civil_rights
    investigation_finding.recommended_finding: sustained not_sustained exonerated unfounded partly_sustained mediated
        administratively_closed no_further_investigation withdrawn pending
    investigation_finding.standard: preponderance clear_and_convincing substantial_evidence unknown
    medical_finding.manner: homicide suicide accident natural undetermined
    duty_status_change.to_status: full_duty modified_assignment administrative_duty administrative_leave suspended unknown
    duty_status_change.pay: paid unpaid unknown
    duty_status_change.police_powers: retained removed unknown
    duty_status_change.characterised_as: disciplinary non_disciplinary disputed unstated
    discipline_imposed.penalty: reprimand_verbal reprimand_written suspension demotion loss_of_pay training other_stated
    separation.reason: terminated resigned retired resigned_under_investigation retired_under_investigation deceased
        laid_off unknown
    certification_action.action: certified suspended revoked reinstated brady_listed brady_removed
    review_requested.forum_kind: agency_internal civil_service arbitration police_board trial_court appellate_court
        supreme_court
    oversight_ruling.outcome: upheld modified overturned remanded dismissed withdrawn settled no_jurisdiction split unstated
    oversight_ruling.relief_ordered: return_to_duty reinstate_employment back_pay reduce_penalty rescind new_hearing none
        unstated
    oversight_ruling.binding: binding advisory unstated
    recommendation_issued.status_of_report: draft final
    body_created.instrument: statement executive_order ordinance resolution statute charter court_order unstated
    body_created.decision_power: advisory binding investigative unstated
    charging_decision.decision: charged indicted no_bill declined referred_elsewhere pending
    charging_decision.decider_kind: prosecutor grand_jury judge attorney_general us_attorney
    criminal_disposition.outcome: plea_guilty plea_no_contest convicted acquitted dismissed_with_prejudice
        dismissed_without_prejudice mistrial sentenced conviction_reversed reversed_and_rendered conviction_affirmed pardoned
    lawsuit_filed.cause: civil_rights wrongful_death enforcement mandamus employment public_records injunction other_stated
        unstated
    court_ruling.ruling: granted denied granted_in_part dismissed judgment_plaintiff judgment_defendant stayed abstained
        remanded vacated affirmed reversed approved
    settlement.stage: proposed agreed approved paid
    settlement.admission: yes no unstated
    government_letter.kind: inquiry notice_of_concern document_demand compliance_request findings warning reply closure
    government_letter.force: invites requests demands orders unstated
    government_letter.receipt: confirmed disputed unknown
    systemic_investigation.step: opened expanded findings_issued closed retracted
    compulsory_process.instrument: subpoena civil_investigative_demand warrant
    compulsory_process.step: issued served challenged quashed enforced complied
    funding_action.action: awarded conditioned withheld suspended clawback_sought repaid restored
    decree_action.step: proposed entered modified compliance_found sustainment_started partially_terminated terminated
        dismissed_before_entry
    policy_action.instrument: practice_unwritten written_policy general_order executive_order ordinance resolution statute
        charter collective_agreement unstated
    policy_action.step: proposed adopted signed amended suspended rescinded took_effect in_force_observed
    policy_action.legal_force: in_force not_in_force partially_in_force
    public_statement.channel: interview written_statement press_release press_conference court_filing testimony social
        no_comment unstated
    media_report.kind: investigation news editorial data_release
    records_action.step: requested partially_released released denied ordered_released overdue
    records_action.what: documents names video data
"""
NARROWER = {
    "officer_involved_shooting": "use_of_force",
    "reassignment": "duty_status_change",
    "administrative_leave": "duty_status_change",
    "return_to_duty": "duty_status_change",
    "termination": "separation",
    "resignation": "separation",
    "suspension": "discipline_imposed",
    "commission_ruling": "oversight_ruling",
    "task_force": "body_created",
    "indictment": "charging_decision",
    "plea": "criminal_disposition",
    "verdict": "criminal_disposition",
    "doj_letter": "government_letter",
    "subpoena": "compulsory_process",
    "consent_decree": "decree_action",
}


def entries(text: str) -> dict[str, list[str]]:
    """``name: words`` lines, a line that is indented further going on with the one above it."""
    found: dict[str, list[str]] = {}
    for line in filter(str.strip, text.splitlines()):
        name, colon, rest = line.rpartition(":")
        found.setdefault(name.strip() if colon else next(reversed(found)), []).extend(rest.split())
    return found


def form(name: str, fields: typing.Iterable[str]) -> list[str]:
    """A type's fields with "!" for those it needs and "?" for those it asks for."""
    marks = {}
    for field in fields:
        info = NAMED[name].model_fields[field]
        asked = any(isinstance(mark, Asked) for mark in info.metadata)
        marks[field] = "!" if info.is_required() else "?" if asked else ""
    return [field + mark for field, mark in marks.items()]


def words(annotation: Any) -> list[str]:
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    return [word for argument in typing.get_args(annotation) for word in words(argument)]


def test_the_35_types_of_the_field_are_there_family_by_family():
    known = {family: list(entries(text)) for family, text in DOMAIN.items()}
    assert [family for family, _ in FAMILIES] == list(known)
    assert sum(map(len, known.values())) == 35
    for family, types in known.items():
        assert {name for name in types if NAMED[name].family == family} == set(types)


FORMS = {name: fields for text in (*DOMAIN.values(), BEYOND) for name, fields in entries(text).items()}


@pytest.mark.parametrize("name", FORMS)
def test_a_type_asks_for_what_the_field_asks_for(name):
    assert sorted(form(name, own_fields(NAMED[name]))) == sorted(FORMS[name])


def test_a_type_names_the_parties_the_field_names():
    for name, fields in entries(ACTORS).items():
        assert set(fields) <= set(form(name, actor_fields(NAMED[name]))), name


def test_the_controlled_words_are_the_fields_own():
    for place, listed in entries(WORDS).items():
        name, _, field = place.partition(".")
        assert words(NAMED[name].model_fields[field].annotation) == listed, place


def test_everyday_forms_are_narrower_forms_without_fields_of_their_own():
    general = set(FORMS)
    assert {name: kind.is_a()[1] for name, kind in NAMED.items() if len(kind.is_a()) > 1} == NARROWER
    assert set(NAMED) == general | set(NARROWER)
    for name in set(NARROWER) - general:
        assert set(NAMED[name].model_fields) == set(NAMED[NARROWER[name]].model_fields), name


@pytest.mark.parametrize(
    ("name", "line", "refused"),
    [
        ("reassignment", "to_status: modified_assignment", "to_status: full_duty"),
        ("administrative_leave", "to_status: administrative_leave", "to_status: suspended"),
        ("return_to_duty", "to_status: full_duty", "to_status: suspended"),
        ("termination", "reason: terminated", "reason: resigned"),
        ("resignation", "reason: resigned", "reason: retired"),
        ("suspension", "penalty: suspension", "penalty: demotion"),
        ("indictment", "decision: indicted", "decision: no_bill"),
        ("indictment", "decider_kind: grand_jury", "decider_kind: prosecutor"),
        ("plea", "outcome: plea_guilty", "outcome: acquitted"),
        ("verdict", "outcome: acquitted", "outcome: plea_guilty"),
        ("subpoena", "instrument: subpoena", "instrument: warrant"),
        ("consent_decree", "step: entered", "step: terminated"),
    ],
)
def test_a_narrower_form_refuses_what_its_name_excludes(case, name, line, refused):
    field = line.partition(":")[0]
    event = {key: value for key, value in sample(name).items() if key != field}
    assert errors(case, {"a": event | pair(line)}) == []
    [problem] = errors(case, {"a": event | pair(refused)})
    assert (problem.code, f"'{field}'" in problem.message) == ("wrong-value", True)


def pair(line: str) -> dict[str, str]:
    key, _, value = line.partition(": ")
    return {key: value}


# Each type, from a full example made from its own fields (tests/samples.py)


@pytest.mark.parametrize("name", NAMED)
def test_a_full_example_of_a_type_loads(case, name):
    event = sample(name)
    assert set(own_fields(NAMED[name])) - set(event) == set()
    assert errors(case, {"a": event}) == []


@pytest.mark.parametrize("name", NAMED)
def test_leaving_out_what_a_type_needs_is_an_error_that_names_it(case, name):
    event = sample(name)
    needed = [field for field in event if NAMED[name].model_fields[field].is_required()]
    assert {"title", "when", "cites"} < set(needed)
    events = {
        f"without-{field.replace('_', '-')}": {key: value for key, value in event.items() if key != field}
        for field in needed
    }
    found = {(p.code, p.message) for p in errors(case, events)}
    assert found == {
        ("missing-field", f"event 'without-{field.replace('_', '-')}' needs {field!r}") for field in needed
    }


@pytest.mark.parametrize("name", NAMED)
def test_an_empty_list_is_no_way_around_a_needed_field(case, name):
    event = sample(name)
    lists = [
        field
        for field, info in NAMED[name].model_fields.items()
        if info.default is PydanticUndefined and typing.get_origin(info.annotation) is tuple and field in event
    ]
    lists = [field for field in lists if field not in ("when", "cites")]
    found = errors(case, {f"no-{field.replace('_', '-')}": event | {field: []} for field in lists})
    assert [p.message.partition(": ")[2] for p in found] == [
        f"'{field}' is empty, and a {name} needs it" for field in lists
    ]


@pytest.mark.parametrize("name", NAMED)
def test_a_wrong_word_is_an_error_with_the_nearest_and_all_the_allowed_ones(case, name):
    event, kind = sample(name), NAMED[name]
    listed = {field: words(kind.model_fields[field].annotation) for field in event if field != "type"}
    listed = {field: allowed for field, allowed in listed.items() if allowed}
    events = {f"x-{field.replace('_', '-')}": event | {field: f"{listed[field][0]}z"} for field in listed}
    found = {p.at.column: p for p in errors(case, events)}
    assert len(found) == len(listed)
    for (field, allowed), problem in zip(listed.items(), (found[at] for at in sorted(found)), strict=True):
        assert problem.code == "wrong-value"
        assert f"'{field}': '{allowed[0]}z' is not one of the allowed values" in problem.message
        assert problem.hint == f"did you mean {allowed[0]!r}? One of: {', '.join(allowed)}"


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("use_of_force", {"aggregate": True, "count": None}, "an aggregate needs 'count'"),
        ("use_of_force", {"aggregate": False}, "'count' is for an aggregate"),
        ("lawsuit_filed", {"court": None, "court_unstated": None}, "give 'court', or 'court_unstated: true'"),
        ("settlement", {"amount": None}, "'currency' goes with 'amount'"),
        ("settlement", {"currency": "dollars"}, "'dollars' is not in the form this field takes"),
        ("suspension", {"length": "a while"}, "'a while' is not a length"),
        ("duty_status_change", {"until": {"claim": "2021-07", "obligation": "owed"}}, "write a claim about time, or"),
        ("duty_status_change", {"until": {"obligation": "nothing"}}, "'nothing' is not an obligation of this case"),
        ("duty_status_change", {"until": "after"}, "'after'"),
        ("review_requested", {"filed_within": {"from_event": "other"}}, "give 'window_days', or the source's words"),
        (
            "review_requested",
            {"filed_within": {"window_days": 3, "from_event": "no-such"}},
            "'no-such' is not an event",
        ),
        ("compliance_report", {"period": {"start": "2021-01"}}, "needs 'end'"),
        ("compliance_report", {"assessments": [{"obligation": "owed", "status": "ok"}]}, "'ok' is not one of the"),
        ("court_ruling", {"orders": ["nothing"]}, "'nothing' is not an obligation of this case"),
        ("recommendation_issued", {"recommendations": [{"ref": "1"}]}, "needs 'text'"),
        ("investigation_finding", {"findings": [{"finding": "cleared"}]}, "'cleared' is not one of the allowed"),
    ],
)
def test_what_a_form_holds_must_fit_together(case, name, change, said):
    event = {key: value for key, value in (sample(name) | change).items() if value is not None}
    assert said in " ".join(f"{p.message} {p.hint}" for p in errors(case, {"a": event}))


@pytest.mark.parametrize(
    ("name", "field", "short", "full"),
    [
        ("investigation_finding", "findings", "sustained", [{"finding": "sustained"}]),
        ("complaint_received", "allegations", "rudeness", [{"kind": "rudeness"}]),
        ("recommendation_issued", "recommendations", "train", [{"text": "train"}]),
        ("review_requested", "filed_within", "ten days", {"says": "ten days"}),
        ("duty_status_change", "until", "2021-07", {"claim": "2021-07"}),
    ],
)
def test_a_single_word_may_stand_for_a_whole_part_of_the_form(case, name, field, short, full):
    read = []
    for written in (short, full):
        text = "\n".join(
            f"{key}: {json.dumps(value)}"
            for key, value in {**CAST, "events": {"other": OTHER, "a": sample(name) | {field: written}}}.items()
        )
        read.append(getattr(timeline.load(case(text)).events["a"].written, field))
    assert repr(read[0]) == repr(read[1])


def test_what_is_asked_for_and_not_written_counts_as_not_known_and_is_said(case):
    bare = {"type": "duty_status_change", "subject": "board", "pay": "paid", **ENVELOPE}
    [said] = [p for p in problems(case, {"a": bare}) if p.code == "left-out"]
    assert said.severity == "info"
    assert said.message == (
        "event 'a' does not say 'to_status' or 'police_powers' or 'characterised_as': taken as not known"
    )
    written = bare | {"to_status": "unknown", "police_powers": "unknown", "characterised_as": "unstated"}
    assert [p for p in problems(case, {"a": written}) if p.code == "left-out"] == []
    assert "asked_for" in {check.__name__ for check in CHECKS}


@pytest.mark.parametrize("name", NAMED)
def test_a_manual_entry_says_what_when_and_when_not_and_from_what_sources(name):
    entry = manual(NAMED[name])
    assert entry.summary.endswith(".")
    assert all((entry.use, entry.not_for, entry.sources, entry.example))
    assert f"type: {name}\n" in entry.example
    assert max(map(len, entry.example.splitlines())) <= 76, "an example fits a terminal of 80 columns"
