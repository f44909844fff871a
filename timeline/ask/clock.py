"""A clock that stands still while something is stayed: ages, days past due, and due days that move.

Ranges come from the ends of the bounds: each number goes one way only when a day moves, so the ends give the ends.
Knows nothing of statuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from timeline.ask.evidence import Ledger
from timeline.dating.dues import Bounds
from timeline.model.obligation import Obligation
from timeline.when.amounts import FIRST, LAST

Range = tuple[int | None, int | None]
"""A least and a greatest number of days; None for no limit."""
_NEVER = LAST + 1
_EVER = FIRST - 1


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay, as day numbers: when it began and when it was lifted, each at the earliest and at the latest."""

    began: tuple[int, int]
    lifted: tuple[int, int]


def stays(ledger: Ledger, obligation: Obligation) -> tuple[Stay, ...]:
    """The stays that may have begun by the day; one that cannot have been lifted by then has no latest end."""
    found = [stay for stay in _stays(ledger, obligation) if stay.began[0] <= ledger.day.toordinal()]
    return tuple(sorted(found, key=lambda stay: stay.began))


def _stays(ledger: Ledger, obligation: Obligation) -> Iterator[Stay]:
    began: tuple[int, int] | None = None
    now = ledger.day.toordinal()
    for closing in obligation.closed_by:
        event, interval = ledger.dated.record.events.get(closing.event), ledger.dated.intervals.get(closing.event)
        if event is None or interval is None or not event.happened:
            continue
        days = _number(interval.earliest, _EVER), _number(interval.latest, _NEVER)
        if closing.how == "stays":
            began = days
        elif closing.how == "resumes" and began is not None:
            if days[0] <= now:
                yield Stay(began, (max(days[0], began[0]), days[1]))
            else:
                yield Stay(began, (now, _NEVER))
            began = None
    if began is not None:
        yield Stay(began, (now, _NEVER))


def is_stayed(found: tuple[Stay, ...], day: date) -> bool:
    """Certainly stayed by the day, and not certainly lifted."""
    now = day.toordinal()
    return any(stay.began[1] <= now < stay.lifted[1] for stay in found)


def running(found: tuple[Stay, ...], since: Bounds, day: date) -> Range:
    """The days from ``since`` to the day, without those stayed."""
    now = day.toordinal()
    low, high = map(_ordinal, since)
    return (
        None if high is None else max(0, now - high - _stopped(found, high, now, most=True)),
        None if low is None else max(0, now - low - _stopped(found, low, now, most=False)),
    )


def stayed(found: tuple[Stay, ...], since: Bounds, day: date) -> Range:
    """How many days the clock has stood still since it began."""
    now = day.toordinal()
    low, high = (one.toordinal() if one else now for one in since)
    return _stopped(found, high, now, most=False), _stopped(found, low, now, most=True)


def moved(found: tuple[Stay, ...], due: Bounds, since: Bounds) -> Bounds:
    """The due day moved on by the days stayed before it, none twice; no latest day while a stay may still run."""
    low, high = map(_ordinal, due)
    late, early = _number(since[1], _EVER), _number(since[0], _EVER)
    for stay in found:
        if low is not None and stay.began[1] < low:
            first, late = max(stay.began[1], late), max(stay.lifted[0], late)
            low += max(0, stay.lifted[0] - first)
        if high is not None and stay.began[0] < high:
            first, early = max(stay.began[0], early), max(stay.lifted[1], early)
            high += max(0, stay.lifted[1] - first)
    return _date(low), _date(high)


def _stopped(found: tuple[Stay, ...], start: int, end: int, *, most: bool) -> int:
    """The days between two days on which the clock stood still, at most or at least; no day twice."""
    total, upto = 0, start
    for stay in found:
        first = max(upto, stay.began[0] if most else stay.began[1])
        last = min(end, stay.lifted[1] if most else stay.lifted[0])
        if last > first:
            total += last - first
            upto = last
    return total


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _number(day: date | None, missing: int) -> int:
    return day.toordinal() if day else missing


def _date(day: int | None) -> date | None:
    return date.fromordinal(day) if day is not None and FIRST <= day <= LAST else None
