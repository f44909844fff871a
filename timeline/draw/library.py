"""The chart library as text that a page can carry: plotly.js, gzipped, in 85 printable characters.

Base 85 and not 64 because a page must stay well under half of what plotly itself writes. Compressing takes a tenth of
a second and needs no Python meanwhile, so whoever knows early that a page is coming calls ``prepare``. Imports nothing
but the standard library, and finds plotly's bundle without importing plotly.
"""

from __future__ import annotations

import base64
import gzip
import importlib.util
import threading
from functools import cache
from pathlib import Path

LEVEL = 6
"""Of gzip; higher ones save less than half a per cent."""


@cache
def packed(library: str = "wheel") -> str:
    """The library as text: "wheel" is the bundle of the installed plotly, anything else the path of one.

    The same bytes for the same library. No "<" and no "/" are in it, so no HTML parser sees anything but text.
    """
    source = _wheel() if library == "wheel" else Path(library)
    return base64.b85encode(_compressed(source)).replace(b"<", b",").decode("ascii")


def prepare(library: str = "wheel") -> None:
    """Begin to compress in the background; ``packed`` then waits for what is left of it."""
    source = _wheel() if library == "wheel" else Path(library)
    threading.Thread(target=_quietly, args=(source,), daemon=True).start()


_LOCK = threading.Lock()


def _compressed(source: Path) -> bytes:
    """The gzipped bundle; one thread makes it, the others wait."""
    with _LOCK:
        return _gzip(source)


@cache
def _gzip(source: Path) -> bytes:
    return gzip.compress(source.read_bytes(), LEVEL, mtime=0)


def _quietly(source: Path) -> None:
    """A missing bundle is reported by ``packed``, to somebody who can read it."""
    try:
        _compressed(source)
    except OSError:
        return


def _wheel() -> Path:
    """Where the installed plotly keeps its bundle."""
    found = importlib.util.find_spec("plotly")
    homes = (found.submodule_search_locations if found else None) or ["plotly"]
    return Path(homes[0]) / "package_data" / "plotly.min.js"
