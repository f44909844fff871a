"""Rows about the store: five million made events in it, and what it takes to ask them; all on the engine within."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.measure import Line, alone, peak_mib, seconds, version

TYPES = ("complaint_received", "use_of_force", "termination", "suspension", "lawsuit_filed", "commission_ruling")
HEAD = {
    "title": "A made case", "language": "en", "as_of": "2024-01-01",
    "sources": {"log": {"kind": "dataset", "title": "A made log", "publisher": "Herald", "published": "2024-01-01"}},
}  # fmt: skip
EVENT = '{"type":"imported_row","title":"A made row","when":"2019-03-04","cites":"log"}'
A_PIECE = 250_000


def cases(count: int) -> Iterator[Any]:
    """Cases as Arrow batches, each with its head."""
    import pyarrow as pa

    from timeline.store.engine import schemas

    for start in range(0, count, A_PIECE):
        ids = [f"case-{number:07}" for number in range(start, min(count, start + A_PIECE))]
        heads = [json.dumps({"case": id_, **HEAD}) for id_ in ids]
        yield pa.record_batch([ids, ["A made case"] * len(ids), [4] * len(ids), heads], schema=schemas()["cases"])


def events(count: int, of_cases: int) -> Iterator[Any]:
    """Events as Arrow batches, in no order: of some case, type, agency, and a month after 2005."""
    import numpy as np
    import pyarrow as pa

    from timeline.store.engine import schemas

    rng = np.random.default_rng(7)
    agencies = pa.array([f"Agency {number}" for number in range(3000)])
    names = pa.array([f"case-{number:07}" for number in range(of_cases)])
    for start in range(0, count, A_PIECE):
        size = min(A_PIECE, count - start)
        first = 12_784 + rng.integers(0, 228, size) * 30  # days since 1970; 12784 is the first of 2005
        days = [
            pa.array(first.astype("int32")).cast(pa.date32()),
            pa.array((first + 29).astype("int32")).cast(pa.date32()),
        ]
        case = rng.integers(0, of_cases, size)
        text = [pa.array(["row"] * size), pa.array([EVENT] * size)]
        columns = [
            names.take(pa.array(case)), pa.array(np.arange(start, start + size)), pa.array([f"e{n}" for n in range(start, start + size)]),
            pa.array(TYPES).take(pa.array(rng.integers(0, len(TYPES), size))), pa.array(["occurred"] * size), text[0],
            agencies.take(pa.array(case % 3000)), pa.array(["Harlow"] * size), *days, *days, text[1],
        ]  # fmt: skip
        yield pa.record_batch(columns, schema=schemas()["events"])


def store(quick: bool) -> list[Line]:
    """Make a store and ask it: a filter, one case, the top fifty; and the most memory of it all."""
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as folder:
        path = str(Path(folder) / "many")
        size = (2_000, 500) if quick else (5_000_000, 1_200_000)
        written = _written(path, *size) if quick else alone("store:_written", path, *size)
        answers, memory, disk = _asked(path) if quick else alone("store:_asked", path)
    peer = version("duckdb")
    what = f"store of {size[0]:,} events"
    lines = [Line(f"{what}: write, sorted by case", peer, f"{written:.1f} s", "", float("nan"))]
    for words, (taken, alone_) in answers.items():
        lines.append(
            Line(
                f"{what}: {words}",
                f"{peer}, its own SQL",
                f"{taken:.2f} s",
                f"{alone_:.2f} s",
                taken / alone_,
                unit=" times",
            )
        )
    limit = 1024.0
    lines.append(
        Line(
            f"{what}: memory of asking",
            "",
            f"{memory:.0f} MiB",
            f"{limit:.0f} MiB",
            memory,
            at_most=limit,
            unit=" MiB",
            own=True,
        )
    )
    lines.append(Line(f"{what}: on disk", "", f"{disk:.0f} MiB", "", float("nan")))
    return lines


def _written(path: str, count: int, of_cases: int) -> float:
    """Seconds to make the store."""
    from timeline.store import Store

    return seconds(lambda: Store(path).write(cases(of_cases), events(count, of_cases)))


def _asked(path: str) -> tuple[dict[str, tuple[float, float]], float, float]:
    """By question the seconds, and those of the engine asked in its own words; the most memory; the size on disk."""
    import duckdb

    from timeline.store import Store, Where

    many, wanted = (
        Store(path),
        Where(types=("termination",), since=date(2019, 1, 1), until=date(2019, 12, 31), certain=True),
    )
    file = str(many.file("events"))
    own = duckdb.connect()

    def sql(words: str) -> float:
        return seconds(lambda: own.execute(words, [file]).fetchall())

    one = "case-0000123"
    many.open(one)  # the first question loads libraries
    asked = {
        "filter by type and year": (
            seconds(lambda: many.events(wanted).count().to_pyarrow()),
            sql(
                "select count(*) from read_parquet(?) where type = 'termination' and earliest >= '2019-01-01' and end_latest <= '2019-12-31'"
            ),
        ),
        "one case, opened as objects": (
            seconds(lambda: many.open(one)),
            sql("select * from read_parquet(?) where \"case\" = 'case-0000123' order by number"),
        ),
        "top 50 agencies": (
            seconds(lambda: many.summary("agency", top=50)),
            sql(
                'select agency, count(*) n, count(distinct "case"), min(earliest), max(end_latest) from read_parquet(?) group by 1 order by 2 desc, 1 limit 50'
            ),
        ),
    }
    disk = sum(part.stat().st_size for part in Path(path).rglob("*") if part.is_file()) / 2**20
    return asked, peak_mib(), disk
