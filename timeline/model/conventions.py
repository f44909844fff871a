"""Tolerances that a case sets for itself, in place of the project's own; printed on its page like all others."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from timeline.model.block import Block, Prose
from timeline.when.conventions import Conventions, Width

_WIDTH = re.compile(r"(\d{1,4}) (day|week|month|year)s?")
Precision = Literal["day", "month", "season", "part", "year", "decade", "century", "millennium"]
Unit = Literal["day", "week", "month", "year"]


def width(text: str) -> Width:
    """A stated width, such as "10 days", as (months, days); ValueError for anything else."""
    match = _WIDTH.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a width; write '10 days', '2 weeks', '1 month' or '1 year'")
    count, unit = int(match[1]), match[2]
    months = count * {"month": 1, "year": 12}.get(unit, 0)
    return months, count * {"day": 1, "week": 7}.get(unit, 0)


def _is_width(text: str) -> str:
    width(text)
    return text


WidthText = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_is_width)]


class CaseConventions(Block):
    """How this case reads vague words about time, where it differs from the project."""

    approximate: dict[Precision, WidthText] = {}
    """What ``~`` adds on each side, by the precision of the date: ``{month: 15 days}``."""
    half: dict[Unit, WidthText] = {}
    """What a bare "N units" may be off by on each side: ``{week: 2 days}``."""
    about_most: Annotated[int, Field(ge=1, le=1000)] | None = None
    """"about N" is N give or take one unit up to this N."""
    about_share: Annotated[float, Field(ge=0, le=1)] | None = None
    """Beyond that, this share of N."""
    hemisphere: Literal["north", "south"] | None = None
    """Where the seasons (21 to 24) are those of."""
    note: Prose | None = None

    def read(self) -> Conventions:
        """The project's conventions with this case's in their place."""
        own = Conventions()
        return Conventions(
            approximate={**own.approximate, **{name: width(text) for name, text in self.approximate.items()}},
            half={**own.half, **{name: width(text) for name, text in self.half.items()}},
            about_most=self.about_most if self.about_most is not None else own.about_most,
            about_share=self.about_share if self.about_share is not None else own.about_share,
            hemisphere=self.hemisphere or own.hemisphere,
        )
