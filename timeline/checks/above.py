"""What is said of an actor by the body it is within: the first answer on the way up, each way walked once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from timeline.model.actors import Actor
from timeline.model.record import Record

T = TypeVar("T")


class Above(Generic[T]):
    """Ask an actor, then the body it is within or the office it holds, and so on up, until one has an answer.

    Answers are remembered, so that asking for every actor of a long chain costs no more than the chain.
    """

    def __init__(self, record: Record, ask: Callable[[Actor], T | None]) -> None:
        self._record, self._ask = record, ask
        self._known: dict[str, T | None] = {}

    def __call__(self, actor: str) -> T | None:
        """The first answer at or above an actor; None if there is none, also where actors lie within one another."""
        way: dict[str, None] = {}
        here: str | None = actor
        found: T | None = None
        while here and here in self._record.actors and here not in way:
            if here in self._known:
                found = self._known[here]
                break
            way[here] = None
            found = self._ask(self._record.actors[here])
            if found is not None:
                break
            here = self._record.actors[here].within or self._record.actors[here].office
        self._known.update(dict.fromkeys(way, found))
        return found
