"""TimelineJS: its JSON (version 3 and the old version 1) as rows with the columns of its spreadsheets; markup as text.

Dates come in parts and stay in parts: nothing is filled in. Knows nothing of cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

_SHEET = {"headline", "text"}
_PARTS = ("Year", "Month", "Day", "Time")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]{0,200}>", re.IGNORECASE)
_LINK = re.compile(
    r"<a\s[^<>]{0,2000}?href\s*=\s*[\"']?(https?://[^\"'\s<>]{1,2000})[^<>]{0,2000}>([^<]{0,2000})</a>", re.I
)
_TAG = re.compile(r"<(?:!--[^<>]{0,5000}--|/?[a-zA-Z][^<>]{0,5000})>")


def is_sheet(names: Iterable[str]) -> bool:
    """Whether these are the columns of a TimelineJS spreadsheet, of either version."""
    found = {name.strip().lower() for name in names}
    return (
        found >= _SHEET and bool(found & {"year", "start date"}) and bool(found & {"media", "display date", "end date"})
    )


def is_one(found: Mapping[str, Any]) -> bool:
    """Whether a JSON document is one that TimelineJS reads."""
    if isinstance(found.get("timeline"), dict):
        return isinstance(found["timeline"].get("date"), list)
    events = found.get("events")
    return isinstance(events, list) and any(isinstance(one, dict) and "start_date" in one for one in events)


def rows_of(found: Mapping[str, Any]) -> tuple[list[Any], dict[str, str]]:
    """The slides as rows, and what the title slide says of the whole."""
    old = found.get("timeline")
    if isinstance(old, dict):
        rows = [_old(one) for one in old["date"]] + [_old(one, "era") for one in _list(old.get("era"))]
        return rows, _head(old)
    rows = [_new(one) for one in found["events"]] + [_new(one, "era") for one in _list(found.get("eras"))]
    title = found.get("title")
    return rows, _head(title.get("text")) if isinstance(title, dict) else {}


def _head(text: Any) -> dict[str, str]:
    said = text if isinstance(text, dict) else {}
    found = {"title": plain(str(said.get("headline") or "")), "summary": plain(str(said.get("text") or ""))}
    return {key: value for key, value in found.items() if value}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _new(slide: Any, form: str = "") -> Any:
    if not isinstance(slide, dict):
        return slide
    text, media = _inner(slide, "text"), _inner(slide, "media")
    row: dict[str, Any] = {"Type": form}
    for before, key in (("", "start_date"), ("End ", "end_date")):
        row |= {f"{before}{name}": value for name, value in _dated(_inner(slide, key))}
    row |= {
        "Display Date": slide.get("display_date") or _inner(slide, "start_date").get("display_date"),
        "Headline": text.get("headline"),
        "Text": text.get("text"),
        "Media": media.get("url"),
        "Media Credit": media.get("credit"),
        "Media Caption": media.get("caption"),
        "Group": slide.get("group"),
        "Unique id": slide.get("unique_id"),
    }
    known = {"start_date", "end_date", "text", "media", "display_date", "group", "unique_id"}
    return {**row, **{key: value for key, value in slide.items() if key not in known}}


def _inner(slide: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = slide.get(key)
    return value if isinstance(value, dict) else {}


def _dated(date: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in _PARTS[:3]:
        yield name, date.get(name.lower())
    clock = [str(date.get(part) or "0").zfill(2) for part in ("hour", "minute")]
    yield "Time", ":".join(clock) if date.get("hour") else None


def _old(slide: Any, form: str = "") -> Any:
    if not isinstance(slide, dict):
        return slide
    asset = _inner(slide, "asset")
    row: dict[str, Any] = {"Type": form}
    for before, key in (("", "startDate"), ("End ", "endDate")):
        row |= {f"{before}{name}": value for name, value in _commas(str(slide.get(key) or ""), before)}
    row |= {
        "Headline": slide.get("headline"),
        "Text": slide.get("text"),
        "Media": asset.get("media"),
        "Media Credit": asset.get("credit"),
        "Media Caption": asset.get("caption"),
        "Group": slide.get("tag"),
    }
    known = {"startDate", "endDate", "headline", "text", "asset", "tag"}
    return {**row, **{key: value for key, value in slide.items() if key not in known}}


def _commas(text: str, before: str) -> Iterator[tuple[str, str]]:
    """``2011,12,10,07,02`` in parts; anything else as it is."""
    parts = [part.strip() for part in text.split(",")]
    if text and all(part.isdigit() for part in parts):
        yield from zip(_PARTS[:3], parts, strict=False)
        if len(parts) > 4 and parts[3:5] != ["00", "00"]:
            yield "Time", ":".join(part.zfill(2) for part in parts[3:5])
    elif text:
        yield "Date" if before else "Start Date", text


def plain(text: str) -> str:
    r"""Markup as text: paragraphs are lines, and an address stands behind the words that linked to it.

    >>> plain('<p>See <a href="https://example.org/a">the order</a>.</p><script>x</script>')
    'See the order (https://example.org/a).\nx'
    """
    if "<" not in text and "&" not in text:
        return text.strip()
    text = _LINK.sub(lambda found: f"{found[2]} ({found[1]})" if found[2].strip() != found[1] else found[1], text)
    text = unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
