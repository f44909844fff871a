"""What the page's script draws the live chart from: the traces of each axis once, and what each kind of lanes changes.

A mark's place along the axis does not depend on the lanes, nor its look on either; so the traces stand once an axis,
with ids as places in a list and without heights, and each kind of lanes adds heights, labels and the names of lanes.
The script puts them together again, and counts the pixels of the axis that is to scale in days; no number here is one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.draw.dated import DAY
from timeline.draw.figure import DATES, plot_layout
from timeline.draw.glyphs import HALF
from timeline.draw.palette import colour
from timeline.draw.pieces import HOVER, Trace
from timeline.draw.safe import plain
from timeline.draw.strings import Words
from timeline.draw.traces import SLANTED, traces
from timeline.view.layout import WIDE, Label, Layout, Placed, arrange, label_text
from timeline.view.layout_axis import AXES, Scale
from timeline.view.layout_density import columns, settled
from timeline.view.model import View

OWN = "own"
"""Stands for the colours of the events a trace draws."""
USUAL: dict[str, dict[str, Any]] = {
    "scatter": {"type": "scatter", "hoverinfo": "skip", "cliponaxis": False},
    "bar": {"orientation": "h", "width": 2 * HALF, "hovertemplate": HOVER},
}
"""What a trace of a kind says unless it says otherwise."""
_PLACED = ("labels", "owed labels", "may", "sure", "peak", "folds", "links")
"""The traces that the script makes itself, of what the axis and the lanes say."""


def axes_of(view: View) -> tuple[str, ...]:
    """The axes a reader can choose from: all of them where the chart has steps to take."""
    return AXES if view.chart.gaps else AXES[:1]


def live(view: View, width: float = WIDE) -> dict[str, Any]:
    """The charts of a page, laid out for a width in pixels, as plain JSON-ready values."""
    months = Words(view.language).months
    marks, stretches = view.chart.marks, view.chart.stretches
    ids = {"event": [mark.event for mark in marks], "obligation": [one.obligation for one in stretches]}
    place = {of: {id_: at for at, id_ in enumerate(names)} for of, names in ids.items()}
    made: dict[str, Any] = {"ids": ids, "colours": _colours(view), "width": width, "axes": {}, "usual": USUAL}
    lanes: dict[str, dict[str, Any]] = {mode: {} for mode in view.chart.lanes}
    for axis in axes_of(view):
        for mode, ways in lanes.items():
            layout = arrange(view.chart, mode, width, axis=axis, months=months)
            if axis not in made["axes"]:
                made_of = traces(view, replace(layout, links=()))
                found = [_slim(one, place) for one in made_of if one["meta"]["kind"] not in _PLACED]
                first: list[Trace] = next((one["traces"] for one in made["axes"].values()), [])
                made["axes"][axis] = _axis(layout, [_like(one, first) for one in found] if first else found)
                made |= {"base": _base(layout, Words(view.language)), "texts": _texts(layout)}
            ways[axis] = _lanes(layout)
    return made | {"lanes": lanes}


def _texts(layout: Layout) -> dict[str, list[Any]]:
    """The label of each event, and whether it is slanted, and of each stretch."""
    return {
        "event": [[plain(label_text(one.mark, one.shape)), one.mark.modality in SLANTED] for one in layout.marks],
        "obligation": [[plain(one.stretch.label), False] for one in layout.stretches],
    }


def _colours(view: View) -> dict[str, list[str]]:
    """The colour of each event and of each stretch."""
    family = {mark.event: mark.family for mark in view.chart.marks}
    return {
        "event": [colour(mark.family) for mark in view.chart.marks],
        "obligation": [colour(family.get(one.event, "")) for one in view.chart.stretches],
    }


def _slim(trace: Trace, place: dict[str, dict[str, int]]) -> Trace:
    """A trace without heights, hover texts and names, its ids as places in their list."""
    names = place.get(trace["meta"]["of"], {})
    left_out = ("y", "hovertext", "name", "showlegend", "legendgroup")
    held = {
        key: _said_once(key, value)
        for key, value in trace.items()
        if key not in left_out and value != USUAL[trace["type"]].get(key)
    }
    return held | {"customdata": [names.get(one) for one in trace["customdata"]]}


def _like(trace: Trace, first: list[Trace]) -> Trace:
    """A trace as what differs from its like on the first axis, whose place ``like`` is; whole if it has none there."""
    for at, other in enumerate(first):
        alike = all(other.get(key) == trace.get(key) for key in ("meta", "line", "mode"))
        if alike and other.keys() <= trace.keys():
            return {"like": at} | {key: value for key, value in trace.items() if other.get(key) != value}
    return trace


def _said_once(key: str, value: Any) -> Any:
    """A value without repetition: colours of events by name, and what is the same for all once."""
    if isinstance(value, dict):
        return {inner: _said_once(inner, one) for inner, one in value.items()}
    if not isinstance(value, list) or key in ("x", "base"):
        return value
    if key in ("color", "fgcolor"):
        return OWN
    return value[0] if value and value == value[:1] * len(value) else value


def _base(layout: Layout, words: Words) -> dict[str, Any]:
    """The plotly layout, but for what the lanes and the axis give."""
    made = plot_layout(layout, words)
    for key in ("annotations", "height"):
        del made[key]
    for axis, keys in (
        ("xaxis", ("tickvals", "ticktext", "minallowed", "maxallowed")),
        ("yaxis", ("range", "tickvals")),
    ):
        for key in keys:
            del made[axis][key]
    del made["margin"]["t"]
    return made


def _axis(layout: Layout, found: list[Trace]) -> dict[str, Any]:
    """What holds for an axis whatever the lanes: traces without heights, and how far each mark reaches."""
    scale = layout.scale
    made: dict[str, Any] = {
        "traces": found,
        "top": layout.top,
        "asof": round(layout.as_of_x, 2),
        "folds": [[round(x0 + 4, 2), round(x1 - x0 - 8, 2)] for _, x0, x1 in scale.folds],
        "notes": [[note.lines[0], round(note.x, 2), note.y] for note in layout.notes],
        "reach": [_reach(one) for one in layout.marks],
        "owed": [[round(one.hatch.maybe, 1), round(one.hatch.until, 1)] for one in layout.stretches],
    }
    if layout.density:
        made["columns"] = [_column(one, scale) for one in layout.marks]
    if layout.axis == "time":
        days = [round(scale.days(x) * DAY) for x in (scale.left, layout.width)]
        return made | {"days": days, "xaxis": DATES}
    ticks = [[round(tick.x, 2) for tick in layout.ticks], [tick.label for tick in layout.ticks]]
    return made | {"xaxis": dict(zip(("tickvals", "ticktext"), ticks, strict=True))}


def _column(one: Placed, scale: Scale) -> list[int]:
    """The columns an event may lie in, so that a filtered chart can be counted anew: first, last, and 1 if certain.

    Nothing where no bound is known.
    """
    lies = columns(one.mark, scale)
    return [*lies, int(settled(one.mark, *lies))] if lies else []


def _reach(one: Placed) -> list[float]:
    """Where the glyph stands, where the mark begins and ends, and how much more room its ends take at any zoom."""
    form = one.shape
    low, high = min(form.left_x, form.x), max(form.right_x, form.x)
    return [round(number, 1) for number in (form.x, low, high, low - form.x0, form.x1 - high)]


def _lanes(layout: Layout) -> dict[str, Any]:
    """What a kind of lanes changes on an axis: heights, the sides of labels, the names of lanes, and counts."""
    return {
        "height": layout.height,
        "bottom": layout.bottom,
        "bands": [[band.top, band.name.y, *map(plain, band.name.lines)] for band in layout.bands],
        "y": [round(one.y, 1) for one in layout.marks],
        "owed": [round(one.y, 1) for one in layout.stretches],
        "labels": [_label(one.label, one.y, label_text(one.mark, one.shape)) for one in layout.marks],
        "owedLabels": [_label(one.label, one.y, one.stretch.label) for one in layout.stretches],
        "bare": [at for at, one in enumerate(layout.marks) if one.bare],
        "density": [
            [
                round(one.left, 1),
                round(one.step, 3),
                one.most,
                one.top,
                one.bottom,
                list(one.certain),
                list(one.possible),
            ]
            for one in layout.density
        ],
    }


def _label(label: Label, y: float, text: str) -> Any:
    """0 for the text in one line at the right of the mark, 1 at the left; else [side, x, line …], 2 being above."""
    side = 2 if label.y < y - 1 else int(label.anchor == "end")
    return side if side < 2 and label.lines == (text,) else [side, round(label.x, 1), *map(plain, label.lines)]
