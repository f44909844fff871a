"""What a case says about time: publication days, relations, spans, contradictions, and why a date is what it is."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

import timeline


def span(found):
    """Both bounds as text, ".." for none."""
    return f"{found.earliest or '..'} {found.latest or '..'}"


def errors(path):
    """The errors a case is refused with."""
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(path)
    return [problem for problem in refused.value.problems if problem.is_error]


def event(case, lines, sources="s: {kind: news_report, title: A report, publisher: city, published: 2018-03-27}"):
    """The dates of the event ``it``, whose fields are the lines; the one source came out on Tuesday, 27 March 2018."""
    fields = "".join(f"\n    {line.strip()}" for line in lines.strip().splitlines())
    meeting = "    type: public_meeting\n    convener: city\n    title: A meeting\n    cites: s\n"
    text = f"sources:\n  {sources}\nevents:\n  it:\n{meeting}{fields[1:]}\n"
    return timeline.load(case(text)).events["it"].dates


# Publication days


@pytest.mark.parametrize(
    ("claim", "bounds"),
    [
        ("publication", "2018-03-27 2018-03-27"),
        ("two weeks before publication", "2018-03-09 2018-03-17"),
        ("exactly two weeks before publication", "2018-03-13 2018-03-13"),
        ("before publication", ".. 2018-03-27"),
        ("by publication", ".. 2018-03-27"),
        ("the day before publication", "2018-03-26 2018-03-26"),
        ("within a month before publication", "2018-02-27 2018-03-27"),
        ("before s", ".. 2018-03-27"),
        ("exactly 3 days before s", "2018-03-24 2018-03-24"),
        ("between 2018-03-20 and publication", "2018-03-20 2018-03-27"),
        # a weekday looks back over seven days, that day included
        ("on Tuesday", "2018-03-27 2018-03-27"),
        ("on Monday", "2018-03-26 2018-03-26"),
        ("on Wednesday", "2018-03-21 2018-03-21"),
        # a month is the latest that had begun
        ("in March", "2018-03-01 2018-03-27"),
        ("in February", "2018-02-01 2018-02-28"),
        ("in April", "2017-04-01 2017-04-30"),
        ("in December", "2017-12-01 2017-12-31"),
    ],
)
def test_words_are_read_from_the_day_the_source_came_out(case, claim, bounds):
    assert span(event(case, f"when: {claim}")) == bounds


def test_a_claim_counts_from_the_source_it_cites_itself(case):
    sources = (
        "s: {kind: news_report, title: A report, publisher: city, published: 2018-03-27}\n"
        "  t: {kind: letter, title: A letter, publisher: city, published: 2018-03-20}"
    )
    assert span(event(case, "when: {claim: publication, cites: t}", sources)) == "2018-03-20 2018-03-20"


def test_a_publication_that_is_not_one_day_leaves_the_words_as_wide(case):
    sources = "s: {kind: news_report, title: A report, publisher: city, published: 2018-03}"
    assert span(event(case, "when: two weeks before publication", sources)) == "2018-02-11 2018-03-21"
    assert span(event(case, "when: publication", sources)) == "2018-03-01 2018-03-31"


def test_a_weekday_read_from_a_month_of_publication_is_still_that_weekday(case):
    """1 March 2018 was a Thursday, and 31 March a Saturday."""
    sources = "s: {kind: news_report, title: A report, publisher: city, published: 2018-03}"
    assert span(event(case, "when: on Tuesday", sources)) == "2018-02-27 2018-03-27"
    assert span(event(case, "when: [on Tuesday, after 2018-03-01]", sources)) == "2018-03-06 2018-03-27"


def test_a_month_read_from_a_year_of_publication_is_one_of_two_such_months(case):
    sources = "s: {kind: news_report, title: A report, publisher: city, published: 2018}"
    assert span(event(case, "when: in July", sources)) == "2017-07-01 2018-07-31"
    assert span(event(case, "when: [in July, after 2017-07-31]", sources)) == "2018-07-01 2018-07-31"


def test_about_a_publication_day_is_about_whatever_is_read_from_it(case):
    sources = "s: {kind: news_report, title: A report, publisher: city, published: 2018-03-27~}"
    assert span(event(case, "when: publication", sources)) == "2018-03-24 2018-03-30"


def test_what_is_not_over_when_it_is_reported_may_be_over_later_and_not_before(case):
    sources = (
        "s: {kind: news_report, title: A report, publisher: city, published: 2018-03-27}\n"
        "  t: {kind: letter, title: A letter, publisher: city, published: 2019-03-20}"
    )
    later = event(case, "when: [2018-02-01, ongoing, {claim: end on 2018-09-01, cites: t}]", sources)
    assert (str(later), later.ongoing) == ("from 1 February to 1 September 2018", False)
    with pytest.raises(timeline.CaseError, match="'ongoing'"):
        event(case, "when: [2018-02-01, ongoing, {claim: end on 2018-03-01, cites: t}]", sources)


def test_without_a_publication_day_such_words_are_refused(case):
    """Each place is named, and nothing is guessed."""
    found = errors(
        case("""
            sources:
              s: {kind: letter, title: A letter without a day, publisher: city}
            events:
              a: {type: public_meeting, convener: city, title: A, cites: s, when: on Tuesday}
              b: {type: public_meeting, convener: city, title: B, cites: s, when: two weeks before publication}
              c: {type: public_meeting, convener: city, title: C, cites: s, when: after s}
        """)
    )
    assert [(p.code, p.at.line) for p in found] == [("no-publication", 4), ("no-publication", 5), ("no-publication", 6)]
    assert "'on Tuesday'" in found[0].message
    assert "'published'" in found[2].message


# Nothing is reported before it happened


@pytest.mark.parametrize(
    ("lines", "latest"),
    [
        ("when: unknown", "2018-03-27"),
        ("when: 2018", "2018-03-27"),
        ("when: unknown\nmodality: inferred\ninference_note: Two reports entail it", "2018-03-27"),
        ("when: unknown\nmodality: expected", ".."),
        ("when: unknown\nmodality: announced", ".."),
        ("when: unknown\nmodality: did_not_occur", ".."),
        ("when: unknown\nmodality: conditional\nconditions: {says: if it rains}", ".."),
    ],
)
def test_only_what_happened_is_no_later_than_the_source_that_reports_it(case, lines, latest):
    assert str(event(case, lines).latest or "..") == latest


def test_the_earliest_source_that_reports_it_binds(case):
    sources = (
        "s: {kind: news_report, title: A report, publisher: city, published: 2018-03-27}\n"
        "  t: {kind: letter, title: A letter, publisher: city, published: 2018-02-01}"
    )
    assert span(event(case, "when: {claim: 2018, cites: t}", sources)) == "2018-01-01 2018-02-01"


def test_an_event_dated_after_its_report_is_an_error_that_names_the_source(case):
    found = errors(
        case("""
            sources:
              s: {kind: news_report, title: A report, publisher: city, published: 2018-03-27}
            events:
              talk:
                type: public_meeting
                convener: city
                title: A talk
                when: 2018-04-02
                cites: s
        """)
    )
    [problem] = found
    assert (problem.code, problem.at.line) == ("dates-contradict", 8)
    assert "'talk': '2018-04-02'" in problem.message
    assert "'s' was published on 27 March 2018" in problem.message


# Several occurrences told as one, spans


def test_a_run_of_occurrences_lies_before_what_it_is_said_to_be_before(case):
    """``before X`` binds its last one; ``after X`` its first one."""
    found = timeline.load(
        case("""
            sources:
              s: {kind: letter, title: A letter without a day, publisher: city}
            events:
              raid: {type: public_meeting, convener: city, title: A, cites: s, when: 2019-07-04}
              cases: {type: use_of_force, title: B, cites: s, when: before raid, aggregate: true, count: unknown, proof_status: found}
              since: {type: use_of_force, title: C, cites: s, when: after raid, aggregate: true, count: unknown, proof_status: reported}
              one: {type: use_of_force, title: D, cites: s, when: before raid, aggregate: false, proof_status: reported}
        """)
    ).events
    assert (found["cases"].dates.latest, found["cases"].dates.end_latest) == (date(2019, 7, 4), date(2019, 7, 4))
    assert (found["since"].dates.earliest, found["since"].dates.end_latest) == (date(2019, 7, 4), None)
    assert (found["cases"].dates.span, found["one"].dates.span) == (True, False)


def test_a_run_of_occurrences_is_over_when_it_is_reported(case):
    found = event(case, "when: unknown", "s: {kind: news_report, title: A, publisher: city, published: 2018-03-27}")
    assert found.latest == date(2018, 3, 27)
    runs = timeline.load(
        case("""
            events:
              cases: {type: use_of_force, title: B, cites: s1, when: unknown, aggregate: true, count: unknown, proof_status: reported}
        """)
    ).events["cases"]
    assert (runs.dates.latest, runs.dates.end_latest) == (date(2021, 6, 1), date(2021, 6, 1))


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2018-01/2018-03", "2018-01-01 2018-01-31", "2018-03-01 2018-03-31"),
        ("2018-01/..", "2018-01-01 2018-01-31", "2018-01-01 .."),
        ("2018-01/", "2018-01-01 2018-01-31", "2018-01-01 2018-03-27"),
        ("../2018-02-10", ".. 2018-02-10", "2018-02-10 2018-02-10"),
        (
            "[start on 2018-01-05, end within 2 weeks before 2018-03-01]",
            "2018-01-05 2018-01-05",
            "2018-02-15 2018-03-01",
        ),
        ("[2018-02-01/.., lasted 2 to 3 weeks]", "2018-02-01 2018-02-01", "2018-02-14 2018-02-21"),
        ("[start after 2018-01-31, end before 2018-02-10]", "2018-02-01 2018-02-09", "2018-02-01 2018-02-09"),
        ("[2018-02-01, ongoing]", "2018-02-01 2018-02-01", "2018-03-27 .."),
    ],
)
def test_a_span_has_its_start_and_its_end_apart(case, when, start, end):
    found = event(case, f"when: {when}")
    assert found.span
    assert span(found) == start
    assert f"{found.end_earliest or '..'} {found.end_latest or '..'}" == end


@pytest.mark.parametrize(("when", "ongoing"), [("2018-01/..", True), ("[2018-01, ongoing]", True), ("2018-01/", False)])
def test_what_is_not_over_is_told_from_what_ended_nobody_knows_when(case, when, ongoing):
    found = event(case, f"when: {when}")
    assert (found.ongoing, found.end_unknown) == (ongoing, not ongoing)


def test_a_point_has_the_same_start_and_end(case):
    found = event(case, "when: 2018-02")
    assert (found.end_earliest, found.end_latest, found.span) == (found.earliest, found.latest, False)


# Relations and conditions say something about time too


EXTRA = """
sources:
  s: {kind: letter, title: A letter without a day, publisher: city}
events:
  first: {type: FIRST, cites: s, when: 2019-07-04/2019-07-06}
  then: {type: THEN, cites: s, when: unknown}
"""
REQUEST = "review_requested, title: A request, requester: officers, forum_kind: civil_service"
RULING = "oversight_ruling, title: A ruling, body: csc"
MOVE = "duty_status_change, title: A move, subject: officers"
RULE = "policy_action, title: A rule, body: city, step: adopted, topic: Names"
TALK = "public_statement, title: A statement, speaker: mayor, channel: interview"
SUIT = "lawsuit_filed, title: A suit, plaintiff: officers, court_unstated: true"


@pytest.mark.parametrize(
    ("then", "first", "bounds"),
    [
        (f"{TALK}, responds_to: first", RULE, "2019-07-04 .."),
        (f"{TALK}, concerns: first", RULE, "2019-07-04 .."),
        (f"{RULING}, rules_on: first", REQUEST, "2019-07-06 .."),
        (f"{REQUEST}, appeals: first", MOVE, "2019-07-04 .."),
        (f"{RULING}, alters: {{event: first, effect: overturns}}", MOVE, "2019-07-04 .."),
        (f"{SUIT}, enforces: {{event: first, mode: sought}}", RULING, "2019-07-04 .."),
        (f"{MOVE}, implements: first", RULING, "2019-07-04 .."),
        (f"{RULE}, supersedes: first", RULE, "2019-07-04 .."),
        (f"{TALK}, part_of: first", RULE, "2019-07-04 2019-07-06"),
        (f"{TALK}, announces: first", RULE, ".. .."),
        (f"{TALK}, same_as: first", TALK, "2019-07-04 2019-07-04"),
        (
            f"{TALK}, results_from: {{event: first, cause_claim: why}}, claims: [{{id: why, says: so, cites: s}}]",
            RULE,
            "2019-07-04 ..",
        ),
    ],
)
def test_each_relation_bounds_its_event_as_the_vocabulary_says(case, then, first, bounds):
    text = EXTRA.replace("FIRST", first).replace("THEN", then)
    assert span(timeline.load(case(text)).events["then"].dates) == bounds


@pytest.mark.parametrize("modality", ["announced", "expected", "conditional, conditions: {says: if asked}"])
def test_a_statement_about_something_still_to_come_is_not_bound_by_it(case, modality):
    text = EXTRA.replace("FIRST", f"{RULE}, modality: {modality}").replace("THEN", f"{TALK}, concerns: first")
    assert span(timeline.load(case(text)).events["then"].dates) == ".. .."


@pytest.mark.parametrize("modality", ["conditional", "expected"])
def test_what_depends_on_something_does_not_come_before_it(case, modality):
    then = f"{RULE}, modality: {modality}, conditions: {{event: first}}"
    text = EXTRA.replace("FIRST", TALK).replace("THEN", then)
    assert span(timeline.load(case(text)).events["then"].dates) == "2019-07-04 .."


def test_what_must_not_occur_first_bounds_nothing(case):
    then = f"{RULE}, modality: conditional, conditions: {{event: first, polarity: must_not_occur}}"
    text = EXTRA.replace("FIRST", TALK).replace("THEN", then)
    assert span(timeline.load(case(text)).events["then"].dates) == ".. .."


def test_bounds_travel_along_a_chain_in_both_directions(case):
    """The worked example: a request between a reassignment and a ruling gets both of its bounds from them."""
    found = timeline.load(
        case("""
            sources:
              s: {kind: news_report, title: A report, publisher: city, published: 2019-10-21}
            events:
              ruling: {type: oversight_ruling, title: A, body: csc, cites: s, when: in July, rules_on: asked}
              asked: {type: review_requested, title: B, requester: officers, forum_kind: civil_service, cites: s,
                      when: unknown, appeals: moved}
              moved: {type: reassignment, title: C, subject: officers, cites: s, when: about seven months before ruling}
        """)
    ).events
    assert {id_: span(found[id_].dates) for id_ in found} == {
        "ruling": "2019-07-01 2019-07-31",
        "asked": "2018-11-01 2019-07-31",
        "moved": "2018-11-01 2019-01-31",
    }
    assert str(found["moved"].dates) == "about December 2018: between 1 November 2018 and 31 January 2019"


def test_ids_may_be_used_before_they_are_defined_and_in_another_file(case):
    home = case(
        "",
        files={
            "events/a.yaml": """
                events:
                  talk: {type: public_meeting, convener: city, title: A, cites: s1, when: the day after raid}
            """,
            "events/b.yaml": """
                events:
                  raid: {type: public_meeting, convener: city, title: B, cites: s1, when: 2021-05-31}
            """,
        },
    )
    assert span(timeline.load(home).events["talk"].dates) == "2021-06-01 2021-06-01"


# Contradictions


def test_a_contradiction_names_every_claim_with_its_event_its_words_and_its_line(case):
    """One error, at the first claim; the places of the others stand in its hint."""
    found = errors(
        case("""
            events:
              raid: {type: public_meeting, convener: city, title: A, cites: s1 L3, when: 2021-05-10}
              talk:
                type: public_meeting
                convener: city
                title: B
                when: before raid
                cites: s2 L7
              note: {type: public_meeting, convener: city, title: C, cites: s1, when: 2021-05}
              walk:
                type: public_meeting
                convener: city
                title: D
                when: [2021-05-12, before talk]
                cites: s1 L9
        """)
    )
    [problem] = found
    assert (problem.code, problem.at.line) == ("dates-contradict", 2)
    for said in ("'raid': '2021-05-10' (s1 L3)", "'talk': 'before raid' (s2 L7)", "'walk': '2021-05-12' (s1 L9)"):
        assert said in problem.message
    assert "note" not in problem.message
    assert [f"case.yaml:{line}:" in problem.hint for line in (6, 7, 13, 14)] == [False, True, False, True]
    assert "'status: conflict'" in problem.hint


def test_a_relation_that_cannot_be_is_reported_with_the_claims_it_contradicts(case):
    found = errors(
        case("""
            events:
              asked: {type: review_requested, requester: csc, forum_kind: civil_service, title: A, when: 2021-04,
                      cites: s1}
              ruling: {type: oversight_ruling, title: B, body: csc, cites: s1, when: 2021-03, rules_on: asked}
        """)
    )
    [problem] = found
    assert (problem.code, problem.at.line) == ("dates-contradict", 2)
    assert "'ruling' rules on 'asked'" in problem.message
    assert "'asked': '2021-04'" in problem.message
    assert "'ruling': '2021-03'" in problem.message
    assert "case.yaml:4:" in problem.hint


def test_two_contradictions_are_both_reported(case):
    found = errors(
        case("""
            events:
              a: {type: public_meeting, convener: city, title: A, cites: s1, when: [2021-01, 2021-02]}
              b: {type: public_meeting, convener: city, title: B, cites: s1, when: [on a Monday, 2021-05-11]}
              c: {type: public_meeting, convener: city, title: C, cites: s1, when: 2021-05}
        """)
    )
    assert [(p.code, p.at.line) for p in found] == [("dates-contradict", 2), ("dates-contradict", 3)]
    assert "'on a Monday'" in found[1].message


@pytest.mark.parametrize(
    ("when", "then"),
    [("[2021-05, on a Monday, on a Tuesday]", "unknown"), ("[2021-05, on a Monday]", "[the day after a, on a Monday]")],
)
def test_weekdays_that_no_day_can_be_contradict_each_other(case, when, then):
    [problem] = errors(
        case(f"""
            events:
              a: {{type: public_meeting, convener: city, title: A, cites: s1, when: {when}}}
              b: {{type: public_meeting, convener: city, title: B, cites: s1, when: {then}}}
        """)
    )
    assert problem.code == "dates-contradict"
    assert "2021-05" not in problem.message, "the date plays no part in it"


@pytest.mark.parametrize(
    ("when", "then"), [("[on a Monday, on a Tuesday]", "unknown"), ("on a Monday", "[the day after a, on a Monday]")]
)
def test_weekdays_contradict_each_other_even_where_no_date_is_near(case, when, then):
    [problem] = errors(
        case(f"""
            sources:
              s: {{kind: letter, title: A letter without a day, publisher: city}}
            events:
              a: {{type: public_meeting, convener: city, title: A, cites: s, when: {when}}}
              b: {{type: public_meeting, convener: city, title: B, cites: s, when: {then}}}
        """)
    )
    assert problem.code == "dates-contradict"


def test_weekdays_that_cannot_be_are_found_at_once_however_far_the_next_date_is(case):
    """Only one side is bounded: the search must not walk to the end of the calendar a week at a time."""
    home = case("""
        sources:
          s: {kind: letter, title: A letter without a day, publisher: city}
        events:
          a: {type: public_meeting, convener: city, title: A, cites: s, when: [after 2021-05, on a Monday]}
          b: {type: public_meeting, convener: city, title: B, cites: s, when: [same day as a, on a Tuesday]}
    """)
    command = [sys.executable, "-m", "timeline", "check", str(home), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=45, encoding="utf-8")
    assert [row["code"] for row in json.loads(ran.stdout) if row["severity"] == "error"] == ["dates-contradict"]


def test_calendar_months_that_no_day_fits_contradict_each_other(case):
    """30 or 31 January and a month later, neither is 1 March in a year that is no leap year."""
    [problem] = errors(
        case("""
            events:
              a: {type: public_meeting, convener: city, title: A, cites: s1, when: '[2021-01-30..2021-01-31]'}
              b: {type: public_meeting, convener: csc, title: B, cites: s1, when: [exactly 1 month after a, 2021-03-01]}
        """)
    )
    assert problem.code == "dates-contradict"


def test_a_circle_of_claims_without_any_date_is_a_contradiction(case):
    [problem] = errors(
        case("""
            sources:
              s: {kind: letter, title: A letter without a day, publisher: city}
            events:
              a: {type: public_meeting, convener: city, title: A, cites: s, when: the day after b}
              b: {type: public_meeting, convener: city, title: B, cites: s, when: at least 3 days after c}
              c: {type: public_meeting, convener: city, title: C, cites: s, when: after a}
        """)
    )
    assert (problem.code, problem.at.line) == ("dates-contradict", 4)
    for said in ("'a': 'the day after b'", "'b': 'at least 3 days after c'", "'c': 'after a'"):
        assert said in problem.message


def test_a_circle_that_can_hold_on_one_day_is_none(case):
    """After allows the same day, so all three fall on it."""
    found = timeline.load(
        case("""
            events:
              a: {type: public_meeting, convener: city, title: A, cites: s1, when: [after b, 2021-05]}
              b: {type: public_meeting, convener: city, title: B, cites: s1, when: after c}
              c: {type: public_meeting, convener: csc, title: C, cites: s1, when: [after a, on a Monday, early 2021-05]}
        """)
    ).events
    assert {span(found[id_].dates) for id_ in found} == {"2021-05-03 2021-05-10"}


def test_a_claim_judged_wrong_is_set_aside_and_still_written(case):
    """The page shows it beside the other; the solver goes by the one that stands."""
    home = case("""
        events:
          moved:
            type: reassignment
            title: A
            subject: officers
            cites: s1
            when:
              - {claim: 2021-01, cites: s1}
              - {claim: 2020-01, cites: s2, status: conflict, reason: The docket gives another year.}
    """)
    found = timeline.load(home).events["moved"]
    assert span(found.dates) == "2021-01-01 2021-01-31"
    assert [claim.claim for claim in found.written.when] == ["2021-01", "2020-01"]


def test_a_doubtful_claim_is_one_like_any_other_but_says_so(case):
    """It bounds, and is marked in the contradiction that it makes."""
    assert span(event(case, "when: {claim: 2018-02, doubtful: true}")) == "2018-02-01 2018-02-28"
    [problem] = errors(
        case("""
            events:
              a:
                type: public_meeting
                convener: city
                title: A
                cites: s1
                when: [2021-01, {claim: 2021-02, doubtful: true}]
        """)
    )
    assert "'a': '2021-02' (s1), doubtful" in problem.message


# What a claim counts from must be there


def test_an_unknown_anchor_is_an_error_with_the_nearest_name(case):
    """Never a fallback: the claim is left out, and the rest is dated all the same."""
    found = errors(
        case("""
            events:
              ruling: {type: public_meeting, convener: city, title: A, cites: s1, when: 2021-05}
              talk: {type: public_meeting, convener: city, title: B, cites: s1, when: before rulling}
              walk: {type: public_meeting, convener: city, title: C, cites: s1, when: between zebra and s11}
        """)
    )
    assert [(p.code, p.at.line, p.hint) for p in found] == [
        ("unknown-id", 3, "did you mean 'ruling'?"),
        ("unknown-id", 4, "did you mean 's1'?"),
        ("unknown-id", 4, "one of: ruling, s1, s2, talk, walk"),
    ]


def test_an_event_is_not_dated_by_itself(case):
    [problem] = errors(
        case("""
            events:
              talk: {type: public_meeting, convener: city, title: B, cites: s1, when: after talk}
        """)
    )
    assert (problem.code, problem.at.line) == ("self-reference", 2)


# Why


def test_a_bound_is_explained_by_the_shortest_chain_of_claims_with_their_places(case):
    home = case("""
        sources:
          s: {kind: news_report, title: A report, publisher: city, published: 2019-10-21}
        events:
          ruling: {type: oversight_ruling, title: A, body: csc, cites: s L2, when: in July}
          moved: {type: reassignment, title: C, subject: officers, cites: s L4, when: about seven months before ruling}
    """)
    why = timeline.load(home).explain("moved")
    assert [(b.bound, str(b.day), [r.text for r in b.reasons]) for b in why.because] == [
        ("earliest", "2018-11-01", ["in July", "about seven months before ruling"]),
        ("latest", "2019-01-31", ["in July", "about seven months before ruling"]),
    ]
    text = str(why)
    assert text.startswith("moved: about December 2018: between 1 November 2018 and 31 January 2019\n")
    assert "'ruling': 'in July' (s L2), read from the publication on 21 October 2019" in text
    assert "case.yaml:4:" in text
    assert "case.yaml:5:" in text


def test_a_bound_from_a_report_is_explained_by_its_publication(case):
    home = case("events:\n  a: {type: public_meeting, convener: city, title: A, cites: [s1, s2], when: unknown}\n")
    text = str(timeline.load(home).explain("a"))
    assert "earliest: no bound" in text
    assert "nothing that is written bounds it" in text
    assert "'a' is reported in 's1', so it is no later than its publication" in text
    assert "'s1' was published on 1 June 2021" in text
    assert "s2" not in text


def test_a_weekday_that_moves_a_bound_is_part_of_the_explanation(case):
    home = case("""
        events:
          a: {type: public_meeting, convener: city, title: A, cites: s1, when: [early 2018, on a Wednesday]}
    """)
    why = timeline.load(home).explain("a")
    assert [(str(b.day), [r.text for r in b.reasons]) for b in why.because] == [
        ("2018-01-03", ["early 2018", "on a Wednesday"]),
        ("2018-04-25", ["early 2018", "on a Wednesday"]),
    ]


def test_asking_for_an_event_that_is_not_there_offers_the_nearest(case):
    found = timeline.load(
        case("events:\n  raid: {type: public_meeting, convener: city, title: A, cites: s1, when: 2021}\n")
    )
    with pytest.raises(KeyError, match="did you mean 'raid'"):
        found.explain("rad")


# Order


ORDER = """
sources:
  s: {kind: letter, title: A letter without a day, publisher: city}
events:
  may: {type: public_meeting, convener: city, title: A, cites: s, when: 2021-05}
  june: {type: public_meeting, convener: city, title: B, cites: s, when: 2021-06}
  spring: {type: public_meeting, convener: city, title: C, cites: s, when: 2021-04/2021-06}
  after-spring: {type: public_meeting, convener: city, title: D, cites: s, when: after spring}
  next-day: {type: public_meeting, convener: city, title: E, cites: s, when: the day after floating}
  floating: {type: public_meeting, convener: city, title: F, cites: s, when: unknown}
  with-may: {type: public_meeting, convener: city, title: G, cites: s, when: same day as may}
  later-in-may: {type: public_meeting, convener: city, title: H, cites: s, when: after may}
"""


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("may", "june", "CERTAINLY"),
        ("june", "may", "NEVER"),
        ("june", "later-in-may", "POSSIBLY"),
        ("spring", "may", "NEVER"),
        ("spring", "after-spring", "POSSIBLY"),
        ("after-spring", "spring", "NEVER"),
        ("floating", "next-day", "CERTAINLY"),
        ("next-day", "floating", "NEVER"),
        ("floating", "may", "POSSIBLY"),
        ("may", "with-may", "NEVER"),
        ("with-may", "may", "NEVER"),
        ("may", "later-in-may", "POSSIBLY"),
        ("may", "may", "NEVER"),
    ],
)
def test_order_is_certain_possible_or_never_and_a_day_is_not_before_itself(case, a, b, answer):
    assert timeline.load(case(ORDER)).order(a, b) is timeline.Order[answer]


# Words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2018-02-03", "3 February 2018"),
        ("2018-02", "February 2018"),
        ("2017", "2017"),
        ("2018-02-03~", "about 3 February 2018: between 31 January and 6 February 2018"),
        ("2018-01~", "about January 2018: between 1 December 2017 and 28 February 2018"),
        ("after 2018-03-01", "between 2 and 27 March 2018"),
        ("unknown", "on or before 27 March 2018"),
        ("2018-01/2018-02", "from January to February 2018"),
        ("2018-01-05/..", "began 5 January 2018, no end given"),
    ],
)
def test_dates_are_said_in_words_no_more_precise_than_they_are_known(case, when, words):
    assert str(event(case, f"when: {when}")) == words
