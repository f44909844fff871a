"""How long it is from one day that bounds an event to the next, in words: what stands between steps and on folds.

Both days of a gap are bounds somebody can look up, so its length is known. Whether it was a silence is ``ask``'s to
say: where something may have happened in it, the words claim no more than that nothing is dated there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from timeline.ask.silences import Silence
from timeline.view.model import Gap, Mark
from timeline.view.tongue import Tongue

MOST = 1000
"""Events beyond which a chart has no room for steps, and no gaps."""
_SHORT = 90
_DAYS_A_MONTH = 30.436875


def gaps_of(marks: tuple[Mark, ...], silences: Iterable[Silence], as_of: date, words: Tongue) -> tuple[Gap, ...]:
    """Every gap between the bounds of some marks and the as-of day, in time."""
    bounds = {d for m in marks for d in (m.earliest, m.latest, m.end_earliest, m.end_latest) if d is not None}
    silent = sorted((one.first.toordinal(), one.last.toordinal()) for one in silences)
    found: list[Gap] = []
    for since, until in pairwise(sorted(bounds | {as_of})):
        first, last = since.toordinal() + 1, until.toordinal() - 1
        at = bisect_right(silent, (first, date.max.toordinal())) - 1
        quiet = at >= 0 and silent[at][0] <= first and last <= silent[at][1]
        length = length_words(since, until, words)
        told = words("gap_ahead" if since >= as_of else "gap_quiet" if quiet else "gap_undated", length=length)
        found.append(Gap(since, until, length, told))
    return tuple(found)


def length_words(since: date, until: date, words: Tongue) -> str:
    """The time between two days: in days up to three months, else to the nearest month.

    >>> from timeline.view.tongue import tongue
    >>> length_words(date(2018, 1, 31), date(2020, 5, 31), tongue("en"))
    '2 years 4 months'
    >>> length_words(date(2019, 7, 1), date(2019, 7, 13), tongue("es"))
    '12 días'
    """
    days = (until - since).days
    months = round(days / _DAYS_A_MONTH)
    counts = (0, 0, days) if days < _SHORT else (months // 12, months % 12, 0)
    return " ".join(
        f"{count} {words.unit(unit, count)}"
        for count, unit in zip(counts, ("year", "month", "day"), strict=True)
        if count
    )
