"""The solver on cases: its bounds are the tightest there are, its contradictions minimal, its explanations sufficient.

The numbers underneath are held against Floyd and Warshall in test_numeric.py.
"""

from __future__ import annotations

import calendar
import json
from datetime import date, timedelta

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from timeline.cli import main

lawful_cases = settings(
    max_examples=often(60), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


# Cases: against every assignment of days

FIRST, LAST = date(2020, 1, 24), date(2020, 3, 8)  # a leap February, with a month's end on either side
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
WINDOW = f"between {FIRST} and {LAST}"


def months(day, count):
    """The day so many calendar months away, clipped to the length of the month; written apart from the package."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def off(day, days):
    return day + timedelta(days=days)


# What is written after an id's place, and what it says of a day `t` and the other's day `x`.
RELATIVE = {
    "after {}": lambda t, x: t >= x,
    "before {}": lambda t, x: t <= x,
    "the day after {}": lambda t, x: t == off(x, 1),
    "same day as {}": lambda t, x: t == x,
    "3 days before {}": lambda t, x: t == off(x, -3),
    "within 10 days after {}": lambda t, x: x <= t <= off(x, 10),
    "at least 2 weeks after {}": lambda t, x: t >= off(x, 14),
    "2 weeks before {}": lambda t, x: off(x, -18) <= t <= off(x, -10),
    "1 to 2 weeks after {}": lambda t, x: off(x, 7) <= t <= off(x, 14),
    "exactly 1 month after {}": lambda t, x: t == months(x, 1),
    "exactly 1 month before {}": lambda t, x: t == months(x, -1),
    "within 1 month after {}": lambda t, x: x <= t <= months(x, 1),
    "within 1 month before {}": lambda t, x: months(x, -1) <= t <= x,
    "at least 1 month after {}": lambda t, x: t >= months(x, 1),
    "a month after {}": lambda t, x: off(months(x, 1), -15) <= t <= off(months(x, 1), 15),
    "about 2 months before {}": lambda t, x: months(x, -3) <= t <= months(x, -1),
}
ALONE = {
    "on a Monday": lambda t: t.weekday() == 0,
    "on a Thursday": lambda t: t.weekday() == 3,
    "2020-02": lambda t: t.month == 2,
    "early 2020-02": lambda t: t.month == 2 and t.day <= 10,
    "after 2020-02-15": lambda t: t > date(2020, 2, 15),
    "2020-02-05~": lambda t: date(2020, 2, 2) <= t <= date(2020, 2, 8),
    "by 2020-02-29": lambda t: t <= date(2020, 2, 29),
}
NAMES = ("a", "b", "c")
OTHERS = ((1, 2), (0, 2), (0, 1))


@st.composite
def small_cases(draw):
    """Claims on three events, as (event, claim, what it counts from or "")."""
    found = []
    for _ in range(draw(st.integers(1, 5))):
        event = draw(st.sampled_from(NAMES))
        if draw(st.booleans()):
            found.append((event, draw(st.sampled_from(sorted(ALONE))), ""))
        else:
            other = draw(st.sampled_from([name for name in NAMES if name != event]))
            found.append((event, draw(st.sampled_from(sorted(RELATIVE))), other))
    return found


def possible(claims):
    """Which days each event can have, over every assignment of days to the three events."""
    size = len(DAYS)
    allowed = np.ones((size, size, size), bool)
    for event, claim, other in claims:
        axis = NAMES.index(event)
        if not other:
            table = np.array([ALONE[claim](day) for day in DAYS])
            allowed &= table.reshape([size if n == axis else 1 for n in range(3)])
            continue
        table = np.array([[RELATIVE[claim](t, x) for x in DAYS] for t in DAYS])
        if axis > NAMES.index(other):
            table = table.T
        shape = [size if n in (axis, NAMES.index(other)) else 1 for n in range(3)]
        allowed &= table.reshape(shape)
    return [[day for day, ok in zip(DAYS, allowed.any(axis=others), strict=True) if ok] for others in OTHERS]


def written(claims, more=WINDOW):
    """A case of three events with these claims; nothing else bounds them."""
    text = "sources:\n  s: {kind: letter, title: A letter without a day, publisher: city}\nevents:\n"
    for name in NAMES:
        said = [more, *(claim.format(other) for event, claim, other in claims if event == name)]
        text += f"  {name}: {{type: public_meeting, convener: city, title: A, cites: s, when: {json.dumps(said)}}}\n"
    return text


@lawful_cases
@given(claims=small_cases())
def test_trying_every_day_attains_both_bounds(case, claims):
    """Weekdays and calendar months included; what no assignment allows is a contradiction, and nothing else is."""
    home = case(written(claims))
    days = possible(claims)
    if not days[0]:
        with pytest.raises(timeline.CaseError) as refused:
            timeline.load(home)
        assert {p.code for p in refused.value.problems if p.is_error} == {"dates-contradict"}
        return
    found = timeline.load(home).events
    assert {name: (found[name].dates.earliest, found[name].dates.latest) for name in NAMES} == {
        name: (min(days[n]), max(days[n])) for n, name in enumerate(NAMES)
    }


@lawful_cases
@given(claims=small_cases(), more=small_cases())
def test_adding_a_claim_never_widens_a_bound(case, claims, more):
    try:
        few = timeline.load(case(written(claims), folder="few")).events
        many = timeline.load(case(written(claims + more), folder="many")).events
    except timeline.CaseError:
        return
    for name in NAMES:
        assert few[name].dates.earliest <= many[name].dates.earliest
        assert many[name].dates.latest <= few[name].dates.latest


@lawful_cases
@given(claims=small_cases())
def test_every_explanation_taken_alone_yields_its_bound(case, claims):
    """Only the claims it names are kept; the bound they explain comes out again."""
    try:
        found = timeline.load(case(written(claims)))
    except timeline.CaseError:
        return
    for name in NAMES:
        for because in found.explain(name).because:
            kept = [(reason.event, reason.index) for reason in because.reasons]
            alone = timeline.load(case(only(claims, kept), folder="alone")).events[name].dates
            assert getattr(alone, because.bound) == because.day, f"{because.bound} of {name}: {because.reasons}"


def test_a_bound_is_explained_where_a_weekday_and_an_equality_pull_at_each_other(case):
    """`b` is no later than Sunday, so `a` no later than Monday, so `b` no later than Tuesday: both need all three."""
    found = timeline.load(
        case("""
            sources:
              s: {kind: letter, title: A letter without a day, publisher: city}
            events:
              a: {type: public_meeting, convener: city, title: A, cites: s, when: [on a Monday, the day before b]}
              b: {type: public_meeting, convener: city, title: B, cites: s, when: by 2020-03-08}
        """)
    )
    for name, day in (("a", date(2020, 3, 2)), ("b", date(2020, 3, 3))):
        latest = found.explain(name).because[1]
        assert latest.day == day
        assert sorted(reason.text for reason in latest.reasons) == ["by 2020-03-08", "on a Monday", "the day before b"]


def only(claims, kept):
    """The same case with no other claims than those named as (event, place in its list)."""
    text = "sources:\n  s: {kind: letter, title: A letter without a day, publisher: city}\nevents:\n"
    for name in NAMES:
        said = [WINDOW, *(claim.format(other) for event, claim, other in claims if event == name)]
        said = [claim for index, claim in enumerate(said) if (name, index) in kept] or ["unknown"]
        text += f"  {name}: {{type: public_meeting, convener: city, title: A, cites: s, when: {json.dumps(said)}}}\n"
    return text


@lawful_cases
@given(claims=small_cases())
def test_a_reported_contradiction_is_one_and_each_claim_of_it_is_needed(case, claims):
    """The claims of the first conflict, taken alone, contradict each other; without any one of them they do not."""
    claims = [*claims, ("a", "same day as {}", "b"), ("a", "the day after {}", "c"), ("b", "before {}", "c")]
    home = case(written(claims))
    conflict = dates_json(home)["conflicts"][0]["claims"]
    kept = [(row["event"], place(claims, row)) for row in conflict]
    assert not can_hold(case(only(claims, kept)))
    for index in range(len(kept)):
        assert can_hold(case(only(claims, kept[:index] + kept[index + 1 :])))


def dates_json(home):
    """What ``timeline dates --json`` says."""
    return json.loads(CliRunner().invoke(main, ["dates", str(home), "--json"]).stdout)


def place(claims, row):
    """Which claim of its event a row of the answer is; 0 is the window."""
    said = [WINDOW, *(claim.format(other) for event, claim, other in claims if event == row["event"])]
    return said.index(row["claim"])


def can_hold(home):
    """Whether the claims of a case contradict each other."""
    try:
        timeline.load(home)
    except timeline.CaseError:
        return False
    return True
