"""Some of a case's events shown alone: what is told of them, without links to what is not there.

Nothing is worked out anew: dates, obligations and silences are those of the whole case, so that leaving events out
never makes anything look undone. Also what a search looks through, the same for every way to search.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from timeline.view.found import FoundTable
from timeline.view.model import Card, Owed


def within(card: Card, events: Collection[str], obligations: Collection[str]) -> Card:
    """A card without links to events and obligations that are not shown; its reasons stay, as words."""
    return replace(
        card,
        why=tuple(step if step.event in events else replace(step, event="") for step in card.why),
        leads_from=tuple(one for one in card.leads_from if one.event in events),
        leads_to=tuple(one for one in card.leads_to if one.event in events),
        owes=tuple(pair for pair in card.owes if pair[0] in obligations),
    )


def found_within(table: FoundTable | None, obligations: Collection[str]) -> FoundTable | None:
    """What was found about the obligations that are shown; nothing if they are none of them."""
    rows = tuple(row for row in table.rows if row.obligation in obligations) if table else ()
    return replace(table, rows=rows) if table and rows else None


def searched(card: Card) -> str:
    """What a search looks through: title, date, type, who, summary and claims, in small letters without accents.

    >>> fold("Comisión")
    'comision'
    """
    said = [text for one in card.said for text in (one.speaker, one.says)]
    who = [text for pair in (*card.who, *card.facts) for text in pair]
    parts = (card.title, card.date_words, card.type_words, card.modality_words, *who, card.summary, *said)
    return fold(" ".join(part for part in parts if part))


def fold(text: str) -> str:
    """Text as searches compare it: small letters, no accents."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(ch for ch in letters if not unicodedata.combining(ch)).lower()


def matches(card: Card, text: str) -> bool:
    """Whether every word of ``text`` stands in what is said of the event."""
    within_text = searched(card)
    return all(word in within_text for word in fold(text).split())


def cited(cards: Iterable[Card], owed: Iterable[Owed]) -> set[str]:
    """Every source that what is shown rests on."""
    found: set[str] = set()
    for card in cards:
        told: tuple[Any, ...] = (card, *card.said, *card.why, *card.leads_from, *card.leads_to)
        found.update(cite.source for one in told for cite in one.cites)
    for debt in owed:
        found.update(cite.source for cites in (debt.cites, *(one.cites for one in debt.said)) for cite in cites)
    return found
