"""What is owed on a day: one status by an ordered table, ages as ranges, and silence never read as breach."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often

SOURCES = """
sources:
  s: {kind: letter, title: A letter without a day, publisher: city}
  june: {kind: news_report, title: A report, publisher: paper, published: 2021-06-01}
"""
EVENTS = """
events:
  ruling: {type: oversight_ruling, body: csc, title: A ruling, cites: s, when: WHEN}
"""
OWED = """
obligations:
  back:
    label: Return the officers to duty
    created_by: ruling
    obligor: city
    force: ordered
    due: DUE
    cites: s
"""


def stand(
    case,
    as_of,
    *,
    created="2021-03-10",
    due="unspecified",
    force="ordered",
    owed="",
    events="",
    obligations="",
    sources="",
):
    """Where the obligation ``back`` stands; it was ordered on 10 March 2021 unless another day is given."""
    text = SOURCES + indented(sources, 2) + EVENTS.replace("WHEN", created) + indented(events, 2)
    text += (
        OWED.replace("DUE", due).replace("force: ordered", f"force: {force}")
        + indented(owed, 4)
        + indented(obligations, 2)
    )
    [found] = [one for one in timeline.load(case(text)).open(as_of=as_of) if one.id == "back"]
    return found


def indented(text, by):
    return "".join(" " * by + line.strip() + "\n" for line in text.strip().splitlines())


def later(when, more="", type_="public_statement, speaker: mayor, channel: interview", id_="later"):
    return f"{id_}: {{type: {type_}, title: Something later, cites: s, when: {when}{more}}}"


# 1 · Ended by a cited event


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ("supersedes", "superseded"),
        ("waives", "waived"),
        ("expires", "expired"),
        ("stays", "stayed"),
        ("refuses", "refused"),
    ],
)
def test_an_event_that_ends_it_does_so_from_its_day_on(case, how, status):
    args = {"owed": f"closed_by: {{event: later, how: {how}, cites: s}}", "events": later("2021-04-20")}
    assert stand(case, "2021-04-19", **args).status == "open"
    assert stand(case, "2021-04-20", **args).status == status
    assert stand(case, "2021-04-20", **args).days_open is None


@pytest.mark.parametrize(
    ("when", "more"),
    [
        ("2021-04", ""),
        ("after 2021-04-01", ""),
        ("2021-04-02", ", modality: expected"),
        ("2021-04-02", ", modality: announced"),
        ("2021-04-02", ", modality: did_not_occur"),
        ("2021-04-02", ", modality: conditional, conditions: {says: if asked}"),
    ],
)
def test_what_may_not_have_happened_by_the_day_ends_nothing(case, when, more):
    found = stand(case, "2021-04-20", owed="closed_by: {event: later, how: waives, cites: s}", events=later(when, more))
    assert found.status == "open"


def test_an_ending_comes_before_everything_else(case):
    """Superseded, though it was also fulfilled, and though its condition failed."""
    found = stand(
        case,
        "2021-06-30",
        owed="closed_by: {event: later, how: supersedes, cites: s}\n"
        "conditions: {event: later, polarity: must_not_occur, cites: s}",
        events=later("2021-04-20", ", fulfils: back"),
    )
    assert found.status == "superseded"


# 2 · and 3 · Conditions


@pytest.mark.parametrize(
    ("condition", "events", "status"),
    [
        ("{event: later}", later("2021-04-20"), "open"),
        ("{event: later}", later("2021-04"), "not_triggered"),
        ("{event: later}", later("2021-04-20", ", modality: expected"), "not_triggered"),
        ("{event: later}", later("2021-04-20", ", modality: did_not_occur"), "condition_failed"),
        ("{event: later}", later("2021-05-20", ", modality: did_not_occur"), "not_triggered"),
        ("{event: later, polarity: must_not_occur}", later("2021-04-20"), "condition_failed"),
        ("{event: later, polarity: must_not_occur}", later("2021-05-20"), "open"),
        ("{event: later, polarity: must_not_occur}", later("2021-04-20", ", modality: expected"), "open"),
        ("{says: a finding against the city}", "", "not_triggered"),
    ],
)
def test_a_condition_is_met_failed_or_neither_on_the_day(case, condition, events, status):
    found = stand(case, "2021-04-25", owed=f"conditions: {condition}", events=events)
    assert found.status == status
    assert (found.days_open is None) == (status != "open")


@pytest.mark.parametrize(
    ("logic", "first", "second", "status"),
    [
        ("all", "2021-04-01", "2021-04-20", "open"),
        ("all", "2021-04-01", "2021-05-20", "not_triggered"),
        ("any", "2021-04-01", "2021-05-20", "open"),
        ("any", "2021-05-01", "2021-05-20", "not_triggered"),
    ],
)
def test_conditions_join_by_all_or_any(case, logic, first, second, status):
    found = stand(
        case,
        "2021-04-25",
        owed=f"conditions: [{{event: one}}, {{event: two}}]\nlogic: {logic}",
        events=later(first, id_="one") + "\n" + later(second, id_="two"),
    )
    assert found.status == status


def test_of_several_ways_in_one_that_failed_does_not_close_the_others(case):
    gone, left = later("2021-04-01", ", modality: did_not_occur", id_="one"), later("2021-05-20", id_="two")
    args = {"events": f"{gone}\n{left}", "owed": "conditions: [{event: one}, {event: two}]\nlogic: any"}
    assert stand(case, "2021-04-25", **args).status == "not_triggered"
    assert stand(case, "2021-05-25", **args).status == "open"


def test_the_clock_starts_when_the_last_condition_came_true(case):
    found = stand(
        case, "2021-04-25", owed="conditions: {event: later}", events=later("[2021-04, on a Tuesday, by 2021-04-20]")
    )
    assert found.since == (date(2021, 4, 6), date(2021, 4, 20))
    assert found.days_open == (5, 19)


def test_a_condition_may_be_another_obligation(case):
    other = "first: {label: O, created_by: ruling, obligor: city, force: ordered, due: unspecified, cites: s}"
    args = {"owed": "conditions: {obligation: first}", "obligations": other}
    assert stand(case, "2021-04-25", **args, events=later("2021-05-01", ", fulfils: first")).status == "not_triggered"
    assert stand(case, "2021-05-25", **args, events=later("2021-05-01", ", fulfils: first")).status == "open"


@pytest.mark.parametrize(
    ("created", "as_of", "status"),
    [
        ("2021-03-10", "2021-03-09", "not_triggered"),
        ("2021-03-10", "2021-03-10", "open"),
        ("2021-03", "2021-03-30", "not_triggered"),
        ("2021-03", "2021-03-31", "open"),
        ("after 2021-03-10", "2021-06-30", "not_triggered"),
        ("before 2021-03-10", "2021-03-10", "open"),
    ],
)
def test_nothing_is_owed_before_it_was_certainly_created(case, created, as_of, status):
    assert stand(case, as_of, created=created).status == status


@pytest.mark.parametrize(
    ("modality", "status"),
    [
        ("occurred", "open"),
        ("announced", "open"),
        ("inferred, inference_note: Two reports entail it", "open"),
        ("expected", "not_triggered"),
        ("conditional, conditions: {says: if asked}", "not_triggered"),
        ("did_not_occur", "not_triggered"),
    ],
)
def test_what_has_not_happened_creates_no_duty(case, modality, status):
    assert stand(case, "2021-06-30", created=f"2021-03-10, modality: {modality}").status == status


# 4 · and 5 · Done


@pytest.mark.parametrize(
    ("due", "done", "status"),
    [
        ("2021-04-20", "2021-04-20", "fulfilled_on_time"),
        ("2021-04-20", "2021-04-01", "fulfilled_on_time"),
        ("2021-04-20", "2021-04-21", "fulfilled_late"),
        ("2021-04", "2021-04-01", "fulfilled_on_time"),
        ("2021-04", "2021-04-02", "fulfilled_timing_unknown"),
        ("2021-04", "2021-05-01", "fulfilled_late"),
        ("2021-04-20", "2021-04", "fulfilled_timing_unknown"),
        ("unspecified", "2021-04-20", "fulfilled_timing_unknown"),
        ("{unspecified: timely}", "2021-04-20", "fulfilled_timing_unknown"),
    ],
)
def test_what_was_done_was_in_time_late_or_neither_can_be_said(case, due, done, status):
    found = stand(case, "2021-06-30", due=due, events=later(done, ", fulfils: back"))
    assert (found.status, found.days_open, found.evidence) == (status, None, "some")


def test_what_is_done_only_after_the_day_is_not_done_yet(case):
    args = {"due": "2021-04-20", "events": later("2021-04-10", ", fulfils: back")}
    assert stand(case, "2021-04-09", **args).status == "pending"
    assert stand(case, "2021-04-10", **args).status == "fulfilled_on_time"
    straddling = {"due": "2021-05-20", "events": later("2021-04", ", fulfils: back")}
    assert stand(case, "2021-04-29", **straddling).status == "pending"


def test_it_may_be_closed_by_an_event_named_on_the_obligation(case):
    found = stand(
        case,
        "2021-06-30",
        due="2021-04-20",
        owed="closed_by: {event: later, how: fulfils, cites: s}",
        events=later("2021-04-10"),
    )
    assert found.status == "fulfilled_on_time"


def test_a_part_done_leaves_something_owed(case):
    part = later("2021-04-10", ", fulfils: {obligation: back, extent: partial}", id_="part")
    found = stand(case, "2021-06-30", due="2021-04-20", events=part)
    assert (found.status, found.is_open, found.days_open) == ("partly_fulfilled", True, (112, 112))
    whole = later("2021-04-19", ", fulfils: back", id_="whole")
    assert stand(case, "2021-06-30", due="2021-04-20", events=f"{part}\n{whole}").status == "fulfilled_on_time"


@pytest.mark.parametrize(
    "modality",
    [
        "expected",
        "announced",
        "did_not_occur",
        "conditional, conditions: {says: if asked}",
        "inferred, inference_note: It must have been",
    ],
)
def test_only_what_occurred_fulfils(case, modality):
    found = stand(case, "2021-06-30", events=later("2021-04-10", f", fulfils: back, modality: {modality}"))
    assert found.status == "open"


# 6 · to 10 · Not known to be done


@pytest.mark.parametrize(
    ("due", "as_of", "status", "overdue"),
    [
        ("unspecified", "2031-01-01", "open", None),
        ("{unspecified: timely}", "2031-01-01", "open", None),
        ("2021-04", "2021-03-31", "pending", None),
        ("2021-04", "2021-04-01", "pending", None),
        ("2021-04", "2021-04-02", "maybe_overdue", (0, 1)),
        ("2021-04", "2021-04-30", "maybe_overdue", (0, 29)),
        ("2021-04", "2021-05-01", "due_passed_unknown", (1, 30)),
        ("2021-04-20", "2021-04-20", "pending", None),
        ("2021-04-20", "2021-04-21", "due_passed_unknown", (1, 1)),
        ("within 30 days after ruling", "2021-04-09", "pending", None),
        ("within 30 days after ruling", "2021-04-10", "due_passed_unknown", (1, 1)),
        ("by 2021-04-20", "2021-04-20", "pending", None),
        ("by 2021-04-20", "2021-04-21", "due_passed_unknown", (1, 1)),
        ("before 2021-04-20", "2021-04-19", "pending", None),
        ("before 2021-04-20", "2021-04-20", "due_passed_unknown", (1, 1)),
        ("a month after ruling", "2021-03-27", "maybe_overdue", (0, 1)),
    ],
)
def test_what_is_not_known_to_be_done_waits_for_its_day_and_then_nobody_knows(case, due, as_of, status, overdue):
    found = stand(case, as_of, due=due)
    assert found.status == status
    assert found.days_overdue == overdue
    assert found.evidence == "none"


def test_a_window_counts_from_an_uncertain_day_as_a_range(case):
    found = stand(case, "2021-05-15", created="2021-03", due="exactly 1 month after ruling")
    assert found.due == (date(2021, 4, 1), date(2021, 4, 30))
    assert (found.status, found.days_open, found.days_overdue) == ("due_passed_unknown", (45, 75), (15, 44))


@pytest.mark.parametrize(
    ("claim", "as_of", "status"),
    [
        ("value: not_met, said_on: 2021-05-02, cites: s", "2021-05-10", "overdue"),
        ("value: not_met, said_on: 2021-04-20, cites: s", "2021-05-10", "overdue"),
        ("value: not_met, cites: june", "2021-06-01", "overdue"),
        ("value: not_met, cites: june", "2021-05-31", "due_passed_unknown"),
        ("value: not_met, said_on: 2021-04-19, cites: s", "2021-05-10", "due_passed_unknown"),
        ("value: not_met, said_on: 2021-05-12, cites: s", "2021-05-11", "due_passed_unknown"),
        ("value: not_met, cites: s", "2021-05-10", "due_passed_unknown"),
        ("value: met, said_on: 2021-05-02, cites: s", "2021-05-10", "due_passed_unknown"),
        (
            "value: not_met, said_on: 2021-05-02, cites: s, status: conflict, reason: Mistaken",
            "2021-05-10",
            "due_passed_unknown",
        ),
    ],
)
def test_overdue_needs_somebody_who_said_so_on_or_after_the_due_day(case, claim, as_of, status):
    found = stand(case, as_of, due="2021-04-20", owed=f"claims: {{about: compliance, says: X, {claim}}}")
    assert found.status == status
    not_said_yet = as_of in ("2021-05-31", "2021-05-11")
    assert found.evidence == ("none" if not_said_yet else "some")


@pytest.mark.parametrize(
    ("assessed", "status"),
    [
        ("not_met", "overdue"),
        ("inadequate", "overdue"),
        ("unclear", "due_passed_unknown"),
        ("met", "due_passed_unknown"),
    ],
)
def test_an_assessor_may_be_the_one_who_said_so(case, assessed, status):
    owed = f"assessments: {{assessor: csc, date: 2021-05-02, status: {assessed}, cites: s}}"
    assert stand(case, "2021-05-10", due="2021-04-20", owed=owed).status == status


@pytest.mark.parametrize("as_of", ["2021-04-21", "2022-01-01", "2099-12-31"])
def test_absence_of_evidence_never_reads_as_breach(case, as_of):
    found = stand(case, as_of, due="2021-04-20", owed="last_checked: 2021-05-01")
    assert (found.status, found.evidence) == ("due_passed_unknown", "none")
    assert found.last_checked == (None if as_of < "2021-05-01" else date(2021, 5, 1)), (
        "nobody has looked before they did"
    )


@pytest.mark.parametrize(("force", "overdue"), [("invited", False), ("requested", True), ("ordered", True)])
def test_what_was_only_invited_is_never_overdue(case, force, overdue):
    """The day went by, and somebody says that nothing was done; but nobody had asked for it."""
    said = "claims: {about: compliance, says: X, value: not_met, said_on: 2021-05-02, cites: s}"
    found = stand(case, "2021-05-10", due="2021-04-20", owed=said, force=force)
    assert (found.status == "overdue") == overdue


# Ages


@pytest.mark.parametrize(
    ("created", "as_of", "days_open"),
    [
        ("2021-03-10", "2021-03-10", (0, 0)),
        ("2021-03-10", "2021-04-10", (31, 31)),
        ("2019-07", "2019-10-21", (82, 112)),
        ("before 2021-03-10", "2021-04-10", (32, None)),
        ("2021-03~", "2021-05-01", (1, 89)),
    ],
)
def test_an_age_is_as_wide_as_the_date_it_counts_from(case, created, as_of, days_open):
    assert stand(case, as_of, created=created).days_open == days_open


@settings(max_examples=often(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(created=st.sampled_from(["2021-03-10", "2021-03", "2021-02~", "before 2021-03-10"]), days=st.data())
def test_a_later_day_never_shortens_an_age(case, created, days):
    first = days.draw(st.dates(date(2021, 4, 1), date(2022, 1, 1)))
    then = days.draw(st.dates(first, date(2022, 2, 1)))
    young, old = stand(case, first, created=created).days_open, stand(case, then, created=created).days_open
    assert young[0] <= old[0]
    assert young[1] is None or young[1] <= old[1]


# Disputed, and what there is to go by


def test_it_is_disputed_where_somebody_contradicts_somebody_about_it(case):
    claims = """
        claims:
        - {id: not-done, about: compliance, value: not_met, says: X, cites: s}
        - {id: done, about: compliance, value: met, says: Y, cites: s, contradicts: not-done}
    """
    found = stand(case, "2021-06-30", owed=claims)
    assert (found.status, found.disputed, found.evidence) == ("open", True, "some")
    one = stand(case, "2021-06-30", owed=claims.replace(", contradicts: not-done", ""))
    assert one.disputed is False
    judged = stand(case, "2021-06-30", owed=claims.replace("says: X", "says: X, status: conflict, reason: Mistaken"))
    assert judged.disputed is False


@pytest.mark.parametrize(
    ("owed", "fulfils", "disputed"),
    [
        ("", "back", False),
        ("", "{obligation: back, disputed: true}", True),
        ("assessments: {assessor: csc, status: inadequate, cites: s}", "back", True),
        ("assessments: {assessor: csc, status: met, cites: s}", "back", False),
        (
            "assessments: [{assessor: csc, status: met, cites: s}, {assessor: mayor, status: not_met, cites: s}]",
            "back",
            True,
        ),
    ],
)
def test_it_is_disputed_where_what_was_done_is_said_not_to_do(case, owed, fulfils, disputed):
    found = stand(case, "2021-06-30", owed=owed, events=later("2021-04-10", f", fulfils: {fulfils}"))
    assert (found.status, found.disputed) == ("fulfilled_timing_unknown", disputed)


def test_the_open_ones_come_first_the_longest_open_before_the_others(case):
    found = timeline.load(
        case(
            SOURCES
            + EVENTS.replace("WHEN", "2021-03-10")
            + indented(later("2021-02-01", id_="older") + "\n" + later("2021-04-10", ", fulfils: done", id_="act"), 2)
            + "obligations:\n"
            + indented(
                "\n".join(
                    f"{id_}: {{label: O, created_by: {by}, obligor: city, force: ordered, due: unspecified, cites: s}}"
                    for id_, by in {"done": "older", "young": "ruling", "old": "older", "not-yet": "act"}.items()
                ),
                2,
            )
        )
    )
    assert [one.id for one in found.open(as_of="2021-04-10")] == ["old", "young", "not-yet", "done"]
    assert [one.id for one in found.open(as_of="2021-04-09")][-1] == "not-yet"


def test_a_day_to_ask_about_is_one_day(case):
    found = timeline.load(case(SOURCES + EVENTS.replace("WHEN", "2021")))
    with pytest.raises(ValueError, match="not one day"):
        found.open(as_of="2021-04")
