"""Claims on the page: who says so and how it is introduced, and which claims stand side by side.

A claim states what its speaker holds, whatever the stance: a denial is introduced as one, and is said to dispute
somebody only where it names whom it contradicts. Knows no template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from timeline.draw.safe import isolated
from timeline.draw.strings import Words
from timeline.view.model import Cite, Said


def said(one: Said, words: Words) -> Markup:
    """The words before a claim: "The mayor said, as a denial:"."""
    disputes = one.stance == "denies" and one.against
    text = words("says_disputes") if disputes else words.or_else(f"says_{one.stance}", words("says_asserts"))
    who = one.speaker[:1].upper() + one.speaker[1:] if text.startswith("{who}") else one.speaker
    names = {"{who}": isolated(who), "{whom}": Markup(", ").join(isolated(other) for other in one.against)}
    pieces = re.split(r"(\{whom?\})", text[:1].upper() + text[1:])
    return Markup("").join(names.get(piece, piece) for piece in pieces)


def places(cites: Iterable[Cite]) -> list[str]:
    """Places in one source, the word for them once: "line 9", "17", "32 to 33".

    >>> places([Cite(1, "s", "line 9"), Cite(1, "s", "lines 32 to 33"), Cite(1, "s", "page 2")])
    ['line 9', '32 to 33', 'page 2']
    """
    found, last = [], ""
    for cite in cites:
        word, _, rest = cite.locator.partition(" ")
        same = bool(rest) and word.removesuffix("s") == last
        if cite.locator:
            found.append(rest if same else cite.locator)
        last = word.removesuffix("s")
    return found


def by_field(claims: tuple[Said, ...]) -> list[tuple[str, tuple[str, ...], tuple[Said, ...]]]:
    """Claims grouped by the field they are about: (field, claims of the group as quoted elsewhere, claims).

    The second part is empty unless some of them contradict each other: then they are set side by side, and what
    stands beside a claim need not be repeated under it.
    """
    groups: dict[str, list[Said]] = {}
    for one in claims:
        groups.setdefault(one.about, []).append(one)
    found = []
    for about, group in groups.items():
        quoted = tuple(f"{one.speaker}: {one.says}" for one in group)
        clash = any(other in quoted for one in group for other in one.contradicts)
        found.append((about, quoted if clash else (), tuple(group)))
    return found
