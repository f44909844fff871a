"""Case: what ``timeline.load`` returns. A record with its solved dates, and a method for each question.

Everything it answers is computed by the rooms before it; nothing here knows how.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from timeline import build
from timeline.ask.chains import Chain, chain
from timeline.ask.compliance import Compliance, compliance
from timeline.ask.durations import Durations, durations
from timeline.ask.elapsed import Elapsed, elapsed
from timeline.ask.fallen import Fallen, fallen
from timeline.ask.obligations import standing
from timeline.ask.order import Order, order
from timeline.ask.silences import Silence, silences
from timeline.ask.waiting import Appeal, Unanswered, appeals, unanswered
from timeline.checks import Accepted
from timeline.dating import Dated, explain
from timeline.kinds import KINDS, Kinds
from timeline.model.block import say
from timeline.notebook.answers import Answers, CaseEvent, Owing
from timeline.notebook.progress import large, telling
from timeline.problems import CaseError, UnknownNameError, WrongValueError, has_errors, nearest
from timeline.publish import Audience
from timeline.writing import write

if TYPE_CHECKING:  # loaded only where they are used: an ordinary command starts without them
    from timeline.draw.figure import Figure
    from timeline.notebook.explorer import Explorer
    from timeline.notebook.graph import CaseGraph
    from timeline.notebook.shown import Explained, Problems


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
    def problems(self) -> Problems:
        """The warnings and notes that stand; a cell shows them as a table."""
        from timeline.notebook.shown import Problems

        return Problems(self._examined.problems)

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
        record, intervals, only = self._dated.record, self._dated.intervals, self._examined.only
        shown = record.events if only is None else [id_ for id_ in record.events if id_ in only]
        return MappingProxyType({id_: CaseEvent(record.events[id_], intervals[id_]) for id_ in shown})

    def filter(
        self,
        *,
        events: str | Collection[str] | None = None,
        types: str | Collection[str] | None = None,
        families: str | Collection[str] | None = None,
        actors: str | Collection[str] | None = None,
        sources: str | Collection[str] | None = None,
        threads: str | Collection[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        text: str = "",
    ) -> Case:
        """A smaller case that is still a case: only the events that answer to everything asked.

        Nothing is worked out anew: dates and obligations are those of the whole case, so leaving out never makes
        anything look undone. A type stands for its narrower ones; ``since`` and ``until`` keep what *may* lie there;
        every word of ``text`` stands in what is told of the event. UnknownNameError for names nobody wrote, ValueError
        for what is no day.

        >>> import timeline
        >>> case = timeline.load("examples/jackson")
        >>> len(case.filter(types="oversight_ruling")), len(case.filter(text="commission rules"))
        (1, 1)
        """
        asked = {"events": events, "types": types, "families": families, "actors": actors, "sources": sources}
        sets = {name: {one} if isinstance(one, str) else one for name, one in {**asked, "threads": threads}.items()}
        return Case(build.only(self._examined, since=since, until=until, text=text, **sets))

    def explain(self, event: str) -> Explained:
        """Why an event's dates are what they are: the shortest chain of claims behind each bound."""
        from timeline.notebook.shown import Explained

        self._known(event)
        return Explained.of(explain(self._dated, event))

    def order(self, a: str, b: str, relation: str = "before") -> Order:
        """Whether event ``a`` was over before ``b`` began, or stands in another Allen relation to it: before, meets,
        overlaps, starts, during, finishes, equals, after, met_by, overlapped_by, started_by, contains, finished_by.
        """
        self._known(a)
        self._known(b)
        return order(self._dated, a, b, relation)

    def elapsed(self, a: str, b: str) -> Elapsed:
        """The days from the end of event ``a`` to the start of event ``b``, as the least and the most possible."""
        self._known(a)
        self._known(b)
        return elapsed(self._dated, a, b)

    def open(self, as_of: str | date | None = None) -> Owing:
        """Every obligation with its status as of a day, the open ones first; days are honest ranges."""
        only, made = self._examined.only, self._dated.record.obligations
        found = standing(self._dated, self._day(as_of))
        return Owing(one for one in found if only is None or made[one.id].created_by in only)

    def durations(self, a: str, b: str, *others: Case) -> Durations:
        """The days from ``a`` to ``b``, events or types, over this case and others, with the count of unknowns.

        Events of two types make a pair where one came of the other, along relations and obligations.
        """
        return durations([self._dated, *(other.dated for other in others)], a, b)

    def chain(self, of: str, most: int | None = None) -> Chain:
        """What led to an event or obligation, and what came of it; ``most`` limits the steps each way."""
        return chain(self._dated, of, most)

    def silences(self, as_of: str | date | None = None, most: int = 10) -> Answers[Silence]:
        """The longest stretches in which certainly nothing recorded happened, the longest first."""
        return Answers(silences(self._dated, self._day(as_of), most))

    def unanswered(self, as_of: str | date | None = None) -> Answers[Unanswered]:
        """Requests on which no decision and no answer is recorded by a day, the longest waiting first."""
        return Answers(unanswered(self._dated, self._day(as_of)))

    def appeals(self, as_of: str | date | None = None) -> Answers[Appeal]:
        """Appeals whose time limit is given: made in time or not, or how the day stands to the limit."""
        return Answers(appeals(self._dated, self._day(as_of)))

    def fallen(self, as_of: str | date | None = None) -> Answers[Fallen]:
        """Decisions that had been overturned or vacated by a day, and what still stands that rests on them."""
        return Answers(fallen(self._dated, self._day(as_of)))

    def compliance(self, created_by: str | None = None, as_of: str | date | None = None) -> Compliance:
        """The provisions of a decree by periods, with what each assessor had found by a day; ``rows()`` for a frame."""
        return compliance(self._dated, created_by, self._day(as_of))

    def known_on(self, day: str | date) -> Case:
        """The case as far as it was public by a day: what rests on later sources alone is gone, and so is its effect.

        Its ``as_of`` is that day, if the record is younger. ValueError for what is not one day.
        """
        return Case(build.as_known(self._examined, day))

    def graph(self, *, actors: bool = False, obligations: bool = False) -> CaseGraph:
        """The case as a networkx graph that a cell draws along time; ``.figure()`` gives the picture.

        Edges run from an event to what it depends on, dates are on the nodes; ``actors`` and ``obligations`` add nodes.
        """
        from timeline.graph import build_graph
        from timeline.notebook.graph import CaseGraph

        made = build_graph(
            self._dated, actors=actors, obligations=obligations, only=self._examined.only, made=CaseGraph
        )
        assert isinstance(made, CaseGraph)  # noqa: S101 - it was asked for
        return made

    def figure(
        self,
        *,
        lanes: str = "body",
        axis: str = "time",
        colour: str = "family",
        relations: str | Collection[str] = "offered",
        language: str = "",
        width: float = 1120,
        audience: Audience = "public",
    ) -> Figure:
        """The chart as a plotly figure that one can restyle; each number on its axis of time is a day the case names.

        ``lanes`` are by body, actor, family or thread; ``axis`` is time, sequence (even steps) or compressed (silences
        folded). ``colour`` is by family, certainty, modality or a kind of lanes. ``relations`` are "offered" (in the
        legend), "all", "none" or names such as ``["rules_on"]``. WrongValueError for other words, with the nearest.
        """
        from timeline.draw.figure import figure
        from timeline.notebook.chart import Chart

        spoken = build.speak(self._examined, language or self._dated.record.head.language)
        return Chart(
            figure(
                build.view_of(spoken, audience=audience),
                lanes=lanes,
                axis=axis,
                colour=colour,
                relations=relations,
                width=width,
            )
        )

    def to_frame(self, library: str | None = None, *, fields: bool = False, audience: Audience = "public") -> Any:
        """The events as a data frame: bounds as dates, missing where unknown; ``fields`` adds all that was written.

        ``library`` is pandas or polars, by default the first that is installed. ``timeline.from_frame`` goes back.
        ValueError for another one, MissingError (of ``exports``) for one that is not installed.
        """
        from timeline.exports.frames import to_frame

        material, _ = build.material_of(self._examined, audience=audience)
        return to_frame(material, library, fields=fields)

    def explorer(
        self, *, lanes: str = "body", axis: str = "time", relations: str = "selected", audience: Audience = "public"
    ) -> Explorer[Case]:
        """The case to look around in, in a notebook: what is selected and filtered there, Python reads and sets.

        ``explorer.selected`` is an event's id, ``explorer.filtered`` the case that the chart shows, ``explorer.show``
        shows less. WrongValueError for other words; ImportError, with what to type, without the extra ``notebook``.
        """
        from timeline.notebook.explorer import explore

        return explore(self, self._examined, audience, lanes=lanes, axis=axis, relations=relations)

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
        write(path, text, apart_from=self._examined.files)
        return Path(path)

    def __iter__(self) -> Iterator[CaseEvent]:
        """The events, as written in the case."""
        return iter(self.events.values())

    def __len__(self) -> int:
        """How many events there are."""
        return len(self.events)

    def __repr__(self) -> str:
        """One line."""
        return f"<Case {self.id}: {len(self)} events, {len(self._dated.record.sources)} sources, as of {self.as_of}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Chart for Jupyter, list for viewers without scripts, text for a terminal; searched for withheld names."""
        from timeline.notebook.shown import bundle

        made = bundle(build.view_of(self._examined))
        build.searched(self._examined, {f"cell ({kind})": str(part) for kind, part in made.items()})
        return made

    def _day(self, as_of: str | date | None) -> date:
        return build.as_of_day(self._dated.record, as_of)

    def _known(self, event: str) -> None:
        if event not in self._dated.record.events:
            raise UnknownNameError(f"there is no event {event!r}; {nearest(event, self._dated.record.events)}")


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
    with telling(large(Path(path))) as tell:
        return Case(build.examine(path, kinds, archives, known_on, tell))


def from_frame(
    frame: Any,
    *,
    like: Case | None = None,
    title: str = "",
    as_of: str | date = "",
    place: str = "",
    sources: Mapping[str, Mapping[str, Any]] | None = None,
    actors: Mapping[str, Mapping[str, Any]] | None = None,
    obligations: Mapping[str, Mapping[str, Any]] | None = None,
    columns: Mapping[str, str | None] | None = None,
    fill: Mapping[str, Any] | None = None,
    kinds: Kinds = KINDS,
) -> Case:
    """A data frame as a case: a row an event, a column a field of the case file (``title``, ``type``, ``when`` …).

    ``columns`` says which field another column is, None that it is none; ``fill`` gives what no column gives. Without
    ``when`` the bounds are read. ``sources``, ``actors`` and ``obligations`` are blocks by id, and ``like`` is a case
    to take all else from, such as the one the frame came from: of its events only the cells that differ are changed.
    CaseError with each row that is wrong.

    >>> log = {"kind": "dataset", "title": "Complaint log", "publisher": "City"}
    >>> board = {"kind": "institution", "institution_kind": "commission", "name": "Board"}
    >>> case = from_frame(
    ...     [{"title": "A complaint", "when": "2019-07~"}],
    ...     title="Complaints",
    ...     as_of="2020-01-01",
    ...     sources={"log": log},
    ...     actors={"board": board},
    ...     fill={"type": "complaint_received", "cites": "log", "intake_body": "board"},
    ... )
    >>> print(case.events["a-complaint"].dates)
    about July 2019: between 1 June and 31 August 2019
    """
    from timeline.exports.document import document
    from timeline.exports.framed import loaded

    before = (build.material_of(like._examined)[0], like._dated.record) if like else None
    base = document(before[1]) if before else {}
    base.pop("events", None)
    given = {"sources": sources, "actors": actors, "obligations": obligations}
    sections = {name: {**base.pop(name, {}), **(blocks or {})} for name, blocks in given.items()}
    said = {"title": title, "as_of": str(as_of), "place": place}
    head = {"case": "frame", **base, **{name: text for name, text in said.items() if text}}
    try:
        read = loaded(frame, head, sections, kinds, columns or {}, fill or {}, before)
    except ValueError as error:
        raise WrongValueError(str(error)) from None
    return Case(build.examine_record(read, Path("frame"), None))
