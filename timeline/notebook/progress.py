"""Progress in a notebook: one line that says what is being done, and is gone when it is done.

Shown only where there is a kernel to show it to, and only for what is large; there is no clock in here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
LARGE = 500_000
"""Bytes of a case from which on reading it takes long enough to say so."""

Tell = Callable[[str], None]


def in_kernel() -> bool:
    """Whether this runs in a notebook's kernel."""
    shell = sys.modules.get("IPython")
    found = shell.get_ipython() if shell is not None else None
    return getattr(found, "kernel", None) is not None


@contextmanager
def telling(wanted: bool) -> Iterator[Tell]:
    """Give a function that shows a sentence in place of the last one; at the end nothing is left of it."""
    if not (wanted and in_kernel()):
        yield lambda said: None
        return
    from IPython.display import display

    show: Any = display
    handle = show({"text/plain": "…"}, raw=True, display_id=True)
    try:
        yield lambda said: handle.update({"text/plain": said}, raw=True)
    finally:
        handle.update({"text/plain": "", "text/html": ""}, raw=True)


def large(path: Path) -> bool:
    """Whether a case file or folder is so large that reading it takes a while."""
    files = path.rglob("*.yaml") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) > LARGE


def each(items: Iterable[T], what: str = "cases") -> Iterator[T]:
    """Every item in turn, with a line that says how far it is."""
    held = list(items)
    with telling(len(held) > 1) as tell:
        for number, item in enumerate(held, 1):
            tell(f"{what}: {number} of {len(held)}")
            yield item
