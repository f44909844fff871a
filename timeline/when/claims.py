"""Claims about time as a curator writes them: a date, a part of one, or a place relative to something else.

``parse_claim`` turns text into a TimeClaim, or raises ValueError that shows the accepted forms near what was
typed; it never guesses. What the claim does to an event is decided in ``dating``. Ids are not resolved here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from timeline.when.amounts import NUMBERS, STRENGTHS, Amount, Distance, give_or_take, lasting, measure, number
from timeline.when.conventions import Conventions
from timeline.when.edtf import CONFUSED, FIGURES, Edtf, notation
from timeline.when.instead import Refused, instead

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
PUBLICATION = "publication"
RELATIONS = ("the day after", "the day before", "same day as", "after", "before", "by", "since", "on", "during")

_ID = re.compile(r"[a-z][a-z0-9-]{0,63}(\.start|\.end)?\Z")
_UNIT = "day|week|month|year|weekday|working day|business day"
AMOUNT = re.compile(
    r"(?:(?P<strength>" + "|".join(STRENGTHS) + r")\s+)?"
    r"(?P<n>\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
    r"(?:\s+(?:to|and)\s+(?P<m>\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"))?"
    rf"\s+(?P<unit>{_UNIT})s?(?:\s*(?:±|\+/-)\s*(?P<off>\d+)\s+(?P<off_unit>{_UNIT})s?)?(?:\s+|\Z)"
)
"""An amount where a claim begins with one: its strength, its numbers and units, by name."""
_BETWEEN_AMOUNT = re.compile(rf"between\s+(?=\S+\s+and\s+\S+\s+(?:{_UNIT})s?\b)")
_RELATION = re.compile(r"(?P<relation>" + "|".join(RELATIONS) + r")\s+(?P<anchor>\S+)\Z")
_BETWEEN = re.compile(r"between\s+(?P<a>\S+)\s+and\s+(?P<b>\S+)\Z")
_OTHER = r"(moon|hour|hr|minute|second|fortnight|decade|quarter|century|centurie|generation)"
_OTHER_UNITS = rf"(^|\s)(\d[\d.]*|half|{'|'.join(NUMBERS)})\s+{_OTHER}s?\b|^{_OTHER}s\b"
_DAY_WORDS = ("yesterday", "today", "tomorrow", "now", "then")
_VAGUE = r"(a few|several|some|many|a number of|a couple( of)?)\b"
_SURE = "a word such as 'about'"
_HINT = (
    "write a date (2019-07-04, 2019-07, 2019-07~), a part (early 2018), or a place relative to an event, a date or "
    "'publication' (before ruling, about two weeks after 2019-07-04, between asked and ruling, on Wednesday, in July)"
)
_LONGEST = 200


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
    ValueError: '7 months': an amount without a place; write '7 months after EVENT' or '7 months before EVENT'
    """
    typed = " ".join(text[: _LONGEST + 1].split())
    if len(text) > _LONGEST:
        raise ValueError(f"{typed[:40]!r}… is too long for a date claim; {_HINT}")
    if not typed:
        raise ValueError(f"an empty date claim; {_HINT}, or 'unknown'")
    own = conventions or Conventions()
    try:
        return _claim(typed, own)
    except Refused as refused:
        raise ValueError(f"{typed!r}: {instead(typed, refused, lambda other: _claim(other, own))}") from None


def _claim(typed: str, conventions: Conventions) -> TimeClaim:
    """The same, Refused with the bare reason."""
    text = typed[0].lower() + typed[1:] if typed[0].isupper() and typed[1:2].islower() else typed
    if looks_like_date(text):
        found = notation(text)
        if _any_day(found):
            raise Refused("this can be any day at all", "write 'unknown' if nothing is said")
        return TimeClaim(typed, "date", date=found, doubtful=found.uncertain)
    body = text.removesuffix("?").rstrip()
    if not body:
        raise Refused("this says only that it is doubtful", "write a date before it, such as '2019-07?', or 'unknown'")
    try:
        read = _words(body, conventions)
    except Refused:
        raise
    except ValueError as error:
        raise Refused(str(error)) from None
    dates = (read.date, *(anchor.date for anchor in read.anchors))
    doubtful = body != text or any(found.uncertain for found in dates if found)
    return replace(read, text=typed, doubtful=doubtful)


def looks_like_date(text: str) -> bool:
    """True if the text can only be meant as EDTF notation, so that its errors are those of the notation."""
    return bool(re.match(r"[?~%]?(\d{3}|[\dX]{4}|Y\d|-\d|\d\d?-\d)|[\[{/]|\.\.", text)) and " " not in text.strip(
        "[]{}"
    )


def _any_day(found: Edtf) -> bool:
    return found.earliest == date.min and found.latest == date.max and found.days is None


def _words(body: str, conventions: Conventions) -> TimeClaim:
    lower = body.lower()
    if lower in ("unknown", "ongoing", PUBLICATION):
        return TimeClaim(body, lower)
    if found := _part(body) or _calendar_word(lower) or _lasted(lower, conventions):
        return found
    side, rest = _side(body)
    if (between := _BETWEEN.match(rest)) and not _BETWEEN_AMOUNT.match(rest):
        anchors = (_anchor(between["a"]), _anchor(between["b"]))
        first, last = (anchor.date for anchor in anchors)
        if first and last and first.earliest and last.latest and first.earliest > last.latest:
            raise Refused("this runs backwards: the earlier date comes first")
        return TimeClaim(body, "between", side=side, relation="between", anchors=anchors)
    return _relative(body, side, rest, conventions)


def _part(body: str) -> TimeClaim | None:
    match = re.match(r"(early|mid|late)[ -](\S+)\Z", body, re.IGNORECASE)
    if not match:
        return None
    found = notation(match[2])
    if found.precision not in ("year", "month") or found.is_interval or found.parts or "X" in found.text:
        raise Refused("early, mid and late go with one year or one month, such as 'early 2018' or 'early 2018-07'")
    return TimeClaim(body, "part", date=found, part=match[1].lower())


def _calendar_word(lower: str) -> TimeClaim | None:
    """Bare weekdays and months: read from publication, or (``on a Wednesday``) a set of days."""
    if match := re.match(r"on (a )?(\w+)\Z", lower):
        if match[2] in WEEKDAYS:
            form = "any_weekday" if match[1] else "weekday"
            return TimeClaim(lower, form, index=WEEKDAYS.index(match[2]))
    if (match := re.match(r"in (\w+)\Z", lower)) and match[1] in MONTHS:
        return TimeClaim(lower, "month", index=MONTHS.index(match[1]))
    return None


def _lasted(lower: str, conventions: Conventions) -> TimeClaim | None:
    if not lower.startswith("lasted"):
        return None
    amount, rest = _amount(lower.removeprefix("lasted").strip(), conventions)
    if amount is None or rest:
        raise Refused("no length", "write how long, such as 'lasted about 2 weeks'")
    lasting(amount)
    return TimeClaim(lower, "lasted", amount=amount)


def _relative(body: str, side: str, rest: str, conventions: Conventions) -> TimeClaim:
    amount, rest = _amount(rest, conventions)
    match = _RELATION.match(rest)
    if not match:
        raise _why_not(body, amount, rest)
    relation, anchor = match["relation"], _anchor(match["anchor"])
    if amount and relation not in ("after", "before"):
        said = f"{body[: body.rindex(rest)]}after {anchor.text}"
        raise Refused("an amount goes with after or before", f"write '{said}'")
    if anchor.date:
        _within_the_years(relation, amount, anchor.date)
    return TimeClaim(body, "relative", side=side, relation=relation, amount=amount, anchors=(anchor,))


def _within_the_years(relation: str, amount: Amount | None, found: Edtf) -> None:
    """Refuse what leads out of the years that can be named: cut off, it would look like a day that somebody gave."""
    step = amount.named if amount else Distance(days=1)
    if relation in ("after", "the day after"):
        edge = found.earliest if amount else found.latest
    elif relation in ("before", "the day before"):
        edge, step = found.latest if amount else found.earliest, step.back()
    else:
        return
    if edge and not step.stays(edge):
        raise Refused("this leads out of the years 0001 to 9999, and no other can be written")


def _why_not(body: str, amount: Amount | None, rest: str) -> Refused:
    """The first of these that holds; its hint is for when no nearer form can be proposed."""
    first, _, others = rest.partition(" ")
    placed = first in ("after", "before", "by", "since", "on", "during", "between")
    two = re.search(r" and (after|before|since|by|on|in|during)\b", rest)
    strong = any(re.match(rf"{strength}\b", body) for strength in STRENGTHS)
    later = rest in ("later", "earlier", "afterwards", "thereafter")
    relation = first if not amount or first in ("after", "before") else "after"
    begun = f"{body.removesuffix(first)}{relation}"
    place = f"'{body.removesuffix(rest)}{'before' if rest == 'earlier' else 'after'} EVENT'"
    reasons = (
        (amount and not rest, "an amount without a place", f"write '{body} after EVENT' or '{body} before EVENT'"),
        (amount and later, "nothing to count from", f"write {place}"),
        (amount and first == "and", "an amount has one unit", "write it in days, such as '33 days after EVENT'"),
        (first == "between", "no two ends", "write 'between A and B', each an event, a date or 'publication'"),
        (placed and not others, "nothing to count from", f"write '{begun} EVENT' or '{begun} 2019-07-04'"),
        (placed and two, "these are two claims, which stand in a list", "write [before EVENT, after EVENT]"),
        (placed, f"after '{first}' comes one id or one date, without spaces", ""),
        (re.search(_OTHER_UNITS, body), "amounts are counted in days, weekdays, weeks, months or years", ""),
        (re.match(_VAGUE, body), "this gives no number", ""),
        (strong and not amount, f"{_SURE} needs a number and a unit", "write 'about 2 weeks after EVENT'"),
        (re.match(FIGURES, body), CONFUSED, "write it as 2019-07-04"),
    )
    for holds, reason, hint in reasons:
        if holds:
            return Refused(reason, hint)
    return Refused("this is not a claim about time that is read here", _HINT)


def _amount(text: str, conventions: Conventions) -> tuple[Amount | None, str]:
    """An amount at the start of the text, and what is left after it."""
    stripped = _BETWEEN_AMOUNT.sub("", text, count=1)
    match = AMOUNT.match(stripped)
    if not match:
        return None, text
    low, high = number(match["n"]), number(match["m"] or match["n"])
    off = number(match["off"] or "0")
    if low is None or high is None or off is None:
        raise Refused("numbers up to 9999 are read")
    if high < low:
        swapped = f"write '{match['m']} to {match['n']} {match['unit']}s {stripped[match.end() :]}'"
        raise Refused("this runs backwards: the smaller number comes first", swapped)
    unit, strength, rest = _unit(match["unit"]), match["strength"] or "", stripped[match.end() :].strip()
    if match["m"] and strength:
        raise Refused(f"a range needs no '{strength}'")
    if not high or (strength == "less than" and high == 1 and unit in ("day", "weekday")):
        raise _nothing(rest)
    if match["off"]:
        if strength or match["m"]:
            raise Refused("'±' goes with one plain number")
        return give_or_take(low, unit, off, _unit(match["off_unit"])), rest
    return measure(low, high, unit, strength, conventions), rest


def _nothing(rest: str) -> Refused:
    """A day is the smallest amount: what is shorter is said without one."""
    if not rest:
        return Refused("a day is the shortest length", "write 'lasted a day'")
    relation, _, anchor = rest.partition(" ")
    if relation not in ("after", "before"):
        return Refused("an amount goes with after or before")
    return Refused("a day is the smallest amount", f"write 'same day as {anchor}' or 'within 1 day {rest}'")


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
        found = notation(text)
        if found.is_interval or found.days or found.parts or _any_day(found):
            raise Refused("count from one date, not from an interval, a set or a mask that leaves days out")
        return Anchor(text, date=found)
    if text in _DAY_WORDS:
        raise Refused(
            f"{text!r} is a word and no id", "count from 'publication', such as 'two days before publication'"
        )
    if not _ID.match(text):
        raise Refused(
            f"{text!r} is neither an id (lower case, digits, hyphens) nor a date; an id may end in .start or .end"
        )
    name, _, side = text.partition(".")
    return Anchor(text, name=name, side=side)
