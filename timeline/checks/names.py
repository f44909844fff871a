"""Names in a case that is shared: withheld ones in texts and ids, real ones that belong into ``private.yaml``, people
named without a basis, and labels that give somebody away all the same.

No message repeats a name: what a check prints is pasted into tickets and logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.model.actors import ALWAYS_WITHHELD, Actor
from timeline.model.record import Record
from timeline.problems import At, Problem, quoted
from timeline.publish import Cleaner, Value, cleaner, texts
from timeline.publish.policy import decide, excepted
from timeline.publish.values import shared_parts

_UNPUBLISHED = ("note", "reviewed_by")
_ODD = re.compile(r"[&%\\<]|[A-Za-z0-9+/]{12}")
"""Signs that a text may be encoded."""


def withheld_in_text(record: Record) -> Iterator[Problem]:
    """No title, summary, claim or quote holds a name that the page withholds, nor one that ``private.yaml`` keeps."""
    clean = cleaner(record)
    if not clean.values:
        return
    for kind, block in (("case", record.head), *record.blocks()):
        what = "the case" if kind == "case" else f"{kind} {_told(clean, getattr(block, 'id', ''))}"
        for path, text in texts(block):
            found = clean.finder.find(text)
            value = found[0].value if found else _encoded(clean, text)
            if value is None or (path[-1] in _UNPUBLISHED and not value.private):
                continue
            if path[0] in ("name", "aliases") and value.actor == getattr(block, "id", "") and not value.private:
                continue
            yield _in_text(clean, what, block.where(*path), str(path[0]), value)
    for actor, private in dict(shared_parts(record, clean.hidden)).items():
        message = f"the surname of {_told(clean, actor)} is a word of a shown name too, so it is not taken out of texts"
        at = record.actors[actor].at if actor in record.actors else At()
        hint = "look at every place that has it, and write the label where the person is meant"
        if private:
            yield Problem(at, "private-name", message, hint, "warning")
        else:
            yield Problem(at, "withheld-name", message, hint, "warning")


def _encoded(clean: Cleaner, text: str) -> Value | None:
    """A value in a text that spells it with entities, percent signs or in base 64."""
    leaks = clean.search.text(text) if _ODD.search(text) else ()
    return next((value for leak in leaks for value in clean.values if value.text == leak.value), None)


def _in_text(clean: Cleaner, what: str, at: At, field: str, value: Value) -> Problem:
    if value.private:
        message = f"{what}: {quoted(field)} holds what private.yaml keeps apart of {_told(clean, value.actor)}"
        hint = f"this file is shared: write {quoted(clean.marker(value.actor))}, and leave the name in private.yaml"
        return Problem(at, "private-name", message, hint, "warning")
    message = f"{what}: {quoted(field)} holds a name that is withheld for {_told(clean, value.actor)}"
    hint = f"write the label; the page shows {quoted(clean.marker(value.actor))} there"
    return Problem(at, "withheld-name", message, hint, "warning")


def _told(clean: Cleaner, id_: str) -> str:
    """An id for a message, unless the name is in it."""
    return "an actor whose id names it" if clean.search.hits(id_, addresses=True) else quoted(id_)


def withheld_in_ids(record: Record) -> Iterator[Problem]:
    """Ids are anchors on the page and cannot be redacted, since others link to them."""
    clean = cleaner(record)
    if not clean.values:
        return
    for kind, id_, at in ids(record):
        if clean.search.hits(id_, addresses=True):
            message = f"the id of this {kind} holds a name, or a word of a name, that is withheld"
            hint = (
                "ids are published and keep for ever: choose one that names nobody; accept this if the word is another"
            )
            yield Problem(at, "name-in-id", message, hint, "warning")


def ids(record: Record) -> Iterator[tuple[str, str, At]]:
    """(what it is the id of, id, where it was typed) of everything in a case."""
    yield "case", record.head.case, record.head.where("case")
    for thread in record.head.threads:
        yield "thread", thread, record.head.where_key("threads", thread)
    for kind, block in record.blocks():
        yield kind, getattr(block, "id", ""), block.at
    for _, _, _, claim in record.claims():
        if claim.id:
            yield "claim", claim.id, claim.where("id")


def named_with_a_basis(record: Record) -> Iterator[Problem]:
    """Whoever is to be named has a basis for it on record, and somebody who answers for it."""
    for actor in record.actors.values():
        if actor.naming != "name" or actor.kind != "person":
            continue
        at = actor.where("naming")
        if actor.role in ALWAYS_WITHHELD:
            if not excepted(actor):
                message = (
                    f"actor {quoted(actor.id)} is to be named, and a person in the role {quoted(actor.role)} is not"
                )
                hint = "if it must be: 'exception' with the reason, 'basis', 'reviewed_by' and 'reviewed_on', all four"
                yield Problem(at, "no-basis", f"{message}: the label stays", hint, "warning")
        elif decide(actor).naming != "name":
            message = f"actor {quoted(actor.id)} is to be named, and no 'basis' says why that may be: the label stays"
            hint = "write 'basis', such as charged, agency_released or consent, and who reviewed it"
            yield Problem(at, "no-basis", message, hint, "warning")
        elif actor.role != "office_holder" and not (actor.reviewed_by and actor.reviewed_on):
            message = f"actor {quoted(actor.id)} is named, and nobody is on record as having reviewed that"
            yield Problem(at, "no-basis", message, "write 'reviewed_by' and 'reviewed_on'", "info")


def labels_give_nobody_away(record: Record) -> Iterator[Problem]:
    """A label does not help where all the others are named, or where an office says who it is."""
    named = {actor.id for actor in record.actors.values() if decide(actor).naming == "name"}
    people = {actor.id for actor in record.actors.values() if actor.kind == "person"}
    for group in record.actors.values():
        members = [id_ for id_ in group.members if id_ in people]
        hidden = [id_ for id_ in members if id_ not in named]
        size = _size(group) or len(members)
        if not members or size - (len(members) - len(hidden)) != 1 or (size == 1 and group.id not in named):
            continue
        who = f"the one that is left, {quoted(hidden[0])}," if hidden else "the one that is left"
        message = f"group {quoted(group.id)}: {size - 1} of {size} are named, so that {who} can be inferred"
        hint = "label another one too, or give no complete list; accept this if the group is public anyway"
        yield Problem(group.where("members"), "inferable-name", message, hint, "warning")
    for tenure in record.actors.values():
        if tenure.kind == "tenure" and tenure.person in people - named and tenure.office in named:
            message = f"tenure {quoted(tenure.id)}: whoever knows who held {quoted(tenure.office)} knows the person"
            hint = "leave the tenure out, or name the person with a basis; accept this if it is meant"
            yield Problem(tenure.where("person"), "inferable-name", message, hint, "warning")


def _size(group: Actor) -> int | None:
    """The exact size of a group; None where it is not known."""
    if group.size is None:
        return None
    low, high = group.size.bounds
    return high if low == high else None


def profiles_know_their_actors(record: Record) -> Iterator[Problem]:
    """A profile of the case speaks of actors that are there, and never names whom nothing may name."""
    for name, profile in record.head.profiles.items():
        for id_, naming in profile.actors.items():
            at = profile.where_key("actors", id_)
            actor = record.actors.get(id_)
            if actor is None and id_ not in record.broken:
                message = f"the profile {quoted(name)} speaks of {quoted(id_)}, which is not an actor of this case"
                yield Problem(at, "unknown-id", message, "check the id")
            elif actor and naming == "name" and actor.role in ALWAYS_WITHHELD and not excepted(actor):
                message = f"the profile {quoted(name)} names {quoted(id_)}, who is withheld from everybody outside"
                yield Problem(at, "no-basis", f"{message}: the label stays", "take the line out", "warning")
