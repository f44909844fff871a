"""The due days of an obligation, holidays and repetitions included, as bounds.

Plain claims are solved with all others. Working days under a calendar, and a last day that rolls forward, are steps
that never go down when the day goes up: the two ends of what they start from give the two ends of what they lead to.
A repeated due day is the first one moved by whole intervals. Knows nothing of what was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from timeline.dating.claims import deadline
from timeline.dating.dated import Dated, as_date
from timeline.dating.limits import Limits
from timeline.model.obligation import Due, Obligation, interval
from timeline.when.amounts import Distance
from timeline.when.claims import Anchor, TimeClaim, parse_claim
from timeline.when.conventions import Conventions
from timeline.when.edtf import parse_date
from timeline.when.periods import widened
from timeline.when.workdays import WEEKDAYS, add_working_days, next_working_day

Bounds = tuple[date | None, date | None]
"""The earliest and the latest day something can be; None for no bound."""
_AWAITED = frozenset({"expected", "conditional"})
"""What is counted from an event that nobody says has happened has no latest day: it may come later, or never."""
MOST_TIMES = 1000
"""How many due days of one obligation are looked at."""


def due_days(dated: Dated, obligation: Obligation) -> Iterator[Bounds]:
    """The bounds of its due day, or of one due day after another; nothing where none is known."""
    due = obligation.due
    first = _first(dated, obligation)
    if first is None or first == (None, None):
        return
    times = due.times or (MOST_TIMES if due.every else 1)
    step = interval(due.every) if due.every else Distance()
    until = parse_date(due.until).latest if due.until else None
    for turn in range(times):
        low, high = (_moved(day, step, turn) for day in first)
        if turn and ((until and low and low > until) or date.max in (low, high)):
            return
        yield rolled(due, low), rolled(due, high)


def turn_of(dues: Sequence[Bounds], named: str | None) -> int | None:
    """Which of several due days a period names (``2019``), by its place; None if it names none of them, or several."""
    if named is None:
        return None
    period = parse_date(named)
    first, last = period.earliest or date.min, period.latest or date.max
    found = [
        place for place, (low, high) in enumerate(dues) if first <= (high or date.max) and (low or date.min) <= last
    ]
    return found[0] if len(found) == 1 else None


def _moved(day: date | None, step: Distance, turns: int) -> date | None:
    return day and Distance(step.months * turns, step.days * turns).added_to(day)


def rolled(due: Due, day: date | None) -> date | None:
    """The day, moved on to the next working day where it is said to roll."""
    return next_working_day(day, due.calendar or WEEKDAYS) if day and due.rolls else day


def _first(dated: Dated, obligation: Obligation) -> Bounds | None:
    found = dated.dues.get(obligation.id)
    if found is None or obligation.due.claim is None:
        return None
    conventions = dated.record.head.conventions
    own = conventions.read() if conventions else Conventions()
    read = deadline(parse_claim(obligation.due.claim, own))
    counts_from = [dated.record.events[one.name].modality for one in read.anchors if one.name in dated.record.events]
    if "did_not_occur" in counts_from:
        return None
    first = found.earliest, found.latest
    if obligation.due.calendar and read.amount and (read.amount.least.weekdays or read.amount.named.weekdays):
        first = _counted(dated, obligation, read, own)
    return (first[0], None) if _AWAITED.intersection(counts_from) else first


def _counted(dated: Dated, obligation: Obligation, read: TimeClaim, conventions: Conventions) -> Bounds:
    """So many working days after, or before, what the claim counts from."""
    amount, calendar = read.amount, obligation.due.calendar or WEEKDAYS
    if amount is None:
        return None, None
    low, high = _anchored(dated, obligation, read.anchors[0], read.relation, conventions)
    near, far = amount.least.weekdays, amount.most.weekdays if amount.most else None
    if read.relation == "before":
        return (
            add_working_days(low, -far, calendar) if low and far is not None else None,
            high and add_working_days(high, -near, calendar),
        )
    return (
        low and add_working_days(low, near, calendar),
        add_working_days(high, far, calendar) if high and far is not None else None,
    )


def _anchored(dated: Dated, obligation: Obligation, anchor: Anchor, relation: str, conventions: Conventions) -> Bounds:
    """The bounds of the day that a claim counts from."""
    if anchor.date:
        return widened(anchor.date, conventions)
    made = dated.compiled
    cites = obligation.due.cites or obligation.cites
    source = next((cite.source for cite in cites if cite.source in made.published), "")
    limits = Limits(made.network, made.starts, made.ends, made.published, conventions)
    point = limits.anchor(anchor, "start" if relation == "before" else "end", source)
    return as_date(int(dated.solution.earliest[point])), as_date(int(dated.solution.latest[point]))
