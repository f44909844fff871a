"""A dated record as a networkx graph: events, actors and obligations are nodes, relations are edges.

Edges run from the dependent event to what it depends on, as the relations are written. Dates live on nodes; a span
is a node, never an edge. Knows nothing of drawing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias

import networkx as nx

from timeline.dating import Dated
from timeline.model.block import say

Graph: TypeAlias = "nx.MultiDiGraph[str]"
"""A case's graph: node ids are event, actor and obligation ids."""


def build_graph(
    dated: Dated,
    *,
    actors: bool = False,
    obligations: bool = False,
    only: Collection[str] | None = None,
    made: type[Graph] = nx.MultiDiGraph,
) -> Graph:
    """The graph of a case; ``actors`` and ``obligations`` add their nodes and the edges that join them to events.

    Event nodes carry ``kind``, ``type``, ``family``, ``title``, ``modality``, ``happened`` and the solved
    ``earliest``, ``latest``, ``end_earliest``, ``end_latest`` (dates or None). An edge's key is its relation: the
    vocabulary's names between events, the role from an event to an actor, ``created_by``, ``obligor``,
    ``condition``, ``fulfils`` and ``consequence`` around an obligation. ``only`` leaves out every other event, with
    what it made somebody owe and the actors that nothing joins then; ``made`` is the class of the graph.
    """
    record = dated.record
    graph = made(case=record.head.case, as_of=record.head.as_of)
    language = record.head.language
    for event in record.events.values():
        graph.add_node(event.id, **_event(dated, event.id))
    for event in record.events.values():
        for name, _, link in event.links():
            if link.event in record.events:
                graph.add_edge(event.id, link.event, key=name, relation=name, basis=link.basis, **link.attributes())
    if actors:
        _add_actors(graph, dated)
    if obligations:
        for obligation in record.obligations.values():
            graph.add_node(
                obligation.id, kind="obligation", title=say(obligation.label, language), force=obligation.force
            )
        _add_obligations(graph, dated)
        if actors:
            for obligation in record.obligations.values():
                for role in ("obligor", "beneficiary", "issuer"):
                    for actor in getattr(obligation, role):
                        _edge(graph, obligation.id, actor, role)
    if only is not None:
        _leave(graph, dated, only)
    return graph


def _leave(graph: Graph, dated: Dated, only: Collection[str]) -> None:
    """Take out all other events, their obligations, and the actors that only they named."""
    debts = dated.record.obligations.values()
    graph.remove_nodes_from([id_ for id_ in dated.record.events if id_ not in only])
    graph.remove_nodes_from([one.id for one in debts if one.created_by not in only])
    actors = set(dated.record.actors)
    while alone := [id_ for id_ in actors & set(graph) if not set(graph.predecessors(id_))]:
        graph.remove_nodes_from(alone)


def _event(dated: Dated, id_: str) -> dict[str, Any]:
    event, interval = dated.record.events[id_], dated.intervals[id_]
    return {
        "kind": "event",
        "type": event.type,
        "family": type(event).family,
        "title": say(event.title, dated.record.head.language),
        "modality": event.modality,
        "happened": event.happened,
        "earliest": interval.earliest,
        "latest": interval.latest,
        "end_earliest": interval.end_earliest,
        "end_latest": interval.end_latest,
    }


def _add_actors(graph: Graph, dated: Dated) -> None:
    record = dated.record
    for actor in record.actors.values():
        graph.add_node(actor.id, kind="actor", actor_kind=actor.kind, title=record.actor_label(actor.id))
    for event in record.events.values():
        for role, actor_id in event.roles():
            _edge(graph, event.id, actor_id, role)
    for actor in record.actors.values():
        for key, targets in (("within", (actor.within,)), ("subset_of", actor.subset_of), ("office", (actor.office,))):
            for target in targets:
                if target:
                    _edge(graph, actor.id, target, key)


def _add_obligations(graph: Graph, dated: Dated) -> None:
    for event in dated.record.events.values():
        for met in event.fulfils:
            if met.obligation in graph:
                graph.add_edge(
                    event.id,
                    met.obligation,
                    key="fulfils",
                    relation="fulfils",
                    extent=met.extent,
                    disputed=met.disputed,
                )
    for obligation in dated.record.obligations.values():
        _edge(graph, obligation.id, obligation.created_by, "created_by")
        if obligation.consequence:
            _edge(graph, obligation.id, obligation.consequence, "consequence")
        for condition in obligation.conditions:
            if condition.event:
                _edge(graph, obligation.id, condition.event, "condition", polarity=condition.polarity)
        for closing in obligation.closed_by:
            _edge(graph, closing.event, obligation.id, closing.how)


def _edge(graph: Graph, source: str, target: str, key: str, **data: Any) -> None:
    """An edge between nodes that are there; an unknown id is the checks' to report."""
    if source in graph and target in graph:
        graph.add_edge(source, target, key=key, relation=key, **data)
