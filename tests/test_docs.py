"""The documentation is run: its commands, its Python, its case files; its links lead somewhere.

A fenced block's info string says what it is:

- ``yaml NAME`` (or ``csv``, ``text``): a file of that name, written before the blocks below it run; without a name it is
  only shown;
- ``console``: lines with ``$ timeline …`` are run; the lines below one are what it prints, "…" standing for anything.
  ``console exit=1`` says how the last of them ends;
- ``python``: run in order, in one namespace for a page; ``python no-run`` is only shown.

Every page runs in a folder of its own that holds a copy of the examples.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Not called "page" in the tests: that name is the browser's.
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("examples/**/*.md"))]
FENCE = re.compile(r"^(?P<fence>```+|~~~+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)")
COMMAND = re.compile(r"^(?:\$ )?timeline ([a-z][a-z-]*)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the words after it, its text, and the line it starts on."""

    language: str
    words: tuple[str, ...]
    body: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    for found in FENCE.finditer(text):
        language, *words = found["info"].split() or [""]
        yield Block(language, tuple(words), found["body"], text.count("\n", 0, found.start()) + 1)


def commands(body: str) -> Iterator[tuple[str, list[str]]]:
    """Each `$ …` line of a console block with the lines that should come of it."""
    command, output = "", []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, output
            command, output = line[2:], []
        elif line.strip():
            output.append(line.rstrip())
    if command:
        yield command, output


def as_pattern(lines: list[str]) -> str:
    """What is printed, with "…" for anything, and a line of "…" alone for any lines."""
    parts = [
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"[ \t]*\n" for line in lines
    ]
    return "".join(parts)


def run_page(page: Path, home: Path) -> int:
    """Run a page's blocks in a folder; returns how many were run, fails with the line of the one that did not hold."""
    names: dict[str, object] = {"__name__": "__main__"}
    ran = 0
    for block in blocks(page.read_text(encoding="utf-8")):
        place = f"{page.name}:{block.line}"
        if block.language in {"yaml", "csv", "text"} and block.words:
            (home / block.words[0]).parent.mkdir(parents=True, exist_ok=True)
            (home / block.words[0]).write_text(block.body, encoding="utf-8", newline="\n")
        elif block.language == "console":
            wanted = next((int(word.removeprefix("exit=")) for word in block.words if word.startswith("exit=")), 0)
            todo = [pair for pair in commands(block.body) if pair[0].startswith("timeline ")]
            for number, (command, output) in enumerate(todo, start=1):
                run_command(command, output, home, place, wanted if number == len(todo) else 0)
            ran += len(todo)
        elif block.language == "python" and "no-run" not in block.words:
            exec(compile("\n" * block.line + block.body, str(page), "exec"), names)  # noqa: S102 - our own documentation
            ran += 1
    return ran


def run_command(command: str, output: list[str], home: Path, place: str, wanted: int) -> None:
    """Run one `timeline …` line and compare how it ends and, where the page shows it, what it prints."""
    words = shlex.split(command, comments=True)
    ran = subprocess.run(
        [sys.executable, "-m", *words], cwd=home, capture_output=True, text=True, encoding="utf-8", check=False
    )
    said = f"{place}: $ {command}\n{ran.stdout}{ran.stderr}"
    assert ran.returncode == wanted, said
    if output:
        printed = "".join(line.rstrip() + "\n" for line in (ran.stdout + ran.stderr).splitlines() if line.strip())
        assert re.fullmatch(as_pattern(output), printed), f"{said}\nthe page says:\n" + "\n".join(output)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the examples, where a page's commands run; no private archive is at hand."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIMELINE_ARCHIVE", raising=False)
    return tmp_path


@pytest.mark.parametrize("document", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows_is_what_happens(document, desk):
    run_page(document, desk)


def test_the_readme_takes_a_case_file_to_a_page(desk):
    """Whoever follows the README from the top ends with a page of their own."""
    assert run_page(ROOT / "README.md", desk) >= 2
    assert list(desk.glob("*.html"))


def test_a_block_that_does_not_hold_is_found(desk):
    page = desk / "page.md"
    page.write_text("```console\n$ timeline --version\nversion nine\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"page.md:1: \$ timeline --version"):
        run_page(page, desk)
    page.write_text("\n```python\nassert 1 > 2\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError):
        run_page(page, desk)


# Links


def anchors(text: str) -> set[str]:
    """The anchors a page's headings get where Markdown is shown: lower case, hyphens for blanks, no punctuation."""
    outside = FENCE.sub("", text)
    headings = re.findall(r"^#{1,6} +(.+?) *#*$", outside, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """Every relative link of a page that leads to no file, or to no heading of one."""
    broken = []
    for found in LINK.finditer(FENCE.sub("", page.read_text(encoding="utf-8"))):
        target = found["target"]
        if re.match(r"[a-z][a-z+.-]*:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name) if name else page
        missing_anchor = (
            anchor and path.suffix == ".md" and path.is_file() and anchor not in anchors(path.read_text("utf-8"))
        )
        if not path.exists() or missing_anchor:
            broken.append(target)
    return broken


@pytest.mark.parametrize("document", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(document):
    assert broken_links(document) == []


def test_a_broken_link_is_found(tmp_path):
    (tmp_path / "b.md").write_text("# One heading\n", encoding="utf-8")
    page = tmp_path / "a.md"
    page.write_text("[x](b.md) [y](b.md#one-heading) [z](c.md) [w](b.md#two)\n", encoding="utf-8")
    assert broken_links(page) == ["c.md", "b.md#two"]


# Commands


def shown_commands(text: str) -> set[str]:
    """Every command a page names: in code spans and in console and shell blocks."""
    spans = re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    bodies = [block.body for block in blocks(text) if block.language in {"console", "sh", "shell", "bash", ""}]
    return {name for code in (*spans, *bodies) for name in COMMAND.findall(code)}


def test_every_command_the_docs_show_exists_and_every_command_is_shown():
    from timeline.cli import main

    # The changelog speaks of the past, where a command may have had another name.
    pages = [page for page in PAGES if page.name != "CHANGELOG.md"]
    shown = {name for page in pages for name in shown_commands(page.read_text(encoding="utf-8"))}
    assert shown == set(main.commands)


def test_every_command_answers_help_with_an_example():
    from click.testing import CliRunner

    from timeline.cli import main

    for name in main.commands:
        answer = CliRunner().invoke(main, [name, "--help"])
        assert answer.exit_code == 0
        assert f"timeline {name}" in answer.output.partition("Options:")[2] or "Example" in answer.output, name
