"""A case as it was in a revision of a git repository, laid out in a folder of its own for as long as it is read.

Asks the git that is installed for files it already has; fetches nothing and changes nothing. ``private.yaml`` is never
taken out of a repository.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from timeline.files.case import PRIVATE


class NoRevision(ValueError):
    """There is no such revision, or nothing of that name in it; the message says which."""


def names_a_revision(given: str) -> bool:
    """True for ``REV:path``, unless a file or folder has that very name.

    >>> names_a_revision("HEAD~3:cases/harlow"), names_a_revision("cases/harlow")
    (True, False)
    """
    revision, colon, _ = given.partition(":")
    drive = len(revision) == 1 and revision.isalpha()
    return bool(colon and revision) and not drive and not Path(given).exists()


@contextmanager
def revision(given: str) -> Iterator[Path]:
    """The case file or folder named ``REV:path``, read from the repository around the working folder.

    ``path`` counts from the working folder, as it does in a shell; NoRevision if there is none of it.
    """
    name, _, path = given.partition(":")
    if name.startswith("-"):
        raise NoRevision(f"{name!r} is not a revision")
    try:
        prefix = _git("rev-parse", "--show-prefix").decode().strip()
        commit = _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
    except NoRevision:
        raise NoRevision(f"there is no revision {name!r} in a git repository here") from None
    inside = PurePosixPath(prefix, path.replace("\\", "/").strip("/") or ".")
    listed = _git("ls-tree", "-r", "-z", "--full-tree", "--name-only", commit, "--", str(inside)).decode().split("\0")
    files = [one for one in listed if one.endswith((".yaml", ".yml")) and PurePosixPath(one).name != PRIVATE]
    if not files:
        raise NoRevision(f"there is no case at {path!r} in {name!r}")
    with TemporaryDirectory() as folder:
        for one in files:
            target = Path(folder, *PurePosixPath(one).parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_git("cat-file", "blob", f"{commit}:{one}"))
        yield Path(folder, *inside.parts)


def _git(*words: str) -> bytes:
    """What git prints; NoRevision if it fails or is not installed."""
    try:
        ran = subprocess.run(["git", "-c", "core.fsmonitor=false", *words], capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        raise NoRevision("git is not installed, so no revision can be read") from None
    if ran.returncode:
        raise NoRevision(ran.stderr.decode("utf-8", "replace").strip())
    return ran.stdout
