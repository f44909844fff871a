"""Rows about a decree: 799 provisions and 12 reports are 9,588 assessments; read, asked and built against 96.

The case is made: its provisions say nothing, and every level is drawn from a seed.
"""

from __future__ import annotations

import functools
import math
import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.bench.measure import Line, alone, ms, seconds

LARGE, SMALL, REPORTS = 799, 8, 12
LEVELS = (("none", "not_met"), ("preliminary", "partly_met"), ("secondary", "partly_met"), ("full", "met"))
DUES = ("unspecified", "within 180 days after decree", "2016-07-01",
        "{claim: within 90 working days after decree, calendar: us-il}", "{claim: 2016-03-01, every: year, times: 6}")  # fmt: skip
HEAD = """\
case: made-decree-{provisions}
title: A made decree of {provisions} provisions
summary: Nobody in it exists; it is only for measuring.
place: Harlow
language: en
as_of: 2021-12-31
sources:
  agreed: {{kind: court_order, title: The decree, publisher: court, published: 2015-06-01}}
{sources}actors:
  court: {{kind: institution, institution_kind: court, name: District Court}}
  city: {{kind: institution, institution_kind: municipality, name: City of Harlow}}
  monitor: {{kind: institution, institution_kind: monitor, name: The Monitor}}
events:
  decree: {{type: policy_action, title: The decree is approved, when: 2015-06-01, body: court, step: signed, topic: Policing, cites: agreed}}
{events}obligations:
"""
SOURCE = "  r{n}: {{kind: monitor_report, title: Report number {n}, publisher: monitor, published: {day}}}\n"
EVENT = "  report-{n}: {{type: public_statement, title: Report number {n}, when: {day}, speaker: monitor, channel: court_filing, cites: r{n}}}\n"
PROVISION = """\
  p{n}:
    label: Provision number {n}
    provision: "{n}"
    created_by: decree
    obligor: city
    beneficiary: court
    force: ordered
    due: {due}
    cites: agreed p.{page}
    assessments:
"""
ASSESSMENT = "      - {{assessor: monitor, date: {day}, period: report {n}, level: {level}, status: {status}, cites: r{n} p.{page}}}\n"


def text(provisions: int, reports: int = REPORTS, seed: int = 5) -> str:
    """The whole case as YAML; levels rise, and now and then fall."""
    rng = random.Random(seed)
    days = [date(2016, 3, 1) + timedelta(days=180 * n) for n in range(reports)]
    parts = [
        HEAD.format(
            provisions=provisions,
            sources="".join(SOURCE.format(n=n, day=day) for n, day in enumerate(days, 1)),
            events="".join(EVENT.format(n=n, day=day) for n, day in enumerate(days, 1)),
        )
    ]
    for number in range(1, provisions + 1):
        parts.append(PROVISION.format(n=number, due=DUES[number % len(DUES)], page=1 + number // 4))
        reached = 0
        for n, day in enumerate(days, 1):
            reached = min(max(reached + rng.choice((-1, 0, 0, 1, 1)), 0), len(LEVELS) - 1)
            level, status = LEVELS[reached]
            parts.append(ASSESSMENT.format(day=day, n=n, level=level, status=status, page=10 + number // 4))
    return "".join(parts)


def write(folder: Path, provisions: int) -> Path:
    """The case as a file of its own in a folder."""
    path = folder / f"decree-{provisions}.yaml"
    path.write_text(text(provisions), encoding="utf-8", newline="\n")
    return path


def decree(quick: bool) -> list[Line]:
    """Each step of both, in a process of its own: a hundred times as many assessments, against n log n."""
    large = 2 * SMALL if quick else LARGE
    few, many = SMALL * REPORTS, large * REPORTS
    allowed = (many * math.log(many)) / (few * math.log(few))
    measure = step_alone if quick else functools.partial(alone, "decree:step_alone")
    lines = []
    for step in STEPS:
        was, became = measure(step, SMALL), measure(step, large)
        name = f"a decree: {step}, {few} to {many:,} assessments"
        times = became / was
        lines.append(Line(name, "itself", ms(became), ms(was), times, at_most=round(allowed), unit=" times", own=True))
    return lines


def step_alone(step: str, provisions: int) -> float:
    """Seconds that one step takes, the best of five; what stands before it is not counted."""
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as folder:
        STEPS[step](write(Path(folder), SMALL))()  # what is imported late is not the step's
        ready = STEPS[step](write(Path(folder), provisions))
        return min(seconds(ready) for _ in range(5))


def _read(path: Path) -> Callable[[], object]:
    import timeline

    return lambda: timeline.load(path)


def _open(path: Path) -> Callable[[], object]:
    import timeline

    return timeline.load(path).open


def _matrix(path: Path) -> Callable[[], object]:
    import timeline

    case = timeline.load(path)
    return lambda: case.compliance().counts("monitor")


def _known(path: Path) -> Callable[[], object]:
    import timeline

    case = timeline.load(path)
    return lambda: case.known_on("2018-12-31")


def _page(path: Path) -> Callable[[], object]:
    import timeline

    case = timeline.load(path)
    return lambda: case.save(path.with_suffix(".html"))


STEPS: dict[str, Callable[[Path], Callable[[], object]]] = {
    "opened": _read,
    "what is owed": _open,
    "the matrix": _matrix,
    "as known on a day": _known,
    "the page": _page,
}
