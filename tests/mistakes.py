"""Mistakes a curator could make in a case, one at a time: what is misspelt, altered, turned round, or left out.

Always the same ones in the same order; each maker goes through the keys of one file. Whether a mistake is caught is for
the case to say (``changed.Folder``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.changed import Folder, Mistake, Sheet
from tests.sheets import Leaf, taken_out, typed
from timeline.files.case import SECTIONS
from timeline.model.block import Asked
from timeline.model.evidence import Citation
from timeline.model.quantity import Quantity
from timeline.model.relations import BY_NAME

RELATIONS = (*BY_NAME, "fulfils", "contradicts")
DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
BEYOND = (
    (r"L\d+.*", "L9999"), (r"p\.\d+.*", "p.99"), (r"¶\d+.*", "¶999"), (r"\d\d:\d\d.*", "23:59:59"), (r"(\w+):\d+", "log:9999"),
)  # fmt: skip
DAYS = ("published", "created", "as_of", "date", "last_checked", "said_on", "from", "to", "claim", "when", "due")


# What can go wrong, one function a group of classes


Maker = Callable[[Sheet], Iterator[Mistake]]


def mistakes(folder: Folder) -> Iterator[Mistake]:
    """Every mistake in a case, file by file."""
    for make in MAKERS:
        for sheet in folder.sheets:
            yield from make(sheet)


def _cut(word: str) -> str:
    """A word without the letter in its middle."""
    return word[: len(word) // 2] + word[len(word) // 2 + 1 :] if len(word) > 2 else word + "x"


def keys_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        if leaf.cls is not None:
            yield sheet.put("a key misspelt", leaf, (leaf.start, leaf.start + len(leaf.key)), _cut(leaf.key), leaf.key)


def ids_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    """Where an id is used: in a field for ids, in a citation, in a claim about time."""
    known = {*sheet.folder.record.events, *sheet.folder.record.sources}
    for leaf in sheet.leaves:
        for node in leaf.scalars():
            start, _ = typed(node)
            words = list(re.finditer(r"[a-z][a-z0-9.-]*", node.value))
            if leaf.refers or leaf.key in BY_NAME or leaf.key == "fulfils" or leaf.takes(Citation):
                words = words[:1]
            elif leaf.is_time:
                words = [word for word in words if word[0].partition(".")[0] in known]
            else:
                continue
            for word in words:
                wrong = _cut(word[0].partition(".")[0])
                place = (start + word.start(), start + word.start() + len(word[0].partition(".")[0]))
                yield sheet.put("an id misspelt where it is used", leaf, place, wrong, wrong, word[0])


def ids_defined_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    """Where an id stands for a block, a claim or a thread."""
    for leaf in sheet.leaves:
        if (len(leaf.path) == 2 and leaf.path[0] in SECTIONS) or leaf.path[:-1] == ("threads",):
            id_, place = leaf.key, (leaf.start, leaf.start + len(leaf.key))
            full = (str(leaf.path[0]).removesuffix("s"), id_)
        elif leaf.key == "id":
            id_, place = leaf.value.value, typed(leaf.value)
            full = ("claim", f"{leaf.block}.{id_}")
        else:
            continue
        kind = "an id misspelt where it is given" if full in sheet.folder.used else "an id that nothing uses misspelt"
        yield sheet.put(kind, leaf, place, _cut(id_), id_, _cut(id_))


def ids_of_another_kind(sheet: Sheet) -> Iterator[Mistake]:
    record = sheet.folder.record
    other = {"actor": record.events, "event": record.actors, "source": record.events, "obligation": record.events}
    for leaf in sheet.leaves:
        for node in leaf.scalars() if leaf.refers in other else ():
            wrong = next(id_ for id_ in other[leaf.refers] if id_ not in record.table(leaf.refers))
            yield sheet.put("an id of another kind of thing", leaf, typed(node), wrong, wrong, node.value)


def ids_twice(sheet: Sheet) -> Iterator[Mistake]:
    before: dict[str, str] = {}
    for leaf in sheet.leaves:
        if len(leaf.path) == 2 and leaf.path[0] in SECTIONS:
            section = str(leaf.path[0])
            if section in before:
                place = (leaf.start, leaf.start + len(leaf.key))
                yield sheet.put("one id twice", leaf, place, before[section], before[section])
            before[section] = leaf.key


def words_misspelt(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        for node in leaf.scalars():
            if node.value in leaf.words:
                yield sheet.put("a controlled word misspelt", leaf, typed(node), _cut(node.value), _cut(node.value))
        if leaf.path[-2:-1] == ("accept",):
            place = (leaf.start, leaf.start + len(leaf.key))
            yield sheet.put("a controlled word misspelt", leaf, place, _cut(leaf.key), _cut(leaf.key), leaf.key)


def copies_altered(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        if leaf.key == "sha256":
            old = leaf.value.value
            yield sheet.put("a hash altered", leaf, typed(leaf.value), old[:-1] + ("0" if old[-1] != "0" else "1"), old)
            yield sheet.put("a hash altered", leaf, typed(leaf.value), old[:-1], old)
        elif leaf.key == "archive":
            yield sheet.put("a copy's name misspelt", leaf, typed(leaf.value), _cut(leaf.value.value), leaf.value.value)


def quotes_altered(sheet: Sheet) -> Iterator[Mistake]:
    """Its last word exchanged; a word from its middle left out."""
    for leaf in sheet.leaves:
        if leaf.key == "quote":
            start, end = typed(leaf.value)
            words = list(re.finditer(r"[A-Za-z]{2,}", sheet.text[start:end]))
            last, middle = words[-1], words[len(words) // 2]
            yield sheet.put("a quote altered", leaf, (start + last.start(), start + last.end()), "somewhat", "quote")
            if middle not in (words[0], last):
                yield sheet.put("a quote altered", leaf, (start + middle.start(), start + middle.end()), "", "quote")


def places_altered(sheet: Sheet) -> Iterator[Mistake]:
    """A citation's place put off the end, or away from the words that are quoted from there."""
    quoted = {leaf.path[:-1] for leaf in sheet.leaves if leaf.key == "quote"}
    for leaf in sheet.leaves:
        nodes = leaf.scalars() if leaf.key == "at" or leaf.takes(Citation) else []
        for node in nodes:
            start, end = typed(node)
            if leaf.key != "at":
                if " " not in node.value:
                    continue
                start += node.value.index(" ") + 1
            place = sheet.text[start:end]
            beyond = next((new for form, new in BEYOND if re.fullmatch(form, place)), "")
            if beyond:
                yield sheet.put("a place beyond the end", leaf, (start, end), beyond, beyond)
            yield sheet.put("no form of a place", leaf, (start, end), f"line {place}", place)
            if leaf.path[:-1] in quoted and (line := re.fullmatch(r"L(\d+).*", place)):
                yield sheet.put("a place away from its quote", leaf, (start, end), f"L{int(line[1]) - 6}", "quote")


def days_altered(sheet: Sheet) -> Iterator[Mistake]:
    """A day that no calendar has; a day forty years off; words about time that are none."""
    aside = {leaf.path[:-1] for leaf in sheet.leaves if leaf.key == "status" and leaf.value.value == "conflict"}
    for leaf in sheet.leaves:
        for node in leaf.scalars() if leaf.is_time or leaf.key in DAYS else ():
            start, _ = typed(node)
            if day := DAY.search(node.value):
                place = (start + day.start(), start + day.end())
                yield sheet.put("an impossible day", leaf, place, f"{day[1]}-13-{day[3]}", node.value)
                for years in _off(sheet, leaf) if leaf.path[:-1] not in aside else ():
                    year = str(int(day[1]) + years)
                    moved = f"{year}-{day[2]}-{day[3]}"
                    names = (moved, year, leaf.key) if leaf.key == "as_of" else (moved, year)
                    yield sheet.put("a day moved beyond its bounds", leaf, place, moved, *names)
            elif leaf.is_time and (word := re.match(r"[a-z]+", node.value)) and " " in node.value:
                place = (start, start + word.end())
                yield sheet.put("words about time misspelt", leaf, place, _cut(word[0]), node.value)


def _off(sheet: Sheet, leaf: Leaf) -> tuple[int, ...]:
    """Where a day must not lie: what happened not in the future, what is due or known not in the past."""
    if leaf.key == "as_of" or "due" in leaf.path:
        return (-40,)
    return (40, -40) if leaf.path[2:3] == ("when",) and _held(sheet.folder, leaf.block) else (40,)


def _held(folder: Folder, id_: str) -> bool:
    """True if something else than its own day says that an event is not earlier."""
    event = folder.record.events[id_]
    assert folder.dated is not None
    dated = [folder.dated.intervals[link.event].earliest for name, _, link in event.links() if name != "announces"]
    return len([claim for claim in event.when if claim.status == "accepted"]) > 1 or any(dated)


def numbers_altered(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        in_size = leaf.cls is Quantity and leaf.path[-2] == "size"
        if not (leaf.takes(Quantity) or leaf.cls is Quantity) or not leaf.scalars():
            continue
        number, place = leaf.scalars()[0].value, typed(leaf.scalars()[0])
        yield sheet.put("a number in words", leaf, place, "a dozen", "a dozen")
        if not number.isdigit() or leaf.path[0] != "actors" or not (leaf.key == "size" or in_size):
            continue
        others = {"min": (3,), "max": (1 / 3,)}.get(leaf.key, (3, 1 / 3))
        for other in (int(int(number) * times) for times in others):
            yield sheet.put("a group size altered", leaf, place, str(other), str(other))


def relations_altered(sheet: Sheet) -> Iterator[Mistake]:
    """Turned round, pointed at itself, at an event of a type it is not for, or at one that came later."""
    record, here = sheet.folder.record, {leaf.path: leaf for leaf in sheet.leaves}
    for leaf in sheet.leaves:
        relation = BY_NAME.get(str(leaf.path[2])) if leaf.path[0] == "events" and len(leaf.path) > 2 else None
        if relation is None or not (leaf.key == "event" or (len(leaf.path) == 3 and leaf.scalars())):
            continue
        event = record.events[leaf.block]
        for node in leaf.scalars():
            yield sheet.put("a relation to itself", leaf, typed(node), event.id, event.id)
            wrong = _wrong_target(sheet.folder, event, relation)
            if wrong:
                yield sheet.put("a relation at a wrong target", leaf, typed(node), wrong, wrong)
            other = here.get(("events", node.value))
            alone = other and ("events", node.value, relation.name) not in here and len(leaf.path) == 3
            if other and alone and relation.name != "same_as" and isinstance(leaf.value.value, str):
                at = sheet.text.index("\n", other.start) + 1
                edits = ((at, at, f"    {relation.name}: {event.id}\n"), taken_out(sheet.text, leaf))
                yield sheet.make("a relation turned round", leaf, edits, event.id, node.value)


def _wrong_target(folder: Folder, event: Any, relation: Any) -> str:
    """An event that the relation is not for by its type, or that is certainly on the wrong side of this one."""
    dated = folder.dated
    assert dated is not None
    mine = dated.intervals[event.id]
    for other in folder.record.events.values():
        theirs = dated.intervals[other.id]
        if other.id == event.id or not other.happened:
            continue
        if relation.targets and relation.targets.isdisjoint(other.is_a()):
            return str(other.id)
        first, second = (theirs, mine) if relation.name == "announces" else (mine, theirs)
        if not relation.targets and first.latest and second.earliest and first.latest < second.earliest:
            return str(other.id)
    return ""


def claims_altered(sheet: Sheet) -> Iterator[Mistake]:
    """A claim that says of a field what the field does not say, and that nobody contradicts."""
    fields = {leaf.path: leaf for leaf in sheet.leaves}
    for leaf in sheet.leaves:
        if leaf.key == "about":
            yield sheet.put("a claim that says otherwise", leaf, typed(leaf.value), "weather", "weather")
        if leaf.key != "value" or "claims" not in leaf.path:
            continue
        block = sheet.folder.record.table(str(leaf.path[0])[:-1])[leaf.block]
        claim = next(claim for claim in block.claims if claim.where("value").line == sheet.line_of(leaf.value))
        field = fields.get((*leaf.path[:2], str(claim.about)))
        known = field.value.value if field else None
        agreed = claim.status == "accepted" and not sheet.folder.is_disputed(leaf.block, claim)
        if field and claim.stance == "asserts" and claim.value == known and agreed:
            wrong = next((word for word in sorted(field.words) if word != known), "")
            if wrong or claim.value.isdigit():
                wrong = wrong or str(int(claim.value) + 7)
                yield sheet.put("a claim that says otherwise", leaf, typed(leaf.value), wrong, wrong)


def left_out(sheet: Sheet) -> Iterator[Mistake]:
    for leaf in sheet.leaves:
        if leaf.key in SECTIONS and len(leaf.path) == 1:
            continue
        asked = any(isinstance(mark, Asked) for mark in leaf.marks)
        if leaf.needed or leaf.key == "type":
            yield sheet.left_out("left out: needed", leaf)
        elif asked or leaf.key in ("thread", "sha256", "size", "archive"):
            yield sheet.left_out("left out: asked for", leaf)
        elif leaf.key in RELATIONS:
            yield sheet.left_out("left out: a relation", leaf)
        elif len(leaf.path) == 2 and leaf.path[0] in SECTIONS:
            yield sheet.left_out("left out: a block", leaf)
        else:
            yield sheet.left_out("left out: may be", leaf)


MAKERS: tuple[Maker, ...] = (
    keys_misspelt, ids_misspelt, ids_defined_misspelt, ids_of_another_kind, ids_twice, words_misspelt, copies_altered,
    quotes_altered, places_altered, days_altered, numbers_altered, relations_altered, claims_altered, left_out,
)  # fmt: skip
