"""Every word the page itself says, by language: one table, English first, and what is missing falls back to it.

What events, sources and people are called comes from the view, already in the page's language; none of it is here.
"""

from __future__ import annotations

import re
from functools import cache

from timeline.view.tongue import Speech
from timeline.when.words import grouped

RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur", "yi")

EN: dict[str, str] = {
    "language": "English",
    "languages": "Languages",
    "months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "skip": "Skip to the story",
    "as_of": "record as of {day}",
    "as_of_line": "as of {day}",
    "internal": "Internal copy: names are not redacted. Not for publication.",
    "internal_short": "Internal copy",
    "confidential": "Copy for “{profile}”: it may show names that are withheld from the public. Not for publication.",
    "confidential_short": "Not for publication",
    "count_events": "{n} events",
    "count_events_1": "{n} event",
    "count_sources": "{n} sources",
    "count_sources_1": "{n} source",
    "count_obligations": "{n} obligations",
    "count_obligations_1": "{n} obligation",
    "count_open": "{n} open",
    "count_open_1": "{n} open",
    "open": "What is still open",
    "open_none": "Nothing in this record is still owed.",
    "owed_nothing": "This record lists no obligations.",
    "open_intro": "What somebody has to do and, on the day of this record, is not known to have done. "
    "That nothing is known either way does not mean that nothing was done.",
    "not_open": "No longer open, or not yet due to begin",
    "owed_by": "by {issuer}",
    "owed_closes": "what would close it",
    "owed_checked": "last looked for {day}",
    "owed_said": "what is said of it",
    "owed_rest": "{n} more are open",
    "owed_rest_1": "{n} more is open",
    "known": "only what had been published by {day}",
    "found": "What assessors found",
    "found_intro": "A row is a provision, a column a report or a day. An empty place says that nobody assessed it "
    "there; nothing is carried over.",
    "found_words": "What counts as what: {words}.",
    "found_of": "of {n} provisions",
    "found_all": "All {n} provisions, one by one",
    "found_rest": "{n} more provisions were not assessed.",
    "found_rest_1": "{n} more provision was not assessed.",
    "found_provision": "Provision",
    "found_by": "Assessor",
    "found_period": "Report or day",
    "found_differs": "differs",
    "found_met": "met",
    "found_partly_met": "partly met",
    "found_not_met": "not met",
    "found_inadequate": "inadequate",
    "found_unclear": "unclear",
    "chart": "How it unfolded",
    "chart_text": "Time runs from left to right; every event on it is also told in words under “{story}”.",
    "chart_nearer": "Drag across it to look closer, or turn the wheel with Ctrl or ⌘ held down; a double click shows "
    "it whole.",
    "chart_label": "Timeline of {n} events. Arrow keys move between events, Enter opens one, Escape returns, plus "
    "and minus zoom.",
    "chart_label_1": "Timeline of {n} event. Enter opens it, Escape returns, plus and minus zoom.",
    "chart_static": "Timeline of {n} events; each mark leads to its card below.",
    "chart_static_1": "Timeline of {n} event; its mark leads to its card below.",
    "chart_controls": "Chart and story",
    "lanes": "Lanes",
    "lanes_body": "bodies",
    "lanes_actor": "people",
    "lanes_family": "kinds",
    "lanes_thread": "threads",
    "more_title": "{n} more events",
    "more_title_1": "{n} more event",
    "axis": "Time",
    "axis_time": "to scale",
    "axis_sequence": "in steps",
    "axis_compressed": "silences folded",
    "relations": "Relations",
    "relations_selected": "selected",
    "relations_all": "all",
    "relations_none": "none",
    "search": "Search {n} events",
    "search_1": "Search {n} event",
    "search_clear": "Show all",
    "shown": "{n} of {all} events shown",
    "shown_1": "{n} of {all} events shown",
    "shown_all": "all {n} events shown",
    "shown_all_1": "the one event is shown",
    "columns_all": "(the columns above count all of them)",
    "shown_none": "No event fits this search.",
    "only_family": "Kind",
    "only_body": "Body",
    "only_who": "Who",
    "only_source": "Source",
    "only_only": "Only",
    "only_open": "what is still open",
    "only_any": "any",
    "only_certain": "Date",
    "only_known": "exact day",
    "only_unknown": "a range",
    "only_contested": "contested",
    "close": "Close",
    "to_card": "Go to its place in the story",
    "copy": "Copy link",
    "copied": "Link copied",
    "undated": "{n} without a date",
    "key_columns": "faint: how many events may lie there; strong: how many do; the number: the most",
    "key_known": "a day",
    "key_range": "any day in here",
    "key_ticks": "only these days",
    "key_span": "a length of time",
    "key_open": "no known limit",
    "key_doubtful": "doubtful",
    "key_fade": "ended, day unknown",
    "key_owed": "still owed",
    "key_disputed": "still owed, disputed",
    "key_announced": "announced",
    "key_expected": "expected",
    "key_conditional": "conditional",
    "key_inferred": "inferred",
    "key_did_not_occur": "did not happen",
    "story": "Event by event",
    "rows_intro": "With so many events each is told in a line; the downloads hold all that the record says of it.",
    "picture_photograph": "Photograph",
    "picture_scan": "Scan",
    "picture_still": "Video still",
    "picture_absent": "Picture not in this copy:",
    "contested": "contested",
    "condition": "On condition: {what}",
    "says_asserts": "{who} said:",
    "says_denies": "{who} said, as a denial:",
    "says_disputes": "{who} said, disputing {whom}:",
    "says_declines": "{who} declined:",
    "says_characterises": "according to {who}:",
    "about": "on {what}",
    "status_conflict": "set aside by the curator",
    "status_work_needed": "needs work",
    "status_issue": "open question",
    "contradicts": "against",
    "reply_given": "{who} was asked for a reply on {asked} and answered on {answered}.",
    "reply_none": "{who} was asked for a reply on {asked}; no answer is on record.",
    "later": "Later:",
    "later_apart": "It is not among the events shown here.",
    "corrected": "Corrected {day}:",
    "owes": "Obligation",
    "cites": "Sources",
    "why": "Why this date",
    "typed": "as recorded",
    "refs": "Reference",
    "sources": "Sources",
    "published": "published {day}",
    "accessed": "read {day}",
    "archived": "archived copy",
    "cited_by": "Supports {n} events",
    "cited_by_1": "Supports {n} event",
    "how": "How to read this",
    "how_ticks": "Ticks between two bounds are the only days possible.",
    "how_day": "A filled mark stands on a known day. Where only bounds are known, a light bar runs from the "
    "earliest to the "
    "latest possible day; the hollow mark in its middle stands there for the eye alone and means no day.",
    "how_open": "An arrow means that no limit is known on that side. Broken lines are things that were still to come.",
    "how_order": "An arrow between two events runs from the earlier to the later one.",
    "how_owed": "“Open” means: on the day of this record nothing showed that it had been done. It is not a finding "
    "of breach.",
    "conventions": "How dates were read",
    "accepted": "Problems that were looked at and accepted",
    "warnings": "Warnings that stand",
    "notes": "About this edition",
    "corrections": "Corrections",
    "no_corrections": "None so far.",
    "downloads": "Downloads",
    "embed": "Put this timeline into another page",
    "embed_how": "Publish this file first, then paste these lines where the timeline is to stand. The frame grows to "
    "the height of what is in it; the address of the page around it may end in #event=ID to open one event.",
    "copy_code": "Copy these lines",
    "made_by": "Made by {who}",
    "licence": "Licence: {what}",
    "tool": "Built with {what}",
    "library_basic": "The chart is drawn by plotly.js {version} (its basic bundle), packed into this page.",
    "library_whole": "The chart is drawn by plotly.js {version} (the whole of it), packed into this page.",
}  # fmt: skip

LANGUAGES = ("en", "es")


def strings(language: str) -> dict[str, str]:
    """The table of a language, regional tags passed over; what is missing there, or has no table, is English."""
    if language.split("-", maxsplit=1)[0].lower() != "es":
        return EN
    from timeline.draw.strings_es import ES  # nobody else needs it

    return {**EN, **ES}


@cache
def own_words(*languages: str) -> frozenset[str]:
    """Every word that pages in some languages (by default in any) say themselves, as it is written: alone it is no sign
    of a name like it.
    """
    texts = (text for language in languages or LANGUAGES for text in strings(language).values())
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(texts)))


class Words(Speech):
    """The strings of one language: ``words("shown", n=3)``."""

    def __init__(self, language: str) -> None:
        super().__init__(strings(language))

    def __call__(self, key: str, **values: object) -> str:
        """The string of a key with its values filled in, numbers as readers read them."""
        told = {name: grouped(one) if type(one) is int and one >= 10_000 else one for name, one in values.items()}
        return super().__call__(key, **told)

    @property
    def months(self) -> tuple[str, ...]:
        """Short names of the months, January first."""
        return tuple(self.table["months"].split())


def direction(language: str) -> str:
    """Which way the language is written: "ltr" or "rtl"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"
