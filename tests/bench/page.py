"""Rows about the page: the whole process that builds it, its bytes, and how it opens in Chromium."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import browser, cases, gesture
from tests.bench.measure import ROOT, Line, NotYet, in_turns, ms, run, version

PEER = Path(__file__).with_name("peer_page.py")
EVENTS = 36


@contextmanager
def desk(events: int = EVENTS) -> Iterator[tuple[Path, Path, Path]]:
    """A case of about that many events, the peer's rows of the same events, and a folder to build in, removed after."""
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name:
        folder = Path(name)
        case = ROOT / "examples" / "jackson"
        if events != EVENTS or not (case / "case.yaml").is_file():
            case = cases.write(folder, events)
        rows = folder / "rows.json"
        rows.write_text(json.dumps(peer_rows(case, a_lane_each=events == EVENTS)), encoding="utf-8")
        yield case, rows, folder


def peer_rows(case: Path, *, a_lane_each: bool) -> list[dict[str, str]]:
    """The events as the peer can show them: a start and an end, and nothing about how sure they are.

    A lane for each of thousands of events would make the peer draw for minutes; there it gets a lane for each type.
    """
    words = [sys.executable, "-m", "timeline", "dates", str(case), "--json"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if ran.returncode:
        raise NotYet(f"timeline dates --json ended with {ran.returncode}")
    rows = []
    for name, event in json.loads(ran.stdout)["events"].items():
        start = event["earliest"] or event["latest"] or "2018-01-01"
        end = event["end_latest"] or event["latest"] or start
        lane = name if a_lane_each else event["type"]
        rows.append({"title": event.get("title", name), "lane": lane, "start": start, "end": end})
    return rows


def ours(case: Path, out: Path) -> list[str]:
    """The words of our whole process."""
    return [sys.executable, "-m", "timeline", "build", str(case), "-o", str(out)]


def theirs(rows: Path, out: Path) -> list[str]:
    """The words of the peer's."""
    return [sys.executable, str(PEER), str(rows), str(out)]


def whole_process(quick: bool) -> list[Line]:
    """Read, check, solve and write the page, against the peer's page of the same events; wall time, medians."""
    peer = f"px.timeline, {version('plotly', 'pandas')}"
    with desk() as (case, rows, folder):
        a, b = folder / "ours.html", folder / "theirs.html"
        if quick:
            mine, other = run(*ours(case, a)), run(*theirs(rows, b))
        else:
            mine, other = in_turns(lambda: run(*ours(case, a)), lambda: run(*theirs(rows, b)), 7)
        count = len(json.loads(rows.read_text(encoding="utf-8")))
    return [
        Line(f"case of {count} events to a page, whole process", peer, ms(mine), ms(other), mine / other, at_most=0.7)
    ]


def opened(quick: bool) -> list[Line]:
    """The page of about 36 events as a file and in Chromium, opened from disk; medians."""
    with desk() as (case, rows, folder):
        a, b = folder / "ours.html", folder / "theirs.html"
        run(*ours(case, a))
        run(*theirs(rows, b))
        count = len(json.loads(rows.read_text(encoding="utf-8")))
        sizes = [
            weight(case, b, "wheel", "with the chart library of the plotly wheel", at_most=0.45),
            weight(case, b, "auto", "with the basic chart bundle", at_most=0.15),
        ]
        (paint, seen), (peer_paint, peer_seen) = browser.both(a, b, count, 1 if quick else 7)
    peer = f"px.timeline, {version('plotly', 'playwright')}"
    return [
        *sizes,
        Line("the page: first paint", peer, ms(paint), ms(peer_paint), paint / peer_paint, at_most=0.2),
        Line(f"the page: {count} events visible", peer, ms(seen), ms(peer_seen), seen / peer_seen, at_most=0.3),
    ]


def weight(case: Path, peer: Path, library: str, what: str, *, at_most: float) -> Line:
    """The whole file's bytes with one of the chart libraries, against the peer's file."""
    from timeline import build
    from timeline.draw.library import about

    name = f"the page, whole file, {what}"
    if library == "auto" and about()[0] != "basic":
        return Line(f"{name}: not measurable yet: this installation was built without it", "", "", "", math.nan)
    mine, other = len(build.render(build.examine(case), library=library).encode()), peer.stat().st_size
    kb, peer_kb = (f"{value / 1000:,.0f} kB" for value in (mine, other))
    return Line(name, f"px.timeline, {version('plotly')}", kb, peer_kb, mine / other, at_most=at_most)


def opened_large(quick: bool) -> list[Line]:
    """The page of 5,000 events: until the last event can be read, and three seconds with its chart."""
    return large(100 if quick else 5_000, 1 if quick else 3, seen_at_most=0.25, frames_at_least=1.6)


def opened_huge(quick: bool) -> list[Line]:
    """The same of 50,000 events; building both pages takes minutes."""
    return large(120 if quick else 50_000, 1 if quick else 3, seen_at_most=0.1, frames_at_least=20)


def large(events: int, times: int, *, seen_at_most: float, frames_at_least: float) -> list[Line]:
    """A page of many events in Chromium, and the peer's; until its last event can be read, the peer's until its last bar
    is drawn; then a wheel and a drag over both charts, each of which zooms both.
    """
    with desk(events) as (case, rows, folder):
        a, b = folder / "ours.html", folder / "theirs.html"
        run(*ours(case, a))
        run(*theirs(rows, b), "wheel")
        (paint, seen), (peer_paint, peer_seen) = browser.both(a, b, events, times)
        mine, other = gesture.both(a, b, events)
        sizes = a.stat().st_size, b.stat().st_size
    peer, what = f"px.timeline, a lane a type, {version('plotly', 'playwright')}", f"{events:,} events"
    more = (
        ("whole file", f"{sizes[0] / 1e6:.3g} MB", f"{sizes[1] / 1e6:.3g} MB", sizes[0] / sizes[1]),
        ("first paint", ms(paint), ms(peer_paint), paint / peer_paint),
        ("time to chart", ms(mine.chart), ms(other.chart), mine.chart / other.chart),
        ("main thread busy in the gesture", _share(mine.work), _share(other.work), mine.work / other.work),
        ("DOM nodes", f"{mine.nodes:,.0f}", f"{other.nodes:,.0f}", mine.nodes / other.nodes),
        ("heap", f"{mine.heap / 2**20:.3g} MiB", f"{other.heap / 2**20:.3g} MiB", mine.heap / other.heap),
    )
    rate = f"{mine.frames:.3g}/s", f"{other.frames:.3g}/s", mine.frames / other.frames
    return [
        Line(f"the page: {what} visible", peer, ms(seen), ms(peer_seen), seen / peer_seen, at_most=seen_at_most),
        Line(f"the chart: {what}, frames in a wheel and drag", peer, *rate, at_least=frames_at_least),
        *(Line(f"the page: {what}, {name}", peer, *values) for name, *values in more),
    ]


def growth(quick: bool) -> list[Line]:
    """Our own page of 100,000 events against that of 10,000: the whole process, its size, and how it opens and moves."""
    few, many = (50, 100) if quick else (10_000, 100_000)
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name:
        before, after = (_grown(Path(name), events) for events in (few, many))
    allowed = round((many * math.log(many)) / (few * math.log(few)), 1)
    shown = (
        ("whole process", ms),
        ("whole file", "{:,.0f} bytes".format),
        ("time to chart", ms),
        ("heap", "{:,.0f} bytes".format),
    )
    what = f"the page from {few:,} to {many:,} events"
    lines = [
        Line(f"{what}: {of}", "itself", show(became), show(was), became / was, at_most=allowed, unit=" times")
        for (of, show), was, became in zip(shown, before, after, strict=False)
    ]
    rate = f"{after[-1]:.3g}/s", f"{before[-1]:.3g}/s", after[-1] / before[-1]
    return [*lines, Line(f"{what}: frames in a wheel and drag", "itself", *rate, at_least=0.8, own=True)]


def _grown(folder: Path, events: int) -> tuple[float, ...]:
    """Seconds of the process, bytes of the page, seconds until its chart is there, bytes of its heap, frames a second."""
    out = folder / f"{events}.html"
    taken = run(*ours(cases.write(folder, events), out))
    used = gesture.used(out, gesture.OUR_DRAWN, gesture.OUR_CHART, "Control")
    return taken, out.stat().st_size, used.chart, used.heap, used.frames


def _share(milliseconds: float) -> str:
    return f"{milliseconds:.3g} ms a s"
