"""Dates of a table, read by rule: a column decides as a whole whether it is written day first, and what cannot be
decided is refused and never guessed.

What is read: the notation of case files, and forms that have one meaning (July 4, 2019; Jul 2019; 20190704; c. 1990).
Days are local days as they stand there; a time in UTC has no local day unless somebody says in which zone. Day numbers
of spreadsheets need to know from when they count. Knows nothing of files and events.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from timeline.problems import quoted
from timeline.when.claims import parse_claim
from timeline.when.instead import fold
from timeline.when.spelled import spelled

_CLOCK = r"(?P<h>\d{1,2}):?(?P<min>\d\d)(?::?\d\d(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
_ZONE = r"(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d|[a-z]{2,4}t)?"
_STAMP = re.compile(rf"(?P<date>.*?\d)(?:\s+at\s+|,\s*|\s+|t){_CLOCK}\s*{_ZONE}\Z", re.IGNORECASE)
_FIGURES = re.compile(r"(?P<a>\d{1,2})(?P<sep>[/.\-\s])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|'?\d\d)\Z")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})([/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})\Z")
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})[/.](?P<y>\d{4})\Z")
_SERIAL = re.compile(r"(?P<n>\d{5})(?:\.(?P<part>\d+))?\Z")
_UNKNOWN = re.compile(
    r"(?:date )?(?:is |was |of |currently )?(?:unknown|unk\.?|unclear|undetermined|unspecified|undated|missing|"
    r"not (?:known|stated|given|available|provided|recorded))(?: date)?|"
    r"n\.?/?\s?a\.?|n\.?d\.?|none|null|nan|nil|tbd|tba|no date|-+|\?+|unavailable",
    re.IGNORECASE,
)
_MARKS = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (r"\A\(?(?:is |was )?(?:believed|thought|said|assumed|presumed)(?: to be| to have been)?\)?:?\s+", "?"),
        (r"\A\(?(?:possibly|probably|perhaps|maybe|likely)\)?,?\s+", "?"),
        (r"\s*(?:\((?:\?|believed|unconfirmed|uncertain|possibly|probably|not confirmed)\)|\?)\Z", "?"),
        (r"\A\(?(?:circa|ca\.?|c\.|approximately|approx\.?|about|around|roughly|estimated|est\.?|~)\)?\s*(?=\S)", "~"),
        (r"\s*\((?:approx(?:imate(?:ly)?)?\.?|estimated|est\.?|circa|about|ca\.?)\)\Z", "~"),
    )
)
"""Words of doubt and approximation before and behind a date, and the sign that stands for them."""
_SIDE = re.compile(r"(before|after|by|since|start on|end on|early|mid|late)[ -]+(.+)\Z", re.IGNORECASE)
_PRIOR = re.compile(r"(?:prior to)\s+", re.IGNORECASE)
_OR = re.compile(r"(.+?) or (.+)\Z")
_RANGE = re.compile(r"(.+?)\s*(?:\s-\s|–|\bto\b|\bthrough\b|\buntil\b)\s*(.+)\Z|(\d{4})\s*-\s*(\d{4})\Z", re.IGNORECASE)
_OLD_DAY = "(a day before 1 March 1900)"
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_LAST_SERIAL = 2_958_465
_REMEMBERED = 100_000
"""Cells and claims that are read once: most days stand in many rows."""
read_claim = lru_cache(maxsize=_REMEMBERED)(parse_claim)


class DateError(ValueError):
    """A text that is not read as a date: a code, a sentence, and what to write."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever imports says of the dates in a file."""

    order: str = ""
    """"day-first" or "month-first"."""
    century_from: int | None = None
    """The first of the hundred years that two-digit years stand for."""
    epoch: int = 0
    """1900 or 1904: from when day numbers count."""
    zone: str = ""
    """The zone whose local days those of times in UTC become."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a cell says: claims about time, each of which holds; a time of day; what there is to note."""

    claims: tuple[str, ...]
    time: str = ""
    notes: frozenset[str] = frozenset()


@dataclass
class Rows:
    """How many rows show something, and the first of them."""

    count: int = 0
    first: int = 0

    def add(self, row: int) -> None:
        """One more."""
        self.count += 1
        self.first = self.first or row


@dataclass
class Column:
    """What all the dates of a column show together. ``see`` every cell of it first, then ``read`` any of them."""

    name: str
    told: Told = Told()
    epoch: int = 0
    order: str = ""
    """What the file's own format says."""
    day_first: Rows = field(default_factory=Rows)
    """Rows whose first number is too large for a month."""
    month_first: Rows = field(default_factory=Rows)
    either: int = 0
    stamps: int = 0
    midnights: int = 0
    _read: dict[str, Day] = field(default_factory=dict)

    def see(self, text: str, row: int) -> None:
        """Take note of what a cell shows about the others."""
        for line in text.split("\n") if "\n" in text else (text,):
            for a, b in _pairs(line):
                if a > 12 >= b:
                    self.day_first.add(row)
                elif b > 12 >= a:
                    self.month_first.add(row)
                elif a != b and a <= 12:
                    self.either += 1
            if line[-1:] in "zZ" and line[:-1] and (found := _STAMP.match(line)):
                self.stamps += 1
                self.midnights += found["h"].zfill(2) == "00" == found["min"]

    @cached_property
    def decided(self) -> str:
        """``day-first``, ``month-first``, ``both`` where rows contradict each other, or "" where nothing tells."""
        if self.told.order:
            return self.told.order
        if self.day_first.count and self.month_first.count:
            return "both"
        if self.day_first.count or self.month_first.count:
            return "day-first" if self.day_first.count else "month-first"
        return self.order

    def words(self) -> str:
        """How the column was read and on what evidence; "" if the question never arose."""
        rows = self.day_first if self.day_first.count else self.month_first
        if not rows.count and not self.either:
            return ""
        what = f"dates in {quoted(self.name)}"
        if self.told.order:
            return f"{what} are read {self.decided.replace('-', ' ')}, as was said"
        if self.decided == "both":
            return (
                f"{what} contradict each other: row {self.day_first.first} can only be day first, "
                f"row {self.month_first.first} only month first; those that can be either were rejected"
            )
        if rows.count:
            more = f" and {rows.count - 1} more" if rows.count > 1 else ""
            return (
                f"{what} are read {self.decided.replace('-', ' ')}: row {rows.first}{more} can be read in no other way"
            )
        if self.decided:
            return f"{what} are read {self.decided.replace('-', ' ')}, as this format has it"
        return f"{what} can be day first or month first, and no row tells; those that can be either were rejected"

    def read(self, text: str) -> Day:
        """What a cell says, or DateError."""
        found = self._read.get(text)
        if found is None:
            found = self._new(text)
            if len(self._read) < _REMEMBERED:
                self._read[text] = found
        return found

    def _new(self, text: str) -> Day:
        if "\n" in text:
            days = [self.read(line) for line in text.split("\n") if line.strip()]
            return Day(tuple(claim for day in days for claim in day.claims))
        typed = text.strip()
        if not typed or _UNKNOWN.fullmatch(typed.strip("()[]. ")):
            return Day(("unknown",))
        if len(typed) > 200:
            raise DateError("wrong-date", f"{quoted(typed)} is too long for a date", "write the date alone")
        return self._said(typed)

    def _said(self, typed: str) -> Day:
        if (plain := self._plain(typed)) is not None:
            return plain
        if _OLD_DAY in typed:
            message = (
                f"{quoted(typed)}: spreadsheets count a 29 February 1900 that never was, so the day is not certain"
            )
            raise DateError("wrong-date", message, "write the day as text, such as 1900-02-28")
        with contextlib.suppress(ValueError):
            read_claim(typed)
            return Day((typed,))
        for pattern, sign in _MARKS:
            if (found := pattern.search(typed)) and (rest := typed[: found.start()] + typed[found.end() :]).strip():
                return self._marked(rest.strip(), sign, typed)
        if (found := _SIDE.match(_PRIOR.sub("before ", typed))) and (inner := self._plain(found[2])):
            return _checked(f"{found[1].lower()} {_one(inner, typed)}", typed)
        if (found := _OR.match(typed)) and all(both := [self._plain(found[1]), self._plain(found[2])]):
            return _checked(f"[{','.join(_one(day, typed) for day in both if day)}]", typed)
        if found := _RANGE.match(typed):
            both = [self._plain(end) for end in found.groups() if end]
            if len(both) == 2 and all(both):
                a, b = (_one(day, typed) for day in both if day)
                hint = (
                    f"write '{a}/{b}' if it lasted from one to the other, 'between {a} and {b}' if it was a day within"
                )
                raise DateError("ambiguous-date", f"{quoted(typed)} can be a length or a day within it", hint)
        return _checked(typed, typed)

    def _marked(self, rest: str, sign: str, typed: str) -> Day:
        inner = self._said(rest)
        claim = _one(inner, typed)
        return inner if claim == "unknown" or claim.endswith(sign) else _checked(_with(claim, sign), typed, inner.time)

    def _plain(self, typed: str) -> Day | None:
        """A date by itself: in the notation, in figures, in words, as a stamp or a day number; None if it is none."""
        time = ""
        if (found := _STAMP.match(typed)) and (inner := self._date(found["date"].strip().rstrip(","))):
            clock = _clock(found["h"], found["min"], found["half"] or "", typed)
            zone = (found["zone"] or "").lower()
            if zone in ("z", "utc", "gmt") or (zone and not zone.strip("+-0:")):
                return self._utc(inner, clock, typed)
            return Day((inner,), clock if clock != "00:00" else "")
        if (found := _SERIAL.match(typed)) is not None:
            return self._serial(int(found["n"]), float(f"0.{found['part'] or 0}"), typed)
        claim = self._date(typed)
        return Day((claim,), time) if claim else None

    def _date(self, typed: str) -> str:
        """One day, month or year in the notation, or "" if the text is none; DateError if it is one and wrong."""
        if found := _FIGURES.match(typed):
            return _iso(self._year(found["y"], typed), *self._in_order(int(found["a"]), int(found["b"]), typed), typed)
        if found := _YEAR_FIRST.match(typed):
            return _iso(int(found["y"]), int(found["m"]), int(found["d"]), typed)
        if found := _MONTH_YEAR.match(typed):
            return _iso(int(found["y"]), int(found["m"]), None, typed)
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", typed):
            return _checked(typed, typed).claims[0]
        ways = list(spelled(fold(typed)))
        if (
            len(ways[0][1]) == 1
            and (said := ways[0][1][0].upper()) != typed.upper()
            and re.fullmatch(r"\d[\dX]{3}(?:-\d\d){0,2}", said)
        ):
            return _checked(said, typed).claims[0]
        return ""

    def _in_order(self, a: int, b: int, typed: str) -> tuple[int, int]:
        """Month and day of two numbers."""
        order = self.decided
        if a > 12 and b > 12:
            raise DateError("wrong-date", f"{quoted(typed)} has no month", "months run from 1 to 12")
        sure = "day-first" if a > 12 else "month-first" if b > 12 else ""
        if sure and order in ("day-first", "month-first") and sure != order:
            column = f"and the dates of this column are {order.replace('-', ' ')}"
            message = f"{quoted(typed)} can only be {sure.replace('-', ' ')}, {column}"
            raise DateError("wrong-date", message, "write it as 2019-07-04")
        if not sure and a != b and order in ("", "both"):
            why = "the rows of this column contradict each other" if order else "no row of this column tells"
            hint = "say --dates day-first or --dates month-first, or write it as 2019-07-04"
            raise DateError("ambiguous-date", f"{quoted(typed)} can be day first or month first, and {why}", hint)
        return (b, a) if (sure or order) == "day-first" else (a, b)

    def _year(self, typed: str, whole: str) -> int:
        year = int(typed.strip("'"))
        if len(typed) == 4:
            return year
        first = self.told.century_from
        if first is None:
            hint = "write the year in full, or say --century-from 1950 if they run from 1950 to 2049"
            raise DateError("ambiguous-date", f"{quoted(whole)} has a year of two digits", hint)
        return first + (year - first) % 100

    def _serial(self, number: int, part: float, typed: str) -> Day:
        epoch = self.told.epoch or self.epoch
        if not epoch:
            hint = "say --epoch 1900 (Excel, most files) or --epoch 1904 (old Mac workbooks)"
            raise DateError("ambiguous-date", f"{quoted(typed)} looks like the day number of a spreadsheet", hint)
        if number > _LAST_SERIAL:
            raise DateError("wrong-date", f"{quoted(typed)} is no day number", "write it as 2019-07-04")
        minutes = round(part * 24 * 60) % (24 * 60)
        day = _EPOCHS[epoch] + timedelta(days=number)
        return Day(
            (day.isoformat(),), f"{minutes // 60:02}:{minutes % 60:02}" if minutes else "", frozenset(("serial",))
        )

    def _utc(self, day: str, clock: str, typed: str) -> Day:
        if self.told.zone and len(day) == 10:
            at = datetime.fromisoformat(f"{day}T{clock}:00+00:00").astimezone(ZoneInfo(self.told.zone))
            return Day((at.date().isoformat(),), at.strftime("%H:%M"))
        if len(day) != 10 or (clock == "00:00" and self.midnights == self.stamps):
            return Day((day,))
        at = datetime.fromisoformat(f"{day}T{clock}:00")
        first, last = (at + timedelta(hours=offset) for offset in (-12, 14))
        return Day((f"between {first.date()} and {last.date()}",), "", frozenset(("utc",)))


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"(?<!\d)(\d{1,2})([/.\-\s])(\d{1,2})\2(?:\d{4}|'?\d\d)(?!\d)", line):
        yield int(found[1]), int(found[3])


def _iso(year: int, month: int, day: int | None, typed: str) -> str:
    text = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
    return _checked(text, typed).claims[0]


def _checked(claim: str, typed: str, time: str = "") -> Day:
    """The claim, if a case file takes it; else why not, and what to write."""
    try:
        read_claim(claim)
    except ValueError as error:
        said = str(error).removeprefix(f"{claim!r}: ")
        reason, _, hint = said.partition("; ")
        message = f"{quoted(typed)} is not read as a date: {reason}"
        raise DateError(
            "wrong-date", message, hint or "write it as 2019-07-04, or leave it empty if it is not known"
        ) from None
    return Day((claim,), time)


def _one(day: Day, typed: str) -> str:
    if len(day.claims) != 1:
        raise DateError("wrong-date", f"{quoted(typed)} says more than one thing", "write one date")
    return day.claims[0]


def _with(claim: str, sign: str) -> str:
    """A mark of doubt or approximation behind a date, together with the one that it may have."""
    return f"{claim[:-1]}%" if claim[-1:] in "?~" else f"{claim}{sign}"


def _clock(hour: str, minute: str, half: str, typed: str) -> str:
    hours, minutes = int(hour), int(minute)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0) if 1 <= hours <= 12 else 99
    if hours > 23 or minutes > 59:
        raise DateError("wrong-date", f"{quoted(typed)} has no time of day", "write the time as 22:34")
    return f"{hours:02}:{minutes:02}"


def joined(texts: Sequence[str]) -> str:
    """A date from its year, month and day, or DateError.

    >>> joined(["2019", "July", ""])
    '2019-07'
    """
    year, month, day = texts
    if not re.fullmatch(r"-?\d{1,15}", year):
        raise DateError(
            "wrong-date",
            f"{quoted(year)} is no year" if year else "there is a month or a day and no year",
            "write the year in full",
        )
    if len(year) < 4 or not year.isdigit() or len(year) > 4:
        raise DateError(
            "wrong-date",
            f"the year {quoted(year)} is none from 0001 to 9999 with four digits",
            "write it in full, or leave it empty",
        )
    if day and not month:
        raise DateError("wrong-date", "there is a day and no month", "write the month, or leave the day out")
    for text, names in ((month, "month"), (day, "day")):
        if text and not re.fullmatch(r"\d{1,2}", text) and not (names == "month" and text[:3].lower() in _MONTHS):
            raise DateError("wrong-date", f"{quoted(text)} is no {names}", f"write the {names} as a number")
    number = int(month) if month.isdigit() else (_MONTHS.index(month[:3].lower()) + 1 if month else 0)
    claim = year + (f"-{number:02}" if month else "") + (f"-{int(day):02}" if day else "")
    try:
        read_claim(claim)
    except ValueError as error:
        reason, _, hint = str(error).removeprefix(f"{claim!r}: ").partition("; ")
        raise DateError("wrong-date", f"{claim}: {reason}", hint) from None
    return claim


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
