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
        "doubtful": "doubtful",
        "aside": "another claim is set aside: {0}",
        "span": "from {0} to {1}",
        "began": "began {0}",
        "ended": "ended {0}",
        "not_over": "not over",
        "not_before": "not over before {0}",
        "start_unknown": "start not known",
        "end_unknown": "end not known",
        "day_count": "{0} day",
        "day_counts": "{0} days",
        "day_range": "{0} to {1} days",
        "at_least_days": "at least {0} days",
        "at_most_days": "at most {0} days",
        "day": "d MMMM y",
        "day_of_month": "d",
        "day_of_year": "d MMMM",
        "month": "MMMM y",
    },
    "es": {
        "unknown": "fecha desconocida",
        "between": "entre el {0} y el {1}",
        "by": "a más tardar el {0}",
        "from": "el {0} o después",
        "about": "hacia {0}",
        "doubtful": "dudoso",
        "aside": "otra afirmación queda apartada: {0}",
        "span": "desde {0} hasta {1}",
        "began": "empezó {0}",
        "ended": "terminó {0}",
        "not_over": "sin terminar",
        "not_before": "sin terminar antes del {0}",
        "start_unknown": "comienzo desconocido",
        "end_unknown": "fin desconocido",
        "day_count": "{0} día",
        "day_counts": "{0} días",
        "day_range": "de {0} a {1} días",
        "at_least_days": "al menos {0} días",
        "at_most_days": "como mucho {0} días",
        "day": "d 'de' MMMM 'de' y",
        "day_of_month": "d",
        "day_of_year": "d 'de' MMMM",
        "month": "MMMM 'de' y",
    },
}
"""Phrases by language; a language that is not here is written in English, which the page says in its ``lang``."""


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
    return period_words(first, last, language) or table["between"].format(*_pair(first, last, language))


def period_words(first: date, last: date, language: str = "en") -> str:
    """The range as one named period (a day, a month, a year), or an empty text if it is none."""
    if first == last:
        return day_words(first, language)
    if (first.year, first.month) == (last.year, last.month) and first.day == 1 and _ends_month(last):
        return _formatted(first, "month", language)
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04d}"
    return ""


def _pair(first: date, last: date, language: str) -> tuple[str, str]:
    """Both ends, what they share said once."""
    if first.year != last.year:
        return day_words(first, language), day_words(last, language)
    if first.month != last.month:
        return _formatted(first, "day_of_year", language), day_words(last, language)
    return _formatted(first, "day_of_month", language), day_words(last, language)


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def days_words(low: int | None, high: int | None, language: str = "en") -> str:
    """A number of days as a range: "82 to 112 days", "635 days", "at least 3 days".

    >>> days_words(82, 112)
    '82 to 112 days'
    """
    table = phrases(language)
    if low is None and high is None:
        return ""
    if high is None:
        return table["at_least_days"].format(_number(low))
    if low is None or (low <= 0 < high and low != high):
        return table["at_most_days"].format(_number(high))
    if low == high:
        return table["day_count" if low == 1 else "day_counts"].format(_number(low))
    return table["day_range"].format(_number(low), _number(high))


def _number(value: int | None) -> str:
    return f"{value or 0:,}".replace(",", "\u202f") if abs(value or 0) >= 10_000 else str(value or 0)
