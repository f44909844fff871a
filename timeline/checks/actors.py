"""Do the actors fit: parts of groups, bodies within bodies, the kind of body a type calls for?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.above import Above
from timeline.checks.relations import rings
from timeline.model.actors import Actor
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.problems import Problem, nearest, quoted

_BODY_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "commission_ruling": (("commission", "oversight_body"), ("commission", "board"), "a commission or board"),
    "task_force": (
        ("task_force",),
        ("task force", "panel", "working group", "committee"),
        "a task force, panel or working group",
    ),
}
_HOLDERS = ("person", "placeholder")


def members_fit(record: Record) -> Iterator[Problem]:
    """Only groups have parts, and no actor lies within itself, by way of others or not."""
    for actor in record.actors.values():
        for whole in actor.subset_of:
            found = record.actors.get(whole)
            if found and found.kind not in ("group", "class"):
                message = f"group {quoted(actor.id)} is part of {quoted(whole)}, which is {_a(found.kind)}"
                yield Problem(actor.where("subset_of"), "not-a-group", message, "a group is part of a group or a class")
    within = {a.id: [a.within] if a.within in record.actors and a.within else [] for a in record.actors.values()}
    parts = {a.id: [whole for whole in a.subset_of if whole in record.actors] for a in record.actors.values()}
    for field, above in (("within", within), ("subset_of", parts)):
        for ring in rings(above):
            path = " → ".join(map(quoted, [*ring, ring[0]]))
            at = record.actors[ring[0]].where(field)
            yield Problem(at, "circular-within", f"actors lie within one another: {path}", "one is wrong")


def tenures_join_a_person_and_an_office(record: Record) -> Iterator[Problem]:
    """A tenure is somebody's time in an office: the one is a person, or a placeholder for one, the other an office."""
    for actor in record.actors.values():
        for field, id_, kinds in (("person", actor.person, _HOLDERS), ("office", actor.office, ("office",))):
            found = record.actors.get(id_ or "")
            if actor.kind == "tenure" and found and found.kind not in kinds:
                message = f"tenure {quoted(actor.id)}: its {field} {quoted(found.id)} is {_a(found.kind)}"
                others = [other.id for other in record.actors.values() if other.kind in kinds]
                yield Problem(actor.where(field), "wrong-kind", message, nearest(found.id, others))


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def bodies_fit_the_type(record: Record) -> Iterator[Problem]:
    """A commission rules, a task force is a task force, a letter of the Department of Justice comes from there."""
    justice = Above(record, _justice)
    for event in record.events.values():
        for type_, (kinds, words, what) in _BODY_KINDS.items():
            if type_ in event.is_a():
                yield from _body(record, event, kinds, words, what)
        if "doj_letter" in event.is_a():
            senders = [actor for role, actor in event.roles() if role == "sender"]
            known = [actor for actor in senders if actor in record.actors]
            if known and not any(justice(actor) for actor in known):
                sender = f"the sender {quoted(known[0])}"
                message = f"event {quoted(event.id)}: {sender} is not the Department of Justice, nor within it"
                hint = "write 'type: government_letter', or 'within' on the actor"
                yield Problem(event.where("sender"), "wrong-body", message, hint)


def _body(record: Record, event: Event, kinds: tuple[str, ...], words: tuple[str, ...], what: str) -> Iterator[Problem]:
    body = next((actor for role, actor in event.roles() if role == "body"), "")
    actor = record.actors.get(body)
    if actor is None or actor.institution_kind in kinds or any(word in _names(actor) for word in words):
        return
    settled = actor.kind not in ("institution", "placeholder") or actor.institution_kind is not None
    message = f"event {quoted(event.id)}: {quoted(body)} is not known to be {what}, as a {event.type} needs"
    yield Problem(
        event.where("body"),
        "wrong-body",
        message,
        f"give the actor 'institution_kind: {kinds[0]}', or use the wider type {event.is_a()[1]}",
        "error" if settled else "warning",
    )


def _names(actor: Actor) -> str:
    found: list[str] = []
    for words in (actor.name, actor.label):
        found += words.values() if isinstance(words, dict) else [words or ""]
    return " ".join(found).casefold()


def _justice(actor: Actor) -> bool | None:
    names = _names(actor)
    return True if "department of justice" in names or "departamento de justicia" in names else None
