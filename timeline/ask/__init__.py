"""Questions to a dated case: what came first, what is still owed, what led where, what rests on what.

A module a question: whoever asks one waits for no other.
"""
