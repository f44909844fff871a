"""Archived copies of sources: found by their hash, and searched for the passages that a case cites.

Copies are read, never published and never fetched. Text copies are searched line by line; a copy in another format
is only compared by its hash.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timeline.model.block import Block
from timeline.model.evidence import Citation, Source
from timeline.model.record import Record
from timeline.problems import At, Problem, quoted

MAX_COPY = 64 * 1024 * 1024
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "\u00a0": " ", "…": "..."}
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One archived copy: its file, and its lines if it is text."""

    path: Path
    lines: tuple[str, ...] | None


@dataclass(slots=True)
class Passages:
    """How many cited places of one source were held against its copy, and how that went."""

    verified: int = 0
    failed: int = 0
    unverified: int = 0


@dataclass(slots=True)
class Checked:
    """The outcome for a whole case: counts by source, and what is wrong."""

    passages: dict[str, Passages] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def verify(record: Record, folder: Path | None, archives: Iterable[Path] = ()) -> Checked:
    """Hold every citation against the archived copies at hand; without a copy a passage counts as unverified.

    ``folder`` is the case's own, for ``archive:`` paths; ``archives`` are searched for files by their SHA-256.
    """
    done = Checked({id_: Passages() for id_ in record.sources})
    by_hash = _by_hash(archives, {s.sha256 for s in record.sources.values() if s.sha256})
    for source in record.sources.values():
        copy = _copy_of(source, folder, by_hash, done.problems)
        if copy is not None:
            done.copies[source.id] = copy
    for block, cite, quote in _cited(record):
        counts = done.passages.get(cite.source)
        if counts is None:
            continue
        copy = done.copies.get(cite.source)
        if copy is None or copy.lines is None or (cite.locator is None and quote is None):
            counts.unverified += 1
            continue
        problem = _compare(block, cite, quote, copy.lines)
        if problem is None:
            counts.verified += 1
        else:
            counts.failed += 1
            done.problems.append(problem)
    done.problems += _not_at_hand(record, done)
    return done


def _not_at_hand(record: Record, done: Checked) -> Iterator[Problem]:
    """A copy that is named and not there leaves its passages unchecked; that is no mistake, and is said."""
    for source in record.sources.values():
        count = done.passages[source.id].unverified
        said = any(problem.at.line and problem.at in _places(source) for problem in done.problems)
        if count and source.id not in done.copies and (source.sha256 or source.archive) and not said:
            message = (
                f"source {quoted(source.id)}: its archived copy is not at hand; {count} cited passages are not checked"
            )
            hint = "give the folder it lies in with --archive DIR or the variable TIMELINE_ARCHIVE"
            yield Problem(source.at, "copy-not-at-hand", message, hint, "info")


def _places(source: Source) -> tuple[At, At]:
    return source.where("sha256"), source.where("archive")


def _cited(record: Record) -> Iterator[tuple[Block, Citation, str | None]]:
    """Every citation with the block it stands on and the quote it must hold."""
    for _, block in record.blocks():
        for inner in _blocks_in(block):
            own = getattr(inner, "quote", None) if not isinstance(inner, Citation) else None
            cites: tuple[Citation, ...] = getattr(inner, "cites", ())
            for index, cite in enumerate(cites):
                yield cite, cite, cite.quote or (own if index == 0 else None)


def _blocks_in(block: Block) -> Iterator[Block]:
    yield block
    for name in type(block).model_fields:
        value = getattr(block, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Block) and not isinstance(item, Citation):
                yield from _blocks_in(item)


def _by_hash(archives: Iterable[Path], wanted: set[str]) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for folder in archives:
        if not wanted or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.stat().st_size <= MAX_COPY:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                if digest in wanted:
                    found.setdefault(digest, path)
    return found


def _copy_of(source: Source, folder: Path | None, by_hash: Mapping[str, Path], problems: list[Problem]) -> Copy | None:
    path = by_hash.get(source.sha256 or "")
    if source.archive and folder is not None:
        path = folder / source.archive
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            message = f"source {quoted(source.id)}: the copy {quoted(source.archive)} is not in the case's folder"
            problems.append(
                Problem(
                    source.where("archive"), "copy-missing", message, "put it there, or remove 'archive'", "warning"
                )
            )
            return None
    if path is None:
        return None
    data = path.read_bytes()
    if source.sha256 and hashlib.sha256(data).hexdigest() != source.sha256:
        message = (
            f"source {quoted(source.id)}: the copy {quoted(path.name)} is not the one whose SHA-256 is written here"
        )
        problems.append(Problem(source.where("sha256"), "copy-changed", message, "find out which one is right"))
        return None
    try:
        return Copy(path, tuple(data.decode("utf-8-sig").splitlines()))
    except UnicodeDecodeError:
        return Copy(path, None)


def _compare(block: Block, cite: Citation, quote: str | None, lines: tuple[str, ...]) -> Problem | None:
    """The cited lines exist and say something, and the quote stands in them."""
    first, last = 1, len(lines)
    if cite.locator:
        match = re.fullmatch(r"L(\d+)(?:-L?(\d+))?", cite.locator)
        if match is None:
            return None if quote is None else _quote(block, cite, quote, lines)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= len(lines):
            message = f"{quoted(cite.source)} has {len(lines)} lines, and {cite.locator} is cited"
            return Problem(block.at, "locator-outside", message, "check the place in the archived copy")
        if not any(line.strip() for line in lines[first - 1 : last]):
            message = f"{cite.locator} of {quoted(cite.source)} is empty"
            return Problem(block.at, "locator-empty", message, "check the place in the archived copy")
    return None if quote is None else _quote(block, cite, quote, lines[first - 1 : last], lines)


def _quote(
    block: Block, cite: Citation, quote: str, lines: tuple[str, ...], whole: tuple[str, ...] = ()
) -> Problem | None:
    wanted = normal(quote)
    if wanted in normal(" ".join(lines)):
        return None
    elsewhere = [n for n, line in enumerate(whole, 1) if wanted in normal(line)]
    hint = f"it stands in line {elsewhere[0]}" if elsewhere else "copy the words from the archived copy"
    message = f"the quote {quoted(quote)} is not in {quoted(cite.source)} {cite.locator or ''}".rstrip()
    return Problem(block.at, "quote-not-found", message, hint)


def normal(text: str) -> str:
    """Text as quotes are compared: straight quotes, plain dashes, single spaces, composed letters.

    >>> normal("“No\u00a0comment”,  he said")
    '"No comment", he said'
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_QUOTES)).split())
