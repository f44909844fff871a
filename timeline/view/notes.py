"""Sentences about one build that its readers are owed: what was checked, what was withheld and then searched for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from timeline.checks import Accepted
from timeline.checks.codes import BY_CODE
from timeline.files.passages import Checked
from timeline.model.block import say
from timeline.model.record import Record
from timeline.publish import Audience, Redacted
from timeline.view.words import plain
from timeline.when.words import day_words


def notes(
    record: Record, copies: Checked, redacted: Redacted, audience: Audience, known: date | None = None
) -> Iterator[str]:
    """The sentences of the method box, in order."""
    yield from _checked(copies, named=any(s.sha256 or s.archive for s in record.sources.values()))
    if known is not None:
        day = day_words(known)
        yield f"This page shows only what had been published by {day}, in the words of the record as it is now."
    if audience == "internal":
        yield "This is an internal copy: names are shown that are withheld from the public. Do not publish it."
    elif redacted.confidential:
        yield f"This copy was made for “{audience}”. Names withheld from the public may be in it: do not publish it."
    if redacted.values:
        yield from _withheld(redacted)
    yield from _unshown(redacted.pictures)


def _withheld(redacted: Redacted) -> Iterator[str]:
    yield (
        "Some names are withheld. They were taken out of the data before anything was drawn, and the finished page was "
        "searched for them, as they are written and in other capitals, accents, orders and encodings; none was found."
    )
    if redacted.reasons:
        listed = "; ".join(f"[{label}] for {why}" for label, why in redacted.reasons)
        yield f"Square brackets stand where a name stood: {listed}."
    if redacted.addresses:
        links = "1 address is" if redacted.addresses == 1 else f"{redacted.addresses} addresses are"
        yield f"{links} left out, because a withheld name is in it."


def _unshown(count: int) -> Iterator[str]:
    if count:
        pictures = "1 picture is" if count == 1 else f"{count} pictures are"
        yield f"{pictures} left out, because somebody whose name is withheld can be recognised there."


def _checked(copies: Checked, *, named: bool) -> Iterator[str]:
    """How many cited passages were held against copies, and why the others were not."""
    verified = sum(passages.verified for passages in copies.passages.values())
    apart = sum(passages.unverified for id_, passages in copies.passages.items() if id_ not in copies.copies)
    unsearchable = sum(copies.passages[id_].unverified for id_ in copies.copies)
    if verified and not apart and not unsearchable:
        yield f"All {verified} cited passages were checked against archived copies of the sources."
    elif apart and not verified and not named:
        yield f"None of the {apart} cited passages was checked: this case names no archived copies."
    elif apart and not verified:
        yield (
            f"None of the {apart} cited passages was checked by this build: archived copies of the sources are "
            "named by their hash and kept apart from this case."
        )
    elif apart:
        yield (
            f"{verified} cited passages were checked against archived copies; {apart} could not be: "
            "the copies are kept apart from this case."
        )
    elif verified:
        yield f"{verified} cited passages were checked against archived copies of the sources."
    if unsearchable:
        yield f"{unsearchable} cited passages could not be checked in their copies, which cannot be searched for them."


def accepted_words(record: Record, accepted: Iterable[Accepted], language: str) -> Iterator[tuple[str, str]]:
    """What was accepted, in words and with the reason; once for the whole case, and else with the block's own title.

    Words and reasons come from the record as its audience sees it, never from a message made before names were handled.
    """
    for (code, kind, id_, claim), count in Counter((a.code, a.kind, a.id, a.claim) for a in accepted).items():
        block: Any = record.head if kind == "case" else record.table(kind)[id_]
        means = BY_CODE[code].means if code in BY_CODE else plain(code.replace("-", " "))
        where = _title(record, kind, block, language) if kind != "case" else f"{count} places" if count > 1 else ""
        reason = (block if claim < 0 else block.claims[claim]).accept[code]
        yield (f"{means[:1].upper()}{means[1:]}" + (f": {where}" if where else "")), say(reason, language)


def _title(record: Record, kind: str, block: Any, language: str) -> str:
    if kind == "actor":
        return record.actor_label(block.id, language)
    return say(block.label if kind == "obligation" else block.title, language)
