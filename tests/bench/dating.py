"""Rows about solving: both bounds on four shapes of network, planted contradictions, and a whole case's dates.

The peer is given its graphs ready made; our time includes sorting the claims. ``quick`` makes everything small.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import cases, networks
from tests.bench.measure import Line, NotYet, alone, extra_mib, ms, seconds, side_by_side, version
from tests.bench.networks import NONE_HIGH, NONE_LOW, SHAPES, Network

WORDS = {
    "small": "many small cases",
    "random": "random",
    "chain": "a long chain, a date every 500",
    "hub": "a hub all others are told by",
}
BARS = {"small": 30, "random": 30, "chain": 10, "hub": 30}
OWN_BARS = {"small", "hub"}


def small_cases(quick: bool) -> list[Line]:
    """Thousands of networks of 36 events, solved as one."""
    return both_bounds("small", quick)


def random(quick: bool) -> list[Line]:
    """Events told relative to any of fifty neighbours, as in one huge case."""
    return both_bounds("random", quick)


def chain(quick: bool) -> list[Line]:
    """Each event told relative to the one before: the most rounds a number of claims can need."""
    return both_bounds("chain", quick)


def hub(quick: bool) -> list[Line]:
    """All events told relative to one."""
    return both_bounds("hub", quick)


def both_bounds(shape: str, quick: bool) -> list[Line]:
    """One shape: time against Bellman-Ford potentials, every bound the same; and the memory it takes."""
    events = 720 if quick else 100_000
    network, own = SHAPES[shape](events), shape in OWN_BARS
    what = f"solve {WORDS[shape]}: {network.points - 1:,} events, {network.u.size:,} claims"
    mine, other = against_bellman_ford(network)
    peer, ratio = version("networkx"), other / mine
    time = Line(what, peer, ms(mine), ms(other), ratio, at_least=BARS[shape], unit=" times", own=own)
    extra = memory_of_bounds(shape, events) if quick else alone("dating:memory_of_bounds", shape, events)
    name = f"solve {WORDS[shape]}: extra memory"
    return [time, Line(name, "itself", f"{extra:.0f} MiB", "", extra, at_most=64, unit=" MiB", own=own)]


def against_bellman_ford(network: Network) -> tuple[float, float]:
    """Time both, in turns if the peer is quick enough, and hold every bound of one against the other."""
    from timeline.dating import bounds

    forth, back = as_graphs(network)
    found: dict[str, tuple[Any, Any]] = {}

    def ours() -> None:
        found["ours"] = bounds(*network.arguments)

    def theirs() -> None:
        found["theirs"] = potentials(back), potentials(forth)

    ours()  # what is imported late is not the solver's
    times = [(seconds(ours), seconds(theirs))]
    while len(times) < (3 if times[0][1] < 3 else 2):
        times.append((seconds(ours), seconds(theirs)))
    same_bounds(found["ours"], found["theirs"])
    return min(mine for mine, _ in times), min(other for _, other in times)


def same_bounds(ours: tuple[Any, Any], theirs: tuple[dict[int, int], dict[int, int]]) -> None:
    """Raise at the first bound that differs."""
    early, late = theirs
    for point, mine in enumerate(zip(*(column.tolist() for column in ours), strict=True)):
        other = -early[point] if point in early else int(NONE_LOW), late.get(point, int(NONE_HIGH))
        if mine != other:
            raise AssertionError(f"point {point}: ours {mine}, theirs {other}")


def as_graphs(network: Network) -> tuple[Any, Any]:
    """The network as the peer takes it, and the same with every edge turned round; the tightest claim wins."""
    import networkx as nx

    weights: dict[tuple[int, int], int] = {}
    for u, v, lo, hi in zip(*(column.tolist() for column in network.arguments[1:]), strict=True):
        for edge, weight, none in (((u, v), hi, NONE_HIGH), ((v, u), -lo, -int(NONE_LOW))):
            if weight != none:
                weights[edge] = min(weight, weights.get(edge, weight))
    forth: Any = nx.DiGraph()
    back: Any = nx.DiGraph()
    for graph in (forth, back):
        graph.add_nodes_from(range(network.points))
    forth.add_weighted_edges_from((u, v, weight) for (u, v), weight in weights.items())
    back.add_weighted_edges_from((v, u, weight) for (u, v), weight in weights.items())
    return forth, back


def potentials(graph: Any) -> dict[int, int]:
    """Every point's distance from the origin."""
    import networkx as nx

    return dict(nx.single_source_bellman_ford_path_length(graph, 0))


def memory_of_bounds(shape: str, events: int) -> float:
    """How much the peak rises over the network itself, in MiB; run in a process of its own."""
    from timeline.dating import bounds

    bounds(*SHAPES[shape](72).arguments)  # what is imported late is not the solver's
    network = SHAPES[shape](events)
    return extra_mib(lambda: bounds(*network.arguments))


def conflicts(quick: bool) -> list[Line]:
    """Planted contradictions, each to be named exactly, against one run of the bounds on the same shape."""
    events = 720 if quick else 100_000
    claims, many = events * 14 // 5, events // 50
    clean = networks.case_like(events, claims)
    chain = networks.chain(events, min(500, events // 20))
    return [
        all_named("random", clean, networks.contradictory(events, claims), quick),
        all_named("a long chain", chain, networks.contradictory_chain(events), quick),
        all_named("dates and rings among random", clean, networks.clashing(events, claims), quick),
        all_named("dates and rings among random", clean, networks.clashing(events, claims, many), quick, own=True),
        all_named("one ring", chain, networks.ring(events - 1), quick, own=True),
    ]


def all_named(shape: str, clean: Network, planted: Network, quick: bool, *, own: bool = False) -> Line:
    """One shape's planted contradictions; the contract's bar is about twenty of them."""
    from timeline.dating import bounds
    from timeline.dating import conflicts as find

    found = [frozenset(int(claim) for claim in claims) for claims in find(*planted.arguments)]
    missed = [sorted(claims) for claims in planted.planted if claims not in found]
    if missed or len(found) != len(planted.planted):
        raise AssertionError(f"{shape}: {len(found)} found, {len(missed)} planted ones missed: {missed[:2]}")
    ours, theirs = side_by_side(lambda: find(*planted.arguments), lambda: bounds(*clean.arguments), 2 if quick else 3)
    count = f"{len(found):,} planted contradiction{'s' if len(found) > 1 else ''}, all named"
    what = f"{count}: {shape}, {planted.points - 1:,} events"
    return Line(what, "our own bounds", ms(ours), ms(theirs), ours / theirs, at_most=20, unit=" times", own=own)


def case_level(quick: bool) -> list[Line]:
    """Every date of a whole case, claims in words to intervals; PyYAML's time for the same file gives the scale."""
    import yaml

    from timeline.dating import date_record
    from timeline.files import read

    events = 300 if quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = cases.write(Path(folder), events)
        # Each run dates a record that was never asked anything: what a record remembers would flatter us.
        records = [read(path).record for _ in range(2 if quick else 3)]
        fresh = iter([record for record in records if record is not None])
        told: list[object] = []
        date_small()

        def ours() -> None:
            told.extend(date_record(next(fresh)).conflicts)

        mine, scale = side_by_side(ours, scale_of(yaml, path), len(records))
    if told:
        raise NotYet(f"the made case contradicts itself: {told[0]}")
    what = f"date_record of a case of {events:,} events"
    return [Line(what, f"CSafeLoader, {version('PyYAML')}", ms(mine), ms(scale), mine / scale)]


def date_small() -> None:
    """Date a case of a few events, so that what is imported or built late is not counted."""
    from timeline.dating import date_record
    from timeline.files import read_text

    record = read_text(cases.text(20)).record
    if record is None:
        raise NotYet("a made case of 20 events cannot be read")
    date_record(record)


def scale_of(yaml: Any, path: Path) -> Callable[[], object]:
    """The peer's run on a file."""
    return lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader)
