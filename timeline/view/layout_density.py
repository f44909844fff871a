"""How many events each lane has along the axis, where there are too many to show one by one.

Two counts a column: the events that certainly lie in it, and all that may. An event that may lie in several columns
counts in each of them as possible, so nothing is claimed of a day that nobody knows; one with a single bound counts as
possible at that bound, and one with none at the beginning: counted everywhere they would hide all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from timeline.view.layout_axis import Scale
from timeline.view.model import Chart, Mark

COLUMNS = 160


@dataclass(frozen=True, slots=True)
class Density:
    """One lane: for each column how many events certainly and how many possibly lie in it, and where it is drawn."""

    lane: str
    left: float
    step: float
    """The width of a column in pixels."""
    certain: tuple[int, ...]
    possible: tuple[int, ...]
    most: int
    """The highest column of all lanes, which all are drawn against."""
    top: float
    bottom: float


class Lying(Protocol):
    """A lane's band: all that is needed of it here."""

    @property
    def top(self) -> float:
        """Its upper edge."""

    @property
    def bottom(self) -> float:
        """Its lower edge."""


def density(chart: Chart, lanes: str, scale: Scale, bands: Iterable[tuple[str, Lying]]) -> Iterable[Density]:
    """One count a lane, in the order of the bands."""
    lane_of = chart.lane_of[lanes]
    step = (scale.right - scale.left) / COLUMNS
    certain: dict[str, list[int]] = {lane.id: [0] * (COLUMNS + 1) for lane in chart.lanes[lanes]}
    possible: dict[str, list[int]] = {lane.id: [0] * (COLUMNS + 1) for lane in chart.lanes[lanes]}
    for mark in chart.marks:
        low, high = columns(mark, scale)
        lane = lane_of[mark.event]
        for counts in (certain, possible) if settled(mark, low, high) else (possible,):
            counts[lane][low] += 1
            counts[lane][high + 1] -= 1
    sums = {lane: (tuple(accumulate(certain[lane][:-1])), tuple(accumulate(possible[lane][:-1]))) for lane in certain}
    most = max((max(columns) for _, columns in sums.values()), default=1)
    for lane, band in bands:
        yield Density(lane, scale.left, step, *sums[lane], most, band.top + 4.0, band.bottom - 3.0)


def columns(mark: Mark, scale: Scale) -> tuple[int, int]:
    """The first and the last column the event, or what it began with, may lie in."""
    step = (scale.right - scale.left) / COLUMNS
    first, last = mark.earliest or mark.latest or scale.start, mark.latest or mark.earliest or scale.start
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
