"""Answers to a question as a tuple of values that prints one a line, and that a cell shows as a table."""

from __future__ import annotations

from typing import TypeVar

from timeline.ask import Standing
from timeline.notebook.tables import table
from timeline.when.words import days_words

T = TypeVar("T")


class Owing(tuple[Standing, ...]):
    """The standing of every obligation on a day; prints as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        """One line an obligation: status, days open, id."""
        lines = []
        for one in self:
            words = one.status.replace("_", " ") + (", disputed" if one.disputed else "")
            age = days_words(*one.days_open) if one.days_open else "–"
            lines.append(f"{one.id:<28} {words:<36} {age}")
        return "\n".join(lines) or "no obligations"

    def _repr_html_(self) -> str:
        rows = [
            (one.id, one.status.replace("_", " ") + (", disputed" if one.disputed else ""),
             days_words(*one.days_open) if one.days_open else "–")
            for one in self
        ]  # fmt: skip
        return table(("obligation", "status", "open for"), rows, "no obligations")


class Answers(tuple[T, ...]):
    """Answers to one question, in order; prints one a line."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Each answer in words."""
        return "\n".join(map(str, self)) or "none recorded"

    def _repr_html_(self) -> str:
        return table(("",), [(str(one),) for one in self])
