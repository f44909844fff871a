"""A timeline builder for police accountability: from a case file with its sources to honest dates, and a page.

>>> import timeline
>>> timeline.parse_date("2019-07").latest
datetime.date(2019, 7, 31)
"""

from timeline.ask import Order
from timeline.case import Case, load
from timeline.dating import Contradiction, Interval
from timeline.problems import At, CaseError, Problem
from timeline.version import __version__
from timeline.when.edtf import parse_date

__all__ = [
    "At",
    "Case",
    "CaseError",
    "Contradiction",
    "Interval",
    "Order",
    "Problem",
    "__version__",
    "load",
    "parse_date",
]
