"""Calendar months on arrays of day numbers: added, and the way back that the solver needs.

Adding months clips to the length of the month reached, so it never goes down when the day goes up; each step therefore
has a greatest and a least day it can have started from. Knows nothing of claims or networks.
"""

from __future__ import annotations

import numpy as np

from timeline.dating.numeric import Days

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
