"""How many events each lane has along the axis, where there are too many to show one by one.

Two counts a column: the events that certainly lie in it, and all that may. An event that may lie in several columns
counts in each of them as possible, so nothing is claimed of a day that nobody knows; one with a single bound counts as
possible at that bound: counted everywhere it would hide all others. One with none is in no column, and counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from timeline.view.layout_axis import Scale
from timeline.view.model import Chart, Mark

COLUMNS = 160
_NUMBER = 14.0
"""Room above a column for how high it is."""


@dataclass(frozen=True, slots=True)
class Density:
    """One lane: for each column how many events certainly and how many possibly lie in it, and where it is drawn."""

    lane: str
    left: float
    step: float
    """The width of a column in pixels."""
    certain: tuple[int, ...]
    possible: tuple[int, ...]
    undated: int
    """How many have no bound at all, and so no column."""
    most: int
    """The highest column of all lanes, which all are drawn against."""
    top: float
    bottom: float


def density(chart: Chart, lanes: str, scale: Scale, bands: Iterable[tuple[str, float, float]]) -> Iterable[Density]:
    """One count a lane; bands are (lane, where its columns may reach up to, its lower edge), and keep their order."""
    lane_of = chart.lane_of[lanes]
    step = (scale.right - scale.left) / COLUMNS
    certain: dict[str, list[int]] = {lane.id: [0] * (COLUMNS + 1) for lane in chart.lanes[lanes]}
    possible: dict[str, list[int]] = {lane.id: [0] * (COLUMNS + 1) for lane in chart.lanes[lanes]}
    undated: Counter[str] = Counter()
    for mark in chart.marks:
        lane, lies = lane_of[mark.event], columns(mark, scale)
        if lies is None:
            undated[lane] += 1
            continue
        for counts in (certain, possible) if settled(mark, *lies) else (possible,):
            counts[lane][lies[0]] += 1
            counts[lane][lies[1] + 1] -= 1
    sums = {lane: (tuple(accumulate(certain[lane][:-1])), tuple(accumulate(possible[lane][:-1]))) for lane in certain}
    most = max((max(columns) for _, columns in sums.values()), default=1)
    for lane, top, bottom in bands:
        yield Density(lane, scale.left, step, *sums[lane], undated[lane], most, top + _NUMBER, bottom - 3.0)


def columns(mark: Mark, scale: Scale) -> tuple[int, int] | None:
    """The first and the last column the event, or what it began with, may lie in; nothing where no bound is known."""
    step = (scale.right - scale.left) / COLUMNS
    first, last = mark.earliest or mark.latest, mark.latest or mark.earliest
    if first is None or last is None:
        return None
    low, high = (min(max(int((scale.x(day) - scale.left) / step), 0), COLUMNS - 1) for day in (first, last))
    return low, high


def settled(mark: Mark, low: int, high: int) -> bool:
    """Whether the event certainly lies in the one column it may lie in."""
    return low == high and mark.earliest is not None and mark.latest is not None


def outline(one: Density, counts: tuple[int, ...]) -> Iterable[tuple[str, float, float]]:
    """The columns as one outline from the lane's foot, in steps of a path: ("M" or "L", x, y)."""
    unit = (one.bottom - one.top) / max(1, one.most)
    yield "M", one.left, one.bottom
    for at, count in enumerate(counts):
        y = one.bottom - count * unit
        yield "L", one.left + at * one.step, y
        yield "L", one.left + (at + 1) * one.step, y
    yield "L", one.left + len(counts) * one.step, one.bottom


def peak(one: Density) -> tuple[float, float, int]:
    """The middle and the top of a lane's highest column, the first of them, and how many events that is."""
    count = max(one.possible)
    unit = (one.bottom - one.top) / max(1, one.most)
    return one.left + (one.possible.index(count) + 0.5) * one.step, one.bottom - count * unit, count
