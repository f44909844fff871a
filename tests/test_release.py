"""What is released: the same files make the same archives, which hold what they must, and every extra is told of by its name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.clean import NotInstalledError, environment
from tests.copies import citing, pdf
from tests.pythons import MISSING, pythons
from tests.workbooks import row, workbook
from timeline.new import new

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """The wheel and the source archive, built twice."""
    pairs = []
    for number in range(2):
        out = tmp_path_factory.mktemp(f"dist-{number}")
        [wheel] = WheelBuilder(str(ROOT)).build(directory=str(out), versions=["standard"])
        [source] = SdistBuilder(str(ROOT)).build(directory=str(out), versions=["standard"])
        pairs.append((Path(wheel), Path(source)))
    return pairs


def test_the_same_files_make_the_same_archives(built):
    (wheel, source), (again, source_again) = built
    assert wheel.read_bytes() == again.read_bytes()
    assert source.read_bytes() == source_again.read_bytes()


def test_the_source_archive_has_what_the_wheel_is_made_of(built):
    """The hook, the package, its licence and what people read; no tests, no tools."""
    with tarfile.open(built[0][1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md", ".ci/bundle.py", "timeline/py.typed"}
    assert wanted <= names
    assert {"timeline/starter/case.yaml", "timeline/preview/assets/preview.js"} <= names
    assert not [name for name in names if name.startswith(("tests/", "out/", ".git/"))]


def test_licences_come_along(built):
    """Ours, and that of the chart library wherever the library is carried."""
    with zipfile.ZipFile(built[0][0]) as wheel:
        names = wheel.namelist()
        [metadata] = [wheel.read(name).decode() for name in names if name.endswith(".dist-info/METADATA")]
    assert "License-Expression: MIT" in metadata
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    carried = "timeline/draw/bundle/plotly-basic.txt" in names
    assert carried == ("timeline/draw/bundle/LICENSE" in names)
    assert "timeline/py.typed" in names
    assert set(PROJECT["optional-dependencies"]) == set(re.findall(r"^Provides-Extra: (.*)$", metadata, re.MULTILINE))


def test_a_missing_extra_is_told_with_the_line_that_installs_it():
    """Every line that a message gives names this project and an extra that there is."""
    said = [
        (path.name, name, extra)
        for path in (ROOT / "timeline").rglob("*.py")
        for name, extra in re.findall(r"pip install '?([\w-]+)\[(\w+)\]", path.read_text(encoding="utf-8"))
    ]
    assert {name for _, name, _ in said} == {PROJECT["name"]}
    assert {"preview", "images", "xlsx"} <= {extra for _, _, extra in said} <= set(PROJECT["optional-dependencies"])


# Each extra alone


NOT_FOR_USERS = {"dev", "bench"}
"""They hold what our own tests and measurements use, and serve no command: nobody is told to install them."""
EXTRAS = sorted(set(PROJECT["optional-dependencies"]) - NOT_FOR_USERS)
USES = {
    "pdf": ["timeline check copied"],
    "xlsx": [
        "timeline export alder --to xlsx -o alder.xlsx",
        "timeline import log.xlsx -o imported --type public_meeting",
    ],
    "images": ["timeline export alder --to png -o alder.png"],
    "store": ["timeline store add many alder", "timeline store summary many --by type"],
    "notebook": ["import timeline; timeline.load('alder').explorer(); timeline.load('alder').to_frame()"],
    "preview": ["timeline preview alder --no-open"],
}
"""What an extra serves; each command ends well, or serves a page until it is stopped."""


def line(extra: str) -> str:
    """What a person types to have an extra."""
    return f"pip install '{PROJECT['name']}[{extra}]'"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case as ``new`` writes it, one whose source has a PDF for a copy, and a workbook."""
    home = tmp_path_factory.mktemp("desk")
    new(home / "alder")
    citing(
        home / "copied", pdf(["The board met on Tuesday."]), "{source: s, at: p.1, quote: The board met}", name="a.pdf"
    )
    sheet = row(1, "date", "what") + row(2, "2021-03-01", "A meeting in public")
    (home / "log.xlsx").write_bytes(workbook({"Log": sheet}))
    return home


def ran(python: str, desk: Path, *words: str) -> tuple[int, str]:
    """How a command ends in an environment of nothing else, and all it says; one that serves is stopped."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    process = subprocess.Popen(
        [python, *words], cwd=desk, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = []
    for one in process.stdout or ():
        said.append(one)
        if one.startswith("http://127.0.0.1:"):
            process.terminate()
    return process.wait(), "".join(said)


def words(command: str) -> list[str]:
    """A command for Python itself: our own program, or a line of Python."""
    return ["-m", *command.split()] if command.startswith("timeline ") else ["-c", command]


IN_TURN = """
import json, sys
from click.testing import CliRunner
from timeline.cli import main

for command in json.loads(sys.argv[1]):
    try:
        said = CliRunner().invoke(main, command[2:]).output if command[0] == "-m" else exec(command[1])
    except ImportError as error:
        said = str(error)
    print(json.dumps(said))
"""
"""Runs commands one after another in one process, which is quicker than one for each, and prints what each of them says."""


def test_every_extra_for_users_has_a_command_that_uses_it():
    assert sorted(USES) == EXTRAS
    assert set(PROJECT["optional-dependencies"]) >= NOT_FOR_USERS


@pytest.mark.slow
@pytest.mark.parametrize("extra", ["", *EXTRAS])
def test_with_one_extra_what_it_serves_works_and_every_other_says_what_to_install(built, desk, tmp_path, python, extra):
    """In an environment of the wheel, what it needs and what the extra needs: nothing else can be imported."""
    try:
        alone = environment(python, built[0][0], extra, tmp_path / "env")
    except NotInstalledError as missing:
        if python == sys.executable:  # the extra 'dev' has to have what each of the others has
            raise
        pytest.skip(f"the second Python lacks {missing}: `make second EXTRAS={','.join(EXTRAS)}` installs it")
    for command in ["timeline check alder --strict", *USES.get(extra, ())]:
        code, said = ran(alone, desk, *words(command))
        assert code == 0, said
        assert "pip install" not in said, said
    others = [(other, command) for other in EXTRAS if other != extra for command in USES[other]]
    code, said = ran(alone, desk, "-c", IN_TURN, json.dumps([words(command) for _, command in others]))
    assert code == 0, said
    for (other, command), answer in zip(others, said.splitlines(), strict=True):
        assert line(other) in (json.loads(answer) or ""), command


@pytest.fixture(params=["this", "another"])
def python(request: pytest.FixtureRequest) -> str:
    """Each Python that the wheel is to run on; what it depends on is installed there."""
    found = list(pythons().values())
    if request.param == "another" and len(found) == 1:
        pytest.skip(MISSING)
    return found[0 if request.param == "this" else 1]


@pytest.mark.slow
def test_the_wheel_alone_makes_a_case_and_its_page(built, tmp_path, python):
    """Installed by pip into a folder of its own, far from the repository."""
    home = tmp_path / "installed"
    words = [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile", "--target", home]
    subprocess.run([*map(str, words), str(built[0][0])], check=True)
    variables = {**os.environ, "PYTHONPATH": str(home)}

    def run(*command: str) -> str:
        ran = subprocess.run(
            [python, "-m", *command], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    place = tmp_path / "where.py"
    place.write_text("import timeline; print(timeline.__file__)\n", encoding="utf-8")
    assert str(home) in run("where")
    run("timeline", "new", "alder")
    run("timeline", "check", "alder", "--strict")
    run("timeline", "build", "alder", "-o", "alder.html")
    assert "Alder Street" in (tmp_path / "alder.html").read_text(encoding="utf-8")
