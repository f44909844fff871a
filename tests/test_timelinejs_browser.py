"""The TimelineJS export in TimelineJS itself, in a real browser, from disk and without a network.

`make test` has npm put TimelineJS under build/; without it these tests are skipped, and one line says so.
"""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from timeline.build import examine, export
from timeline.exports.formats import FORMATS

HOME = Path(__file__).parent.parent / "build" / "timelinejs" / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
FORM = {form.name: form for form in FORMATS}["timelinejs"]
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{home}/css/timeline.css">
<div id="here" style="width: 1200px; height: 700px"></div>
<script src="{home}/js/timeline.js"></script>
<script>window.made = new TL.Timeline("here", {data}, {{script_path: "{home}/js/", font: null}});</script>"""
pytestmark = pytest.mark.skipif(
    not (HOME / "js" / "timeline.js").is_file(),
    reason="no TimelineJS: `make timelinejs` has npm install it under build/, and could not",
)


def shown(context: Any, home: Path, data: dict[str, Any]) -> Any:
    """The page with the slides drawn; what went wrong is kept on it."""
    file = home / "slides.html"
    text = json.dumps(data).replace("<", "\\u003c")
    file.write_text(PAGE.format(home=HOME.as_uri(), data=text), encoding="utf-8")
    tab = context.new_page()
    tab.wrong, tab.asked = [], []
    tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.goto(file.as_uri())
    tab.wait_for_selector(".tl-timemarker", state="attached")
    return tab


@pytest.mark.parametrize("name", ["jackson", "harlow-street"])
def test_every_event_is_a_slide_or_on_the_title_and_has_its_words(examples, new_context, tmp_path, name):
    data = json.loads(export(examine(examples / name), FORM))
    tab = shown(new_context(offline=True), tmp_path, data)
    assert tab.wrong == []
    assert [url for url in tab.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    wanted = {slide["unique_id"] for slide in [data["title"], *data["events"]]}
    assert set(tab.eval_on_selector_all(".tl-slide", "all => all.map(one => one.id)")) == wanted
    markers = tab.eval_on_selector_all(".tl-timemarker", "all => all.map(one => one.id.replace(/-marker$/, ''))")
    assert sorted(markers) == sorted(wanted - {data["title"]["unique_id"]})
    words = tab.eval_on_selector_all(
        ".tl-slide",
        "all => all.map(one => [one.id, (one.querySelector('.tl-headline-date') || one).textContent.trim()])",
    )
    said = {slide["unique_id"]: unescape(slide["display_date"]) for slide in data["events"]}
    assert {id_: text for id_, text in words if id_ in said} == said
    assert tab.evaluate("window.made.config.events.length") == len(data["events"])


def test_nothing_in_a_text_runs_there(case, new_context, tmp_path):
    home = case(
        "events:\n  a: {type: policy_action, title: '<img src=x onerror=\"window.ran=1\">', when: 2021-05, body: city,"
        " step: signed, topic: '<script>window.ran=1</script>', summary: '<b onclick=x>bold</b>', cites: s1}\n"
    )
    tab = shown(new_context(offline=True), tmp_path, json.loads(export(examine(home), FORM)))
    assert tab.evaluate("window.ran") is None
    assert "<img src=x" in tab.locator("#a .tl-headline").inner_text()
