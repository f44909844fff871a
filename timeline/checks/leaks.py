"""What was withheld and is in something made all the same, as problems: a message about a leak is no leak itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from timeline.checks.names import ids
from timeline.problems import At, Problem
from timeline.publish.naming import Redacted
from timeline.publish.scan import Leak

Outputs = Mapping[str, str | bytes]


def leaks_in(
    redacted: Redacted, outputs: Outputs, path: Path, *, skip: Iterable[str], own: frozenset[str], name: str
) -> Iterator[Problem]:
    """Everything withheld that is in one of the ``outputs``, each named as the message names it, or in a file name."""
    for leak in redacted.search.name(name, everyday=False):
        yield _told(path, "file name", leak)
    for what, output in outputs.items():
        if isinstance(output, str):
            found = redacted.search.text(output, skip=skip, own=own)
        else:
            found = redacted.search.data(output, own=own)
        for leak in found:
            yield _told(path, what, leak)


def leaks_in_ids(redacted: Redacted, outputs: Outputs, accepted: Collection[At]) -> Iterator[Problem]:
    """Ids that hold a part of a withheld name in small letters, unless it was accepted that the word is another."""
    texts = [output for output in outputs.values() if isinstance(output, str)]
    for kind, id_, at in ids(redacted.record) if redacted.values else ():
        if at not in accepted and redacted.search.name(id_, everyday=False) and any(id_ in text for text in texts):
            message = f"a withheld name, or a part of one, is in the id of this {kind}, which is shown"
            hint = "nothing was written; choose an id that names nobody, or accept 'name-in-id' if the word is another"
            yield Problem(at, "leak", message, hint)


def _told(path: Path, what: str, leak: Leak) -> Problem:
    place = f", {leak.place}" if leak.place else ""
    near = f", near: {leak.near}" if leak.near.strip("█ ") else ""
    message = f"a withheld name is in the {what} ({leak.form}{place}){near}"
    hint = "nothing was written; find where the case names the person (an id, a file name, a quote) and use the label"
    return Problem(At(path.as_posix()), "leak", message, hint)
