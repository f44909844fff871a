"""What a YAML parser stumbles over, in words for people; and text that it reads otherwise than it looks.

Looks at the lines around the place that the parser names, for the parser knows only where it could not go on. Reads
nothing itself and knows nothing of cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from timeline.problems import At, Problem, quoted

_ODD_BLANK = re.compile(r"[ \t]*([\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_OPENS = r"(?:^ *|: +|- +|[\[{,] *)"
_NUMBER_SIGN = re.compile(r"(?<=[ \t])#[^\s#]")
_CUT = re.compile(r"[ \t]+#[^\s#]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line in YAML, by which its parser counts."""
_DASH = re.compile(r"\n( +)-")
_NO_LIST = re.compile(r"-(?! *\d)")
_SYNTAX = (
    ("cannot start any token", "a sign that cannot start a value", "quote text that begins with @, ` or %"),
    ("mapping values are not allowed", "a colon and a space inside a value", 'quote the whole text: "like: this"'),
    ("could not find expected ':'", "a line without 'key: value'", "a key is followed by a colon and a space"),
    ("did not find expected '-'", "the indentation of this list breaks here", "the dashes of one list stand in line"),
    ("unexpected end of stream", "a quote or bracket is not closed", "close it on the line where it was opened"),
    ("found undefined tag handle", "a value begins with '!'", "quote it"),
    ("while scanning an a", "a value begins with * or &, which have a meaning of their own", "quote the whole text"),
)
"""What the parser says, what that means, and what to do; the first that fits."""


def explained(error: Any, name: str, text: str) -> Problem:
    """A parser's complaint about a text, where it is to be mended."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    said = said or str(error).partition("\n")[0]
    if any(sign in said for sign in ("unexpected end of stream", "could not find expected ':'", "while scanning an a")):
        mark = getattr(error, "context_mark", None) or mark  # where it was opened, not where the parser gave up
    if mark is None:
        return _other(At(name), said)
    lines = [*_BREAK.split(text), ""]  # the end of a text without a last line break is on a line of its own
    at, before = At(name, mark.line + 1, mark.column + 1), lines[mark.line][: mark.column]
    for number, line in enumerate(lines[: mark.line + 1], start=1):
        if odd := _ODD_BLANK.match(line):
            message = f"a blank of another kind (U+{ord(odd[1]):04X}) stands where spaces should"
            return Problem(
                At(name, number, odd.start(1) + 1), "syntax", message, "type spaces; copied text brings such blanks"
            )
    if "cannot start any token" in said and lines[mark.line][mark.column : mark.column + 1] == "\t":
        return Problem(at, "syntax", "a tab stands where spaces should", "indent with spaces")
    if "did not find expected" in said and (found := _after_quote(lines, mark.line, before, at)):
        return found
    if "did not find expected key" in said:
        above = _one_of(_columns(lines, mark.line))
        message = f"the indentation breaks here: the line begins in column {at.column}, those above in {above}"
        return Problem(at, "syntax", message, "keys of one block start in the same column")
    if "mapping values are not allowed" in said and ": " not in before and _columns(lines, mark.line):
        return _goes_on(lines, mark.line, at)
    if "expected ',' or" in said:
        return _open_bracket(error, lines[mark.line][mark.column :], at)
    for sign, message, hint in _SYNTAX:
        if sign in said:
            return Problem(at, "syntax", message, hint)
    return _other(at, said)


def _other(at: At, said: str) -> Problem:
    hint = "compare the indentation with the lines above"
    return Problem(at, "syntax", f"this is not well-formed YAML: {said}", hint)


def _after_quote(lines: list[str], line: int, before: str, at: At) -> Problem | None:
    """Text after a closing quote: an apostrophe in the text, a quote that was to be part of it, or one never closed."""
    sign = before.rstrip()[-1:]
    if sign not in ("'", '"'):
        return None
    for number in range(line, max(line - 50, -1), -1):
        part = before.rstrip()[:-1] if number == line else lines[number]
        found = [match.end() for match in re.finditer(f"{_OPENS}{sign}", part)]
        if found and number < line:
            message = f"the quote that opens here closes only on line {line + 1}"
            return Problem(At(at.file, number + 1, found[-1]), "syntax", message, "close it where its text ends")
        if found:
            twice = "; an apostrophe inside '…' is written twice: ''" if sign == "'" else ""
            hint = f"quote the whole text, or none of it{twice}"
            return Problem(at, "syntax", "the text goes on after the quote that closes it", hint)
    return None


def _columns(lines: list[str], line: int) -> list[int]:
    """Where the blocks begin that a line could belong to, the innermost first."""
    found: list[int] = []
    for one in reversed(lines[:line]):
        column = len(one) - len(one.lstrip(" ")) + 1
        if one.strip() and not one.lstrip().startswith("#") and (not found or column < found[-1]):
            found.append(column)
    return found


def _one_of(columns: list[int]) -> str:
    first, last = columns[:-1], columns[-1:]
    return " or ".join(part for part in (", ".join(map(str, first)), *map(str, last)) if part)


def _goes_on(lines: list[str], line: int, at: At) -> Problem:
    """A key where a value is not over: the line above has no colon, or this one stands further in than it should."""
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip() and lines[n].lstrip()[0] != "#"), None)
    if above is not None and not re.search(r":(\s|$)", lines[above]):
        place = At(at.file, above + 1, len(lines[above]) - len(lines[above].lstrip(" ")) + 1)
        return Problem(place, "syntax", "a line without 'key: value'", "a key is followed by a colon and a space")
    message = "a colon and a space inside a value: further in than the line above, this one goes on with its text"
    hint = f"begin it in column {_columns(lines, line)[0]}; if it does belong to that text, quote the text"
    return Problem(at, "syntax", message, hint)


def _open_bracket(error: Any, after: str, at: At) -> Problem:
    opened = getattr(error, "context_mark", None)
    since = f"; it opens on line {opened.line + 1}, column {opened.column + 1}" if opened is not None else ""
    hint = "close it, or write the list line by line"
    if after.startswith(":") and opened is not None and opened.line + 1 == at.line:
        hint = 'between brackets text with a colon or a comma is quoted: "like: this"'
    return Problem(at, "syntax", f"a bracket is not closed, or a comma is missing{since}", hint)


def _goes_further_in(text: str) -> bool:
    """Whether a line that begins with a dash stands further in than the one before it, which opens no list."""
    return any(
        not text.startswith(one[1], text.rfind("\n", 0, one.start()) + 1)
        for one in _DASH.finditer(text)
        if text[max(one.start() - 2, 0) : one.start()].rstrip()[-1:] not in ("", ":")
    )


class Looks:
    """Finds plain text of which a part is lost, or which was to be a list; silent for quoted text."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._text = name, text
        self._lines: list[str] | None = None
        self.some = bool(_NUMBER_SIGN.search(text)) or _goes_further_in(text)
        """Whether there may be something to say of any text but one that begins with a dash; hardly ever."""

    def wrong(self, value: str, start: Any, end: Any) -> Iterator[Problem]:
        """What there is to say of a plain value that stands between two marks."""
        if cut := _CUT.match(self._line(end.line), end.column):
            message = f"the text {quoted(value)} ends before the '#', where YAML begins a comment"
            message = message if value else "no text is left before the '#', where YAML begins a comment"
            hint = "quote the whole text; if it is a comment, write a blank after the '#'"
            yield self._warning(end.line, cut.end() - 2, message, hint)
        dashed = [n for n in range(start.line + 1, end.line + 1) if _NO_LIST.match(self._line(n).lstrip())]
        for line in [start.line] * bool(_NO_LIST.match(value)) + dashed[:1]:
            column = start.column if line == start.line else self._line(line).index("-")
            message = f"the dash begins no item of a list, it is part of the text {quoted(value)}"
            hint = "put the dashes of a list in one column, a blank after each; quote the text if it is one"
            yield self._warning(line, column, message, hint)

    def unused(self, anchor: str, mark: Any) -> Problem:
        """A name that was given to a text and that nothing uses: most likely the text began with that sign."""
        message = f"'&{anchor}' is not part of the text: YAML takes it for a name of what follows, which nothing uses"
        return self._warning(mark.line, mark.column, message, "quote the whole text")

    def _line(self, number: int) -> str:
        if self._lines is None:
            self._lines = _BREAK.split(self._text)
        return self._lines[number] if number < len(self._lines) else ""

    def _warning(self, line: int, column: int, message: str, hint: str) -> Problem:
        return Problem(At(self._name, line + 1, column + 1), "misread-text", message, hint, "warning")
