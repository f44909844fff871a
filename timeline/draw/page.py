"""One HTML file: the whole case to read, the chart to look at, and the chart library packed inside.

The file asks nothing of any machine: its own policy forbids it. Text comes first and needs no script; the library is
unpacked when the chart comes near the screen. Everything a case file says is escaped by the template; data for the
script is JSON that cannot close its element; only http, https and mailto become links.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from timeline.draw import glyphs
from timeline.draw.colours import known
from timeline.draw.figure import config, dark_colours
from timeline.draw.library import about, pack, packed
from timeline.draw.live import axes_of, live
from timeline.draw.palette import NEUTRAL_DARK, NEUTRAL_LIGHT, variables
from timeline.draw.rows import BATCH, rows
from timeline.draw.safe import escape, isolated, link
from timeline.draw.said import by_field, places, said
from timeline.draw.strings import Words, direction
from timeline.draw.svg import chart_style, draw
from timeline.draw.template import environment, template
from timeline.view.chosen import searched
from timeline.view.layout import NARROW, WIDE, arrange
from timeline.view.model import MANY, View

POLICY = (
    "default-src 'none'; script-src '{hash}' 'strict-dynamic' blob:; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
SCRIPTS, LATER = ("plot", "more", "filters", "leave", "page"), ("figure", "labels")
"""The page's scripts, in the order they stand in, and those that come with the chart library."""
LINES, EXPLORER = ("rows",), ("explorer",)
"""What a page of very many events has after them, and what an explorer has."""
_PHONE, _PANE = 879, 559
"""The widest window of a page, and of an explorer, that shows the narrow chart."""
_SCRIPT_WORDS = ("shown", "shown_all", "shown_none", "columns_all", "copy", "copied", "close", "to_card", "chart_label",
                 "more_title", "undated")  # fmt: skip
_PEOPLE = 200
"""So many are offered to choose from, those that appear most often."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file the page offers, packed inside it: its name, its media type and what is in it."""

    name: str
    media: str
    text: str


@dataclass(frozen=True, slots=True)
class Other:
    """The same page in another language: its tag, and where it lies beside this one."""

    language: str
    address: str

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return Words(self.language)("language")


__all__ = ["Download", "Other", "link", "packed", "page"]


def page(
    view: View,
    *,
    library: str = "auto",
    downloads: tuple[Download, ...] = (),
    others: tuple[Other, ...] = (),
    manifest: str = "",
    explorer: float = 0,
) -> str:
    """The published page of a view; or an explorer, laid out for so many pixels, to be shown inside another document.

    ``library`` says where plotly.js comes from: "auto" (the basic bundle where this package was built with it, else
    the whole one), "wheel" (the whole one of the installed plotly), the path of a plotly bundle, or "none" for a page
    that keeps its static chart. ``others`` are the same page in other languages; ``manifest`` is JSON about how the
    page was made, kept in it.
    """
    words, side = Words(view.language), direction(view.language)
    wide = explorer or WIDE
    families = tuple(family for family, _ in view.families)
    style = _style(*variables(families), bool(explorer))
    lines = rows(view.cards, words, side) if len(view.cards) > MANY else []
    chart = arrange(view.chart, "", wide, months=words.months)
    script = _code(SCRIPTS + (LINES if lines else ()) + (EXPLORER if explorer else ()))
    made_of = _template(side)
    text = made_of.render(
        view=view,
        t=words,
        said=said,
        exact=_exact(view),
        own_levels=_own_levels(view, words),
        titles={card.id: card.title for card in view.cards},
        dir=side,
        axes=axes_of(view),
        policy=POLICY.format(hash=_hash(script)),
        theme=(NEUTRAL_LIGHT["paper"], NEUTRAL_DARK["paper"]),
        explorer=bool(explorer),
        style=Markup(style + chart_style(view)),  # noqa: S704 - ours, but for class names, which are cleaned
        script=Markup(script),  # noqa: S704 - ours
        wide=Markup(draw(view, chart, words)),  # noqa: S704 - escaped there
        tall=chart.height > 0.8 * chart.width,
        narrow=Markup(draw(view, arrange(view.chart, "", NARROW, narrow=True, months=words.months), words)),  # noqa: S704
        legend=[(Markup(picture), said) for picture, said in glyphs.legend(view, words)],  # noqa: S704 - ours
        data=Markup(_json(_data(view, words) | (_texts(view) if explorer else {}))),  # noqa: S704 - cannot close its element
        chart="" if library == "none" else Markup(pack(_chart(view, wide).encode(), 9)),  # noqa: S704 - no < in it
        library=Markup("" if library == "none" else packed(library)),  # noqa: S704 - no < in it
        bundle=None if library == "none" else about(library),
        downloads=[(one, Markup(pack(one.text.encode(), 9))) for one in downloads],  # noqa: S704 - no < in it
        others=others,
        batches=[lines[start : start + BATCH] for start in range(0, len(lines), BATCH)],
        links=Markup(pack("\n".join(line.links for line in lines).encode(), 9)),  # noqa: S704 - no < in it
        **_choices(view, words),
        embed=_asset("parent.html").strip().replace("TITLE", escape(view.title)),
        manifest=Markup(manifest),  # noqa: S704 - JSON that cannot close its element
    )
    return str(text)


def _own_levels(view: View, words: Words) -> str:
    """The assessors' own words for levels, each with what it counts as: "preliminary (partly met), full (met)"."""
    levels = view.found.levels if view.found else ()
    named = [(level, words(f"found_{status}")) for level, status in levels if level != words(f"found_{status}")]
    return ", ".join(f"{level} ({status})" for level, status in named)


def _exact(view: View) -> set[str]:
    """The events whose days are known, both of them for a span."""
    return {mark.event for mark in view.chart.marks if known(mark)}


def _chart(view: View, width: float) -> str:
    """What only the live chart needs, unpacked together with the library: its code, and what it is to draw."""
    drawn = json.dumps(live(view, width), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _code(LATER) + f"Live.chart={drawn};\n"


def _data(view: View, words: Words) -> dict[str, Any]:
    """What the script needs from the start: where each event belongs, and what leads where."""
    place = {card.id: at for at, card in enumerate(view.cards)}
    lanes = {mode: {lane.id: at for at, lane in enumerate(of)} for mode, of in view.chart.lanes.items()}
    people = {label: at for at, label in enumerate(_people(view))}
    is_open = {one.id for one in view.owed if one.is_open}
    families = [family for family, _ in view.families]
    return {
        "many": len(view.cards) > MANY,
        "first": [next(iter(lanes)), axes_of(view)[0]],
        "lanes": {mode: [at[view.chart.lane_of[mode][card.id]] for card in view.cards] for mode, at in lanes.items()},
        "bodies": list(lanes.get("body", {})),
        "families": families,
        "family": [families.index(card.family) for card in view.cards],
        "people": list(people),
        "cited": {
            source.id: [place[event] for event, _ in source.cited_by if event in place] for source in view.sources
        },
        "who": [[people[label] for label in card.people if label in people] for card in view.cards],
        "links": [[place[one.earlier], place[one.later]] for one in view.chart.links],
        "owed": {one.id: one.created_by for one in view.owed},
        "open": [place[card.id] for card in view.cards if any(id_ in is_open for id_, _ in card.owes)],
        "config": {**config(view.language), "scrollZoom": True},  # which plot.js lets happen with Ctrl held down only
        "dark": dark_colours(),
        "words": {key: text for key, text in words.table.items() if key.removesuffix("_1") in _SCRIPT_WORDS},
    }


def _choices(view: View, words: Words) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: (value, words) pairs by filter."""
    contested = any(card.contested for card in view.cards)
    is_open = any(one.is_open for one in view.owed)
    return {
        "bodies": [(lane.id, lane.label) for lane in view.chart.lanes.get("body", ())],
        "people": [(label, label) for label in _people(view)],
        "named_sources": [(source.id, f"{source.number} {source.title}") for source in view.sources if source.cited_by],
        "only": [(one, words(f"only_{one}")) for one, there in (("open", is_open), ("contested", contested)) if there],
    }


def _people(view: View) -> list[str]:
    """Who can be chosen, by name: everybody who plays a part, or those who play most parts."""
    often = Counter(label for card in view.cards for label in card.people)
    return sorted((label for label, _ in often.most_common(_PEOPLE)), key=str.casefold)


def _texts(view: View) -> dict[str, Any]:
    """What a search looks through, so that it finds in an explorer what it finds in Python."""
    return {"texts": [searched(card) for card in view.cards]}


def _json(value: object) -> str:
    """JSON that no HTML parser can mistake for the end of its element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return re.sub(r"[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _hash(script: str) -> str:
    """The script's name in the policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _code(names: tuple[str, ...]) -> str:
    """Scripts of ours, without the remarks and indents that only their authors need."""
    whole = "".join(_asset(f"{name}.js") for name in names)
    text = re.sub(r"^ *(/\*.*?\*/|//[^\n]*)\n", "", whole, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^ +|\n(?=\n)", "", text, flags=re.MULTILINE)


def _style(light: str, dark: str, explorer: bool) -> str:
    """Variables of both papers, then the style sheet; paper that is printed on is always light.

    An explorer is told which paper it lies on, and has the live chart in a narrower window than a page.
    """
    light = f":root{{color-scheme:light dark;{light}}}"
    if explorer:
        style = _asset("page.css").replace(f"max-width:{_PHONE}px", f"max-width:{_PANE}px") + _asset("explorer.css")
        return f"{light}@media screen{{:root[data-dark]{{color-scheme:dark;{dark}}}}}{style}"
    return f"{light}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}" + _asset("page.css")


def _asset(name: str) -> str:
    return (files("timeline.draw") / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _template(direction: str) -> jinja2.Template:
    """The one template for pages of a direction, with everything it says escaped."""
    home = environment()
    home.filters["safe_link"] = link
    home.filters["by_field"] = by_field
    home.filters["bdi"] = partial(isolated, direction=direction)
    home.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    home.filters["places"] = places
    home.filters["css"] = glyphs.name
    return template(home, _asset("page.html.j2"))
