"""How vague words about time are read here, in one table: no standard fixes a tolerance, so these are ours.

Each convention is printed where it shaped an answer ("how to read this" on the page, the guide in docs).
Knows nothing of events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Width = tuple[int, int]
"""(calendar months, days)"""


@dataclass(frozen=True, slots=True)
class Conventions:
    """The tolerances in force; every width is meant on each side.

    >>> Conventions().approximate["month"]
    (1, 0)
    """

    approximate: dict[str, Width] = field(
        default_factory=lambda: {
            "day": (0, 3),
            "month": (1, 0),
            "season": (1, 0),
            "part": (1, 0),
            "year": (6, 0),
            "decade": (24, 0),
            "century": (240, 0),
            "millennium": (2400, 0),
        }
    )
    """What ``~`` adds to a date, by the precision it was written with."""
    half: dict[str, Width] = field(
        default_factory=lambda: {"day": (0, 0), "week": (0, 4), "month": (0, 15), "year": (6, 0)}
    )
    """Half a unit: what a bare "N units" may be off by, because sources round."""
    about_most: int = 7
    """"about N" is N plus or minus one unit up to this N ..."""
    about_share: float = 0.15
    """... and this share of N beyond it, rounded outwards to whole units; the lower end is never below N/2."""
    hemisphere: str = "north"
    """Where the seasons 21 to 24 are those of: north or south."""


Figure = Width | str
"""What a convention says in figures: a width, or a number or a word as it stands."""


@dataclass(frozen=True, slots=True)
class Convention:
    """One row of the table: its key, what is written, how it is read, and the figures to be filled in there."""

    key: str
    written: str
    said: str
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def read(self) -> str:
        """How it is read, in English."""
        return self.told(self.said, lambda figure: figure if isinstance(figure, str) else _words(figure))

    def told(self, said: str, words: Callable[[Figure], str]) -> str:
        """How it is read, in the words of a language for sentence and figures."""
        return said.format(**{name: words(figure) for name, figure in self.figures.items()})


def table(conventions: Conventions) -> tuple[Convention, ...]:
    """Every convention in force, in the order the guide explains them."""
    near, off = conventions.approximate, conventions.half
    share = f"{conventions.about_share:.0%}".replace("%", " %")
    figures: dict[str, dict[str, Figure]] = {
        "approximate": {precision: near[precision] for precision in ("day", "month", "year")},
        "amount": {unit: off[unit] for unit in ("week", "month", "year")},
        "about": {"most": str(conventions.about_most), "share": share},
        "season": {"hemisphere": conventions.hemisphere},
    }
    return tuple(Convention(*row, figures.get(row[0], {})) for row in _ROWS)


def _words(width: Width) -> str:
    """A width as "3 days", "1 month" or "1 month and 3 days"."""
    months, days = width
    parts = [
        f"{count} {unit}{'s' if count != 1 else ''}" for count, unit in ((months, "month"), (days, "day")) if count
    ]
    return " and ".join(parts) or "nothing"


_ROWS = (
    ("approximate", "2019-07~", "{day} on each side of a day, {month} of a month, {year} of a year"),
    ("uncertain", "2019-07?", "the same days, marked as doubtful"),
    ("amount", "two weeks before X", "give or take half a unit: {week} a week, {month} a month, {year} a year"),
    ("exact_days", "3 days after X", "days are counted exactly"),
    (
        "about",
        "about seven months before X",
        "give or take one unit up to {most}, {share} beyond; never narrower than without the word",
    ),
    ("within", "within 6 days before X", "the day counted from, and every day up to that far"),
    ("after_event", "after X, before X", "the same day is possible: later in the day is the same day"),
    ("before_date", "before 2019-07", "the named period is left out; by and since include its first day"),
    ("working", "3 weekdays after X", "Monday to Friday, counted exactly; holidays are not known"),
    ("lasted", "lasted 3 days", "the first and the last day both count"),
    ("ongoing", "ongoing", "not over on the day the source was published; a later source may know its end"),
    ("weekday", "on Wednesday", "the latest such day on or before the day the source was published"),
    ("any_weekday", "on a Wednesday", "any such weekday within the bounds that the other claims give"),
    ("month", "in July", "the latest such month that had begun when the source was published"),
    ("publication", "publication", "the day the cited source was published"),
    (
        "reported",
        "(nothing written)",
        "what a source reports as having happened is no later than its publication",
    ),
    ("part", "early, mid, late", "a third of the year, or the days 1 to 10, 11 to 20, 21 to the end of the month"),
    (
        "season",
        "2019-21",
        "of the {hemisphere}ern hemisphere, taken widely: a month more than the calendar gives it",
    ),
    (
        "span",
        "2018-03/2019-07",
        "starts in the first and ends in the second; '..' is open, an empty end is unknown",
    ),
)
TABLE: tuple[Convention, ...] = table(Conventions())
"""Every convention of the project, as the guide prints it."""
