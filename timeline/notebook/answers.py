"""What a case answers with: an event with its dates, and tuples that print one a line and show as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from timeline.ask.obligations import Standing
from timeline.dating import Interval
from timeline.model.block import say
from timeline.model.event import Event
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


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One event of a case: what was written, and its solved dates."""

    written: Event
    dates: Interval

    @property
    def id(self) -> str:
        """The event's id."""
        return self.written.id

    @property
    def type(self) -> str:
        """The event's type, as written."""
        return self.written.type

    @property
    def title(self) -> str:
        """The title; the first language written, where there are several."""
        return say(self.written.title, "")

    @property
    def modality(self) -> str:
        """occurred, announced, expected, conditional, inferred or did_not_occur."""
        return self.written.modality

    @property
    def refs(self) -> Mapping[str, str]:
        """References by scheme, such as a docket number."""
        return MappingProxyType(self.written.refs)

    def __str__(self) -> str:
        """The title and its dates, in words."""
        return f"{self.title} ({self.dates})"
