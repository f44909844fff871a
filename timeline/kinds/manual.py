"""The manual entry of a type, read off its docstring: what it is, when to use it and when not, sources, an example.

A docstring opens with the definition. Paragraphs that begin with ``Use for:``, ``Not for:`` and ``Sources:`` follow,
and last ``Example::`` with a block of YAML. Each part may be missing, as in a newsroom's own type of ten lines.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from timeline.model.event import Event

_LABEL = re.compile(r"^(Use for|Not for|Sources): (.*)$")


@dataclass(frozen=True, slots=True)
class Manual:
    """One entry; a part that the docstring does not have is empty."""

    definition: str = ""
    """Paragraphs with a blank line between them, each on one line; the first sentence stands alone in lists."""
    use: str = ""
    not_for: str = ""
    sources: str = ""
    example: str = ""
    """YAML, one or more events by id."""

    @property
    def summary(self) -> str:
        """The first paragraph."""
        return self.definition.partition("\n")[0]


def manual(kind: type[Event]) -> Manual:
    """The entry of a type.

    >>> from timeline.kinds.public import MediaReport
    >>> manual(MediaReport).sources
    'the report itself.'
    """
    text, _, example = inspect.cleandoc(kind.__doc__ or "").partition("\nExample::\n")
    parts: dict[str, list[str]] = {}
    label = ""
    for line in text.splitlines():
        found = _LABEL.match(line)
        if found:
            label = found[1]
        parts.setdefault(label, []).append(found[2] if found else line.strip())
    paragraphs = "\n".join(parts.get("", [])).split("\n\n")
    return Manual(
        definition="\n\n".join(" ".join(one.split()) for one in paragraphs if one.strip()),
        use=_flat(parts.get("Use for", [])),
        not_for=_flat(parts.get("Not for", [])),
        sources=_flat(parts.get("Sources", [])),
        example=inspect.cleandoc(example),
    )


def _flat(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())
