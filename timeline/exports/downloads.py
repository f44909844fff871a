"""The files that a page offers to save: what is on it, as data. Knows which formats those are; makes none itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from timeline.dating import Dated
from timeline.draw.page import Download
from timeline.exports.document import to_json
from timeline.exports.material import Material
from timeline.exports.tables import to_short_csv
from timeline.view import View


def downloads(dated: Dated, view: View, *, part: bool) -> Iterator[Download]:
    """The case as its readers may see it, as a table and, unless it is a part of one, a case file."""
    material = Material(dated, view)
    forms = (("csv", "text/csv", to_short_csv), ("json", "application/json", partial(to_json, indent=None)))
    for ending, media, make in forms[:1] if part else forms:
        yield Download(f"{view.case}.{ending}", media, make(material).data.decode("utf-8"))
