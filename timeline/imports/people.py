"""Who stands in the cells: persons by a label, their names kept apart; agencies by name; each once.

Two cells are the same person if they say the same name with the same badge number, number and agency; what is written
otherwise is another person, until somebody joins them. Ids hold no name of a person. Knows no files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_NOBODY = re.compile(
    r"(?:unknown|unk|unidentified|not (?:known|stated|given|available|provided|applicable)|none|n/?a|nan|null|tbd|"
    r"unnamed|redacted|withheld|-+|\?+)"
    r"(?: (?:officers?|persons?|names?|victims?|subjects?|agency))?",
    re.IGNORECASE,
)
_WORDS = {
    "sworn_officer": "Officer",
    "victim": "Person harmed",
    "complainant": "Complainant",
    "witness": "Witness",
    "attorney": "Attorney",
    "juvenile": "Minor",
}
"""What a label calls somebody, by part; anyone else is a person."""
_POLICE = re.compile(
    r"\b(?:police|sheriff'?s?|marshal'?s?|constable'?s?|highway patrol|state patrol|troopers?)\b", re.IGNORECASE
)

_BADGE, _UID = "badge number: ", "number in the table: "

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """What cells say of somebody: a name, a badge number, a number of the table's own, the agency's id."""

    name: str
    badge: str = ""
    uid: str = ""
    within: str = ""

    @property
    def key(self) -> Key:
        """What two cells share if they mean the same person."""
        return ("person", folded(self.name), folded(self.badge), folded(self.uid), self.within)


@dataclass(slots=True)
class Made:
    """An actor that has to be written: its block, and what ``private.yaml`` says of it."""

    block: dict[str, str]
    private: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A name as names are compared: no case, no accents lost, blanks once, no full stops.

    >>> folded(" DOE,  Jane A. ")
    'doe, jane a'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace(".", " ").split())


def is_nobody(text: str) -> bool:
    """Whether a cell says that nobody is known.

    >>> is_nobody("Unknown officer"), is_nobody("N/A"), is_nobody("Una Kent")
    (True, True, False)
    """
    return _NOBODY.fullmatch(text.strip("()[] .")) is not None


class People:
    """The actors of one case: those that it has, and those that the rows bring."""

    def __init__(self, known: Mapping[Key, str] | None = None, used: Iterable[str] = ()) -> None:
        """``known`` are the actors that the case has by what cells say of them, ``used`` all ids that are taken."""
        self._known = dict(known or {})
        self._used = set(used)
        self._numbers: dict[str, int] = {}
        self._new: list[tuple[Key, str]] = []
        self.made: dict[str, Made] = {}

    def begin(self) -> None:
        """A row begins: what it brings can be taken back until the next one does."""
        self._new.clear()

    def take_back(self) -> None:
        """The row was not taken in, and nor is whoever only it names."""
        for key, id_ in self._new:
            del self._known[key], self.made[id_]
            self._used.discard(id_)
            stem, _, number = id_.rpartition("-")
            if self._numbers.get(stem, 0) == int(number if number.isdigit() else 0):
                self._numbers[stem] -= 1
        self._new.clear()

    def person(self, who: Person, role: str, kind: str = "person") -> str:
        """The id of a person or a group of persons; a new one gets the next number of its part."""
        if (found := self._known.get(who.key)) is not None:
            return found
        word = "Group" if kind == "group" else _WORDS.get(role, "Person")
        stem = word.lower().replace(" ", "-")
        number = self._numbers.get(stem, 0) + 1
        while f"{stem}-{number}" in self._used:
            number += 1
        self._numbers[stem] = number
        id_ = f"{stem}-{number}"
        block = {"kind": kind, "label": f"{word} {number}"}
        if kind == "person":
            block["role"] = role
        if who.within:
            block["within"] = who.within
        private: dict[str, str] = {"name": who.name} if who.name else {}
        private |= _numbers(who)
        return self._keep(who.key, id_, Made(block, private))

    def body(self, name: str, kind: str = "institution") -> str:
        """The id of an agency, a body or an office, which is shown by its name."""
        key = (kind, folded(name))
        if (found := self._known.get(key)) is not None:
            return found
        stem = slug(name) or kind
        id_, number = stem, 2
        while id_ in self._used:
            id_, number = f"{stem}-{number}", number + 1
        block = {"kind": kind, "name": name}
        if kind == "institution" and _POLICE.search(name):
            block["institution_kind"] = "police_agency"
        return self._keep(key, id_, Made(block))

    def _keep(self, key: Key, id_: str, made: Made) -> str:
        self._known[key] = id_
        self._used.add(id_)
        self._new.append((key, id_))
        self.made[id_] = made
        return id_


def slug(text: str, most: int = 48) -> str:
    """Text as an id: small letters, digits and hyphens.

    >>> slug("Cañon City P.D. (2019)"), slug("1st Precinct"), slug("警察")
    ('canon-city-p-d-2019', 'x-1st-precinct', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")
    return found if not found or found[0].isalpha() else f"x-{found}"[:most]


def _numbers(who: Person) -> dict[str, str]:
    """What is kept of somebody's numbers. A finished page is searched for badge numbers; short ones would be found in
    every count and day, so they are only noted.
    """
    long = len(who.badge) > 3
    notes = [f"{_BADGE}{who.badge}"] if who.badge and not long else []
    notes += [f"{_UID}{who.uid}"] if who.uid else []
    found: dict[str, str] = {"badge_numbers": who.badge} if long else {}
    return {**found, "note": "\n".join(notes)} if notes else found


def known_actors(
    actors: Mapping[str, Mapping[str, object]], private: Mapping[str, Mapping[str, object]]
) -> dict[Key, str]:
    """The actors of a case as it is written, by what cells would say of them."""
    found: dict[Key, str] = {}
    for id_, block in actors.items():
        secret = private.get(id_, {})
        kind, name = str(block.get("kind", "")), str(secret.get("name") or block.get("name") or "")
        if kind in ("institution", "office", "jurisdiction"):
            found.setdefault((kind, folded(name)), id_)
        elif kind in ("person", "group"):
            badges = secret.get("badge_numbers")
            lines = str(secret.get("note") or "").split("\n")
            short, uid = (
                next((line.removeprefix(sign) for line in lines if line.startswith(sign)), "")
                for sign in (_BADGE, _UID)
            )
            badge = str(badges[0]) if isinstance(badges, list) and badges else str(badges or short)
            found.setdefault(Person(name, badge, uid, str(block.get("within") or "")).key, id_)
    return found
