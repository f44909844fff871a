"""A reader's three seconds with a chart in Chromium: a wheel and a drag over it, ours and the peer's in one run.

The wheel zooms both: ours with Ctrl held down, as it scrolls the page without, the peer's as its option for it says.
Counts frames, the work of the main thread, nodes and memory; knows how each page's chart is found and nothing else.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import browser
from tests.bench.measure import NotYet

SECONDS = 3.0
COUNT = """() => {
  window.__frames = 0;
  const next = () => { window.__frames += 1; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
OUR_CHART = "#_chart-box"
OUR_DRAWN = """(() => {
  const box = document.querySelector("#_chart-box");
  if (box && !box.dataset.near) { box.dataset.near = 1; box.scrollIntoView(); }
  return box && box.classList.contains("drawn");
})()"""
PEER_CHART = ".plotly-graph-div"


@dataclass(frozen=True)
class Used:
    """What a chart took: seconds until it was drawn, frames a second, milliseconds of work a second, nodes, bytes."""

    chart: float
    frames: float
    work: float
    nodes: float
    heap: float


def both(ours: Path, theirs: Path, events: int) -> tuple[Used, Used]:
    """Our page and the peer's, each in a browser of its own."""
    drawn = browser.THEIRS.format(events=events)
    return used(ours, OUR_DRAWN, OUR_CHART, "Control"), used(theirs, drawn, PEER_CHART)


def used(file: Path, drawn: str, chart: str, key: str = "") -> Used:
    """Open a page, wait for its chart, and use it for three seconds, with a key held down while the wheel turns."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=browser.installed(), args=browser.QUIET)
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(browser.PATIENCE)
        page.add_init_script(browser.WATCH % drawn)
        page.goto(file.as_uri(), wait_until="load")
        _, seen = browser.marks(page, file)
        probe = page.context.new_cdp_session(page)
        probe.send("Performance.enable")
        place = page.locator(chart).first.bounding_box()
        if place is None:
            raise NotYet(f"{file.name} shows no chart")
        page.evaluate(COUNT)
        before, start = metrics(probe), time.perf_counter()
        wheel_and_drag(page, place, key)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        taken, after = time.perf_counter() - start, metrics(probe)
        frames = float(page.evaluate("() => window.__frames"))
        probe.send("HeapProfiler.collectGarbage")
        held = metrics(probe)
        chromium.close()
    work = (after["TaskDuration"] - before["TaskDuration"]) / taken
    return Used(seen, frames / taken, work * 1000, held["Nodes"], held["JSHeapUsedSize"])


def wheel_and_drag(page: Any, place: dict[str, float], key: str) -> None:
    """Three times half a second of a wheel over the chart and half a second of a drag along it, with its release."""
    middle, turn = place["y"] + min(place["height"] / 2, 300), 20
    for number in range(1, 4):
        end = time.perf_counter() + SECONDS / 6
        page.mouse.move(place["x"] + place["width"] / 2, middle)
        if key:
            page.keyboard.down(key)
        while time.perf_counter() < end:
            page.mouse.wheel(0, turn)
            turn = -turn
        if key:
            page.keyboard.up(key)
        start, long, step = place["x"] + place["width"] * 0.45, place["width"] * 0.1 * number, 0
        end = time.perf_counter() + SECONDS / 6
        page.mouse.move(start, middle)
        page.mouse.down()
        while time.perf_counter() < end:
            step += 4
            page.mouse.move(start + min(step, long), middle)
        page.mouse.up()
        page.evaluate("() => new Promise(requestAnimationFrame)")


def metrics(probe: Any) -> dict[str, float]:
    """What the browser itself counts."""
    return {one["name"]: float(one["value"]) for one in probe.send("Performance.getMetrics")["metrics"]}
