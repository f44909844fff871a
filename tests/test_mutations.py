"""Every mistake in an example is caught: at its place or by its name, with a way out.

Mistakes are made one at a time (``mistakes``), a fixed number of each class and spread over each example; MISTAKES=all in
the environment makes every one of them, some fifteen thousand. Two kinds are told apart:

- what makes the record *wrong*: a key, id, word, day, number, hash or quote that is not what it was, a relation turned
  round, a field left out that is needed or asked for. At least 98 in 100 of these are caught.
- what only makes it *say less*: a note, a label, a speaker, a link that nothing else leans on. The record is then another
  one, just as well formed, and no check can know what was not written; how many are caught all the same is counted.

A mistake that is not caught has its reason below, or the test fails.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from timeline.files import passages as files_passages

EXAMPLES = Path(__file__).parent.parent / "examples"
LESS = ("an id that nothing uses misspelt", "left out: a relation", "left out: a block", "left out: may be")
"""Classes whose mistakes leave a record that is well formed and says less."""
NEED_COPIES = ("a hash altered", "a quote altered", "a place beyond the end", "a place away from its quote")
"""Classes that only an archived copy can show."""
EVERY = os.environ.get("MISTAKES") == "all"

REASONS = (
    ("a place away from its quote", "events.claims.cites", "one quote for several places: it is found in another"),
    ("a relation turned round", "events.part_of", "a part may last longer than the one day a whole is dated by"),
    ("a group size altered", "actors.size.min", "a least number with no other to hold it against"),
    ("a day moved beyond its bounds", "events.date_of_injury", "nothing else speaks of that day"),
    ("left out: asked for", "events.size", "a body's size, which its type does not ask for"),
)
"""What is wrong and not caught: class, field, why."""
WHY_LESS = (
    (
        r"(refs|note|label|summary|made_by|licence|lane|place|docket|provision|program|term_used|vote)",
        "words that stand alone",
    ),
)


@pytest.fixture(scope="module", autouse=True)
def _read_once():
    """Each copy is opened once: the bytes do not change, and a web page or PDF is opened in a process of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files_passages, "open_document", cache(files_passages.open_document))
        yield
