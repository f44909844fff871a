"""The questions an editor would ask: each check with a case that it speaks up about, and one where it keeps quiet."""

from __future__ import annotations

import hashlib

import pytest

import timeline
from timeline.checks import CHECKS, DATED_CHECKS

HEAD = """
sources:
  s1: {kind: news_report, title: A, publisher: paper, published: 2021-06-01}
  s2: {kind: official_report, title: B, publisher: city, published: 2021-06-15}
actors:
  paper: {kind: institution, institution_kind: outlet, name: The Harlow Paper}
  city: {kind: institution, institution_kind: municipality, name: City of Harlow}
  police: {kind: institution, institution_kind: police_agency, name: Harlow Police, within: city}
  csc: {kind: institution, institution_kind: commission, name: Civil Service Commission}
  mayor: {kind: office, name: Mayor of Harlow, within: city}
  officers: {kind: group, label: Eleven officers, size: 11}
"""
MEETING = "type: public_meeting, convener: city, title: A meeting, when: 2021-05, cites: s1"
TALK = "type: public_statement, speaker: mayor, channel: interview, title: A statement, when: 2021-05, cites: s1"
MOVE = "type: reassignment, subject: officers, title: A move, when: 2021-01, cites: s1"
ASK = (
    "type: review_requested, requester: officers, forum_kind: civil_service, title: A request, when: 2021-02, cites: s1"
)
RULING = "type: oversight_ruling, body: csc, title: A ruling, when: 2021-03, cites: s1"
RULE = "type: policy_action, body: city, step: adopted, topic: Names, title: A rule, when: 2021-02, cites: s1"
FORCE = "type: use_of_force, proof_status: reported, aggregate: false, subject: officers, title: Force, when: 2021-02, cites: s1"
CHARGE = (
    "type: charging_decision, decider: csc, decider_kind: prosecutor, decision: charged, subject: officers, "
    "title: A charge, when: 2021-04, cites: s1"
)
INQUIRY = "type: investigation_opened, body: csc, kind: oversight, title: An inquiry, when: 2021-02, cites: s1"
DUTY = "label: A duty, created_by: a, obligor: city, force: ordered, cites: s1"
TENURE = f"""{HEAD.strip()}
  ada: {{kind: person, label: A mayor}}
  term: {{kind: tenure, person: ada, office: mayor, """
OWED = "label: A report, created_by: a, obligor: city, force: statutory, cites: s1"
REPORT = "type: compliance_report, reporter: csc, title: A report, when: 2021-05, cites: s1"
LETTER = "type: doj_letter, recipient: city, kind: inquiry, title: A letter, when: 2021-02, cites: s1"


def problems(path):
    """Every problem of a case, the ones that stop it and the ones that stand."""
    try:
        return timeline.load(path).problems
    except timeline.CaseError as refused:
        return refused.problems


def marked(text):
    """The text without its mark, and the line and column of the mark."""
    before = text[: text.index("▸")]
    return text.replace("▸", ""), (before.count("\n") + 1, len(before) - before.rfind("\n"))


# (the check, its code, its severity, what it must say, what its hint must say, a case with ▸ before the place that it
# names, and what to put for what to make it quiet)
TABLE = [
    (
        "unknown_ids", "unknown-id", "error",
        "event 'a', 'convener': 'town' is not an actor of this case", "one of: city",
        f"events:\n  a: {{{MEETING.replace('convener: city', 'convener: ▸town')}}}",
        ("town", "city"),
    ),
    (
        "unknown_ids", "unknown-id", "error",
        "'s9' is not a source of this case", "one of: s1, s2",
        f"events:\n  a: {{{MEETING.replace('cites: s1', 'cites: ▸s9')}}}",
        ("s9", "s2"),
    ),
    (
        "unknown_ids", "unknown-id", "error",
        "event 'b', 'responds_to', 'event': 'police' is not an event of this case", "it is the id of an actor",
        f"events:\n  a: {{{MEETING}}}\n  b: {{{TALK}, responds_to: ▸police}}",
        ("police", "a"),
    ),
    (
        "unknown_ids", "unknown-id", "error",
        "correction '2021-06-20', 'event': 'aa' is not an event of this case", "did you mean 'a'",
        f"corrections:\n  - {{date: 2021-06-20, event: ▸aa, was: X, now: Y}}\nevents:\n  a: {{{MEETING}}}",
        ("aa", "a"),
    ),
    (
        "unknown_claims", "unknown-id", "error",
        "there is no claim 'paiid'", "did you mean",
        f"events:\n  a: {{{TALK}, claims: [{{id: paid, says: X, cites: s1}}, "
        "{says: Y, cites: s1, contradicts: ▸paiid}]}",
        ("paiid", "paid"),
    ),
    (
        "repeated_claims", "repeated-id", "error",
        "event 'a' has two claims with the id 'paid'", "its own id",
        f"events:\n  a: {{{TALK}, claims: [{{id: paid, says: X, cites: s1}}, {{id: ▸paid, says: Y, cites: s1}}]}}",
        ("{id: ▸paid", "{id: unpaid"),
    ),
    (
        "own_self", "self-reference", "error",
        "event 'a' responds_to itself", "name the other event",
        f"events:\n  a: {{{TALK}, responds_to: ▸a}}\n  b: {{{MEETING}}}",
        ("to: ▸a", "to: b"),
    ),
    (
        "publishers", "unlisted-publisher", "info",
        "source 's1': the publisher 'The Post' is not among the actors", "shown as typed",
        f"sources:\n  s1: {{kind: letter, title: A, publisher: ▸The Post}}\nevents:\n  a: {{{MEETING}}}",
        ("The Post", "city"),
    ),
    (
        "domain_and_range", "relation-domain", "error",
        "event 'b': a public_statement cannot be the one that rules on another event", "oversight_ruling",
        f"events:\n  a: {{{ASK}}}\n  b: {{{TALK}, rules_on: ▸a}}",
        ("rules_on", "concerns"),
    ),
    (
        "domain_and_range", "relation-range", "error",
        "event 'b' rules on 'a', which is a public_meeting", "review_requested",
        f"events:\n  a: {{{MEETING.replace('05', '02')}}}\n  b: {{{RULING}, rules_on: ▸a}}",
        (MEETING.replace("05", "02"), ASK),
    ),
    (
        "domain_and_range", "relation-range", "error",
        "event 'b' replaces 'a', which is another kind of thing", "a policy replaces a policy",
        "events:\n  a: {type: body_created, body: csc, mandate: M, title: A, when: 2021-01, cites: s1}\n"
        f"  b: {{{RULE}, supersedes: ▸a}}",
        ("type: body_created, body: csc, mandate: M", "type: policy_action, body: csc, step: adopted, topic: T"),
    ),
    (
        "domain_and_range", "relation-range", "error",
        "event 'b' rules on 'a', a consent_decree whose step is entered", "only with 'step: proposed'",
        "events:\n  a: {type: consent_decree, court: csc, step: entered, title: A, when: 2021-01, cites: s1}\n"
        "  b: {type: court_ruling, court: csc, ruling: approved, title: B, when: 2021-02, cites: s1, rules_on: ▸a}",
        ("step: entered", "step: proposed"),
    ),
    (
        "asked_for", "left-out", "info",
        "event 'a' does not say 'pay' or 'police_powers' or 'characterised_as'", "'unknown' or 'unstated' if none does",
        f"events:\n  a: ▸{{{MOVE}}}",
        ("type:", "pay: unknown, police_powers: unknown, characterised_as: unstated, type:"),
    ),
    (
        "rows_have_a_type", "untyped-row", "warning",
        "event 'a' and 1 more came from a table and is of no type yet", "choose a type",
        "events:\n  a: {type: ▸imported_row, title: A row, when: 2021-05, cites: s1}\n"
        "  b: {type: imported_row, title: A row, when: 2021-05, cites: s1}",
        ("imported_row, title: A row, when: 2021-05, cites: s1}\n  b: {type: imported_row",
         "public_meeting, convener: city, title: A row, when: 2021-05, cites: s1}\n  b: {type: public_meeting, convener: city"),
    ),
    (
        "domain_and_range", "conditional-target", "error",
        "event 'b' rules on 'a', which happens only if something else does", "rules_on",
        f"events:\n  a: {{{ASK}, modality: conditional, conditions: {{says: if asked}}}}\n"
        f"  b: {{{RULING}, rules_on: ▸a}}",
        (", modality: conditional, conditions: {says: if asked}", ""),
    ),
    (
        "causes_are_claimed", "cause-not-claimed", "error",
        "event 'b' results from 'a', and no claim says so", "write only the dates",
        f"events:\n  a: {{{MEETING}}}\n"
        f"  b: {{{TALK}, claims: [{{id: why, says: X, cites: s1}}], results_from: ▸{{event: a}}}}",
        ("{event: a}", "{event: a, cause_claim: why}"),
    ),
    (
        "causes_are_claimed", "cause-not-claimed", "error",
        "event 'b' results from 'a', and no claim says so", "write only the dates",
        f"events:\n  a: {{{MEETING}}}\n"
        f"  b: {{{TALK}, results_from: ▸{{event: a, basis: editorial, reason: We think so}}}}",
        ("results_from: ▸{event: a, basis: editorial, reason: We think so}", "concerns: a"),
    ),
    (
        "editorial_links_say_why", "editorial-without-reason", "error",
        "the link responds_to to 'a' is editorial and gives no reason", "readers",
        f"events:\n  a: {{{MEETING}}}\n  b: {{{TALK}, responds_to: ▸{{event: a, basis: editorial}}}}",
        ("editorial}", "editorial, reason: It came the next day}"),
    ),
    (
        "no_cycles", "circular-relations", "error",
        "in a circle: 'a' → 'b' → 'a'", "case.yaml:3:6",
        f"events:\n  a: ▸{{{TALK}, responds_to: b}}\n  b: {{{TALK}, responds_to: a}}",
        ("responds_to: b", "announces: b"),
    ),
    (
        "one_ruling_each", "ruled-twice", "error",
        "event 'c' rules on 'a', and so does 'b'", "disposes: partly",
        f"events:\n  a: {{{ASK}}}\n  b: {{{RULING}, rules_on: a}}\n  c: {{{RULING}, rules_on: ▸a}}",
        ("rules_on: ▸a", "rules_on: {event: a, disposes: partly}"),
    ),
    (
        "groups_add_up", "group-too-large", "error",
        "group 'few' (12) is part of 'officers', which is only 11", "sources",
        f"{HEAD.strip()}\n  few: {{kind: group, label: A few, size: ▸12, subset_of: officers}}\n"
        f"events:\n  a: {{{MEETING}}}",
        ("▸12", "11"),
    ),
    (
        "groups_add_up", "group-too-large", "error",
        "group 'few' has 2 known members and a size of at most 1", "size",
        f"{HEAD.strip()}\n  few: {{kind: group, label: A few, size: {{max: 1}}, members: ▸[mayor, csc]}}\n"
        f"events:\n  a: {{{MEETING}}}",
        ("max: 1", "max: 2"),
    ),
    (
        "groups_add_up", "group-of-one", "warning",
        "group 'few' is exactly one: that is a person", "kind: person",
        f"{HEAD.strip()}\n  few: {{kind: group, label: A few, size: ▸1}}\nevents:\n  a: {{{MEETING}}}",
        ("▸1", "2"),
    ),
    (
        "groups_add_up", "group-sum", "error",
        "the parts of group 'whole' sum to 24, more than its size of 23", "share nobody",
        f"{HEAD.strip()}\n  whole: {{kind: group, label: All, size: ▸23}}\n"
        "  one: {kind: group, label: One part, size: 13, subset_of: whole, disjoint_from: two}\n"
        f"  two: {{kind: group, label: Another, size: 11, subset_of: whole}}\nevents:\n  a: {{{MEETING}}}",
        ("▸23", "24"),
    ),
    (
        "members_fit", "not-a-group", "error",
        "group 'few' is part of 'csc', which is an institution", "a group or a class",
        f"{HEAD.strip()}\n  few: {{kind: group, label: A few, size: 3, subset_of: ▸csc}}\nevents:\n  a: {{{MEETING}}}",
        ("of: ▸csc", "of: officers"),
    ),
    (
        "members_fit", "circular-within", "error",
        "actors lie within one another: 'one' → 'two' → 'one'", "one is wrong",
        f"{HEAD.strip()}\n  one: {{kind: office, name: One, within: ▸two}}\n"
        "  two: {kind: office, name: Two, within: one}\n"
        f"events:\n  a: {{{MEETING}}}",
        ("Two, within: one", "Two, within: city"),
    ),
    (
        "bodies_fit_the_type", "wrong-body", "error",
        "event 'a': 'police' is not known to be a commission or board", "institution_kind: commission",
        f"events:\n  a: {{{RULING.replace('oversight', 'commission').replace('csc', '▸police')}}}",
        ("police", "csc"),
    ),
    (
        "bodies_fit_the_type", "wrong-body", "error",
        "event 'a': 'police' is not known to be a task force, panel or working group",
        "use the wider type body_created",
        "events:\n  a: {type: task_force, body: ▸police, mandate: M, title: A, when: 2021-01, cites: s1}",
        ("task_force", "body_created"),
    ),
    (
        "bodies_fit_the_type", "wrong-body", "error",
        "event 'a': the sender 'csc' is not the Department of Justice, nor within it", "government_letter",
        f"events:\n  a: {{{LETTER}, sender: ▸csc}}",
        ("doj_letter", "government_letter"),
    ),
    (
        "uncited", "uncited", "error",
        "event 'a' cites nothing", "cites: SOURCE LOCATOR",
        f"events:\n  a: {{{MEETING.replace('cites: s1', 'cites: ▸[]')}}}",
        ("[]", "[s1 L2]"),
    ),
    (
        "uncited", "uncited", "error",
        "event 'a': claim 1 cites nothing", "cites",
        f"events:\n  a: {{{TALK}, claims: [▸{{says: X, cites: []}}]}}",
        ("[]", "s1"),
    ),
    (
        "unused", "unused-source", "warning",
        "nothing cites the source 's3'", "take it out",
        f"sources:\n  s1: {{kind: letter, title: A, publisher: city}}\n"
        "  s3: ▸{kind: letter, title: B, publisher: city}\n"
        f"events:\n  a: {{{MEETING}}}",
        ("cites: s1", "cites: [s1, s3]"),
    ),
    (
        "unused", "unused-actor", "warning",
        "nothing mentions the actor 'judge'", "take it out",
        f"{HEAD.strip()}\n  judge: ▸{{kind: office, name: A judge}}\nevents:\n  a: {{{MEETING}}}",
        ("convener: city", "convener: [city, judge]"),
    ),
    (
        "conflicts_say_why", "conflict-without-reason", "error",
        "event 'a': the date claim '2020-01' is set aside without a reason", "readers",
        "events:\n  a: {type: public_meeting, convener: city, title: A, cites: s1, "
        "when: [2021-01, ▸{claim: 2020-01, status: conflict}]}",
        ("conflict}", "conflict, reason: Another source has the year}"),
    ),
    (
        "conflicts_say_why", "conflict-without-reason", "error",
        "event 'a': claim 1 is judged wrong without a reason", "readers",
        f"events:\n  a: {{{TALK}, claims: [▸{{says: X, status: conflict, cites: s1}}]}}",
        ("conflict,", "conflict, reason: The record says otherwise,"),
    ),
    (
        "contradictions_are_about_something", "self-reference", "error",
        "event 'a': the claim 'paid' contradicts itself", "name the other claim",
        f"events:\n  a: {{{TALK}, claims: [{{id: paid, says: X, contradicts: ▸paid, cites: s1}}, "
        "{id: not, says: Y, cites: s1}]}",
        ("contradicts: ▸paid", "contradicts: not"),
    ),
    (
        "inferred_has_no_teller", "not-inferred", "warning",
        "event 'a' has an inference_note and is occurred", "modality: inferred",
        f"events:\n  a: {{{MEETING}, inference_note: ▸It must have been}}",
        ("inference_note", "modality: inferred, inference_note"),
    ),
    (
        "announcements_come_first", "announced-after", "warning",
        "event 'b' (May 2021) announces 'a' (February 2021), which came before it", "concerns",
        f"events:\n  a: {{{RULE}}}\n  b: {{{TALK}, announces: ▸a}}",
        ("2021-02", "2021-06"),
    ),
    (
        "dates_known", "undated", "warning",
        "event 'a' has no bound in time at all", "publication day",
        "sources:\n  s1: {kind: letter, title: A, publisher: city}\n"
        f"events:\n  a: {{{MEETING.replace('2021-05', '▸unknown')}}}",
        ("publisher: city}", "publisher: city, published: 2021}"),
    ),
    (
        "nothing_after_the_record", "after-as-of", "warning",
        "source 's1' was published on 2021-07-01, after the record's as_of", "move 'as_of'",
        "sources:\n  s1: {kind: letter, title: A, publisher: city, published: ▸2021-07-01}\n"
        f"events:\n  a: {{{MEETING}}}",
        ("2021-07-01", "2021-06-30"),
    ),
    (
        "nothing_after_the_record", "after-as-of", "warning",
        "event 'a' (July 2021) is said to have happened after the record's as_of", "modality: expected",
        "sources:\n  s1: {kind: letter, title: A, publisher: city}\n"
        f"events:\n  a: {{{MEETING.replace('2021-05', '▸2021-07')}}}",
        ("title: A meeting", "title: A meeting, modality: expected"),
    ),
    (
        "due_days_are_named", "which-due-day", "error",
        "event 'a' fulfils 'report', which is due again and again, and does not say which", "it is due 1 April 2019; 1 April 2020",
        f"obligations:\n  report: {{{OWED}, due: {{claim: 2019-04-01, every: year}}}}\n"
        f"events:\n  a: {{{MEETING}, fulfils: ▸report}}",
        ("fulfils: ▸report", "fulfils: {obligation: report, due: 2021}"),
    ),
    (
        "due_days_are_named", "which-due-day", "error",
        "'2021-05' names no single one of them", "it is due 1 April 2019",
        f"obligations:\n  report: {{{OWED}, due: {{claim: 2019-04-01, every: year}}}}\n"
        f"events:\n  a: {{{MEETING}, fulfils: {{obligation: report, due: ▸2021-05}}}}",
        ("2021-05}", "2021-04}"),
    ),
    (
        "due_days_are_named", "which-due-day", "error",
        "event 'a' fulfils 'report', which is due once, and names a due day: '2021'", "leave out 'due'",
        f"obligations:\n  report: {{{OWED}, due: 2021-04-01}}\n"
        f"events:\n  a: {{{MEETING}, fulfils: {{obligation: report, due: ▸2021}}}}",
        (", due: ▸2021", ""),
    ),
    (
        "translations", "missing-translation", "warning",
        "event 'a': 'title' is not given in 'en'", "'fr' is shown",
        f"events:\n  a: {{{MEETING.replace('title: A meeting', 'title: ▸{fr: Une reunion}')}}}",
        ("{fr: Une reunion}", "{fr: Une reunion, en: A meeting}"),
    ),
    (
        "interface", "language-not-available", "warning",
        "the page's own words are not available in 'fr'", "available: en, es",
        f"language: ▸fr\nevents:\n  a: {{{MEETING}}}",
        ("language: fr", "language: es"),
    ),
    (
        "own_self", "self-reference", "error",
        "event 'a' after_same_day itself", "name the other event",
        f"events:\n  a: {{{TALK}, after_same_day: ▸a}}\n  b: {{{TALK}}}",
        ("day: ▸a", "day: b"),
    ),
    (
        "appeals_go_up", "forum-order", "warning",
        "event 'c' takes to 'civil_service' what 'trial_court' has ruled on", "remands",
        f"events:\n  a: {{{ASK.replace('civil_service', 'trial_court')}}}\n  b: {{{RULING}, rules_on: a}}\n"
        f"  c: {{{ASK.replace('-02', '-04')}, appeals: ▸b}}",
        ("trial_court", "civil_service"),
    ),
    (
        "groups_add_up", "group-too-large", "error",
        "group 'middle' (at least 12) is part of 'officers', which is only 11", "sources",
        f"{HEAD.strip()}\n  middle: ▸{{kind: group, label: Many, subset_of: officers}}\n"
        f"  few: {{kind: group, label: A few, size: 12, subset_of: middle}}\nevents:\n  a: {{{MEETING}}}",
        ("size: 12", "size: 11"),
    ),
    (
        "groups_add_up", "group-too-large", "error",
        "group 'whole' has 2 known members and a size of 1", "size",
        f"{HEAD.strip()}\n  whole: {{kind: group, label: All, size: ▸1}}\n"
        "  one: {kind: group, label: One part, subset_of: whole, members: mayor}\n"
        f"  two: {{kind: group, label: Another, subset_of: whole, members: csc}}\nevents:\n  a: {{{MEETING}}}",
        ("▸1", "2"),
    ),
    (
        "disjoint_groups_share_nobody", "not-disjoint", "error",
        "groups 'one' and 'two' share nobody, and both have 'mayor'", "disjoint_from",
        f"{HEAD.strip()}\n  one: {{kind: group, label: One, members: [mayor, csc], disjoint_from: ▸two}}\n"
        f"  two: {{kind: group, label: Two, members: mayor}}\nevents:\n  a: {{{MEETING}}}",
        ("Two, members: mayor", "Two, members: city"),
    ),
    (
        "disjoint_groups_share_nobody", "not-disjoint", "error",
        "group 'one' shares nobody with 'officers', and one is part of the other", "subset_of",
        f"{HEAD.strip()}\n  one: {{kind: group, label: One, subset_of: officers, disjoint_from: ▸officers}}\n"
        f"events:\n  a: {{{MEETING}}}",
        (", disjoint_from: ▸officers", ""),
    ),
    (
        "members_fit", "circular-within", "error",
        "actors lie within one another: 'one' → 'two' → 'one'", "one is wrong",
        f"{HEAD.strip()}\n  one: {{kind: group, label: One, subset_of: ▸two}}\n"
        "  two: {kind: group, label: Two, subset_of: one}\n"
        f"events:\n  a: {{{MEETING}}}",
        ("Two, subset_of: one", "Two, subset_of: officers"),
    ),
    (
        "claims_are_about_a_field", "unknown-about", "error",
        "event 'a': a claim is about 'chanel', which is no field of it", "did you mean 'channel'?",
        f"events:\n  a: {{{TALK}, claims: [{{says: X, about: ▸chanel, cites: s1}}]}}",
        ("chanel", "channel"),
    ),
    (
        "claims_and_fields_agree", "claim-differs", "warning",
        "event 'a': a claim says that 'pay' is 'unpaid', and the field says 'paid'", "'contradicts'",
        f"events:\n  a: {{{MOVE}, pay: paid, claims: [{{says: X, about: pay, value: ▸unpaid, cites: s1}}]}}",
        ("▸unpaid", "paid"),
    ),
    (
        "claims_and_fields_agree", "claim-differs", "warning",
        "actor 'few': a claim says that 'size' is '4', and the field says '3'", "correct one of them",
        f"{HEAD.strip()}\n  few: {{kind: group, label: A few, size: 3, "
        f"claims: [{{says: X, about: size, value: ▸4, cites: s1}}]}}\nevents:\n  a: {{{MEETING}}}",
        ("value: ▸4, cites: s1}", "value: 4, id: x, contradicts: y, cites: s1}, {says: Y, id: y, cites: s1}"),
    ),
    (
        "counts_fit_groups", "count-differs", "warning",
        "event 'a': 'count' is 12, and 'subject' is 11", "where sources differ",
        f"events:\n  a: {{{MOVE}, count: ▸12}}",
        ("▸12", "11"),
    ),
    (
        "counts_fit_groups", "count-differs", "warning",
        "event 'a': 'attendance' is 10, and 'attendee' is 12", "check both numbers",
        f"events:\n  a: {{{MEETING}, attendee: [officers, mayor], attendance: ▸10}}",
        ("▸10", "{min: 10}"),
    ),
    (
        "unused", "unused-thread", "warning",
        "no event is in the thread 'names'", "take it out",
        f"threads:\n  ▸names: The names\nevents:\n  a: {{{MEETING}}}",
        ("title: A meeting", "title: A meeting, thread: names"),
    ),
    (
        "corroboration", "single-source", "info",
        "event 'a' rests on one source, 's1'", "another origin",
        f"events:\n  a: {{{MEETING.replace('cites: s1', 'cites: ▸s1')}}}",
        ("s1", "[s1, s2]"),
    ),
    (
        "corroboration", "single-source", "warning",
        "event 'a' rests on one source, 's1', and is about 'officers'", "accept this with the reason",
        f"events:\n  a: {{{MOVE.replace('cites: s1', 'cites: ▸s1')}}}",
        ("cites: ▸s1", "cites: [s1, s2]"),
    ),
    (
        "corroboration", "same-origin", "warning",
        "event 'a' cites 2 sources that repeat one another, and count as one: 's1', 's2'", "derived_from",
        "sources:\n  s1: {kind: news_report, title: A, publisher: paper, derived_from: s0}\n"
        "  s0: {kind: press_release, title: 0, publisher: city}\n"
        "  s2: {kind: wire_story, title: B, publisher: A wire, derived_from: s0}\n"
        f"events:\n  a: {{{MEETING.replace('s1', '▸[s1, s2]')}}}",
        ("A wire, derived_from: s0", "A wire"),
    ),
    (
        "corroboration", "official-only", "warning",
        "event 'a' (use_of_force) rests on official sources alone: 's1', 's2'", "a reporter's own work",
        "sources:\n  s1: {kind: news_report, title: A, publisher: paper, derived_from: s2}\n"
        "  s2: {kind: press_release, title: B, publisher: mayor}\n"
        f"events:\n  a: {{{FORCE.replace('s1', '▸[s1, s2]')}}}",
        (", derived_from: s2", ""),
    ),
    (
        "allegations_have_a_speaker", "unattributed", "warning",
        "event 'a': claim 1 is a quote, and nobody is named who says so", "placeholder",
        f"events:\n  a: {{{MOVE}, claims: [▸{{says: X, form: quote, cites: s1}}]}}",
        ("{says", "{by: mayor, says"),
    ),
    (
        "allegations_have_a_speaker", "unattributed", "warning",
        "event 'a' is alleged, and nobody is named who alleges it", "complains, sues or charges",
        f"events:\n  a: {{{FORCE.replace('reported', '▸alleged')}}}",
        ("title: Force", "title: Force, claims: [{by: paper, says: X, cites: s1}]"),
    ),
    (
        "loaded_words", "loaded-word", "warning",
        "event 'a', 'title': 'cleared' is loaded: it says that somebody is right", "the forum and its outcome",
        f"events:\n  a: {{{TALK.replace('A statement', '▸The officers are cleared')}}}",
        ("The officers are cleared", "'The officers are \"cleared\", says the mayor'"),
    ),
    (
        "loaded_words", "loaded-word", "warning",
        "event 'a', 'summary': 'se negó a' is loaded", "no lo hace",
        f"events:\n  a: {{{TALK}, summary: {{en: A, es: ▸La ciudad se negó a contestar}}}}",
        ("se negó a contestar", "no contestó"),
    ),
    (
        "rulings_say_what", "no-outcome", "warning",
        "event 'a' (oversight_ruling) does not say what was decided", "a claim 'about: outcome'",
        f"events:\n  a: ▸{{{RULING}}}",
        ("body: csc", "body: csc, outcome: upheld"),
    ),
    (
        "requests_are_answered", "no-outcome", "warning",
        "event 'a' (review_requested) asks for something, and nothing says what became of it", "rules_on: a",
        f"events:\n  a: ▸{{{ASK}}}\n  b: {{{RULING}, outcome: upheld}}",
        ("outcome: upheld", "outcome: upheld, rules_on: a"),
    ),
    (
        "requests_are_answered", "no-outcome", "warning",
        "event 'a' (investigation_opened) opens an inquiry, and nothing says how it ended", "rules_on: a",
        f"events:\n  a: ▸{{{INQUIRY}, responds_to: b}}\n  b: {{{ASK}}}\n"
        f"  c: {{{RULING.replace('csc', 'city')}, outcome: upheld, rules_on: b}}",
        ("ruling, body: city", "ruling, body: csc"),
    ),
    (
        "sources_are_in_order", "impossible-order", "error",
        "source 's1': it was published 2021-06-01, before it was created 2021-07", "check both days",
        "sources:\n  s1: {kind: letter, title: A, publisher: city, published: ▸2021-06-01, created: 2021-07}\n"
        f"events:\n  a: {{{MEETING}}}",
        ("created: 2021-07", "created: 2021-06"),
    ),
    (
        "allegations_have_ends", "dangling-allegation", "warning",
        "event 'a' (charging_decision) is about 'officers', and nothing says what came of it", "accept this",
        f"events:\n  a: ▸{{{CHARGE}}}",
        ("decision: charged", "decision: declined"),
    ),
    (
        "allegations_have_ends", "unlinked-disposition", "warning",
        "event 'b' (oversight_ruling) is about 'officers', as are earlier events, and no link joins them",
        "if it decides 'a', say so",
        f"events:\n  a: {{{MOVE}}}\n  b: ▸{{{RULING}, subject: officers, outcome: overturned}}",
        ("outcome: overturned", "outcome: overturned, alters: {event: a, effect: overturns}"),
    ),
    (
        "tenures_are_in_order", "impossible-order", "error",
        "actor 'term': the tenure ends before it begins", "compare 'from' and 'to'",
        f"{TENURE}from: 2020-07-01, to: ▸2019}}\nevents:\n  a: {{{MEETING}}}",
        ("2019", "2020"),
    ),
    (
        "tenures_are_in_order", "unknown-id", "error",
        "actor 'term', 'from': there is no event or source 'vote' to count from", "s1",
        f"{TENURE}from: ▸after vote}}\nevents:\n  a: {{{MEETING}}}",
        ("after vote", "after a"),
    ),
    (
        "holders_were_in_office", "not-in-office", "error",
        "event 'a' (May 2021) names 'term' as speaker, and that tenure ended by 30 April 2021", "held the office",
        f"{TENURE}to: 2021-04}}\nevents:\n  a: {{{TALK.replace('mayor', '▸term')}}}",
        ("to: 2021-04", "to: 2021-05"),
    ),
    (
        "holders_were_in_office", "not-in-office", "warning",
        "event 'a' (February 2021) names 'ada' as addressee_name, who was not in office: the tenure in 'mayor' did not",
        "accept this",
        f"{TENURE}from: after b}}\nevents:\n  a: {{{LETTER.replace('doj', 'government')}, sender: csc, "
        f"addressee_office: mayor, addressee_name: ▸ada}}\n  b: {{{MEETING}}}",
        ("from: after b", "from: 2021-02~"),
    ),
    (
        "duties_are_in_order", "impossible-order", "error",
        "obligation 'o' is due (January 2021), before 'a' created it (May 2021)", "check both days",
        f"events:\n  a: {{{MEETING}}}\nobligations:\n  o: {{{DUTY}, due: ▸2021-01}}",
        ("2021-01", "2021-05"),
    ),
    (
        "duties_are_in_order", "impossible-order", "error",
        "obligation 'o' is met by 'b' (February 2021), before 'a' created it (May 2021)", "creates the obligation",
        f"events:\n  a: {{{MEETING}}}\n  b: {{{RULE}, fulfils: ▸o}}\nobligations:\n  o: {{{DUTY}, due: unspecified}}",
        ("title: A rule, when: 2021-02", "title: A rule, when: 2021-05"),
    ),
    (
        "duties_are_in_order", "impossible-order", "error",
        "obligation 'o' was last checked 2021-04-30, before 'a' created it (May 2021)", "check both days",
        f"events:\n  a: {{{MEETING}}}\nobligations:\n  o: {{{DUTY}, due: unspecified, last_checked: ▸2021-04-30}}",
        ("04-30", "05-30"),
    ),
    (
        "appeals_are_in_time", "late-appeal", "warning",
        "event 'b' (April 2021) came after the time that ran from 'a'", "30 days end on 2 March 2021 at the latest",
        f"events:\n  a: {{{MOVE}}}\n  b: {{{ASK.replace('-02', '-04')}, appeals: ▸{{event: a, window_days: 30}}}}",
        ("window_days: 30", "window_days: 60"),
    ),
    (
        "appeals_are_in_time", "late-appeal", "warning",
        "event 'b' (April 2021) came after the time that ran from 'a'", "30 days end on 2 March 2021 at the latest",
        f"events:\n  a: {{{MOVE}}}\n"
        f"  b: {{{ASK.replace('-02', '-04')}, filed_within: ▸{{window_days: 30, from_event: a}}}}",
        ("window_days: 30", "window_days: 60"),
    ),
    (
        "times_of_one_day", "same-day-order", "error",
        "event 'c' is at 09:00 and comes after 'a', which is at 10:00 that day", "check both times",
        f"events:\n  a: {{{TALK}, time: 10:00}}\n  b: {{{TALK}, after_same_day: a}}\n"
        f"  c: {{{TALK}, after_same_day: b, time: ▸09:00}}",
        ("09:00", "10:30"),
    ),
    (
        "times_of_one_day", "same-day-order", "error",
        "event 'b' is at 09:00 and comes after 'a', which is at 10:00 that day", "check both times",
        f"events:\n  a: {{{TALK.replace('2021-05', '2021-05-03')}, time: 10:00}}\n"
        f"  b: {{{TALK.replace('2021-05', '2021-05-03')}, responds_to: a, time: ▸09:00}}",
        ("a, time: ▸09:00", "a, time: 10:00"),
    ),
    (
        "profiles_know_their_actors", "unknown-id", "error",
        "the profile 'hearing' speaks of 'ada', which is not an actor of this case", "check the id",
        f"profiles:\n  hearing: {{actors: {{▸ada: name}}}}\nevents:\n  a: {{{MEETING}}}",
        ("ada", "officers"),
    ),
    (
        "profiles_know_their_actors", "no-basis", "warning",
        "the profile 'hearing' names 'ada', who is withheld from everybody outside", "take the line out",
        f"profiles:\n  hearing: {{actors: {{▸ada: name}}}}\nevents:\n  a: {{{TALK.replace('mayor', 'ada')}}}\n"
        f"{HEAD.strip()}\n  ada: {{kind: person, role: juvenile, name: Ada Verrick}}",
        ("name}}", "label}}"),
    ),
    (
        "named_with_a_basis", "no-basis", "warning",
        "actor 'ada' is to be named, and no 'basis' says why that may be: the label stays", "agency_released",
        f"{HEAD.strip()}\n  ada: {{kind: person, role: sworn_officer, name: Ada Verrick, naming: ▸name}}\n"
        f"events:\n  a: {{{TALK.replace('mayor', 'ada')}}}",
        ("naming: ▸name", "naming: name, basis: charged, reviewed_by: The desk, reviewed_on: 2021-06-01"),
    ),
    (
        "named_with_a_basis", "no-basis", "warning",
        "actor 'ada' is to be named, and a person in the role 'juvenile' is not: the label stays", "all four",
        f"{HEAD.strip()}\n  ada: {{kind: person, role: juvenile, name: Ada Verrick, naming: ▸name, basis: charged}}\n"
        f"events:\n  a: {{{TALK.replace('mayor', 'ada')}}}",
        ("basis: charged", "basis: consent, exception: Grown up and asks for it, reviewed_by: D, reviewed_on: 2021-06"),
    ),
    (
        "named_with_a_basis", "no-basis", "info",
        "actor 'ada' is named, and nobody is on record as having reviewed that", "reviewed_on",
        f"{HEAD.strip()}\n  ada: {{kind: person, role: sworn_officer, name: Ada Verrick, naming: ▸name, basis: charged}}\n"
        f"events:\n  a: {{{TALK.replace('mayor', 'ada')}}}",
        ("basis: charged", "basis: charged, reviewed_by: The desk, reviewed_on: 2021-06-01"),
    ),
    (
        "labels_give_nobody_away", "inferable-name", "warning",
        "group 'pair': 1 of 2 are named, so that the one that is left, 'bea', can be inferred", "label another one",
        f"{HEAD.strip()}\n  ada: {{kind: person, role: office_holder, name: Ada Verrick}}\n"
        "  bea: {kind: person, role: sworn_officer, name: Bea Quill}\n"
        "  pair: {kind: group, label: Both, size: 2, members: ▸[ada, bea]}\n"
        f"events:\n  a: {{{TALK.replace('mayor', 'pair')}}}",
        ("role: office_holder, ", "role: sworn_officer, "),
    ),
    (
        "labels_give_nobody_away", "inferable-name", "warning",
        "tenure 'term': whoever knows who held 'mayor' knows the person", "leave the tenure out",
        f"{TENURE.replace('label: A mayor', 'name: Ada Verrick').replace('person: ada', 'person: ▸ada')}from: 2020}}\n"
        f"events:\n  a: {{{TALK}}}",
        ("name: Ada Verrick", "role: office_holder, name: Ada Verrick"),
    ),
    (
        "withheld_in_text", "withheld-name", "warning",
        "event 'a': 'title' holds a name that is withheld for 'one'", "the page shows '[Officer A]' there",
        f"{HEAD.strip()}\n  one: {{kind: person, role: sworn_officer, label: Officer A, name: Ada Verrick}}\n"
        f"events:\n  a: {{{TALK.replace('mayor', 'one').replace('title: A', 'title: ▸Officer Verrick makes a')}}}",
        ("Officer Verrick", "Officer A"),
    ),
    (
        "withheld_in_ids", "name-in-id", "warning",
        "the id of this event holds a name, or a word of a name, that is withheld", "ids are published",
        f"{HEAD.strip()}\n  one: {{kind: person, role: sworn_officer, name: Ada Verrick}}\n"
        f"events:\n  verrick-speaks: ▸{{{TALK.replace('mayor', 'one')}}}",
        ("verrick-speaks", "talk"),
    ),
    (
        "unlisted_people", "unlisted-name", "warning",
        "event 'a': 'title' seems to name a person who is no actor of the case", "list the person as an actor",
        f"events:\n  a: {{{MOVE.replace('title: A move', 'title: ▸Sgt. Quill is moved to other work')}}}",
        ("Sgt. Quill is", "An officer is"),
    ),
    (
        "asked_for", "left-out", "info",
        "group 'few' does not say its 'size'", "or 'unknown' if none does",
        f"{HEAD.strip()}\n  few: ▸{{kind: group, label: Some}}\nevents:\n  a: {{{MEETING}, attendee: few}}",
        ("label: Some", "label: Some, size: some"),
    ),
    (
        "in_a_thread", "no-thread", "warning",
        "event 'b' is in no thread", "write 'thread: main'",
        f"threads: {{main: Main}}\nevents:\n  a: {{{MEETING}, thread: main}}\n  b: ▸{{{TALK}}}",
        (f"{TALK}}}", f"{TALK}, thread: main}}"),
    ),
    (
        "conditions_are_open", "not-conditional", "warning",
        "event 'a' depends on something, and counts as having happened", "write 'modality: conditional'",
        f"events:\n  a: {{{MEETING}, conditions: ▸{{says: it is dry, cites: s1}}}}",
        ("title: A meeting", "modality: expected, title: A meeting"),
    ),
    (
        "events_are_linked", "no-link", "info",
        "event 'b' (review_requested) is not linked to what it comes from", "say it with 'appeals' or 'concerns'",
        f"events:\n  a: {{{MOVE}}}\n  b: ▸{{{ASK}}}",
        (f"{ASK}}}", f"{ASK}, appeals: a}}"),
    ),
    (
        "effects_fit_the_outcome", "effect-differs", "warning",
        "event 'b': 'outcome' is 'upheld', and what it does to the earlier decision is 'overturns'", "correct one",
        f"events:\n  a: {{{MOVE}}}\n  b: {{{RULING}, outcome: upheld, alters: {{event: a, effect: ▸overturns}}}}",
        ("overturns", "upholds"),
    ),
    (
        "labels_say_the_size", "count-differs", "warning",
        "group 'officers' is called 'Eleven officers', and its size is 12", "correct one of the two",
        HEAD.lstrip().replace("size: 11", "size: ▸12") + f"events:\n  a: {{{MOVE}}}",
        ("size: 12", "size: {min: 11}"),
    ),
    (
        "claims_agree", "claims-differ", "warning",
        "event 'a': two claims give 'channel' as 'interview' and 'press_release'", "'contradicts' the other",
        f"events:\n  a: {{{TALK}, claims: [{{id: x, about: channel, value: interview, says: A, cites: s1}}, "
        "{id: y, about: channel, value: ▸press_release, says: B, cites: s1}]}",
        ("{id: y,", "{id: y, contradicts: x,"),
    ),
    (
        "contradictions_are_about_one_field", "claims-differ", "warning",
        "a claim about 'speaker' contradicts 'x', which is about 'channel'", "check 'about' on both",
        f"events:\n  a: {{{TALK}, claims: [{{id: x, about: channel, says: A, cites: s1}}, "
        "{id: y, about: speaker, says: B, cites: s1, contradicts: ▸x}]}",
        ("about: speaker", "about: channel"),
    ),
    (
        "copies_are_named", "no-copy", "info",
        "source 's3' names no archived copy, and most of this case do", "--seal",
        "sources:\n  s1: {kind: letter, title: A, publisher: city, archive: a.txt}\n"
        "  s2: {kind: letter, title: B, publisher: city, archive: b.txt}\n"
        f"  s3: ▸{{kind: letter, title: C, publisher: city}}\nevents:\n  a: {{{MEETING}}}",
        ("title: C", "archive: c.txt, title: C"),
    ),
    (
        "quotations_have_words", "no-words", "info",
        "event 'a': claim 1 is a quotation, and its words are not given", "add 'quote'",
        "sources:\n  s1: {kind: letter, title: A, publisher: city, archive: a.txt}\n"
        f"events:\n  a: {{{TALK}, claims: ▸{{by: mayor, says: A, form: quote, cites: s1}}}}",
        ("form: quote", "form: paraphrase"),
    ),
    (
        "nothing_is_told_before", "impossible-order", "error",
        "event 'a': claim 1 was said 2021-06-14, and 's1' told it by 1 June 2021", "check both days",
        f"events:\n  a: {{{TALK}, claims: {{by: mayor, says: A, said_on: ▸2021-06-14, cites: s1}}}}",
        ("2021-06-14", "2021-05-14"),
    ),
    (
        "nothing_is_told_before", "impossible-order", "error",
        "obligation 'd': 'police' found this 2021-06-14, and 's1' told it by 1 June 2021", "check both days",
        f"events:\n  a: {{{RULING}}}\nobligations:\n  d: {{{DUTY}, due: unspecified, "
        "assessments: {assessor: police, date: ▸2021-06-14, status: met, cites: s1}}",
        ("2021-06-14", "2021-05-14"),
    ),
    (
        "nothing_after_the_record", "after-as-of", "warning",
        "obligation 'd' was last checked 2021-07-14, after the record's as_of", "move 'as_of'",
        f"events:\n  a: {{{RULING}}}\nobligations:\n  d: {{{DUTY}, due: unspecified, last_checked: ▸2021-07-14}}",
        ("2021-07-14", "2021-06-14"),
    ),
    (
        "allegations_have_a_speaker", "unattributed", "warning",
        "event 'a': claim 1 is a quote, and nobody is named who says so", "placeholder",
        f"events:\n  a: {{{MEETING}, claims: ▸{{says: A, form: quote, cites: s1}}}}",
        ("form: quote", "form: quote, by: mayor"),
    ),
    (
        "unknown_anchors", "unknown-id", "error",
        "event 'a', 'retroactive_to': there is no event or source 'moev' to count from", "did you mean 'move'",
        f"events:\n  a: {{{RULE}, retroactive_to: ▸before moev}}\n  move: {{{MOVE}}}",
        ("moev", "move"),
    ),
    (
        "causes_are_claimed", "cause-not-claimed", "error",
        "event 'b': the claim 'why' denies it, and so states no cause", "write only the dates",
        f"events:\n  a: {{{MEETING}}}\n"
        f"  b: {{{TALK}, claims: [{{id: why, by: mayor, says: X, stance: denies, cites: s1}}], results_from: ▸{{event: a, cause_claim: why}}}}",
        ("stance: denies", "stance: asserts"),
    ),
    (
        "causes_are_claimed", "cause-not-claimed", "error",
        "event 'b': the claim 'why' was set aside, and so states no cause", "a cited claim that states it",
        f"events:\n  a: {{{MEETING}}}\n"
        f"  b: {{{TALK}, claims: [{{id: why, says: X, status: conflict, reason: R, cites: s1}}], results_from: ▸{{event: a, cause_claim: why}}}}",
        ("status: conflict, reason: R, ", ""),
    ),
    (
        "tenures_join_a_person_and_an_office", "wrong-kind", "error",
        "tenure 'term': its person 'mayor' is an office", "one of: ada",
        f"{TENURE.replace('person: ada', 'person: ▸mayor')}from: 2020}}\nevents:\n  a: {{{MEETING}}}",
        ("person: ▸mayor", "person: ada"),
    ),
    (
        "tenures_join_a_person_and_an_office", "wrong-kind", "error",
        "tenure 'term': its office 'officers' is a group", "one of: mayor",
        f"{TENURE.replace('office: mayor', 'office: ▸officers')}from: 2020}}\nevents:\n  a: {{{MEETING}}}",
        ("office: ▸officers", "office: mayor"),
    ),
    (
        "sources_are_not_in_a_circle", "circular-sources", "error",
        "sources are made from one another: 's1' → 's2' → 's1'", "one of them came first",
        "sources:\n  s1: {kind: letter, title: A, publisher: city, published: 2021-06-01, derived_from: ▸s2}\n"
        f"  s2: {{kind: letter, title: B, publisher: city, published: 2021-06-01, derived_from: s1}}\nevents:\n  a: {{{MEETING}}}",
        ("derived_from: s1", "language: en"),
    ),
    (
        "groups_add_up", "group-of-one", "warning",
        "group 'none' has nobody in it", "leave the group out",
        f"{HEAD.strip()}\n  none: {{kind: group, label: Nobody, size: ▸0}}\nevents:\n  a: {{{MEETING}}}",
        ("size: ▸0", "size: 2"),
    ),
    (
        "tenures_have_begun", "after-as-of", "warning",
        "actor 'term': the tenure begins after the record's as_of", "modality: expected",
        f"{TENURE}from: ▸2031-01}}\nevents:\n  a: {{{MEETING}}}",
        ("2031", "2021"),
    ),
    (
        "one_holder_at_a_time", "two-holders", "warning",
        "actor 'next': 'mayor' was then still held by 'ada'", "'to' of 'term'",
        f"{TENURE}from: 2019, to: 2021-03-01}}\n  bea: {{kind: person, label: Another mayor}}\n"
        f"  next: {{kind: tenure, person: bea, office: mayor, from: ▸2020-12-01}}\nevents:\n  a: {{{MEETING}}}",
        ("2020-12", "2021-03"),
    ),
    (
        "periods_are_over", "impossible-order", "error",
        "event 'a': the period it reports on ends 2021-06, after the report itself", "check both days",
        f"events:\n  a: {{{REPORT}, period: {{start: 2021-01, end: ▸2021-06}}}}",
        ("2021-06", "2021-03"),
    ),
    (
        "periods_are_over", "impossible-order", "error",
        "event 'a': the period it reports on ends 2021-01, and begins 2021-03", "turn them round",
        f"events:\n  a: {{{REPORT}, period: {{start: ▸2021-03, end: 2021-01}}}}",
        ("start: ▸2021-03", "start: 2020-10"),
    ),
]  # fmt: skip


def test_every_check_is_tried_here():
    assert {row[0] for row in TABLE} == {check.__name__ for check in (*CHECKS, *DATED_CHECKS)}


@pytest.mark.parametrize(
    ("code", "severity", "said", "hint", "text"), [row[1:6] for row in TABLE], ids=[row[3] for row in TABLE]
)
def test_a_check_speaks_up_at_the_place_with_a_way_out(case, code, severity, said, hint, text):
    text, place = marked(text)
    spoken = [p for p in problems(case(text)) if p.code == code and said in p.message]
    assert [(p.severity, p.at.line, p.at.column) for p in spoken] == [(severity, *place)]
    assert hint in spoken[0].hint


@pytest.mark.parametrize(("code", "text", "mend"), [(r[1], r[5], r[6]) for r in TABLE], ids=[r[3] for r in TABLE])
def test_a_check_keeps_quiet_once_it_is_mended(case, code, text, mend):
    old, new = mend
    assert old in text or old in marked(text)[0], "the change must change something"
    mended = text.replace(old, new, 1) if old in text else marked(text)[0].replace(old, new, 1)
    left = [p for p in problems(case(mended.replace("▸", ""))) if p.code == code and p.code != "unused-actor"]
    if code == "unused-actor":
        left = [p for p in problems(case(mended.replace("▸", ""))) if "'judge'" in p.message]
    assert left == []


def test_a_check_is_asked_once_and_its_problems_stand_in_the_order_of_the_file(case):
    found = problems(
        case(f"""
            events:
              a: {{{MEETING.replace("city", "town")}}}
              b: {{{MEETING.replace("city", "village")}}}
              c: {{{MEETING.replace("s1", "s9")}}}
        """)
    )
    assert [(p.at.line, p.code) for p in found if p.is_error] == [(n, "unknown-id") for n in (2, 3, 4)]


def test_warnings_do_not_stop_a_case(case):
    home = case(f"events:\n  a: {{{MEETING}, inference_note: Not needed}}\n")
    assert {p.severity for p in timeline.load(home).problems if p.code != "single-source"} == {"warning"}


# Appendix B of the domain research, on invented cases


def test_appendix_b_03_a_ruling_before_its_request_is_an_error_naming_both(case):
    text = f"events:\n  asked: {{{ASK}}}\n  ruling: {{{RULING.replace('2021-03', '2021-01')}, rules_on: asked}}\n"
    [problem] = [p for p in problems(case(text)) if p.is_error]
    assert (problem.code, problem.at.line) == ("dates-contradict", 2)
    assert "'asked': '2021-02' (s1)" in problem.message
    assert "'ruling': '2021-01' (s1)" in problem.message
    assert "'ruling' rules on 'asked'" in problem.message
    assert "case.yaml:3:" in problem.hint


def test_appendix_b_03_overlapping_bounds_are_no_error(case):
    text = f"events:\n  asked: {{{ASK}}}\n  ruling: {{{RULING.replace('2021-03', '2021-02')}, rules_on: asked}}\n"
    assert [p for p in problems(case(text)) if p.is_error] == []


def test_appendix_b_04_a_cause_needs_a_claim_and_an_answer_a_citation(case):
    panel = (
        "type: task_force, body: panel, mandate: Names, modality: announced, title: A panel, when: 2021-05, cites: s1"
    )
    actors = f"{HEAD.strip()}\n  panel: {{kind: institution, institution_kind: task_force, name: A panel}}\n"
    report = "type: media_report, outlet: paper, kind: investigation, title: A report, when: 2021-05, cites: s1 L5"
    events = f"events:\n  report: {{{report}}}\n  worries: {{{TALK}}}\n"
    caused = case(f"{actors}{events}  panel-made: {{{panel}, results_from: report}}\n")
    assert [p.code for p in problems(caused) if p.is_error] == ["cause-not-claimed"]
    answered = case(f"{actors}{events}  panel-made: {{{panel}, responds_to: {{event: worries, cites: s1 L17}}}}\n")
    assert [p.code for p in problems(answered) if p.is_error] == []


@pytest.mark.parametrize(
    ("sizes", "codes"),
    [
        ((23, 1, 22, 9, 2, 11), []),
        ((23, 2, 22, 9, 2, 11), ["group-sum"]),
        ((22, 1, 22, 9, 2, 11), ["group-sum"]),
        ((23, 1, 24, 9, 2, 11), ["group-too-large", "group-sum"]),
        ((23, 1, 22, 9, 2, 12), ["group-sum"]),
        ((23, 1, 22, 23, 2, 11), ["group-too-large", "group-sum"]),
        ((23, 1, 22, "several", "some", "unknown"), []),
        ((23, 1, 22, {"min": 21}, 2, 11), ["group-sum"]),
    ],
)
def test_appendix_b_07_parts_add_up_to_their_whole(case, sizes, codes):
    """23 = 1 + 22 and 22 = 9 + 2 + 11; a part larger than its whole is an error, and so are parts that sum to more."""
    whole, one, rest, west, south, left = (str(size).replace("'", "") for size in sizes)
    home = case(f"""
        {HEAD.strip().replace(chr(10), chr(10) + " " * 8)}
          towns: {{kind: group, label: All the towns, size: {whole}}}
          ours: {{kind: group, label: Our town, size: {one}, subset_of: towns, disjoint_from: rest}}
          rest: {{kind: group, label: The others, size: {rest}, subset_of: towns}}
          west: {{kind: group, label: In the west, size: {west}, subset_of: rest, disjoint_from: [south, left]}}
          south: {{kind: group, label: In the south, size: {south}, subset_of: rest, disjoint_from: [west, left]}}
          left: {{kind: group, label: Elsewhere, size: {left}, subset_of: rest}}
        events:
          a: {{{MEETING}}}
    """)
    assert sorted(p.code for p in problems(home) if p.is_error) == sorted(codes)


# Passages held against archived copies

COPY = "First line.\n\nThe “third” line — it says so.\n"


def quoting(case, cites, *, copy=COPY, sha256=None, archive="copies/s1.txt"):
    """A case whose one source has an archived copy, and whose one event cites it."""
    digest = sha256 or hashlib.sha256(copy.encode()).hexdigest()
    home = case(f"""
        sources:
          s1: {{kind: letter, title: A, publisher: city, sha256: {digest}, archive: {archive}}}
        events:
          a: {{{MEETING.replace("cites: s1", "cites: " + cites)}}}
    """)
    (home / "copies").mkdir(exist_ok=True)
    (home / "copies" / "s1.txt").write_bytes(copy.encode())
    return [(p.code, p.severity, p.message, p.hint) for p in problems(home) if not p.code.startswith("unused")]


@pytest.mark.parametrize(
    "cites",
    [
        "s1 L1",
        "s1 L1-3",
        "s1",
        '{source: s1, at: L3, quote: "“third” line"}',
        "{source: s1, at: L3, quote: 'The \"third\" line - it says so.'}",
        "{source: s1, quote: 'First line. The'}",
    ],
)
def test_appendix_b_12_a_quote_that_is_there_is_found_with_straight_or_curly_quotes(case, cites):
    assert quoting(case, cites) == []


@pytest.mark.parametrize(
    ("cites", "code", "said", "hint"),
    [
        (
            "{source: s1, at: L3, quote: the fourth}",
            "quote-not-found",
            "'the fourth' is not in 's1' L3",
            "copy the words",
        ),
        ("{source: s1, at: L3, quote: First line}", "quote-not-found", "is not in 's1' L3", "it stands in line 1"),
        ("s1 L9", "locator-outside", "'s1' has 3 lines, and L9 is cited", "archived copy"),
        ("s1 L2", "locator-empty", "L2 of 's1' is empty", "archived copy"),
    ],
)
def test_appendix_b_12_a_quote_or_place_that_is_not_in_the_copy_is_an_error(case, cites, code, said, hint):
    [(found, severity, message, way_out)] = quoting(case, cites)
    assert (found, severity) == (code, "error")
    assert said in message
    assert hint in way_out


def test_a_copy_that_changed_is_an_error_and_one_that_is_gone_a_warning(case):
    assert [row[:2] for row in quoting(case, "s1 L1", sha256="0" * 64)] == [("copy-changed", "error")]
    assert [row[:2] for row in quoting(case, "s1 L1", archive="copies/gone.txt")] == [("copy-missing", "warning")]


def test_a_copy_is_found_by_its_hash_in_a_folder_apart(case, tmp_path):
    """The case checks without it; with it the quote is looked for."""
    digest = hashlib.sha256(COPY.encode()).hexdigest()
    home = case(f"""
        sources:
          s1: {{kind: letter, title: A, publisher: city, sha256: {digest}}}
        events:
          a: {{{MEETING.replace("cites: s1", "cites: {source: s1, at: L3, quote: not there}")}}}
    """)
    archive = tmp_path / "archive" / "deep"
    archive.mkdir(parents=True)
    (archive / "any-name.bin").write_bytes(COPY.encode())
    assert [p.code for p in timeline.load(home).problems if p.is_error] == []
    with pytest.raises(timeline.CaseError, match="quote-not-found"):
        timeline.load(home, archives=[tmp_path / "archive"])


def test_an_archive_folder_that_is_not_there_is_a_warning(case, tmp_path):
    found = timeline.load(case(f"events:\n  a: {{{MEETING}}}\n"), archives=[tmp_path / "gone"]).problems
    assert [p.code for p in found if p.code.startswith("missing")] == ["missing-archive"]
