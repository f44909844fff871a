"""Run every row and print the table: ``python -m tests.bench [--quick] [--only WORD] [--json]``.

A row whose code is not there yet says so and stops nothing. Each row runs in a process of its own, so that none
warms or burdens the next.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import os
import platform
import sys
from collections.abc import Callable
from typing import Any

from tests.bench import dating, decree, held, notebook, page, saving, speed, store, tables
from tests.bench.measure import Line, NotYet, alone

ROWS: tuple[Callable[[bool], list[Line]], ...] = (
    speed.read,
    speed.dates,
    speed.checks,
    dating.small_cases,
    dating.random,
    dating.chain,
    dating.hub,
    dating.conflicts,
    dating.case_level,
    page.whole_process,
    page.opened,
    page.opened_large,
    saving.to_new_page,
    saving.start_up,
    page.opened_huge,
    page.growth,
    held.held,
    speed.growth,
    decree.decree,
    notebook.imported,
    notebook.filtered,
    tables.imports,
    tables.awkward,
    store.store,
)
COLUMNS = ("what", "peer", "ours", "theirs", "ratio", "bar", "")


def measured(name: str, quick: bool) -> list[dict[str, Any]]:
    """One row by name, as plain values; called in a process of its own, except where nothing is measured anyway."""
    [row] = [row for row in ROWS if label(row) == name]
    try:
        return [dataclasses.asdict(line) for line in row(quick)]
    except (ImportError, AttributeError) as missing:
        raise NotYet(str(missing)) from missing


def label(row: Callable[[bool], list[Line]]) -> str:
    """A row's name on the command line."""
    return f"{row.__module__.rpartition('.')[2]}.{row.__name__}"


def cells(line: Line) -> tuple[str, ...]:
    """One line of the table as text."""
    if math.isnan(line.ratio):
        return (line.what, line.peer, line.ours, line.theirs, "", "", "")
    verdict = ("pass" if line.passes else "FAIL") if line.bar else ""
    return (line.what, line.peer, line.ours, line.theirs, f"{line.ratio:.3g}", line.bar, verdict)


def table(lines: list[Line]) -> str:
    """The lines in columns; a line without numbers keeps to itself and widens nothing."""
    body = [COLUMNS, *(cells(line) for line in lines)]
    widths = [max((len(row[n]) for row in body if row[4]), default=0) for n in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in body
    )


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    words.add_argument("--quick", action="store_true", help="small inputs: shows that it works, measures nothing")
    words.add_argument("--only", default="", metavar="WORD", help="rows whose name holds this word")
    words.add_argument("--json", action="store_true", help="print the lines as JSON")
    chosen = words.parse_args()
    lines: list[Line] = []
    for name in (name for name in map(label, ROWS) if chosen.only in name):
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        try:
            values = measured(name, True) if chosen.quick else alone("__main__:measured", name, False)
            lines += [Line(**value) for value in values]
        except NotYet as reason:
            lines.append(Line(f"{name}: not measurable yet: {reason}", "", "", "", math.nan))
    if chosen.json:
        print(json.dumps([{**dataclasses.asdict(line), "passes": line.passes} for line in lines], indent=1))
        return
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    print(table(lines))


if __name__ == "__main__":
    main()
