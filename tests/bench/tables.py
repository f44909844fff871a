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

from tests.awkward import FILES
from tests.bench.measure import ROOT, Line, NotYet, alone, seconds
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
            ours, theirs, peer, memory, kept = measure(str(path), str(Path(folder) / "out"), split)
        if kept != count:
            raise NotYet(f"{kept} of {count} rows were kept")
        what = f"import {count:,} rows of {ending[1:].upper()}{', split by agency' if split else ''}"
        each = [f"{count / taken:,.0f} rows/s" for taken in (ours, theirs)]
        lines.append(Line(what, f"{peer}, reading alone", *each, ours / theirs, unit=" times"))
        bar = 1024.0
        lines.append(
            Line(f"{what}: memory", "", f"{memory:.0f} MiB", f"{bar:.0f} MiB", memory, at_most=bar, unit=" MiB")
        )
    return lines


def awkward(quick: bool) -> list[Line]:
    """Every awkward and hostile file of the tests, each in a process of its own: the slowest, and the most memory."""
    files = FILES[:3] if quick else FILES
    taken: dict[str, tuple[float, float]] = {}
    for one in files:
        with tempfile.TemporaryDirectory(prefix="timeline-bench-") as folder:
            path = Path(folder) / one.name
            path.write_bytes(one.data() if callable(one.data) else one.data)
            taken[one.id] = alone("tables:_one", str(path), str(Path(folder) / "out"), list(one.options))
    slow, heavy = max(taken, key=lambda id_: taken[id_][0]), max(taken, key=lambda id_: taken[id_][1])
    what = f"{len(files)} awkward files"
    (longest, _), (_, most) = taken[slow], taken[heavy]
    return [
        Line(f"{what}: the slowest, {slow}", "", f"{longest:.1f} s", "60 s", longest, at_most=60, unit=" s", own=True),
        Line(f"{what}: the most memory, {heavy}", "", f"{most:.0f} MiB", "1024 MiB", most, at_most=1024, unit=" MiB"),
    ]


def _one(path: str, out: str, options: list[str]) -> tuple[float, float]:
    """Seconds of one import, and the most memory of any of its processes in MiB."""
    words = [sys.executable, "-m", "timeline", "import", path, "-o", out, "--json", *options]
    taken = seconds(lambda: subprocess.run(words, cwd=ROOT, capture_output=True, check=False))
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10


def _both(path: str, out: str, split: bool) -> tuple[float, float, str, float, int]:
    """Seconds of an import and of the fastest reader alone, its name, the most memory, and the rows that were kept."""
    words = [sys.executable, "-m", "timeline", "import", path, "-o", out, "--json"]
    words += ["--split-by", "Agency"] if split else []
    answers: list[str] = []

    def ours() -> None:
        ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        answers.append(ran.stdout)

    taken = seconds(ours)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10
    readers = XLSX if path.endswith(".xlsx") else CSV
    for read in readers.values():
        read(path)  # once for its libraries, and for the file to be at hand
    reading = {name: seconds(lambda read=read: read(path)) for name, read in readers.items()}
    fastest = min(reading, key=lambda name: reading[name])
    return taken, reading[fastest], fastest, memory, json.loads(answers[0])["kept"]


def _csv(path: str) -> int:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def _arrow(path: str) -> int:
    from pyarrow.csv import read_csv

    return len(read_csv(path))


def _calamine(path: str) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


CSV = {"csv of Python": _csv, "pyarrow": _arrow}
XLSX = {"python-calamine": _calamine}
"""What reads such a file alone, among what this package may use; the fastest is the peer."""
