"""What may be shown to whom and as of when: names applied to the data, what was public by a day, and the search of the
bytes that proves the first of these held.
"""

from timeline.publish.known import known_on
from timeline.publish.naming import Cleaner, Redacted, cleaner, redact, texts
from timeline.publish.policy import Audience, naming, profile
from timeline.publish.scan import Leak, Search, scan
from timeline.publish.values import Value

__all__ = [
    "Audience",
    "Cleaner",
    "Leak",
    "Redacted",
    "Search",
    "Value",
    "cleaner",
    "known_on",
    "naming",
    "profile",
    "redact",
    "scan",
    "texts",
]
