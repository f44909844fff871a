"""Events as a data frame and back: bounds as dates, nothing narrowed, every row that is wrong named."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import polars as pl
import pytest

import timeline
from timeline.exports import MissingError
from timeline.exports.frames import library_of

LOG = {
    "title": "Complaints",
    "as_of": "2020-01-01",
    "sources": {"log": {"kind": "dataset", "title": "The complaint log", "publisher": "city"}},
    "actors": {
        "city": {"kind": "institution", "institution_kind": "municipality", "name": "City of Harlow"},
        "board": {"kind": "institution", "institution_kind": "commission", "name": "Review Board"},
    },
    "fill": {"type": "complaint_received", "cites": "log", "intake_body": "board"},
}


SLIP = """
    actors:
      one: {kind: person, role: sworn_officer, label: Officer A}
    events:
      a: {type: public_statement, speaker: one, channel: interview, title: Thistledew speaks, when: 2021-05, cites: s1}
"""


def bounds(case, event):
    found = case.events[event].dates
    return [found.earliest, found.latest, found.end_earliest, found.end_latest]


def test_a_frame_has_a_row_an_event_and_its_bounds_as_dates(jackson):
    case = timeline.load(jackson)
    frame = case.to_frame("pandas").set_index("id")

    assert len(frame) == len(case)
    assert frame.loc["ruling", "earliest"] == pd.Timestamp("2019-07-01")
    assert frame.loc["ruling", "latest"] == pd.Timestamp("2019-07-31")
    assert pd.isna(frame.loc["first-letter", "earliest"])
    assert (frame.latest.dropna() > "2000").all()


def test_polars_gets_the_same_rows_with_dates_of_its_own(jackson):
    case = timeline.load(jackson)
    frame = case.to_frame("polars")

    assert frame.schema["earliest"] == pl.Date
    assert frame.filter(pl.col("id") == "ruling")["latest"].to_list() == [dt.date(2019, 7, 31)]
    assert frame.columns == list(case.to_frame("pandas").columns)


def test_dates_of_a_thousand_years_ago_fit_into_a_frame():
    case = timeline.from_frame([{"id": "old", "title": "An old complaint", "when": "0801-07-04"}], **LOG)
    assert str(case.to_frame("pandas").earliest[0]).startswith("0801-07-04")


@pytest.mark.parametrize(
    ("name", "library", "fields"),
    [("jackson", "pandas", True), ("jackson", "polars", False), ("harlow-street", "polars", True)],
)
def test_a_frame_goes_back_to_the_case_it_came_from(examples, name, library, fields):
    case = timeline.load(examples / name)
    back = timeline.from_frame(case.to_frame(library, fields=fields), like=case)

    assert {id_: str(event.dates) for id_, event in back.events.items()} == {
        id_: str(event.dates) for id_, event in case.events.items()
    }
    assert back.open() == case.open()


def test_bounds_alone_are_enough_to_go_back(examples):
    case = timeline.load(examples / "harlow-street")
    frame = case.to_frame(fields=True).drop(columns="when")
    back = timeline.from_frame(frame, like=case)
    assert [bounds(back, id_) for id_ in case.events] == [bounds(case, id_) for id_ in case.events]


def test_a_changed_cell_changes_that_field_and_its_event_alone(jackson):
    case = timeline.load(jackson)
    frame = case.to_frame("pandas")
    frame.loc[frame.id == "first-letter", "when"] = "2018-01-10"
    frame.loc[frame.id == "ruling", "latest"] = pd.Timestamp("2019-07-10")

    back = timeline.from_frame(frame, like=case)

    assert str(back.events["first-letter"].dates) == "10 January 2018"
    assert bounds(back, "ruling")[:2] == [dt.date(2019, 7, 1), dt.date(2019, 7, 10)]
    was, now = (one.dated.record.events["ruling"].model_dump(exclude={"when"}) for one in (case, back))
    assert was == now


def test_any_columns_can_be_told_which_field_they_are():
    rows = pd.DataFrame({"Received": [dt.date(2019, 7, 4), None], "About": ["A stop", "A search"], "Clerk": [1, 2]})
    case = timeline.from_frame(rows, columns={"Received": "when", "About": "title", "Clerk": None}, **LOG)

    assert [str(event.dates) for event in case] == ["4 July 2019", "date not known"]
    assert list(case.events) == ["a-stop", "a-search"]
    assert "unknown-column" not in {problem.code for problem in case.problems}


def test_bounds_of_a_thing_that_lasts_stay_bounds_of_both_its_ends():
    rows = [{"id": "leave", "title": "A complaint that lasts", "span": True, "earliest": "2019-01-01", "latest": "2019-01-05",
             "end_earliest": "2019-03-01", "end_latest": ""}]  # fmt: skip
    case = timeline.from_frame(rows, **LOG)
    day = dt.date
    assert bounds(case, "leave") == [day(2019, 1, 1), day(2019, 1, 5), day(2019, 3, 1), None]


def test_an_unknown_column_is_left_out_and_named():
    case = timeline.from_frame([{"title": "A complaint", "when": "2019", "Clrek": "x"}], **LOG)
    [problem] = [one for one in case.problems if one.code == "unknown-column"]
    assert (problem.at.file, problem.at.column) == ("frame", 3)
    assert "'Clrek'" in problem.message


def test_every_row_that_is_wrong_is_named_with_its_place():
    rows = [
        {"title": "A complaint", "when": "2019-07-04"},
        {"title": "Another", "when": "2019-13-04"},
        {"title": "A third", "when": "2019", "type": "complaint_recieved"},
        {"title": "A fourth", "when": "2019", "allegations": "{"},
    ]
    with pytest.raises(timeline.CaseError) as caught:
        timeline.from_frame(rows, **LOG)
    errors = [(one.at.line, one.at.column, one.code) for one in caught.value.problems if one.is_error]
    assert errors == [(2, 2, "wrong-value"), (3, 3, "unknown-type"), (4, 4, "bad-cell")]


def test_rows_with_one_title_are_told_apart_by_their_number():
    case = timeline.from_frame([{"title": "A stop", "when": "2019"}, {"title": "A stop", "when": "2020"}], **LOG)
    assert list(case.events) == ["a-stop", "a-stop-2"]


def test_what_is_no_frame_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="a int is no data frame"):
        timeline.from_frame(5, **LOG)


def test_a_library_nobody_has_is_named_with_what_to_type(jackson, monkeypatch):
    case = timeline.load(jackson)
    with pytest.raises(ValueError, match="no frames of 'excel'; one of: pandas, polars"):
        case.to_frame("excel")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingError, match="neither pandas nor polars is installed: pip install pandas"):
        library_of(None)
    with pytest.raises(MissingError, match="polars is not installed: pip install polars"):
        library_of("polars")


def test_a_frame_holds_no_name_that_is_withheld(case):
    """What the shared file says by a slip is taken out of a frame as out of a page, and of what goes back."""
    home = case(SLIP, files={"private.yaml": "actors:\n  one: {name: Corwin Thistledew}\n"})
    found = timeline.load(home)
    frame = found.to_frame("pandas", fields=True)
    assert "Thistledew" not in frame.to_csv()
    back = timeline.from_frame(frame, like=found)
    assert "Thistledew" not in str(back._repr_mimebundle_())
