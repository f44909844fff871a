"""Lengths of time as people state them, and calendar arithmetic: "about seven months" is 6 to 8 months.

A Distance is calendar months and then days; adding it clips to the length of the month (31 January plus one
month is 28 February) and never goes backwards for a later day, which is what lets the solver use it exactly.
Knows nothing of claims or events.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from timeline.when.conventions import Conventions

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
"""The first and the last day this project can name, as proleptic day numbers."""

_FRIDAY = 4
NUMBERS = "a an one two three four five six seven eight nine ten eleven twelve".split()
_VALUE = {word: max(1, index - 1) for index, word in enumerate(NUMBERS)}
UNITS = ("day", "week", "month", "year", "weekday")
STRENGTHS = ("exactly", "about", "at least", "at most", "more than", "less than", "within")


@dataclass(frozen=True, slots=True)
class Distance:
    """Calendar months, then days; or working days (Monday to Friday, holidays not known); negative to go back.

    >>> Distance(months=1).added_to(date(2019, 1, 31))
    datetime.date(2019, 2, 28)
    """

    months: int = 0
    days: int = 0
    weekdays: int = 0

    def added_to(self, day: date) -> date:
        """The day this far from ``day``, held within the years 0001 to 9999."""
        return date.fromordinal(min(max(self._number(day), FIRST), LAST))

    def stays(self, day: date) -> bool:
        """True if the day this far from ``day`` lies within those years.

        >>> Distance(months=-12).stays(date(1, 6, 1))
        False
        """
        return FIRST <= self._number(day) <= LAST

    def _number(self, day: date) -> int:
        """The day this far from ``day`` as a number; somewhere outside if the year has none."""
        if self.weekdays:
            return _working(day.toordinal(), self.weekdays)
        if self.months:
            index = day.year * 12 + day.month - 1 + self.months
            if not 12 <= index < 120_000:
                return FIRST - 1 if self.months < 0 else LAST + 1
            year, month = divmod(index, 12)
            day = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        return day.toordinal() + self.days

    @property
    def may_turn(self) -> bool:
        """True if there are days from which months forwards and days back lead to an earlier one."""
        return min(28 * self.months, 31 * self.months) + self.days < 0

    def back(self) -> Distance:
        """The same distance the other way."""
        return Distance(-self.months, -self.days, -self.weekdays)


@dataclass(frozen=True, slots=True)
class Amount:
    """A stated length: at ``least`` and at ``most`` this far (None: no limit), and the length named."""

    least: Distance
    most: Distance | None
    named: Distance
    strength: str = ""


def _working(day: int, count: int) -> int:
    """So many working days on: a weekend counts from the Friday before it, or back from the Monday after it."""
    weekday = (day - 1) % 7
    if weekday > _FRIDAY:
        day += _FRIDAY - weekday if count > 0 else 7 - weekday
        weekday = _FRIDAY if count > 0 else 0
    weeks, left = divmod(weekday + count, 5)
    return day - weekday + 7 * weeks + left


def number(word: str) -> int | None:
    """A counting word or digits, or None; 0 is allowed, 10,000 and beyond are not.

    >>> number("seven"), number("18"), number("many")
    (7, 18, None)
    """
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 4 else None
    return _VALUE.get(word)


def measure(low: int, high: int, unit: str, strength: str, conventions: Conventions) -> Amount:
    """What "[strength] LOW [to HIGH] UNIT" means; ``unit`` is one of UNITS, and HIGH at least 1.

    >>> measure(7, 7, "month", "about", Conventions()).most
    Distance(months=8, days=0, weekdays=0)
    >>> measure(2, 2, "week", "", Conventions()).least
    Distance(months=0, days=10, weekdays=0)
    """
    named = _of(low, unit)
    if high != low:
        return Amount(_of(low, unit), _of(high, unit), named, strength)
    if strength == "about":
        return _about(low, unit, conventions)
    if strength == "":
        return Amount(*_bare(named, unit, conventions), named)
    if strength == "at least":
        return Amount(named, None, named, strength)
    if strength == "more than":
        return Amount(_one_more(named, 1), None, named, strength)
    if strength in ("at most", "within"):
        return Amount(Distance(), named, named, strength)
    if strength == "less than":
        return Amount(Distance(), _one_more(named, -1), named, strength)
    return Amount(named, named, named, strength)


def _one_more(named: Distance, by: int) -> Distance:
    """A day more or less, a working day if those are counted."""
    if named.weekdays:
        return Distance(weekdays=named.weekdays + by)
    return Distance(named.months, named.days + by)


def give_or_take(n: int, unit: str, off: int, off_unit: str) -> Amount:
    """N units plus or minus M units, both exact."""
    named, width = _of(n, unit), _of(off, off_unit)
    if "weekday" in (unit, off_unit):
        if unit != off_unit:
            raise ValueError(
                "working days take a margin in working days; write '5 working days ± 1 working day after EVENT'"
            )
        return Amount(_of(max(0, n - off), unit), _of(n + off, unit), named, "plus or minus")
    return Amount(
        _forwards(named.months - width.months, named.days - width.days),
        Distance(named.months + width.months, named.days + width.days),
        named,
        "plus or minus",
    )


def lasting(amount: Amount) -> tuple[Distance, Distance | None]:
    """A duration counts both its first and its last day: "lasted 3 days" ends two days after it starts."""
    if amount.named.weekdays:
        raise ValueError("a length is not counted in working days; write it in days, weeks, months or years")
    least = _forwards(amount.least.months, amount.least.days - 1)
    most = amount.most and Distance(amount.most.months, amount.most.days - 1)
    return least, most


def _forwards(months: int, days: int) -> Distance:
    """A least distance: a margin wider than the amount itself does not turn "after" into "before"."""
    return Distance(months, days) if max(28 * months, 31 * months) + days > 0 else Distance()


def _of(n: int, unit: str) -> Distance:
    return {
        "day": Distance(0, n),
        "week": Distance(0, 7 * n),
        "month": Distance(n, 0),
        "year": Distance(12 * n, 0),
        "weekday": Distance(weekdays=n),
    }[unit]


def _bare(named: Distance, unit: str, conventions: Conventions) -> tuple[Distance, Distance]:
    """Half a unit less and half a unit more."""
    if unit not in conventions.half:
        return named, named
    months, days = conventions.half[unit]
    least = _forwards(named.months - months, named.days - days)
    return least, Distance(named.months + months, named.days + days)


def _about(n: int, unit: str, conventions: Conventions) -> Amount:
    """Never narrower than the same amount without the word."""
    named = _of(n, unit)
    off = 1 if n <= conventions.about_most else math.ceil(n * conventions.about_share)
    least = _of(n - off, unit)
    if 2 * (n - off) < n:
        least = _half_of(n, unit)
    most = _of(n + off, unit)
    if unit != "weekday":
        low, high = _bare(named, unit, conventions)
        least, most = _outer(least, low, min), _outer(most, high, max)
    return Amount(least, most, named, "about")


def _outer(first: Distance, second: Distance, outermost: Callable[[int, int], int]) -> Distance:
    """The shorter of two (``min``) or the longer (``max``), whatever the months they are counted in; where that
    depends on the month, months that only one of them has are as short or as long as any.
    """
    months, days = first.months - second.months, first.days - second.days
    if min(28 * months, 31 * months) + days >= 0:
        return second if outermost is min else first
    if max(28 * months, 31 * months) + days <= 0:
        return first if outermost is min else second
    common, month = min(first.months, second.months), outermost(28, 31)
    return Distance(common, outermost(*(month * (given.months - common) + given.days for given in (first, second))))


def _half_of(n: int, unit: str) -> Distance:
    if unit == "year":
        return Distance(6 * n, 0)
    if unit == "weekday":
        return Distance(weekdays=math.ceil(n / 2))
    if unit == "month":
        return Distance(n // 2, 15 * (n % 2))
    return Distance(0, math.ceil(n * (7 if unit == "week" else 1) / 2))
