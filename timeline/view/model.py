"""What is shown, as plain frozen values: the seam between evidence and looks.

Everything before this point is evidence; everything after it (SVG, plotly, HTML, exports) may only arrange
what stands here. Text is raw and unescaped; whoever draws it escapes it. Dates are ``datetime.date`` or
None for "no bound", and no single day is ever given for an event whose day is not known.

Knows nothing of YAML, pydantic, networkx or plotly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from timeline.view.found import FoundTable

MANY = 1000
"""Of more events than this the story is told in a row each, without reasons, and the chart draws a few at a time."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One numbered citation: ``number`` is the source's place in the list of sources."""

    number: int
    source: str
    locator: str = ""
    """In words, ready to print: "line 2", "page 3", "lines 4 to 8"; empty if the whole source is meant."""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Replied:
    """Somebody was asked to answer a claim: who, the day in words, that of the answer or "", and what it says."""

    who: str
    asked: str
    answered: str = ""
    says: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One claim with its speaker, stance and standing; never shown without the speaker."""

    id: str
    speaker: str
    stance: str
    """asserts, denies, declines or characterises."""
    says: str
    about: str = ""
    """In words, the one field the claim is about ("size", "pay"); empty for a claim about the whole event."""
    value: str = ""
    status: str = "accepted"
    """accepted, conflict (judged the wrong one), work_needed or issue."""
    note: str = ""
    contradicts: tuple[str, ...] = ()
    """Who is contradicted, in words ("the mayor: pay is kept"), both ways round."""
    cites: tuple[Cite, ...] = ()
    against: tuple[str, ...] = ()
    """The speakers of ``contradicts`` alone ("the mayor"), each once."""
    replies: tuple[Replied, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of "why this date": the words of a claim, where it comes from, and its citations."""

    words: str
    cites: tuple[Cite, ...] = ()
    event: str = ""
    """The event the step speaks of; empty for a source's publication."""


@dataclass(frozen=True, slots=True)
class Related:
    """A typed relation from a card to another event, in the words of the direction it is read in."""

    relation: str
    """The registry name, such as ``rules_on``."""
    words: str
    """"rules on" on the dependent event, "ruled on by" on the other."""
    event: str
    title: str
    detail: str = ""
    """Attributes in words: "effect: overturns"."""
    cites: tuple[Cite, ...] = ()
    modality: str = ""
    """Empty if the linked event occurred; else what must be said beside its title."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture beside an event; ``address`` holds it as data, or is empty where it was not at hand."""

    kind: str
    alt: str
    credit: str
    caption: str = ""
    cites: tuple[Cite, ...] = ()
    address: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One event of the story, whole: everything the page says about it when scripts are off."""

    id: str
    type: str
    type_words: str
    family: str
    title: str
    summary: str
    modality: str
    """occurred, announced, expected, conditional, inferred or did_not_occur."""
    modality_words: str
    """Empty for occurred; else "announced", "expected, not known to have happened" and so on."""
    date_words: str
    """The short form: "about December 2018", "21 October 2019", "date not known"."""
    date_detail: str
    """The bounds in words where they say more than ``date_words``; else empty."""
    typed: tuple[str, ...]
    """The curator's date claims as typed."""
    why: tuple[Reason, ...] = ()
    condition: str = ""
    """For a conditional event: on what it depends, in words."""
    who: tuple[tuple[str, str], ...] = ()
    """(role in words, actor label) pairs."""
    facts: tuple[tuple[str, str], ...] = ()
    """(field in words, value in words) pairs of the type's own fields."""
    said: tuple[Said, ...] = ()
    leads_from: tuple[Related, ...] = ()
    """What this event depends on: answers, rules on, appeals …"""
    leads_to: tuple[Related, ...] = ()
    """What depends on this event, read the other way round."""
    owes: tuple[tuple[str, str], ...] = ()
    """(obligation id, label) pairs created, fulfilled or conditioned by this event."""
    cites: tuple[Cite, ...] = ()
    thread: str = ""
    contested: bool = False
    refs: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    """The labels of the actors in ``who``, each once."""
    images: tuple[Shown, ...] = ()
    later: tuple[str, str, str] | None = None
    """The newest decision on an allegation that no link shows: event id (empty if not on this page), title, date."""
    corrections: tuple[tuple[str, str, str], ...] = ()  # (day in words, what changed, reason)


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation and where it stands on the as-of day; ages are honest ranges."""

    id: str
    label: str
    obligor: str
    act: str
    force_words: str
    """"was ordered to", "was asked to", "undertook to" …"""
    issuer: str
    created_by: str
    created_title: str
    created_words: str
    status: str
    status_words: str
    """What the reader sees: "open, disputed", "open, no evidence either way", "not triggered" …"""
    is_open: bool
    """Something is still owed on the as-of day (open, pending, overdue and their kin; not merely untriggered)."""
    disputed: bool
    evidence: str
    days_open: tuple[int, int] | None
    days_open_words: str
    """"82 to 112 days", "635 days"; empty if it does not run."""
    due_words: str
    last_checked_words: str
    closes: str
    """What would close it, in words."""
    condition: str = ""
    said: tuple[Said, ...] = ()
    cites: tuple[Cite, ...] = ()
    since: tuple[date | None, date | None] = (None, None)
    """Bounds of the day it began to be owed; the chart draws the open stretch from here to the as-of day."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One numbered source, and the events that rest on it."""

    number: int
    id: str
    title: str
    kind_words: str
    publisher: str
    published_words: str
    url: str = ""
    archive_url: str = ""
    accessed_words: str = ""
    sha256: str = ""
    copy_words: str = ""
    """"archived copy not at hand; 14 passages not verified", "12 passages verified against the archived copy"."""
    cited_by: tuple[tuple[str, str], ...] = ()
    """(event id, event title) pairs, in reading order."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A horizontal band of the chart."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the chart: what is certain, what is possible, and how it must look.

    ``earliest``/``latest`` bound the start (the day itself for a point), ``end_earliest``/``end_latest`` the
    end. None is "no bound". A point with earliest == latest is a certain day; with earliest < latest it could
    be any day between. A span's certain core is latest to end_earliest.
    """

    event: str
    label: str
    """Short text beside the mark; the card's title unless the curator gave a shorter ``label``."""
    family: str
    modality: str
    span: bool
    earliest: date | None
    latest: date | None
    end_earliest: date | None
    end_latest: date | None
    ongoing: bool = False
    """The end is open on purpose: not over on the as-of day."""
    end_unknown: bool = False
    """It ended, nobody says when."""
    doubtful: bool = False
    """Rests on a claim the source or curator doubts."""
    words: str = ""
    """The date in words, for hover and accessible names."""
    days: tuple[date, ...] = ()
    """The possible days, at most 60, where not every day between ``earliest`` and ``latest`` is one (a weekday, a
    set of dates); empty means every day between is possible, or too many to list."""
    weight: int = 0
    """How much hangs on it: its relations, and what it makes somebody owe. Where labels lack room, the heaviest win."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The time from one day that bounds an event to the next such day; nothing else begins or ends in between."""

    since: date
    until: date
    words: str
    """How long, in words: "2 years 4 months", "12 days"."""
    told: str
    """What a reader is told where it is folded away: "2 years 4 months with no recorded action"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation drawn from the earlier event to the later one, so that reading follows time."""

    earlier: str
    later: str
    relation: str
    words: str
    """From the later event's side: "rules on"."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The open stretch of an obligation: from when it began to be owed to the as-of day."""

    obligation: str
    event: str
    """The event that created it; the stretch is drawn in that event's lane."""
    label: str
    """"open 82 to 112 days"; with the obligation's name before it where no mark beside it says what is owed."""
    since_earliest: date | None
    since_latest: date
    until: date
    disputed: bool
    follows: bool
    """It runs on from its event's own mark, so that both read as one line."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawn part of a view. ``lanes`` holds one or more ways to sort the same marks into bands."""

    marks: tuple[Mark, ...]
    """In reading order."""
    links: tuple[Link, ...]
    stretches: tuple[Stretch, ...]
    lanes: dict[str, tuple[Lane, ...]]
    """By lane mode: "body", "family", "thread" and so on; the first key is the default."""
    lane_of: dict[str, dict[str, str]]
    """By lane mode, event id to lane id."""
    start: date
    end: date
    """The days the axis must cover, already padded."""
    as_of: date
    gaps: tuple[Gap, ...] = ()
    """In time and without a break, the as-of day a bound like any other; empty for a chart too full for steps."""


@dataclass(frozen=True, slots=True)
class HowToRead:
    """The method box: conventions used, what was accepted, corrections, and who made it."""

    conventions: tuple[tuple[str, str], ...] = ()
    """(what is written, how it is read) pairs, only those this case used."""
    accepted: tuple[tuple[str, str], ...] = ()
    """(problem in words, the curator's reason) pairs."""
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about this build: passages not verified, names withheld and so on."""
    corrections: tuple[tuple[str, str, str, str], ...] = ()
    """(day in words, event id or "", what changed, source or reason)."""
    made_by: str = ""
    licence: str = ""
    tool: str = ""
    """"accountability-timeline 0.1.0"."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything one page, figure or notebook cell shows."""

    case: str
    title: str
    summary: str
    place: str
    language: str
    as_of: date
    as_of_words: str
    audience: str
    """"public", "legal", "internal", or a profile of the case's own."""
    cards: tuple[Card, ...]
    """In reading order."""
    owed: tuple[Owed, ...]
    """Every obligation; the open ones first, longest open first."""
    sources: tuple[SourceEntry, ...]
    chart: Chart
    how: HowToRead
    families: tuple[tuple[str, str], ...] = ()
    """(family id, family in words) pairs of the families this case uses, in registry order."""
    counts: dict[str, int] = field(default_factory=dict)
    """events, sources, obligations, open, actors."""
    like_public: bool = False  # the audience is a profile of the case's own that may be published
    found: FoundTable | None = None
    known_words: str = ""
    """The day as of which it shows what was public; empty where it shows all that the record has."""

    @property
    def confidential(self) -> bool:
        """Not for publication, which the page must say."""
        return self.audience != "public" and not self.like_public
