"""What a column can be: the fields that ``--map`` takes, and which one a header is guessed to be.

A guess is made by the header's words alone, from one table; it is shown, and can be overruled. Columns that may
identify private people are left out unless they are mapped by hand. Knows nothing of rows.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.files.tables.layout import OWN
from timeline.kinds import Kinds
from timeline.kinds.imported import ImportedRow
from timeline.model.event import Role, actor_fields, own_fields
from timeline.problems import nearest, quoted

LEFT_OUT = "-"
NOTE = "note"
PARTS = ("year", "month", "day", "time")
SIMPLE = (
    "id", "type", "title", "label", "summary", "when", "end", "time", "modality", "thread", "jurisdiction", "category",
    "url", NOTE, *PARTS[:3], *(f"end.{part}" for part in PARTS), "within",
)  # fmt: skip
NAME_PARTS = ("name", "first", "middle", "last", "suffix", "badge", "uid")
ACTOR_KINDS = ("person", "institution", "office", "group")
_ROLES: tuple[tuple[str, str], ...] = (
    (r"officers?|deput(?:y|ies)|troopers?|employees?|members?|sergeant|accused|badge|star", "sworn_officer"),
    (r"victims?|decedents?|deceased", "victim"),
    (r"complainants?|complaining part(?:y|ies)|complaint filed by", "complainant"),
    (r"witness(?:es)?", "witness"),
    (r"attorneys?|lawyers?|counsel", "attorney"),
    (r"juveniles?|minors?|child(?:ren)?", "juvenile"),
    (r"mayor|chief|sheriff|judge|governor|commissioner|prosecutor", "office_holder"),
)
"""Words of a header, and the part that the people in its column play."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: a field; for actors also the part of a name, and of what kind they are."""

    field: str
    part: str = ""
    kind: str = ""

    def __str__(self) -> str:
        """As it is written after ``--map COLUMN=``."""
        part = f".{self.part}" if self.part else ""
        return f"{self.field}{part}{f':{self.kind}' if self.kind else ''}"


@cache
def actor_names(kinds: Kinds) -> frozenset[str]:
    """Every field that names actors: the roles, and the types' own."""
    own = {name for kind in (*kinds, ImportedRow) for name in actor_fields(kind)}
    return frozenset({*typing.get_args(Role), *own})


@cache
def own_names(kinds: Kinds) -> frozenset[str]:
    """Every field of a type that names no actor."""
    return frozenset(name for kind in kinds for name in own_fields(kind))


def target_of(typed: str, kinds: Kinds) -> Target:
    """What was written after ``--map COLUMN=``, or ValueError with the nearest name.

    >>> from timeline.kinds import KINDS
    >>> target_of("subject.first", KINDS), str(target_of("body:institution", KINDS))
    (Target(field='subject', part='first', kind=''), 'body:institution')
    """
    whole, _, kind = typed.strip().partition(":")
    field, _, part = whole.partition(".")
    if not whole or whole == LEFT_OUT:
        return Target(LEFT_OUT)
    actors = actor_names(kinds)
    if field in actors:
        if part and part not in NAME_PARTS:
            raise ValueError(f"there is no {quoted(part)} of a name; {nearest(part, NAME_PARTS)}")
        if kind and kind not in ACTOR_KINDS:
            raise ValueError(f"actors of a column are no {quoted(kind)}; {nearest(kind, ACTOR_KINDS)}")
        return Target(field, part, kind)
    if (whole in SIMPLE or whole in own_names(kinds)) and not kind:
        return Target(whole)
    if field == "refs" and re.fullmatch(r"[a-z][a-z0-9_-]{0,30}", part) and not kind:
        return Target(whole)
    names = {*SIMPLE, *actors, *own_names(kinds), "refs.case", "subject.first", "subject.last"}
    raise ValueError(f"there is no field {quoted(typed)}; {nearest(typed, names)}")


_OFFICER = r"(?:officer|employee|deputy|trooper|accused(?: officer)?|member)s?"
_PERSON = r"(?:victim|decedent|deceased|complainant|complaining party)s?"
_DATE = "date"
_THING = r"(?:incident|event|occurrence|occurred|complaint|allegation|action|decision|filing|filed|hearing)"
_NUMBER = r"(?:no|num|nr|number|id|ref|reference)"
GUESSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("when", ("when", _DATE, rf"(?:{_THING}|start|begin) ?{_DATE}(?: time)?", rf"{_DATE} ?time")),
    ("when", (rf"(?:{_DATE}|day) (?:of )?(?:the )?{_THING}", rf"(?:{_THING}|occurred) (?:on|at)", "start")),
    ("when", (rf"{_DATE} (?:received|opened|reported|imposed|issued|of \w+)", "timestamp")),
    ("when", (rf"(?:received|opened|reported|issued) (?:{_DATE}|on|at)",)),
    ("end", ("end", rf"end {_DATE}(?: time)?", rf"{_DATE} ended", "until", rf"{_DATE} to", rf"to {_DATE}")),
    ("year", (r"(?:start |event |incident |occurred )?year(?: occurred)?",)),
    ("month", (r"(?:start |event |incident |occurred )?month(?: occurred)?",)),
    ("day", (r"(?:start |event |incident |occurred )?day", "day of month")),
    ("end.year", ("end year",)),
    ("end.month", ("end month",)),
    ("end.day", ("end day",)),
    ("end.time", ("end time",)),
    ("time", (r"(?:start |event |incident )?time(?: of (?:day|incident|event|occurrence))?",)),
    ("title", ("title", "headline", "heading", r"(?:event|incident)(?: (?:title|name))?", "what happened")),
    ("title", ("name of event", "subject line", "caption")),
    ("summary", ("summary", "description", "text", "narrative", "details?", "body text", "story", "synopsis")),
    (
        "summary",
        (rf"(?:{_THING}|case|brief|short) (?:summary|description|narrative|details?|text)",),
    ),
    ("type", ("type", "event type", "kind")),
    ("category", ("category", "categories", rf"(?:{_THING}|case|force|charge) (?:type|category|class(?:ification)?)")),
    ("category", ("allegations?", "classification", "group", "tags?", r"type of (?:incident|complaint|force|event)")),
    ("label", ("label", "short (?:title|label)")),
    ("modality", ("modality",)),
    ("thread", ("thread", "story ?line")),
    ("jurisdiction", ("jurisdiction",)),
    ("url", ("url", "link", r"source (?:url|link)", r"web ?(?:page|site|link)", "media")),
    ("id", ("id", "event id", "unique id")),
    ("subject.first", (rf"{_OFFICER} (?:first name|first|given name|fname)",)),
    ("subject.middle", (rf"{_OFFICER} (?:middle name|middle|middle initial|mi)",)),
    ("subject.last", (rf"{_OFFICER} (?:last name|last|surname|family name|lname)",)),
    ("subject.suffix", (rf"{_OFFICER} suffix",)),
    (
        "subject",
        ("subject", rf"(?:subject |involved )?{_OFFICER}(?: (?:full )?name)?", rf"name of (?:the )?{_OFFICER}"),
    ),
    ("subject.badge", (rf"(?:{_OFFICER} )?(?:badge|star|shield|serial)(?: {_NUMBER})?",)),
    ("subject.uid", (rf"{_OFFICER} (?:{_NUMBER}|uid)", "uid")),
    ("affected", (rf"{_PERSON}(?: (?:full )?name)?", rf"name of (?:the )?{_PERSON}")),
    ("witness", (r"witness(?:es)?(?: names?)?",)),
    (
        "within",
        ("agency", "agency name", "(?:police )?department", "law enforcement agency", "employer", "police agency"),
    ),
    ("refs.case", (rf"(?:case|docket|file|complaint|incident|ia|log|report|tracking|control|record) {_NUMBER}",)),
    ("refs.case", ("docket", "cr ?id")),
    (NOTE, ("notes?", "comments?", "remarks?")),
)
"""Field, and the headers that are guessed to be it, nearest first; the first column that fits gets it."""
_PRIVATE = re.compile(
    r".*\b(?:ssn|social security|dob|d o b|date of birth|birth ?dates?|birth ?day|phone|telephone|mobile|e ?mail|"
    r"address|driver s? ?licen[cs]e|licen[cs]e plate|passport|maiden)\b.*"
)
_NAMES = re.compile(r".*\bnames?\b.*|(?:first|last|middle)|surname|" + "|".join(f"(?:{words})" for words, _ in _ROLES))


def plain(header: str) -> str:
    """A header as guesses compare it: small letters, words apart.

    >>> plain("Officer_FirstName "), plain("DATE-OF-INCIDENT")
    ('officer first name', 'date of incident')
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.sub(r"[^\w]+|_", " ", apart).lower().split())


def guess(columns: Sequence[str], given: Mapping[str, Target], kinds: Kinds) -> dict[str, Target]:
    """What each column is taken for, those that were ``given`` included; columns without a field go to the note."""
    taken = {str(target) for target in given.values()}
    found: dict[str, Target] = dict(given)
    words = {name: plain(name) for name in columns if name not in given}
    for name in words:
        typed = name.strip()
        if typed not in taken and typed not in (LEFT_OUT, NOTE) and _is_field(typed, kinds):
            found[name] = target_of(typed, kinds)
            taken.add(typed)
    for field, headers in GUESSES:
        if field in taken:
            continue
        known = "|".join(f"(?:{header})" for header in headers)
        fits = next((name for name, said in words.items() if name not in found and re.fullmatch(known, said)), None)
        if fits is not None:
            found[fits] = target_of(field, kinds)
            taken.add(field)
    if "when" in taken:  # parts of a date are for tables that have no whole one
        found = {name: target for name, target in found.items() if name in given or target.field not in PARTS[:3]}
    for name, said in words.items():
        if name not in found:
            found[name] = Target(LEFT_OUT if said in OWN or is_private(name) else NOTE)
    return {name: found[name] for name in columns}


def _is_field(typed: str, kinds: Kinds) -> bool:
    """Whether a header is the very name of a field, as exports write them."""
    return (
        typed in SIMPLE
        or typed in actor_names(kinds)
        or typed in own_names(kinds)
        or bool(re.fullmatch(r"refs\.[a-z][a-z0-9_-]{0,30}", typed))
    )


def is_private(header: str) -> bool:
    """Whether a column without a field may identify people."""
    said = plain(header)
    return bool(_PRIVATE.fullmatch(said) or _NAMES.fullmatch(said))


def role_of(header: str) -> str:
    """The part that the people of a column play, by its header; a private person where it does not say."""
    said = plain(header)
    return next((role for words, role in _ROLES if re.search(rf"\b(?:{words})\b", said)), "private_person")


def shown(mapping: Mapping[str, Target], guessed: Iterable[str]) -> list[str]:
    """The mapping as lines for a person, those without a field counted."""
    marked = set(guessed)
    width = min(max((len(name) for name in mapping), default=0), 40)
    lines = [
        f"  {name[:40]:<{width}}  ->  {target}{'   (guessed)' if name in marked else ''}"
        for name, target in mapping.items()
        if target.field not in (NOTE, LEFT_OUT) or name not in marked
    ]
    for field, words in ((NOTE, "kept in the event's private note"), (LEFT_OUT, "left out")):
        names = [name for name, target in mapping.items() if target.field == field and name in marked]
        if names:
            more = f" and {len(names) - 8} more" if len(names) > 8 else ""
            lines.append(f"  {words}: {', '.join(names[:8])}{more}")
    return lines
