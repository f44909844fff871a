"""A case as it was known on a day: what had been published by then, and nothing of what came out later."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from tests import manual
from tests.often import often
from timeline.cli import main
from timeline.model.block import references
from timeline.publish import known_on

CASES = Path(__file__).parent.parent / "examples", Path(__file__).parent / "cases"
SOURCES = """
sources:
  june: {kind: news_report, title: First, publisher: paper, published: 2021-06-01}
  late: {kind: news_report, title: Second, publisher: paper, published: 2021-06-20, derived_from: june}
"""
TALK = "type: public_statement, speaker: mayor, channel: interview, title: T"
OWED = "label: O, created_by: a, obligor: city, force: ordered"


def as_known(case, text, day="2021-06-10", **header):
    more = "".join(f"{key}: {value}\n" for key, value in header.items())
    return timeline.load(case(SOURCES + more + text), known_on=day)


# Blocks


def test_what_rests_on_a_later_source_alone_is_not_known_yet(case):
    text = f"""
events:
  a: {{{TALK}, when: 2021-05-01, cites: june}}
  b: {{{TALK}, when: 2021-05-02, cites: [late, june]}}
  c: {{{TALK}, when: 2021-05-03, cites: late}}
"""
    assert list(as_known(case, text).events) == ["a", "b"]
    assert list(as_known(case, text, "2021-06-19").events) == ["a", "b"]
    assert list(as_known(case, text, "2021-06-20").events) == ["a", "b", "c"]
    assert list(as_known(case, text, "2021-05-31").events) == []


@pytest.mark.parametrize(
    ("source", "first_day"),
    [
        ("published: 2021-06-05", "2021-06-05"),
        ("published: 2021-06", "2021-06-30"),
        ("published: 2021", "2021-06-30"),
        ("published: 2021-06-05/2021-06-08", "2021-06-08"),
        ("published: 2021-06-05/..", "2021-06-30"),
        ("accessed: 2021-06-12", "2021-06-12"),
        ("published: 2021-06-05, accessed: 2021-06-12", "2021-06-05"),
        ("created: 2021-01-01", "2021-06-30"),
    ],
)
def test_a_source_counts_from_the_day_it_was_certainly_published(case, source, first_day):
    """Without a day of its own it was there when the record that cites it was made, on 30 June."""
    text = f"sources:\n  s: {{kind: letter, title: L, publisher: city, {source}}}\nevents:\n  a: {{{TALK}, when: 2021, cites: s}}\n"
    home, day = case(text), date.fromisoformat(first_day)
    assert list(timeline.load(home, known_on=day).events) == ["a"]
    assert list(timeline.load(home, known_on=day - timedelta(days=1)).events) == []


def test_a_date_claim_from_a_later_source_is_gone_with_its_effect(case):
    text = f"""
events:
  a: {{{TALK}, cites: june, when: [{{claim: 2021-05, cites: june}}, {{claim: 2021-05-07, cites: late}}]}}
  b: {{{TALK}, cites: june, when: {{claim: within 3 days after a, cites: june}}}}
  c: {{{TALK}, cites: june, when: {{claim: 2021-05-09, cites: late}}}}
  d: {{{TALK}, cites: june, when: after e}}
  e: {{{TALK}, cites: late, when: 2021-05-20}}
"""
    then, now = as_known(case, text), as_known(case, text, "2021-06-20")
    assert [str(then.events[id_].dates) for id_ in "abcd"] == [
        "May 2021",
        "between 1 May and 1 June 2021",
        "on or before 1 June 2021",
        "on or before 1 June 2021",
    ]
    assert [str(now.events[id_].dates) for id_ in "abcd"] == [
        "7 May 2021",
        "between 7 and 10 May 2021",
        "9 May 2021",
        "between 20 May and 1 June 2021",
    ]


def test_words_read_from_a_later_publication_are_not_read_from_an_earlier_one(case):
    """ "On Wednesday" stands in the later report; the earlier one has no Wednesday to look back from."""
    read = "{claim: on Wednesday, cites: late}"
    text = f"events:\n  a: {{{TALK}, modality: announced, cites: [late, june], when: {read}}}\n"
    assert str(as_known(case, text, "2021-06-20").events["a"].dates) == "16 June 2021"
    before = as_known(case, text.replace(read, f"[{read}, by 2021-06-18]"))
    assert str(before.events["a"].dates) == "on or before 18 June 2021"


def test_a_time_that_counts_from_what_is_gone_is_gone_too(case):
    text = f"""
events:
  a: {{type: policy_action, body: city, step: adopted, topic: Names, title: T, when: 2021-05-01, effective: 3 days after b, cites: june}}
  b: {{{TALK}, when: 2021-05-02, cites: late}}
"""
    assert as_known(case, text).events["a"].written.effective is None
    assert as_known(case, text, "2021-06-20").events["a"].written.effective == "3 days after b"


def test_claims_relations_and_references_to_what_is_gone_are_taken_out(case):
    text = f"""
events:
  a: {{{TALK}, when: 2021-05-01, cites: june, claims: [{{id: paid, says: X, cites: june}}, {{id: said, says: Y, cites: late, contradicts: paid}}, {{says: Z, cites: june, contradicts: [said, b.told]}}]}}
  b: {{{TALK}, when: 2021-05-02, cites: late, claims: {{id: told, says: W, cites: late}}}}
  c: {{{TALK}, when: 2021-05-03, cites: june, responds_to: [a, b, {{event: d, cites: late}}], after_same_day: [d], statements: [a.paid, a.said]}}
  d: {{{TALK}, when: 2021-05-03, cites: june}}
  e: {{{TALK}, when: 2021-05-04, cites: june, results_from: {{event: a, cause_claim: a.said, cites: june}}}}
"""
    events = as_known(case, text).dated.record.events
    assert [claim.id for claim in events["a"].claims] == ["paid", None]
    assert events["a"].claims[1].contradicts == ()
    assert [link.event for link in events["c"].responds_to] == ["a"]
    assert (events["c"].after_same_day, events["c"].statements) == (("d",), ("a.paid",))
    assert events["e"].results_from == ()


def test_an_obligation_is_known_with_what_made_it(case):
    text = f"""
events:
  a: {{{TALK}, when: 2021-05-01, cites: june}}
  b: {{{TALK}, when: 2021-05-02, cites: late, fulfils: one}}
obligations:
  one: {{{OWED}, cites: [june, late], due: {{claim: 2021-05-10, cites: late}}, consequence: b, closed_by: [{{event: b, how: fulfils}}], assessments: [{{assessor: csc, status: met, cites: late}}]}}
  two: {{{OWED}, cites: late, due: unspecified}}
  three: {{{OWED.replace("created_by: a", "created_by: b")}, cites: june, due: unspecified}}
  four: {{{OWED}, cites: june, due: within 3 days after b}}
"""
    then = as_known(case, text)
    owed = then.dated.record.obligations
    assert list(owed) == ["one", "four"]
    assert (owed["one"].due.claim, owed["one"].consequence) == (None, None)
    assert (owed["one"].closed_by, owed["one"].assessments, owed["four"].due.claim) == ((), (), None)
    assert {one.id: (one.status, one.evidence) for one in then.open()} == {
        "one": ("open", "none"),
        "four": ("open", "none"),
    }
    assert {one.id: one.status for one in as_known(case, text, "2021-06-20").open()} == {
        "one": "fulfilled_on_time", "two": "open", "three": "open", "four": "due_passed_unknown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "logic", "then"),
    [
        ("{event: b}", "all", "not_triggered"),
        ("{event: b, says: the talk is held}", "all", "not_triggered"),
        ("{event: b, polarity: must_not_occur}", "all", "open"),
        ("[{event: b, polarity: must_not_occur}, {says: a finding}]", "any", "open"),
        ("[{event: b, polarity: must_not_occur}, {says: a finding}]", "all", "not_triggered"),
        ("{event: b, cites: late}", "all", "open"),
    ],
)
def test_a_condition_on_what_was_not_public_had_not_come_true_and_not_failed(case, condition, logic, then):
    """Was the condition itself not known, there was none."""
    text = f"""
events:
  a: {{{TALK}, when: 2021-05-01, cites: june}}
  b: {{{TALK}, when: 2021-05-02, cites: late}}
obligations:
  one: {{{OWED}, cites: june, due: unspecified, conditions: {condition}, logic: {logic}}}
"""
    assert [one.status for one in as_known(case, text).open()] == [then]


def test_an_actor_stays_as_long_as_something_known_names_it(case):
    text = f"""
actors:
  paper: {{kind: institution, name: The Harlow Paper}}
  city: {{kind: institution, name: City of Harlow}}
  mayor: {{kind: office, name: Mayor of Harlow, within: city, cites: late}}
  judge: {{kind: office, name: A judge}}
  clerk: {{kind: office, name: A clerk}}
  board: {{kind: institution, name: A board, cites: late}}
  archive: {{kind: institution, name: An archive}}
events:
  a: {{{TALK}, when: 2021-05-01, cites: june}}
  b: {{{TALK.replace("mayor", "judge")}, when: 2021-05-02, cites: late, claims: {{by: clerk, says: X, cites: late}}}}
"""
    then = as_known(case, text).dated.record.actors
    assert list(then) == ["paper", "city", "mayor", "archive"], (
        "named, or named by nothing and without a later citation"
    )
    assert then["mayor"].cites == ()
    assert len(as_known(case, text, "2021-06-20").dated.record.actors) == 7


def test_the_head_is_of_the_day(case):
    text = f"""
threads: {{one: One, two: Two, spare: Spare}}
corrections: [{{date: 2021-06-05, was: X, now: Y}}, {{date: 2021-06-25, was: X, now: Z}}, {{date: 2021-06-05, event: b, was: X, now: W}}]
events:
  a: {{{TALK}, thread: one, when: 2021-05-01, cites: june}}
  b: {{{TALK}, thread: two, when: 2021-05-01, cites: late}}
"""
    then = as_known(case, text)
    assert (then.as_of, list(then.dated.record.head.threads)) == (date(2021, 6, 10), ["one", "spare"])
    assert [one.now for one in then.dated.record.head.corrections] == ["Y"]
    assert as_known(case, text, "2021-07-30").as_of == date(2021, 6, 30)


def test_a_mistake_in_the_case_stays_one_whatever_the_day(case):
    text = f"events:\n  a: {{{TALK}, when: 2021-05-01, cites: june, responds_to: nobody}}\n"
    with pytest.raises(timeline.CaseError, match="'nobody' is not an event"):
        as_known(case, text)


@pytest.mark.parametrize("day", ["2021", "2021-06", "yesterday", ""])
def test_a_day_is_one_day(case, day):
    with pytest.raises(ValueError, match="not one day"):
        as_known(case, f"events:\n  a: {{{TALK}, when: 2021-05-01, cites: june}}\n", day)


# Of real cases, on every day


def real():
    """The examples, a case of the tests, and the examples of all manual entries as one case."""
    return [*(path for home in CASES for path in sorted(home.iterdir()) if (path / "events").is_dir()), manual.CAST]


@pytest.fixture(scope="module", params=real(), ids=lambda path: path.name)
def record(request, tmp_path_factory):
    home = manual.write(tmp_path_factory.mktemp("manual")) if request.param == manual.CAST else request.param
    return timeline.load(home).dated.record


TABLES = ("sources", "actors", "events", "obligations")


def held(record):
    """Everything a record holds, down to single citations and claims, by where it is."""
    found = {(name, id_) for name in TABLES for id_ in getattr(record, name)}
    for name in TABLES:
        for id_, block in getattr(record, name).items():
            found |= {(name, id_, "claim", str(claim.says)) for claim in getattr(block, "claims", ())}
            found |= {
                (name, id_, "when", claim.claim) for claim in getattr(block, "when", ()) if claim.claim != "unknown"
            }
            found |= {(name, id_, "refers", ref.to, ref.id) for ref in references(block)}
    return found


def test_once_everything_was_published_the_record_is_the_same(record):
    for day in (date.fromisoformat(record.head.as_of), date.max):
        then = known_on(record, day)
        assert then.head == record.head
        assert all(getattr(then, name) == getattr(record, name) for name in TABLES)


@settings(max_examples=often(30))
@given(days=st.data())
def test_what_was_known_stays_known_and_hangs_together(record, days):
    published = sorted(
        one.published_on.latest for one in record.sources.values() if one.published_on and one.published_on.latest
    )
    around = st.dates(published[0] - timedelta(days=2), published[-1] + timedelta(days=2)) | st.sampled_from(published)
    first = days.draw(around)
    then = days.draw(st.dates(first, published[-1] + timedelta(days=3)))
    early, later = known_on(record, first), known_on(record, then)
    assert held(early) <= held(later) <= held(record)
    for kind, block in early.blocks():
        for ref in references(block):
            known = ref.to == "claim" or ref.id in early.table(ref.to)
            assert known, f"{kind} {block.id} refers to {ref.to} {ref.id}, which was not known on {first}"
    twice = known_on(later, first)
    assert held(twice) == held(early)


# Doors


def test_jackson_in_march_2018_knows_two_reports(jackson):
    then = timeline.load(jackson).known_on("2018-03-27")
    assert (len(then.dated.record.sources), len(then), then.as_of) == (2, 22, date(2018, 3, 27))
    assert {one.id for one in then.open() if one.is_open} == {"produce-documents", "write-names-policy"}
    assert repr(then) == repr(timeline.load(jackson, known_on=date(2018, 3, 27)))
    assert len(then.known_on("2018-01-25")) == 12
    assert len(then.known_on("2019-10-21")) == 22, "what was left out does not come back"


@pytest.mark.parametrize("command", ["check", "dates", "order", "open", "elapsed", "sources", "build"])
def test_every_command_takes_the_day(jackson, tmp_path, command):
    more = {
        "order": ["first-letter", "reply"],
        "elapsed": ["first-letter", "reply"],
        "build": ["-o", str(tmp_path / "p.html")],
    }
    words = [command, str(jackson), *more.get(command, []), "--known-on", "2018-03-27"]
    ran = CliRunner().invoke(main, words)
    assert ran.exit_code == 0, ran.output
    if command == "build":
        page = (tmp_path / "p.html").read_text(encoding="utf-8")
        assert "only what had been published by 27 March 2018" in page
        assert 'data-event-id="statement"' in page
        assert 'data-event-id="ruling"' not in page
        assert "Interview with the mayor" not in page
    wrong = CliRunner().invoke(main, [*words[:-1], "March 2018"])
    assert wrong.exit_code == 2
    assert "'March 2018' is not one day" in wrong.output


def test_a_day_before_every_report_is_an_empty_case(jackson, tmp_path):
    page = tmp_path / "p.html"
    for words in (["dates"], ["open"], ["build", "-o", str(page)]):
        ran = CliRunner().invoke(main, [words[0], str(jackson), *words[1:], "--known-on", "2018-01-24"])
        assert ran.exit_code == 0, ran.output
    assert "data-event-id" not in page.read_text(encoding="utf-8").partition("<script")[0]


def test_asked_for_an_event_that_was_not_known_the_others_are_offered(jackson):
    ran = CliRunner().invoke(main, ["dates", str(jackson), "ruling", "--known-on", "2018-03-27"])
    assert ran.exit_code == 2
    assert "there is no event 'ruling'" in ran.output


def test_ages_are_those_of_the_day(jackson):
    ran = CliRunner().invoke(main, ["open", str(jackson), "--known-on", "2018-03-27", "--json"])
    found = json.loads(ran.stdout)
    assert found["as_of"] == "2018-03-27"
    assert {row["id"]: row["days_open"] for row in found["obligations"] if row["status"] == "open"} == {
        "produce-documents": [62, 62],
        "write-names-policy": [0, 0],
    }
