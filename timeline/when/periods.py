"""Parts of the calendar that words point at: early 2018, the last Wednesday before a day, a season taken widely."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from timeline.when.amounts import Distance
from timeline.when.conventions import Conventions
from timeline.when.edtf import Edtf
from timeline.when.masks import Days, Stretch, any_of


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


def part_of(part: str, period: Edtf, conventions: Conventions) -> tuple[date | None, date | None]:
    """Early, mid or late: the thirds of a year; the days 1 to 10, 11 to 20 and 21 to the end of a month.

    An approximate period is as wide as the convention for it says, and so is its part.

    >>> from timeline.when.edtf import parse_date
    >>> part_of("early", parse_date("2018"), Conventions())[1]
    datetime.date(2018, 4, 30)
    """
    if period.earliest is None or period.latest is None:
        return None, None
    index = ("early", "mid", "late").index(part)
    first, last = period.earliest, period.latest
    if period.precision == "year":
        first, last = first.replace(month=4 * index + 1), _month_end(last.replace(month=4 * index + 4, day=1))
    else:
        first, last = first.replace(day=10 * index + 1), last.replace(day=(10, 20, last.day)[index])
    return _wider(first, last, period, conventions)


def widened(found: Edtf, conventions: Conventions) -> tuple[date | None, date | None]:
    """The days a date can mean, with the tolerance for ``~`` and seasons taken widely; each date of a set or an
    interval by its own precision.
    """
    if found.is_interval:
        first = widened(found.start, conventions)[0] if found.start else None
        return first, widened(found.end, conventions)[1] if found.end else None
    if found.parts:
        firsts = [widened(low, conventions)[0] if low else None for low, _ in found.parts]
        lasts = [widened(high, conventions)[1] if high else None for _, high in found.parts]
        return (
            None if None in firsts else min(day for day in firsts if day),
            None if None in lasts else max(day for day in lasts if day),
        )
    earliest, latest = _named(found, conventions)
    return _wider(earliest, latest, found, conventions)


def meant(found: Edtf, conventions: Conventions) -> Days | None:
    """Which days of those in ``widened`` are meant, where not all are: those of a mask or of the dates of a set.

    An approximate mask has only its bounds: the days on each side of each of its days would fill most gaps.

    >>> from timeline.when.edtf import parse_date
    >>> date.fromordinal(meant(parse_date("[2018-03,2018-05]"), Conventions()).nearest(736_804, 1))
    datetime.date(2018, 3, 31)
    """
    if not found.parts:
        return None if found.approximate else found.days
    whole = any_of(
        (low is high and low is not None and meant(low, conventions)) or _stretch(low, high, conventions)
        for low, high in found.parts
    )
    return None if isinstance(whole, Stretch) else whole


def _stretch(low: Edtf | None, high: Edtf | None, conventions: Conventions) -> Stretch:
    first = widened(low, conventions)[0] if low else None
    last = widened(high, conventions)[1] if high else None
    return Stretch((first or date.min).toordinal(), (last or date.max).toordinal())


def surely(found: Edtf, conventions: Conventions) -> tuple[date | None, date | None]:
    """The latest day on which a period may begin, and the earliest on which it may end: what before and after leave."""
    first, last = _named(found, conventions)
    margin = Distance(*conventions.approximate[found.precision]) if found.approximate else Distance()
    return margin.added_to(first) if first else None, margin.back().added_to(last) if last else None


def _named(found: Edtf, conventions: Conventions) -> tuple[date | None, date | None]:
    """The period itself, before ``~``: a season is that of its hemisphere, and a month more."""
    first, last = _of_its_hemisphere(found, conventions)
    if found.precision == "season" and last is not None and last < date.max:
        last = _month_end(last + timedelta(days=1))
    return first, last


def _of_its_hemisphere(found: Edtf, conventions: Conventions) -> tuple[date | None, date | None]:
    """A season that names no hemisphere (21 to 24) is half a year away in the south: spring and summer later in the
    same year, autumn and winter earlier.
    """
    first, last = found.earliest, found.latest
    code = re.search(r"-[?~%]?2([1-4])", found.text) if found.precision == "season" else None
    if code is None or conventions.hemisphere != "south" or first is None or last is None:
        return first, last
    half = Distance(months=6 if code[1] in "12" else -6)
    return half.added_to(first), _month_end(half.added_to(last))


def _wider(
    first: date | None, last: date | None, found: Edtf, conventions: Conventions
) -> tuple[date | None, date | None]:
    """Bounds with what ``~`` adds on each side; a month's last day stays one."""
    if not found.approximate:
        return first, last
    months, days = conventions.approximate[found.precision]
    if last is not None:
        whole = last == _month_end(last) and not days
        last = Distance(months, days).added_to(last)
        last = _month_end(last) if whole else last
    return first and Distance(-months, -days).added_to(first), last


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
