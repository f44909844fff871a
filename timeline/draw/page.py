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
from timeline.draw.figure import config, dark_colours, spec
from timeline.draw.library import packed
from timeline.draw.palette import NEUTRAL_DARK, NEUTRAL_LIGHT, variables
from timeline.draw.strings import Words, direction
from timeline.draw.svg import chart_style, draw
from timeline.view.layout import NARROW, WIDE, arrange
from timeline.view.model import Said, View

POLICY = (
    "default-src 'none'; script-src '{hash}' 'strict-dynamic' blob:; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"'\\^`{|}\x00-\x1f]+", re.IGNORECASE)
_SCRIPT_WORDS = ("shown", "shown_all", "copy", "copied", "close", "to_card", "chart_label")


@dataclass(frozen=True, slots=True)
class Download:
    """A file the page offers, kept inside it as plain text: its name, its media type and what is in it."""

    name: str
    media: str
    text: str


__all__ = ["Download", "link", "packed", "page"]


def page(view: View, *, library: str = "wheel", downloads: tuple[Download, ...] = ()) -> str:
    """The published page of a view.

    ``library`` says where plotly.js comes from: "wheel" (the installed plotly), the path of a plotly bundle, or
    "none" for a page that keeps its static chart.
    """
    words = Words(view.language)
    script = _script()
    families = tuple(family for family, _ in view.families)
    light, dark = variables(families)
    text = _template().render(
        view=view,
        t=words,
        titles={card.id: card.title for card in view.cards},
        dir=direction(view.language),
        policy=POLICY.format(hash=_hash(script)),
        theme=(NEUTRAL_LIGHT["paper"], NEUTRAL_DARK["paper"]),
        style=Markup(_style(light, dark) + chart_style(view)),  # noqa: S704 - ours, but for class names, which are cleaned
        script=Markup(script),  # noqa: S704 - ours
        wide=Markup(draw(view, arrange(view.chart, "", WIDE, months=words.months), words)),  # noqa: S704 - escaped there
        narrow=Markup(draw(view, arrange(view.chart, "", NARROW, narrow=True, months=words.months), words)),  # noqa: S704
        legend=[(Markup(picture), said) for picture, said in glyphs.legend(view, words)],  # noqa: S704 - ours
        data=Markup(_json(_data(view, words, library))),  # noqa: S704 - cannot close its element
        library=Markup("" if library == "none" else packed(library)),  # noqa: S704 - no < in it
        downloads=[(one, Markup(_inert(one.text))) for one in downloads],  # noqa: S704 - cannot close its element
    )
    return str(text)


def link(url: str) -> str:
    """The address if it may be a link (http, https, mailto), else nothing."""
    return url if _LINK.fullmatch(url) else ""


def by_field(said: tuple[Said, ...]) -> list[tuple[str, tuple[str, ...], tuple[Said, ...]]]:
    """Claims grouped by the field they are about: (field, claims of the group as quoted elsewhere, claims).

    The second part is empty unless some of them contradict each other: then they are set side by side, and what
    stands beside a claim need not be repeated under it.
    """
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault(one.about, []).append(one)
    found = []
    for about, group in groups.items():
        quoted = tuple(f"{one.speaker}: {one.says}" for one in group)
        clash = any(other in quoted for one in group for other in one.contradicts)
        found.append((about, quoted if clash else (), tuple(group)))
    return found


def _data(view: View, words: Words, library: str) -> dict[str, Any]:
    """What the script needs: the chart for plotly, once whole, and for each further kind of lanes what differs."""
    modes = list(view.chart.lanes)
    specs = {mode: spec(view, lanes=mode) for mode in modes} if library != "none" else {}
    base = specs.get(modes[0], {})
    for trace in base.get("data", ()):
        trace.pop("hovertext", None)  # the script takes it from the cards, which say the same
    return {
        "spec": base,
        "modes": {mode: _differences(base, specs[mode]) for mode in specs},
        "lanes": {
            mode: {event: [lane.id for lane in view.chart.lanes[mode]].index(lane) for event, lane in of.items()}
            for mode, of in view.chart.lane_of.items()
        },
        "links": [[one.earlier, one.later] for one in view.chart.links],
        "owed": {one.id: one.created_by for one in view.owed},
        "width": WIDE,
        "config": config(view.language),
        "dark": dark_colours(),
        "words": {key: words(key) for key in _SCRIPT_WORDS},
    }


def _differences(base: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The keys of each trace and of the layout in which another spec differs from the base."""
    traces = [
        {key: value for key, value in trace.items() if key != "hovertext" and before.get(key) != value}
        for before, trace in zip(base["data"], other["data"], strict=True)
    ]
    layout = {key: value for key, value in other["layout"].items() if base["layout"].get(key) != value}
    return {"data": traces, "layout": layout}


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


def _script() -> str:
    """Our one script, without the remarks and indents that only its authors need."""
    text = re.sub(
        r"^ *(/\*.*?\*/|//[^\n]*)\n", "", _asset("plot.js") + _asset("page.js"), flags=re.MULTILINE | re.DOTALL
    )
    return re.sub(r"^ +|\n(?=\n)", "", text, flags=re.MULTILINE)


def _style(light: str, dark: str) -> str:
    """Variables of both papers, then the style sheet; paper that is printed on is always light."""
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}" + _asset("page.css")
    )


def _asset(name: str) -> str:
    return (files("timeline.draw") / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _template() -> jinja2.Template:
    """The one template, with everything it says escaped."""
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["safe_link"] = link
    environment.filters["by_field"] = by_field
    environment.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    environment.filters["css"] = glyphs.name
    return environment.from_string(_asset("page.html.j2"))
