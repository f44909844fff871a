"""What assessors found as a heat strip: a row a provision, a column a reporting period, the tone how far it is met.

An empty place was not assessed, and has no tone. Words stand in the places while there is room; the tones are those of
the page's table. Imports plotly only when a Figure is asked for.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from timeline.draw.figure import FONT
from timeline.draw.palette import NEUTRAL_LIGHT, tint
from timeline.draw.safe import escape
from timeline.draw.strings import Words
from timeline.view.found import FoundRow, FoundTable
from timeline.view.layout_text import SIZE
from timeline.view.model import View

if TYPE_CHECKING:
    import plotly.graph_objects as go

_LINK, _ALERT, _PAPER = NEUTRAL_LIGHT["link"], NEUTRAL_LIGHT["alert"], NEUTRAL_LIGHT["paper"]
TONES = {
    "not_met": tint(_ALERT, 0.22, _PAPER),
    "inadequate": tint(_ALERT, 0.12, _PAPER),
    "unclear": tint(NEUTRAL_LIGHT["quiet"], 0.2, _PAPER),
    "partly_met": tint(_LINK, 0.16, _PAPER),
    "met": tint(_LINK, 0.42, _PAPER),
}
"""From not met to met; ink is readable on each."""
_ROOMY = 40
"""Rows up to which each has its name and its places their words."""
_LABELLED = 24
_LETTERS = 14
"""Letters of a finding that stand beside each other in a place; longer ones take another line."""


def strip(view: View) -> go.Figure:
    """The findings of a view as a plotly Figure; ValueError where fewer than two provisions were assessed."""
    import plotly.graph_objects as go

    table = view.found
    if table is None:
        raise ValueError("fewer than two provisions of this case were assessed, so there is no strip to draw")
    words = Words(view.language)
    return go.Figure({"data": [_heat(table, words)], "layout": _layout(view, table)})


def _heat(table: FoundTable, words: Words) -> dict[str, Any]:
    present = [
        status for status in TONES if any(cell and cell.status == status for row in table.rows for cell in row.cells)
    ]
    rank = {status: number for number, status in enumerate(present)}
    steps = [(number + end) / len(present) for number in range(len(present)) for end in (0, 1)]
    tones = [TONES[status] for status in present for _ in (0, 1)]
    roomy = len(table.rows) <= _ROOMY
    return {
        "type": "heatmap",
        "x": [escape(period, quote=False) for period in table.periods],
        "y": list(range(len(table.rows))),
        "z": [[rank[cell.status] if cell else None for cell in row.cells] for row in table.rows],
        "text": _texts(table, words),
        "texttemplate": "%{text}" if roomy else None,
        "textfont": {"size": 11, "color": NEUTRAL_LIGHT["ink"]},
        "customdata": [[_name(row, table)] * len(table.periods) for row in table.rows],
        "hovertemplate": "%{customdata}<br>%{x}: %{text}<extra></extra>",
        "hoverongaps": False,
        "colorscale": [list(pair) for pair in zip(steps, tones, strict=True)],
        "zmin": -0.5,
        "zmax": len(present) - 0.5,
        "xgap": 2,
        "ygap": 2 if roomy else 0,
        "colorbar": {"tickvals": list(range(len(present))), "ticktext": [words(f"found_{one}") for one in present],
                     "len": 120, "lenmode": "pixels", "thickness": 14, "y": 1, "yanchor": "top", "ticks": "",
                     "outlinewidth": 0},
    }  # fmt: skip


def _texts(table: FoundTable, words: Words) -> list[list[str]]:
    return [[_words(row, place, words) for place in range(len(table.periods))] for row in table.rows]


def _words(row: FoundRow, place: int, words: Words) -> str:
    cell = row.cells[place]
    if cell is None:
        return ""
    differs = f"<br>({words('found_differs')})" if cell.disputed else ""
    return "<br>".join(escape(line, quote=False) for line in wrap(cell.level, _LETTERS)) + differs


def _name(row: FoundRow, table: FoundTable) -> str:
    """A provision with its number, and who assessed it where several did."""
    by = f" · {row.assessor}" if len(table.assessors) > 1 else ""
    return escape(f"{row.number} {row.label}{by}", quote=False)


def _layout(view: View, table: FoundTable) -> dict[str, Any]:
    rows = len(table.rows)
    roomy = rows <= _ROOMY
    lines = max(text.count("<br>") + 1 for row in _texts(table, Words(view.language)) for text in row)
    shown = range(rows) if roomy else range(0, rows, -(-rows // _LABELLED))
    names = [_name(table.rows[at], table) if roomy else escape(table.rows[at].number, quote=False) for at in shown]
    quiet = {
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"color": NEUTRAL_LIGHT["quiet"], "size": SIZE},
    }
    return {
        "title": {"text": escape(view.title, quote=False), "x": 0, "xref": "container", "xanchor": "left"},
        "height": 150 + (max(34, 16 * lines + 4) * rows if roomy else min(1200, max(600, 2 * rows))),
        "margin": {"l": 20, "r": 20, "t": 100, "b": 20},
        "xaxis": {**quiet, "type": "category", "side": "top"},
        "yaxis": {**quiet, "autorange": "reversed", "tickvals": list(shown), "ticktext": names, "automargin": True},
        "font": {"family": FONT, "size": SIZE, "color": NEUTRAL_LIGHT["ink"]},
        "paper_bgcolor": _PAPER,
        "plot_bgcolor": _PAPER,
        "modebar": {"remove": ["sendChartToCloud"]},
    }
