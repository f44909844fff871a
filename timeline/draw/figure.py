"""The chart for plotly: a plain JSON-ready spec, the Figure made of it, and the options it must be shown with.

Knows axes, margins and colours; what is drawn is in ``traces``. Imports plotly only when a Figure is asked for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.draw.dated import DAY, dated_traces
from timeline.draw.palette import DARK, FALLBACK, LIGHT, NEUTRAL_DARK, NEUTRAL_LIGHT
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.draw.traces import traces
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
    layout = arrange(view.chart, lanes, width, axis=axis, months=Words(view.language).months)
    made = plot_layout(layout)
    if axis != "time":
        return {"data": traces(view, layout), "layout": made}
    span = [round(layout.scale.days(x) * DAY) for x in (layout.scale.left, layout.width)]
    made["xaxis"] = {**made["xaxis"], **DATES, "range": span, "minallowed": span[0], "maxallowed": span[1]}
    for key in ("tickvals", "ticktext"):
        del made["xaxis"][key]
    return {"data": dated_traces(view, layout), "layout": made}


def figure(view: View, *, lanes: str = "body", axis: str = "time", width: float = WIDE) -> go.Figure:
    """The chart as a plotly Figure, with a legend; relations are switched on in it. Show it with ``CONFIG``."""
    import plotly.graph_objects as go

    made = spec(view, lanes=lanes, axis=axis, width=width)
    for trace in made["data"]:
        if trace["meta"]["kind"] == "links":
            trace["visible"] = "legendonly"
    made["layout"]["margin"]["b"] += 44
    made["layout"]["height"] += 44
    made["layout"] |= {"width": width, "showlegend": True, "title": {"text": escape(view.title, quote=False), "x": 0},
                       "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom"}}  # fmt: skip
    made["layout"]["margin"]["t"] += 40
    made["layout"]["height"] += 40
    return go.Figure(made)


def expected_marks(view: View, lanes: str = "body") -> dict[str, int]:
    """How many bars, points or pieces of text of each kind a browser must draw; kinds are the traces' ``meta.kind``."""
    found: Counter[str] = Counter()
    for trace in traces(view, arrange(view.chart, lanes)):
        kind = trace["meta"]["kind"]
        if kind not in ("links", "asof", "runs", "may", "sure"):
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


def plot_layout(layout: Layout) -> dict[str, Any]:
    """Axes, margins, lane names and the words above the axis. x and y are the layout's own pixels, y downwards."""
    quiet = {"gridcolor": NEUTRAL_LIGHT["grid"], "zeroline": False}
    span = [round(layout.scale.left, 2), layout.width]
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
            *(_lane_name(band.name, layout.scale.left) for band in layout.bands),
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


def _lane_name(name: Label, gutter: float) -> dict[str, Any]:
    """A lane's name in the margin."""
    text = "<br>".join(f"<b>{escape(line, quote=False)}</b>" for line in name.lines)
    return {"text": text, "xref": "paper", "x": 0, "xanchor": "left", "xshift": -round(gutter), "yref": "y",
            "y": name.y + (len(name.lines) - 1) * LINE / 2, "yanchor": "middle", "align": "left", "showarrow": False,
            "font": {"color": _INK, "size": SIZE}}  # fmt: skip
