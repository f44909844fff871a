"""How the events and obligations of a case hang together, read both ways: what something rests on, what came of it.

One table for every question that follows relations. ``announces`` is turned round, since the announcement comes first;
``same_as`` has no direction and is left out. Knows nothing of dates.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.model.record import Record
from timeline.model.relations import BY_NAME, Link

Row = tuple[str, str, str, str, str, str]
"""The later id, the earlier id, the relation, its words, its inverse's words, its attributes."""
_CLOSES = {
    "fulfils": "fulfilled by",
    "waives": "given up by",
    "supersedes": "replaced by",
    "stays": "suspended by",
    "resumes": "resumed by",
    "expires": "run out by",
    "refuses": "refused by",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One link from ``start`` to ``end``, with its words as read from the start."""

    start: str
    end: str
    relation: str
    words: str
    detail: str = ""
    """The relation's own attributes where they say more than its words: "effect: overturns"."""


class Links:
    """Every link of a record by the id it starts from: ``back`` in time, and ``on``."""

    def __init__(self, record: Record) -> None:
        self.back: dict[str, list[Step]] = {}
        self.on: dict[str, list[Step]] = {}
        for later, earlier, relation, words, inverse, detail in _rows(record):
            self.back.setdefault(later, []).append(Step(later, earlier, relation, words, detail))
            self.on.setdefault(earlier, []).append(Step(earlier, later, relation, inverse, detail))

    def nearest(self, goals: Iterable[str]) -> dict[str, tuple[int, str]]:
        """For every id from which a goal can be reached going on: how many steps, and the goal nearest to it.

        Of goals equally near, the one named first; a goal itself counts from what comes after it.
        """
        found: dict[str, tuple[int, str]] = {}
        queue = deque((goal, 0, goal) for goal in goals)
        ranks = {goal: rank for rank, (goal, _, _) in enumerate(queue)}
        seen: set[str] = set()
        while queue:
            here, steps, goal = queue.popleft()
            if here in seen:
                continue
            seen.add(here)
            for step in self.back.get(here, ()):
                best = found.get(step.end)
                if best is None or (steps + 1, ranks[goal]) < (best[0], ranks[best[1]]):
                    found[step.end] = (steps + 1, goal)
                queue.append((step.end, steps + 1, goal))
        return found


def _rows(record: Record) -> Iterator[Row]:
    for event in record.events.values():
        for name, _, link in event.links():
            relation = BY_NAME[name]
            if name == "announces":
                yield link.event, event.id, name, relation.inverse, relation.words, ""
            elif name != "same_as":
                yield event.id, link.event, name, relation.words, relation.inverse, _detail(link)
        for condition in event.conditions:
            if first := condition.event or condition.obligation:
                yield event.id, first, "condition", "depends on", "a condition of", ""
        for met in event.fulfils:
            extent = "" if met.extent == "full" else f"extent: {met.extent}"
            yield event.id, met.obligation, "fulfils", "fulfils", "fulfilled by", extent
    for owed in record.obligations.values():
        yield owed.id, owed.created_by, "created_by", "owed since", "created the obligation", ""
        for condition in owed.conditions:
            if first := condition.event or condition.obligation:
                yield owed.id, first, "condition", "depends on", "a condition of", ""
        for closing in owed.closed_by:
            yield closing.event, owed.id, closing.how, closing.how, _CLOSES[closing.how], ""
        if owed.consequence:
            yield owed.consequence, owed.id, "consequence", "said to follow from", "said to lead to", ""


def _detail(link: Link) -> str:
    """The attributes that say more than the relation's words: those that are not the default."""
    fields = type(link).model_fields
    said = [f"{name}: {value}" for name, value in link.attributes().items() if value != fields[name].default]
    return ", ".join(said)
