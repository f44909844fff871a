"""Can the order that the record claims be true?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dating import Dated
from timeline.model.relations import BY_NAME
from timeline.problems import Problem, quoted
from timeline.when.edtf import parse_date


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
    torn = {reason.event for conflict in dated.conflicts for reason in conflict.reasons}
    for id_, interval in dated.intervals.items():
        event = dated.record.events[id_]
        if (
            id_ not in torn
            and event.happened
            and not (interval.earliest or interval.latest or interval.end_earliest or interval.end_latest)
        ):
            message = f"event {quoted(id_)} has no bound in time at all"
            yield Problem(event.where("when"), "undated", message, "cite a source with a publication day", "warning")


def nothing_after_the_record(dated: Dated) -> Iterator[Problem]:
    """What happened, and what reports it, is no later than the day the record was brought up to date."""
    as_of = parse_date(dated.record.head.as_of).latest
    if as_of is None:
        return
    for source in dated.record.sources.values():
        if source.published_on and source.published_on.earliest and source.published_on.earliest > as_of:
            message = f"source {quoted(source.id)} was published on {source.published}, after the record's as_of"
            yield Problem(
                source.where("published"), "after-as-of", message, "check the day, or move 'as_of'", "warning"
            )
    for correction in dated.record.head.corrections:
        if (day := parse_date(correction.date).earliest) and day > as_of:
            message = f"a correction is of {correction.date}, after the record's as_of"
            yield Problem(correction.where("date"), "after-as-of", message, "check the day, or move 'as_of'", "warning")
    for duty in dated.record.obligations.values():
        checked = parse_date(duty.last_checked).earliest if duty.last_checked else None
        if checked and checked > as_of:
            message = f"obligation {quoted(duty.id)} was last checked {duty.last_checked}, after the record's as_of"
            yield Problem(
                duty.where("last_checked"), "after-as-of", message, "check the day, or move 'as_of'", "warning"
            )
    for id_, interval in dated.intervals.items():
        event = dated.record.events[id_]
        settled = event.happened or event.modality == "did_not_occur"
        if settled and interval.earliest and interval.earliest > as_of:
            said = "have happened" if event.happened else "not have happened"
            message = f"event {quoted(id_)} ({interval}) is said to {said} after the record's as_of"
            hint = "check the date, move 'as_of', or write 'modality: expected'"
            yield Problem(event.where("when"), "after-as-of", message, hint, "warning")
