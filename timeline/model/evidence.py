"""Where things are known from: sources, citations that point into them, dated claims, and who says what."""

import re
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from timeline.model.block import (
    Accepts,
    ActorId,
    Block,
    ClaimIds,
    Id,
    Language,
    Line,
    Many,
    Prose,
    SourceId,
    SourceIds,
    Words,
    shorthand,
)
from timeline.model.locators import read_place
from timeline.when.claims import TimeClaim, parse_claim
from timeline.when.edtf import Edtf, parse_date

SourceKind = Literal[
    "court_filing", "court_order", "docket", "agency_record", "personnel_record", "policy_document", "legislation",
    "minutes", "letter", "press_release", "official_report", "monitor_report", "news_report", "broadcast",
    "wire_story", "editorial", "video", "audio", "image", "interview", "testimony", "social_post", "dataset",
    "academic", "website",
]  # fmt: skip


def _place(text: str) -> str:
    read_place(text)
    return text


def _edtf(text: Any) -> str:
    parse_date(str(text))
    return str(text)


def _time_claim(text: str) -> str:
    _read_claim(text)
    return text


# What editors offer where such a text is to be typed.
_PLACES = Field(examples=["L2", "L4-8", "p.3", "¶12", "00:01:20-00:01:24", "sheet:row"])
_DAYS = Field(examples=["2019-07-21", "2019-07", "2019", "2019-07~"])
_TIMES = Field(
    examples=[
        "2019-07-21", "2019-07", "early 2019", "on Wednesday", "in July", "publication", "before publication",
        "after EVENT", "before EVENT", "between EVENT and EVENT", "two weeks after EVENT",
        "about seven months before EVENT", "unknown",
    ]
)  # fmt: skip

Locator = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100), _PLACES, AfterValidator(_place)]
EdtfText = Annotated[str, StringConstraints(strip_whitespace=True), _DAYS, AfterValidator(_edtf)]
"""A date in EDTF, kept as typed."""
ClaimText = Annotated[str, StringConstraints(strip_whitespace=True), _TIMES, AfterValidator(_time_claim)]
"""A claim about time, kept as typed: a date, or a place relative to an event, a date or ``publication``."""
Url = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^(https?://|mailto:)\S+$")]
"""An address with http, https or mailto; nothing else ever becomes a link."""


@cache
def is_time(cls: type[Block], field: str) -> bool:
    """True if a field of a block takes a claim about time as text."""
    info, mark = cls.model_fields[field], get_args(ClaimText)[-1]
    inside = [part for option in get_args(info.annotation) for part in get_args(option)]
    return mark in info.metadata or mark in inside


_read_claim = lru_cache(maxsize=None)(parse_claim)
_read_date = lru_cache(maxsize=None)(parse_date)


class Citation(Block):
    """A place in a source: ``SOURCE``, ``SOURCE LOCATOR``, or ``{source, at, quote}``."""

    source: SourceId
    locator: Locator | None = Field(default=None, alias="at")
    quote: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    """The source's own words, at most 500 characters, checked against the archived copy where there is one."""
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, str):
            source, _, place = data.strip().partition(" ")
            return {"source": source, "at": place.strip()} if place.strip() else {"source": source}
        return data


Cites = Many[Citation]
"""One citation or a list."""


class DateClaim(Block):
    """One claim about when: its text, the citations that carry it, and how far it is trusted."""

    claim: ClaimText
    """A date such as 2019-07-21, 2019-07 or 2019-07~, or a place in time: in July, before EVENT, a week after EVENT."""
    cites: Cites = ()
    quote: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    doubtful: bool = False
    """The source or the curator is not sure; the first to be suspected when claims contradict each other."""
    status: Literal["accepted", "conflict"] = "accepted"
    """``conflict``: set aside by the solver and shown beside the others, with its ``reason``."""
    reason: Words | None = None
    """Why a claim is set aside; published."""
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "claim")

    @property
    def read(self) -> TimeClaim:
        """The claim, parsed."""
        return _read_claim(self.claim)


When = Many[DateClaim]


class Reply(Block):
    """Somebody was asked to answer a claim before it was published, and did, or did not."""

    asked: EdtfText
    """The day they were asked."""
    of: ActorId
    """Who was asked."""
    answered: EdtfText | None = None
    """The day of the answer; left out, there was none by the day of the record."""
    says: Words | None = None
    """The answer, in our words."""
    cites: Cites = ()
    note: Prose | None = None


class Claim(Block):
    """Someone says something about an event, an actor, a source or an obligation."""

    id: Id | None = None
    by: ActorId | None = None
    """Who says so; left out, it is the source's own voice."""
    says: Words
    """What is said, in our words."""
    stance: Literal["asserts", "denies", "declines", "characterises"] = "asserts"
    form: Literal["quote", "paraphrase", "reporter", "statement", "filing", "order"] | None = None
    about: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")] | None = None
    """The one field the claim is about; ``compliance`` on an obligation is whether it was met."""
    value: Line | None = None
    status: Literal["accepted", "conflict", "work_needed", "issue"] = "accepted"
    """``conflict``: reviewed and judged the wrong one (``reason`` says why); ``work_needed``: cannot yet be said."""
    contradicts: ClaimIds = ()
    resolution: Literal["none", "prefer_this", "prefer_other", "both_partly"] = "none"
    """What the curator makes of a contradiction; both claims stay on the page."""
    confidence: Literal["low", "medium", "high"] | None = None
    reason: Words | None = None
    said_on: ClaimText | None = None
    reply: Many[Reply] = ()
    """Right of reply: who was asked to answer, when, and what came of it."""
    cites: Cites
    quote: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    accept: Accepts = {}
    """Problems that were looked at here and accepted: ``{code: reason}``. Errors cannot be."""
    refs: dict[str, Line] = {}
    note: Prose | None = None

    @model_validator(mode="after")
    def _of_a_field(self) -> Self:
        if self.value is not None and self.about is None:
            raise ValueError("'value' without 'about'; say which field it is the value of, or put it into 'says'")
        if self.resolution != "none" and not self.contradicts:
            raise ValueError("'resolution' goes with 'contradicts'; say which claim it is held against")
        return self


def leads_out(path: str) -> bool:
    """Whether a path may lead out of the case's folder: from the root, from a drive, or upwards."""
    return path.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", path) or ":" in path


Sha256 = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[0-9A-Fa-f]{64}$")]
"""Some systems print it in capitals."""


class Source(Block):
    """A document the case rests on. The archived copy is named by its hash and never published."""

    id: Id
    kind: SourceKind
    title: Words
    publisher: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    """An actor's id, or a name where the publisher plays no other part."""
    author: Words | None = None
    published: EdtfText | None = None
    """The local civil day it was published; what it reports as past is no later than that."""
    created: EdtfText | None = None
    url: Url | None = None
    archive_url: Url | None = None
    accessed: EdtfText | None = None
    language: Language | None = None
    derived_from: SourceIds = ()
    """The source it repeats: a release, a wire story. Such sources count as one."""
    rights: Words | None = None
    sha256: Sha256 | None = None
    archive: Line | None = None
    """The archived copy's path beside the case file, where it may be shared."""
    claims: Many[Claim] = ()
    accept: Accepts = {}
    """Problems that were looked at here and accepted: ``{code: reason}``. Errors cannot be."""
    refs: dict[str, Line] = {}
    note: Prose | None = None

    @field_validator("archive")
    @classmethod
    def _inside(cls, path: str | None) -> str | None:
        if path and leads_out(path):
            raise ValueError("an archive path stays inside the case's folder; write it like sources/letter.pdf")
        return path

    @property
    def published_on(self) -> Edtf | None:
        """The publication day, parsed."""
        return _read_date(self.published) if self.published else None
