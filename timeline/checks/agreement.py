"""Do the claims and the fields of a block agree: is a claim about a field that is there, and does it say the same?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from timeline.checks.ids import full_claim_id
from timeline.model.block import Block, choices
from timeline.model.event import Event
from timeline.model.evidence import Claim
from timeline.model.quantity import Quantity
from timeline.model.record import Record
from timeline.problems import Problem, nearest, quoted

_BESIDE = ("compliance",)
"""What a claim on an obligation can be about that is no field of it."""
_NOT_ABOUT = ("id", "type", "claims", "cites", "note", "accept", "refs")
_GIVE = ("asserts", "characterises")
"""Stances in which a claim's value is what the speaker holds; what is denied is not."""
_COUNTS: Mapping[str, tuple[str, str]] = {
    "duty_status_change": ("count", "subject"),
    "separation": ("count", "subject"),
    "review_requested": ("count", "requester"),
    "lawsuit_filed": ("plaintiff_count", "plaintiff"),
    "government_letter": ("recipient_count", "recipient"),
}
"""Types with a count of somebody, and the role of those who are counted."""


def claims_are_about_a_field(record: Record) -> Iterator[Problem]:
    """``about`` names a field of the block that the claim stands on."""
    for kind, id_, _, claim in record.claims():
        block: Block = record.table(kind)[id_]
        known = _fields(type(block))
        if claim.about and claim.about not in known and not (kind == "obligation" and claim.about in _BESIDE):
            what = f"{kind} {quoted(id_)}: a claim is about {quoted(claim.about)}, which is no field of it"
            names = [*known, *(_BESIDE if kind == "obligation" else ())]
            yield Problem(claim.where("about"), "unknown-about", what, nearest(claim.about, names))


def claims_and_fields_agree(record: Record) -> Iterator[Problem]:
    """What a claim asserts of a field is what the field says, unless another claim contradicts it."""
    disputed = {full_claim_id(id_, other) for _, id_, _, claim in record.claims() for other in claim.contradicts}
    for kind, id_, _, claim in record.claims():
        if claim.about is None or claim.value is None or claim.stance != "asserts" or claim.status != "accepted":
            continue
        block = record.table(kind)[id_]
        if claim.contradicts or (claim.id and f"{id_}.{claim.id}" in disputed) or not _written(block, claim.about):
            continue
        if _differs(block, claim):
            said = f"a claim says that {quoted(claim.about)} is {quoted(claim.value)}"
            message = f"{kind} {quoted(id_)}: {said}, and the field says {quoted(_shown(getattr(block, claim.about)))}"
            hint = "correct one of them, or write the other version as a claim and 'contradicts'"
            yield Problem(claim.where("value"), "claim-differs", message, hint, "warning")


def claims_agree(record: Record) -> Iterator[Problem]:
    """Two claims that give one field different values contradict each other, and say so; readers are shown both."""
    linked = {full_claim_id(id_, other) for _, id_, _, claim in record.claims() for other in claim.contradicts}
    for kind, block in record.blocks():
        id_: str = getattr(block, "id", "")
        for field, said in _said(block).items():
            told = {
                value for value, claims in said.items() for c in claims if c.contradicts or f"{id_}.{c.id}" in linked
            }
            first, *rest = (claims[0] for claims in said.values())
            # each value beside one other: beside all of them would take the square of their number
            for claim, other in [*((claim, first) for claim in rest), *((first, claim) for claim in rest[:1] if told)]:
                if claim.value not in told and _values_apart(claim, other):
                    both = f"{quoted(other.value)} and {quoted(claim.value)}"
                    message = f"{kind} {quoted(id_)}: two claims give {quoted(field)} as {both}"
                    hint = "write on one that it 'contradicts' the other, or set one aside with 'status: conflict'"
                    yield Problem(claim.where("value"), "claims-differ", message, hint, "warning")


def _said(block: Block) -> Mapping[str, Mapping[str, list[Claim]]]:
    """What is held of each field of a block: the claims by the value they give."""
    found: dict[str, dict[str, list[Claim]]] = {}
    for claim in getattr(block, "claims", ()):
        if claim.about and claim.value and claim.status == "accepted" and claim.stance in _GIVE:
            found.setdefault(claim.about, {}).setdefault(claim.value, []).append(claim)
    return found


def contradictions_are_about_one_field(record: Record) -> Iterator[Problem]:
    """Claims on one block contradict each other about the same field; about different ones both can be right."""
    for kind, block in record.blocks():
        id_: str = getattr(block, "id", "")
        claims: tuple[Claim, ...] = getattr(block, "claims", ())
        about = {f"{id_}.{claim.id}": claim.about for claim in claims if claim.id and claim.about}
        for claim, index, name in ((c, *pair) for c in claims for pair in enumerate(c.contradicts)):
            other = about.get(full_claim_id(id_, name), claim.about)
            if claim.about and claim.about != other:
                message = (
                    f"{kind} {quoted(id_)}: a claim about {quoted(claim.about)} contradicts "
                    f"{quoted(name)}, which is about {quoted(other)}"
                )
                hint = "check 'about' on both, or which claim is meant"
                yield Problem(claim.where("contradicts", index), "claims-differ", message, hint, "warning")


def _values_apart(one: Claim, other: Claim) -> bool:
    """Different words; of numbers, those that cannot be the same one."""
    try:
        both = Quantity.model_validate(one.value), Quantity.model_validate(other.value)
    except ValidationError:
        return one.value != other.value
    return _apart(both[0].bounds, both[1].bounds)


def _written(block: Block, field: str) -> bool:
    """A field that holds something: what a source leaves unknown, nobody contradicts."""
    value = getattr(block, field, None)
    return value is not None and value != () and str(value) not in ("unknown", "unstated", "")


def _differs(block: Block, claim: Claim) -> bool:
    """Only what can be compared: controlled words, yes or no, and numbers; other text may be worded in many ways."""
    value, said = getattr(block, str(claim.about)), str(claim.value)
    if isinstance(value, Quantity):
        try:
            return _apart(Quantity.model_validate(said).bounds, value.bounds)
        except ValidationError:
            return False
    if isinstance(value, bool):
        return {"yes": True, "true": True, "no": False, "false": False}.get(said.casefold(), value) != value
    if said in choices(type(block), str(claim.about)):
        return said not in (value if isinstance(value, tuple) else (value,))
    return False


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@cache
def _fields(cls: type[Block]) -> tuple[str, ...]:
    """The fields of a class a claim can be about, as they are written."""
    names = (info.alias or name for name, info in cls.model_fields.items())
    return tuple(name for name in names if name not in _NOT_ABOUT)


def counts_fit_groups(record: Record) -> Iterator[Problem]:
    """How many an event counts is how many there are in the groups it names."""
    for event in record.events.values():
        for type_, (field, role) in _COUNTS.items():
            count = getattr(event, field, None) if type_ in event.is_a() else None
            people = _people(record, event, role) if isinstance(count, Quantity) else None
            if isinstance(count, Quantity) and people and _apart(count.bounds, people):
                message = (
                    f"event {quoted(event.id)}: {quoted(field)} is {count}, and {quoted(role)} is {_number(people)}"
                )
                hint = "check both numbers against the source; where sources differ, say so in claims"
                yield Problem(event.where(field), "count-differs", message, hint, "warning")
        if "public_meeting" in event.is_a():
            yield from _attendance(record, event)


def _attendance(record: Record, event: Event) -> Iterator[Problem]:
    """Those who are named cannot be more than came; others may have come too."""
    came = getattr(event, "attendance", None)
    if not isinstance(came, Quantity) or came.bounds[1] is None:
        return
    named = _people(record, event, "attendee")
    if named and named[0] > came.bounds[1]:
        message = f"event {quoted(event.id)}: 'attendance' is {came}, and 'attendee' is {_number(named)}"
        yield Problem(event.where("attendance"), "count-differs", message, "check both numbers", "warning")


def _apart(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return (one[1] is not None and one[1] < other[0]) or (other[1] is not None and other[1] < one[0])


def _number(people: tuple[int, int | None]) -> str:
    if people[1] is None:
        return f"at least {people[0]}"
    return str(people[0]) if people[0] == people[1] else f"{people[0]} to {people[1]}"


def _people(record: Record, event: Event, role: str) -> tuple[int, int | None] | None:
    """How many the actors in a role are together; None if nobody is there, or nobody who could be counted."""
    low, high = 0, 0
    open_ended = False
    actors = {actor for name, actor in event.roles() if name == role}
    for id_ in actors:
        actor = record.actors.get(id_)
        if actor is None or actor.kind in ("class", "placeholder") or (actor.kind == "group" and actor.size is None):
            return None
        least, most = actor.size.bounds if actor.size is not None else (1, 1)
        low += least
        high += most or 0
        open_ended = open_ended or most is None
    return (low, None if open_ended else high) if actors else None
