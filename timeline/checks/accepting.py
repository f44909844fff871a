"""Problems a curator looked at and accepted: taken out of the list, and kept with the reason.

``accept: {code: reason}`` on a block is about problems at that block, on the case itself about all of it. Errors cannot
be accepted, and an acceptance that does nothing is itself a problem. Knows nothing of what the codes are about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.checks.codes import BY_CODE, CODES
from timeline.model.block import Block, say
from timeline.model.record import Record
from timeline.problems import At, Problem, nearest, quoted

_COME_AND_GO = ("copy-not-at-hand", "copy-unsealed", "missing-archive", "passages-unverified")
"""Problems of a machine rather than of the case: that one is not there today does not make its acceptance wrong."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One problem that was looked at and accepted: the reason as written, and where it is written."""

    problem: Problem
    reason: str
    """In the case's language."""
    at: At
    """The place of the acceptance; the problem has its own."""
    kind: str
    """source, actor, event, obligation, or case for an acceptance at its head."""
    id: str
    """The id of the block, or the case's."""
    claim: int = -1
    """Which of the block's claims it stands on; -1 for the block itself."""

    @property
    def code(self) -> str:
        """The code that was accepted."""
        return self.problem.code


@dataclass(frozen=True, slots=True)
class Settled:
    """The problems that stand, those of the acceptances among them, and what was accepted."""

    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]


@dataclass(slots=True, eq=False)
class _Entry:
    """One line of an ``accept:``."""

    kind: str
    id: str
    claim: int
    code: str
    reason: str
    at: At
    start: At
    until: At
    used: bool = False
    refused: bool = False


def settle(record: Record, problems: Iterable[Problem]) -> Settled:
    """Take out what was accepted, and add what is wrong with the acceptances themselves."""
    entries = list(_entries(record))
    found = _Search(entries)
    left: list[Problem] = []
    accepted: list[Accepted] = []
    for problem in problems:
        entry = found.about(problem)
        if entry is None or problem.is_error:
            left.append(problem)
        else:
            entry.used = True
            accepted.append(Accepted(problem, entry.reason, entry.at, entry.kind, entry.id, entry.claim))
        if entry is not None and problem.is_error:
            entry.refused = True
    known = {problem.code for problem in left}
    left += [wrong for entry in entries for wrong in _wrong(entry, known, whole=not record.broken)]
    return Settled(tuple(left), tuple(accepted))


def _entries(record: Record) -> Iterator[_Entry]:
    language = record.head.language

    def of(kind: str, id_: str, block: Block, accept: Mapping[str, object], claim: int = -1) -> Iterator[_Entry]:
        for code, reason in accept.items():
            said = say(reason, language)  # type: ignore[arg-type]
            yield _Entry(kind, id_, claim, code, said, block.where_key("accept", code), block.at, block.ends_at)

    yield from of("case", record.head.case, record.head, record.head.accept)
    for kind, block in record.blocks():
        if accept := getattr(block, "accept", None):
            yield from of(kind, getattr(block, "id", ""), block, accept)
    for kind, id_, index, claim in record.claims():
        if claim.accept:
            yield from of(kind, id_, claim, claim.accept, index)


class _Search:
    """Which acceptance a problem falls under: the claim's, else the block's, else the case's.

    Blocks do not overlap one another, nor do claims, so that the last one to begin before a place is the only one that
    can hold it.
    """

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._case = {entry.code: entry for entry in entries if entry.kind == "case"}
        self._levels: list[dict[str, list[_Entry]]] = [{}, {}]
        for entry in sorted((e for e in entries if e.kind != "case"), key=lambda e: e.start):
            self._levels[entry.claim < 0].setdefault(entry.code, []).append(entry)

    def about(self, problem: Problem) -> _Entry | None:
        for level in self._levels:
            entries = level.get(problem.code, [])
            index = bisect_right(entries, problem.at, key=lambda entry: entry.start) - 1
            if index >= 0 and entries[index].start <= problem.at <= entries[index].until:
                return entries[index]
        return self._case.get(problem.code)


def _wrong(entry: _Entry, standing: set[str], *, whole: bool) -> Iterator[Problem]:
    """What is wrong with one acceptance; an unread block may hold what it accepts, so then nothing counts as unused."""
    where = f"{entry.kind} {quoted(entry.id)}" + (f", claim {entry.claim + 1}" if entry.claim >= 0 else "")
    if entry.used:
        return
    if entry.code not in BY_CODE and entry.code not in standing:
        message = f"{where} accepts {quoted(entry.code)}, which is the code of no problem"
        yield Problem(entry.at, "unknown-code", message, nearest(entry.code, [code.name for code in CODES]))
    elif entry.refused or (entry.code in BY_CODE and BY_CODE[entry.code].severities == ("error",)):
        message = f"{where} accepts {quoted(entry.code)}, which is an error, and errors cannot be accepted"
        yield Problem(entry.at, "error-accepted", message, "mend what it is about, then take this line out")
    elif whole and entry.code not in _COME_AND_GO:
        message = f"{where} accepts {quoted(entry.code)}, and there is no such problem"
        hint = "take the line out; an acceptance is about the block it stands on, or on the case about all of it"
        yield Problem(entry.at, "unused-accept", message, hint, "warning")
