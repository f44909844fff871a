"""The version, in one place: the package, the command line, the pages and the wheel all read it here."""

__version__ = "0.1.0"
