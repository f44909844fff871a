"""Rows of text as an HTML table without scripts or style sheet, readable in an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_CELL = "text-align:left;vertical-align:top;padding:.2em .8em .2em 0"
_MOST = 200
"""Rows that a cell shows; a notebook file stays small, and the rest is in the value itself."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], nothing: str = "none recorded") -> str:
    """Rows of text as an HTML table; of very many only the first, and how many there are."""
    held = list(rows)
    if not held:
        return f"<p>{escape(nothing)}</p>"
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(text)}</th>' for text in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(text)}</td>' for text in row) + "</tr>" for row in held[:_MOST]
    )
    more = f"<p>… and {len(held) - _MOST} more</p>" if len(held) > _MOST else ""
    head = f"<thead><tr>{head}</tr></thead>" if any(heads) else ""
    return f"<table>{head}<tbody>{body}</tbody></table>{more}"
