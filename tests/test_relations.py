"""The relations between events: the domain's own list of what each may join, tried with every type there is."""

from __future__ import annotations

import pytest

from tests.samples import NAMED, errors, sample
from timeline.model.event import HAPPENED, Event
from timeline.model.relations import BY_NAME, EXTRA_RELATIONS, RELATIONS, Link

# Relation: what it may stand on > what it may point at: its own attributes; rule, and what it is if the rule is broken.
# Empty is any type. "settlement" and "systemic_investigation" join those that concern something: a settlement is about a
# claim, an investigation of an agency about what was done there.
DOMAIN = """
    responds_to: public_statement policy_action body_created investigation_opened government_letter lawsuit_filed
        records_action recommendation_issued duty_status_change public_meeting > : ; start_after_start error
    concerns: complaint_received investigation_opened investigation_finding hearing_held review_requested oversight_ruling
        charging_decision lawsuit_filed media_report public_statement public_meeting government_letter medical_finding
        compliance_report prosecution_referral settlement systemic_investigation > : ; start_after_start error
    rules_on: oversight_ruling court_ruling charging_decision criminal_disposition investigation_finding settlement
        decree_action > review_requested lawsuit_filed complaint_received investigation_opened prosecution_referral
        charging_decision compulsory_process decree_action : disposes ; start_after_end error
    appeals: review_requested > oversight_ruling court_ruling discipline_imposed separation duty_status_change
        criminal_disposition policy_action : window_days ; start_after_start error
    alters: oversight_ruling court_ruling criminal_disposition charging_decision > duty_status_change discipline_imposed
        separation oversight_ruling court_ruling policy_action criminal_disposition charging_decision
        investigation_finding : effect ; start_after_start error
    enforces: lawsuit_filed court_ruling compulsory_process funding_action government_letter > oversight_ruling
        court_ruling decree_action government_letter policy_action : mode ; start_after_start error
    implements: duty_status_change separation discipline_imposed policy_action body_created records_action appointment
        recommendation_issued > oversight_ruling court_ruling decree_action recommendation_issued policy_action
        body_created : extent ; start_after_start error
    results_from: > : cause_claim ; start_after_start error
    part_of: > : ; within error
    supersedes: policy_action body_created decree_action > policy_action body_created decree_action : ; start_after_start
        error
    announces: public_statement media_report policy_action > : ; start_before_start warning
    same_as: > : ; coincide error
"""


def listed() -> dict[str, tuple[set[str], set[str], list[str], list[str]]]:
    found = {}
    for row in DOMAIN.replace("error\n", "error;;\n").replace("warning\n", "warning;;\n").split(";;"):
        name, _, rest = row.partition(":")
        if not rest:
            continue
        types, _, rest = rest.rpartition(":")
        sources, _, targets = types.partition(">")
        attributes, _, rule = rest.partition(";")
        found[name.strip()] = (set(sources.split()), set(targets.split()), attributes.split(), rule.split())
    return found


def test_there_are_fourteen_relations():
    assert [*listed(), "fulfils", "contradicts"] == [r.name for r in (*RELATIONS, *EXTRA_RELATIONS)]


@pytest.mark.parametrize("name", listed())
def test_a_relation_joins_what_the_domain_says_with_its_attributes_and_its_rule(name):
    sources, targets, attributes, rule = listed()[name]
    relation = BY_NAME[name]
    assert (set(relation.sources), set(relation.targets)) == (sources, targets)
    assert list(relation.attributes) == attributes
    assert [relation.rule, relation.severity] == rule
    assert sources | targets <= set(NAMED)


def test_an_attribute_is_a_field_of_the_link_and_no_field_is_left_out():
    for relation in RELATIONS:
        assert set(relation.attributes) == set(relation.link.model_fields) - set(Link.model_fields)
        assert relation.name in Event.model_fields


NEEDS = {"alters": {"effect": "modifies"}, "enforces": {"mode": "sought"}}


def joined(name: str, source: str, target: str) -> tuple[dict, dict]:
    """Two events of these types, joined: the later one first, and of a decree what can be ruled on."""
    proposed = {"step": "proposed"} if target in ("decree_action", "consent_decree") else {}
    when = ("2021-05", "2021-04") if name != "announces" else ("2021-04", "2021-05")
    link = {"event": "b", **NEEDS.get(name, {})}
    return sample(source) | {"when": when[0], name: link}, sample(target) | {"when": when[1]} | proposed


def is_one_of(type_: str, types: frozenset[str]) -> bool:
    return not types or not types.isdisjoint(NAMED[type_].is_a())


@pytest.mark.parametrize("name", [r.name for r in RELATIONS if r.sources])
def test_every_type_may_have_the_relations_of_its_kind_and_no_others(case, name):
    relation = BY_NAME[name]
    for source in NAMED:
        target = source if relation.same_family else next(iter(sorted(relation.targets)), "public_meeting")
        a, b = joined(name, source, target)
        found = [p.message for p in errors(case, {"a": a, "b": b}) if p.code == "relation-domain"]
        assert bool(found) is not is_one_of(source, relation.sources), source


@pytest.mark.parametrize("name", [r.name for r in RELATIONS if r.targets])
def test_a_relation_points_at_the_types_of_its_range_and_no_others(case, name):
    relation = BY_NAME[name]
    source = sorted(relation.sources)[0]
    for target in NAMED:
        a, b = joined(name, source if not relation.same_family else target, target)
        found = [p.message for p in errors(case, {"a": a, "b": b}) if p.code == "relation-range"]
        assert bool(found) is not is_one_of(target, relation.targets), target


@pytest.mark.parametrize("name", ["rules_on", "alters", "appeals", "implements"])
def test_what_happens_only_if_something_else_does_is_not_decided_appealed_or_carried_out(case, name):
    relation = BY_NAME[name]
    a, b = joined(name, sorted(relation.sources)[0], sorted(relation.targets)[0])
    b |= {"modality": "conditional", "conditions": {"says": "if asked"}}
    assert "conditional-target" in {p.code for p in errors(case, {"a": a, "b": b})}
    assert "conditional" not in HAPPENED


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        ("concerns", "medical_finding", "in_custody_death"),
        ("rules_on", "verdict", "indictment"),
        ("appeals", "review_requested", "termination"),
        ("alters", "court_ruling", "suspension"),
        ("enforces", "subpoena", "doj_letter"),
        ("implements", "appointment", "consent_decree"),
        ("supersedes", "decree_action", "consent_decree"),
        ("responds_to", "administrative_leave", "officer_involved_shooting"),
    ],
)
def test_dates_against_the_rule_are_an_error_for_the_new_types_too(case, name, source, target):
    a, b = joined(name, source, target)
    assert [p.code for p in errors(case, {"a": a, "b": b}) if p.code == "dates-contradict"] == []
    early = a | {"when": "2020-01"}
    assert "dates-contradict" in {p.code for p in errors(case, {"a": early, "b": b})}


@pytest.mark.parametrize("modality", ["announced", "expected"])
def test_something_may_concern_what_is_still_to_come(case, modality):
    a, b = joined("concerns", "public_statement", "policy_action")
    b |= {"when": "2021-06", "modality": modality}
    a |= {"when": "2021-05"}
    assert errors(case, {"a": a, "b": b}) == []
