"""An import from file to folder: plan, run, and one move at the end. Beside ``build`` the only place that writes files.

Everything is written into a folder beside the target first, and moved when it is complete: a full disk or an interrupt
leaves the target as it was.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from timeline.files.tables import TableError
from timeline.imports.existing import Existing, existing
from timeline.imports.people import slug
from timeline.imports.plan import Options, Plan, Progress
from timeline.imports.problems import as_row, written_out
from timeline.imports.run import Result, Run

_BUFFER = 8 * 1024 * 1024


class _Stage:
    """Files on their way, in a folder of their own; text waits in memory until there is enough of it."""

    def __init__(self, beside: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=beside, prefix=".timeline-import-"))
        self.files: dict[str, None] = {}
        self._waiting: dict[str, list[str]] = {}
        self._size = 0

    def append(self, path: str, text: str) -> None:
        self.files.setdefault(path)
        self._waiting.setdefault(path, []).append(text)
        self._size += len(text)
        if self._size > _BUFFER:
            self.flush()

    def flush(self) -> None:
        for path, texts in self._waiting.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8", newline="") as out:
                out.write("".join(texts))
        self._waiting.clear()
        self._size = 0

    def move(self, target: Path) -> None:
        """Put the files in their places, all of them or none. Names come first and events last: an interrupt in between
        leaves a case that can be read, and importing again completes it.
        """
        self.flush()
        if not target.exists():
            self.folder.chmod(0o777 & ~_umask())
            self.folder.replace(target)
            return
        order = sorted(self.files, key=lambda path: ("events/" in path, not path.endswith("-actors.yaml"), path))
        before = self.folder / ".before"
        moved: list[str] = []
        try:
            for path in order:
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                if (target / path).exists():
                    (before / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(target / path, before / path)
                moved.append(path)
                (self.folder / path).replace(target / path)
        except BaseException:
            for path in moved:
                if (before / path).exists():
                    (before / path).replace(target / path)
                elif (target / path).exists():
                    (target / path).unlink()
            raise

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _umask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask


def import_table(
    plan: Plan, target: Path, options: Options, progress: Progress = lambda what, rows: None, *, dry_run: bool = False
) -> Result:
    """Import what was planned into a case folder; ``dry_run`` writes nothing.

    TableError if the target cannot take it, OSError if it cannot be written; then nothing is.
    """
    folders: dict[str, Existing] = {}

    def before(folder: str) -> Existing:
        if folder not in folders:
            place = target / folder if folder else target
            split = bool(options.split_by) and not folder
            folders[folder] = Existing(place) if split else existing(place)
        return folders[folder]

    if target.exists() and not target.is_dir():
        raise TableError("unreadable", f"{target} is a file, and an import writes a folder", "name another with -o")
    if dry_run:
        return Run(plan, options, before, lambda path, text: None, _name(target, options)).go(progress)
    parent = target.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    stage = _Stage(parent)
    try:
        result = Run(plan, options, before, stage.append, _name(target, options)).go(progress)
        if result.rejects or result.cases:
            stage.append("import/.gitignore", "*\n")
            stage.append(f"import/{plan.name}-report.txt", report(plan, result))
            stage.move(target.resolve())
        return result
    finally:
        stage.remove()


def _name(target: Path, options: Options) -> str:
    return options.case or slug(target.resolve().name) or "imported"


def report(plan: Plan, result: Result) -> str:
    """What was read from what, and all that there is to say about it, as text."""
    lines = [f"{plan.path.name} ({plan.book.form}), SHA-256 {plan.sha256}", ""]
    lines += [f"{name} -> {field}" for name, field in result.mapping.items()]
    lines += ["", totals(result), ""]
    lines += written_out(result.problems.kept, most=1_000)
    return "\n".join(lines) + "\n"


def totals(result: Result) -> str:
    """The counts in a line."""
    parts = [
        f"{result.rows:,} row{'s' if result.rows != 1 else ''}: {result.kept:,} kept",
        f"{result.rejected:,} rejected",
    ]
    if result.already:
        parts[0] += f" ({result.added:,} new, {result.already:,} were there already)"
    return ", ".join(parts)


def as_json(result: Result) -> Mapping[str, object]:
    """What ``import --json`` prints."""
    return {
        "rows": result.rows,
        "kept": result.kept,
        "rejected": result.rejected,
        "added": result.added,
        "already": result.already,
        "mapping": result.mapping,
        "cases": result.cases,
        "rejects": result.rejects,
        "problems": [as_row(problem) for problem in result.problems.kept],
        "problems_left_out": dict(result.problems.left),
    }
