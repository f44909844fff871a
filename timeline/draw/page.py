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
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from timeline.draw import glyphs
from timeline.draw.colours import known
from timeline.draw.figure import config, dark_colours
from timeline.draw.library import about, packed
from timeline.draw.live import axes_of, live
from timeline.draw.palette import NEUTRAL_DARK, NEUTRAL_LIGHT, variables
from timeline.draw.safe import isolated, link
from timeline.draw.said import by_field, said
from timeline.draw.strings import Words, direction
from timeline.draw.svg import chart_style, draw
from timeline.draw.template import environment, template
from timeline.view.chosen import searched
from timeline.view.layout import NARROW, WIDE, arrange
from timeline.view.model import View

POLICY = (
    "default-src 'none'; script-src '{hash}' 'strict-dynamic' blob:; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
_SCRIPT_WORDS = ("shown", "shown_all", "shown_none", "copy", "copied", "close", "to_card", "chart_label", "more_title")


_PHONE, _PANE = 879, 559
"""The widest window of a page, and of an explorer, that shows the narrow chart."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file the page offers, kept inside it as plain text: its name, its media type and what is in it."""

    name: str
    media: str
    text: str


__all__ = ["Download", "link", "packed", "page"]


def page(view: View, *, library: str = "auto", downloads: tuple[Download, ...] = (), explorer: float = 0) -> str:
    """The published page of a view; or an explorer, laid out for so many pixels, to be shown inside another document.

    ``library`` says where plotly.js comes from: "auto" (the basic bundle where this package was built with it, else
    the whole one), "wheel" (the whole one of the installed plotly), the path of a plotly bundle, or "none" for a page
    that keeps its static chart.
    """
    words = Words(view.language)
    script = _script("explorer.js") if explorer else _script()
    wide = explorer or WIDE
    families = tuple(family for family, _ in view.families)
    style = _style(*variables(families), bool(explorer))
    text = _template().render(
        view=view,
        t=words,
        said=said,
        exact=_exact(view),
        own_levels=_own_levels(view, words),
        titles={card.id: card.title for card in view.cards},
        dir=direction(view.language),
        axes=axes_of(view),
        policy=POLICY.format(hash=_hash(script)),
        theme=(NEUTRAL_LIGHT["paper"], NEUTRAL_DARK["paper"]),
        explorer=bool(explorer),
        style=Markup(style + chart_style(view)),  # noqa: S704 - ours, but for class names, which are cleaned
        script=Markup(script),  # noqa: S704 - ours
        wide=Markup(draw(view, arrange(view.chart, "", wide, months=words.months), words)),  # noqa: S704 - escaped there
        narrow=Markup(draw(view, arrange(view.chart, "", NARROW, narrow=True, months=words.months), words)),  # noqa: S704
        legend=[(Markup(picture), said) for picture, said in glyphs.legend(view, words)],  # noqa: S704 - ours
        data=Markup(_json(_data(view, words, library, wide) | (_texts(view) if explorer else {}))),  # noqa: S704 - cannot close its element
        library=Markup("" if library == "none" else packed(library)),  # noqa: S704 - no < in it
        bundle=None if library == "none" else about(library),
        downloads=[(one, Markup(_inert(one.text))) for one in downloads],  # noqa: S704 - cannot close its element
    )
    return str(text)


def _own_levels(view: View, words: Words) -> str:
    """The assessors' own words for levels, each with what it counts as: "preliminary (partly met), full (met)"."""
    levels = view.found.levels if view.found else ()
    named = [(level, words(f"found_{status}")) for level, status in levels if level != status.replace("_", " ")]
    return ", ".join(f"{level} ({status})" for level, status in named)


def _exact(view: View) -> set[str]:
    """The events whose days are known, both of them for a span."""
    return {mark.event for mark in view.chart.marks if known(mark)}


def _data(view: View, words: Words, library: str, width: float) -> dict[str, Any]:
    """What the script needs: the chart for plotly, once whole, and for each further kind of lanes what differs."""
    return {
        "chart": live(view, width) if library != "none" else {},
        "lanes": {
            mode: {event: [lane.id for lane in view.chart.lanes[mode]].index(lane) for event, lane in of.items()}
            for mode, of in view.chart.lane_of.items()
        },
        "links": [[one.earlier, one.later] for one in view.chart.links],
        "owed": {one.id: one.created_by for one in view.owed},
        "config": config(view.language),
        "dark": dark_colours(),
        "words": {key: text for key, text in words.table.items() if key.removesuffix("_1") in _SCRIPT_WORDS},
    }


def _texts(view: View) -> dict[str, Any]:
    """What a search looks through, so that it finds in an explorer what it finds in Python."""
    return {"texts": {card.id: searched(card) for card in view.cards}}


def _json(value: object) -> str:
    """JSON that no HTML parser can mistake for the end of its element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return re.sub(r"[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _inert(text: str) -> str:
    """Plain text inside a script element: a JSON string, so that the script reads back exactly what went in."""
    return _json(text)


def _hash(script: str) -> str:
    """The script's name in the policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _script(*more: str) -> str:
    """Our one script, without the remarks and indents that only its authors need."""
    text = re.sub(
        r"^ *(/\*.*?\*/|//[^\n]*)\n",
        "",
        "".join(map(_asset, ("plot.js", "labels.js", "page.js", *more))),
        flags=re.MULTILINE | re.DOTALL,
    )
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
def _template() -> jinja2.Template:
    """The one template, with everything it says escaped."""
    home = environment()
    home.filters["safe_link"] = link
    home.filters["by_field"] = by_field
    home.filters["bdi"] = isolated
    home.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    home.filters["css"] = glyphs.name
    return template(home, _asset("page.html.j2"))
