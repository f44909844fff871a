"""The files a page offers its readers: the case as they may see it, as a table and as a case file.

A page carries them, so that they are as small as they can be while saying the same as the exports of those names.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.exports.document import to_json
from timeline.exports.material import Material
from timeline.exports.tables import to_short_csv


def offered(material: Material, *, part: bool) -> Iterator[tuple[str, str, str]]:
    """Each file's name, media type and text; of a part of a case only the table, for a case file holds it all."""
    yield f"{material.view.case}.csv", "text/csv", to_short_csv(material).data.decode("utf-8")
    if not part:
        yield f"{material.view.case}.json", "application/json", to_json(material, indent=None).data.decode("utf-8")
