"""Text on its way out: what a case says becomes harmless here, once, for markup, for pictures and for hover text.

Escapes markup, takes out the invisible characters that turn the direction of what follows, keeps runs of another
direction to themselves, and lets only three kinds of address become links. Knows no view and no template.
"""

from __future__ import annotations

import html
import re

from markupsafe import Markup

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks of the letters that run from right to left."""
_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"'\\^`{|}\x00-\x1f]+", re.IGNORECASE)


def plain(text: str) -> str:
    """Text without the characters that turn its direction: embeddings, overrides, isolates and marks.

    Source: Unicode Standard Annex 9, section 2. Letters keep the direction that is their own.

    >>> plain("paid" + chr(0x202E) + " in full")
    'paid in full'
    """
    return _TURNING.sub("", text)


def escape(text: str, *, quote: bool = True) -> str:
    """Plain text for markup; with ``quote`` fit for an attribute too."""
    return html.escape(plain(text), quote=quote)


def isolated(text: str, direction: str = "ltr") -> Markup:
    """Text on a page of a direction, kept from reordering its neighbours where some of it runs the other way.

    >>> isolated("Harlow"), isolated("Harlow", "rtl")
    (Markup('Harlow'), Markup('<bdi>Harlow</bdi>'))
    """
    alone = direction == "rtl" or (not text.isascii() and _LEFTWARD.search(text))
    return Markup(f"<bdi>{escape(text)}</bdi>" if text and alone else escape(text))  # noqa: S704 - escaped here


def finalize(value: object) -> object:
    """What the template does to every value before it escapes it; markup of ours is left as it is."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def link(url: str) -> str:
    """The address if it may be a link (http, https, mailto), else nothing."""
    return url if _LINK.fullmatch(url) else ""
