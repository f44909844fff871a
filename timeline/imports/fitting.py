"""Does a block fit its type? One that only lacks something becomes a row without a type; a wrong value is told.

Asks the type's own class, and says what it says.
"""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from timeline.files.errors import problems_of
from timeline.kinds.imported import ImportedRow
from timeline.model.event import Event, Role, actor_fields, own_fields, type_name

ROLES: frozenset[str] = frozenset(typing.get_args(Role))
_EMPTY = re.compile(r"'(\w+)' is empty, and a \w+ needs it")


@dataclass(frozen=True, slots=True)
class Fit:
    """What is wrong, as field, sentence and hint; for an undecided row the type it was meant for, and what it lacks."""

    wrong: tuple[tuple[str, str, str], ...] = ()
    lacks: tuple[str, ...] = ()


_FITS = Fit()
_FREE = frozenset(("title", "summary", "when", "time", "actors", "refs", "note", "category"))
"""Fields whose values the importer made fit already: a block that differs from a good one only there is good."""
_COMBINATIONS = 20_000


class Fitter:
    """Checks blocks, the same combination of fields and words once."""

    def __init__(self) -> None:
        self._good: set[tuple[object, ...]] = set()

    def fit(self, block: dict[str, Any], kind: type[Event], what: str) -> Fit:
        """Check a block as its type, and change it if it lacks what the type needs; ``what`` names it in sentences."""
        free = _FREE | set(actor_fields(kind))
        shape = (kind, *((name, "" if name in free else str(value)) for name, value in block.items()))
        if shape in self._good:
            return _FITS
        found = _fitted(block, kind, what)
        if found == _FITS and len(self._good) < _COMBINATIONS:
            self._good.add(shape)
        return found


def _fitted(block: dict[str, Any], kind: type[Event], what: str) -> Fit:
    data = {**block, "id": "x", "cites": "x"}
    try:
        kind.model_validate(data)
    except ValidationError as error:
        rows = error.errors(include_url=False)
        lacks = [str(row["loc"][0]) for row in rows if row["type"] == "missing"]
        lacks += [found[1] for row in rows if (found := _EMPTY.search(row["msg"]))]
        if len(lacks) == len(rows) and kind is not ImportedRow:
            _undecide(block, kind)
            return Fit(lacks=(type_name(kind), *lacks))
        names = [str(row["loc"][0]) if row["loc"] else "" for row in rows]
        told = list(problems_of(error, kind, data, what))
        said = [(problem.message.partition(": ")[2] or problem.message, problem.hint) for problem in told]
        return Fit(tuple((name, *words) for name, words in zip(names, said, strict=False)))
    return _FITS


def _undecide(block: dict[str, Any], kind: type[Event]) -> None:
    notes = []
    for name in (*own_fields(kind), *actor_fields(kind)):
        if name in block and name not in ImportedRow.model_fields:
            value = block.pop(name)
            if name in ROLES:
                block.setdefault("actors", {})[name] = value
            else:
                notes.append(f"{name}: {'; '.join(listed(value))}")
    block["type"], block["category"] = type_name(ImportedRow), type_name(kind)
    if notes:
        block["note"] = "\n".join([*notes, *filter(None, [block.get("note", "")])])


def listed(value: Any) -> list[str]:
    """One value or several, as a list."""
    return list(value) if isinstance(value, list | tuple) else [value] if value else []
