"""Calendar months and working days on arrays of day numbers: added, and the way back that the solver needs.

Adding months clips to the length of the month reached, and working days skip weekends, so neither ever goes down when
the day goes up;
each step therefore has a greatest and a least day it can have started from. Knows nothing
of claims or networks.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from timeline.dating.arcs import Days

_EPOCH = 719_163  # day number of 1970-01-01


def add_months(day: Days, months: Days) -> Days:
    """Add calendar months, clipped to the length of the month reached."""
    date = (day - _EPOCH).astype("M8[D]")
    month = date.astype("M8[M]")
    in_month = (date - month.astype("M8[D]")).astype(np.int64)
    target = month + months.astype("m8[M]")
    start: Days = target.astype("M8[D]").astype(np.int64) + _EPOCH
    found: Days = start + np.minimum(in_month, _length(target) - 1)
    return found


def from_months(day: Days, months: Days, sign: int) -> Days:
    """The greatest (sign 1) or least (sign -1) day that adding the months does not take past ``day``."""
    date = (day - _EPOCH).astype("M8[D]")
    month = date.astype("M8[M]")
    in_month = (date - month.astype("M8[D]")).astype(np.int64)
    source = month - months.astype("m8[M]")
    start: Days = source.astype("M8[D]").astype(np.int64) + _EPOCH
    length = _length(source)
    if sign > 0:
        at_end = in_month == _length(month) - 1
        within = np.where(at_end, length - 1, np.minimum(in_month, length - 1))
    else:
        within = np.minimum(in_month, length)
    found: Days = start + within
    return found


def _length(month: np.ndarray[tuple[int], np.dtype[np.datetime64]]) -> Days:
    days = (month + np.timedelta64(1, "M")).astype("M8[D]") - month.astype("M8[D]")
    whole: Days = days.astype(np.int64)
    return whole


def add_weekdays(day: Days, count: Days) -> Days:
    """Add working days: from a weekend forwards as from the Friday before it, backwards as from the Monday after."""
    return np.where(count > 0, _offset(day, count, "backward"), _offset(day, count, "forward"))


def from_weekdays(day: Days, count: Days, sign: int) -> Days:
    """The greatest (sign 1) or least (sign -1) day that adding the working days does not take past ``day``."""
    whole = _offset(day, -count, "backward" if sign > 0 else "forward")
    step = np.full_like(day, sign)
    beyond = _offset(whole, step, "backward") - sign  # the weekend beside it leads to the same day
    return np.where((count > 0) == (sign > 0), beyond, whole)


def _offset(day: Days, count: Days, roll: Literal["backward", "forward"]) -> Days:
    moved = np.busday_offset((day - _EPOCH).astype("M8[D]"), count, roll=roll)
    found: Days = moved.astype(np.int64) + _EPOCH
    return found
