"""The Pythons of this machine that can run the package, for what must be the same on each of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
MADE = ROOT / "build" / "second-python" / "bin" / "python"
"""Made by ``make second``, which ``make test`` calls, where another Python is installed."""
MISSING = "no second Python is installed here; `make second` says which would do, TIMELINE_OTHER_PYTHON names one"


@cache
def pythons() -> dict[str, str]:
    """By version: this Python first, then others that have what the package needs and what reads copies."""
    listed = [sys.executable, os.environ.get("TIMELINE_OTHER_PYTHON", ""), str(MADE)]
    listed += [shutil.which(f"python3.{minor}") or "" for minor in range(11, 16)]
    program = "import sys, timeline.build, pypdf, python_calamine, openpyxl; print('%d.%d' % sys.version_info[:2])"
    found: dict[str, str] = {}
    for path in filter(None, listed):
        if shutil.which(path):
            ran = subprocess.run([path, "-c", program], cwd=ROOT, capture_output=True, check=False)
            if ran.returncode == 0:
                found.setdefault(ran.stdout.decode().strip(), path)
    return found
