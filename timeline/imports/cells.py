"""One cell at a time: text made fit for a case file, times of day, words of a closed list; refused with a sentence.

Knows no rows and no files.
"""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import Any

from timeline.model.block import choices
from timeline.model.event import Event
from timeline.problems import quoted

_BAD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NEUTRAL = re.compile(r"'(?=[=+\-@\t\r])")
_TIME = re.compile(
    r"(\d{1,2})(?::?(\d\d))?(?::\d\d(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?(?:\s*(?:hrs?|hours|h))?\s*(?:[a-z]{2,4}t)?\Z",
    re.IGNORECASE,
)
_LINE = 300


class CellError(ValueError):
    """A cell that its field does not take: a code, a sentence, a way out."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def clean(cell: str) -> tuple[str, bool]:
    r"""A cell as text: no blanks around it, line breaks all alike, no apostrophe that kept a formula from running.

    True beside it if invisible signs that turn text around were taken out. CellError for signs that no text holds.

    >>> clean(" a\r\nb "), clean("'=SUM(A1)"), clean("x\u202ey")
    (('a\nb', False), ('=SUM(A1)', False), ('xy', True))
    """
    turned = False
    if not (cell.isascii() and cell.isprintable()):
        cell = _BREAKS.sub("\n", cell)
        if found := _BAD.search(cell):
            hint = "take it out; it came from a damaged file or another program's marks"
            raise CellError("control-character", f"holds the sign U+{ord(found[0]):04X}, which no text does", hint)
        if turned := _TURNING.search(cell) is not None:
            cell = _TURNING.sub("", cell)
    cell = cell.strip()
    return (cell[1:] if cell[:1] == "'" and _NEUTRAL.match(cell) else cell), turned


def neutral(cell: str) -> str:
    """A cell that a spreadsheet will show and never run; ``clean`` takes the apostrophe away again.

    >>> neutral("=1+1"), neutral("-5"), neutral("text")
    ("'=1+1", '-5', 'text')
    """
    runs = cell[:1] in "=+-@\t\r" and cell and not re.fullmatch(r"[-+]?[\d.,]+%?", cell)
    return f"'{cell}" if runs else cell


def one_line(text: str) -> str:
    """Text without its line breaks."""
    return " ".join(text.split())


def short(text: str, most: int) -> str:
    """The beginning of a text, cut between words.

    >>> short("one two three", 9)
    'one two …'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 2]
    return (cut[: cut.rindex(" ")] if " " in cut[most // 2 :] else cut) + " …"


def line(text: str, what: str) -> str:
    """One line of at most 300 characters, or CellError."""
    said = one_line(text)
    if len(said) > _LINE:
        raise CellError(
            "wrong-value", f"is longer than {_LINE} characters, which {what} may have", "map it to summary or note"
        )
    return said


def time_of_day(text: str) -> str:
    """A time of day as a case file has it, or CellError.

    >>> time_of_day("9:05 PM"), time_of_day("2234"), time_of_day("7:00:00")
    ('21:05', '22:34', '07:00')
    """
    found = _TIME.match(text.strip())
    if found and (found[2] or found[3]):
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour < 24 and minute < 60 and not (half and int(found[1]) > 12):
            return f"{hour:02}:{minute:02}"
    raise CellError("wrong-value", f"{quoted(text)} is no time of day", "write it as 22:34")


@cache
def takes_many(kind: type[Event], field: str) -> bool:
    """Whether a field holds a list."""
    return typing.get_origin(kind.model_fields[field].annotation) is tuple


def as_word(text: str) -> str:
    """A value as the words of the vocabulary are written.

    >>> as_word("Modified Assignment")
    'modified_assignment'
    """
    return re.sub(r"[^a-z0-9]+", "_", text.strip().lower()).strip("_")


def own_value(kind: type[Event], field: str, text: str) -> Any:
    """A value for a type's own field: words of a closed list in their form, a list cut at semicolons."""
    known = choices(kind, field)

    def one(part: str) -> str:
        return as_word(part) if as_word(part) in known else part

    if takes_many(kind, field):
        return [one(part.strip()) for part in text.split(";") if part.strip()]
    return one(text)
