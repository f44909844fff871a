"""What to write in place of what was typed: the accepted form nearest to it, for messages and for nothing else.

Nothing here is ever read as a date. A text is refused first; then the ways in which people write dates are rewritten,
one rule after another, and a form is proposed only if it would be accepted. Knows English; knows no ids and no events.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches

from timeline.when.phrased import phrased
from timeline.when.spelled import spelled

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc`"), "'")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS = (
    "about after around before between days during early ended exactly late least less lasted month months more most"
    " ongoing publication since start until week weeks within working year years"
).split()


class Refused(ValueError):
    """Why a text is refused, and a general hint for when nothing nearer can be proposed."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason}; {hint}" if hint else reason)
        self.reason = reason


def instead(typed: str, refused: Refused, reads: Callable[[str], object]) -> str:
    """The reason, and what to write; ``reads`` raises ValueError for what would be refused again.

    >>> from timeline.when.edtf import notation
    >>> instead("Summer 2018", Refused("not a date"), notation)
    "not a date; write '2018-22'"
    """
    reason = ""
    for example, texts in spelled(fold(typed)):
        ask = "add the year in full, such as" if example else "write"
        for group in zip(*(phrased(text) for text in texts), strict=True):
            fits = []
            for text in dict.fromkeys(_upper(text) for alternatives in group for text in alternatives if text):
                try:
                    reads(text)
                except ValueError as error:
                    if _DAY.fullmatch(text) and text != typed:
                        reason = reason or f"{refused.reason}: {error}"
                else:
                    fits.append(repr(text))
            if fits:
                return f"{reason or refused.reason}; {ask} {' or '.join(fits)}"
    corrected = " ".join(map(_corrected, fold(typed).split()))
    if reason or corrected in (fold(typed), ""):
        return reason or str(refused)
    try:
        reads(_upper(corrected))
    except ValueError:
        return instead(corrected, refused, reads)
    return f"{refused.reason}; write {_upper(corrected)!r}"


def _corrected(word: str) -> str:
    """The word of time that a longer word of letters alone is nearly, or the word itself."""
    if len(word) < 4 or len(set(word)) < 3 or not word.isalpha() or word in _WORDS:
        return word
    return next(iter(get_close_matches(word, _WORDS, n=1, cutoff=0.75)), word)


def fold(typed: str) -> str:
    """Small letters, plain digits, hyphens, quotes and spaces; signs that cannot be seen are left out."""
    plain = unicodedata.normalize("NFKC", typed).translate(_DASHES).translate(_QUOTES)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join(seen.lower().split()).strip("\"'(),;:!").removesuffix(".").strip() if seen.strip() else ""


def _upper(text: str) -> str:
    """The letters of the notation are capitals: 201X, 2018-05-01T10:00:00Z."""
    return re.sub(r"(?<![\w-])\d[\dx]{3}(?:-[\dx]{2}){0,2}(?:t\d\d[\d:+z-]*)?", lambda found: found[0].upper(), text)
