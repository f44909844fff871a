"""What a page was made of, kept inside it: inputs with their hashes, options, tool, problems accepted.

Whoever has the case can build the page again and compare; whoever has only the page learns no name from it: file names
pass through redaction, and ``private.yaml`` is not hashed, only said to have been there, since a hash of something so
small could be guessed. Knows nothing of how a page is drawn.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

_ELEMENT = re.compile(r'<script type="application/json" id="_manifest">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one page was made of. Everything in it is as its readers may see it."""

    tool: str
    options: Mapping[str, str]
    """``for``, ``as_of``, ``known_on``, ``lang`` and the like, as they were in force."""
    others: Mapping[str, str]
    """Where the same page lies in other languages, by their tags."""
    only: tuple[str, ...] | None
    """The events it shows, where those are not all."""
    library: str
    """The chart library the page carries: its SHA-256, or "none"."""
    inputs: Mapping[str, str]
    """SHA-256 by file of the case, its name counted from the case's folder, line ends as on every system."""
    copies: Mapping[str, str]
    """SHA-256 of the archived copies that were at hand, by source."""
    passages: int
    """Cited passages that were held against copies; fewer where what reads a format is not installed."""
    private: bool
    """A ``private.yaml`` was there."""
    accepted: tuple[tuple[str, str], ...]
    """(problem in words, the curator's reason)."""

    def to_json(self) -> str:
        """The same bytes for the same manifest; nothing in it ends a script element."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=0, sort_keys=True)
        return re.sub(r"[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def hashes_of(files: Iterable[Path], folder: Path, clean: Callable[[str], str]) -> dict[str, str]:
    """SHA-256 by file, its name counted from the folder and as readers may see it; line ends count as one byte."""
    found: dict[str, str] = {}
    for file in files:
        name = clean(file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name)
        number, shown = 1, name
        while shown in found:
            number += 1
            shown = f"{name} ({number})"
        found[shown] = hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return found


def manifest_in(page: str) -> dict[str, Any] | None:
    """The manifest of a page, as JSON has it; None if the page has none.

    >>> manifest_in("<p>A page of something else</p>") is None
    True
    """
    found = _ELEMENT.search(page)
    if found is None:
        return None
    try:
        read = json.loads(found[1])
    except ValueError:
        return None
    return read if isinstance(read, dict) and {"tool", "options", "inputs"} <= set(read) else None


def why_not(page: str, again: str) -> tuple[str, ...]:
    """Why a page is not what the case gives now, in words; empty if it is, byte for byte."""
    if page == again:
        return ()
    why = tuple(_differing(manifest_in(page) or {}, manifest_in(again) or {}))
    if why:
        return why
    pairs = enumerate(zip_longest(again.split("\n"), page.split("\n")), start=1)
    line = next(number for number, (ours, theirs) in pairs if ours != theirs)
    return (f"the page was changed after it was made: it differs first in line {line}",)


def _differing(published: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """In words, what a page was made of that is otherwise now."""
    if published.get("tool") != now["tool"]:
        yield f"the page was made with {published.get('tool')}, and this is {now['tool']}"
    for what, key in (("the case's file", "inputs"), ("the archived copy of", "copies")):
        before, after = published.get(key) or {}, now[key]
        for name in sorted({*before, *after}):
            if name not in after:
                yield f"{what} {name!r} is not there any more"
            elif name not in before:
                yield f"{what} {name!r} is new since"
            elif before[name] != after[name]:
                yield f"{what} {name!r} has changed since"
    if published.get("passages") != now["passages"]:
        before, after = published.get("passages"), now["passages"]
        yield f"{before} cited passages were held against archived copies then, and {after} now"
    if published.get("private") != now["private"]:
        yield "private.yaml was there" if published.get("private") else "private.yaml was not there"
    if published.get("library") != now["library"]:
        yield "the page carries another version of the chart library"
    if published.get("accepted") != [list(pair) for pair in now["accepted"]]:
        yield "other problems are accepted"
