"""The chart library as text that a page can carry: plotly.js, gzipped, in 85 printable characters.

The basic bundle (bars, lines and points, which is all a page draws) is put beside this file, packed already, when the
package is built (``.ci/bundle.py``). Where it was not, the whole bundle of the installed plotly serves: packing that
takes a quarter of a second and needs no Python meanwhile, so whoever knows early that a page is coming calls
``prepare``. Base 85 and not 64 because bytes count. Imports nothing but the standard library, and plotly least of all.
"""

from __future__ import annotations

import base64
import gzip
import importlib.util
import re
import threading
from functools import cache
from pathlib import Path

LEVEL = 6
"""Of gzip, where it is done for every build; higher ones save less than half a per cent."""
BUILT_IN = Path(__file__).with_name("bundle") / "plotly-basic.txt"
"""The basic bundle as the build left it: a line that says what it is, then the packed text."""


def packed(library: str = "auto") -> str:
    """The library as text: "auto" is the built-in bundle or else the one of the installed plotly, "wheel" always the
    latter, anything else the path of one.

    The same bytes for the same library. No "<" and no "/" are in it, so no HTML parser sees anything but text.
    """
    source = _source(library)
    return _built_in()[1] if source == BUILT_IN else _packed(source)


def about(library: str = "auto") -> tuple[str, str]:
    """Which library that is: "basic" or "whole", and the version of plotly.js as the bundle itself says it."""
    source = _source(library)
    if source == BUILT_IN:
        return "basic", _built_in()[0].split()[1]
    with source.open(encoding="utf-8") as file:
        version = re.search(r"\bv(\d+\.\d+\.\d+)\b", file.read(200))
    return "whole", version[1] if version else "?"


def prepare(library: str = "auto") -> None:
    """Begin to pack in the background what is not packed yet; ``packed`` then waits for what is left of it."""
    source = _source(library)
    if source != BUILT_IN:
        threading.Thread(target=_quietly, args=(source,), daemon=True).start()


def pack(code: bytes, level: int = LEVEL) -> str:
    """Any code as text that a page can carry.

    >>> pack(b"0;") == pack(b"0;")
    True
    """
    return _as_text(gzip.compress(code, level, mtime=0))


def is_library(text: str) -> bool:
    """True if a text is a packed plotly.js, of whatever version."""
    try:
        code = gzip.decompress(base64.b85decode(text.strip().replace(",", "<")))
    except (ValueError, OSError, EOFError):
        return False
    return b"plotly.js" in code[:300]


def _source(library: str) -> Path:
    if library == "auto":
        return BUILT_IN if BUILT_IN.is_file() else _wheel()
    return _wheel() if library == "wheel" else Path(library)


@cache
def _built_in() -> tuple[str, str]:
    """What the built-in bundle is, and its text."""
    head, _, text = BUILT_IN.read_text(encoding="ascii").partition("\n")
    return head, text


@cache
def _packed(source: Path) -> str:
    return _as_text(_compressed(source))


def _as_text(compressed: bytes) -> str:
    return base64.b85encode(compressed).replace(b"<", b",").decode("ascii")


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
