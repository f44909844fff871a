"""Hostile text in every field of the schema: a real browser runs nothing of it, shows it as text, and axe passes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

import timeline
from tests.planting import BASES, filled, minimal, planted, slots
from tests.samples import NAMED, OTHER
from timeline import build

RUN = "window.ran=1"
HOSTILE = (
    f"<script>{RUN}</script>",
    f'"><img src=x onerror={RUN}>',
    f"</script><script>{RUN}</script>",
    f"'\" onmouseover={RUN} autofocus onfocus={RUN} x='",
    f"</title></style></textarea><svg onload={RUN}>",
    f"javascript:{RUN}",
    f"{{{{ {RUN} }}}} ${{{RUN}}} {{% raw %}} <%= 7*7 %> #{{7*7}}",
    f"</style><style>*{{display:none}}</style> url(javascript:{RUN})",
    f"data:text/html,<script>{RUN}</script>",
    "<a href=//evil.invalid>x</a><base href=//evil.invalid>",
    "<meta http-equiv=refresh content='0;url=//evil.invalid'>",
    "\u202eright to left\u2066\u2067 and on",
    '=HYPERLINK("//evil.invalid";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<!-- --!> ]]> <![CDATA[ <plaintext>",
    "\u2028 \u2029 \ufeff\u200b and &lt;b&gt; &amp; &#60;script&#62;",
    "%3Cscript%3E \\u003cscript\\u003e \\x3c",
    "__proto__ constructor toString",
)
TYPES_A_PAGE = 17


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[str]]]:
    """Pages of cases that hold every field of every type, and the titles on each."""
    home, used, found = tmp_path_factory.mktemp("hostile"), set(), []
    numbers = count()

    def say(cls: type, field: str) -> str:
        used.add((cls.__name__, field))
        return HOSTILE[next(numbers) % len(HOSTILE)]

    names = list(NAMED)
    for start in range(0, len(names), TYPES_A_PAGE):
        case = planted(names[start], say)
        events = {
            f"e{n}": filled(NAMED[name], minimal(NAMED[name]), say)
            for n, name in enumerate(names[start : start + TYPES_A_PAGE])
        }
        for event in events.values():
            event.pop("id")
        case["events"] = {"other": OTHER, **events}
        folder = home / str(start)
        folder.mkdir()
        (folder / "case.yaml").write_text(json.dumps(case), encoding="utf-8")
        examined = build.examine(folder)
        assert examined.dated is not None
        assert len(examined.dated.record.events) == len(events) + 1, [str(p) for p in examined.problems if p.is_error]
        target = folder / "page.html"
        target.write_text(build.render(replace(examined, problems=())), encoding="utf-8")
        found.append((target.as_uri(), [str(event["title"]) for event in events.values()]))
    assert used >= set(slots()), "every field of the schema held hostile text"
    return found


@pytest.fixture
def show(new_context: Any) -> Callable[..., Any]:
    """Open a page without a network; whatever it asks for, says or runs is kept."""

    def open_page(address: str, **options: Any) -> Any:
        tab = new_context(viewport={"width": 1280, "height": 800}, offline=True, **options).new_page()
        tab.asked, tab.wrong = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("console", lambda message: tab.wrong.append(message.text))
        tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
        tab.on("dialog", lambda dialog: (tab.wrong.append(dialog.message), dialog.dismiss()))
        tab.goto(address)
        if options.get("java_script_enabled", True):
            tab.wait_for_selector(".chart-box.drawn")
        return tab

    return open_page


def visible(text: str) -> str:
    """The text as a page shows it: without the characters that turn its direction, with single spaces."""
    return " ".join(re.sub("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())


def test_a_browser_runs_nothing_asks_for_nothing_and_stays_where_it_is(
    pages: list[tuple[str, list[str]]], show: Callable[..., Any]
) -> None:
    for address, _ in pages:
        tab = show(address)
        for card in tab.locator("article.card").all()[:4]:
            card.hover()
        tab.keyboard.press("Tab")
        tab.wait_for_timeout(200)
        assert tab.evaluate("window.ran") is None
        assert {url.split(":")[0] for url in tab.asked} <= {"file", "blob", "data"}
        assert tab.wrong == []
        assert tab.url.partition("#")[0] == address


def test_it_is_shown_as_text(pages: list[tuple[str, list[str]]], show: Callable[..., Any]) -> None:
    for address, titles in pages:
        text = visible(show(address, java_script_enabled=False).inner_text("main"))
        assert [title for title in titles if visible(title) not in text] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(pages: list[tuple[str, list[str]]], show: Callable[..., Any], scheme: str) -> None:
    for address, _ in pages:
        found = Axe().run(show(address, color_scheme=scheme)).response["violations"]
        assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []


@pytest.mark.parametrize("character", ["\\0", "\\x07", "\\x1b"])
def test_control_characters_do_not_get_as_far_as_a_page(tmp_path: Path, character: str) -> None:
    text = json.dumps({**BASES[timeline_head()], "title": "TITLE"}).replace("TITLE", f"A{character}B")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(tmp_path)
    assert {p.code for p in refused.value.problems} & {"control-character", "syntax", "bad-key"}


def timeline_head() -> type:
    """The class of what stands at the top of a case."""
    return next(cls for cls in BASES if cls.__name__ == "Head")
