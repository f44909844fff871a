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
    for group in record.actors.values():
        if group.kind == "group" and group.size is None:
            message = f"group {quoted(group.id)} does not say its 'size': taken as not known"
            hint = "write the number a source gives, {min: 51}, 'several', or 'unknown' if none does"
            yield Problem(group.at, "left-out", message, hint, "info")


def in_a_thread(record: Record) -> Iterator[Problem]:
    """Where a case has threads, an event of none is in no story that readers can follow."""
    for event in record.events.values() if record.head.threads else ():
        if event.thread is None:
            message = f"event {quoted(event.id)} is in no thread, and this case has some"
            hint = f"write 'thread: {next(iter(record.head.threads))}', or another of the case's 'threads'"
            yield Problem(event.at, "no-thread", message, hint, "warning")


def conditions_are_open(record: Record) -> Iterator[Problem]:
    """What depends on something has not happened yet; once it has, the condition is part of what happened."""
    for event in record.events.values():
        if event.modality == "occurred" and event.conditions:
            message = f"event {quoted(event.id)} depends on something, and counts as having happened"
            hint = "write 'modality: conditional' or 'expected'; if it did happen, take 'conditions' out"
            yield Problem(event.where("conditions"), "not-conditional", message, hint, "warning")


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
