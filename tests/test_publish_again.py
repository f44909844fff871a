"""After publication: does a page match its case, which files still hold somebody who was taken out, are builds alike?"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import timeline
from tests.pythons import MISSING, pythons
from timeline.cli import main
from timeline.publish.manifest import manifest_in

ROOT = Path(__file__).parent.parent
CASE = """
    sources:
      s1: {kind: news_report, title: A first report, publisher: paper, published: 2021-06-01}
    actors:
      paper: {kind: institution, institution_kind: outlet, name: The Harlow Paper}
      one: {kind: person, role: sworn_officer, label: Officer A, name: Corwin Thistledew}
    events:
      a:
        type: public_statement
        speaker: one
        channel: interview
        title: Officer A speaks
        when: 2021-05
        cites: s1
        accept: {single-source: Nobody else was there}
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def home(case) -> Path:
    return case(CASE)


@pytest.fixture
def page(home: Path, tmp_path: Path) -> Path:
    return timeline.load(home).save(tmp_path / "site" / "page.html")


# The manifest


def test_a_page_says_what_it_was_made_of(page: Path) -> None:
    found = manifest_in(page.read_text(encoding="utf-8"))
    assert found is not None
    assert found["tool"] == f"accountability-timeline {timeline.__version__}"
    assert list(found["inputs"]) == ["case.yaml"]
    assert re.fullmatch("[0-9a-f]{64}", found["inputs"]["case.yaml"])
    assert found["options"] == {"as_of": "2021-06-30", "for": "public", "lang": "en"}
    assert found["accepted"] == [["One source only: Officer A speaks", "Nobody else was there"]]


def test_a_manifest_names_no_file_by_a_withheld_name_and_hashes_no_private_file(case) -> None:
    home = case(CASE.replace(", name: Corwin Thistledew", ""), files={
        "events/thistledew.yaml": "b: {type: public_meeting, convener: paper, title: B, when: 2021-05, cites: s1}\n",
        "private.yaml": "actors: {one: {name: Corwin Thistledew}}\n",
    })  # fmt: skip
    text = timeline.load(home).save(home.parent / "page.html").read_text(encoding="utf-8")
    found = manifest_in(text)
    assert found is not None
    assert found["private"] is True
    assert sorted(found["inputs"]) == ["case.yaml", "events/thistledew.yaml"] or "thistledew" not in text.casefold()
    assert "private.yaml" not in found["inputs"]


def test_a_page_is_what_its_case_gives_byte_for_byte(home: Path, page: Path) -> None:
    ran = run("build", home, "--verify", page)
    assert (ran.exit_code, ran.stdout) == (0, f"{page}: what the case gives, byte for byte\n")


@pytest.mark.parametrize(
    "options",
    [["--for", "internal"], ["--as-of", "2021-06-15"], ["--known-on", "2021-06-15"], ["--only", "since=2021-01-01"]],
)
def test_a_page_is_held_against_the_case_with_the_options_it_was_built_with(
    home: Path, tmp_path: Path, options: list[str]
) -> None:
    assert run("build", home, "-o", tmp_path / "page.html", *options).exit_code == 0
    assert run("build", home, "--verify", tmp_path / "page.html").exit_code == 0


def test_line_ends_of_the_case_make_no_other_page(home: Path, page: Path) -> None:
    file = home / "case.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run("build", home, "--verify", page).exit_code == 0


def test_a_case_that_has_changed_since_is_named(home: Path, page: Path) -> None:
    file = home / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Officer A speaks", "Officer A talks"), encoding="utf-8")
    ran = run("build", home, "--verify", page, "--json")
    assert ran.exit_code == 1
    answer = json.loads(ran.stdout)
    assert answer["matches"] is False
    assert "the case's file 'case.yaml' has changed since" in answer["why"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Officer A speaks", "Officer A spoke", "the page was changed after it was made: it differs first in line"),
        ('"tool": "accountability-timeline', '"tool": "accountability-timeline 0.0', "the page was made with"),
        ('id="_manifest"', 'id="_else"', "the page has no manifest"),
        ('"for": "public"', '"for": "pubic"', "options that the case does not know"),
    ],
)
def test_a_page_that_was_changed_is_not_what_the_case_gives(
    home: Path, page: Path, old: str, new: str, said: str
) -> None:
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = run("build", home, "--verify", page)
    assert ran.exit_code == 1
    assert said in ran.stdout


def test_a_build_writes_a_page_or_holds_one_against_the_case_and_not_both(home: Path, page: Path) -> None:
    for words in ((), ("-o", page, "--verify", page)):
        ran = run("build", home, *words)
        assert ran.exit_code == 2
        assert "name the page to write with -o" in ran.stderr


# Taking somebody out

NAMED = CASE.replace(
    "label: Officer A, name: Corwin Thistledew", "name: Corwin Thistledew, naming: name, basis: charged"
)


@pytest.fixture
def site(case, tmp_path: Path) -> Path:
    """What was published while he was named: a page, an export, a notebook, a manifest, and a page without him."""
    record = timeline.load(case(NAMED.replace("Officer A speaks", "Corwin Thistledew speaks"), folder="before"))
    folder = tmp_path / "site"
    record.save(folder / "named.html")
    text = (folder / "named.html").read_text(encoding="utf-8")
    (folder / "files").mkdir()
    (folder / "files" / "page.html.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    with zipfile.ZipFile(folder / "files" / "table.xlsx", "w") as out:
        out.writestr("xl/sharedStrings.xml", "<t>Thistledew, Corwin</t>")
    cell = {"cells": [{"outputs": [{"data": {"text/plain": ["spoken by C. Thistledew\\n"]}}]}]}
    (folder / "files" / "talk.ipynb").write_text(json.dumps(cell, indent=1), encoding="utf-8")
    (folder / "files" / "corwin-thistledew.txt").write_text("nothing in it\n", encoding="utf-8")
    (folder / "plain.html").write_text("<p>Officer A speaks.</p>\n", encoding="utf-8")
    return folder


def test_every_published_file_that_still_holds_somebody_is_named_and_nothing_says_the_name(
    home: Path, site: Path
) -> None:
    ran = run("check", home, "--published", site, "--json")
    found = json.loads(ran.stdout)
    assert ran.exit_code == 1
    assert [Path(row["file"]).name for row in found] == [
        "[Officer A].txt", "page.html.gz", "table.xlsx", "talk.ipynb", "named.html",
    ]  # fmt: skip
    assert {row["code"] for row in found} == {"leak"}
    assert all("a value that is withheld for 'one'" in row["message"] for row in found)
    assert "thistledew" not in ran.output.casefold()
    assert [row["line"] > 0 for row in found if row["file"].endswith((".ipynb", ".html"))] == [True, True]


def test_a_folder_without_anybody_is_said_to_be_so(home: Path, page: Path) -> None:
    ran = run("check", home, "--published", page.parent)
    assert (ran.exit_code, ran.stdout) == (0, f"{page.parent}: nothing to report\n")


def test_somebody_who_is_no_actor_any_more_is_looked_for_too(case, site: Path) -> None:
    """The case holds no trace of him; private.yaml remembers whom it must not show again."""
    gone = CASE.replace("label: Officer A, name: Corwin Thistledew", "label: An officer")
    home = case(gone, files={"private.yaml": "taken_out: {him: {name: Corwin Thistledew}}\n"}, folder="after")
    ran = run("check", home, "--published", site)
    assert ran.exit_code == 1
    assert "named.html" in ran.stdout
    assert "thistledew" not in ran.output.casefold()


def test_an_archived_pdf_is_read_as_its_readers_do(home: Path, tmp_path: Path) -> None:
    """Letters in a PDF may be set one by one: its text is taken out first, and one that is locked is reported."""
    from tests.test_evidence_formats import pdf  # the same makers as for archived copies

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.pdf").write_bytes(pdf(["Statement of Corwin Thistledew"]))
    ran = run("check", home, "--published", tmp_path / "out")
    assert ran.exit_code == 1
    assert "a.pdf" in ran.stdout


# The same bytes

SETTINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"},
]


def pages_of(pythons: list[str], settings: list[dict[str, str]], folder: Path) -> dict[str, list[bytes]]:
    """The pages of two examples, built by each Python in each setting."""
    pages: dict[str, list[bytes]] = {}
    for number, python in enumerate(pythons):
        for name in ("jackson", "harlow-street"):
            for place, setting in enumerate(settings):
                target = folder / f"{name}-{number}-{place}.html"
                words = [python, "-m", "timeline", "build", f"examples/{name}", "-o", str(target)]
                subprocess.run(words, cwd=ROOT, env={**os.environ, **setting}, check=True, capture_output=True)
                pages.setdefault(name, []).append(target.read_bytes())
    return pages


def test_two_builds_are_equal_byte_for_byte_whatever_the_machine(tmp_path: Path) -> None:
    """Hash seeds, time zones, locales."""
    pages = pages_of([sys.executable], SETTINGS, tmp_path)
    assert {name: len(set(made)) for name, made in pages.items()} == {"jackson": 1, "harlow-street": 1}


def test_two_builds_on_two_pythons_are_equal_byte_for_byte(tmp_path: Path, at_the_end) -> None:
    """As far as a second Python is there that can run the package."""
    found = pythons()
    if len(found) == 1:
        pytest.skip(MISSING)
    pages = [
        pages_of([python], [SETTINGS[number % 2]], tmp_path / str(number))
        for number, python in enumerate(found.values())
    ]
    assert all(one == pages[0] for one in pages)
    at_the_end(f"equal bytes: Python {' and '.join(found)}, {len(SETTINGS)} time zones and locales")
