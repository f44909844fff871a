"""Questions to a dated case: which came first, and what is still owed, what rests on what."""

from timeline.ask.elapsed import Elapsed, elapsed
from timeline.ask.obligations import RUNNING, Standing, known_claims, standing
from timeline.ask.order import Order, order
from timeline.ask.sources import Rests, Support, rests, supports

__all__ = [
    "RUNNING",
    "Elapsed",
    "Order",
    "Rests",
    "Standing",
    "Support",
    "elapsed",
    "known_claims",
    "order",
    "rests",
    "standing",
    "supports",
]
