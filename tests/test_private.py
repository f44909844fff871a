"""``private.yaml``: what lies beside a case and must never be in anything made from it."""

from __future__ import annotations

import pytest

import timeline
from timeline.build import examine, render

CASE = """
    actors:
      one: {kind: person, role: sworn_officer, label: Officer A}
    events:
      a:
        type: public_statement
        speaker: one
        channel: interview
        title: Officer A speaks
        summary: SUMMARY
        when: 2021-05
        cites: s1
"""
PRIVATE = "actors:\n  one: {name: Corwin Thistledew, aliases: Corky, badge_numbers: 7741, note: met in May}\n"


def test_names_kept_apart_are_taken_out_of_what_is_published(case):
    """The curator slipped: the shared file names whom the private one withholds."""
    home = case(CASE.replace("SUMMARY", "Thistledew, called Corky, wore badge 7741."), files={"private.yaml": PRIVATE})
    page = render(examine(home))
    assert "[Officer A], called [Officer A], wore badge [Officer A]." in page
    assert not any(value in page for value in ("Thistledew", "Corky", "7741", "met in May"))


def test_an_internal_copy_shows_the_name_and_says_that_it_is_one(case):
    page = render(
        examine(case(CASE.replace("SUMMARY", "A talk."), files={"private.yaml": PRIVATE})), audience="internal"
    )
    assert "Corwin Thistledew" in page
    assert "internal copy" in page


def test_a_case_is_whole_without_it(case):
    assert timeline.load(case(CASE.replace("SUMMARY", "A talk."))).events["a"].title == "Officer A speaks"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("actors:\n  tow: {name: X Y}\n", "unknown-id", "'tow', which is not an actor"),
        ("actors:\n  one: {nmae: X Y}\n", "unknown-key", "did you mean 'name'?"),
        ("junk: [", "syntax", "private.yaml"),
        ("names: {}\n", "not-a-case", "private.yaml has no 'actors'"),
    ],
)
def test_a_mistake_in_it_is_reported_like_any_other(case, text, code, said):
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(case(CASE.replace("SUMMARY", "A talk."), files={"private.yaml": text}))
    [problem] = [p for p in refused.value.problems if p.code == code]
    assert "private.yaml" in problem.at.file
    assert said in str(problem)
