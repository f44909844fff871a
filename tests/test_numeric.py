"""The numeric door: bounds as Floyd and Warshall give them, every contradiction named once, and nothing bent to fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from timeline.dating import bounds, conflicts

NO_LEAST, NO_MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
lawful = settings(max_examples=often(250))


def solve(points, claims):
    """``bounds`` of claims written as (u, v, lo, hi), None for no limit; as lists with None for no bound."""
    earliest, latest = bounds(points, *columns(claims))
    return (
        [None if day == NO_LEAST else int(day) for day in earliest],
        [None if day == NO_MOST else int(day) for day in latest],
    )


def columns(claims):
    """u, v, lo and hi as the numeric door takes them."""
    rows = [(u, v, NO_LEAST if lo is None else lo, NO_MOST if hi is None else hi) for u, v, lo, hi in claims]
    return tuple(np.array([row[part] for row in rows], dtype=np.int64) for part in range(4))


def shortest(points, claims):
    """Floyd and Warshall over the same claims: every distance, or None if they contradict each other.

    In floats, which hold these small whole numbers and infinity exactly.
    """
    away = np.where(np.eye(points, dtype=bool), 0.0, np.inf)
    for u, v, lo, hi in claims:
        away[u, v] = min(away[u, v], np.inf if hi is None else hi)
        away[v, u] = min(away[v, u], np.inf if lo is None else -lo)
    for k in range(points):
        away = np.minimum(away, away[:, k, None] + away[None, k, :])
    return None if (np.diag(away) < 0).any() else away


@st.composite
def networks(draw, most=6, crossed=False):
    """A number of points and up to twice as many claims between them, some of them open at one side."""
    points = draw(st.integers(1, most))
    claims = []
    for _ in range(draw(st.integers(0, 2 * most))):
        u, v = draw(st.integers(0, points - 1)), draw(st.integers(0, points - 1))
        lo = draw(st.none() | st.integers(-12, 12))
        hi = draw(st.none() | st.integers(0, 9).map(lambda width, lo=lo: (lo or 0) + width))
        if crossed and lo is not None and draw(st.integers(0, 9)) == 0:
            hi = lo - 1
        claims.append((u, v, lo, hi))
    return points, claims


@st.composite
def long_networks(draw):
    """A chain of up to 300 points, with a few more claims along it: some solutions take hundreds of steps to find.

    Now and then one point that all are told relative to, and dates; about half of them contradict themselves.
    """
    points = draw(st.integers(20, 300))
    least = draw(st.sampled_from([0, 1, 7]))
    width = draw(st.sampled_from([None, 0, 3]))
    upper = None if width is None else least + width
    claims = [(point, point + 1, least, upper) for point in range(1, points - 1)]
    if draw(st.booleans()):
        claims = [(v, u, -(hi or 9), -lo) for u, v, lo, hi in claims]
    if draw(st.booleans()):
        claims += [(1, point, None, 10 * point) for point in range(2, points)]
    for _ in range(draw(st.integers(0, 12))):
        u = draw(st.sampled_from([0, 0, 1]) | st.integers(0, points - 1))
        v = draw(st.integers(1, points - 1))
        lo = draw(st.none() | st.integers(-10, 10).map(lambda off, u=u, v=v: least * (v - u) + off))
        hi = draw(st.none() | st.integers(-10, 10).map(lambda off, u=u, v=v: least * (v - u) + off))
        claims.append((u, v, lo, hi))
    order = draw(st.permutations(range(1, points)))
    named = [0, *order]
    return points, [(named[u], named[v], lo, hi) for u, v, lo, hi in claims]


def holds(points, claims, chosen):
    return shortest(points, [claims[index] for index in chosen]) is not None


def is_minimal(points, claims, chosen):
    """Contradictory, and no longer so without any one of them."""
    return not holds(points, claims, chosen) and all(
        holds(points, claims, [other for other in chosen if other != index]) for index in chosen
    )


def is_ring(claims, chosen):
    """The same for many claims: they lead once round through different points, back to before the start."""
    rows = [claims[index] for index in chosen]
    if len(rows) == 1:
        [(u, v, lo, hi)] = rows
        return not holds(max(u, v) + 1, rows, [0])
    start = here = rows[0][0]
    forth = back = 0
    met = set()
    while rows:
        row = next((row for row in rows if here in row[:2]), None)
        if row is None or here in met:
            return False
        rows.remove(row)
        met.add(here)
        u, v, lo, hi = row
        most, least = np.inf if hi is None else hi, np.inf if lo is None else -lo
        forth, back = (forth + most, back + least) if here == u else (forth + least, back + most)
        here = v if here == u else u
    return here == start and min(forth, back) < 0


# Bounds


@lawful
@given(networks())
def test_bounds_are_those_of_floyd_and_warshall(network):
    points, claims = network
    away = shortest(points, claims)
    if away is None:
        with pytest.raises(timeline.Contradiction):
            solve(points, claims)
        return
    assert solve(points, claims) == from_distances(away)


def from_distances(away):
    """Every distance to and from the origin as bounds, None for no bound."""
    return (
        [None if day == np.inf else -int(day) for day in away[:, 0]],
        [None if day == np.inf else int(day) for day in away[0]],
    )


@settings(lawful, max_examples=often(100))
@given(long_networks())
def test_long_chains_of_claims_have_the_bounds_of_floyd_and_warshall_too(network):
    points, claims = network
    away = shortest(points, claims)
    if away is None:
        with pytest.raises(timeline.Contradiction) as refused:
            solve(points, claims)
        assert is_ring(claims, refused.value.claims)
        return
    assert solve(points, claims) == from_distances(away)


@lawful
@given(networks())
def test_all_earliest_days_together_are_a_solution_and_so_are_all_latest(network):
    points, claims = network
    if shortest(points, claims) is None:
        return
    for days in solve(points, claims):
        told = [(0, point, day, day) for point, day in enumerate(days) if day is not None]
        assert shortest(points, claims + told) is not None


@lawful
@given(networks(), st.data())
def test_one_claim_more_never_widens_a_bound(network, data):
    points, claims = network
    kept = data.draw(st.integers(0, len(claims)))
    try:
        (few_earliest, few_latest), (earliest, latest) = solve(points, claims[:kept]), solve(points, claims)
    except timeline.Contradiction:
        return
    for point in range(points):
        assert few_earliest[point] is None or few_earliest[point] <= earliest[point]
        assert few_latest[point] is None or latest[point] <= few_latest[point]


def test_a_long_chain_is_bounded_at_its_far_end():
    earliest, latest = solve(100_001, [(point, point + 1, 1, 2) for point in range(100_000)])
    assert (earliest[-1], latest[-1]) == (100_000, 200_000)


def test_no_claims_bound_nothing_but_the_origin():
    assert solve(3, []) == ([0, None, None], [0, None, None])
    assert conflicts(3, [], [], [], []) == []


# Contradictions


@lawful
@given(networks(crossed=True))
def test_a_contradiction_names_claims_of_which_none_can_be_spared(network):
    points, claims = network
    if shortest(points, claims) is not None:
        solve(points, claims)
        return
    with pytest.raises(timeline.Contradiction) as refused:
        solve(points, claims)
    assert is_minimal(points, claims, refused.value.claims)


@lawful
@given(networks(crossed=True))
def test_conflicts_share_no_claim_are_minimal_and_leave_the_rest_at_peace(network):
    points, claims = network
    found = conflicts(points, *columns(claims))
    assert all(is_minimal(points, claims, group) for group in found)
    assert holds(points, claims, left(claims, found))


def left(claims, found):
    """The claims that no contradiction names; no claim is named twice."""
    named = [index for group in found for index in group]
    assert len(named) == len(set(named))
    return sorted(set(range(len(claims))).difference(named))


@settings(lawful, max_examples=often(100))
@given(networks(most=30, crossed=True))
def test_many_conflicts_at_once_leave_the_rest_at_peace(network):
    points, claims = network
    found = conflicts(points, *columns(claims))
    assert bool(found) == (shortest(points, claims) is None)
    assert all(is_minimal(points, claims, group) for group in found)
    assert holds(points, claims, left(claims, found))


@settings(lawful, max_examples=often(100))
@given(long_networks())
def test_contradictions_of_long_chains_are_rings_and_leave_the_rest_at_peace(network):
    points, claims = network
    found = conflicts(points, *columns(claims))
    assert bool(found) == (shortest(points, claims) is None)
    assert all(is_ring(claims, group) for group in found)
    assert holds(points, claims, left(claims, found))


def test_a_ring_of_claims_far_from_any_date_is_found():
    """No bound ever reaches points 2, 3 and 4: each is to be at least a day after the one before."""
    ring = [(0, 1, 5, 9), (2, 3, 1, None), (3, 4, 1, None), (4, 2, 1, None)]
    with pytest.raises(timeline.Contradiction) as refused:
        solve(5, ring)
    assert refused.value.claims == (1, 2, 3)
    assert conflicts(5, *columns(ring)) == [[1, 2, 3]]


ALONE = {
    "more than the most": (0, 1, 5, 4),
    "a point a day after itself": (1, 1, 1, None),
    "a point a day before itself": (1, 1, None, -1),
    "the origin after itself": (0, 0, 2, 3),
}


@pytest.mark.parametrize("claim", ALONE.values(), ids=ALONE)
def test_a_claim_that_cannot_hold_alone_is_a_contradiction_of_one(claim):
    claims = [(0, 1, 5, 9), claim, (1, 2, 0, None)]
    with pytest.raises(timeline.Contradiction) as refused:
        solve(3, claims)
    assert refused.value.claims == (1,)
    assert conflicts(3, *columns(claims)) == [[1]]


def test_a_point_no_earlier_and_no_later_than_itself_says_nothing():
    claims = [(1, 1, 0, 0), (1, 1, -3, None), (0, 1, 5, 9), (0, 0, None, 4)]
    assert solve(2, claims) == ([0, 5], [0, 9])
    assert conflicts(2, *columns(claims)) == []


def test_twenty_planted_contradictions_are_all_found_and_nothing_else():
    chain = [(point, point + 1, 1, 3) for point in range(2000)]
    planted = [(100 * n, 100 * n + 2, None, 1) for n in range(20)]
    found = conflicts(2001, *columns(chain + planted))
    assert sorted(map(sorted, found)) == sorted([100 * n, 100 * n + 1, 2000 + n] for n in range(20))


PLANTS = {
    "two dates of one event": lambda n: [(0, n, 800 + n, None), (n, 0, -799 - n, None)],
    "two lengths of time between two events": lambda n: [(n, n + 1, 10, None), (n + 1, n, -9, None)],
    "three events after one another, all round": lambda n: [
        (n, n + 1, 1, 5),
        (n + 1, n + 2, 1, 5),
        (n, n + 2, None, 1),
    ],
    "two dates too near each other": lambda n: [(0, n, 800, None), (n, n + 1, 5, 9), (0, n + 1, 700, 804)],
    "two events told relative to a third": lambda n: [(1, n, 90, None), (n, n + 1, 5, None), (1, n + 1, None, 9)],
}


@pytest.mark.parametrize(
    "mixed", [*([plant] for plant in PLANTS.values()), list(PLANTS.values())], ids=[*PLANTS, "all"]
)
def test_two_thousand_contradictions_are_all_named_whatever_points_they_share(mixed):
    """Among events that go on from one to the next with a date now and then; the planted ones share the first."""
    claims = [(point, point + 1, 0, 9) for point in range(1, 10_000)]
    claims += [(0, point, 10 * point, None) for point in range(1, 10_000, 500)]
    planted, points = [], 10_001
    for number in range(2000):
        more = mixed[number % len(mixed)](points)
        planted.append([len(claims) + index for index in range(len(more))])
        claims += more
        points += 3
    found = conflicts(points, *columns(claims))
    assert sorted(found) == planted


def test_contradictions_through_one_undated_event_are_all_named():
    """No date anywhere, and the event that all others are told by is in every ring."""
    claims = [(1, point, -99, 99) for point in range(2, 2002)]
    claims += [claim for n in range(500) for claim in PLANTS["two events told relative to a third"](2002 + 2 * n)]
    found = conflicts(3002, *columns(claims))
    assert sorted(found) == [list(range(2000 + 3 * n, 2003 + 3 * n)) for n in range(500)]


def test_many_dates_of_one_event_are_told_apart_two_by_two():
    claims = [(0, 1, 3 * n, 3 * n + 1) for n in range(2001)]
    found = conflicts(2, *columns(claims))
    assert len(found) == 1000
    assert all(len(pair) == 2 for pair in found)
    assert len(left(claims, found)) == 1


RINGS = {
    "all on one day, the last before the first": (0, None, 1),
    "each a day after the other, all within half as many": (1, 50_000, None),
    "each a week after the other, all within half as many": (7, 350_000, None),
    "each a day after the other, all round": (1, None, 1),
}


@pytest.mark.parametrize("dated", [False, True], ids=["undated", "each published by a day"])
@pytest.mark.parametrize(("least", "within", "back"), RINGS.values(), ids=RINGS)
def test_a_ring_of_a_hundred_thousand_claims_is_one_contradiction(least, within, back, dated):
    events = 99_999
    claims = [(point, point + 1, least, None) for point in range(1, events)]
    claims.append((1, events, None, within) if within else (events, 1, back, None))
    if dated:
        claims += [(0, point, None, 10**7) for point in range(1, events + 1)]
    with pytest.raises(timeline.Contradiction) as refused:
        solve(events + 1, claims)
    assert list(refused.value.claims) == list(range(events))
    assert conflicts(events + 1, *columns(claims)) == [list(range(events))]


# What is taken and what is refused

WRONG = {
    "no point": ((0, [], [], [], []), "at least one point, the origin; points is 0"),
    "fewer": ((-3, [], [], [], []), "at least one point, the origin; points is -3"),
    "half a point": ((2.5, [], [], [], []), "points is how many there are, a whole number, not 2.5"),
    "points in words": (("2", [], [], [], []), "points is how many there are, a whole number, not '2'"),
    "yes": ((True, [], [], [], []), "at least one point, the origin; points is True"),
    "v too high": ((2, [0, 0], [1, 2], [1, 1], [2, 2]), r"v holds point numbers from 0 to 1, and v\[1\] is 2"),
    "u below 0": ((2, [-1], [1], [1], [2]), r"u holds point numbers from 0 to 1, and u\[0\] is -1"),
    "half days": ((2, [0], [1], [0.5], [2]), "lo holds whole numbers as int64, and is an array of float64"),
    "nan": ((2, [0], [1], [1], [float("nan")]), "hi holds whole numbers as int64, and is an array of float64"),
    "days that are floats": ((2, [0], [1], [1.0], [2]), "lo holds whole numbers .* float64"),
    "point numbers that are floats": ((2, [0.0], [1], [1], [2]), "u holds whole numbers .* float64"),
    "truth values": ((2, [0], [True], [1], [2]), "v holds whole numbers .* bool"),
    "uint64": ((2, [0], [1], np.array([1], np.uint64), [2]), "lo holds whole numbers .* uint64"),
    "a number beyond int64": ((2, [0], [1], [1], [1 << 70]), "hi holds whole numbers .* object"),
    "words": ((2, [0], [1], [1], ["2"]), "hi holds whole numbers .* <U1"),
    "dates": ((2, [0], [1], np.array(["2020-01-01"], "M8[D]"), [2]), "lo holds whole numbers .* datetime64"),
    "nothing": ((2, [0], [1], [None], [2]), "lo holds whole numbers .* object"),
    "columns of different lengths": ((2, [0], [1], [1], [2, 3]), "one-dimensional arrays of one length"),
    "a table": ((2, [[0]], [[1]], [[1]], [[2]]), "one-dimensional arrays of one length"),
    "numbers alone": ((2, 0, 1, 1, 2), "one-dimensional arrays of one length"),
    "a day too far": (
        (2, [0, 0], [1, 1], [1, -(2**40) - 1], [2, 3]),
        r"lo holds days from -1099511627776 to 1099511627776, and -9223372036854775808 for no bound, "
        r"and lo\[1\] is -1099511627777",
    ),
    "the other way": ((2, [0], [1], [1], [2**61]), r"hi\[0\] is 2305843009213693952"),
    "at least for ever": ((2, [0], [1], [NO_MOST], [NO_MOST]), r"lo\[0\] is 9223372036854775807"),
    "at most never": ((2, [0], [1], [NO_LEAST], [NO_LEAST]), r"hi\[0\] is -9223372036854775808"),
    "too far for so many points": ((1 << 20, [0], [1], [2**38], [NO_MOST]), r"lo holds days from -137438953472 to"),
}


@pytest.mark.parametrize("solver", [bounds, conflicts])
@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_taken_as_it_stands_is_refused(arguments, said, solver):
    with pytest.raises(ValueError, match=said) as refused:
        solver(*arguments)
    assert not isinstance(refused.value, timeline.Contradiction)


@pytest.mark.parametrize("made", [list, tuple, *(lambda n, t=t: np.array(n, t) for t in ("i1", "u4", "i4", ">i8"))])
def test_narrower_integers_and_lists_are_taken(made):
    earliest, latest = bounds(np.int32(3), made([0, 1]), made([1, 2]), made([5, 1]), made([9, 2]))
    assert (earliest.tolist(), latest.tolist()) == ([0, 5, 6], [0, 9, 11])
    assert (earliest.dtype, latest.dtype) == (np.int64, np.int64)


def test_every_second_entry_of_a_column_is_a_column_too():
    u, v, lo, hi = (np.repeat(column, 2)[::2] for column in columns([(0, 1, 5, 9), (1, 2, 1, 2)]))
    assert bounds(3, u, v, lo, hi)[1].tolist() == [0, 9, 11]


def test_the_callers_arrays_stay_as_they_were():
    taken = columns([(0, 1, 5, 9), (0, 1, 10, 12), (1, 2, 1, 2)])
    kept = [column.copy() for column in taken]
    for column in taken:
        column.flags.writeable = False
    conflicts(3, *taken)
    with pytest.raises(timeline.Contradiction):
        bounds(3, *taken)
    assert all((a == b).all() for a, b in zip(taken, kept, strict=True))


def test_the_farthest_days_add_up_without_a_slip():
    """Along 131,072 points, as far as the farthest day goes for so many; Python's own numbers have no limit."""
    points, far = 131_072, 2**40
    u = np.arange(points - 1)
    for sign in (1, -1):
        step = np.full(points - 1, sign * far)
        earliest, latest = bounds(points, u, u + 1, step, step)
        assert int(earliest[-1]) == int(latest[-1]) == sign * far * (points - 1)
        assert conflicts(points, u, u + 1, step, step) == []
    back = (np.append(u, 0), np.append(u + 1, points - 1), np.append(step, far), np.append(step, far))
    assert conflicts(points, *back) == [list(range(points))]
