"""What the colours of a chart stand for: families of events, or another way to sort them, with a legend of them.

A view keeps its shapes and words; only the family that a mark's colour is looked up by is another. No meaning rests on
colour alone, and beyond the palette's colours the rest share one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from timeline.draw.palette import LIGHT
from timeline.draw.strings import Words
from timeline.problems import WrongValueError, nearest
from timeline.view.model import Mark, View

CERTAINTY = "certainty"
MODALITY = "modality"


def recoloured(view: View, by: str = "family") -> tuple[View, tuple[tuple[str, str], ...]]:
    """The view with colours by family, certainty, modality or one of its kinds of lanes; and (key, words) pairs.

    WrongValueError, naming what there is, for anything else.
    """
    chart, words = view.chart, Words(view.language)
    if by == "family":
        used = {mark.family for mark in chart.marks}
        return view, tuple((family, said) for family, said in view.families if family in used)
    if by == CERTAINTY:
        groups = {mark.event: "key_known" if known(mark) else "key_range" for mark in chart.marks}
        names = {key: words(key) for key in ("key_known", "key_range")}
    elif by == MODALITY:
        groups = {mark.event: mark.modality for mark in chart.marks}
        names = {one: one.replace("_", " ") if one == "occurred" else words(f"key_{one}") for one in groups.values()}
    elif by in chart.lanes:
        groups, names = chart.lane_of[by], {lane.id: lane.label for lane in chart.lanes[by]}
    else:
        known_words = ("family", CERTAINTY, MODALITY, *(lanes for lanes in chart.lanes if lanes != "family"))
        raise WrongValueError(f"no colours by {by!r}; {nearest(by, known_words)}")
    common = [group for group, _ in Counter(groups.values()).most_common()]
    keys = dict(zip(common, LIGHT, strict=False))
    marks = tuple(replace(mark, family=keys.get(groups[mark.event], "")) for mark in chart.marks)
    said = [(keys.get(group, ""), names[group]) for group in common]
    return replace(view, chart=replace(chart, marks=marks)), tuple(said)


def known(mark: Mark) -> bool:
    """Whether its days are known, both of them for a span."""
    return (
        mark.earliest is not None
        and mark.earliest == mark.latest
        and (not mark.span or (mark.end_earliest is not None and mark.end_earliest == mark.end_latest))
    )
