"""The formats an import reads, each by what comes of it: TimelineJS, JSON, Markwhen, workbooks; and dates cell by cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import timeline
from timeline.cli import main
from timeline.files.tables import FORMATS, Format, Reading, TableError, open_book
from timeline.files.tables.delimited import records
from timeline.files.tables.timelinejs import plain
from timeline.imports.dates import Column, DateError, Told


def imported(path: Path, *options: str) -> tuple[dict[str, Any], timeline.Case]:
    out = path.parent / "case"
    ran = CliRunner().invoke(main, ["import", str(path), "-o", str(out), "--json", *options])
    assert ran.exit_code in (0, 1), ran.output
    return json.loads(ran.stdout), timeline.load(out)


def said(case: timeline.Case) -> list[tuple[str, list[str]]]:
    """Title and claims of each event, in the order of the file."""
    return [(event.title, [claim.claim for claim in event.written.when]) for event in case.events.values()]


# TimelineJS

NEW = {
    "title": {"text": {"headline": "Harlow", "text": "<p>What happened</p>"}},
    "eras": [{"start_date": {"year": "2020"}, "end_date": {"year": "2021"}, "text": {"headline": "The decree"}}],
    "events": [
        {
            "start_date": {"year": "2021", "month": "3", "day": "4", "hour": "22", "minute": "5"},
            "text": {"headline": "A <b>stop</b>", "text": "See <a href='https://example.org/a'>this</a> &amp; that"},
            "media": {"url": "https://example.org/p.jpg", "caption": "A street", "credit": "Paper"},
            "group": "Stops",
            "unique_id": "stop-1",
            "autolink": False,
        },
        {"start_date": {"year": -13800000000}, "text": {"headline": "Everything begins"}},
        {"start_date": {"year": "2021"}, "end_date": {"year": "2022", "month": "1"}, "text": {"headline": "A year"}},
        {"text": {"headline": "No date"}, "display_date": "Some time"},
    ],
    "scale": "human",
}
OLD = {
    "timeline": {
        "headline": "Harlow",
        "text": "<p>What happened</p>",
        "date": [
            {
                "startDate": "2021,3,4,22,5",
                "endDate": "2021,3,9",
                "headline": "A stop",
                "text": "x",
                "tag": "Stops",
                "asset": {"media": "https://example.org/p.jpg", "credit": "Paper", "caption": "A street"},
            },
            {"startDate": "2021", "headline": "A year"},
        ],
        "era": [{"startDate": "2020,1,1", "endDate": "2021,1,1", "headline": "The decree"}],
    }
}


def test_timelinejs_of_today(tmp_path):
    path = tmp_path / "timeline.json"
    path.write_text(json.dumps(NEW), encoding="utf-8")
    found, case = imported(path)
    assert (found["rows"], found["kept"], found["rejected"]) == (5, 4, 1)
    assert case.head.title == "Harlow" if hasattr(case, "head") else True
    assert said(case) == [
        ("A stop", ["2021-03-04"]),
        ("A year", ["2021/2022-01"]),
        ("No date", ["unknown"]),
        ("The decree", ["2020/2021"]),
    ]
    event = case.events["stop-1"].written
    assert (event.time, event.summary, event.category) == ("22:05", "See this (https://example.org/a) & that", "Stops")
    assert event.refs == {"url": "https://example.org/p.jpg"}
    assert "Media Caption: A street" in event.note
    assert "Display Date: Some time" in next(e for e in case.events.values() if e.title == "No date").written.note
    assert [e.written.category for e in case.events.values()][-1] == "era"
    [wrong] = [problem for problem in found["problems"] if problem["severity"] == "error"]
    assert (wrong["code"], wrong["row"], "-13800000000" in wrong["message"]) == ("wrong-date", 2, True)
    assert "title: Harlow\nsummary: What happened\n" in (tmp_path / "case" / "case.yaml").read_text(encoding="utf-8")


def test_timelinejs_of_old(tmp_path):
    path = tmp_path / "timeline.json"
    path.write_text(json.dumps(OLD), encoding="utf-8")
    found, case = imported(path)
    assert (found["rows"], found["kept"]) == (3, 3)
    assert said(case) == [
        ("A stop", ["2021-03-04/2021-03-09"]),
        ("A year", ["2021"]),
        ("The decree", ["2020-01-01/2021-01-01"]),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain < 5 & fine", "plain < 5 & fine"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("a<br/>b &eacute; &lt;i&gt;", "a\nb é <i>"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a target="_blank" href="http://example.org">http://example.org</a>', "http://example.org"),
        ("<img src=x onerror=alert(1)>seen", "seen"),
        ("<!-- hidden -->shown", "shown"),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain(markup) == text


# JSON


def test_nested_objects_are_columns_and_lists_are_joined(tmp_path):
    path = tmp_path / "log.json"
    rows = [
        {
            "date": "2021-03-04",
            "title": "A",
            "who": {"name": "x", "n": 1.50},
            "tags": ["p", "q"],
            "ok": True,
            "no": None,
        }
    ]
    path.write_text('{"found": ' + json.dumps(rows).replace("1.5", "1.50") + "}", encoding="utf-8")
    found, case = imported(path)
    [event] = case.events.values()
    assert set(found["mapping"]) == {"date", "title", "who.name", "who.n", "tags", "ok", "no"}
    assert "who.n: 1.50" in event.written.note, "numbers keep their digits"
    assert event.written.category == "p; q"


def test_two_lists_of_one_document_are_two_tables(tmp_path):
    path = tmp_path / "log.json"
    path.write_text(
        json.dumps({"stops": [{"date": "2021-03-04", "title": "A"}], "talks": [{"date": "2021-03-05", "title": "B"}]}),
        encoding="utf-8",
    )
    found, case = imported(path)
    assert (found["rows"], said(case)) == (2, [("A", ["2021-03-04"]), ("B", ["2021-03-05"])])


def test_lines_of_json_are_cited_by_line(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text('{"date": "2021-03-04", "title": "A"}\n\n{"date": "2021-03-05", "title": "B"}\n', encoding="utf-8")
    _, case = imported(path)
    assert [event.written.cites[0].locator for event in case.events.values()] == ["L1", "L3"]


# Markwhen

MARKWHEN = """\
---
title: Harlow
description: All of it
dateFormat: d/M/y
---
#Travel: blue
// a remark
group Stops // of cars
04/03/2021: A stop #Travel !Stop
  id: first
  officers: two

  More about [it](https://example.org/a).
endGroup
after !Stop 2 weeks: A review
1 week - 3 days: A hearing
before !first 1 month: Planning
2021-05/now: Still open
04/2021: A month
2021-06-01/2021-06-09: A week
1 Jan 2021 to 5 Jan 2021: Days
2021-07-01 - 2 weeks: From a day
3:30pm: No day
every day: Again
by !nobody 1 day: Lost
10 work days: Counted
3 years 2 weeks: Two units
"""


def test_markwhen(tmp_path):
    path = tmp_path / "harlow.mw"
    path.write_text(MARKWHEN, encoding="utf-8")
    found, case = imported(path)
    claims = dict(said(case))
    review = next(id_ for id_, event in case.events.items() if event.title == "A review")
    assert claims == {
        "A stop": ["2021-03-04"],
        "A review": ["start the day after first", "lasted exactly 14 days"],
        "A hearing": [f"start exactly 7 days after {review}", "lasted exactly 3 days"],
        "Planning": ["end the day before first", "lasted exactly 1 month"],
        "Still open": ["2021-05/.."],
        "A month": ["2021-04"],
        "A week": ["2021-06-01/2021-06-09"],
        "Days": ["2021-01-01/2021-01-05"],
        "From a day": ["start on 2021-07-01", "lasted exactly 14 days"],
    }
    event = case.events["first"].written
    assert (event.category, event.summary) == ("Stops", "More about it (https://example.org/a).")
    assert "properties: officers: two" in event.note
    wrong = {problem["row"]: problem["message"] for problem in found["problems"] if problem["severity"] == "error"}
    assert [
        words in wrong[row]
        for row, words in (
            (10, "'3:30pm'"),
            (11, "is repeated"),
            (12, "no entry is called"),
            (13, "counts in work days"),
            (14, "one unit"),
        )
    ] == [True] * 5
    assert (found["rows"], found["kept"]) == (14, 9)
    interval = case.events[review].dates
    assert (str(interval.earliest), str(interval.end_latest)) == ("2021-03-05", "2021-03-18")


# The list of formats


def test_formats_are_a_list_one_can_read_and_add_to(tmp_path):
    path = tmp_path / "a.mine"
    path.write_text("x", encoding="utf-8")
    mine = Format("mine", (".mine",), lambda path, reading: (_ for _ in ()).throw(TableError("format", "mine", "")))
    with pytest.raises(TableError, match="mine"):
        open_book(path, Reading(), (*FORMATS, mine))
    assert [form.name for form in FORMATS] == ["csv", "xlsx", "json", "jsonl", "markwhen"]


def test_a_damaged_record_costs_one_line_wherever_it_stands():
    lines = ['1,"a"\n', '2,"b\n', "3,c\n", '4,"d"\n', '5,"e" f\n', '6,"g\n', 'h"\n', "7,i"]
    rows = list(records(iter(lines), ","))
    assert [(row.line, row.cells, bool(row.broken)) for row in rows] == [
        (1, ["1", "a"], False),
        (2, ['2,"b'], True),
        (3, ["3", "c"], False),
        (4, ["4", "d"], False),
        (5, ['5,"e" f'], True),
        (6, ["6", "g\nh"], False),
        (8, ["7", "i"], False),
    ]


# Dates, cell by cell


@pytest.mark.parametrize(
    ("cell", "claim"),
    [
        ("2019-07-04", "2019-07-04"),
        ("July 4, 2019", "2019-07-04"),
        ("Thursday, July 4, 2019", "2019-07-04"),
        ("4 Jul 2019", "2019-07-04"),
        ("4th of July 2019", "2019-07-04"),
        ("20190704", "2019-07-04"),
        ("2019.07.04", "2019-07-04"),
        ("2019/7/4", "2019-07-04"),
        ("12/2019", "2019-12"),
        ("Jul 2019", "2019-07"),
        ("Summer 2018", "2018-22"),
        ("the 1990s", "199X"),
        ("c. 1990", "1990~"),
        ("~July 2019", "2019-07~"),
        ("(approx.) 2005", "2005~"),
        ("2005 (estimated)", "2005~"),
        ("1990 (?)", "1990?"),
        ("(Believed to be) July 2004", "2004-07?"),
        ("possibly c. 1990", "1990%"),
        ("2005 or 2006", "[2005,2006]"),
        ("before 4 July 2019", "before 2019-07-04"),
        ("prior to 2019", "before 2019"),
        ("mid-2015", "mid-2015"),
        ("about two weeks after 2019-07-04", "about two weeks after 2019-07-04"),
        ("13/4/2019", "2019-04-13"),
        ("4/13/2019", "2019-04-13"),
        ("5/5/2019", "2019-05-05"),
        ("2019-07-04 0800", "2019-07-04"),
        ("Unknown Date", "unknown"),
        ("date not known", "unknown"),
        ("n/a", "unknown"),
        ("??", "unknown"),
        ("-", "unknown"),
    ],
)
def test_a_cell_that_has_one_meaning_is_read(cell, claim):
    assert Column("Date").read(cell).claims == (claim,)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("3/4/2019", "can be day first or month first"),
        ("c. 3/4/2019", "can be day first or month first"),
        ("13/4/19", "a year of two digits"),
        ("Jul-19", "not read as a date"),
        ("July", "not read as a date"),
        ("1990-1995", "a length or a day within it"),
        ("1 May 2019 to 3 May 2019", "a length or a day within it"),
        ("late 1990s", "not read as a date"),
        ("30 Feb 2019", "February 2019 has 28 days"),
        ("31/31/2019", "has no month"),
        ("2019-07-04 25:00", "no time of day"),
        ("1562198400", "not read as a date"),
        ("04072019", "not read as a date"),
        ("43650", "day number of a spreadsheet"),
        ("x" * 300, "too long"),
    ],
)
def test_a_cell_that_has_none_or_several_is_refused_with_a_way_out(cell, said):
    with pytest.raises(DateError, match=said) as refused:
        Column("Date").read(cell)
    assert refused.value.hint


def test_what_is_stated_decides_and_contradicts():
    column = Column("Date", Told(order="month-first", century_from=1970, epoch=1904))
    assert [column.read(cell).claims[0] for cell in ("3/4/71", "3/4/2019", "42797")] == [
        "1971-03-04",
        "2019-03-04",
        "2021-03-04",
    ]
    with pytest.raises(DateError, match="can only be day first, and the dates of this column are month first"):
        column.read("13/4/2019")


def test_serials_of_both_epochs_name_the_days_that_excel_shows():
    old, new = Column("", Told(epoch=1904)), Column("", Told(epoch=1900))
    assert (new.read("44259").claims, old.read("42797").claims) == (("2021-03-04",),) * 2
    assert (new.read("44259.75").time, new.read("44259.75").claims) == ("18:00", ("2021-03-04",))
