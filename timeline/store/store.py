"""A store: a folder with two Parquet files, one of events and one of cases, both sorted by case.

Each change writes both anew beside the old ones and then names them in ``store.json``, so that a store is whole at any
moment. Questions go to the engine; work on cases goes to any executor.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from timeline.case import Case
from timeline.kinds import KINDS, Kinds
from timeline.problems import nearest, quoted
from timeline.publish import Audience
from timeline.store import engine
from timeline.store.engine import StoreError
from timeline.store.rows import BY, Row, Rows, Where, case_of, rows_of
from timeline.writing import write

T = TypeVar("T")
MANIFEST = "store.json"
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: how many cases and events went in, whose older form was replaced, what was refused."""

    cases: int
    events: int
    replaced: tuple[str, ...]
    refused: tuple[str, ...]
    """For each case that was not taken, why."""


class Store:
    """Many cases. ``path`` is a folder; it need not exist before the first ``add``.

    ``connect`` makes the Ibis connection that answers, DuckDB in this process by default. StoreError if the packages
    are missing or the folder holds something else.

    >>> from tempfile import mkdtemp
    >>> store = Store(mkdtemp())
    >>> store.add(["examples/jackson"]).cases, [row["case"] for row in store.cases()]
    (1, ['jackson-ms'])
    """

    def __init__(self, path: str | Path, connect: engine.Connect | None = None, kinds: Kinds = KINDS) -> None:
        if engine.is_missing():
            raise StoreError(engine.MISSING)
        self.path, self._connect, self._kinds = Path(path), connect or engine.duckdb, kinds
        if self.path.exists() and not (self.path / MANIFEST).is_file() and not _is_empty(self.path):
            raise StoreError(f"{self.path} is no store and not empty; name a folder that is one, or a new one")
        self._open_connection: Any = None

    # What goes in

    def add(
        self, paths: Iterable[str | Path], *, audience: Audience = "public", executor: Executor | None = None
    ) -> Added:
        """Read cases and take them in; one that the store has already is replaced.

        A folder of case folders stands for these. Cases with errors are refused, each with its first one, and the
        others go in. Names are handled as in an export for the same ``audience``. ``executor`` reads the cases, any
        of ``concurrent.futures`` or of its kind.
        """
        found = [case for path in paths for case in _cases_in(Path(path))]
        read = partial(rows_of, audience=audience, kinds=self._kinds)
        stage = _Stage(self, audience)
        try:
            for rows in executor.map(read, found) if executor else map(read, found):
                stage.take(rows)
            return stage.done()
        finally:
            stage.remove()

    def write(self, cases: Iterable[Any], events: Iterable[Any], *, audience: Audience = "public") -> None:
        """Take in Arrow record batches of both tables, of cases that the store does not have yet."""
        stage = _Stage(self, audience)
        try:
            stage.cases.batches(cases)
            stage.events.batches(events)
            stage.merge(None)
        finally:
            stage.remove()

    # What is asked

    def events(self, where: Where | None = None) -> Any:
        """The events as an Ibis table, to be asked anything that the others do not answer."""
        return engine.where(self._table("events"), where or Where(), self._kinds)

    def cases(self, where: Where | None = None) -> list[Row]:
        """Every case that has such events, by its id, with its title and how many they are."""
        cases = self._table("cases")
        if where is None:
            return engine.plain(cases.select("case", "title", "events").order_by("case"))
        meant = self.events(where).group_by("case").agg(events=lambda rows: rows.count())
        return engine.plain(meant.join(cases.select("case", "title"), "case").order_by("case").select(*_LISTED))

    def summary(self, by: str = "type", where: Where | None = None, top: int | None = None) -> list[Row]:
        """Events counted by type, modality, agency, place, year or case; the most first, the ``top`` ones if given.

        The year "" is that of events which may have begun in more than one.
        """
        if by not in BY:
            raise StoreError(f"events cannot be counted by {quoted(by)}; {nearest(by, BY)}")
        return engine.plain(engine.summed(self.events(where), by, top))

    def open(self, case: str) -> Case:
        """One case as objects; StoreError if there is none of that id, CaseError if it has become one with errors."""
        return self._opened([case])[0][0]

    def text(self, case: str) -> str:
        """One case as a case file of JSON, which every command takes; StoreError if there is none of that id."""
        return self._opened([case])[0][1]

    def each(
        self, work: Callable[[Case], T], cases: Sequence[str] | None = None, *, executor: Executor | None = None
    ) -> Iterator[tuple[str, T]]:
        """Do something with each case, or with those named: its id and what came of it, in order.

        ``executor`` does the work; for one of processes ``work`` and ``connect`` are functions of a module, and the
        processes begin afresh (``mp_context`` "spawn"), since engines have threads.
        """
        ids = [row["case"] for row in self.cases()] if cases is None else list(cases)
        parts = [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
        do = partial(_worked, self.path, self._connect, self._kinds, work)
        for part in executor.map(do, parts) if executor else map(do, parts):
            yield from part

    def _opened(self, ids: Sequence[str]) -> list[tuple[Case, str]]:
        cases, events = self._table("cases"), self._table("events")
        heads = {row["case"]: row["head"] for row in engine.plain(cases.filter(cases["case"].isin(list(ids))))}
        if missing := [id_ for id_ in ids if id_ not in heads]:
            near = nearest(missing[0], [row["case"] for row in engine.plain(cases.select("case").limit(10_000))])
            raise StoreError(f"the store has no case {quoted(missing[0])}; {near}")
        rows = events.filter(events["case"].isin(list(ids))).order_by(["case", "number"]).select("case", "id", "raw")
        raw: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in ids}
        for row in engine.plain(rows):
            raw[row["case"]].append((row["id"], row["raw"]))
        return [case_of(id_, heads[id_], raw[id_], self._kinds) for id_ in ids]

    def _table(self, name: str) -> Any:
        if self._open_connection is None:
            self._open_connection = self._connect()
        path = self.file(name)
        if path is None:
            raise StoreError(f"{self.path} holds no store yet; make one with: timeline store add {self.path} CASE")
        return engine.table(self._open_connection, path)

    # Where it is

    def manifest(self) -> dict[str, Any]:
        """What ``store.json`` says; empty for a store that is still to be made."""
        path = self.path / MANIFEST
        if not path.is_file():
            return {}
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return {"audience": str(found["audience"]), "files": str(found["files"])}
        except (OSError, ValueError, KeyError, TypeError):
            raise StoreError(f"{path} cannot be read; make the store anew from its cases") from None

    def file(self, name: str) -> Path | None:
        """The Parquet file of a table: "events" or "cases"; None if there is no store yet."""
        found = self.manifest().get("files", "")
        return self.path / Path(found).name / f"{name}.parquet" if found else None


_LISTED = ("case", "title", "events")


def _worked(
    path: Path, connect: engine.Connect, kinds: Kinds, work: Callable[[Case], T], ids: Sequence[str]
) -> list[tuple[str, T]]:
    store = Store(path, connect, kinds)
    return [(id_, work(case)) for id_, (case, _) in zip(ids, store._opened(ids), strict=True)]


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _cases_in(path: Path) -> list[Path]:
    """The case itself, or the case folders in a folder."""
    if not path.is_dir() or (path / "case.yaml").is_file():
        return [path]
    return sorted(case.parent for case in path.glob("*/case.yaml")) or [path]


class _Stage:
    """New rows on their way, in a folder within the store; nothing counts before the manifest names them."""

    def __init__(self, store: Store, audience: Audience) -> None:
        self._store, self._audience, self._before = store, audience, store.manifest()
        if self._before and self._before["audience"] != audience:
            mine = self._before["audience"]
            raise StoreError(f"{store.path} holds cases as they are shown to {mine}; add with --for {mine}")
        store.path.mkdir(parents=True, exist_ok=True)
        self._new = Path(tempfile.mkdtemp(dir=store.path, prefix=".new-"))
        self.cases = engine.Writer(self._new / "cases.parquet", "cases")
        self.events = engine.Writer(self._new / "events.parquet", "events")
        self._from: dict[str, str] = {}
        self._count = 0
        self._refused: list[str] = []

    def take(self, rows: Rows) -> None:
        """One case."""
        if rows.case is None:
            self._refused.append(rows.problem)
        elif other := self._from.get(rows.case["case"]):
            name = quoted(rows.case["case"])
            self._refused.append(f"{rows.path}: is called {name}, as {other} is; give one of them another id")
        else:
            self._from[rows.case["case"]] = rows.path
            self.cases.rows([rows.case])
            self.events.rows(rows.events)
            self._count += len(rows.events)

    def done(self) -> Added:
        """Everything was taken."""
        replaced: tuple[str, ...] = ()
        if self._from:
            known = {row["case"] for row in self._store.cases()} if self._before else set()
            replaced = tuple(sorted(known & set(self._from)))
            self.merge(replaced)
        return Added(len(self._from), self._count, replaced, tuple(self._refused))

    def merge(self, replaced: Sequence[str] | None) -> None:
        """Old and new rows become the store."""
        self.cases.close()
        self.events.close()
        connection, whole = engine.duckdb(), self._new / "whole"
        whole.mkdir()
        for name in ("cases", "events"):
            file = f"{name}.parquet"
            engine.merged(connection, self._store.file(name), self._new / file, whole / file, replaced)
        if self._store.manifest() != self._before:
            raise StoreError(f"{self._store.path} has just been changed by somebody else; add the cases again")
        parts = (self._store.path / f"part-{number}" for number in count(1))
        part = whole.replace(next(part for part in parts if not part.exists()))
        manifest = {"store": 1, "audience": self._audience, "files": part.name}
        write(self._store.path / MANIFEST, json.dumps(manifest, indent=1) + "\n")
        if self._before:
            shutil.rmtree(self._store.path / self._before["files"], ignore_errors=True)

    def remove(self) -> None:
        """The stage is gone, and a folder that did not become a store."""
        self.cases.close()
        self.events.close()
        shutil.rmtree(self._new, ignore_errors=True)
        if _is_empty(self._store.path):
            self._store.path.rmdir()
