"""A line an event, for a story of very many: date and title, then what else a card would say as one run of text.

A browser takes about a microsecond for each element, and a link is three: of 50,000 events, links alone would keep the
reader waiting longer than all the rest. So what leads somewhere is text too, and where it leads is packed at the end of
the page; ``rows.js`` makes links of it where a reader comes near. What stands apart does so by semicolons, at which a
screen reader pauses. Knows no template.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from timeline.draw.safe import escape, isolated
from timeline.draw.said import places, said
from timeline.draw.strings import Words
from timeline.view.model import Card, Cite, Said

BATCH = 100
"""So many lines are laid out, and given their links, at once."""
_ISOLATES = {"<bdi>": "\u2068", "</bdi>": "\u2069"}
"""What keeps text of another direction to itself, where there are no elements. Source: Unicode Annex 9, section 2.3."""

_Piece = tuple[str, str]
"""Text, as markup that holds no element but ``bdi``, and the anchor it leads to, or none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A card as a line: what follows its title, a blank before it, and the links in that as "anchor,first character,how
    many", with blanks between them.
    """

    card: Card
    rest: Markup
    links: str


def rows(cards: Iterable[Card], words: Words, direction: str) -> list[Row]:
    """The lines of cards on a page of a direction, in the order of the story."""
    return [_row(card, words, direction) for card in cards]


def _row(card: Card, words: Words, direction: str) -> Row:
    """Characters are counted as code points, in the text as a browser has it."""
    text, links = " ", []
    for piece, anchor in _pieces(card, words, direction):
        bare = _bare(piece)
        if anchor:
            links.append(f"{anchor},{len(text)},{len(bare)}")
        text += bare
    return Row(card, Markup(html.escape(text, quote=False)), " ".join(links))  # noqa: S704 - escaped here


def _bare(piece: str) -> str:
    """The text of such markup; breaks of lines are blanks, since a browser would count some of them otherwise."""
    for tag, character in _ISOLATES.items():
        piece = piece.replace(tag, character)
    return re.sub(r"[\r\n\f\t]+", " ", html.unescape(piece))


def _pieces(card: Card, words: Words, direction: str) -> Iterator[_Piece]:
    """What a line says after its title."""

    def own(text: str) -> str:
        return str(isolated(text, direction))

    yield own(card.type_words), ""
    if card.people:
        yield "; " + ", ".join(map(own, card.people)), ""
    for one in card.leads_from:
        yield f"; {own(one.words)} ", ""
        yield own(one.title), one.event
        if one.modality:
            yield f" ({own(one.modality)})", ""
    for id_, label in card.owes:
        yield "; ", ""
        yield own(label), f"_owed-{id_}"
    for claim in card.said:
        yield "; ", ""
        yield from _claim(claim, card, words, own)
    if card.condition:
        yield f"; {own(words('condition', what=card.condition))}", ""
    if card.later:
        event, title, day = card.later
        yield f"; {own(words('later'))} ", ""
        yield own(title), event
        yield f" ({own(day)})", ""
        if not event:
            yield f" ({own(words('later_apart'))})", ""
    for day, change, reason in card.corrections:
        yield f"; {own(words('corrected', day=day))} {own(change)}{f' ({own(reason)})' if reason else ''}", ""
    yield from _cites(card.cites)


def _claim(claim: Said, card: Card, words: Words, own: Callable[[str], str]) -> Iterator[_Piece]:
    """What a claim says and how it stands: on what, cited where it is not as its event is, set aside, answered."""
    yield f"{said(claim, words)} {own(claim.says)}", ""
    if claim.about:
        yield f" ({own(words('about', what=claim.about))})", ""
    if claim.cites != card.cites:
        yield from _cites(claim.cites)
    if claim.status != "accepted":
        yield f" ({own(words.or_else(f'status_{claim.status}', claim.status))})", ""
    if claim.note:
        yield f" ({own(claim.note)})", ""
    for one in claim.replies:
        key = "reply_given" if one.answered else "reply_none"
        yield f" {own(words(key, who=one.who, asked=one.asked, answered=one.answered))} {own(one.says)}".rstrip(), ""
        yield from _cites(one.cites)


def _cites(cites: Iterable[Cite]) -> Iterator[_Piece]:
    """Numbers in brackets with the places in that source, as cards have them."""
    for number, group in groupby(sorted(cites, key=lambda one: one.number), key=lambda one: one.number):
        yield " ", ""
        yield f"[{', '.join([str(number), *map(escape, places(group))])}]", f"_source-{number}"
