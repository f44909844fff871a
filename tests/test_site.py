"""The documentation as a site: its reference is what the code says, it builds without a complaint, every link leads somewhere,
and nothing on it is loaded from elsewhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    """One of the scripts of the build, which are no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands.md", "python.md", "vocabulary.md"])
def test_the_reference_is_what_the_code_says(page):
    made = script("reference").PAGES[page]()
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made, "make docs writes it anew"


def test_help_fits_into_eighty_columns():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    shown = [line for block in re.findall(r"```text\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    assert len(shown) > 100
    assert [line for line in shown if len(line) > 80] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as ``make docs`` builds it."""
    out = tmp_path_factory.mktemp("site") / "docs"
    ran = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "site.py"), str(out)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out


class Found(HTMLParser):
    """What a page links to, what it loads, and the places in it that can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self.ids |= {said["id"]} if "id" in said else set()
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if tag in ("script", "img", "iframe", "source"):
            self.loads += [said["src"]] if said.get("src") else []
        if tag == "link" and said.get("rel") in ("stylesheet", "icon", "preload", "preconnect"):
            self.loads.append(said["href"])


def broken(site: Path) -> list[str]:
    """Every link and every loaded file of a site that leads nowhere in it."""
    pages = {path: Found(path.read_text(encoding="utf-8")) for path in site.rglob("*.html") if path.name != "404.html"}
    wrong = []
    for path, found in pages.items():
        for address in (*found.links, *found.loads):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            there = target in pages and (not parts.fragment or unquote(parts.fragment) in pages[target].ids)
            if not (there if target.suffix == ".html" else target.is_file()):
                wrong.append(f"{path.relative_to(site)}: {address}")
    return wrong


def test_every_link_of_the_site_leads_somewhere(site):
    assert broken(site) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    page = "<a href='b.html#here'>x</a><a href='b.html#gone'>y</a><a href='c.html'>z</a><h1 id='here'>t</h1>"
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(page, encoding="utf-8")
    assert sorted(broken(tmp_path)) == [
        "a.html: b.html#gone",
        "a.html: c.html",
        "b.html: b.html#gone",
        "b.html: c.html",
    ]


def test_the_site_has_every_page_of_the_repository(site):
    pages = script("site").pages()
    assert len(pages) > 20
    for page in pages:
        place = page.relative_to(ROOT).with_suffix(".html")
        name = place.with_name("index.html") if place.stem == "README" else place
        assert (site / name).is_file(), name


def test_nothing_is_loaded_from_elsewhere(site, page: Any, offline: list[str]):
    for name in ("index.html", "docs/tutorial.html", "docs/checks.html"):
        page.goto((site / name).as_uri())
        page.wait_for_selector("h1")
    assert not offline


TUTORIAL = ROOT / "docs" / "tutorial.md"


def test_the_tutorial_followed_to_the_letter_ends_with_the_page_it_promises(tmp_path, monkeypatch, page: Any):
    """A chart, every event with its days and its source, and what is still owed."""
    from tests.test_docs import run_page

    monkeypatch.chdir(tmp_path)
    assert run_page(TUTORIAL, tmp_path) >= 8
    page.context.set_offline(True)
    page.goto((tmp_path / "cedar.html").as_uri())
    assert page.title() == "Who sends a deputy back on patrol"
    assert page.locator("article[data-event-id]").count() == 3
    told = page.locator("article#moved").inner_text()
    for words in ("between 14 November 2023 and 14 January 2024", "line 6", "it was never a punishment"):
        assert words in told, told
    owed = page.locator("[data-obligation-id=return]").first.inner_text()
    assert "47 days" in owed
    assert "no evidence either way" in owed
    page.wait_for_selector("#_plot .main-svg")
    assert "herald" in page.locator("[data-source-id]").first.get_attribute("data-source-id")
