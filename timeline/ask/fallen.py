"""Decisions that were set aside, and what still stands downstream of them, as of a day.

A decision has fallen once an event that certainly occurred overturned or vacated it, and that event has not fallen
itself. What rests on it stands all the same until somebody undoes it: that is what is listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter

from timeline.ask.chains import Place, place, walk
from timeline.ask.evidence import Ledger
from timeline.ask.links import Links, Step
from timeline.ask.obligations import standing
from timeline.dating import Dated

UNDOES = {"overturns": "overturned", "vacates": "vacated"}
"""The effects of ``alters`` after which a decision stands no more."""
_RESTS_ON = ("implements", "enforces", "results_from", "created_by", "fulfils", "part_of")
"""The relations by which something rests on a decision, rather than being about it."""
_ENDED = ("superseded", "waived", "expired", "refused")


@dataclass(frozen=True, slots=True)
class Fallen:
    """A decision that was set aside, by what, and what rests on it and still stands."""

    of: Place
    how: str
    """overturned or vacated."""
    by: str
    standing: tuple[Place, ...]
    """Events and obligations that rest on it and were not undone themselves, in the order they follow from it."""

    def __str__(self) -> str:
        """The decision, and what it leaves standing."""
        left = map(str, self.standing) if self.standing else ["  nothing recorded rests on it"]
        return "\n".join([f"{self.of} – {self.how} by {self.by}", *left])


def fallen(dated: Dated, as_of: date) -> tuple[Fallen, ...]:
    """Every decision that had certainly been set aside by the day, with what it left standing."""
    down = _down(dated, Ledger(dated, as_of))
    if not down:
        return ()
    links = Links(dated.record)
    ended = {one.id for one in standing(dated, as_of) if one.status in _ENDED}

    def rests(step: Step) -> bool:
        return step.relation in _RESTS_ON and step.end not in down and step.end not in ended

    return tuple(
        Fallen(place(dated, id_), UNDOES[effect], by, walk(dated, links.on, id_, follow=rests))
        for id_, (by, effect) in down.items()
    )


def _down(dated: Dated, ledger: Ledger) -> dict[str, tuple[str, str]]:
    """What has fallen: its id, and by which event with which effect; in the order of the case."""
    events = dated.record.events
    undone: dict[str, list[tuple[str, str]]] = {}
    for event in events.values():
        for link in event.alters:
            if link.effect in UNDOES and ledger.certain(event.id):
                undone.setdefault(link.event, []).append((event.id, link.effect))
    order = TopologicalSorter({id_: [by for by, _ in ways] for id_, ways in undone.items()}).static_order()
    down: dict[str, tuple[str, str]] = {}
    for id_ in order:
        left = [way for way in undone.get(id_, ()) if way[0] not in down]
        if left:
            down[id_] = left[0]
    return {id_: down[id_] for id_ in events if id_ in down}
