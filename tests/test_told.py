"""What each source can know, and what rests on doubt: ends, runs, publication days, and why a bound is what it is."""

from __future__ import annotations

import pytest

import timeline
from timeline.ask.elapsed import Elapsed
from timeline.ask.order import order
from timeline.dating import date_record
from timeline.files import read_text

HEAD = """
case: told
title: Told
as_of: 2030-01-01
sources:
  early: {kind: news_report, title: A, publisher: p, published: 2018-04-01}
  late: {kind: news_report, title: B, publisher: p, published: 2019-06-01}
actors:
  p: {kind: institution, name: P}
  city: {kind: institution, name: City}
events:
"""
TALK = "  {}: {{type: public_statement, title: T, speaker: p, channel: interview, cites: {}, when: {}}}\n"


def dated(*events, cites="early"):
    return date_record(read_text(HEAD + "".join(TALK.format(id_, cites, when) for id_, when in events)).record)


def test_an_end_nobody_gives_is_bounded_by_the_source_that_tells_of_it():
    """The early source says when it began; that it has ended, only the late one says."""
    found = dated(("x", "[{claim: 2018-03-07, cites: early}, {claim: 2018-03-07/, cites: late}]"))
    assert str(found.intervals["x"].end_latest) == "2019-06-01"
    later = "{claim: 2018-03-07/, cites: late}, {claim: end after 2018-06, cites: late}"
    assert dated(("x", f"[{{claim: 2018-03-07, cites: early}}, {later}]")).conflicts == ()


def test_a_run_of_occurrences_may_go_on_after_the_first_report_of_it():
    run = (
        "  x: {type: use_of_force, title: T, subject: p, aggregate: true, count: unknown, "
        "proof_status: reported, cites: [early, late], when: [{claim: start on 2018-01, cites: early}, "
        "{claim: end on 2019-03, cites: late}]}\n"
    )
    found = date_record(read_text(HEAD + run).record)
    assert found.conflicts == ()
    assert str(found.intervals["x"].end_latest) == "2019-03-31"


@pytest.mark.parametrize("when", ["on Tuesday", "in March", "publication", "two weeks before publication"])
def test_words_that_read_from_a_publication_need_one_and_not_several(when):
    found = dated(("x", when), cites="[late, early]")
    [problem] = [problem for problem in found.problems if problem.code == "no-publication"]
    assert "the cited sources have several: 'late', 'early'" in problem.message
    assert problem.hint == f"give the claim its own source: {{claim: {when}, cites: late}}"
    assert not dated(("x", f"{{claim: {when}, cites: early}}"), cites="[late, early]").problems


@pytest.mark.parametrize(
    "when",
    [
        "[between 2018-01-23 and 2018-03-16, '[2018-01-10,2018-02-07,2018-02-27]']",
        "[before 2018-03-16, '[2018-01-10,2018-02-07,2018-02-27]']",
    ],
)
def test_a_bound_that_one_claim_gives_is_explained_by_that_claim(when):
    from timeline.dating import explain

    [latest] = [because for because in explain(dated(("x", when)), "x").because if because.bound == "latest"]
    assert [reason.text for reason in latest.reasons] == ["[2018-01-10,2018-02-07,2018-02-27]"]


def test_what_counts_from_a_doubtful_day_is_doubtful_too():
    found = dated(("x", '"2018-03-05?"'), ("y", "the day after x"), ("z", "2018-03-06")).intervals
    assert {id_: interval.doubtful for id_, interval in found.items()} == {"x": True, "y": True, "z": False}
    assert found["y"].words() == "6 March 2018 (doubtful)"


def test_what_holds_without_the_doubtful_claim_is_not_doubtful():
    assert not dated(("x", '[2018-03-05, "2018?"]')).intervals["x"].doubtful


@pytest.mark.parametrize(
    ("low", "high", "english", "spanish"),
    [
        (-670, 31, "from 670 days earlier to 31 days later", "de 670 días antes a 31 días después"),
        (-152, -92, "92 to 152 days earlier", "de 92 a 152 días antes"),
        (-1, -1, "1 day earlier", "1 día antes"),
        (None, -1, "at least 1 day earlier", "al menos 1 día antes"),
        (None, 31, "at most 31 days, or any time earlier", "como mucho 31 días, o en cualquier momento anterior"),
        (1, None, "at least 1 day", "al menos 1 día"),
        (-5, None, "no more than 5 days earlier", "no más de 5 días antes"),
        (0, 31, "at most 31 days", "como mucho 31 días"),
        (1, 1, "1 day", "1 día"),
    ],
)
def test_elapsed_days_say_both_ends_and_when_the_order_is_open(low, high, english, spanish):
    assert (Elapsed(low, high).words(), Elapsed(low, high).words("es")) == (english, spanish)


def test_two_times_for_one_event_are_a_problem_and_order_nothing(tmp_path):
    text = HEAD + TALK.format("a", "early", "['2018-03-04T10:00:00', '2018-03-04T15:00:00']")
    (tmp_path / "case.yaml").write_text(text + TALK.format("b", "early", "2018-03-04T12:00:00"), encoding="utf-8")
    with pytest.raises(timeline.CaseError, match="event 'a' is at 10:00:00, and at 15:00:00"):
        timeline.load(tmp_path)
    record = read_text((tmp_path / "case.yaml").read_text(encoding="utf-8")).record
    assert order(date_record(record), "a", "b") is timeline.Order.NEVER


def test_times_of_two_zones_or_of_none_known_are_not_compared(tmp_path):
    text = HEAD + TALK.format("a", "early", "2018-03-04T10:00:00") + TALK.format("b", "early", "2018-03-04T10:30:00Z")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert timeline.load(tmp_path).order("a", "b") is timeline.Order.NEVER


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2018-03-07/..", "began 7 March 2018, no end given"),
        ("[start on 2018-03-07, ongoing]", "began 7 March 2018, not over on 1 April 2018"),
    ],
)
def test_that_something_is_not_over_is_said_with_its_day(when, words):
    assert dated(("x", when)).intervals["x"].words() == words


@pytest.mark.parametrize("when", ["XXXX-02-29", "[XXXX-02-29, on a Monday]", "XXXX-07-04", "XXXX-07"])
def test_the_ends_of_the_calendar_are_no_bounds(when):
    found = dated(("x", when)).intervals["x"]
    assert found.earliest is None
    assert str(found.latest)[:4] in ("2016", "2017", "1988"), "no later than its source"
