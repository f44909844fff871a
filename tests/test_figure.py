"""The figure that ``case.figure()`` returns: plain, restylable, and without a way to send the chart anywhere."""

from __future__ import annotations

import pytest

import timeline
from tests.conftest import EXAMPLES
from timeline import build
from timeline.draw.traces import traces
from timeline.view.layout import WIDE, arrange


def test_a_saved_figure_offers_no_button_that_sends_the_chart_away(page, jackson, tmp_path):
    """plotly adds "Share chart…" by default wherever a figure is shown; ours says no in the figure itself."""
    figure = timeline.load(jackson).figure()
    target = tmp_path / "figure.html"
    figure.write_html(target, include_plotlyjs=True)

    page.goto(target.as_uri())
    page.wait_for_selector(".modebar-btn", state="attached")

    titles = [button.get_attribute("data-title") or "" for button in page.query_selector_all(".modebar-btn")]
    assert titles
    assert not [title for title in titles if "share" in title.lower() or "cloud" in title.lower()]


def test_the_button_would_be_there_without_our_setting(page, jackson, tmp_path):
    """The test above can fail: the same figure with the setting taken out has the button."""
    figure = timeline.load(jackson).figure()
    figure.layout.modebar.remove = None
    target = tmp_path / "figure.html"
    figure.write_html(target, include_plotlyjs=True)

    page.goto(target.as_uri())
    page.wait_for_selector(".modebar-btn", state="attached")

    titles = [button.get_attribute("data-title") or "" for button in page.query_selector_all(".modebar-btn")]
    assert [title for title in titles if "share" in title.lower()]


@pytest.mark.parametrize("width", [WIDE, 1000.0, 760.0])
@pytest.mark.parametrize("axis", ["time", "sequence", "compressed"])
@pytest.mark.parametrize("name", ["jackson", "harlow-street", "jackson-record"])
def test_every_mark_and_open_end_lies_where_plotly_draws_it(name, axis, width):
    """A point before the axis begins is left out: an event of no known beginning would look as if it had one."""
    view = build.view_of(timeline.load(EXAMPLES / name)._examined)
    layout = arrange(view.chart, width=width, axis=axis)
    for trace in traces(view, layout):
        if trace["type"] == "scatter" and "lines" not in trace["mode"]:
            low, high = min(trace["x"]), max(trace["x"])
            assert layout.scale.left <= low <= high <= layout.width, trace["meta"]["kind"]
