"""The event types, as a list one can read: from it come the schema, the docs, the CLI listing and the legend.

A newsroom adds its own by passing ``(*KINDS, Mine)``; nothing here scans or registers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline.kinds import (
    bodies,
    complaint,
    discipline,
    government,
    incident,
    litigation,
    monitoring,
    oversight,
    personnel,
    prosecution,
    public,
)
from timeline.model.event import Event, type_name

Kinds = tuple[type[Event], ...]

FAMILIES: tuple[tuple[str, str], ...] = (
    ("incident", "Incidents"),
    ("complaint", "Complaints and investigations"),
    ("personnel", "Personnel"),
    ("oversight", "Oversight"),
    ("prosecution", "Prosecution"),
    ("litigation", "Litigation"),
    ("government", "Government and federal action"),
    ("public", "Policy and public"),
)
"""(family, its name for readers), in the order of menus and legends."""

KINDS: Kinds = (
    *incident.KINDS,
    *complaint.KINDS,
    *personnel.KINDS,
    *discipline.KINDS,
    *oversight.KINDS,
    *bodies.KINDS,
    *prosecution.KINDS,
    *litigation.KINDS,
    *government.KINDS,
    *monitoring.KINDS,
    *public.KINDS,
)
"""Every type this package ships, family by family."""


def by_name(kinds: Iterable[type[Event]]) -> Mapping[str, type[Event]]:
    """Types by the word written after ``type:``; ValueError if two share a word or one has none.

    >>> by_name(KINDS)["plea"].__name__
    'Plea'
    """
    found: dict[str, type[Event]] = {}
    for kind in kinds:
        name = type_name(kind)
        if not name:
            raise ValueError(f"{kind.__name__} has no name: give it type: Literal['its-name'] = 'its-name'")
        if name in found:
            raise ValueError(f"two event types are called {name!r}: {found[name].__name__} and {kind.__name__}")
        found[name] = kind
    return found
