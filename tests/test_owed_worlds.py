"""Statuses and ages held against every day that the dates allow, one world at a time; and the clock under a stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.often import often
from tests.test_obligations import later, stand
from timeline.model.obligation import STATUSES

START = date(2021, 3, 1)
RULES = settings(max_examples=often(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
Span = tuple[int, int]


def iso(day: int) -> str:
    return (START + timedelta(days=day)).isoformat()


def between(span: Span) -> str:
    return f"between {iso(span[0])} and {iso(span[1])}"


def days_of(span: Span) -> Iterator[int]:
    yield from range(span[0], span[1] + 1)


def in_order(created: Span, *later: Span | None) -> bool:
    """Nothing is certainly before what created it: that would be an error of the case."""
    return all(span is None or span[1] >= created[0] for span in later)


@st.composite
def spans(draw: Callable[..., int], low: int = 0, high: int = 40, wide: int = 8) -> Span:
    first = draw(st.integers(low, high))
    return first, first + draw(st.integers(0, wide))


# Statuses: exclusive, complete, and those of the worlds


@RULES
@given(
    created=spans(high=20),
    condition=st.none() | spans(high=30),
    due=st.none() | spans(high=40),
    done=st.none() | spans(high=40),
    said=st.none() | st.integers(0, 50),
    ended=st.none() | spans(high=50),
    day=st.integers(0, 60),
)
def test_a_status_is_the_one_that_every_possible_world_gives(case, created, condition, due, done, said, ended, day):
    """Each row of the table as a question to all worlds; exactly one row is the first to hold, and it is the status."""
    assume(in_order(created, due, done, ended))
    events = [later(between(condition), id_="met")] if condition else []
    events += [later(between(done), ", fulfils: back", id_="act")] if done else []
    events += [later(between(ended), id_="end")] if ended else []
    owed = ["conditions: {event: met}"] if condition else []
    owed += [f"claims: {{about: compliance, says: X, value: not_met, said_on: {iso(said)}, cites: s}}"] if said else []
    owed += ["closed_by: {event: end, how: waives}"] if ended else []
    found = stand(
        case,
        iso(day),
        created=between(created),
        due=between(due) if due else "unspecified",
        events="\n".join(events),
        owed="\n".join(owed),
    )
    by_now = [all(one <= day for one in days_of(span)) for span in (created, condition or created)]
    dues = list(days_of(due)) if due else []
    pairs = list(product(days_of(done), dues)) if done else []
    certainly_done = done is not None and all(one <= day for one in days_of(done))
    unmet = said is not None and said <= day and all(said >= one for one in dues)
    rows = [
        ("waived", ended is not None and all(one <= day for one in days_of(ended))),
        ("not_triggered", not all(by_now)),
        ("fulfilled_on_time", certainly_done and bool(dues) and all(act <= one for act, one in pairs)),
        ("fulfilled_late", certainly_done and bool(dues) and all(act > one for act, one in pairs)),
        ("fulfilled_timing_unknown", certainly_done),
        ("open", not dues),
        ("pending", all(day <= one for one in dues)),
        ("overdue", all(day > one for one in dues) and unmet),
        ("due_passed_unknown", all(day > one for one in dues)),
        ("maybe_overdue", True),
    ]
    assert found.status == next(name for name, holds in rows if holds)
    assert found.status in {name for name, _ in STATUSES}
    assert (found.days_overdue is not None) <= (found.status in ("overdue", "due_passed_unknown", "maybe_overdue"))
    assert (found.days_open is not None) == found.is_open


# Ages: the least and the most of all worlds, with the clock standing still while stayed


def clock(since: int, day: int, stay: Span | None) -> int:
    """Days counted one by one; those from a stay's first day to the day it is lifted are not."""
    return sum(1 for one in range(since, day) if not (stay and stay[0] <= one < stay[1]))


def aged(case, created, due, stay, lifted, day):
    assume(in_order(created, due, stay, lifted))
    how = ["- {event: halt, how: stays}"] if stay else []
    how += ["- {event: go, how: resumes}"] if lifted else []
    events = [later(between(stay), id_="halt")] if stay else []
    events += [later(between(lifted), id_="go")] if lifted else []
    return stand(
        case,
        iso(day),
        created=between(created),
        due=between(due) if due else "unspecified",
        events="\n".join(events),
        owed="closed_by: [" + ", ".join(one.removeprefix("- ") for one in how) + "]" if how else "",
    )


STAYED = {
    "created": st.integers(0, 15).map(lambda day: (day, day)),
    "due": spans(low=10, high=40),
    "stay": spans(low=5, high=30),
    "gap": st.integers(0, 20),
    "lift": st.integers(0, 8),
    "day": st.integers(0, 90),
}


@RULES
@given(**STAYED)
def test_days_open_and_overdue_are_the_least_and_the_most_of_all_worlds(case, created, due, stay, gap, lift, day):
    lifted = (stay[1] + gap, stay[1] + gap + lift)
    found = aged(case, created, due, stay, lifted, day)
    if not found.is_open:
        assert found.status in ("not_triggered", "stayed")
        return
    worlds = list(product(days_of(created), days_of(stay), days_of(lifted)))
    open_ = [clock(since, day, (first, last)) for since, first, last in worlds]
    assert found.days_open == (min(open_), max(open_))
    over = [
        max(0, clock(since, day, (first, last)) - max(0, one - since))
        for (since, first, last), one in product(worlds, days_of(due))
    ]
    assert (found.days_overdue or (0, 0)) == (min(over), max(over))
    assert found.days_stayed is None or found.days_stayed[0] <= found.days_stayed[1]


@RULES
@given(**{**STAYED, "created": spans(high=15)})
def test_a_range_holds_every_world_when_the_first_day_is_uncertain_too(case, created, due, stay, gap, lift, day):
    lifted = (stay[1] + gap, stay[1] + gap + lift)
    found = aged(case, created, due, stay, lifted, day)
    for since, first, last in product(days_of(created), days_of(stay), days_of(lifted)):
        age = clock(since, day, (first, last))
        assert found.days_open is None or found.days_open[0] <= age <= found.days_open[1]
        for one in days_of(due):
            late = max(0, age - max(0, one - since))
            assert found.days_overdue is None or found.days_overdue[0] <= late <= found.days_overdue[1]


@RULES
@given(**{**STAYED, "created": spans(high=15)}, lifts=st.booleans())
def test_a_later_day_never_shortens_an_age_whatever_is_stayed(case, created, due, stay, gap, lift, day, lifts):
    lifted = (stay[1] + gap, stay[1] + gap + lift) if lifts else None
    before: dict[str, Span] = {}
    for on in range(day, day + 30, 3):
        found = aged(case, created, due, stay, lifted, on)
        for name in ("days_open", "days_overdue"):
            now = getattr(found, name)
            if now is not None and name in before:
                assert before[name][0] <= now[0]
                assert before[name][1] <= now[1]
            before = {**before, name: now} if now is not None else before


@RULES
@given(
    created=spans(high=15),
    due=spans(low=10, high=40),
    stay=spans(low=5, high=30),
    lifted=spans(low=40, high=50),
    day=st.integers(0, 90),
    which=st.sampled_from(["created", "due", "stay", "lifted"]),
    cut=st.tuples(st.integers(0, 4), st.integers(0, 4)),
)
def test_narrowing_a_date_never_widens_a_range(case, created, due, stay, lifted, day, which, cut):
    wide = {"created": created, "due": due, "stay": stay, "lifted": lifted}
    first = min(wide[which][0] + cut[0], wide[which][1])
    narrow = {**wide, which: (first, max(first, wide[which][1] - cut[1]))}
    one, two = aged(case, day=day, **wide), aged(case, day=day, **narrow)
    for name in ("days_open", "days_overdue"):
        before, after = getattr(one, name), getattr(two, name)
        if before is not None and after is not None:
            assert before[0] <= after[0]
            assert before[1] is None or after[1] <= before[1]


# A stay, told in days


def test_a_stay_stops_the_clock_and_moves_the_due_day(case):
    """Ordered on 10 March, due on 9 April; stayed from 20 to 30 March: ten days that do not count."""
    args = {
        "due": "within 30 days after ruling",
        "events": later("2021-03-20", id_="halt") + "\n" + later("2021-03-30", id_="go"),
        "owed": "closed_by: [{event: halt, how: stays, cites: s}, {event: go, how: resumes, cites: s}]",
    }
    told = {
        day: (found.status, found.due[0].isoformat(), found.days_open, found.days_overdue, found.days_stayed)
        for day in ("2021-03-19", "2021-03-20", "2021-03-29", "2021-03-30", "2021-04-19", "2021-04-21")
        for found in [stand(case, day, **args)]
    }
    assert told == {
        "2021-03-19": ("pending", "2021-04-09", (9, 9), None, None),
        "2021-03-20": ("stayed", "2021-04-09", None, None, (0, 0)),
        "2021-03-29": ("stayed", "2021-04-09", None, None, (9, 9)),
        "2021-03-30": ("pending", "2021-04-19", (10, 10), None, (10, 10)),
        "2021-04-19": ("pending", "2021-04-19", (30, 30), None, (10, 10)),
        "2021-04-21": ("due_passed_unknown", "2021-04-19", (32, 32), (2, 2), (10, 10)),
    }


def test_days_stayed_after_the_due_day_do_not_count_as_late(case):
    args = {
        "due": "2021-03-20",
        "events": later("2021-03-25", id_="halt") + "\n" + later("2021-04-04", id_="go"),
        "owed": "closed_by: [{event: halt, how: stays, cites: s}, {event: go, how: resumes, cites: s}]",
    }
    found = stand(case, "2021-04-10", **args)
    assert (found.due[0].isoformat(), found.days_overdue, found.days_open) == ("2021-03-20", (11, 11), (21, 21))


def test_a_stay_that_may_have_begun_leaves_the_due_day_open_at_its_end(case):
    args = {"due": "2021-04-10", "owed": "closed_by: {event: halt, how: stays}"}
    found = stand(case, "2021-04-15", **args, events=later("2021-04", id_="halt"))
    assert (found.status, found.due[1], found.days_overdue) == ("maybe_overdue", None, (0, 5))


def test_two_stays_each_stop_the_clock(case):
    days = {"one": "2021-03-12", "two": "2021-03-15", "three": "2021-03-20", "four": "2021-03-27"}
    hows = {"one": "stays", "two": "resumes", "three": "stays", "four": "resumes"}
    found = stand(
        case,
        "2021-04-09",
        events="\n".join(later(day, id_=id_) for id_, day in days.items()),
        owed="closed_by: [" + ", ".join(f"{{event: {id_}, how: {how}}}" for id_, how in hows.items()) + "]",
    )
    assert (found.days_open, found.days_stayed) == ((20, 20), (10, 10))


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ("[{event: later, how: resumes}]", "write it after the 'stays' it ends"),
        ("[{event: later, how: stays}, {event: later, how: stays}]", "needs a 'resumes' between"),
        (
            "[{event: later, how: stays}, {event: later, how: resumes}, {event: later, how: resumes}]",
            "after the 'stays'",
        ),
    ],
)
def test_stays_and_what_lifts_them_come_in_pairs(case, closed, said):
    with pytest.raises(Exception, match=said):
        stand(case, "2021-04-10", owed=f"closed_by: {closed}", events=later("2021-03-20"))


# Conditions joined by any: the first that came true starts the clock


def test_of_several_ways_in_the_first_that_may_have_come_true_starts_the_clock(case):
    """One came true between the 12th and the 15th, the other between the 11th and the 30th: the first, from the 11th on."""
    found = stand(
        case,
        "2021-03-31",
        owed="conditions: [{event: one}, {event: two}]\nlogic: any",
        events=later("between 2021-03-12 and 2021-03-15", id_="one")
        + "\n"
        + later("between 2021-03-11 and 2021-03-30", id_="two"),
    )
    assert (found.since, found.days_open) == ((date(2021, 3, 11), date(2021, 3, 15)), (16, 20))


def test_a_way_in_that_holds_until_something_happens_holds_from_the_start(case):
    found = stand(
        case,
        "2021-04-10",
        owed="conditions: [{event: one}, {event: two, polarity: must_not_occur}]\nlogic: any",
        events=later("2021-04-01", id_="one") + "\n" + later("2021-05-01", id_="two"),
    )
    assert (found.since, found.days_open) == ((date(2021, 3, 10), date(2021, 3, 10)), (31, 31))


def test_a_condition_that_another_obligation_is_not_met_fails_once_it_is(case):
    other = "first: {label: O, created_by: ruling, obligor: city, force: ordered, due: unspecified, cites: s}"
    args = {"owed": "conditions: {obligation: first, polarity: must_not_occur}", "obligations": other}
    assert stand(case, "2021-04-25", **args).status == "open"
    assert (
        stand(case, "2021-04-25", **args, events=later("2021-04-20", ", fulfils: first")).status == "condition_failed"
    )


# Assessments over time


def test_an_assessor_who_changes_its_mind_is_not_in_dispute_with_itself(case):
    seen = "{{assessor: csc, date: {}, status: {}, cites: s}}"
    first, then = seen.format("2021-04-01", "not_met"), seen.format("2021-05-01", "met")
    assert stand(case, "2021-06-01", owed=f"assessments: [{first}, {then}]").disputed is False
    other = seen.format("2021-04-15", "not_met").replace("csc", "mayor")
    assert stand(case, "2021-06-01", owed=f"assessments: [{then}, {first}, {other}]").disputed is True
    assert stand(case, "2021-04-20", owed=f"assessments: [{then}, {first}, {other}]").disputed is False
