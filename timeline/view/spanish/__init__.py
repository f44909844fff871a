"""Spanish, as newsrooms in Mexico and Spain print it: one table of everything that a view says itself.

The keys are those of ``tongue``. It is read only where a view is made in Spanish. Knows no case.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.view.spanish.codes import CODES
from timeline.view.spanish.conventions import CONVENTIONS
from timeline.view.spanish.names import FAMILIES, FIELDS, RELATIONS, TYPES
from timeline.view.spanish.phrases import CLAIMS, PHRASES, WITHHELD
from timeline.view.spanish.values import VALUES

SPANISH: Mapping[str, str] = PHRASES | {
    f"{group}.{name}": words
    for group, table in (
        ("type", TYPES),
        ("family", FAMILIES),
        ("field", FIELDS),
        ("relation", {name: words for name, (words, _) in RELATIONS.items()}),
        ("inverse", {name: words for name, (_, words) in RELATIONS.items()}),
        ("value", VALUES),
        ("claim", CLAIMS),
        ("withheld", WITHHELD),
        ("convention", CONVENTIONS),
        ("code", CODES),
    )
    for name, words in table.items()
}
"""Everything, by the key that a view asks for."""
