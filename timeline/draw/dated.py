"""The chart on a true date axis, for figures that people restyle: each number in it is a day that somebody can look up.

The page's script may put a hollow glyph at the middle of two bounds, because its numbers are pixels. A figure's numbers
are dates, and the middle is a day that nobody knows. So here such a glyph is the text of a bar that runs from bound to
bound, and plotly sets it in the middle by itself; what is open on a side is drawn in letters that start at the known
bound; arrows run straight from bound to bound.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.draw.glyphs import SYMBOLS
from timeline.draw.palette import NEUTRAL_LIGHT
from timeline.draw.pieces import Place, Trace, bars, scatter, words_at
from timeline.draw.traces import traces
from timeline.view.layout import Layout, Placed, PlacedLink, PlacedStretch
from timeline.view.layout_marks import Run, Shape
from timeline.view.layout_text import SIZE
from timeline.view.model import View

DAY = 86_400_000
"""Milliseconds."""
LETTERS = {
    "occurred": "○",
    "announced": "▷",
    "expected": "◇",
    "conditional": "◈",
    "inferred": "□",
    "did_not_occur": "✕",
}
"""Hollow glyphs as letters, for the text of a bar."""
_DASH, _DASHES = "┄", 6


class Days(Place):
    """A place whose numbers are milliseconds since 1970; only pixels of known days may be asked for."""

    standoff = 7

    def at(self, x: float) -> float:
        """The day a pixel stands for."""
        return round(self.layout.scale.days(x)) * DAY

    def line(self, link: PlacedLink) -> list[tuple[float, float]]:
        """Straight, from bound to bound: what lies between is no day of anything."""
        return [(link.x0, link.y0), (link.x1, link.y1)]

    def run(self, x0: float, x1: float) -> float:
        """The length from one day to another."""
        return self.at(x1) - self.at(x0)


def dated_traces(view: View, layout: Layout) -> list[Trace]:
    """The traces of a layout whose axis is to scale, in days."""
    known = [_known(one, layout) for one in layout.marks]
    apart = frozenset(one.mark.event for one in layout.marks if not _on_a_day(one))
    place = Days(view, layout, apart)
    settled = replace(
        layout,
        marks=tuple(_settled(one, days, layout) for one, days in zip(layout.marks, known, strict=True)),
        stretches=tuple(_from_known(one, layout) for one in layout.stretches),
        links=_straight(layout, known),
    )
    made = traces(view, settled, place)
    labels = next((at for at, trace in enumerate(made) if trace["meta"]["kind"] == "labels"), len(made))
    extra = [*_middles(layout, place), _open_ends(layout, known, place)]
    return [*made[:labels], *(trace for trace in extra if trace["x"]), *made[labels:]]


def _on_a_day(one: Placed) -> bool:
    """Whether the glyph stands on a day that is known."""
    return one.mark.earliest is not None and one.mark.earliest == one.mark.latest


def _known(one: Placed, layout: Layout) -> Run | None:
    """The first and the last known bound, as pixels; nothing where there is none."""
    mark = one.mark
    days = [day for day in (mark.earliest, mark.latest, mark.end_earliest, mark.end_latest) if day is not None]
    xs = [layout.scale.x(day) for day in days] + ([layout.as_of_x] if mark.ongoing and days else [])
    return (min(xs), max(xs)) if xs else None


def _settled(one: Placed, known: Run | None, layout: Layout) -> Placed:
    """The mark with nothing left of it but known days; a label above it begins at one of them too."""
    start, end = known or (layout.scale.left, layout.scale.left)
    form, above = one.shape, one.label.y < one.y - 1
    shape = Shape(
        x=form.x if _on_a_day(one) else end if one.label.anchor == "start" else start,
        solid=form.solid,
        unknown=False,
        soft=(start, end) if form.soft and start < end else None,
        core=form.core,
        line=None,
        left="cap" if form.left == "cap" else "",
        right="cap" if form.right == "cap" else "",
        ticks=form.ticks,
    )
    low = layout.scale.left if one.label.x <= layout.scale.left + 1 else start
    return replace(one, shape=shape, label=replace(one.label, x=low) if above else one.label)


def _from_known(one: PlacedStretch, layout: Layout) -> PlacedStretch:
    """A stretch whose possible beginning has no bound begins where the axis does."""
    since = layout.scale.left if one.hatch.open_start else one.hatch.maybe
    return replace(one, hatch=replace(one.hatch, maybe=min(since, one.hatch.since)))


def _straight(layout: Layout, known: list[Run | None]) -> tuple[PlacedLink, ...]:
    """From the first known bound of the earlier event to the last one of the later, which is never backwards."""
    at = {one.mark.event: days for one, days in zip(layout.marks, known, strict=True)}
    found = []
    for one in layout.links:
        a, b = at[one.earlier], at[one.later]
        if a and b:
            found.append(replace(one, x0=min(a[0], b[1]), x1=b[1]))
    return tuple(found)


def _letter(one: Placed) -> str:
    """A hollow glyph as a letter, in brackets where it is doubtful."""
    letter = LETTERS.get(one.mark.modality, LETTERS["occurred"])
    return f"({letter})" if one.mark.doubtful else letter


def _middles(layout: Layout, place: Place) -> list[Trace]:
    """Hollow glyphs between two bounds, as the text of a bar that nobody sees; and a key to them for the legend."""
    held = [one for one in layout.marks if not _on_a_day(one) and one.mark.earliest and one.mark.latest]
    scale = layout.scale
    runs = [(one, (scale.x(one.mark.earliest), scale.x(one.mark.latest))) for one in held
            if one.mark.earliest and one.mark.latest]  # fmt: skip
    trace = bars("between", runs, place)
    trace["marker"] = {"color": "rgba(0,0,0,0)", "line": {"width": 0}}
    ink = [place.colour(one.mark.event) for one in held]
    trace |= {"text": [_letter(one) for one in held], "textposition": "inside", "insidetextanchor": "middle",
              "textangle": 0, "constraintext": "none", "cliponaxis": False,
              "insidetextfont": {"color": ink, "size": 16}}  # fmt: skip
    used = {one.mark.modality for one in layout.marks if not _on_a_day(one) and not one.shape.unknown}
    return [trace, *(_key(modality, place) for modality in SYMBOLS if modality in used)]


def _key(modality: str, place: Place) -> Trace:
    """A line of the legend for a hollow glyph; nothing is drawn."""
    said = place.words("key_range" if modality == "occurred" else f"key_{modality}")
    shape, dot, _ = SYMBOLS[modality][1].partition("-dot")
    marker: dict[str, Any] = {"symbol": f"{shape}-open{dot}", "size": 11, "color": NEUTRAL_LIGHT["quiet"]}
    return scatter("key", "markers", [None], [None], [None], marker=marker) | {"showlegend": True, "name": said}


def _open_ends(layout: Layout, known: list[Run | None], place: Place) -> Trace:
    """What has no bound on a side, in letters from the known bound on; with the glyph, where it stands beside it."""
    found: list[tuple[str, float, float, str, str]] = []
    for one, days in zip(layout.marks, known, strict=True):
        form, y, event = one.shape, one.y, one.mark.event
        glyph = "" if _on_a_day(one) or (one.mark.earliest and one.mark.latest) else _letter(one)
        if days is None:
            found.append((event, layout.scale.left, y, "&lt; ? &gt;", "middle right"))
            continue
        left, right = form.left == "arrow", form.right in ("arrow", "fade")
        before = one.mark.earliest is None and glyph
        if left or before:
            run = _dashes(days[0] - form.left_x) if left else ""
            found.append((event, days[0], y, f"{'&lt;' if left else ''}{run}{glyph}", "middle left"))
            glyph = ""
        if right or glyph:
            end = "?" if form.right == "fade" else "&gt;" if right else ""
            run = _dashes(form.right_x - days[1]) if right else ""
            found.append((event, days[1], y, f"{glyph}{run}{end}", "middle right"))
    return words_at("open", found, place)


def _dashes(room: float) -> str:
    """Dashes, at most as long as the run they stand for; a sign, and no length of time."""
    return _DASH * max(0, min(_DASHES, int(room / SIZE) - 1))
