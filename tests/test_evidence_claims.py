"""Who says what, how far it is trusted, and on how many independent sources it rests."""

from __future__ import annotations

import pytest

import timeline
from timeline.model.corroboration import clusters, origins, reported_by
from timeline.model.evidence import Citation, Source

CASE = """
sources:
  s1: {{kind: news_report, title: A, publisher: paper, published: 2021-06-01}}
events:
  talk:
    type: public_statement
    speaker: mayor
    channel: interview
    title: A statement
    when: 2021-05
    cites: s1
    claims:
      - {{id: nine, by: mayor, says: nine were moved, about: title, value: '9', stance: asserts, cites: s1 L1}}
      - {claim}
"""
FULL = {
    "id": "eleven",
    "by": "police",
    "says": "eleven were moved",
    "stance": "denies",
    "form": "statement",
    "about": "title",
    "value": "'11'",
    "status": "conflict",
    "contradicts": "nine",
    "resolution": "prefer_other",
    "confidence": "low",
    "reason": "The order lists nine.",
    "said_on": "2021-05-20",
    "cites": "s1 L2",
    "quote": "eleven",
    "note": "Ask again.",
}


def written(fields):
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"


def test_a_claim_says_who_says_what_and_how_a_contradiction_was_settled(case):
    [_, claim] = timeline.load(case(CASE.format(claim=written(FULL)))).events["talk"].written.claims
    assert (claim.by, claim.stance, claim.form, claim.about, claim.value) == (
        "police", "denies", "statement", "title", "11"
    )  # fmt: skip
    assert (claim.status, claim.contradicts, claim.resolution) == ("conflict", ("nine",), "prefer_other")
    assert (claim.reason, claim.confidence, claim.said_on, claim.quote) == (
        "The order lists nine.", "low", "2021-05-20", "eleven"
    )  # fmt: skip


def test_what_is_left_out_of_a_claim_claims_nothing(case):
    [_, claim] = timeline.load(case(CASE.format(claim="{says: x, cites: s1}"))).events["talk"].written.claims
    assert (claim.by, claim.stance, claim.status, claim.resolution, claim.confidence) == (
        None, "asserts", "accepted", "none", None
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("stance", "asserts, denies, declines or characterises"),
        ("status", "accepted, conflict, work_needed or issue"),
        ("resolution", "none, prefer_this, prefer_other or both_partly"),
        ("confidence", "low, medium or high"),
        ("form", "quote, paraphrase, reporter, statement, filing or order"),
    ],
)
def test_each_word_of_a_claim_is_one_of_its_vocabulary(case, field, words):
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(case(CASE.format(claim=written({**FULL, field: "perhaps"}))))
    [problem] = [p for p in refused.value.problems if p.is_error]
    assert problem.code == "wrong-value"
    said = f"{problem.message} {problem.hint}".replace("'", "")
    assert [word for word in words.replace(" or ", ", ").split(", ") if word not in said] == []


def test_a_contradicted_claim_must_exist(case):
    with pytest.raises(timeline.CaseError, match=r"did you mean 'talk\.nine'|did you mean 'nine'"):
        timeline.load(case(CASE.format(claim=written({**FULL, "contradicts": "nien"}))))


def test_a_resolution_needs_what_it_is_held_against(case):
    alone = {key: value for key, value in FULL.items() if key != "contradicts"} | {"resolution": "prefer_this"}
    with pytest.raises(timeline.CaseError, match="'resolution' goes with 'contradicts'"):
        timeline.load(case(CASE.format(claim=written(alone))))


# Corroboration


def source(id_, *derived_from, sha256=None):
    return Source(id=id_, kind="letter", title="T", publisher="p", derived_from=list(derived_from), sha256=sha256)


SOURCES = {
    one.id: one
    for one in (
        source("release"),
        source("filing"),
        source("story", "release", "filing"),
        source("wire", "release"),
        source("reprint", "wire"),
        source("ring", "round"),
        source("round", "ring"),
        source("scan", sha256="0" * 64),
        source("reprint-of-scan", "release", sha256="0" * 64),
        source("lost", "never-written"),
    )
}


@pytest.mark.parametrize(
    ("cited", "groups"),
    [
        ([], ()),
        (["release"], (("release",),)),
        (["release", "release"], (("release",),)),
        (["release", "filing"], (("release",), ("filing",))),
        (["release", "wire"], (("release", "wire"),)),
        (["wire", "filing", "reprint"], (("wire", "reprint"), ("filing",))),
        (["story", "release"], (("release",),)),
        (["story", "release", "filing"], (("release",), ("filing",))),
        (["ring", "round"], (("ring", "round"),)),
        (["ring", "filing"], (("ring",), ("filing",))),
        (["scan", "wire"], (("scan", "wire"),)),
        (["lost", "filing", "nowhere"], (("lost",), ("filing",))),
    ],
    ids=str,
)
def test_sources_that_repeat_one_another_count_once(cited, groups):
    """``story`` draws on a release and a filing: beside them it adds nothing, and it does not make them one."""
    found = clusters(origins(SOURCES), [Citation(source=id_) for id_ in cited])
    assert found == groups


def test_two_sources_that_share_one_of_several_origins_are_one():
    sources = {
        one.id: one for one in (source("a"), source("b"), source("c"), source("x", "a", "b"), source("y", "b", "c"))
    }
    assert clusters(origins(sources), [Citation(source="x"), Citation(source="y")]) == (("x", "y"),)


def test_a_chain_of_ten_thousand_reprints_has_one_origin():
    sources = {"s0": source("s0")} | {f"s{n}": source(f"s{n}", f"s{n - 1}") for n in range(1, 10_000)}
    assert set(origins(dict(reversed(sources.items()))).values()) == {frozenset({"s0"})}


def test_an_event_rests_on_its_citations_and_those_of_its_dates_but_not_on_what_people_say_of_it(case):
    home = case("""
        sources:
          s1: {kind: news_report, title: A, publisher: paper}
          s2: {kind: docket, title: B, publisher: city}
          s3: {kind: letter, title: C, publisher: mayor}
          s4: {kind: letter, title: D, publisher: mayor}
        events:
          met:
            type: public_meeting
            title: A meeting
            convener: city
            cites: s1
            when:
              - {claim: 2021-05, cites: s2}
              - {claim: 2021-06, cites: s3, status: conflict, reason: A slip of the pen}
            claims: [{by: mayor, says: there was none, stance: denies, cites: s4}]
    """)
    event = timeline.load(home).events["met"].written
    assert [cite.source for cite in reported_by(event)] == ["s1", "s2"]
