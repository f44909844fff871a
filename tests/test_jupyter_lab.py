"""A real JupyterLab in a real Chromium: the first notebook run whole, its chart and its explorer, and Python beside it.

One server and one window for the file: starting them takes longer than all that is looked at.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import timeline
from tests.conftest import ROOT
from tests.jupyter import lab
from timeline.build import view_of
from timeline.draw.figure import expected_marks

MARKS = '#_plot .scatterlayer .trace[data-kind^="mark"] .point'
LOOKED_AT = "01-jackson"
READY = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
DO = "command => { window.jupyterapp.commands.execute(command); }"


class Desk:
    """The window, the frame the explorer draws in, and a line to the kernel."""

    def __init__(self, tab: Any, ask: Callable[[str], str], outside: list[str]) -> None:
        self.tab, self.ask, self.outside = tab, ask, outside

    @property
    def frame(self) -> Any:
        """The explorer that was drawn last."""
        return self.tab.frame_locator(".timeline-explorer iframe").last

    def until(self, source: str, wanted: str) -> None:
        """Wait until Python prints this for an expression."""
        for _ in range(60):
            said = self.ask(f"print({source})")
            if said == wanted:
                return
            time.sleep(0.25)
        pytest.fail(f"{source} stays {said}, and should become {wanted}")


@pytest.fixture(scope="module")
def desk(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """JupyterLab with the notebooks and the examples, the first notebook opened and run whole."""
    home = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "examples"):
        shutil.copytree(ROOT / name, home / "work" / name)
    with lab(home / "own", home / "work") as server:
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        outside: list[str] = []
        local = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")
        tab.on("request", lambda request: request.url.startswith(local) or outside.append(request.url))
        tab.goto(f"{server.url}/tree/notebooks/{LOOKED_AT}.ipynb", wait_until="domcontentloaded")
        tab.wait_for_selector(".jp-Notebook .jp-Cell", timeout=120_000)
        tab.wait_for_function(READY, timeout=120_000)
        tab.evaluate(DO, "notebook:run-all-cells")
        tab.locator(".timeline-explorer iframe").first.wait_for(state="attached", timeout=60_000)
        with server.kernel() as ask:
            yield Desk(tab, ask, outside)
        tab.close()


@pytest.fixture
def drawn(desk: Desk) -> Desk:
    """The explorer in sight, with its live chart there."""
    desk.tab.locator(".timeline-explorer").last.scroll_into_view_if_needed()
    desk.frame.locator(".chart-box.drawn").wait_for(timeout=60_000)
    return desk


def test_run_all_draws_the_chart_with_every_mark_and_no_button_that_sends_it_away(desk: Desk) -> None:
    view = view_of(timeline.load(ROOT / "examples" / "jackson")._examined)
    plot = desk.tab.locator(".jp-RenderedPlotly .js-plotly-plot, .jp-OutputArea .js-plotly-plot").first
    plot.scroll_into_view_if_needed()
    plot.locator(".textpoint").first.wait_for(timeout=60_000)
    # Each event has its label, whatever it is drawn with.
    assert plot.locator(".textpoint").count() >= len(view.cards)
    titles = [button.get_attribute("data-title") or "" for button in plot.locator(".modebar-btn").all()]
    assert titles
    assert not [title for title in titles if "share" in title.lower() or "cloud" in title.lower()]


def test_the_explorer_draws_every_mark_of_the_page(drawn: Desk) -> None:
    case = timeline.load(ROOT / "examples" / "jackson")
    expected = expected_marks(view_of(case._examined))
    assert drawn.frame.locator(MARKS).count() == sum(n for kind, n in expected.items() if kind.startswith("mark"))
    ids = drawn.frame.locator("#_plot [data-event-id]").evaluate_all(
        "all => [...new Set(all.map(one => one.dataset.eventId))]"
    )
    assert set(ids) == set(case.events)


def test_a_click_on_a_mark_selects_it_in_python(drawn: Desk) -> None:
    drawn.ask("explorer.show(); explorer.selected = None; heard = []")
    drawn.ask("explorer.observe(lambda change: heard.append(change.new), 'selected')")
    mark = drawn.frame.locator(f'{MARKS}[data-event-id="task-force"]')
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    drawn.tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    drawn.until("explorer.selected", "task-force")
    drawn.until("heard", "['task-force']")
    drawn.until("explorer.selection.title", timeline.load(ROOT / "examples" / "jackson").events["task-force"].title)
    assert drawn.frame.locator("#_peek").is_visible()


def test_selecting_in_python_moves_the_chart(drawn: Desk) -> None:
    """The card of the event opens, its ring is set, and a zoomed chart moves until the mark is in it."""
    drawn.ask("explorer.view = {'since': '2018-01-01', 'until': '2018-06-01'}")
    frame = next(one for one in drawn.tab.frames if one.url == "about:srcdoc")
    drawn.until("explorer.view.get('since')", "2018-01-01")
    drawn.ask("explorer.selected = 'ruling'")
    drawn.frame.locator("#_peek h3").filter(has_text="rules").wait_for()
    drawn.until("explorer.view['since'] > '2019'", "True")
    place = frame.evaluate(
        "(() => { const [from, to] = Live.window(), x = Live.chart.axes.time.reach[Live.at.get('ruling')][0]; return from < x && x < to })()"
    )
    assert place is True
    assert drawn.frame.locator("#_ring").is_visible()


def test_a_filter_in_the_chart_is_a_case_in_python_and_the_other_way_round(drawn: Desk) -> None:
    drawn.ask("explorer.selected = None; explorer.view = {'lanes': 'body'}")
    drawn.frame.locator('input[name="q"]').fill("commission")
    drawn.until("sorted(explorer.filtered.events) == sorted(case.filter(text='commission').events)", "True")
    drawn.ask("explorer.filters = {'text': ''}; explorer.show(case.filter(types='oversight_ruling'))")
    drawn.frame.locator("#_shown").filter(has_text="1 of 35").wait_for()
    drawn.until("list(explorer.filtered.events)", "['ruling']")
    drawn.ask("explorer.view = {'axis': 'sequence', 'lanes': 'family'}; explorer.show()")
    drawn.frame.locator('input[name="axis"][value="sequence"]:checked').wait_for(state="attached")
    assert "no axis 'tme'; did you mean 'time'?" in drawn.ask("explorer.view = {'axis': 'tme'}")
    drawn.ask("explorer.view = {'axis': 'time', 'lanes': 'body'}")


def test_two_views_of_one_explorer_show_the_same(drawn: Desk) -> None:
    drawn.tab.locator(".jp-CodeCell").filter(has=drawn.tab.locator(".timeline-explorer")).first.locator(
        ".jp-InputPrompt"
    ).click()
    drawn.tab.evaluate(DO, "notebook:create-output-view")
    drawn.tab.wait_for_function("document.querySelectorAll('.timeline-explorer iframe').length === 2", timeout=60_000)
    for number in (0, 1):
        drawn.tab.frame_locator(".timeline-explorer iframe").nth(number).locator(".controls").wait_for(timeout=60_000)
    drawn.ask("explorer.selected = 'ruling'")
    for number in (0, 1):
        drawn.tab.frame_locator(".timeline-explorer iframe").nth(number).locator("#_peek h3").wait_for(timeout=60_000)
    drawn.tab.frame_locator(".timeline-explorer iframe").nth(1).locator("#_peek .x").click()
    drawn.tab.frame_locator(".timeline-explorer iframe").nth(0).locator("#_peek").wait_for(state="hidden")
    assert drawn.ask("print(explorer.selected)") == "None"


def test_after_a_reload_the_explorer_is_there_with_its_state(drawn: Desk) -> None:
    drawn.ask("explorer.selected = 'ruling'")
    drawn.tab.evaluate(DO, "docmanager:save")
    drawn.tab.wait_for_timeout(1500)
    drawn.tab.reload(wait_until="domcontentloaded")
    drawn.tab.wait_for_selector(".timeline-explorer iframe", state="attached", timeout=120_000)
    drawn.frame.locator("#_peek h3").filter(has_text="rules").wait_for(timeout=60_000)
    assert drawn.ask("print(explorer.selected)") == "ruling"


def test_no_request_left_the_machine(desk: Desk) -> None:
    assert desk.outside == []
