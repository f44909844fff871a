"""The chart for plotly: a plain JSON-ready spec, the Figure made of it, and the options it must be shown with.

Knows axes, margins and colours; what is drawn is in ``traces``. Imports plotly only when a Figure is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.draw.colours import recoloured
from timeline.draw.dated import DAY, dated_traces
from timeline.draw.palette import DARK, FALLBACK, LIGHT, NEUTRAL_DARK, NEUTRAL_LIGHT
from timeline.draw.palette import colour as colour_of
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.draw.traces import traces
from timeline.model.relations import BY_NAME
from timeline.problems import WrongValueError, nearest
from timeline.view.layout import LINE, NOTE, WIDE, Label, Layout, arrange
from timeline.view.layout_text import SIZE
from timeline.view.model import View

if TYPE_CHECKING:
    import plotly.graph_objects as go

Figure: TypeAlias = "go.Figure"
"""What ``figure`` makes: a plain plotly figure that a person can restyle."""

CONFIG: dict[str, Any] = {
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
}
"""For every way a figure is shown. Without the first line plotly offers to upload the chart to a third party."""

DATES: dict[str, Any] = {
    "type": "date",
    "nticks": 9,
    "tickformatstops": [
        {"dtickrange": [None, "M1"], "value": "%-d %b %-Y"},
        {"dtickrange": ["M1", "M12"], "value": "%b %-Y"},
        {"dtickrange": ["M12", None], "value": "%-Y"},
    ],
}
"""What an axis of dates says beside its range."""
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_PAPER, _INK, _QUIET = NEUTRAL_LIGHT["paper"], NEUTRAL_LIGHT["ink"], NEUTRAL_LIGHT["quiet"]


def spec(view: View, *, lanes: str = "body", axis: str = "time", width: float = WIDE) -> dict[str, Any]:
    """The chart as plain ``{"data": […], "layout": {…}}``, packed for a width in pixels and safe for any wider one.

    On the axis that is to scale x is a date, and no date is there that nobody knows; on the others it is in pixels.
    Raises ValueError, naming what there is, for lanes or an axis that do not exist.
    """
    words = Words(view.language)
    layout = arrange(view.chart, lanes, width, axis=axis, months=words.months)
    made = plot_layout(layout, words)
    if axis != "time":
        return {"data": traces(view, layout), "layout": made}
    span = [round(layout.scale.days(x) * DAY) for x in (layout.scale.left, layout.width)]
    made["xaxis"] = {**made["xaxis"], **DATES, "range": span, "minallowed": span[0], "maxallowed": span[1]}
    for key in ("tickvals", "ticktext"):
        del made["xaxis"][key]
    return {"data": dated_traces(view, layout), "layout": made}


def figure(
    view: View,
    *,
    lanes: str = "body",
    axis: str = "time",
    colour: str = "family",
    relations: str | Iterable[str] = "offered",
    width: float = WIDE,
) -> go.Figure:
    """The chart as a plotly Figure, with a legend. Show it with ``CONFIG``.

    ``colour`` is what colours stand for, as ``colours.recoloured`` takes it. ``relations`` are "offered" (a line of the
    legend switches them on), "all", "none", or names of relations, such as ``["rules_on"]``.
    WrongValueError, naming what there is, for anything else.
    """
    import plotly.graph_objects as go

    painted, keys = recoloured(view, colour)
    shown = _related(painted, relations)
    try:
        made = spec(shown, lanes=lanes, axis=axis, width=width)
    except ValueError as error:
        raise WrongValueError(str(error)) from None
    for trace in made["data"]:
        if trace["meta"]["kind"] == "links":
            trace["visible"] = "legendonly" if relations == "offered" else True
    made["data"] += [_key(key, said) for key, said in keys]
    made["layout"]["margin"]["b"] += 66
    made["layout"]["height"] += 66
    made["layout"] |= {"width": width, "showlegend": True, "title": {"text": escape(view.title, quote=False), "x": 0},
                       "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom"}}  # fmt: skip
    made["layout"]["margin"]["t"] += 40
    made["layout"]["height"] += 40
    return go.Figure(made)


def _related(view: View, relations: str | Iterable[str]) -> View:
    """The view with only the relations asked for."""
    if relations in ("offered", "all"):
        return view
    wanted = set() if relations == "none" else {relations} if isinstance(relations, str) else set(relations)
    for name in wanted - BY_NAME.keys():
        raise WrongValueError(f"no relation {name!r}; {nearest(name, [*BY_NAME, 'all', 'none', 'offered'])}")
    links = tuple(link for link in view.chart.links if link.relation in wanted)
    return replace(view, chart=replace(view.chart, links=links))


def _key(key: str, said: str) -> dict[str, Any]:
    """A line of the legend for a colour; nothing is drawn."""
    marker = {"symbol": "square", "size": 11, "color": colour_of(key)}
    return {"type": "scatter", "mode": "markers", "name": escape(said, quote=False), "x": [None], "y": [None],
            "meta": {"kind": "key", "of": "event"}, "marker": marker, "hoverinfo": "skip"}  # fmt: skip


def expected_marks(view: View, lanes: str = "body") -> dict[str, int]:
    """How many bars, points or pieces of text of each kind a browser must draw; kinds are the traces' ``meta.kind``."""
    found: Counter[str] = Counter()
    for trace in traces(view, arrange(view.chart, lanes)):
        kind = trace["meta"]["kind"]
        if kind not in ("links", "asof", "runs", "may", "sure", "peak"):
            found[kind] += len(trace["x"])
    return dict(found)


def dark_colours() -> dict[str, str]:
    """Each colour a spec may hold, and what stands for it on dark paper."""
    return {
        **{LIGHT[one]: DARK[one] for one in LIGHT},
        FALLBACK[0]: FALLBACK[1],
        **{NEUTRAL_LIGHT[one]: NEUTRAL_DARK[one] for one in ("paper", "ink", "quiet", "rule", "grid", "wash")},
    }


def config(language: str) -> dict[str, Any]:
    """CONFIG with the months of a language; plotly itself knows English only."""
    months = list(Words(language).months)
    if language.split("-", maxsplit=1)[0] == "en":
        return dict(CONFIG)
    names = {"months": months, "shortMonths": months, "days": [""] * 7, "shortDays": [""] * 7, "date": "%d/%m/%Y"}
    return {**CONFIG, "locale": language, "locales": {language: {"dictionary": {}, "format": names}}}


def plot_layout(layout: Layout, words: Words) -> dict[str, Any]:
    """Axes, margins, lane names and the words above the axis. x and y are the layout's own pixels, y downwards."""
    quiet = {"gridcolor": NEUTRAL_LIGHT["grid"], "zeroline": False}
    span = [round(layout.scale.left, 2), layout.width]
    counts = [one.undated for one in layout.density] or [0] * len(layout.bands)
    apart = [words("undated", n=count) if count else "" for count in counts]
    return {
        "barmode": "overlay",
        "height": round(layout.height),
        "margin": {"l": round(layout.scale.left), "r": 0, "t": round(layout.top),
                   "b": 0, "pad": 0},
        "xaxis": {**quiet, "type": "linear", "range": span, "minallowed": span[0], "maxallowed": span[1], "side": "top",
                  "tickvals": [round(tick.x, 2) for tick in layout.ticks], "tickangle": 0,
                  "ticktext": [tick.label for tick in layout.ticks], "tickfont": {"color": _QUIET, "size": SIZE}},
        "yaxis": {"range": [layout.height, layout.top], "fixedrange": True, "zeroline": False, "showticklabels": False,
                  "tickvals": [band.top for band in layout.bands], "gridcolor": NEUTRAL_LIGHT["rule"]},
        "annotations": [
            *(_lane_name(band.name, said, layout.scale.left) for band, said in zip(layout.bands, apart, strict=True)),
            *(_note(note, layout.top) for note in layout.notes),
        ],
        "font": {"family": FONT, "size": SIZE, "color": _INK},
        "paper_bgcolor": _PAPER,
        "plot_bgcolor": _PAPER,
        "dragmode": "zoom",
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": _PAPER, "bordercolor": NEUTRAL_LIGHT["rule"], "align": "left",
                       "font": {"family": FONT, "size": 13, "color": _INK}},
        "showlegend": False,
        "modebar": {"remove": ["sendChartToCloud"]},  # a plain Figure carries no config, so it is said here too
    }  # fmt: skip


def _note(note: Label, top: float) -> dict[str, Any]:
    """How long a step or a folded gap is, above the axis."""
    return {"text": escape(note.lines[0], quote=False), "xref": "x", "x": round(note.x, 2), "xanchor": "center",
            "yref": "paper", "y": 1, "yanchor": "middle", "yshift": round(top - note.y, 2), "showarrow": False,
            "font": {"color": _QUIET, "size": NOTE}}  # fmt: skip


def _lane_name(name: Label, undated: str, gutter: float) -> dict[str, Any]:
    """A lane's name in the margin, and under it how many of its events have no place in time."""
    lines = [f"<b>{escape(line, quote=False)}</b>" for line in name.lines] + [undated] * bool(undated)
    return {"text": "<br>".join(lines), "xref": "paper", "x": 0, "xanchor": "left", "xshift": -round(gutter),
            "yref": "y", "y": name.y + (len(lines) - 1) * LINE / 2, "yanchor": "middle", "align": "left",
            "showarrow": False, "font": {"color": _INK, "size": SIZE}}  # fmt: skip
