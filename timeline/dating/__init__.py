"""Claims about time from a record, the solver, and the explanation of a bound or a contradiction."""

from timeline.dating.claims import Reason
from timeline.dating.dated import Conflict, Dated, Interval, date_record, possible_days, reason_words
from timeline.dating.explain import Because, Explanation, explain
from timeline.dating.numeric import Contradiction, bounds, conflicts

__all__ = [
    "Because",
    "Conflict",
    "Contradiction",
    "Dated",
    "Explanation",
    "Interval",
    "Reason",
    "bounds",
    "conflicts",
    "date_record",
    "explain",
    "possible_days",
    "reason_words",
]
