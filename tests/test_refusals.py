"""What is refused as a claim about time, and the one message that says what to write in its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from timeline.when.claims import parse_claim

lawful = settings(max_examples=often(300))

# What is typed, and what the message must say behind it; several forms where two readings are as near.
NEAREST = [
    # sides of dates
    ("end 2019", "write 'end on 2019'"),
    ("end in 2019", "write 'end on 2019'"),
    ("end in July", "add the year in full, such as 'end on 2019-07'"),
    ("start 2019-07", "write 'start on 2019-07'"),
    ("began in July 2019", "write 'start on 2019-07'"),
    ("until 2019-07", "write 'end on 2019-07' or 'by 2019-07'"),
    # doubt and nothing
    ("?", "write a date before it, such as '2019-07?', or 'unknown'"),
    ("??", "write 'unknown'"),
    ("", "'unknown'"),
    ("n.d.", "write 'unknown'"),
    ("null", "write 'unknown'"),
    ("XXXX", "write 'unknown'"),
    ("still ongoing", "write 'ongoing'"),
    ("perhaps July 2019", "write '2019-07?'"),
    ("start in 2018", "write 'start on 2018'"),
    ("ended before 2018", "write 'end before 2018'"),
    ("ended by 2018", "write 'end by 2018'"),
    ("began after the ruling", "write 'start after ruling'"),
    ("up until 2018", "write 'end on 2018' or 'by 2018'"),
    ("until after 2018", "write 'end after 2018'"),
    ("through 2018", "write 'end on 2018' or 'before 2019'"),
    ("until the end of July 2018", "write 'end on 2018-07' or 'before 2018-08'"),
    ("in force until 2018", "write 'end on 2018'"),
    ("lasting until 2018", "write 'end on 2018'"),
    ("lasted until 2018", "write 'end on 2018'"),
    ("ongoing since 2018", "write '2018/..'"),
    ("throughout 2018", "write '2018-01-01/2018-12-31'"),
    ("throughout February 2018", "write '2018-02-01/2018-02-28'"),
    # before and after a period, by its end
    ("anytime before 2018", "write 'before 2018'"),
    ("befor 2018", "write 'before 2018'"),
    ("abuot 2018-07", "write '2018-07~'"),
    ("3 dyas after asked", "write '3 days after asked'"),
    ("3 days affter asked", "write '3 days after asked'"),
    ("pre 2018", "write 'before 2018'"),
    ("post-2018", "write 'after 2018'"),
    ("not until 2018", "write 'since 2018'"),
    ("2018 or later", "write 'since 2018'"),
    ("2018 or earlier", "write 'before 2019'"),
    ("not after 2018", "write 'before 2019'"),
    ("not later than 2018", "write 'before 2019'"),
    ("on or before 2018", "write 'before 2019'"),
    ("before or on 2018", "write 'before 2019'"),
    ("no later than 2018-07", "write 'before 2018-08'"),
    ("no later than December 2018", "write 'before 2019-01'"),
    ("on or before May 2018", "write 'before 2018-06'"),
    ("on or before July 4, 2018", "write 'by 2018-07-04'"),
    ("before the start of 2018", "write 'before 2018'"),
    ("after the end of 2018", "write 'after 2018'"),
    ("before late 2018", "write 'before 2018-39'"),
    ("after early 2018", "write 'after 2018-37'"),
    ("between late 2018 and early 2019", "write 'between 2018-39 and 2019-37'"),
    # Spanish
    ("antes de 2018", "write 'before 2018'"),
    ("hasta 2018", "write 'end on 2018' or 'by 2018'"),
    ("desde 2018", "write 'since 2018'"),
    ("hacia 2018", "write '2018~'"),
    ("julio de 2019", "write '2019-07'"),
    ("el 4 de julio de 2019", "write '2019-07-04'"),
    # amounts without a number or a place
    ("about after x", "write 'about 2 weeks after EVENT'"),
    ("two weeks", "write 'two weeks after EVENT' or 'two weeks before EVENT'"),
    ("3 days after", "write '3 days after EVENT' or '3 days after 2019-07-04'"),
    ("start after", "write 'start after EVENT' or 'start after 2019-07-04'"),
    ("2 weeks during", "write '2 weeks after EVENT' or '2 weeks after 2019-07-04'"),
    ("between", "write 'between A and B'"),
    ("two weeks later", "write 'two weeks after EVENT'"),
    ("two weeks earlier", "write 'two weeks before EVENT'"),
    ("two weeks ago", "write 'two weeks before publication'"),
    ("a few weeks after x", "write 'after x' or 'at least 2 weeks after x'"),
    ("several months before x", "write 'before x' or 'at least 2 months before x'"),
    ("a couple of weeks after x", "write 'about 2 weeks after x'"),
    ("weeks after x", "write 'after x' or 'at least 2 weeks after x'"),
    # amounts in other words
    ("10-14 days before x", "write '10 to 14 days before x'"),
    ("10 \N{EN DASH} 14 days before x", "write '10 to 14 days before x'"),
    ("2 or 3 weeks after x", "write '2 to 3 weeks after x'"),
    ("10 to 3 days after x", "write '3 to 10 days after x'"),
    ("2 hours after x", "write 'same day as x' or 'after x'"),
    ("48 hours after x", "write '2 days after x'"),
    ("within 24 hours after x", "write 'within 1 day after x'"),
    ("1.5 years after x", "write '18 months after x'"),
    ("2.5 weeks after x", "write '17 to 18 days after x'"),
    ("half a year after x", "write '6 months after x'"),
    ("a year and a half after x", "write '18 months after x'"),
    ("1 month and 3 days after x", "write it in days, such as '33 days after EVENT'"),
    ("a fortnight after x", "write '2 weeks after x'"),
    ("a decade after x", "write '10 years after x'"),
    ("twenty days after x", "write '20 days after x'"),
    ("18 mos after x", "write '18 months after x'"),
    ("over two weeks after x", "write 'more than two weeks after x'"),
    ("up to 3 weeks after x", "write 'at most 3 weeks after x'"),
    ("roughly two weeks after x", "write 'about two weeks after x'"),
    ("two weeks since x", "write 'two weeks after x'"),
    ("two weeks during x", "write 'two weeks after x'"),
    ("two weeks prior to x", "write 'two weeks before x'"),
    ("x + 2 weeks", "write '2 weeks after x'"),
    ("for two weeks", "write 'lasted two weeks'"),
    # nothing, and less than a day
    ("lasted less than a day", "write 'lasted a day'"),
    ("lasted 0 days", "write 'lasted a day'"),
    ("lasted at most 0 weeks", "write 'lasted a day'"),
    ("0 days after x", "write 'same day as x' or 'within 1 day after x'"),
    ("less than 0 days after x", "write 'same day as x' or 'within 1 day after x'"),
    ("less than a day before x", "write 'same day as x' or 'within 1 day before x'"),
    ("less than a weekday after x", "write 'same day as x' or 'within 1 day after x'"),
    ("0 to 0 days after x", "write 'same day as x' or 'within 1 day after x'"),
    ("0 days ± 3 days after x", "write 'same day as x' or 'within 1 day after x'"),
    # places in time
    ("before the ruling", "write 'before ruling'"),
    ("after Ruling", "write 'after ruling'"),
    ("after ruling_one", "write 'after ruling-one'"),
    ("two weeks after the ruling", "write 'two weeks after ruling'"),
    ("between the hearing and the ruling", "write 'between hearing and ruling'"),
    ("before the hearing and after the ruling", "write [before EVENT, after EVENT]"),
    ("before July 2019", "write 'before 2019-07'"),
    ("by the end of May 2019", "write 'by 2019-05-31'"),
    ("no later than x", "write 'by x'"),
    ("by the end of the ruling", "write 'by ruling.end'"),
    ("after the start of the first hearing", "write 'after first-hearing.start'"),
    ("shortly after x", "write 'after x'"),
    ("on the day of x", "write 'same day as x'"),
    ("the week after x", "write 'within a week after x'"),
    # read from publication
    ("last week", "write 'within 2 weeks before publication'"),
    ("last month", "write 'within 2 months before publication'"),
    ("last year", "write 'within 2 years before publication'"),
    ("the past year", "write 'within a year before publication'"),
    ("the day before yesterday", "write 'two days before publication'"),
    ("the day after tomorrow", "write 'two days after publication'"),
    ("on yesterday", "write 'the day before publication'"),
    ("before yesterday", "write 'at least 2 days before publication'"),
    ("by today", "write 'by publication'"),
    ("3 days before yesterday", "count from 'publication', such as 'two days before publication'"),
    ("since then", "count from 'publication', such as 'two days before publication'"),
    ("last Wednesday", "write 'on Wednesday'"),
    ("Wednesday night", "write 'on Wednesday'"),
    ("on Weds", "write 'on Wednesday'"),
    ("a Wednesday", "write 'on a Wednesday'"),
    ("last July", "write 'in July'"),
    ("yesterday", "write 'the day before publication'"),
    ("recently", "write 'before publication'"),
    # seasons, feasts, parts of years
    ("Christmas 2018", "write '2018-12-25'"),
    ("Thanksgiving 2018", "write '2018'"),
    ("summer 2018", "write '2018-22'"),
    ("in the summer of 2018", "write '2018-22'"),
    ("spring of 2018", "write '2018-21'"),
    ("winter 2018-19", "write '2018-24'"),
    ("in summer", "add the year in full, such as '2019-22'"),
    ("Q3 2018", "write '2018-35'"),
    ("2018-Q3", "write '2018-35'"),
    ("third quarter of 2018", "write '2018-35'"),
    ("second half of 2018", "not a claim about time that is read here; write '2018-41'"),
    ("first half of 2018", "write '2018-40'"),
    ("the beginning of 2018", "write 'early 2018'"),
    ("mid-July 2019", "write 'mid 2019-07'"),
    ("early 2018-XX", "such as 'early 2018' or 'early 2018-07'"),
    ("early [2018-01,2018-02]", "such as 'early 2018' or 'early 2018-07'"),
    # dates in other orders and signs
    ("7/4/2019", "write '2019-07-04' or '2019-04-07'"),
    ("13/4/2019", "write '2019-04-13'"),
    ("7/4/19", "write it as 2019-07-04"),
    ("July 4, 2019", "write '2019-07-04'"),
    ("4 July 2019", "write '2019-07-04'"),
    ("Thursday, July 4th, 2019", "write '2019-07-04'"),
    ("July 4", "add the year in full, such as '2019-07-04'"),
    ("July 2019", "write '2019-07'"),
    ("2019/07/04", "write '2019-07-04'"),
    ("2019-7-4", "write '2019-07-04'"),
    ("2019.07.04", "write '2019-07-04'"),
    ("20190704", "write '2019-07-04'"),
    ("190704", "six digits can be confused"),
    ("before 190704", "six digits can be confused"),
    ("Y2018", "Y goes before a year of more than four digits; write '2018'"),
    ("Y2018S2", "Y goes before a year of more than four digits; write '2018S2'"),
    ("2018-03..2018-05", "a set stands in quotes: '[2018-03..2018-05]'"),
    ("..2018", "a set stands in quotes: '[..2018]'"),
    ("1670..1672", "a set stands in quotes: '[1670..1672]'"),
    ("2018-03/2018-02", "the end comes before the start; write '2018-02/2018-03'"),
    ("2018-02-01/2018-02-30", "February 2018 has 28 days; write '2018-02-01/2018-02'"),
    ("1984-85", "write '1984/1985' or '[1984..1985]'"),
    ("2017-18", "write '2017/2018' or '[2017..2018]'"),
    ("19-07-04", "write it in full and first, such as 2019-07-04"),
    ("2019-02-30", "February 2019 has 28 days; write '2019-02'"),
    ("February 30, 2019", "February 2019 has 28 days; write '2019-02'"),
    ("2019-13", "13 is no month and no season"),
    ("noon on 2018-01-01", "write '2018-01-01T12:00:00'"),
    ("10:30 pm on July 4, 2019", "write '2019-07-04T22:30:00'"),
    ("2018-01-01 22:34", "write '2018-01-01T22:34:00'"),
    ("morning of July 4, 2019", "write '2019-07-04'"),
    ("2018 to 2019", "write '2018/2019'"),
    ("from March 2018 to July 2019", "write '2018-03/2019-07'"),
    ("3-7 March 2018", "write '2018-03-03/2018-03-07'"),
    ("between June and August 2019", "write 'between 2019-06 and 2019-08'"),
    ("2019-present", "write '2019/..'"),
    ("4 or 5 July 2018", "write '[2018-07-04,2018-07-05]'"),
    ("July 4 or July 6, 2018", "write '[2018-07-04,2018-07-06]'"),
    ("summer or fall 2018", "write '[2018-22,2018-23]'"),
    ("in the year 2018", "write '2018'"),
    ("sometime in 2018", "write '2018'"),
    ("2018 or 2019", "write '[2018,2019]'"),
    ("[2018, 2019]", "write '[2018,2019]'"),
    # about
    ("circa 1990", "write '1990~'"),
    ("ca. 1990", "write '1990~'"),
    ("c. 1990", "write '1990~'"),
    ("about 1990", "write '1990~'"),
    ("around June 2018", "write '2018-06~'"),
    ("the 1990s", "write '199X'"),
    ("1990s", "write '199X'"),
    ("mid-1990s", "write '199X'"),
    ("the 90s", "add the year in full, such as '199X'"),
    ("the 19th century", "not a claim about time that is read here; write '18XX'"),
    # other signs that look the same
    ("2019\N{NON-BREAKING HYPHEN}07\N{NON-BREAKING HYPHEN}04", "write '2019-07-04'"),
    ("2018\N{EN DASH}2019", "write '2018/2019'"),
    ("\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT NINE}", "write '2019'"),
    ("2019\N{ZERO WIDTH SPACE}-07", "write '2019-07'"),
    ("\N{RIGHT-TO-LEFT MARK}after ruling", "write 'after ruling'"),
    # beyond what there is
    ("9999 years before 2018", "out of the years 0001 to 9999"),
    ("8000 years after 2018", "out of the years 0001 to 9999"),
    ("the day before 0001-01-01", "out of the years 0001 to 9999"),
    ("before 0001", "out of the years 0001 to 9999"),
    ("after 9999-12-31", "out of the years 0001 to 9999"),
    ("99999 days after x", "numbers up to 9999"),
    ("after 2018-XX-15", "count from one date"),
    ("seven moons after x", "days, weekdays, weeks, months or years"),
    ("x" * 10_000, "too long"),
    ("2019-07-04," * 1000, "too long"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), NEAREST)
def test_a_message_shows_what_was_typed_and_the_accepted_form_nearest_to_it(typed, said):
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        parse_claim(typed)
    message = str(refused.value)
    assert "\n" not in message
    assert len(message) < 420, "one sentence, not a manual"
    if 0 < len(typed) < 100:
        assert message.startswith(f"{typed!r}: ")


@pytest.mark.parametrize("typed", [typed for typed, _ in NEAREST])
def test_whatever_a_message_proposes_is_accepted(typed):
    """EVENT stands for an id."""
    with pytest.raises(ValueError, match=r".") as refused:
        parse_claim(typed)
    advice = str(refused.value).removeprefix(f"{typed!r}: ")
    for proposed in re.findall(r"(?<![\w'])'([^']*)'(?!\w)", advice.partition("; ")[2]):
        if proposed != "publication":
            parse_claim(proposed.replace("EVENT", "ruling").replace("A and B", "a and b"))


@pytest.mark.parametrize(
    "typed",
    [
        "not in 2018", "not 2018", "never 2018", "except 2018", "no 2018", "without 2018", "hardly 2018", "not during 2018",
        "not 2018-07-04", "not before or after 2018", "before not 2018", "since after 2018", "by late 2018", "circa early 2018",
        "after x or y", "before x and y", "before noon 2018-07-04", "since the end of 2018", "two weeks not after ruling",
        "July 4 and July 6, 2018", "throughout the ruling", "before 1984-85", "before mid July", "no later than 2018~",
    ],
)  # fmt: skip
def test_where_no_form_is_right_none_is_proposed(typed):
    """No proposal says the opposite, drops a word that matters, invents a year or an id."""
    with pytest.raises(ValueError, match=r".") as refused:
        parse_claim(typed)
    assert not re.search(r"write '|such as '\d", str(refused.value))


def test_the_table_is_long_enough_to_mean_something():
    assert len({typed for typed, _ in NEAREST}) >= 120


@pytest.mark.parametrize(("typed", "wanted"), [("mid-2018", "mid 2018"), ("after\N{NO-BREAK SPACE}x", "after x")])
def test_what_needs_no_correction_is_read(typed, wanted):
    found, same = parse_claim(typed), parse_claim(wanted)
    assert (found.form, found.part, found.relation, found.anchors, str(found.date)) == (
        same.form, same.part, same.relation, same.anchors, str(same.date),
    )  # fmt: skip


def test_a_date_alone_is_refused_with_dates_alone():
    """A field that holds a date is never told to hold a claim."""
    with pytest.raises(ValueError, match=re.escape("'on Wednesday': not a date; accepted forms are 2019, ")):
        timeline.parse_date("on Wednesday")
    with pytest.raises(ValueError, match=re.escape("'Summer 2018': not a date; write '2018-22'")):
        timeline.parse_date("Summer 2018")


def test_the_message_of_a_case_carries_the_nearest_form_to_the_place_it_was_typed_at(case):
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(
            case("""
                sources:
                  s: {kind: letter, title: A letter, publisher: city, published: "July 4, 2019"}
                events:
                  talk: {type: public_meeting, convener: city, title: A, when: summer 2018, cites: s}
            """)
        )
    found = {(p.at.line, p.at.column): p.hint for p in refused.value.problems if p.code == "wrong-value"}
    assert found == {
        (2, 66): "write '2019-07-04'",
        (4, 64): "write '2018-22'",
    }


@lawful
@given(
    st.lists(
        st.sampled_from(
            "July 4 2019 4, 4th of the in on at about circa c. around early mid late mid-July summer Q3 2018 2018-07 7/4/2019 "
            "19-07-04 1990s 90s the 19th century before after between and or to - \N{EN DASH} until from since a few two "
            "2.5 weeks fortnight hours half year ago later Wednesday last week Christmas noon 10:30 pm T12 X xxxx [ ] , "
            "perhaps ? . ' now present EVENT Ruling ruling_one 0 00 9999 \u0661 \N{FULLWIDTH DIGIT TWO} \u202e \x00 ±".split(
                " "
            )
        ),
        max_size=9,
    ).map(" ".join)
)
def test_any_words_are_read_or_refused_by_a_message_that_proposes_what_is_accepted(typed):
    """Nothing but ValueError ever comes out, whatever the words that the proposals are made from."""
    for reads in (parse_claim, timeline.parse_date):
        try:
            reads(typed)
            continue
        except ValueError as error:
            told = str(error)
        assert told
        _, write, advice = told.removeprefix(f"{typed!r}: ").rpartition("; write '")
        if write and "EVENT" not in advice and "A and B" not in advice:
            for proposed in f"'{advice}".removesuffix("'").strip("'").split("' or '"):
                reads(proposed)
