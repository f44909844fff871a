"""Rows about reading, parsing dates and growth, in one process each. ``quick`` makes everything small."""

from __future__ import annotations

import functools
import math
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import cases, networks
from tests.bench.measure import Line, NotYet, alone, extra_mib, ms, seconds, side_by_side, version


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


def checks(quick: bool) -> list[Line]:
    """Every check of a case against reading it: what an editor waits for at each save."""
    from timeline.checks import check, check_dates
    from timeline.dating import date_record
    from timeline.files import read as read_case

    events = 300 if quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = cases.write(Path(folder), events)
        record = read_case(path).record
        if record is None:
            raise NotYet("the made case does not read")
        dated = date_record(record)
        ours, theirs = side_by_side(
            lambda: (check(record), check_dates(dated)), lambda: read_case(path), 2 if quick else 3
        )
    what = f"check {events:,} events"
    return [Line(what, "reading the same file", ms(ours), ms(theirs), ours / theirs, at_most=2, own=True)]


# Growth


def growth(quick: bool) -> list[Line]:
    """Time and memory from 1,000 to 100,000 events, each in a process of its own, against n log n."""
    # Small inputs measure nothing, so they need no process each.
    measure = stage_alone if quick else functools.partial(alone, "speed:stage_alone")
    lines = []
    for stage in STAGES:
        small, large = (50, 500) if quick else (1_000, LARGE.get(stage, 100_000))
        allowed = (large * math.log(large)) / (small * math.log(small))
        name = f"{stage} from {small:,} to {large:,} events"
        try:
            before, after = (measure(stage, events) for events in (small, large))
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
    taken: list[float] = []
    extra = extra_mib(lambda: taken.append(seconds(ready)))
    return taken[0], extra


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


def _check(events: int) -> Callable[[], object]:
    from timeline.checks import check, check_dates
    from timeline.dating import date_record
    from timeline.files import read_text

    record = read_text(cases.text(events)).record
    if record is None:
        raise NotYet("the made case does not read")
    dated = date_record(record)
    return lambda: (check(record), check_dates(dated))


def _view(events: int) -> Callable[[], object]:
    from timeline import build

    examined = _examined(events)
    return lambda: build.view_of(examined)


def _page(events: int) -> Callable[[], object]:
    from timeline import build
    from timeline.draw.page import page

    view = build.view_of(_examined(events))
    return lambda: page(view)


def _examined(events: int) -> Any:
    from timeline import build
    from timeline.files import read_text

    return build.examine_record(read_text(cases.text(events)), Path("made.yaml"), None)


STAGES: dict[str, Callable[[int], Callable[[], object]]] = {
    "read": _read,
    "check": _check,
    "solve": _solve,
    "graph": _graph,
    "view": _view,
    "page": _page,
}
LARGE = {"page": 10_000}
"""Where a stage is not measured up to 100,000 events."""
