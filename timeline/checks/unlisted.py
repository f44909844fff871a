"""Somebody who looks like a person and is no actor of the case, in a text about something that counts against somebody.

A naming policy can only withhold whom it knows. What looks like a name is a rank or a form of address before a capital,
or two capitals side by side that are no words of institutions, places, sources and actors of the case. Deliberately
narrow: a warning that cries wolf is soon switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.adverse import is_adverse
from timeline.model.block import Block
from timeline.model.record import Record
from timeline.problems import Problem, quoted
from timeline.publish import texts
from timeline.publish.spelling import words

_RANK = (
    r"Officer|Ofc\.?|Sgt\.?|Sergeant|Lt\.?|Lieutenant|Capt\.?|Captain|Cpl\.?|Corporal|Det\.?|Detective|Deputy|Trooper|"
    r"Constable|Patrolman|Patrolwoman|Mr\.?|Mrs\.?|Ms\.?|Señora?|Sra?\."
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-öø-ÿ][\w’'-]*"
_ADDRESSED = re.compile(rf"\b(?:{_RANK})\s+((?:[A-Z]\.\s*)*{_CAPITAL}(?:\s+{_CAPITAL})?)")
_SIDE_BY_SIDE = re.compile(rf"(?<![\w’'.-])({_CAPITAL}(?:\s+[A-Z]\.)?(?:\s+{_CAPITAL}){{1,2}})(?![\w’'-])")
_COMMON = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre the a an in on at of for and or to by with from after before this that these those his her their its he
    she they it who what when where why how no not all some many most each every one two three four five six seven
    eight nine ten eleven twelve first second third new old north south east west northern southern eastern western
    central upper lower great san santa los las el la saint st fort mount lake river port united states american
    federal national state county city town village township parish borough district ward precinct zone region street
    avenue road boulevard lane drive court square park bridge station house hall building center centre school
    university college hospital church police sheriff marshal department bureau division unit section office agency
    board commission committee council panel force task group authority service services civil criminal grand jury
    supreme appeals circuit superior municipal justice attorney general governor mayor president senator
    representative congress senate assembly legislature chief director commissioner superintendent judge magistrate
    clerk inspector internal affairs public safety health human rights community review oversight complaint
    accountability standards professional conduct policy act law bill code rule section article chapter amendment
    constitution order decree agreement consent report letter statement notice form part title version union
    association fraternal lodge benevolent federation league society coalition project foundation institute network
    news times post journal herald tribune gazette press daily radio television black white latino hispanic asian
    native indigenous african european lives matter officer officers sergeant lieutenant captain detective deputy
    trooper involved shooting taser body camera freedom information request resident neighbour neighbor witness person
    complainant agente departamento policía comisión ciudad condado estado corte tribunal alcalde fiscal
    """.split()
)
"""Words that stand in names of institutions, places and papers, or begin a sentence; none of them is read as a name."""


def unlisted_people(record: Record) -> Iterator[Problem]:
    """Nobody is named beside an allegation who is not an actor of the case, since no naming policy covers them."""
    adverse = [event for event in record.events.values() if is_adverse(event)]
    known = _known(record) if adverse else frozenset()
    for event in adverse:
        for path, text in texts(event):
            if path[-1] == "note" or not _looks_like_a_name(text, known):
                continue
            message = (
                f"event {quoted(event.id)}: {quoted(str(path[0]))} seems to name a person who is no actor of the case"
            )
            hint = "list the person as an actor, with a role, and use the label; accept this if nobody is meant"
            yield Problem(event.where(*path), "unlisted-name", message, hint, "warning")


def _looks_like_a_name(text: str, known: frozenset[str]) -> bool:
    for found in _ADDRESSED.finditer(text):
        if not known.issuperset(words(found[1])):
            return True
    capitals = [word for word in text.split() if word[:1].isupper()]
    if len(capitals) * 2 > len(text.split()) > 3:  # a heading in capitals says nothing
        return False
    return any(known.isdisjoint(words(found[1])) for found in _SIDE_BY_SIDE.finditer(text))


def _known(record: Record) -> frozenset[str]:
    """The words of everything that is listed: actors, sources, places, threads, the case itself."""
    found: set[str] = set(_COMMON)
    blocks: list[Block] = [record.head, *record.actors.values(), *record.sources.values()]
    for block in blocks:
        for path, text in texts(block):
            if path[0] in (
                "name",
                "label",
                "aliases",
                "title",
                "publisher",
                "place",
                "jurisdiction",
                "threads",
                "lane",
            ):
                found.update(words(text))
    for event in record.events.values():
        if event.jurisdiction:
            found.update(words(event.jurisdiction))
    return frozenset(found)
