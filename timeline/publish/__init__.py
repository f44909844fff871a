"""What may be shown to whom and as of when: names applied to the data, what was public by a day, and the search of the
bytes that proves the first of these held.
"""

from timeline.publish.known import known_on
from timeline.publish.naming import Audience, Redacted, naming, redact
from timeline.publish.scan import Leak, scan

__all__ = ["Audience", "Leak", "Redacted", "known_on", "naming", "redact", "scan"]
