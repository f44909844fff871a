"""Due days under a calendar of working days, rolled forward, and again and again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from tests.test_obligations import later, stand
from timeline.when.workdays import add_working_days, check_calendar, next_working_day

# Under a calendar. In 2019 Mississippi keeps Confederate Memorial Day (Monday 29 April), and not Columbus Day (14 October).


@pytest.mark.parametrize(
    ("due", "created", "day"),
    [
        ("{claim: within 3 working days after ruling}", "2019-04-25", "2019-04-30"),
        ("{claim: within 3 working days after ruling, calendar: weekdays}", "2019-04-25", "2019-04-30"),
        ("{claim: within 3 working days after ruling, calendar: us}", "2019-04-25", "2019-04-30"),
        ("{claim: within 3 working days after ruling, calendar: us-ms}", "2019-04-25", "2019-05-01"),
        ("{claim: exactly 3 business days after ruling, calendar: US-MS}", "2019-04-25", "2019-05-01"),
        ("{claim: within 1 working day after ruling, calendar: us}", "2019-10-11", "2019-10-15"),
        ("{claim: within 1 working day after ruling, calendar: us-ms}", "2019-10-11", "2019-10-14"),
        ("{claim: exactly 1 working day before 2019-04-30, calendar: us-ms}", "2019-04-25", "2019-04-26"),
        ("{claim: within 2 working days after 2019-07-03, calendar: us}", "2019-07-03", "2019-07-08"),
        ("{claim: within 30 days after ruling, calendar: us, rolls: forward}", "2019-06-04", "2019-07-05"),
        ("{claim: within 30 days after ruling}", "2019-06-04", "2019-07-04"),
        ("{claim: 2019-04-27, calendar: us-ms, rolls: forward}", "2019-03-01", "2019-04-30"),
        ("{claim: 2019-04-26, calendar: us-ms, rolls: forward}", "2019-03-01", "2019-04-26"),
    ],
)
def test_working_days_are_those_of_the_named_calendar(case, due, created, day):
    found = stand(case, "2019-12-31", created=created, due=due)
    assert found.due == (date.fromisoformat(day), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("due", "created", "bounds"),
    [
        ("within 3 working days after ruling, calendar: us-ms", "2019-04", ("2019-04-04", "2019-05-03")),
        ("2 to 3 working days after ruling, calendar: us-ms", "2019-04-25", ("2019-04-30", "2019-05-01")),
        ("at least 2 working days after ruling, calendar: us-ms", "2019-04-25", ("2019-04-30", None)),
        ("2 to 3 working days before hearing, calendar: us-ms", "2019-04-20", ("2019-04-25", "2019-04-30")),
        ("2 working days after publication, calendar: us-ms, cites: april", "2019-04-20", ("2019-05-01", "2019-05-01")),
        # The order was made over four days: the clock starts at its end.
        (
            "within 10 days after ruling, calendar: us-ms, rolls: forward",
            "2019-04-16/2019-04-19",
            ("2019-04-30", "2019-04-30"),
        ),
    ],
)
def test_a_calendar_takes_both_ends_of_an_uncertain_day(case, due, created, bounds):
    text = "april: {kind: letter, title: An order, publisher: city, published: 2019-04-26}"
    hearing = later("between 2019-05-01 and 2019-05-02", id_="hearing")
    found = stand(case, "2019-12-31", created=created, due=f"{{claim: {due}}}", sources=text, events=hearing)
    assert [day and day.isoformat() for day in found.due] == list(bounds)


@settings(max_examples=often(60))
@given(
    first=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    width=st.integers(0, 40),
    count=st.integers(-30, 30),
    name=st.sampled_from(["weekdays", "us", "us-ms", "gb-eng", "mx"]),
)
def test_the_ends_of_a_range_lead_to_the_ends_of_what_is_counted_from_it(first, width, count, name):
    """What makes two ends enough: neither counting nor rolling ever goes down when the day goes up."""
    days = [first + timedelta(days=n) for n in range(width + 1)]
    counted = [add_working_days(day, count, name) for day in days]
    rolled = [next_working_day(day, name) for day in days]
    assert counted == sorted(counted)
    assert rolled == sorted(rolled)
    assert all(next_working_day(day, name) == day for day in (*rolled, *(counted if count else ())))


@settings(max_examples=often(60))
@given(day=st.dates(date(2015, 1, 1), date(2030, 1, 1)), count=st.integers(1, 25))
def test_counting_is_going_from_one_working_day_to_the_next(day, count):
    counted = 0
    reached = day
    while counted < count:
        reached += timedelta(days=1)
        counted += next_working_day(reached, "us-ms") == reached
    assert add_working_days(day, count, "us-ms") == reached


def test_a_count_that_leaves_the_calendar_stops_at_its_end():
    assert add_working_days(date(9999, 12, 30), 20, "us") == date.max
    assert add_working_days(date(1, 1, 5), -20, "us") == date.min


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("{claim: within 3 working days after ruling, calendar: us-miss}", "did you mean 'us-ms'?"),
        ("{claim: within 3 working days after ruling, calendar: '9'}", "write 'weekdays', a country"),
        ("{claim: within 3 working days after ruling, calendar: us-}", "did you mean 'us'?"),
        ("{claim: within 3 working days after ruling, calendar: mon}", "is not a calendar of working days"),
        ("{claim: within 3 months after ruling, calendar: us}", "'calendar' changes nothing here"),
        ("{claim: within 3 days after ruling, rolls: forward}", "'rolls' needs a 'calendar'"),
        ("{unspecified: timely, calendar: us}", "'calendar' goes with a 'claim'"),
        ("{unspecified: yearly, every: year}", "'every' goes with a 'claim'"),
        ("{claim: 2019-04-01, until: 2022}", "'until' and 'times' go with 'every'"),
        ("{claim: 2019-04-01, every: fortnight}", "write 'year', 'quarter', '6 months' or '2 weeks'"),
        ("{claim: 2019-04-01, every: 0 days}", "'0 days' is not an interval"),
        ("{claim: 2019-04-01, every: year, times: 0}", "greater than or equal to 1"),
        ("2019-04-01/2019-06-30", "write its last day, '2019-06-30'"),
        ("lasted 3 days", "write the day it is due"),
    ],
)
def test_what_makes_no_due_day_is_said_with_a_way_out(case, due, said):
    with pytest.raises(timeline.CaseError) as refused:
        stand(case, "2019-12-31", due=due)
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["weekdays", "us", "us-ms", "de-augsburg", "gb-sct"])
def test_a_calendar_has_the_name_of_its_country_and_part(name):
    assert check_calendar(name) == name


# Again and again


def report(day, due, id_):
    return later(day, f", fulfils: {{obligation: back, due: {due}}}", id_=id_)


def turns(found):
    return [(one.due[0].isoformat(), one.status, one.days_overdue) for one in found.turns]


YEARLY = "{claim: 2019-04-01, every: year}"


def test_a_yearly_duty_has_a_due_day_a_year(case):
    found = stand(case, "2021-06-30", created="2018-06-01", due=YEARLY, events=report("2019-03-20", "2019", "first"))
    assert turns(found) == [
        ("2019-04-01", "fulfilled_on_time", None),
        ("2020-04-01", "due_passed_unknown", (455, 455)),
        ("2021-04-01", "due_passed_unknown", (90, 90)),
        ("2022-04-01", "pending", None),
    ]


def test_the_first_due_day_that_is_not_met_speaks_for_all(case):
    """A later report does not make up for the one that is missing."""
    events = report("2019-03-20", "2019", "one") + "\n" + report("2021-03-20", "2021", "three")
    found = stand(case, "2021-06-30", created="2018-06-01", due=YEARLY, events=events)
    assert (found.status, found.due, found.days_overdue) == (
        "due_passed_unknown",
        (date(2020, 4, 1), date(2020, 4, 1)),
        (455, 455),
    )
    events += "\n" + report("2020-08-01", "2020", "two")
    found = stand(case, "2021-06-30", created="2018-06-01", due=YEARLY, events=events)
    assert (found.status, found.due[0], found.days_overdue) == ("pending", date(2022, 4, 1), None)


@pytest.mark.parametrize(
    ("days", "status"),
    [(("2019-03-20", "2020-04-01"), "fulfilled_on_time"), (("2019-03-20", "2020-04-02"), "fulfilled_late"),
     (("2019-03-20", "2020-04"), "fulfilled_timing_unknown"), (("2019-05-20", "2020-04"), "fulfilled_late")],
)  # fmt: skip
def test_once_every_due_day_is_met_the_worst_of_them_is_told(case, days, status):
    events = report(days[0], "2019", "one") + "\n" + report(days[1], "2020", "two")
    due = YEARLY.replace("year}", "year, times: 2}")
    found = stand(case, "2021-06-30", created="2018-06-01", due=due, events=events)
    assert (found.status, len(found.turns), found.is_open) == (status, 2, False)


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("{claim: 2019-01-31, every: month, times: 4}", ["2019-01-31", "2019-02-28", "2019-03-31", "2019-04-30"]),
        ("{claim: 2019-01-15, every: quarter, until: 2019-08}", ["2019-01-15", "2019-04-15", "2019-07-15"]),
        ("{claim: 2019-12-20, every: 2 weeks, until: 2020-01-17}", ["2019-12-20", "2020-01-03", "2020-01-17"]),
        ("{claim: 2019-04-27, every: 2 days, times: 2, calendar: us-ms, rolls: forward}", ["2019-04-30", "2019-04-30"]),
        (
            "{claim: within 2 working days after ruling, every: year, times: 2, calendar: us-ms}",
            ["2018-06-05", "2019-06-05"],
        ),
    ],
)
def test_intervals_are_counted_from_the_first_due_day(case, due, days):
    found = stand(case, "2021-06-30", created="2018-06-01", due=due)
    assert [one.due[0].isoformat() for one in found.turns] == days


def test_a_due_day_that_is_a_range_stays_one_every_time(case):
    found = stand(case, "2020-04-10", created="2018-06-01", due="{claim: 2019-04, every: year}")
    assert [(one.status, one.days_overdue) for one in found.turns] == [
        ("due_passed_unknown", (346, 375)),
        ("maybe_overdue", (0, 9)),
        ("pending", None),
    ]


def test_somebody_who_says_that_it_was_not_done_means_the_last_due_day(case):
    said = "claims: {about: compliance, says: X, value: not_met, said_on: 2020-05-02, cites: s}"
    found = stand(case, "2021-06-30", created="2018-06-01", due=YEARLY, owed=said)
    assert [one.status for one in found.turns] == ["due_passed_unknown", "overdue", "due_passed_unknown", "pending"]


def test_what_is_due_again_and_again_is_met_on_the_event_not_on_the_obligation(case):
    with pytest.raises(timeline.CaseError, match="say on the event which day"):
        stand(
            case, "2021-06-30", due=YEARLY, owed="closed_by: {event: later, how: fulfils}", events=later("2021-04-20")
        )


def test_a_daily_duty_since_the_year_one_ends(case):
    """A thousand due days are looked at; nobody waits for three million."""
    found = stand(case, "9999-12-31", created="0001-01-01", due="{claim: 0001-01-02, every: day}")
    assert (len(found.turns), found.status) == (1000, "due_passed_unknown")
