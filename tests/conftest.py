"""What every test may use: a case from its text, the examples, golden files, the shared documents, a browser.

Nothing here reads the clock or the network. The browser is the one that is installed (Debian's `chromium`, or the
one that the variable CHROMIUM names): none is downloaded.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.often import TIMES

# The same examples every day, so that a test fails for what was changed; others each time where many are tried.
settings.register_profile("ours", derandomize=TIMES == 1, deadline=None, database=None)
settings.load_profile("ours")

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared" / "seeds"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NEEDS_A_BROWSER = frozenset({"page", "context", "new_context", "browser", "browser_type", "launch_browser"})
NO_SHARED = "shared: the documents in ../shared/seeds are not here"

# Programs, not modules: collecting them for doctests would run the peer's.
collect_ignore = ["bench/__main__.py", "bench/peer_page.py", "screenshots.py"]

# What `case` adds below a text that does not say it itself; blocks of `sources` and `actors` are added as a whole.
HEADER = {
    "case": "case: test-case\n",
    "title": "title: A case made for a test\n",
    "summary": "summary: Nobody real appears in it.\n",
    "place": "place: Harlow\n",
    "language": "language: en\n",
    "as_of": "as_of: 2021-06-30\n",
    "sources": """\
sources:
  s1: {kind: news_report, title: A first report, publisher: paper, published: 2021-06-01}
  s2: {kind: official_report, title: A second report, publisher: city, published: 2021-06-15}
""",
    "actors": """\
actors:
  paper: {kind: institution, institution_kind: outlet, name: The Harlow Paper}
  city: {kind: institution, institution_kind: municipality, name: City of Harlow}
  police: {kind: institution, institution_kind: police_agency, name: Harlow Police, within: city}
  csc: {kind: institution, institution_kind: commission, name: Civil Service Commission}
  mayor: {kind: office, name: Mayor of Harlow, within: city}
  officers: {kind: group, label: Eleven officers, size: 11, naming: label}
""",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept what the golden files would become")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever takes a page is a browser test, marked or not."""
    for item in items:
        if NEEDS_A_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


# Cases from text


@pytest.fixture
def case(tmp_path: Path) -> Callable[..., Path]:
    """Write a case folder from text and return it: ``case(text)`` or ``case(text, files={"events/a.yaml": text})``.

    The text is dedented and a leading line break dropped, so that line 1 is the first line on screen; what a case must
    have and the text leaves out (HEADER) is added at the end, where it moves no line. ``whole=True`` adds nothing.
    """

    def write(text: str = "", *, files: Mapping[str, str] = {}, whole: bool = False, folder: str = "case") -> Path:
        home = tmp_path / folder
        texts = {"case.yaml": text, **files}
        said = {key for body in texts.values() for key in re.findall(r"^(\w+):", dedent(body), re.MULTILINE)}
        for name, body in texts.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(body), encoding="utf-8", newline="\n")
        if not whole:
            missing = "".join(lines for key, lines in HEADER.items() if key not in said)
            with (home / "case.yaml").open("a", encoding="utf-8", newline="\n") as out:
                out.write(missing)
        return home

    return write


def dedent(text: str) -> str:
    """The text as it stands on screen, with one line break at its end."""
    body = textwrap.dedent(text).removeprefix("\n").rstrip()
    return body + "\n" if body else ""


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the examples; they are read in place and never written to."""
    return EXAMPLES


@pytest.fixture
def jackson(examples: Path) -> Path:
    """The case the project is told with."""
    return examples / "jackson"


# Golden files


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name under tests/golden, as it was last reviewed.

    When they differ the new text is left beside it as ``NAME-changed``; ``pytest --update-golden`` accepts it.
    """
    accept = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str, folder: Path = GOLDEN) -> None:
        kept, changed = folder / name, folder / f"{name}-changed"
        text = text if text.endswith("\n") else text + "\n"
        if accept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8", newline="\n")
        if kept.exists() and kept.read_text(encoding="utf-8") == text:
            changed.unlink(missing_ok=True)
            return
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_text(text, encoding="utf-8", newline="\n")
        state = "differs from" if kept.exists() else "has no"
        pytest.fail(f"{name} {state} its golden file: read {changed}, then accept with --update-golden", pytrace=False)

    return compare


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Close a folder to writing until the test ends.

    Whoever may write everywhere (root, in a container) is refused there by what opens files and makes folders, in the
    system's own words, so that the test says the same for everybody.
    """
    closed: list[Path] = []

    def close(folder: Path) -> None:
        folder.chmod(0o555)
        closed.append(folder.resolve())
        if not os.access(folder, os.W_OK):
            return
        for name in ("open", "mkdir"):
            real = getattr(os, name)

            def guarded(path: Any, *args: Any, real: Any = real, **more: Any) -> Any:
                writes = real.__name__ == "mkdir" or args[0] & (os.O_WRONLY | os.O_RDWR)
                if writes and Path(os.fsdecode(path)).resolve().is_relative_to(folder.resolve()):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
                return real(path, *args, **more)

            monkeypatch.setattr(os, name, guarded)

    yield close
    for folder in closed:
        folder.chmod(0o755)


# The documents that only developers and CI have


@pytest.fixture
def shared(record_property: Callable[[str, object], None]) -> Path:
    """The folder of the documents that the Jackson example rests on; the test is skipped, and counted, without them."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    record_property("shared", True)
    return SHARED


@pytest.fixture
def passages(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Report how many passages a test verified against the documents, for the lines at the end of the run.

    ``locators`` and ``quotes`` are those that the package itself verified, as `timeline sources` counts them.
    """

    def count(*, verified: int = 0, skipped: int = 0, locators: int = 0, quotes: int = 0) -> None:
        record_property("passages_verified", verified)
        record_property("passages_skipped", skipped)
        record_property("locators", locators)
        record_property("quotes", quotes)

    return count


@pytest.fixture
def at_the_end(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say a line at the end of the run: what a test counted."""
    return lambda line: record_property("at the end", line)


@pytest.fixture
def mutations(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Report which mistakes were made in the examples and caught, for the lines at the end of the run."""

    def tell(*, wrong: Mapping[Any, bool], less: Mapping[Any, bool]) -> None:
        for name, found in (("mistakes", wrong), ("omissions", less)):
            lost = "; ".join(f"{one.kind} at {one}" for one, caught in found.items() if not caught)
            some = f": {lost}" if name == "mistakes" and lost else ""
            record_property("mutations", f"{name}: {sum(found.values())} of {len(found)} caught{some}")

    return tell


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was held against ../shared and what was not, in one line, and how many mistakes were caught."""
    count: Counter[str] = Counter()
    for report in (r for reports in terminalreporter.stats.values() for r in reports):
        if getattr(report, "when", None) == "setup" and report.skipped and NO_SHARED in str(report.longrepr):
            count["tests skipped"] += 1
        if getattr(report, "when", None) == "call":
            for name, value in report.user_properties:
                if name in {"mutations", "at the end"}:
                    terminalreporter.write_line(f"mutations: {value}" if name == "mutations" else str(value))
                elif name in {"shared", "passages_verified", "passages_skipped", "locators", "quotes"}:
                    count[name] += int(value)
    if count:
        terminalreporter.write_line(
            f"../shared: {count['shared']} tests used it, {count['tests skipped']} skipped without it; "
            f"passages: {count['passages_verified']} verified, {count['passages_skipped']} skipped; "
            f"by 'timeline sources': {count['locators']} locators and {count['quotes']} quotes verified"
        )


# The browser


def chromium() -> str | None:
    """The path of an installed Chromium: what CHROMIUM names, else the first of the usual names."""
    wanted = os.environ.get("CHROMIUM")
    return shutil.which(wanted) if wanted else next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the installed Chromium, as root too, with nothing that would call home."""
    path = chromium()
    if path is None:
        pytest.fail("no Chromium found: install chromium, or set CHROMIUM to its path", pytrace=False)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": path, "args": quiet}


@pytest.fixture
def offline(context: Any) -> list[str]:
    """Every address a page asked for beyond the disk; a test of a page ends with ``assert not offline``."""
    asked: list[str] = []
    local = ("file:", "data:", "blob:", "about:")
    context.on("request", lambda request: request.url.startswith(local) or asked.append(request.url))
    context.set_offline(True)
    return asked


@pytest.fixture
def visit(new_context: Any) -> Callable[..., Any]:
    """Open a page without a network; requests and errors are kept on it."""

    def open_page(file: Path, size: tuple[int, int] = (1280, 800), after: str = "", **options: Any) -> Any:
        tab = new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **options).new_page()
        tab.asked, tab.wrong = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
        tab.on("console", lambda message: tab.wrong.append(message.text))
        tab.goto(file.as_uri() + after)
        return tab

    return open_page
