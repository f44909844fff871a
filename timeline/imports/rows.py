"""A row becomes the block of an event, or problems that name the row and the column.

Knows the mapping of one table, and asks ``dates``, ``cells`` and ``people`` for what their part is. Reads and writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.files.tables import Row
from timeline.files.tables.layout import OWN
from timeline.imports.cells import CellError, clean, line, one_line, own_value, short, time_of_day
from timeline.imports.dates import Column, DateError, Day, joined
from timeline.imports.fields import LEFT_OUT, NOTE, PARTS, Target, actor_names, plain, role_of
from timeline.imports.fitting import ROLES, fitted, listed
from timeline.imports.people import People, Person, is_nobody
from timeline.imports.problems import RowProblem
from timeline.kinds import Kinds, by_name
from timeline.kinds.imported import ImportedRow
from timeline.model.event import Event, actor_fields, own_fields, type_name
from timeline.problems import At, quoted
from timeline.when.claims import parse_claim

_TITLE, _PROSE = 120, 20_000
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_ORDER = ("type", "title", "label", "summary", "when", "time", "modality", "thread", "jurisdiction")


@dataclass(frozen=True, slots=True)
class Made:
    """What a row became. ``anchors`` are the events that its dates count from."""

    id: str
    """The id that the table gives; "" if it gives none."""
    block: dict[str, Any]
    comments: dict[str, str]
    said: str
    """What the row says, for telling rows from one another: every cell of it, by column."""
    anchors: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    """What is to be counted and said once: "undated", "utc", "split-title", "invisible", "name-in-text"."""
    lacks: tuple[str, ...] = ()
    """The type it was meant for, and what it lacks for that."""


@dataclass(frozen=True, slots=True)
class Types:
    """Which type a row is of: one for all, or by the words of the table."""

    kinds: Kinds
    every: str = ""
    by_word: Mapping[str, str] = field(default_factory=dict)

    def of(self, word: str) -> type[Event]:
        """The type for a word of the table; the type of undecided rows where none is called so."""
        named = by_name(self.kinds)
        name = self.by_word.get(word.strip().lower()) or self.every or re.sub(r"[\s-]+", "_", word.strip().lower())
        return named.get(name, ImportedRow)


class Reader:
    """Reads the rows of one table by its mapping."""

    def __init__(
        self,
        file: str,
        columns: Sequence[str],
        mapping: Mapping[str, Target],
        dates: Mapping[str, Column],
        types: Types,
        markup: Any = None,
    ) -> None:
        """``markup`` takes markup out of a text, where a format has it."""
        self._file, self._columns, self._types, self._dates, self._markup = file, tuple(columns), types, dates, markup
        self._at: dict[str, int] = {}
        self._notes: list[int] = []
        self._actors: dict[str, tuple[Target, str, dict[str, int]]] = {}
        self._counted = [index for index, name in enumerate(columns) if plain(name) not in OWN]
        self._field = [str(mapping[name]) for name in columns]
        for index, name in enumerate(columns):
            target = mapping[name]
            if target.field == NOTE:
                self._notes.append(index)
            elif target.part or target.kind or (target.field in actor_names(types.kinds)):
                group = target.field if target.part else f"{target.field} {index}"
                joined = self._actors.setdefault(group, (target, role_of(name), {}))
                joined[2][target.part or "name"] = index
            elif target.field != LEFT_OUT:
                self._at[target.field] = index
        for group in [
            group for group in self._actors if " " in group
        ]:  # a whole name and its badge number are one person
            target, role, parts = self._actors[group]
            if target.field in self._actors:
                other = self._actors.pop(target.field)
                self._actors[group] = (target, role, {**other[2], **parts})

    def read(self, row: Row, people: People) -> Made | list[RowProblem]:
        """The event of a row, or all that is wrong with it."""
        if row.broken:
            return [self._problem(row, None, "broken-row", row.broken, "mend the row and import the rejects file")]
        cells = row.cells
        if len(cells) > len(self._columns) and any(cell.strip() for cell in cells[len(self._columns) :]):
            message = f"has {len(cells)} values for {len(self._columns)} columns"
            hint = "put quotation marks around a value that holds the sign between values"
            return [self._problem(row, None, "too-many-cells", message, hint)]
        return _Row(self, row, people).made()

    def _problem(self, row: Row, index: int | None, code: str, message: str, hint: str = "") -> RowProblem:
        where, name = f"row {row.number}", ""
        if index is not None:
            where, name = f"{where}, {quoted(self._columns[index])}", self._field[index]
        at = At(self._file, row.line or row.number, (index or 0) + 1)
        return RowProblem(at, code, f"{where}: {message}", hint, "error", row.number, name)


class _Row:
    """One row on its way: what was read so far, and what is wrong."""

    def __init__(self, reader: Reader, row: Row, people: People) -> None:
        self._reader, self._row, self._people = reader, row, people
        self._wrong: list[RowProblem] = []
        self._marks: set[str] = set()
        self._comments: dict[str, str] = {}
        self._said: list[str] = []
        self._text = [""] * len(reader._columns)
        for index in range(min(len(row.cells), len(self._text))):
            cell = row.cells[index]
            if not cell:
                continue
            try:
                self._text[index], turned = clean(cell)
            except CellError as error:
                self._refuse(index, error)
                continue
            if turned:
                self._marks.add("invisible")

    def _refuse(self, index: int | None, error: CellError | DateError) -> None:
        self._wrong.append(self._reader._problem(self._row, index, error.code, error.message, error.hint))

    def _cell(self, name: str) -> str:
        index = self._reader._at.get(name)
        return self._text[index] if index is not None else ""

    def made(self) -> Made | list[RowProblem]:
        """The event, or what is wrong."""
        word = self._cell("type") or self._cell("category")
        kind = self._reader._types.of(word)
        block: dict[str, Any] = {"type": type_name(kind)}
        self._words(block, kind)
        claims = self._when(block)
        notes = self._own(block, kind)
        notes += self._who(block, kind)
        self._rest(block, notes, kind, word)
        if self._wrong:
            return self._wrong
        fit = fitted(block, kind, f"row {self._row.number}")
        for name, message, hint in fit.wrong:
            self._refuse(self._index_of(name), CellError("wrong-value", message, hint))
        if self._wrong:
            return self._wrong
        said = "\x1f".join(
            f"{self._reader._columns[index].lower()}\x1e{self._text[index]}"
            for index in self._reader._counted
            if self._text[index]
        )
        anchors = tuple(
            anchor.name
            for claim in claims
            if claim != "unknown"
            for anchor in parse_claim(claim).anchors
            if anchor.name
        )
        return Made(
            self._cell("id"), _in_order(block), self._comments, said, anchors, frozenset(self._marks), fit.lacks
        )

    def _index_of(self, name: str) -> int | None:
        """The column that a field of the event came from."""
        index = self._reader._at.get(name)
        if index is not None:
            return index
        named = (parts for target, _, parts in self._reader._actors.values() if target.field == name)
        return next((next(iter(parts.values())) for parts in named), None)

    def _words(self, block: dict[str, Any], kind: type[Event]) -> None:
        title, summary = one_line(self._cell("title")), self._cell("summary")
        if self._reader._markup:
            title, summary = one_line(self._reader._markup(title)), self._reader._markup(summary)
        if len(title) > _TITLE:
            summary = f"{title}\n\n{summary}" if summary else title
            title = short(title, _TITLE)
            self._marks.add("split-title")
        block["title"] = title or self._untitled(summary)
        for name in ("label", "modality", "thread", "jurisdiction"):
            if text := self._cell(name):
                block[name] = line(text, "it") if len(text) <= 300 else short(one_line(text), 300)
        if summary:
            block["summary"] = summary

    def _untitled(self, summary: str) -> str:
        for text in (self._cell("category"), self._cell("type"), summary):
            if said := one_line(text):
                return short(said[0].upper() + said[1:], _TITLE)
        return f"Row {self._row.number} of {short(self._reader._file.rpartition('/')[2], 80)}"

    # When

    def _when(self, block: dict[str, Any]) -> tuple[str, ...]:
        day = self._day("when", ("year", "month", "day"))
        end = self._day("end", ("end.year", "end.month", "end.day"))
        claims = day.claims
        if end.claims not in (("unknown",), day.claims) and not self._wrong:
            claims = self._span(day.claims, end.claims)
        time = day.time
        if (typed := self._cell("time")) and not self._wrong:
            try:
                time = time_of_day(typed)
            except CellError as error:
                self._refuse(self._reader._at["time"], error)
        block["when"] = list(claims)
        if time and len(claims) == 1 and _ISO_DAY.match(claims[0]):
            block["time"] = time
        if claims == ("unknown",):
            self._marks.add("undated")
        self._marks |= day.notes & {"utc"}
        return claims

    def _day(self, name: str, parts: Sequence[str]) -> Day:
        index = self._reader._at.get(name)
        try:
            if index is not None and (text := self._text[index]):
                found = self._reader._dates[self._reader._columns[index]].read(text) if text != ".." else Day(("..",))
                if name == "when" and found.claims != (text,):
                    self._comments["when"] = text
                return found
            index = self._reader._at.get(parts[0])
            texts = [self._cell(part) for part in parts]
            if any(texts):
                return Day((joined(texts),))
        except DateError as error:
            self._refuse(index, error)
        return Day(("unknown",))

    def _span(self, first: Sequence[str], last: Sequence[str]) -> tuple[str, ...]:
        index = self._reader._at.get("end", self._reader._at.get("end.year"))
        claim = f"{first[0]}/{last[0]}" if first != ("unknown",) else f"../{last[0]}"
        try:
            if len(first) > 1 or len(last) > 1:
                raise ValueError("a start or an end is one date")
            parse_claim(claim)
        except ValueError as error:
            reason = str(error).removeprefix(f"{claim!r}: ").partition("; ")[0]
            self._refuse(index, DateError("wrong-date", f"from {first[0]} to {last[0]}: {reason}", "check both dates"))
        return (claim,)

    # The type's own fields, and people

    def _own(self, block: dict[str, Any], kind: type[Event]) -> list[str]:
        """Values of the type's own fields; what the type has no field for, as lines of the note."""
        mine, notes = own_fields(kind), []
        for name, index in self._reader._at.items():
            text = self._text[index]
            if not text or name in _KNOWN or name.startswith("refs."):
                continue
            if name in mine:
                block[name] = own_value(kind, name, text)
            else:
                notes.append(f"{name}: {text}")
        return notes

    def _who(self, block: dict[str, Any], kind: type[Event]) -> list[str]:
        agency, notes = self._cell("agency"), []
        within = "" if not agency or is_nobody(agency) else self._people.body(one_line(agency))
        named: list[str] = []
        for target, role, parts in self._reader._actors.values():
            ids, names = self._people_of(target, role, parts, within)
            named += names
            if not ids:
                continue
            listed = ids[0] if len(ids) == 1 else ids
            if target.field in actor_fields(kind):
                block[target.field] = [*listed(block.get(target.field)), *ids] if target.field in block else listed
            elif target.field in ROLES:
                block.setdefault("actors", {})[target.field] = listed
            else:
                notes.append(f"{target.field}: {', '.join(ids)}")
        if within and "body" in actor_fields(kind) and "body" not in block:
            block["body"] = within
        said = f"{block['title']}\n{block.get('summary', '')}".casefold()
        if any(len(name) > 4 and name.casefold() in said for name in named):
            self._marks.add("name-in-text")
        return notes

    def _people_of(
        self, target: Target, role: str, parts: Mapping[str, int], within: str
    ) -> tuple[list[str], list[str]]:
        texts = {part: one_line(self._text[index]) for part, index in parts.items() if part != "name"}
        whole = self._text[parts["name"]] if "name" in parts else ""
        joined = " ".join(texts[part] for part in ("first", "middle", "last", "suffix") if texts.get(part))
        names = [
            name
            for part in re.split(r"[;\n]|\s\|\s", whole or joined)
            if (name := one_line(part)) and not is_nobody(name)
        ]
        try:
            names = [line(name, "a name") for name in names]
        except CellError as error:
            self._refuse(next(iter(parts.values())), error)
            return [], []
        if target.kind in ("institution", "office"):
            return [self._people.body(name, target.kind) for name in names], []
        badge, uid = (texts.get(part, "") if len(names) < 2 else "" for part in ("badge", "uid"))
        if names and not re.search(r"[^\W\d]", names[0]) and not badge:  # a number stands for somebody without a name
            names, badge = [""], names[0]
        elif not names and (badge or uid) and not is_nobody(badge or uid):
            names = [""]
        who = [Person(name, badge, uid, within) for name in names]
        return [self._people.person(one, role, target.kind or "person") for one in who], [
            name for name in names if name
        ]

    # References and the note

    def _rest(self, block: dict[str, Any], notes: list[str], kind: type[Event], word: str) -> None:
        refs: dict[str, str] = {}
        for name, index in self._reader._at.items():
            if name.startswith("refs.") and (text := self._text[index]):
                try:
                    refs[name.partition(".")[2]] = line(text, "a reference")
                except CellError as error:
                    self._refuse(index, error)
        if url := one_line(self._cell("url")):
            if re.match(r"https?://\S+\Z", url) and len(url) <= 300:
                refs["url"] = url
            else:
                notes.append(f"url: {url}")
        category = self._cell("category") or (word if kind is ImportedRow else "")
        if category and kind is ImportedRow:
            block["category"] = short(one_line(category), 300)
            notes += [f"category: {category}"] if block["category"] != one_line(category) else []
        elif self._cell("category") and one_line(self._cell("category")) != block["title"]:
            notes.append(f"category: {self._cell('category')}")
        if refs:
            block["refs"] = refs
        notes += [
            f"{self._reader._columns[index]}: {self._text[index]}" for index in self._reader._notes if self._text[index]
        ]
        note = "\n".join(notes)
        if len(note) > _PROSE:
            hint = "leave columns out with --leave-out COLUMN, or all without a field with --leave-out '*'"
            message = f"what is kept in the note has {len(note):,} characters, more than {_PROSE:,}"
            self._refuse(
                self._reader._notes[0] if self._reader._notes else None, CellError("wrong-value", message, hint)
            )
        elif note:
            block["note"] = note


_KNOWN = frozenset(("id", "type", "title", "label", "summary", "when", "end", "time", "modality", "thread", "jurisdiction",
                    "category", "url", "agency", *PARTS, *(f"end.{part}" for part in PARTS)))  # fmt: skip


def _in_order(block: dict[str, Any]) -> dict[str, Any]:
    last = ("actors", "refs", "note")
    own = [name for name in block if name not in _ORDER and name not in last]
    return {name: block[name] for name in (*_ORDER, *own, *last) if name in block}
