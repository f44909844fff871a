"""Many cases in one folder, kept as columns and asked through an engine; only a case that is opened becomes objects.

Needs the extra ``store``. Knows nothing of drawing.
"""

from timeline.store.engine import StoreError
from timeline.store.rows import Where
from timeline.store.store import Added, Store

__all__ = ["Added", "Store", "StoreError", "Where"]
