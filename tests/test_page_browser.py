"""The page in a real browser: scripts off, network off, from disk; drawn marks counted, axe, phones, keys, print."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.sample_view import EVENTS, HOSTILE, namesakes, sample
from timeline.draw.figure import expected_marks
from timeline.draw.page import Download, page
from timeline.view.model import View

WIDE, PHONE, SMALL = (1280, 800), (390, 844), (320, 640)
DRAWN = ".chart-box.drawn"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample's page on disk."""
    file = tmp_path_factory.mktemp("page") / "sample.html"
    file.write_text(page(sample(), downloads=(Download("case.csv", "text/csv", "id,title\n"),)), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def show(new_context: Any, address: str) -> Callable[..., Any]:
    """Open the page offline in a new window; every request, error and console message is kept on the page."""

    def open_page(size: tuple[int, int] = WIDE, *, hash: str = "", drawn: bool | None = None, **options: Any) -> Any:  # noqa: A002
        context = new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **options)
        tab = context.new_page()
        tab.asked, tab.wrong = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("console", lambda message: tab.wrong.append(message.text))
        tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
        tab.goto(address + hash)
        if drawn if drawn is not None else (size[0] >= 880 and options.get("java_script_enabled", True)):
            if hash:
                tab.locator("#_chart-box").scroll_into_view_if_needed()  # it is drawn once it comes near
            tab.wait_for_selector(DRAWN)
        return tab

    return open_page


def test_scripts_off_everything_is_there(show: Callable[..., Any]) -> None:
    """Every event, claim, source and obligation can be read; marks lead to cards; no dead control is shown."""
    tab = show(java_script_enabled=False)
    text = tab.inner_text("body")
    for event in EVENTS:
        assert tab.locator(f"#{event.id}").is_visible()
        assert event.title in text
        assert tab.locator(f'.chart.wide a[href="#{event.id}"]').is_visible()
    assert HOSTILE in text
    assert tab.locator(".controls").is_hidden()
    assert tab.locator("button:visible").count() == 0
    for one in sample().owed:
        assert tab.locator(f'li[data-obligation-id="{one.id}"]').is_visible()
    tab.locator('.chart.wide a[href="#ruling"] .t').click()
    assert tab.url.endswith("#ruling")


def test_nothing_is_asked_of_any_machine_and_nothing_goes_wrong(show: Callable[..., Any]) -> None:
    tab = show()
    tab.wait_for_timeout(300)
    assert [url.split(":")[0] for url in tab.asked] == ["file", "blob"]
    assert tab.wrong == []


def test_the_policy_stops_what_it_should(show: Callable[..., Any]) -> None:
    """No eval, no foreign script, no fetch: the policy is in force, not only written."""
    tab = show()
    assert tab.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"
    planted = "<img src='https://example.org/x.png' onerror='window.bad=1'>"
    tab.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", planted)
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.bad") is None


@pytest.mark.parametrize("lanes", ["body", "family", "thread"])
def test_every_mark_is_really_drawn(show: Callable[..., Any], lanes: str) -> None:
    """plotly draws nothing, silently, for a bad value: the elements are counted, not the spec."""
    tab = show()
    if lanes != "body":
        tab.locator(f"label:has(input[name=lanes][value={lanes}])").click()
        tab.wait_for_selector(f"#_plot :text('{'Personnel' if lanes == 'family' else 'Release of names'}')")
    drawn = tab.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('#_plot [data-kind]')].map((group) => ["
        "group.dataset.kind,"
        " [...group.querySelectorAll('.point, .textpoint')].map((one) => one.getBoundingClientRect())"
        ".filter((box) => box.width + box.height > 0).length]))"
    )
    wanted = expected_marks(sample(), lanes)
    assert {kind: drawn.get(kind) for kind in wanted} == wanted
    assert drawn["ticks"] == 40
    tagged = tab.evaluate(
        "() => [...new Set([...document.querySelectorAll('#_plot [data-event-id]')].map((one) => one.dataset.eventId))]"
    )
    assert sorted(tagged) == sorted(event.id for event in EVENTS)


def test_only_possible_days_are_drawn_and_open_their_card(show: Callable[..., Any]) -> None:
    """Ticks between the caps, no bar; a press on one opens the event, and they fade with it."""
    tab = show()
    ticks = tab.locator('#_plot [data-kind="ticks"] [data-event-id="asked"]')
    caps = tab.locator('#_plot [data-kind="caps"] [data-event-id="asked"]')
    assert (ticks.count(), caps.count()) == (40, 2)
    assert tab.locator('#_plot [data-kind="soft"] [data-event-id="asked"]').count() == 0
    assert "only these days" in tab.inner_text(".legend")
    ticks.nth(5).scroll_into_view_if_needed()
    box = ticks.nth(5).bounding_box()
    assert box["height"] < caps.nth(0).bounding_box()["height"]
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.wait_for_selector("#_peek h3")
    assert "ask the board to review" in tab.inner_text("#_peek h3")
    tab.fill("[name=q]", "broken wrist")
    assert tab.locator('#_plot [data-kind="ticks"] .dim').count() == 40


def test_no_way_to_upload_the_chart(show: Callable[..., Any]) -> None:
    tab = show()
    titles = tab.evaluate("() => [...document.querySelectorAll('.modebar-btn')].map((one) => one.dataset.title)")
    assert titles == ["Zoom in", "Zoom out", "Reset axes", "Download plot as a PNG"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_axe_finds_nothing(show: Callable[..., Any], size: tuple[int, int], scheme: str) -> None:
    """With the live chart drawn, and with a card open beside it."""
    tab = show(size, color_scheme=scheme)
    assert _violations(tab) == []
    if size == WIDE:
        tab.locator("#_chart-box").focus()
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("Enter")
        tab.wait_for_selector("#_peek h3")
        assert _violations(tab) == []


def _violations(tab: Any) -> list[str]:
    found = Axe().run(tab).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("size", [WIDE, (900, 700), (768, 900), PHONE, SMALL])
def test_no_sideways_scroll(show: Callable[..., Any], size: tuple[int, int]) -> None:
    tab = show(size)
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert tab.locator(".chart.narrow").is_visible() == (size[0] < 880)


@pytest.mark.parametrize(("size", "kind"), [(WIDE, "wide"), (PHONE, "narrow"), (SMALL, "narrow")])
def test_labels_do_not_overlap_in_the_static_chart(show: Callable[..., Any], size: tuple[int, int], kind: str) -> None:
    """Measured on the letters as the browser sets them, not on our estimates; none is cut off either."""
    tab = show(size, java_script_enabled=False)
    boxes = tab.locator(f".chart.{kind} .t, .chart.{kind} .g").evaluate_all(
        "(nodes) => nodes.map((node) => { const box = node.getBoundingClientRect();"
        " return [box.left, box.top, box.right, box.bottom, node.textContent]; })"
    )
    assert _overlapping(boxes) == []
    assert all(left >= 0 and right <= size[0] for left, _, right, _, _ in boxes)


def test_labels_do_not_overlap_in_the_live_chart(show: Callable[..., Any]) -> None:
    """At the size it was packed for, and at the smallest it is drawn at."""
    for size in (WIDE, (900, 800)):
        tab = show(size)
        boxes = tab.locator('#_plot [data-kind="labels"] text, #_plot [data-kind="owed labels"] text').evaluate_all(
            "(nodes) => nodes.map((node) => { const box = node.getBoundingClientRect();"
            " return [box.left, box.top, box.right, box.bottom, node.textContent]; })"
        )
        assert len(boxes) == len(EVENTS) + 3
        assert _overlapping(boxes) == []


def _overlapping(boxes: list[list[Any]]) -> list[tuple[str, str]]:
    """Pairs that share more than a hair; letters' boxes are taller than the letters, so rows may touch by 3 pixels."""
    return [
        (a[4], b[4])
        for place, a in enumerate(boxes)
        for b in boxes[place + 1 :]
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 3.5
    ]


def test_the_chart_fits_one_screen_with_letters_of_12_pixels(show: Callable[..., Any]) -> None:
    """36 events at 1280 by 800."""
    tab = show()
    assert tab.locator("#_chart-box").bounding_box()["height"] <= 820
    sizes = tab.locator("#_plot .textpoint text").evaluate_all(
        "(nodes) => nodes.map((node) => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(sizes) >= 12


def test_a_mark_opens_its_card_beside_the_chart(show: Callable[..., Any]) -> None:
    """A real copy: selectable, with links; the chain of relations appears; Escape puts it away."""
    tab = show()
    tab.locator('#_plot [data-kind="mark occurred hollow"] [data-event-id="ruling"]').click(force=True)
    assert "The board rules" in tab.inner_text("#_peek h3")
    assert tab.locator('#_peek a[href="#asked"]').count() == 1
    tab.wait_for_selector('#_plot [data-kind="links"] .js-line')
    assert tab.url.endswith("#ruling")
    tab.keyboard.press("Escape")
    assert tab.locator("#_peek").is_hidden()


def test_labels_open_cards_and_do_not_stop_a_drag(show: Callable[..., Any]) -> None:
    """A press on the letters counts for the mark; a drag that begins on them still chooses a stretch of time."""
    tab = show()
    label = tab.locator('#_plot [data-kind="labels"] [data-event-id="riverside"]')
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    tab.mouse.click(box["x"] + box["width"] - 8, box["y"] + 8)
    tab.wait_for_selector("#_peek h3")
    assert tab.inner_text("#_peek h3").startswith("Officers use force")
    tab.keyboard.press("Escape")
    x, y = box["x"] + 40, box["y"] + 8
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 150, y, steps=4)
    tab.mouse.move(x + 300, y, steps=4)
    tab.mouse.up()
    tab.wait_for_timeout(600)
    assert tab.locator('#_plot [data-kind="labels"] [data-event-id="waiting"]:visible').count() == 0
    assert tab.locator("#_peek").is_hidden()


def test_hover_says_what_the_card_says(show: Callable[..., Any]) -> None:
    """Title, date in words and, unless it simply happened, its modality; never a day nobody knows."""
    tab = show()
    tab.locator('#_plot [data-kind="mark conditional hollow"] [data-event-id="subpoena"]').hover(force=True)
    tab.wait_for_selector("#_plot .hovertext")
    text = tab.locator("#_plot .hovertext").text_content()
    assert "A subpoena, if the answer falls short" in text
    assert "after 24 August 2023, no" not in text
    assert "conditional" in text


def test_relations_are_drawn_in_the_static_chart_too(show: Callable[..., Any]) -> None:
    """On a phone the chosen event's chain appears as curves that end at the later event."""
    tab = show(PHONE, hash="#ruling")
    assert tab.locator(".chart.narrow .link").count() == 4
    tab.locator("label:has(input[name=links][value=none])").click()
    assert tab.locator(".chart.narrow .link").count() == 0


def test_before_the_library_has_come_marks_open_cards_too(show: Callable[..., Any]) -> None:
    """Where the library cannot be unpacked at all the static chart stays and works."""
    tab = show(drawn=False)
    tab.add_init_script("delete window.DecompressionStream")
    tab.reload()
    tab.locator('.chart.wide a[data-event-id="suit"] .t').click()
    assert "A resident sues" in tab.inner_text("#_peek h3")


def test_search_filters_and_says_how_many(show: Callable[..., Any]) -> None:
    """The story shortens, marks fade, the count is announced, and the address holds it all."""
    tab = show()
    tab.fill("[name=q]", "broken wrist")
    assert tab.locator("article.card:visible").count() == 1
    assert tab.inner_text("#_live") == "1 of 36 events shown"
    assert tab.locator('#_plot [data-kind="labels"] [data-event-id="suit"].dim').count() == 1
    assert "q=broken+wrist" in tab.url
    again = show(hash="#" + tab.url.split("#")[1])
    assert again.locator("article.card:visible").count() == 1


def test_the_chart_is_one_stop_and_arrows_move_inside_it(show: Callable[..., Any]) -> None:
    """Right and left in time, down into the next lane, Enter opens, Escape comes back."""
    tab = show()
    stops = tab.evaluate(
        "() => [...document.querySelectorAll('#_stage *')].filter((one) => one.tabIndex >= 0).map((one) => one.id)"
    )
    assert stops == ["_chart-box"]
    tab.locator("#_chart-box").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.inner_text("#_live").startswith(EVENTS[0].title)
    tab.keyboard.press("ArrowRight")
    assert tab.inner_text("#_live").startswith(EVENTS[1].title)
    tab.keyboard.press("ArrowDown")
    down = next(event for event in EVENTS if tab.inner_text("#_live").startswith(event.title))
    assert down.body == "officers"
    assert tab.locator("#_ring").is_visible()
    tab.keyboard.press("Enter")
    assert tab.inner_text("#_peek h3") == down.title
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "_chart-box"


def test_small_targets_are_large_enough(show: Callable[..., Any]) -> None:
    """24 pixels each way for everything that is pressed, links in running text aside."""
    for size in (WIDE, PHONE):
        tab = show(size)
        for query in ("button", "select", "input", 'a[href^="#_source-"]', "summary", ".controls label"):
            boxes = tab.locator(f"{query}:visible").evaluate_all(
                "(nodes) => nodes.map((node) => { const box = node.getBoundingClientRect();"
                " return [box.width, box.height, node.outerHTML.slice(0, 80)]; })"
            )
            assert [box for box in boxes if min(box[:2]) < 23.5] == []


def test_a_file_can_be_saved_from_the_page(show: Callable[..., Any]) -> None:
    tab = show(accept_downloads=True)
    with tab.expect_download() as saved:
        tab.locator("[data-download]").click()
    assert saved.value.suggested_filename == "case.csv"
    assert Path(saved.value.path()).read_text(encoding="utf-8") == "id,title\n"


def test_print_shows_the_static_chart_and_every_address(show: Callable[..., Any]) -> None:
    """On paper the picture is the SVG, details are open, and no control is left."""
    tab = show()
    tab.emulate_media(media="print")
    assert tab.locator(".chart.wide").is_visible()
    assert tab.locator("#_plot").is_hidden()
    assert tab.locator(".controls").is_hidden()
    assert len(re.findall(rb"/Type /Page[^s]", tab.pdf(format="A4"))) < 20
    tab.set_viewport_size({"width": 680, "height": 900})
    assert tab.locator("#ruling .body").bounding_box()["width"] > 400
    assert tab.locator("#ruling .aside").bounding_box()["width"] > 400
    after = tab.locator('a[href="https://ag.example/letter.pdf"]').evaluate(
        "(e) => getComputedStyle(e, '::after').content"
    )
    assert "attr" in after or "https://ag.example" in after


def test_embedded_it_has_neither_head_nor_foot(show: Callable[..., Any]) -> None:
    tab = show(hash="?embed")
    assert tab.locator("h1").is_hidden()
    assert tab.locator("footer.end").is_hidden()


@pytest.fixture
def visit(new_context: Any, tmp_path: Path) -> Callable[..., Any]:
    """Open the page of any view, offline; what goes wrong is kept on the page."""

    def open_page(view: View, size: tuple[int, int] = WIDE, **options: Any) -> Any:
        file = tmp_path / "one.html"
        file.write_text(page(view), encoding="utf-8")
        tab = new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **options).new_page()
        tab.wrong = []
        tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
        tab.goto(file.as_uri())
        if size[0] >= 880:
            tab.wait_for_selector(DRAWN)
        return tab

    return open_page


def test_events_called_like_parts_of_the_page_do_no_harm(visit: Callable[..., Any]) -> None:
    """The chart is drawn, every card opens, and search still finds."""
    tab = visit(namesakes())
    tab.locator("#_chart-box").focus()
    for card in namesakes().cards[:8]:
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("Enter")
        assert tab.inner_text("#_peek h3") == card.title
        assert tab.url.endswith(f"#{card.id}")
        tab.keyboard.press("Escape")
    tab.fill("[name=q]", "broken wrist")
    assert tab.locator("article.card:visible").count() == 1
    assert tab.wrong == []


@pytest.mark.parametrize("hash", ["#%E0%A4%A", "#%", "#event=%E0%A4%A", "#q=%", "#lanes=constructor&links=x&length=1"])
def test_an_address_that_makes_no_sense_is_passed_over(show: Callable[..., Any], hash: str) -> None:  # noqa: A002
    """The chart is drawn and nothing goes wrong, at the start and on a link inside the page."""
    tab = show(hash=hash)
    assert tab.locator("article.card:visible").count() == len(EVENTS)
    tab.evaluate("document.body.insertAdjacentHTML('afterbegin', '<a id=bad href=\"#%E0%A4%A\">x</a>')")
    tab.locator("#bad").click()
    assert [one for one in tab.wrong if "malformed" in one] == []


def test_a_search_without_a_hit_says_so(show: Callable[..., Any]) -> None:
    """Nothing is lit that was filtered out, the ring goes, and one press brings everything back."""
    tab = show(hash="#ruling")
    assert tab.locator("#_ring").is_visible()
    lit = "() => [...document.querySelectorAll('#_plot .trace[data-kind=runs]')]" \
          ".filter((trace) => +getComputedStyle(trace).opacity > 0.5 && trace.querySelector('.js-line')).length"  # fmt: skip
    assert tab.evaluate(lit) == 2
    tab.fill("[name=q]", "zzzz")
    assert tab.inner_text("#_none").startswith("No event fits this search.")
    assert tab.inner_text("#_live") == "No event fits this search."
    assert tab.locator("#_ring").is_hidden()
    tab.wait_for_function(f"({lit})() === 0")
    tab.locator("#_none button").click()
    assert tab.locator("#_none").is_hidden()
    assert tab.locator("article.card:visible").count() == len(EVENTS)
    tab.wait_for_function(f"({lit})() === 2")


def test_early_years_are_written_without_zeros(visit: Callable[..., Any]) -> None:
    """In the live chart as in the static one."""
    view = sample()
    mark = replace(view.chart.marks[1], earliest=date(980, 3, 5), latest=date(980, 3, 5),
                   end_earliest=date(980, 3, 5), end_latest=date(980, 3, 5))  # fmt: skip
    chart = replace(view.chart, marks=(mark,), links=(), stretches=(), start=date(960, 1, 1), end=date(999, 1, 1),
                    as_of=date(998, 1, 1))  # fmt: skip
    tab = visit(replace(view, cards=(view.cards[1],), chart=chart, owed=()))
    ticks = tab.locator("#_plot .xtick text").all_text_contents()
    assert ticks
    assert all(tick.strip().isdigit() and not tick.strip().startswith("0") for tick in ticks)


def test_an_internal_copy_says_so_on_every_sheet(visit: Callable[..., Any]) -> None:
    """First thing on the screen; on paper in a margin of its own that is repeated on each sheet."""
    tab = visit(replace(sample(), audience="internal"))
    assert tab.locator(".internal").bounding_box()["y"] == 0
    assert tab.title().startswith("[Internal copy]")
    tab.emulate_media(media="print")
    style = "(node) => [getComputedStyle(node).position, getComputedStyle(node).writingMode]"
    assert tab.locator(".internal").evaluate(style) == ["fixed", "vertical-rl"]
    strip, text = tab.locator(".internal").bounding_box(), tab.locator("main").bounding_box()
    assert text["x"] + text["width"] <= strip["x"] + 0.5


def test_the_story_uses_the_width_it_has(show: Callable[..., Any]) -> None:
    """Relations and sources stand at the right of what is told, from about 1,100 pixels on."""
    for size, beside in ((WIDE, True), ((1000, 800), False), (PHONE, False)):
        tab = show(size)
        body, aside = (tab.locator(f"#ruling .{part}").bounding_box() for part in ("body", "aside"))
        assert (aside["x"] >= body["x"] + body["width"] - 1) is beside
        if beside:
            right = tab.evaluate("document.documentElement.clientWidth") - (aside["x"] + aside["width"])
            assert right < 100
