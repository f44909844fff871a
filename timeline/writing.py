"""Writes a whole file or nothing. Knows what no place to write to is; knows nothing of what is written."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write(path: str | Path, text: str | bytes, *, apart_from: Iterable[Path] = ()) -> None:
    """Write a whole file or nothing: the old one stays until the new one is complete.

    OSError, with a sentence, for what is no place to write to: a folder, a device, a file that is protected, or one
    the text was made from (``apart_from``). A link is followed, and folders on the way are made.
    """
    target = Path(path).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "it is not a file")
    if target.exists() and not target.stat().st_mode & 0o222:
        raise OSError(errno.EACCES, "it is protected against writing")
    if any(target == other.resolve() for other in apart_from):
        raise OSError(errno.EINVAL, "the case itself was read from it")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
