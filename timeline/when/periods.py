"""Parts of the calendar that words point at: early 2018, the last Wednesday before a day, a season taken widely."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from timeline.when.amounts import Distance
from timeline.when.conventions import Conventions
from timeline.when.edtf import Edtf


def weekday_on_or_before(index: int, day: date) -> tuple[date, date]:
    """The latest such weekday (Monday 0) in the seven days that end with ``day``, as a first and a last day.

    >>> weekday_on_or_before(2, date(2018, 1, 25))[0]
    datetime.date(2018, 1, 24)
    """
    found = date.fromordinal(max(1, day.toordinal() - (day.weekday() - index) % 7))
    return found, found


def month_on_or_before(index: int, day: date) -> tuple[date, date]:
    """The latest such month (January 0) that began on or before ``day``."""
    year = day.year if index + 1 <= day.month else max(1, day.year - 1)
    return date(year, index + 1, 1), date(year, index + 1, calendar.monthrange(year, index + 1)[1])


def part_of(part: str, period: Edtf) -> tuple[date | None, date | None]:
    """Early, mid or late: the thirds of a year; the days 1 to 10, 11 to 20 and 21 to the end of a month.

    >>> from timeline.when.edtf import parse_date
    >>> part_of("early", parse_date("2018"))[1]
    datetime.date(2018, 4, 30)
    """
    if period.earliest is None or period.latest is None:
        return None, None
    index = ("early", "mid", "late").index(part)
    year, month = period.earliest.year, period.earliest.month
    if period.precision == "year":
        last = 4 * index + 4
        return date(year, 4 * index + 1, 1), date(year, last, calendar.monthrange(year, last)[1])
    last_day = (10, 20, calendar.monthrange(year, month)[1])[index]
    return date(year, month, 10 * index + 1), date(year, month, last_day)


def widened(found: Edtf, conventions: Conventions) -> tuple[date | None, date | None]:
    """The days a date can mean, with the tolerance for ``~`` and seasons taken widely."""
    earliest, latest = found.earliest, found.latest
    if found.precision == "season" and conventions.hemisphere == "south" and earliest and latest:
        if re.search(r"-[?~%]?2[1-4]", found.text):  # 25 to 32 name their hemisphere themselves
            earliest, latest = Distance(6).added_to(earliest), Distance(6).added_to(latest + timedelta(days=1))
            latest -= timedelta(days=1)
    if found.precision == "season" and latest is not None:
        latest = _month_end_after(latest)
    if found.approximate:
        months, days = conventions.approximate[found.precision]
        earliest = earliest and Distance(-months, -days).added_to(earliest)
        if latest is not None:
            whole = latest.day == calendar.monthrange(latest.year, latest.month)[1] and not days
            latest = Distance(months, days).added_to(latest)
            if whole:
                latest = latest.replace(day=calendar.monthrange(latest.year, latest.month)[1])
    return earliest, latest


def _month_end_after(day: date) -> date:
    """The end of the month after the one that ``day`` closes."""
    following = day + timedelta(days=1) if day < date.max else day
    return following.replace(day=calendar.monthrange(following.year, following.month)[1])
