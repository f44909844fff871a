"""Says when a file of a case may have changed. Knows folders and names, and nothing of what is in a file.

The system's own notices come within milliseconds. Where it gives none (some network drives and containers), and where
a whole folder is replaced by another, a look at the files once a second finds the change.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from timeline.files.case import PRIVATE

QUIET, MOST, LOOK = 20, 250, 1_000
"""Milliseconds: without a change before a save counts as over; waited for that at most; between two looks."""
Stamp = tuple[tuple[str, int, int, int], ...]


async def changes(case: Path, more: Iterable[Path], files: Callable[[], Iterable[Path]]) -> AsyncIterator[None]:
    """Comes back each time something may have changed; ``files`` are those last read, ``more`` are other folders."""
    whole = not case.suffix
    asked = (case if whole else case.parent, *more)

    def folders() -> tuple[Path, ...]:
        return tuple(sorted({_there(folder) for folder in (*asked, *(file.parent for file in files()))}))

    def counts(change: Change, name: str) -> bool:
        path = Path(name)
        if not whole and path.parent == case.parent.absolute():
            return path.name in {case.name, PRIVATE, *(file.name for file in files())}
        return not _put_aside(path, watched)

    before = stamp(asked, files())
    while True:
        watched = folders()
        known = stamp(watched, ())
        async for found in awatch(
            *watched,
            watch_filter=counts,
            step=QUIET,
            debounce=MOST,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            recursive=whole,
            ignore_permission_denied=True,
        ):
            now = stamp(asked, files())
            if found or now != before:
                before = now
                yield
            if folders() != watched or [one[1] for one in stamp(watched, ())] != [one[1] for one in known]:
                break


def stamp(folders: Iterable[Path], files: Iterable[Path]) -> Stamp:
    """What changes when one of the files does, or when one comes into the folders or goes."""
    return tuple(_state(path) for path in (*folders, *files))


def _state(path: Path) -> tuple[str, int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), found.st_ino, found.st_mtime_ns, found.st_size


def _there(folder: Path) -> Path:
    """The folder, or while it is gone the nearest one above it: it may come back."""
    return next(one for one in (folder, *folder.absolute().parents) if one.is_dir())


def _put_aside(path: Path, watched: Iterable[Path]) -> bool:
    """What editors, git and we ourselves put aside: hidden files and folders, and files that end in ``~``."""
    home = next((folder.absolute() for folder in watched if path.is_relative_to(folder.absolute())), path.parent)
    return path.name.endswith("~") or any(part.startswith(".") for part in path.relative_to(home).parts)
