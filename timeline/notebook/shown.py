"""What a notebook cell shows of an answer: HTML without scripts for a browser, text for a terminal.

A table, a list of problems and an explanation look alike, and all of them are readable in an e-mail. Everything a case
says is escaped here.
"""

from __future__ import annotations

from typing import Any

from timeline.dating import Dated, Explanation
from timeline.dating.dated import reason_words
from timeline.draw.figure import config, spec
from timeline.draw.listing import as_html, as_text
from timeline.draw.safe import escape
from timeline.model.block import say
from timeline.notebook.tables import table
from timeline.problems import Problem
from timeline.problems import as_text as problems_text
from timeline.view.model import View

CELL = 800.0
"""Pixels that a cell has at least on a usual screen; the chart grows with a wider one."""
PLOTLY = "application/vnd.plotly.v1+json"


def bundle(view: View) -> dict[str, Any]:
    """A case: the chart where charts can be drawn, the list where they cannot, text in a terminal."""
    return {
        PLOTLY: {**spec(view, width=CELL), "config": config(view.language)},
        "text/html": as_html(view),
        "text/plain": as_text(view),
    }


def drawn(figure: Any, said: str) -> dict[str, Any]:
    """A plotly figure that cannot be sent away, with a sentence where it cannot be drawn."""
    made: dict[str, Any] = figure.to_plotly_json()
    plain = {"data": made["data"], "layout": made["layout"], "config": config("en")}
    return {PLOTLY: plain, "text/html": f"<p>{escape(said)}</p>", "text/plain": said}


class Problems(tuple[Problem, ...]):
    """What is wrong or doubtful with a case, in the order of its files; a cell shows it as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        """As the command line prints them."""
        return problems_text(self) or "no problems"

    def _repr_html_(self) -> str:
        rows = [(str(one.at), one.severity, one.code, one.message, one.hint) for one in self]
        return table(("where", "", "code", "what", "what to do"), rows, "no problems")


class Explained(Explanation):
    """An explanation that a cell shows as a list: each bound, and the chain of claims behind it."""

    @classmethod
    def of(cls, found: Explanation) -> Explained:
        """The same explanation, for a notebook."""
        return cls(found.event, found.words, found.because, found.dated)

    def _repr_html_(self) -> str:
        parts = [f"<p><b>{escape(_title(self.dated, self.event))}</b><br>{escape(self.words)}</p>"]
        for because in self.because:
            day = because.day.isoformat() if because.day else "no bound"
            steps = "".join(
                f"<li>{escape(reason_words(self.dated.record, one))}"
                + (f" <code>{escape(str(one.at))}</code>" if one.at.file else "")
                + "</li>"
                for one in because.reasons
            )
            name, none = because.bound.replace("_", " "), f"<li>{escape(self.nothing())}</li>"
            parts.append(f"<p>{escape(name)}: <b>{day}</b></p><ol>{steps or none}</ol>")
        return "".join(parts)


def _title(dated: Dated, event: str) -> str:
    return say(dated.record.events[event].title, dated.record.head.language)
