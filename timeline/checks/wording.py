"""Do titles and summaries take sides? A short table of words, why each is loaded, and what to write instead.

What stands in quotation marks is somebody's own word and is left alone; so are claims, which have a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from timeline.model.block import Block
from timeline.model.record import Record
from timeline.problems import Problem, quoted


@dataclass(frozen=True, slots=True)
class Loaded:
    """One row: the word as a pattern, why it is loaded, and what to write in its place."""

    pattern: str
    why: str
    instead: str


_WHOSE = "it says that somebody is right without saying who found so"
_GRUDGE = "it says that there was something to hide"
_DOUBT = "it tells readers not to believe it"
_SLUR = "it judges a person"
_LOUD = "it tells readers how to feel"

LOADED: Mapping[str, tuple[Loaded, ...]] = {
    "en": (
        Loaded(r"clear(?:ed|s)(?! the (?:road|area|scene|street|room|building))", _WHOSE,
               "the forum and its outcome: the grand jury returns no bill, the commission overturns the suspension"),
        Loaded(r"vindicat(?:ed|es)", _WHOSE, "the forum and its outcome"),
        Loaded(r"(?:un)?justified", _WHOSE, "who found so, and on what standard"),
        Loaded(r"refus(?:ed|es)", "it says that somebody had a duty and would not do it",
               "does not, declines, or what was done"),
        Loaded(r"ignor(?:ed|es)", "it supposes that somebody knew and did not care", "does not answer by the day"),
        Loaded(r"fail(?:ed|s) to", "it says that there was a duty", "does not; name the duty as an obligation"),
        Loaded(r"so[- ‐-–]called|self-styled", _DOUBT, "the name itself, or a quotation"),
        Loaded(r"claimed|claims(?= (?:that|he|she|they|to|it)\b)", _DOUBT, "says"),
        Loaded(r"allegedly|reportedly", "it alleges, and does not say who does", "who says so, in a claim with 'by'"),
        Loaded(r"admit(?:ted|s)(?! (?:to (?:a |the )?hospital|(?:in|into|as) evidence))|confess(?:ed|es)", _GRUDGE,
               "says; or pleads guilty, where that is what happened"),
        Loaded(r"cover(?:ed)?[- ]up|whitewash(?:ed|es)?|stonewall(?:ed|s)?", _GRUDGE,
               "what was kept back, from whom, and when"),
        Loaded(r"lied|lies(?= (?:to|about)\b)", "it says what somebody knew", "says A; the record shows B"),
        Loaded(r"thugs?|criminals|perpetrators?|gangsters?|rogue|no angel", _SLUR,
               "the person's part in the event: the man who was stopped, the person charged"),
        Loaded(r"(?-i:cops?)", "it is slang", "officer, police"),
        Loaded(r"illegals|illegal (?:aliens?|immigrants?)", _SLUR, "people without legal status"),
        Loaded(r"anti-police|pro-police|cop-hating", "it gives a position to somebody who may not hold it",
               "what the person asks for"),
        Loaded(r"murdered", "it is a verdict", "kills, dies; or the charge by its name"),
        Loaded(r"brutal(?:ly|ity)?|savage(?:ly)?|shocking(?:ly)?|horrific|notorious|infamous|controversial", _LOUD,
               "what happened"),
        Loaded(r"slam(?:med|s)|blast(?:ed|s)|lash(?:ed|es) out", _LOUD, "criticises, or what was said"),
        Loaded(r"scandal|mob", _LOUD, "what happened, and how many took part"),
    ),
    "es": (
        Loaded(r"exculpad[oa]s?|libr(?:e|ó|ado|ada) de culpa|limpi(?:ó|a) su nombre", _WHOSE,
               "el órgano y su decisión: el gran jurado no presenta cargos"),
        Loaded(r"(?:in)?justificad[oa]s?", _WHOSE, "quién lo determinó y con qué criterio"),
        Loaded(r"se (?:negó|negaron|niega|niegan) a", "it says that somebody had a duty and would not do it",
               "no lo hace, declina"),
        Loaded(r"ignor(?:ó|a|aron)", "it supposes that somebody knew and did not care", "no responde hasta el día"),
        Loaded(r"(?:el|la|los|las|un|una) (?:así |mal )?llamad[oa]s?", _DOUBT, "el nombre mismo, o una cita"),
        Loaded(r"supuest(?:o|a|os|as|amente)|presunt(?:o|a|os|as|amente)",
               "it alleges, and does not say who does", "quién lo dice"),
        Loaded(r"pretend(?:e|ió|en) que", _DOUBT, "dice"),
        Loaded(r"admiti(?:ó|eron)|admiten?|confes(?:ó|aron)|confiesan?", _GRUDGE, "dice; o se declara culpable"),
        Loaded(r"encubr(?:ió|ieron|imiento)", _GRUDGE, "qué no se entregó, a quién y cuándo"),
        Loaded(r"minti(?:ó|eron)|mienten?", "it says what somebody knew", "dice A; el registro muestra B"),
        Loaded(r"mat(?:ón|ones)|delincuentes?|malhechor(?:es)?", _SLUR,
               "su papel en el hecho: la persona detenida, la persona acusada"),
        Loaded(r"ilegales", _SLUR, "personas sin estatus legal"),
        Loaded(r"asesin(?:ó|aron|ad[oa]s?)", "it is a verdict", "mata, muere; o el cargo por su nombre"),
        Loaded(r"brutal(?:mente|idad)?|salvaje|escalofriante|polémic[oa]s?|escándalo", _LOUD, "lo que ocurrió"),
        Loaded(r"arremeti(?:ó|eron)|arremeten?", _LOUD, "critica, o lo que dijo"),
    ),
}  # fmt: skip
"""The words by language; a language that is not here is not searched."""

_QUOTED = re.compile(
    r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)",
)
_MARKS = re.compile("[“„«\"‘']")
_FIELDS = ("title", "label", "summary", "act", "scope")


def loaded_words(record: Record) -> Iterator[Problem]:
    """A title or summary is in the project's own neutral words; loaded ones stay with those who use them."""
    yield from _in_block(record, record.head, "the case")
    for kind, block in record.blocks():
        if kind != "source":
            yield from _in_block(record, block, f"{kind} {quoted(getattr(block, 'id', ''))}")


def _in_block(record: Record, block: Block, what: str) -> Iterator[Problem]:
    for field in _FIELDS:
        text = getattr(block, field, None)
        by_language = text if isinstance(text, Mapping) else {record.head.language: text} if text else {}
        for language, words in by_language.items():
            for word, row in found_in(words, language):
                at = block.where(field, language) if isinstance(text, Mapping) else block.where(field)
                message = f"{what}, {quoted(field)}: {quoted(word)} is loaded: {row.why}"
                yield Problem(
                    at, "loaded-word", message, f"write instead: {row.instead}; a quotation may stay", "warning"
                )


def found_in(text: str, language: str) -> Iterator[tuple[str, Loaded]]:
    """The loaded words of a text, outside its quotations, each with its row of the table.

    >>> [word for word, _ in found_in('He is cleared; they say "cleared"', "en")]
    ['cleared']
    """
    rows = LOADED.get(language.partition("-")[0], ())
    if rows:
        said = _QUOTED.sub(lambda quote: " " * len(quote[0]), text) if _MARKS.search(text) else text
        for match in _pattern(language.partition("-")[0]).finditer(said):
            yield match[0], rows[int(str(match.lastgroup).removeprefix("row"))]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """All rows of a language in one pattern, so that each text is read once."""
    parts = (f"(?P<row{number}>{row.pattern})" for number, row in enumerate(LOADED[language]))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)
