"""Solved bounds for formats that know no uncertain day: as EDTF, and as the widest stretch of days.

Never a day in between: only the earliest, the latest, or the month or year that is exactly both. Knows no format.
"""

from __future__ import annotations

import calendar
from datetime import date

from timeline.dating import Interval

Span = tuple[date | None, date | None]


def edtf(first: date | None, last: date | None) -> str:
    """One day somewhere from ``first`` to ``last``, in EDTF; empty if nothing is known.

    >>> edtf(date(2019, 7, 1), date(2019, 7, 31)), edtf(None, date(2018, 1, 25))
    ('2019-07', '[..2018-01-25]')
    """
    if first is None and last is None:
        return ""
    if first is not None and last is not None:
        period = named(first, last)
        return (
            "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(period)) or f"[{first}..{last}]"
        )
    return f"[{first or ''}..{last or ''}]"


def named(first: date, last: date) -> tuple[int, ...]:
    """Year, month and day as far as the bounds are exactly a year, a month or a day; empty for any other stretch."""
    if first == last:
        return first.year, first.month, first.day
    if first.year != last.year:
        return ()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return (first.year,)
    if first.month == last.month and (first.day, last.day) == (1, calendar.monthrange(last.year, last.month)[1]):
        return first.year, first.month
    return ()


def outer(interval: Interval) -> Span:
    """The first and the last day that an event can touch; None for no bound."""
    return interval.earliest, interval.end_latest if interval.span else interval.latest
