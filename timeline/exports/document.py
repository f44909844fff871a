"""A record as one JSON document: a case file in the one-file form, which ``timeline.load`` reads again.

Nothing is lost but notes and who reviewed a name, which are the newsroom's own. Knows no solved dates.
"""

from __future__ import annotations

import json
import re
from typing import Any

from timeline.exports.material import Made, Material, as_made
from timeline.model.block import Block
from timeline.model.obligation import Due
from timeline.model.record import Record

KEPT_BACK = ("note", "reviewed_by", "reviewed_on")
"""Fields that are the newsroom's own: they stay in the case file, whoever an export is for."""
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def document(record: Record) -> dict[str, Any]:
    """A record as plain data in the form of a case file: what was written, by the names it is written under."""
    sections = {"sources": record.sources, "actors": record.actors, "events": record.events}
    sections["obligations"] = record.obligations
    written = {name: {id_: written_as(block) for id_, block in blocks.items()} for name, blocks in sections.items()}
    return {**written_as(record.head), **{name: blocks for name, blocks in written.items() if blocks}}


def written_as(block: Block) -> dict[str, Any]:
    """One block under its id: its fields as a curator writes them, without the id and without notes."""
    fields: dict[str, Any] = plain(block)
    fields.pop("id", None)
    return fields


def plain(value: Any) -> Any:
    """A value of the model as text, numbers, lists and mappings."""
    if isinstance(value, Block):
        named = ((info.alias or name, name) for name, info in type(value).model_fields.items())
        typed = ((alias, getattr(value, name)) for alias, name in named if value.typed(name) and name not in KEPT_BACK)
        written = {alias: plain(inner) for alias, inner in typed if inner is not None}
        return written if written or not isinstance(value, Due) else "unspecified"
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value


def as_json(value: Any, *, indent: int | None = 1) -> str:
    """JSON that a YAML parser reads as the same values: signs it would refuse or fold are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def to_json(material: Material, *, indent: int | None = 1) -> Made:
    """The whole case as one JSON file; an internal copy says so in the note at its head."""
    whole = document(material.dated.record)
    return as_made(as_json({"note": material.notice, **whole} if material.notice else whole, indent=indent) + "\n")
