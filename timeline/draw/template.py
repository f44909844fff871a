"""The page's template as compiled code: the one kept from the build where it is this very template, else made anew.

Compiling takes as long as all else that makes a page of some forty events. What is kept names the Python, the jinja
and the source it was made with, so that a changed template is never served by an old one. Knows nothing of pages;
``.ci/bundle.py`` imports it while nothing but jinja is there.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from timeline.draw.safe import finalize

KEPT = Path(__file__).with_name("bundle") / "page.bin"
OPTIONS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}


def environment() -> jinja2.Environment:
    """Where templates of ours are made: everything they say is escaped, and an unknown name is an error."""
    return jinja2.Environment(undefined=jinja2.StrictUndefined, finalize=finalize, **OPTIONS)  # noqa: S701 - it is there


def template(home: jinja2.Environment, source: str, kept: Path = KEPT) -> jinja2.Template:
    """The template of a source, whose filters ``home`` knows."""
    bucket = _bucket(home, source)
    with contextlib.suppress(OSError):
        bucket.bytecode_from_string(kept.read_bytes())
    code = bucket.code or home.compile(source)
    return home.template_class.from_code(home, code, home.make_globals(None))


def keep(source: str, kept: Path = KEPT) -> None:
    """Compile a source and keep it; its filters may be unknown here."""
    home = environment()
    for node in home.parse(source).find_all(jinja2.nodes.Filter):
        home.filters.setdefault(node.name, str)
    bucket = _bucket(home, source)
    bucket.code = home.compile(source)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(bucket.bytecode_to_string())


def _bucket(home: jinja2.Environment, source: str) -> Bucket:
    """Kept code by what it was made from; that it was made by this Python, the bucket looks after itself."""
    made_from = f"{jinja2.__version__} {OPTIONS}\n{source}"
    return Bucket(home, "page", hashlib.sha256(made_from.encode()).hexdigest())
