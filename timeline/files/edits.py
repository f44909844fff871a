"""Single values of a case's YAML changed where they stand, and nothing else in the file touched: comments stay.

The text is edited at the places the parser gives, then read again: unless it now says what it said before and the
changes, it is not used. Knows nothing of what the values mean; writes no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from timeline.files.yaml import parse
from timeline.model.typed import Map

Path = tuple[str | int, ...]
"""From the top of a file to a value: keys, and places in lists from 0."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def edited(data: bytes, name: str, changes: Mapping[Path, str | None]) -> str:
    r"""The text of a file with each value replaced by YAML on one line; None takes the key away.

    ValueError with a sentence if that cannot be done without changing anything else.

    >>> print(edited(b"a:\n  b: 1  # one\n  c: 2\n", "x.yaml", {("a", "b"): "[3, 4]", ("a", "c"): None}), end="")
    a:
      b: [3, 4]  # one
    """
    text = data.decode("utf-8")
    bom = len(text) - len(text.removeprefix("\ufeff"))  # the parser does not count the byte order mark
    lead, text = text[:bom], text[bom:]
    root = yaml.compose(text, Loader=_Loader)
    wanted = _changed(parse(data, name).value, changes)
    cuts = sorted((_cut(text, root, path, value) for path, value in changes.items()), reverse=True)
    for start, end, new in cuts:
        text = text[:start] + new + text[end:]
    again = parse(text.encode("utf-8"), name)
    if again.problems or again.value != wanted:
        listed = ", ".join(".".join(map(str, path)) for path in changes)
        raise ValueError(f"{name} is written in a way that these cannot be changed in: {listed}; change them by hand")
    return lead + text


def _changed(value: Any, changes: Mapping[Path, str | None]) -> Any:
    """What the file must say afterwards."""
    copy = _copied(value)
    for path, new in changes.items():
        inner = copy
        for part in path[:-1]:
            inner = inner if part == 0 and isinstance(inner, dict) else inner[part]
        if new is None:
            del inner[path[-1]]
        else:
            inner[path[-1]] = parse(f"v: {new}".encode(), "value").value["v"]
    return copy


def _copied(value: Any) -> Any:
    if isinstance(value, Map):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _cut(text: str, root: Any, path: Path, value: str | None) -> tuple[int, int, str]:
    """What to cut out of the text, from where to where, and what to put there."""
    holder = root
    for part in path[:-1]:
        holder = _inside(holder, part)
    for key, node in holder.value:
        if key.value == path[-1]:
            if value is None:
                return _without(text, holder, key, node)
            return _instead(text, key, node, value)
    key = holder.value[-1][0]
    place = key.start_mark.index
    if holder.flow_style:
        return place, place, f"{path[-1]}: {value}, "
    line_end = "\r\n" if "\r\n" in text else "\n"
    return place, place, f"{path[-1]}: {value}{line_end}{' ' * key.start_mark.column}"


def _inside(node: Any, part: str | int) -> Any:
    """One step along a path; a single value stands for a list of one."""
    if isinstance(part, int):
        return node.value[part] if isinstance(node, yaml.SequenceNode) else node
    return next(inner for key, inner in node.value if key.value == part)


def _instead(text: str, key: Any, node: Any, value: str) -> tuple[int, int, str]:
    """The value replaced; a comment between the key and a value on the next line is kept."""
    start, end = key.end_mark.index, _end(text, node)
    between = text[start : node.start_mark.index].partition(":")[2]
    comment = between.rstrip() if "\n" in between else ""
    return start, end, f": {value}{comment}"


def _without(text: str, holder: Any, key: Any, node: Any) -> tuple[int, int, str]:
    """The key and its value taken away: whole lines, or in brackets with one of the commas."""
    start, end = key.start_mark.index, _end(text, node)
    if not holder.flow_style:
        line = text.rfind("\n", 0, start) + 1
        after = text.find("\n", end)
        return line, len(text) if after < 0 else after + 1, ""
    after = len(text[end:]) - len(text[end:].lstrip())
    if text[end + after] == ",":
        rest = text[end + after + 1 :]
        return start, end + after + 1 + len(rest) - len(rest.lstrip(" ")), ""
    return text.rfind(",", 0, start), end, ""


def _end(text: str, node: Any) -> int:
    """Where a value ends: the parser counts what follows a block to it, up to the next thing that stands there."""
    inner = node.value
    if isinstance(inner, list) and not node.flow_style and inner:
        last = inner[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else int(end)
