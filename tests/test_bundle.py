"""What a build puts into the package: the basic bundle of the chart library, and the template compiled; and what happens
where it cannot."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from tests.sample_view import sample
from timeline.cli import main
from timeline.draw import library, template
from timeline.draw.page import page

ROOT = Path(__file__).parent.parent
CODE = b"/**\n* plotly.js (basic - minified) v4.1.1\n*/\nwindow.Plotly = {};\n"
NAME = "plotly.js-basic-dist-min"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """The build hook, as the build imports it."""
    spec = importlib.util.spec_from_file_location("bundle", ROOT / ".ci" / "bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def archive(code: bytes = CODE) -> bytes:
    """A package as npm packs one."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as tar:
        for name, data in (("plotly-basic.min.js", code), ("LICENSE", b"MIT License\n"), ("README.md", b"no")):
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return gzip.compress(held.getvalue(), mtime=0)


def integrity(data: bytes) -> str:
    """The hash of a package as a package lock writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes | None], None]:
    """Put an npm first in the path that hands out these bytes, or that reaches nothing."""
    if os.name == "nt":
        pytest.skip("the npm of this test is a script with a first line that only POSIX systems read")

    def stand_in(data: bytes | None) -> None:
        home = tmp_path / "npm"
        home.mkdir(exist_ok=True)
        (home / "package.tgz").write_bytes(data or b"")
        give = f"import shutil; shutil.copy({str(home / 'package.tgz')!r}, '.')" if data else "raise SystemExit(1)"
        (home / "npm").write_text(f"#!{sys.executable}\n{give}\n", encoding="utf-8")
        (home / "npm").chmod(0o755)
        monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")

    return stand_in


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy of what a wheel is built from, without anything that was built."""
    home = tmp_path / "repository"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "timeline", ".ci"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in (*filter(None, listed.split("\0")), "pyproject.toml", "README.md", "LICENSE"):
        if (ROOT / name).is_file():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, home / name)
    return home


def wheel(repository: Path) -> subprocess.CompletedProcess[str]:
    """Build the wheel of a repository into its ``dist``, with what is installed here."""
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    return subprocess.run(words, cwd=repository, capture_output=True, text=True, check=False)


def pin(repository: Path, found: str) -> None:
    """Pin another hash."""
    project = repository / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace(pinned()["integrity"], found), encoding="utf-8")


def pinned() -> dict[str, str]:
    """What pyproject.toml says of the bundle."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    return found


# The hook


def test_the_bundle_is_packed_as_a_page_carries_it_with_its_licence(hook, npm, tmp_path):
    data = archive()
    npm(data)
    hook.provide(tmp_path, NAME, "4.1.1", integrity(data))
    home = tmp_path / "timeline" / "draw" / "bundle"
    head, _, text = (home / "plotly-basic.txt").read_text().partition("\n")
    assert head == f"{NAME} 4.1.1 {integrity(data)}"
    assert gzip.decompress(base64.b85decode(text.replace(",", "<"))) == CODE
    assert (home / "LICENSE").read_text() == "MIT License\n"
    assert sorted(path.name for path in home.iterdir()) == ["LICENSE", "plotly-basic.txt"]


def test_another_hash_than_the_pinned_one_is_an_error_and_leaves_nothing(hook, npm, tmp_path):
    npm(archive(CODE + b"steal();"))
    with pytest.raises(ValueError, match="not the pinned one"):
        hook.provide(tmp_path, NAME, "4.1.1", integrity(archive()))
    assert not (tmp_path / "timeline" / "draw" / "bundle").exists()


def test_what_lies_there_is_kept_while_it_is_what_is_pinned(hook, npm, tmp_path):
    """The second build needs no registry; another pin does, and never serves the old bundle."""
    first, second = archive(), archive(CODE + b"// new\n")
    npm(first)
    hook.provide(tmp_path, NAME, "4.1.1", integrity(first))
    made = tmp_path / "timeline" / "draw" / "bundle" / "plotly-basic.txt"
    before = made.read_bytes()
    npm(None)
    hook.provide(tmp_path, NAME, "4.1.1", integrity(first))
    assert made.read_bytes() == before
    with pytest.raises(hook.NotFetched):
        hook.provide(tmp_path, NAME, "4.1.2", integrity(second))
    assert not made.exists()


def test_the_same_package_gives_the_same_bytes(hook, npm, tmp_path):
    data = archive()
    npm(data)
    for name in ("one", "two"):
        hook.provide(tmp_path / name, NAME, "4.1.1", integrity(data))
    one, two = ((tmp_path / name / "timeline/draw/bundle/plotly-basic.txt").read_bytes() for name in ("one", "two"))
    assert one == two


def test_without_npm_there_is_a_sentence(hook, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(hook.NotFetched, match="npm is not installed"):
        hook.provide(tmp_path, NAME, "4.1.1", "sha512-")


@pytest.mark.slow
def test_a_wheel_is_built_without_the_bundle_where_npm_reaches_nothing(npm, repository):
    npm(None)
    built = wheel(repository)
    assert built.returncode == 0, built.stderr
    assert "built without the basic chart bundle" in built.stdout + built.stderr
    [made] = (repository / "dist").glob("*.whl")
    assert [name for name in zipfile.ZipFile(made).namelist() if "bundle/" in name] == ["timeline/draw/bundle/page.bin"]


@pytest.mark.slow
def test_no_wheel_is_built_from_a_bundle_that_is_not_the_pinned_one(npm, repository):
    npm(archive(CODE + b"steal();"))
    built = wheel(repository)
    assert built.returncode != 0
    assert "the fetched chart bundle is not the pinned one" in built.stderr
    assert not list(repository.glob("dist/*.whl"))


@pytest.mark.slow
def test_a_wheel_carries_the_bundle_and_its_pages_say_so(npm, repository, tmp_path):
    """Unpacked and used as it is: the page holds the bundle, the command and the page name it."""
    data = archive()
    npm(data)
    pin(repository, integrity(data))
    assert wheel(repository).returncode == 0
    [made] = (repository / "dist").glob("*.whl")
    zipfile.ZipFile(made).extractall(tmp_path / "installed")  # noqa: S202 - our own wheel
    words = [sys.executable, "-m", "timeline", "build", str(ROOT / "examples" / "jackson"), "-o", "page.html"]
    ran = subprocess.run(
        words,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "chart library: plotly.js 4.1.1, basic bundle" in ran.stderr
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "plotly.js 4.1.1 (its basic bundle)" in text
    assert library.pack(CODE, 9) in text


@pytest.mark.slow
def test_the_pinned_package_is_the_one_the_registry_has(hook, tmp_path):
    """Where npm and a registry are there: fetched anew, its hash is the pinned one, and it says the pinned version."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    found = pinned()
    try:
        hook.provide(tmp_path, found["package"], found["version"], found["integrity"])
    except hook.NotFetched as why:
        pytest.skip(str(why))
    text = (tmp_path / "timeline/draw/bundle/plotly-basic.txt").read_text().partition("\n")[2]
    code = gzip.decompress(base64.b85decode(text.replace(",", "<")))
    assert f"plotly.js (basic - minified) v{found['version']}".encode() in code[:200]
    assert "MIT License" in (tmp_path / "timeline/draw/bundle/LICENSE").read_text()


def test_the_pinned_bundle_is_of_the_plotly_that_is_installed():
    """A page and a notebook draw with the same version."""
    assert library.about("wheel") == ("whole", pinned()["version"])


# Pages with it and without it


@pytest.fixture
def built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes | None], None]:
    """Let the package carry a bundle of this code, or none."""

    def carry(code: bytes | None) -> None:
        place = tmp_path / "plotly-basic.txt"
        if code is not None:
            place.write_text(f"{NAME} 4.1.1 sha512-\n{library.pack(code, 9)}", encoding="ascii")
        monkeypatch.setattr(library, "BUILT_IN", place)
        library._built_in.cache_clear()

    return carry


def built(jackson: Path, out: Path, *more: str) -> Result:
    """``timeline build`` of the example."""
    return CliRunner().invoke(main, ["build", str(jackson), "-o", str(out), *more])


def test_the_command_and_the_page_say_that_the_basic_bundle_serves(built_in, jackson, tmp_path):
    built_in(CODE)
    ran = built(jackson, tmp_path / "page.html")
    assert ran.stderr.splitlines()[-1] == "chart library: plotly.js 4.1.1, basic bundle"
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert library.pack(CODE, 9) in text
    assert "The chart is drawn by plotly.js 4.1.1 (its basic bundle), packed into this page." in text


def test_where_it_was_not_built_in_the_installed_plotly_serves(built_in, jackson, tmp_path):
    built_in(None)
    ran = built(jackson, tmp_path / "page.html", "--json")
    version = library.about("wheel")[1]
    assert ran.stderr.splitlines()[-1] == f"chart library: plotly.js {version}, the whole one of the installed plotly"
    assert f'"library": "plotly.js {version}, the whole one of the installed plotly"' in ran.stdout
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert library.packed("wheel") in text
    assert f"The chart is drawn by plotly.js {version} (the whole of it), packed into this page." in text


def test_a_page_draws_nothing_that_the_basic_bundle_has_not():
    """It has scatter, bar and pie."""
    from timeline.draw.figure import spec

    view = sample()
    assert {trace["type"] for lanes in view.chart.lanes for trace in spec(view, lanes=lanes)["data"]} <= {
        "scatter",
        "bar",
        "pie",
    }


def test_a_page_with_the_basic_bundle_is_light():
    """0.15 of the 4.84 MB that plotly.express writes for as many events."""
    if not library.BUILT_IN.is_file():
        pytest.skip("this installation was built without the basic bundle")
    assert len(page(sample()).encode()) <= 0.15 * 4_840_000


# The template


def test_a_compiled_template_is_used_for_its_own_source_alone(tmp_path):
    kept = tmp_path / "page.bin"
    template.keep("<b>{{ one }}</b>", kept)
    home = template.environment()

    def refuse(source: str) -> None:
        raise AssertionError(f"compiled anew: {source}")

    home.compile = refuse  # type: ignore[method-assign, assignment]
    assert template.template(home, "<b>{{ one }}</b>", kept).render(one="<&>") == "<b>&lt;&amp;&gt;</b>"
    with pytest.raises(AssertionError, match="compiled anew: <i>"):
        template.template(home, "<i>{{ one }}</i>", kept)


@pytest.mark.parametrize("spoil", [lambda kept: kept.unlink(), lambda kept: kept.write_bytes(kept.read_bytes()[:-40])])
def test_a_compiled_template_that_is_gone_or_broken_is_made_anew(tmp_path, spoil):
    kept = tmp_path / "page.bin"
    template.keep("{{ one|upper }}", kept)
    spoil(kept)
    assert template.template(template.environment(), "{{ one|upper }}", kept).render(one="a") == "A"


def test_a_compiled_template_knows_the_filters_of_the_page_that_uses_it(tmp_path):
    kept = tmp_path / "page.bin"
    template.keep("{{ one|twice }}", kept)
    home = template.environment()
    home.filters["twice"] = lambda text: text + text
    assert template.template(home, "{{ one|twice }}", kept).render(one="a") == "aa"
