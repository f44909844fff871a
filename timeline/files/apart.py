"""Files that may be traps are opened in a process of their own, with limits on its memory and its time.

Starts the program that is in ``opened`` and says in words how it ended. Knows nothing of cases and tables.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

BY_EYE = "look at these passages yourself"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be read: why ("is locked with a password"), and what to do."""

    why: str
    hint: str = BY_EYE


def apart(form: str, into: IO[bytes], out: IO[bytes], seconds: int) -> Refused | None:
    """Read ``into`` as ``form`` and write what stands in it to ``out``; both are open files, not pipes.

    ``seconds`` is the computing time it may take; where the system cannot bound that, six times as long by the clock.
    """
    import signal  # most cases have no files to open this way, and need none of these
    import subprocess

    from timeline.files import opened

    command = [sys.executable, "-P", str(Path(opened.__file__)), form, str(seconds)]
    too_slow = Refused(f"takes more than {seconds} seconds to read")
    try:
        ran = subprocess.run(  # noqa: S603 - our own program, and nothing of the case in the command
            command, stdin=into, stdout=out, stderr=subprocess.DEVNULL, timeout=6 * seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return too_slow
    except OSError:
        return Refused("cannot be opened here: no other process can be started")
    if ran.returncode:  # stopped by the system: the computing time is over, or an allocation failed in a library
        over_time = -ran.returncode == getattr(signal, "SIGXCPU", 0)
        return too_slow if over_time else Refused("cannot be read within the limits of memory and time")
    return None


def why_not(form: str, found: Mapping[str, Any]) -> Refused | None:
    """What the program says when it found nothing to read."""
    if "missing" in found:
        extra = f"accountability-timeline[{found['missing']}]"
        what = "spreadsheet" if form == "table" else form
        return Refused(f"needs a library that reads a {what}", f"type: pip install '{extra}'")
    return Refused(found["refused"]) if "refused" in found else None
