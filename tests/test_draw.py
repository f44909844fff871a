"""Drawing: the spec, the SVG and the page as text; what a browser makes of them is in test_page_browser.py."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import plotly
import plotly.graph_objects as go
import pytest

from tests.sample_view import EVENTS, HOSTILE, crowd, sample
from timeline.draw import palette
from timeline.draw.figure import CONFIG, config, expected_marks, figure, spec
from timeline.draw.library import packed, prepare
from timeline.draw.page import Download, link, page
from timeline.draw.strings import EN, ES, Words, direction
from timeline.draw.svg import svg
from timeline.view.model import HowToRead, View


@pytest.fixture(scope="module")
def bare() -> str:
    """The sample's page without the chart library."""
    return page(sample(), library="none")


def empty() -> View:
    """A case with one event and nothing else."""
    view = sample()
    chart = replace(view.chart, marks=view.chart.marks[:1], links=(), stretches=())
    card = replace(view.cards[0], leads_from=(), leads_to=())
    return replace(view, cards=(card,), owed=(), sources=(), chart=chart, how=HowToRead())


# The spec


@pytest.mark.parametrize("lanes", ["body", "family", "thread"])
def test_the_spec_is_one_plotly_accepts(lanes: str) -> None:
    """Every attribute exists; plotly would drop an unknown one in silence in the browser."""
    assert len(go.Figure(spec(sample(), lanes=lanes)).data) > 8
    assert figure(sample(), lanes=lanes).layout.showlegend


def test_the_spec_is_plain_json_and_the_same_every_time() -> None:
    assert json.dumps(spec(sample())) == json.dumps(spec(sample()))


def test_traces_are_one_a_kind_and_never_error_bars_or_shapes() -> None:
    """error_x draws nothing on a date axis, and many annotations make dragging stutter."""
    small, large = spec(sample()), spec(crowd(300))
    assert len(large["data"]) <= len(small["data"])
    assert not any("error_x" in trace for trace in large["data"])
    assert "shapes" not in large["layout"]
    assert len(large["layout"]["annotations"]) == 7


def test_every_event_has_one_glyph_or_question_mark_and_one_label() -> None:
    """Nothing vanishes silently."""
    made = spec(sample())["data"]
    drawn = [event for trace in made if trace["meta"]["kind"].startswith("mark ") for event in trace["customdata"]]
    drawn += next(trace for trace in made if trace["meta"]["kind"] == "questions")["customdata"][1:]
    assert sorted(drawn) == sorted(event.id for event in EVENTS)
    labels = next(trace for trace in made if trace["meta"]["kind"] == "labels")
    assert sorted(labels["customdata"]) == sorted(event.id for event in EVENTS)
    assert expected_marks(sample())["labels"] == len(EVENTS)


def test_arrows_run_from_the_earlier_event_to_the_later_one() -> None:
    """The head is on the later point, and nothing is drawn until it is asked for."""
    links = spec(sample())["data"][-1]
    assert links["meta"]["kind"] == "links"
    assert links["visible"] is False
    assert links["marker"]["angleref"] == "previous"
    assert links["customdata"][:3] == ["riverside", "report", None]
    assert links["marker"]["size"][:3] == [0, 11, 0]


def test_unknown_lanes_or_axes_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="body, family, thread"):
        spec(sample(), lanes="planet")
    with pytest.raises(ValueError, match="time"):
        spec(sample(), axis="depth")


def test_nothing_is_ever_uploaded() -> None:
    """The share button is off wherever our options are used."""
    assert CONFIG["showSendToCloud"] is False
    assert config("es")["showSendToCloud"] is False
    assert not any("cloud" in str(button).lower() for row in CONFIG["modeBarButtons"] for button in row)


def test_markup_in_hover_and_labels_is_text() -> None:
    """plotly reads a little HTML in text; ours is escaped before it gets there."""
    text = json.dumps(spec(sample())["data"], ensure_ascii=False)
    assert "<img" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


# A day that nobody knows


@pytest.mark.parametrize("event", ["desk", "suspended", "ruling", "enforce"])
def test_the_middle_of_two_bounds_is_never_written(event: str, bare: str) -> None:
    """The hollow mark's place is for the eye alone: no text, attribute or data names that day."""
    mark = next(one for one in sample().chart.marks if one.event == event)
    assert mark.earliest
    assert mark.latest
    middle = mark.earliest + (mark.latest - mark.earliest) / 2
    for day in (middle + timedelta(days=near) for near in (-1, 0, 1)):
        for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%b} {day.year}"):
            assert written not in bare
            assert written not in json.dumps(spec(sample()))


# The page as text


def test_every_event_obligation_and_source_stands_in_the_page(bare: str) -> None:
    """Once as a card with its anchor, and as a mark in both pictures."""
    for event in EVENTS:
        assert bare.count(f'<article id="{event.id}"') == 1
        assert bare.count(f'data-event-id="{event.id}"') == 3
    for one in sample().owed:
        assert f'id="owed-{one.id}" data-obligation-id="{one.id}"' in bare
    for source in sample().sources:
        assert f'data-source-id="{source.id}"' in bare


def test_ids_are_unique_and_links_lead_somewhere(bare: str) -> None:
    markup = bare[bare.index("<body>") : bare.index('<script type="application/json"')]
    ids = re.findall(r'\sid="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', markup)) <= set(ids)


def test_hostile_text_shows_as_text(bare: str) -> None:
    """Neither an element nor a script element is opened or closed by anything a case says."""
    assert HOSTILE not in bare
    assert "<img" not in bare
    assert "{{ 7*7 }}" in bare
    assert bare.count("</script>") == bare.count("<script")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', bare, re.DOTALL)
    assert data
    assert json.loads(data[1])["words"]["copy"] == "Copy link"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("mailto:desk@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://example.org/ onload=x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_three_schemes_become_links(url: str, kept: bool) -> None:
    assert link(url) == (url if kept else "")


def test_no_other_scheme_gets_into_the_page(bare: str) -> None:
    assert {href.split(":")[0] for href in re.findall(r'href="([^#"][^"]*)"', bare)} == {"https", "mailto"}


def test_the_policy_names_the_script_and_nothing_else(bare: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', bare)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe-eval" not in policy[1]
    assert "unsafe-inline" not in policy[1].split("style-src")[0]
    assert "base-uri &#39;none&#39;; form-action &#39;none&#39;" in policy[1]


def test_the_same_view_gives_the_same_bytes() -> None:
    assert page(sample()) == page(sample())


def test_the_page_is_light_enough() -> None:
    """0.45 of the 4.82 MB that plotly.express writes for as many events; the library's own notice stands in it."""
    whole = page(sample())
    assert len(whole.encode()) <= 0.45 * 4_820_000
    assert packed("wheel") in whole
    assert "MIT licence" in whole


def test_the_library_comes_back_as_it_was() -> None:
    """What the page carries is plotly's own bundle, byte for byte, whether or not it was prepared in advance."""
    prepare()
    text = packed()
    assert not set("</\n") & set(text)
    home = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    assert gzip.decompress(base64.b85decode(text.replace(",", "<"))) == home.read_bytes()
    assert packed("wheel") == packed()


def test_claims_that_contradict_each_other_stand_side_by_side(bare: str) -> None:
    """Under the field they are about, each with its speaker; what stands beside a claim is not said twice."""
    card = bare[bare.index('<article id="desk"') : bare.index('<article id="gun"')]
    side = card[card.index('<div class="side two">') :]
    assert side.index("The mayor said:") < side.index("The officers’ attorney said:") < side.index("</div>")
    assert card.count("it is a punishment without a hearing") == 1
    assert Words("en")("status_conflict") in card


def test_a_case_with_almost_nothing_still_makes_a_page() -> None:
    text = page(empty(), library="none")
    assert Words("en")("open_none") in text


def test_downloads_lie_inside_as_text() -> None:
    text = page(sample(), library="none", downloads=(Download("case.csv", "text/csv", "id\n</script><b>"),))
    assert '"id\\n\\u003c/script\\u003e\\u003cb\\u003e"' in text


def test_an_internal_copy_says_so() -> None:
    """And asks search engines to stay away."""
    text = page(replace(sample(), audience="internal"), library="none")
    assert Words("en")("internal") in text
    assert 'name="robots" content="noindex"' in text


def test_the_page_speaks_the_language_of_its_view() -> None:
    text = page(sample("es"), library="none")
    assert '<html lang="es" dir="ltr">' in text
    assert ES["story"] in text
    assert page(replace(sample(), language="ar"), library="none").count('dir="rtl"') == 1
    assert direction("ar-EG") == "rtl"


def test_every_string_exists_in_both_languages_with_the_same_values() -> None:
    assert list(EN) == list(ES)
    for key in EN:
        assert set(re.findall(r"\{\w+\}", EN[key])) == set(re.findall(r"\{\w+\}", ES[key])), key
    room = Path(page.__code__.co_filename).parent
    texts = [file.read_text(encoding="utf-8") for file in room.rglob("*") if file.suffix in {".py", ".j2", ".js"}]
    asked = {name for text in texts for name in re.findall(r"\b(?:t|words|say)\(['\"](\w+)['\"]", text)}
    assert {name for name in asked if not name.endswith("_")} <= set(EN)


# SVG


def test_a_picture_of_its_own_is_whole() -> None:
    """A standalone file brings its name space, colours and size."""
    text = svg(sample(), standalone=True)
    assert text.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
    assert "--paper:" in text
    assert "<script" not in text


def test_modalities_differ_in_shape() -> None:
    """Without any colour: no two glyphs share path, filling and dot."""
    text = svg(sample())
    shapes = {
        modality: re.search(rf'm-{modality}".*?class="(g[ o]*)" d="([^"]+)"/>(<circle class="dot")?', text)
        for modality in ("occurred", "announced", "expected", "conditional", "inferred", "did_not_occur")
    }
    assert all(shapes.values())
    found = [(shape[2], shape[3]) for shape in shapes.values() if shape]
    assert len(set(found)) == len(found)


# Colours


@pytest.mark.parametrize("dark", [False, True])
def test_family_colours_are_readable_as_text(dark: bool) -> None:
    """WCAG AA on their paper, families and neutral ones alike."""
    neutral = palette.NEUTRAL_DARK if dark else palette.NEUTRAL_LIGHT
    inks = [*(palette.DARK if dark else palette.LIGHT).values(), palette.FALLBACK[dark]]
    inks += [neutral[name] for name in ("ink", "quiet", "link", "alert")]
    for ink in inks:
        assert palette.contrast(ink, neutral["paper"]) >= 4.5, ink
        assert palette.contrast(ink, neutral["wash"]) >= 4.5, ink


def test_dark_colours_can_be_told_from_light_ones() -> None:
    """The script swaps colours one by one, so no light colour may stand for two dark ones."""
    light = [*palette.LIGHT.values(), palette.FALLBACK[0], *palette.NEUTRAL_LIGHT.values()]
    used = [ink for ink in light if ink != palette.NEUTRAL_LIGHT["alert"]]
    assert all(a != b for a, b in itertools.combinations(used, 2))


def test_the_axis_covers_what_it_is_told_to() -> None:
    """Whatever the days are, the page is made: one day, centuries, the ends of the calendar."""
    view = empty()
    for start, end in (
        (date(2020, 5, 5), date(2020, 5, 6)),
        (date(1700, 1, 1), date(2024, 1, 1)),
        (date(1, 1, 1), date(9999, 12, 31)),
    ):
        chart = replace(view.chart, start=start, end=end, as_of=end)
        assert "<svg" in svg(replace(view, chart=chart))
        assert spec(replace(view, chart=chart))["data"]
