"""A case as the JSON that TimelineJS reads: a slide an event, in reading order.

TimelineJS knows certain days only. An uncertain event runs from its earliest to its latest possible day, and carries
its date in words; one without any bound stands on the title slide. Its texts are HTML, so all are escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from timeline.draw.safe import escape
from timeline.exports.bounds import named, outer
from timeline.exports.material import Made, Material, as_made
from timeline.view.model import Card, Cite, Said, SourceEntry, View
from timeline.view.tongue import Tongue, tongue


def to_timelinejs(material: Material) -> Made:
    """The slides as JSON, for ``new TL.Timeline(…, json)``."""
    view = material.view
    events: list[dict[str, Any]] = []
    undated: list[dict[str, Any]] = []
    sources = {source.number: source for source in view.sources}
    for card in view.cards:
        slide = _slide(card, material, sources)
        (events if "start_date" in slide else undated).append(slide)
    whole = {"title": _title(view, material.notice, undated), "events": events, "scale": "human"}
    return as_made(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def _title(view: View, notice: str, undated: Iterable[dict[str, Any]]) -> dict[str, Any]:
    parts = [f"<p><strong>{escape(notice)}</strong></p>"] if notice else []
    parts += [f"<p>{escape(view.summary)}</p>"] if view.summary else []
    parts += [f"<p>{escape(tongue(view.language)('export.as_of_day', day=view.as_of_words))}</p>"]
    for slide in undated:
        text = slide["text"]
        parts.append(f"<h3>{text['headline']} ({slide['display_date']})</h3>{text['text']}")
    return {"unique_id": f"case-{view.case}", "text": {"headline": escape(view.title), "text": "".join(parts)}}


def _slide(card: Card, material: Material, sources: dict[int, SourceEntry]) -> dict[str, Any]:
    interval = material.dated.intervals[card.id]
    words = card.date_words + (f" ({card.date_detail})" if card.date_detail else "")
    slide: dict[str, Any] = {
        "unique_id": card.id,
        "group": card.thread or card.type_words,
        "display_date": escape(words),
        "text": {
            "headline": escape(card.title),
            "text": "".join(_paragraphs(card, sources, tongue(material.view.language))),
        },
        **_dates(*outer(interval)),
    }
    return slide


def _dates(first: date | None, last: date | None) -> dict[str, Any]:
    """Where a slide stands: a day, month or year if it is exactly that, else from the first day to the last."""
    if first is None and last is None:
        return {}
    if first is None or last is None:
        return {"start_date": _day(first or last)}
    period = named(first, last)
    if period:
        return {"start_date": dict(zip(("year", "month", "day"), period, strict=False))}
    return {"start_date": _day(first), "end_date": _day(last)}


def _day(day: date | None) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day} if day else {}


def _paragraphs(card: Card, sources: dict[int, SourceEntry], words: Tongue) -> Iterator[str]:
    if card.modality_words:
        yield f"<p><em>{escape(card.modality_words.capitalize())}.</em></p>"
    if card.summary:
        yield f"<p>{escape(card.summary)}</p>"
    if card.said:
        yield f"<ul>{''.join(_account(one, words) for one in card.said)}</ul>"
    yield f"<p>{words('export.dates_stated', claims=escape('; '.join(card.typed)))}</p>"
    cites = "; ".join(_cite(cite, sources) for cite in card.cites)
    yield f"<p>{words('export.cited', cites=cites)}.</p>"


def _account(one: Said, words: Tongue) -> str:
    stance = words(f"export.{one.stance}")
    stance = words("export.wrong", stance=stance) if one.status == "conflict" else stance
    return f"<li>{escape(one.speaker)} ({stance}): {escape(one.says)}</li>"


def _cite(cite: Cite, sources: dict[int, SourceEntry]) -> str:
    source = sources[cite.number]
    title = escape(source.title)
    linked = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
    return linked + (f", {escape(cite.locator)}" if cite.locator else "")
