"""What came of an allegation later, for a card that would otherwise stand alone: no charge without its dismissal.

A page may show less than the case knows: what had been published by a day, or what a filter leaves. Whatever it leaves
out, the newest decision on an allegation comes along in words. Knows nothing of how cards look.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.checks.adverse import about, is_adverse
from timeline.dating import Dated
from timeline.view.words import title_of

_DECIDES = ("rules_on", "alters")


def later(whole: Dated, shown: Mapping[str, object], language: str) -> dict[str, tuple[str, str, str]]:
    """By event that counts against somebody: the newest decision on it as (id, title, date in words), unless the card
    of the event links to it anyway. The id is empty where that decision is not among the ``shown`` events.
    """
    into: dict[str, list[str]] = {}
    for event in whole.record.events.values():
        for name in _DECIDES:
            for link in getattr(event, name):
                if event.happened:
                    into.setdefault(link.event, []).append(event.id)
    found: dict[str, tuple[str, str, str]] = {}
    for id_ in shown:
        event = whole.record.events[id_]
        if not (event.happened and id_ in into and is_adverse(event) and about(whole.record, event)):
            continue
        newest = max(_reached(id_, into), default="", key=lambda other: (_day(whole, other), other))
        if newest and (newest not in into[id_] or newest not in shown):
            words = whole.intervals[newest].short(language)
            found[id_] = (newest if newest in shown else "", title_of(whole.record, newest, language), words)
    return found


def _reached(start: str, into: Mapping[str, list[str]]) -> set[str]:
    """Every decision on an event, and on those decisions."""
    found: set[str] = set()
    waiting = list(into.get(start, ()))
    while waiting:
        id_ = waiting.pop()
        if id_ not in found and id_ != start:
            found.add(id_)
            waiting += into.get(id_, ())
    return found


def _day(dated: Dated, id_: str) -> int:
    interval = dated.intervals[id_]
    day = interval.earliest or interval.latest
    return day.toordinal() if day else 0
