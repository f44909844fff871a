"""How many examples a property is tried on: few enough for every day, many more where FUZZ says how many times."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("FUZZ", "1"))


def often(examples: int) -> int:
    """The number for ``settings(max_examples=…)``; ``make test-all`` tries twenty times as many."""
    return examples * TIMES
