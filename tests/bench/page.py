"""Rows about the page: the whole process that builds it, its bytes, and its first paint in Chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import cases
from tests.bench.measure import ROOT, Line, NotYet, in_turns, ms, run, version

PEER = Path(__file__).with_name("peer_page.py")
EVENTS = 36


@contextmanager
def desk() -> Iterator[tuple[Path, Path, Path]]:
    """A case of about 36 events, the peer's rows of the same events, and a folder to build in; all is removed after."""
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name:
        folder = Path(name)
        case = ROOT / "examples" / "jackson"
        if not (case / "case.yaml").is_file():
            case = cases.write(folder, EVENTS)
        rows = folder / "rows.json"
        rows.write_text(json.dumps(peer_rows(case)), encoding="utf-8")
        yield case, rows, folder


def peer_rows(case: Path) -> list[dict[str, str]]:
    """The events as the peer can show them: a start and an end, and nothing about how sure they are."""
    words = [sys.executable, "-m", "timeline", "dates", str(case), "--json"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if ran.returncode:
        raise NotYet(f"timeline dates --json ended with {ran.returncode}")
    rows = []
    for name, event in json.loads(ran.stdout)["events"].items():
        start = event["earliest"] or event["latest"] or "2018-01-01"
        end = event["end_latest"] or event["latest"] or start
        rows.append({"title": event.get("title", name), "lane": name, "start": start, "end": end})
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
        mine, other = in_turns(lambda: run(*ours(case, a)), lambda: run(*theirs(rows, b)), 1 if quick else 7)
        count = len(json.loads(rows.read_text(encoding="utf-8")))
    return [
        Line(f"case of {count} events to a page, whole process", peer, ms(mine), ms(other), mine / other, at_most=0.7)
    ]


def size(quick: bool) -> list[Line]:
    """The whole file's bytes, the chart library included."""
    peer = f"px.timeline, {version('plotly')}"
    with desk() as (case, rows, folder):
        a, b = folder / "ours.html", folder / "theirs.html"
        run(*ours(case, a))
        run(*theirs(rows, b))
        mine, other = a.stat().st_size, b.stat().st_size
    shown = (f"{value / 1000:,.0f} kB" for value in (mine, other))
    return [Line("the page, whole file, chart library of the plotly wheel", peer, *shown, mine / other, at_most=0.45)]


def first_paint(quick: bool) -> list[Line]:
    """Time to first paint from disk, medians."""
    peer = f"px.timeline, {version('plotly', 'playwright')}"
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        raise NotYet("no Chromium is installed")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with desk() as (case, rows, folder), sync_playwright() as player:
        a, b = folder / "ours.html", folder / "theirs.html"
        run(*ours(case, a))
        run(*theirs(rows, b))
        browser = player.chromium.launch(executable_path=path, args=quiet)

        def paint(page_file: Path) -> float:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(page_file.as_uri(), wait_until="load")
            for _ in range(100):
                entries = page.evaluate("performance.getEntriesByType('paint').map(entry => entry.startTime)")
                if entries:
                    break
                page.wait_for_timeout(50)
            page.close()
            return min(entries) / 1000 if entries else float("nan")

        mine, other = in_turns(lambda: paint(a), lambda: paint(b), 1 if quick else 7)
        browser.close()
    return [Line("the page: first paint", peer, ms(mine), ms(other), mine / other, at_most=0.2)]
