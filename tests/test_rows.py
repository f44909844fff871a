"""The page of very many events: each is told in one line, whole without scripts, and its links are made as a reader
comes near. Read in a real browser, and held against what the cards of the view say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.packed import unpacked
from tests.sample_view import crowd
from timeline.draw.page import page
from timeline.view.model import Card, Cite, Related, Replied, Said, View

AT = "document.activeElement"
LINKS = """(id) => [...document.getElementById(id).querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href")])"""
LINKED = "[...document.querySelectorAll('.rows')].map((batch) => batch.querySelectorAll('a').length > 0)"
TEXT = "(id) => document.getElementById(id).textContent"


def awkward(card: Card) -> Card:
    """A card with everything that could make a link stand on the wrong letters."""
    return replace(
        card,
        title="A title [1]",
        people=("\U0001d49c\U0001d4b7 [1]", "\u05de\u05e9\u05d4", "Board\u202e"),
        leads_from=(Related("rules_on", "rules on", "e3", "The order &amp; <b>more</b> [1]", modality="expected"),),
        owes=(("records", "Records\r\nby \U0001f4c5 June"),),
        said=(
            Said(
                "e1.one",
                "the mayor",
                "asserts",
                "see [1] and [2, line 3]",
                about="size",
                status="conflict",
                note="misread",
                cites=(Cite(2, "s2", "line 3"),),
                replies=(Replied("Board", "2 May 2024", cites=(Cite(1, "s1"),)),),
            ),
        ),
        condition="if the \u202ecourt agrees",
        later=("e7", "Overturned", "2 June 2024"),
        corrections=(("3 June 2024", "date was 1 May", "a misprint"),),
        cites=(Cite(2, "s2", "line 3"), Cite(1, "s1", "line 4"), Cite(1, "s1", "line 9")),
    )


@pytest.fixture(scope="module")
def view() -> View:
    """1,200 events, of which the second and the last are awkward."""
    many = crowd(1200)
    cards = list(many.cards)
    for at in (1, 1199):
        cards[at] = awkward(cards[at])
    return replace(many, cards=tuple(cards))


@pytest.fixture(scope="module")
def file(view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their page."""
    out = tmp_path_factory.mktemp("rows") / "many.html"
    out.write_text(page(view), encoding="utf-8")
    return out


def test_without_scripts_every_event_has_a_line_that_says_what_a_card_would(
    view: View, file: Path, visit: Callable[..., Any]
) -> None:
    tab = visit(file, java_script_enabled=False)
    assert tab.locator("article.row[data-event-id]").count() == len(view.cards)
    for card in (*view.cards[:40], view.cards[-1]):
        line = tab.locator(f"#{card.id}").text_content()
        claims = [claim.says for claim in card.said]
        for words in (card.date_words, card.type_words, *claims):
            assert words in line, card.id
    awkward = tab.locator("#e1").text_content()
    for words in (
        "see [1] and [2, line 3] (on size) [2, line 3] (set aside by the curator) (misread) "
        "Board was asked for a reply on 2 May 2024; no answer is on record. [1]",
        "if the court agrees",
        "Overturned (2 June 2024)",
        "date was 1 May (a misprint)",
        "[1, line 4, 9] [2, line 3]",
    ):
        assert words in awkward


def test_of_an_awkward_event_each_link_stands_on_its_own_letters(file: Path, visit: Callable[..., Any]) -> None:
    """Letters outside the first plane, breaks of lines, brackets in a claim, and characters that turn direction."""
    still, tab = visit(file, java_script_enabled=False), visit(file)
    tab.wait_for_selector("#e1 a", state="attached")
    assert (
        tab.evaluate(LINKS, "e1")
        == tab.evaluate(LINKS, "e1199")
        == [
            ["The order &amp; <b>more</b> [1]", "#e3"],
            ["Records by \U0001f4c5 June", "#_owed-records"],
            ["[2, line 3]", "#_source-2"],
            ["[1]", "#_source-1"],
            ["Overturned", "#e7"],
            ["[1, line 4, 9]", "#_source-1"],
            ["[2, line 3]", "#_source-2"],
        ]
    )
    assert tab.evaluate(TEXT, "e1") == still.locator("#e1").text_content()
    assert "\u2068\u05de\u05e9\u05d4\u2069" in tab.evaluate(TEXT, "e1")
    assert tab.wrong == []


def test_links_are_there_wherever_a_reader_goes_and_nowhere_else(file: Path, visit: Callable[..., Any]) -> None:
    """The batches at the window, their neighbours, and both ends: 1,200 lines are twelve of them."""
    tab = visit(file)
    tab.wait_for_selector("#e1 a", state="attached")
    far = tab.evaluate(LINKED)
    assert far[0]
    assert far[-1]
    assert not any(far[3:-2])
    tab.locator("#e650").scroll_into_view_if_needed()
    tab.wait_for_selector("#e650 a", state="attached")
    for number in (5, 6, 7):
        tab.wait_for_selector(f".rows:nth-child({number + 1}) a", state="attached")


def test_tab_goes_from_line_to_line_through_every_batch_both_ways(file: Path, visit: Callable[..., Any]) -> None:
    tab = visit(file)
    tab.wait_for_selector("#e1 a", state="attached")
    for key, start, order in (
        ("Tab", ".rows:first-child article:last-child a:last-of-type", range(1, 4)),
        ("Shift+Tab", ".rows:last-child a", range(10, 7, -1)),
    ):
        tab.locator(start).first.focus()
        for number in order:
            tab.wait_for_selector(f".rows:nth-child({number + 1}) a", state="attached")
            tab.keyboard.press(key)
            at = f"[...document.querySelectorAll('.rows')].indexOf({AT}.closest('.rows'))"
            assert tab.evaluate(at) == number
            end = "at(-1)" if key == "Tab" else "at(0)"
            tab.evaluate(f"[...{AT}.closest('.rows').querySelectorAll('a')].{end}.focus()")


def test_a_search_leaves_no_empty_room_and_a_line_opens_beside_the_chart_with_its_links(
    file: Path, visit: Callable[..., Any]
) -> None:
    tab = visit(file)
    tab.wait_for_selector(".chart-box.drawn", timeout=60_000)
    tab.fill("[name=q]", "broken wrist")
    count = int(tab.inner_text("#_live").split()[0].replace(",", ""))
    assert 0 < count < 60
    high = tab.evaluate("document.querySelector('.batches').getBoundingClientRect().height")
    assert high < 60 * count
    tab.locator("#_chart-box").focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert tab.locator("#_peek .copy").is_visible()
    assert ": " in tab.locator("#_peek h3").inner_text()
    assert tab.locator("#_peek a[href^='#_source-']").count()
    assert tab.wrong == []


def test_a_filter_that_leaves_thousands_leaves_room_for_those_alone(visit: Callable[..., Any], tmp_path: Path) -> None:
    """Lines far from the window are not laid out: what they take is reckoned from how many of them are shown."""
    out = tmp_path / "more.html"
    out.write_text(page(crowd(6000), library="none"), encoding="utf-8")
    tab = visit(out)
    high = "() => document.querySelector('.batches').getBoundingClientRect().height"
    tab.wait_for_selector(".rows a", state="attached")
    every = tab.evaluate(high)
    tab.fill("[name=q]", "3")
    count = int(tab.inner_text("#_shown").split()[0])
    assert 1000 < count < 4500
    tab.locator(".row:not([hidden])").first.scroll_into_view_if_needed()
    assert tab.evaluate(high) == pytest.approx(every * count / 6000, rel=0.2)
    assert tab.locator(".rows:not([hidden])").count() > count / 100
    tab.fill("[name=q]", "")
    assert tab.evaluate(high) == pytest.approx(every, rel=0.2)
    assert tab.wrong == []


def test_where_the_picture_cannot_count_anew_a_search_says_that_it_counts_all(
    file: Path, visit: Callable[..., Any]
) -> None:
    """On a phone the chart is the static one."""
    tab = visit(file, (390, 844))
    tab.wait_for_selector(".rows a", state="attached")
    tab.fill("[name=q]", "broken wrist")
    assert tab.locator("#_shown").text_content().endswith("shown (the columns above count all of them)")


def test_from_right_to_left_the_day_stands_before_its_title(visit: Callable[..., Any], tmp_path: Path) -> None:
    """Also where neither the day nor the title is in letters of that direction."""
    out = tmp_path / "rtl.html"
    out.write_text(page(replace(crowd(1001), language="ar"), library="none"), encoding="utf-8")
    tab = visit(out)
    day, title = tab.evaluate(
        "[...document.querySelectorAll('#e4 h3 bdi')].map((one) => one.getBoundingClientRect().right)"
    )
    assert day > title


def test_a_title_that_was_decided_on_elsewhere_says_that_it_is_not_shown_here(view: View) -> None:
    """An allegation whose later decision is on another page."""
    cards = (replace(view.cards[0], later=("", "Overturned", "2 June 2024")), *view.cards[1:])
    text = page(replace(view, cards=cards), library="none")
    assert "Overturned (2 June 2024) (It is not among the events shown here.)" in text


def test_what_is_open_can_be_asked_for_in_the_address(file: Path, visit: Callable[..., Any]) -> None:
    """An obligation is said in the text of a line; what filters does not wait for the links."""
    tab = visit(file, after="#only=open")
    tab.wait_for_selector("#_shown:not(:empty)", state="attached")
    shown = tab.evaluate("[...document.querySelectorAll('.row')].filter((one) => !one.hidden).map((one) => one.id)")
    assert "e1" in shown
    assert 0 < len(shown) < 1200


def test_where_lines_lead_is_packed_in_the_page(view: View, file: Path) -> None:
    """One line each, so that the proof of what is not in a page reads it too."""
    packed = unpacked(file.read_text(encoding="utf-8"), "_links").split("\n")
    assert len(packed) == len(view.cards)
    anchors = [one.split(",")[0] for one in packed[1].split()]
    assert anchors == ["e3", "_owed-records", "_source-2", "_source-1", "e7", "_source-1", "_source-2"]
