"""Questions to a dated case: which came first, and what is still owed."""

from timeline.ask.elapsed import Elapsed, elapsed
from timeline.ask.obligations import RUNNING, Standing, known_claims, standing
from timeline.ask.order import Order, order

__all__ = ["RUNNING", "Elapsed", "Order", "Standing", "elapsed", "known_claims", "order", "standing"]
