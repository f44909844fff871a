"""The explorer: a case's chart with its filters and cards in a notebook, whose state Python reads and sets.

What it draws is the page's own chart, in a frame that may run its own scripts and reach nothing. The document goes to a
view when the view asks for it and is no part of the widget's state, so a notebook file holds a few hundred bytes of it.
Needs the extra ``notebook``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

try:
    import anywidget
    import traitlets
except ImportError as error:
    raise ImportError(
        "the explorer needs anywidget, which is not installed: pip install 'accountability-timeline[notebook]'"
    ) from error

from timeline import build
from timeline.draw.library import packed
from timeline.draw.live import axes_of
from timeline.draw.page import page
from timeline.problems import UnknownNameError, WrongValueError, nearest
from timeline.publish import Audience
from timeline.view import View

RELATIONS = ("selected", "all", "none")
_VIEW = ("lanes", "axis", "relations", "since", "until")
_FILTERS = ("text", "family", "certain", "body", "who", "source", "only")
_BETWEEN = (300, 2400)
"""Pixels: no narrower and no wider is anything laid out, whatever a view says."""


class Explored(Protocol):
    """A case, as far as the explorer needs one."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def events(self) -> Mapping[str, Any]:
        """Its events by id."""

    def filter(self, *, events: Collection[str]) -> Any:
        """A smaller case."""

    def _repr_mimebundle_(self) -> dict[str, Any]: ...


C = TypeVar("C", bound=Explored)


class Explorer(anywidget.AnyWidget, Generic[C]):
    """A case to look around in: click a mark to select it, filter, zoom; or set the same from Python.

    Attributes:
        selected: the id of the selected event, or None.
        filters: ``text``, ``family`` and ``certain`` ("known" or "unknown"), as the boxes above the chart say.
        view: ``lanes``, ``axis``, ``relations`` ("selected", "all", "none"), and ``since`` and ``until`` where zoomed.
        shown: the ids of the events that no filter hides; None for all.
        only: the ids of the events that Python lets be seen; None for all. ``show`` sets it.
    """

    _esm = Path(__file__).with_name("widget.js")
    title: Any = traitlets.Unicode().tag(sync=True)
    selected: Any = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    filters: Any = traitlets.Dict().tag(sync=True)
    view: Any = traitlets.Dict().tag(sync=True)
    shown: Any = traitlets.Any().tag(sync=True)
    only: Any = traitlets.Any().tag(sync=True)

    def __init__(
        self, case: C, document: Callable[[float], str], view: Mapping[str, str], known: Mapping[str, Any]
    ) -> None:
        """``document`` makes the page for a width; ``known`` are the words that ``view`` and ``filters`` may hold."""
        self._case, self.document, self._words = case, document, known
        self._pages: dict[int, str] = {}
        super().__init__(title=case.title, view=dict(view), filters=dict.fromkeys(_FILTERS, ""))
        self.on_msg(self._asked)

    @property
    def case(self) -> C:
        """The whole case."""
        return self._case

    @property
    def filtered(self) -> C:
        """The case that the chart shows now: what ``case.filter`` would give for the same question."""
        found: C = self._case if self._visible is None else self._case.filter(events=self._visible)
        return found

    @property
    def selection(self) -> Any:
        """The selected event, as ``case.events`` holds it; None if nothing is selected."""
        return self._case.events[self.selected] if self.selected else None

    def show(self, events: Explored | Collection[str] | None = None) -> None:
        """Let only these be seen: a filtered case, ids of events, or all of them."""
        ids = None if events is None else list(events if isinstance(events, Collection) else events.events)
        self.only = None if ids is None or len(set(ids)) == len(self._case.events) else ids

    @property
    def _visible(self) -> list[str] | None:
        shown: list[str] | None = self.shown
        only: list[str] | None = self.only
        return only if shown is None else [one for one in shown if only is None or one in only]

    @traitlets.validate("selected")
    def _selectable(self, proposal: Mapping[str, Any]) -> str | None:
        id_: str | None = proposal["value"] or None
        if id_ is not None and id_ not in self._case.events:
            raise UnknownNameError(f"there is no event {id_!r}; {nearest(id_, self._case.events)}")
        return id_

    @traitlets.validate("only")
    def _showable(self, proposal: Mapping[str, Any]) -> list[str] | None:
        ids: list[str] | None = proposal["value"]
        for one in ids or ():
            if one not in self._case.events:
                raise UnknownNameError(f"there is no event {one!r}; {nearest(one, self._case.events)}")
        return ids

    @traitlets.validate("view", "filters")
    def _sayable(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        """What is not said stays as it is; a word that is not known is answered with the nearest."""
        name, given = proposal["trait"].name, dict(proposal["value"])
        keys = _VIEW if name == "view" else _FILTERS
        for key, value in given.items():
            if key not in keys:
                raise WrongValueError(f"{name} has no {key!r}; {nearest(key, keys)}")
            words = self._words.get(key)
            if words is not None and value not in words:
                raise WrongValueError(f"no {key} {value!r}; {nearest(str(value), [word for word in words if word])}")
        kept = {key: value for key, value in getattr(self, name).items() if key not in ("since", "until")}
        return {**kept, **given}

    def _asked(self, widget: Any, content: Mapping[str, Any], buffers: Any) -> None:
        """A view asks for the document at its width; views of about one width get the very same."""
        if content.get("ask") != "document":
            return
        low, high = _BETWEEN
        width = min(max(int(content.get("width") or 0), low), high)
        try:
            if width not in self._pages:
                self._pages = {width: self.document(width)}
            self.send({"view": content.get("view"), "html": self._pages[width]})
        except Exception as problem:
            self.send({"view": content.get("view"), "problem": f"The explorer could not be drawn. {problem}"})
            raise

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The widget where widgets can run; where they cannot, the list and the text of what it would show."""
        made: Any = super()._repr_mimebundle_(**kwargs)
        still = {key: value for key, value in self.filtered._repr_mimebundle_().items() if key.startswith("text/")}
        if isinstance(made, tuple):
            return {**made[0], **still}, made[1]
        return {**made, **still} if made else still


def explore(case: C, examined: build.Examined, audience: Audience, **view: str) -> Explorer[C]:
    """The explorer of a case; its document is searched for withheld names each time one is made."""
    whole = build.view_of(examined, audience=audience)

    def document(width: float) -> str:
        text = page(whole, explorer=width)
        pictures = [picture.address for card in whole.cards for picture in card.images]
        build.searched(examined, {"explorer": text}, audience, skip=[packed(), *pictures])
        return text

    return Explorer(case, document, view, words_of(whole))


def words_of(view: View) -> dict[str, Collection[str]]:
    """The words that ``view`` and ``filters`` may hold, by name."""
    return {
        "lanes": tuple(view.chart.lanes),
        "axis": axes_of(view),
        "relations": RELATIONS,
        "family": ("", *(family for family, _ in view.families)),
        "certain": ("", "known", "unknown"),
        "body": ("", *(lane.id for lane in view.chart.lanes.get("body", ()))),
        "source": ("", *(source.id for source in view.sources)),
    }
