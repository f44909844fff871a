"""The JSON export is the case itself: it loads again with nothing lost but what is the curator's own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from tests.samples import CAST, NAMED, OTHER, sample
from timeline.build import Examined, examine, examine_record, export
from timeline.exports.document import KEPT_BACK, as_json
from timeline.exports.formats import FORMATS
from timeline.files.case import read_text
from timeline.model.record import Record

FORM = {form.name: form for form in FORMATS}
# What YAML readers fold or take for something else, among ordinary text; control characters are refused in a case file.
TEXT = st.text(
    st.one_of(
        st.sampled_from("\t\n\x85\u2028\u2029\ufeff\ufffe'\"\\#:{}[],&*!|>%@`-?~ "),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    min_size=1,
    max_size=40,
).filter(str.strip)
DATES = [
    "2021-04~",
    "2021-03/2021-05",
    "[2021-03-01,2021-03-03]",
    "before publication",
    "unknown",
    "202X-05",
    "on Wednesday",
]
TIMES = [
    *DATES,
    "about seven months after other",
    {"claim": "within 6 days after other", "doubtful": True, "cites": "s1 L4"},
]


def again(found: Examined) -> Examined:
    """What the JSON of a case loads as."""
    loaded = read_text(export(found, FORM["json"]).decode("utf-8"), "again.json")
    return examine_record(loaded, found.path, None)


def written(record: Record) -> dict[str, Any]:
    """Everything in a record but what is the newsroom's own, as plain values."""
    blocks = [record.head, *(block for _, block in record.blocks())]
    return {
        f"{type(b).__name__} {getattr(b, 'id', '')}": without_notes(b.model_dump(exclude_unset=True, exclude_none=True))
        for b in blocks
    }


def without_notes(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_notes(inner) for key, inner in value.items() if key not in KEPT_BACK}
    return tuple(map(without_notes, value)) if isinstance(value, tuple) else value


def text_of(events: dict[str, Any], **more: Any) -> str:
    head = {"case": "made", "title": "Made", "place": "Harlow", "as_of": "2022-01-01"}
    return as_json({**head, **CAST, **more, "events": {"other": OTHER, **events}})


def examined(text: str, tmp_path: Any) -> Examined:
    return examine_record(read_text(text), tmp_path / "case.yaml", None)


@pytest.mark.parametrize("name", ["jackson", "harlow-street"])
def test_an_example_comes_back_whole(examples, name):
    before = examine(examples / name)
    after = again(before)
    assert written(after.dated.record) == written(before.dated.record)
    assert after.dated.intervals == before.dated.intervals
    assert not any(problem.is_error for problem in after.problems)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_field_of_every_type_comes_back(name, tmp_path):
    before = examined(text_of({"it": sample(name)}), tmp_path)
    if any(problem.is_error for problem in before.problems):
        before = Examined(before.path, before.dated, (), before.copies)  # dates of a sample may clash; fields may not
    after = again(before)
    assert written(after.dated.record) == written(before.dated.record)


@given(title=TEXT, says=TEXT, when=st.lists(st.sampled_from(TIMES), min_size=1, max_size=2, unique_by=str), scheme=TEXT)
@settings(max_examples=often(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_any_kind_of_date_comes_back(title, says, when, scheme, tmp_path):
    event = {
        **OTHER,
        "title": {"en": title, "es": says},
        "when": when,
        "refs": {scheme: title},
        "concerns": {"event": "other", "basis": "editorial", "reason": says},
        "claims": [
            {
                "id": "one",
                "by": "board",
                "says": says,
                "contradicts": "other.said",
                "cites": {"source": "s1", "at": "L2", "quote": title},
            }
        ],
    }
    before = examined(text_of({"it": event}), tmp_path)
    after = again(Examined(before.path, before.dated, (), before.copies))
    kept = {language: words.strip() for language, words in after.dated.record.events["it"].title.items()}
    assert kept == {"en": title.strip(), "es": says.strip()}
    assert written(after.dated.record) == written(before.dated.record)


def test_notes_stay_with_the_curator_and_the_file_loads_from_its_path(case, tmp_path):
    home = case(
        """
        note: mine
        events:
          a: {type: public_statement, speaker: mayor, channel: interview, title: T, when: {claim: 2021-05, note: mine}, cites: s1, note: mine}
        """
    )
    path = tmp_path / "case.json"
    path.write_bytes(export(examine(home), FORM["json"]))
    assert "mine" not in path.read_text("utf-8")
    assert timeline.load(path).events["a"].title == "T"
