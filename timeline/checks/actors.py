"""Do the actors add up: groups and their sizes, the kind of body a type calls for?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.model.actors import Actor
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.problems import Problem, quoted

_BODY_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "commission_ruling": (("commission", "oversight_body"), ("commission", "board"), "a commission or board"),
    "task_force": (
        ("task_force",),
        ("task force", "panel", "working group", "committee"),
        "a task force, panel or working group",
    ),
}


def groups_add_up(record: Record) -> Iterator[Problem]:
    """A part is never larger than the whole, and parts that share nobody never sum to more."""
    for group in record.actors.values():
        if group.kind != "group":
            continue
        low, _ = _bounds(group)
        for whole in group.subset_of:
            found = record.actors.get(whole)
            high = _bounds(found)[1] if found else None
            if found and high is not None and low > high:
                message = (
                    f"group {quoted(group.id)} ({group.size}) is part of {quoted(whole)}, which is only {found.size}"
                )
                yield Problem(group.where("size"), "group-too-large", message, "check both sizes against their sources")
        high = _bounds(group)[1]
        if high is not None and len(group.members) > high:
            message = f"group {quoted(group.id)} has {len(group.members)} known members and a size of {group.size}"
            yield Problem(group.where("members"), "group-too-large", message, "check the size against its source")
        yield from _disjoint_parts(record, group)
        if group.size is not None and group.size.exact == 1:
            message = f"group {quoted(group.id)} is exactly one: that is a person"
            yield Problem(group.where("size"), "group-of-one", message, "write 'kind: person' with a label", "warning")


def _disjoint_parts(record: Record, whole: Actor) -> Iterator[Problem]:
    """Parts that all exclude one another are counted together."""
    parts = [a for a in record.actors.values() if a.kind == "group" and whole.id in a.subset_of]
    high = _bounds(whole)[1]
    if high is None or len(parts) < 2:
        return
    chosen: list[Actor] = []
    for part in parts:
        if all(part.id in other.disjoint_from or other.id in part.disjoint_from for other in chosen):
            chosen.append(part)
    total = sum(_bounds(part)[0] for part in chosen)
    if total > high:
        names = " + ".join(f"{part.id} ({part.size})" for part in chosen)
        message = f"the parts of group {quoted(whole.id)} sum to {total}, more than its size of {whole.size}: {names}"
        yield Problem(whole.where("size"), "group-sum", message, "check the sizes, and which groups share nobody")


def _bounds(group: Actor) -> tuple[int, int | None]:
    return group.size.bounds if group.size is not None else (0, None)


def members_fit(record: Record) -> Iterator[Problem]:
    """Only groups have parts, and a body is within an institution or a jurisdiction, never within itself."""
    for actor in record.actors.values():
        for whole in actor.subset_of:
            found = record.actors.get(whole)
            if found and found.kind not in ("group", "class"):
                message = f"group {quoted(actor.id)} is part of {quoted(whole)}, which is a {found.kind}"
                yield Problem(actor.where("subset_of"), "not-a-group", message, "a group is part of a group or a class")
        if (ring := _within_ring(record, actor)) is not None:
            path = " → ".join(map(quoted, ring))
            yield Problem(
                actor.where("within"), "circular-within", f"actors lie within one another: {path}", "one is wrong"
            )


def _within_ring(record: Record, actor: Actor) -> list[str] | None:
    path = [actor.id]
    here = actor.within
    while here and here in record.actors:
        path.append(here)
        if here == actor.id:
            return path
        if path.count(here) > 1:
            return None
        here = record.actors[here].within
    return None


def bodies_fit_the_type(record: Record) -> Iterator[Problem]:
    """A commission rules, a task force is a task force, a letter of the Department of Justice comes from there."""
    for event in record.events.values():
        for type_, (kinds, words, what) in _BODY_KINDS.items():
            if type_ in event.is_a():
                yield from _body(record, event, kinds, words, what)
        if "doj_letter" in event.is_a():
            senders = [actor for role, actor in event.roles() if role == "sender"]
            known = [actor for actor in senders if actor in record.actors]
            if known and not any(_is_justice(record, actor) for actor in known):
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


def _is_justice(record: Record, actor: str) -> bool:
    seen: set[str] = set()
    here: str | None = actor
    while here and here in record.actors and here not in seen:
        seen.add(here)
        found = record.actors[here]
        if "department of justice" in _names(found) or "departamento de justicia" in _names(found):
            return True
        here = found.within or found.office
    return False
