"""What a date that others count from may mean: approximate, it is any day in its bounds; a season is that of the case's
own hemisphere; and no margin leads past it."""

from __future__ import annotations

import pytest

from tests.small import EVENT, HEAD
from timeline.dating import date_record
from timeline.files import read_text


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        ("exactly two weeks after 2019-07~", "2019-06-15", "2019-09-14"),
        ("exactly two weeks before 2019-07~", "2019-05-18", "2019-08-17"),
        ("on 2019-07~", "2019-06-01", "2019-08-31"),
        ("during 2019-07~", "2019-06-01", "2019-08-31"),
        ("between 2019-07~ and 2019-09~", "2019-06-01", "2019-10-31"),
        ("since 2019-07~", "2019-06-01", "None"),
        ("after 2019-07~", "2019-07-01", "None"),
        ("before 2019-07~", "None", "2019-07-31"),
        ("by 2019-07~", "None", "2019-08-01"),
        ("after 2019-07", "2019-08-01", "None"),
        ("before 2019-07", "None", "2019-06-30"),
        ("on 2018-21", "2018-03-01", "2018-06-30"),
        ("before 2018-21", "None", "2018-02-28"),
        ("after 2018-21", "2018-07-01", "None"),
        ("before 2018-24", "None", "2018-11-30"),
        ("after 2018-24", "2019-04-01", "None"),
    ],
)
def test_an_approximate_anchor_widens_what_counts_from_it(claim, earliest, latest):
    assert bounds(claim) == (earliest, latest)


def bounds(claim, conventions="", **anchors):
    """The event's earliest and latest day, its ``when`` being the claim, in a case with conventions of its own."""
    head = HEAD.replace("sources:", f"conventions: {{{conventions}}}\nsources:") if conventions else HEAD
    events = "".join(EVENT.format(id_, when) for id_, when in {"a": f"'{claim}'", **anchors}.items())
    read = read_text(head + events)
    assert not [problem for problem in read.problems if problem.is_error]
    found = date_record(read.record).intervals["a"]
    return str(found.earliest), str(found.latest)


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        # spring and summer come half a year later in the same year, autumn and winter half a year earlier
        ("2018-21", "2018-09-01", "2018-12-31"),
        ("2018-22", "2018-12-01", "2019-03-31"),
        ("2018-23", "2018-03-01", "2018-06-30"),
        ("2018-24", "2018-06-01", "2018-09-30"),
        ("201X-24", "2010-06-01", "2019-09-30"),
        # those that name their hemisphere are the same anywhere
        ("2018-25", "2018-03-01", "2018-06-30"),
        ("2018-29", "2018-09-01", "2018-12-31"),
        ("2018-33", "2018-01-01", "2018-03-31"),
        # as anchors
        ("before 2018-21", "None", "2018-08-31"),
        ("by 2018-21", "None", "2018-09-01"),
        ("after 2018-21", "2019-01-01", "None"),
        ("after 2018-24", "2018-10-01", "None"),
        ("since 2018-21", "2018-09-01", "None"),
        ("on 2018-24", "2018-06-01", "2018-09-30"),
        ("between 2018-23 and 2018-24", "2018-03-01", "2018-09-30"),
        ("before 2018-24~", "None", "2018-06-30"),
        ("after 2018-23~", "2018-05-31", "None"),
        ("exactly 2 days after 2018-24", "2018-06-03", "2018-10-02"),
    ],
)
def test_seasons_are_those_of_the_south_where_a_case_says_so(claim, earliest, latest):
    assert bounds(claim, "hemisphere: south") == (earliest, latest)


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        ("3 days ± 10 days after x", "2019-07-04", "2019-07-17"),
        ("3 days ± 10 days before x", "2019-06-21", "2019-07-04"),
        ("3 days ± 1 month after x", "2019-07-04", "2019-08-07"),
        ("1 month ± 30 days after x", "2019-07-05", "2019-09-03"),
        ("1 month ± 30 days before x", "2019-05-05", "2019-07-04"),
        ("2 weekdays ± 5 weekdays after x", "2019-07-04", "2019-07-15"),
    ],
)
@pytest.mark.parametrize("anchor", ["x", "2019-07-04"])
def test_a_margin_wider_than_the_amount_does_not_turn_after_into_before(claim, earliest, latest, anchor):
    assert bounds(claim.replace("x", anchor), x="2019-07-04") == (earliest, latest)


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        ("1 week after x", "2019-07-04", "2019-08-01"),
        ("1 week before x", "2019-06-06", "2019-07-04"),
        ("1 month after 2019-07-04", "2019-07-04", "2019-10-04"),
        ("a day after x", "2019-07-04", "2019-07-09"),
    ],
)
def test_a_width_of_the_case_itself_does_not_either(claim, earliest, latest):
    own = "half: {week: 3 weeks, month: 2 months, day: 4 days}"
    assert bounds(claim, own, x="2019-07-04") == (earliest, latest)


def test_no_day_counts_from_before_february_where_a_month_is_shorter_than_its_margin():
    """One month on from 31 January is 28 February: 29 days back from there is before the anchor, from 1 March after."""
    assert bounds("1 month ± 29 days after x", x="2019-01-31")[0] == "2019-01-31"
    assert bounds("1 month ± 29 days after x", x="2019-03-01")[0] == "2019-03-03"


def test_a_length_is_never_less_than_a_day():
    head = HEAD + EVENT.format("a", "[start on 2019-07-04, lasted 2 days ± 5 days]")
    found = date_record(read_text(head).record).intervals["a"]
    assert (str(found.end_earliest), str(found.end_latest)) == ("2019-07-04", "2019-07-10")


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        # a margin alone is cut off at the years there are: what the words name lies within them
        ("2017 years before 2018", "0001-01-01", "0002-06-30"),
        ("about 7980 years after 2018", "8801-01-01", "9999-12-31"),
        ("since 9999-12-31", "9999-12-31", "None"),
        ("by 0001-01-01", "None", "0001-01-01"),
        ("9999-12-31~", "9999-12-28", "9999-12-31"),
    ],
)
def test_the_years_that_there_are_end_what_a_margin_adds(claim, earliest, latest):
    assert bounds(claim) == (earliest, latest)


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        # part of an approximate date: as wide as the date's own precision
        ("early 2018~", "2017-07-01", "2018-10-31"),
        ("late 2018-02~", "2018-01-21", "2018-03-31"),
        ("mid 2018-02%", "2018-01-11", "2018-03-20"),
        ("late 2018", "2018-09-01", "2018-12-31"),
        # a set: each date by its own
        ("[2018-03-05~,2018-08]", "2018-03-02", "2018-08-31"),
        ("[2018-03,2018-08-05~]", "2018-03-01", "2018-08-08"),
        ("[2017~,2018-08-05]", "2016-07-01", "2018-08-05"),
        ("[2018-03-05~..2018-03-09]", "2018-03-02", "2018-03-09"),
        ("[..2018-03-05~]", "None", "2018-03-08"),
        ("[2018-03-05~..]", "2018-03-02", "None"),
        # an interval: each end by its own
        ("2018-03-05~/2019", "2018-03-02", "2018-03-08"),
    ],
)
def test_each_date_is_widened_by_its_own_precision(claim, earliest, latest):
    assert bounds(claim) == (earliest, latest)


def published(day, claim="unknown", conventions=""):
    """The bounds of an event that a source of that day reports."""
    head = HEAD.replace("publisher: p}", f"publisher: p, published: {day}}}")
    head = head.replace("sources:", f"conventions: {{{conventions}}}\nsources:") if conventions else head
    found = date_record(read_text(head + EVENT.format("a", claim)).record).intervals["a"]
    return str(found.earliest), str(found.latest)


@pytest.mark.parametrize(
    ("day", "claim", "earliest", "latest"),
    [
        ("2018-03-28~", "unknown", "None", "2018-03-31"),
        ("2018-03~", "publication", "2018-02-01", "2018-04-30"),
        ("2018-22", "unknown", "None", "2018-09-30"),
        ("2018-03-28~", "two weeks before publication", "2018-03-07", "2018-03-21"),
        ("2018-03-28~", "on Wednesday", "2018-03-21", "2018-03-28"),
        ("2018-01-01~", "in December", "2017-12-01", "2017-12-31"),
        ("2018-XX-15", "[publication, before 2018-06]", "2018-01-15", "2018-05-15"),
    ],
)
def test_an_approximate_day_of_publication_is_as_wide_as_any_other(day, claim, earliest, latest):
    assert published(day, claim) == (earliest, latest)


def test_a_season_of_publication_is_that_of_the_case():
    assert published("2018-21", conventions="hemisphere: south") == ("None", "2018-12-31")


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        ("[[2018-21,2018-23], after 2018-06-20]", "2018-06-21", "2018-12-31"),
        ("[[2018-21,2018-23], after 2018-07-01]", "2018-09-01", "2018-12-31"),
        ("[[2018-21~,2018-23~], after 2018-06-01]", "2018-06-02", "2019-01-31"),
        ("[[2018-03-05~,2018-08], after 2018-03-07]", "2018-03-08", "2018-08-31"),
        ("[[2018-03-05~,2018-08], after 2018-03-08]", "2018-08-01", "2018-08-31"),
        ("[2018-XX-15/2018-12, after 2018-03-16]", "2018-04-15", "2018-12-15"),
    ],
)
def test_the_days_between_the_dates_of_a_set_are_not_meant_and_those_of_each_are(claim, earliest, latest):
    one, other = claim[1:-1].rsplit(", ", 1)
    assert bounds_of_all(f"'{one}'", other) == (earliest, latest)


def bounds_of_all(*claims):
    """The bounds of an event with several claims."""
    found = date_record(read_text(HEAD + EVENT.format("a", f"[{', '.join(claims)}]")).record).intervals["a"]
    return str(found.earliest), str(found.latest)


def test_the_width_of_a_part_is_the_case_s_own():
    assert bounds("early 2018~", "approximate: {year: 1 month}") == ("2017-12-01", "2018-05-31")


@pytest.mark.parametrize(
    ("claim", "doubtful"),
    [
        ("after 2018-03?", True),
        ("early 2018%", True),
        ("between 2018-03? and 2018-05", True),
        ("after 2018-03~", False),
    ],
)
def test_a_doubtful_date_makes_whatever_counts_from_it_doubtful(claim, doubtful):
    assert date_record(read_text(HEAD + EVENT.format("a", claim)).record).intervals["a"].doubtful is doubtful
