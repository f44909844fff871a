"""Bounds and contradictions of a network of differences ``lo <= t[v] - t[u] <= hi``, on numpy arrays.

The plain numeric door: knows nothing of events, calendars or words, and takes nothing that it would have to bend. A
simple temporal network (Dechter, Meiri, Pearl 1991): the latest day of a point is its distance from the origin, the
earliest minus the distance back, and the claims contradict each other exactly if some ring of them is negative.
"""

from __future__ import annotations

import operator

import numpy as np
import numpy.typing as npt

from timeline.dating.arcs import FAR, NO_LEAST, NO_MOST, Arcs, Days, Flags, Indices
from timeline.dating.contradictions import contradictions, impossible, upper_limits
from timeline.dating.descent import Descent

MOST_DAYS = 1 << 40
"""No day of a claim may be farther from 0: three thousand million years."""
_MOST_SUM = 1 << 57
"""Nor may its days times the number of points be more: then no sum along a ring leaves int64."""


class Contradiction(ValueError):
    """Claims that cannot all hold; ``claims`` are the indices of a set of which every proper subset can."""

    def __init__(self, claims: tuple[int, ...]) -> None:
        self.claims = claims
        super().__init__(f"claims {', '.join(map(str, claims))} contradict each other")


def bounds(points: int, u: npt.ArrayLike, v: npt.ArrayLike, lo: npt.ArrayLike, hi: npt.ArrayLike) -> tuple[Days, Days]:
    """The earliest and the latest day of every point, point 0 being the origin, day 0.

    ``u``, ``v``: point numbers, ``lo``, ``hi``: days, as int64 (narrower integers and lists of int will do); the least
    int64 in ``lo`` and the greatest in ``hi`` mean "no bound", and so they do in the answer. Each of the two arrays of
    the answer is itself a solution where it has a bound. Raises Contradiction if the claims cannot all hold, and
    ValueError, with the index, for what is no whole number, no point, or a day farther from 0 than ``MOST_DAYS``
    (with more than 131,072 points, than 2**57 by their number), beyond which sums might no longer be exact.

    >>> import numpy as np
    >>> a = np.array
    >>> earliest, latest = bounds(2, a([0]), a([1]), a([5]), a([9]))
    >>> int(earliest[1]), int(latest[1])
    (5, 9)
    """
    claims = _checked(points, u, v, lo, hi)
    if (wrong := np.flatnonzero(impossible(*claims))).size:
        raise Contradiction((int(wrong[0]),))
    tail, head, weight, claim = upper_limits(*claims)
    upper = Arcs.of(points, tail, head, weight, claim)
    latest = _from_origin(upper)
    back = _from_origin(Arcs.of(points, head, tail, weight, claim))
    unreached = (latest >= FAR) & (back >= FAR)
    if unreached.any():
        # A ring of claims with no date near it is never reached from the origin.
        arcs = upper.only(unreached[upper.tail] & unreached[upper.head])
        _settled(arcs, *Descent.everywhere(arcs, arcs.weight))
    return np.where(back >= FAR, NO_LEAST, -back), np.where(latest >= FAR, NO_MOST, latest)


def conflicts(points: int, u: npt.ArrayLike, v: npt.ArrayLike, lo: npt.ArrayLike, hi: npt.ArrayLike) -> list[list[int]]:
    """Contradictions that share no claim, each minimal, as lists of claim indices; empty if all can hold.

    Takes what ``bounds`` takes. They are found one after another, the claims of those already found set aside; what is
    in none of them can hold together.

    >>> conflicts(2, [0, 0], [1, 1], [5, 1], [9, 3])
    [[0, 1]]
    """
    return contradictions(points, *_checked(points, u, v, lo, hi))


def _checked(points: int, *columns: npt.ArrayLike) -> tuple[Indices, Indices, Days, Days]:
    """u, v, lo and hi as int64, or ValueError with the first thing in them that cannot be taken as it stands."""
    try:
        count = operator.index(points)
    except TypeError:
        raise ValueError(f"points is how many there are, a whole number, not {points!r}") from None
    if isinstance(points, bool) or count < 1:
        raise ValueError(f"there is at least one point, the origin; points is {points!r}")
    u, v, lo, hi = (_whole(name, column) for name, column in zip(("u", "v", "lo", "hi"), columns, strict=True))
    if len({array.shape for array in (u, v, lo, hi)}) != 1 or u.ndim != 1:
        raise ValueError("u, v, lo and hi are one-dimensional arrays of one length")
    most = min(MOST_DAYS, _MOST_SUM // count)
    for name, array in (("u", u), ("v", v)):
        _refuse(name, array, (array < 0) | (array >= count), f"{name} holds point numbers from 0 to {count - 1}")
    for name, array, none in (("lo", lo, NO_LEAST), ("hi", hi, NO_MOST)):
        far = ((array < -most) | (array > most)) & (array != none)
        _refuse(name, array, far, f"{name} holds days from {-most} to {most}, and {none} for no bound")
    return u, v, lo, hi


def _whole(name: str, column: npt.ArrayLike) -> Days:
    """The same numbers as int64; nothing is cut, rounded or wrapped round."""
    array = np.asarray(column)
    if array.size and (array.dtype.kind not in "iu" or not np.can_cast(array.dtype, np.int64)):
        raise ValueError(f"{name} holds whole numbers as int64, and is an array of {array.dtype}")
    return np.require(array, np.int64, "C")


def _refuse(name: str, array: Days, wrong: Flags, rule: str) -> None:
    if (rows := np.flatnonzero(wrong)).size:
        raise ValueError(f"{rule}, and {name}[{rows[0]}] is {array[rows[0]]}")


def _from_origin(arcs: Arcs) -> Days:
    distance = np.full(arcs.points, FAR, np.int64)
    distance[0] = 0
    _settled(arcs, Descent(arcs, arcs.weight, distance), np.zeros(1, np.intp))
    return distance


def _settled(arcs: Arcs, descent: Descent, frontier: Indices) -> None:
    """Let a descent come to its end, or raise the first contradiction that it meets."""
    _, rings = descent.settle(frontier)
    if rings:
        raise Contradiction(tuple(sorted({int(arcs.claim[arc]) for arc in rings[0]})))
