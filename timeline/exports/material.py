"""What an export is made from, what it gives back, and how it says that something is missing.

Names have been handled before anything comes here, and what leaves is searched for withheld ones. Knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from timeline.dating import Dated
from timeline.view import View
from timeline.view.tongue import tongue


@dataclass(frozen=True, slots=True)
class Material:
    """A case as its audience may see it: what was written with its solved dates, and what a page would show of it."""

    dated: Dated
    view: View

    @property
    def notice(self) -> str:
        """What an export that is not for publication says of itself; empty for one that is."""
        words = tongue(self.view.language)
        if self.view.audience == "internal":
            return words("note_internal")
        return words("note_profile", profile=self.view.audience) if self.view.confidential else ""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished export, and the texts in it as a reader gets them where its bytes spell them otherwise."""

    data: bytes
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One form a case can leave in."""

    name: str
    what: str
    """In a few words, for the list of formats."""
    make: Callable[[Material], Made]


class MissingError(Exception):
    """Something that this format needs is not installed; the message says what to do."""


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with what XML and calendars cannot hold, control characters and halves of letters, shown as �."""
    return _UNPRINTABLE.sub("\ufffd", text)


def as_made(text: str, *texts: str) -> Made:
    """A text as the bytes of a file; halves of letters, which no file can hold, become �."""
    return Made(re.sub("[\ud800-\udfff]", "\ufffd", text).encode("utf-8"), texts)
