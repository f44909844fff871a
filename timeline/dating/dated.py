"""A record with its dates solved: every event's tightest bounds, and the claims that contradict each other.

``date_record`` is the stage; an Interval is its answer for one event. Knows nothing of graphs or drawing.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from timeline.dating.arcs import Flags
from timeline.dating.claims import Compiled, Reason, compile_record
from timeline.dating.daysets import nearest_of_all
from timeline.dating.network import Steps
from timeline.dating.solver import Solution, bounds_of, solve, without
from timeline.model.record import Record
from timeline.model.relations import BY_NAME
from timeline.problems import At, Problem, quoted
from timeline.when.amounts import FIRST, LAST, Distance
from timeline.when.claims import Anchor
from timeline.when.conventions import Conventions
from timeline.when.words import about_words, phrases, range_words, span_words

_MOST_SAID = 8
"""Claims named in one message; programs get them all."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The solved dates of one event, in whole local days, bounds inclusive; None means no bound.

    For an event of one day the end's bounds are the start's. ``earliest`` to ``latest`` is where the start (the
    day itself) must lie; the days between are possible, not certain.
    """

    earliest: date | None
    latest: date | None
    end_earliest: date | None
    end_latest: date | None
    span: bool = False
    ongoing: bool = False
    """Not over when the record was made."""
    end_unknown: bool = False
    doubtful: bool = False
    """Without its doubtful claims, or those of an event it counts from, it would be another."""
    named: tuple[date, date] | None = None
    """The period the source's own words point at ("about December 2018"), inside the bounds, for reading only."""

    def words(self, language: str = "en") -> str:
        """The dates in plain language: "about December 2018: between 1 November 2018 and 31 January 2019"."""
        short, detail = self.short(language), self.detail(language)
        words = f"{short}: {detail}" if detail else short
        return f"{words} ({phrases(language)['doubtful']})" if self.doubtful else words

    def short(self, language: str = "en") -> str:
        """The shortest honest form, for a heading."""
        if self.span:
            start, end = (self.earliest, self.latest), (self.end_earliest, self.end_latest)
            return span_words(start, end, language, ongoing=self.ongoing)
        if self.named and self.earliest != self.latest:
            return about_words(*self.named, language)
        return range_words(self.earliest, self.latest, language)

    def detail(self, language: str = "en") -> str:
        """The bounds, where the short form does not give them already."""
        if self.span or not self.named or self.earliest == self.latest:
            return ""
        return range_words(self.earliest, self.latest, language)

    def __str__(self) -> str:
        """In words."""
        return self.words()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all hold; without any one of them the others could."""

    reasons: tuple[Reason, ...]
    message: str
    without: tuple[str, ...] = ()
    """What would follow if one of them were wrong: where the others put its event."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A record and its solved dates."""

    record: Record
    intervals: Mapping[str, Interval]
    dues: Mapping[str, Interval]
    """The due day of each obligation that has one."""
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    compiled: Compiled
    solution: Solution


def date_record(record: Record, conventions: Conventions | None = None) -> Dated:
    """Solve every date of a record, by the case's own conventions unless others are given.

    Contradictions come back as conflicts, and as errors among the problems.
    """
    if conventions is None:
        conventions = record.head.conventions.read() if record.head.conventions else Conventions()
    compiled = compile_record(record, conventions)
    doubted = frozenset(index for index, reason in enumerate(compiled.reasons) if reason.doubtful)
    solution = solve(compiled.network, doubted)
    rests_on_doubt = _rests_on_doubt(solution, doubted)
    intervals = {
        id_: _interval(
            record, compiled, solution, id_, bool(rests_on_doubt[[compiled.starts[id_], compiled.ends[id_]]].any())
        )
        for id_ in record.events
    }
    steps = compiled.network.steps()
    conflicts = tuple(_conflict(record, compiled, steps, claims) for claims in solution.conflicts)
    problems = [*compiled.problems, *(_as_problem(conflict) for conflict in conflicts)]
    dues = {id_: _bounds(solution, point, point) for id_, point in compiled.dues.items()}
    return Dated(record, intervals, dues, conflicts, tuple(problems), compiled, solution)


def _rests_on_doubt(solution: Solution, doubted: frozenset[int]) -> Flags:
    """The points whose bounds would be others if the doubtful claims were not made."""
    left = doubted - solution.aside
    if not left:
        return np.zeros(solution.earliest.size, np.bool_)
    earliest, latest = without(solution.steps, left)
    differ: Flags = (earliest != solution.earliest) | (latest != solution.latest)
    return differ


def possible_days(dated: Dated, event: str, most: int = 60) -> tuple[date, ...]:
    """The days an event can be on, where not every day between its bounds is one of them; empty if every one is, if
    there are more than ``most``, or if it is not an event of one day.
    """
    interval = dated.intervals[event]
    point = dated.compiled.starts[event]
    sets = [allowed for at, allowed, _ in dated.solution.steps.sets if at == point]
    if interval.span or not sets or interval.earliest is None or interval.latest is None:
        return ()
    found: list[date] = []
    day = nearest_of_all(sets, interval.earliest.toordinal(), -1)
    while day is not None and day <= interval.latest.toordinal():
        found.append(date.fromordinal(day))
        if len(found) > most:
            return ()
        day = nearest_of_all(sets, day + 1, -1)
    return () if len(found) == (interval.latest - interval.earliest).days + 1 else tuple(found)


def as_date(number: int) -> date | None:
    """A solved day as a date; None where there is no bound or it lies outside the years 0001 to 9999."""
    return date.fromordinal(number) if FIRST <= number <= LAST else None


def _bounds(solution: Solution, start: int, end: int) -> Interval:
    first, last = as_date(int(solution.earliest[start])), as_date(int(solution.latest[start]))
    return Interval(first, last, as_date(int(solution.earliest[end])), as_date(int(solution.latest[end])), start != end)


def _interval(record: Record, compiled: Compiled, solution: Solution, id_: str, doubtful: bool) -> Interval:
    event = record.events[id_]
    start, end = compiled.starts[id_], compiled.ends[id_]
    found = _bounds(solution, start, end)
    forms = [claim.read for claim in event.when if claim.status != "conflict"]
    return replace(
        found,
        ongoing=found.end_latest is None
        and any(r.form == "ongoing" or (r.date and r.date.open_end and r.date.is_interval) for r in forms),
        end_unknown=any(r.date is not None and r.date.unknown_end for r in forms),
        doubtful=doubtful,
        named=_named(record, compiled, solution, id_, found.earliest, found.latest),
    )


def _named(
    record: Record, compiled: Compiled, solution: Solution, id_: str, earliest: date | None, latest: date | None
) -> tuple[date, date] | None:
    """What an approximate claim names, where it lies within the bounds: the date typed, or the month or year that an
    amount leads to; never a day nobody gave.
    """
    found: tuple[date, date] | None = None
    for read in (c.read for c in record.events[id_].when if c.status != "conflict"):
        if (
            read.form == "date"
            and read.date
            and read.date.approximate
            and not (read.date.is_interval or read.date.parts)
        ):
            if read.date.earliest and read.date.latest:
                found = read.date.earliest, read.date.latest
        elif read.form == "relative" and read.amount and read.amount.strength == "about" and read.amount.named.months:
            found = _shifted(compiled, solution, read.anchors[0], read.relation, read.amount.named)
    if found is None or earliest is None or latest is None or found == (earliest, latest):
        return None
    return found if earliest <= found[0] and found[1] <= latest else None


def _shifted(
    compiled: Compiled, solution: Solution, anchor: Anchor, relation: str, step: Distance
) -> tuple[date, date] | None:
    """The anchor's bounds moved by the amount the source named, as the whole month or year that holds them."""
    if anchor.date:
        first, last = anchor.date.earliest, anchor.date.latest
    else:
        at_end = anchor.side == "end" or (relation == "after" and not anchor.side)
        point = (compiled.ends if at_end else compiled.starts).get(anchor.name)
        point = compiled.published.get(anchor.name) if point is None else point
        if point is None:
            return None
        first, last = as_date(int(solution.earliest[point])), as_date(int(solution.latest[point]))
    if first is None or last is None:
        return None
    move = step if relation == "after" else step.back()
    first, last = move.added_to(first), move.added_to(last)
    if step.months % 12 == 0 and first.year == last.year:
        return date(first.year, 1, 1), date(first.year, 12, 31)
    if (first.year, first.month) != (last.year, last.month):
        return None
    return first.replace(day=1), first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _conflict(record: Record, compiled: Compiled, steps: Steps, claims: tuple[int, ...]) -> Conflict:
    def place(claim: int) -> tuple[bool, str, At]:
        reason = compiled.reasons[claim]
        return reason.kind != "claim", reason.event, reason.at

    order = sorted(claims, key=place)
    reasons = tuple(compiled.reasons[claim] for claim in order)
    said = "; ".join(reason_words(record, reason) for reason in reasons[:_MOST_SAID])
    if len(reasons) > _MOST_SAID:
        said += f"; and {len(reasons) - _MOST_SAID} more"
    what = "this claim cannot hold" if len(reasons) == 1 else "these claims cannot all hold"
    return Conflict(reasons, f"{what}: {said}", tuple(_without(compiled, steps, order)))


def _without(compiled: Compiled, steps: Steps, claims: list[int]) -> Iterator[str]:
    """For each stated date among the claims, where the others alone would put its event."""
    for claim in claims[:_MOST_SAID]:
        reason = compiled.reasons[claim]
        if reason.kind != "claim" or reason.event not in compiled.starts:
            continue
        start, end = compiled.starts[reason.event], compiled.ends[reason.event]
        others = steps.only(other for other in claims if other != claim)
        (first, last), (end_first, end_last) = (
            [as_date(day) for day in bounds_of(others, point)] for point in (start, end)
        )
        if any((first, last, end_first, end_last)):
            if start == end:
                words = f"be {range_words(first, last)}"
            else:
                words = f"read: {span_words((first, last), (end_first, end_last))}"
            yield f"without {quoted(reason.text)}, {quoted(reason.event)} would {words}"


def _as_problem(conflict: Conflict) -> Problem:
    """One error at the first claim, naming every other with its place, and what each claim is up against."""
    places = [str(reason.at) for reason in conflict.reasons[1:] if reason.at.file]
    hint = "; ".join(["compare the sources", *conflict.without])
    if len(set(places)) > _MOST_SAID:
        hint += "; the others stand in `timeline dates --json`"
    elif places:
        hint += f"; the others stand at {', '.join(dict.fromkeys(places))}"
    hint += "; a claim judged wrong is marked 'status: conflict' with a reason, and is then set aside"
    at = conflict.reasons[0].at if conflict.reasons else At()
    return Problem(at, "dates-contradict", conflict.message, hint)


def reason_words(record: Record, reason: Reason) -> str:
    """One step in words, for messages, explanations and cards; titles and ids, never a date nobody gave."""
    cites = _cite_words(reason)
    if reason.kind == "published":
        return f"{quoted(reason.event)} was published on {_published(record, reason.event)}"
    if reason.kind == "reported":
        return f"{quoted(reason.event)} is reported in {quoted(reason.source)}, so it is no later than its publication"
    if reason.kind == "span":
        return f"{quoted(reason.event)} does not end before it starts"
    if reason.kind == "relation":
        words = BY_NAME[reason.text].words
        return f"{quoted(reason.event)} {words} {quoted(reason.other)}{cites}"
    if reason.kind == "same_day":
        return f"{quoted(reason.event)} came later on the day of {quoted(reason.other)}{cites}"
    if reason.kind == "time":
        return f"{quoted(reason.event)} was at {reason.text}{cites}"
    if reason.kind == "condition":
        return f"{quoted(reason.event)} depends on {quoted(reason.other)}{cites}"
    read = f", read from the publication on {_published(record, reason.source)}" if reason.source else ""
    doubt = ", doubtful" if reason.doubtful else ""
    return f"{quoted(reason.event)}: {quoted(reason.text)}{cites}{read}{doubt}"


def _published(record: Record, source: str) -> str:
    found = record.sources[source].published_on
    if found and found.earliest and found.latest:
        return range_words(found.earliest, found.latest)
    return record.sources[source].published or "a day not known"


def _cite_words(reason: Reason) -> str:
    cites = [f"{cite.source} {cite.locator}" if cite.locator else cite.source for cite in reason.cites]
    return f" ({', '.join(dict.fromkeys(cites))})" if cites else ""
