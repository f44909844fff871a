"""Build hook: puts into the package what would otherwise be made for every page.

That is the basic bundle of plotly.js, packed as a page carries it. Its version, and the hash of what is fetched, stand
in pyproject.toml; what does not match the hash ends the build. It is fetched by name with npm, as that is configured.
Where there is no npm, or it reaches no registry, the package is built without it and pages carry the whole bundle of
the installed plotly. And it is the page's template, compiled; for an editable install the modules too, as installing a
wheel does.

What is made (``timeline/draw/bundle``) is never committed; it stays there for the next build.
"""

from __future__ import annotations

import base64
import compileall
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = {"plotly-basic.min.js": "plotly-basic.txt", "LICENSE": "LICENSE"}
"""What is taken from the fetched package, and what it is called here."""
PATIENCE = 120  # seconds


class NotFetched(Exception):
    """npm is missing or did not deliver; the text says why."""


class Bundle(BuildHookInterface):
    """Called by hatchling before it makes a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is missing; what cannot be made is done without, and said."""
        root, pin = Path(self.root), self.config
        sys.path.insert(0, self.root)
        try:
            provide(root, pin["package"], pin["version"], pin["integrity"])
        except (NotFetched, OSError) as why:
            self.app.display_warning(f"built without the basic chart bundle, pages will be larger: {why}")
        try:
            compiled(root, modules=version == "editable")
        except OSError as why:
            self.app.display_warning(f"built without compiled templates, pages will take longer: {why}")


def compiled(root: Path, *, modules: bool) -> None:
    """Compile the page's template, and with ``modules`` the package too, as installing a wheel does."""
    from timeline.draw import template

    template.keep((root / "timeline" / "draw" / "assets" / "page.html.j2").read_text(encoding="utf-8"))
    if modules:
        compileall.compile_dir(root / "timeline", quiet=2)


def provide(root: Path, package: str, version: str, integrity: str) -> None:
    """Make ``timeline/draw/bundle`` hold the pinned version, or nothing.

    NotFetched if npm does not deliver; ValueError if what it delivers is not what was pinned.
    """
    home = root / "timeline" / "draw" / "bundle"
    label = f"{package} {version} {integrity}\n"
    made = home / FILES["plotly-basic.min.js"]
    if made.is_file() and made.open(encoding="ascii").readline() == label:
        return
    shutil.rmtree(home, ignore_errors=True)
    found = unpacked(fetched(package, version), integrity)
    from timeline.draw.library import pack

    home.mkdir(parents=True)
    (home / FILES["LICENSE"]).write_bytes(found["LICENSE"])
    part = made.with_suffix(".part")  # an interrupted build leaves nothing that looks whole
    part.write_text(label + pack(found["plotly-basic.min.js"], 9), encoding="ascii", newline="\n")
    part.replace(made)


def fetched(package: str, version: str) -> bytes:
    """The package as npm packs it; nothing in it is run."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetched("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        words = [npm, "pack", f"{package}@{version}", "--silent", "--ignore-scripts", "--fetch-retries=1"]
        try:
            subprocess.run(
                words, cwd=folder, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL, capture_output=True
            )
        except subprocess.TimeoutExpired:
            raise NotFetched(f"npm did not answer in {PATIENCE} seconds") from None
        except subprocess.CalledProcessError as error:
            raise NotFetched(f"npm ended with {error.returncode}: is a registry reached?") from None
        archives = list(Path(folder).glob("*.tgz"))
        if len(archives) != 1:
            raise NotFetched("npm left no package")
        return archives[0].read_bytes()


def unpacked(archive: bytes, integrity: str) -> dict[str, bytes]:
    """The files we take from a package whose hash is the pinned one; ValueError for any other."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode("ascii")
    if found != integrity:
        raise ValueError(f"the fetched chart bundle is not the pinned one: its hash is {found}, not {integrity}")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        files = {name: tar.extractfile(f"package/{name}") for name in FILES}
        return {name: file.read() for name, file in files.items() if file}
