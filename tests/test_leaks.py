"""The leak suite: names planted in every field the model has, in every way to write them, and looked for in every output.

With redaction on, no output holds one. With a name put into an output after redaction, the search finds it every time.
With redaction off, the search finds every plant: the proof can fail. Everybody here is made of syllables.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import random
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.planting import WAYS, name_of, planted, slots
from tests.samples import NAMED
from tests.test_export_leaks import FORM, PICTURES, read
from timeline import build
from timeline.publish import cleaner, redact

CASES = 204
"""At least 200: every type some four times, every way to write a name a dozen times."""
IN_FIELDS = (
    "plain", "capitals", "small letters", "full width", "accents", "soft hyphen", "turned round", "initial", "hyphens",
    "run together",
)  # fmt: skip
"""Ways that redaction itself reads, so that a page can be built; the others stop the build."""

ALL = tuple(slots())
OTHERS = ("notebook", *(name for name in FORM if name not in PICTURES))


class Suite:
    """One generated case: what was planted where, and the outputs made of it."""

    def __init__(self, number: int, folder: Path) -> None:
        self.type = list(NAMED)[number % len(NAMED)]
        self.way = list(WAYS)[number % len(WAYS)]
        self.private = number % 2 == 1
        self.names: list[str] = []
        self.slots: list[tuple[str, str]] = []
        self.home = folder / str(number)
        self.home.mkdir()
        self.turn, self.turn_of_output = number // len(NAMED), number
        self._write(planted(self.type, self._say))

    def _say(self, cls: type, field: str) -> str:
        """A name for one field in four, in turn, so that each field has each; for every field of the case's own type."""
        if cls is not NAMED[self.type] and (ALL.index((cls.__name__, field)) + self.turn) % 4:
            return "Words"
        name = name_of(len(self.names))
        self.names.append(name)
        self.slots.append((cls.__name__, field))
        return f"{WAYS[self.way](name)}"

    def _write(self, case: dict[str, Any]) -> None:
        people = {f"person-{index}": name for index, name in enumerate(self.names)}
        listed = {id_: {"kind": "person", "role": "witness", "label": "A witness"} for id_ in people}
        if self.private:
            private = {"actors": {id_: {"name": name} for id_, name in people.items()}}
            (self.home / "private.yaml").write_text(json.dumps(private), encoding="utf-8")
        else:
            listed = {id_: {**actor, "name": people[id_]} for id_, actor in listed.items()}
        case["actors"] = {**case["actors"], **listed}
        (self.home / "case.yaml").write_text(json.dumps(case), encoding="utf-8")

    def examined(self) -> build.Examined:
        """The case; what is wrong with an event that has every relation at once does not matter here."""
        found = build.examine(self.home)
        assert found.dated is not None
        assert set(found.dated.record.events) == {"other", "planted"}, [str(p) for p in found.problems]
        return replace(found, problems=())

    def plants(self) -> Iterator[str]:
        """What was planted, as it may stand in an output: as typed, or escaped on its way out."""
        for name in self.names:
            text = WAYS[self.way](name)
            yield from {text, html.escape(text), json.dumps(text)[1:-1], name}


def outputs(suite: Suite, examined: build.Examined, audience: str = "public") -> dict[str, str]:
    """What is made of a case: the page, the data itself, and in turn what a notebook keeps or one of the exports."""
    made = {"page": build.render(examined, audience=audience, library="none")}
    what = OTHERS[suite.turn_of_output % len(OTHERS)]
    if what == "notebook":
        shown = audience == "public"  # a notebook shows what the public may see
        made |= {what: json.dumps(timeline.Case(examined)._repr_mimebundle_(), default=str)} if shown else {}
    else:
        made[what] = read(build.export(examined, FORM[what], audience=audience))
    record = redact(examined.dated.record, audience).record  # type: ignore[union-attr]
    made["data"] = json.dumps([block.model_dump(mode="json") for _, block in record.blocks()], ensure_ascii=False)
    made["data"] += record.head.model_dump_json()
    return made


@pytest.fixture(scope="module")
def suites(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Suite, build.Examined]]:
    """The generated cases, each read and checked once."""
    folder = tmp_path_factory.mktemp("leaks")
    return [(suite, suite.examined()) for suite in (Suite(number, folder) for number in range(CASES))]


def outputs_or_none(suite: Suite, examined: build.Examined) -> dict[str, str] | None:
    """The outputs; None where they are refused, which they are for a leak alone, and without saying it."""
    if suite.way in IN_FIELDS:
        return outputs(suite, examined)
    with pytest.raises(timeline.CaseError) as refused:
        outputs(suite, examined)
    assert {p.code for p in refused.value.problems} == {"leak"}
    assert not any(name in str(refused.value) for name in suite.names), "the message is no leak itself"
    return None


def test_no_output_of_any_case_holds_a_withheld_name_and_one_put_in_later_is_always_found(
    suites: list[tuple[Suite, build.Examined]], at_the_end: Callable[[str], None]
) -> None:
    count: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for number, (suite, examined) in enumerate(suites):
        count["planted"] += len(suite.names)
        seen |= set(suite.slots)
        made = outputs_or_none(suite, examined)
        if made is None:
            count["refused"] += 1
            continue
        for what, text in made.items():
            if what != "data" or suite.way in IN_FIELDS:
                assert [plant for plant in suite.plants() if plant in text] == [], (suite.type, suite.way, what)
            count["outputs"] += 1
        count["built"] += 1
        search = cleaner(examined.dated.record).search  # type: ignore[union-attr]
        for what, (spoilt, wanted) in spoil(made, suite.names, random.Random(number)).items():
            found = search.text(spoilt) if isinstance(spoilt, str) else search.data(spoilt)
            missed = wanted - {leak.actor for leak in found}
            assert not missed, (suite.type, what, [list(WAYS)[int(id_.split("-")[1]) % len(WAYS)] for id_ in missed])
            count["put in"] += len(wanted)
            count["found"] += len(wanted & {leak.actor for leak in found})
    assert seen >= set(slots()), "every field of the schema was planted in"
    assert count["built"] + count["refused"] == CASES >= 200
    at_the_end(
        f"leak suite: {CASES} cases, {count['planted']} names planted in {len(seen)} fields in {len(WAYS)} ways: "
        f"{count['built']} cases built, {count['outputs']} outputs without one, {count['refused']} refused; "
        f"put in after redaction: {count['put in']}, found: {count['found']}"
    )


def spoil(made: dict[str, str], names: list[str], chance: random.Random) -> dict[str, tuple[str | bytes, set[str]]]:
    """Outputs with a name put in, in each way at once, each way with a name of its own; and the same as files."""
    people = {f"person-{index}": WAYS[way](names[index]) for index, way in enumerate(WAYS)}
    spoilt: dict[str, tuple[str | bytes, set[str]]] = {}
    other = chance.choice([what for what in made if what != "page"])
    for what, text in [("page", made["page"]), *([(other, made[other])] if chance.random() < 0.25 else [])]:
        places = sorted(chance.sample(range(len(text)), len(people)), reverse=True)
        for place, plant in zip(places, people.values(), strict=True):
            text = f"{text[:place]} {plant} {text[place:]}"  # noqa: PLW2901 - grown plant by plant
        spoilt[what] = text, set(people)
    inside = f"<p>by {names[0]}</p>".encode()
    spoilt |= {f"a {form}": (raw, {"person-0"}) for form, raw in files(inside).items()}
    return spoilt


def files(text: bytes) -> dict[str, bytes]:
    """Files that hold a text where a plain search does not see it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/sharedStrings.xml", text)
    note = b"Comment\0" + text
    return {
        "spreadsheet": archive.getvalue(),
        "gzipped page": gzip.compress(text, mtime=0),
        "PDF": b"%PDF-1.7\n1 0 obj <<>> stream\n" + zlib.compress(text) + b"\nendstream",
        "picture": b"\x89PNG\r\n\x1a\n" + len(note).to_bytes(4, "big") + b"tEXt" + note + b"\0\0\0\0",
        "page of two bytes a letter": text.decode().encode("utf-16"),
        "spreadsheet in a page": b"<a href='data:;base64," + base64.b64encode(archive.getvalue()) + b"'>x</a>",
        "page in base 85": b"<script>"
        + base64.b85encode(gzip.compress(b" " * 90 + text + bytes(range(256))))
        + b"</script>",
    }


def test_with_redaction_off_the_same_search_finds_every_plant(
    suites: list[tuple[Suite, build.Examined]], at_the_end: Callable[[str], None]
) -> None:
    """What is found must be what is there: every name that was planted, in every case, in every way."""
    count: Counter[str] = Counter()
    for suite, examined in suites:
        search = cleaner(examined.dated.record).search  # type: ignore[union-attr]
        made = outputs(suite, examined, "internal")
        data = made.pop("data")
        typed = (suite.home / "case.yaml").read_text(encoding="utf-8")
        if not suite.private:  # there the names stand in the file anyway
            typed = json.dumps({key: value for key, value in json.loads(typed).items() if key != "actors"})
        found = {leak.actor for text in (typed, data) for leak in search.text(text)}
        assert found == {f"person-{index}" for index in range(len(suite.names))}, (suite.type, suite.way)
        for what, text in made.items():
            there = {f"person-{index}" for index, name in enumerate(suite.names) if WAYS[suite.way](name) in text}
            leaks = {leak.actor for leak in search.text(text)}
            assert there <= leaks, (suite.type, suite.way, what)
            count["shown"] += len(there)
            count["found there"] += len(there & leaks)
        count["planted"] += len(suite.names)
        count["found"] += len(found)
    assert count["shown"] > CASES * 4, "outputs show a good part of what is planted"
    at_the_end(
        f"leak suite, redaction off: planted: {count['planted']}, found in the data: {count['found']}; "
        f"shown in outputs: {count['shown']}, found there: {count['found there']}"
    )
