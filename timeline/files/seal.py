"""Hashes written into a case's YAML where it says ``sources``, and nothing else in it touched.

The text is edited at the places the parser gives, then read again: unless it now says what it said before and the
hashes, it is not used. Knows nothing of copies; writes no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.files.yaml import parse
from timeline.model.typed import Map

_AFTER = ("archive", "claims", "refs", "note")
"""A hash is written before the first of these that a source has, else before its last field."""


def sealed(data: bytes, name: str, hashes: Mapping[str, str]) -> str:
    r"""The text of a case's file with ``sha256`` added to the sources named.

    ValueError with a sentence if that cannot be done without changing anything else.

    >>> print(sealed(b"s:\n  kind: letter  # signed\n  archive: s.txt\n", "sources.yaml", {"s": "ab"}), end="")
    s:
      kind: letter  # signed
      sha256: ab
      archive: s.txt
    """
    before = parse(data, name).value
    text = data.decode("utf-8")
    start = len(text) - len(text.removeprefix("\ufeff"))  # the parser does not count the byte order mark
    sources = _sources(before)
    places = [(*_place(sources, id_, text, start), digest) for id_, digest in hashes.items()]
    for index, lead, digest in sorted(places, reverse=True):
        text = f"{text[:index]}sha256: {digest}{lead}{text[index:]}"
    wanted = {**sources, **{id_: {**sources[id_], "sha256": digest} for id_, digest in hashes.items()}}
    again = parse(text.encode("utf-8"), name)
    if again.problems or again.value != (wanted if sources is before else {**before, "sources": wanted}):
        raise ValueError(f"{name} is written in a way that a hash cannot be added to; add it by hand")
    return text


def _sources(value: Any) -> Map:
    """The mapping of sources by id: the whole file, or what stands under ``sources``."""
    inner = value.get("sources") if isinstance(value, Map) else None
    found = inner if isinstance(inner, Map) else value
    if not isinstance(found, Map):
        raise ValueError("the file has no sources any more; it was changed since it was read")
    return found


def _place(sources: Map, id_: str, text: str, start: int) -> tuple[int, str]:
    """Where the hash of a source goes, and what stands between it and the field that follows."""
    source = sources.get(id_)
    if not isinstance(source, Map) or not source:
        raise ValueError(f"the source {id_!r} is not there any more; the file was changed since it was read")
    if "sha256" in source:
        raise ValueError(f"the source {id_!r} has a 'sha256' by now; the file was changed since it was read")
    keys = [key for key in source if key in _AFTER] or list(source)[-1:]
    mark: Any = keys[0].mark  # type: ignore[attr-defined]
    opened: Any = source.mark
    if text[start + opened.index] == "{":
        return start + mark.index, ", "
    line_end = "\r\n" if "\r\n" in text else "\n"
    return start + mark.index, line_end + " " * mark.column
