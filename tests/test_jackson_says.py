"""Whatever the three documents of the Jackson example say stands in it: as an event, a claim, a duty, or a noted absence.

The rows are those of the domain research (1.4.4 and 1.4.5), in our words: who says it, on which line, and where it went.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import timeline
from timeline.model.evidence import Claim
from timeline.publish import scan

EXAMPLES = Path(__file__).parent.parent / "examples"
SOURCES = {"000": "wlbt-2019-10-21", "001": "wlbt-2018-03-27", "002": "outlet-2018-01-25"}

# document and line | who says so, "-" for the report itself | where it stands: a claim is BLOCK.CLAIM
SAID = """
000 L1 | - | petition.confronting-leadership | several officers confront those in charge, to return to active duty
000 L1 | - | interview.first-response | absence: no response before
000 L1 | officers-seeking-return | ruling.officers-word | they were "cleared"
000 L2 | - | asked.eleven-asked | eleven ask the commission to investigate
000 L2 | - | ruling.should-be-back | in July it ruled for their return
000 L2 | - | return-to-duty | a duty follows from it
000 L2 | - | reassigned.seven-months | about seven months before
000 L2 | - | inquiry.inquiry-implied | absence: nothing is told between request and ruling
000 L3 | - | petition.courts-asked | the courts are asked to force officials
000 L3 | attorneys | return-to-duty.not-followed | which says that it is not followed
000 L3 | - | rule-on-petition | and waits for a decision
000 L3 | mayor | interview.limited | that he may not say everything
000 L3 | - | use-of-force-cases.involved | the officers had to do with use of force
000 L4 | mayor | interview.no-detail | no detail while in litigation
000 L4 | mayor | petition.in-litigation | it is in litigation
000 L4 | mayor | duty-policy.policy-enacted | there is a policy, used on such officers
000 L4 | mayor | reassigned.not-a-punishment | not punitive
000 L4 | mayor | reassigned.still-paid | they are paid
000 L4 | mayor | reassigned.a-precaution | it protects
000 L4 | mayor | duty-policy.policy-reason | until the legal process is done
000 L4 | mayor | ruling.mayors-word | "cleared" is for that process to say
000 L4 | mayor | return-to-duty.not-ignored | the ruling is not ignored
000 L5 | - | no-charges-notice.reassurance-needed | the city needs an assurance
000 L5 | mayor | no-charges-notice.wants-notice | a notice that no charges will follow
000 L5 | mayor | back-from-leave.prepared | then they are brought back
000 L5 | - | bring-back-from-leave | which he undertakes
000 L5 | mayor | leave.on-leave-for-that | it is about those on leave
000 L5 | mayor | dismissals.dismissed-with-cause | some were dismissed
000 L5 | mayor | dismissals.cause-withheld | absence: why, he does not say
000 L6 | mayor | interview.duty-to-citizens | the city answers to citizens and to a process
000 L6 | mayor | use-of-force-cases.no-accusation | he accuses nobody
000 L7 | mayor | interview.not-anti-police | those who think him against the police are mistaken
000 L8 | mayor | interview.represented-officers | he has represented officers
000 L8 | mayor | interview.knows-officers | he knows several
000 L8 | mayor | interview.against-misconduct | he is against misconduct
000 L9 | - | report-on-return.copyright-year | the year on the page
001 L1 | - | task-force.wants-to-create | a task force is wanted
001 L1 | - | report-on-names.station-named | the page's own station and date
001 L3 | - | change-wanted.wants-change | another policy is wanted
001 L3 | - | names-withheld.a-policy | a policy
001 L5 | - | station-investigation.two-weeks | two weeks after the station's own report
001 L5 | - | station-investigation.openness-at-issue | on transparency
001 L7 | - | task-force.who-sits-on-it | who will sit on it
001 L9 | - | names-policy.safety-too | safety is to be weighed
001 L9 | - | write-names-policy.safety-as-criterion | as a criterion of the policy
001 L11 | - | community-meeting.over-fifty | more than fifty leaders
001 L11 | leaders-with-safety-concerns | community-meeting.officers-safety | many of them worried for officers
001 L13 | resident | community-meeting.small-town | a small town, and families
001 L15 | mayor | statement.safety-of-everyone | everyone's safety, with an error of the source
001 L17 | city | statement.high-standards | high standards
001 L17 | city | shootings.first-concern | accountability and safety come first
001 L17 | city | names-withheld.a-practice | a practice of long standing
001 L17 | city | names-withheld.reasons-for-practice | what it was for
001 L17 | city | names-withheld.hard-on-victims | hard on victims
001 L17 | city | task-force.due-to-concerns | set up because of concerns
001 L17 | city | concerns-raised.recent-concerns | raised of late
001 L17 | city | task-force.charge | names, and how soon
001 L17 | - | write-names-policy | which is a duty
001 L17 | city | write-names-policy.two-criteria | with two criteria
001 L17 | city | names-policy.to-weigh-both | what it must weigh
001 L17 | city | names-policy.works-for-all | an expectation, and no duty
001 L17 | city | statement.confidence-in-police | confidence
001 L17 | city | shootings.frequency | how often it happens
001 L17 | city | shootings.loss-of-life | each death is a tragedy
001 L19 | mayor | statement.bonds-and-trust | hopes, and no duty
002 L3 | - | document-letters.force-seeks | "seeks"
002 L5 | - | report-on-letters.staff-report | a staff report
002 L7 | - | document-letters.twenty-three | 23 were sent letters
002 L7 | - | document-letters.ground-constitution | the Constitution
002 L9 | - | document-letters.force-ordered | "ordered"
002 L9 | - | produce-documents | which is a duty
002 L9 | doj | document-letters.ground-unlawful | unlawful restriction, perhaps
002 L11 | - | document-letters.to-the-mayor | sent to the mayor
002 L11 | mayors-office | questions-referred.referred | absence: others are to answer
002 L11 | - | legal-staff-not-reached.not-reached | absence: nobody to be reached
002 L13 | - | jurisdictions.only-one-in-mississippi | the only one in its state
002 L13 | - | california-jurisdictions.nine-in-california | nine in one state
002 L13 | - | southern-jurisdictions.two-others-in-the-south | two others in the South
002 L13 | - | remaining-jurisdictions.eight-other-states | eight further states
002 L15 | - | first-letter.earlier-contact | a first letter
002 L15 | - | reply.city-responded | an answer
002 L15 | doj | reply.still-concerned | which left doubts
002 L15 | - | answer-first-letter | to a duty
002 L17 | doj | subpoena.subpoena-threatened | a subpoena, if
002 L17 | doj | return-of-funds.funds-at-risk | grant money, if
002 L17 | - | comply-or-return-grants | a conditional duty
002 L17 | doj | federal-grants.grants-exist | so that there is grant money
002 L17 | doj | document-letters.ground-constitution-again | the Constitution, again
002 L19 | attorney-general | attorney-general-statement.reconsider | reconsider: no duty
002 L19 | attorney-general | attorney-general-statement.loaded-terms | his words for it
002 L19 | attorney-general | local-guidance.thwart | some "actively thwart"
002 L21 | doj | produce-documents.scope-of-documents | what is to be produced
002 L21 | doj | local-guidance.scope-of-guidance | guidance of any form
002 L21 | - | document-letters.force-sought | "sought"
002 L23 | - | document-letters.force-asked | "asked"
002 L23 | doj | documents-produced.production-sought | documents from 23
"""

# 1.4.5: what stands against what, and in which example; later records know more than the three documents do
CONTESTED = """
K1 jackson | asked.several-officers | asked.eleven-asked
K1 jackson-record | ruling.seven-to-return | asked.eleven-asked
K1 jackson-record | complaint-2018.ten | complaint-2018.six
K2 jackson | ruling.officers-word | ruling.should-be-back
K2 jackson | ruling.mayors-word | ruling.officers-word
K3 jackson-record | fourth-reassigned.a-year-before | reassigned.seven-months
K4 jackson | return-to-duty.not-followed | return-to-duty.not-ignored
K5 jackson | leave.status-leave | reassigned.status-modified
K5 jackson | dismissals.status-dismissed | reassigned.status-modified
K6 jackson-record | reassigned.disciplinary | reassigned.not-a-punishment
K7 jackson | document-letters.force-asked | document-letters.force-ordered
K7 jackson-record | document-letters.force-demanded | document-letters.force-asked
K8 jackson | document-letters.ground-unlawful | document-letters.ground-constitution
K9 jackson-record | no-letter-yet.not-received | document-letters.to-the-mayor
K10 jackson | task-force.is-establishing | task-force.wants-to-create
K10 jackson-record | task-force.has-created | task-force.wants-to-create
K11 jackson | names-withheld.a-practice | names-withheld.a-policy
K12 jackson | community-meeting.officers-safety | station-investigation.openness-at-issue
K13 jackson | statement.speaker-city | statement.speaker-mayor
K15 jackson-record | clearances-told.most-cleared | interview.first-response
"""
FURNITURE = {"002": {1, 25, 27, 29}}
"""Lines of a document that are the page's and not the story's."""
NO_DUTY = ("names-policy", "statement", "attorney-general-statement")
"""Expectations, hopes and exhortations."""


def rows(text):
    return [tuple(part.strip() for part in line.split("|")) for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def record():
    return timeline.load(EXAMPLES / "jackson").dated.record


@pytest.fixture(scope="module")
def cases(record):
    return {"jackson": record, "jackson-record": timeline.load(EXAMPLES / "jackson-record").dated.record}


def standing(record, where):
    """The block or the claim of a row."""
    block, _, claim = where.partition(".")
    table = next(t for t in (record.events, record.actors, record.obligations) if block in t)
    return next(one for one in table[block].claims if one.id == claim) if claim else table[block]


def lines_of(cite):
    first, _, last = (cite.locator or "L0").removeprefix("L").partition("-")
    return range(int(first), int(last or first) + 1)


@pytest.mark.parametrize(("locus", "who", "where"), [row[:3] for row in rows(SAID)], ids=[r[2] for r in rows(SAID)])
def test_what_a_document_says_stands_in_the_example_with_its_speaker_and_its_line(record, locus, who, where):
    found = standing(record, where)
    document, line = locus.split()
    cited = {n for cite in found.cites if cite.source == SOURCES[document] for n in lines_of(cite)}
    assert int(line.removeprefix("L")) in cited
    if isinstance(found, Claim):
        assert (found.by or "-") == who
    else:
        assert who == "-"


def test_no_claim_and_no_obligation_is_left_out_of_the_list(record):
    listed = {where for _, _, where, _ in rows(SAID)} | {x for _, *pair in rows(CONTESTED) for x in pair}
    claims = {f"{id_}.{claim.id}" for _, id_, _, claim in record.claims() if claim.id}
    assert claims - listed == set()
    assert set(record.obligations) <= listed


@pytest.mark.parametrize(("case", "one", "other"), rows(CONTESTED), ids=[f"{r[0]} {r[1]}" for r in rows(CONTESTED)])
def test_what_is_contested_stands_side_by_side(cases, case, one, other):
    found = cases[case.split()[1]]
    claim = standing(found, one)
    full = {name if "." in name else f"{one.partition('.')[0]}.{name}" for name in claim.contradicts}
    assert other in full
    assert {claim.status, standing(found, other).status} <= {"accepted", "work_needed"}, "neither is set aside"


def test_an_answer_that_its_reader_found_wanting_is_an_assessment(record):
    """K14: whether the city's answer was enough, the department and the city see differently."""
    [assessment] = record.obligations["answer-first-letter"].assessments
    assert (assessment.assessor, assessment.status) == ("doj", "inadequate")


def test_hopes_and_expectations_are_no_duties(record):
    assert {duty.created_by for duty in record.obligations.values()} & set(NO_DUTY) == set()


def test_every_line_of_the_documents_is_told_and_no_furniture_is(record, shared):
    """Whatever is not blank and not the page's own is cited by an event, a claim or a duty."""
    cited = {}
    for where in {where.partition(".")[0] for _, _, where, _ in rows(SAID)}:
        block = standing(record, where)
        for holder in (block, *block.claims):
            for cite in holder.cites:
                cited.setdefault(cite.source, set()).update(lines_of(cite))
    for document, source in SOURCES.items():
        [path] = shared.glob(f"{document}_*.txt")
        text = path.read_text(encoding="utf-8").splitlines()
        furniture = FURNITURE.get(document, set())
        told = {n for n, line in enumerate(text, start=1) if line.strip()} - furniture
        assert cited[source] == told, document


# Appendix B 9 of the domain research: the resident and one officer withheld

PLANTED = ("Zenobia Quillfether", "Z. Quillfether", "Abelard Voss-Okri", "4417-JX")


def test_appendix_b_09_the_resident_and_an_officer_are_nowhere_in_the_bytes(tmp_path):
    """Invented names, put where a curator may slip: titles, claims, a chart label, a source's title, a condition."""
    home = tmp_path / "jackson"
    shutil.copytree(EXAMPLES / "jackson", home)
    (home / "private.yaml").write_text(
        "actors:\n"
        "  resident: {name: Zenobia Quillfether, aliases: [Z. Quillfether]}\n"
        "  officer-one: {name: Abelard Voss-Okri, badge_numbers: [4417-JX]}\n",
        encoding="utf-8",
    )
    (home / "events" / "planted.yaml").write_text(
        "planted:\n"
        "  type: public_statement\n"
        "  title: Abelard Voss-Okri and Zenobia Quillfether speak\n"
        "  label: Voss-Okri speaks\n"
        "  summary: Badge 4417-JX is his.\n"
        "  speaker: [officer-one, resident]\n"
        "  channel: interview\n"
        "  when: {claim: on Tuesday, cites: wlbt-2018-03-27 L11}\n"
        "  claims:\n"
        "    - {id: said, by: resident, says: Z. Quillfether says that she knows Abelard Voss-Okri, cites: wlbt-2018-03-27 L13}\n"
        "  cites: wlbt-2018-03-27 L13\n",
        encoding="utf-8",
    )
    with (home / "actors.yaml").open("a", encoding="utf-8") as out:
        out.write("  officer-one: {kind: person, label: An officer, role: sworn_officer, naming: withhold}\n")
    case = timeline.load(home)
    page = case.save(tmp_path / "public.html").read_bytes().decode("utf-8")
    assert scan(page, PLANTED) == ()
    inside = case.save(tmp_path / "inside.html", audience="internal").read_bytes().decode("utf-8")
    assert {leak.value for leak in scan(inside, PLANTED)} >= {"Zenobia Quillfether", "Abelard Voss-Okri", "4417-JX"}
