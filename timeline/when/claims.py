"""Claims about time as a curator writes them: a date, a part of one, or a place relative to something else.

``parse_claim`` turns text into a TimeClaim, or raises ValueError that shows the accepted forms near what was
typed; it never guesses. What the claim does to an event is decided in ``dating``. Ids are not resolved here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from timeline.when.amounts import NUMBERS, STRENGTHS, Amount, give_or_take, lasting, measure, number
from timeline.when.conventions import Conventions
from timeline.when.edtf import Edtf, parse_date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
PUBLICATION = "publication"
RELATIONS = ("the day after", "the day before", "same day as", "after", "before", "by", "since", "on", "during")

_ID = re.compile(r"[a-z][a-z0-9-]{0,63}(\.start|\.end)?\Z")
_UNIT = "day|week|month|year|weekday|working day|business day"
_AMOUNT = re.compile(
    r"(?:(?P<strength>" + "|".join(STRENGTHS) + r")\s+)?"
    r"(?P<n>\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
    r"(?:\s+(?:to|and)\s+(?P<m>\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"))?"
    rf"\s+(?P<unit>{_UNIT})s?(?:\s*(?:±|\+/-)\s*(?P<off>\d+)\s+(?P<off_unit>{_UNIT})s?)?(?:\s+|\Z)"
)
_BETWEEN_AMOUNT = re.compile(rf"between\s+(?=\S+\s+and\s+\S+\s+(?:{_UNIT})s?\b)")
_RELATION = re.compile(r"(?P<relation>" + "|".join(RELATIONS) + r")\s+(?P<anchor>\S+)\Z")
_BETWEEN = re.compile(r"between\s+(?P<a>\S+)\s+and\s+(?P<b>\S+)\Z")
_OTHER_UNITS = r"\b(moon|hour|minute|fortnight|decade|quarter)s?\b"
_HINT = (
    "write a date (2019-07-04, 2019-07, 2019-07~), a part (early 2018), or a place relative to an event, a date or "
    "'publication' (before ruling, about two weeks after 2019-07-04, between asked and ruling, on Wednesday, in July)"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative claim counts from: an event's or a source's id, ``publication``, or a date."""

    text: str
    name: str = ""
    side: str = ""
    """"start" or "end" where the curator said so; else "" and the relation decides."""
    date: Edtf | None = None


@dataclass(frozen=True, slots=True)
class TimeClaim:
    """One claim, read. ``form`` says which of the fields matter.

    date: ``date``; part: ``date`` and ``part``; weekday and month: ``index`` (Monday or January is 0), read
    from publication; any_weekday: ``index``; relative: ``relation``, ``amount``, one anchor; between: two
    anchors; lasted: ``amount``; publication, ongoing (not over) and unknown: nothing else.
    """

    text: str
    form: str
    side: str = ""
    date: Edtf | None = None
    part: str = ""
    index: int = 0
    relation: str = ""
    amount: Amount | None = None
    anchors: tuple[Anchor, ...] = ()
    doubtful: bool = False


def parse_claim(text: str, conventions: Conventions | None = None) -> TimeClaim:
    """Read one claim about time; ValueError says what was typed and what would be accepted.

    >>> parse_claim("about seven months before ruling").amount.most
    Distance(months=8, days=0, weekdays=0)
    >>> parse_claim("7 months")
    Traceback (most recent call last):
        ...
    ValueError: '7 months' is an amount without a place: write '7 months after EVENT' or '7 months before EVENT'
    """
    if len(text) > 200:
        raise ValueError(f"{text[:40]!r}… is too long for a date claim; {_HINT}")
    typed = " ".join(text.split())
    if typed[:1].isupper() and typed[1:2].islower():
        typed = typed[0].lower() + typed[1:]
    if not typed:
        raise ValueError(f"an empty date claim; {_HINT}, or 'unknown'")
    if looks_like_date(typed):
        found = parse_date(typed)
        if found.earliest == date.min and found.latest == date.max:
            raise ValueError(f"{typed!r} can be any day at all; write 'unknown' if nothing is said")
        return TimeClaim(typed, "date", date=found, doubtful=found.uncertain)
    doubtful = typed.endswith("?")
    body = typed.removesuffix("?").rstrip()
    return replace(_words(body, conventions or Conventions()), text=typed, doubtful=doubtful)


def looks_like_date(text: str) -> bool:
    """True if the text can only be meant as EDTF notation, so that its errors are those of the notation."""
    return bool(re.match(r"[?~%]?(\d{3}|[\dX]{4}|Y\d|-\d|\d\d?-\d)|[\[{/]|\.\.", text)) and " " not in text.strip(
        "[]{}"
    )


def _words(body: str, conventions: Conventions) -> TimeClaim:
    lower = body.lower()
    if lower in ("unknown", "ongoing", PUBLICATION):
        return TimeClaim(body, lower)
    for read in (_part, _calendar_word, _lasted):
        found = read(body, lower, conventions)
        if found:
            return found
    side, rest = _side(body)
    if between := _BETWEEN.match(rest):
        if not _BETWEEN_AMOUNT.match(rest):
            anchors = (_anchor(between["a"]), _anchor(between["b"]))
            first, last = (anchor.date for anchor in anchors)
            if first and last and first.earliest and last.latest and first.earliest > last.latest:
                raise ValueError(f"{body!r} runs backwards: the earlier date comes first")
            return TimeClaim(body, "between", side=side, relation="between", anchors=anchors)
    return _relative(body, side, rest, conventions)


def _part(body: str, lower: str, _: Conventions) -> TimeClaim | None:
    match = re.match(r"(early|mid|late)[ -](\S+)\Z", lower)
    if not match:
        return None
    found = parse_date(match[2])
    if found.precision not in ("year", "month") or found.is_interval:
        raise ValueError(f"{body!r}: early, mid and late go with a year or a month, such as 'early 2018'")
    return TimeClaim(body, "part", date=found, part=match[1])


def _calendar_word(body: str, lower: str, _: Conventions) -> TimeClaim | None:
    """Bare weekdays and months: read from publication, or (``on a Wednesday``) a set of days."""
    if match := re.match(r"on (a )?(\w+)\Z", lower):
        if match[2] in WEEKDAYS:
            form = "any_weekday" if match[1] else "weekday"
            return TimeClaim(body, form, index=WEEKDAYS.index(match[2]))
    if (match := re.match(r"in (\w+)\Z", lower)) and match[1] in MONTHS:
        return TimeClaim(body, "month", index=MONTHS.index(match[1]))
    if lower in WEEKDAYS or lower in MONTHS:
        word = body.capitalize()
        raise ValueError(f"{body!r}: write '{'on' if lower in WEEKDAYS else 'in'} {word}'")
    return None


def _lasted(body: str, lower: str, conventions: Conventions) -> TimeClaim | None:
    if not lower.startswith("lasted"):
        return None
    amount, rest = _amount(lower.removeprefix("lasted").strip(), conventions)
    if amount is None or rest:
        raise ValueError(f"{body!r}: write how long, such as 'lasted about 2 weeks'")
    lasting(amount)
    return TimeClaim(body, "lasted", amount=amount)


def _relative(body: str, side: str, rest: str, conventions: Conventions) -> TimeClaim:
    amount, rest = _amount(rest, conventions)
    match = _RELATION.match(rest)
    if not match:
        raise ValueError(_why_not(body, amount, rest))
    relation = match["relation"]
    if amount and relation not in ("after", "before"):
        raise ValueError(f"{body!r}: an amount goes with after or before")
    return TimeClaim(body, "relative", side=side, relation=relation, amount=amount, anchors=(_anchor(match["anchor"]),))


def _why_not(body: str, amount: Amount | None, rest: str) -> str:
    words = rest.split()
    if amount and not rest:
        return f"{body!r} is an amount without a place: write '{body} after EVENT' or '{body} before EVENT'"
    if words and words[0] in ("after", "before", "by", "since", "on", "during", "between"):
        if len(words) == 1:
            return f"{body!r} names nothing to count from: write '{words[0]} EVENT' or '{words[0]} 2019-07-04'"
        if words[0] == "between":
            return f"{body!r}: write 'between A and B', each an event, a date or 'publication'"
        return f"{body!r}: after '{words[0]}' comes one id or one date, without spaces"
    if re.search(_OTHER_UNITS, body):
        return f"{body!r}: amounts are counted in days, weekdays, weeks, months or years"
    if any(body.startswith(s) for s in STRENGTHS) and amount is None:
        return f"{body!r}: a word such as 'about' needs a number and a unit: 'about 2 weeks after EVENT'"
    if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", body):
        return f"{body!r}: day and month can be confused; write the year first, such as 2019-07-04"
    if (named := re.match(r"(?:\d+\s+)?([A-Za-z]+)\.?,?\s+(?:\d+,?\s+)?(\d{4})\Z", body)) and (
        month := _month_number(named[1])
    ):
        return f"{body!r}: write the month as a number, such as {named[2]}-{month:02d} or {named[2]}-{month:02d}-04"
    return f"{body!r} is not a claim about time this project reads; {_HINT}"


def _month_number(word: str) -> int | None:
    """1 to 12 for a month's English name or its first three letters."""
    found = [n for n, name in enumerate(MONTHS, 1) if word.lower() in (name, name[:3])]
    return found[0] if found else None


def _amount(text: str, conventions: Conventions) -> tuple[Amount | None, str]:
    """An amount at the start of the text, and what is left after it."""
    stripped = _BETWEEN_AMOUNT.sub("", text, count=1)
    match = _AMOUNT.match(stripped)
    if not match:
        return None, text
    low, high = number(match["n"]), number(match["m"] or match["n"])
    if low is None or high is None:
        raise ValueError(f"{text!r}: numbers up to 9999 are read")
    if high < low:
        raise ValueError(f"{text!r} runs backwards: the smaller number comes first")
    rest = stripped[match.end() :].strip()
    if match["off"]:
        if match["strength"] or match["m"]:
            raise ValueError(f"{text!r}: '±' goes with one plain number")
        off = number(match["off"])
        if off is None:
            raise ValueError(f"{text!r}: numbers up to 9999 are read")
        return give_or_take(low, _unit(match["unit"]), off, _unit(match["off_unit"])), rest
    if match["m"] and match["strength"]:
        raise ValueError(f"{text!r}: a range needs no '{match['strength']}'")
    return measure(low, high, _unit(match["unit"]), match["strength"] or "", conventions), rest


def _unit(typed: str) -> str:
    """Working and business days are weekdays: Monday to Friday, whatever the holidays."""
    return "weekday" if typed in ("working day", "business day") else typed


def _side(body: str) -> tuple[str, str]:
    for side in ("start", "end"):
        if body.startswith(side + " "):
            return side, body[len(side) + 1 :].lstrip()
    return "", body


def _anchor(text: str) -> Anchor:
    if looks_like_date(text):
        found = parse_date(text)
        if found.is_interval or found.members:
            raise ValueError(f"{text!r}: count from one date, not from an interval or a set")
        return Anchor(text, date=found)
    if not _ID.match(text):
        raise ValueError(
            f"{text!r} is neither an id (lower case, digits, hyphens) nor a date; an id may end in .start or .end"
        )
    name, _, side = text.partition(".")
    return Anchor(text, name=name, side=side)
