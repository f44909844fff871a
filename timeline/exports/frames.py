"""The events of a case as a data frame, of pandas or of polars: bounds as dates, and every field that was written.

The bounds are never narrowed to one day, and a bound that nobody knows is missing. Knows how frames are made and
nothing of how they are read back.
"""

from __future__ import annotations

import importlib
import importlib.util
from datetime import date
from typing import Any

from timeline.exports.material import Material, MissingError
from timeline.exports.tables import events

LIBRARIES = ("pandas", "polars")
BOUNDS = ("earliest", "latest", "end_earliest", "end_latest")
WORKED = ("family", "dates", "who", *BOUNDS, "span", "ongoing", "doubtful")
"""Columns that are worked out from the rest."""
_FIRST = (
    "id",
    "title",
    "type",
    "family",
    "modality",
    "dates",
    *BOUNDS,
    "span",
    "ongoing",
    "doubtful",
    "who",
    "when",
    "cites",
)


def library_of(wanted: str | None) -> str:
    """The library to make a frame with: the one asked for, else the first that is installed.

    ValueError for another name, MissingError for one that is not installed.
    """
    if wanted not in (None, *LIBRARIES):
        raise ValueError(f"no frames of {wanted!r}; one of: {', '.join(LIBRARIES)}")
    here = [name for name in ([wanted] if wanted else LIBRARIES) if importlib.util.find_spec(name)]
    if not here:
        said = f"{wanted} is not installed" if wanted else "neither pandas nor polars is installed"
        raise MissingError(f"a data frame needs a library, and {said}: pip install {wanted or LIBRARIES[0]}")
    return here[0]


def to_frame(material: Material, library: str | None = None, *, fields: bool = False) -> Any:
    """One row an event, in reading order, as a frame of ``library``; with ``fields`` every field of every type too."""
    name = library_of(library)
    columns = columns_of(material, fields=fields)
    module = importlib.import_module(name)
    if name == "polars":
        dates = dict.fromkeys(BOUNDS, module.Date)
        return module.DataFrame(columns, schema_overrides=dates)
    made = module.DataFrame({key: values for key, values in columns.items() if key not in BOUNDS})
    for key in BOUNDS:
        days = [day.isoformat() if day else "NaT" for day in columns[key]]
        made[key] = module.Series(days, dtype="object").astype("datetime64[s]")
    return made[list(columns)]


def columns_of(material: Material, *, fields: bool) -> dict[str, list[Any]]:
    """The columns of a frame by name: what was written as text, bounds as dates, None where nothing is."""
    table = events(material)
    own = {name: [row[at] or None for row in table.rows] for at, name in enumerate(table.head) if name[:1] != "("}
    ids = own.pop(table.head[0])
    cards = {card.id: card for card in material.view.cards}
    marks = {mark.event: mark for mark in material.view.chart.marks}
    shown = [id_ for id_ in ids if id_ is not None]
    worked: dict[str, list[Any]] = {
        "id": shown,
        "title": [cards[id_].title for id_ in shown],
        "family": [cards[id_].family for id_ in shown],
        "modality": [cards[id_].modality for id_ in shown],
        "who": ["; ".join(f"{role}: {label}" for role, label in cards[id_].who) or None for id_ in shown],
        "dates": [_words(cards[id_].date_words, cards[id_].date_detail) for id_ in shown],
        "span": [marks[id_].span for id_ in shown],
        "ongoing": [marks[id_].ongoing for id_ in shown],
        "doubtful": [marks[id_].doubtful for id_ in shown],
    }
    days: dict[str, list[date | None]] = {key: [getattr(marks[id_], key) for id_ in shown] for key in BOUNDS}
    every = {**own, **worked, **days}
    order = [*_FIRST, *(name for name in own if name not in _FIRST and fields)]
    return {name: every[name] for name in order if name in every}


def _words(short: str, detail: str) -> str:
    return f"{short}: {detail}" if detail else short
