"""Every field of every type through a cell of a CSV file and back into the case: nothing is lost on the way."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.often import often
from tests.samples import NAMED, OTHER, sample
from tests.test_export_json import TEXT, TIMES, examined, text_of, written
from timeline.exports.back import _yaml
from timeline.exports.cells import field_cell, neutral, typed
from timeline.exports.document import as_json, document
from timeline.files import read_text
from timeline.files.tables import Reading, open_book
from timeline.files.yaml import parse
from timeline.model.block import Block
from timeline.model.record import Record


def through_a_file(cells: list[str], path: Path) -> list[str]:
    """What a table says after it was written as an export writes it, all rows as wide, and read as an import reads it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(
            [["timeline:event", *map(neutral, cells)], ["end", *map(str, range(len(cells)))]]
        )
    [table] = open_book(path, Reading()).tables
    first = next(iter(table.rows()))
    assert first.broken == ""
    return [typed(cell) for cell in first.cells[1:]]


def again(record: Record, path: Path) -> Record:
    """The case with every field of every block, its claims apart, put through a cell."""
    whole = document(record)
    sections = {"sources": record.sources, "actors": record.actors, "events": record.events}
    fields = [
        (whole[section][id_], info.alias or name, block, name)
        for section, blocks in sections.items()
        for id_, block in blocks.items()
        for name, info in type(block).model_fields.items()
        if (info.alias or name) in whole[section][id_]
    ]
    back = through_a_file([field_cell(block, name) for _, _, block, name in fields], path)
    for (place, heading, block, name), cell in zip(fields, back, strict=True):
        place[heading] = value(block, name, cell)
    found = read_text(as_json(whole)).record
    assert found is not None
    return found


def value(block: Block, name: str, cell: str) -> Any:
    line = _yaml(type(block), name, cell)
    assert line is not None, (name, cell)
    read = parse(f"v: {line}".encode(), "cell")
    assert read.problems == []
    return read.value["v"]


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_field_of_every_type_comes_back_from_its_cell(name, tmp_path):
    before = examined(text_of({"it": sample(name)}), tmp_path).dated.record
    assert written(again(before, tmp_path / "table.csv")) == written(before)


@example(title=";\n0", says="0", when=["2018"])
@given(title=TEXT, says=TEXT, when=st.lists(st.sampled_from(TIMES), min_size=1, max_size=2, unique_by=str))
@settings(max_examples=often(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_any_kind_of_date_relations_and_claims_come_back(title, says, when, tmp_path):
    event = {
        **OTHER,
        "title": title,
        "summary": says,
        "when": when,
        "refs": {"docket": title},
        "concerns": {"event": "other", "basis": "editorial", "reason": says},
        "results_from": ["other"],
        "cites": ["s1 L2", {"source": "s1", "at": "L4", "quote": says}],
        "claims": [{"id": "one", "by": "board", "says": says, "contradicts": "other.said", "cites": "s1 L2"}],
    }
    before = examined(text_of({"it": event}), tmp_path).dated.record
    assert stripped(written(again(before, tmp_path / "table.csv"))) == stripped(written(before))


def stripped(value: Any) -> Any:
    """The same without blanks around texts, which no cell keeps, and with line breaks all alike."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, dict):
        return {key: stripped(inner) for key, inner in value.items()}
    return tuple(map(stripped, value)) if isinstance(value, tuple | list) else value
