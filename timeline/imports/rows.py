"""A row becomes the block of an event, or problems that name the row and the column.

Knows the mapping of one table, and asks ``dates``, ``cells`` and ``who`` for what their part is. Touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.files.tables import Row
from timeline.files.tables.layout import OWN
from timeline.imports.cells import CellError, clean, line, one_line, own_value, short, time_of_day
from timeline.imports.dates import Column, DateError, Day, joined, read_claim
from timeline.imports.fields import LEFT_OUT, NOTE, SIMPLE, Target, plain
from timeline.imports.fitting import ROLES, Fitter, listed
from timeline.imports.people import People, is_nobody
from timeline.imports.problems import RowProblem
from timeline.imports.who import Who
from timeline.kinds import Kinds, by_name
from timeline.kinds.imported import ImportedRow
from timeline.model.event import Event, actor_fields, own_fields, type_name
from timeline.problems import At, quoted

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


class Types:
    """Which type a row is of: one for all, or by the words of the table."""

    def __init__(self, kinds: Kinds, every: str, by_word: Mapping[str, str]) -> None:
        self.kinds, self.every, self.by_word = kinds, every, by_word
        self._named = by_name(kinds)

    def of(self, word: str) -> type[Event]:
        """The type for a word of the table; the type of undecided rows where none is called so."""
        name = self.by_word.get(word.strip().lower()) or self.every or re.sub(r"[\s-]+", "_", word.strip().lower())
        return self._named.get(name, ImportedRow)


class Reader:
    """Reads the rows of one table by its mapping."""

    def __init__(
        self,
        file: str,
        columns: Sequence[str],
        mapping: Mapping[str, Target],
        dates: Mapping[str, Column],
        types: Types,
        markup: Callable[[str], str] | None = None,
        label: Callable[[Row], str] = lambda row: f"row {row.number}",
    ) -> None:
        """``markup`` takes markup out of a text, where a format has it; ``label`` names a row in messages."""
        self._label = label
        self._file, self._columns, self._types, self._dates, self._markup = file, tuple(columns), types, dates, markup
        self._fitter = Fitter()
        self._at: dict[str, int] = {}
        self._notes: list[int] = []
        self._counted = [index for index, name in enumerate(columns) if plain(name) not in OWN]
        self._field = [str(mapping[name]) for name in columns]
        self._who = Who(columns, mapping, types.kinds)
        for index, name in enumerate(columns):
            target = mapping[name]
            if target.field == NOTE:
                self._notes.append(index)
            elif target.field != LEFT_OUT and index not in self._who.at:
                self._at[target.field] = index

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
        where, name = self._label(row), ""
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
        fit = self._reader._fitter.fit(block, kind, f"row {self._row.number}")
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
            anchor.name for claim in claims if claim != "unknown" for anchor in read_claim(claim).anchors if anchor.name
        )
        return Made(
            self._cell("id"), _in_order(block), self._comments, said, anchors, frozenset(self._marks), fit.lacks
        )

    def _index_of(self, name: str) -> int | None:
        """The column that a field of the event came from."""
        index = self._reader._at.get(name)
        return index if index is not None else self._reader._who.column_of(name)

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
        if len(summary) > _PROSE:
            message = f"has {len(summary):,} characters, more than {_PROSE:,}"
            index = self._reader._at.get("summary", self._reader._at.get("title"))
            self._refuse(index, CellError("wrong-value", message, "shorten it"))
        elif summary:
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
        reason = "a start or an end is one date" if len(first) > 1 or len(last) > 1 else ""
        try:
            read_claim(claim)
        except ValueError as error:
            reason = reason or str(error).removeprefix(f"{claim!r}: ").partition("; ")[0]
        if reason:
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
        """People and bodies in the fields and roles they are mapped to; those without a place, as lines of the note."""
        fields, notes, names = actor_fields(kind), [], []
        agency, within = self._cell("within"), ""
        if agency and not is_nobody(agency):
            if "body" in fields or self._reader._who.says_any(self._text):
                within = self._people.body(one_line(agency))
            else:
                notes.append(f"{self._reader._columns[self._reader._at['within']]}: {agency}")
        try:
            for name, ids, known in self._reader._who.read(self._text, within, self._people):
                names += known
                if name in fields or name in ROLES:
                    place = block if name in fields else block.setdefault("actors", {})
                    place[name] = [*listed(place.get(name)), *ids]
                else:
                    notes.append(f"{name}: {', '.join(ids)}")
        except CellError as error:
            self._refuse(min(self._reader._who.at), error)
        if within and "body" in fields:
            block.setdefault("body", within)
        said = f"{block['title']}\n{block.get('summary', '')}".casefold() if names else ""
        if any(len(name) > 4 and name.casefold() in said for name in names):
            self._marks.add("name-in-text")
        return notes

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


_KNOWN = frozenset(SIMPLE)


def _in_order(block: dict[str, Any]) -> dict[str, Any]:
    last = ("actors", "refs", "note")
    own = [name for name in block if name not in _ORDER and name not in last]
    return {name: block[name] for name in (*_ORDER, *own, *last) if name in block}
