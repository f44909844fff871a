"""No check takes the square of a case's size: ten times the case is about ten times the work, in every shape.

Work is counted, not timed: every line of Python that a check executes. What the interpreter does in one step (sorting,
sets) is not counted, and grows no faster than n log n.
"""

from __future__ import annotations

import sys

import pytest

from tests.bench import cases
from timeline.checks import CHECKS, DATED_CHECKS, settle
from timeline.dating import date_record
from timeline.files import read_text
from timeline.problems import in_order

SMALL, LARGE = 60, 600
MOST = 1.25
"""How much more than ten times the work ten times the case may be: what a first look-up costs, and the like."""

HEAD = """
case: made
title: Made
as_of: 2030-01-01
sources:
  s: {kind: letter, title: S, publisher: city, published: 2029}
"""
ACTORS = """
actors:
  city: {kind: institution, institution_kind: municipality, name: City}
  ada: {kind: person, label: A, role: office_holder}
  mayor: {kind: office, name: Mayor}
"""
TALK = "type: public_statement, speaker: mayor, channel: interview, title: T, cites: s"
ABOUT_ADA = "title: T, cites: s, subject: ada"


def lines(row, n):
    return "".join(row.format(n=i, before=max(0, i - 1), after=(i + 1) % n) for i in range(n))


def events(row, n, more=""):
    return f"{HEAD}{ACTORS}{more}events:\n{lines(row, n)}"


def groups(n):
    """One whole with many parts, each apart from its neighbour; a chain of groups within groups; a chain of bodies."""
    part = "  p{n}: {{kind: group, label: P, size: 2, subset_of: whole, disjoint_from: p{before}, members: ada}}\n"
    chain = (
        "  c{n}: {{kind: group, label: C, members: [m{n}], subset_of: c{after}}}\n  m{n}: {{kind: office, name: M}}\n"
    )
    body = "  b{n}: {{kind: office, name: B, within: b{before}}}\n"
    whole = "  whole: {kind: group, label: W, size: 1}\n"
    return (
        f"{HEAD}{ACTORS}{whole}{lines(part, n)}{lines(chain, n)}{lines(body, n)}events:\n  a: {{{TALK}, when: 2021}}\n"
    )


def charges(n):
    """One person, charged and judged again and again, half of it linked to nothing."""
    charge = (
        "  c{n}: {{type: charging_decision, decider: city, decider_kind: judge, decision: charged, when: 2021, "
        + (f"{ABOUT_ADA}}}}}\n")
    )
    judged = "  j{n}: {{type: criminal_disposition, outcome: convicted, when: 2022, " + f"{ABOUT_ADA}}}}}\n"
    return f"{HEAD}{ACTORS}events:\n{lines(charge, n)}{lines(judged, n)}"


def tenures(n):
    """One person in and out of one office, and events that name both."""
    term = "  t{n}: {{kind: tenure, person: ada, office: mayor, from: 2001, to: 2002}}\n"
    event = f"  e{{n}}: {{{{{TALK}, when: 2021, actors: {{{{agent: ada, member: t{{n}}}}}}}}}}\n"
    return events(event, n, lines(term, n))


def rings(n):
    """A chain of events, each of which leads back to the first one."""
    return events(f"  e{{n}}: {{{{{TALK}, when: 2021, responds_to: [e{{after}}, e0]}}}}\n", n)


def claims(n):
    """One event with many claims, each against the next and against one that is not there; each accepts something."""
    row = (
        "      - {{id: c{n}, says: X, about: channel, value: social, form: quote, contradicts: [c{after}, x{n}], cites: s, "
        "accept: {{claim-differs: R}}}}\n"
    )
    event = (
        "  a:\n    type: public_statement\n    speaker: mayor\n    channel: interview\n    title: T\n    when: 2021\n"
    )
    return f"{HEAD}{ACTORS}events:\n{event}    cites: s\n    claims:\n{lines(row, n)}"


def sources(n):
    row = "  s{n}: {{kind: letter, title: S, publisher: city, derived_from: s{before}}}\n"
    head = HEAD.rstrip() + "\n" + lines(row, n)
    return f"{head}{ACTORS}events:\n" + lines(
        f"  e{{n}}: {{{{{TALK.replace('cites: s', 'cites: [s{n}, s0]')}, when: 2021}}}}\n", n
    )


SHAPES = {
    "a case": cases.text,
    "groups": groups,
    "charges": charges,
    "tenures": tenures,
    "rings": rings,
    "claims": claims,
    "sources": sources,
    "unknown ids": lambda n: events(f"  e{{n}}: {{{{{TALK}, when: 2021, concerns: x{{n}}, thread: t{{n}}}}}}\n", n),
    "times of a day": lambda n: events(
        f"  e{{n}}: {{{{{TALK}, when: 2021, time: '10:00'}}}}\n  f{{n}}: {{{{{TALK}, when: 2021, after_same_day: e{{n}}, time: '09:00'}}}}\n", n
    ),
    "accepted": lambda n: events(f"  e{{n}}: {{{{{TALK}, when: 2021, accept: {{{{single-source: R, undated: R}}}}}}}}\n", n),
    "causes": lambda n: events(
        f"  e{{n}}: {{{{{TALK}, when: 2021, claims: {{{{id: c, says: X, cites: s}}}}, "
        "results_from: {{event: e{before}, cause_claim: c}}}}\n", n
    ),
}  # fmt: skip


def executed(call):
    """How many lines of Python a call executes."""
    count = 0

    def line(frame, event, argument):
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def work(text):
    """Lines executed, by check, for a case of that text; and how much each found."""
    record = read_text(text).record
    dated = date_record(record)
    found, count = {}, {}
    for check, given in ((c, g) for checks, g in ((CHECKS, record), (DATED_CHECKS, dated)) for c in checks):
        problems = []
        count[check.__name__] = executed(lambda check=check, given=given, to=problems: to.extend(check(given)))
        found[check.__name__] = problems
    everything = in_order(problem for problems in found.values() for problem in problems)
    count["settle"] = executed(lambda: settle(record, everything))
    return count, found


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_times_the_case_is_ten_times_the_work(shape):
    (small, _), (large, found) = work(shape(SMALL)), work(shape(LARGE))
    grown = {name: large[name] / (small[name] + 200) for name in large}
    assert {name: round(times, 1) for name, times in grown.items() if times > LARGE / SMALL * MOST} == {}
    assert any(found.values()), "a shape that no check has anything to say about measures little"


def test_a_check_that_compares_all_with_all_is_found():
    """The count can fail: this is what it would say."""

    def compares(record):
        for one in record.events.values():
            for other in record.events.values():
                if one.title == other.title and one is other:
                    continue
        yield from ()

    small, large = (read_text(cases.text(n)).record for n in (SMALL, LARGE))
    assert executed(lambda: list(compares(large))) > 50 * executed(lambda: list(compares(small)))
