"""When something began to be owed: it was created, and its conditions came true; or one of them cannot any more.

Knows nothing of due days or statuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.ask.evidence import Ledger
from timeline.dating.dues import Bounds
from timeline.model.event import Condition
from timeline.model.obligation import Obligation

_CREATES = ("occurred", "inferred", "announced")


def triggered(ledger: Ledger, obligation: Obligation) -> Bounds | None:
    """The bounds of the day it was created and its conditions true; None if that is not certain by the day."""
    event = ledger.dated.record.events.get(obligation.created_by)
    created = ledger.dated.intervals.get(obligation.created_by)
    if event is None or created is None or event.modality not in _CREATES:
        return None
    if created.latest is None or created.latest > ledger.day:
        return None
    days = [_came_true(ledger, condition) for condition in obligation.conditions]
    begun: list[Bounds] = [(created.earliest, created.latest)]
    if obligation.logic == "any" and days:
        true = [day for day in days if day is not None]
        if not true:
            return None
        begun.append(_first(true, [_perhaps(ledger, condition) for condition in obligation.conditions]))
    elif None in days:
        return None
    else:
        begun += [day for day in days if day is not None]
    return (
        max((low for low, _ in begun if low), default=None),
        max((high for _, high in begun if high), default=None),
    )


def failed(ledger: Ledger, obligation: Obligation) -> bool:
    """Its conditions cannot come true any more: one of them, or every one where any would do."""
    gone = [_gone(ledger, condition) for condition in obligation.conditions]
    return bool(gone) and (any(gone) if obligation.logic == "all" else all(gone))


def first_of(days: Sequence[Bounds]) -> Bounds:
    """The bounds of the first of several days."""
    lows, highs = zip(*days, strict=True)
    return (None if None in lows else min(filter(None, lows))), min(filter(None, highs), default=None)


def _first(true: list[Bounds], possible: list[date | None]) -> Bounds:
    """The first of several days: as early as the earliest of them can be, a condition that may have come true too."""
    if any(day == (None, None) for day in true):
        return None, None
    lows = [low for low, _ in true]
    early = [low for low in (*lows, *possible) if low]
    return (min(early) if None not in lows else None), min(high for _, high in true if high)


def _perhaps(ledger: Ledger, condition: Condition) -> date | None:
    """The earliest day an event it waits for can have been, certain by now or not."""
    event = ledger.dated.record.events.get(condition.event or "")
    if event is None or not event.happened or condition.polarity == "must_not_occur":
        return None
    return ledger.dated.intervals[event.id].earliest


def _came_true(ledger: Ledger, condition: Condition) -> Bounds | None:
    """When a condition certainly came true, (None, None) from the start; None for not yet.

    A condition in words alone has not come true, as far as anyone has shown.
    """
    if not (condition.event or condition.obligation):
        return None
    happened = _happened(ledger, condition)
    if condition.polarity == "must_not_occur":
        return (None, None) if happened is None else None
    return happened


def _gone(ledger: Ledger, condition: Condition) -> bool:
    """A condition that cannot come true any more."""
    if condition.polarity == "must_not_occur":
        return _happened(ledger, condition) is not None
    event = ledger.dated.record.events.get(condition.event or "")
    if event is None or event.modality != "did_not_occur":
        return False
    latest = ledger.dated.intervals[event.id].latest
    return latest is None or latest <= ledger.day


def _happened(ledger: Ledger, condition: Condition) -> Bounds | None:
    """The bounds of what the condition names, if it certainly came about by the day."""
    if condition.event and ledger.certain(condition.event):
        interval = ledger.dated.intervals[condition.event]
        return interval.earliest, interval.latest
    other = ledger.dated.record.obligations.get(condition.obligation or "")
    whole = [act.ended for act in ledger.known(other).done if act.whole] if other else []
    return first_of(whole) if whole else None
