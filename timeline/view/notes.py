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
from timeline.view.tongue import Tongue, tongue
from timeline.when.words import day_words


def notes(
    record: Record, copies: Checked, redacted: Redacted, audience: Audience, known: date | None = None
) -> Iterator[str]:
    """The sentences of the method box, in order."""
    words = tongue(record.head.language)
    yield from _checked(copies, words, named=any(s.sha256 or s.archive for s in record.sources.values()))
    if known is not None:
        yield words("note_known", day=day_words(known, words.language))
    if audience == "internal":
        yield words("note_internal")
    elif redacted.confidential:
        yield words("note_profile", profile=audience)
    if redacted.values:
        yield from _withheld(redacted, words)
    if redacted.pictures:
        yield words("note_pictures", n=redacted.pictures)


def _withheld(redacted: Redacted, words: Tongue) -> Iterator[str]:
    yield words("note_withheld")
    if redacted.reasons:
        reasons = [
            (label, ", ".join(words.or_else(f"withheld.{part}", part) for part in why.split(", ")))
            for label, why in redacted.reasons
        ]
        yield words(
            "note_brackets", listed="; ".join(words("note_bracket", label=one, why=why) for one, why in reasons)
        )
    if redacted.addresses:
        yield words("note_addresses", n=redacted.addresses)


def _checked(copies: Checked, words: Tongue, *, named: bool) -> Iterator[str]:
    """How many cited passages were held against copies, and why the others were not."""
    verified = sum(passages.verified for passages in copies.passages.values())
    apart = sum(passages.unverified for id_, passages in copies.passages.items() if id_ not in copies.copies)
    mute = sum(copies.passages[id_].unverified for id_ in copies.copies)
    if verified and not apart and not mute:
        yield words("note_all_checked", n=verified)
    elif apart and not verified:
        yield words("note_apart" if named else "note_unnamed", n=apart)
    elif apart:
        yield words("note_some_apart", n=verified, apart=apart)
    elif verified:
        yield words("note_checked", n=verified)
    if mute:
        yield words("note_mute", n=mute)


def accepted_words(record: Record, accepted: Iterable[Accepted], words: Tongue) -> Iterator[tuple[str, str]]:
    """What was accepted, in words and with the reason; once for the whole case, and else with the block's own title.

    Words and reasons come from the record as its audience sees it, never from a message made before names were handled.
    """
    for (code, kind, id_, claim), count in Counter((a.code, a.kind, a.id, a.claim) for a in accepted).items():
        block: Any = record.head if kind == "case" else record.table(kind)[id_]
        means = words.or_else(f"code.{code}", BY_CODE[code].means if code in BY_CODE else code.replace("-", " "))
        where = _title(record, kind, block, words.language)
        if kind == "case":
            where = words("accepted_places", n=count) if count > 1 else ""
        reason = (block if claim < 0 else block.claims[claim]).accept[code]
        problem = f"{means[:1].upper()}{means[1:]}"
        yield words("accepted_in", problem=problem, where=where) if where else problem, say(reason, words.language)


def _title(record: Record, kind: str, block: Any, language: str) -> str:
    if kind == "actor":
        return record.actor_label(block.id, language)
    return say(block.label if kind == "obligation" else block.title, language)
