"""Builds the documentation as a site: ``python .ci/site.py OUT``, or ``make docs``.

The pages are those of the repository, in the places they have there, so that a link that works in one works in the
other; whatever file a page links to comes along. The generator is given a folder of its own to work in.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**/*.md", "examples/*/README.md")
FENCE = re.compile(r"^```(\w+) +(\S+).*$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")


def pages(root: Path = ROOT) -> list[Path]:
    """Every page of the site."""
    return sorted(path for pattern in PAGES for path in root.glob(pattern))


def gather(home: Path) -> None:
    """Copy the pages, and every file that one of them links to, into a folder."""
    wanted = pages()
    linked = {
        (page.parent / name).resolve() for page in wanted for name in LINK.findall(page.read_text(encoding="utf-8"))
    }
    for path in {*wanted, *(path for path in linked if path.is_file() and path.is_relative_to(ROOT))}:
        target = home / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":  # the words that tell the tests what a block is become the name of its file, or go
            target.write_text(FENCE.sub(_named, path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(path, target)


def _named(fence: re.Match[str]) -> str:
    return f'```{fence[1]} title="{fence[2]}"' if "." in fence[2] else f"```{fence[1]}"


def build(out: Path) -> None:
    """Write the site; CalledProcessError if the generator complains of anything."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name).resolve()
        gather(home / "pages")
        shutil.copyfile(ROOT / ".ci" / "site.toml", home / "zensical.toml")
        subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], cwd=home, check=True)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(home / "site", out)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
