"""Which folder holds the rows of which value, where a table is split into cases.

The list is kept beside the cases, since a folder of a person carries no name.
"""

from __future__ import annotations

from pathlib import Path

from timeline.imports.people import slug

FOLDERS = "import/folders.txt"


class Folders:
    """Which folder holds the rows of which value; kept beside the cases, since folders of people carry no name."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        self._by_value: dict[str, str] = {}
        for line in lines:
            folder, _, value = line.partition("\t")
            self._by_value[value] = folder
        self._taken = set(self._by_value.values())
        self.new = False

    def of(self, value: str, *, private: bool) -> str:
        """The folder of a value; a new one is called after it, or by a number if it may name somebody."""
        found = self._by_value.get(value)
        if found is None:
            stem, number = ("person" if private else slug(value) or "part"), 1 if private else 2
            found = f"{stem}-1" if private else stem
            while found in self._taken or found == "import":
                found, number = f"{stem}-{number + 1 if private else number}", number + 1
            self._by_value[value] = found
            self._taken.add(found)
            self.new = True
        return found

    def text(self) -> str:
        """The whole list, a line a value."""
        return "".join(f"{folder}\t{value}\n" for value, folder in self._by_value.items())
