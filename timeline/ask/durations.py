"""How long it took from one kind of event to another, over one case or many: ranges, and how many are not known.

A pair is an event and the nearest of the other kind that came of it, along relations and obligations; events that are
not joined are no pair, however near in time. An event without an answer counts as not known, and is never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.ask.elapsed import Elapsed, elapsed
from timeline.ask.links import Links
from timeline.dating import Dated
from timeline.kinds import KINDS
from timeline.problems import nearest


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events of one case and the days between them; ``b`` is empty where no second event is recorded."""

    case: str
    a: str
    b: str
    days: Elapsed

    def __str__(self) -> str:
        """In words."""
        return f"{self.case}: {self.a} → {self.b or 'nothing recorded'}: {self.days if self.b else 'not known'}"


@dataclass(frozen=True, slots=True)
class Durations:
    """Every pair, the range that holds all that are known, and their median as a range."""

    a: str
    b: str
    pairs: tuple[Pair, ...]

    @property
    def known(self) -> tuple[Pair, ...]:
        """The pairs with a least and a greatest number of days."""
        return tuple(pair for pair in self.pairs if pair.b and pair.days.known)

    @property
    def unknown(self) -> int:
        """How many first events have no second one, or no limit on the days to it."""
        return len(self.pairs) - len(self.known)

    @property
    def days(self) -> Elapsed:
        """The least and the most days of all known pairs; of a single pair its own, known or not."""
        if len(self.pairs) == 1:
            return self.pairs[0].days
        lows, highs = self._ends()
        return Elapsed(min(lows, default=None), max(highs, default=None))

    @property
    def median(self) -> Elapsed:
        """The range that the median of the known pairs must lie in."""
        lows, highs = self._ends()
        return Elapsed(_middle(lows, down=True), _middle(highs, down=False))

    def _ends(self) -> tuple[list[int], list[int]]:
        return (
            [pair.days.low for pair in self.known if pair.days.low is not None],
            [pair.days.high for pair in self.known if pair.days.high is not None],
        )

    def __str__(self) -> str:
        """One line a pair, and what several come to."""
        if not self.pairs:
            return f"{self.a} → {self.b}: no event to count from is recorded"
        if len(self.pairs) == 1:
            return str(self.pairs[0])
        total = f"{self.a} → {self.b}: {self.days}, median {self.median}"
        return "\n".join([*map(str, self.pairs), f"{total}; {len(self.known)} known, {self.unknown} not known"])


def durations(cases: Sequence[Dated], a: str, b: str) -> Durations:
    """The days from ``a`` to ``b``, each an event's id or a type, over one case or many.

    Two ids are measured as they are. A type stands for every event of it, or of a narrower one, that happened.
    KeyError, with the nearest names, for what is neither an event of any case nor a type.
    """
    for name in (a, b):
        _check(cases, name)
    return Durations(a, b, tuple(pair for dated in cases for pair in _pairs(dated, a, b)))


def _check(cases: Sequence[Dated], name: str) -> None:
    types = {one for kind in KINDS for one in kind.is_a()} | {
        one for dated in cases for event in dated.record.events.values() for one in event.is_a()
    }
    ids = {id_ for dated in cases for id_ in dated.record.events}
    if name not in types and name not in ids:
        raise KeyError(f"there is no event and no type {name!r}; {nearest(name, ids | types)}")


def _pairs(dated: Dated, a: str, b: str) -> Iterator[Pair]:
    events, case = dated.record.events, dated.record.head.case
    if a in events and b in events:
        yield Pair(case, a, b, elapsed(dated, a, b))
        return
    firsts, seconds = list(_meant(dated, a)), sorted(_meant(dated, b), key=lambda id_: _when(dated, id_))
    if not firsts:
        return
    answer = Links(dated.record).nearest(seconds)
    for first in firsts:
        _, second = answer.get(first, (0, ""))
        yield Pair(case, first, second, elapsed(dated, first, second) if second else Elapsed(None, None))


def _meant(dated: Dated, name: str) -> Iterable[str]:
    events = dated.record.events
    if name in events:
        return [name]
    return [event.id for event in events.values() if event.happened and name in event.is_a()]


def _when(dated: Dated, id_: str) -> tuple[date, date, str]:
    found = dated.intervals[id_]
    return found.earliest or date.min, found.latest or date.max, id_


def _middle(days: list[int], *, down: bool) -> int | None:
    """The median; between two middle ones the lower, or the upper, half day."""
    if not days:
        return None
    ordered, half = sorted(days), len(days) // 2
    if len(days) % 2:
        return ordered[half]
    both = ordered[half - 1] + ordered[half]
    return both // 2 if down else -(-both // 2)
