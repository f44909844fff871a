"""Words of time as people put them in English, and the forms of this project that are nearest to them.

Rules for messages only, like those of ``spelled``, whose notation the dates of a text are in already. Knows nothing of
what is accepted: whoever asks tries each proposal.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator

from timeline.when.amounts import NUMBERS, number
from timeline.when.spelled import BEGIN, DATE, END, MONTH, WEEKDAY, Rule, applied, month_number

_UNIT = r"(?:day|week|month|year|weekday|working day|business day)s?"
_COUNT = rf"(?:\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_SURE = r"(?:(?:exactly|about|at least|at most|more than|less than|within) )?"
_AMOUNT = rf"{_SURE}{_COUNT}(?: to {_COUNT})? {_UNIT}"
_TO = r"(?: ?- ?| to | until | till | through )"
_CLOCK = r"(?P<h>\d{1,2})(?::(?P<min>\d\d))?(?::\d\d)? ?(?P<half>[ap]\.?m\.?)?"
_PART_OF_DAY = r"(?:early |late )?(?:morning|afternoon|evening|night|midnight|noon)"
_BIGGER = {
    **{word: 13 + index for index, word in enumerate("thirteen fourteen fifteen sixteen seventeen eighteen".split())},
    **{
        word: 10 * index
        for index, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    },
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}{'s' if count != 1 else ''}"


def _whole(found: re.Match[str]) -> str:
    """Tenths of a unit as whole ones: 1.5 years are 18 months, 2.5 weeks are 17 to 18 days."""
    size, unit = {"y": (12, "month"), "w": (7, "day")}.get(found[3][0], (1, found[3].removesuffix("s")))
    count, left = divmod((int(found[1]) * 10 + int(found[2])) * size, 10)
    return f"{count} to {count + 1} {unit}s" if left else _many(count, unit)


def _times(size: int, unit: str) -> Callable[[re.Match[str]], str]:
    """So many of a unit that is not counted, as one that is."""
    return lambda found: _many((number(found[1]) or 0) * size, unit)


def _hours(found: re.Match[str]) -> str:
    hours = int(found[1])
    return found[0] if hours % 24 else _many(hours // 24, "day")


def _stamp(found: re.Match[str]) -> str:
    """A date with its time of day."""
    parts = found.groupdict()
    hour, half = int(parts.get("h") or 12), parts.get("half") or ""
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{parts['date']}t{hour:02d}:{int(parts.get('min') or 0):02d}:00"


def _last_day(found: re.Match[str]) -> str:
    year, month = int(found[1]), int(found[2] or 12)
    if not (year and 1 <= month <= 12):
        return found[0]
    return f"by {found[1]}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def _weekday(found: re.Match[str]) -> str:
    return next(day for day in _DAYS if day.lower().startswith(found["w"][:3]))


_TIMES_OF_DAY: tuple[Rule, ...] = (
    (rf"^(?:at )?(?:noon|midday) (?:on |of )?(?P<date>{DATE})$", _stamp),
    (rf"^(?:at )?{_CLOCK},? (?:on )?(?P<date>{DATE})$", _stamp),
    (rf"^(?:on )?(?P<date>{DATE})(?:,? at |,? |t){_CLOCK}$", _stamp),
    (rf"^(?:on |in |during )?(?:the )?{_PART_OF_DAY} (?:of |on )?({DATE})$", r"\1"),
    (rf"^({DATE}),? (?:at |in the )?{_PART_OF_DAY}$", r"\1"),
)
_AMOUNTS: tuple[Rule, ...] = (
    *((rf"{BEGIN}{word}{END}", str(count)) for word, count in _BIGGER.items()),
    (rf"{BEGIN}(\d+)\.(\d) ({_UNIT}){END}", _whole),
    (rf"{BEGIN}(?:half (?:a|of a) year|a half[ -]year){END}", "6 months"),
    (rf"{BEGIN}half a month{END}", "15 days"),
    (rf"{BEGIN}(?:(?:a|one) year and a half|(?:one|1) and a half years){END}", "18 months"),
    (rf"{BEGIN}({_COUNT}) fortnights?{END}", _times(2, "week")),
    (rf"{BEGIN}({_COUNT}) quarters?{END}", _times(3, "month")),
    (rf"{BEGIN}({_COUNT}) decades?{END}", _times(10, "year")),
    (rf"{BEGIN}({_COUNT}) centur(?:y|ies){END}", _times(100, "year")),
    (rf"{BEGIN}(\d+) ?(?:hours|hrs){END}", _hours),
    (rf"{BEGIN}(\d+) ?d{END}", r"\1 days"),
    (rf"{BEGIN}(\d+) ?(?:wks?|w)\.?{END}", r"\1 weeks"),
    (rf"{BEGIN}(\d+) ?(?:mos?|mths?)\.?{END}", r"\1 months"),
    (rf"{BEGIN}(\d+) ?(?:yrs?|y)\.?{END}", r"\1 years"),
    (rf"{BEGIN}(?:from )?({_COUNT})(?: ?- ?| or )({_COUNT})[ -]({_UNIT}){END}", r"\1 to \2 \3"),
    (rf"{BEGIN}(\d+)[ -]?({_UNIT}){END}", r"\1 \2"),
    (rf"{BEGIN}a couple(?: of)? ({_UNIT}){END}", r"about 2 \1"),
    (rf"{BEGIN}a dozen ({_UNIT}){END}", r"about 12 \1"),
)
_STRENGTHS: tuple[Rule, ...] = (
    (r"^(?:perhaps|possibly|probably|maybe|likely|allegedly|reportedly)[, ]+(.+)$", r"\1?"),
    (r"^(.+?),? (?:perhaps|possibly|probably|maybe|\(\?\)|\?)$", r"\1?"),
    (rf"{BEGIN}(?:circa|ca\.?|c\.?|around|approximately|approx\.?|roughly|nearly|almost|some|~) ?(?=\d)", "about "),
    (rf"{BEGIN}(?:around|approximately|approx\.?|roughly|nearly|almost|close to|some) (?={_COUNT} )", "about "),
    (rf"{BEGIN}(?:on or )?about (?:the )?({DATE})(?=$| and )(?<![~?%])", r"\1~"),
    (rf"^({DATE})(?<![~?%]),? (?:or so|or thereabouts|approximately|approx\.?|more or less|~)$", r"\1~"),
    (rf"{BEGIN}(?:over|upwards of|exceeding|>) ?(?={_COUNT} )", "more than "),
    (rf"{BEGIN}(?:under|below|<|fewer than|not quite) ?(?={_COUNT} )", "less than "),
    (rf"{BEGIN}(?:up to|no more than|not more than|a maximum of|≤|<=) ?(?={_COUNT} )", "at most "),
    (rf"{BEGIN}(?:no less than|not less than|a minimum of|≥|>=) ?(?={_COUNT} )", "at least "),
    (rf"{BEGIN}(?:precisely|just) (?={_COUNT} )", "exactly "),
)
_PLACES: tuple[Rule, ...] = (
    (rf"({_AMOUNT}) (?:ago|before now)$", r"\1 before publication"),
    (rf"^({_AMOUNT}) (?:from|since|past|following) (?=\S)", r"\1 after "),
    (rf"^([a-z][\w.-]*) ?\+ ?({_AMOUNT})$", r"\2 after \1"),
    (rf"^([a-z][\w.-]*) - ({_AMOUNT})$", r"\2 before \1"),
    (rf"^(?:for|lasting|lasts?|took|over|a period of|lasted for) ({_AMOUNT})$", r"lasted \1"),
    (rf"^(?:lasted |for )?({_AMOUNT}) long$", r"lasted \1"),
    (rf"{BEGIN}(?:no later than|not later than|not after|at the latest by|on or before|by the time of){END}", "by"),
    (rf"{BEGIN}(?:no earlier than|not earlier than|not before|on or after|as of){END}", "since"),
    (rf"{BEGIN}(?:prior to|ahead of|earlier than|preceding){END}", "before"),
    (rf"{BEGIN}(?:following|subsequent to|later than){END}", "after"),
    (rf"{BEGIN}(?:throughout|in the course of|while){END}", "during"),
    (rf"^(?:on )?(?:the same day as|the same date as|the day of){END}", "same day as"),
    (rf"^(?:on )?(?:the )?(?:next |following )?day (after|before){END}", r"the day \1"),
    (rf"^(?:on )?the eve of{END}", "the day before"),
    (rf"^(?:shortly|soon|right|just|immediately|directly|long|some ?time|well) (after|before){END}", r"\1"),
    (rf"^the (week|month|year) (after|before){END}", r"within a \1 \2"),
    (r"^by (?:the )?end of (\d{4})(?:-(\d\d))?$", _last_day),
    (rf"^(?:from )?({DATE}) (?:on|onwards?)$", r"since \1"),
)
_DATES: tuple[Rule, ...] = (
    (rf"^(?:in |at |by )?(?:the )?(?:beginning|start|early (?:part|days)|first part) (?:of|in) (?={DATE}$)", "early "),
    (rf"^(?:in |at )?(?:the )?(?:middle|mid) (?:of|in) (?={DATE}$)", "mid "),
    (rf"^(?:in |at |towards? )?(?:the )?(?:end|close|late part|latter part) of (?={DATE}$)", "late "),
    (rf"^(?:in )?(?:the )?(early|mid|late)[ -]+(?:in )?(?={DATE}$)", r"\1 "),
    (rf"^(?:start(?:ed|s|ing)?|began|begins?|begun)(?: on| in| at|:)? (?={DATE}$)", "start on "),
    (rf"^(?:end(?:ed|s|ing)?|finished|over|stopped)(?: on| in| at|:)? (?={DATE}$)", "end on "),
    (rf"^(?:in|at|on|of|some ?time in|at some point in|dated|within|circa) (?={DATE}|early|mid|late)", ""),
    (rf"^(?:from |between )?({DATE}){_TO}({DATE})$", r"\1/\2"),
    (
        rf"^(?:from |since )?({DATE})(?:{_TO}|,? (?:and )?)(?:the )?(?:present|now|today|date|(?:still )?ongoing)$",
        r"\1/..",
    ),
    (rf"^({DATE}) or ({DATE})$", r"[\1,\2]"),
    (r"(?<=[\d.x]), (?=[\d.])", ","),
    (r"^between (.+?) (?:or|to|-) (.+)$", r"between \1 and \2"),
)
_FROM_PUBLICATION: tuple[Rule, ...] = (
    (r"^(?:yesterday|last night|the previous day|the day before)$", "the day before publication"),
    (r"^(?:today|tonight|this (?:morning|afternoon|evening)|now|the day of publication)$", "publication"),
    (r"^(?:tomorrow|the next day)$", "the day after publication"),
    (
        r"^(?:recently|previously|earlier|lately|formerly|already|a while ago|some time ago|long ago|in the past|"
        r"in recent (?:days|weeks|months|years))$",
        "before publication",
    ),
    (r"^(?:soon|later|in the future|next (?:week|month|year))$", "after publication"),
    (r"^(?:last|the past|this past) (week|month|year)$", r"about a \1 before publication"),
    (r"^(?:earlier )?this (week|month|year)$", r"within a \1 before publication"),
    (
        rf"^(?:on )?(?:last |this |this past )?(?P<w>{WEEKDAY})\.?(?: (?:last week|this week|{_PART_OF_DAY}))?$",
        lambda found: f"on {_weekday(found)}",
    ),
    (rf"^(?:on )?(?:an?|some|every|one) (?P<w>{WEEKDAY})s?$", lambda found: f"on a {_weekday(found)}"),
    (rf"^on (?P<w>{WEEKDAY})s$", lambda found: f"on a {_weekday(found)}"),
    (
        rf"^(?:in |last |this |this past |during )?{MONTH}$",
        lambda found: f"in {calendar.month_name[month_number(found['m'])]}",
    ),
)
_NOTHING: tuple[Rule, ...] = (
    (
        r"^(?:\?\?+|n/?a|none|null|tbd|tba|unclear|undated|not (?:known|stated|given)|unstated|no date|n\. ?d|"
        r"date unknown|-+)$",
        "unknown",
    ),
    (
        r"^(?:still ongoing|still going on|continuing|in progress|present|to date|not over|(?:still )?in force)$",
        "ongoing",
    ),
)
_PHRASED = (*_TIMES_OF_DAY, *_AMOUNTS, *_STRENGTHS, *_PLACES, *_DATES, *_FROM_PUBLICATION, *_NOTHING)
_PLACE = rf"^((?:{_AMOUNT} )?(?:the day )?(?:after|before|by|since|on|during|same day as)) (.+)$"
_NO_EVENT = rf"(?i:{WEEKDAY}|{MONTH}|[\dx]{{4}}|last|next|this|that|then|now|today|tomorrow|yesterday)\b"


def phrased(text: str) -> Iterator[tuple[str, ...]]:
    """What a text may mean whose dates are in the notation already, nearest first, each with its alternatives: always
    four, of which some are empty.

    >>> next(phrased("circa 1990")), next(phrased("until 1990"))
    (('1990~',), ('end on 1990', 'by 1990'))
    """
    found = applied(_PHRASED, text)
    vague = re.match(rf"^(?:a few|several|some|many|a number of)? ?({_UNIT}) (after|before) (\S+)$", found)
    hours = re.match(r"^.*\b(?:hours?|minutes?|hrs) (after|before) (\S+)$", found)
    until = re.match(r"^(?:until|till|through|up to) (.+)$", found)
    if vague:
        unit, place = vague[1].removesuffix("s"), f"{vague[2]} {vague[3]}"
        yield place, f"at least 2 {unit}s {place}"
    elif hours:
        yield f"same day as {hours[2]}", f"{hours[1]} {hours[2]}"
    elif until:
        yield f"end on {until[1]}", f"by {until[1]}"
    else:
        yield (_with_ids(found),)
    for pattern in (r"^(?:early|mid|late) ()", r"-\d\d()$"):
        coarser = re.sub(pattern, r"\1", found)
        yield (coarser,) if re.match(rf"{DATE}$|\[|{DATE}/", coarser) else ()
    year = re.match(r"^(?:[a-z']+ )+(\d{4})$|^(\d{4})-\d\d-\d\d$", found)
    yield (year[1] or year[2],) if year and not re.match(_PLACE, found) else ()


def _with_ids(text: str) -> str:
    """Words that events are called by as ids; empty where they cannot be one's."""
    if place := re.match(_PLACE, text):
        id_ = _id(place[2])
        return id_ and f"{place[1]} {id_}"
    if between := re.match(r"^between (.+) and (.+)$", text):
        first, last = _id(between[1]), _id(between[2])
        return first and last and f"between {first} and {last}"
    return text


def _id(words: str) -> str:
    """A date as it stands; else without an article, with hyphens; empty if it is several things, or no event."""
    if re.match(rf"^{DATE}$|an? [A-Z]|[A-Z]", words):
        return words
    bare = re.sub(r"^(?:the|an?|his|her|their|its) ", "", words)
    return "" if " and " in bare or re.match(_NO_EVENT, bare) else re.sub(r"[ _]+", "-", bare)
