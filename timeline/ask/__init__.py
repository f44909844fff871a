"""Questions to a dated case: which came first, and what is still owed, what rests on what."""

from timeline.ask.clock import Range
from timeline.ask.elapsed import Elapsed, elapsed
from timeline.ask.evidence import known_claims
from timeline.ask.obligations import RUNNING, Standing, Turn, standing
from timeline.ask.order import Order, order
from timeline.ask.sources import Rests, Support, rests, supports

__all__ = [
    "RUNNING",
    "Elapsed",
    "Order",
    "Range",
    "Rests",
    "Standing",
    "Support",
    "Turn",
    "elapsed",
    "known_claims",
    "order",
    "rests",
    "standing",
    "supports",
]
