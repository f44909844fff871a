"""The traces of the plotly chart: one a kind, never one an event, each with the ids of what it draws.

Bars carry what is possible, certain and owed, markers the glyphs, lines what is still to come. Places come from the
layout: y is the layout's own pixel, and x too in what a page carries, whose script makes days of it; only for a plain
plotly figure, which has no script, is x in milliseconds. So no number of a page is a day that nobody knows, and no
text, hover or custom data ever names one. Makes plain dictionaries; plotly itself is not imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.draw.glyphs import HALF, SYMBOLS, TICK
from timeline.draw.palette import NEUTRAL_LIGHT, colour
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.view.layout import LINE, SIZE, Label, Layout, Placed, PlacedStretch
from timeline.view.layout_marks import possible
from timeline.view.layout_text import text_width
from timeline.view.model import View

DAY = 86_400_000
"""Milliseconds."""
CHEVRON = 15.0
"""Font size of an open end; as large as the one of the static chart."""
_SPACE = "\u00a0"
_PAPER, _INK, _QUIET = NEUTRAL_LIGHT["paper"], NEUTRAL_LIGHT["ink"], NEUTRAL_LIGHT["quiet"]

Trace = dict[str, Any]


class _Place:
    """From the layout's pixels to what plotly wants."""

    def __init__(self, view: View, layout: Layout, *, days: bool) -> None:
        self.layout, self.days = layout, days
        self.words = Words(view.language)
        self.hover = {card.id: _hover(card.title, card.date_words, card.modality_words) for card in view.cards}
        self.family = {mark.event: mark.family for mark in view.chart.marks}
        self.owed = {
            one.id: _hover(f"{one.obligor} {one.force_words} {one.act}", one.status_words, "") for one in view.owed
        }

    def at(self, x: float) -> float:
        """A pixel as milliseconds since 1970, the number a date axis counts in; or as it is, in chart units."""
        return round(self.layout.scale.days(x) * DAY) if self.days else round(x, 4)

    def run(self, x0: float, x1: float) -> float:
        """The length from one pixel to another in the same unit."""
        return round(self.at(x1) - self.at(x0), 4)

    def colour(self, event: str) -> str:
        """The colour of an event's family."""
        return colour(self.family.get(event, ""))


def _hover(title: str, when: str, more: str) -> str:
    """Hover text: title, date in words, modality in words; never a number."""
    lines = [f"<b>{escape(title, quote=False)}</b>", escape(when, quote=False), escape(more, quote=False)]
    return "<br>".join(line for line in lines if line)


def traces(view: View, layout: Layout, *, days: bool = True) -> list[Trace]:
    """All traces, the lowest first; those with nothing in them are left out. ``days=False``: x in chart units."""
    place = _Place(view, layout, days=days)
    marks, stretches = layout.marks, layout.stretches
    found = [
        _links(layout, place),
        _soft(marks, place),
        _bars("core", [(one, one.shape.core) for one in marks if one.shape.core], place),
        _maybe(stretches, place),
        _owed(stretches, place),
        _asof(layout, place, place.words("as_of_line", day=view.as_of_words)),
        *(_runs(marks, place, conditional) for conditional in (False, True)),
        _caps(marks, place),
        _open(marks, place),
        *_glyphs(marks, place),
        _ticks(marks, place),
        _rings(marks, place),
        _questions(marks, place),
        _labels(marks, place),
        _owed_labels(stretches, place),
    ]
    return [trace for trace in found if trace["x"]]


def _bars(kind: str, runs: Iterable[tuple[Placed, tuple[float, float] | None]], place: _Place) -> Trace:
    """Horizontal bars that begin at ``base``: the only way plotly draws a length of time on a date axis reliably."""
    held = [(one, run) for one, run in runs if run]
    return {
        "type": "bar",
        "orientation": "h",
        "name": kind,
        "meta": {"kind": kind, "of": "event"},
        "base": [place.at(run[0]) for _, run in held],
        "x": [place.run(*run) for _, run in held],
        "y": [one.y for one, _ in held],
        "width": 2 * HALF,
        "customdata": [one.mark.event for one, _ in held],
        "hovertext": [place.hover.get(one.mark.event, "") for one, _ in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [place.colour(one.mark.event) for one, _ in held], "opacity": 0.8, "line": {"width": 0}},
        "showlegend": False,
    }


def _soft(marks: tuple[Placed, ...], place: _Place) -> Trace:
    """What is possible: a flat light tone, dotted where the claim is doubtful."""
    held = [one for one in marks if one.shape.soft and not one.shape.ticks]
    trace = _bars("soft", [(one, one.shape.soft) for one in held], place)
    trace["marker"] |= {"opacity": 0.26, "pattern": {"shape": ["." if one.mark.doubtful else "" for one in held]}}
    return trace


def _maybe(stretches: tuple[PlacedStretch, ...], place: _Place) -> Trace:
    """Before the hatching: when it may have begun to be owed."""
    held = [one for one in stretches if one.hatch.maybe < one.hatch.since]
    trace = _owed(tuple(held), place)
    trace |= {"name": "maybe owed", "meta": {"kind": "maybe owed", "of": "obligation"}}
    trace["base"] = [place.at(one.hatch.maybe) for one in held]
    trace["x"] = [place.run(one.hatch.maybe, one.hatch.since) for one in held]
    trace["marker"] = {"color": trace["marker"]["color"], "opacity": 0.26, "line": {"width": 0}}
    return trace


def _owed(stretches: tuple[PlacedStretch, ...], place: _Place) -> Trace:
    """Hatched bars of what is still owed, crossed where that is disputed."""
    ink = [place.colour(one.stretch.event) for one in stretches]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "owed",
        "meta": {"kind": "owed", "of": "obligation"},
        "base": [place.at(one.hatch.since) for one in stretches],
        "x": [place.run(one.hatch.since, one.hatch.until) for one in stretches],
        "y": [one.y for one in stretches],
        "width": 2 * HALF,
        "customdata": [one.stretch.obligation for one in stretches],
        "hovertext": [place.owed.get(one.stretch.obligation, "") for one in stretches],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": ink,
            "pattern": {"shape": ["x" if one.stretch.disputed else "/" for one in stretches], "fillmode": "replace",
                        "fgcolor": ink, "size": 6, "solidity": 0.35},
            "line": {"width": 0},
        },
        "showlegend": False,
    }  # fmt: skip


def _scatter(kind: str, mode: str, x: list[Any], y: list[Any], ids: list[Any], **more: Any) -> Trace:
    """A scatter trace of ours: ids in customdata, no legend entry, drawn over the edge of the axes."""
    return {"type": "scatter", "mode": mode, "name": kind, "meta": {"kind": kind, "of": "event"}, "x": x, "y": y,
            "customdata": ids, "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, **more}  # fmt: skip


def _asof(layout: Layout, place: _Place, words: str) -> Trace:
    """The day the record was last brought up to date, with its words at the foot."""
    day = place.at(layout.as_of_x)
    room = layout.as_of_x + text_width(words, SIZE) + 8 < layout.width
    said = escape(words, quote=False)
    return _scatter(
        "asof", "lines+text", [day, day], [layout.top, layout.height - 9], [None, None],
        line={"color": _QUIET, "width": 1.2, "dash": "dot"}, textfont={"size": SIZE, "color": _QUIET},
        text=["", f"{_SPACE}{said}" if room else f"{said}{_SPACE}"],
        textposition="middle right" if room else "middle left",
    )  # fmt: skip


def _runs(marks: tuple[Placed, ...], place: _Place, conditional: bool) -> Trace:
    """Broken lines of what is still to come, dotted where it is conditional; one trace, gaps between events."""
    x: list[Any] = []
    y: list[Any] = []
    ids: list[Any] = []
    for one in marks:
        if one.shape.line and (one.mark.modality == "conditional") is conditional:
            x += [place.at(one.shape.line[0]), place.at(one.shape.line[1]), None]
            y += [one.y, one.y, None]
            ids += [one.mark.event, one.mark.event, None]
    line = {"color": _QUIET, "width": 1.6, "dash": "1.5px,3.5px" if conditional else "6px,3.5px"}
    return _scatter("runs", "lines", x, y, ids, line=line)


def _points(kind: str, found: list[tuple[Placed, float, str]], place: _Place, size: float, **marker: Any) -> Trace:
    """Markers at pixels, each with its own symbol and its event's colour."""
    ink = [place.colour(one.mark.event) for one, _, _ in found]
    return _scatter(
        kind, "markers", [place.at(x) for _, x, _ in found], [one.y for one, _, _ in found],
        [one.mark.event for one, _, _ in found],
        marker={"symbol": [symbol for _, _, symbol in found], "size": size, "color": ink, "opacity": 1,
                "line": {"color": ink, "width": 1.6}, **marker},
    )  # fmt: skip


def _caps(marks: tuple[Placed, ...], place: _Place) -> Trace:
    """Thin ends of bars: hard bounds."""
    shown = [one for one in marks if not one.shape.covered]
    found = [(one, one.shape.left_x, "line-ns") for one in shown if one.shape.left == "cap"]
    found += [(one, one.shape.right_x, "line-ns") for one in shown if one.shape.right == "cap"]
    return _points("caps", found, place, 11)


def _open(marks: tuple[Placed, ...], place: _Place) -> Trace:
    """Chevrons where no bound is known; letters, because plotly has no open arrow head among its symbols."""
    found = [(one, one.shape.left_x - 3, "<b>&lt;</b>") for one in marks if one.shape.left == "arrow"]
    found += [(one, one.shape.right_x + 3, "<b>&gt;</b>") for one in marks if one.shape.right == "arrow"]
    trace = _words("open", [(one.mark.event, x, one.y, sign, "middle center") for one, x, sign in found], place)
    trace["textfont"]["size"] = CHEVRON
    return trace


def _glyphs(marks: tuple[Placed, ...], place: _Place) -> list[Trace]:
    """One trace a modality and filling; hollow glyphs are filled with paper."""
    made: list[Trace] = []
    for modality, symbols in SYMBOLS.items():
        for solid in (True, False):
            held = [
                one for one in marks
                if (one.mark.modality if one.mark.modality in SYMBOLS else "occurred") == modality
                and one.shape.solid is solid and not one.shape.unknown
            ]  # fmt: skip
            kind = f"mark {modality}{'' if solid else ' hollow'}"
            trace = _points(kind, [(one, one.shape.x, symbols[not solid]) for one in held], place, 11)
            if not solid and not symbols[1].endswith("-thin"):
                trace["marker"]["color"] = _PAPER
            if modality == "did_not_occur":
                trace["marker"]["line"]["width"] = 2.4
            trace["hoverinfo"] = "text"
            trace["hovertext"] = [place.hover.get(one.mark.event, "") for one in held]
            trace["hovertemplate"] = "%{hovertext}<extra></extra>"
            key = ("key_known" if solid else "key_range") if modality == "occurred" else f"key_{modality}"
            trace["name"] = place.words(key)
            trace["showlegend"] = not any(trace["name"] == other["name"] for other in made if other["x"]) and any(
                key != "key_range" or not one.shape.ticks for one in held
            )
            made.append(trace)
    return made


def _ticks(marks: tuple[Placed, ...], place: _Place) -> Trace:
    """The only possible days, every one of them: a reader who zooms in must not miss any. Over the glyphs."""
    days = [(one, place.layout.scale.x(day), "line-ns") for one in marks for day in possible(one.mark)]
    trace = _points("ticks", days, place, 2 * TICK / 1.4)  # plotly draws this symbol 1.4 times its size
    trace["marker"]["line"]["width"] = 1
    trace["hovertext"] = [place.hover.get(one.mark.event, "") for one, _, _ in days]
    return trace | {"name": place.words("key_ticks"), "showlegend": True, "hoverinfo": "text",
                    "hovertemplate": "%{hovertext}<extra></extra>"}  # fmt: skip


def _rings(marks: tuple[Placed, ...], place: _Place) -> Trace:
    """A ring around what is doubtful."""
    found = [(one, one.shape.x, "circle-open") for one in marks if one.mark.doubtful and not one.shape.unknown]
    trace = _points("doubtful", found, place, 19)
    trace["marker"]["line"]["width"] = 1
    return trace


def _questions(marks: tuple[Placed, ...], place: _Place) -> Trace:
    """Question marks: an end nobody names, or no date at all."""
    found = [(one, one.shape.right_x, "middle right") for one in marks if one.shape.right == "fade"]
    found += [(one, one.shape.x, "middle center") for one in marks if one.shape.unknown]
    return _words("questions", [(one.mark.event, x, one.y, "<b>?</b>", where) for one, x, where in found], place)


def _labels(marks: tuple[Placed, ...], place: _Place) -> Trace:
    """Labels beside or above their marks, wrapped as the layout has them."""
    found = []
    for one in marks:
        ends = (one.shape.left_x, one.shape.x) if one.label.anchor == "end" else (one.shape.right_x, one.shape.x)
        edge = min(ends) if one.label.anchor == "end" else max(ends)
        found.append(
            (
                one.mark.event,
                *_caption(one.label, edge, one.y, one.mark.modality),
            )
        )
    trace = _words("labels", found, place)
    trace["textfont"]["color"] = _INK
    return trace


def _caption(label: Label, edge: float, y: float, modality: str) -> tuple[float, float, str, str]:
    """x, y, text and position of a label; spaces keep it off its mark at any zoom."""
    start = label.anchor == "start"
    above = label.y < y - 1
    gap = 0 if above else round(abs(label.x - edge) / 4)
    slant = "<i>{}</i>" if modality in ("expected", "conditional") else "{}"
    lines = [slant.format(escape(line, quote=False)) for line in label.lines]
    padded = [f"{_SPACE * gap}{line}" if start else f"{line}{_SPACE * gap}" for line in lines]
    middle = label.y + (len(lines) - 1) * LINE / 2
    return (label.x if above else edge), middle, "<br>".join(padded), f"middle {'right' if start else 'left'}"


def _words(kind: str, found: list[tuple[str, float, float, str, str]], place: _Place) -> Trace:
    """Text at pixels."""
    return _scatter(
        kind, "text", [place.at(x) for _, x, _, _, _ in found], [y for _, _, y, _, _ in found],
        [event for event, *_ in found], text=[text for *_, text, _ in found], hoverinfo="none",
        textposition=[where for *_, where in found],
        textfont={"size": SIZE, "color": [place.colour(event) for event, *_ in found]},
    )  # fmt: skip


def _owed_labels(stretches: tuple[PlacedStretch, ...], place: _Place) -> Trace:
    """The words of what is still owed, in bold."""
    found = []
    for one in stretches:
        left = one.label.anchor == "end"
        edge = one.hatch.since if left else one.hatch.until
        x, y, text, where = _caption(one.label, edge, one.y, "")
        found.append((one.stretch.event, x, y, f"<b>{text}</b>", where))
    trace = _words("owed labels", found, place)
    trace["meta"]["of"] = "obligation"
    trace["customdata"] = [one.stretch.obligation for one in stretches]
    return trace


def _links(layout: Layout, place: _Place) -> Trace:
    """Relations from the earlier to the later glyph, heads on the later one; hidden until asked for."""
    x: list[Any] = []
    y: list[Any] = []
    ids: list[Any] = []
    for one in layout.links:
        x += [place.at(one.x0), place.at(one.x1), None]
        y += [one.y0, one.y1, None]
        ids += [one.earlier, one.later, None]
    heads = {"symbol": "arrow", "angleref": "previous", "size": [0, 11, 0] * len(layout.links), "standoff": 7,
             "color": _INK, "opacity": 1}  # fmt: skip
    return _scatter("links", "lines+markers", x, y, ids, marker=heads, line={"color": _INK, "width": 1.3},
                    visible=False) | {"showlegend": True, "name": place.words("relations")}  # fmt: skip
