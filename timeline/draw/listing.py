"""A case as a plain list: HTML for viewers that run no scripts, text for a terminal.

Everything a case says is escaped by the template.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import jinja2

from timeline.draw.safe import finalize, plain
from timeline.draw.said import said
from timeline.draw.strings import Words
from timeline.view.model import Card, View


def as_html(view: View) -> str:
    """The open obligations, the events in reading order and the sources, as one fragment without scripts."""
    return _template().render(view=view, t=Words(view.language), said=said)


@cache
def _template() -> jinja2.Template:
    text = (files("timeline.draw") / "assets" / "list.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined, finalize=finalize
    )
    return environment.from_string(text)


def as_text(view: View) -> str:
    """The same for a terminal, one line an event."""
    open_ = [f"  {one.label}: {one.status_words} {one.days_open_words}".rstrip() for one in view.owed if one.is_open]
    words = Words(view.language)
    day = words("as_of_line", day=view.as_of_words)
    day += f", {words('known', day=view.known_words)}" if view.known_words else ""
    lines = [view.title, f"{view.place}, {day}" if view.place else day]
    if open_:
        lines += ["", words("open"), *open_]
    lines += ["", *(_line(card, words) for card in view.cards)]
    return plain("\n".join(lines))


def _line(card: Card, words: Words) -> str:
    modality = f" [{words.or_else(f'key_{card.modality}', card.modality)}]" if card.modality != "occurred" else ""
    return f"  {card.date_words}: {card.title}{modality}"
