"""Do groups add up: a part is never larger than its whole, nor are parts that share nobody together.

Sizes are ranges. A group is at least as large as it is said to be, as the members it is known to have, as the largest
of its parts, and as all of its parts that exclude one another; an error is what certainly cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from timeline.model.actors import Actor
from timeline.model.block import say
from timeline.model.record import Record
from timeline.problems import Problem, quoted
from timeline.when.amounts import NUMBERS, number


def groups_add_up(record: Record) -> Iterator[Problem]:
    """A part is never larger than the whole, and parts that share nobody never sum to more."""
    parts = _parts(record)
    try:
        order = list(TopologicalSorter(parts).static_order())  # parts before what they are parts of
    except CycleError:
        return  # a circle of parts is reported as such
    least: dict[str, int] = {}
    known: dict[str, set[str]] = {}
    for id_ in order:
        group = record.actors[id_]
        if group.kind != "group":
            continue
        low, high = _bounds(group)
        inner = [record.actors[part] for part in parts[id_]]
        known[id_] = _members(group, inner, known)
        for part in inner:
            if high is not None and least[part.id] > high:
                yield _too_large(part, least[part.id], group)
        alone = _disjoint(inner, least)
        total = sum(least[part.id] for part in alone)
        if high is not None and total > high:
            yield _sum(group, alone, total)
        elif high is not None and len(known[id_]) > high:
            message = f"group {quoted(id_)} has {len(known[id_])} known members and a size of {group.size}"
            at = group.where("members") if group.members else group.where("size")
            yield Problem(at, "group-too-large", message, "check the size against its source")
        least[id_] = max(low, len(known[id_]), total, *(least[part.id] for part in inner), 0)
        if high is not None:
            least[id_] = min(least[id_], high)  # each mistake is reported once, where it is made
        if group.size is not None and group.size.exact == 0:
            message = f"group {quoted(id_)} has nobody in it"
            yield Problem(
                group.where("size"), "group-of-one", message, "leave the group out, or check its size", "warning"
            )
        if group.size is not None and group.size.exact == 1:
            message = f"group {quoted(id_)} is exactly one: that is a person"
            yield Problem(group.where("size"), "group-of-one", message, "write 'kind: person' with a label", "warning")


_NUMBER = re.compile(r"\b(" + "|".join([r"\d{1,3}", *NUMBERS[3:]]) + r")\b", re.IGNORECASE)
_NO_COUNT = re.compile(r"\b(than|over|under|about|around|nearly|almost|least|most|first|part|no)\s+$", re.IGNORECASE)


def labels_say_the_size(record: Record) -> Iterator[Problem]:
    """A label that counts, "Eleven officers", counts as the size does; "more than 50" is no count."""
    for group in record.actors.values():
        if group.kind != "group" or group.size is None:
            continue
        for words in (group.label, group.name):
            said = say(words, record.head.language)
            found = _NUMBER.search(said)
            counted = number(found[0].lower()) if found else None
            low, high = group.size.bounds
            if found is None or counted is None or _NO_COUNT.search(said[: found.start()]):
                continue
            if counted < low or (high is not None and counted > high):
                message = f"group {quoted(group.id)} is called {quoted(said)}, and its size is {group.size}"
                yield Problem(group.where("size"), "count-differs", message, "correct one of the two", "warning")


def disjoint_groups_share_nobody(record: Record) -> Iterator[Problem]:
    """Groups that exclude one another have no member in common, and neither is a part of the other."""
    for group in record.actors.values():
        for other in group.disjoint_from:
            found = record.actors.get(other)
            if found is None:
                continue
            shared = sorted(set(group.members) & set(found.members))
            if other in group.subset_of or group.id in found.subset_of:
                message = f"group {quoted(group.id)} shares nobody with {quoted(other)}, and one is part of the other"
            elif other == group.id:
                message = f"group {quoted(group.id)} shares nobody with itself"
            elif shared:
                message = (
                    f"groups {quoted(group.id)} and {quoted(other)} share nobody, and both have {quoted(shared[0])}"
                )
            else:
                continue
            hint = "one of 'disjoint_from', 'subset_of' and 'members' is wrong"
            yield Problem(group.where("disjoint_from"), "not-disjoint", message, hint)


def _parts(record: Record) -> dict[str, list[str]]:
    """The groups that are parts of each group or class."""
    groups = [actor for actor in record.actors.values() if actor.kind == "group"]
    found: dict[str, list[str]] = {group.id: [] for group in groups}
    for group in groups:
        for whole in dict.fromkeys(group.subset_of):
            if whole in found and whole != group.id:
                found[whole].append(group.id)
    return found


def _members(group: Actor, parts: list[Actor], known: dict[str, set[str]]) -> set[str]:
    """The members of a group and of its parts; the largest set is taken over where nobody else needs it."""
    first = max(parts, key=lambda part: len(known[part.id]), default=None)
    found = set() if first is None else known[first.id] if len(first.subset_of) == 1 else set(known[first.id])
    for part in parts:
        if part is not first:
            found |= known[part.id]
    found.update(group.members)
    return found


def _disjoint(parts: list[Actor], least: dict[str, int]) -> list[Actor]:
    """Parts that all exclude one another, the largest first: they are counted together."""
    siblings = {part.id for part in parts}
    excluded = {part.id: siblings.intersection(part.disjoint_from) for part in parts}
    paired = {id_ for id_, others in excluded.items() if others}.union(*excluded.values())
    chosen: list[Actor] = []
    for part in sorted((part for part in parts if part.id in paired), key=lambda part: -least[part.id]):
        if all(part.id in excluded[other.id] or other.id in excluded[part.id] for other in chosen):
            chosen.append(part)
    return chosen if len(chosen) > 1 else []


def _too_large(part: Actor, least: int, whole: Actor) -> Problem:
    size = f"{part.size}" if part.size and part.size.bounds[0] == least else f"at least {least}"
    message = f"group {quoted(part.id)} ({size}) is part of {quoted(whole.id)}, which is only {whole.size}"
    return Problem(part.where("size"), "group-too-large", message, "check both sizes against their sources")


def _sum(whole: Actor, parts: list[Actor], total: int) -> Problem:
    names = " + ".join(f"{part.id} ({part.size or 'size not given'})" for part in parts)
    message = f"the parts of group {quoted(whole.id)} sum to {total}, more than its size of {whole.size}: {names}"
    return Problem(whole.where("size"), "group-sum", message, "check the sizes, and which groups share nobody")


def _bounds(group: Actor) -> tuple[int, int | None]:
    return group.size.bounds if group.size is not None else (0, None)
