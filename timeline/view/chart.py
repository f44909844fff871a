"""What the chart shows: a mark an event, lanes by body, actor, family and thread, links, and what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from timeline.ask.obligations import Standing
from timeline.ask.silences import silences
from timeline.dating import Dated, possible_days
from timeline.kinds import FAMILIES
from timeline.model.block import say
from timeline.model.event import Event
from timeline.view.gaps import MOST, gaps_of
from timeline.view.model import Chart, Lane, Link, Mark, Stretch
from timeline.view.tongue import Tongue, tongue
from timeline.when.words import days_words

_UNPLACED = "other"
_ACTORS = 12
"""Lanes by actor; where there are more, those with one event each share the last."""
_OWED_WEIGHT = 3
"""What an obligation counts for, where a relation counts for one."""


def chart_of(dated: Dated, order: Iterable[str], standings: Iterable[Standing], as_of: date, language: str) -> Chart:
    """The chart of a dated record, its marks in reading order."""
    ids, words = list(order), tongue(language)
    shown = set(ids)
    links = tuple(link for link in _links(dated, words) if {link.earlier, link.later} <= shown)
    weight = Counter(id_ for link in links for id_ in (link.earlier, link.later))
    for obligation in dated.record.obligations.values():
        weight[obligation.created_by] += _OWED_WEIGHT
    marks = tuple(_mark(dated, id_, weight[id_], language) for id_ in ids)
    start, end = _axis(marks, as_of)
    lanes, lane_of = _lanes(dated, ids, words)
    silent = silences(dated, as_of, len(dated.record.events) + 1) if len(ids) <= MOST else ()
    return Chart(
        marks=marks,
        links=links,
        stretches=tuple(_stretches(dated, standings, as_of, words, {mark.event: mark for mark in marks})),
        lanes=lanes,
        lane_of=lane_of,
        start=start,
        end=end,
        as_of=as_of,
        gaps=gaps_of(marks, silent, as_of, words) if len(ids) <= MOST else (),
    )


def _mark(dated: Dated, id_: str, weight: int, language: str) -> Mark:
    event, found = dated.record.events[id_], dated.intervals[id_]
    return Mark(
        event=id_,
        label=say(event.label, language) or say(event.title, language),
        family=type(event).family,
        modality=event.modality,
        span=found.span,
        earliest=found.earliest,
        latest=found.latest,
        end_earliest=found.end_earliest,
        end_latest=found.end_latest,
        ongoing=found.ongoing,
        end_unknown=found.end_unknown,
        doubtful=found.doubtful,
        words=found.words(language),
        days=possible_days(dated, id_),
        weight=weight,
    )


def _axis(marks: tuple[Mark, ...], as_of: date) -> tuple[date, date]:
    """From the first bound to the last, the as-of day included, with a margin that keeps marks off the edges."""
    days = [d for m in marks for d in (m.earliest, m.latest, m.end_earliest, m.end_latest) if d is not None]
    first, last = min([*days, as_of]), max([*days, as_of])
    margin = max(7, (last - first).days // 20)
    low = max(first.toordinal() - margin, date.min.toordinal())
    high = min(last.toordinal() + margin, date.max.toordinal())
    return date.fromordinal(low), date.fromordinal(high)


def _lanes(
    dated: Dated, ids: list[str], words: Tongue
) -> tuple[dict[str, tuple[Lane, ...]], dict[str, dict[str, str]]]:
    """The ways to sort marks into bands; lanes come in the order of their first event."""
    record = dated.record
    bodies = {id_: _body(dated, record.events[id_], words) for id_ in ids}
    ways: dict[str, dict[str, tuple[str, str]]] = {"body": bodies, "actor": _actors(dated, ids, words)}
    rank = {family: index for index, (family, _) in enumerate(FAMILIES)}
    families = {id_: type(record.events[id_]).family for id_ in ids}
    ways["family"] = {
        id_: (family, words.family(family) if family in rank else words("lane_other"))
        for id_, family in families.items()
    }
    if record.head.threads:
        ways["thread"] = {
            id_: (
                record.events[id_].thread or _UNPLACED,
                say(record.head.threads.get(record.events[id_].thread or ""), words.language) or words("lane_other"),
            )
            for id_ in ids
        }
    lanes = {way: tuple(Lane(*pair) for pair in dict.fromkeys(of[id_] for id_ in ids)) for way, of in ways.items()}
    lanes["actor"] = tuple(sorted(lanes["actor"], key=lambda lane: lane.id == _UNPLACED))
    lanes["family"] = tuple(sorted(lanes["family"], key=lambda lane: rank.get(lane.id, len(rank))))
    return lanes, {way: {id_: of[id_][0] for id_ in ids} for way, of in ways.items()}


def _actors(dated: Dated, ids: list[str], words: Tongue) -> dict[str, tuple[str, str]]:
    """The band of each event's first actor, whoever it belongs to; of too many the rare ones share one."""
    first = {id_: next((actor for _, actor in dated.record.events[id_].roles()), "") for id_ in ids}
    count = Counter(first.values())
    rank = {actor: place for place, (actor, _) in enumerate(count.most_common())}
    own = {actor for actor in rank if actor and (len(count) <= _ACTORS or (count[actor] > 1 and rank[actor] < _ACTORS))}
    labels = {actor: dated.record.actor_label(actor, words.language) for actor in own}
    rest = (_UNPLACED, words("lane_other"))
    return {id_: (actor, labels[actor]) if actor in own else rest for id_, actor in first.items()}


def _body(dated: Dated, event: Event, words: Tongue) -> tuple[str, str]:
    """The band of the event's first actor: what the actor says, else the body it belongs to, else its own."""
    for _, actor in event.roles():
        here: str | None = actor
        seen: set[str] = set()
        own = ""
        while here and here in dated.record.actors and here not in seen:
            seen.add(here)
            found = dated.record.actors[here]
            if found.lane is not None:
                label = say(found.lane, words.language)
                return _slug(label), label
            own = here
            here = found.within or found.office
        if own:
            return own, dated.record.actor_label(own, words.language)
    return _UNPLACED, words("lane_other")


def _slug(label: str) -> str:
    return "".join(ch if ch.isalnum() else "-" for ch in label.casefold()).strip("-") or _UNPLACED


def _links(dated: Dated, tongue: Tongue) -> Iterable[Link]:
    """Drawn from the earlier event to the later one, so that reading follows time."""
    for event in dated.record.events.values():
        for name, _, link in event.links():
            if link.event not in dated.record.events:
                continue
            later, earlier = (link.event, event.id) if name == "announces" else (event.id, link.event)
            yield Link(earlier, later, name, tongue.relation(name, inverse=name == "announces"))


def _stretches(
    dated: Dated, standings: Iterable[Standing], as_of: date, words: Tongue, marks: dict[str, Mark]
) -> Iterable[Stretch]:
    """What is still owed; the first that began on its event's own days follows the event's mark, others are named."""
    for found in standings:
        since_latest = found.since[1]
        if not found.is_open or since_latest is None or since_latest >= as_of - timedelta(days=1):
            continue
        obligation = dated.record.obligations[found.id]
        low, high = found.days_open or (None, None)
        label = words("stretch", days=days_words(low, high, words.language))
        mark = marks.get(obligation.created_by)
        follows = mark is not None and not mark.span and (mark.earliest, mark.latest) == found.since
        if follows:
            del marks[obligation.created_by]
        else:
            label = words("stretch_named", name=say(obligation.label, words.language), open=label)
        yield Stretch(
            obligation=found.id,
            event=obligation.created_by,
            label=label,
            since_earliest=found.since[0],
            since_latest=since_latest,
            until=as_of,
            disputed=found.disputed,
            follows=follows,
        )
