"""What led to an event, and what came of it, link by link, each with its own words and days."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.ask.links import Links, Step
from timeline.dating import Dated
from timeline.model.block import say
from timeline.problems import nearest


@dataclass(frozen=True, slots=True)
class Place:
    """One event or obligation on a chain: how it was reached, and in how many steps."""

    id: str
    title: str
    when: str
    """Its days in words; for an obligation those on which it was created."""
    modality: str
    """The event's modality; "obligation" for an obligation."""
    depth: int
    by: Step | None = None

    def __str__(self) -> str:
        """One line, indented by its depth."""
        said = f" ({self.by.detail})" if self.by and self.by.detail else ""
        link = f"{self.by.words}{said}: " if self.by else ""
        note = "" if self.modality == "occurred" else f" [{self.modality.replace('_', ' ')}]"
        return f"{'  ' * self.depth}{link}{self.id} · {self.title} · {self.when}{note}"


@dataclass(frozen=True, slots=True)
class Chain:
    """What one event or obligation rests on, and what came of it; each other one stands where it is nearest."""

    of: Place
    led_here: tuple[Place, ...]
    came_of_it: tuple[Place, ...]

    def __str__(self) -> str:
        """A tree both ways."""
        back = ["what led here:", *map(str, self.led_here)] if self.led_here else ["nothing recorded led here"]
        on = ["what came of it:", *map(str, self.came_of_it)] if self.came_of_it else ["nothing recorded came of it"]
        return "\n".join([str(self.of), *back, *on])


def chain(dated: Dated, id_: str, most: int | None = None) -> Chain:
    """The chain through an event or an obligation; ``most`` limits the steps each way.

    KeyError, with the nearest names, for an unknown id.
    """
    record = dated.record
    if id_ not in record.events and id_ not in record.obligations:
        known = [*record.events, *record.obligations]
        raise KeyError(f"there is no event and no obligation {id_!r}; {nearest(id_, known)}")
    links = Links(record)
    return Chain(place(dated, id_), walk(dated, links.back, id_, most), walk(dated, links.on, id_, most))


def walk(
    dated: Dated,
    steps: Mapping[str, Sequence[Step]],
    start: str,
    most: int | None = None,
    follow: Callable[[Step], bool] = lambda _: True,
) -> tuple[Place, ...]:
    """A tree in the order one reads it: each place below the one it is nearest to, those of one level in time."""
    below: dict[str, list[Step]] = {}
    seen, queue = {start}, deque([(start, 0)])
    while queue:
        here, depth = queue.popleft()
        if most is not None and depth >= most:
            continue
        for step in sorted(steps.get(here, ()), key=lambda step: (_day(dated, step.end), step.end)):
            if step.end not in seen and _known(dated, step.end) and follow(step):
                seen.add(step.end)
                below.setdefault(here, []).append(step)
                queue.append((step.end, depth + 1))
    found: list[Place] = []
    stack = [(step, 1) for step in reversed(below.get(start, ()))]
    while stack:
        step, depth = stack.pop()
        found.append(place(dated, step.end, depth, step))
        stack += [(next_, depth + 1) for next_ in reversed(below.get(step.end, ()))]
    return tuple(found)


def _known(dated: Dated, id_: str) -> bool:
    return id_ in dated.record.events or id_ in dated.record.obligations


def _event_of(dated: Dated, id_: str) -> str:
    return id_ if id_ in dated.record.events else dated.record.obligations[id_].created_by


def _day(dated: Dated, id_: str) -> date:
    found = dated.intervals.get(_event_of(dated, id_)) if _known(dated, id_) else None
    return (found.earliest or found.latest or date.max) if found else date.max


def place(dated: Dated, id_: str, depth: int = 0, by: Step | None = None) -> Place:
    """An event or obligation as a place on a chain."""
    record, language = dated.record, dated.record.head.language
    event = record.events.get(id_)
    title = say(event.title if event else record.obligations[id_].label, language)
    when = dated.intervals[_event_of(dated, id_)].short(language)
    return Place(id_, title, when, event.modality if event else "obligation", depth, by)
