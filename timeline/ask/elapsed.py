"""How many days lie between two events: the least and the most that the claims allow.

Where neither day is certain, found by asking, for one number of days after another, whether the claims could still all
hold: exact, calendar months and weekdays included, and often tighter than the difference of the two events' own bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from timeline.ask.order import possible
from timeline.dating import Dated
from timeline.when.amounts import Distance
from timeline.when.words import days_words

_FAR = 200_000
"""Days; where more than five centuries are possible, nothing limits it."""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A range of whole days; None is "no limit". Negative where the second event may come before the first is over."""

    low: int | None
    high: int | None

    @property
    def known(self) -> bool:
        """Both a least and a greatest number of days are known."""
        return self.low is not None and self.high is not None

    def words(self, language: str = "en") -> str:
        """In plain language: "151 to 242 days"."""
        return days_words(self.low, self.high, language) or "not known"

    def __str__(self) -> str:
        """In words."""
        return self.words()


def elapsed(dated: Dated, a: str, b: str) -> Elapsed:
    """The days from the end of event ``a`` to the start of event ``b``; KeyError for an unknown id."""
    end, start = dated.compiled.ends[a], dated.compiled.starts[b]
    first, last = dated.intervals[a], dated.intervals[b]
    least = _between(first.end_latest, last.earliest)
    most = _between(first.end_earliest, last.latest)
    if first.end_earliest == first.end_latest is not None or last.earliest == last.latest is not None:
        return Elapsed(least, most)  # one day is certain, and the other event's own bounds are the tightest there are

    def at_most(days: int) -> bool:
        return possible(dated, start, end, Distance(0, days), most=True)

    def at_least(days: int) -> bool:
        return possible(dated, start, end, Distance(0, days), most=False)

    if least is None and not at_most(-_FAR):
        least = -_FAR
    if most is None and not at_least(_FAR):
        most = _FAR
    low = None if least is None else _first(at_most, least, _FAR if most is None else most)
    high = None if most is None else -_first(lambda days: at_least(-days), -most, _FAR if low is None else -low)
    return Elapsed(low, high)


def _between(first: date | None, last: date | None) -> int | None:
    """The days between two bounds: a limit of the answer, which what ties the two events may draw tighter."""
    return (last - first).days if first and last else None


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The least number from ``low`` to ``high`` for which a condition that stays true once true is true, by halving."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
