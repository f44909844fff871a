"""The worked table of the Jackson obligations, cell by cell: on three days by the three reports alone, and with what
public records add (deadlines, a reply being drafted, a policy adopted, charges brought)."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
import yaml

import timeline

DAYS = ("2018-01-25", "2018-03-27", "2019-10-21")
NOT_YET = ("not_triggered", None, None)

# (status, days open, days past due) on each of DAYS. The table's "-" is "not yet in force"; its "unknown" is open with no
# evidence either way; OB5's day cannot be known from the report that tells of it.
BY_THE_REPORTS = {
    "OB1": (NOT_YET, NOT_YET, ("open", (82, 112), None)),
    "OB2": (NOT_YET, NOT_YET, NOT_YET),
    "OB3": (NOT_YET, ("open", (0, 0), None), ("open", (573, 573), None)),
    "OB4": (("open", (1, 1), None), ("open", (62, 62), None), ("open", (635, 635), None)),
    "OB5": (("fulfilled_timing_unknown", None, None),) * 3,
    "OB6": (NOT_YET, NOT_YET, NOT_YET),
    "OB7": (NOT_YET, NOT_YET, ("open", (0, 112), None)),
}
DISPUTED = {"OB1", "OB5"}
NO_EVIDENCE = {"OB2", "OB3", "OB4", "OB6", "OB7"}

RECORD = """
sources:
  record-2017-11-22: {kind: news_report, title: A report while the first reply was drafted, publisher: outlet, published: 2017-11-22}
  record-2018-01-24: {kind: news_report, title: A report on the second letters, publisher: outlet, published: 2018-01-24}
  record-2018-09-28: {kind: news_report, title: A report on the policy about names, publisher: outlet, published: 2018-09-28}
  record-2019-09-23: {kind: news_report, title: A report on the petition, publisher: outlet, published: 2019-09-23}
  record-2020-08-13: {kind: news_report, title: A report on the indictments, publisher: outlet, published: 2020-08-13}
events:
  consensus:
    {type: policy_action, body: names-task-force, step: proposed, topic: Names, title: The task force agrees on a policy,
     when: 2018-09-06, cites: record-2018-09-28, fulfils: {obligation: write-names-policy, extent: partial}}
  adopted:
    {type: policy_action, body: mayors-office, step: adopted, topic: Names, title: The policy on names is adopted,
     when: 2018-09-28, cites: record-2018-09-28, fulfils: write-names-policy}
  seven-returned:
    {type: duty_status_change, subject: officers-seeking-return, to_status: full_duty, title: All but the four petitioners are back,
     when: before petition, cites: record-2019-09-23, fulfils: {obligation: return-to-duty, extent: partial}}
  indictments:
    {type: charging_decision, decider: courts, decider_kind: grand_jury, decision: indicted, title: Three officers are indicted,
     when: 2020-08, cites: record-2020-08-13}
"""


@pytest.fixture(scope="module")
def reports(request):
    """The example as it stands: three reports and nothing else."""
    return timeline.load(request.path.parent.parent / "examples" / "jackson")


@pytest.fixture
def recorded(jackson, tmp_path):
    """The example with what public records add, in a copy: ``recorded(obligation={field: value})``."""
    home = tmp_path / "jackson"
    shutil.copytree(jackson, home)
    added = yaml.safe_load(RECORD)
    write(home / "events" / "record.yaml", {"events": added["events"]})
    sources = read(home / "sources.yaml")
    write(home / "sources.yaml", {"sources": {**sources["sources"], **added["sources"]}})

    def with_(changes=None, events=None):
        owed = read(home / "obligations.yaml")
        for id_, fields in (changes or {}).items():
            owed["obligations"][id_].update(fields)
        write(home / "obligations.yaml", owed)
        for file in sorted((home / "events").iterdir()):
            typed = read(file)
            for id_, fields in (events or {}).items():
                if id_ in typed["events"]:
                    typed["events"][id_].update(fields)
            write(file, typed)
        return timeline.load(home)

    return with_


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - every scalar stays text


def write(path, value):
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def standings(case, day):
    owed = case.dated.record.obligations
    return {owed[one.id].refs["inventory"]: one for one in case.open(as_of=day)}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("id_", BY_THE_REPORTS)
def test_every_cell_of_the_table_by_the_reports_alone(reports, id_, day):
    found = standings(reports, day)[id_]
    assert (found.status, found.days_open, found.days_overdue) == BY_THE_REPORTS[id_][DAYS.index(day)]


@pytest.mark.parametrize("id_", BY_THE_REPORTS)
def test_what_is_disputed_and_what_nobody_knows(reports, id_):
    found = standings(reports, DAYS[-1])[id_]
    assert found.disputed == (id_ in DISPUTED)
    assert found.evidence == ("none" if id_ in NO_EVIDENCE else "some")


# With public record


def test_ob1_all_but_the_four_who_went_to_court_are_back(recorded):
    found = standings(recorded(), "2019-10-21")["OB1"]
    assert (found.status, found.disputed, found.days_open) == ("partly_fulfilled", True, (82, 112))
    assert standings(recorded(), "2019-07-31")["OB1"].status == "open"


@pytest.mark.parametrize(
    ("day", "status"),
    [("2019-10-21", "not_triggered"), ("2020-08-12", "not_triggered"), ("2020-08-13", "condition_failed")],
)
@pytest.mark.parametrize("told", ["a condition that it must not occur", "a notice that did not occur"])
def test_ob2_fails_once_charges_are_certainly_brought(recorded, told, day, status):
    """In August 2020, and no later than the report of the 13th: from that day on, and not before, it is certain."""
    by_mayor = {"by": "mayor", "cites": "wlbt-2019-10-21 L5"}
    must = {"event": "no-charges-notice", "polarity": "must_occur", **by_mayor}
    must_not = {"event": "indictments", "polarity": "must_not_occur", **by_mayor}
    never = {
        "modality": "did_not_occur",
        "when": ["after interview", "by indictments"],
        "cites": ["record-2020-08-13"],
        "conditions": [],
    }
    case = recorded(
        {"bring-back-from-leave": {"conditions": [must, must_not] if "condition" in told else [must]}},
        {} if "condition" in told else {"no-charges-notice": never},
    )
    found = standings(case, day)["OB2"]
    assert (found.status, found.days_open) == (status, None)


@pytest.mark.parametrize(
    ("day", "status", "days_open"),
    [
        ("2018-03-27", "open", (0, 0)),
        ("2018-09-05", "open", (162, 162)),
        ("2018-09-06", "partly_fulfilled", (163, 163)),
        ("2018-09-27", "partly_fulfilled", (184, 184)),
        ("2018-09-28", "fulfilled_timing_unknown", None),
    ],
)
def test_ob3_was_met_in_two_steps(recorded, day, status, days_open):
    found = standings(recorded(), day)["OB3"]
    assert (found.status, found.days_open) == (status, days_open)


def test_ob3_took_163_days_to_agree_and_185_to_adopt(recorded):
    case = recorded()
    assert [str(case.elapsed("task-force", id_)) for id_ in ("consensus", "adopted")] == ["163 days", "185 days"]


@pytest.mark.parametrize(
    ("day", "status", "overdue"),
    [
        ("2018-01-25", "pending", None),
        ("2018-02-23", "pending", None),
        ("2018-02-24", "due_passed_unknown", (1, 1)),
        ("2018-03-27", "due_passed_unknown", (32, 32)),
        ("2019-10-21", "due_passed_unknown", (605, 605)),
    ],
)
def test_ob4_was_due_on_a_day_and_nobody_knows(recorded, day, status, overdue):
    due = {"claim": "2018-02-23", "cites": "record-2018-01-24"}
    found = standings(recorded({"produce-documents": {"due": due}}), day)["OB4"]
    assert (found.status, found.days_overdue, found.evidence) == (status, overdue, "none")


@pytest.mark.parametrize(
    ("day", "status"),
    [("2017-11-30", "pending"), ("2017-12-08", "pending"), ("2017-12-09", "due_passed_unknown"),
     ("2018-01-25", "fulfilled_timing_unknown"), ("2019-10-21", "fulfilled_timing_unknown")],
)  # fmt: skip
def test_ob5_was_answered_between_the_draft_and_the_second_letters(recorded, day, status):
    """Due on 8 December; a reply was being drafted on 22 November, and was there when the second letters went out."""
    case = recorded(
        {"answer-first-letter": {"due": {"claim": "2017-12-08", "cites": "record-2017-11-22"}}},
        {"first-letter": {"when": "2017-11-15"}, "reply": {"when": ["since 2017-11-22", "before document-letters"]}},
    )
    reply = case.events["reply"].dates
    assert (reply.earliest, reply.latest) == (date(2017, 11, 22), date(2018, 1, 24))
    found = standings(case, day)["OB5"]
    assert (found.status, found.days_open is None) == (status, not found.is_open)
    assert found.disputed == (day >= "2018-01-25")


@pytest.mark.parametrize("id_", ["OB6", "OB7"])
def test_ob6_and_ob7_stand_as_they_stood(recorded, reports, id_):
    """No finding and no outcome was found."""
    assert [standings(recorded(), day)[id_].status for day in DAYS] == [
        standings(reports, day)[id_].status for day in DAYS
    ]
