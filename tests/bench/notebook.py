"""Rows about the notebook: what importing costs, and from a filter to the redrawn chart of a large explorer.

The explorer's document is opened as a view opens it, in a frame that may run scripts; what is counted is the time the
browser's main thread is busy, so that the neighbours' load is not.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import browser, cases
from tests.bench.measure import Line, NotYet, in_turns, ms, run, version

LIMIT = 0.2
"""Seconds of main thread from a filter to the redrawn chart."""
FRAME = """<!doctype html><iframe id="view" sandbox="allow-scripts" style="width:1100px;height:900px;border:0"></iframe>
<script>
const frame = document.getElementById("view");
window.heard = [];
addEventListener("message", ({ data }) => window.heard.push(data));
const set = (state) => frame.contentWindow.postMessage({ timeline: "state", state }, "*");
</script>"""


def imported(quick: bool) -> list[Line]:
    """`import timeline` against importing plotly's figures; whole processes, medians."""
    ours, theirs = ([sys.executable, "-c", f"import {name}"] for name in ("timeline", "plotly.graph_objects"))
    times = 1 if quick else 9
    mine, other = in_turns(lambda: run(*ours), lambda: run(*theirs), times)
    peer = f"import plotly.graph_objects, {version('plotly')}"
    return [Line("import timeline", peer, ms(mine), ms(other), mine / other, at_most=0.5, own=True)]


def filtered(quick: bool) -> list[Line]:
    """A search and a family in an explorer of 10,000 events: main-thread time until the chart is drawn anew."""
    events = 1_200 if quick else 10_000
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name:
        folder = Path(name)
        document = _document(cases.write(folder, events))
        page = folder / "frame.html"
        page.write_text(FRAME, encoding="utf-8")
        taken = _watched(page, document)
    slowest = max(taken.values())
    said = ", ".join(f"{what} {ms(value)}" for what, value in taken.items())
    what = f"explorer of {events:,} events: filter to redraw, main thread ({said})"
    return [Line(what, "200 ms", ms(slowest), ms(LIMIT), slowest / LIMIT, at_most=1.0, own=True)]


def _document(case: Path) -> str:
    import timeline

    return timeline.load(case).explorer().document(1080)


def _watched(page: Path, document: str) -> dict[str, float]:
    """Seconds of main thread for each of several filters."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in browser.NAMES if name and (path := shutil.which(name))), None)
    if found is None:
        raise NotYet("no Chromium is installed")
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=os.fspath(found), args=browser.QUIET)
        tab = chromium.new_page(viewport={"width": 1200, "height": 950})
        tab.set_default_timeout(browser.PATIENCE)
        tab.goto(page.as_uri())
        tab.evaluate("text => { frame.srcdoc = text; }", document)
        inside = tab.frame_locator("#view")
        inside.locator(".chart-box.drawn").wait_for()
        watch = _session(tab)
        watch.send("Performance.enable", {"timeDomain": "threadTicks"})
        none = {"text": "", "family": "", "certain": ""}
        asked = {
            "search": {"filters": {**none, "text": "hearing"}},
            "kind": {"filters": {**none, "family": "oversight"}},
            "from Python": {"filters": none, "only": ["e1", "e20", "e300"]},
        }
        taken = {}
        for what, state in asked.items():
            before = inside.locator("#_shown").text_content()
            taken[what] = _busy(tab, watch, state)
            if inside.locator("#_shown").text_content() == before:
                raise NotYet(f"nothing was filtered by {what}")
        chromium.close()
    return taken


def _session(tab: Any) -> Any:
    """A session of the process that the frame runs in, which may be one of its own."""
    try:
        return tab.context.new_cdp_session(tab.frames[1])
    except Exception:  # the frame has no process of its own
        return tab.context.new_cdp_session(tab)


def _busy(tab: Any, watch: Any, state: dict[str, Any]) -> float:
    """Main-thread seconds from setting a state until nothing more is done."""
    before = _ticks(watch)
    tab.evaluate("state => set(state)", state)
    last, calm = before, 0
    while calm < 5:
        time.sleep(0.2)
        now = _ticks(watch)
        calm = calm + 1 if now - last < 0.002 else 0
        last = now
    return last - before


def _ticks(watch: Any) -> float:
    metrics = watch.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))
