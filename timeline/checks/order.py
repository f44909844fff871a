"""Can the days stand in this order: of a source, of what is owed, of an appeal and its time, and within one day?

Only what is certain counts; days that may still fit pass. Contradictions among the claims about an event's own date are
the solver's to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from timeline.checks.relations import rings
from timeline.dating import Dated, Interval
from timeline.kinds.monitoring import Period
from timeline.model.event import Event
from timeline.model.evidence import Citation, Source
from timeline.model.obligation import Obligation
from timeline.model.record import Record
from timeline.model.relations import BY_NAME
from timeline.problems import At, Problem, quoted
from timeline.when.claims import parse_claim
from timeline.when.edtf import Edtf, parse_date
from timeline.when.words import day_words

_IN_ORDER = ("start_after_start", "start_after_end")


def sources_are_in_order(record: Record) -> Iterator[Problem]:
    """A source is made, then published, then read."""
    for source in record.sources.values():
        days = [(name, _read(getattr(source, name))) for name in ("created", "published", "accessed")]
        written = [(name, day) for name, day in days if day is not None]
        for (first, before), (second, after) in pairwise(written):
            if before.earliest and after.latest and after.latest < before.earliest:
                yield _of_source(source, first, second)


def sources_are_not_in_a_circle(record: Record) -> Iterator[Problem]:
    """What is made from something was there after it, so no source is made from itself, by way of others or not."""
    made = {
        id_: [one for one in source.derived_from if one in record.sources] for id_, source in record.sources.items()
    }
    for ring in rings(made):
        path = " → ".join(map(quoted, [*ring, ring[0]]))
        at = record.sources[ring[0]].where("derived_from")
        yield Problem(at, "circular-sources", f"sources are made from one another: {path}", "one of them came first")


def _of_source(source: Source, first: str, second: str) -> Problem:
    said = f"it was {second} {getattr(source, second)}, before it was {first} {getattr(source, first)}"
    return Problem(source.where(second), "impossible-order", f"source {quoted(source.id)}: {said}", "check both days")


def _read(day: str | None) -> Edtf | None:
    return parse_date(day) if day else None


def nothing_is_told_before(record: Record) -> Iterator[Problem]:
    """What somebody said or found was said or found by the day a source tells it."""
    for kind, id_, index, claim in record.claims():
        if claim.said_on:
            what = f"{kind} {quoted(id_)}: claim {index + 1} was said {claim.said_on}"
            yield from _told(record, what, claim.said_on, claim.cites, claim.where("said_on"))
    for duty in record.obligations.values():
        for finding in duty.assessments:
            if finding.date:
                what = f"obligation {quoted(duty.id)}: {quoted(finding.assessor)} found this {finding.date}"
                yield from _told(record, what, finding.date, finding.cites, finding.where("date"))


def _told(record: Record, what: str, when: str, cites: Sequence[Citation], at: At) -> Iterator[Problem]:
    day = parse_claim(when).date
    sources = [record.sources[cite.source] for cite in cites if cite.source in record.sources]
    published = [source.published_on.latest for source in sources if source.published_on]
    last = max((published_day for published_day in published if published_day), default=None)
    if day and day.earliest and last and day.earliest > last and len(published) == len(cites):
        message = f"{what}, and {quoted(sources[0].id)} told it by {day_words(last)}"
        yield Problem(at, "impossible-order", message, "check both days")


def periods_are_over(dated: Dated) -> Iterator[Problem]:
    """A report on a period comes once it is over, and a period begins before it ends."""
    for event in dated.record.events.values():
        period = getattr(event, "period", None)
        if not isinstance(period, Period) or not event.happened:
            continue
        start, end = (parse_claim(text).date for text in (period.start, period.end))
        days = dated.intervals[event.id]
        latest = days.end_latest or days.latest
        what = f"event {quoted(event.id)}: the period it reports on ends {period.end}"
        if start and end and start.earliest and end.latest and start.earliest > end.latest:
            message = f"{what}, and begins {period.start}"
            yield Problem(event.where("period", "start"), "impossible-order", message, "turn them round, or check both")
        elif end and end.earliest and latest and end.earliest > latest:
            message = f"{what}, after the report itself ({days})"
            yield Problem(event.where("period", "end"), "impossible-order", message, "check both days")


def duties_are_in_order(dated: Dated) -> Iterator[Problem]:
    """Nothing is due, met, ended or looked for before it began to be owed."""
    met: dict[str, list[tuple[str, At]]] = {}
    for event in dated.record.events.values():
        for fulfils in event.fulfils:
            if event.happened:
                met.setdefault(fulfils.obligation, []).append((event.id, fulfils.at))
    for duty in dated.record.obligations.values():
        created, due = dated.intervals.get(duty.created_by), dated.dues.get(duty.id)
        yield from _stays(dated, duty)
        yield from _until(duty, due)
        if created is None or created.earliest is None:
            continue
        if due and due.latest and due.latest < created.earliest:
            yield _early(duty, "is due", due, created, duty.where("due"))
        for id_, at in met.get(duty.id, []):
            yield from _event(dated, duty, created, id_, "is met by", at)
        for closing in duty.closed_by:
            how = {"stays": "is stayed", "resumes": "is resumed"}.get(closing.how, "is ended")
            yield from _event(dated, duty, created, closing.event, f"{how} by", closing.at)
        checked = _read(duty.last_checked)
        if checked and checked.latest and checked.latest < created.earliest:
            yield _early(duty, f"was last checked {duty.last_checked}", None, created, duty.where("last_checked"))


def _stays(dated: Dated, duty: Obligation) -> Iterator[Problem]:
    """A stay is not lifted before it began."""
    for stay, lift in pairwise(closing for closing in duty.closed_by if closing.how in ("stays", "resumes")):
        began, lifted = dated.intervals.get(stay.event), dated.intervals.get(lift.event)
        if not (lift.how == "resumes" and began and began.earliest and lifted and lifted.latest):
            continue
        if lifted.latest < began.earliest:
            said = f"{quoted(lift.event)} ({lifted}), before {quoted(stay.event)} stayed it ({began})"
            message = f"obligation {quoted(duty.id)} is resumed by {said}"
            yield Problem(lift.at, "impossible-order", message, "check both days, and which event is which")


def _until(duty: Obligation, due: Interval | None) -> Iterator[Problem]:
    """The last due day is not before the first."""
    last = parse_date(duty.due.until).latest if duty.due.until else None
    if last and due and due.earliest and last < due.earliest:
        message = f"obligation {quoted(duty.id)} is first due {due}, after 'until' {duty.due.until}"
        yield Problem(duty.due.where("until"), "impossible-order", message, "check both days")


def _event(dated: Dated, duty: Obligation, created: Interval, id_: str, how: str, at: At) -> Iterator[Problem]:
    found = dated.intervals.get(id_)
    if found and found.latest and created.earliest and found.latest < created.earliest and id_ != duty.created_by:
        yield _early(duty, f"{how} {quoted(id_)}", found, created, at)


def _early(duty: Obligation, said: str, when: Interval | None, created: Interval, at: At) -> Problem:
    shown = f" ({when})" if when else ""
    message = f"obligation {quoted(duty.id)} {said}{shown}, before {quoted(duty.created_by)} created it ({created})"
    return Problem(at, "impossible-order", message, "check both days, and which event creates the obligation")


def appeals_are_in_time(dated: Dated) -> Iterator[Problem]:
    """An appeal certainly later than its window says so; a forum may still have heard it."""
    for event in dated.record.events.values():
        for since, window, at in windows(event):
            target, here = dated.intervals.get(since), dated.intervals[event.id]
            last = (target.end_latest or target.latest) if target else None
            if last is None or here.earliest is None or here.earliest.toordinal() - last.toordinal() <= window:
                continue
            ran_out = day_words(last + timedelta(days=window))
            message = f"event {quoted(event.id)} ({here}) came after the time that ran from {quoted(since)}"
            hint = f"{window} days end on {ran_out} at the latest; check them, or accept this"
            yield Problem(at, "late-appeal", message, hint, "warning")


def windows(event: Event) -> Iterator[tuple[str, int, At]]:
    """The times allowed for an event: from which event, how many days, and where that is written."""
    for link in event.appeals:
        if link.window_days is not None:
            yield link.event, link.window_days, link.at
    within = getattr(event, "filed_within", None)
    days, since = getattr(within, "window_days", None), getattr(within, "from_event", None)
    if days is not None and since is not None:
        yield since, days, event.where("filed_within")


def times_of_one_day(dated: Dated) -> Iterator[Problem]:
    """On one day a later event has no earlier time, by ``after_same_day`` or by what it answers."""
    record = dated.record
    yield from _two_times(record)
    if not any(event.time for event in record.events.values()):
        return
    before = {event.id: [o for o in event.after_same_day if o in record.events] for event in record.events.values()}
    try:
        order = list(TopologicalSorter(before).static_order())
    except CycleError:
        return  # a circle is reported as such
    latest: dict[str, tuple[str, str]] = {}
    for id_ in order:
        event = record.events[id_]
        earlier = max((latest[other] for other in before[id_] if other in latest), default=None)
        if earlier and event.time and event.time < earlier[0]:
            yield _times(id_, event.time, earlier, event.where("time"))
        if event.time and (earlier is None or event.time >= earlier[0]):
            earlier = (event.time, id_)
        if earlier:
            latest[id_] = earlier
    for event in (event for event in record.events.values() if event.time):
        for name, _, link in event.links():
            other = record.events.get(link.event)
            if other is None or not event.time or not other.time or BY_NAME[name].rule not in _IN_ORDER:
                continue
            if event.time < other.time and _day(dated, event.id) == _day(dated, other.id) is not None:
                yield _times(event.id, event.time, (other.time, other.id), event.where("time"))


def _two_times(record: Record) -> Iterator[Problem]:
    """An event of one day has one time of day, in ``time`` or with its date."""
    for event in record.events.values():
        written = [(claim.read.date.time, claim.at) for claim in event.when if claim.read.date and claim.read.date.time]
        first = event.time or (written[0][0] if written else "")
        for time, at in written:
            if time[:5] != first[:5]:
                message = f"event {quoted(event.id)} is at {first}, and at {time}"
                yield Problem(at, "same-day-order", message, "keep the time that the better source gives")


def _times(id_: str, time: str, earlier: tuple[str, str], at: At) -> Problem:
    message = (
        f"event {quoted(id_)} is at {time} and comes after {quoted(earlier[1])}, which is at {earlier[0]} that day"
    )
    return Problem(at, "same-day-order", message, "check both times, or turn 'after_same_day' round")


def _day(dated: Dated, id_: str) -> date | None:
    interval = dated.intervals[id_]
    return interval.earliest if interval.earliest == interval.latest else None
