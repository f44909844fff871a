"""Working days under a named calendar: the week of a country without its public holidays.

Names are ``weekdays`` (Monday to Friday, no holidays), a country's two letters (``us``) or these and a part of it
(``us-ms``). The days come from the library ``holidays``, which is loaded when a calendar is first named and reads
nothing but its own tables. Counting and rolling never go down when the day goes up, so that the ends of a range of
days lead to the ends of the range counted from it. Knows nothing of claims.
"""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

WEEKDAYS = "weekdays"
_ONE = timedelta(days=1)
_WEEKEND = 5
_kept = lru_cache(maxsize=1 << 16)
"""Days are asked again and again: all that counts from one ruling passes the same ones."""
_FORM = re.compile(r"[a-z]{2}(-[a-z0-9]+)?")


@lru_cache(maxsize=64)
def _is_working(name: str) -> Callable[[date], bool]:
    """The test for one calendar; ValueError with the nearest names for one that is not known."""
    if name == WEEKDAYS:
        return lambda day: day.weekday() < _WEEKEND
    import holidays

    if _FORM.fullmatch(name):
        country, _, part = name.upper().partition("-")
        with contextlib.suppress(NotImplementedError):
            return _kept(holidays.country_holidays(country, subdiv=part or None).is_working_day)
    known = holidays.list_supported_countries(include_aliases=False)
    names = {f"{land}-{area}".lower(): (land, area) for land, areas in known.items() for area in areas}
    if name not in names:
        near = difflib.get_close_matches(name, [WEEKDAYS, *(land.lower() for land in known), *names], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "write 'weekdays', a country such as 'us', or 'us-ms'"
        raise ValueError(f"{name!r} is not a calendar of working days; {hint}")
    land, area = names[name]
    return _kept(holidays.country_holidays(land, subdiv=area).is_working_day)


def calendars() -> tuple[str, ...]:
    """The name of every calendar, the plain week first.

    >>> calendars()[0], "us-ms" in calendars()
    ('weekdays', True)
    """
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    named = (name for land, areas in known.items() for name in (land, *(f"{land}-{area}" for area in areas)))
    return (WEEKDAYS, *map(str.lower, named))


def check_calendar(name: str) -> str:
    """The name, if there is such a calendar; else ValueError with the nearest names.

    >>> check_calendar("us-ms")
    'us-ms'
    >>> check_calendar("us-miss")
    Traceback (most recent call last):
        ...
    ValueError: 'us-miss' is not a calendar of working days; did you mean 'us-ms'?
    """
    _is_working(name)
    return name


def add_working_days(day: date, count: int, calendar: str) -> date:
    """The ``count``-th working day after ``day`` (before it, if negative); the day itself for 0.

    >>> add_working_days(date(2019, 7, 3), 1, "us"), add_working_days(date(2019, 7, 3), 1, "weekdays")
    (datetime.date(2019, 7, 5), datetime.date(2019, 7, 4))
    """
    working, step = _is_working(calendar), _ONE if count > 0 else -_ONE
    try:
        for _ in range(abs(count)):
            day += step
            while not working(day):
                day += step
    except OverflowError:
        return date.max if count > 0 else date.min
    return day


def next_working_day(day: date, calendar: str) -> date:
    """The day itself if it is a working day, else the next one.

    >>> next_working_day(date(2019, 4, 27), "us-ms")
    datetime.date(2019, 4, 30)
    """
    working = _is_working(calendar)
    return day if working(day) else add_working_days(day, 1, calendar)
