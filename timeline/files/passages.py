"""Every passage a case cites, held against the archived copies at hand: is the place there, are the words there?

A citation of a source as a whole is no passage: there is nothing to hold it against. Without a copy, or with one that
cannot show the place, a passage is not verified, which is no mistake and is counted.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from timeline.files.apart import BY_EYE, Refused
from timeline.files.copies import MAX_COPY, Copy, find_copy, look_through, read_copy
from timeline.files.documents import Document, open_document
from timeline.files.places import Missing, Unknown, look_up
from timeline.model.block import Block
from timeline.model.evidence import Citation, Source
from timeline.model.record import Record
from timeline.problems import Problem, quoted


@dataclass(slots=True)
class Passages:
    """How many passages of one source were held against its copy, and how that went."""

    verified: int = 0
    failed: int = 0
    unverified: int = 0
    quotes: int = 0
    """Of the verified ones, those with a quote, whose words were found; of the others the place was."""


@dataclass(slots=True)
class Checked:
    """The outcome for a whole case, by source, and what is wrong."""

    passages: dict[str, Passages] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    """What a copy that was read is: "text", "web page", "PDF", "spreadsheet"."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Passage:
    """One cited place, the words that must stand there, and how it went."""

    cite: Citation
    quote: str | None
    holder: Block
    """What carries the quote: the citation itself, or the claim that it stands on."""
    state: Literal["verified", "failed", "unverified", "none"] = "unverified"
    why: str = ""
    problem: Problem | None = None


@dataclass(slots=True)
class _Held:
    """What came of one source: its copy, what that is, what is wrong, and a way out where it cannot be searched."""

    copy: Copy | None = None
    form: str = ""
    problem: Problem | None = None
    hint: str = BY_EYE


def verify(record: Record, folder: Path | None, archives: Iterable[Path] = ()) -> Checked:
    """Hold every passage against the copies at hand.

    ``folder`` is the case's own, for ``archive:`` paths; ``archives`` are searched for the other copies.
    """
    groups = list(_groups(record))
    todo: dict[str, list[_Passage]] = {id_: [] for id_ in record.sources}
    for passage in (passage for group in groups for passage in group if passage.cite.source in todo):
        todo[passage.cite.source].append(passage)
    archive = look_through(archives, record.sources.values())

    found = {id_: find_copy(source, folder, archive) for id_, source in record.sources.items()}
    held = {id_: _Held(problem=None if isinstance(path, Path) else path) for id_, path in found.items()}
    there = {id_: path for id_, path in found.items() if isinstance(path, Path)}
    if there:
        held |= _all_held(record, there, todo)
    for group in groups:
        _settle([passage for passage in group if passage.holder is not passage.cite])
    return _summed(record, held, todo)


def _groups(record: Record) -> Iterator[list[_Passage]]:
    """The passages of every block that cites; a quote of the block itself must stand in one of them."""
    for _, block in record.blocks():
        for inner in _blocks_in(block):
            cites: tuple[Citation, ...] = getattr(inner, "cites", ())
            shared = getattr(inner, "quote", None)
            found = [
                _Passage(cite, cite.quote or shared, cite if cite.quote or not shared else inner)
                for cite in cites
                if cite.quote or shared or cite.locator
            ]
            if found:
                yield found


def _blocks_in(block: Block) -> Iterator[Block]:
    yield block
    for value in block.__dict__.values():  # its fields, in their order
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Block) and not isinstance(item, Citation):
                yield from _blocks_in(item)


def _all_held(record: Record, paths: Mapping[str, Path], todo: Mapping[str, Sequence[_Passage]]) -> dict[str, _Held]:
    """Several copies at once: most of the time goes to other processes, which open web pages and PDFs."""
    from concurrent.futures import ThreadPoolExecutor  # it brings logging along: not for cases without a copy

    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        held = pool.map(lambda id_: _hold(record.sources[id_], paths[id_], todo[id_]), paths)
        return dict(zip(paths, held, strict=True))


def _hold(source: Source, path: Path, passages: Sequence[_Passage]) -> _Held:
    """Read a source's copy and judge its passages by it; the copy is opened only if there are any."""
    read = read_copy(source, path)
    if isinstance(read, Problem):
        return _Held(problem=read)
    copy, data = read
    if not passages:
        return _Held(copy)
    document = Refused(f"is larger than {MAX_COPY // 2**20} MiB") if data is None else open_document(data)
    if isinstance(document, Refused):
        for passage in passages:
            passage.why = f"it {document.why}"
        return _Held(copy, hint=document.hint)
    for passage in passages:
        _judge(passage, document)
    return _Held(copy, document.form)


def _judge(passage: _Passage, document: Document) -> None:
    """Is the place in the copy, does something stand there, and do the quoted words?"""
    cite, quote = passage.cite, passage.quote
    found = look_up(document, cite.locator)
    hint = "check the place in the archived copy"
    if isinstance(found, Unknown):
        passage.why = found.why
    elif isinstance(found, Missing):
        message = f"{quoted(cite.source)} {found.why}, and {cite.locator} is cited"
        passage.problem = Problem(cite.where("at"), "locator-outside", message, hint)
    elif cite.locator and found.empty:
        message = f"{cite.locator} of {quoted(cite.source)} is empty"
        passage.problem = Problem(cite.where("at"), "locator-empty", message, hint)
    elif quote is None or found.holds(quote):
        passage.state = "verified"
    elif not cite.locator and any(first == last for first, last, _ in document.pages):
        passage.why = "some of its pages are pictures"
    else:
        message = f"the quote {quoted(quote)} is not in {quoted(cite.source)} {cite.locator or ''}".rstrip()
        passage.problem = Problem(passage.holder.where("quote"), "quote-not-found", message, _way_out(quote, document))
    if passage.problem:
        passage.state = "failed"


def _way_out(quote: str, document: Document) -> str:
    """Where the words stand instead, or where the copy comes near them and how it differs."""
    offset = document.folded.find(quote)
    if offset >= 0:
        where = document.where(document.folded.unit(offset))
        return (
            f"it stands {'on' if where.startswith('page') else 'in'} {where}" if where else "it stands elsewhere in it"
        )
    near = document.folded.nearest(quote)
    if near is None:
        return "copy the words from the archived copy"
    unit, differences = near
    return f"{document.where(unit) or 'the copy'} comes near: {differences}"


def _settle(passages: Sequence[_Passage]) -> None:
    """A quote given once for several citations must stand in one of them; in the others the place is what counts."""
    without = [passage for passage in passages if passage.problem and passage.problem.code == "quote-not-found"]
    if any(passage.state == "verified" for passage in passages):
        settled = without
    elif any(passage.state == "unverified" for passage in passages):
        for passage in without:
            passage.state, passage.problem, passage.why = "unverified", None, "its words may stand in another source"
        return
    else:
        settled = without[1:]
    for passage in settled:
        passage.problem = passage.quote = None
        passage.state = "verified" if passage.cite.locator else "none"


def _summed(record: Record, held: dict[str, _Held], todo: dict[str, list[_Passage]]) -> Checked:
    done = Checked()
    for source in record.sources.values():
        passages, one = todo[source.id], held[source.id]
        states = Counter(passage.state for passage in passages)
        words = sum(passage.state == "verified" and passage.quote is not None for passage in passages)
        done.passages[source.id] = Passages(states["verified"], states["failed"], states["unverified"], words)
        done.problems += [passage.problem for passage in passages if passage.problem]
        if one.problem:
            done.problems.append(one.problem)
        elif one.copy:
            done.copies[source.id] = one.copy
            done.forms[source.id] = one.form
            done.problems += _unsearchable(source, passages, one.hint)
            if not source.sha256:
                message = f"source {quoted(source.id)}: no sha256 is written, so that a change of its copy goes unseen"
                hint = "'timeline sources CASE --seal' writes it"
                done.problems.append(Problem(source.at, "copy-unsealed", message, hint, "warning"))
        elif states["unverified"] and (source.sha256 or source.archive):
            message = (
                f"source {quoted(source.id)}: its archived copy is not at hand; "
                f"{_count(states['unverified'])} not checked"
            )
            hint = "give the folder it lies in with --archive DIR or the variable TIMELINE_ARCHIVE"
            done.problems.append(Problem(source.at, "copy-not-at-hand", message, hint, "info"))
    return done


def _unsearchable(source: Source, passages: Iterable[_Passage], hint: str) -> Iterator[Problem]:
    """The copy is there and cannot show these places: one line a source, with the reasons."""
    reasons = Counter(passage.why for passage in passages if passage.state == "unverified")
    if reasons:
        listed = "; ".join(f"{why} ({count})" if len(reasons) > 1 else why for why, count in reasons.items())
        message = f"source {quoted(source.id)}: {_count(reasons.total())} not verified in its copy: {listed}"
        yield Problem(source.at, "passages-unverified", message, hint, "info")


def _count(passages: int) -> str:
    return "1 cited passage is" if passages == 1 else f"{passages} cited passages are"
