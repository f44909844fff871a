"""The first hour of somebody new, from nothing to a page, in the real browser; and a page that is reloaded keeps its place.

``pytest -s tests/test_first_hour.py`` prints what was typed and how long each answer took. No time is asserted.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.bench import cases
from tests.previewing import Running, preview

MISTAKES = (
    # What is typed by mistake, for what, and what has to be said of it: where, what, and the way out.
    ("    when: 2023-06-23\n", "    when: June 23, 2023\n", ":81:11:", "2023-06-23"),
    ("    rules_on: complaint\n", "    rules_on: complant\n", ":75:15:", "did you mean 'complaint'?"),
    ("    recipient: chief\n", "    recepient: chief\n", ":83:5:", "recipient"),
)


@dataclass
class Desk:
    """A terminal and an editor: what is typed and how long the answer takes is written down."""

    home: Path
    log: list[str] = field(default_factory=list)

    def type(self, command: str) -> subprocess.CompletedProcess[str]:
        start = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-m", *command.split()], cwd=self.home, capture_output=True, text=True, check=False
        )
        self.wrote(f"$ {command}", start)
        return ran

    def wrote(self, what: str, start: float) -> None:
        self.log.append(f"{time.perf_counter() - start:6.2f} s  {what}")

    def change(self, name: str, old: str, new: str) -> None:
        file = self.home / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    yield one
    print("\n\nThe first hour: seconds waited, and what for\n" + "\n".join(one.log))


def saved(desk: Desk, page: Any, what: str, change: Callable[[], None], seen: str) -> None:
    """Save, and wait until the browser shows it."""
    start = time.perf_counter()
    change()
    page.wait_for_function("words => document.body?.textContent.includes(words)", arg=seen)
    desk.wrote(what, start)


def test_somebody_new_has_a_page_of_their_own_in_the_first_hour(desk, page):
    ran = desk.type("timeline new alder")
    assert ran.stdout.splitlines() == ["timeline preview alder", "timeline build alder -o alder.html"]
    case = "alder/case.yaml"

    desk.change(case, "title: Who answers for the stop on Alder Street", "title: What became of our complaint")
    ran = desk.type("timeline check alder")
    assert (ran.returncode, ran.stdout) == (0, "alder: nothing to report, 1 accepted with a reason\n")

    for right, wrong, place, way_out in MISTAKES:
        desk.change(case, right, wrong)
        ran = desk.type("timeline check alder")
        assert ran.returncode == 1
        [said] = [line for line in re.findall(r"^(\S.*\n    hint: .*)$", ran.stdout, re.MULTILINE) if place in line]
        assert way_out in said, said
        desk.log += [f"          {line}" for line in said.splitlines()]
        desk.change(case, wrong, right)

    start = time.perf_counter()
    with preview(desk.home / "alder") as running:
        page.goto(running.url)
        page.wait_for_function("() => document.title === 'What became of our complaint'")
        desk.wrote("$ timeline preview alder     until the page is there", start)
        assert page.locator("article[data-event-id]").count() == 5

        first = "The board upholds the complaint"
        saved(
            desk, page, "a title is changed", lambda: desk.change(case, first, "The board is for it"), "board is for it"
        )
        for right, wrong, place, way_out in MISTAKES:
            saved(desk, page, f"{wrong.strip()!r} is seen", lambda: desk.change(case, right, wrong), place.rstrip(":"))  # noqa: B023
            assert way_out in page.locator("#_preview").inner_text()
            assert page.locator("article[data-event-id]").count() == 5
            start = time.perf_counter()
            desk.change(case, wrong, right)
            page.wait_for_function("() => document.querySelector('#_preview').textContent === ''")
            desk.wrote("and mended", start)

    ran = desk.type("timeline build alder -o alder.html")
    assert ran.returncode == 0
    page.context.set_offline(True)
    start = time.perf_counter()
    page.goto((desk.home / "alder.html").as_uri())
    assert page.locator("article h3", has_text="The board is for it").is_visible()
    desk.wrote("alder.html is opened", start)
    assert page.locator("#_preview").count() == 0
    assert "_preview" not in (desk.home / "alder.html").read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path: Path, page: Any) -> Iterator[tuple[Running, Path]]:
    """A preview of a hundred events, open in the browser."""
    file = cases.write(tmp_path, 100)
    with preview(file) as running:
        page.goto(running.url)
        yield running, file


def test_a_reload_keeps_place_selection_and_filters(made, page):
    _, file = made
    said: list[str] = []
    page.on("console", lambda one: one.type == "error" and said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    ids = page.eval_on_selector_all("article[data-event-id]", "all => all.map(one => one.id)")
    page.fill("[name=q]", "e")
    page.select_option("[name=day]", "unknown")
    hidden = page.eval_on_selector_all("article", "all => all.filter(one => !one.offsetParent).length")
    chosen = page.eval_on_selector_all("article", "all => all.filter(one => one.offsetParent)[20].id")
    page.evaluate("id => document.querySelector(`.related a[href='#${id}']`).click()", chosen)
    page.focus("[name=q]")
    page.evaluate("id => scrollBy(0, document.getElementById(id).getBoundingClientRect().top - 120)", chosen)
    top = "id => Math.round(document.getElementById(id).getBoundingClientRect().top)"
    address, before = page.url, page.evaluate(top, chosen)
    assert f"event={chosen}" in address

    page.evaluate("window.old = true")
    text = file.read_text(encoding="utf-8")
    title = re.search(r"title: (.*)", text)[1]
    # An event more comes in before the reader's place, and moves everything below it.
    file.write_text(text.replace(title, "Everything so far, and more than that", 1), encoding="utf-8")
    page.wait_for_function("() => !window.old && document.title.includes('Everything so far')")
    page.wait_for_function("id => document.activeElement?.name === 'q'", arg=chosen)
    assert page.url == address
    assert page.eval_on_selector_all("article", "all => all.filter(one => !one.offsetParent).length") == hidden
    assert page.input_value("[name=q]") == "e"
    page.wait_for_function(f"([id, was]) => Math.abs(({top})(id) - was) <= 2", arg=[chosen, before])
    assert len(ids) == 100
    assert said == []


def test_a_reload_keeps_the_card_beside_the_chart_and_what_was_unfolded(made, page):
    _, file = made
    page.wait_for_function("() => document.querySelector('#_plot .plot-container')")
    page.locator("#_chart-box").focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    card = page.locator("#_peek h3").text_content()
    page.locator("main > section details:not([open]) > summary").first.evaluate("one => one.click()")
    states = "all => all.filter(one => !one.closest('#_preview, #_peek')).map(one => one.open)"
    unfolded = page.eval_on_selector_all("details", states)
    assert any(unfolded)
    file.write_text(file.read_text(encoding="utf-8").replace("A made case", "A changed case"), encoding="utf-8")
    page.wait_for_function("() => document.title.includes('A changed case')")
    page.wait_for_function("words => document.querySelector('#_peek h3')?.textContent === words", arg=card)
    assert page.locator("#_peek").is_visible()
    assert page.eval_on_selector_all("details", states) == unfolded


SEEN = """() => {
    const [from, to] = Live.window(), { xaxis } = Live.node._fullLayout;
    const ids = Live.chart.ids.event.filter((id) => Live.x(id) >= from && Live.x(id) <= to);
    return [[Live.mode, Live.drawnAxis, Live.node._fullLayout.dragmode], ids, xaxis.range.map(xaxis.r2l).map(Math.round)];
}"""
"""The lanes and the axis of the chart, the events that its window shows, and the window's ends."""


EARLY = "  early: {type: public_meeting, convener: city, title: A meeting, when: 2001-01-02, cites: s0}\n"


@pytest.mark.parametrize("axis", ["time", "sequence"])
def test_a_reload_keeps_what_of_the_chart_is_seen_and_how_near(made, page, axis):
    """Also where a save adds an event, renames those that are seen, or comes while the chart is far from the screen and not drawn."""
    running, file = made
    page.goto(f"{running.url}#lanes=family&axis={axis}")
    page.reload()
    page.wait_for_function("() => Live.drawn")
    page.locator("#_chart-box").focus()
    for key in "++":
        page.keyboard.press(key)
    page.wait_for_function("() => Math.round(Live.zoomed) === 4")
    how, ids, days = page.evaluate(SEEN)
    assert how == ["family", axis, "pan"]
    assert 0 < len(ids) < 60

    def save(title: str, old: str, new: str) -> None:
        text = re.sub(old, new, file.read_text(encoding="utf-8"))
        file.write_text(re.sub("(?m)^title: .*", f"title: {title}", text), encoding="utf-8")
        page.wait_for_function("words => document.title.includes(words)", arg=title)

    save("One more", "events:\n", rf"\g<0>{EARLY}")
    page.wait_for_function("() => Live.drawn && Live.zoomed > 1.01")
    now = page.evaluate(SEEN)
    assert now[:2] == [how, ids]
    assert now[2] == days or axis != "time"

    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    save("All that is seen has another id", rf"\b({'|'.join(ids)})\b", r"\1-renamed")
    save("And once more", "", "")
    assert not page.evaluate("() => Live.drawn")
    # The page that has just come back may still be going to where it was.
    page.wait_for_function("() => { scrollTo(0, 0); return Live.drawn && Live.zoomed > 1.01; }")
    assert page.evaluate(SEEN) == [how, [f"{id_}-renamed" for id_ in ids], now[2]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_wrong_can_be_read_on_any_paper_and_any_screen(made, page, scheme, width):
    running, file = made
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Reass", "title: A #1 reass", 1).replace("when:", "wehn:", 1), encoding="utf-8")
    page.goto(running.url)
    page.wait_for_selector("#_preview .error")
    assert "warning: misread-text" in page.locator("#_preview .warning").first.inner_text()
    found = Axe().run(page, context="#_preview").response["violations"]
    assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.querySelector('#_preview').scrollWidth <= innerWidth")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    last = "[...document.querySelectorAll('main p, footer p')].filter((one) => one.getClientRects().length).pop()"
    assert page.evaluate(
        f"{last}.getBoundingClientRect().bottom <= document.querySelector('#_preview').getBoundingClientRect().top"
    ), "the end of the page stands above the panel"


def test_a_preview_that_has_ended_says_so_and_goes_on_when_it_is_back(tmp_path, page):
    file = cases.write(tmp_path, 20)
    with preview(file) as running:
        page.goto(running.url)
        port = running.host.partition(":")[2]
    page.wait_for_selector("#_preview.stopped")
    with preview(file, "--port", port):
        page.wait_for_function("() => !document.querySelector('#_preview').classList.contains('stopped')")
        assert page.locator(".story .card").count() == 20


def test_another_site_reads_nothing_of_it(made, page):
    """A page of another origin: neither fetched nor framed, and no news."""
    running, _ = made
    page.goto("about:blank")
    page.set_content(f"<iframe src='{running.url}'></iframe>")
    tried = """async url => {
        const got = await fetch(url).then(one => one.text()).catch(() => "refused");
        const news = await new Promise(said => {
            const stream = new EventSource(url + "_preview/news");
            stream.onmessage = () => said("read");
            stream.onerror = () => { stream.close(); said("refused"); };
        });
        return [got, news];
    }"""
    assert page.evaluate(tried, running.url) == ["refused", "refused"]
    framed = page.frames[1] if len(page.frames) > 1 else None
    assert framed is None or framed.locator("article").count() == 0
