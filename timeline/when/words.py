"""Days and ranges of days in plain language, never more precise than what is known.

Knows languages through Babel's calendars and a short table of phrases; knows nothing of events.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache

from babel.dates import format_date

PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "unknown": "date not known",
        "between": "between {0} and {1}",
        "by": "on or before {0}",
        "from": "on or after {0}",
        "about": "about {0}",
        "about_days": "about {0} to {1}",
        "about_periods": "about {0} to {1}",
        "doubtful": "doubtful",
        "aside": "another claim is set aside: {0}",
        "from_day": "from {0}",
        "from_period": "from {0}",
        "to_day": "to {0}",
        "to_period": "to {0}",
        "on_day": "{0}",
        "in_period": "in {0}",
        "began": "began {0}",
        "ended": "ended {0}",
        "no_end": "no end given",
        "not_over": "not over on {0}",
        "not_before": "not over before {0}",
        "start_unknown": "start not known",
        "end_unknown": "end not known",
        "day_count": "{0} day",
        "day_counts": "{0} days",
        "day_range": "{0} to {1} days",
        "at_least_days": "at least {0}",
        "at_most_days": "at most {0}",
        "earlier": "{0} earlier",
        "at_least_earlier": "at least {0} earlier",
        "earlier_or_later": "from {0} earlier to {1} later",
        "at_most_earlier": "no more than {0} earlier",
        "or_earlier": "at most {0}, or any time earlier",
        "day": "d MMMM yyyy",
        "day_of_month": "d",
        "day_of_year": "d MMMM",
        "month": "MMMM yyyy",
        "month_of_year": "MMMM",
        "year": "yyyy",
        "decade": "'the' yyyy's'",
    },
    "es": {
        "unknown": "fecha desconocida",
        "between": "entre el {0} y el {1}",
        "by": "a más tardar el {0}",
        "from": "el {0} o después",
        "about": "hacia {0}",
        "about_days": "aproximadamente del {0} al {1}",
        "about_periods": "aproximadamente de {0} a {1}",
        "doubtful": "dudoso",
        "aside": "otra afirmación queda apartada: {0}",
        "from_day": "del {0}",
        "from_period": "de {0}",
        "to_day": "al {0}",
        "to_period": "a {0}",
        "on_day": "el {0}",
        "in_period": "en {0}",
        "began": "empezó {0}",
        "ended": "terminó {0}",
        "no_end": "sin final indicado",
        "not_over": "sin terminar el {0}",
        "not_before": "sin terminar antes del {0}",
        "start_unknown": "comienzo desconocido",
        "end_unknown": "fin desconocido",
        "day_count": "{0} día",
        "day_counts": "{0} días",
        "day_range": "de {0} a {1} días",
        "at_least_days": "al menos {0}",
        "at_most_days": "como mucho {0}",
        "earlier": "{0} antes",
        "at_least_earlier": "al menos {0} antes",
        "earlier_or_later": "de {0} antes a {1} después",
        "at_most_earlier": "no más de {0} antes",
        "or_earlier": "como mucho {0}, o en cualquier momento anterior",
        "day": "d 'de' MMMM 'de' yyyy",
        "day_of_month": "d",
        "day_of_year": "d 'de' MMMM",
        "month": "MMMM 'de' yyyy",
        "month_of_year": "MMMM",
        "year": "yyyy",
        "decade": "'la' 'década' 'de' yyyy",
    },
}
"""Phrases by language, Spanish with its articles: a day has one, a month or a year has none. A year has four digits in
every form. A language that is not here is written in English, which the page says in its ``lang``."""


def phrases(language: str) -> dict[str, str]:
    """The table for a language such as ``es`` or ``es-MX``."""
    return PHRASES.get(language.partition("-")[0], PHRASES["en"])


@lru_cache(maxsize=65536)
def _formatted(day: date, pattern: str, language: str) -> str:
    tongue = language.partition("-")[0]
    return format_date(day, phrases(language)[pattern], locale=tongue if tongue in PHRASES else "en")


def day_words(day: date, language: str = "en") -> str:
    """One day: "24 January 2018"."""
    return _formatted(day, "day", language)


def range_words(first: date | None, last: date | None, language: str = "en") -> str:
    """Any range of days, shortest honest form first.

    >>> range_words(date(2019, 7, 1), date(2019, 7, 31))
    'July 2019'
    >>> range_words(date(2018, 3, 9), date(2018, 3, 17))
    'between 9 and 17 March 2018'
    >>> range_words(None, date(2018, 1, 24))
    'on or before 24 January 2018'
    """
    table = phrases(language)
    if first is None and last is None:
        return table["unknown"]
    if first is None:
        return table["by"].format(day_words(last, language)) if last else table["unknown"]
    if last is None:
        return table["from"].format(day_words(first, language))
    return _period_words(first, last, language) or table["between"].format(*_pair(first, last, "day", language))


def _period_words(first: date, last: date, language: str) -> str:
    """The range as one named period (a day, a month, a year), or an empty text if it is none."""
    unit = _unit(first, last)
    return _formatted(first, unit, language) if unit else ""


def about_words(first: date, last: date, language: str = "en") -> str:
    """What an approximate date names: a period, or one to another; its bounds are for others to give.

    >>> about_words(date(2018, 12, 1), date(2018, 12, 31)), about_words(date(2010, 1, 1), date(2019, 12, 31))
    ('about December 2018', 'about the 2010s')
    >>> about_words(date(2018, 3, 1), date(2018, 5, 31), "es")
    'aproximadamente de marzo a mayo de 2018'
    """
    table = phrases(language)
    if named := _period_words(first, last, language):
        return table["about"].format(table["on_day"].format(named) if first == last else named)
    unit = _unit_of_both(first, last)
    if unit == "year" and first.year % 10 == 0 != first.year % 100 and last.year - first.year == 9:
        return table["about"].format(_formatted(first, "decade", language))
    return table["about_days" if unit == "day" else "about_periods"].format(*_pair(first, last, unit, language))


Bounds = tuple[date | None, date | None]


def span_words(start: Bounds, end: Bounds, language: str = "en", *, ongoing: bool = False) -> str:
    """From when to when, each by its own earliest and latest day.

    ``ongoing`` says that no end is given, or that it was not over on the first day it may have ended.

    >>> span_words((date(2018, 3, 3),) * 2, (date(2018, 3, 7),) * 2)
    'from 3 to 7 March 2018'
    >>> span_words((date(2018, 3, 3),) * 2, (None, None), "es", ongoing=True)
    'empezó el 3 de marzo de 2018, sin final indicado'
    """
    table = phrases(language)
    if whole := _whole_span(start, end, language):
        return whole
    began, ended = table["start_unknown"], table["no_end" if ongoing else "end_unknown"]
    if start[0] or (start[1] and start[1] != end[1]):
        began = table["began"].format(_placed(*start, language))
    if end[1] and not ongoing:
        ended = table["ended"].format(_placed(end[0] if end[0] != start[0] else None, end[1], language))
    elif end[0] and end[0] != start[0]:
        ended = table["not_over" if ongoing else "not_before"].format(day_words(end[0], language))
    return f"{began}, {ended}"


def _whole_span(start: Bounds, end: Bounds, language: str) -> str:
    """From a day, a month or a year to another, if both ends are one; what they share is said once."""
    (first, first_to), (last_from, last) = start, end
    if not (first and first_to and last_from and last):
        return ""
    one, other = _unit(first, first_to), _unit(last_from, last)
    if not one or not other:
        return ""
    if start == end:
        return _formatted(first, one, language)
    table = phrases(language)
    words = (
        _pair(first, last, one, language)
        if one == other
        else (_formatted(first, one, language), _formatted(last, other, language))
    )
    begin = table["from_day" if one == "day" else "from_period"].format(words[0])
    return f"{begin} {table['to_day' if other == 'day' else 'to_period'].format(words[1])}"


def _placed(first: date | None, last: date | None, language: str) -> str:
    """A range behind a verb."""
    unit = _unit(first, last) if first and last else ""
    words = range_words(first, last, language)
    return phrases(language)["on_day" if unit == "day" else "in_period"].format(words) if unit else words


def _unit(first: date, last: date) -> str:
    """What a range is one of: a day, a month or a year; empty if it is none."""
    if first == last:
        return "day"
    unit = _unit_of_both(first, last)
    if unit == "day" or first.year != last.year or (unit == "month" and first.month != last.month):
        return ""
    return unit


def _unit_of_both(first: date, last: date) -> str:
    """What a range runs over in whole ones: years, months or days."""
    if first.day != 1 or not _ends_month(last):
        return "day"
    return "year" if (first.month, last.month) == (1, 12) else "month"


def _pair(first: date, last: date, unit: str, language: str) -> tuple[str, str]:
    """Both ends in one form, what they share said once."""
    short = unit
    if first.year == last.year and unit in ("day", "month"):
        short = "month_of_year" if unit == "month" else "day_of_month" if first.month == last.month else "day_of_year"
    return _formatted(first, short, language), _formatted(last, unit, language)


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def days_words(low: int | None, high: int | None, language: str = "en") -> str:
    """A number of days as a range: "82 to 112 days", "635 days", "at least 3 days"; None is no limit, below 0 earlier.

    >>> days_words(82, 112), days_words(-41, 9)
    ('82 to 112 days', 'from 41 days earlier to 9 days later')
    """
    table = phrases(language)
    if low is None and high is None:
        return ""
    if high is None:
        return table["at_least_days" if low is None or low >= 0 else "at_most_earlier"].format(_days(low, language))
    if low is None:
        return table["or_earlier" if high >= 0 else "at_least_earlier"].format(_days(high, language))
    if high < 0:
        return table["earlier"].format(days_words(-high, -low, language))
    if low < 0:
        return table["earlier_or_later"].format(_days(low, language), _days(high, language))
    if low == high:
        return _days(low, language)
    if low == 0:
        return table["at_most_days"].format(_days(high, language))
    return table["day_range"].format(grouped(low), grouped(high))


def _days(count: int | None, language: str) -> str:
    """A number of days, whichever way."""
    whole = abs(count or 0)
    return phrases(language)["day_count" if whole == 1 else "day_counts"].format(grouped(whole))


def grouped(number: int) -> str:
    """A count for readers, in groups of three from five digits on, as every language we have may write it.

    >>> grouped(9999), grouped(50_000).split()
    ('9999', ['50', '000'])
    """
    return f"{number:,}".replace(",", "\u202f") if abs(number) >= 10_000 else str(number)
