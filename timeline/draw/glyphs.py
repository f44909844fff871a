"""The shapes of the chart: one glyph a modality, bars, caps, arrows and hatching, as SVG and as the names plotly has.

Shape tells modality, filling tells whether the day is known; colour (the family) is never needed to read either.
Knows no rows and no words beyond those of the legend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.draw.strings import Words
from timeline.view.layout_marks import Shape, possible
from timeline.view.model import MANY, Mark, View

# Paths around 0,0; r is about 5.5. Whatever has none is a circle.
PATHS = {
    "announced": "M-4.6-5.8 6 0-4.6 5.8z",
    "expected": "M0-6.8 6.8 0 0 6.8-6.8 0z",
    "conditional": "M0-6.8 6.8 0 0 6.8-6.8 0z",
    "inferred": "M-5-5h10v10h-10z",
    "did_not_occur": "M-5-5 5 5M5-5-5 5",
}
# What plotly calls them: (filled, hollow).
SYMBOLS = {
    "occurred": ("circle", "circle"),
    "announced": ("triangle-right", "triangle-right"),
    "expected": ("diamond", "diamond"),
    "conditional": ("diamond-dot", "diamond-dot"),
    "inferred": ("square", "square"),
    "did_not_occur": ("x-thin", "x-thin"),
}
HALF = 4.5
"""Half the height of a bar, in pixels."""
FADES = (0.2, 0.15, 0.1, 0.05)
"""The steps in which an unknown end goes out, as opacities."""
TICK = 4.5
"""Half the height of a tick: lower than the caps, so that both can be told apart."""


def name(text: str) -> str:
    """A family or modality as a class name of a style sheet; a newsroom's own may hold anything."""
    return re.sub(r"[^\w-]", "-", text)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def glyph(modality: str, x: float, y: float, *, solid: bool) -> str:
    """The glyph of a modality at a place, filled or hollow."""
    filled = "g" if solid else "g o"
    path = PATHS.get(modality)
    if path is None:
        return f'<circle class="{filled}" cx="{_n(x)}" cy="{_n(y)}" r="5.5"/>'
    dot = '<circle class="dot" r="1.6"/>' if modality == "conditional" else ""
    shape = f'<path class="{filled}" d="{path}"/>'
    return f'<g transform="translate({_n(x)} {_n(y)})">{shape}{dot}</g>'


def body(mark: Mark, form: Shape, y: float) -> str:
    """Everything of a mark but its label."""
    parts = []
    if form.soft and not form.ticks:
        parts.append(_dashes(*form.soft, y) if mark.doubtful else _bar("soft", *form.soft, y))
    if form.fade:
        parts.append(_fading(*form.fade, y))
    if form.core:
        parts.append(_bar("core", *form.core, y))
    if form.line:
        parts.append(f'<path class="run" d="M{_n(form.line[0])} {_n(y)}H{_n(form.line[1])}"/>')
    if form.left and not form.covered:
        parts.append(cap(form.left_x, y) if form.left == "cap" else arrow(form.left_x, y, right=False))
    if form.right == "fade":
        parts.append(f'<text class="q" x="{_n(form.right_x + 3)}" y="{_n(y + 4.4)}">?</text>')
    elif form.right and not form.covered:
        parts.append(cap(form.right_x, y) if form.right == "cap" else arrow(form.right_x, y, right=True))
    if form.unknown:
        parts.append(f'<text class="q mid" x="{_n(form.x)}" y="{_n(y + 4.4)}">?</text>')
    else:
        parts.append(glyph(mark.modality, form.x, y, solid=form.solid))
        if mark.doubtful:
            parts.append(f'<circle class="ring" cx="{_n(form.x)}" cy="{_n(y)}" r="9.5"/>')
    if form.ticks:
        parts.append(_ticks(form.ticks, y))
    return "".join(parts)


def _bar(css: str, x0: float, x1: float, y: float) -> str:
    return (
        f'<rect class="{css}" x="{_n(x0)}" y="{_n(y - HALF)}" width="{_n(max(1.5, x1 - x0))}" height="{_n(2 * HALF)}"/>'
    )


def _dashes(x0: float, x1: float, y: float) -> str:
    """A possible range that is doubtful: broken, where one that is not is whole."""
    return f'<path class="dashes" d="M{_n(x0)} {_n(y)}H{_n(max(x0 + 0.5, x1))}"/>'


def _fading(x0: float, x1: float, y: float) -> str:
    """An end that nobody names: the light tone goes out in steps."""
    step = (x1 - x0) / len(FADES)
    return "".join(
        f'<path class="fade" d="M{_n(x0 + at * step)} {_n(y)}H{_n(x0 + (at + 1) * step)}" stroke-opacity="{opacity}"/>'
        for at, opacity in enumerate(FADES)
    )


def _ticks(runs: Iterable[tuple[float, float]], y: float) -> str:
    """A tick a possible day, a small box for days too near to part; over the glyph, which must not hide a day."""
    ends = ((f"M{_n(x0)} {_n(y - TICK)}", f"H{_n(x1)}v{_n(2 * TICK)}H{_n(x0)}z" if x1 > x0 else "") for x0, x1 in runs)
    return f'<path class="ticks" d="{"".join(at + (box or f"v{_n(2 * TICK)}") for at, box in ends)}"/>'


def cap(x: float, y: float) -> str:
    """The thin end of a bar: a hard bound."""
    return f'<path class="cap" d="M{_n(x)} {_n(y - 7)}v14"/>'


def arrow(x: float, y: float, *, right: bool) -> str:
    """An open end: no bound is known on that side."""
    tip = 7.5 if right else -7.5
    return f'<path class="cap" d="M{_n(x)} {_n(y - 4.5)}l{tip} 4.5 {-tip} 4.5"/>'


def hatching(x0: float, x1: float, y: float, *, crossed: bool) -> str:
    """Slanted strokes from x0 to x1; crossed where what is owed is disputed."""
    slants = (-38, 38) if crossed else (-38,)
    run, place = f"M2 0H{_n(max(2.5, x1 - x0 - 3))}", f"translate({_n(x0)} {_n(y)})"
    return "".join(f'<path class="hatch" d="{run}" transform="{place} skewX({slant})"/>' for slant in slants)


def legend(view: View, words: Words) -> list[tuple[str, str]]:
    """(small SVG, words) pairs for the shapes this chart uses, in a fixed order."""
    marks = view.chart.marks
    points = [mark for mark in marks if not mark.span and (mark.earliest or mark.latest)]
    known = [mark.earliest is not None and mark.earliest == mark.latest for mark in points]
    found: list[tuple[str, str]] = []
    if len(marks) > MANY:
        columns = '<path class="may" d="M4 18V8h8V3h8v6h8v9z"/><path class="sure" d="M4 18v-5h8v-4h8v6h8v3z"/>'
        found.append((_key(columns), words("key_columns")))
    if any(known):
        found.append((_key(glyph("occurred", 9, 10, solid=True), wide=18), words("key_known")))
    ticked = [bool(possible(mark)) for mark in points]
    if not all(day or ticks for day, ticks in zip(known, ticked, strict=True)):
        bar = _bar("soft", 3, 29, 10) + cap(3, 10) + cap(29, 10) + glyph("occurred", 16, 10, solid=False)
        found.append((_key(bar), words("key_range")))
    if any(ticked):
        days = glyph("occurred", 23, 10, solid=False) + _ticks([(x, x) for x in (8, 13, 33, 38)], 10)
        found.append((_key(cap(3, 10) + cap(43, 10) + days, wide=46), words("key_ticks")))
    if any(mark.span for mark in marks):
        found.append((_key(_bar("core", 3, 29, 10)), words("key_span")))
    if any(mark.earliest is None or mark.latest is None or mark.ongoing for mark in marks):
        found.append((_key(_bar("soft", 11, 29, 10) + arrow(11, 10, right=False) + cap(29, 10)), words("key_open")))
    for modality in ("announced", "expected", "conditional", "inferred", "did_not_occur"):
        if any(mark.modality == modality for mark in marks):
            solid = modality in ("announced", "did_not_occur")
            run = '<path class="run" d="M17 10H32"/>' if modality in ("expected", "conditional") else ""
            found.append(
                (
                    _key(run + glyph(modality, 9, 10, solid=solid), f"m-{modality}", 32 if run else 18),
                    words(f"key_{modality}"),
                )
            )
    if any(mark.doubtful for mark in marks):
        ring = (
            _dashes(1, 32, 10)
            + glyph("occurred", 22, 10, solid=False)
            + '<circle class="ring" cx="22" cy="10" r="9.3"/>'
        )
        found.append((_key(ring, "doubtful"), words("key_doubtful")))
    if any(mark.end_unknown for mark in marks):
        found.append(
            (
                _key(_bar("soft", 1, 11, 10) + _fading(11, 22, 10) + '<text class="q" x="23" y="14.4">?</text>'),
                words("key_fade"),
            )
        )
    for crossed in (False, True):
        if any(one.disputed == crossed for one in view.chart.stretches):
            found.append((_key(hatching(4, 28, 10, crossed=crossed)), words("key_disputed" if crossed else "key_owed")))
    return found


def _key(shapes: str, css: str = "", wide: int = 32) -> str:
    """One small picture of the legend, in ink."""
    box = f'viewBox="0 0 {wide} 20" width="{wide}" height="20"'
    return f'<svg class="key m {css}" {box} aria-hidden="true">{shapes}</svg>'
