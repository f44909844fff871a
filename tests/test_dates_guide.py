"""The guide to dates is true: every example's days are those the solver gives, and its conventions are the code's.

An example is a row of a table whose first cell is its number, or a heading with a number above a case file and a
table of its events. Cells hold ISO days; a dash is no bound; "A to B" is the earliest and the latest day of an end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import timeline
from tests.test_docs import ROOT, blocks
from timeline.when.claims import parse_claim
from timeline.when.conventions import TABLE, Conventions

GUIDE = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
BASE = next(block.body for block in blocks(GUIDE) if block.words == ("board/case.yaml",))
EXAMPLE = """\
events:
  example:
    type: public_meeting
    title: An example
    convener: board
    cites: herald L5
    {when}
"""
Bounds = tuple[str, str]


@dataclass(frozen=True)
class Example:
    """One numbered example: case files beside the base, and the days that the guide states for its events."""

    number: int
    files: tuple[str, ...]
    starts: dict[str, Bounds]
    ends: dict[str, Bounds]


def tables(text):
    """Every table as (names of its columns, its rows), in order."""
    for found in re.finditer(r"^\|(.+)\|\n\|[-| ]+\|\n((?:\|.*\|\n?)+)", text, re.MULTILINE):
        rows = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in found[2].splitlines()]
        yield [cell.strip() for cell in found[1].split("|")], rows


def days(cell):
    """A cell as two days; one day stands for both."""
    first, _, last = cell.partition(" to ")
    return first.replace("—", ""), (last or first).replace("—", "")


def short_examples():
    """The examples that are one row of a table."""
    for columns, rows in tables(GUIDE):
        if "the source says" not in columns:
            continue
        for number, words, written, *cells in rows:
            assert words.startswith('"'), f"{number}: the source's words are quoted"
            assert re.fullmatch(r"`when: .+`", written), f"{number}: what to write is one key"
            one_day = columns[3:] == ["earliest", "latest"]
            assert one_day or columns[3:] == ["starts", "ends"]
            start = (days(cells[0])[0], days(cells[1])[0]) if one_day else days(cells[0])
            file = EXAMPLE.format(when=written.strip("`"))
            yield Example(int(number), (file,), {"example": start}, {} if one_day else {"example": days(cells[1])})


def long_examples():
    """The examples with a heading: the files below it, as they stand in the end, and a table of events."""
    for found in re.finditer(r"^### (\d+)\. (?:.*\n)+?(?=### \d|## What is refused)", GUIDE, re.MULTILINE):
        files = {block.words[0]: block.body for block in blocks(found[0]) if block.language == "yaml" and block.words}
        stated = {row[0]: (row[1], row[2]) for columns, rows in tables(found[0]) if "event" in columns for row in rows}
        yield Example(int(found[1]), tuple(files.values()), stated, {})


EXAMPLES = [*short_examples(), *long_examples()]


def test_there_are_at_least_twenty_examples_numbered_in_order():
    assert len(EXAMPLES) >= 20
    assert [example.number for example in EXAMPLES] == list(range(1, len(EXAMPLES) + 1))
    assert all(example.starts for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.number))
def test_an_example_means_the_days_the_guide_states(example, case):
    """Where the guide states no end of its own, the event is one day."""
    added = {f"events/{index}.yaml": file for index, file in enumerate(example.files)}
    found = timeline.load(case("", files={"case.yaml": BASE, **added}, whole=True)).events
    for id_, stated in example.starts.items():
        dates = found[id_].dates
        assert (str(dates.earliest or ""), str(dates.latest or "")) == stated, f"example {example.number}: {id_}"
        assert dates.span == (id_ in example.ends)
        if dates.span:
            assert (str(dates.end_earliest or ""), str(dates.end_latest or "")) == example.ends[id_]


def test_every_situation_of_everyday_reporting_is_among_them():
    """What is asked about most has an example: no row may go without another in its place."""
    written = "\n".join(file for example in EXAMPLES for file in example.files)
    for form in (
        r"when: on [A-Z]\w+day", r"when: in July", "two weeks before publication", "about seven months before",
        r"when: early \d", "before publication", r"when: by \d", r"when: since \d", "when: between", r"\d to \d+ days",
        r"within \d+ days", "lasted", r"when: \S+/\d", r"/\.\.$", r"\d/$", r"\d~", r"\d\?$", "the day after",
        "when: unknown", "status: conflict", r"T\d\d:\d\d", r"at least 3 weekdays after", "end after",
    ):  # fmt: skip
        assert re.search(form, written, re.MULTILINE), form


def test_the_conventions_of_the_guide_are_those_of_the_code():
    """The same rows in the same order; a key's underscores are blanks, and what is typed is set as code."""
    [rows] = [rows for columns, rows in tables(GUIDE) if columns == ["convention", "written", "read as"]]
    typed = [f"`{row.written}`" if not row.written.startswith("(") else row.written for row in TABLE]
    assert rows == [[row.key.replace("_", " "), cell, row.read] for row, cell in zip(TABLE, typed, strict=True)]


def test_the_widths_that_the_table_names_are_those_in_force():
    """The words of the table say the numbers that the solver uses."""
    said = {row.key: row.read for row in TABLE}
    used = Conventions()
    assert (used.approximate["day"], used.approximate["month"], used.approximate["year"]) == ((0, 3), (1, 0), (6, 0))
    assert said["approximate"] == "3 days on each side of a day, 1 month of a month, 6 months of a year"
    assert (used.half["week"], used.half["month"], used.half["year"]) == ((0, 4), (0, 15), (6, 0))
    assert "4 days a week, 15 days a month, 6 months a year" in said["amount"]
    assert (used.about_most, used.about_share) == (7, 0.15)
    assert "one unit up to 7, 15 % beyond" in said["about"]


def test_the_widths_of_its_own_that_a_case_is_shown_to_set_are_used(case):
    """The same words as in the examples, read more narrowly."""
    [own] = [block.body for block in blocks(GUIDE) if block.body.startswith("conventions:")]
    wanted = {
        "two weeks before publication": ("2022-05-31", "2022-06-04"),
        "2021-03~": ("2021-02-14", "2021-04-15"),
        "2021-22": ("2021-12-01", "2022-03-31"),
    }
    for folder, (claim, bounds) in enumerate(wanted.items()):
        added = {"events/a.yaml": EXAMPLE.format(when=f"when: {claim}")}
        home = case("", files={"case.yaml": BASE + own, **added}, whole=True, folder=str(folder))
        dates = timeline.load(home).events["example"].dates
        assert (str(dates.earliest), str(dates.latest)) == bounds


def test_what_the_guide_shows_as_refused_is_refused_with_the_forms_it_shows():
    [rows] = [rows for columns, rows in tables(GUIDE) if columns == ["typed", "the message proposes"]]
    assert len(rows) >= 10
    for typed, proposed in rows:
        with pytest.raises(ValueError, match="; write ") as refused:
            parse_claim(typed.strip("`"))
        assert str(refused.value).rpartition("; write ")[2] == proposed.replace("`", "'")


def test_the_guide_is_linked_from_where_a_curator_starts():
    for name, target in (("README.md", "docs/dates.md"), ("docs/case-files.md", "dates.md")):
        assert f"]({target})" in (ROOT / Path(name)).read_text(encoding="utf-8")
