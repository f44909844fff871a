"""The chart in a real browser: labels measured from their boxes at five widths and three zooms, axes, counts, arrows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.conftest import EXAMPLES
from tests.sample_view import crowd, sample
from timeline import build
from timeline.draw.page import page
from timeline.draw.traces import traces
from timeline.view.layout import PlacedLink, arrange
from timeline.view.layout_axis import AXES
from timeline.view.layout_links import curve
from timeline.view.model import View

DRAWN = ".chart-box.drawn"
WIDTHS = (360, 390, 768, 1280, 1920)
ZOOMS = (1, 2, 4)
# What a reader sees of labels and counts: the box as it is drawn, where it is drawn at all.
BOXES = """(query) => [...document.querySelectorAll(query)].map((node) => {
  const box = node.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom, node.textContent];
}).filter((box) => box[2] - box[0] > 1)"""
LIVE = '#_plot [data-kind="labels"] text, #_plot [data-kind="owed labels"] text, .chips button'


def of(name: str) -> View:
    """An example, or the sample grown to so many events."""
    if name.isdecimal():
        return crowd(int(name))
    return build.view_of(timeline.load(EXAMPLES / name)._examined)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of an example or a crowd, written once."""
    home = tmp_path_factory.mktemp("charts")

    def write(name: str) -> Path:
        file = home / f"{name}.html"
        if not file.exists():
            file.write_text(page(sample() if name == "sample" else of(name)), encoding="utf-8")
        return file

    return write


@pytest.fixture
def show(new_context: Any, files: Callable[[str], Path]) -> Callable[..., Any]:
    """Open a page at a width, and wait for its chart where the width has a live one."""

    def open_page(name: str, width: int = 1280, hash: str = "", **options: Any) -> Any:  # noqa: A002
        tab = new_context(viewport={"width": width, "height": 900}, offline=True, **options).new_page()
        tab.wrong = []
        tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
        tab.on("console", lambda message: tab.wrong.append(message.text))
        tab.goto(files(name).as_uri() + hash)
        if width >= 880:
            tab.locator("#_chart-box").scroll_into_view_if_needed()
            tab.wait_for_selector(DRAWN, timeout=60_000)
        return tab

    return open_page


def eventually(tab: Any, ask: str, fits: Callable[[Any], bool]) -> Any:
    """The answer that fits, however long the chart takes; the page's own policy forbids what playwright has for this."""
    for _ in range(200):
        if fits(found := tab.evaluate(ask)):
            return found
        tab.wait_for_timeout(50)
    pytest.fail(f"{ask} stays {found}")


def turned(tab: Any, by: int, fits: Callable[[Any], bool]) -> None:
    """Turn the wheel until the window fits. A slow page gets several turns as one, so their number says nothing."""
    for _ in range(400):
        tab.mouse.wheel(0, by)
        if fits(tab.evaluate("Live.window()")):
            return
    pytest.fail(f"the wheel leads no further than {tab.evaluate('Live.window()')}")


def overlapping(boxes: list[list[Any]]) -> list[tuple[str, str]]:
    """Pairs that share more than a hair; boxes of letters are taller than the letters, so rows may touch by 3 pixels."""
    return [
        (a[4], b[4])
        for place, a in enumerate(boxes)
        for b in boxes[place + 1 :]
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 3.5
    ]


# A crowd has no gaps, and so one axis.
@pytest.mark.parametrize(
    ("name", "axis"), [*((name, axis) for name in ("jackson", "harlow-street") for axis in AXES), ("400", "time")]
)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_overlaps_another_and_none_is_cut(show: Callable[..., Any], width: int, name: str, axis: str) -> None:
    """At each width, and on a live chart at three zooms in the middle and at both ends of time."""
    tab = show(name, width, f"#axis={axis}" if width >= 880 else "")
    if width < 880:
        found = [tab.evaluate(BOXES, ".chart.narrow .t")]
    else:
        found = []
        for zoom in ZOOMS:
            for middle in (0.0, 0.5, 1.0):
                tab.evaluate(
                    "([zoom, middle]) => { Live.zoom(0); const [left, right] = Live.whole(), long = (right - left) / zoom;"
                    " const from = left + (right - left - long) * middle, { days } = Live.chart.axes[Live.axis];"
                    " const day = (x) => days ? days[0] + (x - left) * (days[1] - days[0]) / (right - left) : x;"
                    " return Plotly.relayout(Live.node, { 'xaxis.range': [day(from), day(from + long)] }); }",
                    [zoom, middle],
                )
                tab.wait_for_timeout(60)
                found.append(tab.evaluate(BOXES, LIVE))
    frame = tab.locator("#_chart-box").bounding_box()
    for boxes in found:
        assert boxes
        assert overlapping(boxes) == []
        assert [box for box in boxes if box[0] < frame["x"] - 0.5 or box[2] > frame["x"] + frame["width"] + 0.5] == []
    assert tab.wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_letters_are_large_enough_to_read(show: Callable[..., Any], width: int) -> None:
    """12 pixels at every width, in the live chart and in the static one."""
    tab = show("jackson", width)
    query = "#_plot .textpoint text" if width >= 880 else ".chart.narrow .t"
    heights = tab.locator(query).evaluate_all(
        "(nodes) => nodes.map((node) => parseFloat(getComputedStyle(node).fontSize)"
        " * (node.ownerSVGElement.viewBox.baseVal ? node.ownerSVGElement.getBoundingClientRect().width"
        " / node.ownerSVGElement.viewBox.baseVal.width : 1))"
    )
    assert min(heights) >= 12


def test_every_event_is_labelled_or_counted_at_every_zoom(show: Callable[..., Any]) -> None:
    """What the window holds is never without its words in silence; a "+n" opens them as a list of links."""
    tab = show("400")
    for step in range(3):
        if step:
            tab.locator("#_chart-box").press("+")
            tab.wait_for_timeout(120)
        said = tab.evaluate(
            """() => {
              const [from, to] = Live.window(), { reach } = Live.chart.axes[Live.axis], { event } = Live.chart.ids;
              const inside = event.filter((id, at) => reach[at][0] >= from && reach[at][0] <= to);
              const seen = new Set([...document.querySelectorAll('#_plot [data-kind="labels"] .textpoint')]
                .filter((one) => one.getBoundingClientRect().width > 1).map((one) => one.dataset.eventId));
              const counted = [...document.querySelectorAll(".chips button")].flatMap((one) => one.dataset.more.split(" "));
              return [inside, inside.filter((id) => !seen.has(id) && !counted.includes(id)), counted.filter((id) => seen.has(id))];
            }"""
        )
        assert said[0]
        assert said[1:] == [[], []]
    before = tab.locator(".chips button").count()
    chip = tab.locator(".chips button").first
    ids = chip.get_attribute("data-more").split(" ")
    assert chip.inner_text() == f"+{len(ids)}"
    assert chip.get_attribute("aria-label") == (f"{len(ids)} more events" if len(ids) > 1 else "1 more event")
    chip.click()
    links = tab.locator(".more-list a")
    assert [link.get_attribute("href") for link in links.all()] == [f"#{one}" for one in ids]
    tab.keyboard.press("Escape")
    assert tab.locator(".more-list").count() == 0
    assert tab.evaluate("document.activeElement.id") == "_chart-box"
    chip.click()
    links.first.click()
    tab.wait_for_selector("#_peek h3")
    assert before


def test_a_count_in_the_static_chart_opens_its_list_too(show: Callable[..., Any]) -> None:
    """On a phone; a link in it leads to the card. Without scripts the count itself leads to the first of them."""
    tab = show("400", 390)
    more = tab.locator(".chart.narrow a.more").first
    ids = more.get_attribute("data-more").split(" ")
    assert more.get_attribute("href") == f"#{ids[0]}"
    more.click()
    tab.locator(f'.more-list a[href="#{ids[-1]}"]').click()
    assert tab.url.endswith(f"#{ids[-1]}")
    assert tab.locator(".more-list").count() == 0


@pytest.mark.parametrize("axis", AXES)
def test_arrows_end_on_marks_at_every_zoom(show: Callable[..., Any], axis: str) -> None:
    """The head of an arrow is no further from the middle of its glyph than a glyph's own size."""
    tab = show("jackson", hash=f"#links=all&axis={axis}")
    for zoom in range(2):
        if zoom:
            tab.locator("#_chart-box").press("+")
            tab.wait_for_timeout(250)
        far = tab.evaluate(
            """() => {
              const trace = Live.node.data.find((one) => one.meta.kind === "links"), { xaxis, yaxis } = Live.node._fullLayout;
              const glyphs = Live.node.data.filter((one) => /^mark|questions/.test(one.meta.kind));
              const at = new Map(glyphs.flatMap((one) => one.customdata.map((id, place) => [id, [xaxis.d2p(one.x[place]), yaxis.d2p(one.y[place])]])));
              return trace.x.map((x, place) => [x, place]).filter(([x, place]) => x !== null && trace.x[place + 1] === null)
                .map(([x, place]) => { const [gx, gy] = at.get(trace.customdata[place]); return Math.hypot(xaxis.d2p(x) - gx, yaxis.d2p(trace.y[place]) - gy); });
            }"""
        )
        assert far
        assert max(far) <= 13


def test_the_script_bends_arrows_as_the_picture_does(show: Callable[..., Any]) -> None:
    tab = show("sample")
    for ends in (
        (0, 0, 200, 0),
        (50, 10, 60, 190),
        (90, 10, 60, 190),
        (20, 10, 300, 40),
        (20, 10, 300, 400),
        (300, 400, 20, 10),
    ):
        ours = curve(PlacedLink("a", "b", "", *map(float, ends)), 5.0)
        assert tab.evaluate("(ends) => Live.bend(...ends, 5)", ends) == [pytest.approx(point) for point in ours]


def test_the_script_puts_marks_where_the_layout_has_them(show: Callable[..., Any]) -> None:
    """Chart units become days again, to the minute; labels, outlines and heights are the layout's own."""
    drawn = show("sample").evaluate(
        "() => Object.fromEntries(document.querySelector('#_plot').data.map((trace) => [trace.meta.kind, [trace.x, trace.y]]))"
    )
    layout = arrange(sample().chart)
    days = [layout.scale.days(layout.scale.left) * 86_400_000, 86_400_000 / layout.scale.pixels_a_day]
    for trace in traces(sample(), layout):
        kind = trace["meta"]["kind"]
        if kind in ("links", "runs") or "labels" in kind:
            continue
        x, y = drawn[kind]
        start = 0 if "base" in trace else days[0] - layout.scale.left * days[1]
        assert [a / 1000 for a in x] == pytest.approx([(start + b * days[1]) / 1000 for b in trace["x"]], abs=60)
        assert y == pytest.approx(trace["y"], abs=0.06)


@pytest.mark.parametrize("lanes", ["body", "actor", "family", "thread"])
def test_a_reader_switches_lanes_and_axes_and_the_address_says_so(show: Callable[..., Any], lanes: str) -> None:
    tab = show("harlow-street")
    tab.locator(f"label:has(input[name=lanes][value={lanes}])").click()
    for axis in ("sequence", "compressed"):
        tab.locator(f"label:has(input[name=axis][value={axis}])").click()
        tab.wait_for_timeout(400)
        assert f"axis={axis}" in tab.url
        names = tab.evaluate("() => Live.node.layout.annotations.filter((one) => one.xref === 'paper').length")
        chart = of("harlow-street").chart
        assert names == len({chart.lane_of[lanes][mark.event] for mark in chart.marks})
        layout = arrange(chart, lanes, axis=axis)
        notes = tab.evaluate(
            "() => Live.node.layout.annotations.filter((one) => one.xref === 'x').map((one) => one.text)"
        )
        assert notes == [note.lines[0] for note in layout.notes]
    again = show("harlow-street", hash="#" + tab.url.split("#")[1])
    assert again.evaluate("() => [Live.mode, Live.axis]") == [lanes, "compressed"]
    assert tab.wrong == again.wrong == []


def test_a_drag_on_a_zoomed_chart_moves_it(show: Callable[..., Any]) -> None:
    """And never past the ends of time."""
    tab = show("jackson")
    tab.locator("#_chart-box").press("+")
    tab.wait_for_timeout(250)
    before = tab.evaluate("Live.window()")
    box = tab.locator("#_plot .nsewdrag").bounding_box()
    y = box["y"] + box["height"] / 2
    for distance in (120, 2000):
        tab.mouse.move(box["x"] + 300, y)
        tab.mouse.down()
        tab.mouse.move(box["x"] + 300 + distance / 2, y, steps=4)
        tab.mouse.move(box["x"] + 300 + distance, y, steps=4)
        tab.mouse.up()
        tab.wait_for_timeout(250)
    after = tab.evaluate("Live.window()")
    assert after[0] < before[0]
    assert after[0] == pytest.approx(tab.evaluate("Live.whole()[0]"), abs=0.5)
    assert after[1] - after[0] == pytest.approx(before[1] - before[0], rel=0.01)


def test_of_very_many_events_each_lane_says_how_high_its_highest_column_is_and_how_many_have_no_date(
    show: Callable[..., Any],
) -> None:
    """In the picture and in the live chart, of all events and of those that a search leaves."""
    tab = show("2000")
    live = """() => [Live.node.data.find((one) => one.meta.kind === "peak").text,
                    Live.node.layout.annotations.map((one) => one.text).filter((text) => text.includes("without a date"))]"""
    peaks, undated = tab.evaluate(live)
    still = tab.evaluate("[...document.querySelectorAll('.chart.wide .peak')].map((one) => one.textContent)")
    assert sorted(peaks) + [one.split("<br>")[-1] for one in undated] == sorted(
        one for one in still if one.isdigit()
    ) + [one for one in still if not one.isdigit()]
    assert undated
    tab.fill("[name=q]", "the")
    now = "() => Live.node.data.filter((one) => one.meta.kind === 'peak').flatMap((one) => one.text)"
    fewer = eventually(tab, now, lambda found: found != peaks)
    assert 0 < sum(map(int, fewer)) < sum(map(int, peaks))
    assert tab.wrong == []


@pytest.mark.parametrize("case", ["jackson", "2000"])
def test_the_wheel_zooms_where_the_pointer_is_with_ctrl_and_scrolls_the_page_without(
    show: Callable[..., Any], case: str
) -> None:
    """What lies under the pointer stays there, the ends of time hold, and labels are placed anew."""
    tab = show(case)
    box = tab.locator("#_plot .nsewdrag").bounding_box()
    x, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2
    whole, top = tab.evaluate("Live.whole()"), tab.evaluate("scrollY")
    tab.mouse.move(x, y)
    tab.mouse.wheel(0, 120)
    eventually(tab, "scrollY", lambda now: now > top)
    assert tab.evaluate("Live.window()") == pytest.approx(whole, abs=0.5)
    tab.evaluate("top => scrollTo(0, top)", top)
    before, least = whole[0] + 0.7 * (whole[1] - whole[0]), tab.evaluate("Live.least()")
    tab.keyboard.down("Control")
    tab.mouse.wheel(0, -120)
    near = eventually(tab, "Live.window()", lambda now: now[1] - now[0] < whole[1] - whole[0] - 1)
    assert near[0] + 0.7 * (near[1] - near[0]) == pytest.approx(before, abs=2)
    turned(tab, -120, lambda now: now[1] - now[0] < 1.2 * least)
    for _ in range(20):
        tab.mouse.wheel(0, -120)
    near = eventually(tab, "Live.window()", lambda now: now[1] - now[0] > 0.9 * least)
    assert near[0] - 1 < before < near[1] + 1
    assert tab.evaluate("[scrollY, visualViewport.scale]") == [top, 1]
    turned(tab, 120, lambda now: now == pytest.approx(whole, abs=1))
    tab.keyboard.up("Control")
    assert tab.wrong == []


def test_after_the_wheel_every_bar_that_reaches_into_the_window_is_drawn_and_the_ring_goes_with_its_mark(
    show: Callable[..., Any],
) -> None:
    """The library hides bars while the wheel turns and forgets them; a ring of a mark outside stands nowhere."""
    tab = show("jackson")
    tab.locator("#_chart-box").focus()
    tab.keyboard.press("End")
    assert not tab.evaluate("document.querySelector('#_ring').hidden")
    box = tab.locator("#_plot .nsewdrag").bounding_box()
    tab.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    tab.keyboard.down("Control")
    whole = tab.evaluate("Live.whole()")
    turned(tab, -120, lambda now: now[1] - now[0] < 0.4 * (whole[1] - whole[0]))
    tab.keyboard.up("Control")
    eventually(tab, "Live.box.classList.contains('moving')", lambda moving: not moving)
    hidden = "[...Live.node.querySelectorAll('.barlayer .point')].filter((one) => getComputedStyle(one).display === 'none').length"
    assert tab.evaluate(hidden) == 0
    assert tab.evaluate("document.querySelector('#_ring').hidden")
    assert tab.wrong == []


def test_in_a_zoomed_chart_no_label_lies_on_the_glyph_of_its_own_mark(show: Callable[..., Any]) -> None:
    """A label on a bar stands before its glyph or after it."""
    tab = show("harlow-street", hash="#lanes=actor&axis=compressed")
    covered = """() => [...Live.node.querySelectorAll('[data-kind="labels"] .textpoint')].filter((label) => {
        if (label.style.display === "none" || !label.getClientRects().length) return false;
        const words = document.createTreeWalker(label, NodeFilter.SHOW_TEXT), range = document.createRange(), boxes = [];
        while (words.nextNode()) {
            const { data } = words.currentNode;
            if (!data.trim()) continue;
            range.setStart(words.currentNode, data.length - data.trimStart().length);
            range.setEnd(words.currentNode, data.trimEnd().length);
            boxes.push(range.getBoundingClientRect());
        }
        const own = `[data-kind^="mark"] [data-event-id="${label.dataset.eventId}"]`;
        return [...Live.node.querySelectorAll(own)].some((mark) => {
            const b = mark.getBoundingClientRect(), x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2;
            return b.width && boxes.some((a) => a.left < x && x < a.right && a.top < y && y < a.bottom);
        });
    }).map((label) => label.textContent)"""
    for start in range(200, 1100, 100):
        tab.evaluate("([from, to]) => Live.look(from, to)", [start, start + 300])
        tab.wait_for_timeout(150)
        assert tab.evaluate(covered) == [], start


def test_numbers_of_columns_are_those_of_the_window_and_all_there_after_single_events(show: Callable[..., Any]) -> None:
    """Letters that stood beside marks are used again; the highest column of a window may be another than of all."""
    tab = show("2000")
    text = "() => [...Live.node.querySelectorAll('[data-kind=\"peak\"] text')].filter((one) => one.getClientRects().length).map((one) => one.textContent)"
    every = tab.evaluate(text)
    assert every == tab.evaluate("Live.node.data.find((one) => one.meta.kind === 'peak').text")
    tab.fill("[name=q]", "broken wrist")
    eventually(tab, "Live.node.querySelectorAll('[data-event-id]').length", lambda marks: marks > 0)
    tab.fill("[name=q]", "")
    eventually(tab, "Live.node.querySelectorAll('[data-event-id]').length", lambda marks: marks == 0)
    assert eventually(tab, text, lambda now: now == every)
    tab.evaluate("([left, right]) => Live.look(left, left + 0.5 * (right - left))", tab.evaluate("Live.whole()"))
    half = eventually(tab, text, lambda now: now != every)
    assert len(half) == len(every)


def test_of_very_many_events_a_window_shows_single_ones(show: Callable[..., Any]) -> None:
    """First how many there are, then, nearer, the events themselves; a search that leaves few shows those at once."""
    tab = show("2000")
    kinds = "() => Live.node.data.filter((one) => one.x.length).map((one) => one.meta.kind)"
    assert {"may", "sure"} <= set(tab.evaluate(kinds))
    assert tab.locator("#_plot [data-event-id]").count() == 0
    for _ in range(5):
        tab.locator("#_chart-box").press("+")
        tab.wait_for_timeout(500)
    assert not {"may", "sure"} & set(tab.evaluate(kinds))
    shown = tab.evaluate(
        "() => new Set([...document.querySelectorAll('#_plot [data-event-id]')].map((one) => one.dataset.eventId)).size"
    )
    assert 0 < shown <= 400
    assert tab.wrong == []


def test_the_data_for_the_script_names_no_day_beyond_the_ends_of_the_axis(tmp_path: Path) -> None:
    """And its size stays small: a further kind of lanes or axis costs far less than the first."""
    from timeline.draw.live import live

    view = of("harlow-street")
    whole = len(json.dumps(live(view)))
    one = replace(view, chart=replace(view.chart, gaps=(), lanes={"body": view.chart.lanes["body"]}))
    assert whole < 4 * len(json.dumps(live(one)))
