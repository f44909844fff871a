"""The benchmarks' inputs are what they say, and every row runs to its end on small ones. No time is asserted."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench import cases, networks, speed
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


@pytest.mark.parametrize("network", [networks.case_like(300, 840), networks.chain(600)], ids=["like a case", "chain"])
def test_a_made_network_can_be_solved(network):
    """The peer finds potentials both ways: there is no negative cycle, and every claim has one bound at least."""
    forth, back = speed.as_graphs(network)
    assert speed.potentials(forth)
    assert speed.potentials(back)
    assert ((network.lo != networks.NONE_LOW) | (network.hi != networks.NONE_HIGH)).all()


def test_each_planted_set_contradicts_itself_and_shares_nothing():
    """Round each planted cycle the bounds add up to less than nothing; without its last claim a set can hold."""
    network = networks.contradictory(300, 840)
    assert len(network.planted) == 20
    assert len(frozenset().union(*network.planted)) == sum(map(len, network.planted))
    for claims in network.planted:
        *steps, last = sorted(claims)
        assert sum(int(network.lo[claim]) for claim in steps) > int(network.hi[last])


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


@pytest.mark.slow
@pytest.mark.parametrize(
    "row", [speed.read, speed.solve, speed.solve_chain, speed.conflicts], ids=lambda row: row.__name__
)
def test_a_row_runs_to_its_end_on_small_inputs(row):
    """Rows hold our answers against the peer's as they go; a difference would raise."""
    assert all(line.what for line in row(True))
