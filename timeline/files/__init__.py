"""Formats in: the only room that parses files."""

from timeline.files.case import Loaded, read, read_text

__all__ = ["Loaded", "read", "read_text"]
