"""The chart as a file of its own: SVG drawn here, PNG and PDF by plotly's own exporter where a browser is installed.

Knows kaleido, and that nothing may be fetched: neither a browser, nor a library, nor fonts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import Any, Literal

from timeline.draw.glyphs import legend
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.draw.svg import svg
from timeline.exports.material import Made, Material, MissingError, as_made, printable
from timeline.view.layout_text import text_width, wrap

_LINE = 22
_GAP = 26
_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
_NO_BROWSER = (
    "pictures need a browser: install Chromium or Chrome, or name it in the variable CHROMIUM; or export to svg"
)


def to_svg(material: Material) -> Made:
    """The static chart with its title and its key, every style inside; nothing in it is a link or a script."""
    view = material.view
    chart = re.sub(r'<a (class="[^"]*") href="[^"]*"', r"<g \1", svg(view, standalone=True)).replace("</a>", "</g>")
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', chart)
    width, height = (float(part) for part in size.groups()) if size else (0.0, 0.0)
    lines = [("heading", line) for line in wrap(view.title, 18, width, bold=True)]
    lines += [("", " · ".join(filter(None, [view.place, Words(view.language)("as_of_line", day=view.as_of_words)])))]
    lines += [("heading", material.notice)] if material.notice else []
    top = _LINE * len(lines) + 14
    key, below = _key(material, top + height + 12, width)
    said = "".join(
        f'<text class="{css}" x="0" y="{number * _LINE}">{escape(text)}</text>'
        for number, (css, text) in enumerate(lines, 1)
    )
    style = (
        ".whole text{fill:var(--ink);"
        "font:12.5px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}"
        ".whole .heading{font-size:18px;font-weight:600}"
    )
    box = f'viewBox="-12 0 {width + 24:.0f} {below:.0f}" width="{width + 24:.0f}" height="{below:.0f}"'
    return as_made(
        f'<svg class="whole" xmlns="http://www.w3.org/2000/svg" {box} role="img"><title>{escape(view.title)}</title>'
        f'<style>{style}</style><rect x="-12" width="100%" height="100%" fill="var(--paper)"/>{said}'
        f'<g transform="translate(0 {top})">{printable(chart)}</g>{key}</svg>\n'
    )


def _key(material: Material, top: float, width: float) -> tuple[str, float]:
    """The legend in as many lines as it needs, and where it ends."""
    x, y, parts = 0.0, top, []
    for picture, words in legend(material.view, Words(material.view.language)):
        found = re.search(r' width="(\d+)"', picture)
        wide = float(found[1]) if found else 0
        size = wide + 6 + text_width(words, 12.5)
        if x and x + size > width:
            x, y = 0.0, y + _GAP
        parts.append(picture.replace("<svg ", f'<svg x="{x:.0f}" y="{y:.0f}" ', 1))
        parts.append(f'<text x="{x + wide + 6:.0f}" y="{y + 14:.0f}">{escape(words)}</text>')
        x += size + 24
    return "".join(parts), y + _GAP + 8


def to_png(material: Material) -> Made:
    """The chart as a picture, two points to a pixel."""
    return _photographed(material, "png")


def to_pdf(material: Material) -> Made:
    """The chart on one page, to be scaled freely."""
    made = _photographed(material, "pdf")
    day = material.view.as_of.isoformat().replace("-", "")
    # Each replacement has the length of what it replaces: a PDF finds its parts by counting bytes.
    fixed = re.sub(rb"(?<=Date \(D:)\d{14}", f"{day}000000".encode(), made.data)
    return Made(fixed.replace(b"(Kaleido-fier)", b"(Timeline)    "), made.texts)


def _photographed(material: Material, form: Literal["png", "pdf"]) -> Made:
    try:
        import kaleido  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        raise MissingError("pictures need one more package: pip install 'accountability-timeline[images]'") from None
    from choreographer.errors import ChromeNotFoundError

    from timeline.draw.figure import figure

    spec = figure(material.view).to_plotly_json()
    if material.notice:
        spec["layout"]["title"]["text"] += f"<br><b>{escape(material.notice, quote=False)}</b>"
    # Without `mathjax: False` the exporter would fetch a library from the net.
    how: dict[str, Any] = {"mathjax": False, "path": _browser()}
    try:
        data = kaleido.calc_fig_sync(spec, {"format": form, "scale": 2 if form == "png" else 1}, kopts=how)
    except ChromeNotFoundError:
        raise MissingError(_NO_BROWSER) from None
    return Made(bytes(data), (json.dumps(spec, ensure_ascii=False, default=str),))


def _browser() -> str | None:
    """The browser that CHROMIUM names, else the first of the usual names; None leaves the search to the exporter."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        found = shutil.which(wanted)
        if not found:
            raise MissingError(f"there is no browser at {wanted!r}, which the variable CHROMIUM names")
        return found
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)
