"""Formats out. ``formats`` is the list of them; whoever needs one alone loads no other."""

from timeline.exports.material import Format, Made, Material, MissingError

__all__ = ["Format", "Made", "Material", "MissingError"]
