"""Findings as a heat strip: each place what one assessor found, nothing where nobody looked, and no way to send it away."""

from __future__ import annotations

import pytest

import timeline
from tests.bench import decree
from timeline.draw.palette import NEUTRAL_LIGHT, contrast
from timeline.draw.strip import TONES


@pytest.fixture(scope="module")
def harlow(request):
    return timeline.load(request.path.parent.parent / "examples" / "harlow-street").strip()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A made decree of 799 provisions and 12 reports."""
    path = tmp_path_factory.mktemp("decree") / "decree.yaml"
    path.write_text(decree.text(799, 12), encoding="utf-8")
    return timeline.load(path)


def test_a_place_has_the_tone_of_its_status_and_the_assessors_word(harlow):
    [heat] = harlow.data
    assert list(heat.x) == ["Third report", "Eighth report", "14 September 2022"]
    place = list(harlow.layout.yaxis.ticktext).index("¶139 Timely answers to the monitor · Independent Monitor")
    assert (list(heat.z[place]), list(heat.text[place])) == ([1, None, None], ["mostly", "", ""])
    assert list(heat.colorbar.ticktext) == ["not met", "partly met", "met"]


def test_where_assessors_differ_it_is_said(harlow):
    [heat] = harlow.data
    assert sorted(text for row in heat.text for text in row if "differs" in text) == [
        "not met<br>(differs)",
        "substantially<br>complete<br>(differs)",
    ]


def test_a_decree_of_799_provisions_and_twelve_reports_is_one_strip(large):
    figure = large.strip()
    [heat] = figure.data
    assert (len(heat.z), {len(row) for row in heat.z}) == (799, {12})
    ranks = {"none": 0, "preliminary": 1, "secondary": 1, "full": 2}
    assert [[ranks[level] for level in row] for row in large.compliance().matrix("monitor")] == [
        list(row) for row in heat.z
    ]
    assert len(figure.layout.yaxis.ticktext) <= 24
    assert figure.layout.height <= 1400


def test_on_an_earlier_day_later_reports_are_not_there(large):
    assert list(large.strip(as_of="2016-12-31").data[0].x) == ["report 1", "report 2"]


def test_without_findings_there_is_nothing_to_draw(jackson):
    with pytest.raises(ValueError, match="fewer than two provisions"):
        timeline.load(jackson).strip()


@pytest.mark.parametrize("status", TONES)
def test_words_can_be_read_on_every_tone(status):
    assert contrast(TONES[status], NEUTRAL_LIGHT["ink"]) >= 4.5


def test_the_strip_offers_no_button_that_sends_it_away(harlow):
    assert "sendChartToCloud" in harlow.layout.modebar.remove
