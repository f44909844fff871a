"""Photograph pages: ``python tests/screenshots.py OUTDIR PAGE.html … [--readme FOLDER]``.

Writes each wide and narrow, light and dark: first screen, chart and whole page; and the printed page as PDF. With
``--readme`` the pictures that the README shows, of the first page, are written too. Prints each file's name. Uses the
Chromium that is installed; nothing leaves the machine.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

SIZES = {"1280": (1280, 800), "390": (390, 844)}


def photograph(pages: list[Path], out: Path, readme: Path | None) -> Iterator[Path]:
    """All the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for page in pages:
            for name in SIZES:
                for scheme in ("light", "dark"):
                    yield from _take(browser, page, out, name, scheme)
            yield _printed(browser, page, out)
        if readme is not None:
            yield from _of_the_readme(browser, pages[0], readme)
        browser.close()


def _open(browser: Browser, file: Path, name: str, scheme: str, **options: Any) -> Any:
    """A page at one size and in one colour scheme, its chart drawn where the size has a live one."""
    width, height = SIZES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
    page.goto(file.resolve().as_uri())
    if page.locator("#_library").count() and width >= 880:
        page.locator(".chart-box").scroll_into_view_if_needed()  # it is drawn once it comes near
        page.wait_for_selector(".chart-box.drawn", timeout=60_000)
    page.evaluate("scrollTo(0, 0)")
    return page


def _take(browser: Browser, file: Path, out: Path, name: str, scheme: str) -> list[Path]:
    """The first screen, the chart and the whole page."""
    page = _open(browser, file, name, scheme)
    first, chart, whole = (out / f"{file.stem}-{name}-{scheme}{kind}.png" for kind in ("-first", "-chart", ""))
    page.screenshot(path=first)
    _to(page, "#_chart-title")
    page.screenshot(path=chart)
    page.screenshot(path=whole, full_page=True)
    page.close()
    return [first, chart, whole]


def _printed(browser: Browser, file: Path, out: Path) -> Path:
    """The page as it is printed."""
    page = _open(browser, file, "1280", "light")
    path = out / f"{file.stem}.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    page.close()
    return path


def _of_the_readme(browser: Browser, file: Path, out: Path) -> Iterator[Path]:
    """The chart, and the page on a phone in the dark."""
    out.mkdir(parents=True, exist_ok=True)
    for name, scheme, place in (("1280", "light", "#_chart-title"), ("390", "dark", "#_story")):
        page = _open(browser, file, name, scheme)
        _to(page, place)
        path = out / f"{file.stem}-{'chart' if name == '1280' else 'phone'}.png"
        page.screenshot(path=path)
        page.close()
        yield path


def _to(page: Any, query: str) -> None:
    page.locator(query).evaluate("node => node.scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(300)


if __name__ == "__main__":
    words = sys.argv[1:]
    home = Path(words[words.index("--readme") + 1]) if "--readme" in words else None
    words = words[: words.index("--readme")] if home else words
    if len(words) < 2:
        sys.exit(__doc__)
    for picture in photograph([Path(word) for word in words[1:]], Path(words[0]), home):
        print(picture)
