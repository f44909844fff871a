"""Rows about writing: from a save to the new page in a browser that previews the case, and how fast a command starts.

The page is the case's title in the browser's hands, so what is counted is noticing, building, sending and loading.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench import cases
from tests.bench.browser import NAMES, QUIET
from tests.bench.measure import ROOT, Line, NotYet, in_turns, ms, run, version

TITLE = "A made case"
MOST = 0.5
"""Seconds that may pass at 100 events."""


@contextmanager
def window(url: str) -> Iterator[Any]:
    """A page in the installed Chromium."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in NAMES if name and (path := shutil.which(name))), None)
    if found is None:
        raise NotYet("no Chromium is installed")
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=found, args=QUIET)
        page = chromium.new_page()
        page.goto(url)
        yield page
        chromium.close()


def saves(file: Path, page: Any, times: int) -> list[float]:
    """Seconds from each save until the page that was made of it has been read by the browser."""
    text = file.read_text(encoding="utf-8")
    taken = []
    for number in range(times):
        # Whoever writes has looked at the page before: its chart is drawn.
        page.wait_for_function("() => document.querySelector('#_plot .main-svg')")
        start = time.perf_counter()
        file.write_text(text.replace(TITLE, f"Save {number}"), encoding="utf-8")
        page.wait_for_function(
            "words => document.readyState !== 'loading' && document.title.startsWith(words)", arg=f"Save {number} "
        )
        taken.append(time.perf_counter() - start)
    return taken


def to_new_page(quick: bool) -> list[Line]:
    """From a save to the new page in Chromium, against a whole process that builds the same page; medians."""
    from tests.previewing import preview

    lines = []
    for events in (12,) if quick else (36, 100, 1_000):
        with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name:
            folder = Path(name)
            file = cases.write(folder, events)
            words = [sys.executable, "-m", "timeline", "build", str(file), "-o", str(folder / "page.html")]
            theirs = statistics.median(run(*words) for _ in range(1 if quick else 5))
            with preview(file) as running, window(running.url) as page:
                taken = saves(file, page, 1 if quick else 12)
        mine = statistics.median(taken)
        peer = "timeline build, whole process"
        lines.append(Line(f"save to new page, {events:,} events", peer, ms(mine), ms(theirs), mine / theirs))
        if events == 100:
            bar = f"{MOST:g} s, {version('watchfiles')}"
            lines.append(Line("the same, as a time", bar, ms(mine), ms(MOST), mine / MOST, at_most=1))
    return lines


def start_up(quick: bool) -> list[Line]:
    """``timeline --help`` and ``timeline check`` of a small case against Python that does nothing."""
    times = 1 if quick else 11
    bare = [sys.executable, "-c", ""]
    peer = f"python -c '', {sys.version_info.major}.{sys.version_info.minor}"
    case = str(ROOT / "examples" / "jackson")
    lines = []
    for words in (["--help"], ["check", "--help"], ["check", case]):
        ours = [sys.executable, "-m", "timeline", *words]
        mine, other = in_turns(lambda ours=ours: run(*ours), lambda: run(*bare), times)  # type: ignore[misc]
        said = " ".join(word.replace(case, "examples/jackson") for word in words)
        lines.append(Line(f"timeline {said}, whole process", peer, ms(mine), ms(other), mine / other))
    return lines
