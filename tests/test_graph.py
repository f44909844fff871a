"""The graph of a case: events, actors and obligations are nodes, typed relations are edges, dates are on the nodes."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest

import timeline

TEXT = """
sources:
  s: {kind: news_report, title: A report, publisher: paper, published: 2021-06-01}
events:
  moved: {type: reassignment, subject: officers, title: A move, when: 2021-01, cites: s}
  asked: {type: review_requested, requester: officers, forum_kind: civil_service, title: A request, when: unknown,
          appeals: moved, cites: s}
  ruling: {type: oversight_ruling, body: csc, title: A ruling, when: 2021-03-10,
           rules_on: {event: asked, disposes: partly}, alters: {event: moved, effect: overturns},
           concerns: {event: moved, basis: editorial, reason: We think so}, cites: s}
  back: {type: duty_status_change, subject: officers, to_status: full_duty, title: A return, modality: expected,
         when: after ruling, implements: ruling, fulfils: {obligation: return, extent: partial}, cites: s}
  leave: {type: duty_status_change, subject: officers, title: A leave, when: 2021-01/2021-04, cites: s}
  notice: {type: charging_decision, decider: mayor, decision: declined, decider_kind: prosecutor, title: A notice,
           when: after ruling, modality: conditional, conditions: {says: if asked}, cites: s}
  stay: {type: public_statement, speaker: mayor, channel: interview, title: A stay, when: 2021-05, cites: s}
obligations:
  return: {label: Return them, created_by: ruling, obligor: [city, police], beneficiary: officers, issuer: csc,
           force: ordered, due: unspecified, consequence: notice, conditions: {event: notice, polarity: must_not_occur},
           closed_by: {event: stay, how: stays, cites: s}, cites: s}
"""


@pytest.fixture
def found(case):
    return timeline.load(case(TEXT))


def edges(graph):
    return {(a, b, key) for a, b, key in graph.edges(keys=True)}


def test_every_event_is_a_node_with_its_type_its_dates_and_whether_it_happened(found):
    graph = found.graph()
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph) == list(found.events)
    assert graph.nodes["moved"] == {
        "kind": "event",
        "type": "reassignment",
        "family": "personnel",
        "title": "A move",
        "modality": "occurred",
        "happened": True,
        "earliest": date(2021, 1, 1),
        "latest": date(2021, 1, 31),
        "end_earliest": date(2021, 1, 1),
        "end_latest": date(2021, 1, 31),
    }


def test_dates_on_nodes_are_the_solved_ones_and_a_span_is_a_node(found):
    graph = found.graph()
    for id_, event in found.events.items():
        dates = event.dates
        assert (graph.nodes[id_]["earliest"], graph.nodes[id_]["end_latest"]) == (dates.earliest, dates.end_latest)
    assert graph.nodes["asked"]["earliest"] == date(2021, 1, 1), "it follows from the move it asks about"
    assert graph.nodes["leave"]["end_latest"] == date(2021, 4, 30)


@pytest.mark.parametrize(("event", "happened"), [("moved", True), ("back", False), ("notice", False)])
def test_what_is_expected_or_conditional_has_not_happened(found, event, happened):
    assert found.graph().nodes[event]["happened"] is happened


def test_edges_run_from_the_dependent_event_to_what_it_depends_on(found):
    assert edges(found.graph()) == {
        ("asked", "moved", "appeals"),
        ("ruling", "asked", "rules_on"),
        ("ruling", "moved", "alters"),
        ("ruling", "moved", "concerns"),
        ("back", "ruling", "implements"),
    }


def test_edges_carry_their_relation_its_attributes_and_their_basis(found):
    graph = found.graph()
    assert graph.edges["ruling", "asked", "rules_on"] == {
        "relation": "rules_on",
        "basis": "stated",
        "disposes": "partly",
    }
    assert graph.edges["ruling", "moved", "alters"]["effect"] == "overturns"
    assert graph.edges["ruling", "moved", "concerns"]["basis"] == "editorial"


def test_two_relations_between_two_events_are_two_edges(found):
    assert sorted(found.graph()["ruling"]["moved"]) == ["alters", "concerns"]


def test_actors_come_as_nodes_with_their_roles_as_edges(found):
    graph = found.graph(actors=True)
    assert graph.nodes["csc"] == {"kind": "actor", "actor_kind": "institution", "title": "Civil Service Commission"}
    roles = edges(graph) - edges(found.graph())
    assert ("ruling", "csc", "body") in roles
    assert ("asked", "officers", "requester") in roles
    assert ("police", "city", "within") in roles
    assert {a for a, _, key in roles if key == "subject"} == {"moved", "back", "leave"}


def test_obligations_come_as_nodes_with_what_made_them_and_what_ends_them(found):
    graph = found.graph(obligations=True)
    assert graph.nodes["return"] == {"kind": "obligation", "title": "Return them", "force": "ordered"}
    assert edges(graph) - edges(found.graph()) == {
        ("return", "ruling", "created_by"),
        ("return", "notice", "consequence"),
        ("return", "notice", "condition"),
        ("back", "return", "fulfils"),
        ("stay", "return", "stays"),
    }
    assert graph.edges["back", "return", "fulfils"]["extent"] == "partial"


def test_who_owes_is_joined_to_the_obligation_when_both_are_asked_for(found):
    both = edges(found.graph(actors=True, obligations=True))
    assert {
        ("return", "city", "obligor"),
        ("return", "police", "obligor"),
        ("return", "officers", "beneficiary"),
        ("return", "csc", "issuer"),
    } <= both


def test_an_event_and_an_actor_of_one_id_would_melt_into_one_node_and_are_refused(case):
    with pytest.raises(timeline.CaseError, match="repeated-id: 'city' is the id of one of the events here"):
        timeline.load(
            case("events:\n  city: {type: public_meeting, convener: city, title: A, when: 2021, cites: s1}\n")
        )


def test_the_antecedents_of_a_case_make_no_circle(jackson):
    graph = timeline.load(jackson).graph()
    graph.remove_edges_from([(a, b, key) for a, b, key in graph.edges(keys=True) if key in ("announces", "same_as")])
    assert nx.is_directed_acyclic_graph(graph)


def test_every_relation_of_a_case_is_in_the_graph(jackson):
    """35 events; the chain from the courts back to the reassignment can be walked."""
    found = timeline.load(jackson)
    graph = found.graph(actors=True, obligations=True)
    kinds = [kind for _, kind in graph.nodes(data="kind")]
    assert (kinds.count("event"), kinds.count("obligation")) == (35, 7)
    written = sum(len(list(event.written.links())) for event in found.events.values())
    assert found.graph().number_of_edges() == written
    assert nx.shortest_path(found.graph(), "petition", "reassigned") == ["petition", "ruling", "reassigned"]
