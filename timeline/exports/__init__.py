"""Formats out: the list of them, each with a function from a published case to the bytes of a file."""

from timeline.exports.document import to_json
from timeline.exports.material import Format, Made, Material, MissingError

FORMATS: tuple[Format, ...] = (Format("json", "the whole case as one file that `timeline` reads again", to_json),)
"""Every format, in the order of the docs."""

__all__ = ["FORMATS", "Format", "Made", "Material", "MissingError"]
