"""The questions as Ibis expressions, the same for every engine, and Parquet in and out. Only here Ibis is known.

DuckDB within the process answers unless another connection is given; it is told to fetch nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from timeline.kinds import Kinds
from timeline.store.rows import Row, Where, narrower

try:
    import ibis  # type: ignore[import-untyped]  # none of the two ships types
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import parquet
except ImportError:  # said where a store is opened
    ibis = pa = parquet = None

MISSING = "a store needs more packages: pip install 'accountability-timeline[store]'"
Connect = Callable[[], Any]
"""Makes an Ibis connection, each time a new one: a process or a thread has its own."""

_TEXT = ("type", "modality", "title", "agency", "place")
_DAYS = ("earliest", "latest", "end_earliest", "end_latest")


class StoreError(Exception):
    """A store that cannot do what was asked; one sentence with a way out."""


def is_missing() -> bool:
    """Whether the packages of the extra are not installed."""
    return ibis is None


def duckdb() -> Any:
    """DuckDB in this process; no extension is fetched."""
    return ibis.duckdb.connect(autoinstall_known_extensions=False, autoload_known_extensions=False)


def schemas() -> Mapping[str, Any]:
    """The columns of the two tables."""
    events = [("case", pa.string()), ("number", pa.int64()), ("id", pa.string())]
    events += [*((name, pa.string()) for name in _TEXT), *((name, pa.date32()) for name in _DAYS), ("raw", pa.string())]
    cases = [("case", pa.string()), ("title", pa.string()), ("events", pa.int64()), ("head", pa.string())]
    return {"events": pa.schema(events), "cases": pa.schema(cases)}


class Writer:
    """Rows into a Parquet file, a piece at a time."""

    def __init__(self, path: Path, table: str) -> None:
        self.schema = schemas()[table]
        self._out = parquet.ParquetWriter(str(path), self.schema, compression="zstd")

    def rows(self, rows: Sequence[Row]) -> None:
        """Write plain rows."""
        if rows:
            self._out.write_table(pa.Table.from_pylist(rows, schema=self.schema))

    def batches(self, batches: Iterable[Any]) -> None:
        """Write Arrow record batches that have these columns."""
        for batch in batches:
            self._out.write_batch(batch.cast(self.schema) if batch.schema != self.schema else batch)

    def close(self) -> None:
        """Finish the file."""
        self._out.close()


def merged(connection: Any, before: Path | None, new: Path, into: Path, replaced: Sequence[str] | None) -> None:
    """Write the rows of a table, ``new`` ones for old ones of the same case, sorted by case.

    ``replaced`` are the cases of the new rows; None means that there were none of them before.
    """
    rows = connection.read_parquet(str(new))
    if before is not None:
        old = connection.read_parquet(str(before))
        rows = (old.filter(~old["case"].isin(list(replaced))) if replaced else old).union(rows)
    connection.to_parquet(rows.order_by(["case", "number"] if "number" in rows.columns else "case"), str(into))


def table(connection: Any, path: Path) -> Any:
    """A Parquet file as an Ibis table; StoreError if it is missing or damaged."""
    try:
        return connection.read_parquet(str(path))
    except Exception as error:  # each engine has errors of its own
        raise StoreError(f"{path} cannot be read; make the store anew from its cases") from error


def where(events: Any, wanted: Where, kinds: Kinds) -> Any:
    """The events that are meant."""
    conditions = []
    if wanted.types:
        conditions.append(events["type"].isin(narrower(wanted.types, kinds)))
    if wanted.agency:
        conditions.append(events["agency"] == wanted.agency)
    if wanted.place:
        conditions.append(events["place"] == wanted.place)
    start, end = events["earliest"], events["end_latest"]
    if wanted.since:
        first = ibis.literal(wanted.since)
        conditions.append(start >= first if wanted.certain else end.isnull() | (end >= first))
    if wanted.until:
        last = ibis.literal(wanted.until)
        conditions.append(end <= last if wanted.certain else start.isnull() | (start <= last))
    return events.filter(*conditions) if conditions else events


def summed(events: Any, by: str, top: int | None) -> Any:
    """Events counted by something, the most first: what, events, cases, the earliest and the latest day."""
    groups = events.mutate(what=_key(events, by)).group_by("what")
    found = groups.agg(
        events=lambda rows: rows.count(),
        cases=lambda rows: rows["case"].nunique(),
        earliest=lambda rows: rows["earliest"].min(),
        latest=lambda rows: rows["end_latest"].max(),
    ).order_by([ibis.desc("events"), "what"])
    return found.limit(top) if top else found


def _key(events: Any, by: str) -> Any:
    """What rows are counted by, as text; the year only of what must have begun within one."""
    if by != "year":
        return events[by]
    first, last = events["earliest"].year(), events["latest"].year()
    return ibis.ifelse(first == last, first.cast("string"), "").fill_null("")


def plain(expression: Any) -> list[Row]:
    """The answer as plain rows; StoreError if the engine has none."""
    try:
        found: list[Row] = expression.to_pyarrow().to_pylist()
    except Exception as error:  # each engine has errors of its own
        said = str(error).partition("\n")[0]
        raise StoreError(f"the engine has no answer: {said}; if a file is damaged, make the store anew") from error
    return found
