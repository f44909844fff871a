"""YAML text to typed data, streamed through the parser's events: every scalar stays the text that was typed.

The only module that knows YAML. It refuses what a case file never needs and what an attacker would send: tags,
deep nesting, huge scalars, alias bombs. Whatever is wrong comes back as Problems with line and column, beside
what could be read. Knows nothing of cases.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from timeline.files.syntax import Looks, explained
from timeline.model.typed import Map, Seq, Text, at_of
from timeline.problems import At, Problem, quoted

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 24
MAX_SCALAR = 100_000
MAX_ALIASED = 20_000
"""Values that aliases may add to a file in all: a handful of repeated blocks, never a bomb."""

# The C parser is part of every PyYAML wheel; the pure-Python one is slower, and the same otherwise.
_Parser: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)
_CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True)
class Parsed:
    """What one file held (None if nothing usable) and what was wrong with it."""

    value: Any = None
    problems: list[Problem] = field(default_factory=list)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Named(io.StringIO):
    """Text with a name, so that the parser's marks carry the file."""

    name = ""


def parse(data: bytes, name: str) -> Parsed:
    """Read one YAML document; ``name`` is how its place is printed.

    >>> parse(b"paid: NO", "case.yaml").value
    {'paid': 'NO'}
    """
    text, problem = _decode(data, name)
    if problem:
        return Parsed(None, [problem])
    stream = _Named(text)
    stream.name = name
    builder = _Builder(name, Looks(name, text), escapes="\\" in text)
    try:
        value = builder.build(_events(stream))
    except _Refused as refused:
        return Parsed(None, [*builder.problems, refused.problem])
    except yaml.YAMLError as error:
        return Parsed(None, [*builder.problems, explained(error, name, text)])
    return Parsed(value, builder.problems)


def _decode(data: bytes, name: str) -> tuple[str, Problem | None]:
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 2**20} MiB"
        return "", Problem(At(name), "too-large", f"the file is larger than {limit}", "split it into a folder of files")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "", Problem(At(name), "encoding", "the file is UTF-16", "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        byte = f"0x{data[error.start]:02x}"
        message = f"the byte {byte} is not UTF-8 text"
        return "", Problem(At(name, line, column), "encoding", message, "save the file as UTF-8")
    for bad, what in (("\0", "a NUL character"), ("\x1b", "an escape character")):
        if (index := text.find(bad)) >= 0:
            at = At(name, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
            return "", Problem(at, "control-character", f"{what} stands in the file", "remove it")
    return text, None


def _events(stream: _Named) -> Iterator[Any]:
    if _Parser is None:
        yield from yaml.parse(stream, Loader=yaml.SafeLoader)
        return
    parser = _Parser(stream)
    while (event := parser.get_event()) is not None:
        yield event


class _Builder:
    """A stack machine over parser events; it never recurses, so depth is a number and not a crash."""

    def __init__(self, name: str, looks: Looks, *, escapes: bool) -> None:
        self.name = name
        self._looks = looks
        self._named: dict[str, Any] = {}
        self._escapes = escapes
        self.problems: list[Problem] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._opened: list[tuple[str | None, int]] = []
        self._aliased = 0
        self._count = 0
        self._documents = 0

    def build(self, events: Iterator[Any]) -> Any:  # noqa: PLR0912 - the one hot loop
        """The first document's value; a second document is refused."""
        root: Any = None
        stack: list[Any] = []
        keys: list[Text | None] = []
        key: Text | None = None
        node: Any = None
        in_map = False
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value: Any = self._scalar(event)
                if event.implicit[0] and value in _NULLS and not (in_map and key is None):
                    value = None
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value = self._close(stack.pop())
                key = keys.pop()
                node = stack[-1] if stack else None
                in_map = type(node) is Map
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, len(stack), bad_key=in_map and key is None)
                keys.append(key)
                in_map = kind is yaml.MappingStartEvent
                node = Map() if in_map else Seq()
                node.mark, key = event.start_mark, None
                stack.append(node)
                continue
            elif kind is yaml.AliasEvent:
                value = self._alias(event, as_key=in_map and key is None)
            else:
                self._between(event, kind)
                continue
            if in_map:
                if key is None:
                    key = value
                    if value in node:
                        self._repeated(node, value)
                else:
                    node.setdefault(key, value)
                    key = None
            elif node is None:
                root = value
            else:
                node.append(value)
        self.problems += [self._looks.unused(anchor, mark) for anchor, mark in self._named.items()]
        return root

    def _scalar(self, event: Any) -> Text | None:
        value = Text(event.value)
        value.mark = event.start_mark
        self._count += 1
        if len(value) > MAX_SCALAR:
            hint = f"at most {MAX_SCALAR} characters"
            raise _Refused(self._at(event, "huge-scalar", f"a value of {len(value)} characters", hint))
        if event.tag is not None:
            raise _Refused(self._tag(event))
        if self._escapes and event.style == '"' and (bad := _CONTROLS.search(value)):
            message = f"an escape stands for the character U+{ord(bad[0]):04X}, which no text holds"
            raise _Refused(self._at(event, "control-character", message, "take it out"))
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
            self._named[event.anchor] = event.start_mark
        if (self._looks.some or value[:1] == "-") and event.implicit[0]:
            self.problems += self._looks.wrong(value, event.start_mark, event.end_mark)
        return value

    def _open(self, event: Any, depth: int, *, bad_key: bool) -> None:
        if event.tag is not None:
            raise _Refused(self._tag(event))
        if depth >= MAX_DEPTH:
            hint = "a case file needs far fewer"
            raise _Refused(self._at(event, "too-deep", f"nesting deeper than {MAX_DEPTH} levels", hint))
        if bad_key:
            raise _Refused(self._at(event, "bad-key", "a key must be plain text", "quote text with special signs"))
        self._opened.append((event.anchor, self._count))
        self._count += 1

    def _close(self, node: Any) -> Any:
        anchor, before = self._opened.pop()
        if anchor:
            self._anchors[anchor] = (node, self._count - before)
        return node

    def _between(self, event: Any, kind: type) -> None:
        """Stream and document events: one file holds one document."""
        if kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                message = "a second document starts here"
                raise _Refused(self._at(event, "second-document", message, "one file holds one document"))

    def _alias(self, event: Any, *, as_key: bool) -> Any:
        if event.anchor not in self._anchors:
            message = f"the alias *{event.anchor} names nothing that is complete before it"
            hint = "write the value out; quote the whole text if it begins with *"
            raise _Refused(self._at(event, "alias", message, hint))
        value, size = self._anchors[event.anchor]
        self._named.pop(event.anchor, None)
        self._aliased += size
        if self._aliased > MAX_ALIASED:
            message = f"aliases repeat more than {MAX_ALIASED} values"
            raise _Refused(self._at(event, "alias-bomb", message, "write the values out"))
        self._count += size
        if as_key and type(value) is not Text:
            raise _Refused(self._at(event, "bad-key", "a key must be plain text", "write the key out"))
        return value

    def _repeated(self, mapping: Map, key: Text) -> None:
        first = next(at_of(k) for k in mapping if k == key)
        message = f"the key {quoted(key)} stands here again; it was first written on line {first.line if first else 0}"
        place = at_of(key) or At(self.name)
        self.problems.append(Problem(place, "repeated-key", message, "keep one of the two"))

    def _tag(self, event: Any) -> Problem:
        hint = "a case file holds text, lists and mappings only; quote text that begins with '!'"
        return self._at(event, "tag", f"the tag {quoted(event.tag)} is not allowed", hint)

    def _at(self, event: Any, code: str, message: str, hint: str = "") -> Problem:
        mark = event.start_mark
        return Problem(At(self.name, mark.line + 1, mark.column + 1), code, message, hint)
