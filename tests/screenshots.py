"""Photograph a page: ``python tests/screenshots.py PAGE.html OUTDIR``.

Writes wide and narrow, light and dark, first screen, chart and whole page, and prints each file's name. Uses the
Chromium that is installed; nothing leaves the machine.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SIZES = {"1280": (1280, 800), "390": (390, 844)}


def photograph(page_file: Path, out: Path) -> list[Path]:
    """All the pictures of one page."""
    out.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        found = [
            picture
            for name, size in SIZES.items()
            for scheme in ("light", "dark")
            for picture in _take(browser, page_file, out, name, size, scheme)
        ]
        browser.close()
    return found


def _take(browser: Browser, page_file: Path, out: Path, name: str, size: tuple[int, int], scheme: str) -> list[Path]:
    """The first screen, the chart and the whole page at one size and in one colour scheme."""
    dark = scheme == "dark"
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light")
    page.goto(page_file.resolve().as_uri())
    if page.locator("#_library").count() and size[0] >= 880:
        page.locator(".chart-box").scroll_into_view_if_needed()  # it is drawn once it comes near
        page.wait_for_selector(".chart-box.drawn", timeout=30_000)
        page.evaluate("scrollTo(0, 0)")
    stem = f"{page_file.stem}-{name}-{scheme}"
    first, chart, whole = (out / f"{stem}{kind}.png" for kind in ("-first", "-chart", ""))
    page.screenshot(path=first)
    page.locator("#_chart-title").evaluate("node => node.scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(300)
    page.screenshot(path=chart)
    page.screenshot(path=whole, full_page=True)
    page.close()
    return [first, chart, whole]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for picture in photograph(Path(sys.argv[1]), Path(sys.argv[2])):
        print(picture)
