"""The questions an editor would ask, each one function with a stable code; the lists are meant to be read.

A newsroom adds its own by passing ``(*CHECKS, mine)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from timeline.checks import actors, dates, evidence, fields, ids, languages, relations
from timeline.dating import Dated
from timeline.model.record import Record
from timeline.problems import Problem

Check = Callable[[Record], Iterator[Problem]]
DatedCheck = Callable[[Dated], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    ids.unknown_ids,
    ids.unknown_claims,
    ids.repeated_claims,
    ids.own_self,
    ids.publishers,
    relations.domain_and_range,
    relations.causes_are_claimed,
    relations.editorial_links_say_why,
    relations.no_cycles,
    relations.one_ruling_each,
    actors.groups_add_up,
    actors.members_fit,
    actors.bodies_fit_the_type,
    fields.asked_for,
    evidence.uncited,
    evidence.unused,
    evidence.conflicts_say_why,
    evidence.contradictions_are_about_something,
    evidence.inferred_has_no_teller,
    languages.translations,
    languages.interface,
)
"""Asked of a record as written."""

DATED_CHECKS: tuple[DatedCheck, ...] = (
    dates.announcements_come_first,
    dates.dates_known,
    dates.nothing_after_the_record,
)
"""Asked once the dates are solved."""


def check(record: Record, checks: Iterable[Check] = CHECKS) -> list[Problem]:
    """Every problem of a record as written, in the order of the checks."""
    return [problem for question in checks for problem in question(record)]


def check_dates(dated: Dated, checks: Iterable[DatedCheck] = DATED_CHECKS) -> list[Problem]:
    """Every problem that shows only once dates are solved; contradictions are already among the dated's own."""
    return [problem for question in checks for problem in question(dated)]
