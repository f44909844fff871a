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

MOST = 1000
"""Events beyond which a chart has no room for steps, and no gaps."""
_SHORT = 90
_DAYS_A_MONTH = 30.436875
_UNITS = {
    "en": (("year", "years"), ("month", "months"), ("day", "days")),
    "es": (("año", "años"), ("mes", "meses"), ("día", "días")),
}
_TOLD = {
    "en": ("{} with no recorded action", "{} with no dated action", "{} still to come"),
    "es": ("{} sin ninguna acción registrada", "{} sin ninguna acción fechada", "{} por venir"),
}


def gaps_of(marks: tuple[Mark, ...], silences: Iterable[Silence], as_of: date, language: str) -> tuple[Gap, ...]:
    """Every gap between the bounds of some marks and the as-of day, in time."""
    tongue = language.partition("-")[0]
    tongue = tongue if tongue in _UNITS else "en"
    bounds = {d for m in marks for d in (m.earliest, m.latest, m.end_earliest, m.end_latest) if d is not None}
    silent = sorted((one.first.toordinal(), one.last.toordinal()) for one in silences)
    found: list[Gap] = []
    for since, until in pairwise(sorted(bounds | {as_of})):
        first, last = since.toordinal() + 1, until.toordinal() - 1
        at = bisect_right(silent, (first, date.max.toordinal())) - 1
        quiet = at >= 0 and silent[at][0] <= first and last <= silent[at][1]
        words = length_words(since, until, tongue)
        told = _TOLD[tongue][2 if since >= as_of else 0 if quiet else 1]
        found.append(Gap(since, until, words, told.format(words)))
    return tuple(found)


def length_words(since: date, until: date, language: str = "en") -> str:
    """The time between two days: in days up to three months, else to the nearest month.

    >>> length_words(date(2018, 1, 31), date(2020, 5, 31))
    '2 years 4 months'
    >>> length_words(date(2019, 7, 1), date(2019, 7, 13))
    '12 days'
    """
    days = (until - since).days
    months = round(days / _DAYS_A_MONTH)
    counts = (0, 0, days) if days < _SHORT else (months // 12, months % 12, 0)
    return " ".join(
        f"{count} {one if count == 1 else more}"
        for count, (one, more) in zip(counts, _UNITS[language], strict=True)
        if count
    )
