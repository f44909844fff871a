"""A full example of any event type, made from its own fields, and a small case to put it in."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import timeline
from timeline.kinds import KINDS
from timeline.model.block import Block, Refers
from timeline.model.event import actor_fields, own_fields, type_name
from timeline.model.evidence import is_time
from timeline.model.quantity import Quantity

NAMED = {type_name(kind): kind for kind in KINDS}
SAMPLES = {"length": "30 days", "currency": "USD", "claim": None, "start": "2021-01", "end": "2021-03"}
IDS = {"actor": "board", "event": "other", "claim": "other.said", "obligation": "owed", "source": "s1"}
ENVELOPE = {"title": "A title", "when": "2021-04", "cites": "s1"}


def sample(name: str) -> dict[str, Any]:
    """An event of the type with every field of its own written."""
    kind = NAMED[name]
    own = {field: value(kind, field) for field in (*actor_fields(kind), *own_fields(kind))}
    return {"type": name, **ENVELOPE, **{field: made for field, made in own.items() if made is not None}}


def value(cls: type[Block], field: str) -> Any:
    info = cls.model_fields[field]
    if field in SAMPLES:
        return SAMPLES[field]
    return "2021-05" if is_time(cls, field) else made(info.annotation, info.metadata)


def made(annotation: Any, marks: typing.Iterable[Any] = ()) -> Any:
    """A value that a field of this kind takes."""
    for mark in marks:
        if isinstance(mark, Refers):
            return IDS[mark.to]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return made(arguments[0], arguments[1:])
    if origin is typing.Literal:
        return arguments[0]
    if origin is dict:
        return {"primary": 3}
    if origin is tuple:
        return [made(arguments[0])]
    if origin is not None:
        return made(arguments[0])
    if annotation is Quantity:
        return 3
    if issubclass(annotation, Block):
        parts = {name: value(annotation, name) for name in annotation.model_fields if name != "locator"}
        return {name: part for name, part in parts.items() if part is not None}
    return {bool: True, int: 3}.get(annotation, "Words")


OTHER = {
    "type": "public_statement", "title": "Another", "when": "2021-03", "speaker": "board", "channel": "interview",
    "cites": "s1", "claims": [{"id": "said", "says": "so", "cites": "s1"}],
}  # fmt: skip
CAST = {
    "sources": {"s1": {"kind": "news_report", "title": "A", "publisher": "board", "published": "2021-06-01"}},
    "actors": {
        "board": {
            "kind": "institution",
            "institution_kind": "commission",
            "name": "Task force of the Department of Justice",
        }
    },
    "obligations": {
        "owed": {
            "label": "What is owed",
            "created_by": "other",
            "obligor": "board",
            "force": "ordered",
            "due": "unspecified",
            "cites": "s1",
        }
    },
}


def problems(case: Callable[[str], Path], events: dict[str, Any]) -> list[timeline.Problem]:
    """What is wrong with a case of these events beside one other; JSON is YAML too."""
    text = "\n".join(
        f"{key}: {json.dumps(value)}" for key, value in {**CAST, "events": {"other": OTHER, **events}}.items()
    )
    try:
        return list(timeline.load(case(text)).problems)
    except timeline.CaseError as refused:
        return list(refused.problems)


def errors(case: Callable[[str], Path], events: dict[str, Any]) -> list[timeline.Problem]:
    return [problem for problem in problems(case, events) if problem.is_error]
