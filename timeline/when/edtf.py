"""Dates in the Extended Date/Time Format (EDTF, ISO 8601-2 annex A; Library of Congress, 4 February 2019).

``parse_date`` says what the notation says and no more: no tolerance is added for ``~`` or ``?`` (that is a
convention, see ``conventions``). Levels 0, 1 and 2, years 0001 to 9999; what the specification refuses is
refused with the reason. Knows nothing of events, claims or files.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.when.amounts import FIRST, LAST
from timeline.when.instead import Refused, instead
from timeline.when.masks import Days, Mask, Stretch, any_of, numbers

FORMS = "2019, 2019-07, 2019-07-04, 2019-07~, 2019-07-04?, 2018-03/2019-07, 2019-07-04/.., 201X, 2019-21"
"""Accepted forms, as error messages list them."""

LONGEST = 500
"""Characters in a date: room for forty days in a set."""

_HINT = f"accepted forms are {FORMS}"
FIGURES = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
CONFUSED = "day and month can be confused without the year first"
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(Z|[+-](0\d|1[0-4])(:[0-5]\d)?)?\Z",
    re.ASCII,
)
_YEAR = re.compile(r"([?~%]?)([0-9X]{4})([?~%]?)(?:S(\d+))?\Z", re.ASCII)
_FIELD = re.compile(r"([?~%]?)([0-9X]{2})([?~%]?)\Z")

_GROUPS: dict[int, tuple[int, int]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""First and last month of what stands in a month's place; beyond 12 is the next year. Spring to winter where no
hemisphere is said (21 to 24: read as northern here, as ``conventions`` may change), of the north (25 to 28) and of the
south (29 to 32); quarters (33 to 36), thirds (37 to 39) and halves (40, 41) of the year.
"""


@dataclass(frozen=True, slots=True)
class Edtf:
    """What one EDTF string says: the first and the last day it can mean, both inclusive, and how surely.

    ``None`` for a bound means the notation gives none. ``precision`` is the smallest unit written: day, month,
    season, part (quarters, thirds and halves), year, decade, century or millennium. For an interval ``start`` and
    ``end`` hold its two ends. As text it is what was typed.
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
    parts: tuple[tuple[Edtf | None, Edtf | None], ...] = ()
    """The elements of a set in the order typed, each as its first and its last date; None is an open end."""
    days: Days | None = None
    """Where not every day between the bounds is meant (``2018-XX-15``, a set): those that are."""

    @property
    def is_interval(self) -> bool:
        """Written as ``A/B``: a start and an end, not one day somewhere in between."""
        return "/" in self.text

    def __str__(self) -> str:
        """As typed."""
        return self.text


def parse_date(text: str) -> Edtf:
    """Read one EDTF string; ValueError with the reason for anything the specification refuses, and what to write.

    >>> parse_date("2019-07~").earliest, parse_date("2019-07~").latest
    (datetime.date(2019, 7, 1), datetime.date(2019, 7, 31))
    >>> parse_date("2018-03/..").open_end
    True
    >>> parse_date("2019-02-29")
    Traceback (most recent call last):
        ...
    ValueError: '2019-02-29': February 2019 has 28 days; write '2019-02'
    """
    if not isinstance(text, str):
        raise ValueError(f"{text!r}: a date is text, such as {FORMS}")
    try:
        return notation(text)
    except Refused as refused:
        raise ValueError(f"{text[:60]!r}: {instead(text, refused, notation)}") from None


def notation(text: str) -> Edtf:
    """The same for one who has more to say about what to write; Refused with the bare reason."""
    if len(text) > LONGEST:
        raise Refused(f"a date has at most {LONGEST} characters", _HINT)
    if text[:1] in ("[", "{"):
        return _set(text)
    if ".." in text and "/" not in text and _reads(f"[{text}]"):
        raise Refused(f"a set stands in quotes: '[{text}]'")
    return _interval(text) if "/" in text else _date(text)


def _reads(text: str) -> bool:
    try:
        _set(text)
    except Refused:
        return False
    return True


def _interval(text: str) -> Edtf:
    left, _, right = text.partition("/")
    if "/" in right:
        if re.fullmatch(FIGURES, text):
            raise Refused(CONFUSED, _HINT)
        raise Refused("an interval has one slash: a start and an end")
    if left in ("", "..") and right in ("", ".."):
        raise Refused("an interval needs a date at one end at least")
    start = None if left in ("", "..") else _date(left)
    end = None if right in ("", "..") else _date(right)
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        raise Refused("the end comes before the start")
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
        raise Refused(f"a set that opens with {text[0]} closes with {closing}")
    if " " in text:
        raise Refused("a set holds no spaces")
    typed = text[1:-1].split(",")
    if not all(typed):
        raise Refused("a set needs dates between its commas")
    parts = tuple(_element(part, index == 0, index == len(typed) - 1) for index, part in enumerate(typed))
    found = [edge for part in parts for edge in part if edge]
    open_start, open_end = parts[0][0] is None, parts[-1][1] is None
    return Edtf(
        text=text,
        earliest=None if open_start else min(e.earliest for e in found if e.earliest),
        latest=None if open_end else max(e.latest for e in found if e.latest),
        approximate=any(e.approximate for e in found),
        uncertain=any(e.uncertain for e in found),
        open_start=open_start,
        open_end=open_end,
        precision=found[0].precision,
        parts=parts,
        days=_days_of_set(parts),
    )


def _element(typed: str, first: bool, last: bool) -> tuple[Edtf | None, Edtf | None]:
    """One element of a set: a date, or a run of them that may be open at the set's own ends."""
    before, dots, after = typed.partition("..")
    if not dots:
        found = _date(typed)
        return found, found
    if not ((before or first) and (after or last) and (before or after)):
        raise Refused("'..' stands before the first, after the last, or between two dates of a set")
    low, high = _date(before) if before else None, _date(after) if after else None
    if low and high:
        if low.earliest and high.latest and low.earliest > high.latest:
            raise Refused(f"{typed!r} runs backwards")
        if low.precision != high.precision:
            raise Refused(f"both ends of {typed!r} need the same precision")
    return low, high


def _days_of_set(parts: tuple[tuple[Edtf | None, Edtf | None], ...]) -> Days | None:
    """The days of the elements together; None if they leave no gap."""
    whole = any_of(
        low.days
        if low and low is high and low.days
        else Stretch(
            low.earliest.toordinal() if low and low.earliest else FIRST,
            high.latest.toordinal() if high and high.latest else LAST,
        )
        for low, high in parts
    )
    return None if isinstance(whole, Stretch) else whole


def _date(text: str) -> Edtf:
    if "T" in text:
        return _date_time(text)
    if re.fullmatch(r"Y\d{4}(S\d)?", text, re.ASCII):
        raise Refused("Y goes before a year of more than four digits", f"write '{text[1:]}'")
    if text.startswith("Y") or re.match(r"-\d", text):
        raise Refused("years run from 0001 to 9999 here")
    parts = text.split("-")
    if len(parts) > 3 or not text:
        raise Refused("not a date", _HINT)
    year = _YEAR.match(parts[0])
    if not year:
        raise _not_a_year(parts[0])
    fields = [_FIELD.match(part) for part in parts[1:]]
    for part, matched in zip(parts[1:], fields, strict=True):
        if not matched:
            raise Refused(f"{part!r} is not a two-digit month or day", _HINT)
    marks = [year.group(1), year.group(3)] + [m.group(i) for m in fields if m for i in (1, 3)]
    _check_marks(marks, len(parts))
    digits = [year.group(2)] + [m.group(2) for m in fields if m]
    if year.group(4):
        return _significant(text, digits, int(year.group(4)), marks)
    earliest, latest, precision, days = _bounds(digits)
    return Edtf(
        text=text,
        earliest=earliest,
        latest=latest,
        approximate=any(mark in "~%" for mark in marks if mark),
        uncertain=any(mark in "?%" for mark in marks if mark),
        precision=precision,
        days=days,
    )


def _check_marks(marks: list[str], parts: int) -> None:
    """A mark before and one after the same part says two things at once; the specification has no such form."""
    for part in range(parts):
        if marks[2 * part] and marks[2 * part + 1]:
            raise Refused("a part takes one mark, before it or after it, not both")


def _not_a_year(typed: str) -> Refused:
    if re.fullmatch(r"\d{3}", typed, re.ASCII):
        return Refused(f"a decade is written {typed}X")
    if re.fullmatch(r"(1[5-9]|2\d)\d{6}", typed, re.ASCII):
        return Refused("hyphens stand between year, month and day")
    if re.fullmatch(r"\d{6}", typed, re.ASCII):
        return Refused("six digits can be confused", "write a day as 2019-07-04 and a month as 2019-07")
    if re.fullmatch(r"\d{5,}", typed, re.ASCII):
        return Refused("years run from 0001 to 9999 here")
    if re.fullmatch(r"\d{1,2}", typed, re.ASCII):
        return Refused("a year has four digits", "write it in full and first, such as 2019-07-04")
    return Refused("not a date", _HINT)


def _date_time(text: str) -> Edtf:
    """A date with a time: the civil day as written; a zone is kept as text and never applied."""
    match = _TIME.match(text)
    if not match:
        raise Refused("a time is written 2018-03-13T22:34:00, with a zone such as Z or -05:00 after it if known")
    earliest, latest, _, _ = _bounds(match.group(1).split("-"))
    return Edtf(text=text, earliest=earliest, latest=latest, precision="day", time=text[11:])


def _significant(text: str, digits: list[str], significant: int, marks: list[str]) -> Edtf:
    """``1950S2``: some year of which the first two digits are known."""
    if len(digits) > 1 or "X" in digits[0]:
        raise Refused("significant digits (S) belong to a plain year")
    if not 1 <= significant <= 4:
        raise Refused("a four-digit year has one to four significant digits")
    unit = 10 ** (4 - significant)
    low = int(digits[0]) // unit * unit
    if low + unit == 1:
        raise Refused(_outside(digits[0], 1, 9999))
    return Edtf(
        text=text,
        earliest=date(max(low, 1), 1, 1),
        latest=date(low + unit - 1, 12, 31),
        approximate=any(mark in "~%" for mark in marks if mark),
        uncertain=any(mark in "?%" for mark in marks if mark),
        precision={1: "year", 10: "decade", 100: "century"}.get(unit, "millennium"),
    )


def _bounds(digits: list[str]) -> tuple[date, date, str, Days | None]:
    """First and last day that the digits, X standing for any, can mean; and which of the days between, if not all."""
    years = _fill(digits[0], 1, 9999)
    if len(digits) > 1 and digits[1].isdigit() and int(digits[1]) > 12:
        if len(digits) == 3:
            raise Refused(f"a season or quarter ({digits[1]}) takes no day")
        return _grouping(years, int(digits[1]))
    months = _fill(digits[1], 1, 12) if len(digits) > 1 else range(1, 13)
    days = _fill(digits[2], 1, 31) if len(digits) > 2 else range(1, 32)
    precision = ("year", "month", "day")[len(digits) - 1]
    if "X" not in "".join(digits):
        year, month, last = years[0], months[-1], days[-1]
        length = calendar.monthrange(year, month)[1]
        if days[0] > length:
            raise Refused(_no_such_day(digits))
        return date(year, months[0], days[0]), date(year, month, min(last, length)), precision, None
    if len(digits) == 1:
        masked = digits[0].count("X")
        precision = ("decade", "century", "millennium", "millennium")[masked - 1]
        if "X" in digits[0].rstrip("X"):
            precision = "year"
    mask = Mask(years, months, days)
    fits = _fits(years, months, days)
    earliest, latest = (mask.nearest(FIRST, -1), mask.nearest(LAST, 1)) if fits else (None, None)
    if earliest is None or latest is None:
        raise Refused(_no_such_day(digits))
    whole = earliest == latest or mask.solid()
    return date.fromordinal(earliest), date.fromordinal(latest), precision, None if whole else mask


def _fits(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> bool:
    """Whether any such day exists, so that nobody looks for it year by year."""
    if days[0] == 29 and tuple(months) == (2,):
        return any(map(calendar.isleap, years))
    return days[0] <= max(calendar.monthrange(2000, month)[1] for month in months)


def _grouping(years: Sequence[int], code: int) -> tuple[date, date, str, Days | None]:
    if code not in _GROUPS:
        raise Refused(f"{code} is no month and no season (months 01 to 12, seasons 21 to 32, parts 33 to 41)")
    first, last = _GROUPS[code]
    end_year, end_month = years[-1] + (last - 1) // 12, (last - 1) % 12 + 1
    if end_year > 9999:
        raise Refused("years run from 0001 to 9999 here")
    begin = date(years[0], first, 1)
    end = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return begin, end, "season" if code < 33 else "part", None


def _no_such_day(digits: list[str]) -> str:
    year, month, day = digits
    if "X" in year + month + day:
        return "no day fits this mask"
    name = calendar.month_name[int(month)]
    return f"{name} {year} has {calendar.monthrange(int(year), int(month))[1]} days"


def _fill(mask: str, low: int, high: int) -> Sequence[int]:
    """The numbers that two or four digits, X standing for any, can be."""
    if not (found := numbers(mask, low, high)):
        raise Refused(_outside(mask, low, high))
    return found


def _outside(mask: str, low: int, high: int) -> str:
    what = {12: "month", 31: "day", 9999: "year"}[high]
    return f"there is no {what} {mask} ({what}s run from {low:0{len(mask)}d} to {high})"
