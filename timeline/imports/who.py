"""The columns of a table that name somebody, and whom a row names in them: whole names, parts of names, numbers.

Knows the mapping; who is whom is decided in ``people``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.imports.cells import line, one_line
from timeline.imports.fields import Target, actor_names, role_of
from timeline.imports.people import People, Person, is_nobody
from timeline.kinds import Kinds

_NAME = ("first", "middle", "last", "suffix")
_APART = re.compile(r"[;\n]|\s\|\s")


@dataclass(slots=True)
class _Column:
    """One column or several that name the same people: their field, kind and part, and where each part stands."""

    name: str
    kind: str
    role: str
    parts: dict[str, int] = field(default_factory=dict)


class Who:
    """Reads people and bodies from the cells of a row."""

    def __init__(self, columns: Sequence[str], mapping: Mapping[str, Target], kinds: Kinds) -> None:
        whole: dict[str, _Column] = {}
        parted: dict[str, _Column] = {}
        self._columns: list[_Column] = []
        self.at: frozenset[int] = frozenset(
            index for index, name in enumerate(columns) if mapping[name].field in actor_names(kinds)
        )
        for index in sorted(self.at):
            target, role = mapping[columns[index]], role_of(columns[index])
            if target.part in ("", "name"):
                found = _Column(target.field, target.kind or "person", role, {"name": index})
                whole.setdefault(target.field, found)
                self._columns.append(found)
            else:
                parted.setdefault(target.field, _Column(target.field, "person", role)).parts[target.part] = index
        for name, found in parted.items():
            if name in whole:  # a name and its badge number are of one person
                whole[name].parts.update(found.parts)
            else:
                self._columns.append(found)

    def says_any(self, cells: Sequence[str]) -> bool:
        """Whether any of these columns says anything in a row."""
        return any(cells[index] and not is_nobody(cells[index]) for index in self.at)

    def column_of(self, name: str) -> int | None:
        """The first column of a field."""
        return next((index for one in self._columns if one.name == name for index in one.parts.values()), None)

    def read(self, cells: Sequence[str], within: str, people: People) -> Iterator[tuple[str, list[str], list[str]]]:
        """Field, ids and private names for each column that names somebody; CellError for a name that is none."""
        for column in self._columns:
            parts = {part: one_line(cells[index]) for part, index in column.parts.items() if part != "name"}
            whole = cells[column.parts["name"]] if "name" in column.parts else ""
            joined = " ".join(parts[part] for part in _NAME if parts.get(part))
            names = [name for part in _APART.split(whole or joined) if (name := one_line(part)) and not is_nobody(name)]
            names = [line(name, "a name") for name in names]
            if column.kind in ("institution", "office"):
                ids = [people.body(name, column.kind) for name in names]
                names = []
            else:
                known = _persons(names, parts.get("badge", ""), parts.get("uid", ""), within)
                ids = [people.person(one, column.role, column.kind) for one in known]
                names = [one.name for one in known if one.name]
            if ids:
                yield column.name, list(dict.fromkeys(ids)), names


def _persons(names: list[str], badge: str, uid: str, within: str) -> list[Person]:
    """Those whom a row names. A number where a name should be stands for somebody who is known by it alone."""
    if len(names) > 1:
        return [Person(name, within=within) for name in names]
    badge, uid = ("" if is_nobody(number) else number for number in (badge, uid))
    name = names[0] if names else ""
    if name and not re.search(r"[^\W\d_]", name) and not badge:
        name, badge = "", name
    return [Person(name, badge, uid, within)] if name or badge or uid else []
