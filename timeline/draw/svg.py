"""The chart as static SVG: no script, every mark a link to its card, colours from the page's variables.

It is what a reader sees before any script has run, on a phone, on paper and where scripts are off. Knows the layout
and the words of the view; decides nothing about places.
"""

from __future__ import annotations

from importlib.resources import files

from timeline.draw import glyphs
from timeline.draw.palette import variables
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.view.layout import LINE, WIDE, Band, Label, Layout, More, Placed, PlacedLink, PlacedStretch, arrange
from timeline.view.layout_density import Density, outline, peak
from timeline.view.layout_links import curve
from timeline.view.layout_rows import CHIP
from timeline.view.layout_text import SIZE, text_width
from timeline.view.model import View
from timeline.when.words import grouped

BASELINE = 4.4
"""From the middle of a line of text to its baseline."""


def svg(
    view: View,
    *,
    lanes: str = "",
    width: float = WIDE,
    axis: str = "time",
    narrow: bool = False,
    standalone: bool = False,
    links: bool = False,
) -> str:
    """The chart as one ``<svg>`` element.

    ``standalone`` adds what a file of its own needs (name space, style); ``links`` draws every relation.
    """
    words = Words(view.language)
    layout = arrange(view.chart, lanes, width, axis=axis, narrow=narrow, months=words.months)
    return draw(view, layout, words, standalone=standalone, links=links)


def draw(view: View, layout: Layout, words: Words, *, standalone: bool = False, links: bool = False) -> str:
    """A layout that is already made, as SVG."""
    kind = "narrow" if layout.narrow else "wide"
    said = {one: words(f"key_{one}") for one in glyphs.PATHS if one != "occurred"}
    titles = {card.id: _title(card.title, card.date_words, said.get(card.modality, "")) for card in view.cards}
    owed = {one.id: f"{one.obligor} {one.force_words} {one.act}: {one.status_words}" for one in view.owed}
    parts = [
        f'<svg class="chart {kind}" viewBox="0 0 {_n(layout.width)} {_n(layout.height)}" role="group" '
        f'aria-label="{escape(words("chart_static", n=len(layout.marks)))}"',
        _standalone(view, layout) if standalone else ">",
        f'<defs><marker id="_{kind}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .5 8 4 0 7.5z"/></marker></defs>',
        _grid(layout),
        *(_band(band, layout) for band in layout.bands),
        _as_of(layout, words("as_of_line", day=view.as_of_words)),
        '<g class="links" aria-hidden="true">',
        *(_link(one, layout) for one in layout.links if links),
        "</g>",
        *(_density(one) for one in layout.density),
        *(_undated(one, layout, words) for one in layout.density),
        *(_stretch(one, owed.get(one.stretch.obligation, one.stretch.label), view) for one in layout.stretches),
        *(_mark(one, titles.get(one.mark.event, one.mark.label), layout) for one in layout.marks if not layout.density),
        *(_more(one, words("more_title", n=len(one.events))) for one in layout.more),
        "</svg>",
    ]
    return "".join(parts)


def _standalone(view: View, layout: Layout) -> str:
    """The rest of the opening tag and the style of a file of its own."""
    light, _ = variables(tuple(family for family, _ in view.families))
    return (
        f' xmlns="http://www.w3.org/2000/svg" width="{_n(layout.width)}" height="{_n(layout.height)}">'
        f"<title>{escape(view.title)}</title><style>:root{{{light}}}{chart_style(view)}</style>"
        '<rect width="100%" height="100%" fill="var(--paper)"/>'
    )


def chart_style(view: View) -> str:
    """The style sheet of the chart: the fixed part, and one rule for each family the case uses."""
    fixed = (files("timeline.draw") / "assets" / "chart.css").read_text(encoding="utf-8")
    used = [family for family, _ in view.families] + [mark.family for mark in view.chart.marks]
    return fixed + "".join(
        f".f-{glyphs.name(one)}{{--c:var(--f-{glyphs.name(one)},var(--f))}}" for one in dict.fromkeys(used)
    )


def _tip(title: str, layout: Layout, *, bare: bool) -> str:
    """The name of a mark, shown on hover; a phone has no hover, and its label is name enough where it has one."""
    return "" if layout.narrow and not bare else f"<title>{escape(title)}</title>"


def _title(title: str, when: str, modality: str) -> str:
    return f"{title}: {when}" + (f" ({modality})" if modality else "")


def _n(value: float) -> str:
    """A coordinate, short: one decimal, none where it is zero."""
    return f"{value:.1f}".removesuffix(".0")


def _text(label: Label, css: str) -> str:
    """Lines of text, each on its own line."""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    x, first = _n(label.x), _n(label.y + BASELINE)
    if len(label.lines) == 1:
        return f'<text class="{css}" x="{x}" y="{first}"{anchor}>{escape(label.lines[0])}</text>'
    heights = (_n(label.y + BASELINE + number * LINE) for number in range(len(label.lines)))
    rest = " ".join(
        f'<tspan x="{x}" y="{y}">{escape(line)}</tspan>' for line, y in zip(label.lines, heights, strict=True)
    )
    return f'<text class="{css}"{anchor}>{rest}</text>'


def _grid(layout: Layout) -> str:
    """Ticks from top to bottom, their labels above; what is folded away as a paler strip, and how long things took."""
    found = [_fold(x0, x1, layout) for _, x0, x1 in layout.scale.folds]
    found += [_text(note, "axis note") for note in layout.notes]
    for tick in layout.ticks:
        found.append(
            f'<path class="{"year" if tick.year else "tick"}" d="M{_n(tick.x)} {_n(layout.top)}V{_n(layout.bottom)}"/>'
        )
        if tick.label:
            half = text_width(tick.label, SIZE) / 2
            x = min(max(tick.x, half + 1), layout.width - half - 1)
            at = f'x="{_n(x)}" y="{_n(layout.top - 9)}"'
            found.append(f'<text class="axis" text-anchor="middle" {at}>{escape(tick.label)}</text>')
    return f'<g aria-hidden="true">{"".join(found)}</g>'


def _fold(x0: float, x1: float, layout: Layout) -> str:
    """A strip between two torn edges: time that is not shown."""
    steps = int((layout.bottom - layout.top) // 12)
    torn = "".join(f"l{'-' if at % 2 else ''}3 6l{'' if at % 2 else '-'}3 6" for at in range(steps))
    edges = "".join(f'<path class="torn" d="M{_n(x)} {_n(layout.top)}{torn}"/>' for x in (x0 + 4, x1 - 4))
    wide, high = _n(x1 - x0 - 8), _n(layout.bottom - layout.top)
    return f'<rect class="fold" x="{_n(x0 + 4)}" y="{_n(layout.top)}" width="{wide}" height="{high}"/>{edges}'


def _density(one: Density) -> str:
    """How many events a lane has along the axis: all that may lie in a column, and over them those that do."""
    columns = "".join(
        f'<path class="{css}" d="{"".join(f"{c}{_n(x)} {_n(y)}" for c, x, y in outline(one, counts))}z"/>'
        for css, counts in (("may", one.possible), ("sure", one.certain))
    )
    x, y, count = peak(one)
    number = (
        f'<text class="peak" x="{_n(x)}" y="{_n(y - 3)}" text-anchor="middle">{grouped(count)}</text>' if count else ""
    )
    return f'<g aria-hidden="true">{columns}{number}</g>'


def _undated(one: Density, layout: Layout, words: Words) -> str:
    """How many events of a lane are in no column: under its name, or beside it in a narrow chart."""
    if not one.undated:
        return ""
    name = next(band.name for band in layout.bands if band.lane.id == one.lane)
    x, y, anchor = 0.0, name.y + len(name.lines) * LINE, "start"
    if layout.narrow:
        x, y, anchor = layout.width, name.y, "end"
    place = f'x="{_n(x)}" y="{_n(y + BASELINE)}" text-anchor="{anchor}"'
    return f'<text class="peak" {place}>{escape(words("undated", n=one.undated))}</text>'


def _more(one: More, title: str) -> str:
    """A "+n": a link to the first of the events it counts, which a script opens as a list of them all."""
    ids = escape(" ".join(one.events))
    x = _n(one.x)
    wide = text_width(f"+{len(one.events)}", SIZE, bold=True) + 3
    hit = (
        _area(one.x, one.y - 12, one.x + CHIP, one.y + 12)
        + f'<rect class="under" x="{x}" y="{_n(one.y - 8)}" width="{_n(wide)}" height="16"/>'
    )
    return (
        f'<a class="more" href="#{escape(one.events[0])}" data-more="{ids}"><title>{escape(title)}</title>{hit}'
        f'<text class="t" x="{_n(one.x + 2)}" y="{_n(one.y + BASELINE)}">+{len(one.events)}</text></a>'
    )


def _band(band: Band, layout: Layout) -> str:
    """The rule above a lane, and its name."""
    rule = f'<path class="rule" d="M0 {_n(band.top)}H{_n(layout.width)}"/>'
    return rule + _text(band.name, "lane")


def _as_of(layout: Layout, text: str) -> str:
    """The dotted line of the day the record was last brought up to date."""
    wide = text_width(text, SIZE)
    end = layout.as_of_x + 6 + wide > layout.width
    x = max(layout.as_of_x + (-6 if end else 6), wide + 1 if end else 0)
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<path class="asof" d="M{_n(layout.as_of_x)} {_n(layout.top)}V{_n(layout.height - 2)}"/>'
        f'<text class="axis" x="{_n(x)}" y="{_n(layout.height - 6)}"{anchor}>{escape(text)}</text>'
    )


def _stretch(one: PlacedStretch, title: str, view: View) -> str:
    """The hatched stretch of an obligation that is open: a link to its row."""
    family = next((mark.family for mark in view.chart.marks if mark.event == one.stretch.event), "")
    hatch, name = one.hatch, escape(one.stretch.obligation)
    parts = []
    if hatch.maybe < hatch.since:
        parts.append(f'<path class="maybe" d="M{_n(hatch.maybe)} {_n(one.y)}H{_n(hatch.since)}"/>')
    parts.append(glyphs.hatching(hatch.since, hatch.until, one.y, crossed=one.stretch.disputed))
    box = _hit(min(hatch.maybe, one.label.x), hatch.until, one.y, one.label)
    return (
        f'<a class="owed f-{glyphs.name(family)}" href="#_owed-{name}" data-obligation-id="{name}">'
        f"<title>{escape(title)}</title>{box}{''.join(parts)}{_text(one.label, 't')}</a>"
    )


def _hit(x0: float, x1: float, y: float, label: Label | None) -> str:
    """The invisible box that makes a whole mark, label included, one target."""
    if label is None:
        return _area(x0, y - 9, x1, y + 9)
    left = label.x - label.width if label.anchor == "end" else label.x
    x0, x1 = min(x0, left), max(x1, left + label.width)
    top = min(y - 12, label.y - 8)
    bottom = max(y + 12, label.y + (len(label.lines) - 1) * LINE + 8)
    return _area(x0, top, x1, bottom)


def _area(x0: float, y0: float, x1: float, y1: float) -> str:
    """Something to press that is not seen; whole pixels are near enough."""
    return f'<path class="hit" d="M{x0:.0f} {y0:.0f}H{x1:.0f}V{y1:.0f}H{x0:.0f}z"/>'


def _mark(one: Placed, title: str, layout: Layout) -> str:
    """One event: what is possible, what is certain, its glyph and its label, all one link to its card."""
    name, form = escape(one.mark.event), one.shape
    css = f"m f-{glyphs.name(one.mark.family)} m-{glyphs.name(one.mark.modality)}"
    css += " doubtful" if one.mark.doubtful else ""
    return (
        f'<a class="{css}" href="#{name}" data-event-id="{name}">{_tip(title, layout, bare=one.bare)}'
        f"{_hit(form.x0, form.x1, one.y, None if one.bare else one.label)}{glyphs.body(one.mark, form, one.y)}"
        f"{'' if one.bare else _text(one.label, 't')}</a>"
    )


def _link(one: PlacedLink, layout: Layout) -> str:
    """A relation as a curve from the earlier glyph to the later one."""
    start, *controls, end = ((_n(x), _n(y)) for x, y in curve(one, layout.scale.left))
    return (
        f'<path class="link" data-a="{escape(one.earlier)}" data-b="{escape(one.later)}" '
        f'd="M{" ".join(start)}C{" ".join(" ".join(point) for point in (*controls, end))}"/>'
    )
