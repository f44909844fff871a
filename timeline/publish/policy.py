"""Who may be named to whom: defaults by kind and part, what an editor decided, and the profiles a case publishes for.

Knows nothing of texts: it answers for one actor and one profile, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from timeline.model.actors import ALWAYS_WITHHELD, Actor, Naming, Part
from timeline.model.record import Head, Record
from timeline.problems import nearest

Audience = str
"""The name of a profile: ``public``, ``legal``, ``internal``, or one of the case's own."""

_WITHHELD = ("victim", "alleged_victim", "complainant", "witness")
_NAMED_KINDS = ("office", "institution", "jurisdiction", "class", "placeholder", "tenure")
_PARTS: Mapping[str, str] = {
    "sworn_officer": "an officer",
    "juvenile": "somebody who was a minor",
    "sexual_violence_complainant": "somebody who reports sexual violence",
    "victim": "somebody who was harmed",
    "alleged_victim": "somebody who is said to have been harmed",
    "witness": "a witness",
    "complainant": "a complainant",
    "private_person": "a private person",
    "attorney": "an attorney",
}
_EDITOR = "by decision of the editor"


@dataclass(frozen=True, slots=True)
class Profile:
    """Who is shown how to one circle of readers."""

    name: str
    confidential: bool = True
    """Not for publication: every page made with it says so."""
    everyone: bool = False
    """Nothing is withheld, what ``private.yaml`` holds included."""
    default: Naming | None = None
    """Of persons and groups that neither an editor nor ``roles`` says anything of; None for the public's defaults."""
    roles: Mapping[Part, Naming] = field(default_factory=lambda: MappingProxyType({}))
    actors: Mapping[str, Naming] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Decision:
    """How one actor is shown, and why: "a witness", "by decision of the editor"."""

    naming: Naming
    why: str = ""


PUBLIC = Profile("public", confidential=False)
LEGAL = Profile("legal", default="name")
INTERNAL = Profile("internal", everyone=True)
_PROFILES = MappingProxyType({one.name: one for one in (PUBLIC, LEGAL, INTERNAL)})


def profile(head: Head, name: Audience) -> Profile:
    """The profile of that name; ValueError, with the nearest name, if there is none.

    >>> profile(Head(case="a", title="A", as_of="2021-06-30"), "internal").everyone
    True
    """
    if name in _PROFILES:
        return _PROFILES[name]
    if name not in head.profiles:
        raise ValueError(f"there is no profile {name!r}; {nearest(name, [*_PROFILES, *head.profiles])}")
    own = head.profiles[name]
    return replace(_PROFILES[own.like], name=name, roles=dict(own.roles), actors=dict(own.actors))


def naming(actor: Actor) -> Naming:
    """How an actor is shown in public: what the curator says, else the default for its kind and part.

    Offices, institutions and the like by name; office-holders by name; other persons and groups by label, and by name
    where an editor says so with a ``basis``; persons harmed, witnesses and complainants withheld; who was a juvenile or
    reports sexual violence withheld whatever is written, but for an ``exception`` that is signed.
    """
    return decide(actor).naming


def decide(actor: Actor, profile: Profile = PUBLIC) -> Decision:
    """How an actor is shown with a profile, and why."""
    if profile.everyone:
        return Decision("name")
    part = _PARTS.get(actor.role or "", "a person" if actor.kind == "person" else "a group of persons")
    if actor.role in ALWAYS_WITHHELD:
        return Decision("name") if excepted(actor) else Decision("withhold", part)
    if actor.id in profile.actors:
        return Decision(profile.actors[actor.id], f"{part}, {_EDITOR}")
    if actor.naming == "withhold" or (actor.naming == "label" and profile.default is None):
        return Decision(actor.naming, f"{part}, {_EDITOR}")
    if actor.role and actor.role in profile.roles:
        return Decision(profile.roles[actor.role], f"{part}, {_EDITOR}")
    if profile.default is not None:
        return Decision(profile.default, part)
    if actor.kind in _NAMED_KINDS:
        return Decision("name")
    if actor.naming == "name" and (actor.kind != "person" or actor.basis or actor.role == "office_holder"):
        return Decision("name")
    if actor.role == "office_holder" or (actor.basis == "official_capacity" and actor.role is None):
        return Decision("name")
    living = actor.role in _WITHHELD and not actor.deceased
    return Decision("withhold" if living else "label", part)


def excepted(actor: Actor) -> bool:
    """True if somebody who is always withheld is named all the same: a second field says why, and who answers."""
    return bool(actor.naming == "name" and actor.exception and actor.basis and actor.reviewed_by and actor.reviewed_on)


def hidden(record: Record, profile: Profile = PUBLIC) -> dict[str, Decision]:
    """The actors whose name is not shown though it is known, each with the decision."""
    found = {}
    for actor in record.actors.values():
        decision = decide(actor, profile)
        if decision.naming != "name" and (actor.name is not None or actor.aliases or actor.id in record.private):
            found[actor.id] = decision
    return found
