"""Which events of a case are meant: by id, type, family, actor, source, thread and time.

Where a date is uncertain an event counts for every day it may have been on: what is possible is never left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from timeline.dating import Dated
from timeline.model.block import references
from timeline.model.event import Event
from timeline.problems import UnknownNameError, nearest


def chosen(
    dated: Dated,
    *,
    events: Collection[str] | None = None,
    types: Collection[str] | None = None,
    families: Collection[str] | None = None,
    actors: Collection[str] | None = None,
    sources: Collection[str] | None = None,
    threads: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> frozenset[str]:
    """The ids of the events that answer to everything asked; what is None asks nothing.

    A type stands for its narrower types too. ``since`` and ``until`` keep what may lie on or after, and on or before,
    that day. UnknownNameError, with the nearest name, for an event, type, family, actor, source or
    thread nobody wrote.
    """
    record = dated.record
    written = record.events.values()
    _known("event", events, record.events)
    _known("type", types, [name for event in written for name in event.is_a()])
    _known("family", families, [type(event).family for event in written])
    _known("actor", actors, record.actors)
    _known("source", sources, record.sources)
    _known("thread", threads, record.head.threads)

    def meant(event: Event) -> bool:
        return (
            (events is None or event.id in events)
            and (types is None or any(name in types for name in event.is_a()))
            and (families is None or type(event).family in families)
            and (actors is None or any(actor in actors for _, actor in event.roles()))
            and (sources is None or any(one.id in sources for one in references(event) if one.to == "source"))
            and (threads is None or event.thread in threads)
            and _may_lie(dated, event.id, since, until)
        )

    return frozenset(event.id for event in written if meant(event))


def _may_lie(dated: Dated, event: str, since: date | None, until: date | None) -> bool:
    found = dated.intervals[event]
    first, last = found.earliest, found.end_latest
    return (since is None or last is None or last >= since) and (until is None or first is None or first <= until)


def _known(what: str, given: Collection[str] | None, known: Iterable[str]) -> None:
    names = set(known)
    for one in given or ():
        if one not in names:
            raise UnknownNameError(f"there is no {what} {one!r} in this case; {nearest(one, names)}")
