"""Rows about reading, solving, parsing dates and growth, in one process each. ``quick`` makes everything small."""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import cases, networks
from tests.bench.measure import Line, NotYet, alone, ms, peak_mib, seconds, side_by_side, version
from tests.bench.networks import NONE_HIGH, NONE_LOW, Network


def read(quick: bool) -> list[Line]:
    """Read and validate a case file, positions kept, against PyYAML's C loader alone."""
    import yaml

    from timeline.files import read as read_case

    events = 300 if quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = cases.write(Path(folder), events)
        loaded = read_case(path)
        if loaded.record is None or len(loaded.record.events) != events or loaded.problems:
            raise NotYet(f"the made case does not read clean: {'; '.join(map(str, loaded.problems[:2]))}")
        ours, theirs = side_by_side(
            lambda: read_case(path), lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader), 2 if quick else 5
        )
    peer = f"CSafeLoader, {version('PyYAML')}"
    return [Line(f"read and validate {events:,} events", peer, ms(ours), ms(theirs), ours / theirs, at_most=0.6)]


def solve(quick: bool) -> list[Line]:
    """Both bounds of a network like a case, against Bellman-Ford potentials; and the memory of it."""
    events, claims = (300, 840) if quick else (100_000, 280_000)
    network = networks.case_like(events, claims)
    what = f"solve {events:,} events, {network.u.size:,} claims"
    extra = alone("speed:memory_of_bounds", events, claims)
    memory = Line(f"{what}: extra memory", "itself", f"{extra:.0f} MiB", "", extra, at_most=64, unit=" MiB")
    return [against_bellman_ford(network, what, 30), memory]


def solve_chain(quick: bool) -> list[Line]:
    """The same for one long chain with a date every 500 events."""
    events = 600 if quick else 100_000
    return [against_bellman_ford(networks.chain(events), f"solve a chain of {events:,} events, a date every 500", 10)]


def against_bellman_ford(network: Network, what: str, bar: float) -> Line:
    """Time both, and hold every bound of one against the other."""
    from timeline.dating import bounds

    peer = version("networkx")
    forth, back = as_graphs(network)
    ours = min(seconds(lambda: bounds(*network.arguments)) for _ in range(3))
    theirs = seconds(lambda: (potentials(forth), potentials(back)))
    earliest, latest = bounds(*network.arguments)
    late, early = potentials(forth), potentials(back)
    for point in range(network.points):
        low, high = -early[point] if point in early else NONE_LOW, late.get(point, NONE_HIGH)
        if (low, high) != (earliest[point], latest[point]):
            raise AssertionError(f"point {point}: ours {earliest[point]}..{latest[point]}, theirs {low}..{high}")
    return Line(what, peer, ms(ours), ms(theirs), theirs / ours, at_least=bar, unit=" times")


def as_graphs(network: Network) -> tuple[Any, Any]:
    """The network as the peer takes it, and the same with every edge turned round; the tightest claim wins."""
    import networkx as nx

    weights: dict[tuple[int, int], int] = {}
    for u, v, lo, hi in zip(*(column.tolist() for column in network.arguments[1:]), strict=True):
        for edge, weight, none in (((u, v), hi, NONE_HIGH), ((v, u), -lo, -int(NONE_LOW))):
            if weight != none:
                weights[edge] = min(weight, weights.get(edge, weight))
    forth, back = nx.DiGraph(), nx.DiGraph()
    for graph in (forth, back):
        graph.add_nodes_from(range(network.points))
    forth.add_weighted_edges_from((u, v, weight) for (u, v), weight in weights.items())
    back.add_weighted_edges_from((v, u, weight) for (u, v), weight in weights.items())
    return forth, back


def potentials(graph: Any) -> dict[int, int]:
    """Every point's distance from the origin."""
    import networkx as nx

    return dict(nx.single_source_bellman_ford_path_length(graph, 0))


def memory_of_bounds(events: int, claims: int) -> float:
    """How much the peak rises over the network itself, in MiB; run in a process of its own."""
    from timeline.dating import bounds

    bounds(*networks.case_like(20, 50).arguments)  # what is imported late is not the solver's
    network = networks.case_like(events, claims)
    before = peak_mib()
    bounds(*network.arguments)
    return peak_mib() - before


def conflicts(quick: bool) -> list[Line]:
    """Planted contradictions, each to be named exactly, against one run of the bounds."""
    from timeline.dating import bounds
    from timeline.dating import conflicts as find

    events, claims = (300, 840) if quick else (100_000, 280_000)
    clean, planted = networks.case_like(events, claims), networks.contradictory(events, claims)
    found = [frozenset(int(claim) for claim in claims) for claims in find(*planted.arguments)]
    missed = [sorted(claims) for claims in planted.planted if claims not in found]
    if missed or len(found) != len(planted.planted):
        raise AssertionError(f"{len(found)} contradictions found, {len(missed)} planted ones missed: {missed[:2]}")
    ours, theirs = side_by_side(lambda: find(*planted.arguments), lambda: bounds(*clean.arguments), 2 if quick else 3)
    what = f"{len(found)} planted contradictions among {events:,} events, all named"
    return [Line(what, "our own bounds", ms(ours), ms(theirs), ours / theirs, at_most=20, unit=" times")]


def dates(quick: bool) -> list[Line]:
    """Parse EDTF strings, every one of them new, against the edtf package."""
    peer = version("edtf")
    from edtf import parse_edtf

    from timeline import parse_date

    texts = edtf_strings(40 if quick else 600)
    parse_edtf("2019-07")  # builds its grammar on first use
    theirs = seconds(lambda: [parse_edtf(text) for text in texts])
    ours = seconds(lambda: [parse_date(text) for text in texts])
    each = (ours / len(texts), theirs / len(texts))
    what = f"parse {len(texts)} different EDTF dates, each"
    return [Line(what, peer, ms(each[0]), ms(each[1]), theirs / ours, at_least=100, unit=" times")]


def edtf_strings(number: int, seed: int = 5) -> list[str]:
    """Different strings of the forms that case files use, all of which both parsers take."""
    rng = random.Random(seed)

    def part() -> str:
        year, month, day = rng.randrange(1950, 2030), rng.randrange(1, 13), rng.randrange(1, 29)
        return rng.choice(
            [f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}"]
        )

    texts: dict[str, None] = {}
    while len(texts) < number:
        form = rng.choice(["{}", "{}", "{}~", "{}?", "{}%", "{}/{}", "{}/..", "../{}"])
        first, second = sorted((part(), part()))
        texts[form.format(first, second) if first[:4] < second[:4] else first] = None
    return list(texts)


# Growth


def growth(quick: bool) -> list[Line]:
    """Time and memory from 1,000 to 100,000 events, each in a process of its own, against n log n."""
    small, large = (50, 500) if quick else (1_000, 100_000)
    allowed = (large * math.log(large)) / (small * math.log(small))
    lines = []
    for stage in ("read", "solve", "graph"):
        name = f"{stage} from {small:,} to {large:,} events"
        try:
            before, after = (alone("speed:stage_alone", stage, events) for events in (small, large))
        except NotYet as reason:
            lines.append(Line(f"{name}: not measurable yet: {reason}", "", "", "", math.nan))
            continue
        for what, show, index, least in (("time", ms, 0, 1e-4), ("memory", "{:.1f} MiB".format, 1, 1.0)):
            was, became = max(before[index], least), max(after[index], least)
            times = became / was
            lines.append(
                Line(f"{name}: {what}", "itself", show(became), show(was), times, at_most=round(allowed), unit=" times")
            )
    return lines


def stage_alone(stage: str, events: int) -> tuple[float, float]:
    """Seconds and MiB that one stage takes; what stands before it is not counted."""
    work = STAGES[stage]
    work(20)()  # what is imported late is not the stage's
    ready = work(events)
    before = peak_mib()
    return seconds(ready), peak_mib() - before


def _read(events: int) -> Callable[[], object]:
    from timeline.files import read as read_case

    path = cases.write(Path(tempfile.mkdtemp(prefix="timeline-bench-")), events)

    def work() -> object:
        loaded = read_case(path)
        path.unlink()
        path.parent.rmdir()
        return loaded

    return work


def _solve(events: int) -> Callable[[], object]:
    from timeline.dating import bounds

    network = networks.case_like(events, events * 14 // 5)
    return lambda: bounds(*network.arguments)


def _graph(events: int) -> Callable[[], object]:
    import timeline

    with tempfile.TemporaryDirectory() as folder:
        case = timeline.load(cases.write(Path(folder), events))
    return case.graph


STAGES: dict[str, Callable[[int], Callable[[], object]]] = {"read": _read, "solve": _solve, "graph": _graph}
