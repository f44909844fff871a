"""Markwhen text: each entry a row with when, end, title, summary, id, group and tags.

Dates in figures are month first unless the header says ``dateFormat: d/M/y``: that is the format's own rule. What
counts from another entry becomes a claim that counts from it too, never a day. An id that no entry has is an error of
its row; Markwhen itself would take the entry before. Comments and what styles the view are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from timeline.files.tables.text import encoding_of, lines_of
from timeline.files.tables.values import Book, Reading, Row, Table
from timeline.problems import nearest, quoted

COLUMNS = ("id", "when", "end", "title", "summary", "group", "tags", "properties")

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_UNIT = r"(?:years?|months?|(?:week|work|business) ?days?|weeks?|days?|hours?|minutes?|seconds?|milliseconds?)"
_WORD = rf"(?:[tz]|[ap]m\b|now\b|to\b|after\b|before\b|by\b|every\b|{_UNIT}\b|{_MONTH})"
_TOKEN = rf"(?:\d+(?:st|nd|rd|th)?|[-–/:.,+]|![\w-]+|{_WORD})"
_WHEN = re.compile(rf"(?:{_TOKEN}\s*)+", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"(?:(after|before|by)\s*)?(?:!([\w-]+)\s*)?((?:\d+\s*{_UNIT}\s*)+)(?:(?:[-–/]|to\b)\s*((?:\d+\s*{_UNIT}\s*)+))?",
    re.I,
)
_AMOUNT = re.compile(rf"(\d+)\s*({_UNIT})\s*", re.IGNORECASE)
_LENGTH = re.compile(rf"(?P<date>.*?)\s*(?:[-–/]|\bto\b)\s*(?P<length>(?:\d+\s*{_UNIT}\s*)+)", re.IGNORECASE)
_ISO = r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+Z?)?)?)?"
_RANGES = (
    re.compile(rf"({_ISO})\s*/\s*({_ISO}|now)", re.IGNORECASE),
    re.compile(r"(.+?)\s+to\s+(.+)", re.IGNORECASE),
    re.compile(r"(.+?)\s+[-–]\s+(.+)"),
    re.compile(rf"({_ISO})[-–]({_ISO}|now)", re.IGNORECASE),
    re.compile(r"(.*\d{4}|.*[ap]m)\s*[-–]\s*(.*\d{4}.*|now)", re.IGNORECASE),
)
_ID = re.compile(r"(?<!\S)!([\w-]+)")
_TAG = re.compile(r"(?<!\S)#([\w-]+)")
_LINK = re.compile(r"!?\[([^\]]{0,500})\]\(([^()\s]{0,2000})\)")
_PROPERTY = re.compile(r"([A-Za-z_][\w-]*)\s*:\s*(.*)")
_HEADER = re.compile(r"(title|description|dateFormat)\s*:\s*(.+)")


class _Wrong(ValueError):
    """A date of an entry that is not read here, and why."""


@dataclass(slots=True)
class _Entry:
    number: int
    line: int
    typed: str
    first: str
    group: str
    below: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    """What others call it; the first is its id."""


def read(path: Path, reading: Reading) -> Book:
    """A Markwhen document."""
    encoding = encoding_of(path, reading.encoding)
    head, entries = _entries(lines_of(path, encoding.name))
    order = "day-first" if head.pop("dateFormat", "").lower().startswith("d") else "month-first"
    _name(entries)
    rows = list(_rows(entries))
    said = {"title": head.get("title", ""), "summary": head.get("description", "")}
    table = Table("", lambda: iter(rows), names=COLUMNS, order=order, lines=True)
    return Book("Markwhen", (table,), encoding.notes, {key: value for key, value in said.items() if value})


def _entries(lines: Iterator[str]) -> tuple[dict[str, str], list[_Entry]]:
    """What the header says, and the entries with what stands below each."""
    head: dict[str, str] = {}
    entries: list[_Entry] = []
    groups: list[str] = []
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if line.startswith("//") or line in ("---", "_-_-_break_-_-_"):
            continue
        if opened := re.match(r"(?:group|section)\b\s*(.*)", line, re.IGNORECASE):
            groups.append(_said(opened[1].partition("//")[0]))
        elif re.match(r"end(?:group|section)\b", line, re.IGNORECASE):
            del groups[-1:]
        elif split := _split(line):
            entries.append(_Entry(len(entries) + 1, number, split[0], split[1], " / ".join(filter(None, groups))))
        elif not entries:
            if found := _HEADER.match(line):
                head[found[1]] = found[2].strip().strip("'\"")
        elif not entries[-1].below and (found := _PROPERTY.fullmatch(line)):
            entries[-1].properties[found[1].lower()] = found[2].strip()
        elif line or entries[-1].below:
            entries[-1].below.append(line)
    return head, entries


def _split(line: str) -> tuple[str, str] | None:
    """The date of an entry and what follows its colon; None if the line begins no entry."""
    for colon in re.finditer(":", line[:160]):
        before, after = line[: colon.start()].strip(), line[colon.end() :]
        if re.match(r"\d\d", after) and re.search(r"\d\Z", before) and not after[2:3].isspace():
            continue  # within a time of day
        if before and re.search(r"\d|\bnow\b|^every\b", before) and _WHEN.fullmatch(before):
            return before, after.strip()
    return None


def _name(entries: list[_Entry]) -> None:
    """Ids: those that were written, and one by its content for an entry that the next one counts from."""
    for entry in entries:
        found = _ID.search(entry.first)
        entry.names = tuple(_slug(name) for name in (entry.properties.pop("id", ""), found[1] if found else "") if name)
    for before, entry in pairwise(entries):
        counts = _RELATIVE.fullmatch(entry.typed)
        if counts and not counts[2] and not before.names:
            digest = hashlib.sha256(f"{before.typed}:{before.first}".encode("utf-8", "replace")).hexdigest()
            before.names = (f"entry-{digest[:8]}",)


def _slug(written: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")
    return plain if plain[:1].isalpha() else f"entry-{plain}"


def _rows(entries: list[_Entry]) -> Iterator[Row]:
    ids = {name: entry.names[0] for entry in entries for name in entry.names}
    before = ""
    for entry in entries:
        tags = _TAG.findall(" ".join((entry.first, *entry.below)))
        properties = "; ".join(f"{key}: {value}" for key, value in entry.properties.items())
        title, summary = _said(_TAG.sub("", _ID.sub("", entry.first))), _said("\n".join(entry.below))
        try:
            when, end, why = *_dates(entry.typed, before, ids), ""
        except _Wrong as wrong:
            when, end, why = entry.typed, "", str(wrong)
        own = entry.names[0] if entry.names else ""
        cells = [own, when, end, title, summary, entry.group, "; ".join(tags), properties]
        yield Row(entry.number, entry.line, cells, why)
        before = own


def _said(text: str) -> str:
    """Text without the marks of links; an address with http or https stays behind the words."""
    plain = _LINK.sub(lambda found: f"{found[1]} ({found[2]})" if found[2].startswith("http") else found[1], text)
    return "\n".join(" ".join(line.split()) for line in plain.strip().split("\n"))


def _dates(typed: str, before: str, ids: Mapping[str, str]) -> tuple[str, str]:
    """What stands in ``when`` (one claim a line) and ``end``, or _Wrong."""
    if re.match(r"every\b", typed, re.IGNORECASE):
        raise _Wrong("is repeated; write each time as an entry of its own")
    if counts := _RELATIVE.fullmatch(typed):
        if counts[2] and _slug(counts[2]) not in ids:
            hint = nearest(_slug(counts[2]), ids)
            raise _Wrong(f"counts from {quoted('!' + counts[2])}, which no entry is called; {hint}")
        name = ids[_slug(counts[2])] if counts[2] else before
        if not name:
            raise _Wrong("counts from the entry before, and there is none")
        return _counted((counts[1] or "after").lower(), name, counts[3], counts[4] or ""), ""
    if (long := _LENGTH.fullmatch(typed)) and long["date"].lower() != "now":
        return f"start on {long['date']}\nlasted exactly {_one_unit(long['length'])}", ""
    for pattern in _RANGES:
        if (found := pattern.fullmatch(typed)) and found[1].lower() != "now":
            return found[1], ".." if found[2].lower() == "now" else found[2]
    if re.search(r"\bnow\b|!", typed, re.IGNORECASE):
        raise _Wrong(f"says {quoted(typed)}, which is another day whenever it is read; write a date")
    return typed, ""


def _counted(relation: str, name: str, first: str, second: str) -> str:
    """Two amounts are a distance and a length; one amount is a length that begins or ends right there."""
    after = relation == "after"
    side, word = ("start", "after") if after else ("end", "before")
    where = f"{side} exactly {_one_unit(first)} {word} {name}" if second else f"{side} the day {word} {name}"
    return f"{where}\nlasted exactly {_one_unit(second or first)}"


def _one_unit(amount: str) -> str:
    """An amount in one unit: weeks and days as days, years and months as months."""
    days = months = 0
    for number, typed in _AMOUNT.findall(amount):
        unit = re.sub(r"[\s]|s\Z", "", typed.lower())
        if unit in ("year", "month"):
            months += int(number) * (12 if unit == "year" else 1)
        elif unit in ("week", "day"):
            days += int(number) * (7 if unit == "week" else 1)
        else:
            raise _Wrong(f"counts in {typed.strip()}; lengths are counted in days, weeks, months or years")
    if (days and months) or not (days or months):
        raise _Wrong(f"counts {quoted(amount.strip())}; write it in one unit, days or months")
    if months:
        return f"{months} month{'s' if months > 1 else ''}"
    return f"{days} day{'s' if days > 1 else ''}"
