"""Does what fulfils an obligation say which of its due days it meets?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dating import Dated
from timeline.dating.dues import Bounds, due_days, turn_of
from timeline.model.relations import Fulfils
from timeline.problems import Problem, quoted
from timeline.when.words import range_words

_SHOWN = 3


def due_days_are_named(dated: Dated) -> Iterator[Problem]:
    """What is due again and again is met one due day at a time; what is due once has none to choose from."""
    dues = {
        owed.id: tuple(due_days(dated, owed))
        for owed in dated.record.obligations.values()
        if owed.due.every is not None
    }
    for event in dated.record.events.values():
        for index, met in enumerate(event.fulfils):
            said, hint = "", "leave out 'due', or give the obligation an 'every'"
            if met.obligation in dues:
                said, hint = _which(dues[met.obligation], met)
            elif met.obligation in dated.record.obligations and met.due is not None:
                said = f"which is due once, and names a due day: {quoted(met.due)}"
            if said:
                message = f"event {quoted(event.id)} fulfils {quoted(met.obligation)}, {said}"
                yield Problem(event.where("fulfils", index, "due"), "which-due-day", message, hint)


def _which(dues: tuple[Bounds, ...], met: Fulfils) -> tuple[str, str]:
    """What is wrong with the due day that is named, and what to write; empty if it is one of them."""
    if turn_of(dues, met.due) is not None:
        return "", ""
    said = "and does not say which" if met.due is None else f"and {quoted(met.due)} names no single one of them"
    shown = "; ".join(range_words(*due) for due in dues[:_SHOWN])
    hint = f"write 'due: 2019' or 'due: 2019-04'; it is due {shown} …" if dues else "give it a first due day"
    return f"which is due again and again, {said}", hint
