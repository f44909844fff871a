"""Codes are a promise: one list of them, which the package keeps to, and a section of docs/checks.md for each.

The examples of that page are run: each is added to the page's small case, and must give the code it stands under.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import timeline
from tests.test_docs import ROOT, Block, blocks
from timeline.checks.codes import BY_CODE, CODES
from timeline.checks.wording import LOADED, found_in

PACKAGE = ROOT / "timeline"
PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
BASE = next(block.body for block in blocks(PAGE) if block.words == ("checks-base.yaml",))
SECTION = re.compile(r"^### ([a-z][a-z-]+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
SECTIONS = dict(SECTION.findall(PAGE))


def emitted(package: Path) -> dict[str, set[str]]:
    """Every code that a Problem is made with anywhere in the package, with the severities written beside it."""
    found: dict[str, set[str]] = {}
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", getattr(node.func, "attr", "")) not in MAKERS:
                continue
            given = dict(zip(("at", "code", "message", "hint", "severity"), node.args, strict=False))
            given |= {word.arg: word.value for word in node.keywords if word.arg}
            code, severity = given["code"], given.get("severity")
            if isinstance(code, ast.Name):
                continue  # handed on by one of the MAKERS
            assert isinstance(code, ast.Constant), (
                f"{path.name}:{node.lineno}: a code is written out, so it can be found"
            )
            words = (
                {str(part.value) for part in ast.walk(severity) if isinstance(part, ast.Constant)}
                if severity
                else set()
            )
            found.setdefault(str(code.value), set()).update(words & {"error", "warning", "info"} or {"error"})
    return found


MAKERS = ("Problem", "_at")
"""What makes problems: the class itself, and the reader's shorthand for it."""


def test_the_list_holds_every_code_the_package_can_give_with_its_severities():
    assert emitted(PACKAGE) == {code.name: set(code.severities) for code in CODES}


def test_no_code_stands_twice_and_each_is_written_like_an_anchor():
    assert len(BY_CODE) == len(CODES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in BY_CODE)


def test_a_code_that_is_not_in_the_list_is_found(tmp_path):
    (tmp_path / "new.py").write_text('Problem(at, "brand-new", "message", "hint", "warning")\n', encoding="utf-8")
    assert emitted(tmp_path) == {"brand-new": {"warning"}}


# docs/checks.md

NOT_YAML = {
    "missing-file", "unreadable", "too-large", "encoding", "control-character", "empty-file", "syntax", "not-a-case",
    "second-document", "bad-key", "tag", "alias", "alias-bomb", "too-deep", "huge-scalar", "unread-file",
    "locator-outside", "locator-empty", "quote-not-found", "copy-changed", "copy-missing", "copy-outside", "copy-unsealed",
    "passages-unverified", "copy-not-at-hand", "not-sealed",
    "image-missing", "image-unusable", "image-too-large",
    "missing-archive", "leak", "private-name", "not-searched", "unknown-row", "unknown-column", "redacted-cell", "bad-cell", "not-changed",
}  # fmt: skip
"""Codes about files, folders and copies: their examples are shown, and run in the tests of those."""


def example(code: str) -> Block:
    """The one fenced block of a code's section."""
    [found] = blocks(SECTIONS[code])
    return found


def test_the_page_has_a_section_for_each_code_in_the_order_of_the_list():
    assert list(SECTIONS) == [code.name for code in CODES]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_section_says_how_grave_it_is_and_shows_an_example(code):
    assert SECTIONS[code.name].strip().startswith(f"**{' or '.join(code.severities)}** · ")
    assert example(code.name).language == ("text" if code.name in NOT_YAML else "yaml")
    assert f"| [{code.name}](#{code.name}) | {' or '.join(code.severities)} | {code.means} |" in PAGE


@pytest.mark.parametrize("code", [code for code in CODES if code.name not in NOT_YAML], ids=lambda code: code.name)
def test_what_a_section_shows_gives_its_code(code, tmp_path):
    """And the base alone does not."""
    assert code.name not in {p.code for p in problems(tmp_path / "base", "events: {}\n")} - BASE_ALONE
    found = [p for p in problems(tmp_path / "case", example(code.name).body) if p.code == code.name]
    assert found
    assert {p.severity for p in found} <= set(code.severities)


BASE_ALONE = {"unused-source", "unused-actor"}
"""What is said of the small case as long as no event uses what it has."""


def problems(home: Path, added: str) -> tuple[timeline.Problem, ...]:
    """The problems of the page's small case with a part of the page added: a section as a file, a key at the head."""
    home.mkdir()
    parts = dict(re.findall(r"^(\w+):(.*?)(?=^\w|\Z)", added, re.MULTILINE | re.DOTALL))
    base = BASE
    for name, body in parts.items():
        if name in ("sources", "actors", "events", "obligations"):
            (home / f"{name}.yaml").write_text(f"{name}:{body}", encoding="utf-8")
        else:
            base = re.sub(rf"^{name}:.*\n", "", base, flags=re.MULTILINE) + f"{name}:{body}"
    (home / "case.yaml").write_text(base, encoding="utf-8")
    try:
        return timeline.load(home).problems
    except timeline.CaseError as refused:
        return refused.problems


# The words of wording.py

NAMES = {"en": "English", "es": "Spanish"}


@pytest.mark.parametrize("language", LOADED)
def test_the_page_lists_every_loaded_word_with_its_reason_and_another(language):
    """Row for row; each word in the first column is one that the check finds, by that row."""
    table = PAGE.partition(f"| {NAMES[language]} | why | write instead |\n|---|---|---|\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()]
    assert [(why, instead) for _, why, instead in rows] == [(row.why, row.instead) for row in LOADED[language]]
    for (words, _, _), row in zip(rows, LOADED[language], strict=True):
        for word in words.split(", "):
            assert [found for _, found in found_in(f"Ayer {word} he", language)] == [row], word


@pytest.mark.parametrize("text", ["The so called reform", "The so\u2013called reform", "SO-CALLED reform"])
def test_a_loaded_word_is_found_however_it_is_joined(text):
    assert len(list(found_in(text, "en"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They say he was “cleared”",
        "The mayor: 'so-called reform'",
        'He says that they "refused" to answer',
        "Officers cleared the street",
        "She is admitted to hospital",
        "A criminal inquiry opens",
        "Three claims against the city",
        "The officer's statement isn't published",
        "La investigación criminal sigue",
    ],
)
def test_quotations_and_ordinary_uses_are_left_alone(text):
    language = "es" if text.startswith("La ") else "en"
    assert list(found_in(text, language)) == []
