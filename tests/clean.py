"""A clean environment made of what is installed: the wheel, what it needs, and what one extra needs; nothing else.

The Python that the environment is for runs this file with the wheel, the extra (or nothing) and a folder. It prints the
environment's Python, or ends with what is not installed. Nothing is fetched: distributions are linked to where they are.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from email.parser import HeaderParser
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path


class NotInstalledError(Exception):
    """A Python that lacks what an extra needs."""


def environment(python: str, wheel: Path, extra: str, home: Path) -> str:
    """The Python of a clean environment with the wheel and at most one extra, for another Python."""
    words = [python, "-P", __file__, str(wheel), extra, str(home)]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    if ran.returncode == 3:
        raise NotInstalledError(ran.stderr.strip())
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def needed(wanted: list[str], extras: set[str]) -> dict[str, Distribution]:
    """Every distribution that some lines of requirements lead to, by name."""
    from packaging.requirements import Requirement  # plotly needs it: it is wherever the wheel can run

    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    left = [(line, extra) for line in wanted for extra in ("", *extras)]
    while left:
        line, extra = left.pop()
        one = Requirement(line)
        if one.marker and not one.marker.evaluate({"extra": extra}):
            continue
        name = one.name.lower().replace("_", "-")
        found[name] = found.get(name) or distribution(name)
        if not one.specifier.contains(found[name].version, prereleases=True):
            raise PackageNotFoundError(f"{one}: it is {found[name].version}")
        for more in {"", *one.extras}:
            if (name, more) not in seen:
                seen.add((name, more))
                left += [(each, more) for each in found[name].requires or ()]
    return found


def make(wheel: Path, extra: str, home: Path) -> str:
    """The environment, and its Python."""
    venv.create(home, symlinks=True, with_pip=False)
    scheme = {"base": str(home), "platbase": str(home)}
    packages, programs = (Path(sysconfig.get_path(name, "venv", scheme)) for name in ("purelib", "scripts"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
        [metadata] = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".dist-info/METADATA")
        ]
    lines = HeaderParser().parsestr(metadata).get_all("Requires-Dist", [])
    for one in needed(lines, {extra} - {""}).values():
        tops = {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}
        for top in tops:
            (packages / top).symlink_to(Path(str(one.locate_file(top))))
    return str(programs / "python")


if __name__ == "__main__":
    try:
        print(make(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
    except PackageNotFoundError as error:
        print(error.name, file=sys.stderr)
        sys.exit(3)
