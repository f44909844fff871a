"""Why a bound is what it is: the shortest chain of claims that yields it, found over the solved network.

Searches backwards over tight steps, fewest claims first; the order in which the solver happened to find a bound plays
no part. Knows the network and its reasons, nothing of how they are shown.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import date

import numpy as np

from timeline.dating.arcs import FAR, NO_LEAST, NO_MOST, Days
from timeline.dating.claims import Reason
from timeline.dating.dated import Dated, reason_words
from timeline.dating.daysets import DaySet, nearest_of_all
from timeline.dating.propagate import Half
from timeline.dating.solver import derivation


@dataclass(frozen=True, slots=True)
class Because:
    """One bound of an event, and the chain of reasons for it, from a stated date to the event."""

    bound: str
    """earliest, latest, end_earliest or end_latest."""
    day: date | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """Why an event's dates are what they are."""

    event: str
    words: str
    because: tuple[Because, ...]
    dated: Dated

    def reasons(self) -> tuple[Reason, ...]:
        """Every reason of every bound, each once, in the order a reader needs them: the event's own claims first."""
        found = dict.fromkeys(reason for because in self.because for reason in reversed(because.reasons))
        return tuple(sorted(found, key=lambda r: (r.event != self.event, r.kind == "published")))

    def nothing(self) -> str:
        """What to say of a bound that no chain of claims yields."""
        if any(reason.event == self.event for conflict in self.dated.conflicts for reason in conflict.reasons):
            return "claims that would bound it contradict others, and are set aside"
        return "nothing that is written bounds it"

    def __repr__(self) -> str:
        """The same as in print: a notebook shows it as it is."""
        return str(self)

    def __str__(self) -> str:
        """As text, one line a bound and one a step."""
        lines = [f"{self.event}: {self.words}"]
        for because in self.because:
            day = because.day.isoformat() if because.day else "no bound"
            lines.append(f"  {because.bound.replace('_', ' ')}: {day}")
            for reason in because.reasons:
                at = f"  [{reason.at}]" if reason.at.file else ""
                lines.append(f"    {reason_words(self.dated.record, reason)}{at}")
            if not because.reasons:
                lines.append(f"    {self.nothing()}")
        return "\n".join(lines)


def explain(dated: Dated, event: str) -> Explanation:
    """The shortest chains of claims behind each bound of one event; KeyError for an unknown id."""
    interval = dated.intervals[event]
    start, end = dated.compiled.starts[event], dated.compiled.ends[event]
    bounds = [("earliest", start, False, interval.earliest), ("latest", start, True, interval.latest)]
    if interval.span:
        bounds += [("end_earliest", end, False, interval.end_earliest), ("end_latest", end, True, interval.end_latest)]
    because = tuple(
        Because(name, day, _chain(dated, point, upper) if day else ()) for name, point, upper, day in bounds
    )
    return Explanation(event, interval.words(dated.record.head.language), because, dated)


def _chain(dated: Dated, point: int, upper: bool) -> tuple[Reason, ...]:
    half = dated.solution.steps.halves[0 if upper else 1]
    days = dated.solution.latest if upper else dated.solution.earliest
    claims = chain(half, days, point)
    if not claims and point:
        claims = derivation(dated.solution.steps, point, upper=upper)
    return tuple(dict.fromkeys(dated.compiled.reasons[claim] for claim in claims))


def chain(half: Half, days: Days, point: int) -> list[int]:
    """The claims on the shortest tight path from the origin to a point; empty if its bound is the origin's."""
    via: dict[int, tuple[int, tuple[int, ...]]] = {}
    done: set[int] = set()
    queue: list[tuple[int, int, int, tuple[int, ...]]] = [(0, point, -1, ())]
    while queue:
        cost, here, came_from, by = heapq.heappop(queue)
        if here in done:
            continue
        done.add(here)
        via[here] = (came_from, by)
        if here == 0:
            break
        arcs = half.into[half.into_first[here] : half.into_first[here + 1]]
        bound, tails = int(_value(half, days[here])), _value(half, days[half.tail[arcs]])
        arcs, tails = arcs[tails < FAR], tails[tails < FAR]
        reach = half.step(arcs, tails)
        sets = half.sets.get(here, [])
        for arc, got in zip(arcs.tolist(), reach.tolist(), strict=True):
            tail, claim = int(half.tail[arc]), int(half.claim[arc])
            needs = (claim,) if got == bound else tuple(dict.fromkeys((claim, *(one for _, one in sets))))
            if tail not in done and (got == bound or (sets and _moved(half, sets, got) == bound)):
                heapq.heappush(queue, (cost + len(needs), tail, here, needs))
    claims: list[int] = []
    here = 0
    while here != point and here in via:
        here, needed = via[here]
        claims += needed
    return claims


def _value(half: Half, days: Days) -> Days:
    """Bounds as a direction counts them, of a few points: a case asks this for every event."""
    return np.where((days == NO_LEAST) | (days == NO_MOST), FAR, days * half.sign)


def _moved(half: Half, sets: list[tuple[DaySet, int]], value: int) -> int | None:
    """Where the sets of a point take a bound that one step gives it."""
    found = nearest_of_all((allowed for allowed, _ in sets), value * half.sign, half.sign)
    return None if found is None else found * half.sign
