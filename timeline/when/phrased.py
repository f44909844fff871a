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


def _last_of(period: str) -> str:
    """The last day of a year, a month or a day; empty for anything else."""
    found = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2]))?$", period)
    if not found or not int(found[1]):
        return period if re.match(r"\d{4}-\d\d-\d\d$", period) else ""
    year, month = int(found[1]), int(found[2] or 12)
    return f"{found[1]}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def _by_last_day(found: re.Match[str]) -> str:
    last = _last_of(found[1])
    return f"by {last}" if last else found[0]


def _by_end(period: str) -> str:
    """By the end of a year or a month is before the next one, by a day is by that day; empty for anything else."""
    last = _last_of(period)
    if not last or last == period:
        return last and f"by {last}"
    year, month = int(period[:4]), int(last[5:7])
    following = f"{year + month // 12:04d}" + (f"-{month % 12 + 1:02d}" if "-" in period else "")
    return f"before {following}"


def _at_latest(found: re.Match[str]) -> str:
    return _by_end(found["date"]) or found[0]


def _throughout(found: re.Match[str]) -> str:
    """From the first day to the last: what is said of a whole period is no day somewhere in it."""
    last = _last_of(found[1])
    return f"{last[:4]}-{found[1][5:7] or '01'}-01/{last}" if last and last != found[1] else found[1]


def _third(found: re.Match[str]) -> str:
    """Early, mid or late in a year by its code in the notation, which can be counted from."""
    return f"{found[1]} {found[3]}-{37 + ('early', 'mid', 'late').index(found[2])}"


def _weekday(found: re.Match[str]) -> str:
    return next(day for day in _DAYS if day.lower().startswith(found["w"][:3]))


_LATEST = (
    r"(?:no later than|not later than|not after|at the latest by|on or before|before or on|by the time of|"
    r"up to and including)"
)
_GOING_ON = r"(?:(?:still )?(?:ongoing|continuing|continued|in force|in effect|under way|running|lasting|lasted))"
_SPANISH: tuple[Rule, ...] = (
    (r"^antes del? ", "before "),
    (r"^despu[eé]s del? ", "after "),
    (r"^(?:desde|a partir de) ", "since "),
    (r"^hasta ", "until "),
    (r"^(?:hacia|alrededor de) ", "about "),
    (rf"^en (?={DATE}$)", ""),
)
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
    (rf"^any ?time (?=(?:after|before|by|since|during|between){END})", ""),
    (rf"{BEGIN}{_LATEST} (?P<date>{DATE})$", _at_latest),
    (rf"{BEGIN}{_LATEST} (?=[a-z])", "by "),
    (rf"^(?P<date>{DATE}) (?:or|and) (?:earlier|before)$", _at_latest),
    (rf"^({DATE}) (?:or|and) (?:later|after)$", r"since \1"),
    (rf"{BEGIN}not until after{END}", "after"),
    (rf"{BEGIN}(?:no earlier than|not earlier than|not before|not until|on or after|as of){END}", "since"),
    (rf"^pre[ -](?={DATE}$)", "before "),
    (rf"^post[ -](?={DATE}$)", "after "),
    (rf"{BEGIN}(?:prior to|ahead of|earlier than|preceding){END}", "before"),
    (rf"{BEGIN}(?:following|subsequent to|later than){END}", "after"),
    (rf"^(?:throughout|all of|all through|(?:for |during )?the whole of) ({DATE})$", _throughout),
    (rf"{BEGIN}(?:in the course of|while){END}", "during"),
    (rf"^(?:on )?(?:the same day as|the same date as|the day of){END}", "same day as"),
    (rf"^(?:on )?(?:the )?(?:next |following )?day (after|before){END}", r"the day \1"),
    (rf"^(?:on )?the eve of{END}", "the day before"),
    (rf"^(?:shortly|soon|right|just|immediately|directly|long|some ?time|well) (after|before){END}", r"\1"),
    (rf"^the (week|month|year) (after|before){END}", r"within a \1 \2"),
    (rf"^(?:by|before) (?:the )?end of ({DATE})$", _by_last_day),
    (rf"^after (?:the )?end of ({DATE})$", r"after \1"),
    (rf"^(before|by|since) (?:the )?(?:beginning|start) of ({DATE})$", r"\1 \2"),
    (rf"^after (?:the )?(?:beginning|start) of ({DATE})$", r"since \1"),
    (rf"^(until|till|through) (?:the )?end of ({DATE})$", r"through \2"),
    (rf"{BEGIN}(after|before|since|during|between|and) (?:the )?(early|mid|late)[ -](\d{{4}}){END}", _third),
    (rf"^{_GOING_ON} since ({DATE})$", r"\1/.."),
    (rf"^{_GOING_ON} (?=(?:until|till|through|up to) )", "end "),
    (rf"^(?:start(?:ed|s|ing)?|began|begins?|begun) (?=(?:after|before|by|since|during|between){END})", "start "),
    (rf"^(?:end(?:ed|s|ing)?|finished|over|stopped) (?=(?:after|before|by|since|during|between){END})", "end "),
    (rf"^(?:from )?({DATE}) (?:on|onwards?)$", r"since \1"),
)
_DATES: tuple[Rule, ...] = (
    (rf"^(?:in |at )?(?:the )?(?:beginning|start|early (?:part|days)|first part) of (?={DATE}$)", "early "),
    (rf"^(?:in |at )?(?:the )?(?:middle|mid) (?:of|in) (?={DATE}$)", "mid "),
    (rf"^(?:in |at |towards? )?(?:the )?(?:end|close|late part|latter part) of (?={DATE}$)", "late "),
    (rf"^(?:in )?(?:the )?(early|mid|late)[ -]+(?:in )?(?={DATE}$)", r"\1 "),
    (rf"^(?:start(?:ed|s|ing)?|began|begins?|begun)(?: on| in| at|:)? (?={DATE}$)", "start on "),
    (rf"^(?:(?:end(?:ed|s|ing)?|finished|stopped)(?: on| in| at|:)?|over (?:on|in)) (?={DATE}$)", "end on "),
    (rf"^(?:in|at|on|of|some ?time in|at some point in|dated|within) (?={DATE}|early|mid|late)", ""),
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
    (r"^(?:on )?the day before yesterday$", "two days before publication"),
    (r"^(?:on )?the day after tomorrow$", "two days after publication"),
    (r"^before yesterday$", "at least 2 days before publication"),
    (r"^after tomorrow$", "at least 2 days after publication"),
    (r"^(after|before|by|since) (?:now|today)$", r"\1 publication"),
    (r"^(?:on )?(?:yesterday|last night|the previous day|the day before)$", "the day before publication"),
    (r"^(?:on )?(?:today|tonight|this (?:morning|afternoon|evening)|now|the day of publication)$", "publication"),
    (r"^(?:on )?(?:tomorrow|the next day)$", "the day after publication"),
    (
        r"^(?:recently|previously|earlier|lately|formerly|already|a while ago|some time ago|long ago|in the past|"
        r"in recent (?:days|weeks|months|years))$",
        "before publication",
    ),
    (r"^(?:soon|later|in the future|next (?:week|month|year))$", "after publication"),
    # The calendar's last year began less than two years ago, and may have ended yesterday.
    (r"^last (week|month|year)$", r"within 2 \1s before publication"),
    (r"^(?:earlier this|this|the past|this past) (week|month|year)$", r"within a \1 before publication"),
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
_PHRASED = (*_SPANISH, *_TIMES_OF_DAY, *_AMOUNTS, *_STRENGTHS, *_PLACES, *_DATES, *_FROM_PUBLICATION, *_NOTHING)
_PLACE = rf"^((?:start |end )?(?:{_AMOUNT} )?(?:the day )?(?:after|before|by|since|on|during|same day as)) (.+)$"
_NOT_OF_A_NAME = frozenset(
    "about after and at before between by during early end from in late mid middle midnight no noon not on or "
    "publication same since start than then to until yesterday today tomorrow now".split()
)
"""Words that say where in time, and cannot be lost in an id made of what stands around them."""
_IN_THE_YEAR = (
    r"^(?:(?:in|on|at|during|of|the|calendar|year|some ?time|some point|thanksgiving|easter|labor day|memorial day|"
    r"election day) )+(\d{4})$"
)
"""What may be left off before a year: it says that year, or a day of it that is not the same in each."""
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
    if vague:
        unit, place = vague[1].removesuffix("s"), f"{vague[2]} {vague[3]}"
        yield place, f"at least 2 {unit}s {place}"
    elif hours:
        yield f"same day as {hours[2]}", f"{hours[1]} {hours[2]}"
    else:
        yield _until(found) or _spans(found) or (_with_ids(found),)
    for pattern in (r"^(?:early|mid|late) ()", r"-\d\d()$"):
        coarser = re.sub(pattern, r"\1", found)
        yield (coarser,) if re.match(rf"{DATE}$|\[|{DATE}/", coarser) and not _spans(found) else ()
    year = re.match(rf"{_IN_THE_YEAR}|^(\d{{4}})-\d\d-\d\d$", found)
    yield (year[1] or year[2],) if year else ()


def _until(text: str) -> tuple[str, ...]:
    """Until, till and through: an end, or a latest day; nothing if the text says neither."""
    found = re.match(r"^(end )?(until|till|through|up to|up until) (.+)$", text)
    if not found:
        return ()
    if re.match(r"(?:after|before|by|since|during|between) ", found[3]):
        return (_with_ids(f"end {found[3]}"),)
    when = _id(found[3])
    latest = _by_end(when) if found[2] == "through" and re.match(DATE, when) else f"by {when}"
    return (f"end on {when}", "" if found[1] else latest) if when else ("",)


def _spans(text: str) -> tuple[str, ...]:
    """Two dates that run backwards, the other way round; two years of which the second is cut short, in full."""
    if found := re.match(rf"^({DATE})/({DATE})$", text):
        first, last = found[1], found[2]
        length = min(len(first), len(last))
        return (f"{last}/{first}",) if first[:length] > last[:length] else ()
    if (found := re.match(r"^(\d\d)(\d\d)(?:/|-(?!2[1-9]|3\d|4[01]))(\d\d)$", text)) and 0 < int(found[3]) - int(
        found[2]
    ) <= 10:
        first, last = found[1] + found[2], found[1] + found[3]
        return f"{first}/{last}", f"[{first}..{last}]"
    return ()


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
    if side := re.match(r"^(?:the )?(?:(end|close)|start|beginning) of (?=\D)(.+)$", words):
        id_ = _id(side[2])
        return id_ and f"{id_}.{'end' if side[1] else 'start'}"
    bare = re.sub(r"^(?:the|an?|his|her|their|its|el|la) ", "", words)
    parts = bare.split()
    placed = len(parts) > 1 and any(part in _NOT_OF_A_NAME or part[0].isdigit() for part in parts)
    return "" if placed or re.match(_NO_EVENT, bare) else re.sub(r"[ _]+", "-", bare)
