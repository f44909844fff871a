"""Pages opened from disk in Chromium: time to first paint, and until every event is there to be seen.

Knows how our page and the peer's tell that they are done, and nothing else of either.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
from pathlib import Path
from typing import Any

from tests.bench.measure import NotYet

NAMES = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 180_000  # ms
# Looked at before each frame; what is there then can be seen when the next one begins. The clock starts with the navigation.
WATCH = """
{
  const look = () => {
    if (document.body && (%s)) requestAnimationFrame(() => { window.__seen = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""
# Our last card holds text and has a size.
OURS = """(() => {{
  const card = document.getElementById("{last}");
  return card && card.textContent.trim() && card.getBoundingClientRect().height > 0;
}})()"""
# The peer has a bar for every event, and the last one has a size.
THEIRS = """(() => {{
  const bars = document.querySelectorAll(".barlayer .point path");
  return bars.length >= {events} && bars[bars.length - 1].getBoundingClientRect().height > 0;
}})()"""
MARKS = """(() => {
  const paints = performance.getEntriesByType("paint").map(entry => entry.startTime);
  return window.__seen === undefined || !paints.length ? null : [Math.min(...paints), window.__seen];
})()"""

Times = tuple[float, float]
"""Seconds to first paint, and until every event is there."""


def both(ours: Path, theirs: Path, events: int, times: int) -> tuple[Times, Times]:
    """Our page and the peer's, opened in turns; medians."""
    from playwright.sync_api import sync_playwright

    done = OURS.format(last=last_card(ours)), THEIRS.format(events=events)
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=installed(), args=QUIET)
        if times > 1:
            opened(chromium, ours, done[0])  # the first page of all also starts the browser
        pairs = [(opened(chromium, ours, done[0]), opened(chromium, theirs, done[1])) for _ in range(times)]
        chromium.close()
    mine, other = zip(*pairs, strict=True)
    return medians(mine), medians(other)


def installed() -> str:
    """The path of the Chromium that is installed."""
    found = next((path for name in NAMES if name and (path := shutil.which(name))), None)
    if found is None:
        raise NotYet("no Chromium is installed")
    return found


def medians(times: tuple[Times, ...]) -> Times:
    """The median of each of the two."""
    return statistics.median(paint for paint, _ in times), statistics.median(seen for _, seen in times)


def last_card(page: Path) -> str:
    """The id of the last event card in a page of ours."""
    ids: list[str] = re.findall(r'<article id="([^"]+)"[^>]* data-event-id=', page.read_text(encoding="utf-8"))
    if not ids:
        raise NotYet("the page has no event cards that this row knows")
    return ids[-1]


def opened(chromium: Any, file: Path, done: str) -> Times:
    """Open a page and wait until the condition holds."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCH % done)
    page.goto(file.as_uri(), wait_until="load")
    found = marks(page, file)
    page.close()
    return found


def marks(page: Any, file: Path) -> Times:
    """Seconds to first paint, and until what is watched for is there.

    Asked from outside, now and then: our page's own policy forbids the evaluation that wait_for_function needs.
    """
    for _ in range(PATIENCE // 100):
        if (found := page.evaluate(MARKS)) is not None:
            return float(found[0]) / 1000, float(found[1]) / 1000
        page.wait_for_timeout(100)
    raise NotYet(f"{file.name} is not there after {PATIENCE // 1000} s")
