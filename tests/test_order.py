"""Which came first: certainly, possibly or never, for Allen's thirteen relations, and within one day."""

from __future__ import annotations

import random
from itertools import product

import pytest

import timeline
from timeline import Order
from timeline.ask.order import because
from timeline.dating import reason_words

# Allen's relations between stretches of whole days (s, e) and (t, f), written down a second time.
MEANING = {
    "before": lambda s, e, t, f: e < t,
    "after": lambda s, e, t, f: f < s,
    "meets": lambda s, e, t, f: e + 1 == t,
    "met_by": lambda s, e, t, f: f + 1 == s,
    "overlaps": lambda s, e, t, f: s < t <= e < f,
    "overlapped_by": lambda s, e, t, f: t < s <= f < e,
    "starts": lambda s, e, t, f: s == t and e < f,
    "started_by": lambda s, e, t, f: s == t and f < e,
    "during": lambda s, e, t, f: t < s and e < f,
    "contains": lambda s, e, t, f: s < t and f < e,
    "finishes": lambda s, e, t, f: e == f and t < s,
    "finished_by": lambda s, e, t, f: e == f and s < t,
    "equals": lambda s, e, t, f: s == t and e == f,
}
SPAN = (
    "{{type: policy_action, body: city, step: adopted, topic: T, title: A rule, cites: s, "
    "when: [start between 2021-05-{:02} and 2021-05-{:02}, end between 2021-05-{:02} and 2021-05-{:02}{}]}}"
)
HEAD = "sources:\n  s: {kind: letter, title: A letter without a day, publisher: city}\n"


@pytest.mark.parametrize("seed", range(25))
def test_every_relation_is_answered_as_trying_every_day_does(case, seed):
    rng = random.Random(seed)
    a, b = ([*sorted(rng.sample(range(1, 8), 2)), *sorted(rng.sample(range(3, 10), 2))] for _ in range(2))
    tied = rng.choice(["", ", start after a.start", ", end before a.end", ", start same day as a.end"])
    rules = {"": lambda s, e, t, f: True, ", start after a.start": lambda s, e, t, f: t >= s,
             ", end before a.end": lambda s, e, t, f: f <= e, ", start same day as a.end": lambda s, e, t, f: t == e}  # fmt: skip
    text = f"{HEAD}events:\n  a: {SPAN.format(*a, '')}\n  b: {SPAN.format(*b, tied)}\n"
    ways = [
        (s, e, t, f)
        for s, e, t, f in product(
            range(a[0], a[1] + 1), range(a[2], a[3] + 1), range(b[0], b[1] + 1), range(b[2], b[3] + 1)
        )
        if s <= e and t <= f and rules[tied](s, e, t, f)
    ]
    if not ways:
        with pytest.raises(timeline.CaseError, match="dates-contradict"):
            timeline.load(case(text))
        return
    found = timeline.load(case(text))
    for relation, holds in MEANING.items():
        true = [holds(*way) for way in ways]
        answer = Order.CERTAINLY if all(true) else Order.POSSIBLY if any(true) else Order.NEVER
        assert found.order("a", "b", relation) is answer, relation
    between = found.elapsed("a", "b")
    assert (between.low, between.high) == (min(t - e for _, e, t, _ in ways), max(t - e for _, e, t, _ in ways))


DAY = "{{type: public_statement, speaker: mayor, channel: interview, title: T, cites: s, when: {}{}}}"


def two(case, a, b, more_a="", more_b=""):
    return timeline.load(case(f"{HEAD}events:\n  a: {DAY.format(a, more_a)}\n  b: {DAY.format(b, more_b)}\n"))


def test_on_one_day_neither_is_before_the_other(case):
    found = two(case, "2021-05-04", "2021-05-04")
    assert (found.order("a", "b"), found.order("b", "a")) == (Order.NEVER, Order.NEVER)


def test_a_time_of_day_orders_events_of_one_known_day(case):
    found = two(case, "2021-05-04", "2021-05-04", ", time: '09:30'", ", time: '22:34'")
    assert (found.order("a", "b"), found.order("b", "a")) == (Order.CERTAINLY, Order.NEVER)


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("2021-05-04T09:30:00", "2021-05-04T22:34:00", Order.CERTAINLY),
        ("2021-05-04T22:34:00", "2021-05-04T09:30:00", Order.NEVER),
        ("2021-05-04T09:30:00-05:00", "2021-05-04T22:34:00-05:00", Order.CERTAINLY),
        ("2021-05-04T09:30:00-05:00", "2021-05-04T22:34:00Z", Order.NEVER),
    ],
)
def test_a_time_written_with_a_date_orders_the_day_unless_the_zones_differ(case, a, b, answer):
    assert two(case, a, b).order("a", "b") is answer


def test_what_orders_two_events_of_a_day_is_named(case):
    found = two(case, "2021-05-04", "2021-05-04", ", time: '09:30'", ", time: '22:34'")
    reasons = because(found.dated, "a", "b", Order.CERTAINLY)
    assert [reason_words(found.dated.record, reason) for reason in reasons] == [
        "'a' was at 09:30 (s)",
        "'b' was at 22:34 (s)",
    ]


def test_a_chain_of_same_day_links_is_named_whole(case):
    text = "".join(
        f"  {name}: {DAY.format('2021-05-04' if not after else 'unknown', after)}\n"
        for name, after in (("a", ""), ("b", ", after_same_day: a"), ("c", ", after_same_day: b"))
    )
    found = timeline.load(case(f"{HEAD}events:\n{text}"))
    assert [(r.event, r.other) for r in because(found.dated, "a", "c", Order.CERTAINLY)] == [("b", "a"), ("c", "b")]


def test_a_time_of_day_orders_nothing_where_the_day_is_not_known(case):
    found = two(case, "2021-05", "2021-05", ", time: '09:30'", ", time: '22:34'")
    assert found.order("a", "b") is Order.POSSIBLY


def test_after_same_day_puts_both_on_one_day_and_in_order(case):
    found = two(case, "2021-05-04", "2021-05", "", ", after_same_day: a")
    assert str(found.events["b"].dates) == "4 May 2021"
    assert (found.order("a", "b"), found.order("b", "a")) == (Order.CERTAINLY, Order.NEVER)
    assert "later on the day of 'a'" in str(found.explain("b"))


def test_events_of_one_day_in_a_circle_are_an_error(case):
    with pytest.raises(timeline.CaseError, match="circular-relations"):
        two(case, "2021-05-04", "2021-05-04", ", after_same_day: b", ", after_same_day: a")


def test_an_unknown_relation_names_those_there_are(case):
    with pytest.raises(ValueError, match="overlaps"):
        two(case, "2021-05-04", "2021-05-05").order("a", "b", "precedes")


def test_elapsed_days_use_what_ties_two_events_and_not_only_their_own_bounds(case):
    """Two weeks after a month-long doubt is two weeks, give or take four days; an event without a bound has none."""
    found = two(case, "2021-05", "two weeks after a")
    assert (found.elapsed("a", "b").low, found.elapsed("a", "b").high) == (10, 18)
    assert str(found.elapsed("a", "b")) == "10 to 18 days"
    loose = two(case, "2021-05-04", "after a")
    assert (loose.elapsed("a", "b").low, loose.elapsed("a", "b").high) == (0, None)
    assert str(loose.elapsed("a", "b")) == "at least 0 days"
