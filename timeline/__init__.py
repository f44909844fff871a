"""A timeline builder for police accountability: from a case file with its sources to honest dates, and a page.

>>> import timeline
>>> timeline.parse_date("2019-07").latest
datetime.date(2019, 7, 31)
"""

import typing

from timeline.version import __version__

if typing.TYPE_CHECKING:
    from timeline.ask.order import Order
    from timeline.case import Case, from_frame, load
    from timeline.dating import Contradiction, Interval
    from timeline.problems import At, CaseError, Problem
    from timeline.when.edtf import parse_date
else:

    def __getattr__(name: str) -> object:
        """A public name, or a room of the package, imported when it is first asked for."""
        import importlib
        import importlib.util

        rooms = {
            "ask.order": ("Order",),
            "case": ("Case", "from_frame", "load"),
            "dating": ("Contradiction", "Interval"),
            "problems": ("At", "CaseError", "Problem"),
            "when.edtf": ("parse_date",),
        }
        for room, names in rooms.items():
            if name in names:
                globals()[name] = value = getattr(importlib.import_module(f"timeline.{room}"), name)
                return value
        if not name.startswith("_") and importlib.util.find_spec(f"timeline.{name}"):
            return importlib.import_module(f"timeline.{name}")
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")


__all__ = [
    "At",
    "Case",
    "CaseError",
    "Contradiction",
    "Interval",
    "Order",
    "Problem",
    "__version__",
    "from_frame",
    "load",
    "parse_date",
]
