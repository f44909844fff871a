"""Which came first: certainly, possibly or never, by refutation over the claims.

``A certainly before B`` means that supposing otherwise contradicts the claims. Order is strict: on one day neither is
before the other, unless a time of day or ``after_same_day`` says so. Never ``<`` on dates.
"""

from __future__ import annotations

import enum
import re
from collections import deque
from dataclasses import dataclass

from timeline.dating import Dated, Reason
from timeline.dating.network import Steps
from timeline.dating.solver import clashing, holds
from timeline.when.amounts import Distance

_TIME = re.compile(r"(\d\d:\d\d(?::\d\d)?)(.*)\Z")


class Order(enum.Enum):
    """An answer to "was A before B": in every solution, in some, or in none."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class _Less:
    """The day of one end of one event is at least ``by`` days before that of an end of the other.

    Ends are written ``a.start``, ``a.end``, ``b.start``, ``b.end``.
    """

    first: str
    second: str
    by: int = 1


_SAME_START = (_Less("a.start", "b.start", 0), _Less("b.start", "a.start", 0))
_SAME_END = (_Less("a.end", "b.end", 0), _Less("b.end", "a.end", 0))
_NEXT_DAY = (_Less("a.end", "b.start", 1), _Less("b.start", "a.end", -1))

RELATIONS: dict[str, tuple[_Less, ...]] = {
    "before": (_Less("a.end", "b.start"),),
    "meets": _NEXT_DAY,
    "overlaps": (_Less("a.start", "b.start"), _Less("b.start", "a.end", 0), _Less("a.end", "b.end")),
    "starts": (*_SAME_START, _Less("a.end", "b.end")),
    "during": (_Less("b.start", "a.start"), _Less("a.end", "b.end")),
    "finishes": (*_SAME_END, _Less("b.start", "a.start")),
    "equals": (*_SAME_START, *_SAME_END),
}
"""Allen's relations between two stretches of whole days, each as comparisons that all hold. ``before`` leaves any gap,
the next day included; ``meets`` is the next day."""

INVERSES: dict[str, str] = {
    "after": "before",
    "met_by": "meets",
    "overlapped_by": "overlaps",
    "started_by": "starts",
    "contains": "during",
    "finished_by": "finishes",
}
"""The other six, by the relation that B then has to A."""


def order(dated: Dated, a: str, b: str, relation: str = "before") -> Order:
    """Whether event ``a`` stands in an Allen relation to event ``b``; by default whether it was over before b began.

    KeyError for an unknown id, ValueError for an unknown relation.
    """
    if relation in INVERSES:
        return order(dated, b, a, INVERSES[relation])
    if relation not in RELATIONS:
        raise ValueError(f"{relation!r} is not a relation; there are {', '.join((*RELATIONS, *INVERSES))}")
    if relation == "before":
        quick = _by_bounds(dated, a, b)
        if quick is not None:
            return quick
    comparisons = RELATIONS[relation]
    if not holds(_supposing(dated, a, b, comparisons)):
        return Order.NEVER
    certain = all(not holds(_supposing(dated, a, b, (_opposite(one),))) for one in comparisons)
    return Order.CERTAINLY if certain else Order.POSSIBLY


def _by_bounds(dated: Dated, a: str, b: str) -> Order | None:
    """The answer where the two events' own bounds, or their order within one day, settle it."""
    first, second = dated.intervals[a], dated.intervals[b]
    if first.end_latest and second.earliest and first.end_latest < second.earliest:
        return Order.CERTAINLY
    if _within_a_day(dated, a, b):
        return Order.CERTAINLY
    if first.end_earliest and second.latest and first.end_earliest >= second.latest:
        return Order.NEVER
    return None


def _within_a_day(dated: Dated, a: str, b: str) -> tuple[Reason, ...]:
    """What says that on one day ``a`` came first: links of ``after_same_day``, or times where the day is known."""
    if links := _same_day_links(dated, a, b):
        return links
    one, two = dated.intervals[a], dated.intervals[b]
    same = one.earliest is not None and one.earliest == one.end_latest == two.earliest == two.latest
    early, late = _time_of(dated, a), _time_of(dated, b)
    return (early, late) if same and early and late and _earlier(early.text, late.text) else ()


def _earlier(one: str, other: str) -> bool:
    """Both as typed, such as 17:00 or 22:34:00-05:00; times are compared only within one zone."""
    first, second = _TIME.match(one), _TIME.match(other)
    if not first or not second or first[2] != second[2]:
        return False
    return first[1] < second[1]


def _same_day_links(dated: Dated, a: str, b: str) -> tuple[Reason, ...]:
    """The shortest chain of ``after_same_day`` from ``b`` back to ``a``; empty if there is none."""
    by_event: dict[str, list[Reason]] = {}
    aside = dated.solution.aside
    for claim, reason in enumerate(dated.compiled.reasons):
        if reason.kind == "same_day" and claim not in aside:
            by_event.setdefault(reason.event, []).append(reason)
    reached: dict[str, tuple[Reason, ...]] = {b: ()}
    queue = deque([b])
    while queue:
        here = queue.popleft()
        for reason in by_event.get(here, ()):
            if reason.other not in reached:
                reached[reason.other] = (reason, *reached[here])
                queue.append(reason.other)
    return reached.get(a, ())


def _time_of(dated: Dated, id_: str) -> Reason | None:
    """The time of day an event carries, in its ``time`` or with a stated date, as typed; None if several are given."""
    event = dated.record.events[id_]
    found: list[Reason] = []
    if event.time:
        found.append(Reason(id_, "time", str(event.time), event.where("time"), tuple(event.cites)))
    for claim in event.when:
        if claim.status != "conflict" and claim.read.date and claim.read.date.time:
            found.append(Reason(id_, "time", claim.read.date.time, claim.at, tuple(claim.cites or event.cites)))
    return found[0] if len({reason.text[:5] for reason in found}) == 1 else None


def because(dated: Dated, a: str, b: str, answer: Order, relation: str = "before") -> tuple[Reason, ...]:
    """The claims that settle it: a smallest set with which the opposite cannot be. Empty where nothing settles it."""
    if relation in INVERSES:
        return because(dated, b, a, answer, INVERSES[relation])
    if answer is Order.POSSIBLY:
        return ()
    if relation == "before" and answer is Order.CERTAINLY and (settled := _within_a_day(dated, a, b)):
        return settled
    extra = len(dated.compiled.reasons)
    supposed = [RELATIONS[relation]] if answer is Order.NEVER else [(_opposite(one),) for one in RELATIONS[relation]]
    found: dict[Reason, None] = {}
    for comparisons in supposed:
        claims = clashing(_supposing(dated, a, b, comparisons)) or ()
        found.update((dated.compiled.reasons[claim], None) for claim in claims if claim < extra)
    return tuple(found)


def _opposite(one: _Less) -> _Less:
    """Not ``first + by <= second``: the second is at most ``by - 1`` days after the first."""
    return _Less(one.second, one.first, 1 - one.by)


def _supposing(dated: Dated, a: str, b: str, comparisons: tuple[_Less, ...]) -> Steps:
    """What is joined to the two events, with more claims; their numbers start at the number of reasons."""
    ends = {
        "a.start": dated.compiled.starts[a],
        "a.end": dated.compiled.ends[a],
        "b.start": dated.compiled.starts[b],
        "b.end": dated.compiled.ends[b],
    }
    supposed = dated.solution.steps.around(ends.values())
    ends = {name: supposed.local(point) for name, point in ends.items()}
    for extra, one in enumerate(comparisons, len(dated.compiled.reasons)):
        supposed = supposed.adding(ends[one.second], ends[one.first], Distance(0, one.by), extra, most=False)
    return supposed


def possible(dated: Dated, head: int, tail: int, step: Distance, *, most: bool) -> bool:
    """Whether the claims allow one more: ``t[head] <= (or >=) t[tail] + step``."""
    part = dated.solution.steps.around((head, tail))
    extra = len(dated.compiled.reasons)
    return holds(part.adding(part.local(head), part.local(tail), step, extra, most=most))
