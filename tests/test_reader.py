"""What a reader does with a page in a real browser: by keyboard alone, in another page's frame, enlarged, on a phone,
in another language, from right to left; what they filter, copy and take away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader

import timeline
from tests.conftest import EXAMPLES
from tests.packed import unpacked
from tests.sample_view import sample
from timeline import build
from timeline.draw.page import Download, Other, page
from timeline.publish.scan import Search
from timeline.publish.values import Value

WIDE, PHONE = (1280, 800), (390, 844)
AT = "document.activeElement"
SHOWN = "[...document.querySelectorAll('article[data-event-id]')].filter((one) => !one.parentNode.hidden).map((one) => one.id)"


@pytest.fixture(scope="module")
def harlow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented case's page on disk."""
    return timeline.load(EXAMPLES / "harlow-street").save(tmp_path_factory.mktemp("reader") / "harlow.html")


def until(tab: Any, key: str, there: str, most: int = 60) -> None:
    """Press a key until the focus is where it should be."""
    for _ in range(most):
        tab.keyboard.press(key)
        if tab.evaluate(there):
            return
    pytest.fail(f"{most} times {key} do not lead to {there}; the focus is on {tab.evaluate(AT + '.outerHTML')[:200]}")


def test_by_keyboard_alone_an_event_is_found_opened_followed_to_another_and_to_its_source_and_back(
    visit: Callable[..., Any], harlow: Path
) -> None:
    tab = visit(harlow)
    tab.wait_for_selector("html.scripted")
    until(tab, "Tab", f"{AT}.name === 'q'")
    tab.keyboard.type("Commission overturns dismissal first")
    tab.keyboard.press("Control+a")
    tab.keyboard.type("vacated")
    shown = tab.locator("article[data-event-id]:visible")
    assert 0 < shown.count() < 20
    until(tab, "Tab", f"{AT}.id === '_chart-box'")
    tab.keyboard.press("ArrowRight")
    told = tab.inner_text("#_live")
    tab.keyboard.press("Enter")
    assert told.startswith(tab.inner_text("#_peek h3"))
    first = tab.evaluate("document.querySelector('#_peek article').dataset.eventId")
    until(tab, "Tab", f"{AT}.closest('#_peek .related') && !{AT}.hash.startsWith('#_')")
    related = tab.evaluate(f"{AT}.hash.slice(1)")
    tab.keyboard.press("Enter")
    assert tab.evaluate(f"{AT}.id") == related != first
    assert tab.locator(f"#{related}").is_visible()
    until(tab, "Tab", f"{AT}.closest('.cited') && {AT}.hash.startsWith('#_source-')")
    source = tab.evaluate(f"{AT}.hash")
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == source
    entry = tab.locator(source).bounding_box()
    assert 0 <= entry["y"] < WIDE[1]
    until(tab, "Tab", f"{AT}.closest('[data-source-id]')")
    tab.evaluate("history.back()")  # what Alt and the left arrow do; a browser without windows has no such keys
    tab.wait_for_timeout(300)
    assert related in tab.evaluate("location.hash")
    assert tab.evaluate(f"{AT}.id") == related
    tab.evaluate("history.back()")
    tab.wait_for_timeout(300)
    assert first in tab.evaluate("location.hash")
    assert [message for message in tab.wrong if "Error" in message] == []


@pytest.mark.parametrize("name", ["family", "body", "who", "source", "only", "day"])
def test_each_filter_leaves_fewer_says_how_many_and_is_in_the_address(
    visit: Callable[..., Any], harlow: Path, name: str
) -> None:
    tab = visit(harlow)
    field = tab.locator(f"[name={name}]")
    chosen = field.locator("option").nth(1).get_attribute("value")
    field.select_option(chosen)
    count = tab.locator("article[data-event-id]:visible").count()
    assert 0 < count < tab.locator("article[data-event-id]").count()
    assert tab.inner_text("#_live").startswith(f"{count} of ")
    assert f"{name}=" in tab.url
    again = visit(harlow, after="#" + tab.url.split("#")[1])
    assert again.locator("article[data-event-id]:visible").count() == count


def test_filters_show_what_they_say(visit: Callable[..., Any], harlow: Path) -> None:
    """A source's filter leaves what cites it, a person's what they had a part in, "only" what has an open obligation."""
    view = build.view_of(timeline.load(EXAMPLES / "harlow-street")._examined)
    tab = visit(harlow)
    source = max(view.sources, key=lambda one: len(one.cited_by))
    tab.select_option("[name=source]", source.id)
    assert sorted(tab.evaluate(SHOWN)) == sorted(id_ for id_, _ in source.cited_by)
    tab.select_option("[name=source]", "")
    person = view.cards[3].people[0]
    tab.select_option("[name=who]", person)
    assert tab.evaluate(SHOWN) == [card.id for card in view.cards if person in card.people]
    tab.select_option("[name=who]", "")
    tab.select_option("[name=only]", "open")
    still = {one.id for one in view.owed if one.is_open}
    assert tab.evaluate(SHOWN) == [card.id for card in view.cards if still & {id_ for id_, _ in card.owes}]
    tab.select_option("[name=only]", "contested")
    assert tab.evaluate(SHOWN) == [card.id for card in view.cards if card.contested]


@pytest.mark.parametrize("words", ["copy link", "why this date", "as recorded"])
def test_a_search_passes_over_the_words_that_stand_on_every_card(
    visit: Callable[..., Any], harlow: Path, words: str
) -> None:
    tab = visit(harlow)
    tab.fill("[name=q]", words)
    assert len(tab.evaluate(SHOWN)) < 5


def test_a_changed_address_says_everything(visit: Callable[..., Any], harlow: Path) -> None:
    """What the address before it said is gone, and a value that is not offered is no value."""
    tab = visit(harlow, after="#q=vacated&lanes=actor")
    every, few = tab.locator("article[data-event-id]").count(), tab.evaluate(SHOWN)
    assert 0 < len(few) < every
    hidden = tab.evaluate("document.querySelector('li[hidden] > article').id")
    tab.evaluate(f"location.hash = '{hidden}'")
    tab.wait_for_function(f"document.activeElement.id === '{hidden}'")
    assert tab.locator(f"#{hidden}").is_visible()
    assert tab.evaluate(
        "[document.querySelector('[name=q]').value, document.querySelector('[name=lanes]:checked').value]"
    ) == ["", "body"]
    tab.evaluate("history.back()")
    tab.wait_for_function("document.querySelector('[name=q]').value === 'vacated'")
    assert tab.evaluate(SHOWN) == few
    assert tab.locator(".here").count() == 0
    again = visit(harlow, after="#family=nosuch&lanes=nosuch&event=nosuch")
    assert len(again.evaluate(SHOWN)) == every
    assert again.evaluate("[...document.querySelectorAll('select')].map((one) => one.selectedIndex)") == [0] * 6


def test_arrows_never_lead_out_of_the_window(visit: Callable[..., Any], harlow: Path) -> None:
    """The chart is higher than the window; the ring that says where one is stays inside it."""
    tab = visit(harlow)
    tab.locator("#_chart-box").focus()
    for key in ["ArrowRight"] * 25 + ["End", "Home"]:
        tab.keyboard.press(key)
        ring = tab.locator("#_ring").bounding_box()
        assert 0 <= ring["y"] <= WIDE[1] - ring["height"], tab.inner_text("#_live")


def test_enter_leads_to_the_card_where_there_is_no_room_beside_the_chart(
    visit: Callable[..., Any], harlow: Path
) -> None:
    """A window of 1280 pixels at 200 per cent: the next Tab goes on in the card."""
    tab = visit(harlow, (640, 400))
    tab.locator("#_chart-box").focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    at = tab.evaluate(f"{AT}.dataset.eventId")
    assert tab.url.endswith(f"#{at or 'nowhere'}")
    tab.keyboard.press("Tab")
    assert tab.evaluate(f"{AT}.closest('article').id") == at


def test_a_link_can_be_copied_and_leads_back(visit: Callable[..., Any], harlow: Path) -> None:
    tab = visit(harlow, after="?embed#q=vacated", permissions=["clipboard-read", "clipboard-write"])
    card = tab.locator("article#vacated")
    card.locator("button.copy").click()
    card.get_by_role("button", name="Link copied").wait_for()
    assert tab.inner_text("#_live") == "Link copied"
    address = tab.evaluate("navigator.clipboard.readText()")
    assert address == harlow.as_uri() + "#vacated"
    assert visit(harlow, after="#vacated").locator("#vacated").bounding_box()["y"] < WIDE[1]


def test_files_can_be_taken_away_and_are_redacted_like_the_page(visit: Callable[..., Any], harlow: Path) -> None:
    """The JSON is the case again; the table has a row an event."""
    tab = visit(harlow)
    found = {}
    for name in ("harlow-street.csv", "harlow-street.json"):
        with tab.expect_download() as download:
            tab.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == name
        found[name] = Path(download.value.path()).read_text(encoding="utf-8-sig")
    case = json.loads(found["harlow-street.json"])
    assert len(case["events"]) == tab.locator("article[data-event-id]").count()
    assert found["harlow-street.csv"].startswith("timeline:event,type,title,when")
    assert [url for url in tab.asked if not url.startswith(("file:", "blob:", "data:"))] == []
    assert '"note"' not in found["harlow-street.json"]


PARENT = "<!doctype html><meta charset=utf-8><body style='margin:0'><p style='height:600px'>An article.</p>{}<p>It goes on.</p>"


@pytest.fixture
def article(tmp_path: Path, harlow: Path) -> Path:
    """An article with the page in it, by the lines that the page itself offers."""
    text = harlow.read_text(encoding="utf-8")
    code = re.search(r'<pre class="embed-code"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert code
    lines = code[1].replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&amp;", "&")
    (tmp_path / "timeline.html").write_text(text, encoding="utf-8")
    file = tmp_path / "article.html"
    file.write_text(PARENT.format(lines.replace("ADDRESS", "timeline.html")), encoding="utf-8")
    return file


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_in_another_page_the_frame_is_as_high_as_what_is_in_it(
    visit: Callable[..., Any], article: Path, size: tuple[int, int]
) -> None:
    tab = visit(article, size)
    frame = tab.frames[1]
    frame.wait_for_selector("html.embed")
    assert frame.locator("h1").is_hidden()
    tab.wait_for_function("document.querySelector('iframe').getBoundingClientRect().height > 3000")
    tab.wait_for_timeout(400)
    high = tab.evaluate("document.querySelector('iframe').getBoundingClientRect().height")
    assert frame.evaluate("document.documentElement.scrollHeight") - high <= 1
    before = high
    frame.locator("[name=q]").fill("vacated")
    tab.wait_for_function("high => document.querySelector('iframe').getBoundingClientRect().height < high", arg=before)
    assert [url for url in tab.asked if not url.startswith(("file:", "blob:", "data:"))] == []


def test_in_another_page_a_link_to_an_event_moves_the_page_around_it(visit: Callable[..., Any], article: Path) -> None:
    tab = visit(article, after="#event=vacated")
    tab.wait_for_function("scrollY > 1500")
    frame = tab.frames[1]
    inside = frame.evaluate("document.getElementById('vacated').getBoundingClientRect().top")
    outside = tab.evaluate("document.querySelector('iframe').getBoundingClientRect().top")
    assert abs(inside + outside) < 200


def test_a_page_that_is_not_its_frame_is_not_listened_to(visit: Callable[..., Any], article: Path) -> None:
    tab = visit(article)
    tab.wait_for_function("document.querySelector('iframe').getBoundingClientRect().height > 3000")
    tab.evaluate("postMessage({ timeline: 1, height: 7 }, '*')")
    tab.wait_for_timeout(100)
    assert tab.evaluate("document.querySelector('iframe').getBoundingClientRect().height") > 3000


@pytest.mark.parametrize(("size", "scale"), [((640, 400), 2), ((320, 640), 1), ((320, 256), 4)])
def test_enlarged_or_narrow_nothing_is_lost(
    visit: Callable[..., Any], harlow: Path, size: tuple[int, int], scale: float
) -> None:
    """200 % of 1280, 320 pixels, and 400 %: no sideways scroll, nothing cut off, everything there to be read."""
    tab = visit(harlow, size, device_scale_factor=scale)
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    cut = tab.evaluate(
        "() => [...document.querySelectorAll('main p, main h2, main h3, main li, main dd, main td, main figure, main button')]"
        ".filter((one) => one.getClientRects().length && !one.closest('.vh')).filter((one) => { const box = one.getBoundingClientRect();"
        " return box.right > innerWidth + 1 || box.left < -1; }).map((one) => one.outerHTML.slice(0, 120))"
    )
    assert cut == []
    assert tab.locator("article[data-event-id]:visible").count() == tab.locator("article[data-event-id]").count()


def test_a_finger_scrolls_past_the_chart(visit: Callable[..., Any], harlow: Path) -> None:
    """On a phone the chart takes no gesture for itself."""
    tab = visit(harlow, PHONE, has_touch=True, is_mobile=True)
    tab.locator("#_chart-box").scroll_into_view_if_needed()
    assert tab.locator(".chart-box.drawn").count() == 0
    actions = tab.evaluate(
        "() => [...document.querySelectorAll('#_chart-box, #_chart-box *')].map((one) => getComputedStyle(one).touchAction)"
    )
    assert set(actions) <= {"auto", "manipulation", "pan-y"}


def test_nothing_moves_unless_it_is_asked_for(visit: Callable[..., Any], harlow: Path) -> None:
    tab = visit(harlow, reduced_motion="reduce")
    moving = tab.evaluate(
        "() => [...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one);"
        " return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0; })"
        ".filter((one) => !one.closest('#_plot')).map((one) => one.outerHTML.slice(0, 80))"
    )
    assert moving == []
    assert tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_what_others_show_of_a_link_is_in_the_head_and_asks_for_nothing(
    visit: Callable[..., Any], harlow: Path
) -> None:
    tab = visit(harlow, java_script_enabled=False)
    meta = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', harlow.read_text(encoding="utf-8")))
    title = tab.inner_text("h1")
    assert meta["og:title"] == meta["twitter:title"] == title == tab.title()
    assert meta["description"] == meta["og:description"] == meta["twitter:description"] != ""
    assert meta["og:locale"] == "en"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", meta["article:modified_time"])
    assert [url.split(":")[0] for url in tab.asked if not url.startswith("data:")] == ["file"]


BILINGUAL = """
title: {en: What the board decided, es: Lo que decidió la junta}
summary: {en: It decided once., es: Decidió una vez.}
events:
  meeting:
    type: public_meeting
    title: {en: A meeting is held, es: Se celebra una reunión}
    when: 2021-05-03
    convener: mayor
    cites: s1
  later:
    type: public_meeting
    title: {en: Another one}
    when: 2021-05-13
    convener: mayor
    cites: s1
"""


def test_a_case_in_two_languages_has_a_page_each_that_link_to_each_other(
    case: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    """Texts, dates and the page's own words are in its language; what is not there in it says which one it is in."""
    from click.testing import CliRunner

    from timeline.cli import main

    home = case(BILINGUAL)
    out = home / "page.html"
    ran = CliRunner().invoke(main, ["build", str(home), "-o", str(out), "--lang", "en", "--lang", "es"])
    assert ran.exit_code == 0, ran.output
    assert "missing-translation" in ran.output
    tab = visit(out, PHONE)
    assert tab.inner_text("h1") == "What the board decided"
    tab.get_by_role("link", name="Español").click()
    assert tab.url.endswith("page.es.html")
    assert tab.get_attribute("html", "lang") == "es"
    assert tab.inner_text("h1") == "Lo que decidió la junta"
    assert tab.inner_text("#meeting h3") == "Se celebra una reunión"
    assert tab.inner_text("#meeting .day") == "3 de mayo de 2021"
    assert tab.inner_text("#later h3") == "Another one [en]"
    assert tab.get_by_role("link", name="English").get_attribute("href") == "page.html"


def test_a_language_that_is_none_is_refused(case: Callable[..., Path]) -> None:
    with pytest.raises(ValueError, match="write its tag, such as es"):
        timeline.load(case(BILINGUAL)).save("never.html", language="Spanish!")


def test_from_right_to_left_the_page_is_mirrored_and_time_still_runs_to_the_right(
    visit: Callable[..., Any], tmp_path: Path
) -> None:
    view = sample()
    cards = (replace(view.cards[0], title="قرار اللجنة", summary="عاد الضباط إلى العمل"), *view.cards[1:])
    file = tmp_path / "rtl.html"
    text = page(replace(view, language="ar", title="من يقرر العودة", cards=cards), others=(Other("en", "page.html"),))
    file.write_text(text, encoding="utf-8")
    for size in (WIDE, PHONE):
        tab = visit(file, size)
        assert tab.get_attribute("html", "dir") == "rtl"
        assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
        title, width = tab.locator("h1").bounding_box(), size[0]
        assert width - (title["x"] + title["width"]) < title["x"] + 60
        if size == WIDE:
            day, body = (tab.locator(f"#{view.cards[0].id} {part}").bounding_box() for part in (".when", ".body"))
            assert day["x"] > body["x"]
            tab.wait_for_selector(".chart-box.drawn")
            early, late = (tab.evaluate("id => Live.x(id)", card.id) for card in (view.cards[0], view.cards[-1]))
            assert early < late
        assert tab.wrong == []


FIRST_AND_LAST = """(query) => {
  const inside = document.createTreeWalker(document.querySelector(query), NodeFilter.SHOW_TEXT).nextNode(), text = inside.data;
  const left = (at) => { const range = new Range(); range.setStart(inside, at); range.setEnd(inside, at + 1); return range.getBoundingClientRect().left; };
  return [text, left(0), left(text.length - 1)];
}"""


def test_from_right_to_left_words_that_are_not_there_in_its_language_are_still_in_order(
    visit: Callable[..., Any], tmp_path: Path
) -> None:
    """Not "events · 12 sources 36", nor "January 2018 24"."""
    file = tmp_path / "rtl.html"
    file.write_text(page(replace(sample(), language="ar")), encoding="utf-8")
    card = next(one.id for one in sample().cards if one.date_words[0].isdigit())
    for size in (WIDE, PHONE):
        tab = visit(file, size)
        for query in (".counts", f"#{card} .day", ".open .days"):
            text, first, last = tab.evaluate(FIRST_AND_LAST, query)
            assert re.match(r"\d+ ", text)
            assert first < last, text


def test_end_and_home_lead_to_the_last_and_the_first_event_wherever_one_is(
    visit: Callable[..., Any], harlow: Path
) -> None:
    tab = visit(harlow)
    tab.wait_for_selector(".chart-box.drawn")
    ids = tab.evaluate(SHOWN)
    tab.locator("#_chart-box").focus()
    for key, id_ in (("End", ids[-1]), ("Home", ids[0]), ("End", ids[-1])):
        tab.keyboard.press(key)
        assert tab.inner_text("#_live").startswith(tab.inner_text(f"#{id_} h3"))


def test_a_link_to_an_event_in_some_view_leads_to_the_event(visit: Callable[..., Any], harlow: Path) -> None:
    """As the bare address of an event does; but not where the view itself leaves it out."""
    tab = visit(harlow, after="#lanes=family&event=camera-grant")
    tab.wait_for_selector("#camera-grant.here")
    assert abs(tab.locator("#camera-grant").bounding_box()["y"]) < 100
    out = visit(harlow, after="#q=nothing-has-this&event=camera-grant")
    out.wait_for_selector("#_none:not([hidden])")
    assert out.evaluate("scrollY") == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("case", ["jackson", "harlow-street"])
def test_on_paper_the_chart_with_its_head_and_legend_is_on_one_page(
    visit: Callable[..., Any], tmp_path: Path, case: str, paper: str
) -> None:
    """On its side or upright, as the chart is wide or high."""
    tab = visit(timeline.load(EXAMPLES / case).save(tmp_path / "case.html"))
    (tmp_path / "case.pdf").write_bytes(tab.pdf(format=paper))
    pages = [normalize("NFKC", one.extract_text() or "") for one in PdfReader(tmp_path / "case.pdf").pages]
    [chart] = [text for text in pages if text.lstrip().startswith("How it unfolded")]
    assert "also told in words under" in chart
    lanes = build.view_of(timeline.load(EXAMPLES / case)._examined).chart.lanes["body"]
    assert all(lane.label.split()[0] in chart for lane in lanes)


def test_the_files_in_a_page_are_searched_for_withheld_names_too(harlow: Path) -> None:
    """The proof of the page reads what is packed in it: a name that only a download holds would be found."""
    search = Search([Value("Quintus Xylander", "nobody")])
    assert search.text(harlow.read_text(encoding="utf-8")) == ()
    lines = "".join(f"{number},a line of the table\n" for number in range(40))
    text = page(sample(), library="none", downloads=(Download("a.csv", "text/csv", f"{lines}Quintus Xylander"),))
    assert "Xylander" not in text
    assert "Xylander" in unpacked(text, "_download-1")
    assert [leak.actor for leak in search.text(text)] == ["nobody"]
