"""Drawing: the spec, the SVG and the page as text; what a browser makes of them is in test_page_browser.py."""

from __future__ import annotations

import base64
import gzip
import html
import itertools
import json
import math
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import pytest

from tests.packed import chart_of, unpacked, whole
from tests.sample_view import EVENTS, HOSTILE, crowd, namesakes, sample
from timeline.draw import palette
from timeline.draw.figure import CONFIG, config, expected_marks, figure, spec
from timeline.draw.glyphs import legend
from timeline.draw.library import packed, prepare
from timeline.draw.listing import as_html, as_text
from timeline.draw.page import Download, link, page
from timeline.draw.strings import EN, Words, direction
from timeline.draw.strings_es import ES
from timeline.draw.svg import svg
from timeline.draw.traces import traces
from timeline.view.layout import arrange
from timeline.view.model import HowToRead, Related, Said, View


@pytest.fixture(scope="module")
def bare() -> str:
    """The sample's page without the chart library."""
    return page(sample(), library="none")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a chart library that is next to nothing, for pages that carry the chart's data."""
    file = tmp_path_factory.mktemp("library") / "plotly.js"
    file.write_text("0;", encoding="utf-8")
    return str(file)


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
    between = next(trace for trace in made if trace["meta"]["kind"] == "between")
    letters = next(trace for trace in made if trace["meta"]["kind"] == "open")
    signs = re.compile("[○▷◇◈□✕]|&lt; [?]")  # a glyph, or a question mark where no day is known at all
    drawn += [
        *between["customdata"],
        *(e for e, text in zip(letters["customdata"], letters["text"], strict=True) if signs.search(text)),
    ]
    assert sorted(drawn) == sorted(event.id for event in EVENTS)
    labels = next(trace for trace in made if trace["meta"]["kind"] == "labels")
    assert sorted(labels["customdata"]) == sorted(event.id for event in EVENTS)
    assert expected_marks(sample())["labels"] == len(EVENTS)


def test_arrows_run_from_the_earlier_event_to_the_later_one() -> None:
    """The head is on the later point, and nothing is drawn until it is asked for."""
    links = spec(sample())["data"][0]
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


@pytest.mark.parametrize("case", [sample(), crowd(200)], ids=["sample", "crowd"])
def test_no_number_of_the_page_is_a_day_that_nobody_knows(case: View, tiny: str) -> None:
    """Neither the day as counted by any clock (milliseconds, seconds, days since 1970 or since year 1) nor its name.

    A known day of another event may be the middle of this one's bounds, and is then left out of the search.
    """
    text = whole(page(case, library=tiny))
    numbers = {float(one) for one in re.findall(r"(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.])", text)}
    told_of = (*case.chart.marks, *sample().chart.marks)
    known = {day for mark in told_of for day in (mark.earliest, mark.latest, mark.end_earliest, mark.end_latest)}
    known |= {case.chart.start, case.chart.end, case.chart.as_of}
    checked = 0
    for mark in case.chart.marks:
        if not mark.earliest or not mark.latest or mark.earliest == mark.latest:
            continue
        middle = (mark.earliest.toordinal() + mark.latest.toordinal()) / 2
        for ordinal in {math.floor(middle), middle, math.ceil(middle)}:
            day = date.fromordinal(math.floor(ordinal))
            if day in known:
                continue
            checked += 1
            since = ordinal - date(1970, 1, 1).toordinal()
            assert not {since * 86_400_000, since * 86_400, since, ordinal} & numbers, mark.event
            assert day.isoformat() not in text
    assert checked > 10


def test_chart_units_become_days_again(tiny: str) -> None:
    """The script's own rule, applied here: what is known lands on its day, to the minute."""
    data = chart_of(page(sample(), library=tiny))
    (low, high), (left, right) = data["axes"]["time"]["days"], data["base"]["xaxis"]["range"]
    trace = next(one for one in data["axes"]["time"]["traces"] if one["meta"]["kind"] == "mark occurred")
    at = dict(zip((data["ids"]["event"][place] for place in trace["customdata"]), trace["x"], strict=True))
    for event in ("riverside", "report", "statement"):
        day = next(mark.earliest for mark in sample().chart.marks if mark.event == event)
        assert day
        wanted = (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000
        assert abs(low + (at[event] - left) * (high - low) / (right - left) - wanted) < 60_000


def places(trace: dict[str, Any]) -> list[float]:
    """Every number along the axis that a trace holds: where its points are, where its bars begin and end."""
    x = [one for one in trace["x"] if one is not None]
    return x if "base" not in trace else [*trace["base"], *map(sum, zip(trace["base"], x, strict=True))]


@pytest.mark.parametrize("case", [sample(), crowd(200)], ids=["sample", "crowd"])
def test_every_number_of_a_figure_is_a_day_that_the_case_names(case: View) -> None:
    """No middle of two bounds, no end of an open run: bounds, possible days, the as-of day and the axis' own beginning."""
    chart = case.chart
    named = {day for m in chart.marks for day in (m.earliest, m.latest, m.end_earliest, m.end_latest, *m.days) if day}
    named |= {day for one in chart.stretches for day in (one.since_earliest, one.since_latest, one.until) if day}
    named |= {chart.as_of, chart.start}
    milliseconds = {(day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000 for day in named}
    made = spec(case)
    assert made["layout"]["xaxis"]["type"] == "date"
    for trace in made["data"]:
        assert set(places(trace)) <= milliseconds, trace["meta"]
    unknown = [m for m in chart.marks if m.earliest != m.latest]
    held = {
        event for trace in made["data"] if trace["meta"]["kind"] in ("between", "open") for event in trace["customdata"]
    }
    assert unknown
    assert {mark.event for mark in unknown} <= held


def test_the_rule_about_numbers_can_fail() -> None:
    """The page's own traces, in pixels, would put glyphs on days nobody names: that is why a figure has others."""
    chart = sample().chart
    layout = arrange(chart)
    hollow = next(t for t in traces(sample(), layout) if t["meta"]["kind"] == "mark occurred hollow")
    days = {
        chart.start + timedelta(days=round(layout.scale.days(x) - layout.scale.days(layout.scale.left)))
        for x in hollow["x"]
    }
    bounds = {day for mark in chart.marks for day in (mark.earliest, mark.latest) if day}
    assert days - bounds


# Days of which only some are possible


def ticked(view: View) -> list[int]:
    """The days of the ticks of the plotly chart, as ordinals."""
    trace = next(one for one in spec(view)["data"] if one["meta"]["kind"] == "ticks")
    assert set(trace["customdata"]) == {"asked"}
    return [round(x / 86_400_000) + date(1970, 1, 1).toordinal() for x in trace["x"]]


def test_only_possible_days_have_ticks_and_no_bar_is_filled() -> None:
    """One tick a Wednesday, each on its day, between the caps; hover says what it always said."""
    mark = next(one for one in sample().chart.marks if one.event == "asked")
    assert ticked(sample()) == [day.toordinal() for day in mark.days]
    assert {day.weekday() for day in mark.days} == {2}
    assert expected_marks(sample())["ticks"] == len(mark.days) == 40
    made = {trace["meta"]["kind"]: trace for trace in spec(sample())["data"]}
    assert "asked" not in made["soft"]["customdata"]
    assert made["caps"]["customdata"].count("asked") == 2
    at = made["between"]["customdata"].index("asked")
    assert set(made["ticks"]["hovertext"]) == {made["between"]["hovertext"][at]}
    assert mark.words in made["ticks"]["hovertext"][0]


def test_pictures_show_possible_days_as_ticks(bare: str) -> None:
    """In the wide one a tick a day; in the narrow one as many as can be told apart; no bar in either."""
    found = re.findall(r'<a class="[^"]*" href="#asked".*?</a>', bare)
    for drawn in found:
        assert 'class="soft"' not in drawn
        assert drawn.count('class="cap"') == 2
        assert 'class="g o"' in drawn
    ticks = [re.findall(r"M[^M]+v9", re.findall(r'class="ticks" d="([^"]+)"', drawn)[0]) for drawn in found]
    assert [len(one) for one in ticks] == [40, 20]
    plain = re.search(r'<a class="[^"]*" href="#ruling".*?</a>', bare)
    assert plain
    assert 'class="soft"' in plain[0]
    assert 'class="ticks"' not in plain[0]


def test_the_middle_is_written_only_where_it_is_possible(bare: str) -> None:
    """The hollow mark stands there all the same."""
    view = sample()
    place, mark = next((at, one) for at, one in enumerate(view.chart.marks) if one.event == "asked")
    assert mark.earliest
    assert mark.latest
    middle = date.fromordinal((mark.earliest.toordinal() + mark.latest.toordinal()) // 2)
    assert middle.toordinal() not in ticked(view)
    for written in (middle.isoformat(), f"{middle.day} {middle:%B} {middle.year}"):
        assert written not in bare
        assert written not in json.dumps(spec(view))
    more = replace(mark, days=(*mark.days, middle))
    marks = (*view.chart.marks[:place], more, *view.chart.marks[place + 1 :])
    assert middle.toordinal() in ticked(replace(view, chart=replace(view.chart, marks=marks)))


def test_the_legend_speaks_of_ticks_only_where_there_are_any() -> None:
    """And of ranges only where there are any; in both languages."""
    for language, words in (("en", "only these days"), ("es", "solo estos días")):
        view = sample(language)
        few = tuple(mark for mark in view.chart.marks if mark.event in ("asked", "report"))
        none = tuple(replace(mark, days=()) for mark in view.chart.marks)
        legends = [
            {said for _, said in legend(replace(view, chart=replace(view.chart, marks=marks)), Words(language))}
            for marks in (view.chart.marks, few, none)
        ]
        assert [words in said for said in legends] == [True, True, False]
        assert [Words(language)("key_range") in said for said in legends] == [True, False, True]
    shown = [trace.name for trace in figure(sample()).data if trace.showlegend]
    assert shown.count("only these days") == shown.count("any day in here") == 1


# The page as text


def test_every_event_obligation_and_source_stands_in_the_page(bare: str) -> None:
    """Once as a card with its anchor, and as a mark in both pictures."""
    for event in EVENTS:
        assert bare.count(f'<article id="{event.id}"') == 1
        assert bare.count(f'data-event-id="{event.id}"') == 3
    for one in sample().owed:
        assert f'id="_owed-{one.id}" data-obligation-id="{one.id}"' in bare
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
    data = re.search(r'<script type="application/json" id="_data">(.*?)</script>', bare, re.DOTALL)
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
    whole = page(sample(), library="wheel")
    assert len(whole.encode()) <= 0.45 * 4_820_000
    assert packed("wheel") in whole
    assert "MIT licence" in whole


def test_the_library_comes_back_as_it_was() -> None:
    """What the page carries is plotly's own bundle, byte for byte, whether or not it was prepared in advance."""
    prepare("wheel")
    text = packed("wheel")
    assert not set("</\n") & set(text)
    home = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    assert gzip.decompress(base64.b85decode(text.replace(",", "<"))) == home.read_bytes()


def test_claims_that_contradict_each_other_stand_side_by_side(bare: str) -> None:
    """Under the field they are about, each with its speaker; what stands beside a claim is not said twice."""
    card = bare[bare.index('<article id="desk"') : bare.index('<article id="gun"')]
    side = re.sub(r"</?bdi>", "", card[card.index('<div class="side two">') :])
    assert side.index("The mayor said:") < side.index("The officers’ attorney said:") < side.index("</div>")
    assert card.count("it is a punishment without a hearing") == 1
    assert Words("en")("status_conflict") in card


def test_a_case_with_almost_nothing_still_makes_a_page() -> None:
    text = page(empty(), library="none")
    assert Words("en")("owed_nothing") in text


def test_downloads_lie_inside_and_come_back_as_they_were() -> None:
    text = page(sample(), library="none", downloads=(Download("case.csv", "text/csv", "id\n</script><b>"),))
    assert text.count("</script>") == text.count("<script")
    assert unpacked(text, "_download-1") == "id\n</script><b>"


def test_an_internal_copy_says_so() -> None:
    """And asks search engines to stay away."""
    text = page(replace(sample(), audience="internal"), library="none")
    assert Words("en")("internal") in text[text.index("<body>") : text.index("<header")]
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
    """Without any colour: no two glyphs share form, path and dot."""
    text = svg(sample())
    shapes = {
        modality: re.search(
            rf'm-{modality}".*?<(\w+) class="g[ o]*" (?:d="([^"]+)"|[^>]+)/>(<circle class="dot")?', text
        )
        for modality in ("occurred", "announced", "expected", "conditional", "inferred", "did_not_occur")
    }
    assert all(shapes.values())
    found = [shape.groups() for shape in shapes.values() if shape]
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


# Names, words and directions


def test_no_event_can_be_called_like_a_part_of_the_page() -> None:
    """Every id of the page's own begins with an underscore, which no event's id may."""
    text = page(namesakes(), library="none", downloads=(Download("case.csv", "text/csv", "id"),))
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {one for one in ids if not one.startswith("_")} == {card.id for card in namesakes().cards}
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', text)) <= {*ids, "_peek-title"}


def with_card(**changes: object) -> str:
    """The page of the sample with its first card changed."""
    view = sample()
    return page(replace(view, cards=(replace(view.cards[0], **changes), *view.cards[1:])), library="none")


def told(text: str, event: str = "practice") -> str:
    """One card of a page, as words without markup."""
    found = re.search(rf'<article id="{event}".*?</article>', text, re.DOTALL)
    assert found
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found[0])))


def test_a_denial_is_not_a_dispute_of_the_event() -> None:
    """A denying claim states what its speaker holds; that it disputes somebody is said only with whom."""
    alone = Said("a", "the mayor", "denies", "the ruling is not being ignored")
    assert "The mayor said, as a denial: the ruling is not being ignored" in told(with_card(said=(alone,)))
    both = replace(alone, contradicts=("the attorney: it is ignored",), against=("the attorney",))
    assert "The mayor said, disputing the attorney: the ruling" in told(with_card(said=(both,)))
    assert "disputing" not in told(with_card(said=(replace(both, against=()),)))
    card = replace(sample().cards[0], said=(alone,))
    assert "The mayor said, as a denial:" in re.sub("<[^>]+>", "", as_html(replace(sample(), cards=(card,))))


@pytest.mark.parametrize(
    "words",
    [
        "conditional, not known to have happened",
        "expected, not known to have happened",
        "did not happen",
        "condicional, no consta que haya ocurrido",
    ],
)
def test_a_link_to_something_that_has_not_happened_says_so(words: str) -> None:
    linked = Related("alters", "overturned by", "ruling", "The board rules", modality=words)
    assert f"Overturned by: The board rules ({words})" in told(with_card(leads_to=(linked,)))


def test_a_link_to_something_that_happened_says_nothing_more() -> None:
    linked = Related("alters", "overturned by", "ruling", "The board rules")
    assert "Overturned by: The board rules Sources:" in told(with_card(leads_to=(linked,)))


def test_without_obligations_nothing_is_said_of_what_is_owed() -> None:
    none, settled = empty(), replace(sample(), owed=sample().owed[3:])
    assert Words("en")("owed_nothing") in page(none, library="none")
    assert Words("en")("open_none") not in page(none, library="none")
    assert Words("en")("open_none") in page(settled, library="none")


def test_one_is_singular() -> None:
    """In both languages, each number by itself."""
    view = sample()
    few = replace(empty(), owed=view.owed[:1], sources=view.sources[:1])
    text = page(few, library="none")
    assert "1 event · 1 source · 1 obligation, 1 open<" in text
    assert f"Supports {len(view.sources[0].cited_by)} events" in text
    assert "Supports 1 event<" in page(
        replace(few, sources=(replace(view.sources[0], cited_by=view.sources[0].cited_by[:1]),)), library="none"
    )
    assert not re.search(r"\b1 \w+s\b", re.sub(r"<[^>]+>", " ", text[text.index("<body>") : text.index("<main>")]))
    spanish = page(replace(few, language="es", owed=view.owed[:3]), library="none")
    assert "1 hecho · 1 fuente · 3 obligaciones, 3 abiertas" in spanish
    assert "1 obligación, 1 abierta<" in page(replace(few, language="es"), library="none")
    assert "1 event " in as_html(replace(few, counts={"events": 1, "sources": 1, "open": 0}))


TURNING = [chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]


def test_no_character_turns_the_direction_of_what_follows(tiny: str) -> None:
    """Not in the page, its chart for plotly, a picture, a list or a terminal."""
    evil = "paid" + "".join(TURNING) + " back"
    view = sample()
    card = replace(view.cards[0], title=evil, summary=evil, date_words=evil, who=((evil, evil),), facts=((evil, evil),),
                   said=(Said("a", evil, "denies", evil, evil, note=evil, contradicts=(evil,), against=(evil,)),),
                   leads_to=(Related("alters", evil, "ruling", evil, evil, modality=evil),))  # fmt: skip
    mark = replace(view.chart.marks[0], label=evil, words=evil)
    lanes = {mode: (replace(of[0], label=evil), *of[1:]) for mode, of in view.chart.lanes.items()}
    view = replace(
        view, title=evil, summary=evil, place=evil, cards=(card, *view.cards[1:]),
        chart=replace(view.chart, marks=(mark, *view.chart.marks[1:]), lanes=lanes,
                      stretches=(replace(view.chart.stretches[0], label=evil), *view.chart.stretches[1:])),
        owed=(replace(view.owed[0], obligor=evil, act=evil), *view.owed[1:]),
        sources=(replace(view.sources[0], title=evil, publisher=evil), *view.sources[1:]),
    )  # fmt: skip
    made = [whole(page(view, library=tiny)), svg(view, standalone=True), as_html(view), as_text(view)]
    made += [json.dumps(spec(view), ensure_ascii=False), figure(view).to_json()]
    for text in made:
        assert not [one for one in TURNING if one in text or f"\\u{ord(one):04x}" in text]
        assert "paid back" in text


def test_names_of_another_direction_keep_to_themselves() -> None:
    """What surrounds a name or a claim stays where it is; what runs as the page does needs no fence."""
    said = Said("a", "שר", "asserts", "כן")
    linked = Related("alters", "overturned by", "ruling", "فصل")
    text = with_card(title="قرار", said=(said,), leads_to=(linked,))
    for words in ("شر", "שר", "כן", "قرار", "فصل"):
        assert words not in text or f"<bdi>{words}</bdi>" in text
    assert "<bdi>שר</bdi> said:" in text
    assert "<bdi>" not in with_card(title="A ruling", said=(Said("a", "Café Løwe", "asserts", "yes"),))


def test_a_source_ends_without_a_dangling_dot() -> None:
    """Whatever is known of it or not."""
    view = sample()
    for known in (
        {},
        {"copy_words": ""},
        {"copy_words": "", "sha256": ""},
        {"copy_words": "", "sha256": "", "archive_url": "", "accessed_words": ""},
        {"copy_words": "", "sha256": "", "archive_url": "", "accessed_words": "", "publisher": "", "kind_words": ""},
    ):
        text = page(replace(view, sources=(replace(view.sources[0], **known),)), library="none")
        line = re.search(r'<li id="_source-1".*?</p>.*?<p class="quiet">(.*?)</p>', text, re.DOTALL)
        assert line
        words = re.sub(r"<[^>]+>", "", line[1]).strip()
        assert not words.startswith("·")
        assert not words.endswith("·")
        assert "· ·" not in words


def test_warnings_are_for_the_newsroom_only() -> None:
    view = sample()
    assert view.how.warnings[0] not in page(view, library="none")
    assert Words("en")("warnings") not in page(view, library="none")
    assert view.how.warnings[0] in page(replace(view, audience="internal"), library="none")


def test_exact_days_are_known_as_such() -> None:
    """An expected event on a named day is no range."""
    text = page(sample(), library="none")
    exact = set(re.findall(r'<article id="([^"]+)"[^>]* data-exact', text))
    assert {"riverside", "council", "statement"} <= exact
    assert not {"desk", "policy", "practice", "suspended", "rumour"} & exact


def test_years_have_one_form(bare: str) -> None:
    """Neither ticks nor words fill a year up with zeros."""
    view = empty()
    mark = replace(view.chart.marks[0], earliest=date(44, 3, 15), latest=date(44, 3, 15))
    chart = replace(view.chart, marks=(mark,), start=date(40, 1, 1), end=date(50, 1, 1), as_of=date(49, 1, 1))
    picture = svg(replace(view, chart=chart))
    assert ">44<" in picture
    assert "0044" not in picture
    stops = spec(replace(view, chart=chart))["layout"]["xaxis"]["tickformatstops"]
    assert all("%Y" not in stop["value"] and "%-Y" in stop["value"] for stop in stops)


# The two renderings of the chart


def test_pictures_and_legend_use_the_shapes_that_plotly_has() -> None:
    """Open chevrons where no limit is known, whole outlines, one ring: what the script cannot draw is drawn nowhere."""
    made = {trace["meta"]["kind"]: trace for trace in traces(sample(), arrange(sample().chart))}
    assert set(made["open"]["text"]) == {"<b>&lt;</b>", "<b>&gt;</b>"}
    assert made["open"]["mode"] == "text"
    style = (Path(page.__code__.co_filename).parent / "assets" / "chart.css").read_text(encoding="utf-8")
    assert ".m-inferred" not in style
    ring = re.search(r"^\.ring\{(.*)\}$", style, re.MULTILINE)
    assert ring
    assert "dasharray" not in ring[1]
    runs = [trace for trace in traces(sample(), arrange(sample().chart)) if trace["meta"]["kind"] == "runs"]
    dashes = {trace["line"]["dash"] for trace in runs}
    drawn = re.findall(r"run\{[^}]*stroke-dasharray:([\d.]+) ([\d.]+)", style)
    assert dashes == {f"{on}px,{off}px" for on, off in drawn}


def test_relations_lie_under_marks_and_labels() -> None:
    assert spec(sample())["data"][0]["meta"]["kind"] == "links"
    picture = svg(sample(), links=True)
    assert picture.index('class="links"') < picture.index('class="m ')


def test_the_legend_shows_no_range_where_nothing_has_one() -> None:
    """A mark without any bound is a question mark, not a bar between two days."""
    view = sample()
    marks = tuple(replace(one, span=False, earliest=None, latest=None, days=()) for one in view.chart.marks)
    words = [said for _, said in legend(replace(view, chart=replace(view.chart, marks=marks)), Words("en"))]
    assert Words("en")("key_range") not in words
    assert Words("en")("key_open") in words


def test_a_figure_of_very_many_events_says_how_many_have_no_date() -> None:
    """They are in no column: under the name of their lane they are counted."""
    said = [note["text"] for note in spec(crowd(1200), axis="time")["layout"]["annotations"]]
    assert [text for text in said if text.endswith("<br>33 without a date")]
