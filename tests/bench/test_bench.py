"""The benchmarks' inputs are what they say, and every row runs to its end on small ones. No time is asserted."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench import cases, dating, decree, networks, saving, speed
from tests.bench.__main__ import cells, table
from tests.bench.measure import Line
from timeline.files import read_text


def test_the_same_seed_makes_the_same_inputs():
    assert cases.text(40) == cases.text(40) != cases.text(40, seed=9)
    first, second = networks.case_like(200, 560), networks.case_like(200, 560)
    assert all(np.array_equal(a, b) for a, b in zip(first.arguments[1:], second.arguments[1:], strict=True))


def test_a_made_case_reads_clean():
    loaded = read_text(cases.text(200))
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.record is not None
    assert len(loaded.record.events) == 200


@pytest.mark.parametrize("shape", networks.SHAPES)
def test_a_made_network_can_be_solved(shape):
    """The peer finds potentials both ways: there is no negative cycle, and every claim has one bound at least."""
    network = networks.SHAPES[shape](720)
    forth, back = dating.as_graphs(network)
    assert dating.potentials(forth)
    assert dating.potentials(back)
    assert ((network.lo != networks.NONE_LOW) | (network.hi != networks.NONE_HIGH)).all()


def test_the_small_cases_have_nothing_to_do_with_each_other():
    """Without the origin each event stands with the 35 others of its case and no one else."""
    import networkx as nx

    network = networks.small_cases(720)
    between = network.u != 0
    graph = nx.Graph(zip(network.u[between].tolist(), network.v[between].tolist(), strict=True))
    assert [len(case) for case in nx.connected_components(graph)] == [36] * 20


def test_all_others_are_told_relative_to_the_hub():
    network = networks.hub(720)
    between = network.u != 0
    told = np.where(network.u == 1, network.v, network.u)[between]
    assert sorted(told.tolist()) == list(range(2, 721))


def test_a_bound_unlike_the_peers_is_an_error():
    ours = np.array([0, 5]), np.array([0, networks.NONE_HIGH])
    dating.same_bounds(ours, ({0: 0, 1: -5}, {0: 0}))
    with pytest.raises(AssertionError, match="point 1"):
        dating.same_bounds(ours, ({0: 0, 1: -4}, {0: 0}))


PLANTED = {"random": networks.contradictory(720, 2016), "chain": networks.contradictory_chain(720)}


def test_clashing_dates_and_rings_are_apart_and_nothing_else_is_told_of_their_events():
    network = networks.clashing(720, 2016)
    planted = sorted(frozenset().union(*network.planted))
    assert [len(claims) for claims in network.planted[:6]] == [2, 3, 3, 2, 3, 3]
    assert planted == list(range(network.u.size - len(planted), network.u.size))
    others = np.concatenate([network.u[: planted[0]], network.v[: planted[0]]])
    windows = np.bincount(others, minlength=721)[-60:]
    assert (windows == 1).all()


@pytest.mark.parametrize("network", PLANTED.values(), ids=PLANTED)
def test_each_planted_set_contradicts_itself_and_shares_nothing(network):
    """Round each planted cycle the bounds add up to less than nothing; without its last claim a set can hold."""
    assert len(network.planted) == 20
    assert len(frozenset().union(*network.planted)) == sum(map(len, network.planted))
    for claims in network.planted:
        *steps, last = sorted(claims)
        assert sum(int(network.lo[claim]) for claim in steps) > int(network.hi[last])
        assert {len(claims) for claims in network.planted} == {2, 3, 4, 5, 6}


def test_the_strings_for_the_date_row_are_different_and_both_parsers_take_them():
    from timeline import parse_date

    texts = speed.edtf_strings(300)
    assert len(set(texts)) == 300
    for text in texts:
        parse_date(text)


@pytest.mark.parametrize(("ratio", "verdict"), [(0.5, "pass"), (0.7, "FAIL")])
def test_the_table_says_on_which_side_of_the_bar_a_line_is(ratio, verdict):
    line = Line("read", "peer 1.0", "1 s", "2 s", ratio, at_most=0.6)
    assert cells(line)[-2:] == ("at most 0.6", verdict)
    assert verdict in table([line])


def test_a_line_without_a_bar_has_no_verdict_and_our_own_bars_say_so():
    assert cells(Line("date_record", "peer 1.0", "1 s", "2 s", 0.5))[-2:] == ("", "")
    assert (
        Line("hub", "peer 1.0", "1 s", "40 s", 40, at_least=30, unit=" times", own=True).bar
        == "at least 30 times (our own bar)"
    )


ROWS = [
    speed.read,
    speed.checks,
    dating.small_cases,
    dating.random,
    dating.chain,
    dating.hub,
    dating.conflicts,
    dating.case_level,
    decree.decree,
    saving.start_up,
]


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_a_row_runs_to_its_end_on_small_inputs(row):
    """Rows hold our answers against the peer's as they go; a difference would raise."""
    assert all(line.what for line in row(True))
