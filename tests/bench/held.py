"""What a page must hold to whatever its size, counted in Chromium: requests, errors, axe, sideways scroll, labels, rows.

For both examples and for made cases of 1,000 and 10,000 events. Of the last axe looks at the first screen and the
chart, as agreed for pages of that size. Knows nothing of time.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.bench import browser, cases
from tests.bench.measure import ROOT, Line

SETTINGS = [(size, scheme) for size in ((1280, 800), (390, 844)) for scheme in ("light", "dark")]
WIDTHS = (1280, 768, 640, 390, 320)
PART = ".head, .open, .unfolded"
OVERLAPS = """() => { const boxes = [...document.querySelectorAll('#_plot [data-kind="labels"] text, .chart text.t, .chips button')]
  .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 1);
  return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3.5)).length; }"""


def held(quick: bool) -> list[Line]:
    """A line for each property and page; each counts what is wrong, and the bar is none."""
    from playwright.sync_api import sync_playwright

    sizes = (60,) if quick else (1_000, 10_000)
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as name, sync_playwright() as player:
        folder = Path(name)
        pages = {} if quick else {one: ROOT / "examples" / one for one in ("jackson", "harlow-street")}
        pages |= {f"{events:,} events": cases.write(folder, events) for events in sizes}
        chromium = player.chromium.launch(executable_path=browser.installed(), args=browser.QUIET)
        lines = [
            Line(f"{what}: {wrong}", "nobody: a count of ours", f"{count:,}", "", count, at_most=0, own=True)
            for what, case in pages.items()
            for wrong, count in faults(chromium, written(case, folder), large="10,000" in what).items()
        ]
        chromium.close()
    return lines


def written(case: Path, folder: Path) -> tuple[Path, int]:
    """The page of a case on disk, and how many events it must show."""
    import timeline

    loaded = timeline.load(case)
    return loaded.save(folder / f"{loaded.id}.html"), len(loaded)


def faults(chromium: Any, page: tuple[Path, int], *, large: bool) -> dict[str, int]:
    """How often each property is broken."""
    from axe_playwright_python.sync_playwright import Axe

    file, events = page
    found = dict.fromkeys(("axe violations, four settings", "pixels of sideways scroll", "labels on one another"), 0)
    found |= dict.fromkeys(("requests beyond the disk", "errors and messages", "events missing, scripts off"), 0)
    for (width, height), scheme in SETTINGS:
        tab = opened(chromium, file, found, viewport={"width": width, "height": height}, color_scheme=scheme)
        context = PART if large else None
        found["axe violations, four settings"] += len(Axe().run(tab, context).response["violations"])
        found["labels on one another"] += int(tab.evaluate(OVERLAPS))
        tab.context.close()
    for width in WIDTHS:
        tab = opened(chromium, file, found, viewport={"width": width, "height": 800})
        over = int(tab.evaluate("document.documentElement.scrollWidth")) - width
        found["pixels of sideways scroll"] += max(0, over)
        tab.context.close()
    tab = opened(chromium, file, found, java_script_enabled=False)
    found["events missing, scripts off"] = events - tab.locator("article[data-event-id]").count()
    tab.context.close()
    return found


def opened(chromium: Any, file: Path, found: dict[str, int], **options: Any) -> Any:
    """The page in a new window without a network, its chart drawn where there is a live one; what goes wrong is counted."""
    tab = chromium.new_context(offline=True, **options).new_page()
    tab.set_default_timeout(browser.PATIENCE)

    def count(what: str) -> None:
        found[what] += 1

    local = ("file:", "data:", "blob:")
    tab.on("request", lambda request: request.url.startswith(local) or count("requests beyond the disk"))
    tab.on("pageerror", lambda _: count("errors and messages"))
    tab.on("console", lambda _: count("errors and messages"))
    tab.goto(file.as_uri())
    if options.get("java_script_enabled", True) and tab.viewport_size["width"] >= 880:
        tab.locator("#_chart-box").scroll_into_view_if_needed()
        tab.wait_for_selector(".chart-box.drawn")
        tab.evaluate("scrollTo(0, 0)")
    return tab
