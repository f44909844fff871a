"""Rings of claims that cannot hold are found at once, wherever they are and however little they miss by."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.small import EVENT, HEAD
from timeline.dating import date_record
from timeline.files import read_text
from timeline.when.claims import parse_claim


def dated(**events):
    return date_record(read_text(HEAD + "".join(EVENT.format(*pair) for pair in events.items())).record)


def clashes(found):
    return sorted(sorted(reason.text for reason in conflict.reasons) for conflict in found.conflicts)


@pytest.mark.parametrize(
    "events",
    [
        {"a": "[on a Tuesday, at least 4 weekdays after b]", "b": "[on a Tuesday, at most 2 weekdays before a]"},
        {"a": "at least 4 weekdays after b", "b": "at most 2 weekdays before a"},
        {"a": "[at least 4 weekdays after b, after 2020]", "b": "at most 2 weekdays before a"},
    ],
)
def test_a_ring_of_working_days_is_a_contradiction_and_no_endless_walk(events):
    found = dated(**events)
    assert len(found.conflicts) == 1
    assert {reason.text for reason in found.conflicts[0].reasons} <= {
        "at least 4 weekdays after b", "at most 2 weekdays before a"
    }  # fmt: skip


def test_a_claim_set_aside_no_longer_makes_an_event_a_span():
    found = dated(a="[{claim: 2018-05/2018-07, status: conflict, reason: misprint}, 2018-06]")
    assert str(found.intervals["a"]) == "June 2018"


def test_a_margin_beyond_reason_is_refused():
    with pytest.raises(ValueError, match="up to 9999"):
        parse_claim("3 days ± 99999999999999999999999 days after x")


@pytest.mark.parametrize(
    ("events", "claims"),
    [
        (
            {"a": "XXXX-07", "b": "[XXXX-07, exactly 2 months after a]"},
            ["XXXX-07", "XXXX-07", "exactly 2 months after a"],
        ),
        (
            {"b": "unknown", "a": "[exactly a month after b, exactly 32 days after b]"},
            ["exactly 32 days after b", "exactly a month after b"],
        ),
        (
            {"b": "unknown", "a": "[exactly 24 months after b, exactly 732 days after b]"},
            ["exactly 24 months after b", "exactly 732 days after b"],
        ),
        (
            {"b": "on a Sunday", "a": "[on a Monday, exactly 9 days after b]"},
            ["exactly 9 days after b", "on a Monday", "on a Sunday"],
        ),
        (
            {
                "a": "unknown",
                "b": "[exactly 12 months after a, exactly 366 days after a]",
                "c": "[exactly 12 months after b, exactly 366 days after b]",
            },
            [
                "exactly 12 months after a",
                "exactly 12 months after b",
                "exactly 366 days after a",
                "exactly 366 days after b",
            ],
        ),
    ],
    ids=[
        "two Julys two months apart",
        "a month of 32 days",
        "two years of 732 days",
        "weekdays",
        "two leap years running",
    ],
)
def test_months_masks_and_weekdays_that_cannot_be_contradict_each_other_without_any_date(events, claims):
    assert clashes(dated(**events)) == [claims]


@pytest.mark.parametrize(
    "events",
    [
        {"a": "XXXX-07", "b": "[XXXX-07, exactly 12 months after a]"},
        {"b": "unknown", "a": "[exactly a month after b, exactly 28 days after b]"},
        {"b": "unknown", "a": "[exactly 8 years after b, exactly 2921 days after b]"},
        {"b": "on a Sunday", "a": "[on a Monday, exactly 8 days after b]"},
        {"a": "unknown", "b": "[exactly 12 months after a, exactly 366 days after a]"},
    ],
    ids=["two Julys a year apart", "February", "eight years with one leap day: about 1900", "weekdays", "a leap year"],
)
def test_what_some_day_of_the_calendar_allows_is_no_contradiction(events):
    assert clashes(dated(**events)) == []


def test_a_bound_far_from_any_day_that_fits_is_found_in_one_step():
    """Both claims together need a 29 February between them, and none lies between 1896 and 1904."""
    found = dated(b="after 1896-03-01", a="[exactly 12 months after b, exactly 366 days after b]")
    assert str(found.intervals["b"].earliest) == "1903-03-01"


def test_two_rings_that_fit_apart_and_not_together_are_a_contradiction():
    """Each pair of claims leaves some weekdays over, and the two have none in common."""
    events = {"c": "2020-02", "a": "[exactly 40 days after c, at least 23 weekdays after c]"}
    assert clashes(dated(**events)) == []
    assert clashes(
        dated(**events, d="[exactly 36 days after a, on a Monday]", e="[exactly 37 days after a, on a Friday]")
    )


LONG = 300


def test_a_long_chain_of_mondays_is_a_week_a_step():
    steps = {f"e{n}": f"[on a Monday, at least 1 day after e{n - 1}]" for n in range(1, LONG)}
    found = dated(e0="2018-01-01", **steps)
    assert found.intervals[f"e{LONG - 1}"].earliest == date(2018, 1, 1) + timedelta(weeks=LONG - 1)


def test_a_long_contradiction_is_whole_for_programs_and_short_for_people():
    chain = {f"e{n}": f"at least 1 day after e{n - 1}" for n in range(1, LONG)}
    [conflict] = dated(e0="2018-01-01", **chain, end=f"[2018-02-01, after e{LONG - 1}]").conflicts
    assert len(conflict.reasons) == LONG + 2
    assert conflict.message.count(";") == 8
    assert conflict.message.endswith(f"; and {LONG + 2 - 8} more")


def test_every_pair_of_clashing_dates_is_named_in_one_pass():
    found = dated(**{f"e{n}": "[2018, 2020]" for n in range(LONG)})
    assert clashes(found) == [["2018", "2020"]] * LONG


CLAIMS = (
    "2020-{m:02d}", "before 2020-{m:02d}-15", "after {o}", "exactly {d} days after {o}", "exactly {k} months after {o}",
    "on a {w}", "XXXX-{m:02d}", "at least {d} weekdays after {o}", "within {k} months before {o}", "2020-{m:02d}-XX",
    "[2020-{m:02d}-03,2020-{m:02d}-20]",
)  # fmt: skip


def claims_at_random(seed):
    rng = random.Random(seed)
    made = {name: [] for name in "abcd"}
    for _ in range(rng.randint(6, 11)):
        event, other = rng.sample("abcd", 2)
        weekday = rng.choice(["Monday", "Wednesday", "Friday"])
        fields = {"o": other, "m": rng.randint(1, 6), "d": rng.randint(5, 60), "k": rng.randint(1, 3), "w": weekday}
        made[event].append(rng.choice(CLAIMS).format(**fields))
    return {name: [f'"{claim}"' for claim in dict.fromkeys(said)] for name, said in made.items()}


def solve_some(claims):
    return dated(**{name: f"[{', '.join(said or ['unknown'])}]" for name, said in claims.items()})


@pytest.mark.parametrize("seed", range(40))
def test_contradictions_with_calendars_are_minimal_and_what_is_left_agrees_with_each_claim_alone(seed):
    claims = claims_at_random(seed)
    listed = [(event, claim) for event, said in claims.items() for claim in said]

    def clash(some):
        return bool(solve_some({name: [claim for event, claim in some if event == name] for name in "abcd"}).conflicts)

    conflicts = [[(r.event, f'"{r.text}"') for r in conflict.reasons] for conflict in solve_some(claims).conflicts]
    for conflict in conflicts:
        assert clash(conflict)
        for one in conflict:
            assert not clash([claim for claim in conflict if claim != one])
    aside = {claim for conflict in conflicts for claim in conflict}
    left = [claim for claim in listed if claim not in aside]
    assert not clash(left)
    for one in aside:
        assert not clash([*left, one]), "a claim that clashes with what is left is in one more contradiction"


def test_such_cases_do_and_do_not_contradict_themselves():
    found = [bool(solve_some(claims_at_random(seed)).conflicts) for seed in range(40)]
    assert 10 < sum(found) < 38
