"""Obligations where a plain reading of one row misleads: what lasts, what comes early, what was taken back, what never
came about.
"""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import timeline
from tests.test_obligations import later, stand
from timeline.cli import main

SAID = "assessments: [{{assessor: csc, date: {0}, status: not_met, cites: s}}, {1}]"
MET = "{{assessor: {0}, date: {1}, status: met, cites: s}}"
STAY = "closed_by: [{event: halt, how: stays}, {event: go, how: resumes}]"


def quarterly(*acts):
    """Due on 1 April 2021 and every quarter after; each act is (day, the due day it meets)."""
    return "\n".join(
        later(day, f", fulfils: {{obligation: back, due: {due}}}", id_=f"act-{number}")
        for number, (day, due) in enumerate(acts)
    )


# What lasts is done when it is over


@pytest.mark.parametrize(
    ("when", "as_of", "status"),
    [
        ("2021-04-01/2021-08-31", "2021-05-01", "pending"),
        ("2021-04-01/2021-08-31", "2021-06-30", "due_passed_unknown"),
        ("2021-04-01/2021-08-31", "2021-08-30", "due_passed_unknown"),
        ("2021-04-01/2021-08-31", "2021-08-31", "fulfilled_timing_unknown"),
        ("2021-04-01/2021-05-31", "2021-05-31", "fulfilled_on_time"),
        ("2021-06-02/2021-08-31", "2021-08-31", "fulfilled_late"),
        ("2021-04-01/..", "2021-05-01", "fulfilled_on_time"),
        ("2021-04-01/", "2021-12-31", "due_passed_unknown"),
    ],
)
def test_what_lasts_meets_it_when_it_is_over_and_what_goes_on_from_its_first_day(case, when, as_of, status):
    found = stand(case, as_of, due="2021-06-01", events=later(when, ", fulfils: back"))
    assert (found.status, found.evidence) == (status, "some")  # that it began is evidence


def test_a_condition_that_another_is_met_waits_for_what_lasts(case):
    """Training from April to August comes first: what waits for it is owed from the end of August."""
    told = {
        day: (found.status, found.days_open)
        for day in ("2021-08-01", "2021-09-10")
        for found in [
            stand(
                case,
                day,
                owed="conditions: {obligation: train}",
                obligations="train: {label: Train, created_by: ruling, obligor: city, force: ordered, "
                "due: unspecified, cites: s}",
                events=later("2021-04-01/2021-08-31", ", fulfils: train"),
            )
        ]
    }
    assert told == {"2021-08-01": ("not_triggered", None), "2021-09-10": ("open", (10, 10))}


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ('"[2021-04-01..2021-06-30]"', "2021-06-15", "fulfilled_timing_unknown"),
        ('"[2021-06-11..2021-06-30]"', "2021-06-15", "fulfilled_late"),
        ('"[2021-04-01..2021-06-30]"', "2021-06-10", "fulfilled_on_time"),
    ],
)
def test_of_two_acts_the_first_may_be_either(case, first, second, status):
    events = later(first, ", fulfils: back") + "\n" + later(second, ", fulfils: back", id_="again")
    assert stand(case, "2021-07-30", due="2021-06-10", events=events).status == status


# Again and again


def test_a_due_day_met_early_does_not_end_what_is_due_again(case):
    acts = quarterly(("2021-04-01", "2021-04"), ("2021-04-20", "2021-07"), ("2021-04-21", "2021-10"))
    found = stand(case, "2021-05-01", due="{claim: 2021-04-01, every: quarter}", events=acts)
    assert (found.status, found.is_open) == ("pending", True)
    assert [(turn.due[0].isoformat(), turn.status) for turn in found.turns] == [
        ("2021-04-01", "fulfilled_on_time"),
        ("2021-07-01", "fulfilled_on_time"),
        ("2021-10-01", "fulfilled_on_time"),
        ("2022-01-01", "pending"),
    ]


def test_it_ends_once_the_last_due_day_is_met_however_early(case):
    acts = quarterly(("2021-04-01", "2021-04"), ("2021-04-20", "2021-07"))
    found = stand(case, "2021-05-01", due="{claim: 2021-04-01, every: quarter, times: 2}", events=acts)
    assert (found.status, found.is_open, len(found.turns)) == ("fulfilled_on_time", False, 2)


# Words that were taken back, and words about something else


@pytest.mark.parametrize(
    ("then", "as_of", "status"),
    [
        (MET.format("csc", "2021-09-01"), "2021-08-01", "overdue"),
        (MET.format("csc", "2021-09-01"), "2021-10-01", "due_passed_unknown"),
        (MET.format("mayor", "2021-09-01"), "2021-10-01", "overdue"),
        (MET.format("csc", "2021-06-15"), "2021-10-01", "overdue"),
    ],
)
def test_an_assessor_who_then_found_it_met_is_no_longer_one_who_says_that_it_was_not_done(case, then, as_of, status):
    found = stand(case, as_of, due="2021-06-01", owed=SAID.format("2021-07-01", then))
    assert found.status == status


def test_a_speaker_may_take_it_back_too(case):
    claims = """
        claims:
        - {by: mayor, about: compliance, value: not_met, says: X, said_on: 2021-07-01, cites: s}
        - {by: mayor, about: compliance, value: met, says: Y, said_on: 2021-09-01, cites: s}
    """
    told = [stand(case, day, due="2021-06-01", owed=claims) for day in ("2021-08-01", "2021-10-01")]
    assert [one.status for one in told] == ["overdue", "due_passed_unknown"]
    assert not any(one.disputed for one in told)


def test_a_finding_of_before_it_was_done_does_not_dispute_that_it_was(case):
    """Not met in April, done in May, and another who found it met in June."""
    args = {"due": "2021-06-01", "events": later("2021-05-01", ", fulfils: back")}
    found = stand(case, "2021-08-01", owed=SAID.format("2021-04-01", MET.format("mayor", "2021-06-15")), **args)
    assert (found.status, found.disputed) == ("fulfilled_on_time", False)
    since = stand(case, "2021-08-01", owed=SAID.format("2021-05-02", MET.format("mayor", "2021-06-15")), **args)
    assert since.disputed is True


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ("met", "not_met", True),
        ("met", "partly_met", True),
        ("met", "unclear", False),
        ("inadequate", "not_met", False),
        ("unclear", "unclear", False),
    ],
)
def test_findings_dispute_each_other_where_they_cannot_both_be_right(case, first, second, disputed):
    owed = (
        f"assessments: [{{assessor: csc, date: 2021-04-01, status: {first}, cites: s}}, "
        f"{{assessor: mayor, date: 2021-04-01, status: {second}, cites: s}}]"
    )
    assert stand(case, "2021-05-01", owed=owed).disputed is disputed


def test_two_speakers_who_say_opposite_things_are_in_dispute(case):
    claims = """
        claims:
        - {by: csc, about: compliance, value: not_met, says: X, said_on: 2021-04-01, cites: s}
        - {by: mayor, about: compliance, value: met, says: Y, said_on: 2021-04-02, cites: s}
    """
    assert [stand(case, day, owed=claims).disputed for day in ("2021-04-01", "2021-04-02")] == [False, True]


def test_a_claim_of_the_same_obligation_may_be_named_in_full(case):
    claims = """
        claims:
        - {id: not-done, about: compliance, value: not_met, says: X, cites: s}
        - {id: done, about: compliance, says: Y, cites: s, contradicts: back.not-done}
    """
    assert stand(case, "2021-06-30", owed=claims).disputed is True


# What never came about


@pytest.mark.parametrize(
    ("modality", "as_of", "status", "due"),
    [
        ("occurred", "2021-10-01", "overdue", ("2021-05-01", "2021-05-01")),
        ("announced", "2021-10-01", "overdue", ("2021-05-01", "2021-05-01")),
        ("did_not_occur", "2021-10-01", "open", None),
        ("expected", "2021-04-10", "pending", ("2021-05-01", None)),
        ("expected", "2021-10-01", "maybe_overdue", ("2021-05-01", None)),
        ("conditional, conditions: {says: if asked}", "2021-10-01", "maybe_overdue", ("2021-05-01", None)),
    ],
)
@pytest.mark.parametrize("calendar", [False, True])
def test_what_counts_from_an_event_that_never_came_is_never_overdue(case, modality, as_of, status, due, calendar):
    """Thirty days, or twenty-one working days, after a hearing of Thursday, 1 April 2021."""
    within = "{claim: within 22 working days after later, calendar: us}" if calendar else "within 30 days after later"
    found = stand(
        case,
        as_of,
        due=within,
        events=later("2021-04-01", f", modality: {modality}"),
        owed="claims: {by: mayor, about: compliance, value: not_met, says: X, said_on: 2021-09-01, cites: s}",
    )
    days = found.due and tuple(day and day.isoformat() for day in found.due)
    moved = due and tuple(day and "2021-05-03" for day in due)
    assert (found.status, days) == (status, moved if calendar else due)


# Stays


def test_a_stay_that_may_have_begun_does_not_take_the_due_day_away(case):
    found = stand(
        case,
        "2021-04-05",
        due="2021-06-30",
        owed="closed_by: {event: halt, how: stays}",
        events=later('"[2021-04-01..2021-04-10]"', id_="halt"),
    )
    assert (found.status, found.due[0].isoformat(), found.due[1]) == ("pending", "2021-06-30", None)


def test_days_of_two_stays_that_may_overlap_count_once(case):
    """Halted in early April, taken up again by 10 May at the latest, halted again from 30 April at the earliest."""
    days = {
        "one": '"[2021-04-01..2021-04-10]"',
        "two": '"[2021-04-20..2021-05-10]"',
        "three": '"[2021-04-30..2021-05-20]"',
        "four": "2021-05-30",
    }
    hows = {"one": "stays", "two": "resumes", "three": "stays", "four": "resumes"}
    found = stand(
        case,
        "2021-12-31",
        due="2021-06-30",
        events="\n".join(later(day, id_=id_) for id_, day in days.items()),
        owed="closed_by: [" + ", ".join(f"{{event: {id_}, how: {how}}}" for id_, how in hows.items()) + "]",
    )
    assert found.days_stayed == (20, 59)
    assert [day.isoformat() for day in found.due] == ["2021-07-20", "2021-08-28"]
    assert found.days_overdue == (125, 164)


def test_a_due_day_that_a_stay_moves_to_a_weekend_rolls_on(case):
    """22 June and five days stayed is Sunday, 27 June 2021."""
    found = stand(
        case,
        "2021-06-28",
        due="{claim: 2021-06-22, calendar: us, rolls: forward}",
        events=later("2021-06-01", id_="halt") + "\n" + later("2021-06-06", id_="go"),
        owed=STAY,
    )
    assert (found.status, found.due[0].isoformat()) == ("pending", "2021-06-28")


def test_while_stayed_the_next_due_day_is_shown_as_it_was(case):
    found = stand(
        case,
        "2021-06-15",
        due="{claim: 2021-04-01, every: quarter}",
        owed="closed_by: {event: halt, how: stays}",
        events=later("2021-06-01", id_="halt"),
    )
    turns = [(turn.due[0].isoformat(), turn.due[1].isoformat(), turn.status) for turn in found.turns]
    assert found.status == "stayed"
    assert turns == [("2021-04-01",) * 2 + ("due_passed_unknown",), ("2021-07-01",) * 2 + ("pending",)]


def test_of_several_endings_the_first_of_the_table_is_told_in_whatever_order_they_are_written(case):
    hows = ["refuses", "expires", "waives", "supersedes"]
    for written in (hows, hows[::-1]):
        events = "\n".join(later("2021-04-01", id_=how) for how in hows)
        closed = ", ".join(f"{{event: {how}, how: {how}}}" for how in written)
        assert stand(case, "2021-05-01", owed=f"closed_by: [{closed}]", events=events).status == "superseded"


# What cannot be meant


@pytest.mark.parametrize(
    ("owed", "due", "said"),
    [
        (
            "conditions: {event: halt, obligation: back}",
            "unspecified",
            "make two conditions of its 'event' and its 'obligation'",
        ),
        (STAY, "unspecified", "is resumed by 'go' (1 May 2021), before 'halt' stayed it (1 June 2021)"),
        (
            "last_checked: 2021-12-01",
            "{claim: 2021-07-01, every: quarter, until: 2021-05}",
            "is first due 1 July 2021, after 'until' 2021-05",
        ),
    ],
)
def test_what_cannot_be_meant_is_said(case, owed, due, said):
    events = later("2021-06-01", id_="halt") + "\n" + later("2021-05-01", id_="go")
    with pytest.raises(timeline.CaseError, match=r"one thing|is resumed by|is first due") as raised:
        stand(case, "2021-12-31", due=due, owed=owed, events=events)
    assert said in str(raised.value)


def test_the_command_line_gives_the_same_answer(case, tmp_path):
    """A yearly duty met ahead of time, as programs read it."""
    stand(case, "2021-05-01", due="{claim: 2021-04-01, every: year}", events=quarterly(("2021-03-20", "2021-04")))
    answer = CliRunner().invoke(main, ["open", str(tmp_path / "case"), "--as-of", "2021-03-21", "--json"])
    [found] = json.loads(answer.stdout)["obligations"]
    assert (found["status"], [turn["status"] for turn in found["turns"]]) == (
        "pending",
        ["fulfilled_on_time", "pending"],
    )
