"""Proof after the fact: the finished bytes are searched for every withheld value, in the forms it could hide in.

Knows nothing of records or pages: a text, and values that must not be in it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld value was found; ``form`` says how it was written, ``near`` shows what surrounds it, masked."""

    value: str
    form: str
    near: str


def scan(
    text: str, values: Iterable[str], *, as_written: Iterable[str] = (), skip: Iterable[str] = ()
) -> tuple[Leak, ...]:
    """Every withheld value found in the text; ``skip`` are parts known to be harmless, such as the chart library.

    ``values`` are found in any case, accents or spacing; ``as_written`` only exactly so, as everyday words may be.

    >>> scan("<b>Jo</b>an Roe", ["Joan Roe"])[0].form
    'split by markup'
    """
    wanted = {value: folded(value) for value in values if value.strip()}
    exact = [value for value in as_written if value.strip()]
    if not wanted and not exact:
        return ()
    for part in skip:
        text = text.replace(part, " ")
    leaks = [
        Leak(value, "as written", "█" * len(value))
        for value in exact
        if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", html.unescape(text))
    ]
    for form, written in _forms(text):
        for value, needle in wanted.items():
            if any(leak.value == value for leak in leaks):
                continue
            match = re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", written)
            if match:
                near = written[max(0, match.start() - 30) : match.end() + 30].replace(needle, "█" * len(needle))
                leaks.append(Leak(value, form, near))
    return tuple(leaks)


def folded(text: str) -> str:
    """Compatible letters, no accents, no case, single spaces."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch) and unicodedata.category(ch) != "Cf")
    return " ".join(plain.casefold().split())


def _forms(text: str) -> Iterator[tuple[str, str]]:
    yield "as text", folded(text)
    yield "with entities", folded(html.unescape(text))
    yield "percent-encoded", folded(unquote(text.replace("+", " ")))
    yield "with escapes", folded(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
    yield "split by markup", folded(html.unescape(re.sub(r"<[^>]*>", "", text)))
    yield "with dashes", folded(re.sub(r"[-_./]", " ", text))
