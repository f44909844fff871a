"""Is every text there in the case's own language?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.model.block import Block
from timeline.model.record import Record
from timeline.problems import Problem, quoted
from timeline.when.words import PHRASES

_NOT_TEXT = ("refs", "threads", "approximate", "half", "accept")


def translations(record: Record) -> Iterator[Problem]:
    """A text given by language should have the case's own; the page shows another one in its place."""
    language = record.head.language
    for kind, block in (("case", record.head), *record.blocks()):
        for inner, name, value in _by_language(block):
            if language not in value:
                what = f"{kind} {quoted(getattr(block, 'id', record.head.case))}"
                message = f"{what}: {quoted(name)} is not given in {quoted(language)}, the language of the case"
                hint = f"add it; until then the text in {quoted(next(iter(value), ''))} is shown"
                yield Problem(inner.where(name), "missing-translation", message, hint, "warning")


def interface(record: Record) -> Iterator[Problem]:
    """Dates and the page's own words are there in some languages only; a curator should know before publishing."""
    language = record.head.language
    if language.partition("-")[0] not in PHRASES:
        message = f"the page's own words are not available in {quoted(language)}; they will be English"
        hint = f"available: {', '.join(sorted(PHRASES))}"
        yield Problem(record.head.where("language"), "language-not-available", message, hint, "warning")


def _by_language(block: Block) -> Iterator[tuple[Block, str, dict[str, str]]]:
    for name, value in block:
        if not value or isinstance(value, str):
            continue  # most fields are empty, or text in one language
        if isinstance(value, dict) and name not in _NOT_TEXT:
            if all(isinstance(text, str) for text in value.values()):
                yield block, name, value
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Block):
                yield from _by_language(item)
