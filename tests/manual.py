"""The examples of the manual entries as one case: an invented town whose events are the docstrings' own."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from pathlib import Path

from timeline.kinds import KINDS
from timeline.kinds.manual import manual
from timeline.model.event import Event

CAST = Path(__file__).parent / "cases" / "vocabulary"


def write(home: Path, kinds: Iterable[type[Event]] = KINDS) -> Path:
    """The case in a folder of its own, one file of events a family."""
    shutil.copytree(CAST, home, dirs_exist_ok=True)
    (home / "events").mkdir(exist_ok=True)
    for kind in kinds:
        with (home / "events" / f"{kind.family}.yaml").open("a", encoding="utf-8", newline="\n") as out:
            out.write(textwrap.indent(manual(kind).example, "") + "\n")
    return home
