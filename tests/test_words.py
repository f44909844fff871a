"""Dates in words, English and Spanish: nothing said that is not known, nothing known left out, and good grammar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.often import often
from tests.small import EVENT, HEAD
from timeline.dating import date_record
from timeline.files import read_text
from timeline.when.words import about_words, range_words, span_words

lawful = settings(max_examples=often(300))


def words(claim, language):
    """An event's dates in words, its ``when`` being the claim."""
    return date_record(read_text(HEAD + EVENT.format("a", claim)).record).intervals["a"].words(language)


@pytest.mark.parametrize(
    ("claim", "english", "spanish"),
    [
        ("2018-03-07", "7 March 2018", "7 de marzo de 2018"),
        ("2018-03", "March 2018", "marzo de 2018"),
        ("2018", "2018", "2018"),
        ("before 2018-03-07", "on or before 6 March 2018", "a más tardar el 6 de marzo de 2018"),
        ("since 2018-03-07", "on or after 7 March 2018", "el 7 de marzo de 2018 o después"),
        ("between 2018-03-03 and 2018-04-07", "between 3 March and 7 April 2018", "entre el 3 de marzo y el 7 de abril de 2018"),
        # about: what is named is a period, or runs from one to another
        (
            "2018-12~",
            "about December 2018: between 1 November 2018 and 31 January 2019",
            "hacia diciembre de 2018: entre el 1 de noviembre de 2018 y el 31 de enero de 2019",
        ),
        (
            "2018-03-07~",
            "about 7 March 2018: between 4 and 10 March 2018",
            "hacia el 7 de marzo de 2018: entre el 4 y el 10 de marzo de 2018",
        ),
        (
            "2018-21~",
            "about March to May 2018: between 1 February and 31 July 2018",
            "aproximadamente de marzo a mayo de 2018: entre el 1 de febrero y el 31 de julio de 2018",
        ),
        (
            "2018-24~",
            "about December 2018 to February 2019: between 1 November 2018 and 30 April 2019",
            "aproximadamente de diciembre de 2018 a febrero de 2019: entre el 1 de noviembre de 2018 y el 30 de abril de 2019",
        ),
        (
            "201X~",
            "about the 2010s: between 1 January 2008 and 31 December 2021",
            "hacia la década de 2010: entre el 1 de enero de 2008 y el 31 de diciembre de 2021",
        ),
        (
            "190X~",
            "about 1900 to 1909: between 1 January 1898 and 31 December 1911",
            "aproximadamente de 1900 a 1909: entre el 1 de enero de 1898 y el 31 de diciembre de 1911",
        ),
        (
            "2018-05-1X~",
            "about 10 to 19 May 2018: between 7 and 22 May 2018",
            "aproximadamente del 10 al 19 de mayo de 2018: entre el 7 y el 22 de mayo de 2018",
        ),
        # from, to
        ("2018-03-03/2018-03-07", "from 3 to 7 March 2018", "del 3 al 7 de marzo de 2018"),
        ("2018-03-03/2018-04-07", "from 3 March to 7 April 2018", "del 3 de marzo al 7 de abril de 2018"),
        ("2018-12-30/2019-01-02", "from 30 December 2018 to 2 January 2019", "del 30 de diciembre de 2018 al 2 de enero de 2019"),
        ("2018-01/2018-03", "from January to March 2018", "de enero a marzo de 2018"),
        ("2018/2020", "from 2018 to 2020", "de 2018 a 2020"),
        ("2018-03-07/2018-04", "from 7 March 2018 to April 2018", "del 7 de marzo de 2018 a abril de 2018"),
        ("2018-04/2019-03-07", "from April 2018 to 7 March 2019", "de abril de 2018 al 7 de marzo de 2019"),
        ("2018-07/2018-07", "July 2018", "julio de 2018"),
        ("2018-03-07/..", "began 7 March 2018, no end given", "empezó el 7 de marzo de 2018, sin final indicado"),
        ("2018-03/..", "began in March 2018, no end given", "empezó en marzo de 2018, sin final indicado"),
        ("2018/..", "began in 2018, no end given", "empezó en 2018, sin final indicado"),
        ("2018-03-07/", "began 7 March 2018, end not known", "empezó el 7 de marzo de 2018, fin desconocido"),
        ("/2018-03-07", "start not known, ended 7 March 2018", "comienzo desconocido, terminó el 7 de marzo de 2018"),
        ("../2018-03", "start not known, ended in March 2018", "comienzo desconocido, terminó en marzo de 2018"),
        ("2018-03-07?", "7 March 2018 (doubtful)", "7 de marzo de 2018 (dudoso)"),
        # a year has four digits in every form
        ("0987", "0987", "0987"),
        ("0987-03", "March 0987", "marzo de 0987"),
        ("0987/0988-03-07", "from 0987 to 7 March 0988", "de 0987 al 7 de marzo de 0988"),
        ("between 0987-12-30 and 0988", "between 30 December 0987 and 31 December 0988", "entre el 30 de diciembre de 0987 y el 31 de diciembre de 0988"),
    ],
)  # fmt: skip
def test_dates_read_well_in_both_languages(claim, english, spanish):
    assert (words(claim, "en"), words(claim, "es-MX")) == (english, spanish)


def test_an_end_is_said_as_far_as_it_is_known():
    march, july = date(2018, 3, 7), date(2018, 7, 1)
    assert span_words((march, march), (july, None)) == "began 7 March 2018, not over before 1 July 2018"
    assert (
        span_words((march, march), (july, None), "es")
        == "empezó el 7 de marzo de 2018, sin terminar antes del 1 de julio de 2018"
    )
    assert span_words((None, march), (march, july), "es") == (
        "empezó a más tardar el 7 de marzo de 2018, terminó entre el 7 de marzo y el 1 de julio de 2018"
    )


MONTHS = "January February March April May June July August September October November December".split()
day = r"(?:(\d+) )?(?:([A-Z][a-z]+) )?(\d{4})"


def read_back(said):
    """The range that English words give, so that words that say too much or too little are seen."""
    if found := re.fullmatch(rf"on or before {day}", said):
        return None, whole(*found.groups())[1]
    if found := re.fullmatch(rf"on or after {day}", said):
        return whole(*found.groups())[0], None
    if found := re.fullmatch(rf"between (\d+)(?: ([A-Z][a-z]+))?(?: (\d{{4}}))? and {day}", said):
        first, month, year, *last = found.groups()
        return whole(first, month or last[1], year or last[2])[0], whole(*last)[1]
    return whole(*re.fullmatch(day, said).groups())


def whole(number, month, year):
    """First and last day of a day, a month or a year."""
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    at = MONTHS.index(month) + 1
    first = date(int(year), at, int(number or 1))
    return first, first if number else first.replace(day=monthrange(int(year), at)[1])


days = st.dates(date(900, 1, 1), date(2100, 12, 31))
ranges = st.one_of(
    st.tuples(days, st.integers(0, 800)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))),
    days.map(lambda first: whole(None, MONTHS[first.month - 1], first.year)),
    days.map(lambda first: whole(None, None, first.year)),
    days.map(lambda first: (first, None)),
    days.map(lambda last: (None, last)),
)


@lawful
@given(ranges)
def test_words_say_the_range_itself_no_more_and_no_less(bounds):
    assert read_back(range_words(*bounds)) == bounds


@lawful
@given(ranges, ranges, st.sampled_from(["en", "es"]), st.booleans())
def test_no_words_stumble(start, end, language, ongoing):
    """No article is doubled or lost, no relation stands on another."""
    said = [span_words(start, end, language, ongoing=ongoing), range_words(*start, language)]
    if None not in start:
        said.append(about_words(*start, language))
    for one in said:
        assert not re.search(
            r"about (between|on|from)|\bde el\b|\ba el\b|el el|en el|(hacia|empezó|terminó) \d+ de", one
        )
        assert "  " not in one
