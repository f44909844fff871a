"""Dates as people write them; knows nothing of events."""
