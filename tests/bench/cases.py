"""Seeded case files of any size: events as curators write them, dates told around hidden true days."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2001, 1, 1)
DAYS = 7_000  # the true days lie in twenty years from FIRST; every source is published after them

HEAD = """\
case: made-{events}
title: A made case of {events} events
summary: Nobody in it exists; it is only for measuring.
place: Harlow
language: en
as_of: 2021-06-30
sources:
{sources}actors:
  paper: {{kind: institution, institution_kind: outlet, name: The Harlow Paper}}
  city: {{kind: institution, institution_kind: municipality, name: City of Harlow}}
  csc: {{kind: institution, institution_kind: commission, name: Civil Service Commission}}
  justice: {{kind: institution, institution_kind: federal_agency, name: Department of Justice}}
  mayor: {{kind: office, name: Mayor of Harlow, within: city}}
  officers: {{kind: group, label: Eleven officers, size: 11, naming: label}}
events:
"""
SOURCE = "  s{n}: {{kind: news_report, title: Report number {n}, publisher: paper, published: {day}}}\n"
OWN = (
    ("reassignment", "subject: officers\n    pay: paid\n    agent_unstated: true"),
    (
        "review_requested",
        "requester: officers\n    forum_kind: civil_service\n    relief_sought: [rescind, return_to_duty]",
    ),
    ("commission_ruling", "body: csc\n    outcome: overturned\n    relief_ordered: [return_to_duty]"),
    ("government_letter", "sender: justice\n    recipient: [city]\n    kind: inquiry\n    force: requests"),
    ("public_statement", "speaker: mayor\n    channel: press_conference"),
    ("media_report", "outlet: paper\n    kind: news"),
    ("public_meeting", "convener: mayor\n    attendance: 40"),
    ("body_created", "body: csc\n    creator: mayor\n    mandate: Look into reassignments and report back"),
)
ANSWERS = ("reassignment", "government_letter", "public_statement", "public_meeting", "body_created")
EVENT = """\
  e{n}:
    type: {type}
    title: {title} number {n}
    when: {when}
    {own}
    modality: occurred
    {leads}: {earlier}
    claims:
      - {{by: mayor, says: the measure number {n} protects and does not punish, stance: asserts, cites: {source} L4}}
    cites: {source} L{line}
"""


def text(events: int, seed: int = 4) -> str:
    """The whole case as YAML, about 400 bytes and 17 values an event, in the order of the true days."""
    rng = random.Random(seed)
    days = sorted(rng.randrange(DAYS) for _ in range(events))
    sources = [SOURCE.format(n=n, day=date(2021, 6, 1) + timedelta(n)) for n in range(max(1, min(20, events)))]
    parts = [HEAD.format(events=events, sources="".join(sources))]
    for n, day in enumerate(days):
        kind, own = OWN[n % len(OWN)]
        near = max(0, n - rng.randrange(1, 20))
        parts.append(
            EVENT.format(
                n=n,
                type=kind,
                title=kind.replace("_", " ").capitalize(),
                when=told(rng, FIRST + timedelta(day), day - days[near], f"e{near}" if near < n else ""),
                own=own,
                leads="responds_to" if kind in ANSWERS else "concerns",
                earlier=f"e{near}" if near < n else "[]",
                source=f"s{rng.randrange(len(sources))}",
                line=rng.randrange(1, 40),
            )
        )
    return "".join(parts)


def told(rng: random.Random, day: date, gap: int, neighbour: str) -> str:
    """A true day as a source might tell it: to the day, the month or the year, about, or relative to a neighbour."""
    choice = rng.randrange(10) if neighbour else rng.randrange(4)
    if choice < 4:
        return [day.isoformat(), f"{day:%Y-%m}", f"{day:%Y-%m}~", f"{day:%Y}"][choice]
    if choice < 7:
        return f"after {neighbour}"
    return f"[after {neighbour}, within {gap + 30} days after {neighbour}]"


def write(folder: Path, events: int) -> Path:
    """A case file of that many events in a folder."""
    path = folder / f"made-{events}.yaml"
    path.write_text(text(events), encoding="utf-8", newline="\n")
    return path
