"""What can be imported from ``timeline``: the listed names, all documented; one version; a wheel that holds it all."""

from __future__ import annotations

import importlib.metadata
import inspect
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).parent.parent

# The one list of public names. A name that is added here is promised: it needs a line in the changelog.
PUBLIC = [
    "At",
    "Case",
    "CaseError",
    "Contradiction",
    "Interval",
    "Order",
    "Problem",
    "from_frame",
    "load",
    "parse_date",
]


def test_public_names_are_the_listed_ones():
    assert [name for name in timeline.__all__ if name != "__version__"] == PUBLIC
    assert sorted(PUBLIC) == PUBLIC


def test_nothing_else_can_be_imported_by_accident():
    """Names that do not begin with an underscore, and are not rooms, are the public ones."""
    seen = {name for name, value in vars(timeline).items() if not name.startswith("_") and not inspect.ismodule(value)}
    assert seen - {"annotations"} <= set(PUBLIC)


def test_every_public_name_is_there_and_documented():
    for name in PUBLIC:
        value = getattr(timeline, name)
        assert inspect.getdoc(value), f"{name} has no docstring"
        assert inspect.getdoc(value) != inspect.getdoc(type(value)), f"{name} has only its type's docstring"


def test_a_name_that_is_not_there_is_an_error_and_a_room_is_there_unasked():
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        _ = timeline.lode
    program = "import timeline; print(timeline.dating.bounds.__name__, hasattr(timeline, '__path__'))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["bounds", "True"]


def test_every_method_of_a_case_is_documented():
    members = inspect.getmembers(timeline.Case, lambda value: inspect.isfunction(value) or isinstance(value, property))
    assert [name for name, value in members if not name.startswith("_") and not inspect.getdoc(value)] == []


def test_the_solvers_numeric_door_is_where_it_was_promised():
    from timeline import dating

    assert list(inspect.signature(dating.bounds).parameters)[:5] == ["points", "u", "v", "lo", "hi"]
    assert list(inspect.signature(dating.conflicts).parameters)[:5] == ["points", "u", "v", "lo", "hi"]


def test_the_version_stands_in_one_place():
    """pyproject.toml reads it from the package, the command prints it, and the changelog knows it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "timeline/version.py"
    assert importlib.metadata.version("accountability-timeline") == timeline.__version__
    printed = subprocess.run(
        [sys.executable, "-m", "timeline", "--version"], capture_output=True, text=True, check=True
    ).stdout
    assert timeline.__version__ in printed
    assert f"## [{timeline.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_wheel_holds_every_file_of_the_package(tmp_path):
    """What `pip install .` gives: every tracked file of the package, and none of the tests."""
    from hatchling.builders.wheel import WheelBuilder

    [wheel] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    inside = set(zipfile.ZipFile(wheel).namelist())
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "timeline"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = {name for name in listing.stdout.splitlines() if (ROOT / name).is_file()}
    assert "timeline/py.typed" in expected & inside
    assert expected <= inside
    assert not [name for name in inside if not re.match(r"timeline/|accountability_timeline-[^/]+\.dist-info/", name)]
