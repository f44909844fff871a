"""What can be wrong with a case, as values: where it stands, what it is, and the way out.

Knows nothing of YAML, events or dates. Exceptions here are for callers; a curator's mistakes are collected
as Problems and reported all at once, as ``file:line:column: code: message`` with a hint.
"""

from __future__ import annotations

import difflib
import json
import linecache
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, cast

Severity = Literal["error", "warning", "info"]
_ERRORS = 12
"""So many errors are shown in a notebook at once."""
_RANK: dict[str, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True, order=True)
class At:
    """The place in a file where something was typed; lines and columns count from 1, 0 means unknown.

    >>> str(At("case.yaml", 12, 3))
    'case.yaml:12:3'
    """

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The form editors turn into a link."""
        if not self.file:
            return "case"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or doubtful: a stable ``code``, a sentence, and what to do about it.

    >>> print(Problem(At("case.yaml", 4, 7), "unknown-id", "there is no event 'rulling'", "did you mean 'ruling'?"))
    case.yaml:4:7: unknown-id: there is no event 'rulling'
        hint: did you mean 'ruling'?
    """

    at: At
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """``file:line:column: code: message``, the hint indented below; warnings and infos say so."""
        level = "" if self.severity == "error" else f"{self.severity}: "
        line = f"{self.at}: {level}{self.code}: {_one_line(self.message)}"
        return f"{line}\n    hint: {_one_line(self.hint)}" if self.hint else line

    @property
    def is_error(self) -> bool:
        """Errors stop a build; warnings and infos stand beside it."""
        return self.severity == "error"


class Kind:
    """An error that says all there is to say: in a notebook it stands there without the way through our code."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the line that was typed, and the message."""
        error = cast("BaseException", self)
        return [*_typed_at(error.__traceback__), f"{type(self).__name__}: {error}"]


class WrongValueError(Kind, ValueError):
    """What a caller gave is not among what can be given; the message says what can."""


class UnknownNameError(Kind, KeyError):
    """There is nothing of that name; the message offers the nearest."""

    def __str__(self) -> str:
        """The sentence, without the quotes that a KeyError puts around it."""
        return str(self.args[0]) if self.args else ""


def _typed_at(frames: TracebackType | None) -> Iterator[str]:
    """The last line outside this package on the way to an error, which is the one that somebody typed."""
    own, last = str(Path(__file__).parent), None
    while frames is not None:
        name = frames.tb_frame.f_code.co_filename
        if not name.startswith(own):
            last = name, frames.tb_lineno
        frames = frames.tb_next
    if last and (line := linecache.getline(*last).strip()):
        yield f"line {last[1]}: {line}"


class CaseError(Kind, Exception):
    """A case that cannot be used; ``problems`` holds every Problem found, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = in_order(problems)
        super().__init__(as_text(self.problems))

    def _render_traceback_(self) -> list[str]:
        """The errors, on lines of their own; what only warns waits until they are gone."""
        errors = [problem for problem in self.problems if problem.is_error] or list(self.problems)
        shown, more = errors[:_ERRORS], len(errors) - _ERRORS
        left = [f"… and {more} more; the error's .problems has them all"] if more > 0 else []
        head = f"CaseError: the case has {len(errors)} error{'s' if len(errors) != 1 else ''}"
        return [*_typed_at(self.__traceback__), head, "", *map(str, shown), *left]


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in file order, errors before warnings on the same spot."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.at, _RANK[p.severity], p.code, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """True if any of them stops a build."""
    return any(problem.is_error for problem in problems)


def as_text(problems: Sequence[Problem], accepted: int = 0) -> str:
    """One problem after another, then a line that counts them and the ``accepted`` ones; empty if there is nothing.

    Of many infos with one code only the first are written out, so that they do not bury the rest.
    """
    count = Counter[str](problem.severity for problem in problems)
    counted = [f"{count[level]} {level}{'s' if count[level] != 1 else ''}" for level in _RANK if count[level]]
    counted += [f"{accepted} accepted with a reason"] if accepted else []
    shown, left = written_out(problems)
    return "\n".join([*map(str, shown), *([left] if left else []), ", ".join(counted)]) if counted else ""


def written_out(problems: Sequence[Problem], most: int = 3) -> tuple[list[Problem], str]:
    """Every problem, but of many infos with one code only the first, and in words what is left out."""
    infos = Counter(problem.code for problem in problems if problem.severity == "info")
    seen: Counter[str] = Counter()
    shown: list[Problem] = []
    for problem in problems:
        many = problem.severity == "info" and infos[problem.code] > most + 1
        seen[problem.code] += many
        if not many or seen[problem.code] <= most:
            shown.append(problem)
    left = ", ".join(f"{count - most} {code}" for code, count in sorted(seen.items()) if count)
    return shown, f"more infos: {left}; --json lists them all" if left else ""


def as_json(problems: Sequence[Problem], accepted: Iterable[tuple[Problem, str]] = ()) -> str:
    """The list that ``timeline check --json`` prints (its shape is part of the contract).

    What was ``accepted`` follows as infos that have one key more: ``accepted``, the curator's reason.
    """
    rows = [as_row(problem) for problem in problems]
    rows += [{**as_row(problem), "severity": "info", "accepted": reason} for problem, reason in accepted]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_row(problem: Problem) -> dict[str, str | int | None]:
    """A problem as programs are given it: place, code, severity, words."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
    }


def as_github(problems: Sequence[Problem], folder: Path | None = None) -> str:
    """Workflow annotations, one line a problem, so that a review shows them beside the typed line.

    Absolute paths inside ``folder`` are written relative to it, as a review names its files.
    """
    level = {"error": "error", "warning": "warning", "info": "notice"}
    lines = []
    shown, left = written_out(problems)
    for p in shown:
        place = {"file": _relative(p.at.file, folder), "line": p.at.line, "col": p.at.column, "title": p.code}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
        lines.append(f"::{level[p.severity]} {properties}::{_data(p.message + (f' ({p.hint})' if p.hint else ''))}")
    return "\n".join([*lines, *([f"::notice::{_data(left)}"] if left else [])])


def _relative(file: str, folder: Path | None) -> str:
    path = Path(file)
    inside = folder is not None and path.is_absolute() and path.is_relative_to(folder)
    return path.relative_to(folder).as_posix() if inside and folder is not None else file


def nearest(typed: str, known: Iterable[str], *, most: int = 12) -> str:
    """A hint for a name nobody defined: the nearest one, or what there is to choose from.

    >>> nearest("rulling", ["ruling", "asked"])
    "did you mean 'ruling'?"
    >>> nearest("zebra", ["ruling", "asked"])
    'one of: asked, ruling'
    """
    names = sorted(set(known))
    near = difflib.get_close_matches(typed, names, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    if not names:
        return "none is defined yet"
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return "one of: " + ", ".join(names[:most]) + more


def quoted(typed: object, limit: int = 60) -> str:
    """What was typed, in quotes and never longer than a line.

    >>> quoted("7 months")
    "'7 months'"
    """
    text = repr(str(typed))
    return text if len(text) <= limit else text[: limit - 4] + "…'"


def _one_line(text: str) -> str:
    """Control characters and line breaks shown, not obeyed: a terminal must never run what a case says."""
    return "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode() for ch in text)


def _data(text: str) -> str:
    """Text of a workflow command: what would end it is encoded, and no other control character is obeyed."""
    lines = "".join(ch if ch in "\r\n" else _one_line(ch) for ch in text)
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
