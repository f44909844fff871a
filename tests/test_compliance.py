"""A decree as a table: provisions by reporting periods, levels by assessor."""

from __future__ import annotations

import pytest

import timeline
from tests.bench import decree
from timeline.problems import has_errors

TEXT = """
sources:
  agreed: {kind: court_order, title: The decree, publisher: city, published: 2016-01-04}
  first: {kind: monitor_report, title: First report, publisher: csc, published: 2016-06-30}
  second: {kind: monitor_report, title: Second report, publisher: csc, published: 2016-12-30}
events:
  agreement: {type: policy_action, body: city, step: signed, topic: Policing, title: A decree, when: 2016-01-04, cites: agreed}
  charter: {type: policy_action, body: city, step: signed, topic: Policing, title: A charter, when: 2016-01-04, cites: agreed}
obligations:
  tenth:
    {label: Train, provision: "10", created_by: agreement, obligor: police, force: ordered, due: unspecified, cites: agreed,
     assessments: [{assessor: csc, date: 2016-12-30, period: report 2, level: full, status: met, cites: second}]}
  ninth:
    label: Write it down
    provision: "9"
    created_by: agreement
    obligor: police
    force: ordered
    due: unspecified
    cites: agreed
    assessments:
      - {assessor: csc, period: report 1, level: preliminary, status: partly_met, cites: first}
      - {assessor: police, period: report 1, level: full, status: met, cites: first}
      - {assessor: csc, period: report 2, level: secondary, status: partly_met, cites: second}
  yearly: {label: Report, created_by: charter, provision: 12a, obligor: city, force: statutory, due: unspecified, cites: agreed}
  plain: {label: No paragraph, created_by: charter, obligor: city, force: statutory, due: unspecified, cites: agreed}
"""


@pytest.fixture
def found(case):
    return timeline.load(case(TEXT))


def test_provisions_are_rows_in_the_order_of_their_numbers_and_reports_columns_in_time(found):
    table = found.compliance()
    assert [one.number for one in table.provisions] == ["9", "10", "12a"]
    assert (table.periods, table.assessors) == (("report 1", "report 2"), ("csc", "police"))
    assert table.levels == ("preliminary", "full", "secondary"), "in the order in which they come up"
    assert table.matrix("csc") == (("preliminary", "secondary"), ("", "full"), ("", ""))
    assert table.matrix("police") == (("full", ""), ("", ""), ("", ""))


def test_what_nobody_assessed_is_counted_as_such(found):
    counts = found.compliance().counts("csc")
    assert {period: dict(levels) for period, levels in counts.items()} == {
        "report 1": {"preliminary": 1, "": 2},
        "report 2": {"secondary": 1, "full": 1, "": 1},
    }
    assert str(found.compliance()).splitlines() == [
        "3 provisions, 2 periods, 4 assessments",
        "csc, report 1: 1 preliminary, 2 not assessed",
        "csc, report 2: 1 full, 1 secondary, 1 not assessed",
        "police, report 1: 1 full, 2 not assessed",
        "police, report 2: 3 not assessed",
    ]


def test_assessors_who_differ_are_named_by_cell(found):
    assert found.compliance().disputed() == (("ninth", "report 1"),)


def test_one_decree_may_be_asked_for(found):
    assert [one.id for one in found.compliance("charter").provisions] == ["yearly"]
    assert len(found.compliance("charter")) == 0
    with pytest.raises(KeyError):
        found.compliance("nothing")


def test_rows_make_a_frame(found):
    assert found.compliance().rows()[0] == {
        "provision": "9", "id": "ninth", "period": "report 1", "assessor": "csc", "level": "preliminary",
        "status": "partly_met", "earliest": "2016-06-30", "latest": "2016-06-30",
    }  # fmt: skip


def test_an_assessment_without_a_period_stands_under_its_day(case):
    text = TEXT.replace("period: report 1, ", "").replace("level: preliminary, ", "")
    table = timeline.load(case(text)).compliance()
    assert table.periods == ("2016-06-30", "report 2")
    assert table.matrix("csc")[0] == ("partly_met", "secondary"), "the status, where there is no level"


def test_a_period_is_as_known_on_its_day(found):
    table = found.known_on("2016-11-01").compliance()
    assert (table.periods, len(table)) == (("report 1",), 2)


def test_a_made_decree_opens_and_every_assessment_is_in_its_cell(tmp_path):
    case = timeline.load(decree.write(tmp_path, 40))
    assert not has_errors(case.problems)
    table = case.compliance()
    assert (len(table.provisions), len(table.periods), len(table)) == (40, 12, 480)
    assert all(level for row in table.matrix("monitor") for level in row)
    assert len(case.open()) == 40
    assert {one.status for one in case.open()} >= {"open", "due_passed_unknown"}


@pytest.mark.slow
def test_a_decree_of_799_provisions_and_12_reports_opens_answers_and_builds(tmp_path):
    case = timeline.load(decree.write(tmp_path, decree.LARGE))
    assert (len(case.compliance().provisions), len(case.compliance())) == (799, 9588)
    assert len(case.open()) == 799
    page = case.save(tmp_path / "decree.html").read_text(encoding="utf-8")
    assert page.count("data-obligation-id=") >= 799
