"""Dates in the Extended Date/Time Format (EDTF, ISO 8601-2 annex A; Library of Congress, 4 February 2019).

``parse_date`` says what the notation says and no more: no tolerance is added for ``~`` or ``?`` (that is a
convention, see ``conventions``). Levels 0, 1 and 2, years 0001 to 9999; what the specification refuses is
refused with the reason. Knows nothing of events, claims or files; uses the standard library only.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

FORMS = "2019, 2019-07, 2019-07-04, 2019-07~, 2019-07-04?, 2018-03/2019-07, 2019-07-04/.., 201X, 2019-21"
"""Accepted forms, as error messages list them."""

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)?\Z",
)
_PART = r"([?~%]?)({digits})([?~%]?)"
_YEAR = re.compile(r"([?~%]?)([0-9X]{4})([?~%]?)(?:S(\d+))?\Z")
_FIELD = re.compile(r"([?~%]?)([0-9X]{2})([?~%]?)\Z")
_DECADE = re.compile(r"\d{3}\Z")

#: EDTF level 1 and 2 sub-year groupings: first and last month; 21 to 24 as in level 1 are hemisphere-free
#: quarters of the year, which ``conventions`` may widen. Winter (24) runs on into the next year.
_GROUPS: dict[int, tuple[int, int]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edtf:
    """What one EDTF string says: the first and the last day it can mean, both inclusive, and how surely.

    ``None`` for a bound means the notation gives none. ``precision`` is the smallest unit written: day,
    month, season, year, decade or century. For an interval ``start`` and ``end`` hold its two ends.
    """

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False
    open_start: bool = False
    open_end: bool = False
    precision: str = "day"
    time: str = ""
    """A stated time of day and zone, kept as typed; the day is never converted."""
    start: Edtf | None = None
    end: Edtf | None = None
    unknown_start: bool = False
    unknown_end: bool = False
    members: tuple[Edtf, ...] = ()
    """The elements of a set, in the order typed; a run ``A..B`` is its two ends."""
    gaps: tuple[tuple[date, date], ...] = ()
    """Where some days between the bounds are not meant (``2018-XX-15``, a set): the stretches that are, in order."""

    @property
    def is_interval(self) -> bool:
        """Written as ``A/B``: a start and an end, not one day somewhere in between."""
        return "/" in self.text


def parse_date(text: str) -> Edtf:
    """Read one EDTF string; ValueError with the reason for anything the specification refuses.

    >>> parse_date("2019-07~").earliest, parse_date("2019-07~").latest
    (datetime.date(2019, 7, 1), datetime.date(2019, 7, 31))
    >>> parse_date("2018-03/..").open_end
    True
    >>> parse_date("2019-02-29")
    Traceback (most recent call last):
        ...
    ValueError: '2019-02-29': February 2019 has 28 days
    """
    if not isinstance(text, str):
        raise ValueError(f"{text!r}: a date is text, such as {FORMS}")
    try:
        if text[:1] in "[{" and text:
            return _set(text)
        return _interval(text) if "/" in text else _date(text)
    except ValueError as error:
        raise ValueError(f"{text[:60]!r}: {error}") from None


def _interval(text: str) -> Edtf:
    left, _, right = text.partition("/")
    if "/" in right:
        raise ValueError("an interval has one slash: a start and an end")
    if left in ("", "..") and right in ("", ".."):
        raise ValueError("an interval needs a date at one end at least")
    start = None if left in ("", "..") else _date(left)
    end = None if right in ("", "..") else _date(right)
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        raise ValueError("the end comes before the start")
    ends = [edge for edge in (start, end) if edge]
    return Edtf(
        text=text,
        earliest=start.earliest if start else None,
        latest=end.latest if end else None,
        approximate=any(edge.approximate for edge in ends),
        uncertain=any(edge.uncertain for edge in ends),
        open_start=left == "..",
        open_end=right == "..",
        unknown_start=left == "",
        unknown_end=right == "",
        precision=ends[0].precision,
        start=start,
        end=end,
    )


def _set(text: str) -> Edtf:
    """``[a,b,c]`` one of, ``{a,b,c}`` all of; with ``..`` before, after or between for "and all between"."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) == 1:
        raise ValueError(f"a set that opens with {text[0]} closes with {closing}")
    if text[1:-1] != text[1:-1].strip() or " " in text:
        raise ValueError("a set holds no spaces")
    parts = text[1:-1].split(",")
    if not all(parts):
        raise ValueError("a set needs dates between its commas")
    open_start = open_end = False
    found: list[Edtf] = []
    runs: list[tuple[date, date]] = []
    for index, part in enumerate(parts):
        before, dots, after = part.partition("..")
        if not dots:
            found.append(_date(part))
            runs += _runs_of(found[-1])
        elif before and after:
            low, high = _date(before), _date(after)
            if low.earliest and high.latest and low.earliest > high.latest:
                raise ValueError(f"{part!r} runs backwards")
            if low.precision != high.precision:
                raise ValueError(f"both ends of {part!r} need the same precision")
            found += [low, high]
            runs += [(low.earliest or date.min, high.latest or date.max)]
        elif after and index == 0:
            open_start = True
            found.append(_date(after))
            runs.append((date.min, found[-1].latest or date.max))
        elif before and index == len(parts) - 1:
            open_end = True
            found.append(_date(before))
            runs.append((found[-1].earliest or date.min, date.max))
        else:
            raise ValueError("'..' stands before the first, after the last, or between two dates of a set")
    return Edtf(
        text=text,
        earliest=None if open_start else min(e.earliest for e in found if e.earliest),
        latest=None if open_end else max(e.latest for e in found if e.latest),
        approximate=any(e.approximate for e in found),
        uncertain=any(e.uncertain for e in found),
        open_start=open_start,
        open_end=open_end,
        precision=found[0].precision,
        members=tuple(found),
        gaps=_joined(runs),
    )


def _runs_of(found: Edtf) -> tuple[tuple[date, date], ...]:
    return found.gaps or ((found.earliest or date.min, found.latest or date.max),)


def _date(text: str) -> Edtf:
    if "T" in text:
        return _date_time(text)
    if text.startswith("Y") or re.match(r"-\d", text):
        raise ValueError("years run from 0001 to 9999 here")
    parts = text.split("-")
    if len(parts) > 3 or not text:
        raise ValueError(f"not a date; accepted forms are {FORMS}")
    year = _YEAR.match(parts[0])
    if not year:
        raise ValueError(_year_reason(parts[0]))
    fields = [_FIELD.match(part) for part in parts[1:]]
    for part, matched in zip(parts[1:], fields, strict=True):
        if not matched:
            raise ValueError(f"{part!r} is not a two-digit month or day; accepted forms are {FORMS}")
    marks = [year.group(1), year.group(3)] + [m.group(i) for m in fields if m for i in (1, 3)]
    _check_marks(marks, len(parts))
    digits = [year.group(2)] + [m.group(2) for m in fields if m]
    if year.group(4):
        return _significant(text, digits, int(year.group(4)), marks)
    earliest, latest, precision = _bounds(digits)
    return Edtf(
        gaps=_stretches(digits),
        text=text,
        earliest=earliest,
        latest=latest,
        approximate=any(mark in "~%" for mark in marks if mark),
        uncertain=any(mark in "?%" for mark in marks if mark),
        precision=precision,
    )


def _stretches(digits: list[str]) -> tuple[tuple[date, date], ...]:
    """The days a mask allows as runs of days; empty if it is one run."""
    if not any("X" in part for part in digits) or (len(digits) > 1 and digits[1].isdigit() and int(digits[1]) > 12):
        return ()
    years = _fill(digits[0], 1, 9999)
    months = _fill(digits[1], 1, 12) if len(digits) > 1 else range(1, 13)
    days = _fill(digits[2], 1, 31) if len(digits) > 2 else None
    runs: list[tuple[date, date]] = []
    for year in years:
        for month in months:
            length = calendar.monthrange(year, month)[1]
            for first, last in _runs(days, length) if days else ((1, length),):
                runs.append((date(year, month, first), date(year, month, last)))
    return _joined(runs)


def _runs(days: range, length: int) -> list[tuple[int, int]]:
    """The days of one month that a range allows, as runs."""
    kept = [day for day in days if day <= length]
    if days.step == 1:
        return [(kept[0], kept[-1])] if kept else []
    return [(day, day) for day in kept]


def _joined(runs: list[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Runs in order, those that touch made one; empty if only one is left."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(runs):
        if joined and first.toordinal() <= joined[-1][1].toordinal() + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined) if len(joined) > 1 else ()


def _check_marks(marks: list[str], parts: int) -> None:
    """A mark before and one after the same part says two things at once; the specification has no such form."""
    for part in range(parts):
        if marks[2 * part] and marks[2 * part + 1]:
            raise ValueError("a part takes one mark, before it or after it, not both")


def _year_reason(typed: str) -> str:
    if _DECADE.match(typed):
        return f"a decade is written {typed}X"
    if re.fullmatch(r"(1[5-9]|2\d)\d{6}", typed):
        return f"hyphens stand between year, month and day: {typed[:4]}-{typed[4:6]}-{typed[6:]}"
    if re.fullmatch(r"\d{5,}", typed):
        return "years run from 0001 to 9999 here"
    if re.fullmatch(r"\d{1,2}", typed):
        return f"a year has four digits; accepted forms are {FORMS}"
    return f"not a date; accepted forms are {FORMS}"


def _date_time(text: str) -> Edtf:
    """A date with a time: the civil day as written; a zone is kept as text and never applied."""
    match = _TIME.match(text)
    if not match:
        raise ValueError("a time is written 2018-03-13T22:34:00, with a zone such as Z or -05:00 after it if known")
    earliest, latest, _ = _bounds(match.group(1).split("-"))
    return Edtf(text=text, earliest=earliest, latest=latest, precision="day", time=text[11:])


def _significant(text: str, digits: list[str], significant: int, marks: list[str]) -> Edtf:
    """``1950S2``: some year of which the first two digits are known."""
    if len(digits) > 1 or "X" in digits[0]:
        raise ValueError("significant digits (S) belong to a plain year")
    if not 1 <= significant <= 4:
        raise ValueError("a four-digit year has one to four significant digits")
    unit = 10 ** (4 - significant)
    low = int(digits[0]) // unit * unit
    return Edtf(
        text=text,
        earliest=date(max(low, 1), 1, 1),
        latest=date(low + unit - 1, 12, 31),
        approximate=any(mark in "~%" for mark in marks if mark),
        uncertain=any(mark in "?%" for mark in marks if mark),
        precision={1: "year", 10: "decade", 100: "century"}.get(unit, "millennium"),
    )


def _bounds(digits: list[str]) -> tuple[date, date, str]:
    """First and last day that the digits, X standing for any, can mean."""
    years = _fill(digits[0], 1, 9999)
    if len(digits) == 1:
        masked = digits[0].count("X")
        precision = ("year", "decade", "century", "millennium", "millennium")[masked]
        if "X" in digits[0].rstrip("X"):
            precision = "year"
        return date(years[0], 1, 1), date(years[-1], 12, 31), precision
    if digits[1].isdigit() and int(digits[1]) > 12:
        if len(digits) == 3:
            raise ValueError(f"a season or quarter ({digits[1]}) takes no day")
        return _grouping(years, int(digits[1]))
    months = _fill(digits[1], 1, 12)
    if len(digits) == 2:
        first, last = (years[0], months[0]), (years[-1], months[-1])
        return date(*first, 1), date(*last, calendar.monthrange(*last)[1]), "month"
    days = _fill(digits[2], 1, 31)
    earliest = _first_day(years, months, days)
    latest = _first_day(years[::-1], months[::-1], days[::-1])
    if earliest is None or latest is None:
        raise ValueError(_no_such_day(digits))
    return earliest, latest, "day"


def _grouping(years: range, code: int) -> tuple[date, date, str]:
    if code not in _GROUPS:
        raise ValueError(f"{code} is no month and no season (months 01 to 12, seasons 21 to 32, parts 33 to 41)")
    first, last = _GROUPS[code]
    end_year, end_month = years[-1] + (last - 1) // 12, (last - 1) % 12 + 1
    if end_year > 9999:
        raise ValueError("years run from 0001 to 9999 here")
    return (
        date(years[0], first, 1),
        date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]),
        "season" if code < 33 else "part",
    )


def _first_day(years: range, months: range, days: range) -> date | None:
    """The first day that exists, in the order the ranges run; gives up after the leap-year cycle."""
    for year in years[:9]:
        for month in months:
            for day in days:
                if day <= calendar.monthrange(year, month)[1]:
                    return date(year, month, day)
    return None


def _no_such_day(digits: list[str]) -> str:
    year, month, day = digits
    if "X" in year + month + day:
        return "no day fits this mask"
    name = calendar.month_name[int(month)]
    return f"{name} {year} has {calendar.monthrange(int(year), int(month))[1]} days"


def _fill(mask: str, low: int, high: int) -> range:
    """The numbers a mask such as ``1X`` can be, as a range; what lies outside low to high is left out.

    A mask with an X before a digit (``X5``) is not a range; its steps are kept.
    """
    if "X" not in mask:
        number = int(mask)
        if not low <= number <= high:
            raise ValueError(_outside(mask, low, high))
        return range(number, number + 1)
    tail = mask.rstrip("X")
    if "X" not in tail:
        step, least = 1, int(mask.replace("X", "0"))
        most = int(mask.replace("X", "9"))
    else:
        return _stepped(mask, low, high)
    first, last = max(least, low), min(most, high)
    if first > last:
        raise ValueError(_outside(mask, low, high))
    return range(first, last + 1, step)


def _stepped(mask: str, low: int, high: int) -> range:
    fits: Callable[[int], bool] = lambda n: all(m in ("X", d) for m, d in zip(mask, f"{n:0{len(mask)}d}", strict=True))  # noqa: E731
    found = [n for n in range(low, high + 1) if fits(n)]
    if not found:
        raise ValueError(_outside(mask, low, high))
    step = found[1] - found[0] if len(found) > 1 else 1
    return range(found[0], found[-1] + 1, step)


def _outside(mask: str, low: int, high: int) -> str:
    what = {12: "month", 31: "day", 9999: "year"}[high]
    return f"there is no {what} {mask} ({what}s run from {low:0{len(mask)}d} to {high})"
