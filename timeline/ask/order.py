"""Which came first: certainly, possibly or never, by refutation over the claims.

``A certainly before B`` means that supposing otherwise contradicts the claims. Order is strict: on one day neither is
before the other. Never ``<`` on dates.
"""

from __future__ import annotations

import enum

from timeline.dating import Dated, Reason
from timeline.dating.network import Network, holds, solve
from timeline.when.amounts import Distance


class Order(enum.Enum):
    """An answer to "was A before B": in every solution, in some, or in none."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NEVER = "never"


def order(dated: Dated, a: str, b: str) -> Order:
    """Whether event ``a`` ended before event ``b`` began; KeyError for an unknown id."""
    end, start = dated.compiled.ends[a], dated.compiled.starts[b]
    first, second = dated.intervals[a], dated.intervals[b]
    if first.end_latest and second.earliest and first.end_latest < second.earliest:
        return Order.CERTAINLY
    if first.end_earliest and second.latest and first.end_earliest >= second.latest:
        return Order.NEVER
    if not possible(dated, start, end, Distance(0, 1), most=False):
        return Order.NEVER
    if not possible(dated, start, end, Distance(), most=True):
        return Order.CERTAINLY
    return Order.POSSIBLY


def because(dated: Dated, a: str, b: str, answer: Order) -> tuple[Reason, ...]:
    """The claims that settle it: a smallest set with which the opposite cannot be. Empty where nothing settles it."""
    end, start = dated.compiled.ends[a], dated.compiled.starts[b]
    if answer is Order.POSSIBLY:
        return ()
    opposite = (
        {"most": True, "step": Distance()} if answer is Order.CERTAINLY else {"most": False, "step": Distance(0, 1)}
    )
    supposed = _supposing(dated, start, end, **opposite)  # type: ignore[arg-type]
    extra = len(dated.compiled.reasons)
    claims = [claims for claims in solve(supposed).conflicts if extra in claims]
    if not claims:
        return ()
    shortest = min(claims, key=len)
    return tuple(dated.compiled.reasons[claim] for claim in shortest if claim != extra)


def possible(dated: Dated, head: int, tail: int, step: Distance, *, most: bool) -> bool:
    """Whether the claims allow one more: ``t[head] <= (or >=) t[tail] + step``."""
    return holds(_supposing(dated, head, tail, step, most=most))


def _supposing(dated: Dated, head: int, tail: int, step: Distance, *, most: bool) -> Network:
    """The network with one more claim; its index is the number of reasons."""
    given = dated.compiled.network
    aside = {claim for conflict in dated.solution.conflicts for claim in conflict}
    supposed = given.without(aside)
    (supposed.at_most if most else supposed.at_least)(head, tail, step, len(dated.compiled.reasons))
    return supposed
