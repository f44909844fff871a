"""One case that rows go into: its events as text, who and what they name, and what has to stand beside them.

A new case gets its own files; a case that is there gets further files and none of its own is touched, but for
``private.yaml``, to which names are added at the end. Writes through ``append``, and knows no disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from timeline.files.case import PRIVATE
from timeline.files.tables import TableError
from timeline.files.yaml import parse
from timeline.imports import emit
from timeline.imports.dates import read_claim
from timeline.imports.existing import KEY, SEEN, Existing
from timeline.imports.people import People, known_actors
from timeline.imports.plan import Options, Plan, row_id
from timeline.imports.rows import Made

EVENTS_A_FILE = 2_000
Append = Callable[[str, str], None]
"""Adds text to a file of the result, by its path."""


class CaseOut:
    """A case on its way."""

    def __init__(
        self, before: Existing, plan: Plan, options: Options, append: Append, id_: str, label: str = ""
    ) -> None:
        """``id_`` is the id of a new case, ``label`` what its title says besides, where a table is split."""
        self.before, self._plan, self._options, self._append = before, plan, options, append
        self._id, self._label = id_, label
        self._key = bytes.fromhex(before.key or plan.key)
        self.people = People(known_actors(before.actors, before.private), before.ids)
        self.rows: dict[str, str] = {}
        """By id of an event the row it came from, in words."""
        self.added = 0
        self.threads: dict[str, str] = {}
        self._file = ""
        self._in_file = self._number = 0
        self._seen: dict[str, str] = {}
        self._latest = date.min
        self.source, self._new_source = self._source_id()

    def _source_id(self) -> tuple[str, bool]:
        """The source of these rows: one of the case if it is the same file, else a new one."""
        for id_, block in self.before.sources.items():
            if str(block.get("sha256", "")) == self._plan.sha256:
                return id_, False
        id_, number = self._plan.name, 2
        while id_ in self.before.ids or id_ in self._plan.ids:
            id_, number = f"{self._plan.name}-{number}", number + 1
        return id_, True

    def id_of(self, made: Made) -> tuple[str, str]:
        """The id of a row's event, and what tells one row from another."""
        mark = hashlib.blake2b(made.said.encode("utf-8"), key=self._key, digest_size=6).hexdigest()
        return (row_id(made.id) if made.id else f"row-{mark}"), mark

    def has_changed(self, id_: str, mark: str) -> bool:
        """Whether a row that gives its own id says something else than when it was imported."""
        return id_ in self.before.events and self.before.seen.get(id_, mark) != mark

    def add(self, id_: str, mark: str, made: Made, where: str, place: str) -> None:
        """Write the event of a row: ``where`` it stands in words, and the ``place`` as citations write it."""
        if not self._file or self._in_file >= EVENTS_A_FILE:
            self._open()
        self._in_file += 1
        self.added += 1
        if made.id:
            self._seen[id_] = mark
        if thread := made.block.get("thread"):
            self.threads.setdefault(thread, thread)
        for claim in made.block["when"]:
            self._latest = max(self._latest, _latest(claim))
        fields = dict(made.block)
        note = fields.pop("note", None)
        fields["cites"] = f"{self.source} {place}" if place else self.source
        if note:
            fields["note"] = note
        comments = {key: emit.remark(text) for key, text in made.comments.items()}
        self._append(self._file, f"  {id_}:  # {emit.remark(where)}\n{emit.block(fields, 4, comments)}")

    def _open(self) -> None:
        while True:
            self._number += 1
            self._file = f"events/{self._plan.name}-{self._number:04}.yaml"
            if self._file not in self.before.files:
                break
        self._in_file = 0
        mapped = [
            f"#   {emit.remark(name)} -> {target}\n"
            for name, target in self._plan.mapping.items()
            if target.field not in ("note", "-")
        ]
        kept = [emit.remark(name) for name, target in self._plan.mapping.items() if target.field == "note"]
        more = f"#   kept in 'note', which is never published: {', '.join(kept)[:400]}\n" if kept else ""
        head = f"# Rows of {emit.remark(self._plan.path.name)}, by timeline import. Columns, and what they became:\n"
        self._append(self._file, f"{head}{''.join(mapped)}{more}events:\n")

    def finish(self, head: Mapping[str, str]) -> None:
        """Write what stands beside the events: the head of a new case, sources, actors, names, ledger."""
        if not self.added:
            return
        if not self.before.is_case:
            self._append("case.yaml", self._head(head))
        if self._new_source:
            self._append(self._beside("sources"), self._sources())
        if self.people.made:
            lines = ["actors:\n"]
            for id_, made in self.people.made.items():
                lines.append(f"  {id_}:\n{emit.block(made.block, 4)}")
            self._append(self._beside("actors"), "".join(lines))
        self._append(PRIVATE, self._private())
        if ".gitignore" not in self.before.files:
            self._append(
                ".gitignore", f"# Real names, and rows with them, never enter version control\n{PRIVATE}\n/import/\n"
            )
        if self._seen:
            lines = [f"{id_}\t{mark}\n" for id_, mark in {**self.before.seen, **self._seen}.items()]
            self._append(SEEN, "".join(lines))

    def _beside(self, section: str) -> str:
        """The file for sources or actors: the case's own if it has none yet, else one beside the new events."""
        own = f"{section}.yaml"
        return own if own not in self.before.files else f"events/{self._file[7:-5]}-{section}.yaml"

    def _head(self, head: Mapping[str, str]) -> str:
        name = self._options.title or head.get("title") or self._plan.path.name
        fields: dict[str, Any] = {"case": self._id, "title": f"{name}: {self._label}" if self._label else name}
        if summary := head.get("summary"):
            fields["summary"] = summary
        fields |= {"language": "en", "as_of": self._as_of()}
        comments = {
            "as_of": "" if self._options.as_of else "the latest day in the table: set the day this record is of"
        }
        text = f"# Made by timeline import from {emit.remark(self._plan.path.name)}. What to do next: timeline check\n"
        text += emit.block(fields, 0, comments)
        if self.threads:
            text += "threads:\n" + emit.block(self.threads, 2)
        return text

    def _as_of(self) -> str:
        if given := self._options.as_of or self._options.published:
            return given
        if self._latest == date.min:
            raise TableError(
                "no-day", "no row has a date, so nothing says of which day this record is", "say --as-of DATE"
            )
        return self._latest.isoformat()

    def _sources(self) -> str:
        fields = {
            "kind": "dataset",
            "title": self._plan.path.name,
            "publisher": self._options.publisher or "publisher not stated",
        }
        if self._options.published:
            fields["published"] = self._options.published
        fields["sha256"] = self._plan.sha256
        comments = {} if self._options.publisher else {"publisher": "say who published the table, or an actor's id"}
        return f"sources:\n  {self.source}:\n{emit.block(fields, 4, comments)}"

    def _private(self) -> str:
        """The whole of ``private.yaml``: as it was, with the key of the rows and the new names at its end."""
        text = self.before.private_text
        lines = (
            [] if text else ["# Real names behind labels, and the key of the rows' ids. Keep this file to yourself.\n"]
        )
        if not self.before.key:
            lines.append(f"{KEY}: {self._key.hex()}\n")
        new = {id_: made.private for id_, made in self.people.made.items() if made.private}
        body = "".join(f"  {id_}:\n{emit.block(fields, 4)}" for id_, fields in new.items())
        value = parse(text.encode("utf-8"), PRIVATE).value if text else None
        actors = value.get("actors") if isinstance(value, Mapping) else None
        if text and not text.endswith("\n"):
            text += "\n"
        if actors:  # the names stand under a key of their own that is the last one
            whole = ("".join(lines) + text + body) if list(value or ())[-1] == "actors" else ""
        else:
            whole = text + "".join(lines) + (f"actors:\n{body}" if body else "actors: {}\n")
        again = parse(whole.encode("utf-8"), PRIVATE)
        wanted = {**dict(actors or {}), **new}
        if again.problems or not isinstance(again.value, Mapping) or dict(again.value.get("actors") or {}) != wanted:
            hint = "let 'actors:' be its last key, written line by line, and import again"
            raise TableError("unreadable", f"names cannot be added to {PRIVATE} without changing what it says", hint)
        return whole


@lru_cache(maxsize=100_000)
def _latest(claim: str) -> date:
    """The latest day that a claim names by itself; the first of all days if it names none."""
    read = read_claim(claim).date
    return (read.latest or read.earliest or date.min) if read else date.min
