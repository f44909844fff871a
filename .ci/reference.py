"""Writes the pages of the reference that are made from the code: ``python .ci/reference.py docs``, or ``make docs``.

The commands as each says it itself, the vocabulary, and what can be imported from ``timeline``.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

import timeline
from timeline.cli import COMMANDS, main

COMMANDS_HEAD = """\
# Commands

What each command says when it is asked with `--help`. This page is made from the commands themselves.
"""
PYTHON_HEAD = """\
# Python

What can be imported from `timeline`; everything else may change. This page is made from the docstrings.
"""


def commands() -> str:
    """Every command's help, as it is printed."""
    parts = [COMMANDS_HEAD]
    for words in ([], *([name] for name, _, _ in COMMANDS)):
        said = CliRunner().invoke(main, [*words, "--help"], prog_name="timeline").output.rstrip()
        parts.append(f"## {' '.join(['timeline', *words])}\n\n```text\n{said}\n```\n")
    return "\n".join(parts)


def python() -> str:
    """Every public name with its docstring, and the methods of those that are asked things."""
    parts = [PYTHON_HEAD]
    for name in (one for one in timeline.__all__ if one != "__version__"):
        value = getattr(timeline, name)
        parts.append(f"## timeline.{name}\n\n{_signature(name, value)}{_prose(value)}\n")
        if name in ("Case", "Interval"):
            parts += [
                f"### {name}.{own}\n\n{_signature(own, member)}{_prose(member)}\n" for own, member in _members(value)
            ]
    return "\n".join(parts)


def _members(value: type) -> Iterator[tuple[str, object]]:
    for name, member in vars(value).items():
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
            yield name, member


def _signature(name: str, value: object) -> str:
    if not inspect.isfunction(value):
        return ""
    said = str(inspect.signature(value)).replace("self, ", "").replace("(self)", "()")
    return f"```text\n{name}{re.sub(r'timeline[.a-z_]*[.]', '', said)}\n```\n\n"


def _prose(value: object) -> str:
    """A docstring as Markdown: code in backticks, examples in a block of their own."""
    paragraphs = (inspect.getdoc(value) or "").replace("``", "`").split("\n\n")
    return "\n\n".join(f"```text\n{one}\n```" if one.startswith(">>>") else one for one in paragraphs)


def vocabulary() -> str:
    """What ``timeline types --markdown`` prints."""
    return CliRunner().invoke(main, ["types", "--markdown"]).output


PAGES = {"commands.md": commands, "python.md": python, "vocabulary.md": vocabulary}

if __name__ == "__main__":
    for page, made in PAGES.items():
        (Path(sys.argv[1]) / page).write_text(made(), encoding="utf-8", newline="\n")
