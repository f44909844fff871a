"""Case: what ``timeline.load`` returns. A record with its solved dates, and a method for each question.

Everything it answers is computed by the rooms before it; nothing here knows how.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from timeline import ask, build
from timeline.ask import Elapsed, Order, Standing
from timeline.checks import Accepted
from timeline.dating import Dated, Explanation, Interval, explain
from timeline.kinds import KINDS, Kinds
from timeline.model.block import say
from timeline.model.event import Event
from timeline.problems import CaseError, Problem, has_errors, nearest
from timeline.publish import Audience
from timeline.when.words import days_words

T = TypeVar("T")

if TYPE_CHECKING:  # loaded only where they are used: an ordinary command starts without them
    from timeline.draw.figure import Figure
    from timeline.graph import Graph


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


class Answers(tuple[T, ...]):
    """Answers to one question, in order; prints one a line."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Each answer in words."""
        return "\n".join(map(str, self)) or "none recorded"


class Case:
    """A case that has no errors: its events with solved dates, and the questions one can ask it.

    Make one with ``timeline.load``. As the last line of a notebook cell it shows its chart, and its list where
    scripts are off.
    """

    def __init__(self, examined: build.Examined) -> None:
        if examined.dated is None or has_errors(examined.problems):
            raise CaseError(examined.problems)
        self._examined = examined
        self._dated: Dated = examined.dated

    @property
    def id(self) -> str:
        """The case's id."""
        return self._dated.record.head.case

    @property
    def title(self) -> str:
        """The case's title in its own language."""
        return say(self._dated.record.head.title, self._dated.record.head.language)

    @property
    def as_of(self) -> date:
        """The day the record was last brought up to date."""
        return build.as_of_day(self._dated.record, None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warnings and notes that stand."""
        return self._examined.problems

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """The problems that the case accepts: each with its code, the curator's reason, and where it is written."""
        return self._examined.accepted

    @property
    def dated(self) -> Dated:
        """The record and its solved dates, for the functions of the other modules."""
        return self._dated

    @property
    def events(self) -> Mapping[str, CaseEvent]:
        """Events by id, each with ``dates``."""
        record, intervals = self._dated.record, self._dated.intervals
        return MappingProxyType({id_: CaseEvent(event, intervals[id_]) for id_, event in record.events.items()})

    def explain(self, event: str) -> Explanation:
        """Why an event's dates are what they are: the shortest chain of claims behind each bound."""
        self._known(event)
        return explain(self._dated, event)

    def order(self, a: str, b: str, relation: str = "before") -> Order:
        """Whether event ``a`` was over before ``b`` began, or stands in another Allen relation to it: before, meets,
        overlaps, starts, during, finishes, equals, after, met_by, overlapped_by, started_by, contains, finished_by.
        """
        self._known(a)
        self._known(b)
        return ask.order(self._dated, a, b, relation)

    def elapsed(self, a: str, b: str) -> Elapsed:
        """The days from the end of event ``a`` to the start of event ``b``, as the least and the most possible."""
        self._known(a)
        self._known(b)
        return ask.elapsed(self._dated, a, b)

    def open(self, as_of: str | date | None = None) -> Owing:
        """Every obligation with its status as of a day, the open ones first; days are honest ranges."""
        return Owing(ask.standing(self._dated, self._day(as_of)))

    def durations(self, a: str, b: str, *others: Case) -> ask.Durations:
        """The days from ``a`` to ``b``, events or types, over this case and others, with the count of unknowns.

        Events of two types make a pair where one came of the other, along relations and obligations.
        """
        return ask.durations([self._dated, *(other.dated for other in others)], a, b)

    def chain(self, of: str, most: int | None = None) -> ask.Chain:
        """What led to an event or obligation, and what came of it; ``most`` limits the steps each way."""
        return ask.chain(self._dated, of, most)

    def silences(self, as_of: str | date | None = None, most: int = 10) -> Answers[ask.Silence]:
        """The longest stretches in which certainly nothing recorded happened, the longest first."""
        return Answers(ask.silences(self._dated, self._day(as_of), most))

    def unanswered(self, as_of: str | date | None = None) -> Answers[ask.Unanswered]:
        """Requests on which no decision and no answer is recorded by a day, the longest waiting first."""
        return Answers(ask.unanswered(self._dated, self._day(as_of)))

    def appeals(self, as_of: str | date | None = None) -> Answers[ask.Appeal]:
        """Appeals whose time limit is given: made in time or not, or how the day stands to the limit."""
        return Answers(ask.appeals(self._dated, self._day(as_of)))

    def fallen(self, as_of: str | date | None = None) -> Answers[ask.Fallen]:
        """Decisions that had been overturned or vacated by a day, and what still stands that rests on them."""
        return Answers(ask.fallen(self._dated, self._day(as_of)))

    def compliance(self, created_by: str | None = None, as_of: str | date | None = None) -> ask.Compliance:
        """The provisions of a decree by periods, with what each assessor had found by a day; ``rows()`` for a frame."""
        return ask.compliance(self._dated, created_by, self._day(as_of))

    def known_on(self, day: str | date) -> Case:
        """The case as far as it was public by a day: what rests on later sources alone is gone, and so is its effect.

        Its ``as_of`` is that day, if the record is younger. ValueError for what is not one day.
        """
        return Case(build.as_known(self._examined, day))

    def graph(self, *, actors: bool = False, obligations: bool = False) -> Graph:
        """The case as a networkx graph; edges run from an event to what it depends on, dates are on the nodes."""
        from timeline.graph import build_graph

        return build_graph(self._dated, actors=actors, obligations=obligations)

    def figure(self, *, lanes: str = "body", axis: str = "time", audience: Audience = "public") -> Figure:
        """The chart as a figure; ``lanes`` by body, actor, family or thread; ``axis`` time, sequence or compressed.

        ``axis`` is time, sequence (even steps) or compressed (silences folded). On that of time x is a date, and each
        of them a day that the case names. ValueError for other words.
        """
        from timeline.draw.figure import figure

        return figure(build.view_of(self._examined, audience=audience), lanes=lanes, axis=axis)

    def strip(self, *, as_of: str | date | None = None, audience: Audience = "public") -> Figure:
        """What assessors found as a plotly heat strip: provisions by reporting periods, as far as a day knew.

        ValueError where fewer than two provisions with a number were assessed.
        """
        from timeline.draw.strip import strip

        return strip(build.view_of(self._examined, audience=audience, as_of=as_of))

    def save(
        self,
        path: str | Path,
        *,
        audience: Audience = "public",
        as_of: str | date | None = None,
        language: str | None = None,
    ) -> Path:
        """Write the published page, in another language too; the old file stays whole if anything is wrong."""
        spoken = build.speak(self._examined, language or self._dated.record.head.language)
        text = build.render(spoken, audience=audience, as_of=as_of, name=Path(path).name)
        build.write(path, text, apart_from=self._examined.files)
        return Path(path)

    def __iter__(self) -> Iterator[CaseEvent]:
        """The events, as written in the case."""
        return iter(self.events.values())

    def __len__(self) -> int:
        """How many events there are."""
        return len(self._dated.record.events)

    def __repr__(self) -> str:
        """One line."""
        return f"<Case {self.id}: {len(self)} events, {len(self._dated.record.sources)} sources, as of {self.as_of}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Chart for Jupyter, list for viewers without scripts, text for a terminal."""
        from timeline.draw.figure import CONFIG, spec
        from timeline.draw.listing import as_html, as_text

        view = build.view_of(self._examined)
        return {
            "application/vnd.plotly.v1+json": {**spec(view), "config": CONFIG},
            "text/html": as_html(view),
            "text/plain": as_text(view),
        }

    def _day(self, as_of: str | date | None) -> date:
        return build.as_of_day(self._dated.record, as_of)

    def _known(self, event: str) -> None:
        if event not in self._dated.record.events:
            raise KeyError(f"there is no event {event!r}; {nearest(event, self._dated.record.events)}")


def load(
    path: str | Path,
    *,
    kinds: Kinds = KINDS,
    archives: Iterable[str | Path] = (),
    known_on: str | date | None = None,
) -> Case:
    """Read, check and date a case file or folder; CaseError, which holds every Problem, if it has errors.

    ``kinds`` are the event types, the package's own by default; ``archives`` are folders that hold archived copies
    of the sources, found by their hash; ``known_on`` leaves out what had not been published by that day.
    """
    return Case(build.examine(path, kinds, archives, known_on))
