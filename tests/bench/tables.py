"""Rows about imports: a large table made into cases, against reading the same file with the fastest reader at hand."""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import ROOT, Line, NotYet, alone, seconds, version
from tests.workbooks import number, row, workbook

COLUMNS = ("Incident Date", "Officer Name", "Badge", "Agency", "Allegation", "Disposition", "Narrative", "Case Number")


def rows(count: int) -> list[tuple[str, ...]]:
    """A made table: days, three hundred agencies, officers with several rows each."""
    rng = random.Random(7)
    found = []
    for index in range(count):
        officer = rng.randrange(count // 12 + 1)
        day = f"{rng.randrange(1, 13)}/{rng.randrange(1, 29)}/{rng.randrange(2005, 2022)}"
        found.append(
            (
                day,
                f"Made Up{officer}",
                str(10_000 + officer),
                f"Agency {officer % 300} Police",
                rng.choice(("Force", "Courtesy", "Search", "Stop")),
                rng.choice(("Sustained", "Not sustained", "")),
                f"What was said to have happened, number {index}",
                f"C{index:07}",
            )
        )
    return found


def write_csv(path: Path, count: int) -> None:
    """The table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows(count)])


def write_xlsx(path: Path, count: int) -> None:
    """The table as a workbook, its days as numbers."""
    lines = [row(1, *COLUMNS)]
    for index, cells in enumerate(rows(count), 2):
        lines.append(row(index, number(38353 + index % 6000, f"A{index}").replace("<c ", '<c s="1" '), *cells[1:]))
    path.write_bytes(workbook({"Log": "".join(lines)}))


def imports(quick: bool) -> list[Line]:
    """Import a large table, split by agency, in a process of its own; its most memory, and that of the reader it starts."""
    count = 500 if quick else 300_000
    lines = []
    for ending, write, split in ((".csv", write_csv, True), (".csv", write_csv, False), (".xlsx", write_xlsx, True)):
        with tempfile.TemporaryDirectory(prefix="timeline-bench-") as folder:
            path = Path(folder) / f"log{ending}"
            write(path, count)
            measure = _both if quick else lambda *given: alone("tables:_both", *given)
            ours, theirs, memory, kept = measure(str(path), str(Path(folder) / "out"), split)
        if kept != count:
            raise NotYet(f"{kept} of {count} rows were kept")
        peer = "csv of Python" if ending == ".csv" else version("python-calamine")
        what = f"import {count:,} rows of {ending[1:].upper()}{', split by agency' if split else ''}"
        each = [f"{count / taken:,.0f} rows/s" for taken in (ours, theirs)]
        lines.append(Line(what, f"{peer}, reading alone", *each, ours / theirs, unit=" times"))
        bar = 1024.0
        lines.append(
            Line(f"{what}: memory", "", f"{memory:.0f} MiB", f"{bar:.0f} MiB", memory, at_most=bar, unit=" MiB")
        )
    return lines


def _both(path: str, out: str, split: bool) -> tuple[float, float, float, int]:
    """Seconds of an import and of reading alone, the most memory of any process, and the rows that were kept."""
    words = [
        sys.executable,
        "-m",
        "timeline",
        "import",
        path,
        "-o",
        out,
        "--json",
        *(["--split-by", "Agency"] if split else []),
    ]
    answers: list[str] = []

    def ours() -> None:
        ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        answers.append(ran.stdout)

    taken = seconds(ours)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10
    reading = seconds(lambda: _read_alone(Path(path)))
    return taken, reading, memory, json.loads(answers[0])["kept"]


def _read_alone(path: Path) -> int:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return sum(1 for _ in csv.reader(file))
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
