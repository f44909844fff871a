"""What stands where a name stood: the curator's label, else words for the part played, told apart by letters.

No label is made from the name. Letters follow no order of the names and no order of the file; they hold within one
publication and change with the case's ``as_of``, unless the curator writes the ``label``.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping

from timeline.model.actors import Actor
from timeline.model.block import say
from timeline.model.record import Record
from timeline.publish.policy import Decision

Labels = Mapping[str, tuple[str, str]]
"""By part: alone, and one of several."""
_EN: Labels = {
    "sworn_officer": ("an officer", "Officer {}"),
    "juvenile": ("a minor", "a minor"),
    "sexual_violence_complainant": ("a complainant", "a complainant"),
    "victim": ("a person harmed", "Person {}"),
    "alleged_victim": ("a person said to have been harmed", "Person {}"),
    "witness": ("a witness", "Witness {}"),
    "complainant": ("a complainant", "Complainant {}"),
    "private_person": ("a private person", "Private person {}"),
    "attorney": ("an attorney", "Attorney {}"),
    "": ("name withheld", "Person {}"),
}
_ES: Labels = {
    "sworn_officer": ("un agente", "Agente {}"),
    "juvenile": ("una persona menor", "una persona menor"),
    "sexual_violence_complainant": ("una denunciante", "una denunciante"),
    "victim": ("una víctima", "Persona {}"),
    "alleged_victim": ("una presunta víctima", "Persona {}"),
    "witness": ("un testigo", "Testigo {}"),
    "complainant": ("un denunciante", "Denunciante {}"),
    "private_person": ("un particular", "Particular {}"),
    "attorney": ("un abogado", "Abogado {}"),
    "": ("nombre reservado", "Persona {}"),
}
_LANGUAGES: Mapping[str, Labels] = {"en": _EN, "es": _ES}


def labels(record: Record, hidden: Mapping[str, Decision], clean: Callable[[str], bool]) -> dict[str, str]:
    """The label of every hidden actor; ``clean`` says whether a curator's label is free of what is withheld.

    Several who are shown by label and have none written are told apart by letters; the withheld are not.
    """
    language = record.head.language
    table = _LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), _EN)
    found: dict[str, str] = {}
    bare: dict[tuple[str, str], list[str]] = {}
    for id_, decision in hidden.items():
        actor = record.actors[id_]
        written = say(actor.label, language)
        if written and clean(written):
            found[id_] = written
        else:
            alone, several = table[_part(actor, table)]
            found[id_] = alone
            if decision.naming == "label" and "{}" in several:
                bare.setdefault((alone, several), []).append(id_)
    for (_, several), ids in bare.items():
        if len(ids) > 1:
            letters = _letters({*found.values(), *(say(a.label, language) for a in record.actors.values())}, several)
            for id_ in sorted(ids, key=lambda id_: _place(record, id_)):
                found[id_] = next(letters)
    return found


def _part(actor: Actor, table: Labels) -> str:
    return actor.role if actor.role and actor.role in table else ""


def _place(record: Record, id_: str) -> str:
    """A place among the others that says nothing of the name."""
    return hashlib.sha256(f"{record.head.case} {record.head.as_of} {id_}".encode()).hexdigest()


def _letters(taken: set[str], several: str) -> Iterator[str]:
    """Officer A, Officer B … Officer AA, without those that somebody bears already."""
    for number in itertools.count():
        letters, left = "", number
        while left >= 0:
            letters, left = chr(ord("A") + left % 26) + letters, left // 26 - 1
        if several.format(letters) not in taken:
            yield several.format(letters)
