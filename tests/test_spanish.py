"""Spanish is whole: every word of the vocabulary has one, and no English word of ours stands on a Spanish page.

What "every word" is, is read off the registries: a new type, field, word or code without its Spanish makes a test fail.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.build import examine, export, render, speak, view_of
from timeline.checks.codes import acceptable
from timeline.draw.listing import as_html, as_text
from timeline.draw.strings_es import ES
from timeline.exports.formats import FORMATS
from timeline.kinds import FAMILIES, KINDS
from timeline.kinds.imported import ImportedRow
from timeline.model.actors import Actor, ActorKind, InstitutionKind
from timeline.model.block import Block, choices
from timeline.model.event import Event, Modality, Role, actor_fields, own_fields, type_name
from timeline.model.evidence import Source, SourceKind, is_time
from timeline.model.obligation import STATUSES, Assessment, Force, Obligation
from timeline.model.quantity import VAGUE, Quantity
from timeline.model.relations import EXTRA_RELATIONS, RELATIONS
from timeline.model.words import GLOSSED
from timeline.publish import policy
from timeline.view.phrases import PHRASES
from timeline.view.spanish import SPANISH
from timeline.view.tongue import Tongue, tongue
from timeline.when.claims import parse_claim
from timeline.when.conventions import TABLE, Conventions, table
from timeline.when.words import PHRASES as DATES

ROOT = Path(__file__).parent.parent
EXAMPLES = [home for home in sorted((ROOT / "examples").iterdir()) if (home / "case.yaml").is_file()]
BOTH = {"no", "editorial", "video", "audio"}
"""Words that are the same in both languages."""
NAMES = {"accountability", "timeline", "plotly", "js", "sha", "csv", "json", "xx"}
"""What is called so in any language: programs, file formats, digits that a date leaves open."""

Holder = type[Block]


def nested(annotation: object) -> Iterator[Holder]:
    """The blocks inside an annotation that are no mere numbers."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        if issubclass(annotation, Block) and annotation is not Quantity:
            yield annotation
    for part in typing.get_args(annotation):
        yield from nested(part)


def shown_fields() -> Iterator[tuple[Holder, str]]:
    """Every field whose name or words a page can show, with the block it stands on."""
    for kind in KINDS:
        for name in (*actor_fields(kind), *own_fields(kind)):
            yield kind, name
            for inner in nested(kind.model_fields[name].annotation):
                yield from ((inner, part) for part in inner.model_fields if part not in ("note", "cites"))
    for relation in (*RELATIONS, *EXTRA_RELATIONS):
        yield from ((relation.link, name) for name in relation.attributes)
    yield Assessment, "status"


def fields() -> set[str]:
    """Their names, the roles, and what claims can be about."""
    unsaid = {"id", "accept", "note", "claims", "sha256", "archive", "archive_url", "reviewed_by", "reviewed_on"}
    everywhere = {name for block in (Event, Actor, Source, Obligation) for name in block.model_fields}
    of_types = {name for _, name in shown_fields() if name != "statements"}
    return (of_types | everywhere | {*typing.get_args(Role), "compliance"}) - unsaid


def words() -> set[tuple[str, str]]:
    """Every (field, word) that a page can show."""
    found = {(name, word) for holder, name in shown_fields() for word in choices(holder, name)}
    found |= {("source", word) for word in typing.get_args(SourceKind)}
    found |= {("actor_kind", word) for word in typing.get_args(ActorKind)}
    found |= {("institution_kind", word) for word in typing.get_args(InstitutionKind)}
    return found | {("open_to_public", "yes"), ("open_to_public", "no")}


def vocabulary(speech: Tongue) -> dict[str, str]:
    """Everything the vocabulary names, as a language says it."""
    said = {f"type.{type_name(kind)}": speech.heading(kind) for kind in (*KINDS, ImportedRow)}
    said |= {f"family.{family}": speech.family(family) for family, _ in FAMILIES}
    said |= {f"field.{name}": speech.field(name) for name in fields()}
    said |= {f"value.{field}:{word}": speech.value(word, field) for field, word in words()}
    for relation in RELATIONS:
        said[f"relation.{relation.name}"] = speech.relation(relation.name)
        said[f"inverse.{relation.name}"] = speech.relation(relation.name, inverse=True)
    said |= {f"convention.{row.key}": speech.convention(row) for row in TABLE}
    said |= {f"code.{code}": speech.or_else(f"code.{code}", means) for code, means in acceptable().items()}
    said |= {f"gloss.{word}": speech.or_else(f"gloss.{word}", means) for word, means in GLOSSED.items()}
    said |= {f"quantity.{word}": speech.quantity(Quantity(word=word)) for word in VAGUE}
    withheld = (*policy._PARTS.values(), policy._EDITOR, "a person", "a group of persons")
    return said | {f"withheld.{why}": speech.or_else(f"withheld.{why}", why) for why in withheld}


# The vocabulary


def test_every_word_of_the_vocabulary_has_its_spanish() -> None:
    """A word that is the same in both languages is listed as such; a listed one that is not the same is no such word."""
    english, spanish = vocabulary(tongue("en")), vocabulary(tongue("es"))
    same = {key: words for key, words in english.items() if spanish[key].casefold() == words.casefold()}
    assert {key: words for key, words in same.items() if words not in BOTH} == {}
    assert set(same.values()) == BOTH


def test_a_word_without_its_spanish_is_found() -> None:
    """The comparison above can fail: a table without a word says it in English."""
    lacking = {key: words for key, words in SPANISH.items() if key != "type.plea"}
    assert vocabulary(Tongue("es", PHRASES | lacking))["type.plea"] == vocabulary(tongue("en"))["type.plea"]


def test_nothing_in_the_spanish_tables_is_for_a_word_that_does_not_exist() -> None:
    known = set(vocabulary(tongue("en"))) | {f"value.{word}" for _, word in words()}
    tables = ("type.", "family.", "field.", "value.", "relation.", "inverse.", "code.", "gloss.", "withheld.")
    apart = {"relation.fulfils", "inverse.fulfils", "relation.contradicts", "inverse.contradicts"}
    assert {key for key in SPANISH if key.startswith(tables)} - known - apart == set()


def test_every_sentence_of_a_view_is_there_in_spanish_with_the_same_values() -> None:
    for key, text in PHRASES.items():
        assert set(re.findall(r"\{\w*\}", text)) == set(re.findall(r"\{\w*\}", SPANISH[key])), key
    for key in [f"modality.{one}" for one in typing.get_args(Modality)] + [f"status.{one}" for one, _ in STATUSES]:
        assert key in PHRASES
    assert all({f"force.{one}", f"force.{one}.many"} <= set(PHRASES) for one in typing.get_args(Force))


def test_a_newsrooms_own_type_stays_in_its_own_words() -> None:
    class FleetOrder(Event):
        type: typing.Literal["fleet_order"] = "fleet_order"
        outcome: typing.Literal["upheld", "shelved"] = "shelved"

    es = tongue("es")
    assert es.heading(FleetOrder) == "Fleet order"
    assert (es.field("fleet_size"), es.field("outcome")) == ("fleet size", "resultado")
    assert [es.held(word, FleetOrder, "outcome") for word in ("shelved", "upheld")] == [
        "shelved",
        "decisión confirmada",
    ]
    assert es.held("upheld", FleetOrder, "jurisdiction") == "upheld", "a text of the curator's is none of our words"


# Sentences


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("2019-07~", "2019-07~"),
        ("early 2018", "a principios de 2018"),
        ("late 2018-07", "a finales de julio de 2018"),
        ("on Wednesday", "el miércoles"),
        ("on a Friday", "un viernes"),
        ("in July", "en julio"),
        ("publication", "el día de la publicación"),
        ("unknown", "no se sabe"),
        ("ongoing", "en curso"),
        ("before publication", "antes de la publicación"),
        ("the day after ruling", "el día después de «Se resuelve»"),
        ("same day as ruling", "el mismo día que «Se resuelve»"),
        ("about seven months before ruling", "alrededor de siete meses antes de «Se resuelve»"),
        ("a week after 2019-07-04", "una semana después del 4 de julio de 2019"),
        ("within 30 days after ruling", "en un plazo de 30 días después de «Se resuelve»"),
        ("exactly 7 weekdays after ruling", "exactamente 7 días hábiles después de «Se resuelve»"),
        ("3 to 4 months after ruling", "de 3 a 4 meses después de «Se resuelve»"),
        ("5 months ± 1 day before ruling", "5 meses ± 1 día antes de «Se resuelve»"),
        ("between 2 and 3 weeks after ruling", "de 2 a 3 semanas después de «Se resuelve»"),
        ("between asked and ruling", "entre asked y «Se resuelve»"),
        ("end about 2 weeks after ruling", "terminó alrededor de 2 semanas después de «Se resuelve»"),
        ("start before ruling.end", "empezó antes del final de «Se resuelve»"),
        ("by 2019-10-15", "a más tardar el 15 de octubre de 2019"),
        ("by 2019-10", "a más tardar en octubre de 2019"),
        ("on 2019-10-15", "el 15 de octubre de 2019"),
        ("since ruling", "desde «Se resuelve»"),
        ("during 2019-07?", "durante julio de 2019"),
        ("after s1", "después de la publicación de «A first report»"),
        ("lasted about 2 weeks", "duró alrededor de 2 semanas"),
    ],
)
def test_a_claim_about_time_is_retold_in_spanish(case, claim: str, told: str) -> None:
    from timeline.view.words import with_titles

    home = case(
        "events:\n  ruling: {type: public_meeting, convener: mayor, title: Se resuelve, when: 2020, cites: s1}\n"
    )
    record = examine(home).loaded.record
    parse_claim(claim)
    assert with_titles(record, claim, tongue("es")) == told


def test_whoever_makes_a_list_is_heard(case) -> None:
    """ "y" is "e" before the sound of i, and stays before a diphthong."""
    names = [["la alcaldía", "Isla Norte"], ["la alcaldía", "Hilda R."], ["una", "dos", "hielo"], ["una", "Iowa"]]
    assert [tongue("es").listed(one) for one in names] == [
        "la alcaldía e Isla Norte", "la alcaldía e Hilda R.", "una, dos y hielo", "una y Iowa",
    ]  # fmt: skip
    assert tongue("en").listed(["one", "two", "three"]) == "one, two and three"


def test_conventions_say_their_figures_in_spanish() -> None:
    own = Conventions(half={"day": (0, 0), "week": (0, 1), "month": (1, 3), "year": (0, 0)}, hemisphere="south")
    said = {row.key: tongue("es").convention(row) for row in table(own)}
    assert said["amount"] == "media unidad más o menos: 1 día en una semana, 1 mes y 3 días en un mes, nada en un año"
    assert "hemisferio sur" in said["season"]


# Pages


def curators(record) -> set[str]:
    """Every text of a case that its curator wrote freely: no id, no word of the vocabulary, no claim about time."""
    ids = {id_ for kind in ("source", "actor", "event", "obligation", "thread") for id_ in record.table(kind)}
    found: set[str] = set()

    def walk(value: object, chosen: frozenset[str]) -> None:
        if isinstance(value, Block):
            for name in type(value).model_fields:
                if name == "locator":
                    found.update((value.locator or "").split(":"))
                elif not is_time(type(value), name):
                    walk(getattr(value, name), choices(type(value), name))
        elif isinstance(value, dict):
            for key, item in value.items():
                walk(key, chosen)
                walk(item, chosen)
        elif isinstance(value, tuple):
            for item in value:
                walk(item, chosen)
        elif isinstance(value, str) and value not in chosen:
            found.add(value)

    for block in (record.head, *(block for _, block in record.blocks())):
        walk(block, frozenset())
    return {" ".join(text.split()) for text in found} - ids - {""} | {record.head.case}


def left(text: str, record) -> str:
    """A text without what its curator wrote."""
    texts = sorted(curators(record), key=len, reverse=True)
    ends = {text[:57].rstrip() for text in texts if len(text) > 57}  # where a menu cuts a title off
    ours = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, texts)) + r")(?!\w)", re.IGNORECASE)
    return re.sub(
        "|".join(map(re.escape, sorted(ends, key=len, reverse=True))), " ", ours.sub(" ", " ".join(text.split()))
    )


def read_by_people(page: str) -> str:
    """All that a page says: its text, what stands in attributes for people, and the words of its scripts."""
    data = json.loads(re.search(r'id="_data">(.*?)</script>', page, re.DOTALL)[1])
    kept = re.sub(r"<(script|style|code|pre|select)\b.*?</\1>|<!--.*?-->", " ", page, flags=re.DOTALL)
    menus = re.findall(r'<select name="(?:family|day|only)">(.*?)</select>', page, re.DOTALL)
    said = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', kept)
    text = " ".join([kept, *menus, *said, *data["words"].values()])
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def spelled(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text.casefold()))


TABLES = (*SPANISH.values(), *ES.values(), *DATES["es"].values())
OURS = spelled(" ".join(TABLES).replace("_", " "))


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda home: home.name)
def spoken(request: pytest.FixtureRequest):
    """An example in Spanish."""
    return speak(examine(request.param), "es")


def test_a_spanish_page_has_no_english_word_of_ours(spoken) -> None:
    """Every word outside the curator's own text is one of the Spanish tables."""
    text = left(read_by_people(render(spoken, library="none")), spoken.dated.record)
    assert spelled(text) - OURS - NAMES == set()


def test_an_english_word_of_ours_would_be_found(spoken) -> None:
    """The search above can fail: on the English page it finds plenty."""
    english = render(speak(spoken, "en"), library="none")
    found = spelled(left(read_by_people(english), spoken.dated.record)) - OURS
    assert {"events", "sources", "known", "by"} <= found


def test_the_lanes_and_the_legend_of_its_chart_are_spanish(spoken) -> None:
    chart = view_of(spoken).chart
    texts = [lane.label for lanes in chart.lanes.values() for lane in lanes]
    texts += [one.words for one in chart.links] + [one.label for one in chart.stretches]
    texts += [text for gap in chart.gaps for text in (gap.words, gap.told)]
    assert spelled(left(" | ".join(texts), spoken.dated.record)) - OURS == set()


# What else is made of a view

WHOLE = """\
language: es
events:
  asked:
    type: review_requested
    title: Se pide una revisión
    when: {claim: 2021-03-01, status: conflict, reason: Es la fecha del sello.}
    requester: officers
    forum_kind: civil_service
    relief_sought: [rescind]
    cites: s1 L2
  ruling:
    type: commission_ruling
    title: Se resuelve
    when: [2021-04-02, 2021-04]
    body: csc
    outcome: upheld
    rules_on: asked
    cites: s2 p.3
    claims:
      - {id: a, by: mayor, says: fue unánime, stance: characterises, contradicts: b, cites: s1 L4}
      - {id: b, by: police, says: hubo votos en contra, stance: denies, status: conflict, reason: se retractó, cites: s2}
  later:
    type: public_meeting
    title: Habrá una reunión
    when: 2021/..
    modality: expected
    convener: mayor
    cites: s2
obligations:
  reply:
    label: Responder
    act: responder
    created_by: ruling
    obligor: police
    force: ordered
    due: 2021-05-01
    cites: s2
"""


@pytest.mark.parametrize("form", ["md", "ics", "timelinejs", "svg"])
def test_what_a_spanish_case_exports_has_no_english_word_of_ours(case, form: str) -> None:
    examined = examine(case(WHOLE))
    made = export(examined, next(one for one in FORMATS if one.name == form)).decode("utf-8")
    if form == "ics":
        made = made.replace("\r\n ", "").replace("\\n", " ").replace("\\", "")
        made = " ".join(re.findall(r"^(?:SUMMARY|DESCRIPTION|CATEGORIES):(.*)$", made, re.MULTILINE))
    if form == "timelinejs":
        texts = re.findall(r'"(?:text|headline|display_date|group)": "((?:[^"\\\\]|\\\\.)*)"', made)
        made = " ".join(json.loads(f'"{text}"') for text in texts)
    made = html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", made, flags=re.DOTALL))
    text = left(made, examined.dated.record)
    assert spelled(made) & {"resolución", "cronología", "decisión", "plazo", "día", "hecho", "abril"}
    assert spelled(text) - OURS - NAMES == set()


def test_a_list_without_scripts_speaks_the_language_of_the_case(case) -> None:
    """As HTML where no script runs, and as text in a terminal."""
    examined = examine(case(WHOLE))
    for text in (as_html(view_of(examined)), as_text(view_of(examined))):
        assert spelled(left(re.sub("<[^>]+>", " ", html.unescape(text)), examined.dated.record)) - OURS == set()


def test_an_english_page_reads_no_spanish(tmp_path: Path) -> None:
    """The tables are read where they are asked for, so that nobody else waits for them."""
    script = (
        "import sys; from timeline.build import examine, render\n"
        f"render(examine({str(ROOT / 'examples' / 'jackson')!r}), library='none')\n"
        "print([name for name in sys.modules if 'spanish' in name or name.endswith('strings_es')])\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert ran.stdout.strip() == "[]"
