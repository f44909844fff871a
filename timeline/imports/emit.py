"""Blocks as the text of a case file: plain where it can be, quoted where YAML or an editor would read something else.

Writes mappings, lists and text only. What comes out is read back as the same values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f (),.;'/%+_~?!&$–—-]|:(?=\S))*(?<=\S)\Z")
_NOT_TEXT = re.compile(
    r"(?:[-+]?[\d_,.]+(?:e[-+]?\d+)?|0[xob][\da-f_]+|\d+(?::\d+)+|true|false|yes|no|on|off|y|n|null|~|\.inf|\.nan)\Z",
    re.IGNORECASE,
)
_FLOW = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./~-]*(?<=\S)\Z")
_YEAR = re.compile(r"\d{4}\Z")
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile('[\\\\"\\n\\t\\r]|' + _UNPRINTABLE.pattern)
_SIGNS = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str, indent: int = 0) -> str:
    r"""Text as a value; several lines as a block below the key, which is indented by ``indent``.

    >>> scalar("Two officers: a stop"), scalar("no"), scalar("2019-07-04"), scalar('=SUM("a")')
    ('"Two officers: a stop"', '"no"', '2019-07-04', '"=SUM(\\"a\\")"')
    """
    if _PLAIN.match(text) and not _NOT_TEXT.match(text):
        return text
    if (
        "\n" in text
        and text[0] not in " \n\t#"
        and text[-1] not in "\n "
        and not _UNPRINTABLE.search(text)
        and "\t" not in text
    ):
        pad = "\n" + " " * (indent + 2)
        return "|-" + pad + pad.join(text.split("\n")).replace(pad + "\n", "\n\n")
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _SIGNS:
        return _SIGNS[sign]
    code = ord(sign)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def when(claims: Sequence[str]) -> str:
    """Claims about time: one as it is, several as a list. A year alone needs no quotes there."""
    if len(claims) == 1:
        return claims[0] if _YEAR.match(claims[0]) else scalar(claims[0])
    return "[" + ", ".join(claim if _YEAR.match(claim) else _inline(claim) for claim in claims) + "]"


def block(fields: Mapping[str, Any], indent: int, comments: Mapping[str, str] | None = None) -> str:
    """The lines of a block, each field on its own, with a comment behind those that have one."""
    pad = " " * indent
    lines = []
    for key, value in fields.items():
        said = f"{pad}{key}: {_value(key, value, indent)}"
        remark = (comments or {}).get(key)
        if remark and "\n" not in said:
            said = f"{said}  # {remark}"
        lines.append(said + "\n")
    return "".join(lines)


def _value(key: str, value: Any, indent: int) -> str:
    if isinstance(value, str):
        return scalar(value, indent)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_inline(inner)}" for name, inner in value.items()) + "}"
    if key == "when":
        return when(value)
    if len(value) == 1:
        return scalar(value[0], indent)
    return "[" + ", ".join(map(_inline, value)) + "]"


def _inline(value: Any) -> str:
    """A value within brackets, where commas end it."""
    if not isinstance(value, str) and len(value) == 1:
        return _inline(value[0])
    if not isinstance(value, str):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if _FLOW.match(value) and not _NOT_TEXT.match(value):
        return value
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def remark(text: str) -> str:
    """Text fit for a comment: one line, nothing that a terminal or a parser would obey.

    >>> remark("a" + chr(10) + "b" + chr(27))
    'a b '
    """
    return _UNPRINTABLE.sub(" ", " ".join(text.split(" "))).replace("\n", " ").replace("\t", " ")[:160]
