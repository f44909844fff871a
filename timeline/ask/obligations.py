"""What is still owed on a given day: one status an obligation, ages as honest ranges.

The status is computed, never stored, by an ordered table: the first rule that fits wins. Only an event that occurred
fulfils; absence of evidence never reads as breach; what is not certain by the day counts as not yet certain. A stay
stops the clock: the days stayed count neither as open nor as overdue, and move the due day on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.ask.clock import Range, Stay, is_stayed, moved, running, stayed, stays
from timeline.ask.evidence import Done, Known, Ledger
from timeline.ask.triggers import failed, first_of, triggered
from timeline.dating import Dated
from timeline.dating.dues import Bounds, due_days, rolled, turn_of
from timeline.model.obligation import STATUSES, Obligation
from timeline.when.edtf import parse_date

RUNNING = ("open", "pending", "maybe_overdue", "overdue", "due_passed_unknown", "partly_fulfilled")
"""The statuses in which something is still owed."""
_PAST_DUE = ("maybe_overdue", "overdue", "due_passed_unknown")
_FULFILLED = ("fulfilled_on_time", "fulfilled_late", "fulfilled_timing_unknown")
_CLOSED = {"supersedes": "superseded", "waives": "waived", "expires": "expired", "refuses": "refused"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One due day of an obligation that is due again and again."""

    due: Bounds
    status: str
    days_overdue: Range | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one obligation stands on a day. Ranges are whole days; None at an end means no bound is known."""

    id: str
    status: str
    as_of: date
    days_open: Range | None
    days_overdue: Range | None
    disputed: bool
    evidence: str
    """"some" if anyone said or showed anything about whether it was met, else "none"."""
    since: Bounds
    """The bounds of the day it began to be owed."""
    due: Bounds | None
    """The bounds of its due day, moved on by the days stayed (while stayed, as it was before); of several, those of
    the first one not certainly met."""
    last_checked: date | None
    days_stayed: Range | None = None
    """How long the clock has stood still; None where it never did."""
    turns: tuple[Turn, ...] = ()
    """Where it is due again and again: each due day that may have come, and the next."""

    @property
    def is_open(self) -> bool:
        """Something is still owed."""
        return self.status in RUNNING


@dataclass(frozen=True, slots=True)
class _Seen:
    """One obligation with all that its status is read from."""

    obligation: Obligation
    day: date
    known: Known
    since: Bounds | None
    stays: tuple[Stay, ...]

    @property
    def begun(self) -> Bounds:
        return self.since or (None, None)


def standing(dated: Dated, as_of: date) -> tuple[Standing, ...]:
    """Every obligation's standing on a day: the open ones first, longest open first."""
    ledger = Ledger(dated, as_of)
    found = [_stand(ledger, obligation) for obligation in dated.record.obligations.values()]
    return tuple(sorted(found, key=lambda s: (not s.is_open, -_longest(s), s.id)))


def _longest(found: Standing) -> int:
    low, high = found.days_open or (0, 0)
    return high if high is not None else (low or 0)


def _stand(ledger: Ledger, obligation: Obligation) -> Standing:
    day = ledger.day
    seen = _Seen(obligation, day, ledger.known(obligation), triggered(ledger, obligation), stays(ledger, obligation))
    turns = _turns(ledger, seen) if obligation.due.every else (_once(ledger, seen),)
    waiting = next((turn for turn in turns if turn.status not in _FULFILLED), turns[-1])
    status = _ended(ledger, seen) or _together(turns, waiting)
    is_running = status in RUNNING and seen.since is not None
    checked = parse_date(obligation.last_checked).latest if obligation.last_checked else None
    return Standing(
        id=obligation.id,
        status=status,
        as_of=day,
        days_open=running(seen.stays, seen.begun, day) if is_running else None,
        days_overdue=waiting.days_overdue if status in _PAST_DUE else None,
        disputed=seen.known.disputed,
        evidence="some" if seen.known.some else "none",
        since=seen.begun,
        due=waiting.due if any(waiting.due) else next(due_days(ledger.dated, obligation), None),
        last_checked=checked if checked and checked <= day else None,
        days_stayed=stayed(seen.stays, seen.begun, day) if seen.stays and seen.since else None,
        turns=turns if obligation.due.every else (),
    )


def _ended(ledger: Ledger, seen: _Seen) -> str:
    """Statuses 1 to 3 of the table: ended by a cited event, a condition that failed, not certainly triggered."""
    ended = {_CLOSED.get(one.how) for one in seen.obligation.closed_by if ledger.certain(one.event)}
    if is_stayed(seen.stays, seen.day):
        ended.add("stayed")
    if first := next((name for name, _ in STATUSES if name in ended), ""):
        return first
    if failed(ledger, seen.obligation):
        return "condition_failed"
    return "" if seen.since is not None else "not_triggered"


def _together(turns: tuple[Turn, ...], waiting: Turn) -> str:
    """The first due day not certainly met speaks for all; where every one is met, the worst of them does."""
    if waiting.status not in _FULFILLED:
        return waiting.status
    statuses = {turn.status for turn in turns}
    return next(
        status for status in ("fulfilled_late", "fulfilled_timing_unknown", "fulfilled_on_time") if status in statuses
    )


def _once(ledger: Ledger, seen: _Seen) -> Turn:
    due = next(due_days(ledger.dated, seen.obligation), (None, None))
    return _turn(seen, due, seen.known.done, None)


def _turns(ledger: Ledger, seen: _Seen) -> tuple[Turn, ...]:
    """Every due day that may have come by the day, those after it that were met early, and the next one."""
    dues: list[Bounds] = []
    later = due_days(ledger.dated, seen.obligation)
    for due in later:
        dues.append(due)
        may_have_come = due[0] is not None and due[0] <= seen.day
        if not may_have_come and not any(act.whole and turn_of((due,), act.met.due) == 0 for act in seen.known.done):
            break
    following = [*dues[1:], next(later, (None, None))]
    met: dict[int | None, list[Done]] = {}
    for act in seen.known.done:
        met.setdefault(turn_of(dues, act.met.due), []).append(act)
    return tuple(
        _turn(seen, due, met.get(number, []), after[1])
        for number, (due, after) in enumerate(zip(dues, following, strict=True))
    ) or (_turn(seen, (None, None), [], None),)


def _turn(seen: _Seen, typed: Bounds, met: Sequence[Done], before: date | None) -> Turn:
    """Statuses 4 to 10 of the table, for one due day; ``before`` is the day after which another is meant."""
    low, high = moved(seen.stays, typed, seen.begun)
    due = rolled(seen.obligation.due, low), rolled(seen.obligation.due, high)
    shown = typed if is_stayed(seen.stays, seen.day) else due
    whole = [act for act in met if act.whole]
    if met and not whole:
        return Turn(shown, "partly_fulfilled", None)
    if whole:
        began, ended = first_of([act.began for act in whole]), first_of([act.ended for act in whole])
        return Turn(shown, _timing(began, ended, due), None)
    status = _unmet(seen, due, before)
    return Turn(shown, status, _overdue(seen, due) if status in _PAST_DUE else None)


def _timing(began: Bounds, ended: Bounds, due: Bounds) -> str:
    """On time if it was all done by the due day, late if it was only begun after it."""
    if due[0] and ended[1] and ended[1] <= due[0]:
        return "fulfilled_on_time"
    if due[1] and began[0] and began[0] > due[1]:
        return "fulfilled_late"
    return "fulfilled_timing_unknown"


def _unmet(seen: _Seen, due: Bounds, before: date | None) -> str:
    low, high = due
    if low is None and high is None:
        return "open"
    if low is not None and seen.day <= low:
        return "pending"
    asked = seen.obligation.force != "invited"  # nobody owes what they were only invited to do
    if high is None or seen.day <= high:
        return "maybe_overdue" if asked else "pending"
    return "overdue" if asked and seen.known.unmet(high, before) else "due_passed_unknown"


def _overdue(seen: _Seen, due: Bounds) -> Range | None:
    """How long past its due day; never longer than it has been owed."""
    if seen.obligation.force == "invited":
        return None
    start = max((day for day in (due[0], seen.begun[0]) if day), default=None)
    surely = max(due[1], seen.begun[1]) if due[1] and seen.begun[1] else None
    low, high = running(seen.stays, (start, surely), seen.day)
    return (low or 0, high) if high != 0 else None
