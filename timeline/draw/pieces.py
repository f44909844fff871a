"""What every trace is made of: bars, markers, lines and words in plotly's terms, with ids, hover texts and colours.

``Place`` turns the layout's pixels into the numbers of an axis: here into themselves, shortened. Plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.draw.glyphs import HALF
from timeline.draw.palette import colour
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.view.layout import Layout, Placed, PlacedLink
from timeline.view.layout_links import along, curve
from timeline.view.layout_text import SIZE
from timeline.view.model import View

Trace = dict[str, Any]
HOVER = "%{hovertext}<extra></extra>"
"""What plotly shows on hover: our words, and no box beside them."""


class Place:
    """What the traces need to know beside the layout: words, hover texts and colours."""

    standoff = 0
    """From an arrow's end to the middle of its glyph, where the line itself runs to the middle."""

    def __init__(self, view: View, layout: Layout, apart: frozenset[str] = frozenset()) -> None:
        self.layout = layout
        self.apart = apart  # events whose glyphs are drawn in another way
        self.words = Words(view.language)
        self.hover = {card.id: _hover(card.title, card.date_words, card.modality_words) for card in view.cards}
        self.family = {mark.event: mark.family for mark in view.chart.marks}
        self.owed = {
            one.id: _hover(f"{one.obligor} {one.force_words} {one.act}", one.status_words, "") for one in view.owed
        }

    def at(self, x: float) -> float:
        """A pixel, short."""
        return round(x, 4)

    def run(self, x0: float, x1: float) -> float:
        """The length from one pixel to another."""
        return round(self.at(x1) - self.at(x0), 4)

    def line(self, link: PlacedLink) -> list[tuple[float, float]]:
        """The points of an arrow."""
        return list(along(curve(link, self.layout.scale.left), 25))

    def colour(self, event: str) -> str:
        """The colour of an event's family."""
        return colour(self.family.get(event, ""))


def _hover(title: str, when: str, more: str) -> str:
    """Hover text: title, date in words, modality in words; never a number."""
    lines = [f"<b>{escape(title, quote=False)}</b>", escape(when, quote=False), escape(more, quote=False)]
    return "<br>".join(line for line in lines if line)


def bars(kind: str, runs: Iterable[tuple[Placed, tuple[float, float] | None]], place: Place) -> Trace:
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
        "hovertemplate": HOVER,
        "marker": {"color": [place.colour(one.mark.event) for one, _ in held], "opacity": 0.8, "line": {"width": 0}},
        "showlegend": False,
    }


def scatter(kind: str, mode: str, x: list[Any], y: list[Any], ids: list[Any], **more: Any) -> Trace:
    """A scatter trace of ours: ids in customdata, no legend entry, drawn over the edge of the axes."""
    return {"type": "scatter", "mode": mode, "name": kind, "meta": {"kind": kind, "of": "event"}, "x": x, "y": y,
            "customdata": ids, "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, **more}  # fmt: skip


def points(kind: str, found: list[tuple[Placed, float, str]], place: Place, size: float, **marker: Any) -> Trace:
    """Markers at pixels, each with its own symbol and its event's colour."""
    ink = [place.colour(one.mark.event) for one, _, _ in found]
    return scatter(
        kind, "markers", [place.at(x) for _, x, _ in found], [one.y for one, _, _ in found],
        [one.mark.event for one, _, _ in found],
        marker={"symbol": [symbol for _, _, symbol in found], "size": size, "color": ink, "opacity": 1,
                "line": {"color": ink, "width": 1.6}, **marker},
    )  # fmt: skip


def words_at(kind: str, found: list[tuple[str, float, float, str, str]], place: Place) -> Trace:
    """Text at pixels."""
    return scatter(
        kind, "text", [place.at(x) for _, x, _, _, _ in found], [y for _, _, y, _, _ in found],
        [event for event, *_ in found], text=[text for *_, text, _ in found], hoverinfo="none",
        textposition=[where for *_, where in found],
        textfont={"size": SIZE, "color": [place.colour(event) for event, *_ in found]},
    )  # fmt: skip
