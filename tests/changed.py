"""A case with one of its texts changed: what was changed and where, and what the checks say that they did not say before.

Nothing is written to a disk: the changed file alone is read anew, the rest of the record stays as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.sheets import Edit, Leaf, edited, leaves, taken_out
from timeline import build
from timeline.checks.ids import full_claim_id
from timeline.files.case import SECTIONS, Loaded, read, read_text
from timeline.model.block import references
from timeline.model.evidence import Claim
from timeline.model.record import Record
from timeline.problems import Problem

ALONE = "case: a\ntitle: A\nas_of: 2030-01-01\n"
"""What is added to a file of a folder, so that it can be read alone."""


@dataclass(frozen=True)
class Mistake:
    """One change of a text: its class, what was changed and where, and the words by which a problem may name it."""

    kind: str
    sheet: Sheet
    leaf: Leaf
    edits: tuple[Edit, ...]
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        return edited(self.sheet.text, self.edits)

    @property
    def line(self) -> int:
        return self.sheet.text.count("\n", 0, self.edits[0][0]) + 1

    def is_named_by(self, problem: Problem) -> bool:
        """True if a problem stands in the line of the change, or has a word of it."""
        here = problem.at.line == self.line and Path(problem.at.file).name == self.sheet.file.name
        return here or any(name in problem.message or name in problem.hint for name in self.names)

    def __str__(self) -> str:
        return f"{self.sheet.file.name}:{self.line} {'.'.join(map(str, self.leaf.path))}"


@dataclass(frozen=True)
class Sheet:
    """One file with its keys, and the case it belongs to."""

    folder: Folder
    file: Path
    text: str

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        return leaves(self.text)

    def put(self, kind: str, leaf: Leaf, place: tuple[int, int], new: str, *names: str) -> Mistake:
        """``new`` in place of what stands from one offset to another."""
        return self.make(kind, leaf, ((*place, new),), *names)

    def left_out(self, kind: str, leaf: Leaf) -> Mistake:
        """The same text without a key."""
        values = [node.value for node in leaf.scalars()]
        return self.make(kind, leaf, (taken_out(self.text, leaf),), leaf.key, *values)

    def line_of(self, node: Any) -> int:
        return int(node.start_mark.line) + 1

    def make(self, kind: str, leaf: Leaf, edits: tuple[Edit, ...], *names: str) -> Mistake:
        return Mistake(kind, self, leaf, edits, tuple(name for name in (leaf.block, *names) if name))


class Folder:
    """A case and what the checks say of it; and what they say besides, once one of its texts is another."""

    def __init__(self, home: Path, *archives: Path) -> None:
        self.home, self.archives = home, archives
        self.loaded = read(home)
        assert self.loaded.record is not None
        self.record = self.loaded.record
        self.texts = {file: file.read_text(encoding="utf-8") for file in self.loaded.files}
        self.parts = {file: self._read(file, text).record for file, text in self.texts.items()}
        self.dated = self._examined(self.loaded).dated
        self.before = Counter(map(_key, self._examined(self.loaded).problems))

    @cached_property
    def used(self) -> frozenset[tuple[str, str]]:
        """Every id that something refers to, with what it is the id of: a claim's as BLOCK.CLAIM."""
        found = {("actor", source.publisher) for source in self.record.sources.values()}
        for _, block in self.record.blocks():
            for one in references(block):
                full = full_claim_id(getattr(block, "id", ""), one.id) if one.to == "claim" else one.id
                found.add((one.to, full))
        times = [
            node.value for sheet in self.sheets for leaf in sheet.leaves if leaf.is_time for node in leaf.scalars()
        ]
        words = {word.partition(".")[0] for time in times for word in re.findall(r"[a-z][a-z0-9.-]*", time)}
        return frozenset(found | {(kind, word) for word in words for kind in ("event", "source")})

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(Sheet(self, file, text) for file, text in self.texts.items())

    def said(self, mistake: Mistake) -> Iterator[Problem]:
        """The problems that were not there before the mistake was made: those of reading the file come first."""
        changed, left = self._changed(mistake), self.before.copy()
        if changed.record is not None:
            yield from self._new(changed.problems, left.copy())
        yield from self._new(self._examined(changed).problems, left)

    def _new(self, problems: Iterable[Problem], left: Counter[tuple[str, str, str, str]]) -> Iterator[Problem]:
        for problem in problems:
            left[_key(problem)] -= 1
            if left[_key(problem)] < 0:
                yield problem

    def catches(self, mistake: Mistake) -> bool:
        """True if a new problem stands where the mistake was made, or names what was changed, and says what to do."""
        return any(problem.hint and mistake.is_named_by(problem) for problem in self.said(mistake))

    def says_the_same(self, mistake: Mistake) -> bool:
        """True if the record is what it was: a default was left out, or what is written elsewhere too."""
        record = self._changed(mistake).record
        return record is not None and _dump(record) == _dump(self.record)

    def is_disputed(self, block: str, claim: Claim) -> bool:
        """True if a claim contradicts another, or is contradicted."""
        against = {full_claim_id(id_, other) for _, id_, _, one in self.record.claims() for other in one.contradicts}
        return bool(claim.contradicts) or f"{block}.{claim.id}" in against

    def _examined(self, loaded: Loaded) -> build.Examined:
        return build.examine_record(loaded, self.home, self.home, self.archives)

    def _read(self, file: Path, text: str) -> Loaded:
        return read_text(text if file.name == "case.yaml" else f"{text}\n{ALONE}", file.as_posix())

    def _changed(self, mistake: Mistake) -> Loaded:
        """The case with one file's blocks read anew."""
        part, old = self._read(mistake.sheet.file, mistake.text), self.parts[mistake.sheet.file]
        assert old is not None
        if part.record is None:
            return Loaded(None, part.problems, self.loaded.files)
        tables: list[dict[str, Any]] = []
        for name in SECTIONS:
            kept = {key: block for key, block in getattr(self.record, name).items() if key not in getattr(old, name)}
            tables.append(kept | dict(getattr(part.record, name)))
        head = part.record.head if mistake.sheet.file.name == "case.yaml" else self.record.head
        sources, actors, events, obligations = tables
        record = Record(head, sources, actors, events, obligations, part.record.broken)
        return Loaded(record, part.problems, self.loaded.files)


def _key(problem: Problem) -> tuple[str, str, str, str]:
    """A problem without its line, which a change above it moves."""
    return problem.at.file, problem.code, re.sub(r"ya?ml:\d+(:\d+)?", "", problem.message), problem.severity


def _dump(record: Record) -> dict[tuple[str, str], dict[str, Any]]:
    """What a record says, whatever the order it says it in."""
    blocks = {(kind, getattr(block, "id", "")): block.model_dump() for kind, block in record.blocks()}
    return {("case", ""): record.head.model_dump(), **blocks}
