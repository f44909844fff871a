"""A case to start from: a small invented one with comments, and what editors, git and CI need beside it.

Knows which file goes where. What a case may hold it asks the schema; whether the case is right, the checks.
"""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from timeline.checks.codes import acceptable
from timeline.files.schema import case_schema, in_lines, with_ids
from timeline.kinds import KINDS
from timeline.kinds.imported import ImportedRow
from timeline.model.record import Record
from timeline.writing import write

STARTER: Mapping[str, str] = {
    "case.yaml": "case.yaml",
    ".gitignore": "gitignore",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    ".github/workflows/check.yaml": "workflow.yaml",
}
"""Each file of a new case, and what it is called in the package, where a name with a dot would have its own meaning."""
CASE_SCHEMA = ".timeline/case.schema.json"
SCHEMAS: Mapping[str, str] = {
    CASE_SCHEMA: "case",
    ".timeline/private.schema.json": "private",
}
"""What editors complete from, and the part of a case it is for."""
CASE_MARK = "@CASE@"


def new(folder: str | Path) -> tuple[Path, ...]:
    """Write a small, complete case into a folder that is empty or not there yet; returns the files, as written.

    OSError, with a sentence, where that is not possible; nothing is then left half done.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as home:
    ...     print(new(pathlib.Path(home) / "Alder Street")[0].name)
    case.yaml
    """
    target = Path(folder)
    texts = {name: _text(kept) for name, kept in STARTER.items()}
    texts["case.yaml"] = texts["case.yaml"].replace(CASE_MARK, case_id(target.resolve().name))
    empty(target)
    return _moved_into(target, texts | schemas())


def beside(folder: str | Path) -> tuple[Path, ...]:
    """The same around a case that stands already: what editors, git and CI need, where it is missing.

    Returns what was written. OSError if that is not possible.
    """
    target = Path(folder)
    texts = {name: _text(kept) for name, kept in STARTER.items() if name != "case.yaml"} | schemas()
    return _moved_into(target, {name: text for name, text in texts.items() if not (target / name).exists()})


def empty(folder: str | Path) -> None:
    """OSError, with a sentence, unless a case can be started there."""
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise FileExistsError(errno.EEXIST, "it is a file; name a folder")
    if target.is_dir() and any(target.iterdir()):
        raise FileExistsError(errno.ENOTEMPTY, "the folder is not empty; name one that is, or that is not there yet")


def case_id(name: str) -> str:
    """An id made of a folder's name.

    >>> case_id("Alder Street, 2023"), case_id("2023")
    ('alder-street-2023', 'case-2023')
    """
    found = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return (found if found[:1].isalpha() else f"case-{found}".strip("-"))[:64].rstrip("-")


def schemas() -> dict[str, str]:
    """What editors complete and check from, by file."""
    made = {name: case_schema((*KINDS, ImportedRow), acceptable(), part) for name, part in SCHEMAS.items()}
    return {name: in_lines(one) for name, one in made.items()}


def offer_ids(case: Path, record: Record) -> None:
    """Let editors offer the ids that a case has by now: they are put into the schema that ``new`` wrote beside it.

    Any other file at its place, a link among them, stays as it is, and none is made; a schema that cannot be written is
    left as well, for nothing but completion rests on it.
    """
    folder = (case if case.is_dir() else case.parent).resolve()
    file = folder / CASE_SCHEMA
    if (not case.is_dir() and case.name != "case.yaml") or file.resolve() != file or not file.is_file():
        return
    with suppress(OSError, ValueError):
        before = file.read_text(encoding="utf-8")
        text = with_ids(before, record)
        if text != before:
            write(file, text)


def _text(kept: str) -> str:
    return (files("timeline") / "starter" / kept).read_text(encoding="utf-8")


def _moved_into(target: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write all the files beside the folder first: a full disk or an interrupt leaves it as it was."""
    home = target.resolve()
    made = not home.exists()
    home.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".timeline-new-", dir=home.parent))
    moved: list[Path] = []
    try:
        for name, text in texts.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text(text, encoding="utf-8", newline="\n")
        for name in texts:
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            moved.append(home / name)
            (stage / name).replace(home / name)
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        if made:
            shutil.rmtree(home, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return tuple(target / name for name in texts)
