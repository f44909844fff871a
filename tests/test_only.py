"""`timeline build --only`: a page of some of a case's events, and what it must not pretend."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import timeline
from tests.conftest import EXAMPLES
from timeline.cli import main

JACKSON = EXAMPLES / "jackson"


def build(*words: object) -> Result:
    return CliRunner().invoke(main, ["build", str(JACKSON), *map(str, words)])


def cards(page: Path) -> set[str]:
    return set(re.findall(r'<article[^>]* id="([^"]+)"', page.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (["thread=release-of-names"], {"threads": "release-of-names"}),
        (["type=commission_ruling", "type=task_force"], {"types": ["commission_ruling", "task_force"]}),
        (["actor=mayor", "since=2019-01-01"], {"actors": "mayor", "since": "2019-01-01"}),
        (["text=commission", "text=rules"], {"text": "commission rules"}),
    ],
)
def test_a_page_holds_the_events_that_were_asked_for(tmp_path: Path, asked: list[str], same: dict[str, object]) -> None:
    """The same thing asked twice is either, different things are both: as `Case.filter` has it."""
    page = tmp_path / "page.html"
    case = timeline.load(JACKSON)
    words = [word for part in asked for word in ("--only", part)]
    assert build("-o", page, *words).exit_code == 0
    expected = set(case.filter(**same).events)  # type: ignore[arg-type]
    assert expected
    assert expected < set(case.events)
    assert cards(page) == expected


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("mayor", "'mayor' asks for nothing; write it as type=reassignment"),
        ("actor=", "'actor=' asks for nothing"),
        ("role=mayor", "before the '=' stands one of event, type, family"),
        ("actor=mayr", "did you mean 'mayor'?"),
        ("since=2019", "'2019' is not one day; write year, month and day, as in 2019-10-21"),
        ("text=zeppelin", "no event of this case is all of that"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage_and_writes_nothing(tmp_path: Path, asked: str, said: str) -> None:
    page = tmp_path / "page.html"
    ran = build("-o", page, "--only", asked)
    assert ran.exit_code == 2
    assert said in " ".join(ran.stderr.split())
    assert not page.exists()
