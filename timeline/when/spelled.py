"""Dates as people spell them in English, and the notation for each: July 4, 2019 is 2019-07-04, the 1990s are 199X.

Rules for messages only, each a pattern and what it becomes, in the order they are tried; texts come in small letters.
Knows nothing of what is accepted: whoever asks tries each proposal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Rule = tuple[str, str | Callable[[re.Match[str]], str]]

BEGIN, END = r"(?<![\w.-])", r"(?![\w-])"
"""A word's ends: "march-protest" is an id, and no month."""
MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
DATE = r"\d[\dx]{3}(?:-[\dx]{2}){0,2}[~?%]?"
"""A date that is in the notation already."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?"
_Y = r"(?P<y>\d{4})"
_EXAMPLE = "2019"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = rf"(?P<s>{'|'.join(_SEASONS)})"
_SPANISH = {
    **{name: index for index, name in enumerate("enero febrero marzo abril mayo junio julio agosto".split(), 1)},
    "septiembre": 9,
    "setiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_FEASTS = {
    "new year's day": "01-01",
    "new year's eve": "12-31",
    "juneteenth": "06-19",
    "independence day": "07-04",
    "halloween": "10-31",
    "christmas eve": "12-24",
    "christmas(?: day)?": "12-25",
}


def month_number(typed: str) -> int:
    """1 to 12 for a month's name or its beginning.

    >>> month_number("sept")
    9
    """
    return _MONTHS.index(typed[:3]) + 1


def _date(found: re.Match[str]) -> str:
    """Year, month and day of a match, as far as it has them; the year is an example where it has none."""
    parts = found.groupdict()
    month = month_number(parts["m"]) if parts.get("m") else int(parts["n"])
    day = f"-{int(parts['d']):02d}" if parts.get("d") else ""
    return f"{parts.get('y') or _EXAMPLE}-{month:02d}{day}"


def _spanish(found: re.Match[str]) -> str:
    day = f"-{int(found['d']):02d}" if found["d"] else ""
    return f"{found['y']}-{_SPANISH[found['es']]:02d}{day}"


def _season(found: re.Match[str]) -> str:
    return f"{found.groupdict().get('y') or _EXAMPLE}-{_SEASONS[found['s']]}"


def _fraction(before_first: int) -> Callable[[re.Match[str]], str]:
    """A quarter or a half of a year, by the code before the first of them."""
    return lambda found: f"{found['y']}-{before_first + (_ORDINALS.get(found['o']) or int(found['o']))}"


def _century(found: re.Match[str]) -> str:
    return f"{int(found['n']) - 1:02d}xx"


_MONTH_2, _SEASON_2 = MONTH.replace("<m>", "<m2>"), _SEASON.replace("<s>", "<s2>")
_TO = r"(?: ?- ?| and | or | to | until | through )"
_DATED: tuple[Rule, ...] = (
    (r"^(early|mid|late)-(?=\w)", r"\1 "),
    (rf"{BEGIN}(?:el )?(?:(?P<d>\d{{1,2}}) de )?(?P<es>{'|'.join(_SPANISH)}) (?:del? )?{_Y}{END}", _spanish),
    (rf"{BEGIN}{MONTH}(?P<to>{_TO})(?={_MONTH_2},? {_Y}{END})", r"\g<m> \g<y>\g<to>"),
    (rf"{BEGIN}{MONTH} {_D}(?P<to>{_TO})(?={_MONTH_2} \d{{1,2}},? {_Y}{END})", r"\g<m> \g<d> \g<y>\g<to>"),
    (rf"{BEGIN}{_D} {MONTH}(?P<to>{_TO})(?=\d{{1,2}} {_MONTH_2},? {_Y}{END})", r"\g<d> \g<m> \g<y>\g<to>"),
    (rf"{BEGIN}{_SEASON}(?P<to>{_TO})(?=(?:the )?{_SEASON_2}(?: of|,)? {_Y}{END})", r"\g<s> \g<y>\g<to>"),
    (rf"{BEGIN}(?P<d>\d{{1,2}}) or (\d{{1,2}}) {MONTH},? {_Y}{END}", r"\g<d> \g<m> \g<y> or \2 \g<m> \g<y>"),
    (rf"{BEGIN}{MONTH} (?P<d>\d{{1,2}}) or (\d{{1,2}}),? {_Y}{END}", r"\g<d> \g<m> \g<y> or \3 \g<m> \g<y>"),
    (rf"{BEGIN}(?P<d>\d{{1,2}}){_TO}(\d{{1,2}}) {MONTH},? {_Y}{END}", r"\g<d> \g<m> \g<y> to \2 \g<m> \g<y>"),
    (rf"{BEGIN}{MONTH} (?P<d>\d{{1,2}}){_TO}(\d{{1,2}}),? {_Y}{END}", r"\g<d> \g<m> \g<y> to \3 \g<m> \g<y>"),
    (rf"{BEGIN}{WEEKDAY}\.?,? (?=(?:the )?\d|{MONTH} \d)", ""),
    *((rf"{BEGIN}(?:on |at )?{name},?(?: of)? {_Y}{END}", rf"\g<y>-{day}") for name, day in _FEASTS.items()),
    (rf"{BEGIN}(?:the )?{_D}(?: of)?[ -]{MONTH},?[ -]{_Y}{END}", _date),
    (rf"{BEGIN}{MONTH}[ -](?:the )?{_D},? (?:of )?{_Y}{END}", _date),
    (rf"{BEGIN}{_Y}[ -]{MONTH}[ -]{_D}{END}", _date),
    (rf"{BEGIN}{MONTH},?(?: of)?[ -]{_Y}{END}", _date),
    (rf"{BEGIN}{_Y},?[ -]{MONTH}{END}", _date),
    (rf"{BEGIN}{_Y}([-/.])(?P<n>\d{{1,2}})\2{_D}(?![\w/-])", _date),
    (rf"{BEGIN}{_Y}[-/.](?P<n>0?[1-9]|1[0-2])(?![\w/-])", _date),
    (rf"{BEGIN}{_Y}(?P<n>0[1-9]|1[0-2])(?P<d>\d\d){END}", _date),
    (rf"{BEGIN}(?:the )?q(?P<o>[1-4])[ /-]?(?:of )?{_Y}{END}", _fraction(32)),
    (rf"{BEGIN}{_Y}[ /-]?q(?P<o>[1-4]){END}", _fraction(32)),
    (rf"{BEGIN}(?:the )?(?P<o>{'|'.join(_ORDINALS)}) quarter(?: of|,)? {_Y}{END}", _fraction(32)),
    (rf"{BEGIN}(?:the )?(?P<o>first|second|1st|2nd) half(?: of|,)? {_Y}{END}", _fraction(39)),
    (rf"{BEGIN}(?:the )?{_SEASON}(?: of|,)?[ -]{_Y}(?:[-/]\d{{2,4}})?{END}", _season),
    (rf"{BEGIN}{_Y},?[ -]{_SEASON}{END}", _season),
    (rf"{BEGIN}(?:the )?(\d{{3}})0'?s{END}", r"\1x"),
    (rf"{BEGIN}(?:the )?(?P<n>[1-9]|1\d|20|21)(?:st|nd|rd|th) century{END}", _century),
)
_UNDATED: tuple[Rule, ...] = (
    (rf"{BEGIN}(?:the )?'?(\d)0'?s{END}", r"19\1x"),
    (rf"{BEGIN}(?:the )?{_D}(?: of)? {MONTH}{END}(?![ ,]*\d)", _date),
    (rf"{BEGIN}{MONTH} (?:the )?{_D}{END}(?!,? ?\d)", _date),
    (rf"{BEGIN}(?<!\d ){MONTH}{END}", _date),
    (rf"{BEGIN}(?:the )?{_SEASON}{END}", _season),
)
"""The same without a year, where one is needed."""


def spelled(text: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """The text with its dates in the notation, in each order that day and month may have; then, marked as such, with
    an example for a year that is not said, unless it may be one that is said elsewhere in the text.

    >>> list(spelled("before 7/4/2019"))
    [(False, ('before 2019-07-04', 'before 2019-04-07'))]
    >>> list(spelled("early july"))
    [(False, ('early july',)), (True, ('early 2019-07',))]
    """
    figures = rf"{BEGIN}(?P<a>\d{{1,2}})([-/.])(?P<b>\d{{1,2}})\2{_Y}{END}"
    orders = [re.sub(figures, put, text) for put in (_month_first, _day_first)]
    texts = tuple(dict.fromkeys(applied(_DATED, order) for order in orders))
    yield False, texts
    example = applied(_UNDATED, texts[0])
    if example != texts[0] and not re.search(r"\d{4}", texts[0]):
        yield True, (example,)


def _month_first(found: re.Match[str]) -> str:
    return _in_figures(found, int(found["a"]), int(found["b"]))


def _day_first(found: re.Match[str]) -> str:
    return _in_figures(found, int(found["b"]), int(found["a"]))


def _in_figures(found: re.Match[str], month: int, day: int) -> str:
    return f"{found['y']}-{month:02d}-{day:02d}" if month <= 12 else found[0]


def applied(rules: tuple[Rule, ...], text: str) -> str:
    """The text after one rule and another."""
    for pattern, wanted in rules:
        text = re.sub(pattern, wanted, text)
    return " ".join(text.split())
