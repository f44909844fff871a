"""Redact first, draw second, prove third: what was made is searched for everything withheld, and a find is a problem.

Knows nothing of how anything was made, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from timeline.checks.names import ids
from timeline.problems import At, Problem
from timeline.publish import Leak, Redacted


def leaks(
    redacted: Redacted, outputs: Mapping[str, str | bytes], path: Path, skip: Iterable[str], name: str
) -> Iterator[Problem]:
    """Every withheld value in what was made, each output named as the message names it, and in a file's ``name``."""
    from timeline.draw.strings import own_words  # drawing is loaded only where something is drawn

    own = own_words("en", redacted.record.head.language)
    for leak in redacted.search.name(name, everyday=False):
        yield _leak(path, "file name", leak)
    for what, output in outputs.items():
        if isinstance(output, str):
            found = redacted.search.text(output, skip=skip, own=own)
        else:
            found = redacted.search.data(output, own=own)
        yield from (_leak(path, what, leak) for leak in found)


def leaks_in_ids(redacted: Redacted, outputs: Mapping[str, str | bytes], accepted: Iterable[At]) -> Iterator[Problem]:
    """Shown ids that hold a part of a withheld name in small letters, unless it was accepted that the word is another.

    ``accepted`` are the places of ids that a curator looked at.
    """
    passed = set(accepted)
    texts = [output for output in outputs.values() if isinstance(output, str)]
    for kind, id_, at in ids(redacted.record) if redacted.values else ():
        if at not in passed and redacted.search.name(id_, everyday=False) and any(id_ in text for text in texts):
            message = f"a withheld name, or a part of one, is in the id of this {kind}, which is shown"
            hint = "nothing was written; choose an id that names nobody, or accept 'name-in-id' if the word is another"
            yield Problem(at, "leak", message, hint)


def _leak(path: Path, what: str, leak: Leak) -> Problem:
    place = f", {leak.place}" if leak.place else ""
    near = f", near: {leak.near}" if leak.near.strip("█ ") else ""
    message = f"a withheld name is in the {what} ({leak.form}{place}){near}"
    hint = "nothing was written; find where the case names the person (an id, a file name, a quote) and use the label"
    return Problem(At(path.as_posix()), "leak", message, hint)
