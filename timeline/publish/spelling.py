"""How a name may be spelt: folded for comparing, and every form that one name, number or day can take in a text.

Knows nothing of actors and of texts in which the forms are looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache

_STROKES = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "þ": "th", "Þ": "Th",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
})  # fmt: skip
_SPELT_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe",
})  # fmt: skip
_TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof sir officer ofc sgt sergeant lt lieutenant capt captain cpl corporal det detective
    deputy chief major colonel col trooper agent constable pc sheriff judge rev pastor señor señora sr sra don
    doña
    """.split()
)
_SUFFIXES = frozenset("jr sr ii iii iv v esq phd md".split())
_PARTICLES = frozenset(
    """
    de del de la las los da das do dos di du van von der den ter ten le st bin ibn al el mac y e
    """.split()
)
EVERYDAY = frozenset(
    """
    will mark may grace bill rose hope faith joy june april august art chase drew grant pat rob sue victor frank
    rich dean earl major marshal christian jersey virginia georgia carolina dakota austin houston dallas charlotte
    chance justice mercy honor miles penny dawn summer autumn gene jack lance max nick olive patience pierce reed
    rocky rusty sandy skip sonny trace trip ward wade cliff clay crystal daisy dale duke ginger hazel heath holly
    iris ivy jade jasmine jewel king lily love melody pearl poppy prince robin ruby sage scout star sky violet
    willow day law case chief court judge officer police city county state street record report statement letter
    """.split()
)
"""First names that are everyday words too: alone they say nothing, and taking them out would spoil a sentence."""
_ABBREVIATIONS = frozenset(
    """
    us uk un eu dc pd da ad bc am pm ie eg la ny nj nc nd nm nh sc sd ri ma md me mi mn mo ms mt al ak az ar ca co
    ct de fl ga hi ia id il in ks ky ne nv oh ok or pa tn tx ut va vt wa wi wv wy jd ba bs ma no vs cf ps phd usa
    """.split()
)
_SHORT = frozenset(
    """
    do so an my he ho to of in on at by is it we me us or if no up go as am be ma pa la le de el al un
    """.split()
)
_CJK = "[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")


def plainly(text: str) -> str:
    """Compatible letters without accents, strokes and invisible characters; case is kept.

    >>> plainly("Ｍárta Løwe")
    'Marta Lowe'
    """
    return text if text.isascii() else _FOREIGN.sub(lambda found: _plain(found[0]), text)


@lru_cache(maxsize=4096)
def _plain(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run).translate(_STROKES)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch) and unicodedata.category(ch) != "Cf")


def folded(text: str) -> str:
    """The same in lower case, with single spaces."""
    return " ".join(plainly(text).casefold().split())


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded: what a name is compared by.

    >>> words("Dana O’Dell-Quist")
    ('dana', 'o', 'dell', 'quist')
    """
    return tuple(_WORD.findall(plainly(text).casefold()))


def standing(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text as a word of its own, exactly as it is written.

    >>> list(standing("Stonebridge, Stone", "Stone"))
    [13]
    """
    place = text.find(word)
    while place >= 0:
        around = text[max(0, place - 1) : place] + text[place + len(word) : place + len(word) + 1]
        if not any(ch.isalnum() or ch == "_" for ch in around):
            yield place
        place = text.find(word, place + 1)


def unspaced(text: str) -> bool:
    """True for scripts that do not put spaces between words."""
    return not text.isascii() and bool(re.search(_CJK, text))


def is_number(text: str) -> bool:
    """A badge number, a case of few digits: nothing but digits and what parts them."""
    return bool(re.fullmatch(r"[#\s]*\d[\d\s./-]*", text))


def _bare(name: str) -> list[str]:
    """The words of a person's name as written, without titles before it and suffixes behind it."""
    last, comma, first = name.partition(",")
    written = (
        f"{first} {last}".split() if comma and first.strip().strip(".").casefold() not in _SUFFIXES else last.split()
    )
    while len(written) > 1 and written[0].strip(".").casefold() in _TITLES:
        written = written[1:]
    while len(written) > 1 and written[-1].strip(".,").casefold() in _SUFFIXES:
        written = written[:-1]
    return written


def parts(name: str) -> Iterator[str]:
    """The words of a person's name that point to them alone: the last one, both halves of a double one, first ones
    that are no everyday words. Particles and initials are none.

    >>> list(parts("Det. Marta Quist-Harlow Jr."))
    ['Quist-Harlow', 'Quist', 'Harlow', 'Marta']
    """
    written = _bare(name)
    if len(written) < 2:
        return
    first, *middle, last = written
    if len(last) == 2 and last.casefold() not in _SHORT:
        yield last
    others = (word for word in (*middle, first) if word.strip(".").casefold() not in EVERYDAY | _PARTICLES)
    for word in dict.fromkeys(half for name_word in (last, *others) for half in _halves(name_word)):
        if len(word.strip(".")) > 2:
            yield word


def _halves(word: str) -> list[str]:
    return [word, *word.split("-")] if "-" in word else [word]


def forms(name: str) -> Iterator[str]:
    """Other ways to write a person's name: turned round, with an initial, as an account's name, umlauts spelt out.

    >>> sorted(set(forms("Marta Quennerby")))[:3]
    ['M Quennerby', 'M. Quennerby', 'Marta Q.']
    """
    for spelt in dict.fromkeys([name, name.translate(_SPELT_OUT)]):
        if spelt != name:
            yield spelt
        written = _bare(spelt)
        if len(written) > 1 and not unspaced(spelt):
            yield from _of_words(written)


def _of_words(written: list[str]) -> Iterator[str]:
    first, *middle, last = written
    while middle and middle[-1].casefold() in _PARTICLES:
        last = f"{middle.pop()} {last}"
    given = " ".join([first, *middle])
    initial = plainly(first)[:1]
    yield from (f"{last}, {given}", f"{last} {given}", f"{last}, {first}", f"{last} {first}", f"{first} {last}")
    yield from (f"{initial}. {last}", f"{initial} {last}", f"{last}, {initial}.")
    if first.casefold() not in EVERYDAY:
        yield f"{first} {last[:1]}."
    if middle:
        between = " ".join(f"{word[0]}." for word in middle)
        yield from (f"{first} {between} {last}", f"{initial}. {between} {last}")
    account = "".join(words(last))
    if len(account) > 4:
        yield from (f"{initial}{account}".casefold(), f"{account}{initial}".casefold())


def initials(name: str) -> Iterator[str]:
    """The initials of a person's name with their full stops, unless an everyday abbreviation is written so.

    >>> list(initials("Marta Quennerby")), list(initials("Ursula Stone"))
    (['M. Q.', 'M.Q.'], [])
    """
    written = _bare(name)
    letters = [plainly(word)[:1] for word in written]
    if len(written) > 1 and not unspaced(name) and "".join(letters).casefold() not in _ABBREVIATIONS:
        yield from (". ".join(letters) + ".", ".".join(letters) + ".")


def days(born: str) -> Iterator[str]:
    """Other ways to write a day of birth.

    >>> list(days("1984-03-07"))[:3]
    ['7 March 1984', 'March 7, 1984', 'March 7 1984']
    """
    with suppress(ValueError):
        day = date.fromisoformat(born)
        for month in (_MONTHS[day.month - 1], _MONTHS[day.month - 1][:3], _MESES[day.month - 1]):
            yield from (
                f"{day.day} {month} {day.year}",
                f"{month} {day.day}, {day.year}",
                f"{month} {day.day} {day.year}",
            )
            yield f"{day.day} de {month} de {day.year}"
        for year in (f"{day.year}", f"{day.year % 100:02}"):
            for a, b in ((day.month, day.day), (day.day, day.month)):
                for mark in "/.-":
                    yield from (f"{a}{mark}{b}{mark}{year}", f"{a:02}{mark}{b:02}{mark}{year}")
        yield day.strftime("%Y%m%d")


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
