"""Do the links between events mean what the vocabulary says they mean?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.ids import full_claim_id
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.model.relations import RELATIONS, Relation
from timeline.problems import At, Problem, quoted

_NO_TARGETS = ("rules_on", "alters", "appeals", "implements")
"""What has not happened, and may not, can be none of these things' object."""
_NO_CAUSE = {"denies": "denies it", "declines": "declines to say"}


def domain_and_range(record: Record) -> Iterator[Problem]:
    """Each relation joins the event types it is meant for."""
    for event in record.events.values():
        for relation in RELATIONS:
            links = getattr(event, relation.name)
            if not links:
                continue
            if relation.sources and relation.sources.isdisjoint(event.is_a()):
                message = (
                    f"event {quoted(event.id)}: a {event.type} cannot be the one that {relation.words} another event"
                )
                yield Problem(
                    event.where(relation.name),
                    "relation-domain",
                    message,
                    f"{relation.name} stands on: {_list(relation.sources)}",
                )
            for link in links:
                target = record.events.get(link.event)
                if target is not None:
                    yield from _range(event, relation, target, link.at)


def _range(event: Event, relation: Relation, target: Event, place: At) -> Iterator[Problem]:
    if relation.targets and relation.targets.isdisjoint(target.is_a()):
        message = f"event {quoted(event.id)} {relation.words} {quoted(target.id)}, which is a {target.type}"
        yield Problem(place, "relation-range", message, f"{relation.name} points at: {_list(relation.targets)}")
    for type_, field, words in relation.only:
        if type_ in target.is_a() and getattr(target, field) not in words:
            what = f"whose {field} is {getattr(target, field)}"
            message = f"event {quoted(event.id)} {relation.words} {quoted(target.id)}, a {target.type} {what}"
            hint = f"{relation.name} points at a {type_} only with '{field}: {' or '.join(words)}'"
            yield Problem(place, "relation-range", message, hint)
    if relation.same_family and type(target).family != type(event).family:
        message = f"event {quoted(event.id)} {relation.words} {quoted(target.id)}, which is another kind of thing"
        yield Problem(place, "relation-range", message, "a policy replaces a policy, a body a body")
    if relation.name in _NO_TARGETS and target.modality == "conditional":
        message = (
            f"event {quoted(event.id)} {relation.words} {quoted(target.id)}, which happens only if something else does"
        )
        yield Problem(
            place, "conditional-target", message, f"a conditional event cannot be what {relation.name} points at"
        )


def causes_are_claimed(record: Record) -> Iterator[Problem]:
    """``results_from`` needs the cited claim that states the cause; that one thing followed another is no cause."""
    claims = {f"{id_}.{claim.id}": claim for _, id_, _, claim in record.claims() if claim.id}
    for event in record.events.values():
        for link in event.results_from:
            if link.basis == "editorial" or link.cause_claim is None:
                yield Problem(
                    link.at,
                    "cause-not-claimed",
                    f"event {quoted(event.id)} results from {quoted(link.event)}, and no claim says so",
                    "name the claim that states the cause in 'cause_claim'; without one, write only the dates",
                )
            elif claim := claims.get(full_claim_id(event.id, link.cause_claim)):  # an unknown one is reported as such
                why = "has no citation" if not claim.cites else _NO_CAUSE.get(claim.stance, "")
                why = why or ("was set aside" if claim.status == "conflict" else "")
                if why:
                    message = (
                        f"event {quoted(event.id)}: the claim {quoted(link.cause_claim)} {why}, and so states no cause"
                    )
                    hint = "a cause needs a cited claim that states it; without one, write only the dates"
                    yield Problem(link.at, "cause-not-claimed", message, hint)


def editorial_links_say_why(record: Record) -> Iterator[Problem]:
    """A link nobody states is the editor's; readers are told why it is drawn."""
    for event in record.events.values():
        for name, _, link in event.links():
            if link.basis == "editorial" and link.reason is None and name != "results_from":
                what = f"the link {name} to {quoted(link.event)}"
                message = f"event {quoted(event.id)}: {what} is editorial and gives no reason"
                yield Problem(link.at, "editorial-without-reason", message, "add 'reason', in words readers will see")


def no_cycles(record: Record) -> Iterator[Problem]:
    """Following what events depend on never leads back to where it began."""
    after = {
        event.id: [
            link.event
            for name, _, link in event.links()
            if name not in ("announces", "same_as") and link.event in record.events and link.event != event.id
        ]
        + [other for other in event.after_same_day if other in record.events]
        for event in record.events.values()
    }
    for ring in rings(after):
        event = record.events[ring[0]]
        path = " → ".join(quoted(name) for name in [*ring, ring[0]])
        places = ", ".join(str(record.events[name].at) for name in ring[1:])
        message = f"these events depend on one another in a circle: {path}"
        yield Problem(
            event.at, "circular-relations", message, f"one of the links is wrong; the others stand at {places}"
        )


def rings(after: dict[str, list[str]]) -> Iterator[list[str]]:
    """Circles in a graph, each event in at most one; without recursion, as a chain may be long."""
    done: set[str] = set()
    reported: set[str] = set()
    for root in after:
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack: list[tuple[str, int]] = [(root, 0)]
        while stack:
            node, index = stack.pop()
            if index == 0:
                if node in done:
                    continue
                on_path[node] = len(path)
                path.append(node)
            if index < len(after[node]):
                stack.append((node, index + 1))
                following = after[node][index]
                if following in on_path and following not in reported:
                    ring = path[on_path[following] :]
                    reported.update(ring)
                    yield ring
                elif following not in on_path and following not in done:
                    stack.append((following, 0))
                continue
            done.add(node)
            on_path.pop(path.pop())


def one_ruling_each(record: Record) -> Iterator[Problem]:
    """A request is ruled on once by one forum, unless a ruling says that it disposes of a part."""
    ruled: dict[tuple[str, str], str] = {}
    for event in record.events.values():
        for link in event.rules_on:
            forum = next((actor for role, actor in event.roles() if role in ("body", "court", "decider")), "")
            key = (link.event, forum)
            if link.disposes == "partly" or event.modality not in ("occurred", "inferred"):
                continue
            if key in ruled:
                other = quoted(ruled[key])
                message = f"event {quoted(event.id)} rules on {quoted(link.event)}, and so does {other}"
                yield Problem(link.at, "ruled-twice", message, "if each decides a part, write 'disposes: partly'")
            ruled.setdefault(key, event.id)


_LEVELS = {"agency_internal": 0, "civil_service": 1, "arbitration": 1, "police_board": 1, "trial_court": 2,
           "appellate_court": 3, "supreme_court": 4}  # fmt: skip


def appeals_go_up(record: Record) -> Iterator[Problem]:
    """An appeal goes to a forum at least as high as the one whose ruling it is against."""
    for event in record.events.values():
        here = _LEVELS.get(getattr(event, "forum_kind", ""))
        for link in event.appeals:
            ruling = record.events.get(link.event)
            for asked in ruling.rules_on if ruling else ():
                before = getattr(record.events.get(asked.event), "forum_kind", "")
                if here is not None and here < _LEVELS.get(before, 0):
                    now = getattr(event, "forum_kind", "")
                    message = f"event {quoted(event.id)} takes to {quoted(now)} what {quoted(before)} has ruled on"
                    hint = "check 'forum_kind' on both requests; where it is sent back, write 'alters' with 'remands'"
                    yield Problem(link.at, "forum-order", message, hint, "warning")


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
