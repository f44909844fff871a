"""The last good page of a case, and what is wrong with what has been saved since. Knows no server and no watcher."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.build import Examined
from timeline.problems import At, CaseError, Problem, has_errors, in_order

Look = Callable[[], Examined]
Render = Callable[[Examined], str]


@dataclass(frozen=True, slots=True)
class Shot:
    """What there is to show after a save: the last page that could be built, and what is wrong now."""

    number: int = 0
    """Counts the builds, so that whoever waits knows what is new."""
    page: str = ""
    """As ``build`` would write it; empty until a build has succeeded."""
    mark: str = ""
    """Another one for another page."""
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    """What was read: the case's files, and the archived copies of its sources."""

    @property
    def failed(self) -> bool:
        """Whether the page, if there is one, is older than what was saved."""
        return has_errors(self.problems)


class Latest:
    """Builds a case again and again, and keeps the last page that was whole."""

    def __init__(self, look: Look, render: Render) -> None:
        self._look, self._render = look, render
        self.shot = Shot()

    def again(self) -> Shot:
        """Build now. Whatever a half-saved or deleted file or a mistake of ours brings, the last good page stays."""
        try:
            examined = self._look()
            files = (*examined.files, *(copy.path for copy in examined.copies.copies.values()))
            self.shot = replace(self.shot, number=self.shot.number + 1, files=files, problems=examined.problems)
            if not self.shot.failed:
                text = self._render(examined)
                self.shot = replace(self.shot, page=text, mark=hashlib.sha256(text.encode()).hexdigest()[:16])
        except CaseError as error:
            self._refused(error.problems)
        except Exception as error:
            message = f"the page could not be built: {type(error).__name__}: {error}"
            self._refused([Problem(At(), "unreadable", message, "'timeline build' may say more")])
        return self.shot

    def _refused(self, problems: Iterable[Problem]) -> None:
        self.shot = replace(self.shot, number=self.shot.number + 1, problems=in_order(problems))
