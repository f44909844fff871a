"""Mistakes a curator could make in a case, one at a time: what is misspelt, altered, turned round, or left out.

``mistakes`` makes all it knows of in one file, always the same ones in the same order. ``Folder`` says what the checks
make of one: the case is read and checked with that text in place of its own, and nothing is written to a disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.sheets import Leaf, leaves, typed, without
from timeline import build
from timeline.files.case import SECTIONS, Loaded, read, read_text
from timeline.model.block import Asked, Block
from timeline.model.evidence import Citation, DateClaim, is_time
from timeline.model.obligation import Due
from timeline.model.quantity import Quantity
from timeline.model.record import Record
from timeline.model.relations import BY_NAME
from timeline.problems import Problem

ALONE = "case: a\ntitle: A\nas_of: 2030-01-01\n"
RELATIONS = (*BY_NAME, "fulfils", "contradicts")
DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
BEYOND = (
    (r"L\d+.*", "L9999"), (r"p\.\d+.*", "p.99"), (r"¶\d+.*", "¶999"), (r"\d\d:\d\d.*", "23:59:59"), (r"(\w+):\d+", "log:9999"),
)  # fmt: skip
DAYS = ("published", "created", "as_of", "date", "last_checked", "said_on", "from", "to", "claim", "when", "due")


@dataclass(frozen=True)
class Mistake:
    """One changed text: its class, what was changed, the lines of its block, and the words that may name the place."""

    kind: str
    file: Path
    leaf: Leaf
    text: str
    line: int
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line} {'.'.join(map(str, self.leaf.path))}"


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
        text = self.text[: place[0]] + new + self.text[place[1] :]
        return self._made(kind, leaf, text, place[0], names)

    def left_out(self, kind: str, leaf: Leaf) -> Mistake:
        """The same text without a key."""
        values = [node.value for node in leaf.scalars()]
        return self._made(kind, leaf, without(self.text, leaf), leaf.start, (leaf.key, *values))

    def _made(self, kind: str, leaf: Leaf, text: str, offset: int, names: tuple[str, ...]) -> Mistake:
        line = self.text.count("\n", 0, offset) + 1
        return Mistake(kind, self.file, leaf, text, line, tuple(repr(name) for name in (leaf.block, *names) if name))


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
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(Sheet(self, file, text) for file, text in self.texts.items())

    def said(self, mistake: Mistake) -> list[Problem]:
        """The problems that were not there before the mistake was made."""
        left, new = self.before.copy(), []
        for problem in self._examined(self._changed(mistake)).problems:
            left[_key(problem)] -= 1
            if left[_key(problem)] < 0:
                new.append(problem)
        return new

    def says_the_same(self, mistake: Mistake) -> bool:
        """True if the record is what it was: a default was left out, or what is written elsewhere too."""
        record = self._changed(mistake).record
        return record is not None and _dump(record) == _dump(self.record)

    def _examined(self, loaded: Loaded) -> build.Examined:
        return build.examine_record(loaded, self.home, self.home, self.archives)

    def _read(self, file: Path, text: str) -> Loaded:
        return read_text(text if file.name == "case.yaml" else f"{text}\n{ALONE}", file.as_posix())

    def _changed(self, mistake: Mistake) -> Loaded:
        """The case with one file's blocks read anew."""
        part, old = self._read(mistake.file, mistake.text), self.parts[mistake.file]
        assert old is not None
        if part.record is None:
            return Loaded(None, part.problems, self.loaded.files)
        tables: list[dict[str, Any]] = []
        for name in SECTIONS:
            kept = {key: block for key, block in getattr(self.record, name).items() if key not in getattr(old, name)}
            tables.append(kept | dict(getattr(part.record, name)))
        head = part.record.head if mistake.file.name == "case.yaml" else self.record.head
        sources, actors, events, obligations = tables
        record = Record(head, sources, actors, events, obligations, part.record.broken)
        return Loaded(record, part.problems, self.loaded.files)


def _key(problem: Problem) -> tuple[str, str, str, str]:
    """A problem without its line, which a change above it moves."""
    return problem.at.file, problem.code, re.sub(r"ya?ml:\d+(:\d+)?", "", problem.message), problem.severity


def _dump(record: Record) -> list[dict[str, Any]]:
    return [record.head.model_dump(), *(block.model_dump() for _, block in record.blocks())]


# What can go wrong, one function a group of classes


Maker = Callable[[Sheet], Iterator[Mistake]]


def mistakes(folder: Folder) -> Iterator[Mistake]:
    """Every mistake in a case, file by file."""
    for make in MAKERS:
        for sheet in folder.sheets:
            yield from make(sheet)


def _cut(word: str) -> str:
    """A word without the letter in its middle."""
    return word[: len(word) // 2] + word[len(word) // 2 + 1 :] if len(word) > 2 else word + "x"


def keys_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        if leaf.cls is not None:
            yield sheet.put("a key misspelt", leaf, (leaf.start, leaf.start + len(leaf.key)), _cut(leaf.key), leaf.key)


def ids_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    """Where an id is used: in a field for ids, in a citation, in a claim about time."""
    known = {*sheet.folder.record.events, *sheet.folder.record.sources}
    for leaf in sheet.leaves:
        for node in leaf.scalars():
            start, _ = typed(node)
            words = list(re.finditer(r"[a-z][a-z0-9.-]*", node.value))
            if leaf.refers or leaf.key in BY_NAME or leaf.key == "fulfils" or leaf.takes(Citation):
                words = words[:1]
            elif _is_time(leaf):
                words = [word for word in words if word[0].partition(".")[0] in known]
            else:
                continue
            for word in words:
                wrong = _cut(word[0].partition(".")[0])
                place = (start + word.start(), start + word.start() + len(word[0].partition(".")[0]))
                yield sheet.put("an id misspelt where it is used", leaf, place, wrong, wrong, word[0])


def ids_defined_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    """Where an id stands for a block, a claim or a thread, and something else uses it."""
    for leaf in sheet.leaves:
        place = (leaf.start, leaf.start + len(leaf.key))
        if (len(leaf.path) == 2 and leaf.path[0] in SECTIONS) or leaf.path[:-1] == ("threads",):
            yield sheet.put("an id misspelt where it is given", leaf, place, _cut(leaf.key), leaf.key)
        elif leaf.key == "id":
            yield sheet.put(
                "an id misspelt where it is given", leaf, typed(leaf.value), _cut(leaf.value.value), leaf.value.value
            )


def ids_of_another_kind(sheet: Sheet) -> Iterator[Mistake]:
    record = sheet.folder.record
    other = {"actor": record.events, "event": record.actors, "source": record.events, "obligation": record.events}
    for leaf in sheet.leaves:
        for node in leaf.scalars() if leaf.refers in other else ():
            wrong = next(id_ for id_ in other[leaf.refers] if id_ not in record.table(leaf.refers))
            yield sheet.put("an id of another kind of thing", leaf, typed(node), wrong, wrong, node.value)


def ids_twice(sheet: Sheet) -> Iterator[Mistake]:
    before: dict[str, str] = {}
    for leaf in sheet.leaves:
        if len(leaf.path) == 2 and leaf.path[0] in SECTIONS:
            section = str(leaf.path[0])
            if section in before:
                place = (leaf.start, leaf.start + len(leaf.key))
                yield sheet.put("one id twice", leaf, place, before[section], before[section])
            before[section] = leaf.key


def words_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        for node in leaf.scalars():
            if node.value in leaf.words:
                yield sheet.put("a controlled word misspelt", leaf, typed(node), _cut(node.value), _cut(node.value))
        if leaf.path[-2:-1] == ("accept",):
            place = (leaf.start, leaf.start + len(leaf.key))
            yield sheet.put("a controlled word misspelt", leaf, place, _cut(leaf.key), _cut(leaf.key), leaf.key)


def copies_altered(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        if leaf.key == "sha256":
            old = leaf.value.value
            yield sheet.put("a hash altered", leaf, typed(leaf.value), old[:-1] + ("0" if old[-1] != "0" else "1"), old)
            yield sheet.put("a hash altered", leaf, typed(leaf.value), old[:-1], old)
        elif leaf.key == "archive":
            yield sheet.put("a copy's name misspelt", leaf, typed(leaf.value), _cut(leaf.value.value), leaf.value.value)


def quotes_altered(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        if leaf.key == "quote":
            start, _ = typed(leaf.value)
            found = max(
                re.finditer(r"\w{2,}", sheet.text[start : leaf.value.end_mark.index]), key=lambda word: len(word[0])
            )
            place = (start + found.start(), start + found.end())
            yield sheet.put("a quote altered", leaf, place, "somewhat", "quote")
            if " " in leaf.value.value:
                yield sheet.put("a quote altered", leaf, place, "", "quote")


def places_altered(sheet: Sheet) -> Iterator[Mistake]:
    """A citation's place put off the end, or away from the words that are quoted from there."""
    quoted = {leaf.path[:-1] for leaf in sheet.leaves if leaf.key == "quote"}
    for leaf in sheet.leaves:
        nodes = leaf.scalars() if leaf.key == "at" or leaf.takes(Citation) else []
        for node in nodes:
            start, end = typed(node)
            if leaf.key != "at":
                if " " not in node.value:
                    continue
                start += node.value.index(" ") + 1
            place = sheet.text[start:end]
            beyond = next((new for form, new in BEYOND if re.fullmatch(form, place)), "")
            if beyond:
                yield sheet.put("a place beyond the end", leaf, (start, end), beyond, beyond)
            yield sheet.put("no form of a place", leaf, (start, end), f"line {place}", place)
            if leaf.path[:-1] in quoted and (line := re.fullmatch(r"L(\d+).*", place)):
                yield sheet.put("a place away from its quote", leaf, (start, end), f"L{int(line[1]) - 6}", "quote")


def _is_time(leaf: Leaf) -> bool:
    time = leaf.cls is not None and leaf.key in leaf.cls.model_fields and is_time(leaf.cls, leaf.key)
    return time or leaf.takes(DateClaim) or leaf.takes(Due)


def days_altered(sheet: Sheet) -> Iterator[Mistake]:
    """A day that no calendar has; a day forty years off; words about time that are none."""
    for leaf in sheet.leaves:
        for node in leaf.scalars() if _is_time(leaf) or leaf.key in DAYS else ():
            start, _ = typed(node)
            day = DAY.search(node.value)
            if day:
                place = (start + day.start(), start + day.end())
                yield sheet.put("an impossible day", leaf, place, f"{day[1]}-13-{day[3]}", node.value)
                for years in (40, -40):
                    moved = f"{int(day[1]) + years}-{day[2]}-{day[3]}"
                    yield sheet.put("a day moved beyond its bounds", leaf, place, moved, moved)
            elif _is_time(leaf) and (word := re.match(r"[a-z]+", node.value)) and " " in node.value:
                yield sheet.put(
                    "words about time misspelt", leaf, (start, start + word.end()), _cut(word[0]), node.value
                )


def numbers_altered(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        in_size = leaf.cls is Quantity and leaf.path[-2] == "size"
        if not (leaf.takes(Quantity) or leaf.cls is Quantity) or not leaf.scalars():
            continue
        number, place = leaf.scalars()[0].value, typed(leaf.scalars()[0])
        yield sheet.put("a number in words", leaf, place, "a dozen", "a dozen")
        if not number.isdigit() or leaf.path[0] != "actors" or not (leaf.key == "size" or in_size):
            continue
        for other in (int(number) + 1, int(number) - 1):
            yield sheet.put("a group size altered", leaf, place, str(other), str(other))


def relations_altered(sheet: Sheet) -> Iterator[Mistake]:
    """Turned round, pointed at itself, at an event of a type it is not for, or at one that came later."""
    record, here = sheet.folder.record, {leaf.path: leaf for leaf in sheet.leaves}
    for leaf in sheet.leaves:
        relation = BY_NAME.get(str(leaf.path[2])) if leaf.path[0] == "events" and len(leaf.path) > 2 else None
        if relation is None or not (leaf.key == "event" or (len(leaf.path) == 3 and leaf.scalars())):
            continue
        event = record.events[leaf.block]
        for node in leaf.scalars():
            yield sheet.put("a relation to itself", leaf, typed(node), event.id, event.id)
            wrong = _wrong_target(sheet.folder, event, relation)
            if wrong:
                yield sheet.put("a relation at a wrong target", leaf, typed(node), wrong, wrong)
            other = here.get(("events", node.value))
            if other and ("events", node.value, relation.name) not in here and len(leaf.path) == 3:
                turned = without(sheet.text, leaf) if isinstance(leaf.value.value, str) else ""
                at = turned.find(f"\n  {node.value}:\n")
                if at >= 0:
                    at += len(f"\n  {node.value}:\n")
                    text = f"{turned[:at]}    {relation.name}: {event.id}\n{turned[at:]}"
                    names = (repr(event.id), repr(node.value))
                    yield Mistake("a relation turned round", sheet.file, leaf, text, text.count("\n", 0, at) + 1, names)


def _wrong_target(folder: Folder, event: Any, relation: Any) -> str:
    """An event that the relation is not for by its type, or that is certainly on the wrong side of this one."""
    dated = folder.dated
    assert dated is not None
    mine = dated.intervals[event.id]
    for other in folder.record.events.values():
        theirs = dated.intervals[other.id]
        if other.id == event.id or not other.happened:
            continue
        if relation.targets and relation.targets.isdisjoint(other.is_a()):
            return str(other.id)
        first, second = (theirs, mine) if relation.name == "announces" else (mine, theirs)
        if not relation.targets and first.latest and second.earliest and first.latest < second.earliest:
            return str(other.id)
    return ""


def claims_altered(sheet: Sheet) -> Iterator[Mistake]:
    """A field and a claim about it, when one of the two says something else."""
    for leaf in sheet.leaves:
        if leaf.key == "value" and isinstance(leaf.path[-2], int):
            block = sheet.folder.record.table(str(leaf.path[0])[:-1])[leaf.block]
            claim = block.claims[leaf.path[-2]]
            field = type(block).model_fields.get(claim.about or "")
            known = str(getattr(block, claim.about or "", None))
            if field and claim.stance == "asserts" and claim.value == known and not claim.contradicts:
                other = next((w for w in _words(type(block), str(claim.about)) if w != known), None)
                wrong = other or (str(int(known) + 7) if known.isdigit() else "")
                if wrong:
                    yield sheet.put("a claim that says otherwise", leaf, typed(leaf.value), wrong, wrong)
        elif leaf.key == "about":
            yield sheet.put("a claim that says otherwise", leaf, typed(leaf.value), "weather", "weather")


def _words(cls: type[Block], field: str) -> list[str]:
    from tests.sheets import _literals

    return list(_literals(cls.model_fields[field].annotation))


def left_out(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        if leaf.key in SECTIONS and len(leaf.path) == 1:
            continue
        asked = any(isinstance(mark, Asked) for mark in leaf.marks)
        if leaf.needed or leaf.key == "type":
            yield sheet.left_out("left out: needed", leaf)
        elif asked or leaf.key in ("thread", "sha256", "size", "archive"):
            yield sheet.left_out("left out: asked for", leaf)
        elif leaf.key in RELATIONS:
            yield sheet.left_out("left out: a relation", leaf)
        elif len(leaf.path) == 2 and leaf.path[0] in SECTIONS:
            yield sheet.left_out("left out: a block", leaf)
        else:
            yield sheet.left_out("left out: may be", leaf)


MAKERS: tuple[Maker, ...] = (
    keys_misspelt, ids_misspelt, ids_defined_misspelt, ids_of_another_kind, ids_twice, words_misspelt, copies_altered,
    quotes_altered, places_altered, days_altered, numbers_altered, relations_altered, claims_altered, left_out,
)  # fmt: skip
