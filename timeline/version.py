"""The version, in one place: the package, the command line, the pages and the wheel all read it here."""

VERSION = "0.1.0"
