"""Each export says what the case says, in a form that the programs it is for can read."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from python_calamine import CalamineWorkbook

from timeline.build import examine, export
from timeline.cli import main
from timeline.exports.bounds import edtf
from timeline.exports.cells import neutral, typed
from timeline.exports.formats import FORMATS
from timeline.graph import build_graph
from timeline.when.edtf import parse_date

FORM = {form.name: form for form in FORMATS}
TEXTS = [name for name in FORM if name not in {"png", "pdf"}]
CASE = """
    events:
      moved:
        type: public_statement
        title: A, b; "c"
        speaker: mayor
        channel: interview
        when: [{claim: about seven months before ruling, cites: s1 L2}, {claim: before publication, cites: s1}]
        cites: [s1 L2, {source: s2, at: p.3, quote: "so, he said"}]
        claims: [{id: one, by: mayor, says: it is so, cites: s1 L3}, {by: city, says: it is not, stance: denies, contradicts: one, cites: s2 p.3}]
        refs: {docket: =1+1}
      ruling: {type: commission_ruling, title: The ruling, body: csc, outcome: overturned, relief_ordered: [return_to_duty, back_pay], when: 2021-05, concerns: {event: moved, cites: s1 L2}, cites: s1 L2}
      lost: {type: public_statement, title: Lost, speaker: city, channel: interview, modality: did_not_occur, when: unknown, cites: s1 L9}
      soon: {type: public_statement, title: Soon, speaker: city, channel: interview, modality: expected, when: after ruling, cites: s1 L9}
    obligations:
      owed: {label: Back to duty, created_by: ruling, obligor: city, force: ordered, due: {claim: within 30 days after ruling}, cites: s1 L2}
"""


@pytest.fixture
def out(case: Callable[..., Path]) -> Callable[..., bytes]:
    """The bytes of one format of the case above, or of another."""

    def make(name: str, text: str = CASE, **options: Any) -> bytes:
        return export(examine(case(text)), FORM[name], **options)

    return make


def columns(data: bytes) -> dict[str, dict[str, str]]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    head = next(rows)
    return {row[0]: dict(zip(head, map(typed, row), strict=True)) for row in rows}


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


# Tables


def test_csv_has_a_row_an_event_and_columns_named_as_the_fields(out):
    rows = columns(out("csv"))
    assert list(rows) == ["moved", "ruling", "soon", "lost"]  # as a reader goes
    moved = rows["moved"]
    assert moved["title"] == 'A, b; "c"'
    assert json.loads(moved["when"]) == [
        {"claim": "about seven months before ruling", "cites": "s1 L2"},
        {"claim": "before publication", "cites": "s1"},
    ]
    assert json.loads(moved["refs"]) == {"docket": "=1+1"}
    assert rows["ruling"]["relief_ordered"] == "return_to_duty; back_pay"
    assert rows["lost"]["when"] == "unknown"
    assert (moved["(earliest)"], moved["(latest)"]) == ("2020-09-01", "2020-11-30")
    assert (rows["lost"]["(earliest)"], rows["lost"]["(latest)"]) == ("", "")
    assert rows["lost"]["(status)"] == "did not happen"


@pytest.mark.parametrize("text", ["=HYPERLINK(0)", "+1", "-1", "@SUM(A1)", "＝1+1", " =1", "'tis", "'=1", "%x", "|x"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised_and_comes_back_as_typed(out, text):
    words = text.replace('"', "'").replace("'", "''")
    case = CASE.replace("title: Lost", f"title: '{words}'")
    raw = out("csv", case).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(raw, newline="")) for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝%|]", cell)]
    assert columns(raw.encode())["lost"]["title"] == text.strip()
    rows = {row[0]: row for row in sheets(out("xlsx", case))["events"]}
    assert text.strip() in rows["lost"]


@given(st.text())
def test_neutral_cells_come_back(text):
    assert typed(neutral(text)) == text


def test_xlsx_has_a_sheet_for_everything_and_no_formula_and_no_number(out):
    data = out("xlsx")
    found = sheets(data)
    assert list(found) == ["events", "sources", "actors", "obligations", "claims", "case"]
    assert [row[0] for row in found["claims"]] == ["timeline:claim", "event moved 1", "event moved 2"]
    assert all(isinstance(cell, str) for rows in found.values() for row in rows for cell in row)
    assert ["title", "A case made for a test"] in found["case"]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_signs_that_a_sheet_cannot_hold_come_back_from_it(out):
    case = CASE.replace("title: Lost", r'title: "_x0007_ and _x0041_"')
    rows = {row[0]: row for row in sheets(out("xlsx", case))["events"]}
    assert "_x0007_ and _x0041_" in rows["lost"]


def test_a_text_too_long_for_a_cell_is_not_cut_but_named(out):
    quotes = ", ".join("{source: s1, at: L2, quote: '" + "q" * 490 + "'}" for _ in range(80))
    rows = {row[0]: row for row in sheets(out("xlsx", CASE.replace("cites: s1 L9", f"cites: [{quotes}]", 1)))["events"]}
    assert [cell for cell in rows["lost"] if cell.startswith("(too long for a cell: 4")]


# The chronology


def test_the_chronology_gives_dates_as_stated_bounds_status_and_places(out):
    lines = out("md").decode().splitlines()
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines if re.match(r"\| \d", line)]
    moved = next(row for row in rows if 'A, b; "c"' in row)
    assert (
        moved[1]
        == r"about seven months before no. 2, \[1\] line 2<br>before publication, \[1\]<br>(about October 2020)"
    )
    assert moved[2:4] == ["2020-09-01", "2020-11-30"]
    assert moved[5:] == ["occurred; accounts differ", r"\[1\] line 2; \[2\] page 3"]
    assert next(row for row in rows if "Lost" in row)[2:6] == ["not known", "not known", "Lost", "did not happen"]
    assert any("denies: it is not" in line for line in lines)


def test_markup_of_a_case_is_only_text_in_the_chronology(out):
    case = CASE.replace("title: Lost", "title: '<b>a</b> | [x](javascript:1) `c` *d* \\\\'")
    [row] = [line for line in out("md", case).decode().splitlines() if "javascript" in line and line.startswith("| ")]
    assert r"&lt;b>a&lt;/b> \| \[x\](javascript:1) \`c\` \*d\* \\" in row


# Other programs


def test_timelinejs_has_whole_days_or_periods_and_the_words_beside_them(out):
    made = json.loads(out("timelinejs"))
    slides = {slide["unique_id"]: slide for slide in made["events"]}
    assert slides["ruling"]["start_date"] == {"year": 2021, "month": 5}
    assert "end_date" not in slides["ruling"]
    moved = slides["moved"]
    assert (moved["start_date"], moved["end_date"]) == (
        {"year": 2020, "month": 9, "day": 1},
        {"year": 2020, "month": 11, "day": 30},
    )
    assert moved["display_date"] == "about October 2020 (between 1 September and 30 November 2020)"
    assert "lost" not in slides
    assert "Lost (date not known)" in made["title"]["text"]["text"]


def test_texts_are_escaped_for_timelinejs(out):
    made = out("timelinejs", CASE.replace("title: Lost", "title: '<img src=x onerror=alert(1)>'")).decode()
    assert "<img" not in made
    assert "&lt;img src=x" in made


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_graphs_load_in_networkx_with_bounds_and_relations(out, name, read):
    graph = read(io.BytesIO(out(name)))
    moved = graph.nodes["moved"]
    assert (moved["earliest"], moved["latest"], moved["kind"]) == ("2020-09-01", "2020-11-30", "event")
    assert "earliest" not in graph.nodes["lost"]
    assert {data["relation"] for *_, data in graph.out_edges("ruling", data=True)} >= {"concerns", "body"}
    assert graph.nodes["owed"]["kind"] == "obligation"


@pytest.mark.parametrize("name", ["jackson", "harlow-street"])
@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_the_graph_of_an_example_is_whole(examples, name, form, read):
    found = examine(examples / name)
    graph = read(io.BytesIO(export(found, FORM[form])))
    whole = build_graph(found.dated, actors=True, obligations=True)
    assert set(graph.nodes) == set(whole.nodes)
    assert graph.number_of_edges() == whole.number_of_edges()


def test_jsonld_expands_without_the_network_and_its_dates_are_edtf(out):
    made = json.loads(out("jsonld"))

    def refuse(url: str, _: object) -> None:
        raise AssertionError(f"{url} was asked for")

    nodes = {node["@id"]: node for node in jsonld.expand(made, {"documentLoader": refuse})}
    ruling = nodes["urn:accountability-timeline:test-case:event:ruling"]
    schema = "https://schema.org/"
    assert ruling["@type"] == [f"{schema}Event"]
    assert ruling[f"{schema}startDate"] == [{"@type": "http://id.loc.gov/datatypes/edtf/EDTF", "@value": "2021-05"}]
    moved = nodes["urn:accountability-timeline:test-case:event:moved"]
    assert moved[f"{schema}startDate"][0]["@value"] == "[2020-09-01..2020-11-30]"
    assert jsonld.flatten(made, None, {"documentLoader": refuse})


DAYS = st.dates(min_value=date(1, 1, 1))


@given(DAYS, st.integers(0, 800), st.sampled_from(["both", "first", "last", "year", "month"]))
def test_bounds_in_edtf_say_exactly_those_bounds(first, more, known):
    last = date.fromordinal(min(first.toordinal() + more, date.max.toordinal()))
    if known == "year":
        first, last = date(first.year, 1, 1), date(first.year, 12, 31)
    if known == "month":
        first = first.replace(day=1)
        last = (
            date.max
            if (first.year, first.month) == (9999, 12)
            else (first + timedelta(31)).replace(day=1) - timedelta(1)
        )
    bounds = (None if known == "last" else first, None if known == "first" else last)
    read = parse_date(edtf(*bounds))
    assert (read.earliest, read.latest) == bounds


def test_the_calendar_covers_what_is_possible_and_says_so(out):
    calendar = icalendar.Calendar.from_ical(out("ics"))
    found = {str(part["UID"]).partition("@")[0]: part for part in calendar.walk() if "UID" in part}
    moved = found["moved"]
    assert (moved["DTSTART"].dt, moved["DTEND"].dt) == (date(2020, 9, 1), date(2020, 12, 1))
    assert moved["SUMMARY"] == 'A, b; "c" (about October 2020)'
    assert found["lost"].name == "VJOURNAL"
    assert found["soon"]["STATUS"] == "TENTATIVE"
    assert (found["owed-owed"].name, found["owed-owed"]["DUE"].dt) == ("VTODO", date(2021, 6, 30))
    assert all(len(line) <= 75 for line in out("ics").split(b"\r\n"))


def test_a_text_cannot_end_its_line_in_a_calendar(out):
    made = out("ics", CASE.replace("title: Lost", r'title: "x\r\nBEGIN:VALARM\nATTACH:file"'))
    assert b"\r\nBEGIN:VALARM" not in made
    assert "VALARM" not in {part.name for part in icalendar.Calendar.from_ical(made).walk()}


def test_the_svg_stands_alone_and_holds_no_link_and_no_script(out):
    text = out("svg", CASE.replace("title: Lost", "title: '<script>a</script>'")).decode()
    names = {element.tag.partition("}")[2] for element in ET.fromstring(text).iter()}  # noqa: S314 - our own file
    assert "style" in names
    assert not names & {"a", "script", "image", "use", "foreignObject"}
    assert "href" not in text


# All of them


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_case_gives_the_same_bytes(out, name):
    assert out(name) == out(name)


@pytest.mark.parametrize("name", TEXTS)
def test_no_format_gives_a_day_in_the_middle(case, name):
    """Possible from 2 to 10 March: the sixth is as likely as any, and nobody gave it."""
    text = """
        events:
          a: {type: public_statement, title: T, speaker: mayor, channel: interview, when: between 2021-03-02 and 2021-03-10, cites: s1}
    """
    made = export(examine(case(text)), FORM[name])
    read = "\n".join(map(str, sheets(made).values())) if name == "xlsx" else made.decode()
    assert not re.search(r"2021-?03-?06|6 March|\"day\": 6", read)


@pytest.mark.parametrize("name", TEXTS)
def test_an_internal_copy_says_so_in_the_file(out, name):
    made = out(name, audience="internal")
    read = "\n".join(map(str, sheets(made).values())) if name == "xlsx" else made.decode()
    assert re.search("not publish", read.replace("\r\n ", ""))
    assert made != out(name)


def test_help_names_every_format():
    said = CliRunner().invoke(main, ["export", "--help"]).output
    assert [name for name in FORM if not re.search(rf"\b{name}\b", said)] == []


def test_the_command_writes_the_file_and_leaves_an_old_one_whole(case, tmp_path):
    home, target = case(CASE), tmp_path / "out.csv"
    ran = CliRunner().invoke(main, ["export", str(home), "--to", "csv", "-o", str(target), "--json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["bytes"] == target.stat().st_size
    before = target.read_bytes()
    broken = case(CASE.replace("speaker: mayor", "speaker: nobody"), folder="broken")
    assert CliRunner().invoke(main, ["export", str(broken), "--to", "csv", "-o", str(target)]).exit_code == 1
    assert target.read_bytes() == before


def test_a_format_nobody_knows_is_wrong_usage(case):
    ran = CliRunner().invoke(main, ["export", str(case(CASE)), "--to", "xslx", "-o", "x"])
    assert (ran.exit_code, "did you mean 'xlsx'?" in ran.output) == (2, True)


@pytest.mark.parametrize(("name", "package"), [("xlsx", "openpyxl"), ("png", "kaleido"), ("pdf", "kaleido")])
def test_a_missing_package_is_named_with_the_line_that_installs_it(case, tmp_path, monkeypatch, name, package):
    monkeypatch.setitem(sys.modules, package, None)
    ran = CliRunner().invoke(main, ["export", str(case(CASE)), "--to", name, "-o", str(tmp_path / "x")])
    assert ran.exit_code == 2
    assert "pip install 'accountability-timeline[" in ran.output
    assert not (tmp_path / "x").exists()


def test_a_missing_browser_is_said(case, tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    ran = CliRunner().invoke(main, ["export", str(case(CASE)), "--to", "png", "-o", str(tmp_path / "x")])
    assert (ran.exit_code, "no browser at 'no-such-browser'" in ran.output) == (2, True)
