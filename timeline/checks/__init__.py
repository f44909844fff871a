"""The questions an editor would ask, each one function with a stable code; the lists are meant to be read.

A newsroom adds its own by passing ``(*CHECKS, mine)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from timeline.checks import (
    actors,
    agreement,
    dates,
    evidence,
    fields,
    groups,
    ids,
    languages,
    links,
    names,
    obligations,
    offices,
    order,
    outcomes,
    relations,
    sourcing,
    unlisted,
    wording,
)
from timeline.checks.accepting import Accepted, Settled, settle
from timeline.dating import Dated
from timeline.model.record import Record
from timeline.problems import Problem

__all__ = ["CHECKS", "DATED_CHECKS", "Accepted", "Check", "DatedCheck", "Settled", "check", "check_dates", "settle"]

Check = Callable[[Record], Iterator[Problem]]
DatedCheck = Callable[[Dated], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    ids.unknown_ids,
    ids.unknown_anchors,
    ids.unknown_claims,
    ids.repeated_claims,
    ids.own_self,
    ids.publishers,
    relations.domain_and_range,
    relations.causes_are_claimed,
    relations.editorial_links_say_why,
    relations.no_cycles,
    relations.one_ruling_each,
    relations.appeals_go_up,
    groups.groups_add_up,
    groups.labels_say_the_size,
    groups.disjoint_groups_share_nobody,
    actors.members_fit,
    actors.tenures_join_a_person_and_an_office,
    actors.bodies_fit_the_type,
    links.events_are_linked,
    links.effects_fit_the_outcome,
    fields.asked_for,
    fields.in_a_thread,
    fields.conditions_are_open,
    fields.rows_have_a_type,
    agreement.claims_are_about_a_field,
    agreement.claims_and_fields_agree,
    agreement.claims_agree,
    agreement.contradictions_are_about_one_field,
    agreement.counts_fit_groups,
    evidence.uncited,
    evidence.unused,
    evidence.copies_are_named,
    evidence.quotations_have_words,
    evidence.conflicts_say_why,
    evidence.contradictions_are_about_something,
    evidence.inferred_has_no_teller,
    sourcing.corroboration,
    sourcing.allegations_have_a_speaker,
    wording.loaded_words,
    outcomes.rulings_say_what,
    outcomes.requests_are_answered,
    order.sources_are_in_order,
    order.sources_are_not_in_a_circle,
    order.nothing_is_told_before,
    languages.translations,
    languages.interface,
    names.profiles_know_their_actors,
    names.named_with_a_basis,
    names.labels_give_nobody_away,
    names.withheld_in_text,
    names.withheld_in_ids,
    unlisted.unlisted_people,
)
"""Asked of a record as written."""

DATED_CHECKS: tuple[DatedCheck, ...] = (
    outcomes.allegations_have_ends,
    offices.tenures_are_in_order,
    offices.tenures_have_begun,
    offices.one_holder_at_a_time,
    offices.holders_were_in_office,
    order.periods_are_over,
    order.duties_are_in_order,
    order.appeals_are_in_time,
    order.times_of_one_day,
    dates.announcements_come_first,
    dates.dates_known,
    dates.nothing_after_the_record,
    obligations.due_days_are_named,
)
"""Asked once the dates are solved."""


def check(record: Record, checks: Iterable[Check] = CHECKS) -> list[Problem]:
    """Every problem of a record as written, in the order of the checks."""
    return [problem for question in checks for problem in question(record)]


def check_dates(dated: Dated, checks: Iterable[DatedCheck] = DATED_CHECKS) -> list[Problem]:
    """Every problem that shows only once dates are solved; contradictions are already among the dated's own."""
    return [problem for question in checks for problem in question(dated)]
