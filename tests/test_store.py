"""Many cases in one store: the same answers from two engines, nothing lost, and any executor for work on cases."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import ibis
import pytest
from click.testing import CliRunner

import timeline
from timeline.cli import main
from timeline.store import Store, StoreError, Where


def polars() -> Any:
    """A second engine; a function of a module, so that processes can be told to use it."""
    return ibis.polars.connect()


ENGINES = {"duckdb": None, "polars": polars}
CASE = """\
case: {name}
title: The record of {name}
place: {place}
language: en
as_of: 2022-01-01
sources:
  s1: {{kind: news_report, title: A report, publisher: Herald, published: 2022-01-01}}
actors:
  police: {{kind: institution, name: Police of {place}}}
  one: {{kind: person, role: sworn_officer, label: Officer 1, within: police}}
  board: {{kind: institution, institution_kind: commission, name: Board of {place}}}
events:
{events}"""
MOVED = (
    "  {id}: {{type: {type}, title: {title}, when: {when}, subject: one, to_status: modified_assignment, cites: s1}}\n"
)
RULED = "  {id}: {{type: commission_ruling, title: It rules, when: {when}, body: board, outcome: upheld, relief_ordered: [none], cites: s1}}\n"


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


def put(home: Path, name: str, place: str, *events: str, called: str = "") -> Path:
    folder = home / (called or name)
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE.format(name=name, place=place, events="".join(events)), encoding="utf-8")
    return folder


def moved(id_: str, when: str, type_: str = "reassignment", title: str = "Moved to a desk") -> str:
    return MOVED.format(id=id_, type=type_, title=title, when=when)


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """Three small cases: certain days, a month over two years, a day nobody knows."""
    home = tmp_path_factory.mktemp("cases")
    put(
        home,
        "alder",
        "Alder",
        moved("a1", "2019-03-04"),
        moved("a2", "2020", "duty_status_change"),
        RULED.format(id="a3", when="2021-05"),
    )
    put(
        home,
        "birch",
        "Birch",
        moved("b1", "2019-12/2020-01"),
        moved("b2", "unknown"),
        moved("b3", "between 2018-11-01 and 2019-02-01"),
    )
    put(home, "cedar", "Cedar", RULED.format(id="c1", when="2020-07-01"))
    return home


@pytest.fixture(scope="module")
def folder(cases, tmp_path_factory):
    path = tmp_path_factory.mktemp("stores") / "many"
    Store(path).add([cases])
    return path


@pytest.fixture(params=sorted(ENGINES))
def store(request, folder):
    return Store(folder, ENGINES[request.param])


# The same answers from each engine


def test_every_case_is_listed_with_its_events(store):
    assert [(row["case"], row["events"]) for row in store.cases()] == [("alder", 3), ("birch", 3), ("cedar", 1)]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Where(types=("commission_ruling",)), {"alder": 1, "cedar": 1}),
        (Where(types=("duty_status_change",)), {"alder": 2, "birch": 3}),  # a reassignment is one
        (Where(types=("reassignment",)), {"alder": 1, "birch": 3}),
        (Where(agency="Police of Birch"), {"birch": 3}),
        (Where(agency="Board of Alder"), {"alder": 1}),
        (Where(place="Cedar"), {"cedar": 1}),
        (Where(since=date(2020, 6, 1)), {"alder": 2, "birch": 1, "cedar": 1}),  # 2020 and the unknown day may be
        (Where(since=date(2020, 6, 1), certain=True), {"alder": 1, "cedar": 1}),
        (Where(until=date(2019, 1, 1)), {"birch": 2}),
        (Where(until=date(2019, 2, 1), certain=True), {"birch": 1}),
        (Where(since=date(2019, 12, 1), until=date(2020, 1, 31), certain=True), {"birch": 1}),
        (Where(place="O'Hara; drop table events"), {}),
    ],
)  # fmt: skip
def test_cases_that_have_such_events(store, where, found):
    assert {row["case"]: row["events"] for row in store.cases(where)} == found


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("type", [("reassignment", 4, 2), ("commission_ruling", 2, 2), ("duty_status_change", 1, 1)]),
        ("case", [("alder", 3, 1), ("birch", 3, 1), ("cedar", 1, 1)]),
        ("year", [("", 2, 1), ("2019", 2, 2), ("2020", 2, 2), ("2021", 1, 1)]),  # a year only where it is certain
        ("modality", [("occurred", 7, 3)]),
        ("place", [("Alder", 3, 1), ("Birch", 3, 1), ("Cedar", 1, 1)]),
    ],
)  # fmt: skip
def test_events_are_counted_the_most_first(store, by, found):
    assert [(row["what"], row["events"], row["cases"]) for row in store.summary(by)] == found
    assert [row["what"] for row in store.summary(by, top=1)] == [found[0][0]]


def test_a_summary_has_the_first_and_the_last_day_that_is_known(store):
    [row] = [row for row in store.summary("case") if row["what"] == "birch"]
    assert (row["earliest"], row["latest"]) == (date(2018, 11, 1), date(2022, 1, 1))


def test_anything_else_is_asked_of_the_table(store):
    events = store.events(Where(types=("reassignment",)))
    assert events.filter(events["earliest"].isnull()).count().to_pyarrow().as_py() == 1


def test_an_opened_case_is_the_whole_case(store, cases):
    opened, read = store.open("alder"), timeline.load(cases / "alder")
    assert list(opened.events) == list(read.events) == ["a1", "a2", "a3"]
    assert [event.dates for event in opened.events.values()] == [event.dates for event in read.events.values()]
    with pytest.raises(StoreError, match="did you mean 'alder'"):
        store.open("aldr")


def ids(case: timeline.Case) -> list[str]:
    return list(case.events)


def processes(count: int) -> ProcessPoolExecutor:
    """Processes that begin afresh: engines have threads, and copies of such a process may never wake up."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))


@pytest.mark.parametrize("pool", [None, ThreadPoolExecutor, processes])
def test_work_on_each_case_takes_any_executor(store, pool):
    wanted = [("alder", ["a1", "a2", "a3"]), ("birch", ["b1", "b2", "b3"]), ("cedar", ["c1"])]
    if pool is None:
        assert list(store.each(ids)) == wanted
        assert list(store.each(ids, ["cedar"])) == wanted[2:]
        return
    with pool(2) as executor:
        assert list(store.each(ids, executor=executor)) == wanted


# What goes in


@pytest.mark.parametrize("name", ["jackson", "harlow-street"])
def test_nothing_is_lost_but_notes(examples, tmp_path, name):
    home, out = tmp_path / "many", tmp_path / "whole.json"
    Store(home).add([examples / name])
    assert run("export", examples / name, "--to", "json", "-o", out).exit_code == 0
    [row] = Store(home).cases()
    assert json.loads(Store(home).text(row["case"])) == json.loads(out.read_text("utf-8"))


def test_adding_again_replaces_and_keeps_the_others(cases, tmp_path):
    store = Store(tmp_path / "many")
    assert store.add([cases]).replaced == ()
    changed = put(tmp_path / "new", "birch", "Birch", moved("b9", "2021-01-01"))
    with processes(2) as executor:
        added = store.add([changed], executor=executor)
    assert (added.cases, added.events, added.replaced, added.refused) == (1, 1, ("birch",), ())
    assert [(row["case"], row["events"]) for row in store.cases()] == [("alder", 3), ("birch", 1), ("cedar", 1)]
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == ["part-2", "store.json"]


def test_rows_stand_by_case_in_the_file(folder):
    events = Store(folder).events().to_pyarrow()
    assert events["case"].to_pylist() == sorted(events["case"].to_pylist())


def test_a_case_with_errors_is_refused_and_the_others_go_in(cases, tmp_path):
    broken = put(tmp_path / "new", "oak", "Oak", moved("o1", "2020-02-30"))
    twin = put(tmp_path / "new", "alder", "Alder", moved("z1", "2020"), called="twin")
    added = Store(tmp_path / "many").add([cases, broken, twin, tmp_path / "nowhere"])
    assert (added.cases, len(added.refused)) == (3, 3)
    assert "oak/case.yaml:13:" in added.refused[0]
    assert "is called 'alder', as" in added.refused[1]
    assert "nowhere" in added.refused[2]


def test_withheld_names_do_not_enter_a_store(cases, tmp_path):
    home = put(tmp_path / "new", "elm", "Elm", moved("e1", "2020", title="Corwin Thistledew moves"))
    (home / "private.yaml").write_text("actors:\n  one: {name: Corwin Thistledew}\n", encoding="utf-8")
    store = Store(tmp_path / "many")
    store.add([home])
    assert "Thistledew" not in store.text("elm")
    assert b"Thistledew" not in b"".join(path.read_bytes() for path in (tmp_path / "many").rglob("*") if path.is_file())
    with pytest.raises(StoreError, match="add with --for public"):
        store.add([cases], audience="internal")


def test_a_failed_addition_leaves_the_store_as_it_was(cases, tmp_path, monkeypatch):
    store = Store(tmp_path / "many")
    store.add([cases / "alder"])
    before = {path: path.read_bytes() for path in (tmp_path / "many").rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("timeline.store.store.write", full)
    with pytest.raises(OSError, match="no space"):
        store.add([cases / "birch"])
    assert before.items() <= {path: path.read_bytes() for path in before}.items()
    assert [row["case"] for row in store.cases()] == ["alder"]


def test_a_folder_with_other_things_is_never_taken_for_a_store(tmp_path):
    (tmp_path / "diary.txt").write_text("dear diary", encoding="utf-8")
    with pytest.raises(StoreError, match="is no store and not empty"):
        Store(tmp_path)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "store.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        Store(tmp_path / "broken").cases()
    with pytest.raises(StoreError, match="holds no store yet"):
        Store(tmp_path / "new").cases()
    (tmp_path / "broken" / "store.json").write_text('{"audience": "public", "files": "../../etc"}', encoding="utf-8")
    assert Store(tmp_path / "broken").file("events") == tmp_path / "broken" / "etc" / "events.parquet"


@pytest.mark.parametrize("damage", [b"junk", None])
def test_a_damaged_or_missing_file_is_one_sentence(cases, tmp_path, damage):
    home = tmp_path / "many"
    run("store", "add", home, cases)
    for file in home.glob("part-1/*.parquet"):
        file.unlink() if damage is None else file.write_bytes(damage)
    for words in (["cases", home], ["summary", home], ["open", home, "alder"]):
        ran = run("store", *words)
        assert (ran.exit_code, "make the store anew from its cases" in ran.stderr) == (2, True), ran.output


def test_a_store_is_not_written_over_with_one_of_its_cases(cases, tmp_path):
    home = tmp_path / "many"
    run("store", "add", home, cases)
    ran = run("store", "open", home, "alder", "-o", home / "store.json")
    assert (ran.exit_code, "cannot be written" in ran.stderr) == (2, True)
    assert len(Store(home).cases()) == 3


# The commands


def test_the_commands_add_ask_and_open(cases, tmp_path):
    home = tmp_path / "many"
    ran = run("store", "add", home, cases)
    assert (ran.exit_code, ran.stdout) == (0, "3 cases with 7 events\n")
    assert "alder  3  The record of alder" in run("store", "cases", home).stdout
    assert json.loads(run("store", "cases", home, "--place", "Cedar", "--json").stdout) == [
        {"case": "cedar", "title": "The record of cedar", "events": 1}
    ]
    assert run("store", "summary", home, "--by", "year", "--top", "2").stdout == (
        "-             2 in 1 case, 2018-11-01 to 2022-01-01\n2019          2 in 2 cases, 2019-03-04 to 2020-01-31\n"
    )
    [first, *_] = json.loads(run("store", "summary", home, "--json").stdout)
    assert first == {"what": "reassignment", "events": 4, "cases": 2, "earliest": "2018-11-01", "latest": "2022-01-01"}
    ran = run("store", "open", home, "birch", "-o", tmp_path / "birch.json")
    assert ran.exit_code == 0
    assert run("check", tmp_path / "birch.json").exit_code == 0


def test_wrong_usage_says_what_is_there(cases, tmp_path):
    home = tmp_path / "many"
    run("store", "add", home, cases)
    for words, said in (
        (["open", home, "brich"], "did you mean 'birch'?"),
        (["summary", home, "--by", "yeer"], "did you mean 'year'?"),
        (["cases", home, "--type", "reasignment"], "did you mean 'reassignment'?"),
        (["cases", home, "--since", "2020"], "not one day"),
        (["cases", tmp_path / "none"], "holds no store yet"),
        (["add", tmp_path / "new", cases, "--for", "everybody"], "everybody"),
        (["add", home, cases, "--for", "internal"], "add with --for public"),
    ):
        ran = run("store", *words)
        assert (ran.exit_code, said in ran.stderr) == (2, True), ran.output


def test_every_command_of_the_store_answers_help_with_an_example():
    for name in ("add", "cases", "summary", "open"):
        assert f"Example: timeline store {name}" in run("store", name, "--help").stdout


def test_without_the_packages_one_line_says_what_to_install(tmp_path):
    program = (
        "import sys\nsys.modules['ibis'] = None\nfrom timeline.cli import main\n"
        "main(['store', 'cases', 'many'], prog_name='timeline')\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (
        2,
        "a store needs more packages: pip install 'accountability-timeline[store]'\n",
    )


def test_nothing_but_the_answer_is_printed_and_nothing_else_is_loaded(cases, tmp_path):
    run("store", "add", tmp_path / "many", cases)
    ran = subprocess.run(
        [sys.executable, "-m", "timeline", "store", "cases", "many"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout.count("\n"), ran.stderr) == (3, "")
