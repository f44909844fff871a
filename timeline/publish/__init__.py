"""What may be shown to whom: names applied to the data, and the search of the bytes that proves it held."""

from timeline.publish.naming import Audience, Redacted, naming, redact
from timeline.publish.scan import Leak, scan

__all__ = ["Audience", "Leak", "Redacted", "naming", "redact", "scan"]
