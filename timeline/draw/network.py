"""A case's graph as a picture along time: a line for each actor, the events on it, and what joins them.

Drawn from the graph alone, whatever was added to it or taken out. As on every figure each number is a day that the case
names: an uncertain event is a bar from bound to bound, and what joins it to others leaves from a bound. Imports plotly
only when a Figure is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline.draw.figure import DATES, FONT
from timeline.draw.palette import NEUTRAL_LIGHT, colour
from timeline.draw.safe import escape
from timeline.kinds import FAMILIES
from timeline.model.relations import BY_NAME
from timeline.view.layout_text import SIZE, text_width
from timeline.when.words import range_words, span_words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from timeline.graph import Graph

_WIDTH, _GUTTER, _ROW, _PAD = 1120, 190, 19, 12
_LABEL = 42
"""Letters of a title that are written out; the whole of it is in the hover text."""
_INK, _QUIET, _RULE, _PAPER = (NEUTRAL_LIGHT[name] for name in ("ink", "quiet", "rule", "paper"))
_OWED = "obligations"
_GAP = "\u00a0\u00a0"


@dataclass(frozen=True, slots=True)
class _Seat:
    """A node in its row: the first and the last day known of it, its height, and the side its label is on."""

    node: str
    first: date
    last: date
    y: float
    row: str
    left: bool


def network(graph: Graph) -> go.Figure:
    """The graph of a case as a plotly Figure; what has no known day stands at the beginning with a question mark."""
    import plotly.graph_objects as go

    nodes: Mapping[str, Mapping[str, Any]] = graph.nodes
    days = {id_: _days(node) for id_, node in nodes.items()}
    known = sorted(day for pair in days.values() for day in pair)
    start, end = (known[0], known[-1]) if known else (date(2000, 1, 1), date(2000, 12, 31))
    margin = max(7, (end - start).days // 20)
    first = date.fromordinal(max(1, start.toordinal() - margin))
    last = date.fromordinal(min(date.max.toordinal(), end.toordinal() + 3 * margin))
    for id_, node in nodes.items():
        if node.get("kind") == "obligation":
            days[id_] = next((days[other] for _, other, key in _out(graph, id_) if key == "created_by"), ())
    homes = _homes(graph)
    seats, tops = _seated(graph, homes, days, first, (_WIDTH - _GUTTER) / max(1, (last - first).days))
    height = max(tops.values(), default=0) + 2 * _ROW
    traces = [
        _lifelines(graph, seats, tops),
        _joins(graph, seats, tops),
        _arrows(graph, seats),
        *_bars(nodes, seats.values(), days),
        _points(nodes, seats.values(), days),
        _labels(nodes, seats.values(), days),
    ]
    names = [_name(nodes, row, (bottom + top) / 2) for row, top, bottom in _bands(tops, height)]
    layout = _layout(graph, names, height, first, last)
    return go.Figure({"data": [one for one in traces if one["x"]], "layout": layout})


def _out(graph: Graph, node: str) -> Iterable[tuple[str, str, str]]:
    return graph.out_edges(node, keys=True)


def _days(node: Mapping[str, Any]) -> tuple[date, ...]:
    """The first and the last bound known of a node; nothing for what has none."""
    found = [node.get(key) for key in ("earliest", "latest", "end_earliest", "end_latest")]
    known = [day for day in found if isinstance(day, date)]
    return (min(known), max(known)) if known else ()


def _homes(graph: Graph) -> dict[str, str]:
    """The row of each event and obligation: its first actor's, and where no actors are shown its family's."""
    homes: dict[str, str] = {}
    for id_, node in graph.nodes.items():
        if node.get("kind") == "obligation":
            homes[id_] = _OWED
        elif node.get("kind") != "actor":
            actors = [other for _, other, _ in _out(graph, id_) if graph.nodes[other].get("kind") == "actor"]
            homes[id_] = actors[0] if actors else str(node.get("family", ""))
    return homes


def _seated(
    graph: Graph, homes: Mapping[str, str], days: Mapping[str, tuple[date, ...]], start: date, scale: float
) -> tuple[dict[str, _Seat], dict[str, float]]:
    """Every node's place, rows in the order of their first event, and the height of each row's line."""
    order = sorted(homes, key=lambda id_: (homes[id_] == _OWED, days[id_] or (start,), list(graph).index(id_)))
    rows: dict[str, list[str]] = {}
    for id_ in order:
        if homes[id_] == _OWED:
            rows |= {actor: [] for actor in _only_taking_part(graph, homes, rows)}
        rows.setdefault(homes[id_], []).append(id_)
    rows |= {actor: [] for actor in _only_taking_part(graph, homes, rows)}
    seats: dict[str, _Seat] = {}
    tops: dict[str, float] = {}
    y = float(_ROW)
    for row, ids in rows.items():
        tops[row] = y
        ends: list[float] = []
        for id_ in ids:
            first, last = days[id_] or (start, start)
            x0, x1 = ((day - start).days * scale for day in (first, last))
            long = text_width(_title(graph.nodes[id_], id_), SIZE) + 24
            left = x1 + long > _WIDTH - _GUTTER
            begin, end = (x0 - long, x1 + 8) if left else (x0 - 8, x1 + long)
            level = next((at for at, taken in enumerate(ends) if taken < begin), len(ends))
            ends[level : level + 1] = [end]
            seats[id_] = _Seat(id_, first, last, y + level * _ROW, row, left)
        y += max(1, len(ends)) * _ROW + _PAD
    return seats, tops


def _only_taking_part(graph: Graph, homes: Mapping[str, str], rows: Mapping[str, list[str]]) -> list[str]:
    """Actors that have no row yet and take part in an event of somebody else's."""
    taking = {other for id_ in homes for _, other, _ in _out(graph, id_) if homes[id_] != _OWED}
    return [id_ for id_, node in graph.nodes.items() if node.get("kind") == "actor" and id_ in taking - rows.keys()]


def _bands(tops: Mapping[str, float], height: float) -> list[tuple[str, float, float]]:
    ends = [*list(tops.values())[1:], height - _ROW]
    return [(row, top, end - _PAD - _ROW) for (row, top), end in zip(tops.items(), ends, strict=True)]


def _lifelines(graph: Graph, seats: Mapping[str, _Seat], tops: Mapping[str, float]) -> dict[str, Any]:
    """From the first to the last day each actor is told of."""
    x: list[date | None] = []
    y: list[float | None] = []
    for row, top in tops.items():
        if graph.nodes.get(row, {}).get("kind") == "actor":
            met = [seats[one] for one, _ in graph.in_edges(row) if one in seats]
            if met:
                x += [min(one.first for one in met), max(one.last for one in met), None]
                y += [top, top, None]
    return _lines("actors", x, y, {"color": _RULE, "width": 2})


def _joins(graph: Graph, seats: Mapping[str, _Seat], tops: Mapping[str, float]) -> dict[str, Any]:
    """From each event to everybody else who takes part, and from each obligation to its event."""
    x: list[date | None] = []
    y: list[float | None] = []
    for id_, seat in seats.items():
        for _, other, key in _out(graph, id_):
            if other in tops and other != seat.row:
                x += [seat.last, seat.last, None]
                y += [seat.y, tops[other], None]
            elif key == "created_by" and other in seats:
                x += [seats[other].last, seat.last, None]
                y += [seats[other].y, seat.y, None]
    made = _lines("takes part", x, y, {"color": _QUIET, "width": 0.8, "dash": "1.5px,2.5px"})
    return made | {"mode": "lines+markers", "marker": {"size": 3.5, "color": _QUIET}}


def _arrows(graph: Graph, seats: Mapping[str, _Seat]) -> dict[str, Any]:
    """Relations between events, from a bound of the earlier one to one of the later."""
    x: list[date | None] = []
    y: list[float | None] = []
    sizes: list[int] = []
    for a, b, key in graph.edges(keys=True):
        if key in BY_NAME and a in seats and b in seats:
            later, earlier = (b, a) if key == "announces" else (a, b)
            end = seats[later].last
            x += [min(seats[earlier].first, end), end, None]
            y += [seats[earlier].y, seats[later].y, None]
            sizes += [0, 9, 0]
    marker = {"symbol": "arrow", "angleref": "previous", "size": sizes, "standoff": 6, "color": _INK}
    made = _lines("relations", x, y, {"color": _INK, "width": 1})
    return made | {"mode": "lines+markers", "marker": marker, "opacity": 0.5}


def _lines(name: str, x: list[Any], y: list[Any], line: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "scatter", "mode": "lines", "name": name, "meta": {"kind": name}, "x": x, "y": y, "line": line,
            "hoverinfo": "skip", "cliponaxis": False}  # fmt: skip


def _bars(nodes: Mapping[str, Any], seats: Iterable[_Seat], days: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is possible, or lasts: from the first bound to the last, a hollow sign in the middle for the eye alone."""
    held = [one for one in seats if days[one.node] and one.first < one.last and not _owed(nodes[one.node])]
    ink = [colour(str(nodes[one.node].get("family", ""))) for one in held]
    shared = {"type": "bar", "orientation": "h", "width": 9, "hovertemplate": "%{hovertext}<extra></extra>",
              "hovertext": [_hover(nodes, one.node) for one in held], "base": [one.first for one in held],
              "customdata": [one.node for one in held], "y": [one.y for one in held],
              "x": [(one.last - one.first).days * 86_400_000 for one in held]}  # fmt: skip
    sign = {"text": ["○"] * len(held), "textposition": "inside", "insidetextanchor": "middle", "constraintext": "none",
            "textangle": 0, "insidetextfont": {"color": ink, "size": 15}, "cliponaxis": False}  # fmt: skip
    pale = {"color": ink, "opacity": 0.28, "line": {"width": 0}}
    clear = {"color": "rgba(0,0,0,0)", "line": {"width": 0}}
    return [
        {**shared, "name": "any day in here", "meta": {"kind": "possible"}, "marker": pale},
        {**shared, **sign, "meta": {"kind": "between"}, "marker": clear, "showlegend": False},
    ]


def _points(nodes: Mapping[str, Any], seats: Iterable[_Seat], days: Mapping[str, Any]) -> dict[str, Any]:
    """Known days, solid; days of which one bound is known, hollow and pointing where it is open; obligations."""
    held = [one for one in seats if days[one.node] and (one.first == one.last or _owed(nodes[one.node]))]
    ink = [colour(str(nodes[one.node].get("family", ""))) for one in held]
    return {
        "type": "scatter", "mode": "markers", "name": "a day", "meta": {"kind": "points"}, "showlegend": False,
        "x": [one.last for one in held], "y": [one.y for one in held], "customdata": [one.node for one in held],
        "hovertext": [_hover(nodes, one.node) for one in held], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 10, "color": ink, "opacity": 1, "line": {"width": 1.6, "color": ink},
                   "symbol": [_symbol(nodes[one.node]) for one in held]},
        "cliponaxis": False,
    }  # fmt: skip


def _owed(node: Mapping[str, Any]) -> bool:
    return node.get("kind") == "obligation"


def _symbol(node: Mapping[str, Any]) -> str:
    if _owed(node):
        return "diamond"
    if node.get("earliest") is None:
        return "triangle-left-open"
    if node.get("latest") is None or node.get("end_latest") is None:
        return "triangle-right-open"
    return "circle" if node.get("happened", True) else "circle-open"


def _labels(nodes: Mapping[str, Any], seats: Iterable[_Seat], days: Mapping[str, Any]) -> dict[str, Any]:
    held = list(seats)
    texts = [("" if days[one.node] else "? ") + _title(nodes[one.node], one.node) for one in held]
    said = [escape(text, quote=False) for text in texts]
    return {
        "type": "scatter", "mode": "text", "name": "labels", "meta": {"kind": "labels"}, "showlegend": False,
        "x": [one.first if one.left else one.last for one in held], "y": [one.y for one in held],
        "text": [f"{text}{_GAP}" if one.left else f"{_GAP}{text}" for one, text in zip(held, said, strict=True)],
        "textposition": ["middle left" if one.left else "middle right" for one in held], "hoverinfo": "skip",
        "textfont": {"size": SIZE, "color": _INK}, "cliponaxis": False,
    }  # fmt: skip


def _title(node: Mapping[str, Any], id_: str) -> str:
    title = str(node.get("title") or id_)
    return title if len(title) <= _LABEL else title[: _LABEL - 1].rstrip() + "…"


def _hover(nodes: Mapping[str, Any], id_: str) -> str:
    node = nodes[id_]
    what = str(node.get("type") or node.get("kind") or "").replace("_", " ")
    lines = [f"<b>{escape(str(node.get('title') or id_), quote=False)}</b>", escape(what, quote=False)]
    if node.get("kind") == "event":
        start, end = ((node.get(a), node.get(b)) for a, b in (("earliest", "latest"), ("end_earliest", "end_latest")))
        words = range_words(*start) if start == end else span_words(start, end)
        lines.insert(1, escape(words, quote=False))
    return "<br>".join(lines)


def _name(nodes: Mapping[str, Any], row: str, y: float) -> dict[str, Any]:
    said = str(nodes[row].get("title") or row) if row in nodes else dict(FAMILIES).get(row, row or "Other")
    said = said if len(said) <= 26 else said[:25].rstrip() + "…"
    return {"text": f"<b>{escape(said[:1].upper() + said[1:], quote=False)}</b>", "xref": "paper", "x": 0,
            "xanchor": "left", "xshift": -_GUTTER, "yref": "y", "y": y, "yanchor": "middle", "showarrow": False,
            "font": {"color": _INK, "size": SIZE}}  # fmt: skip


def _layout(graph: Graph, names: list[dict[str, Any]], height: float, first: date, last: date) -> dict[str, Any]:
    quiet = {"gridcolor": NEUTRAL_LIGHT["grid"], "zeroline": False}
    return {
        "width": _WIDTH, "height": round(height + 90), "barmode": "overlay", "annotations": names,
        "margin": {"l": _GUTTER, "r": 10, "t": 40, "b": 50},
        "xaxis": {**quiet, **DATES, "range": [first.isoformat(), last.isoformat()], "side": "top",
                  "tickfont": {"color": _QUIET}},
        "yaxis": {**quiet, "range": [height, 0], "showticklabels": False, "showgrid": False, "fixedrange": True},
        "font": {"family": FONT, "size": SIZE, "color": _INK}, "paper_bgcolor": _PAPER, "plot_bgcolor": _PAPER,
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom"}, "hovermode": "closest",
        "modebar": {"remove": ["sendChartToCloud"]}, "meta": {"case": graph.graph.get("case", "")},
    }  # fmt: skip
