"""Is the form filled in? What a type asks for may be left out, and is then said to be."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.kinds.imported import ImportedRow
from timeline.model.event import asked_fields
from timeline.model.record import Record
from timeline.problems import Problem, quoted


def asked_for(record: Record) -> Iterator[Problem]:
    """A field that the form asks for and nobody wrote counts as not known; who writes "unknown" has looked."""
    for event in record.events.values():
        left = [name for name in asked_fields(type(event)) if not event.typed(name)]
        if left:
            words = sorted({_default(getattr(event, name)) for name in left})
            message = f"event {quoted(event.id)} does not say {' or '.join(map(quoted, left))}: taken as not known"
            hint = f"write what a source says, or {' or '.join(map(quoted, words))} if none does"
            yield Problem(event.at, "left-out", message, hint, "info")


def rows_have_a_type(record: Record) -> Iterator[Problem]:
    """Rows of a table whose type nobody has decided yet: told once for all of them, at the first."""
    rows = [event for event in record.events.values() if isinstance(event, ImportedRow)]
    if rows:
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        message = f"event {quoted(rows[0].id)}{more} came from a table and is of no type yet"
        hint = "choose a type ('timeline types' lists them), write it after 'type:' and add what it asks for"
        yield Problem(rows[0].where("type"), "untyped-row", message, hint, "warning")


def _default(value: object) -> str:
    """The word for "not known" that stands in the field: of a list its only one, of a quantity the word."""
    return str(getattr(value, "word", value[0] if isinstance(value, tuple) else value))
