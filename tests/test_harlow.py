"""The invented example uses the whole vocabulary, and every line it cites stands in a document that lies beside it.

What "the whole" is, is read off the registries and the guide to dates: a new type, relation, word or form that the
example does not use makes a test here fail.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import typing
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import timeline
from timeline.cli import main
from timeline.kinds import KINDS
from timeline.kinds.vocabulary import describe
from timeline.model.actors import ActorKind
from timeline.model.event import Modality, type_name
from timeline.model.evidence import Citation, Claim
from timeline.model.locators import read_place
from timeline.model.obligation import STATUSES, Force
from timeline.publish.policy import naming
from timeline.when.amounts import STRENGTHS
from timeline.when.claims import RELATIONS, parse_claim

ROOT = Path(__file__).parent.parent
HARLOW = ROOT / "examples" / "harlow-street"


@pytest.fixture(scope="module")
def found():
    return timeline.load(HARLOW)


@pytest.fixture(scope="module")
def record(found):
    return found.dated.record


@pytest.fixture(scope="module")
def published(found, tmp_path_factory):
    """The published page as text."""
    return found.save(tmp_path_factory.mktemp("published") / "harlow.html").read_text(encoding="utf-8")


def citations(block):
    """Every citation in a block, those of its claims, links and dates too."""
    for name in type(block).model_fields:
        value = getattr(block, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Citation):
                yield item
            elif hasattr(type(item), "model_fields"):
                yield from citations(item)


def words(annotation):
    """The controlled words of a field."""
    if typing.get_origin(annotation) is typing.Literal:
        return set(typing.get_args(annotation))
    return {word for inner in typing.get_args(annotation) for word in words(inner)}


def date_claims(record):
    """Every claim about time in the case: of events, tenures and due days."""
    for event in record.events.values():
        yield from (claim.claim for claim in event.when)
    for actor in record.actors.values():
        yield from (claim.claim for claim in (*actor.since, *actor.to))
    yield from (owed.due.claim for owed in record.obligations.values() if owed.due.claim)


def shape(text):
    """What of the grammar of dates a claim makes use of, in words."""
    read = parse_claim(text)
    used = {f"form: {read.form}", f"relation: {read.relation}", f"side: {read.side}"}
    used |= {"anchor: date" if anchor.date else "anchor: name" for anchor in read.anchors}
    used |= {f"anchor side: {anchor.side}" for anchor in read.anchors if anchor.side}
    if read.amount:
        unit = re.search(r"(weekday|working day|business day|day|week|month|year)s?\b", text)[1]
        used |= {f"strength: {read.amount.strength}", f"unit: {unit}"}
        used |= {mark for mark in (" to ", "±") if mark in text}
    if read.date:
        used |= {mark for mark in ("~", "?", "%", "/", "..", "[", "X", "T") if mark in text}
        used |= {f"precision: {read.date.precision}"} if read.date.precision else set()
        used |= {"not over"} if text.endswith("/..") else {"unknown end"} if text.endswith("/") else set()
    return used - {"relation: ", "side: ", "strength: "}


# The whole vocabulary


def test_there_are_sixty_to_ninety_events_in_two_threads(record):
    assert 60 <= len(record.events) <= 90
    assert {event.thread for event in record.events.values()} == set(record.head.threads)
    assert len(record.head.threads) == 2


def test_every_event_type_is_used(record):
    assert {type_name(kind) for kind in KINDS} - {event.type for event in record.events.values()} == set()


def test_every_relation_is_used(record):
    used = {name for event in record.events.values() for name, _, _ in event.links()}
    used |= {"fulfils" for event in record.events.values() if event.fulfils}
    used |= {"contradicts" for *_, claim in record.claims() if claim.contradicts}
    assert {relation["name"] for relation in describe(KINDS)["relations"]} - used == set()


def test_every_modality_is_used(record):
    assert set(typing.get_args(Modality)) - {event.modality for event in record.events.values()} == set()


@pytest.mark.parametrize("field", ["stance", "status", "form", "resolution", "confidence"])
def test_every_word_for_a_claim_is_used(record, field):
    used = {getattr(claim, field) for *_, claim in record.claims()}
    wanted = words(Claim.model_fields[field].annotation)
    assert wanted
    assert wanted - used == set()


def test_every_kind_of_actor_is_used(record):
    assert set(typing.get_args(ActorKind)) - {actor.kind for actor in record.actors.values()} == set()


def test_every_kind_of_place_is_used(record):
    wanted = words(type(read_place("L1")).__annotations__["kind"]) or {"line", "page", "paragraph", "time", "cell"}
    used = {read_place(cite.locator).kind for _, block in record.blocks() for cite in citations(block) if cite.locator}
    assert wanted - used == set()


def test_every_form_of_date_in_the_guide_is_used(record):
    """docs/dates.md shows every form; each feature of its examples stands somewhere in the case."""
    guide = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \|[^|]*\| `when: ([^`]*)` \|", guide, re.MULTILINE)
    assert len(rows) > 20
    read = [yaml.load(row, yaml.BaseLoader) for row in rows]  # noqa: S506 - text alone, no objects
    claims = [claim for row in read for claim in (row if isinstance(row, list) else [row])]
    wanted = {feature for claim in claims for feature in shape(claim)}
    used = {feature for claim in date_claims(record) for feature in shape(claim)}
    assert wanted - used == set()


def test_every_word_of_the_grammar_of_dates_is_used(record):
    used = {feature for claim in date_claims(record) for feature in shape(claim)}
    assert {f"relation: {word}" for word in RELATIONS} - used == set()
    assert {f"strength: {word}" for word in STRENGTHS} - used == set()
    assert {" to ", "±", "~", "?", "%", "/", "..", "[", "X", "T", "not over", "unknown end"} - used == set()


def test_obligations_have_every_force_and_every_kind_of_due_day(record):
    owed = record.obligations.values()
    assert set(typing.get_args(Force)) - {one.force for one in owed} == set()
    assert {(one.due.claim is not None, one.due.unspecified is not None) for one in owed} == {
        (True, False),
        (False, True),
        (False, False),
    }


def test_every_status_of_an_obligation_occurs_on_the_day_of_the_record(found):
    assert {name for name, _ in STATUSES} - {one.status for one in found.open()} == set()


# Held against its documents


def test_there_is_no_error_and_no_warning_and_what_was_accepted_is_in_the_readme(found):
    """Notes stand; every warning was looked at, and the page for readers of the folder says which."""
    assert [str(problem) for problem in found.problems if problem.severity != "info"] == []
    readme = (HARLOW / "README.md").read_text(encoding="utf-8")
    assert found.accepted
    for one in found.accepted:
        assert any(f"`{one.id}`" in line and f"`{one.code}`" in line for line in readme.splitlines()), one


def test_every_passage_is_verified_against_a_document_in_the_folder(record, capsys):
    """All of them: none failed, none could not be looked up, and every quotation was found."""
    ran = CliRunner().invoke(main, ["sources", str(HARLOW), "--json"])
    assert ran.exit_code == 0
    counts = {row["id"]: row["passages"] for row in json.loads(ran.stdout)["sources"]}
    assert set(counts) == set(record.sources)
    assert {id_ for id_, p in counts.items() if p["failed"] or p["unverified"] or not p["verified"]} == set()
    total, quotes = (sum(p[key] for p in counts.values()) for key in ("verified", "quotes"))
    assert total >= 500
    assert quotes >= 60
    with capsys.disabled():
        print(f"\nharlow-street: {total} passages verified in {len(counts)} documents, {quotes} with their words")


def test_every_document_is_used_says_that_it_is_invented_and_is_no_stub(record):
    paths = sorted((HARLOW / "sources").iterdir())
    assert {f"sources/{path.name}" for path in paths} == {source.archive for source in record.sources.values()}
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        assert re.search(r"invented\s+for the example", text[:1500], re.IGNORECASE), path.name
        assert 40 <= text.count("\n") <= 250, path.name


def test_a_word_changed_in_a_document_is_found(tmp_path):
    """The hash is another one; and with the hash written anew, the quotation is not there."""
    home = shutil.copytree(HARLOW, tmp_path / "harlow-street")
    letter = home / "sources" / "findings-2017-01-09.txt"
    text = letter.read_text(encoding="utf-8")
    assert text.count("decided the question") == 1
    letter.write_text(text.replace("decided the question", "raised the question"), encoding="utf-8", newline="\n")
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(home)
    assert {problem.code for problem in refused.value.problems if problem.is_error} == {"copy-changed"}
    sources = (home / "sources.yaml").read_text(encoding="utf-8")
    lines = sources.splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("sources/findings-2017-01-09.txt"))
    lines[at + 1] = lines[at]  # the hash goes
    del lines[at]
    (home / "sources.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(home)
    [problem] = [problem for problem in refused.value.problems if problem.is_error]
    assert problem.code == "quote-not-found"
    assert "it has 'raised' where the quote has 'decided'" in problem.hint


# As readers see it


def test_the_page_says_at_its_top_that_the_case_is_invented(published):
    head = published[: published.index("<h2")]
    assert "(an invented case)" in head
    assert "the city of Vantry does not exist" in head


def test_only_holders_of_offices_have_names(record):
    """Officers have letters, private persons descriptions, and no file of the folder knows more."""
    people = [actor for actor in record.actors.values() if actor.kind == "person"]
    assert {actor.role for actor in people if actor.name} == {"office_holder"}
    assert {actor.id for actor in people if naming(actor) == "withhold"} >= {"neighbor", "passenger", "driver"}
    assert {actor.label for actor in people if actor.role == "sworn_officer"} == {
        "Officer A",
        "Officer B",
        "Officer C",
        "Sergeant D",
    }
    assert not (HARLOW / "private.yaml").exists()


def test_the_six_officers_are_four_and_two(record):
    sizes = {id_: record.actors[id_].size.exact for id_ in ("six", "four", "two")}
    assert sizes == {"six": 6, "four": 4, "two": 2}
    assert len(record.actors["six"].members) == 4


def test_the_appeal_hangs_on_the_day_the_letter_was_handed_over(found):
    """By the date on the letter it would be four days late; the claim is set aside and its reason published."""
    aside = [claim for claim in found.events["dismissed"].written.when if claim.status == "conflict"]
    assert [(claim.claim, bool(claim.reason)) for claim in aside] == [("2016-06-10", True)]
    between = found.elapsed("dismissed", "appealed")
    assert (between.low, between.high) == (7, 7)


def test_a_conviction_is_never_shown_without_its_reversal(found):
    graph = found.graph()
    assert graph.has_edge("reversed", "convicted")
    assert found.order("convicted", "reversed") is timeline.Order.CERTAINLY


def test_values_of_several_parts_and_causes_are_said_in_words(published):
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", published, flags=re.DOTALL)))
    assert "recommendations 1. adopt a written policy on names (to Vantry Police Department); 2. release" in text
    assert "filed within 10 days from “Officer A is dismissed”" in text
    assert "period from 10 July 2017 to 31 December 2017" in text
    assert "“An alert system in operation within a year”: not met" in text
    assert "The driver dies in hospital (as U.S. Department of Justice says)" in text
    assert not re.search(r"cause.claim|\bref: |\btext: |\bstart: ", text)
