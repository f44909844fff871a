"""The graph of a case as GraphML and GEXF: events, actors and obligations, and the relations that join them.

Dates are the bounds as ISO days and the date in words; a bound that is not known is left out. Knows networkx.
"""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import networkx as nx

from timeline.exports.material import Made, Material, as_made, printable
from timeline.graph import build_graph


def to_graphml(material: Material) -> Made:
    """GraphML, for yEd, Cytoscape, igraph and networkx."""
    out = io.BytesIO()
    nx.write_graphml_xml(_graph(material), out, edge_id_from_attribute="id", named_key_ids=True)
    return as_made(out.getvalue().decode("utf-8") + "\n")


def to_gexf(material: Material) -> Made:
    """GEXF, for Gephi; its date is the day the record was last brought up to date."""
    graph, view = _graph(material), material.view
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    about = "".join(
        f"<{name}>{_xml(value)}</{name}>"
        for name, value in (("creator", view.how.tool), ("description", f"{view.title}. {material.notice}".strip()))
    )
    meta = f'<meta lastmodifieddate="{view.as_of.isoformat()}">{about}</meta>'
    return as_made(re.sub(r"<meta .*?</meta>", lambda _: meta, text, count=1, flags=re.DOTALL) + "\n")


def _graph(material: Material) -> Any:
    """The graph with plain values only: text, numbers, true and false, and an id for each edge."""
    graph = build_graph(material.dated, actors=True, obligations=True)
    cards = {card.id: card for card in material.view.cards}
    named = {"title": material.view.title, "tool": material.view.how.tool, "notice": material.notice}
    plain: Any = nx.MultiDiGraph(**_values({**graph.graph, **named}))
    for id_, data in graph.nodes(data=True):
        card = cards.get(id_)
        more = {"date_words": card.date_words, "as_stated": "; ".join(card.typed)} if card else {}
        plain.add_node(id_, label=printable(str(data.get("title") or id_)), **_values({**data, **more}))
    for source, target, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(source, target, key=key, id=f"{source} {key} {target}", **_values(data))
    return plain


def _values(data: dict[str, Any]) -> dict[str, Any]:
    """Attributes that both formats can hold; what is not known is not there."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, date):
            found[name] = value.isoformat()
        elif isinstance(value, str):
            found.update({name: printable(value)} if value else {})
        elif value is not None:
            found[name] = value
    return found


def _xml(text: str) -> str:
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
