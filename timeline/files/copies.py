"""Archived copies of sources: where they are looked for, and whether they are still what they were.

A copy is the file that ``archive:`` names beside the case; else, in the folders given, the file whose SHA-256 the case
has written down; else, where no hash is written yet, the one file named after the source's id. Copies are read, never
published and never fetched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.model.evidence import Source
from timeline.problems import Problem, quoted

MAX_COPY = 64 * 1024 * 1024
"""Larger files are hashed where the case names them, and neither searched for by their hash nor read."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The archived copy of one source: its file, and the hash of what is in it."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Archive:
    """What the folders given hold of the copies wanted: files by their hash, and by the id they are named after."""

    by_hash: Mapping[str, Path]
    by_name: Mapping[str, tuple[Path, ...]]


def look_through(folders: Iterable[Path], sources: Iterable[Source]) -> Archive:
    """Search folders for the copies of sources; each file is read at most once, and none after the last is found."""
    wanted = {source.sha256 for source in sources if source.sha256}
    named = {source.id for source in sources if not source.sha256}
    files = [file for folder in folders for file in _files(folder)] if wanted or named else []
    by_name: dict[str, list[Path]] = {}
    for file in files:
        if file.stem in named:
            by_name.setdefault(file.stem, []).append(file)
    by_hash: dict[str, Path] = {}
    for file in sorted(files, key=lambda file: file.stem not in wanted):  # copies named by their hash come first
        if len(by_hash) == len(wanted):
            break
        digest = _hash_if_likely(file, wanted)
        if digest in wanted:
            by_hash.setdefault(digest, file)
    return Archive(by_hash, {id_: tuple(found) for id_, found in by_name.items()})


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            try:
                if path.is_file():
                    yield path
            except OSError:
                continue


def _hash_if_likely(file: Path, wanted: set[str]) -> str:
    try:
        return _hash(file) if file.stem in wanted or file.stat().st_size <= MAX_COPY else ""
    except OSError:
        return ""


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def find_copy(source: Source, folder: Path | None, archive: Archive) -> Path | Problem | None:
    """Where a source's copy lies; what is wrong with the place named; None if no copy is named, or none is at hand.

    ``folder`` is the case's own: what ``archive:`` names lies within it, also where links lead.
    """
    path = archive.by_hash.get(source.sha256 or "")
    if not source.sha256 and len(named := archive.by_name.get(source.id, ())) == 1:
        path = named[0]
    if not source.archive or folder is None:
        return path
    beside = folder / source.archive
    if not beside.is_file():
        message = f"source {quoted(source.id)}: the copy {quoted(source.archive)} is not in the case's folder"
        gone = Problem(source.where("archive"), "copy-missing", message, "put it there, or remove 'archive'", "warning")
        return path or gone
    if not beside.resolve().is_relative_to(folder.resolve()):
        message = f"source {quoted(source.id)}: the copy {quoted(source.archive)} is a link out of the case's folder"
        hint = "put the copy itself there, or keep it apart and name it by its sha256"
        return Problem(source.where("archive"), "copy-outside", message, hint)
    return beside


def read_copy(source: Source, path: Path) -> tuple[Copy, bytes | None] | Problem:
    """A copy, and what is in it (None if it is too large to be read); a problem if it is not what it was."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_COPY else None
        digest = _hash(path) if data is None else hashlib.sha256(data).hexdigest()
    except OSError as error:
        message = f"source {quoted(source.id)}: the copy {quoted(path.name)} cannot be read: {error.strerror}"
        return Problem(source.at, "copy-missing", message, "check its permissions", "warning")
    if source.sha256 and digest != source.sha256:
        message = (
            f"source {quoted(source.id)}: the copy {quoted(path.name)} has changed: its SHA-256 is {digest}, "
            f"and {source.sha256} is written here"
        )
        hint = "find out which one is right; if the new copy is, look at its passages again and write its hash yourself"
        return Problem(source.where("sha256"), "copy-changed", message, hint)
    return Copy(path, digest), data
