"""Not only Jackson: a small invented case about a death in a county jail goes the whole way, to its page."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import timeline
from tests.packed import without_library
from timeline.cli import main
from timeline.publish import redact, scan

CASE = Path(__file__).parent / "cases" / "wexcombe"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def found():
    return timeline.load(CASE)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The page as the command writes it."""
    target = tmp_path_factory.mktemp("page") / "wexcombe.html"
    ran = run("build", CASE, "-o", target)
    assert ran.exit_code == 0, ran.output
    return target.read_text(encoding="utf-8")


def test_it_checks_strictly_and_its_quotes_are_in_its_copies():
    ran = run("check", CASE, "--strict")
    assert (ran.exit_code, ran.stdout) == (0, f"{CASE}: nothing to report, 13 accepted with a reason\n")


def test_its_dates_follow_from_its_words(found):
    assert {id_: str(event.dates) for id_, event in found.events.items()} == {
        "no-cameras": "began on or before 11 February 2022, not over before 1 March 2022",
        "board-created": "March 2022",
        "promise": "between 14 and 28 September 2022",
        "policy": "about October 2022: between 14 September and 30 November 2022",
        "release": "on or after 14 September 2022",
        "death": "11 February 2022",
        "inquiry": "12 February 2022",
        "leave": "began between 11 and 14 February 2022, ended between 10 May and 13 July 2022",
        "asked": "between 1 March and 14 September 2022",
        "decision": "14 September 2022",
        "suit": "between 7 and 28 November 2022",
        "no-bill": "11 December 2022",
    }


def test_it_says_why(found):
    text = str(found.explain("asked"))
    assert "'board-created': 'in March' (minutes L5-6), read from the publication on 5 May 2022" in text
    assert "'asked' is reported in 'findings', so it is no later than its publication" in text
    text = str(found.explain("decision"))
    assert "'decision': 'on Wednesday' (findings L5), read from the publication on 14 September 2022" in text


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("death", "inquiry", "certainly"),
        ("leave", "decision", "certainly"),
        ("decision", "death", "never"),
        ("promise", "policy", "possibly"),
        ("suit", "no-bill", "certainly"),
    ],
)
def test_it_answers_what_came_first(a, b, answer):
    ran = run("order", CASE, a, b, "--json")
    assert json.loads(ran.stdout)["answer"] == answer


@pytest.mark.parametrize(
    ("as_of", "statuses"),
    [
        ("2022-09-13", ["not_triggered", "not_triggered", "not_triggered"]),
        ("2022-10-14", ["not_triggered", "pending", "open"]),
        ("2022-11-01", ["not_triggered", "due_passed_unknown", "open"]),
        ("2022-11-21", ["not_triggered", "overdue", "open"]),
        ("2023-01-31", ["not_triggered", "overdue", "fulfilled_timing_unknown"]),
    ],
)
def test_it_says_what_is_owed_on_a_day(as_of, statuses):
    rows = {row["id"]: row for row in json.loads(run("open", CASE, "--as-of", as_of, "--json").stdout)["obligations"]}
    assert [rows[id_]["status"] for id_ in ("name-deputies", "release-recording", "write-policy")] == statuses
    if as_of == "2023-01-31":
        assert (rows["release-recording"]["days_open"], rows["release-recording"]["days_overdue"]) == (
            [139, 139],
            [109, 109],
        )


def test_its_graph_holds_its_relations(found):
    graph = found.graph(actors=True, obligations=True)
    assert {(a, b, key) for a, b, key in found.graph().edges(keys=True)} == {
        ("inquiry", "death", "responds_to"),
        ("asked", "death", "concerns"),
        ("decision", "asked", "rules_on"),
        ("decision", "leave", "alters"),
        ("suit", "decision", "enforces"),
        ("no-bill", "death", "concerns"),
        ("board-created", "death", "responds_to"),
        ("promise", "decision", "responds_to"),
        ("promise", "policy", "announces"),
        ("policy", "no-cameras", "supersedes"),
        ("policy", "decision", "implements"),
        ("release", "decision", "implements"),
    }
    assert graph.has_edge("policy", "write-policy", "fulfils")
    assert graph.has_edge("death", "man", "affected")


@pytest.mark.parametrize("lanes", ["body", "family", "thread"])
def test_its_figure_marks_every_event(found, lanes):
    figure = found.figure(lanes=lanes)
    marked = set()
    for trace in figure.data:
        marked |= {id_ for id_ in (trace.customdata if trace.customdata is not None else []) if isinstance(id_, str)}
    assert set(found.events) <= marked


def test_it_shows_itself_in_a_notebook(found):
    bundle = found._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.plotly.v1+json", "text/html", "text/plain"}
    assert "A grand jury brings no charges" in bundle["text/plain"]
    assert "A grand jury brings no charges" in bundle["text/html"]


def test_its_page_tells_every_event_obligation_and_source(found, published):
    assert set(re.findall(r'<article id="([a-z0-9-]+)"', published)) == set(found.events)
    assert set(re.findall(r'data-event-id="([a-z0-9-]+)"', published)) == set(found.events)
    record = found.dated.record
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", published[published.index("<body") :])).split())
    open_now = [one.id for one in found.open() if one.is_open]
    assert set(open_now) <= set(re.findall(r'data-obligation-id="([a-z0-9-]+)"', published))
    assert set(re.findall(r'data-source-id="([a-z0-9-]+)"', published)) == set(record.sources)
    for source in record.sources.values():
        assert source.title in text
    assert "overdue" in text
    assert "What a county owes after a death in its jail" in text
    assert "The register has the month wrong." in text, "the claim set aside is shown, with the reason"


def test_its_page_names_nobody_it_should_not(found, published):
    withheld = redact(found.dated.record).withheld
    assert "Aurelio Pantling" in withheld
    assert scan(published, withheld) == ()
    assert "[The man who died] dies after deputies hold him down in a cell" in html.unescape(published)


def test_nothing_of_jackson_is_on_it(published):
    """No city, state, outlet or person of the example has found its way into the code that draws."""
    shown = without_library(published).casefold()
    words = ("jackson", "mississippi", "wlbt", "lumumba", "modified assignment", "civil service")
    assert [word for word in words if word in shown] == []


def test_a_copy_of_a_source_that_changed_stops_it(tmp_path):
    home = tmp_path / "case"
    shutil.copytree(CASE, home)
    (home / "sources" / "minutes.txt").write_text("Something else.\n", encoding="utf-8")
    ran = run("check", home)
    assert ran.exit_code == 1
    assert "copy-changed" in ran.stdout
