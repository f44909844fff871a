"""The Jackson case continued from public record: each fact of the inventory with its source, and what became of it.

The inventory is section 6 of ../shared/design/domain.md. Where it is not, the tests that read it are skipped.
"""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

import timeline
from timeline.model.block import Block
from timeline.model.evidence import Citation

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "examples" / "jackson-record"
DOMAIN = ROOT.parent / "shared" / "design" / "domain.md"
FACTS = tuple(f"J{number:02}" for number in range(1, 47))
NOBODY_ANSWERED = {"complaint-2018", "names-suit", "suspensions-appealed", "suits-pending"}


@pytest.fixture(scope="module")
def found():
    return timeline.load(RECORD)


@pytest.fixture(scope="module")
def record(found):
    return found.dated.record


@pytest.fixture(scope="module")
def first(request):
    """The case of the three reports alone."""
    return timeline.load(ROOT / "examples" / "jackson")


@pytest.fixture(scope="module")
def inventory():
    """The rows of section 6: {id: (date, fact, where it was met)}."""
    if not DOMAIN.is_file():
        pytest.skip("shared: the inventory in ../shared/design is not here")
    rows = re.findall(r"^\| (J\d\d) \| (.*?) \| (.*) \| (.*?) \|$", DOMAIN.read_text(encoding="utf-8"), re.MULTILINE)
    return {id_: (day, fact, met) for id_, day, fact, met in rows}


@pytest.fixture
def edited(tmp_path):
    """The record with its events changed, in a copy: ``edited(change)`` calls it on the events of each file."""

    def make(change):
        home = tmp_path / "record"
        shutil.copytree(RECORD, home)
        for path in (home / "events").iterdir():
            typed = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text alone, no objects
            change(typed["events"])
            path.write_text(yaml.safe_dump(typed, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return timeline.load(home)

    return make


def inside(block):
    """A block and every block in it."""
    yield block
    for name in type(block).model_fields:
        value = getattr(block, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Block):
                yield from inside(item)


def carrying(record, fact):
    """(block, what of it carries a fact): events, obligations, actors and sources, or a claim on one of them."""
    for _, block in record.blocks():
        for part in inside(block):
            if fact in getattr(part, "refs", {}).get("record", ""):
                yield block, part


def cited(part):
    """The sources of a block or a claim, without those of claims in it that carry facts of their own."""
    found = {part.source} if isinstance(part, Citation) else set()
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Block) and "record" not in getattr(item, "refs", {}):
                found |= cited(item)
    return found


def is_met_in(row, source):
    """What a source says it was `cited` as stands in a row of the inventory: its outlet, and its day or number."""
    named, text = (
        re.sub(r"\.(com|org)\b", "", words.replace("/", "-")) for words in (source.refs["cited"], " ".join(row))
    )
    return all(word in text for word in re.findall(r"[a-z]+|\d{4}-\d\d(?:-\d\d)?|\d+", named))


def days(found, block):
    """Every day that a block can be told by: bounds of an event, a due day, a publication, an office's first day."""
    if block.id in found.events:
        dates = found.events[block.id].dates
        return {str(day) for day in (dates.earliest, dates.latest, dates.end_latest) if day}
    typed = [getattr(block, "published", None)]
    typed += [claim.claim for claim in (getattr(block, "due", None), *getattr(block, "since", ())) if claim]
    return {str(day)[:10] for day in typed if day}


# Each fact, with its source


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_is_there(record, fact):
    assert list(carrying(record, fact))


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_cites_what_the_inventory_cites_for_it(record, inventory, fact):
    """Some source that the row names, and for what is this fact's alone no source that it does not name."""
    seeds = {source.id for source in record.sources.values() if "seed" in source.refs}
    used = set()
    for block, part in carrying(record, fact):
        sources = {block.id} if block.id in record.sources else cited(part)
        used |= {id_ for id_ in sources if is_met_in(inventory[fact], record.sources[id_])}
        if part.refs["record"] == fact and "inventory" not in part.refs:
            assert sources <= used | seeds, f"{block.id} cites what the inventory does not for {fact}"
    assert used, inventory[fact]


@pytest.mark.parametrize("fact", FACTS)
def test_the_days_of_the_inventory_are_those_of_the_record(found, record, inventory, fact):
    """Each whole day of the row's first column is a day of something that carries the fact, or no earlier than one."""
    known = {day for block, _ in carrying(record, fact) for day in days(found, block)}
    for before, day in re.findall(r"(on or before ~?)?(\d{4}-\d\d-\d\d)", inventory[fact][0]):
        assert day in known or (before and min(known) <= max(known) <= day), known


@pytest.mark.parametrize(
    ("event", "earliest", "latest"),
    [
        ("ruling", "2019-07-01", "2019-07-31"),
        ("reply", "2017-11-22", "2018-01-24"),
        ("duty-policy", "2018-01-01", "2018-10-17"),
        ("ordinance-defended-again", "2018-01-29", "2018-01-29"),
        ("names-suit", "2018-05-21", "2018-05-21"),
        ("indictments", "2020-08-01", "2020-08-13"),
        ("names-order-signed", "2018-09-28", "None"),
        ("no-city-appeal", "2019-07-01", "2019-08-30"),
    ],
)
def test_days_that_no_page_gives_follow_from_its_words(found, event, earliest, latest):
    dates = found.events[event].dates
    assert (str(dates.earliest), str(dates.latest)) == (earliest, latest)


def test_what_rests_on_an_excerpt_is_marked_as_needing_work(record):
    """Every claim that cites one of the added pages, and none that rests on the three reports alone."""
    seeds = {source.id for source in record.sources.values() if "seed" in source.refs}
    for _, block, _, claim in record.claims():
        assert (claim.status == "work_needed") == bool(cited(claim) - seeds), f"{block}.{claim.id}"


def test_every_event_that_was_added_has_such_a_claim(record):
    """A reader of any card sees that the page it rests on was not read whole."""
    added = [event for event in record.events.values() if "inventory" not in event.refs]
    assert len(added) > 50
    assert [event.id for event in added if not any(one.status == "work_needed" for one in event.claims)] == []


def test_an_address_is_one_that_the_inventory_gives(record, inventory):
    text = DOMAIN.read_text(encoding="utf-8")
    urls = [source.url for source in record.sources.values() if source.url]
    assert len(urls) >= 8
    for url in urls:
        assert url.removeprefix("https://").removeprefix("scribd.com/document/") in text


def test_the_warnings_that_stand_are_requests_nobody_answered(found):
    warned = [problem for problem in found.problems if problem.severity == "warning"]
    assert {problem.code for problem in warned} == {"no-outcome"}
    assert {re.search(r"event '([a-z0-9-]+)'", problem.message)[1] for problem in warned} == NOBODY_ANSWERED
    readme = (RECORD / "README.md").read_text(encoding="utf-8")
    assert all(f"`{id_}`" in readme for id_ in NOBODY_ANSWERED)


# Beside the case of the three reports


def test_every_event_of_the_first_case_is_here_under_its_id(record, first):
    for event in first.dated.record.events.values():
        here = record.events[event.id]
        assert (here.type, here.refs["inventory"], here.thread) == (event.type, event.refs["inventory"], event.thread)
    assert set(first.dated.record.obligations) <= set(record.obligations)


def test_of_the_reports_it_cites_no_line_that_the_first_case_does_not(record, first):
    def lines(case):
        return {
            (one.source, one.locator)
            for _, block in case.blocks()
            for one in inside(block)
            if isinstance(one, Citation) and one.locator
        }

    here, there = lines(record), lines(first.dated.record)
    assert here <= there
    assert len(here) > 30


def test_with_the_reports_at_hand_every_passage_is_found(shared):
    case = timeline.load(RECORD, archives=[shared])
    assert [p for p in case.problems if p.code.startswith(("quote", "locator", "copy", "passages"))] == []


def test_what_was_expected_has_occurred_and_more_is_expected(found, first):
    assert (first.events["names-policy"].modality, found.events["names-policy"].modality) == ("expected", "occurred")
    assert found.events["names-order-signed"].modality == "expected"


def test_a_month_that_cannot_be_is_set_aside_and_shown(found, record, first, edited):
    """January 2018 is not about seven months before July 2019; the petition has it all the same."""
    [aside] = [claim for claim in record.events["reassigned"].when if claim.status == "conflict"]
    assert aside.claim == "2018-01"
    assert aside.reason
    assert found.events["reassigned"].dates == first.events["reassigned"].dates

    def accept(events):
        for claim in events["reassigned"]["when"] if "reassigned" in events else ():
            claim.pop("status", None)

    with pytest.raises(timeline.CaseError, match="dates-contradict"):
        edited(accept)


# What is owed

ON = ("2018-01-25", "2018-03-27", "2019-10-21", "2020-08-13", "2024-01-30")
NOT_YET = ("not_triggered", None)
STANDS = {
    "return-to-duty": (
        NOT_YET, NOT_YET, ("partly_fulfilled", (82, 112)), ("partly_fulfilled", (379, 409)), ("partly_fulfilled", (1644, 1674)),
    ),
    "bring-back-from-leave": (NOT_YET, NOT_YET, NOT_YET, ("condition_failed", None), ("condition_failed", None)),
    "write-names-policy": (NOT_YET, ("open", (0, 0)), *[("fulfilled_timing_unknown", None)] * 3),
    "produce-documents": (
        ("pending", (1, 1)), ("due_passed_unknown", (62, 62)), ("due_passed_unknown", (635, 635)),
        ("due_passed_unknown", (932, 932)), ("due_passed_unknown", (2197, 2197)),
    ),
    "answer-first-letter": (("fulfilled_timing_unknown", None),) * 5,
    "comply-or-return-grants": (NOT_YET,) * 5,
    "rule-on-petition": (NOT_YET, NOT_YET, ("open", (40, 40)), ("open", (337, 337)), ("open", (1602, 1602))),
    "sign-names-order": (NOT_YET, NOT_YET, ("open", (388, 388)), ("open", (685, 685)), ("open", (1950, 1950))),
    "appoint-panel": (NOT_YET, NOT_YET, ("open", (388, 388)), ("open", (685, 685)), ("open", (1950, 1950))),
    "reinstate-the-two": (NOT_YET, NOT_YET, NOT_YET, NOT_YET, ("superseded", None)),
    "decide-again": (NOT_YET, NOT_YET, NOT_YET, NOT_YET, ("open", (623, 1765))),
}  # fmt: skip


@pytest.mark.parametrize("day", ON)
def test_the_obligations_as_of_several_days(found, day):
    standing = {one.id: (one.status, one.days_open) for one in found.open(as_of=day)}
    assert standing == {id_: row[ON.index(day)] for id_, row in STANDS.items()}


def test_what_is_past_its_due_day_with_nothing_known_is_no_breach(found):
    one = {one.id: one for one in found.open(as_of="2018-03-27")}["produce-documents"]
    assert (one.days_overdue, one.evidence) == ((32, 32), "none")
    assert {one.status for one in found.open()} & {"overdue", "fulfilled_late"} == set()


def test_the_policy_took_163_days_to_agree_and_185_to_adopt(found):
    assert [str(found.elapsed("task-force", id_)) for id_ in ("consensus", "names-policy")] == ["163 days", "185 days"]


def test_what_is_still_searched_for_is_said_where_it_would_stand(found, record):
    for one in found.open():
        if one.is_open:
            assert re.search(r"found", record.obligations[one.id].closes_when), one.id
            assert one.last_checked == one.as_of


def test_the_windows_of_the_appeals(found):
    """The city's thirty days ran out between the end of July and the end of August."""
    [window] = [one for one in found.appeals() if one.id == "no-city-appeal"]
    assert [str(day) for day in window.closes] == ["2019-07-31", "2019-08-30"]


def test_before_the_indictments_were_public_the_promise_only_waited(found):
    then = found.known_on("2019-10-21")
    assert not {"indictments", "conviction", "conviction-reversed"} & set(then.events)
    assert {one.id: one.status for one in then.open()}["bring-back-from-leave"] == "not_triggered"


# Charges and their ends

ENDS = ("charges-dismissed", "conviction", "judgment", "conviction-reversed")


def test_the_later_dispositions_are_linked_to_the_charges(found):
    graph = found.graph()
    assert {source for source, _, data in graph.in_edges("indictments", data=True) if data["relation"] == "rules_on"} == {
        "charges-dismissed", "conviction", "judgment",
    }  # fmt: skip
    assert {target for _, target in graph.out_edges("conviction-reversed")} == {"conviction", "judgment"}


@pytest.mark.parametrize("gone", [ENDS, ("conviction", "judgment", "conviction-reversed")])
def test_without_them_the_check_warns_of_a_dangling_allegation(edited, gone):
    """Also if the end for two of the three is there: the third has none."""
    case = edited(lambda events: [events.pop(id_, None) for id_ in gone])
    warned = [problem.message for problem in case.problems if problem.code == "dangling-allegation"]
    assert any("'indictments'" in message for message in warned)


def test_a_conviction_that_was_reversed_has_fallen(found):
    assert {"conviction", "judgment"} <= {one.of.id for one in found.fallen()}


def test_whoever_reads_of_the_charges_reads_of_their_end(found, tmp_path):
    published = found.save(tmp_path / "record.html").read_text(encoding="utf-8")
    for card, ends in {"indictments": ENDS[:3], "conviction": ENDS[3:]}.items():
        [text] = re.findall(rf'<article id="{card}".*?</article>', published, re.DOTALL)
        assert all(f'href="#{end}"' in text for end in ends)
    [text] = re.findall(r'<article id="indictments".*?</article>', published, re.DOTALL)
    assert "None of them stands convicted" in html.unescape(text)


# The page, which is full: on a phone many marks have no room for a label


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_its_page_can_be_read_by_everyone(found, tmp_path, new_context, size):
    tab = new_context(viewport={"width": size[0], "height": size[1]}, offline=True).new_page()
    tab.goto(found.save(tmp_path / "record.html").as_uri())
    broken = Axe().run(tab).response["violations"]
    assert [f"{one['id']}: {node['html'][:160]}" for one in broken for node in one["nodes"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert {tab.locator(f'li[data-obligation-id="{id_}"]').count() for id_ in STANDS} == {1}


# Who is named


def test_whoever_is_not_an_office_holder_is_a_label(record):
    """No officer, nobody who died, nobody who sued is named; and no name lies beside the label."""
    named = {actor.id for actor in record.actors.values() if actor.kind == "person" and actor.name is not None}
    assert named == {"mayor-holder", "attorney-general-holder"}
    for actor in record.actors.values():
        if actor.kind == "group" or (actor.kind == "person" and actor.id not in named):
            assert (actor.naming, actor.name, actor.aliases) in {("label", None, ()), ("withhold", None, ())}, actor.id
    assert not (RECORD / "private.yaml").exists()


def test_no_caption_of_a_case_is_in_the_folder():
    """Captions are names: a decision is cited by its docket or its reporter."""
    for path in RECORD.rglob("*"):
        if path.is_file():
            assert not re.search(r"\b[A-Z]\w+ v\. ", path.read_text(encoding="utf-8")), path.name
