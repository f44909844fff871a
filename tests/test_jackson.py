"""The example the project is told with: every date follows from words and a publication day.

What needs the documents in ../shared/seeds is skipped where they are not; nothing of their text stands here, but for
the few words that must stand on a cited line (data/jackson-loci.json).
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import subprocess
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import timeline
from tests.packed import without_library
from timeline.cli import main
from timeline.model.block import Block
from timeline.model.evidence import Citation
from timeline.publish import scan

ROOT = Path(__file__).parent.parent
LOCI = json.loads((Path(__file__).parent / "data" / "jackson-loci.json").read_text(encoding="utf-8"))

INVENTORY = [f"A{n}" for n in range(1, 15)] + [f"B{n}" for n in range(1, 11)] + [f"C{n}" for n in range(1, 13)]
NOT_HAPPENED = {
    "A12": "conditional",
    "A13": "conditional",
    "B7": "announced",
    "B8": "announced",
    "B9": "expected",
    "C9": "conditional",
    "C10": "conditional",
    "C11": "expected",
}


@pytest.fixture(scope="module")
def found():
    return timeline.load(ROOT / "examples" / "jackson")


@pytest.fixture
def copy(jackson, tmp_path):
    """The example with some text exchanged: ``copy({"sources.yaml": [(old, new)]})``; each must stand there once."""

    def make(changes):
        home = tmp_path / "jackson"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(jackson, home)
        for name, pairs in changes.items():
            text = (home / name).read_text(encoding="utf-8")
            for old, new in pairs:
                assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
                text = text.replace(old, new)
            (home / name).write_text(text, encoding="utf-8", newline="\n")
        return home

    return make


@pytest.fixture(scope="module")
def published(found, tmp_path_factory):
    """The published page as text."""
    return found.save(tmp_path_factory.mktemp("published") / "jackson.html").read_text(encoding="utf-8")


def by_inventory(case):
    """Events by their number in the inventory."""
    return {event.refs["inventory"]: event for event in case.events.values()}


def errors(home):
    with pytest.raises(timeline.CaseError) as refused:
        timeline.load(home)
    return [problem for problem in refused.value.problems if problem.is_error]


def card(published, id_):
    """One event's card on the page, as a reader sees its text."""
    [found] = re.findall(rf'<article id="{id_}".*?</article>', published, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found)).split())


def bounds(event):
    dates = event.dates
    return tuple(str(day or "..") for day in (dates.earliest, dates.latest, dates.end_earliest, dates.end_latest))


# Appendix B of the domain research, by number


def test_appendix_b_01_every_entry_of_the_inventory_is_there_with_a_place(found):
    """35 events, and A14 as a claim on A10; each cites a line, and none the furniture of the page."""
    events = by_inventory(found)
    assert sorted(events) == sorted(set(INVENTORY) - {"A14"})
    [background] = [claim for claim in events["A10"].written.claims if claim.refs.get("inventory") == "A14"]
    for cites in [event.written.cites for event in events.values()] + [background.cites]:
        assert cites
        assert all(re.fullmatch(r"L\d+(-\d+)?", cite.locator or "") for cite in cites)
    lines = {line for cite in citations(found) if cite.source == "outlet-2018-01-25" for line in lines_of(cite)}
    assert lines.isdisjoint({1, 25, 26, 27, 28, 29})


def test_appendix_b_02_dates_follow_from_words_and_publication_days(found):
    events = by_inventory(found)
    assert {id_: bounds(events[id_])[:2] for id_ in ("A2", "B3", "C4", "C7", "B5")} == {
        "A2": ("2018-11-01", "2019-01-31"),
        "B3": ("2018-03-09", "2018-03-17"),
        "C4": ("2018-01-24", "2018-01-24"),
        "C7": ("2018-01-25", "2018-01-25"),
        "B5": ("2018-03-27", "2018-03-27"),
    }
    assert str(events["A2"].dates).startswith("about December 2018: ")
    assert bounds(events["A3"])[:2] == ("2018-11-01", "2019-07-31")


def test_appendix_b_03_a_ruling_before_its_request_is_an_error_that_names_both(copy):
    """The request is put a day after the ruling it was answered with."""
    home = copy(
        {"events/return-to-duty.yaml": [("when: [after reassigned, before ruling]", "when: the day after ruling")]}
    )
    found = errors(home)
    assert all("'asked': 'the day after ruling'" in problem.message for problem in found)
    [problem] = [problem for problem in found if "rules on" in problem.message]
    lines = (home / "events/return-to-duty.yaml").read_text(encoding="utf-8").splitlines()
    request = lines.index("    when: the day after ruling") + 1
    ruling = next(n for n, line in enumerate(lines, 1) if line.strip().startswith("rules_on:"))
    assert problem.code == "dates-contradict"
    assert "'ruling' rules on 'asked'" in problem.message
    assert "wlbt-2019-10-21 L2" in problem.message
    places = f"{problem.at} {problem.hint}"
    assert [f"return-to-duty.yaml:{line}:" in places for line in (request, ruling)] == [True, True]


def test_appendix_b_03_bounds_that_overlap_are_none(found):
    asked, ruling = found.events["asked"].dates, found.events["ruling"].dates
    assert asked.latest == ruling.latest
    assert found.order("asked", "ruling") is timeline.Order.POSSIBLY
    assert not [p for p in found.problems if p.is_error]


def test_appendix_b_04_a_cause_nobody_states_is_refused_and_a_stated_answer_accepted(found, copy):
    old = "    responds_to: {event: concerns-raised, cites: wlbt-2018-03-27 L17}\n    cites: [wlbt-2018-03-27 L1, "
    [accepted] = found.events["task-force"].written.responds_to
    assert (accepted.event, [cite.locator for cite in accepted.cites]) == ("concerns-raised", ["L17"])
    home = copy({"events/release-of-names.yaml": [(old, "    results_from: station-investigation\n" + old)]})
    [problem] = errors(home)
    assert problem.code == "cause-not-claimed"
    assert "'task-force' results from 'station-investigation', and no claim says so" in problem.message


def test_appendix_b_04_the_two_tempting_causes_are_not_drawn(found):
    """No report says that the reassignments came of the cases, or that the task force answers the investigation."""
    graph = found.graph()
    assert not graph.has_edge("reassigned", "use-of-force-cases")
    assert not graph.has_edge("task-force", "station-investigation")


def test_appendix_b_05_what_has_not_happened_never_counts_and_looks_it(found, published):
    events = by_inventory(found)
    assert {id_: e.modality for id_, e in events.items() if e.modality not in ("occurred", "inferred")} == NOT_HAPPENED
    graph = found.graph()
    for id_, modality in NOT_HAPPENED.items():
        event = events[id_]
        assert graph.nodes[event.id]["happened"] is False
        assert f'm-{modality}" href="#{event.id}"' in published, "its mark is drawn as what it is"
        said = {"announced": "Announced; the date is that of the announcement"}.get(
            modality, "not known to have happened"
        )
        assert said in card(published, event.id)
    for one in found.open(as_of="2030-01-01"):
        assert one.status in ("open", "not_triggered") or one.id == "answer-first-letter"


def test_appendix_b_06_the_return_to_duty_is_open_disputed_and_82_to_112_days_old(found):
    [owed] = [one for one in found.open(as_of="2019-10-21") if one.id == "return-to-duty"]
    assert found.dated.record.obligations[owed.id].refs == {"inventory": "OB1"}
    assert (owed.status, owed.disputed, owed.days_open, owed.evidence) == ("open", True, (82, 112), "some")


@pytest.mark.parametrize(
    ("group", "old", "new"),
    [
        ("jurisdictions", "size: 23", "size: 21"),
        ("other-jurisdictions", "size: 22", "size: 24"),
        ("other-jurisdictions", "size: 22", "size: 21"),
        ("california-jurisdictions", "size: 9", "size: 10"),
        ("southern-jurisdictions", "size: 2", "size: 3"),
        ("remaining-jurisdictions", "size: 11", "size: 12"),
    ],
)
def test_appendix_b_07_the_jurisdictions_add_up_and_no_other_number_would(found, copy, group, old, new):
    """23 = 1 + 22, and 22 = 9 + 2 + 11."""
    sizes = {id_: a.size.exact for id_, a in found.dated.record.actors.items() if a.size and a.size.exact is not None}
    assert sizes["jurisdictions"] == 1 + sizes["other-jurisdictions"]
    assert sizes["other-jurisdictions"] == sum(
        sizes[part] for part in ("california-jurisdictions", "southern-jurisdictions", "remaining-jurisdictions")
    )
    home = copy({})
    path = home / "actors.yaml"
    before, _, after = path.read_text(encoding="utf-8").partition(f"\n  {group}:\n")
    path.write_text(f"{before}\n  {group}:\n{after.replace(old, new, 1)}", encoding="utf-8", newline="\n")
    assert {problem.code for problem in errors(home)} <= {"group-sum", "group-too-large"}


def test_appendix_b_08_where_sources_differ_each_version_stands_with_its_speaker(found, published):
    """Ordered or asked; the Constitution or the law; sent or received. Nothing is averaged into one."""
    letters = found.events["document-letters"].written
    assert letters.force == "unstated"
    assert len({claim.value for claim in letters.claims if claim.about == "force"} - {None}) >= 2
    assert len({claim.by for claim in letters.claims if claim.about == "authority_cited"}) >= 2
    text = card(published, "document-letters")
    record = found.dated.record
    for claim in letters.claims:
        speaker = record.actor_label(claim.by or record.sources[claim.cites[0].source].publisher)
        assert re.search(rf"{re.escape(speaker)}[^.]{{0,60}}: {re.escape(claim.says)}", text), claim.says
    assert "contested" in text


def test_appendix_b_11_a_story_stamped_late_in_the_evening_stays_on_its_local_day(found, copy):
    """22:34 in Jackson is already the next day in UTC; nothing here may move."""
    stamped = "published: 2018-03-27T22:34:00-05:00"
    moved = timeline.load(copy({"sources.yaml": [("published: 2018-03-27", stamped)]}))
    assert {id_: bounds(e) for id_, e in moved.events.items()} == {id_: bounds(e) for id_, e in found.events.items()}
    assert timeline.parse_date("2018-03-13T22:34:00-05:00").earliest == date(2018, 3, 13)


# What issue A asks to be shown


def test_the_dates_command_answers_with_the_references_and_the_solved_days(jackson):
    ran = CliRunner().invoke(main, ["dates", str(jackson), "--json"])
    assert ran.exit_code == 0
    rows = {row["refs"]["inventory"]: row for row in json.loads(ran.stdout)["events"].values()}
    assert len(rows) == 35
    assert (rows["A2"]["earliest"], rows["A2"]["latest"]) == ("2018-11-01", "2019-01-31")
    assert (rows["C4"]["earliest"], rows["C4"]["latest"]) == ("2018-01-24", "2018-01-24")
    assert json.loads(ran.stdout)["conflicts"] == []


def test_the_open_command_answers_with_the_range_of_days(jackson):
    ran = CliRunner().invoke(main, ["open", str(jackson), "--as-of", "2019-10-21", "--json"])
    [owed] = [row for row in json.loads(ran.stdout)["obligations"] if row["id"] == "return-to-duty"]
    assert (owed["status"], owed["disputed"], owed["days_open"], owed["days_overdue"]) == (
        "open",
        True,
        [82, 112],
        None,
    )


@pytest.mark.parametrize(
    ("as_of", "statuses"),
    [
        (
            "2018-01-25",
            {"OB4": ("open", (1, 1)), "OB5": ("fulfilled_timing_unknown", None), "OB3": ("not_triggered", None)},
        ),
        ("2018-03-27", {"OB4": ("open", (62, 62)), "OB3": ("open", (0, 0)), "OB1": ("not_triggered", None)}),
        (
            "2019-10-21",
            {
                "OB2": ("not_triggered", None),
                "OB6": ("not_triggered", None),
                "OB7": ("open", (0, 112)),
                "OB5": ("fulfilled_timing_unknown", None),
            },
        ),
    ],
)
def test_the_worked_obligations_stand_as_the_documents_alone_allow(found, as_of, statuses):
    obligations = found.dated.record.obligations
    owed = {obligations[one.id].refs["inventory"]: one for one in found.open(as_of=as_of)}
    assert {id_: (owed[id_].status, owed[id_].days_open) for id_ in statuses} == statuses
    assert owed["OB5"].disputed


def test_no_computed_date_is_typed(found):
    """Not one digit stands in any claim about when an event was, or is due."""
    record = found.dated.record
    typed = [claim.claim for event in record.events.values() for claim in event.when]
    typed += [claim.claim for actor in record.actors.values() for claim in (*actor.since, *actor.to)]
    typed += [owed.due.claim for owed in record.obligations.values() if owed.due.claim]
    assert [claim for claim in typed if re.search(r"\d", claim)] == []
    assert len(typed) >= 35


# Moving a source moves what follows from it, and nothing else

WEEK = timedelta(days=7)
PUBLISHED = {"A": "2019-10-21", "B": "2018-03-27", "C": "2018-01-25"}
# Of thread A only what is bounded by the report itself; the ruling stays in July, and what hangs on it stays with it.
OF_THE_REPORT = {
    "A6": ("latest",), "A7": ("latest",), "A8": ("latest",), "A9": ("latest",), "A10": ("latest",),
    "A11": ("earliest", "latest"),
}  # fmt: skip


def moved(before, after):
    """By how much each bound of each event moved: {inventory: {bound: days}}; ends of one-day events go with starts."""
    found = {}
    for id_, event in by_inventory(before).items():
        for name in ("earliest", "latest", "end_earliest", "end_latest"):
            if name.startswith("end") and not event.dates.span:
                continue
            old, new = getattr(event.dates, name), getattr(by_inventory(after)[id_].dates, name)
            assert (old is None) == (new is None), f"{name} of {id_}"
            if old != new:
                found.setdefault(id_, {})[name] = new - old
    return found


def shifted(copy, day, by):
    """The example with one source published so many days later."""
    other = (date.fromisoformat(day) + by).isoformat()
    return timeline.load(copy({"sources.yaml": [(f"published: {day}", f"published: {other}")]}))


@pytest.mark.parametrize("thread", ["B", "C"])
def test_a_week_later_moves_every_date_of_a_report_that_counts_from_its_day(found, copy, thread):
    """All of them do: weekdays, "two weeks before", "publication", and what is only known to have been reported."""
    expected = {}
    for id_, event in by_inventory(found).items():
        if id_.startswith(thread):
            names = ("earliest", "latest", "end_earliest", "end_latest") if event.dates.span else ("earliest", "latest")
            expected[id_] = {name: WEEK for name in names if getattr(event.dates, name)}
    expected = {id_: bounds for id_, bounds in expected.items() if bounds}
    assert {"B3", "B5", "B10"} <= set(expected) or {"C4", "C7", "C8"} <= set(expected)
    assert moved(found, shifted(copy, PUBLISHED[thread], WEEK)) == expected


def test_a_week_later_moves_of_the_third_report_only_what_the_report_bounds(found, copy):
    """The reassignment, the request's lower bound and the ruling in July stay where they are."""
    assert moved(found, shifted(copy, PUBLISHED["A"], WEEK)) == {
        id_: dict.fromkeys(names, WEEK) for id_, names in OF_THE_REPORT.items()
    }


def test_a_year_earlier_moves_the_july_and_with_it_the_reassignment(found, copy):
    """On 21 October 2018 the last July was that of 2018; seven months before it lie about December 2017."""
    events = by_inventory(shifted(copy, PUBLISHED["A"], -timedelta(days=365)))
    assert bounds(events["A5"])[:2] == ("2018-07-01", "2018-07-31")
    assert bounds(events["A2"])[:2] == ("2017-11-01", "2018-01-31")
    assert bounds(events["A3"])[:2] == ("2017-11-01", "2018-07-31")
    assert str(events["A2"].dates).startswith("about December 2017: ")


def test_a_day_later_leaves_weekdays_and_moves_what_counts_days(found, copy):
    """ "Tuesday" in a report of Wednesday is the day before; "two weeks" are two weeks before another day."""
    events = by_inventory(shifted(copy, PUBLISHED["B"], timedelta(days=1)))
    assert bounds(events["B5"])[:2] == ("2018-03-27", "2018-03-27")
    assert bounds(events["B3"])[:2] == ("2018-03-10", "2018-03-18")
    assert bounds(events["B10"])[:2] == ("2018-03-28", "2018-03-28")


# Held against the documents


def citations(case):
    return [cite for _, cite in keyed_citations(case)]


def keyed_citations(case):
    """Every citation with the key of what it carries: BLOCK.CLAIM, else the inventory's number, else the block's id."""
    for _, block in case.dated.record.blocks():
        yield from _inside(block, block.refs.get("inventory", block.id), block.id)


def _inside(block, key, id_):
    for name in type(block).model_fields:
        value = getattr(block, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Citation):
                yield key, item
            elif isinstance(item, Block):
                claim = getattr(item, "id", None) if name == "claims" else None
                yield from _inside(item, f"{id_}.{claim}" if claim else key, id_)


def lines_of(cite):
    first, _, last = (cite.locator or "L0").removeprefix("L").partition("-")
    return range(int(first), int(last or first) + 1)


def documents(shared, case):
    """The lines of each source's document, found by the number that the source's own references give."""
    found = {}
    for source in case.dated.record.sources.values():
        [path] = shared.glob(f"{source.refs['seed']}_*.txt")
        assert hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256, path.name
        found[source.id] = path.read_text(encoding="utf-8").splitlines()
    return found


def plain(text):
    """Text with straight quotes and single spaces."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans("“”‘’", "\"\"''"))
    return " ".join(text.split())


def test_every_cited_line_holds_what_it_is_cited_for(found, shared, passages):
    """Events, claims and obligations cite lines that hold the words listed for them; actors cite lines with some."""
    texts = documents(shared, found)
    words = {(key, source, place): said for key, source, place, said in LOCI}
    verified, others, wrong, cited = 0, set(), [], set()
    actors = {a.refs.get("inventory", a.id) for a in found.dated.record.actors.values()}
    for key, cite in keyed_citations(found):
        for line in lines_of(cite):
            text = plain(texts[cite.source][line - 1])
            cited.add((key, cite.source, f"L{line}"))
            expected = words.get((key, cite.source, f"L{line}"))
            if expected is None:
                others.add((key, cite.source, f"L{line}"))
                if not text or key not in actors:
                    wrong.append(f"{key}: {cite.source} L{line}: nothing says what should stand there")
                continue
            verified += 1
            wrong += [f"{key}: {cite.source} L{line}: no {said!r}" for said in expected if said not in text]
    passages(verified=verified, skipped=len(others))
    assert wrong == []
    assert {row for row in words if row[0] != "A14"} <= cited, "a listed passage is no longer cited"
    assert verified > 170


def test_the_words_listed_for_each_line_stand_on_it(found, shared):
    """The list itself, whatever the example cites."""
    texts = documents(shared, found)
    assert [
        (key, source, place, said)
        for key, source, place, all_said in LOCI
        for said in all_said
        if said not in plain(texts[source][int(place[1:]) - 1])
    ] == []


def test_with_the_copies_at_hand_every_quote_and_place_is_found(shared, jackson, passages):
    case = timeline.load(jackson, archives=[shared])
    assert [p for p in case.problems if p.code.startswith(("quote", "locator", "copy", "passages"))] == []
    ran = CliRunner().invoke(main, ["sources", str(jackson), "--archive", str(shared), "--json"])
    found = [row["passages"] for row in json.loads(ran.stdout)["sources"]]
    passages(locators=sum(row["verified"] for row in found), quotes=sum(row["quotes"] for row in found))
    assert [(row["failed"], row["unverified"]) for row in found] == [(0, 0)] * 3
    assert sum(row["verified"] for row in found) > 300
    ran = CliRunner().invoke(main, ["check", str(jackson), "--archive", str(shared)])
    assert ran.exit_code == 0


def test_a_quote_that_is_not_in_the_document_is_caught(shared, copy):
    home = copy(
        {
            "events/return-to-duty.yaml": [
                (
                    'says: they say that the commission "cleared" them\n        quote: cleared',
                    "says: X\n        quote: acquitted",
                )
            ]
        }
    )
    with pytest.raises(timeline.CaseError, match="quote-not-found"):
        timeline.load(home, archives=[shared])


def test_without_the_copies_the_case_checks_and_the_page_says_so(found, published):
    assert not [p for p in found.problems if p.is_error]
    assert "kept apart from this case" in published


def words_of(text):
    return re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", text).casefold().replace("’", "").replace("'", ""))


def runs(text, length=8):
    words = words_of(text)
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def project_files():
    """Every text file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".jpg", ".ico", ".woff2"}:
            yield path


def test_no_sentence_of_a_document_is_in_the_project(shared, published):
    """No eight words in a row, in any file of it or on the page."""
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in shared.glob("0*.txt")))
    assert len(theirs) > 1000
    copied = {
        path.relative_to(ROOT).as_posix(): " ".join(sorted(same)[0])
        for path in project_files()
        if (same := theirs & runs(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert copied == {}
    assert theirs & runs(html.unescape(re.sub(r"<[^>]+>", " ", without_library(published)))) == set()


def test_the_quoted_residents_name_is_nowhere(found, shared, published):
    """It is read from the document as the test runs, and searched for in every file and on the page."""
    text = "\n".join(documents(shared, found)["wlbt-2018-03-27"])
    [name] = re.findall(r"[Rr]esident ([A-Z]\w+ [A-Z]\w+)", text)
    values = [name, name.split()[-1]]
    assert scan(text, values), "the search finds it where it is"
    holding = [
        path.relative_to(ROOT).as_posix()
        for path in project_files()
        if scan(path.read_text(encoding="utf-8", errors="replace"), values) or scan(path.name, values)
    ]
    assert holding == []
    assert scan(without_library(published), values) == ()


# The page tells all of it


def test_every_entry_of_the_inventory_is_on_the_page(found, published):
    """Each event as a card with its reference; A14 as what the mayor says in his interview."""
    assert set(re.findall(r'<article id="([a-z0-9-]+)"', published)) == set(found.events)
    for id_, event in by_inventory(found).items():
        assert re.search(rf"inventory {id_}\b", card(published, event.id)), f"{id_} is nowhere on the page"
    interview = found.events["interview"]
    [background] = [claim for claim in interview.written.claims if claim.refs.get("inventory") == "A14"]
    assert background.says in card(published, "interview")


def test_officers_are_named_nowhere_but_as_groups(found):
    """The mayor and the Attorney General are the only persons with a name."""
    named = {a.id for a in found.dated.record.actors.values() if a.kind == "person" and a.name}
    assert named == {"mayor-holder", "attorney-general-holder"}
    assert all(a.kind in ("group", "class") for a in found.dated.record.actors.values() if a.id.startswith("officers"))


def test_the_example_passes_its_own_checks_strictly(jackson):
    """It is what newcomers copy from: nothing in it is left over."""
    ran = CliRunner().invoke(main, ["check", str(jackson), "--strict"])
    assert ran.exit_code == 0
    assert ran.stdout.count("copy-not-at-hand") == 3, "the copies are not in the repository, and that is said"
    assert ran.stdout.endswith("\n3 infos, 31 accepted with a reason\n"), "and nothing else is"
    assert {one.code for one in timeline.load(jackson).accepted} == {"single-source"}
