"""The pages of real cases in a real browser, from disk and without a network: Jackson, and a case about something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

import timeline
from timeline import build
from timeline.draw.figure import expected_marks

ROOT = Path(__file__).parent.parent
CASES = {
    "jackson": ROOT / "examples" / "jackson",
    "harlow": ROOT / "examples" / "harlow-street",
    "wexcombe": ROOT / "tests" / "cases" / "wexcombe",
}
WIDE, PHONE, SMALL = (1280, 800), (390, 844), (320, 640)
DRAWN = (
    "() => Object.fromEntries([...document.querySelectorAll('#_plot [data-kind]')].map((group) => [group.dataset.kind,"
    " [...group.querySelectorAll('.point, .textpoint')].map((one) => one.getBoundingClientRect())"
    ".filter((box) => box.width + box.height > 0).length]))"
)
OVERLAPS = (
    "(chart) => { const boxes = [...document.querySelectorAll(chart + ' text.t')].map((one) => one.getBoundingClientRect());"
    " return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.left < b.right - 1 && b.left < a.right - 1 &&"
    " a.top < b.bottom - 2 && b.top < a.bottom - 2)).length; }"
)


@pytest.fixture(scope="module", params=CASES)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[timeline.Case, str]:
    """A case, and the address of its page."""
    case = timeline.load(CASES[request.param])
    return case, case.save(tmp_path_factory.mktemp("published") / f"{request.param}.html").as_uri()


@pytest.fixture
def show(new_context: Any, published: tuple[timeline.Case, str]) -> Callable[..., Any]:
    """The page in a new window without a network; requests, errors and console messages are kept on it."""

    def open_page(size: tuple[int, int] = WIDE, **options: Any) -> Any:
        tab = new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **options).new_page()
        tab.asked, tab.wrong = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("console", lambda message: tab.wrong.append(message.text))
        tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
        tab.goto(published[1])
        if size[0] >= 880 and options.get("java_script_enabled", True):
            tab.locator(".chart-box").scroll_into_view_if_needed()  # it is drawn once it comes near
            tab.wait_for_selector(".chart-box.drawn")
            tab.evaluate("scrollTo(0, 0)")
        return tab

    return open_page


def test_with_scripts_off_every_event_source_and_obligation_is_there(
    show: Callable[..., Any], published: tuple[timeline.Case, str]
) -> None:
    tab, record = show(java_script_enabled=False), published[0].dated.record
    text = tab.inner_text("body")
    cards = build.view_of(published[0]._examined).cards  # as the public sees them: names withheld
    assert {card.id for card in cards} == set(published[0].events)
    for card in cards:
        assert tab.locator(f'#{card.id}[data-event-id="{card.id}"]').is_visible()
        assert card.title in text
        assert tab.locator(f'.chart.wide a[href="#{card.id}"]').count() == 1
    assert all(tab.locator(f'[data-source-id="{id_}"]').count() for id_ in record.sources)
    assert all(tab.locator(f'[data-obligation-id="{id_}"]').count() for id_ in record.obligations)


def test_nothing_is_asked_of_any_machine_and_nothing_goes_wrong(show: Callable[..., Any]) -> None:
    tab = show()
    tab.wait_for_timeout(300)
    assert {url.split(":")[0] for url in tab.asked} == {"file", "blob"}
    assert tab.wrong == []


def test_the_chart_draws_as_many_marks_as_it_should(
    show: Callable[..., Any], published: tuple[timeline.Case, str]
) -> None:
    """And every event is among them."""
    tab = show()
    wanted = expected_marks(build.view_of(published[0]._examined))
    drawn = tab.evaluate(DRAWN)
    assert {kind: drawn.get(kind, 0) for kind in wanted} == wanted
    tagged = (
        "() => [...new Set([...document.querySelectorAll('#_plot [data-event-id]')].map((one) => one.dataset.eventId))]"
    )
    assert sorted(tab.evaluate(tagged)) == sorted(event.id for event in published[0])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_axe_finds_nothing(show: Callable[..., Any], size: tuple[int, int], scheme: str) -> None:
    found = Axe().run(show(size, color_scheme=scheme)).response["violations"]
    assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []


@pytest.mark.parametrize("size", [WIDE, PHONE, SMALL])
def test_nothing_scrolls_sideways_and_no_label_lies_on_another(show: Callable[..., Any], size: tuple[int, int]) -> None:
    tab = show(size, java_script_enabled=False)
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert tab.evaluate(OVERLAPS, ".chart.wide" if size == WIDE else ".chart.narrow") == 0
