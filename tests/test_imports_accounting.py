"""Whatever stands in a table: its rows are kept or rejected, each exactly once, and the case that comes out is sound."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from timeline.files.tables import Reading, TableError, open_book
from timeline.files.tables.delimited import records
from timeline.importing import import_table
from timeline.imports.dates import Column, DateError
from timeline.imports.plan import Options, plan
from timeline.when.claims import parse_claim

DATES = st.sampled_from(
    "2021-03-04|3/4/2021|13/4/2021|4/13/2021|c. 1990|Unknown Date||2021-02-30|July 4, 2019|43650|2005 or 2006|after x|x|1/1/21|"
    "2021-03-04T10:00:00Z|2021-03-04/2021-03-01|lasted 2 days|on Wednesday|publication".split("|")
)
TEXT = st.text(max_size=40)
PEOPLE = st.sampled_from(
    ["Ada Brun", "ada brun", "Cy Dole; Ed Fry", "117", "unknown", "", "=cmd", "A\u202eB", "x" * 400]
)
ROWS = st.lists(st.tuples(DATES, TEXT, PEOPLE, TEXT), min_size=1, max_size=12)
MANY = settings(max_examples=often(60), suppress_health_check=[HealthCheck.too_slow])


def imported(text: bytes, name: str, home: Path, **options: object) -> dict[str, int]:
    path = home / name
    path.write_bytes(text)
    said = Options(**options)  # type: ignore[arg-type]
    try:
        result = import_table(plan(path, open_book(path, said.reading), said), home / "case", said)
    except TableError as error:
        return {"rows": 0, "kept": 0, "rejected": 0, "code": error.code}  # type: ignore[dict-item]
    rejected = 0
    for rejects in result.rejects:
        with (home / "case" / rejects).open(encoding="utf-8-sig", newline="") as file:
            rejected += sum(1 for _ in csv.reader(file)) - 1
    assert result.rows == result.kept + result.rejected
    assert rejected == result.rejected
    assert result.added + result.already == result.kept
    return {"rows": result.rows, "kept": result.kept, "rejected": result.rejected, "added": result.added}


def sound(home: Path, kept: int) -> None:
    """As many events as rows were kept, and no error in any of them."""
    if kept:
        assert len(timeline.load(home / "case").events) == kept


@MANY
@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_rows_of_text_are_kept_or_rejected(rows, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("Date", "Title", "Officer", "Remark"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        data = out.getvalue().encode("utf-8", "surrogatepass")
        found = imported(data, "table.csv", home, reading=Reading(delimiter=delimiter), header=1, as_of="2022-01-01")
        sound(home, found["kept"])
        again = imported(data, "table.csv", home, reading=Reading(delimiter=delimiter), header=1, as_of="2022-01-01")
        assert {**again, "added": 0} == {**found, "added": 0}
        assert again.get("added", 0) == 0


@MANY
@given(
    st.lists(
        st.fixed_dictionaries(
            {"date": DATES, "title": TEXT, "officer": PEOPLE, "n": st.none() | st.integers() | st.floats()}
        )
    )
)
def test_objects_are_kept_or_rejected(rows):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        data = "\n".join(map(json.dumps, rows)).encode()
        found = imported(data, "table.jsonl", home, as_of="2022-01-01")
        filled = sum(any(value not in (None, "") and str(value).strip() for value in row.values()) for row in rows)
        assert found["rows"] in (0, filled) or "nan" in data.decode().lower()
        sound(home, found["kept"])


@MANY
@given(st.lists(st.text(alphabet='ab",;\n x', max_size=12), max_size=30))
def test_every_line_of_a_damaged_file_is_in_some_record(pieces):
    text = "".join(pieces)
    lines = [line + "\n" for line in text.split("\n")]
    rows = list(records(iter(lines), ","))
    starts = [row.line for row in rows]
    assert starts == sorted(set(starts))
    assert not lines or starts[:1] == [1]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if row.broken:
            assert following is None or following.line == row.line + 1
            assert row.cells == [lines[row.line - 1].rstrip("\r\n")]


@MANY
@given(st.text(max_size=30) | DATES | st.from_regex(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}( \d\d:\d\d)?", fullmatch=True))
def test_a_cell_is_a_claim_that_case_files_take_or_is_refused(cell):
    column = Column("Date")
    column.see(cell, 2)
    try:
        day = column.read(cell)
    except DateError:
        return
    assert day.claims
    assert all(parse_claim(claim) for claim in day.claims)
