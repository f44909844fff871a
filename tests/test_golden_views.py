"""What the examples show, as text that a person can read in a diff: a line a lane, a mark, a stretch, a count.

When a change is meant, ``make golden`` accepts it (``pytest tests/test_golden_views.py --update-golden``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

import timeline
from tests.conftest import EXAMPLES
from timeline import build
from timeline.view.layout import NARROW, WIDE, Label, Layout, Placed, arrange
from timeline.view.model import View

FORMS = {
    "bodies, to scale": {},
    "bodies, in steps": {"axis": "sequence"},
    "bodies, silences folded": {"axis": "compressed"},
    "people, to scale": {"lanes": "actor"},
    "bodies, to scale, for a phone": {"width": NARROW, "narrow": True},
}


def view_lines(view: View) -> Iterator[str]:
    """The chart of a view in each of its forms."""
    chart = view.chart
    yield f"{view.title}: {len(chart.marks)} marks, {len(chart.links)} relations, {len(chart.stretches)} stretches"
    for name, options in FORMS.items():
        yield ""
        yield f"== {name} =="
        yield from layout_lines(arrange(chart, **{"width": WIDE, **options}))  # type: ignore[arg-type]


def layout_lines(layout: Layout) -> Iterator[str]:
    """Everything that has a place, from the top; numbers are pixels."""
    yield f"{layout.width:.0f} x {layout.height:.0f}, {layout.axis}, as of {layout.as_of_x:.0f}"
    yield "axis: " + " | ".join(f"{tick.label} {tick.x:.0f}" for tick in layout.ticks if tick.label)
    for gap, x0, x1 in layout.scale.folds:
        yield f"fold {x0:.0f}-{x1:.0f}: {gap.told}"
    if layout.notes:
        yield "said: " + " | ".join(f"{note.lines[0]} {note.x:.0f},{note.y:.0f}" for note in layout.notes)
    for band in layout.bands:
        yield f"[{' '.join(band.name.lines)}] {band.top:.0f}-{band.bottom:.0f}"
        inside = [(one.y, one.shape.x0, mark_line(one)) for one in layout.marks if band.top < one.y < band.bottom]
        inside += [
            (
                one.y,
                one.hatch.maybe,
                f"owed {one.hatch.since:.0f}-{one.hatch.until:.0f} {said(one.label)} <{one.stretch.obligation}>",
            )
            for one in layout.stretches
            if band.top < one.y < band.bottom
        ]
        inside += [(one.y, one.x, f"+{len(one.events)} at {one.x:.0f}: {', '.join(one.events)}") for one in layout.more
                   if band.top < one.y < band.bottom]  # fmt: skip
        for y, _, line in sorted(inside):
            yield f"  {y:4.0f} {line}"


def mark_line(one: Placed) -> str:
    """``*143 |120-160| right "Label" <id> modality``: what stands where, what ends it, where its label is."""
    form = one.shape
    ends = {"cap": "||", "arrow": "<>", "fade": "??", "": "  "}
    run = ""
    if form.soft or form.core or form.line or form.fade:
        run = f" {ends[form.left][0]}{form.left_x:.0f}-{form.right_x:.0f}{ends[form.right][1]}".rstrip()
    core = f" core {form.core[0]:.0f}-{form.core[1]:.0f}" if form.core else ""
    ticks = f" {len(form.ticks)} ticks" if form.ticks else ""
    glyph = "?" if form.unknown else "*" if form.solid else "o"
    more = "".join(
        f" {word}"
        for word in (one.mark.modality, "doubtful" if one.mark.doubtful else "")
        if word not in ("", "occurred")
    )
    label = "no room" if one.bare else said(one.label, one.y)
    return f"{glyph}{form.x:.0f}{run}{core}{ticks} {label} <{one.mark.event}>{more}"


def said(label: Label, y: float | None = None) -> str:
    """Where a label stands and what it says, a stroke where it is broken."""
    side = "above" if y is not None and label.y < y - 1 else "left" if label.anchor == "end" else "right"
    return f'{side} "{" / ".join(label.lines)}"'


@pytest.mark.parametrize("name", sorted(path.parent.name for path in EXAMPLES.glob("*/case.yaml")))
def test_the_examples_show_what_they_showed(name: str, golden: Callable[[str, str], None]) -> None:
    view = build.view_of(timeline.load(EXAMPLES / name)._examined)
    golden(f"{name}.txt", "\n".join(view_lines(view)))


def test_no_line_of_a_golden_view_names_a_day_that_nobody_knows() -> None:
    """Its numbers are pixels, its words the view's own."""
    view = build.view_of(timeline.load(EXAMPLES / "jackson")._examined)
    text = "\n".join(view_lines(view))
    for mark in view.chart.marks:
        if mark.earliest and mark.latest and mark.earliest != mark.latest:
            middle = date.fromordinal((mark.earliest.toordinal() + mark.latest.toordinal()) // 2)
            assert middle.isoformat() not in text
