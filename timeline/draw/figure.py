"""The chart for plotly: a plain JSON-ready spec, the Figure made of it, and the options it must be shown with.

Knows axes, margins and colours; what is drawn is in ``traces``. Imports plotly only when a Figure is asked for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.draw.palette import DARK, FALLBACK, LIGHT, NEUTRAL_DARK, NEUTRAL_LIGHT
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.draw.traces import DAY, traces
from timeline.view.layout import LINE, SIZE, WIDE, Label, Layout, arrange
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

AXES = ("time",)
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_PAPER, _INK, _QUIET = NEUTRAL_LIGHT["paper"], NEUTRAL_LIGHT["ink"], NEUTRAL_LIGHT["quiet"]


def spec(
    view: View, *, lanes: str = "body", axis: str = "time", width: float = WIDE, days: bool = True
) -> dict[str, Any]:
    """The chart as plain ``{"data": […], "layout": {…}}``, packed for a width in pixels and safe for any wider one.

    ``days=False`` leaves x in chart units, for a page whose script makes days of them.
    Raises ValueError, naming what there is, for lanes or an axis that do not exist.
    """
    if axis not in AXES:
        raise ValueError(f"no axis {axis!r}; one of: {', '.join(AXES)}")
    layout = arrange(view.chart, lanes, width)
    return {"data": traces(view, layout, days=days), "layout": _layout(layout)}


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
        if kind not in ("links", "asof", "runs"):
            found[kind] += len(trace["x"])
    return dict(found)


def dark_colours() -> dict[str, str]:
    """Each colour a spec may hold, and what stands for it on dark paper."""
    return {
        **{LIGHT[one]: DARK[one] for one in LIGHT},
        FALLBACK[0]: FALLBACK[1],
        **{NEUTRAL_LIGHT[one]: NEUTRAL_DARK[one] for one in ("paper", "ink", "quiet", "rule", "grid")},
    }


def config(language: str) -> dict[str, Any]:
    """CONFIG with the months of a language; plotly itself knows English only."""
    months = list(Words(language).months)
    if language.split("-", maxsplit=1)[0] == "en":
        return dict(CONFIG)
    names = {"months": months, "shortMonths": months, "days": [""] * 7, "shortDays": [""] * 7, "date": "%d/%m/%Y"}
    return {**CONFIG, "locale": language, "locales": {language: {"dictionary": {}, "format": names}}}


def _layout(layout: Layout) -> dict[str, Any]:
    """Axes, margins and lane names. y counts the layout's own pixels downwards."""
    scale = layout.scale
    quiet = {"gridcolor": NEUTRAL_LIGHT["grid"], "zeroline": False}
    stops = [
        {"dtickrange": [None, "M1"], "value": "%-d %b %-Y"},
        {"dtickrange": ["M1", "M12"], "value": "%b %-Y"},
        {"dtickrange": ["M12", None], "value": "%-Y"},
    ]
    span = [round(scale.days(x) * DAY) for x in (scale.left, layout.width)]
    return {
        "barmode": "overlay",
        "height": round(layout.height),
        "margin": {"l": round(scale.left), "r": 0, "t": round(layout.top),
                   "b": 0, "pad": 0},
        "xaxis": {**quiet, "type": "date", "range": span, "side": "top", "tickformatstops": stops, "nticks": 9,
                  "tickfont": {"color": _QUIET, "size": SIZE}, "fixedrange": False},
        "yaxis": {"range": [layout.height, layout.top], "fixedrange": True, "zeroline": False, "showticklabels": False,
                  "tickvals": [band.top for band in layout.bands], "gridcolor": NEUTRAL_LIGHT["rule"]},
        "annotations": [_lane_name(band.name, scale.left) for band in layout.bands],
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


def _lane_name(name: Label, gutter: float) -> dict[str, Any]:
    """A lane's name in the margin; the only annotations there are."""
    text = "<br>".join(f"<b>{escape(line, quote=False)}</b>" for line in name.lines)
    return {"text": text, "xref": "paper", "x": 0, "xanchor": "left", "xshift": -round(gutter), "yref": "y",
            "y": name.y + (len(name.lines) - 1) * LINE / 2, "yanchor": "middle", "align": "left", "showarrow": False,
            "font": {"color": _INK, "size": SIZE}}  # fmt: skip
