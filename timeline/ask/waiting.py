"""Requests that wait for an answer, and appeals with their time limits, as of a day.

Knows the relations ``rules_on``, ``responds_to`` and ``appeals``; knows nothing of obligations. That no answer is
recorded is all it says: there may be one that nobody wrote down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from timeline.ask.clock import Range
from timeline.ask.elapsed import elapsed
from timeline.ask.evidence import Ledger
from timeline.checks.order import windows
from timeline.dating import Dated, Interval
from timeline.dating.dues import Bounds
from timeline.model.block import say
from timeline.model.event import Event
from timeline.model.relations import BY_NAME
from timeline.when.amounts import Distance
from timeline.when.words import days_words, range_words

_DECISIONS = frozenset({"charging_decision", "decree_action"})
_SETTLED = ("quashed", "enforced", "complied")
REQUESTS = BY_NAME["rules_on"].targets - _DECISIONS
"""Event types that ask somebody for a decision."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request on which nobody certainly ruled, and to which nobody answered, by the day."""

    id: str
    title: str
    days: Range
    """How long it has waited."""
    partly: tuple[str, ...]
    """Rulings that dispose of a part of it."""

    def __str__(self) -> str:
        """In words."""
        part = f", partly decided by {', '.join(self.partly)}" if self.partly else ""
        return f"{self.id} · {self.title}: {days_words(*self.days) or 'not known how long'}{part}"


def unanswered(dated: Dated, as_of: date) -> tuple[Unanswered, ...]:
    """Requests without a recorded answer by the day, the longest waiting first.

    A request counts once it has certainly been made; an answer once it has certainly been given.
    """
    ledger = Ledger(dated, as_of)
    partly: dict[str, list[str]] = {}
    answered: set[str] = set()
    for event in dated.record.events.values():
        if not ledger.certain(event.id):
            continue
        answered.update(link.event for link in event.responds_to)
        for ruling in event.rules_on:
            if ruling.disposes == "fully":
                answered.add(ruling.event)
            else:
                partly.setdefault(ruling.event, []).append(event.id)
    answered.update(_taken_up(dated, ledger, answered))
    language = dated.record.head.language
    found = [
        Unanswered(
            event.id,
            say(event.title, language),
            _since(dated.intervals[event.id], as_of),
            tuple(partly.get(event.id, ())),
        )
        for event in dated.record.events.values()
        if _asks(event) and event.id not in answered and ledger.certain(event.id)
    ]
    return tuple(sorted(found, key=lambda one: (-(one.days[0] or 0), one.id)))


def _asks(event: Event) -> bool:
    """It asks somebody for a decision; a warrant does not, nor a demand that was obeyed, enforced or quashed."""
    if REQUESTS.isdisjoint(event.is_a()):
        return False
    return getattr(event, "instrument", "") != "warrant" and getattr(event, "step", "") not in _SETTLED


def _taken_up(dated: Dated, ledger: Ledger, answered: set[str]) -> Iterator[str]:
    """Inquiries into a request by the body that has ruled on the whole of it: the ruling is their end."""
    ruled = {
        (link.event, body)
        for event in dated.record.events.values()
        if ledger.certain(event.id)
        for link in event.rules_on
        for body in _bodies(event)
        if link.disposes == "fully"
    }
    for event in dated.record.events.values():
        if event.id not in answered and "investigation_opened" in event.is_a():
            made = {(link.event, body) for link in event.responds_to for body in _bodies(event)}
            if made & ruled:
                yield event.id


def _bodies(event: Event) -> tuple[str, ...]:
    """Who rules or inquires."""
    return tuple(actor for role, actor in event.roles() if role == "body")


def _since(found: Interval, day: date) -> Range:
    return (
        (day - found.latest).days if found.latest else None,
        (day - found.earliest).days if found.earliest else None,
    )


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal, or the time there is for one: when the window closes, and how the appeal or the day stands to it."""

    id: str
    decision: str
    window_days: int
    closes: Bounds
    """The bounds of its last day."""
    state: Literal["in_time", "maybe_in_time", "too_late", "window_open", "window_maybe_open", "window_closed"]
    """The first three of an appeal made by the day; the others of one not made, as of the day."""

    def __str__(self) -> str:
        """In words."""
        window = f"{self.window_days} days after {self.decision} end {range_words(*self.closes)}"
        return f"{self.id}: {self.state.replace('_', ' ')}; {window}"


def appeals(dated: Dated, as_of: date) -> tuple[Appeal, ...]:
    """Every appeal or request whose window is given (``appeals: {event, window_days}``, or ``filed_within``), in the
    order written.

    An appeal that is expected, or did not occur, shows how long there is, or was, time for one.
    """
    ledger = Ledger(dated, as_of)
    found: list[Appeal] = []
    for event in dated.record.events.values():
        for since, days in dict.fromkeys((since, days) for since, days, _ in windows(event)):
            decision = dated.intervals.get(since)
            if decision is None:
                continue
            window = Distance(days=days)
            closes: Bounds = (
                decision.end_earliest and window.added_to(decision.end_earliest),
                decision.end_latest and window.added_to(decision.end_latest),
            )
            state = _made(dated, since, event.id, days) if ledger.certain(event.id) else _left(closes, as_of)
            found.append(Appeal(event.id, since, days, closes, state))
    return tuple(found)


def _made(dated: Dated, decision: str, appeal: str, window: int) -> Literal["in_time", "maybe_in_time", "too_late"]:
    """Whether it was made in its window: from the days between the two, which may be surer than the days themselves."""
    took = elapsed(dated, decision, appeal)
    if took.high is not None and took.high <= window:
        return "in_time"
    return "too_late" if took.low is not None and took.low > window else "maybe_in_time"


def _left(closes: Bounds, day: date) -> Literal["window_open", "window_maybe_open", "window_closed"]:
    first, last = closes
    if first is not None and day <= first:
        return "window_open"
    return "window_closed" if last is not None and day > last else "window_maybe_open"
