"""A plotly figure that can also be read: where it cannot be drawn, a cell shows what its marks stand for, as a list.

Plotly alone leaves nothing behind in a static viewer, an e-mail or a page made without scripts. What is listed comes
from the figure itself, whatever it was changed into.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import plotly.graph_objects as go

from timeline.draw.figure import config
from timeline.draw.safe import escape
from timeline.notebook.shown import PLOTLY
from timeline.notebook.tables import table

_PAIRS = 400
"""Marks that are looked at for a list; more than a reader would read."""


class Chart(go.Figure):
    """A plotly figure with words for where it is not drawn; it can be changed like any other."""

    _ipython_display_ = None  # plotly's own way, which knows no words

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Plotly's own type, and the list of marks."""
        made: dict[str, Any] = {PLOTLY: {**json.loads(str(self.to_json())), "config": config("en")}}
        title = _plain(str(self.layout.title.text or ""))
        rows = list(dict.fromkeys(_marks(self)))
        made["text/html"] = f"<p><b>{escape(title)}</b></p>" + (table(("", "", ""), rows) if rows else "")
        made["text/plain"] = f"<Chart: {title or 'untitled'}>"
        return made


def _marks(figure: go.Figure) -> Iterator[tuple[str, str, str]]:
    """What each mark says: its hover text, or its row, its words and the name of its kind."""
    every: Any = figure.data
    for trace in every:
        said = _listed(getattr(trace, "hovertext", None))
        if said:
            for text in said[:_PAIRS]:
                first, *rest = re.split(r"<br\s*/?>", str(text))
                yield _plain(first), _plain(", ".join(rest)), ""
        elif isinstance(getattr(trace, "y", None), list | tuple) and all(isinstance(one, str) for one in trace.y):
            words = _listed(getattr(trace, "text", None)) or [""] * len(trace.y)
            x = _listed(getattr(trace, "x", None)) or [""] * len(trace.y)
            for row, text, value in list(zip(trace.y, words, x, strict=False))[:_PAIRS]:
                number = "" if getattr(trace, "base", None) is not None else _number(value)
                yield _plain(row), _plain(str(text or number)), _plain(str(trace.name or ""))


def _listed(value: Any) -> list[Any]:
    return list(value) if value is not None and not isinstance(value, str) and hasattr(value, "__iter__") else []


def _number(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _plain(text: str) -> str:
    """Text without plotly's few tags."""
    return unescape(re.sub(r"<[^>]*>", " ", text)).strip()
