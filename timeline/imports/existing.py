"""What a case holds already, as far as an import must know it: ids, actors and sources as typed, the key of row ids.

Read file by file and forgotten, since a case may be large; nothing is validated here. A case that cannot be read is
refused: an import would otherwise add what it has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timeline.files.case import PRIVATE, SECTIONS
from timeline.files.tables import TableError
from timeline.files.yaml import parse
from timeline.model.typed import Map

KEY = "import_key"
SEEN = "import/seen.txt"
_Blocks = dict[str, Mapping[str, Any]]


@dataclass(slots=True)
class Existing:
    """A case folder before an import."""

    folder: Path
    files: frozenset[str] = frozenset()
    """Its files, by the path within the folder."""
    ids: set[str] = field(default_factory=set)
    """Every id of any section."""
    events: set[str] = field(default_factory=set)
    by_source: dict[str, set[str]] = field(default_factory=dict)
    """By source the events that cite it."""
    sources: _Blocks = field(default_factory=dict)
    actors: _Blocks = field(default_factory=dict)
    private: _Blocks = field(default_factory=dict)
    private_text: str = ""
    key: str = ""
    threads: frozenset[str] = frozenset()
    seen: dict[str, str] = field(default_factory=dict)
    """By event with an id of its table what its row said when it was imported."""

    @property
    def is_case(self) -> bool:
        """Whether there is a case at all."""
        return "case.yaml" in self.files


def existing(folder: Path) -> Existing:
    """What a folder holds; TableError if it holds something else than a case, or a case that cannot be read."""
    found = Existing(folder)
    if not folder.exists():
        return found
    if not folder.is_dir():
        raise TableError("unreadable", f"{folder} is a file, and an import writes a folder", "name another with -o")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found.files = frozenset(files)
    if "case.yaml" not in files and any(not name.startswith("import/") for name in files):
        hint = "name a new folder, or the folder of a case, with -o"
        raise TableError("unreadable", f"{folder} holds files and no case.yaml", hint)
    for name in sorted(files):
        if name in ("case.yaml", *(f"{section}.yaml" for section in SECTIONS)) or (
            name.startswith("events/") and name.endswith(".yaml") and name.count("/") == 1
        ):
            _take(found, name)
    _private(found)
    if SEEN in files:
        lines = (folder / SEEN).read_text(encoding="utf-8").splitlines()
        found.seen = dict(line.split("\t", 1) for line in lines if "\t" in line)
    return found


def _parsed(folder: Path, name: str) -> Map:
    result = parse((folder / name).read_bytes(), (folder / name).as_posix())
    if result.problems or not isinstance(result.value, Map):
        first = f": {result.problems[0]}" if result.problems else ""
        raise TableError(
            "unreadable", f"the case in {folder} cannot be read{first}", "mend it first; see timeline check"
        )
    return result.value


def _take(found: Existing, name: str) -> None:
    value = _parsed(found.folder, name)
    own = Path(name).stem if "/" not in name else "events"
    if own == "case" and isinstance(threads := value.get("threads"), Map):
        found.threads = frozenset(map(str, threads))
    sections = value if set(value) & set(SECTIONS) or own == "case" else {own: value}
    for section in SECTIONS:
        blocks = sections.get(section)
        if not isinstance(blocks, Map):
            continue
        ids = set(map(str, blocks))
        found.ids |= ids
        if section == "events":
            found.events |= ids
            for id_, block in blocks.items():
                for cite in _cited(block):
                    found.by_source.setdefault(cite, set()).add(str(id_))
        elif section in ("sources", "actors"):
            kept: _Blocks = getattr(found, section)
            kept.update({str(id_): block for id_, block in blocks.items() if isinstance(block, Map)})


def _cited(block: Any) -> list[str]:
    cites = block.get("cites") if isinstance(block, Map) else None
    listed = cites if isinstance(cites, list) else [cites]
    return [cite.partition(" ")[0] for cite in listed if isinstance(cite, str)]


def _private(found: Existing) -> None:
    if PRIVATE not in found.files:
        return
    value = _parsed(found.folder, PRIVATE)
    found.private_text = (found.folder / PRIVATE).read_text(encoding="utf-8")
    found.key = str(value.get(KEY) or "")
    actors = value.get("actors")
    if isinstance(actors, Map):
        found.private = {str(id_): block for id_, block in actors.items() if isinstance(block, Map)}


def digests(path: Path) -> tuple[str, str]:
    """The SHA-256 of a file, and a key for the ids of its rows that only who has the file can work out.

    An id that could be worked out from what is published would let anyone try names until one fits.
    """
    sha, key = hashlib.sha256(), hashlib.blake2b(digest_size=16, person=b"timeline-import")
    with path.open("rb") as file:
        while piece := file.read(1024 * 1024):
            sha.update(piece)
            key.update(piece)
    return sha.hexdigest(), key.hexdigest()
