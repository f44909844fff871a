"""Is every text there in the case's own language?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.model.block import Block
from timeline.model.record import Record
from timeline.problems import Problem, quoted
from timeline.when.words import PHRASES

_NOT_TEXT = ("refs", "threads", "approximate", "half", "accept")


def translations(record: Record) -> Iterator[Problem]:
    """A text given by language should have the case's own; the page shows another one in its place."""
    language = record.head.language
    tongues = {language, language.partition("-")[0]}
    for kind, block in (("case", record.head), *record.blocks()):
        for inner, name, value in _by_language(block):
            if tongues.isdisjoint(value):
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


def in_language(record: Record, language: str) -> Record:
    """The record as a page in another language tells it; ValueError for what is no language."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise ValueError(f"{language!r} is no language; write its tag, such as es or pt-BR")
    return Record(
        record.head.model_copy(update={"language": language}),
        record.sources,
        record.actors,
        record.events,
        record.obligations,
        record.broken,
        record.private,
    )


def untranslated(record: Record, written: str) -> Iterator[Problem]:
    """What a page in another language than the case is ``written`` in has to show as it is."""
    yield from translations(record)
    yield from interface(record)
    texts = [record.head.title, record.head.summary, *(event.title for event in record.events.values())]
    texts += [event.summary for event in record.events.values()] + [claim.says for *_, claim in record.claims()]
    plain = sum(isinstance(text, str) for text in texts)
    if plain:
        message = f"{plain} of {sum(map(bool, texts))} titles, summaries and claims are in {quoted(written)} only"
        hint = f"write them by language, {{{written}: …, {record.head.language}: …}}; until then they stand as they are"
        yield Problem(record.head.where("language"), "missing-translation", message, hint, "warning")


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
