"""Questions that follow relations and days: chains, durations, silences, requests, appeals, and what outlives a ruling."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import product

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from timeline.cli import main

SOURCES = "sources:\n  s: {kind: letter, title: A letter without a day, publisher: city}\n"
TYPES = {
    "move": "type: reassignment, subject: officers",
    "back": "type: duty_status_change, subject: officers, to_status: full_duty",
    "ask": "type: review_requested, requester: officers, forum_kind: civil_service",
    "rule": "type: oversight_ruling, body: csc",
    "sue": "type: lawsuit_filed, plaintiff: officers, court_unstated: true",
    "say": "type: public_statement, speaker: mayor, channel: interview",
    "adopt": "type: policy_action, body: city, step: adopted, topic: Names",
    "meet": "type: public_meeting, convener: city",
}


def events(**rows):
    """``events(a="ask 2021-05-01, appeals: b")``: one event a row, its type by a short name, then its day and the rest."""
    lines = []
    for id_, row in rows.items():
        kind, _, rest = row.partition(" ")
        lines.append(f"  {id_.replace('_', '-')}: {{{TYPES[kind]}, title: T, cites: s, when: {rest}}}\n")
    return SOURCES + "events:\n" + "".join(lines)


OWED = "\nobligations:\n  back: {label: Bring them back, created_by: ruling, obligor: city, force: ordered, due: unspecified, cites: s}\n"
STORY = (
    events(
        moved="move 2021-01-04",
        asked="ask 2021-02-01, appeals: {event: moved, window_days: 30}",
        ruling="rule 2021-03-01, rules_on: asked, alters: {event: moved, effect: overturns}",
        petition="sue 2021-04-01, enforces: {event: ruling, mode: sought}",
        said="say 2021-04-10, responds_to: petition",
        returned="back 2021-05-01, implements: ruling, fulfils: back",
        again="back 2021-06-01, responds_to: returned",
    )
    + OWED
)


# Chains


def test_a_chain_goes_both_ways_with_the_words_of_each_link(case):
    found = timeline.load(case(STORY)).chain("ruling")
    assert str(found).splitlines() == [
        "ruling · T · 1 March 2021",
        "what led here:",
        "  alters (effect: overturns): moved · T · 4 January 2021",
        "  rules on: asked · T · 1 February 2021",
        "what came of it:",
        "  created the obligation: back · Bring them back · 1 March 2021 [obligation]",
        "  enforcement sought by (mode: sought): petition · T · 1 April 2021",
        "    answered by: said · T · 10 April 2021",
        "  carried out by: returned · T · 1 May 2021",
        "    answered by: again · T · 1 June 2021",
    ]


def test_a_chain_may_start_at_an_obligation_and_stop_after_some_steps(case):
    found = timeline.load(case(STORY)).chain("back", most=1)
    assert [(one.id, one.by.relation, one.depth) for one in found.led_here] == [("ruling", "created_by", 1)]
    assert [(one.id, one.by.words) for one in found.came_of_it] == [("returned", "fulfilled by")]


def test_an_announcement_comes_before_what_it_announces_and_what_is_not_certain_says_so(case):
    text = events(
        said="say 2021-04-10, announces: plan",
        plan="adopt 2021-06, modality: expected",
        twin="say 2021-04-10, same_as: said",
    )
    found = timeline.load(case(text)).chain("said")
    assert str(found).splitlines()[1:] == [
        "nothing recorded led here",
        "what came of it:",
        "  announces: plan · T · June 2021 [expected]",
    ]
    assert [one.by.words for one in timeline.load(case(text)).chain("plan").led_here] == ["announced by"]


def test_the_nearest_name_is_offered_for_what_is_not_there(case):
    with pytest.raises(KeyError, match="did you mean 'ruling'"):
        timeline.load(case(STORY)).chain("rulling")


# Durations


def test_events_of_two_types_make_a_pair_where_one_came_of_the_other(case):
    text = events(
        a="ask 2021-01-01",
        b="ask 2021-01-11",
        c="ask 2021-02",
        d="ask 2021-03-01",
        one="rule 2021-01-21, rules_on: a",
        two="rule between 2021-02-01 and 2021-02-05, rules_on: b",
        three="rule 2021-03-10, rules_on: c",
        early="rule 2021-03-02",
    )
    found = timeline.load(case(text)).durations("review_requested", "oversight_ruling")
    assert [(pair.a, pair.b, pair.days.low, pair.days.high) for pair in found.pairs] == [
        ("a", "one", 20, 20),
        ("b", "two", 21, 25),
        ("c", "three", 10, 37),
        ("d", "", None, None),
    ]
    assert (found.unknown, found.days.low, found.days.high) == (1, 10, 37)
    assert (found.median.low, found.median.high) == (20, 25)
    assert str(found).splitlines() == [
        "test-case: a → one: 20 days",
        "test-case: b → two: 21 to 25 days",
        "test-case: c → three: 10 to 37 days",
        "test-case: d → nothing recorded: not known",
        "review_requested → oversight_ruling: 10 to 37 days, median 20 to 25 days; 3 known, 1 not known",
    ]


def test_a_pair_may_lie_over_an_obligation_and_takes_the_nearest(case):
    found = timeline.load(case(STORY)).durations("oversight_ruling", "duty_status_change")
    assert [(pair.a, pair.b, str(pair.days)) for pair in found.pairs] == [("ruling", "returned", "61 days")]
    by_duty = timeline.load(case(STORY.replace(", implements: ruling", "")))
    assert [pair.b for pair in by_duty.durations("oversight_ruling", "duty_status_change").pairs] == ["returned"]


def test_only_what_happened_is_counted_and_a_limit_missing_is_not_known(case):
    text = events(
        a="ask before 2021-01-01",
        b="ask 2021-01-01, modality: expected",
        one="rule 2021-02-01, rules_on: a",
        two="rule 2021-02-01, rules_on: b, modality: expected",
    )
    found = timeline.load(case(text)).durations("review_requested", "oversight_ruling")
    assert [(pair.a, pair.days.low, pair.days.high) for pair in found.pairs] == [("a", 32, None)]
    assert (found.unknown, str(found)) == (1, "test-case: a → one: at least 32 days")


def test_several_cases_are_taken_together(case):
    first = timeline.load(case(events(a="ask 2021-01-01", one="rule 2021-01-21, rules_on: a")))
    second = timeline.load(
        case("case: other\n" + events(x="ask 2021-01-01", y="rule 2021-01-11, rules_on: x"), folder="two")
    )
    third = timeline.load(case("case: third\n" + events(z="ask 2021-01-01"), folder="three"))
    found = first.durations("review_requested", "oversight_ruling", second, third)
    assert [(pair.case, str(pair.days)) for pair in found.pairs] == [
        ("test-case", "20 days"),
        ("other", "10 days"),
        ("third", "not known"),
    ]
    assert (str(found.days), str(found.median), found.unknown) == ("10 to 20 days", "15 days", 1)


@settings(max_examples=often(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9)), min_size=1, max_size=4))
def test_the_median_of_ranges_holds_the_median_of_every_world(case, spans):
    start = date(2021, 1, 1)
    days = [(start + timedelta(days=low), start + timedelta(days=low + wide)) for low, wide in spans]
    rows = {f"a{n}": "ask 2021-01-01" for n in range(len(days))}
    rows |= {f"r{n}": f"rule between {low} and {high}, rules_on: a{n}" for n, (low, high) in enumerate(days)}
    found = timeline.load(case(events(**rows))).durations("review_requested", "oversight_ruling").median
    worlds = [sorted(world) for world in product(*(range(low, low + wide + 1) for low, wide in spans))]
    middles = [(world[(len(world) - 1) // 2] + world[len(world) // 2]) / 2 for world in worlds]
    assert found.low <= min(middles) < found.low + 1
    assert found.high - 1 < max(middles) <= found.high


def test_elapsed_on_the_command_line(case):
    text = events(a="ask 2021-01-01", b="ask 2021-01-11", one="rule 2021-01-21, rules_on: a")
    home = str(case(text))
    ran = CliRunner().invoke(main, ["elapsed", home, "review_requested", "oversight_ruling", "--json"])
    assert json.loads(ran.stdout) == {
        "a": "review_requested",
        "b": "oversight_ruling",
        "days": [20, 20],
        "median": [20, 20],
        "pairs": [
            {"case": "test-case", "a": "a", "b": "one", "days": [20, 20]},
            {"case": "test-case", "a": "b", "b": None, "days": [None, None]},
        ],
        "unknown": 1,
    }
    two = CliRunner().invoke(main, ["elapsed", home, home, "a", "one"])
    assert two.stdout.splitlines()[-1] == "a → one: 20 days, median 20 days; 2 known, 0 not known"
    none = CliRunner().invoke(main, ["elapsed", home, "task_force", "one"])
    assert none.stdout.strip() == "task_force → one: no event to count from is recorded"
    wrong = CliRunner().invoke(main, ["elapsed", home, "review_reqested", "one"])
    assert (wrong.exit_code, "did you mean 'review_requested'?" in wrong.output) == (2, True)


# Silences


def test_a_silence_is_where_certainly_nothing_happened_and_says_how_long_it_can_have_been(case):
    text = events(a="meet 2021-01", b="meet between 2021-03-01 and 2021-03-10", c="meet 2021-04-20")
    found = timeline.load(case(text)).silences(as_of="2021-06-30")
    assert [(str(one.first), str(one.last), one.days, one.after, one.before) for one in found] == [
        ("2021-04-21", "2021-06-30", (71, 71), "c", ""),
        ("2021-03-11", "2021-04-19", (40, 49), "b", "c"),
        ("2021-02-01", "2021-02-28", (28, 67), "a", "b"),
    ]
    assert str(found[1]) == "40 to 49 days: between 11 March and 19 April 2021, after b, before c"
    assert len(timeline.load(case(text)).silences(as_of="2021-06-30", most=1)) == 1


@pytest.mark.parametrize(
    ("row", "silent"),
    [
        ("meet 2021-02-10", False),
        ("meet 2021-02-10, modality: expected", True),
        ("meet before 2021-05-01", False),
        ("meet after 2021-01-20", False),
        ("adopt 2021-01-04/2021-05-01", True),
        ("adopt 2021-01-04/2021-02-10", False),
        ("adopt [start on 2021-01-04, end after 2021-01-20]", True),
        ("adopt [start on 2021-01-04, end between 2021-01-20 and 2021-05-01]", False),
    ],
)
def test_what_may_have_broken_a_silence_has_broken_it(case, row, silent):
    """Something that lasts is not an event on each of its days: its beginning and its end are."""
    text = events(a="meet 2021-01-04", b="meet 2021-03-04", c=row)
    found = timeline.load(case(text)).silences(as_of="2021-03-04")
    assert ([one.days[0] for one in found] == [58]) == silent


def test_nothing_happened_is_not_said_of_a_case_without_events(case):
    assert timeline.load(case(events(a="meet 2021-05-01, modality: expected"))).silences() == ()


DAY = date(2021, 1, 1)


@settings(max_examples=often(80), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), min_size=2, max_size=4))
def test_silences_are_those_of_every_world(case, spans):
    rows = {
        f"e{n}": f"meet between {DAY + timedelta(days=low)} and {DAY + timedelta(days=low + wide)}"
        for n, (low, wide) in enumerate(spans)
    }
    found = timeline.load(case(events(**rows))).silences(as_of=DAY + timedelta(days=50))
    taken = {day for low, wide in spans for day in range(low, low + wide + 1)}
    silent = [day for day in range(min(taken), 51) if day not in taken]
    said = sorted(day for one in found for day in range((one.first - DAY).days, (one.last - DAY).days + 1))
    assert said == silent
    for one in found:
        inside = (one.first - DAY).days
        lengths = set()
        for world in product(*(range(low, low + wide + 1) for low, wide in spans)):
            before = max(day for day in world if day < inside)
            after = min((day for day in world if day > inside), default=51)
            lengths.add(after - before - 1)
        assert (one.days[1], one.days[0] <= min(lengths)) == (max(lengths), True)


# Requests


def test_a_request_is_unanswered_until_somebody_certainly_ruled_or_answered(case):
    text = events(
        a="ask 2021-01-04",
        b="sue 2021-02",
        c="ask 2021-03-01",
        d="ask 2021-05-01, modality: expected",
        one="rule 2021-04-01, rules_on: {event: a, disposes: partly}",
        two="rule 2021-05, rules_on: b",
        three="say 2021-03-15, responds_to: c",
    )
    found = timeline.load(case(text))
    told = [(one.id, one.days, one.partly) for one in found.unanswered(as_of="2021-05-15")]
    assert told == [("a", (131, 131), ("one",)), ("b", (76, 103), ())]
    assert [one.id for one in found.unanswered(as_of="2021-05-31")] == ["a"]
    assert [one.id for one in found.unanswered(as_of="2021-03-10")] == ["a", "b", "c"]
    assert repr(found.unanswered(as_of="2021-05-31")) == "a · T: 147 days, partly decided by one"


def test_an_inquiry_into_a_request_ends_with_the_ruling_of_the_body_that_made_it(case):
    """The commission takes a request up, so that the inquiry is what waits, and rules; the city's own inquiry goes on."""
    inquiry = "  {id}: {{type: investigation_opened, title: T, body: {body}, kind: civil_service, "
    inquiry += "responds_to: a, cites: s, when: 2021-02-01}}\n"
    text = events(a="ask 2021-01-04", one="rule 2021-04-01, rules_on: a")
    text += inquiry.format(id="board", body="csc") + inquiry.format(id="own", body="city")
    found = timeline.load(case(text))
    assert [one.id for one in found.unanswered(as_of="2021-03-10")] == ["board", "own"]
    assert [one.id for one in found.unanswered(as_of="2021-05-01")] == ["own"]


@pytest.mark.parametrize(
    ("process", "waits"),
    [
        ("instrument: subpoena, step: served", True),
        ("instrument: subpoena, step: challenged", True),
        ("instrument: subpoena, step: complied", False),
        ("instrument: civil_investigative_demand, step: quashed", False),
        ("instrument: warrant, step: served", False),
    ],
)
def test_a_demand_waits_until_it_was_settled_and_a_warrant_asks_nobody(case, process, waits):
    text = SOURCES + "events:\n  demand: {type: compulsory_process, title: T, issuer: csc, recipient: city, "
    found = timeline.load(case(text + process + ", cites: s, when: 2021-02-01}\n"))
    assert [one.id for one in found.unanswered(as_of="2021-05-01")] == (["demand"] if waits else [])


# Appeals


@pytest.mark.parametrize(
    ("ruling", "appeal", "as_of", "state"),
    [
        ("2021-03-01", "2021-03-31", "2021-06-30", "in_time"),
        ("2021-03-01", "2021-04-01", "2021-06-30", "too_late"),
        ("2021-03-01", "between 2021-03-20 and 2021-04-20", "2021-06-30", "maybe_in_time"),
        ("2021-03", "20 days after ruling", "2021-06-30", "in_time"),
        ("2021-03", "31 days after ruling", "2021-06-30", "too_late"),
        ("2021-03-01", "2021-04-10, modality: expected", "2021-03-31", "window_open"),
        ("2021-03-01", "2021-04-10, modality: expected", "2021-04-01", "window_closed"),
        ("2021-03", "after ruling, modality: did_not_occur", "2021-03-31", "window_open"),
        ("2021-03", "after ruling, modality: did_not_occur", "2021-04-15", "window_maybe_open"),
        ("2021-03", "after ruling, modality: did_not_occur", "2021-05-01", "window_closed"),
        ("2021-03-01", "2021-03-20", "2021-03-19", "window_open"),
    ],
)
def test_an_appeal_is_held_against_its_window(case, ruling, appeal, as_of, state):
    """That it was made in time can be certain where neither day is."""
    text = events(ruling=f"rule {ruling}", appeal=f"ask {appeal}, appeals: {{event: ruling, window_days: 30}}")
    [found] = timeline.load(case(text)).appeals(as_of=as_of)
    assert (found.id, found.decision, found.state) == ("appeal", "ruling", state)


def test_the_window_of_a_ruling_in_july_closes_between_two_days(case):
    """Thirty days from a day in July 2019: from 31 July to 30 August, all before a petition of 11 September."""
    text = events(
        ruling="rule 2019-07",
        appeal="ask after ruling, modality: did_not_occur, appeals: {event: ruling, window_days: 30}",
        petition="sue 2019-09-11, enforces: {event: ruling, mode: sought}",
    )
    [found] = timeline.load(case(text)).appeals(as_of="2019-09-11")
    assert found.closes == (date(2019, 7, 31), date(2019, 8, 30))
    assert str(found) == "appeal: window closed; 30 days after ruling end between 31 July and 30 August 2019"


def test_the_time_allowed_for_a_request_counts_like_that_for_an_appeal(case):
    """Written twice it is one window."""
    within = "filed_within: {window_days: 30, from_event: ruling}"
    text = events(
        ruling="rule 2021-03-01", request=f"ask 2021-04-02, {within}, appeals: {{event: ruling, window_days: 30}}"
    )
    assert [(one.id, one.state) for one in timeline.load(case(text)).appeals()] == [("request", "too_late")]


def test_an_appeal_without_a_window_is_not_measured(case):
    assert timeline.load(case(events(r="rule 2021-03-01", a="ask 2021-03-31, appeals: r"))).appeals() == ()


# What outlives a ruling


FALLS = {
    "ruling": "rule 2021-03-01",
    "returned": "adopt 2021-03-20, implements: ruling",
    "more": "adopt 2021-03-25, implements: returned",
    "vacated": "rule 2021-05-01, alters: {event: ruling, effect: vacates}",
}


def test_what_rests_on_a_vacated_ruling_still_stands_and_is_listed(case):
    found = timeline.load(case(events(**FALLS) + OWED))
    [one] = found.fallen(as_of="2021-05-01")
    assert (one.of.id, one.how, one.by) == ("ruling", "vacated", "vacated")
    assert [(place.id, place.depth) for place in one.standing] == [("back", 1), ("returned", 1), ("more", 2)]
    assert str(one).splitlines()[0] == "ruling · T · 1 March 2021 – vacated by vacated"
    assert found.fallen(as_of="2021-04-30") == ()


@pytest.mark.parametrize(
    ("row", "owed", "left"),
    [
        ("say 2021-05-02, announces: more", OWED, ["back", "returned", "more"]),
        ("rule 2021-05-02, alters: {event: returned, effect: overturns}", OWED, ["back"]),
        ("rule 2021-05-02, alters: {event: returned, effect: modifies}", OWED, ["back", "returned", "more"]),
        (
            "rule 2021-05-02",
            OWED.replace("cites: s}", "cites: s, closed_by: {event: next, how: supersedes}}"),
            ["returned", "more"],
        ),
    ],
)
def test_what_was_undone_itself_stands_no_more(case, row, owed, left):
    found = timeline.load(case(events(**FALLS, next=row) + owed)).fallen(as_of="2021-06-30")
    assert [place.id for place in next(one for one in found if one.of.id == "ruling").standing] == left


def test_a_ruling_stands_again_once_what_vacated_it_has_fallen(case):
    text = events(**FALLS, restored="rule 2021-06-01, alters: {event: vacated, effect: overturns}")
    found = timeline.load(case(text))
    assert [(one.of.id, one.by) for one in found.fallen(as_of="2021-05-31")] == [("ruling", "vacated")]
    assert [(one.of.id, one.by) for one in found.fallen(as_of="2021-06-01")] == [("vacated", "restored")]
    assert repr(found.fallen(as_of="2021-01-01")) == "none recorded"


# On the command line


def ask(*args):
    return CliRunner().invoke(main, ["ask", *map(str, args)])


@pytest.mark.parametrize("question", ["silences", "unanswered", "appeals", "fallen"])
def test_a_question_on_the_command_line_has_the_answers_of_python(examples, question):
    home = examples / "harlow-street"
    case = timeline.load(home)
    answers = getattr(case, question)(as_of="2020-06-30")
    assert answers
    assert ask(home, question, "--as-of", "2020-06-30").stdout.strip() == repr(answers)
    told = json.loads(ask(home, question, "--as-of", "2020-06-30", "--json").stdout)
    assert (told["question"], told["as_of"], len(told["answers"])) == (question, "2020-06-30", len(answers))


def test_a_chain_and_a_decree_are_asked_of_an_id(jackson, examples):
    assert ask(jackson, "chain", "ruling").stdout.strip() == str(timeline.load(jackson).chain("ruling"))
    told = json.loads(ask(jackson, "chain", "ruling", "--json").stdout)["answers"]
    assert told["of"]["id"] == "ruling"
    assert {"asked", "reassigned"} <= {one["id"] for one in told["led_here"]}
    rows = json.loads(ask(examples / "harlow-street", "compliance", "decree-entered", "--json").stdout)["answers"]
    assert {row["provision"] for row in rows} == {"¶112", "¶133", "¶139", "¶150", "¶171"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chain"], "chain needs the id of an event or an obligation"),
        (["chain", "rulng"], "did you mean 'ruling'?"),
        (["compliance", "rulng"], "did you mean 'ruling'?"),
        (["silences", "ruling"], "silences is asked of the whole case, not of 'ruling'"),
        (["silence"], "'silence' is not one of"),
    ],
)
def test_a_question_that_cannot_be_asked_is_wrong_usage(jackson, args, said):
    ran = ask(jackson, *args)
    assert ran.exit_code == 2
    assert said in " ".join(ran.output.split())


def test_what_was_known_can_be_asked(jackson):
    assert ask(jackson, "fallen", "--known-on", "2018-12-31").stdout.strip() == "none recorded"
    assert "reassigned" in ask(jackson, "fallen").stdout
