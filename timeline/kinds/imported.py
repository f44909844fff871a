"""The one type that is no kind of event: a row of a table, until somebody has decided what it is.

It is read wherever the other types are, and is in none of their lists: no curator should write it.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from timeline.model.block import ActorIds, Line
from timeline.model.event import Event


class ImportedRow(Event):
    """A row of an imported table whose type has not been decided.

    ``timeline import`` makes it where a row has no type, or lacks what its type needs. ``timeline check`` counts how
    many are left. Change ``type:`` and add what that type asks for.

    Use for: nothing that is written by hand.
    Not for: an event of which one knows what it is.
    Sources: a table.

    Example::

        row-0123456789ab:
          type: imported_row
          title: A complaint about a stop
          when: 2021-03-04
          subject: officer-1
          category: Conduct
          cites: table L2
    """

    family: ClassVar[str] = "imported"
    lane_roles: ClassVar[tuple[str, ...]] = ("body", "subject")
    heading: ClassVar[str] = "Event from a table"
    type: Literal["imported_row"] = "imported_row"
    body: ActorIds = ()
    """The agency or body it concerns."""
    subject: ActorIds = ()
    """Whom it is about."""
    category: Line | None = None
    """What the table calls it."""
