"""The longest stretches in which certainly nothing of a case happened, as far as the case records it.

A silence is never read as neglect: it says what the record holds, and the record may not hold all. An event counts with
every day it can have been on, one without an earliest or a latest day with all days on that side: what may have broken
a silence has broken it. Of something that lasted its beginning and its end count, if anyone says that it ended; of
several occurrences told as one all its days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.ask.clock import Range
from timeline.dating import Dated
from timeline.when.words import days_words, range_words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Silence:
    """Days on which certainly nothing recorded happened, and how long the silence around them was."""

    first: date
    last: date
    days: Range
    """At least the days from ``first`` to ``last``; at most those between the days its neighbours may have been on."""
    after: str
    """The event it follows: of several the one that can have been the latest."""
    before: str
    """The event that breaks it: of several the one that can have been the first; empty where the as-of day ends it."""

    def __str__(self) -> str:
        """In words."""
        until = f"before {self.before}" if self.before else "and nothing since"
        return f"{days_words(*self.days)}: {range_words(self.first, self.last)}, after {self.after}, {until}"


def silences(dated: Dated, as_of: date, most: int = 10) -> tuple[Silence, ...]:
    """The longest certain silences between the first event and the as-of day, the longest first."""
    happenings = sorted(_happenings(dated, as_of))
    if not happenings:
        return ()
    found: list[Silence] = []
    ends = _latest_starts(happenings)
    reached, name, floor = happenings[0][1], happenings[0][2], happenings[0][0]
    for index, (low, high, id_) in enumerate(happenings):
        if low > reached + _DAY:
            days = (low - reached).days - 1, _days(floor, ends[index] - _DAY)
            found.append(Silence(reached + _DAY, low - _DAY, days, name, id_))
        if high >= reached:
            reached, name = high, id_
        floor = max(floor, low)
    if as_of > reached:
        found.append(Silence(reached + _DAY, as_of, ((as_of - reached).days, _days(floor, as_of)), name, ""))
    return tuple(sorted(found, key=lambda one: (one.first - one.last, one.first))[:most])


def _days(after: date, last: date) -> int | None:
    return None if after == date.min else (last - after).days


def _latest_starts(happenings: list[tuple[date, date, str]]) -> list[date]:
    """For each place in the list the earliest of the latest days from there on: a silence before it is over by then."""
    found: list[date] = []
    least = date.max
    for _, high, _ in reversed(happenings):
        least = min(least, high)
        found.append(least)
    return found[::-1]


def _happenings(dated: Dated, as_of: date) -> Iterator[tuple[date, date, str]]:
    """The first and the last day each thing can have been on, as far as the as-of day; what comes later is cut off."""
    for event in dated.record.events.values():
        found = dated.intervals[event.id]
        if not event.happened:
            continue
        spans = [(found.earliest, found.latest)]
        if found.span and getattr(event, "aggregate", False):
            spans = [(found.earliest, found.end_latest)]
        elif found.span and found.end_latest and not (found.ongoing or found.end_unknown):
            spans.append((found.end_earliest, found.end_latest))
        for low, high in spans:
            if (low or date.min) <= as_of:
                yield low or date.min, min(high or date.max, as_of), event.id
