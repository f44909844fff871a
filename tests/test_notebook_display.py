"""What a cell shows: a case, a part of one, its graph, answers, problems and mistakes; each short, kind and offline."""

from __future__ import annotations

import json
import subprocess
import sys

import plotly.graph_objects as go
import pytest
from IPython.core.interactiveshell import InteractiveShell

import timeline
from timeline.notebook.shown import PLOTLY
from timeline.notebook.tables import table

WRONG = """
    events:
      a: {type: public_statment, title: A word, when: 2021-05, cites: s1}
      b: {type: public_statement, speaker: mayor, channel: interview, title: Another, when: 2021-13, cites: s9}
"""


@pytest.fixture(scope="module")
def jackson_case(examples):
    return timeline.load(examples / "jackson")


@pytest.fixture(scope="module")
def shell():
    """A shell as a notebook's kernel has one; what it shows of an error is kept in ``shown``."""
    made = InteractiveShell(colors="nocolor")
    made.shown = []
    made._showtraceback = lambda kind, error, lines: made.shown.append("\n".join(lines))
    return made


def shown(shell, source):
    """What a cell with this source shows of the error it ends with."""
    shell.shown.clear()
    shell.run_cell(source)
    [text] = shell.shown
    return text


def test_a_case_shows_chart_list_and_text_and_stays_small(jackson_case):
    made = jackson_case._repr_mimebundle_()
    assert set(made) == {PLOTLY, "text/html", "text/plain"}
    assert made[PLOTLY]["config"]["showSendToCloud"] is False
    assert "<script" not in made["text/html"]
    assert len(json.dumps(made)) < 80_000


def test_a_case_with_a_withheld_name_in_it_shows_it_nowhere(case):
    home = case(
        """
        actors:
          one: {kind: person, role: sworn_officer, label: Officer A}
        events:
          a: {type: public_statement, speaker: one, channel: interview, title: Thistledew speaks, when: 2021-05, cites: s1}
        """,
        files={"private.yaml": "actors:\n  one: {name: Corwin Thistledew}\n"},
    )
    assert "Thistledew" not in json.dumps(timeline.load(home)._repr_mimebundle_())


def test_a_filtered_case_is_a_case(jackson_case):
    """Dates, order and what is open stay those of the whole case; only what is shown is less."""
    part = jackson_case.filter(types=["oversight_ruling", "reassignment"])
    assert set(part.events) == {"reassigned", "ruling"}
    assert part.events["reassigned"].dates == jackson_case.events["reassigned"].dates
    assert [one.id for one in part.open()] == ["return-to-duty"]
    assert part.open()[0] in jackson_case.open()
    assert len(part.to_frame("pandas")) == len(part) == 2
    assert set(part.graph().nodes) == set(part.events)
    assert "reassigned" in part.graph(actors=True)
    assert part.filter(types="reassignment").events.keys() == {"reassigned"}


def test_a_filtered_case_makes_a_page_whose_links_lead_somewhere(jackson_case, tmp_path):
    import re

    text = jackson_case.filter(actors="mayor").save(tmp_path / "part.html").read_text(encoding="utf-8")
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= ids
    assert 'data-event-id="ruling"' not in text


def test_a_filter_keeps_what_may_lie_in_the_time_asked_for(jackson_case):
    """July 2019 is not certainly before the tenth, and not certainly after it either."""
    assert "ruling" in jackson_case.filter(since="2019-07-31").events
    assert "ruling" in jackson_case.filter(until="2019-07-01").events
    assert "ruling" not in jackson_case.filter(since="2019-08-01").events


def test_a_search_needs_every_word_and_no_accents(jackson_case):
    assert "ruling" in jackson_case.filter(text="RULING commission rúles").events
    assert len(jackson_case.filter(text="no such words anywhere")) == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"actors": "mayr"}, "did you mean 'mayor'?"),
        ({"types": "oversight_rulling"}, "did you mean 'oversight_ruling'?"),
        ({"events": ["rulling"]}, "did you mean 'ruling'?"),
        ({"families": "oversigt"}, "did you mean 'oversight'?"),
        ({"sources": "wlbt"}, "one of: outlet-2018-01-25, wlbt-2018-03-27"),
        ({"since": "2019"}, "'2019' is not one day"),
    ],
    ids=str,
)
def test_a_filter_answers_a_typing_error_with_the_nearest_name(jackson_case, asked, said):
    with pytest.raises((KeyError, ValueError)) as caught:
        jackson_case.filter(**asked)
    assert said in str(caught.value)


@pytest.mark.parametrize("colour", ["family", "certainty", "modality", "body", "actor", "thread"])
def test_a_figure_is_coloured_as_asked_and_says_what_its_colours_mean(jackson_case, colour):
    figure = jackson_case.figure(colour=colour)
    keys = [trace for trace in figure.data if trace.meta["kind"] == "key" and trace.marker.symbol == "square"]
    assert len({trace.name for trace in keys}) == len(keys) >= 2
    inks = {ink for trace in figure.data if trace.meta["kind"].startswith("mark") for ink in trace.marker.line.color}
    assert inks <= {trace.marker.color for trace in keys}


def test_a_figure_draws_the_relations_asked_for(jackson_case):
    def arrows(**how):
        links = [trace for trace in jackson_case.figure(**how).data if trace.meta["kind"] == "links"]
        return (sum(trace.x.count(None) for trace in links), {trace.visible for trace in links})

    every, offered = arrows()
    assert offered == {"legendonly"}
    assert arrows(relations="all") == (every, {True})
    assert arrows(relations="none") == (0, set())
    few, drawn = arrows(relations=["rules_on", "appeals"])
    assert 0 < few < every
    assert drawn == {True}


def test_a_figure_speaks_the_language_asked_for(jackson_case):
    names = {trace.name for trace in jackson_case.figure(language="es").data}
    assert "Relaciones" in names


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"lanes": "bodyy"}, "no lanes 'bodyy'; one of: body, actor"),
        ({"axis": "tme"}, "'tme'"),
        ({"colour": "certainity"}, "no colours by 'certainity'; did you mean 'certainty'?"),
        ({"relations": ["rule_on"]}, "no relation 'rule_on'; did you mean 'rules_on'?"),
    ],
    ids=str,
)
def test_a_figure_answers_a_wrong_word_with_the_right_ones(jackson_case, how, said):
    with pytest.raises(ValueError, match=r"no |axis") as caught:
        jackson_case.figure(**how)
    assert said in str(caught.value)


def test_a_graph_draws_events_and_actors_along_time_and_only_known_days(jackson_case):
    graph = jackson_case.graph(actors=True, obligations=True)
    figure = graph.figure()
    held = {one for trace in figure.data if trace.customdata for one in trace.customdata}
    assert set(jackson_case.events) - held == {
        id_ for id_, event in jackson_case.events.items() if not (event.dates.earliest or event.dates.latest)
    }
    named = {
        day
        for event in jackson_case
        for day in (event.dates.earliest, event.dates.latest, event.dates.end_earliest, event.dates.end_latest)
    }
    numbers = {x for trace in figure.data if trace.type == "scatter" for x in trace.x if x is not None}
    assert numbers - named <= {min(numbers)}  # what has no day at all stands at the beginning, with a question mark
    assert any("Civil Service Commission" in note.text for note in figure.layout.annotations)
    made = graph._repr_mimebundle_()
    assert "sendChartToCloud" in made[PLOTLY]["layout"]["modebar"]["remove"]
    assert made["text/plain"].startswith("<CaseGraph: ")


def test_a_graph_is_plain_networkx_and_a_part_of_it_draws_too(jackson_case):
    graph = jackson_case.graph(actors=True)
    part = graph.subgraph(["ruling", "reassigned", "commission"]).copy()
    assert type(part) is type(graph)
    assert len(part.figure().data) > 2


def test_a_figure_says_in_words_what_it_draws_and_stays_a_figure(jackson_case):
    """A viewer that draws no charts has the list of events with their dates; what is changed is said as changed."""
    figure = jackson_case.figure().update_layout(title_text="Another <b>title</b>")
    assert isinstance(figure, go.Figure)
    made = figure._repr_mimebundle_()
    assert "sendChartToCloud" in made[PLOTLY]["layout"]["modebar"]["remove"]
    assert made[PLOTLY]["config"]["showSendToCloud"] is False
    assert "Another  title" in made["text/html"]
    for event in ("reassigned", "ruling"):
        assert jackson_case.events[event].title.replace("'", "&#x27;") in made["text/html"]
    assert "<script" not in made["text/html"]


def test_problems_answers_and_explanations_show_as_tables_and_lists(jackson_case):
    assert "<table>" in jackson_case.problems._repr_html_()
    assert "copy-not-at-hand" in repr(jackson_case.problems)
    assert jackson_case.filter(types="reassignment").problems == jackson_case.problems
    html = jackson_case.explain("reassigned")._repr_html_()
    assert "<ol>" in html
    assert "earliest" in html
    assert "return-to-duty" in jackson_case.open()._repr_html_()
    assert "<td" in jackson_case.unanswered()._repr_html_()
    assert jackson_case.silences()._repr_html_() == "<p>none recorded</p>"


def test_markup_in_a_case_shows_as_text(case):
    home = case(
        """
        events:
          a: {type: public_statement, speaker: mayor, channel: interview, title: <b>x</b>, when: 2021-05, cites: s1}
        """
    )
    found = timeline.load(home)
    assert "<b>x</b>" not in found.explain("a")._repr_html_()
    assert "&lt;script&gt;" in table(("<i>",), [("<script>",)])
    assert "<script>" not in table(("<i>",), [("<script>",)])


def test_a_long_table_says_how_much_is_left_out():
    assert "… and 50 more" in table(("n",), [(str(n),) for n in range(250)])


def test_a_typing_error_in_a_case_file_is_a_few_lines_in_a_notebook(shell, case):
    home = case(WRONG)
    text = shown(shell, f"import timeline\ncase = timeline.load({str(home)!r})")
    assert text.count("\n") < 12
    assert text.startswith(f"line 2: case = timeline.load({str(home)!r})\nCaseError: the case has 2 errors\n")
    assert "case.yaml:2:13: unknown-type: 'public_statment' is not an event type" in text
    assert "did you mean 'public_statement'?" in text
    assert "Traceback" not in text


def test_of_many_errors_a_notebook_shows_the_first_and_counts_the_rest(shell, case):
    rows = "".join(f"  e{n}: {{type: wrong, title: x, when: 2021, cites: s1}}\n" for n in range(30))
    text = shown(shell, f"import timeline\ntimeline.load({str(case('events:' + chr(10) + rows))!r})")
    assert text.endswith("… and 18 more; the error's .problems has them all")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("case.explain('rulling')", "UnknownNameError: there is no event 'rulling'; did you mean 'ruling'?"),
        (
            "case.filter(actors='mayr')",
            "UnknownNameError: there is no actor 'mayr' in this case; did you mean 'mayor'?",
        ),
        ("case.figure(lanes='x')", "WrongValueError: no lanes 'x'; one of: body, actor, family, thread"),
    ],
)
def test_a_callers_mistake_is_two_lines_in_a_notebook(shell, jackson_case, source, said):
    shell.user_ns["case"] = jackson_case
    assert shown(shell, source) == f"line 1: {source}\n{said}"


def test_outside_a_notebook_nothing_of_a_load_is_shown(jackson, capsys, monkeypatch):
    monkeypatch.setattr("timeline.notebook.progress.LARGE", 1)
    timeline.load(jackson)
    assert capsys.readouterr() == ("", "")


def test_importing_timeline_loads_none_of_the_libraries_that_draw_or_tabulate(jackson):
    """Loading, asking and explaining need no plotly, no frames, no widget and no networkx."""
    program = (
        "import sys, timeline\n"
        f"case = timeline.load({str(jackson)!r})\n"
        "case.explain('ruling'); case.open(); case.filter(types='reassignment'); case.problems\n"
        "print(sorted({'plotly', 'pandas', 'polars', 'anywidget', 'IPython', 'networkx'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
