"""The rules of the house that can be read off the files: which way imports point, who meets which library, and what
stands where. Each rule is a function of a folder, so that a planted mistake can show that it finds one."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "timeline"

# A room may import from the levels above its own, and from itself; rooms on one level know nothing of each other.
# "timeline" is the package's own __init__, which only the command line may ask (for the version).
LEVELS = (
    ("problems", "version", "when", "writing"),
    ("model",),
    ("kinds",),
    ("files", "dating", "publish"),
    ("checks", "imports"),
    ("graph",),
    ("ask",),
    ("view",),
    ("draw",),
    ("exports",),
    ("build",),
    ("notebook",),
    ("case", "importing", "new", "published", "returns"),
    ("store", "preview"),
    ("timeline",),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}

# Outside libraries, and the rooms where they may be met; None is "anywhere". A library that is not named here may
# not be used at all: name it in pyproject.toml and here.
LIBRARIES: dict[str, tuple[str, ...] | None] = {
    "IPython": ("notebook",),
    "anywidget": ("notebook",),
    "babel": ("when", "draw"),
    "click": ("cli",),
    "holidays": ("when",),
    "ibis": ("store",),
    "jinja2": ("draw",),
    "markupsafe": ("draw",),
    "networkx": ("graph", "ask", "view", "exports", "notebook"),
    "numpy": ("dating",),
    "choreographer": ("exports",),
    "kaleido": ("exports",),
    "openpyxl": ("exports",),
    "plotly": ("draw", "notebook"),
    "pyarrow": ("store",),
    "traitlets": ("notebook",),
    "pydantic": None,
    "pydantic_core": None,
    "pypdf": ("files",),
    "python_calamine": ("files",),
    "starlette": ("preview",),
    "uvicorn": ("preview",),
    "watchfiles": ("preview",),
    "yaml": ("files",),
}

TOP_LEVEL = {
    "pyproject.toml",
    "timeline",
    "notebooks",
    "tests",
    "examples",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "docs",
    ".ci",
}
LINES_IN_A_FILE, LINES_IN_A_FUNCTION = 400, 60  # comfortable is 250 and 40; beyond these it is two things


def room_of(path: Path, package: Path) -> str:
    """The room a file stands in: its folder under the package, or its own name; "timeline" for the package itself."""
    first = path.relative_to(package).parts[0].removesuffix(".py")
    return "timeline" if first == "__init__" else first


def imports(path: Path, package: Path) -> Iterator[tuple[int, str, str]]:
    """Line, library and room of every import in a file, wherever it stands; the room is "" for outside libraries.

    ``from timeline import view`` names the room view; ``from timeline import __version__`` the package itself.
    """
    rooms = {entry.stem for entry in package.iterdir() if entry.suffix in {"", ".py"}}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = path.relative_to(package.parent).parts[: -node.level]
                base = ".".join((*parents, *filter(None, [base])))
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "timeline" else [base]
        else:
            continue
        for name in names:
            library, _, rest = name.partition(".")
            room = rest.partition(".")[0]
            yield node.lineno, library, (room if room in rooms else "timeline") if library == "timeline" else ""


def wrong_way(package: Path) -> list[str]:
    """Every import that points against the order of LEVELS."""
    found = []
    for path in sorted(package.rglob("*.py")):
        room = room_of(path, package)
        for line, library, other in imports(path, package):
            if library == "timeline" and other != room and LEVEL.get(other, 99) >= LEVEL.get(room, -1):
                found.append(f"{path.relative_to(package.parent)}:{line}: {room} may not import {other}")
    return found


def out_of_room(package: Path) -> list[str]:
    """Every import of an outside library in a room that should not know it."""
    found = []
    for path in sorted(package.rglob("*.py")):
        room = room_of(path, package)
        for line, library, _ in imports(path, package):
            if library in sys.stdlib_module_names or library == "timeline":
                continue
            rooms = LIBRARIES.get(library, ())
            if rooms is not None and room not in rooms:
                where = f"only in {', '.join(rooms)}" if rooms else "nowhere yet"
                found.append(f"{path.relative_to(package.parent)}:{line}: {library} is met {where}, not in {room}")
    return found


def uncomfortable(package: Path) -> list[str]:
    """Every file and function that has grown past what one reads at once."""
    found = []
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if (lines := text.count("\n")) > LINES_IN_A_FILE:
            found.append(f"{path.relative_to(package.parent)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LINES_IN_A_FUNCTION:
                    found.append(f"{path.relative_to(package.parent)}:{node.lineno}: {node.name}: {lines} lines")
    return found


def test_every_room_has_its_place_in_the_order():
    rooms = {room_of(path, PACKAGE) for path in PACKAGE.rglob("*.py")}
    assert rooms <= set(LEVEL), "a new room needs a level: add it to LEVELS, and to docs/design.md"


def test_imports_point_one_way():
    assert wrong_way(PACKAGE) == []


def test_outside_libraries_stay_in_their_rooms():
    assert out_of_room(PACKAGE) == []


def test_files_and_functions_are_comfortable():
    assert uncomfortable(PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("when/edtf.py", "from timeline.model.event import Event", "when may not import model"),
        ("files/yaml.py", "from timeline.dating import bounds", "files may not import dating"),
        ("problems.py", "import timeline.when.edtf", "problems may not import when"),
        ("view/lanes.py", "def late():\n    from timeline import draw\n", "view may not import draw"),
        ("ask/order.py", "from timeline import __version__", "ask may not import timeline"),
        ("graph.py", "from .cli import main", "graph may not import cli"),
        ("model/event.py", "from ..kinds import KINDS", "model may not import kinds"),
        ("__init__.py", "from timeline.cli import main", "timeline may not import cli"),
        ("attic/old.py", "from timeline.when import parse_date", "attic may not import when"),
    ],
)
def test_an_import_that_points_the_other_way_is_found(tmp_path, file, text, complaint):
    """The rule can fail: each of these is planted in a package of its own."""
    package = planted(tmp_path, {file: text})
    assert [found.split(": ", 1)[1] for found in wrong_way(package)] == [complaint]


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("checks/spelling.py", "import yaml", "yaml is met only in files, not in checks"),
        (
            "view/lanes.py",
            "def late():\n    import plotly.graph_objects as go\n",
            "plotly is met only in draw, notebook",
        ),
        ("build.py", "from click import echo", "click is met only in cli, not in build"),
        ("files/web.py", "import requests", "requests is met nowhere yet, not in files"),
    ],
)
def test_a_library_out_of_its_room_is_found(tmp_path, file, text, complaint):
    [found] = out_of_room(planted(tmp_path, {file: text}))
    assert complaint in found


def test_imports_that_point_the_right_way_pass(tmp_path):
    package = planted(
        tmp_path,
        {
            "files/yaml.py": "import yaml\nfrom timeline.kinds import KINDS\nfrom timeline.files.text import decode\n",
            "cli/__init__.py": "import click\nfrom timeline import __version__, build\n",
            "__init__.py": "from timeline.case import Case\n",
        },
    )
    assert wrong_way(package) == out_of_room(package) == []


def planted(home: Path, files: dict[str, str]) -> Path:
    """A package with every room empty, and the given files in it."""
    package = home / "timeline"
    for room in LEVEL:
        (package / room).mkdir(parents=True)
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


@pytest.mark.parametrize("words", [["--help"], ["check", "examples/jackson"], ["dates", "--help"]], ids=" ".join)
def test_an_ordinary_command_starts_without_the_heavy_libraries(words):
    """`timeline --help` and `timeline check` import neither plotly nor networkx."""
    program = (
        "import sys\nfrom timeline.cli import main\n"
        f"try:\n    main({words!r}, prog_name='timeline')\n"
        "finally:\n    print(sorted({'plotly', 'networkx', 'pandas', 'holidays'} & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (0, "[]")


def test_the_list_of_commands_is_there_before_anything_is_read():
    """`timeline --help` waits for none of the libraries that read, date or draw."""
    program = (
        "import sys\nfrom timeline.cli import main\n"
        "try:\n    main(['--help'], prog_name='timeline')\n"
        "finally:\n    print(sorted({'pydantic', 'numpy', 'yaml', 'babel', 'jinja2'} & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (0, "[]")


# What stands in the repository


def tracked() -> list[Path]:
    """Every file that is, or would be, under version control."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in listing.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_the_top_level_holds_only_what_it_should():
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} | {".ci"} == TOP_LEVEL


# Written in pieces, so that this file does not name what it looks for.
MACHINE = re.compile(
    r"(?<![\w.$~-])/(?:" + "|".join(["work", "root", "opt/pypi", "home/[a-z]", "Users/[a-z]"]) + r")\b"
)
REGISTRY = re.compile("|".join(rf"\b{name}\b" for name in ("pypi", "pythonhosted", "npmjs")) + r"|\bdeb\.debian", re.I)


def machine_words(text: str) -> list[str]:
    """Paths of one machine and hosts of package registries, as they stand in a text."""
    return [found.group() for pattern in (MACHINE, REGISTRY) for found in pattern.finditer(text)]


def test_no_file_names_a_path_of_one_machine_or_a_registry():
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if path == Path(__file__) or b"\0" in data[:8192]:
            continue
        if words := machine_words(data.decode("utf-8")):
            found[str(path.relative_to(ROOT))] = words
    assert found == {}


@pytest.mark.parametrize("text", ["see /" + "work/main/x", "(/" + "root/.cache)", "pip -i files.python" + "hosted.org"])
def test_a_path_of_one_machine_is_found(text):
    assert machine_words(text)


@pytest.mark.parametrize("text", ["../shared/seeds", "net" + "work/", "https://example.org/work/1", "square root"])
def test_ordinary_words_are_not_taken_for_paths(text):
    assert machine_words(text) == []
