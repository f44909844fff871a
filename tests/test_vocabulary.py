"""The vocabulary as a whole: its manual is one case that loads, its page of the docs is printed from it, others fit it."""

from __future__ import annotations

import json
import re
import sys
import typing
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

import timeline
from tests import manual as cast
from timeline.cli import main
from timeline.draw import palette
from timeline.kinds import FAMILIES, KINDS
from timeline.kinds.manual import manual
from timeline.model import words
from timeline.model.actors import ActorKind, InstitutionKind
from timeline.model.event import Modality, Role, type_name
from timeline.model.evidence import Claim
from timeline.model.relations import EXTRA_RELATIONS, RELATIONS, RULES, Rule

ROOT = Path(__file__).parent.parent
NAMED = {type_name(kind): kind for kind in KINDS}


def run(*given: object) -> str:
    ran = CliRunner().invoke(main, [str(word) for word in given])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> timeline.Case:
    """The examples of all manual entries, as one case."""
    return timeline.load(cast.write(tmp_path_factory.mktemp("vocabulary")))


# The manual's own case


def test_the_examples_of_the_manual_are_one_case_that_loads(everything):
    """With every field that the forms ask for, and everyone and everything in it used."""
    assert {p.code for p in everything.problems} & {"left-out", "unused-actor", "unused-source"} == set()
    assert {event.type for event in everything} == set(NAMED)


def test_the_examples_use_every_relation_but_one_that_joins_records(everything):
    used = {name for event in everything for name, _, _ in event.written.links()}
    used |= {"fulfils"} if any(event.written.fulfils for event in everything) else set()
    used |= {"contradicts" for event in everything for claim in event.written.claims if claim.contradicts}
    assert used == {relation.name for relation in (*RELATIONS, *EXTRA_RELATIONS)} - {"same_as"}


def test_every_word_in_backquotes_is_a_word_of_the_vocabulary():
    """A manual entry that sends a reader to another type, field or word sends them somewhere."""
    known = set(json.dumps(json.loads(run("types", "--json"))).replace('"', " ").replace(",", " ").split()) | set(NAMED)
    for name, kind in NAMED.items():
        for word in re.findall(r"``([a-z_]+)", kind.__doc__ or ""):
            assert word in known, f"{name}: {word}"


def test_the_page_shows_every_type_with_its_family_its_heading_and_its_fields(everything, tmp_path):
    page = everything.save(tmp_path / "page.html").read_text(encoding="utf-8")
    for event in everything:
        assert f'id="{event.id}"' in page
    for heading in ("Death in custody", "Officer-involved shooting", "Letter from the Department of Justice", "Plea"):
        assert heading in page
    for name, family in FAMILIES:
        assert f'<option value="{name}">{family}</option>' in page
        assert f"--f-{name}:{palette.LIGHT[name]}" in page
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for said in (
        "incomplete report: not sustained (neither proved nor disproved)",
        "manner homicide (caused by another person; not a finding of a crime)",
        "until “An end to desk duty”",
        "filed within 10 days from “The city dismisses one of the two officers”",
        "orders “The footage made public”",
        "primary: 61, secondary: 22, operational: 4",
        "response due within 30 days after “The Department of Justice asks for records of force”",
        "(to Chief of Police)",
        "as County Coroner says",
    ):
        assert said in text, said


def test_the_chart_has_a_lane_for_each_family_and_the_graph_every_event(everything):
    drawn = json.dumps(everything.figure(lanes="family").to_plotly_json(), default=str)
    drawn = re.sub(r"\s+", " ", re.sub(r"</?\w+>", " ", drawn))  # long names are broken into lines
    assert [family for _, family in FAMILIES if family not in drawn] == []
    families = {data["family"] for _, data in everything.graph().nodes(data=True)}
    assert families == {family for family, _ in FAMILIES}


def test_each_family_has_a_colour_on_light_and_dark_paper():
    assert list(palette.LIGHT) == list(palette.DARK) == [family for family, _ in FAMILIES]
    assert {kind.family for kind in KINDS} == set(palette.LIGHT)


# The docs and the command


def test_the_page_of_the_docs_is_what_the_registry_prints():
    kept = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert kept == run("types", "--markdown"), "print it anew: timeline types --markdown > docs/vocabulary.md"


def test_the_docs_show_every_type_relation_and_word_with_its_meaning():
    page = run("types", "--markdown")
    found = json.loads(run("types", "--json"))
    for one in (*found["types"], *found["relations"]):
        assert f"\n### {one['name']}\n" in page
    for table in ("modalities", "actor_kinds", "institution_kinds", "roles", "stances", "claim_statuses", "statuses"):
        for row in found[table]:
            assert row["definition"], row
            assert f"| `{row['name']}` |" in page
    for one in found["types"]:
        for field in one["fields"]:
            assert field["definition"], (one["name"], field["name"])


def test_the_listing_fits_a_terminal_and_shows_narrower_forms_under_their_type():
    listing = run("types")
    assert [line for line in listing.splitlines() if len(line) > 80] == []
    lines = listing.splitlines()
    at = {name: lines.index(f"{' ' * (4 if len(kind.is_a()) > 1 else 2)}{name}") for name, kind in NAMED.items()}
    for name, kind in NAMED.items():
        wider = kind.is_a()[1:2]
        assert not wider or at[wider[0]] < at[name]
    for heading in ("PERSONNEL (personnel)", "RELATIONS", "KINDS OF ACTOR", "STANCES OF A CLAIM"):
        assert heading in lines


@pytest.mark.parametrize("name", NAMED)
def test_one_type_is_shown_as_a_form_with_an_example(name):
    shown = run("types", name)
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert "\n  FIELDS\n" in shown
    assert "\n  EXAMPLE\n" in shown
    assert f"      type: {name}\n" in shown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("personnel", "PERSONNEL (personnel)"),
        ("rules_on", "Stands on: charging_decision, court_ruling"),
        ("rules_on", "decree_action only with step: proposed"),
        ("fulfils", "Joins an event and an obligation."),
        ("exonerated", "was lawful or within policy"),
        ("conditional", "It happens if a stated condition holds"),
        ("placeholder", "Someone a source leaves open"),
        ("court", "KINDS OF INSTITUTION"),
    ],
)
def test_a_family_a_relation_and_a_word_are_explained_too(name, said):
    assert said in run("types", name)


def test_no_name_gets_the_nearest_one():
    ran = CliRunner().invoke(main, ["types", "reasignment"])
    assert (ran.exit_code, "did you mean 'reassignment'?" in ran.stderr) == (2, True)


# Actors


ACTED = """
sources:
  s1: {{kind: letter, title: L, publisher: city}}
actors:
  city: {{kind: institution, name: C}}
  a: {}
events:
  e: {{type: public_meeting, convener: a, title: T, when: 2021-05, cites: s1}}
"""


@pytest.mark.parametrize(
    "actor",
    [
        "{kind: institution, institution_kind: oversight_body, oversight_model: review, name: A}",
        "{kind: jurisdiction, jurisdiction_kind: county, name: A, within: city}",
    ],
)
def test_an_actor_says_what_kind_of_place_or_overseer_it_is(case, actor):
    assert len(timeline.load(case(ACTED.format(actor)))) == 1


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        ("{kind: person, label: A, oversight_model: review}", "'oversight_model' belongs to a institution"),
        ("{kind: office, name: A, jurisdiction_kind: county}", "'jurisdiction_kind' belongs to a jurisdiction"),
        ("{kind: institution, oversight_model: reviews, name: A}", "did you mean 'review'?"),
        ("{kind: jurisdiction, jurisdiction_kind: city, name: A}", "One of: federal, state, county"),
    ],
)
def test_what_an_actor_is_not_it_cannot_say(case, actor, said):
    with pytest.raises(timeline.CaseError, match=re.escape(said)):
        timeline.load(case(ACTED.format(actor)))


# The schema, as an editor uses it


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: days are text, and only true and false are truths."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def test_an_editor_finds_nothing_wrong_in_the_examples_and_everything_wrong_in_a_changed_one():
    checker = jsonschema.Draft202012Validator(json.loads(run("schema")))
    head = {"case": "a", "title": "A", "as_of": "2024-12-31"}
    for name, kind in NAMED.items():
        events = yaml.load(manual(kind).example, Editor)  # noqa: S506 - a SafeLoader
        assert [error.message for error in checker.iter_errors({**head, "events": events})] == [], name
        event = next(iter(events.values()))
        needed = next(field for field, info in reversed(kind.model_fields.items()) if info.is_required())
        for wrong in ({"no_such_field": "x"}, {"modality": "happened"}, {needed: None}):
            changed = {key: value for key, value in {**event, **wrong}.items() if value is not None}
            assert not checker.is_valid({**head, "events": {"a": changed}}), (name, wrong)


# Tables of words and the models


def literal(annotation: object) -> list[str]:
    """The words of an annotation, unions looked through."""
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    return [word for argument in typing.get_args(annotation) for word in literal(argument)]


@pytest.mark.parametrize(
    ("table", "annotation"),
    [
        (words.MODALITIES, Modality),
        (words.ROLES, Role),
        (words.ACTOR_KINDS, ActorKind),
        (words.INSTITUTION_KINDS, InstitutionKind),
        (words.STANCES, Claim.model_fields["stance"].annotation),
        (words.CLAIM_STATUSES, Claim.model_fields["status"].annotation),
        (RULES, Rule),
    ],
)
def test_each_word_has_its_meaning_and_each_meaning_its_word(table, annotation):
    assert [word for word, _ in table] == literal(annotation)


def test_words_easily_misread_are_words_that_can_be_written():
    written = {word for kind in KINDS for info in kind.model_fields.values() for word in literal(info.annotation)}
    nested = {"sustained", "not_sustained", "exonerated", "unfounded", "no_further_investigation"}
    assert {word for word, _ in words.WORDS} <= written | nested
    assert set(words.GLOSSED) <= {word for word, _ in words.WORDS}


def test_cleared_is_never_a_word():
    """It means a ruling, a declination, a finding or a no bill: a forum and its outcome say which."""
    assert "cleared" not in {
        word for kind in KINDS for info in kind.model_fields.values() for word in literal(info.annotation)
    }


# Crosswalk: each kind of event that the Louisiana law enforcement data keep, as an event here. Awards and pay have none:
# they are no steps of accountability, and a newsroom that needs them adds a type.

LLEAD = """
    complaint_incident: type: misconduct_incident, subject: officer-a, allegation_kind: search, proof_status: alleged
    complaint_receive: type: complaint_received, intake_body: board, subject: officer-a
    allegation_create: type: complaint_received, intake_body: board, allegations: {kind: discourtesy, rule_ref: "3.1"}
    uof_occur: type: use_of_force, subject: officer-a, proof_status: reported, aggregate: false, force_types: [taser]
    uof_receive: type: investigation_opened, body: police, kind: internal_affairs, subject: officer-a
    uof_created: type: investigation_opened, body: police, kind: internal_affairs
    uof_assigned: type: investigation_opened, body: police, kind: internal_affairs, deadline: 2022-07
    uof_completed: type: investigation_finding, body: police, findings: exonerated
    uof_due: type: investigation_opened, body: police, kind: internal_affairs
    stop_and_search: type: misconduct_incident, subject: officer-a, allegation_kind: stop, proof_status: reported
    investigation_start: type: investigation_opened, body: police, kind: internal_affairs
    investigation_complete: type: investigation_finding, body: police, findings: not_sustained
    disposition: type: investigation_finding, body: police, findings: [{allegation: discourtesy, finding: sustained}]
    initial_action: type: discipline_imposed, subject: officer-a, penalty: other_stated
    suspension_start: type: suspension, subject: officer-a, length: 30 days
    suspension_end: type: discipline_imposed, subject: officer-a, penalty: suspension, length: 80 hours
    officer_demotion: type: discipline_imposed, subject: officer-a, penalty: demotion
    officer_letter_of_reprimand: type: discipline_imposed, subject: officer-a, penalty: reprimand_written
    board_hearing: type: hearing_held, forum: board
    appeal_hearing: type: hearing_held, forum: commission, subject: officer-a
    appeal_hearing_2: type: hearing_held, forum: commission, subject: officer-a
    appeal_file: type: review_requested, requester: officer-a, forum_kind: civil_service
    appeal_receive: type: review_requested, requester: officer-a, forum: commission, forum_kind: civil_service
    appeal_disposition: type: oversight_ruling, body: commission, outcome: modified
    officer_hire: type: appointment, appointee: officer-a, post: Officer
    officer_rank: type: appointment, appointee: officer-a, post: Sergeant
    officer_dept: type: appointment, appointee: officer-a, post: Detective bureau
    officer_left: type: separation, subject: officer-a, reason: resigned_under_investigation
    officer_post_decertification: type: certification_action, subject: officer-a, body: state, action: revoked
    officer_level_1_cert: type: certification_action, subject: officer-a, body: state, action: certified
    officer_pc_12_qualification: type: certification_action, subject: officer-a, body: state, action: certified
    brady_list: type: certification_action, subject: officer-a, body: prosecutor, action: brady_listed
    claim_made: type: lawsuit_filed, plaintiff: family, defendant: city, court_unstated: true, amount: 20000
    claim_receive: type: lawsuit_filed, plaintiff: family, defendant: city, court_unstated: true
    claim_occur: type: use_of_force, proof_status: alleged, aggregate: false
    claim_closed: type: settlement, claimant: family, payer: city, stage: agreed
    check_date: type: settlement, claimant: family, payer: city, stage: paid, amount: "12,500", currency: USD
"""
DUE = """
obligations:
  report:
    {label: A report on the force used, created_by: uof-due, obligor: police, force: statutory, due: 2022-06-30, cites: herald}
"""


def test_every_kind_of_the_louisiana_data_has_a_type_that_takes_it(case):
    rows = [line.strip().partition(": ")[::2] for line in LLEAD.strip().splitlines()]
    events = "".join(
        f"  {kind.replace('_', '-')}: {{title: From a row of data, when: 2022-05, cites: herald, {rest}}}\n"
        for kind, rest in rows
    )
    files = {name: (cast.CAST / name).read_text(encoding="utf-8") for name in ("actors.yaml", "sources.yaml")}
    read = timeline.load(case(f"as_of: 2024-12-31\nevents:\n{events}{DUE}", files=files))
    assert len(read) == len(rows) == 37


# A newsroom's own types, in ten lines each

OWN = '''
from typing import ClassVar, Literal
from timeline.kinds.public import PublicMeeting
from timeline.model.block import ActorIds, Ask
from timeline.model.event import Event


class CellInspection(Event):
    """A cell block is inspected."""

    family: ClassVar[str] = "inspection"
    heading: ClassVar[str] = "Inspection of cells"
    type: Literal["cell_inspection"] = "cell_inspection"
    inspector: ActorIds
    state: Ask[Literal["clean", "unfit", "unknown"]] = "unknown"


class Vigil(PublicMeeting):
    """People gather to remember someone."""

    type: Literal["vigil"] = "vigil"


MINE = (CellInspection, Vigil)
'''
EVENTS = """
events:
  cells: {type: cell_inspection, inspector: csc, state: unfit, title: The cells are inspected, when: 2021-05, cites: s1}
  vigil: {type: vigil, convener: paper, title: A vigil, when: 2021-05, concerns: cells, cites: s1}
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A newsroom's module in the folder the command is started from, and its types."""
    (tmp_path / "newsroom_words.py").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    import newsroom_words

    yield newsroom_words
    sys.modules.pop("newsroom_words", None)


def test_own_types_are_passed_to_load_as_an_argument(case, own):
    home = case(EVENTS)
    with pytest.raises(timeline.CaseError, match="'cell_inspection' is not an event type"):
        timeline.load(home)
    read = timeline.load(home, kinds=(*KINDS, *own.MINE))
    assert [event.type for event in read] == ["cell_inspection", "vigil"]
    assert read.order("cells", "vigil") is timeline.Order.POSSIBLY


def test_own_types_are_in_the_schema_the_listing_the_form_and_the_page_of_the_docs(own):
    named = ("--types", "newsroom_words:MINE")
    schema = json.loads(run("schema", *named))
    event = schema["properties"]["events"]["additionalProperties"]
    assert {"cell_inspection", "vigil"} <= set(event["properties"]["type"]["enum"])
    inspection = schema["$defs"]["CellInspection"]
    assert inspection["properties"]["state"]["enum"] == ["clean", "unfit", "unknown"]
    assert "inspector" in inspection["required"]
    listing = run("types", *named)
    assert "\nINSPECTION (inspection)\n  cell_inspection\n" in listing
    assert listing.index("  public_meeting\n") < listing.index("    vigil\n") < listing.index("  media_report\n")
    assert "state, asked for: one of the words" in run("types", "cell_inspection", *named)
    page = run("types", "--markdown", *named)
    assert "\n## Inspection\n\n### cell_inspection\n" in page
    assert "A narrower form of [`public_meeting`](#public_meeting): it has the same fields." in page


def test_own_types_are_on_the_page_with_their_family_in_the_filter_and_a_colour(case, own, tmp_path):
    read = timeline.load(case(EVENTS), kinds=(*KINDS, *own.MINE))
    page = read.save(tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<option value="inspection">' in page
    assert "--f-inspection:" in page
    assert "Inspection of cells" in page
    assert "state unfit" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_mistake_in_an_own_type_is_explained_like_any_other(case, own):
    wrong = EVENTS.replace("unfit", "unfitt").replace("type: vigil, convener: paper", "type: vigil")
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(case(wrong), kinds=(*KINDS, *own.MINE))
    found = {p.message: p.hint for p in refused.value.problems if p.is_error}
    assert found["event 'cells', 'state': 'unfitt' is not one of the allowed values"].startswith(
        "did you mean 'unfit'?"
    )
    assert "event 'vigil' needs 'convener'" in found


def test_two_types_of_one_name_are_refused(own):
    ran = CliRunner().invoke(main, ["types", "--types", "timeline.kinds.public:PublicMeeting"])
    assert ran.exit_code == 0, "a type of the package that is named again is the same type"
    twice = (*KINDS, type("Vigil", (own.Vigil,), {}), own.Vigil)
    with pytest.raises(ValueError, match="two event types are called 'vigil'"):
        timeline.load("nowhere.yaml", kinds=twice)
