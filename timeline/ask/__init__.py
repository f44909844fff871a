"""Questions to a dated case: what came first, what is still owed, what led where, what rests on what."""

from timeline.ask.chains import Chain, chain
from timeline.ask.chosen import chosen
from timeline.ask.clock import Range
from timeline.ask.compliance import Compliance, compliance
from timeline.ask.durations import Durations, durations
from timeline.ask.elapsed import Elapsed, elapsed
from timeline.ask.evidence import known_claims
from timeline.ask.fallen import Fallen, fallen
from timeline.ask.obligations import RUNNING, Standing, Turn, standing
from timeline.ask.order import Order, order
from timeline.ask.silences import Silence, silences
from timeline.ask.sources import Rests, Support, rests, supports
from timeline.ask.waiting import Appeal, Unanswered, appeals, unanswered

__all__ = [
    "RUNNING",
    "Appeal",
    "Chain",
    "Compliance",
    "Durations",
    "Elapsed",
    "Fallen",
    "Order",
    "Range",
    "Rests",
    "Silence",
    "Standing",
    "Support",
    "Turn",
    "Unanswered",
    "appeals",
    "chain",
    "chosen",
    "compliance",
    "durations",
    "elapsed",
    "fallen",
    "known_claims",
    "order",
    "rests",
    "silences",
    "standing",
    "supports",
    "unanswered",
]
