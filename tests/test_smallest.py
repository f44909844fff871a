"""Which claims are reported when dates contradict each other: the fewest, and among equals the doubtful ones."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from tests.small import EVENT, HEAD
from timeline.dating import date_record
from timeline.dating.network import Network
from timeline.dating.solver import solve
from timeline.files import read_text
from timeline.when.amounts import Distance


def conflicts(claims):
    """Contradictions of a case made of (event, claim) pairs, as lists of such pairs."""
    by_event = {name: [] for name in "abcd"}
    for event, claim in claims:
        by_event[event].append(claim)
    text = HEAD + "".join(EVENT.format(name, f"[{', '.join(said or ['unknown'])}]") for name, said in by_event.items())
    found = date_record(read_text(text).record).conflicts
    return [sorted((reason.event, reason.text) for reason in conflict.reasons) for conflict in found]


def claims_at_random(seed):
    rng = random.Random(seed)
    made = set()
    for _ in range(rng.randint(5, 9)):
        event, other = rng.sample("abcd", 2)
        made.add(
            rng.choice(
                [
                    (event, f"2020-0{rng.randint(1, 6)}"),
                    (event, f"before 2020-0{rng.randint(2, 6)}-15"),
                    (event, f"after {other}"),
                    (event, f"exactly {rng.randint(5, 60)} days after {other}"),
                    (event, f"within {rng.randint(1, 3)} months after {other}"),
                    (event, f"at least {rng.randint(3, 40)} weekdays after {other}"),
                ]
            )
        )
    return sorted(made)


@pytest.mark.parametrize("seed", range(60))
def test_the_first_contradiction_reported_is_a_smallest_one(seed):
    """Held against every smaller set of claims, tried one by one."""
    claims = claims_at_random(seed)
    found = conflicts(claims)
    if not found:
        return
    size = min(len(conflict) for conflict in found)
    for fewer in range(1, size):
        for some in combinations(claims, fewer):
            assert not conflicts(some), f"{some} contradict each other, and {found} were reported"
    for conflict in found:
        assert conflicts(conflict), "alone they contradict each other too"
        for one in conflict:
            assert not conflicts([claim for claim in conflict if claim != one]), "and none of them is to spare"


def test_some_of_those_cases_do_contradict_themselves():
    """Or the test above would say nothing."""
    assert sum(bool(conflicts(claims_at_random(seed))) for seed in range(60)) > 15


def test_a_short_contradiction_is_reported_before_the_long_way_round():
    claims = [
        ("a", "2020-01"),
        ("b", "exactly 10 days after a"),
        ("c", "exactly 10 days after b"),
        ("d", "exactly 10 days after c"),
        ("d", "2019-12-01"),
        ("d", "after a"),
    ]
    assert conflicts(claims) == [[("a", "2020-01"), ("d", "2019-12-01"), ("d", "after a")]]


def test_among_equally_small_sets_the_doubtful_claims_are_the_suspects():
    claims = [("a", "2020-03-01"), ("a", "2020-05-01"), ("a", "after b?"), ("b", "2020-06-01?")]
    assert conflicts([("a", "2020-03-01"), ("a", '"after b?"'), ("b", '"2020-06-01?"')])
    first = conflicts([(event, f'"{claim}"') for event, claim in claims])[0]
    assert first == [("a", "2020-03-01"), ("a", "2020-05-01")], "two claims are fewer than three, however doubtful"
    [same] = conflicts([("a", '"2020-03-01"'), ("a", '"2020-05-01?"'), ("a", '"2020-03-01"')])[:1]
    assert ("a", "2020-05-01?") in same


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        ("exactly 3 weekdays after 2021-05-07", "2021-05-12", "2021-05-12"),
        ("1 weekday after 2021-05-07", "2021-05-10", "2021-05-10"),
        ("1 working day after 2021-05-08", "2021-05-10", "2021-05-10"),
        ("5 business days before 2021-05-10", "2021-05-03", "2021-05-03"),
        ("within 2 weekdays after 2021-05-07", "2021-05-07", "2021-05-11"),
        ("about 10 weekdays after 2021-05-03", "2021-05-13", "2021-05-19"),
        ("at least 3 weekdays after 2021-05-06", "2021-05-11", None),
    ],
)
def test_working_days_skip_weekends(claim, earliest, latest):
    """7 May 2021 is a Friday."""
    text = HEAD + EVENT.format("a", claim)
    found = date_record(read_text(text).record).intervals["a"]
    assert (str(found.earliest), str(found.latest)) == (earliest, str(latest))


def test_a_chain_of_working_days_is_read_both_ways():
    text = HEAD + EVENT.format("a", "exactly 2 weekdays before b") + EVENT.format("b", "2021-05-10")
    assert str(date_record(read_text(text).record).intervals["a"].earliest) == "2021-05-06"
    text = HEAD + EVENT.format("a", "2021-05-06") + EVENT.format("b", "exactly 2 weekdays after a")
    assert str(date_record(read_text(text).record).intervals["b"].latest) == "2021-05-10"


def test_a_claim_that_clashes_with_itself_is_told_once():
    """One claim says on or after day 900 and on or before day 500; another, of the same point, day 700."""
    network = Network()
    point = network.point()
    network.at_least(point, 0, Distance(0, 900), claim=0)
    network.at_most(point, 0, Distance(0, 500), claim=0)
    network.at_least(point, 0, Distance(0, 700), claim=1)
    network.at_most(point, 0, Distance(0, 700), claim=1)
    found = solve(network)
    assert found.conflicts == ((0,),)
    assert (found.earliest[point], found.latest[point]) == (700, 700)
