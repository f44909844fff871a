"""The schema in an editor: a real YAML language server completes what can be typed, explains it, and marks what is wrong.

Without the server (`make test` has npm install it) these tests are skipped, and one line says so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.language_server import NOT_THERE, Editor, is_there
from tests.previewing import preview
from timeline.build import examine
from timeline.checks.codes import CODES
from timeline.cli import main
from timeline.files.case import SECTIONS
from timeline.files.schema import PARTS
from timeline.kinds import KINDS, by_name
from timeline.kinds.imported import ImportedRow
from timeline.kinds.manual import manual
from timeline.model.event import Event, actor_fields, own_fields, type_name
from timeline.model.relations import RELATIONS
from timeline.new import CASE_SCHEMA

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = sorted(EXAMPLES.glob("*/**/*.yaml"))
NAMES = {"case": "*.yaml", "private": "private.yaml"} | {part: f"{part}-alone.yaml" for part in SECTIONS}
RULING = "events:\n  a:\n    type: commission_ruling\n    {}\n"
WHOLE = """\
events:
  a:
    type: commission_ruling
    title: A ruling
    when: 2021-03
    body: board
    outcome: upheld
    relief_ordered: none
    cites: s L2
"""


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    """An editor that has every part of the schema mapped, as the command prints it."""
    if not is_there():
        pytest.skip(NOT_THERE)
    home = tmp_path_factory.mktemp("schemas")
    addresses = {}
    for part in PARTS:
        ran = subprocess.run(
            [sys.executable, "-m", "timeline", "schema", "--part", part], capture_output=True, check=True, text=True
        )
        (home / f"{part}.json").write_text(ran.stdout, encoding="utf-8")
        addresses[(home / f"{part}.json").as_uri()] = NAMES[part]
    # a file that two patterns fit would be held against both
    addresses[(home / "case.json").as_uri()] = ["case.yaml", "events.yaml", "sources.yaml"]
    found = Editor(addresses)
    yield found
    found.close()


# Completion


def test_after_type_every_type_is_offered_with_what_it_is(editor):
    offered = editor.offers("events:\n  a:\n    type: |\n")
    assert list(offered) == [*by_name(KINDS), type_name(ImportedRow)], "an imported row is known, and comes last"
    assert offered["commission_ruling"] == manual(by_name(KINDS)["commission_ruling"]).summary


@pytest.mark.parametrize("name", ["commission_ruling", "use_of_force", "compliance_report"])
def test_an_event_is_offered_the_fields_of_its_own_type_and_of_no_other(editor, name):
    kind = by_name(KINDS)[name]
    offered = set(editor.offers(f"events:\n  a:\n    type: {name}\n    |\n"))
    own = {kind.model_fields[field].alias or field for field in (*actor_fields(kind), *own_fields(kind))}
    shared = {*Event.model_fields} - {"id", "type"} - {relation.name for relation in RELATIONS}
    stands = {r.name for r in RELATIONS if not r.sources or not r.sources.isdisjoint(kind.is_a())}
    assert offered - {name} == own | shared | stands, "the type's own name stands for all that it needs"


@pytest.mark.parametrize(
    ("text", "among"),
    [
        (RULING.format("outcome: |"), {"upheld", "overturned", "split"}),
        (RULING.format("relief_ordered:\n      - |"), {"back_pay", "return_to_duty"}),
        (RULING.format("modality: |"), {"occurred", "inferred", "did_not_occur"}),
        (RULING.format("alters: {event: b, effect: |}"), {"overturns", "remands"}),
        (RULING.format("rules_on:\n      - event: b\n        |"), {"disposes", "cites", "basis", "reason"}),
        (RULING.format("claims:\n      - |"), {"by", "says", "about", "stance", "contradicts", "quote"}),
        (RULING.format("claims:\n      - stance: |"), {"asserts", "denies", "declines", "characterises"}),
        (RULING.format("actors:\n      |"), {"decider", "witness", "alleged_victim"}),
        (RULING.format("when: |"), {"unknown", "publication", "before EVENT"}),
        (RULING.format("cites:\n      - source: s\n        at: |"), {"L2", "p.3", "¶12"}),
        ("events:\n  a:\n    type: investigation_finding\n    findings: |\n", {"sustained", "unfounded"}),
        ("sources:\n  s:\n    |\n", {"kind", "publisher", "published", "sha256", "derived_from"}),
        ("sources:\n  s:\n    kind: |\n", {"news_report", "court_order", "dataset"}),
        ("actors:\n  a:\n    |\n", {"kind", "within", "size", "subset_of", "from", "naming"}),
        ("actors:\n  a:\n    kind: |\n", {"person", "office", "tenure", "group"}),
        ("actors:\n  a:\n    size: |\n", {"several", "unknown"}),
        ("obligations:\n  o:\n    |\n", {"obligor", "due", "force", "created_by", "closed_by"}),
        ("obligations:\n  o:\n    force: |\n", {"ordered", "statutory", "self_imposed"}),
        ("obligations:\n  o:\n    due:\n      |\n", {"claim", "unspecified", "calendar", "every"}),
        ("obligations:\n  o:\n    due:\n      calendar: |\n", {"weekdays", "us", "us-ms", "de-by"}),
        ("obligations:\n  o:\n    due:\n      every: |\n", {"year", "6 months"}),
        ("|\n", {"case", "title", "as_of", "threads", "accept", *SECTIONS}),
        ("conventions:\n  approximate:\n    |\n", {"day", "month", "decade"}),
    ],
)
def test_what_can_stand_at_a_place_is_offered_there(editor, text, among):
    assert among - set(editor.offers(text)) == set()


@pytest.mark.parametrize("text", ["accept:\n  |\n", RULING.format("accept:\n      |")])
def test_the_codes_that_can_be_accepted_are_offered_with_their_meaning(editor, text):
    offered = editor.offers(text)
    assert set(offered) == {code.name for code in CODES if set(code.severities) != {"error"}}
    assert offered["single-source"] == "One source only."


# What is shown on pointing at something


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULING.format("modal|ity: occurred"), "Whether it happened, and if not, how it stands."),
        (RULING.format("modality: occ|urred"), "At least one cited claim says that it happened"),
        (RULING.format("rules_|on: b"), "a ruling cannot precede what it rules on"),
        ("events:\n  a:\n    type: doj|_letter\n", manual(by_name(KINDS)["doj_letter"]).summary),
        ("sources:\n  s:\n    pub|lished: 2021\n", "what it reports as past is no later than that"),
        ("obligations:\n  o:\n    due:\n      cal|endar: us\n", "The working days that are counted, or rolled to"),
        ("actors:\n  a:\n    kind: off|ice\n", "A post whoever holds it"),
        ("as_|of: 2021-01-01\n", "The day this record was last brought up to date."),
    ],
)
def test_a_key_and_a_word_are_explained_where_they_stand(editor, text, said):
    assert said in editor.says(text)


# What is marked


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_nothing_is_marked_in_any_file_of_the_examples(editor, path):
    """One schema serves them all: the case file, and the companions that hold a section each."""
    assert editor.problems(path.read_text(encoding="utf-8"), "case.yaml") == []


def test_nothing_is_marked_in_the_example_of_any_type(editor):
    examples = "events:\n" + "".join(
        f"  {line}\n" for kind in KINDS for line in manual(kind).example.replace("\n\n", "\n").splitlines()
    )
    assert editor.problems(examples, "case.yaml") == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("events:\n  a:\n    type: comission_ruling\n", 3, 'Valid values: "use_of_force"'),
        (WHOLE + "    outcom: x\n", 10, "Property outcom is not allowed"),
        (WHOLE.replace("upheld", "uphelt"), 7, 'Valid values: "upheld", "modified", "overturned"'),
        (WHOLE.replace("    body: board\n", ""), 2, 'Missing property "body"'),
        (WHOLE + "    appeals: b\n", 10, "Property appeals is not allowed"),
        (WHOLE + "    alters: {event: b}\n", 10, 'Missing property "effect"'),
        (WHOLE + "    claims: {says: A, cites: s, stance: assert}\n", 10, 'Valid values: "asserts", "denies"'),
        (WHOLE + "    accept: {uncited: R}\n", 10, "Property uncited is not allowed"),
        (WHOLE + "    actors: {decidor: board}\n", 10, "Property decidor is not allowed"),
        (WHOLE.replace("cites: s L2", "cites: S2"), 9, "does not match the pattern"),
        (WHOLE.replace("  a:", "  A1:"), 2, "does not match the pattern"),
        ("sources:\n  s: {kind: lettr, title: A, publisher: p}\n", 2, '"letter"'),
        ("actors:\n  a: {kind: group, label: A, size: twelve}\n", 2, "Incorrect type"),
        ("actors:\n  a: {kind: group, label: A, size: {mim: 5}}\n", 2, "Incorrect type"),
        ("obligations:\n  o: {label: A, created_by: a, obligor: b, force: ordered, cites: s}\n", 2, '"due"'),
        ("case: a\ntitle: A\n", 1, 'Missing property "as_of"'),
        ("titel: A\n", 1, "Property titel is not allowed"),
        ("evnets: {}\n", 1, "Property evnets is not allowed"),
    ],
)
def test_what_is_wrong_is_marked_on_its_line(editor, text, line, said):
    found = editor.problems(text, "case.yaml")
    assert [row for row in found if row[0] == line and said in row[1]], found


# Files that leave their section out, and private.yaml


def test_a_file_of_bare_blocks_has_a_schema_of_its_own(editor):
    bare = "\n".join(line.removeprefix("  ") for line in WHOLE.splitlines()[1:]) + "\n"
    for name, text in (("events-alone.yaml", bare), ("events-alone.yaml", WHOLE)):
        assert editor.problems(text, name) == []
        assert editor.problems(text.replace("upheld", "uphelt"), name)
    assert "back_pay" in editor.offers("a:\n  type: commission_ruling\n  relief_ordered: |\n", "events-alone.yaml")
    assert "court_order" in editor.offers("s:\n  kind: |\n", "sources-alone.yaml")
    assert "tenure" in editor.offers("a:\n  kind: |\n", "actors-alone.yaml")
    assert "ordered" in editor.offers("o:\n  force: |\n", "obligations-alone.yaml")


def test_private_yaml_has_a_schema_of_its_own(editor):
    assert set(editor.offers("actors:\n  a:\n    |\n", "private.yaml")) >= {"name", "aliases", "badge_numbers", "note"}
    assert editor.problems("actors:\n  a: {name: N, badge_numbers: [12, B7]}\n", "private.yaml") == []
    [(line, said)] = editor.problems("actors:\n  a: {nmae: N}\n", "private.yaml")
    assert (line, said) == (2, "Property nmae is not allowed.")


# What is in the case already


def test_the_ids_of_a_case_are_offered_in_any_editor_as_soon_as_a_preview_has_built_it(tmp_path):
    """By the line at the head of the file alone: nothing is set up in the editor, and it stays open all the time."""
    if not is_there():
        pytest.skip(NOT_THERE)
    folder = tmp_path / "alder"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    file, schema = folder / "case.yaml", folder / CASE_SCHEMA
    text = file.read_text(encoding="utf-8")
    places = {
        "    responds_to: request": ("events", "    responds_to: |"),
        "    intake_body: board": ("actors", "    intake_body: |"),
        "    cites: [gazette L4, letter p.1]": ("sources", "    cites: [|]"),
        "    publisher: board": ("actors", "    publisher: |"),
        "    fulfils: written-rule": ("obligations", "    fulfils: |"),
    }
    blank = Editor({})
    try:
        before = [set(blank.offers(text.replace(old, new, 1), file)) for old, (_, new) in places.items()]
        with preview(folder) as running:
            assert running.ask().status == 200
        blank.changed(schema)
        record = examine(folder).whole
        for (old, (section, new)), was in zip(places.items(), before, strict=True):
            ids = set(getattr(record, section))
            assert not ids & was, new
            assert ids <= set(blank.offers(text.replace(old, new, 1), file)), new
        assert set(record.events) <= set(blank.offers(text.replace("concerns: stop", "concerns: |"), file))
        companion = "# yaml-language-server: $schema=../.timeline/case.schema.json\nevents:\n  a:\n    responds_to: |\n    type: policy_action\n"
        assert set(record.events) <= set(blank.offers(companion, folder / "events" / "later.yaml"))
    finally:
        blank.close()
