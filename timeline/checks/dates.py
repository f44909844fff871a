"""Can the order that the record claims be true?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dating import Dated
from timeline.model.relations import BY_NAME
from timeline.problems import Problem, quoted


def announcements_come_first(dated: Dated) -> Iterator[Problem]:
    """What is announced normally comes after the announcement; where it certainly does not, that is worth a look."""
    for event in dated.record.events.values():
        for link in event.announces:
            target = dated.intervals.get(link.event)
            here = dated.intervals[event.id]
            if target and target.latest and here.earliest and target.latest < here.earliest:
                message = (
                    f"event {quoted(event.id)} ({here}) announces {quoted(link.event)} ({target}), which came before it"
                )
                hint = f"if it only tells of it, write 'concerns'; {BY_NAME['announces'].definition.lower()}"
                yield Problem(link.at, "announced-after", message, hint, "warning")


def dates_known(dated: Dated) -> Iterator[Problem]:
    """An event without any bound cannot be placed; an editor should know."""
    for id_, interval in dated.intervals.items():
        event = dated.record.events[id_]
        if event.happened and not (
            interval.earliest or interval.latest or interval.end_earliest or interval.end_latest
        ):
            message = f"event {quoted(id_)} has no bound in time at all"
            yield Problem(event.where("when"), "undated", message, "cite a source with a publication day", "warning")
