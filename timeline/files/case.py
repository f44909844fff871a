"""A case file or folder to a Record: every block validated against its own class, every problem collected.

Reads files and nothing else; no id is resolved here and no date solved. A block that is wrong is left out of the
record and reported; the rest is read all the same.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from timeline.files.errors import as_id, problems_of
from timeline.files.yaml import MAX_BYTES, parse
from timeline.kinds import KINDS, Kinds, by_name
from timeline.kinds.imported import ImportedRow
from timeline.model.actors import Actor
from timeline.model.block import Block
from timeline.model.event import Event
from timeline.model.evidence import Source
from timeline.model.obligation import Obligation
from timeline.model.private import Private
from timeline.model.record import Head, Record
from timeline.model.typed import Map, at_of, key_at
from timeline.problems import At, Problem, in_order, nearest, quoted

PRIVATE = "private.yaml"
_IN_PRIVATE = ("actors", "taken_out")
SECTIONS: dict[str, type[Block]] = {"sources": Source, "actors": Actor, "events": Event, "obligations": Obligation}
"""The blocks of a case by their key, each a mapping by id."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the record (None if there is no head to hang it on), the problems, and the files read."""

    record: Record | None
    problems: tuple[Problem, ...]
    files: tuple[Path, ...]


@dataclass(slots=True)
class _Tray:
    """Blocks as they come in, by section, with where each id was first written."""

    head: Map | None = None
    blocks: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    keys: dict[str, dict[str, str]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    problems: list[Problem] = field(default_factory=list)


def read(path: str | Path, kinds: Kinds = KINDS) -> Loaded:
    """Read a case file, or a folder with ``case.yaml`` and its companions.

    >>> read("no-such-case").problems[0].code
    'missing-file'
    """
    path = Path(path)
    with _collector_off():
        files, problems = _files(path)
        tray = _Tray(problems=problems)
        for file, section in files:
            data, problem = _bytes(file)
            if problem:
                tray.problems.append(problem)
            else:
                _take(tray, data, file, section)
        record = _record(tray, kinds, _private(tray, path))
    return Loaded(record, in_order(tray.problems), tuple(file for file, _ in files))


def read_text(text: str, name: str = "case.yaml", kinds: Kinds = KINDS) -> Loaded:
    """Read a whole case from text; ``name`` stands for the file in messages."""
    tray = _Tray()
    with _collector_off():
        _take(tray, text.encode("utf-8", "surrogatepass"), Path(name), "")
        record = _record(tray, kinds, {})
    return Loaded(record, in_order(tray.problems), ())


def read_blocks(head: Map, sections: Mapping[str, Map], kinds: Kinds = KINDS) -> Loaded:
    """A whole case from typed data that is at hand already: its head, and its blocks by section and id."""
    tray = _Tray(head=head)
    with _collector_off():
        for section, blocks in sections.items():
            _collect(tray, section, blocks)
        record = _record(tray, kinds, {})
    return Loaded(record, in_order(tray.problems), ())


@contextlib.contextmanager
def _collector_off() -> Iterator[None]:
    """Reading only makes objects that stay; collecting in between costs several times the work itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _files(path: Path) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """The files of a case in reading order, each with the section it is about ("" for the case file itself)."""
    if path.is_dir():
        main = path / "case.yaml"
        if not main.is_file():
            hint = "a case folder holds case.yaml; or name the case file itself"
            said = "there is no case.yaml in this folder"
            return [], [Problem(At(main.as_posix()), "missing-file", said, f"{_beside(main)}{hint}")]
        found = [(main, "")]
        found += [(path / f"{name}.yaml", name) for name in SECTIONS if (path / f"{name}.yaml").is_file()]
        found += [(file, "events") for file in sorted((path / "events").glob("*.yaml"))]
        return found, list(_unread(path, {file for file, _ in found}))
    if not path.exists():
        hint = _beside(path) or "check the path"
        return [], [Problem(At(path.as_posix()), "missing-file", "there is no such file or folder", hint.rstrip())]
    return [(path, "")], []


def _beside(path: Path) -> str:
    """The file or folder of nearly that name beside one that is not there, as a hint; empty if there is none."""
    names: list[str] = []
    with contextlib.suppress(OSError):  # the folder may be gone as well, or closed
        names = [one.name for one in path.parent.iterdir()]
    near = nearest(path.name, names)
    return f"{near} " if near.startswith("did you mean") else ""


def _unread(folder: Path, read: set[Path]) -> Iterator[Problem]:
    """A YAML file that lies in a case's folder and is not part of it has probably been named wrongly."""
    names = ", ".join(f"{name}.yaml" for name in SECTIONS if name != "events")
    for file in sorted([*folder.glob("*.y*ml"), *(folder / "events").glob("*.y*ml")]):
        if file not in read and file.name != PRIVATE and not file.name.startswith(".") and file.is_file():
            message = f"the file {quoted(file.name)} is not read"
            hint = f"a case folder holds case.yaml, {names}, events.yaml, events/*.yaml and private.yaml"
            yield Problem(At(file.as_posix()), "unread-file", message, hint, "warning")


def _bytes(file: Path) -> tuple[bytes, Problem | None]:
    at = At(file.as_posix())
    try:
        if file.stat().st_size > MAX_BYTES:
            return b"", Problem(at, "too-large", f"the file is larger than {MAX_BYTES // 2**20} MiB", "split it")
        return file.read_bytes(), None
    except OSError as error:
        return b"", Problem(at, "unreadable", f"the file cannot be read: {error.strerror}", "check its permissions")


def _take(tray: _Tray, data: bytes, file: Path, section: str) -> None:
    """Sort one file's content into the tray."""
    name = file.as_posix()
    parsed = parse(data, name)
    tray.problems += parsed.problems
    value = parsed.value
    if value is None:
        if not parsed.problems:
            hint = (
                "write at least 'case', 'title', 'as_of', 'sources' and 'events'"
                if not section
                else f"add {section}, or remove the file"
            )
            tray.problems.append(Problem(At(name), "empty-file", "the file is empty", hint))
        return
    if not isinstance(value, Map):
        tray.problems.append(
            Problem(At(name, 1, 1), "not-a-case", "the file is not a mapping of keys", "write 'key: value' lines")
        )
        return
    if section and not set(value) <= set(SECTIONS):
        _collect(tray, section, value)
        return
    for key in [key for key in value if key in SECTIONS]:
        _collect(tray, str(key), value.pop(key))
    if not section:
        tray.head = value


def _collect(tray: _Tray, section: str, blocks: Any) -> None:
    if blocks is None:
        return
    if not isinstance(blocks, Map):
        hint = f"write each of the {section} under its id: 'some-id: {{…}}', without dashes"
        tray.problems.append(Problem(at_of(blocks) or At(), "not-by-id", f"{section} are not listed by id", hint))
        return
    for key, block in blocks.items():
        if key in tray.blocks[section]:
            first = at_of(tray.keys[section][key])
            message = f"the id {quoted(key)} is used twice; it first stands at {first}"
            tray.problems.append(Problem(at_of(key) or At(), "repeated-id", message, "ids are unique in a case"))
            continue
        tray.blocks[section][key] = block
        tray.keys[section][key] = key


def _private(tray: _Tray, path: Path) -> dict[str, Private]:
    """What ``private.yaml`` beside the case says of actors; a case is whole without it."""
    file = (path if path.is_dir() else path.parent) / PRIVATE
    if path.name == PRIVATE or not file.is_file():
        return {}
    data, problem = _bytes(file)
    parsed = parse(data, file.as_posix())
    tray.problems += [problem] if problem else parsed.problems
    sections = {key: parsed.value.get(key) for key in _IN_PRIVATE} if isinstance(parsed.value, Map) else {}
    if parsed.value is not None and not any(isinstance(blocks, Map) for blocks in sections.values()):
        hint = "write 'actors:' and under it, by id, name, aliases, badge_numbers or note"
        tray.problems.append(Problem(At(file.as_posix(), 1, 1), "not-a-case", "private.yaml has no 'actors'", hint))
        return {}
    found: dict[str, Private] = {}
    for section, blocks in sections.items():
        for key, block in blocks.items() if isinstance(blocks, Map) else ():
            if problem := _misplaced(tray, section, key):
                tray.problems.append(problem)
            elif isinstance(block, Map):
                block["id"] = key
                made = _validated(tray, Private, block, f"private.yaml, {quoted(key)}")
                if isinstance(made, Private):
                    found[str(key)] = made
    return found


def _misplaced(tray: _Tray, section: str, key: str) -> Problem | None:
    """Under ``actors`` stand those of the case, under ``taken_out`` those who are not in it any more."""
    if section == "actors" and key not in tray.blocks["actors"]:
        message = f"private.yaml speaks of {quoted(key)}, which is not an actor of this case"
        hint = f"{nearest(str(key), map(str, tray.blocks['actors']))}; whoever was taken out stands under 'taken_out'"
        return Problem(at_of(key) or At(), "unknown-id", message, hint)
    if section == "taken_out" and key in tray.blocks["actors"]:
        message = f"private.yaml says that {quoted(key)} was taken out, and it is an actor of this case"
        return Problem(at_of(key) or At(), "repeated-id", message, "take the actor out, or move it to 'actors'")
    return None


def _record(tray: _Tray, kinds: Kinds, private: Mapping[str, Private]) -> Record | None:
    types = by_name(kinds if ImportedRow in kinds else (*kinds, ImportedRow))
    tables: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
    for section, blocks in tray.blocks.items():
        for key, data in blocks.items():
            block = _block(tray, section, tray.keys[section][key], data, types)
            if block is not None:
                tables[section][str(key)] = block
    _ids_across(tray)
    if tray.head is None:
        return None
    head = _validated(tray, Head, tray.head, "the case")
    if not isinstance(head, Head):
        head = _stand_in(tray.head)
    broken = {
        name
        for section, blocks in tray.blocks.items()
        for id_ in blocks
        if id_ not in tables[section]
        for name in (str(id_), as_id(str(id_)))
    }
    return Record(
        head,
        tables["sources"],
        tables["actors"],
        tables["events"],
        tables["obligations"],
        frozenset(broken),
        private,
    )


def _stand_in(typed: Map) -> Head:
    """A head to check the rest under, when the written one is wrong: its errors already stop everything else."""
    threads = typed.get("threads")
    known: dict[str, Any] = {str(key): "thread" for key in threads} if isinstance(threads, Map) else {}
    return Head(case="case", title="untitled", as_of="9999-12-31", threads=known)


def _block(tray: _Tray, section: str, key: str, data: Any, types: Any) -> Block | None:
    what = f"{section.removesuffix('s')} {quoted(key)}"
    at = at_of(key) or At()
    if key == "<<":
        message = "'<<' merges blocks in some YAML readers, and not here"
        tray.problems.append(Problem(at, "merge-key", message, "write the fields out in each block"))
        return None
    if not isinstance(data, Map):
        tray.problems.append(
            Problem(at_of(data) or at, "wrong-value", f"{what} has no fields", "write 'key: value' lines under its id")
        )
        return None
    if (typed := key_at(data, "id")) is not None:
        tray.problems.append(
            Problem(typed, "unknown-key", f"{what} has no field 'id'", "the key above the block is its id")
        )
        data.pop("id")
    cls = SECTIONS[section]
    if section == "events":
        chosen = _event_class(tray, data, types, what, at)
        if chosen is None:
            # What every type has is checked all the same, so that everything wrong is said at once.
            for own in [name for name in data if name not in Event.model_fields]:
                data.pop(own)
            data["id"], data["type"] = key, "event"
            _validated(tray, Event, data, what)
            return None
        cls = chosen
    data["id"] = key
    return _validated(tray, cls, data, what)


def _event_class(tray: _Tray, data: Map, types: Any, what: str, at: At) -> type[Event] | None:
    typed = data.get("type")
    if isinstance(typed, str) and typed in types:
        found: type[Event] = types[typed]
        return found
    if typed is None:
        hint = "'timeline types' lists the types"
        tray.problems.append(Problem(at, "missing-field", f"{what} needs 'type'", hint))
    else:
        place = at_of(typed) or at
        hint = nearest(str(typed), [name for name, kind in types.items() if kind is not ImportedRow], most=40)
        tray.problems.append(Problem(place, "unknown-type", f"{quoted(typed)} is not an event type", hint))
    return None


def _validated(tray: _Tray, cls: type[Block], data: Any, what: str) -> Block | None:
    try:
        return cls.model_validate(data)
    except ValidationError as error:
        tray.problems += problems_of(error, cls, data, what)
        return None


def _ids_across(tray: _Tray) -> None:
    """Events and obligations are anchors on one page; events and sources are anchors of dates: no id twice."""
    seen: dict[str, tuple[str, str]] = {}
    for section, keys in tray.keys.items():
        for key, typed in keys.items():
            if key in seen and {section, seen[key][0]} != {"actors", "sources"}:
                other, first = seen[key]
                message = (
                    f"{quoted(key)} is the id of one of the {section} here and of one of the {other} at {at_of(first)}"
                )
                tray.problems.append(Problem(at_of(typed) or At(), "repeated-id", message, "ids are unique in a case"))
            seen.setdefault(key, (section, typed))
