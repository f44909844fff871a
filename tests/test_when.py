"""Dates as people write them: the notation, what each claim about time means in days, and what is refused and why."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from timeline.when.amounts import Distance
from timeline.when.claims import parse_claim

lawful = settings(max_examples=often(300))


def span(found):
    """Both bounds as text, ".." for none."""
    return f"{found.earliest or '..'} {found.latest or '..'}"


# The notation: the examples of the Library of Congress (4 February 2019) in the years 0001 to 9999

LEVEL_0 = [
    ("1985-04-12", "1985-04-12 1985-04-12"),
    ("1985-04", "1985-04-01 1985-04-30"),
    ("1985", "1985-01-01 1985-12-31"),
    ("1985-04-12T23:20:30", "1985-04-12 1985-04-12"),
    ("1985-04-12T23:20:30Z", "1985-04-12 1985-04-12"),
    ("1985-04-12T23:20:30-04", "1985-04-12 1985-04-12"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12 1985-04-12"),
    ("1964/2008", "1964-01-01 2008-12-31"),
    ("2004-06/2006-08", "2004-06-01 2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01 2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01 2005-02-28"),
    ("2004-02-01/2005", "2004-02-01 2005-12-31"),
    ("2005/2006-02", "2005-01-01 2006-02-28"),
]
LEVEL_1 = [
    ("2001-21", "2001-03-01 2001-05-31"),
    ("2001-22", "2001-06-01 2001-08-31"),
    ("2001-23", "2001-09-01 2001-11-30"),
    ("2001-24", "2001-12-01 2002-02-28"),
    ("1984?", "1984-01-01 1984-12-31"),
    ("2004-06~", "2004-06-01 2004-06-30"),
    ("2004-06-11%", "2004-06-11 2004-06-11"),
    ("201X", "2010-01-01 2019-12-31"),
    ("20XX", "2000-01-01 2099-12-31"),
    ("2004-XX", "2004-01-01 2004-12-31"),
    ("1985-04-XX", "1985-04-01 1985-04-30"),
    ("1985-XX-XX", "1985-01-01 1985-12-31"),
    ("1985-04-12/..", "1985-04-12 .."),
    ("1985-04/..", "1985-04-01 .."),
    ("1985/..", "1985-01-01 .."),
    ("../1985-04-12", ".. 1985-04-12"),
    ("../1985-04", ".. 1985-04-30"),
    ("../1985", ".. 1985-12-31"),
    ("1985-04-12/", "1985-04-12 .."),
    ("1985-04/", "1985-04-01 .."),
    ("1985/", "1985-01-01 .."),
    ("/1985-04-12", ".. 1985-04-12"),
    ("/1985-04", ".. 1985-04-30"),
    ("/1985", ".. 1985-12-31"),
]
LEVEL_2 = [
    ("1950S2", "1900-01-01 1999-12-31"),
    ("2001-34", "2001-04-01 2001-06-30"),
    ("2001-29", "2001-09-01 2001-11-30"),
    ("2001-37", "2001-01-01 2001-04-30"),
    ("2001-41", "2001-07-01 2001-12-31"),
    ("[1667,1668,1670..1672]", "1667-01-01 1672-12-31"),
    ("[..1760-12-03]", ".. 1760-12-03"),
    ("[1760-12..]", "1760-12-01 .."),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01 .."),
    ("[1667,1760-12]", "1667-01-01 1760-12-31"),
    ("[..1984]", ".. 1984-12-31"),
    ("{1667,1668,1670..1672}", "1667-01-01 1672-12-31"),
    ("{1960,1961-12}", "1960-01-01 1961-12-31"),
    ("{..1984}", ".. 1984-12-31"),
    ("2004-06-11%", "2004-06-11 2004-06-11"),
    ("2004-06~-11", "2004-06-11 2004-06-11"),
    ("2004?-06-11", "2004-06-11 2004-06-11"),
    ("?2004-06-~11", "2004-06-11 2004-06-11"),
    ("2004-%06-11", "2004-06-11 2004-06-11"),
    ("156X-12-25", "1560-12-25 1569-12-25"),
    ("15XX-12-25", "1500-12-25 1599-12-25"),
    ("XXXX-12-XX", "0001-12-01 9999-12-31"),
    ("1XXX-XX", "1000-01-01 1999-12-31"),
    ("1XXX-12", "1000-12-01 1999-12-31"),
    ("1984-1X", "1984-10-01 1984-12-31"),
    ("2004-06-~01/2004-06-~20", "2004-06-01 2004-06-20"),
    ("2004-06-XX/2004-07-03", "2004-06-01 2004-07-03"),
]


@pytest.mark.parametrize(("typed", "bounds"), [*LEVEL_0, *LEVEL_1, *LEVEL_2])
def test_every_example_of_the_specification_reads_as_it_says(typed, bounds):
    found = timeline.parse_date(typed)
    assert (span(found), found.text) == (bounds, typed)


@pytest.mark.parametrize(
    ("typed", "approximate", "uncertain"),
    [
        ("1984", False, False),
        ("1984?", False, True),
        ("2004-06~", True, False),
        ("2004-06-11%", True, True),
        ("?2004-06-~11", True, True),
        ("2004-06~/2005", True, False),
        ("2004/2005-06?", False, True),
        ("[1667?,1668]", False, True),
    ],
)
def test_qualifiers_are_kept_and_move_nothing(typed, approximate, uncertain):
    found = timeline.parse_date(typed)
    assert (found.approximate, found.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("typed", "open_start", "open_end"),
    [
        ("1985/..", False, True),
        ("../1985", True, False),
        ("1985/", False, False),
        ("/1985", False, False),
        ("[..1984]", True, False),
        ("[1760-12..]", False, True),
        ("1985/1986", False, False),
    ],
)
def test_open_is_told_from_unknown(typed, open_start, open_end):
    """``..`` means not bounded; an empty end means that there is one, and nobody knows it."""
    found = timeline.parse_date(typed)
    assert (found.open_start, found.open_end) == (open_start, open_end)


@pytest.mark.parametrize("zone", ["", "Z", "-05:00", "-04", "+14:00"])
def test_a_time_of_day_never_moves_the_day(zone):
    """22:34 at -05:00 is the next day in UTC; here it stays the civil day that was written."""
    found = timeline.parse_date(f"2018-03-13T22:34:00{zone}")
    assert span(found) == "2018-03-13 2018-03-13"
    assert found.time == f"22:34:00{zone}"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2019-02-29", "February 2019 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2019-04-31", "April 2019 has 30 days"),
        ("2019-13", "no month"),
        ("2019-00", "no month 00"),
        ("2019-07-00", "no day 00"),
        ("2019-07-32", "no day 32"),
        ("2019-42", "no month and no season"),
        ("2019-21-03", "takes no day"),
        ("0000", "no year 0000"),
        ("12345", "0001 to 9999"),
        ("Y170000002", "0001 to 9999"),
        ("-1985", "0001 to 9999"),
        ("Y-17E7", "0001 to 9999"),
        ("198", "198X"),
        ("85", "four digits"),
        ("2019-7", "two-digit"),
        ("2019-07-4", "two-digit"),
        ("20190704", "2019-07-04"),
        ("07/04/2019", "day and month can be confused"),
        ("04.07.2019", "write '2019-04-07' or '2019-07-04'"),
        ("July 2019", "write '2019-07'"),
        ("", "accepted forms"),
        (" 2019", "write '2019'"),
        ("2019\n", "write '2019'"),
        ("２０１９", "write '2019'"),
        ("2019-07-04T25:00:00", "22:34:00"),
        ("2019-07T12:00:00", "22:34:00"),
        ("2019-07-04T12:00", "22:34:00"),
        ("2019-02-3X", "no day fits"),
        ("2019-XX-32", "no day 32"),
        ("~2019~", "not both"),
        ("2019S5", "one to four"),
        ("2019-07S2", "accepted forms"),
        ("2019/2018", "the end comes before the start"),
        ("2019-07-04/2019-07-03", "the end comes before the start"),
        ("2018/2019/2020", "one slash"),
        ("/", "a date at one end"),
        ("../..", "a date at one end"),
        ("..", "accepted forms"),
        ("[2019, 2020]", "no spaces"),
        ("[2019", "closes with ]"),
        ("{2019]", "closes with }"),
        ("[]", "needs dates"),
        ("[2019,,2020]", "needs dates"),
        ("[2019..2018]", "runs backwards"),
        ("[2018..2019..2020]", "accepted forms"),
    ],
)
def test_what_the_specification_refuses_is_refused_with_the_reason(typed, reason):
    with pytest.raises(ValueError, match=re.escape(reason)) as refused:
        timeline.parse_date(typed)
    assert str(refused.value).startswith(repr(typed)), "what was typed stands first"


@pytest.mark.parametrize("typed", [2019, 2019.5, None, date(2019, 7, 4)])
def test_a_date_is_text(typed):
    with pytest.raises(ValueError, match="a date is text"):
        timeline.parse_date(typed)


@lawful
@given(st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"]))
def test_a_day_cut_to_a_year_a_month_or_a_day_covers_itself(day, length, mark):
    typed = day.isoformat()[:length] + mark
    found = timeline.parse_date(typed)
    assert found.text == typed
    assert found.earliest <= day <= found.latest
    assert (found.approximate, found.uncertain) == (mark in {"~", "%"}, mark in {"?", "%"})


@lawful
@example("1000-02-30")
@given(
    st.from_regex(r"[12][0-9][0-9X][0-9X]-([01][0-9X]|X[0-9X])(-([0-3][0-9X]|X[0-9X]))?", fullmatch=True),
)
def test_a_mask_means_the_days_its_digits_can_be(typed):
    """Every X is tried with every digit; a mask that no day fits is refused, and no other."""
    days = [day for day in map(as_days, filled(typed)) if day]
    season = typed[5:7].isdigit() and int(typed[5:7]) > 12
    if season:
        return
    if not days:
        with pytest.raises(ValueError, match=r"no day fits|there is no|has \d\d days"):
            timeline.parse_date(typed)
        return
    found = timeline.parse_date(typed)
    assert (found.earliest, found.latest) == (min(d[0] for d in days), max(d[1] for d in days))


def filled(mask):
    """The mask with every X replaced by every digit."""
    for digits in product("0123456789", repeat=mask.count("X")):
        left = iter(digits)
        yield "".join(next(left) if sign == "X" else sign for sign in mask)


def as_days(text):
    """First and last day of ``YYYY-MM`` or ``YYYY-MM-DD``, or None if there is no such thing."""
    try:
        if len(text) == 10:
            return (date.fromisoformat(text),) * 2
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@lawful
@given(st.text(alphabet="0129X-/.~?%[]{},TSYZ:+E ", max_size=22))
def test_any_text_is_either_read_or_refused(typed):
    """Nothing but ValueError ever comes out, and what is read keeps its text and does not run backwards."""
    try:
        found = timeline.parse_date(typed)
    except ValueError:
        return
    assert found.text == typed
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


# Claims: what they mean in days


def dated(case, claim, **anchors):
    """The dates of the event ``it``, whose ``when`` is the claim, beside others; no publication bounds any of them."""
    events = "".join(
        f"  {id_}: {{type: public_meeting, convener: city, title: A meeting, cites: s, "
        f"when: {json.dumps(when, ensure_ascii=False)}}}\n"
        for id_, when in {"it": claim, **anchors}.items()
    )
    sources = "sources:\n  s: {kind: letter, title: A letter without a day, publisher: city}\n"
    return timeline.load(case(f"{sources}events:\n{events}")).events["it"].dates


@pytest.mark.parametrize(
    ("row", "claim", "anchors", "bounds"),
    [
        (1, "2019-07", {}, "2019-07-01 2019-07-31"),
        (2, "2019-07~", {}, "2019-06-01 2019-08-31"),
        (4, "early 2018", {}, "2018-01-01 2018-04-30"),
        (5, ["early 2018", "on a Wednesday"], {}, "2018-01-03 2018-04-25"),
        (6, "about seven months after reassigned", {"reassigned": "2019-07"}, "2020-01-01 2020-03-31"),
        (7, "exactly two weeks after aired", {"aired": "2019-09-30"}, "2019-10-14 2019-10-14"),
        (8, "two weeks after aired", {"aired": "2019-09-30"}, "2019-10-10 2019-10-18"),
        (9, "10 to 14 days before hearing", {"hearing": "2019-03-15/2019-03-16"}, "2019-03-01 2019-03-05"),
        (10, "within 48 days after aired", {"aired": "2019-09-30"}, "2019-09-30 2019-11-17"),
        (12, "between a.end and b", {"a": "2019-01/2019-02-05", "b": "2019-03-01/2019-04"}, "2019-02-05 2019-03-01"),
        (13, "before 2019-07-04", {}, ".. 2019-07-03"),
        (14, "3 months ± 10 days after raid", {"raid": "2019-11-30"}, "2020-02-19 2020-03-10"),
        (15, "during suspension", {"suspension": "2019-03-01/2019-05-31"}, "2019-03-01 2019-05-31"),
    ],
)
def test_every_worked_claim_means_the_days_the_design_gives(case, row, claim, anchors, bounds):
    assert span(dated(case, claim, **anchors)) == bounds, f"row {row} of the table"


def test_an_interval_starts_in_its_first_and_ends_in_its_second_part(case):
    """Row 3 of the table."""
    found = dated(case, "2018-03/2019-07")
    assert (span(found), found.span) == ("2018-03-01 2018-03-31", True)
    assert (found.end_earliest, found.end_latest) == (date(2019, 7, 1), date(2019, 7, 31))


def test_a_length_counts_both_of_its_ends(case):
    """Row 16 of the table, and: what lasted 3 days ends two days after it starts."""
    about = dated(case, ["2019-03-01/..", "lasted about 2 weeks"])
    assert (about.end_earliest, about.end_latest) == (date(2019, 3, 7), date(2019, 3, 21))
    three = dated(case, ["start on 2019-03-01", "lasted 3 days"])
    assert (three.end_earliest, three.end_latest) == (date(2019, 3, 3), date(2019, 3, 3))


def test_working_days_are_counted_from_monday_to_friday():
    """Row 11 of the table; working and business days are the same thing."""
    read = parse_claim("at least 3 weekdays after filed")
    assert (read.amount.least.weekdays, read.amount.most) == (3, None)
    assert parse_claim("exactly 3 business days after filed").amount.least.weekdays == 3
    with pytest.raises(ValueError, match="not counted in working days"):
        parse_claim("lasted 3 weekdays")


@pytest.mark.parametrize(
    ("claim", "bounds"),
    [
        # ~ by precision: a day 3 days, a month 1, a season 1 month, a year 6 months, a decade 2 years, each side
        ("2019-07-04~", "2019-07-01 2019-07-07"),
        ("2019-03~", "2019-02-01 2019-04-30"),
        ("2019-01~", "2018-12-01 2019-02-28"),
        ("2019~", "2018-07-01 2020-06-30"),
        ("201X~", "2008-01-01 2021-12-31"),
        ("2019-21~", "2019-02-01 2019-07-31"),
        # ? moves nothing; % is both
        ("2019-07?", "2019-07-01 2019-07-31"),
        ("2019-07%", "2019-06-01 2019-08-31"),
        # seasons are wide and overlap by a month; winter runs on
        ("2019-21", "2019-03-01 2019-06-30"),
        ("2019-22", "2019-06-01 2019-09-30"),
        ("2019-24", "2019-12-01 2020-03-31"),
        # a set is one of its days
        ("[2019-05,2019-08]", "2019-05-01 2019-08-31"),
        ("[2019-05-01..2019-05-09]", "2019-05-01 2019-05-09"),
        # thirds
        ("mid 2018", "2018-05-01 2018-08-31"),
        ("late 2018", "2018-09-01 2018-12-31"),
        ("early 2018-02", "2018-02-01 2018-02-10"),
        ("mid-2018-02", "2018-02-11 2018-02-20"),
        ("Late 2018-02", "2018-02-21 2018-02-28"),
        # before and after a date leave the named period out; by and since count from its first day
        ("before 2019-07", ".. 2019-06-30"),
        ("after 2019-07", "2019-08-01 .."),
        ("by 2019-07-04", ".. 2019-07-04"),
        ("by 2019-07", ".. 2019-07-01"),
        ("since 2019-07", "2019-07-01 .."),
        ("on 2019-07-04", "2019-07-04 2019-07-04"),
        ("during 2019-07", "2019-07-01 2019-07-31"),
        ("same day as 2019-07-04", "2019-07-04 2019-07-04"),
        ("the day after 2019-07-04", "2019-07-05 2019-07-05"),
        ("the day before 2019-03-01", "2019-02-28 2019-02-28"),
        ("between 2019-07 and 2019-09", "2019-07-01 2019-09-30"),
        # calendar months are clipped, and subtract when they go back
        ("exactly 1 month after 2019-01-31", "2019-02-28 2019-02-28"),
        ("exactly 1 month after 2020-01-31", "2020-02-29 2020-02-29"),
        ("exactly one month before 2019-03-31", "2019-02-28 2019-02-28"),
        ("exactly a year after 2020-02-29", "2021-02-28 2021-02-28"),
        # a bare amount is half a unit wide; days are exact
        ("3 days after 2019-07-04", "2019-07-07 2019-07-07"),
        ("two weeks before 2018-03-27", "2018-03-09 2018-03-17"),
        ("2 months after 2019-01-15", "2019-02-28 2019-03-30"),
        ("a year after 2019-07-04", "2020-01-04 2021-01-04"),
        # about: one unit up to seven, 15 % beyond and outwards to whole units, never below half
        ("about seven months after 2019-07-15", "2020-01-15 2020-03-15"),
        ("about 2 weeks after 2019-07-01", "2019-07-08 2019-07-22"),
        ("about 10 days after 2019-07-01", "2019-07-09 2019-07-13"),
        ("about 24 months after 2019-07-15", "2021-03-15 2021-11-15"),
        ("about a year after 2019-07-15", "2020-01-15 2021-07-15"),
        ("about a month after 2019-07-01", "2019-07-14 2019-09-01"),
        # nor narrower than the amount without the word
        ("about a week after 2019-07-01", "2019-07-04 2019-07-15"),
        ("a week after 2019-07-01", "2019-07-04 2019-07-12"),
        ("a month after 2019-02-01", "2019-02-14 2019-03-16"),
        ("about a month after 2019-02-01", "2019-02-14 2019-04-01"),
        ("about a day after 2019-07-01", "2019-07-02 2019-07-03"),
        # limits
        ("within 6 days before 2018-01-25", "2018-01-19 2018-01-25"),
        ("at least 2 weeks after 2019-07-01", "2019-07-15 .."),
        ("at most 2 weeks after 2019-07-01", "2019-07-01 2019-07-15"),
        ("more than 2 weeks after 2019-07-01", "2019-07-16 .."),
        ("less than 2 weeks after 2019-07-01", "2019-07-01 2019-07-14"),
        ("more than a month before 2019-07-31", ".. 2019-06-29"),
        ("between 3 and 5 months after 2019-07-15", "2019-10-15 2019-12-15"),
        ("3 to 5 months after 2019-07-15", "2019-10-15 2019-12-15"),
        # an anchor that is itself uncertain is any of its days
        ("two weeks before 2019-07", "2019-06-13 2019-07-21"),
        ("exactly 2 days after 2019-07", "2019-07-03 2019-08-02"),
    ],
)
def test_each_convention_is_as_the_table_of_conventions_says(case, claim, bounds):
    assert span(dated(case, claim)) == bounds


@pytest.mark.parametrize(
    ("claim", "bounds"),
    [
        ("after x", "2019-07-06 .."),
        ("before x", ".. 2019-07-04"),
        ("after x.start", "2019-07-04 .."),
        ("before x.end", ".. 2019-07-06"),
        ("since x", "2019-07-04 .."),
        ("the day after x", "2019-07-07 2019-07-07"),
        ("the day before x", "2019-07-03 2019-07-03"),
        ("at least 1 day after x", "2019-07-07 .."),
        ("same day as x.end", "2019-07-06 2019-07-06"),
        ("during x", "2019-07-04 2019-07-06"),
        ("by x", ".. 2019-07-04"),
        ("between x and 2019-08", "2019-07-06 2019-08-31"),
    ],
)
def test_after_counts_from_the_end_before_from_the_start_and_the_same_day_is_allowed(case, claim, bounds):
    assert span(dated(case, claim, x="2019-07-04/2019-07-06")) == bounds


def test_numbers_may_be_words_and_spaces_do_not_matter(case):
    assert dated(case, "about  twelve  weeks after x", x="2019") == dated(case, "about 12 weeks after x", x="2019")


def test_a_question_mark_marks_a_claim_as_doubtful_and_moves_nothing(case):
    sure, doubtful = (dated(case, claim, x="2019-07-04") for claim in ("2 weeks after x", "2 weeks after x ?"))
    assert span(sure) == span(doubtful)
    assert (sure.doubtful, doubtful.doubtful) == (False, True)
    assert dated(case, "2019-07?").doubtful


# Claims that are refused


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("7 months", ["'7 months after EVENT'", "'7 months before EVENT'"]),
        ("about 2 weeks", ["'about 2 weeks after EVENT'"]),
        ("seven moons after x", ["days, weeks, months or years"]),
        ("3 hours after x", ["days, weeks, months or years"]),
        ("a fortnight after x", ["days, weeks, months or years"]),
        ("about after x", ["'about 2 weeks after EVENT'"]),
        ("between x", ["'between A and B'"]),
        ("between x and", ["'between A and B'"]),
        ("after", ["'after EVENT'", "'after 2019-07-04'"]),
        ("after x y", ["one id or one date"]),
        ("after X", ["lower case"]),
        ("after 2018/2019", ["one date"]),
        ("after [2018,2019]", ["one date"]),
        ("2 weeks during x", ["after or before"]),
        ("10 to 3 days after x", ["runs backwards", "smaller number"]),
        ("about 2 to 3 weeks after x", ["needs no 'about'"]),
        ("99999 days after x", ["9999"]),
        ("Wednesday", ["'on Wednesday'"]),
        ("july", ["'in July'"]),
        ("July 4, 2019", ["2019-07-04"]),
        ("July 2019", ["2019-07"]),
        ("4 Jul 2019", ["2019-07"]),
        ("04/07/2019", ["year first"]),
        ("2019-13", ["no month"]),
        ("2019-02-29", ["February 2019 has 28 days"]),
        ("2019-07-04/2019-07-01", ["the end comes before the start"]),
        ("early July", ["'early 2019-07'"]),
        ("early 2019-07-04", ["'early 2018'"]),
        ("lasted", ["'lasted about 2 weeks'"]),
        ("lasted long", ["'lasted about 2 weeks'"]),
        ("in summer", ["'2019-22'"]),
        ("yesterday", ["'the day before publication'"]),
        ("recently", ["'before publication'"]),
        ("", ["2019-07-04", "unknown"]),
        ("x" * 300, ["too long"]),
    ],
)
def test_a_malformed_claim_is_refused_and_the_message_shows_what_would_do(claim, said):
    with pytest.raises(ValueError, match=re.escape(said[0])) as refused:
        parse_claim(claim)
    assert [words for words in said if words not in str(refused.value)] == []


def test_a_malformed_claim_in_a_case_is_an_error_at_its_own_place(case):
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(
            case("""
                events:
                  raid: {type: public_meeting, convener: city, title: A, when: 7 months, cites: s1}
                  talk:
                    type: public_meeting
                    convener: city
                    title: B
                    when: [2019-07, seven moons after raid]
                    cites: s1
            """)
        )
    found = [p for p in refused.value.problems if p.is_error]
    assert [(p.code, p.at.line, p.at.column) for p in found] == [("wrong-value", 2, 64), ("wrong-value", 7, 21)]
    assert "'7 months after EVENT'" in found[0].hint
    assert "days, weeks, months or years" in str(found[1])


@lawful
@given(
    st.lists(
        st.sampled_from(
            "about within exactly 3 two 10 to and days weeks month years ± +/- after before by since on during between "
            "lasted early late the day same as in July Wednesday a x x.end X 2019 2019-07 2019-02-30 2018/2019 ? "
            "publication unknown ongoing start end [2019] .. / é \u202e".split(" ")
        ),
        max_size=7,
    ).map(" ".join)
)
def test_any_words_are_either_read_or_refused(typed):
    """Nothing but ValueError ever comes out, and what is read keeps its words."""
    try:
        found = parse_claim(typed)
    except ValueError:
        return
    assert found.text == " ".join(typed.split())


# Calendar arithmetic

distances = st.builds(Distance, months=st.integers(-200, 200), days=st.integers(-400, 400))


@lawful
@given(st.dates(), st.integers(0, 400), distances)
def test_adding_a_distance_never_decreases_for_a_later_day(day, later, distance):
    """What lets the solver use calendar months exactly."""
    after = date.fromordinal(min(day.toordinal() + later, date.max.toordinal()))
    assert distance.added_to(day) <= distance.added_to(after)


@lawful
@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(-200, 200))
def test_adding_months_keeps_the_day_of_the_month_or_clips_it_to_the_last(day, months):
    found = Distance(months).added_to(day)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)
