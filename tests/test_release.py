"""What is released: the same files make the same archives, which hold what they must, and every extra is told of by its name."""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.pythons import MISSING, pythons

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
