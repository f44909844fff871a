"""Days lowered along arcs until nothing moves, or until the arcs that last lowered the points close a ring.

Such a ring is a contradiction: going round it, every point would have to lie before itself. A plain round costs the
same however little it moves, so there are two ways to do more at once: a long narrow walk goes point by point, and a
look for rings takes every point down to where the arcs above it already allow. Knows nothing of claims.
"""

from __future__ import annotations

import numpy as np

from timeline.dating.arcs import FAR, GONE, Arcs, Days, Indices, Relaxation, spread

_NARROW = 8
"""So few points in a round are quicker one at a time."""
_PATIENCE = 16
"""Narrow rounds before going over to single points; a run that is about to end has fewer."""
_STEEP = 64
"""A point with so many arcs is quicker in a round."""
_CALM, _WARY = 2.0, 0.25
"""Moves of each point, on average, before a look for rings; and once there was one, because there may be more."""
_FEWEST_ROUNDS, _LOOK_ROUNDS = 4, 512
"""A look for rings after so many rounds at the earliest, and at the latest."""
_SHALLOW = 64
"""Levels of points that rest on each other, before halving the way is quicker than going down it."""

Ring = list[int]
"""Arcs, each of which leaves the point at which the next one in the list arrives."""


class Descent:
    """The days of points in descent along arcs; ``weight`` is the arcs' own or a copy in which some are GONE."""

    def __init__(self, arcs: Arcs, weight: Days, distance: Days) -> None:
        self.arcs, self.weight, self.distance = arcs, weight, distance
        self.run = Relaxation(arcs.points, arcs.first, arcs.head, lambda chosen, days: days + weight[chosen])
        self.parent = self.run.parent
        self._calm = _CALM

    @classmethod
    def everywhere(cls, arcs: Arcs, weight: Days) -> tuple[Descent, Indices]:
        """A descent that begins at every point at once, on day 0, and the points that wait."""
        descent = cls(arcs, weight, np.zeros(arcs.points, np.int64))
        down = np.flatnonzero(weight < 0)
        return descent, descent.run.along(descent.distance, down, np.zeros(down.size, np.int64))

    def settle(self, frontier: Indices) -> tuple[Indices, list[Ring]]:
        """Lower days until nothing moves, or until rings are closed; with them, the points that still wait.

        Looks for rings when the points have moved about as often as a look costs; and at once when the origin has to
        move, because only a ring can do that.
        """
        rounds = moves = narrow = 0
        while frontier.size:
            frontier = self.run.round(self.distance, frontier)
            rounds, moves = rounds + 1, moves + frontier.size
            narrow = narrow + 1 if frontier.size <= _NARROW else 0
            if narrow > _PATIENCE:
                narrow = 0
                frontier, ring = self._walk(frontier.tolist())
                if ring:
                    return frontier, [ring]
            tired = rounds > _LOOK_ROUNDS or (rounds >= _FEWEST_ROUNDS and moves > self._calm * self.arcs.points)
            if tired or self.distance[0] < 0:
                rounds = moves = 0
                frontier, rings = self._look(frontier)
                if rings:
                    self._calm = _WARY
                    return frontier, rings
        return frontier, []

    def forget(self, arcs: Indices, start: int, frontier: Indices) -> Indices:
        """Set arcs aside, and begin anew from ``start`` at each point that rests on them; the points that now wait."""
        self.weight[arcs] = GONE
        head = self.arcs.head[arcs]
        reset = self._resting_on(head[self.parent[head] == arcs])
        self.parent[reset] = -1
        self.distance[reset] = start
        into = self.arcs.into(reset)
        into = into[self.distance[self.arcs.tail[into]] < FAR]
        moved = self.run.along(self.distance, into, self.distance[self.arcs.tail[into]])
        waiting = np.zeros(self.distance.size, np.bool_)
        for points in (frontier, reset, moved):
            waiting[points] = True
        return np.flatnonzero(waiting & (self.distance < FAR))

    def _walk(self, moved: list[int]) -> tuple[Indices, Ring]:
        """Lower days point by point while the frontier is narrow; looks for a ring as often as that stays cheap."""
        first, head, weight = self.arcs.first.data, self.arcs.head.data, self.weight.data
        day, parent = self.distance.data, self.parent.data
        steps, look = 0, 4 * _PATIENCE
        while moved and len(moved) <= _NARROW and all(first[point + 1] - first[point] < _STEEP for point in moved):
            ahead: dict[int, None] = {}
            for point in moved:
                here = day[point]
                for arc in range(first[point], first[point + 1]):
                    reach, there = here + weight[arc], head[arc]
                    if reach < day[there]:
                        day[there] = reach
                        parent[there] = arc
                        ahead[there] = None
            steps += len(moved)
            moved = list(ahead)
            if steps > look:
                rings, looked = rings_above(self.arcs.tail, self.parent, moved)
                if rings:
                    return np.array(moved, np.intp), rings[0]
                look = steps + max(look, 2 * looked)
        return np.array(moved, np.intp), []

    def _look(self, frontier: Indices) -> tuple[Indices, list[Ring]]:
        """The rings of parent arcs; without one, take every point down to where the arcs above it lead."""
        top, fall = _climb(self.arcs.tail, self.parent, self.weight)
        if rings := _rings_at(self.arcs.tail, self.parent, top):
            return frontier, rings
        reach = self.distance[top] + fall
        waiting = reach < self.distance
        self.distance[waiting] = reach[waiting]
        waiting[frontier] = True
        return np.flatnonzero(waiting), []

    def _resting_on(self, loose: Indices) -> Indices:
        """These points and all whose parent arcs lead up to them."""
        parts: list[Indices] = []
        level = loose
        while level.size:
            parts.append(level)
            self.parent[level] = -1
            if len(parts) > _SHALLOW:
                return np.concatenate((*parts, self._below(level)))
            arcs = spread(self.arcs.first, level)
            head = self.arcs.head[arcs]
            level = head[self.parent[head] == arcs]
        return np.concatenate(parts) if parts else loose

    def _below(self, level: Indices) -> Indices:
        """All that rest on these points, which have no parent."""
        marked = np.zeros(self.parent.size, np.bool_)
        marked[level] = True
        top, _ = _climb(self.arcs.tail, self.parent, self.weight)
        return np.flatnonzero(marked[top] & (self.parent >= 0))


def rings_among(tail: Indices, parent: Indices) -> list[Ring]:
    """The rings among parent arcs, -1 for none; ``tail`` is the point that each arc leaves."""
    return _rings_at(tail, parent, _climb(tail, parent, np.zeros(tail.size, np.int64))[0])


def rings_above(tail: Indices, parent: Indices, points: list[int]) -> tuple[list[Ring], int]:
    """The rings that parent arcs close above some points, and how many points were looked at."""
    arc_to, comes_from = parent.data, tail.data
    seen: dict[int, int] = {}
    rings: list[Ring] = []
    for number, start in enumerate(points):
        way: list[int] = []
        point = start
        while point not in seen and (arc := arc_to[point]) >= 0:
            seen[point] = number
            way.append(point)
            point = comes_from[arc]
        if seen.get(point) == number:
            rings.append([arc_to[turn] for turn in way[way.index(point) :]])
    return rings, len(seen)


def _climb(tail: Indices, parent: Indices, weight: Days) -> tuple[Indices, Days]:
    """For each point the topmost above it, or one on a ring if it stands on or behind one; and the arcs added up.

    By jumping, each time twice as far up as before.
    """
    has = parent >= 0
    up = np.arange(has.size)
    up[has] = tail[parent[has]]
    fall = np.zeros(has.size, np.int64)
    fall[has] = weight[parent[has]]
    for _ in range(has.size.bit_length()):
        if not has[up].any():
            break
        fall += fall[up]
        up = up[up]
    return up, fall


def _rings_at(tail: Indices, parent: Indices, top: Indices) -> list[Ring]:
    """The rings on which the climb from some point ended."""
    turning = np.zeros(parent.size, np.bool_)
    turning[top[parent[top] >= 0]] = True
    return rings_above(tail, parent, np.flatnonzero(turning).tolist())[0]
