"""The traces of the plotly chart: one a kind, never one an event, each with the ids of what it draws.

Bars carry what is possible, certain and owed, markers the glyphs, lines what is still to come. Places come from the
layout, and both x and y are its own pixels: no number is a day, so none is a day that nobody knows, and no text, hover
or custom data ever names one. Makes plain dictionaries; plotly itself is not imported.
"""

from __future__ import annotations

from typing import Any

from timeline.draw.glyphs import FADES, HALF, SYMBOLS, TICK
from timeline.draw.palette import NEUTRAL_LIGHT
from timeline.draw.pieces import HOVER, Place, Trace, bars, points, scatter, words_at
from timeline.draw.safe import escape
from timeline.view.layout import LINE, Label, Layout, Placed, PlacedStretch
from timeline.view.layout_density import outline, peak
from timeline.view.layout_marks import possible
from timeline.view.layout_text import SIZE, text_width
from timeline.view.model import View
from timeline.when.words import grouped

CHEVRON = 15.0
"""Font size of an open end; as large as the one of the static chart."""
SLANTED = ("expected", "conditional")
"""What is not known to have happened has its label in italics."""
_SPACE = "\u00a0"
_PAPER, _INK, _QUIET = NEUTRAL_LIGHT["paper"], NEUTRAL_LIGHT["ink"], NEUTRAL_LIGHT["quiet"]


def traces(view: View, layout: Layout, place: Place | None = None) -> list[Trace]:
    """All traces, the lowest first; those with nothing in them are left out."""
    place = place or Place(view, layout)
    marks, stretches = layout.marks, layout.stretches
    found = [
        _folds(layout),
        *(_density(layout, kind) for kind in ("may", "sure")),
        _peaks(layout),
        _links(layout, place),
        _soft(marks, place),
        _fade(marks, place),
        bars("core", [(one, one.shape.core) for one in marks if one.shape.core], place),
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


def _folds(layout: Layout) -> Trace:
    """Strips of time that is folded away, from top to bottom."""
    folds = layout.scale.folds
    return {
        "type": "bar",
        "orientation": "h",
        "name": "folds",
        "meta": {"kind": "folds", "of": ""},
        "base": [round(x0 + 4, 2) for _, x0, _ in folds],
        "x": [round(x1 - x0 - 8, 2) for _, x0, x1 in folds],
        "y": [(layout.top + layout.bottom) / 2] * len(folds),
        "width": layout.bottom - layout.top,
        "hoverinfo": "skip",
        "marker": {"color": NEUTRAL_LIGHT["wash"], "line": {"width": 1, "color": NEUTRAL_LIGHT["rule"]}},
        "showlegend": False,
    }


def _density(layout: Layout, kind: str) -> Trace:
    """How many events a lane may have, or certainly has, along the axis: one outline a lane, all in one trace."""
    x: list[float | None] = []
    y: list[float | None] = []
    for one in layout.density:
        points = list(outline(one, one.possible if kind == "may" else one.certain))
        x += [*(round(point[1], 1) for point in points), None]
        y += [*(round(point[2], 1) for point in points), None]
    return scatter(
        kind, "lines", x, y, [], line={"width": 0, "color": _QUIET}, fill="toself", fillcolor=_QUIET,
        opacity=0.24 if kind == "may" else 0.8,
    ) | {"meta": {"kind": kind, "of": ""}}  # fmt: skip


def _peaks(layout: Layout) -> Trace:
    """How many events the highest column of each lane stands for."""
    found = [peak(one) for one in layout.density if max(one.possible)]
    return scatter(
        "peak", "text", [round(x, 1) for x, _, _ in found], [round(y, 1) for _, y, _ in found], [],
        text=[grouped(count) for _, _, count in found], textposition="top center",
        textfont={"color": _QUIET, "size": 11},
    ) | {"meta": {"kind": "peak", "of": ""}}  # fmt: skip


def _soft(marks: tuple[Placed, ...], place: Place) -> Trace:
    """What is possible: a flat light tone, in dashes where the claim is doubtful."""
    held = [one for one in marks if one.shape.soft and not one.shape.ticks]
    trace = bars("soft", [(one, one.shape.soft) for one in held], place)
    dashes = {"shape": ["|" if one.mark.doubtful else "" for one in held], "size": 11, "solidity": 0.6,
              "fillmode": "replace"}  # fmt: skip
    trace["marker"] |= {"opacity": 0.26, "pattern": dashes}
    return trace


def _fade(marks: tuple[Placed, ...], place: Place) -> Trace:
    """An end that nobody names: the light tone goes out in steps."""
    steps: list[tuple[Placed, tuple[float, float]]] = []
    for one in marks:
        if one.shape.fade:
            x0, x1 = one.shape.fade
            step = (x1 - x0) / len(FADES)
            steps += [(one, (x0 + at * step, x0 + (at + 1) * step)) for at in range(len(FADES))]
    trace = bars("fade", steps, place)
    trace["marker"] |= {"opacity": list(FADES) * (len(steps) // len(FADES))}
    return trace


def _maybe(stretches: tuple[PlacedStretch, ...], place: Place) -> Trace:
    """Before the hatching: when it may have begun to be owed."""
    held = [one for one in stretches if one.hatch.maybe < one.hatch.since]
    trace = _owed(tuple(held), place)
    trace |= {"name": "maybe owed", "meta": {"kind": "maybe owed", "of": "obligation"}}
    trace["base"] = [place.at(one.hatch.maybe) for one in held]
    trace["x"] = [place.run(one.hatch.maybe, one.hatch.since) for one in held]
    trace["marker"] = {"color": trace["marker"]["color"], "opacity": 0.26, "line": {"width": 0}}
    return trace


def _owed(stretches: tuple[PlacedStretch, ...], place: Place) -> Trace:
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
        "hovertemplate": HOVER,
        "marker": {
            "color": ink,
            "pattern": {"shape": ["x" if one.stretch.disputed else "/" for one in stretches], "fillmode": "replace",
                        "fgcolor": ink, "size": 6, "solidity": 0.35},
            "line": {"width": 0},
        },
        "showlegend": False,
    }  # fmt: skip


def _asof(layout: Layout, place: Place, words: str) -> Trace:
    """The day the record was last brought up to date, with its words at the foot."""
    day = place.at(layout.as_of_x)
    room = layout.as_of_x + text_width(words, SIZE) + 8 < layout.width
    said = escape(words, quote=False)
    return scatter(
        "asof", "lines+text", [day, day], [layout.top, layout.height - 9], [None, None],
        line={"color": _QUIET, "width": 1.2, "dash": "dot"}, textfont={"size": SIZE, "color": _QUIET},
        text=["", f"{_SPACE}{said}" if room else f"{said}{_SPACE}"],
        textposition="middle right" if room else "middle left",
    )  # fmt: skip


def _runs(marks: tuple[Placed, ...], place: Place, conditional: bool) -> Trace:
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
    return scatter("runs", "lines", x, y, ids, line=line)


def _caps(marks: tuple[Placed, ...], place: Place) -> Trace:
    """Thin ends of bars: hard bounds."""
    shown = [one for one in marks if not one.shape.covered]
    found = [(one, one.shape.left_x, "line-ns") for one in shown if one.shape.left == "cap"]
    found += [(one, one.shape.right_x, "line-ns") for one in shown if one.shape.right == "cap"]
    return points("caps", found, place, 11)


def _open(marks: tuple[Placed, ...], place: Place) -> Trace:
    """Chevrons where no bound is known; letters, because plotly has no open arrow head among its symbols.

    It draws none that stands before its axis begins.
    """
    least = place.layout.scale.left
    found = [(one, max(one.shape.left_x - 3, least), "<b>&lt;</b>") for one in marks if one.shape.left == "arrow"]
    found += [(one, one.shape.right_x + 3, "<b>&gt;</b>") for one in marks if one.shape.right == "arrow"]
    trace = words_at("open", [(one.mark.event, x, one.y, sign, "middle center") for one, x, sign in found], place)
    trace["textfont"]["size"] = CHEVRON
    return trace


def _glyphs(marks: tuple[Placed, ...], place: Place) -> list[Trace]:
    """One trace a modality and filling; hollow glyphs are filled with paper."""
    made: list[Trace] = []
    for modality, symbols in SYMBOLS.items():
        for solid in (True, False):
            held = [
                one for one in marks
                if (one.mark.modality if one.mark.modality in SYMBOLS else "occurred") == modality
                and one.shape.solid is solid and not one.shape.unknown and one.mark.event not in place.apart
            ]  # fmt: skip
            kind = f"mark {modality}{'' if solid else ' hollow'}"
            trace = points(kind, [(one, one.shape.x, symbols[not solid]) for one in held], place, 11)
            if not solid and not symbols[1].endswith("-thin"):
                trace["marker"]["color"] = _PAPER
            if modality == "did_not_occur":
                trace["marker"]["line"]["width"] = 2.4
            trace["hoverinfo"] = "text"
            trace["hovertext"] = [place.hover.get(one.mark.event, "") for one in held]
            trace["hovertemplate"] = HOVER
            key = ("key_known" if solid else "key_range") if modality == "occurred" else f"key_{modality}"
            trace["name"] = place.words(key)
            trace["showlegend"] = not any(trace["name"] == other["name"] for other in made if other["x"]) and any(
                key != "key_range" or not one.shape.ticks for one in held
            )
            made.append(trace)
    return made


def _ticks(marks: tuple[Placed, ...], place: Place) -> Trace:
    """The only possible days, every one of them: a reader who zooms in must not miss any. Over the glyphs."""
    days = [(one, place.layout.scale.x(day), "line-ns") for one in marks for day in possible(one.mark)]
    trace = points("ticks", days, place, 2 * TICK / 1.4)  # plotly draws this symbol 1.4 times its size
    trace["marker"]["line"]["width"] = 1
    trace["hovertext"] = [place.hover.get(one.mark.event, "") for one, _, _ in days]
    return trace | {"name": place.words("key_ticks"), "showlegend": True, "hoverinfo": "text",
                    "hovertemplate": HOVER}  # fmt: skip


def _rings(marks: tuple[Placed, ...], place: Place) -> Trace:
    """A ring around what is doubtful."""
    found = [
        (one, one.shape.x, "circle-open")
        for one in marks
        if one.mark.doubtful and not one.shape.unknown and one.mark.event not in place.apart
    ]
    trace = points("doubtful", found, place, 19)
    trace["marker"]["line"]["width"] = 1
    return trace


def _questions(marks: tuple[Placed, ...], place: Place) -> Trace:
    """Question marks: an end nobody names, or no date at all."""
    found = [(one, one.shape.right_x, "middle right") for one in marks if one.shape.right == "fade"]
    found += [(one, one.shape.x, "middle center") for one in marks if one.shape.unknown]
    return words_at("questions", [(one.mark.event, x, one.y, "<b>?</b>", where) for one, x, where in found], place)


def _labels(marks: tuple[Placed, ...], place: Place) -> Trace:
    """Labels beside or above their marks, wrapped as the layout has them."""
    found = []
    for one in marks:
        ends = (one.shape.left_x, one.shape.x) if one.label.anchor == "end" else (one.shape.right_x, one.shape.x)
        edge = min(ends) if one.label.anchor == "end" else max(ends)
        found.append((one.mark.event, *_caption(one.label, edge, one.y, one.mark.modality)))
    trace = words_at("labels", found, place)
    trace["textfont"]["color"] = _INK
    return trace


def _caption(label: Label, edge: float, y: float, modality: str) -> tuple[float, float, str, str]:
    """x, y, text and position of a label; spaces keep it off its mark at any zoom."""
    start = label.anchor == "start"
    above = label.y < y - 1
    gap = 0 if above else round(abs(label.x - edge) / 4)
    slant = "<i>{}</i>" if modality in SLANTED else "{}"
    lines = [slant.format(escape(line, quote=False)) for line in label.lines]
    padded = [f"{_SPACE * gap}{line}" if start else f"{line}{_SPACE * gap}" for line in lines]
    middle = label.y + (len(lines) - 1) * LINE / 2
    return (label.x if above else edge), middle, "<br>".join(padded), f"middle {'right' if start else 'left'}"


def _owed_labels(stretches: tuple[PlacedStretch, ...], place: Place) -> Trace:
    """The words of what is still owed, in bold."""
    found = []
    for one in stretches:
        left = one.label.anchor == "end"
        edge = one.hatch.since if left else one.hatch.until
        x, y, text, where = _caption(one.label, edge, one.y, "")
        found.append((one.stretch.event, x, y, f"<b>{text}</b>", where))
    trace = words_at("owed labels", found, place)
    trace["meta"]["of"] = "obligation"
    trace["customdata"] = [one.stretch.obligation for one in stretches]
    return trace


def _links(layout: Layout, place: Place) -> Trace:
    """Relations from the earlier to the later glyph, heads on the later one; hidden until asked for."""
    x: list[Any] = []
    y: list[Any] = []
    ids: list[Any] = []
    heads: list[int] = []
    for one in layout.links:
        line = place.line(one)
        x += [*(place.at(point[0]) for point in line), None]
        y += [*(round(point[1], 2) for point in line), None]
        ids += [one.earlier, *[one.later] * (len(line) - 1), None]
        heads += [*[0] * (len(line) - 1), 11, 0]
    marker = {"symbol": "arrow", "angleref": "previous", "color": _INK, "opacity": 1, "size": heads,
              "standoff": place.standoff}  # fmt: skip
    return scatter("links", "lines+markers", x, y, ids, marker=marker, line={"color": _INK, "width": 1.3},
                    visible=False) | {"showlegend": True, "name": place.words("relations")}  # fmt: skip
