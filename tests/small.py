"""The smallest case there is, for tests that are about dates alone: a header without any day, and events in a line."""

from __future__ import annotations

HEAD = """
case: small
title: Small
as_of: 2030-01-01
sources:
  s: {kind: letter, title: A letter, publisher: p}
actors:
  p: {kind: institution, name: P}
events:
"""
EVENT = "  {}: {{type: public_statement, title: T, speaker: p, channel: interview, cites: s, when: {}}}\n"
"""To be filled with an id and what stands after ``when:``."""
