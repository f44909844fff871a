"""One field as the text of one cell, and back: short where the case file has a short form, JSON where it has none.

A list is joined with "; ". Text that looks like JSON is quoted, so that every cell reads back as what it was. Knows
nothing of rows, files or spreadsheets but that some of them run what begins with certain signs.
"""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import Any

from timeline.exports.document import as_json, plain
from timeline.model.block import Block
from timeline.model.evidence import Citation, DateClaim
from timeline.model.obligation import Due
from timeline.model.quantity import Quantity
from timeline.model.relations import Fulfils, Link

MARK = "timeline:"
"""What the heading of a table's first column begins with, by which it is known when it comes back."""
_SHORT: tuple[tuple[type[Block], tuple[str, ...]], ...] = (
    (DateClaim, ("claim",)),
    (Due, ("claim",)),
    (Link, ("event",)),
    (Fulfils, ("obligation",)),
    (Quantity, ("exact", "word")),
)
"""Blocks that may be written as a scalar, and the fields that it stands for."""
_RUN = re.compile(r"\s*[=+\-@＝＋－＠|%]|[\t\r\n]")
"""What a cell begins with that some spreadsheet would run, or read as something else than text."""
_CODED = ("{", "[", '"')


def marked(first: str) -> str | None:
    """What the first cell of a table says that its rows are, if this project wrote it; None if it did not.

    Before it may stand what programs put there: a byte order mark, an apostrophe for text.

    >>> marked("timeline:event")
    'event'
    """
    text = first.lstrip("\ufeff'")
    return text.removeprefix(MARK) if text.startswith(MARK) else None


def cell(value: Any) -> str:
    """A field's value as the text of a cell; empty for a field that is not written.

    >>> cell(("s1 L2", "s1 L4"))
    's1 L2; s1 L4'
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        items = [_short(item) for item in value]
        if items and all(isinstance(item, str) and _joins(item) for item in items):
            return "; ".join(items)
        return as_json(items, indent=None)
    written = _short(value)
    if isinstance(written, str):
        return as_json(written, indent=None) if written.startswith(_CODED) else written
    return as_json(written, indent=None)


def field_cell(block: Block, name: str) -> str:
    """The cell of one field of a block: empty if the curator did not write it."""
    return cell(getattr(block, name)) if block.typed(name) else ""


def _joins(item: str) -> bool:
    return bool(item) and item == item.strip() and not item.startswith(_CODED) and not re.search(r"[;\r\n]", item)


def _short(value: Any) -> Any:
    """A value as plain data, in the short form of the case file where that says the same."""
    written = plain(value)
    if isinstance(value, Citation) and set(written) <= {"source", "at"}:
        return " ".join(written.values())
    if not isinstance(written, dict):
        return written
    for cls, fields in _SHORT:
        if isinstance(value, cls) and len(written) == 1 and set(written) <= set(fields):
            return str(next(iter(written.values())))
    if isinstance(value, Block):
        pairs = ((info.alias or name, name) for name, info in type(value).model_fields.items())
        return {alias: _inner(getattr(value, name)) for alias, name in pairs if alias in written}
    return written


def _inner(value: Any) -> Any:
    """The same inside a mapping, where a list of one is written as that one."""
    if isinstance(value, tuple):
        items = [_short(item) for item in value]
        return items[0] if len(items) == 1 else items
    return _short(value)


@cache
def takes_a_list(cls: type[Block], name: str) -> bool:
    """True if a field of a block holds several values, joined in a cell with "; "."""
    annotation = cls.model_fields[name].annotation
    return typing.get_origin(annotation) is tuple or any(
        typing.get_origin(option) is tuple for option in typing.get_args(annotation)
    )


def neutral(text: str) -> str:
    """The text as a CSV cell that no spreadsheet runs: an apostrophe before what one would; ``typed`` takes it off.

    >>> neutral("=1+1"), neutral("'tis"), neutral("plain")
    ("'=1+1", "''tis", 'plain')
    """
    return f"'{text}" if text.startswith("'") or _RUN.match(text) else text


def typed(text: str) -> str:
    """A CSV cell as it was before ``neutral``."""
    return text[1:] if text.startswith("'") and (text.startswith("''") or _RUN.match(text[1:])) else text
