"""JSON and JSON lines: one object a row, its keys the columns; nested objects as ``outer.inner``, lists joined.

Numbers keep the digits they were written with. An array is read an object at a time, so that a large one needs no more
memory than its text. Shapes that other tools write have their own module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from timeline.files.tables import timelinejs
from timeline.files.tables.text import encoding_of, lines_of
from timeline.files.tables.values import MAX_COLUMNS, Book, Note, Reading, Row, Table, TableError
from timeline.problems import quoted

MAX_ARRAY = 256 * 1024 * 1024
MAX_OBJECT = 48 * 1024 * 1024
"""An object is read as a whole, which takes many times its size."""
_DEPTH = 20
_SPACE = re.compile(r"[ \t\r\n]*")


class _Wrong(ValueError):
    """An object that cannot be a row: why, and what stands there."""

    def __init__(self, why: str, text: str = "") -> None:
        super().__init__(why)
        self.text = text


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Wrong(f"has the key {quoted(twice)} twice")
    return found


def _no_number(text: str) -> Any:
    raise _Wrong(f"holds {text}, which is no number in JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=_no_number, strict=False
)
_LENIENT = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
_WHOLE = "nothing was imported; check the file where it was made"


def read_lines(path: Path, reading: Reading) -> Book:
    """JSON lines: each line an object."""
    encoding = encoding_of(path, reading.encoding)

    def values() -> Iterator[tuple[int, Any]]:
        for number, line in enumerate(lines_of(path, encoding.name), 1):
            if line.strip():
                yield number, _value(line)

    return Book("JSON lines", (_table(values),), encoding.notes)


def read(path: Path, reading: Reading) -> Book:
    """A JSON document: an array of objects, an object that holds one, or what TimelineJS reads."""
    encoding = encoding_of(path, reading.encoding)
    array = _begins_array(path, encoding.name)
    most = MAX_ARRAY if array else MAX_OBJECT
    if path.stat().st_size > most:
        hint = "write one object a line (JSON lines), which may be of any size"
        raise TableError("too-large", f"the file is larger than {most // 2**20} MiB", hint)
    text = "".join(lines_of(path, encoding.name))
    if array:
        return Book("JSON", (_table(lambda: _elements(text)),), encoding.notes)
    found = _whole(text)
    if isinstance(found, dict) and timelinejs.is_one(found):
        rows, head = timelinejs.rows_of(found)
        return Book("TimelineJS", (_table(_numbered(rows)),), encoding.notes, head)
    if isinstance(found, dict) and "case" in found and isinstance(found.get("events"), dict):
        hint = f"every command takes it as it is: timeline check {path.name}"
        raise TableError("not-a-table", "this is a case already, in one file", hint)
    lists = {key: value for key, value in found.items() if _is_rows(value)} if isinstance(found, dict) else {}
    if not lists:
        hint = 'write an array of objects: [{"date": …}, …]'
        raise TableError("no-rows", "there is no list of objects in this JSON", hint)
    tables = [_table(_numbered(value), name=key if len(lists) > 1 else "") for key, value in lists.items()]
    notes = list(encoding.notes)
    if beside := [key for key in found if key not in lists]:
        more = " …" if len(beside) > 10 else ""
        notes.append(
            Note("beside-rows", f"not read, because it is no list: {', '.join(map(quoted, beside[:10]))}{more}")
        )
    return Book("JSON", tuple(tables), tuple(notes))


def _begins_array(path: Path, encoding: str) -> bool:
    return next((line.lstrip()[:1] for line in lines_of(path, encoding) if line.strip()), "") == "["


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _numbered(values: list[Any]) -> Callable[[], Iterator[tuple[int, Any]]]:
    return lambda: ((0, value) for value in values)


def _whole(text: str) -> Any:
    """The document, or TableError with the line where it breaks."""
    found, end = _decoded(_LENIENT, text, _after_space(text, 0))
    _nothing_behind(text, end)
    return found


def _decoded(decoder: json.JSONDecoder, text: str, index: int) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, index)
    except json.JSONDecodeError as error:
        message = f"this is not well-formed JSON: {error.msg.lower()} in column {error.colno}"
        raise TableError("syntax", message, _WHOLE, error.lineno) from None
    except RecursionError:
        raise TableError(
            "too-deep", "objects stand in one another without end", "write one flat object a row"
        ) from None


def _nothing_behind(text: str, end: int) -> None:
    if (rest := _after_space(text, end)) < len(text):
        line = text.count("\n", 0, rest) + 1
        raise TableError("syntax", "something stands behind the end of the JSON", _WHOLE, line)


def _after_space(text: str, index: int) -> int:
    found = _SPACE.match(text, index)
    return found.end() if found else index


def _elements(text: str) -> Iterator[tuple[int, Any]]:
    """The elements of an array, each with its line."""
    index, line, counted = text.index("[") + 1, 1, 0
    if text[(empty := _after_space(text, index)) : empty + 1] == "]":
        return _nothing_behind(text, empty + 1)
    while True:
        index = _after_space(text, index)
        line, counted = line + text.count("\n", counted, index), index
        value, end = _element(text, index)
        yield line, value
        index = _after_space(text, end)
        sign = text[index : index + 1]
        index += 1
        if sign == "]":
            return _nothing_behind(text, index)
        if sign != ",":
            line += text.count("\n", counted, index)
            raise TableError("syntax", "this is not well-formed JSON: a comma or a bracket is missing", _WHOLE, line)


def _element(text: str, index: int) -> tuple[Any, int]:
    """An element, or why it cannot be a row, and where it ends."""
    try:
        return _decoded(_DECODER, text, index)
    except _Wrong as wrong:
        _, end = _decoded(_LENIENT, text, index)
        wrong.text = text[index:end]
        return wrong, end


def _value(line: str) -> Any:
    """What a line holds, or why it holds no row."""
    try:
        found, end = _DECODER.raw_decode(line, _after_space(line, 0))
    except _Wrong as wrong:
        why = str(wrong)
    except json.JSONDecodeError as error:
        why = f"is not well-formed JSON: {error.msg.lower()} in column {error.colno}"
    except RecursionError:
        why = "has objects in one another without end"
    else:
        if not line[end:].strip():
            return found
        why = "has something behind its object"
    return _Wrong(why, line.rstrip("\r\n"))


def _table(values: Callable[[], Iterator[tuple[int, Any]]], name: str = "") -> Table:
    names: dict[str, None] = {}
    for _, value in values():
        if isinstance(value, dict):
            try:
                names.update(dict.fromkeys(_flat(value)))
            except _Wrong:
                continue
        if len(names) > MAX_COLUMNS:
            raise TableError(
                "too-many-columns", f"the objects have more than {MAX_COLUMNS} keys", "rows share their keys"
            )
    columns = tuple(names)

    def rows() -> Iterator[Row]:
        for number, (line, value) in enumerate(values(), 1):
            if isinstance(value, _Wrong):
                yield Row(number, line, [value.text], str(value))
            elif not isinstance(value, dict):
                yield Row(number, line, [str(value)], f"is {quoted(value)}, and no object")
            else:
                try:
                    flat = _flat(value)
                    yield Row(number, line, [flat.get(column, "") for column in columns])
                except _Wrong as wrong:
                    yield Row(number, line, [json.dumps(value, ensure_ascii=False)], str(wrong))

    lines = any(line for line, _ in islice(values(), 1))
    return Table(name, rows, names=columns, lines=lines)


def _flat(value: dict[str, Any], before: str = "", depth: int = 1) -> dict[str, str]:
    """One level of keys; lists of plain values joined by semicolons, other lists as JSON.

    >>> _flat({"who": {"name": "A"}, "tags": ["x", "y"], "n": None})
    {'who.name': 'A', 'tags': 'x; y', 'n': ''}
    """
    if depth > _DEPTH:
        raise _Wrong(f"has objects in one another, more than {_DEPTH} deep")
    found: dict[str, str] = {}
    for key, inner in value.items():
        name = f"{before}{key}"
        if isinstance(inner, dict):
            found.update(_flat(inner, f"{name}.", depth + 1))
        elif isinstance(inner, list) and any(isinstance(one, dict | list) for one in inner):
            found[name] = json.dumps(inner, ensure_ascii=False)
        elif isinstance(inner, list):
            found[name] = "; ".join(map(_scalar, inner))
        else:
            found[name] = _scalar(inner)
    return found


def _scalar(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
