"""The steps of CONTRIBUTING.md that edit the package itself, followed to the letter in a copy of the repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_docs import Block, blocks
from tests.test_layers import TOP_LEVEL

ROOT = Path(__file__).parent.parent
SPANISH = "tests/test_spanish.py::test_every_word_of_the_vocabulary_has_its_spanish"
ASKED = ("tests/test_kinds.py", "tests/test_vocabulary.py", "tests/test_layers.py", SPANISH)
"""Of what ``make test`` runs, that which asks something of every type."""


def steps(heading: str) -> list[Block]:
    """The blocks of a section of the page, in order."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return list(blocks(section))


def follow(block: Block, home: Path) -> None:
    """Do what a block says: a class goes above the tuple of its file, a difference is made, commands are typed."""
    if block.language == "sh":
        for command in block.body.splitlines():
            if command != "make test":  # it is run by whoever runs this
                shell(command, home)
        return
    file = home / block.words[-1]
    text = file.read_text(encoding="utf-8")
    if block.language == "python":
        old = re.search(r"(?m)^KINDS\b", text)[0]
        new = f"{block.body}\n\n{old}"
    else:
        lines = block.body.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] != "+")
        new = "".join(line[1:] for line in lines if line[0] != "-")
    assert text.count(f"\n{old}") == 1, f"{file.name} has no such place:\n{old}"
    file.write_text(text.replace(f"\n{old}", f"\n{new}"), encoding="utf-8", newline="\n")


def shell(command: str, home: Path) -> str:
    """A line as it is typed in the copy, with the copy's own package; ``>`` is the only thing a shell is needed for."""
    words, _, into = command.partition(" > ")
    ran = subprocess.run(
        [sys.executable, "-m", *shlex.split(words)],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"$ {command}\n{ran.stdout}{ran.stderr}"
    if into:
        (home / into).write_text(ran.stdout, encoding="utf-8", newline="\n")
    return ran.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy of the repository, as somebody has it who is about to change it."""
    for part in TOP_LEVEL:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "*-changed"))
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


@pytest.mark.slow
def test_the_steps_for_an_event_type_end_with_a_type_that_the_tests_accept(repository):
    done = steps("Add an event type")
    assert [block.language for block in done] == ["python", *["diff"] * 5, "sh"]
    for block in done:
        follow(block, repository)
    assert "unannounced" in shell("timeline types facility_inspection", repository)
    assert "\n### facility_inspection\n" in (repository / "docs/vocabulary.md").read_text(encoding="utf-8")
    for tool in (
        "ruff format --check timeline",
        "ruff check timeline",
        f"pytest -q -p no:cacheprovider {' '.join(ASKED)}",
    ):
        shell(tool, repository)


@pytest.mark.slow
@pytest.mark.parametrize("left_out", range(1, 7))
def test_a_step_that_is_left_out_is_asked_for(repository, left_out):
    """The name in the list, each piece of its Spanish, the fields in the table, the page of the docs."""
    for number, block in enumerate(steps("Add an event type")):
        if number != left_out:
            follow(block, repository)
    with pytest.raises(AssertionError, match=r"facility_inspection|unannounced|unfit|vocabulary\.md"):
        shell(f"pytest -q -x -p no:cacheprovider {' '.join(ASKED)}", repository)
