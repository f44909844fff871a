"""Text on its way out: what a case says becomes harmless here, once, for markup, for pictures and for hover text.

Escapes markup, takes out the invisible characters that turn the direction of what follows, keeps runs of another
direction to themselves, and lets only three kinds of address become links. Knows no view and no template.
"""

from __future__ import annotations

import html
import re

from markupsafe import Markup

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
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


def isolated(text: str) -> Markup:
    """Text that may run the other way, kept from reordering its neighbours; nothing for nothing."""
    return Markup(f"<bdi>{escape(text)}</bdi>" if text else "")  # noqa: S704 - escaped here


def finalize(value: object) -> object:
    """What the template does to every value before it escapes it; markup of ours is left as it is."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def link(url: str) -> str:
    """The address if it may be a link (http, https, mailto), else nothing."""
    return url if _LINK.fullmatch(url) else ""
