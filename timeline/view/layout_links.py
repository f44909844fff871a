"""How a relation runs from the earlier glyph to the later one: one cubic curve, its head on the mark it ends at.

The page's script draws the same curves where a reader zooms (``Live.bend`` in plot.js); a test holds both together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from timeline.view.layout import PlacedLink

OFF = 9.0
"""From the centre of a glyph to the end of an arrow."""
_BESIDE = 28.0
"""Marks nearer than this along the axis stand above one another: the arrow goes round what stands between."""

_NEAR = 60.0
"""Rows nearer than this are joined by a bend, not by a wave."""

Point = tuple[float, float]


def curve(one: PlacedLink, left: float) -> tuple[Point, Point, Point, Point]:
    """Start, two control points and end, nowhere left of a pixel.

    In one row over what lies between; into a near row from the left; else out of the glyph up or down, and into the
    other from above or below; past marks that stand above one another, round their left, where no label is.
    """
    x0, y0, x1, y1 = one.x0, one.y0, one.x1, one.y1
    high, wide = abs(y1 - y0), abs(x1 - x0)
    if high < 1:
        rise = y0 - min(34.0, 14.0 + wide / 8)
        return (x0, y0 - OFF), (x0, rise), (x1, rise), (x1, y1 - OFF)
    if wide < _BESIDE and high > _BESIDE:
        bow = max(left, min(x0, x1) - OFF - min(46.0, 10.0 + high / 6))
        return (x0 - OFF, y0), (bow, y0), (bow, y1), (x1 - OFF, y1)
    if high < _NEAR and x1 - x0 > _BESIDE:
        return (x0, y0 + math.copysign(OFF, y1 - y0)), (x0, y1), ((x0 + x1) / 2, y1), (x1 - OFF, y1)
    sign = 1.0 if y1 > y0 else -1.0
    middle = (y0 + y1) / 2
    return (x0, y0 + OFF * sign), (x0, middle), (x1, middle), (x1, y1 - OFF * sign)


def along(curve: tuple[Point, Point, Point, Point], points: int) -> Iterable[Point]:
    """So many points of a cubic curve, both ends included: what a line takes that knows no curves."""
    for at in range(points):
        t = at / (points - 1)
        parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        yield (
            sum(part * point[0] for part, point in zip(parts, curve, strict=True)),
            sum(part * point[1] for part, point in zip(parts, curve, strict=True)),
        )
