"""The awkward files, imported. Nothing is executed, nothing is silently dropped, and no limit is a clock (`make bench`
measures the time and the memory of each).

For every file that can be read at all: rows are kept or rejected, the rejects file holds the rejected ones, the case
that comes out has no error, and importing it once more adds nothing.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import timeline
from tests.awkward import FILES
from timeline.cli import main


def imported(path: Path, out: Path, *options: str) -> dict[str, Any]:
    ran = CliRunner().invoke(main, ["import", str(path), "-o", str(out), "--json", *options])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exc_info
    assert ran.exit_code in (0, 1), ran.output
    found: dict[str, Any] = json.loads(ran.stdout)
    assert (ran.exit_code == 1) == any(problem["severity"] == "error" for problem in found["problems"])
    return found


def test_there_are_more_than_forty_of_them():
    assert len({one.id for one in FILES}) == len(FILES) > 40


@pytest.mark.parametrize("one", FILES, ids=lambda one: one.id)
def test_an_awkward_file(one, tmp_path):
    path, out = tmp_path / one.name, tmp_path / "case"
    path.write_bytes(one.data() if callable(one.data) else one.data)
    before = path.read_bytes()
    found = imported(path, out, *one.options)
    told = [(problem["code"], problem["message"]) for problem in found["problems"]]
    for code, words in one.says:
        assert [message for other, message in told if other == code and words in message], (code, words, told[:8])
    assert all(problem["file"] == str(path) for problem in found["problems"])
    assert path.read_bytes() == before
    assert (found["rows"], found["kept"], found["rejected"]) == (one.rows, one.kept, one.rows - one.kept)
    if one.rows > one.kept:
        rejects_hold(found, out, one.rows - one.kept)
    if not one.kept:
        assert not (out / "case.yaml").exists()
        return
    case = timeline.load(out)
    whens = [event.written.when for event in case.events.values()]
    if one.whens is not None:
        assert tuple(shown(when) for when in whens) == one.whens
    written = "".join(file.read_text(encoding="utf-8") for file in sorted(out.rglob("*.yaml")))
    for words in one.holds:
        assert words in written
    again = imported(path, out, *one.options)
    assert (again["rows"], again["kept"], again["added"]) == (one.rows, one.kept, 0)
    assert "".join(file.read_text(encoding="utf-8") for file in sorted(out.rglob("*.yaml"))) == written


def shown(when: Any) -> str:
    claims = [claim.claim for claim in when]
    return claims[0] if len(claims) == 1 else str(claims)


def table(path: Path) -> list[list[str]]:
    """The rows of a file, however long its values."""
    limit = csv.field_size_limit(1_000_000)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    finally:
        csv.field_size_limit(limit)


def rejects_hold(found: dict[str, Any], out: Path, count: int) -> None:
    """Each rejected row stands in a rejects file with the number it had and the reason."""
    numbers = []
    for name in found["rejects"]:
        header, *rows = table(out / name)
        assert header[:2] == ["Import row", "Import reason"]
        numbers += [int(row[0]) for row in rows]
        assert all(row[1] for row in rows)
    assert len(numbers) == count
    named = {problem["row"] for problem in found["problems"] if problem["severity"] == "error"}
    assert set(numbers) == named
