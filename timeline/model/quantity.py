"""How many, as sources say it: an exact number, a bound, an approximation, or a vague word with a floor."""

import re
from typing import Any, Literal, Self

from pydantic import NonNegativeInt, model_validator

from timeline.model.block import Block

VAGUE: dict[str, int] = {"several": 3, "some": 2, "many": 2, "unknown": 0}
"""The least number each vague word can stand for; "some" and "many" are plurals and no more."""


class Quantity(Block):
    """A number as the source gives it: ``11``, ``{min: 51}``, ``{approx: 20, plus_minus: 5}`` or ``several``."""

    exact: NonNegativeInt | None = None
    min: NonNegativeInt | None = None
    max: NonNegativeInt | None = None
    approx: NonNegativeInt | None = None
    plus_minus: NonNegativeInt | None = None
    word: Literal["several", "some", "many", "unknown"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, str) and data in VAGUE:
            return {"word": data}
        if isinstance(data, str | int):
            if not re.fullmatch(r"\d{1,9}", str(data)):
                raise ValueError(f"{str(data)!r} is not a count; write 11, {{min: 51}}, or one of {', '.join(VAGUE)}")
            return {"exact": data}
        return data

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [self.exact is not None, self.approx is not None, self.word is not None]
        ranged = self.min is not None or self.max is not None
        if sum(forms) + ranged != 1:
            raise ValueError("a quantity has one form; give one of exact, min and max, approx, or a word")
        if self.plus_minus is not None and self.approx is None:
            raise ValueError("'plus_minus' stands alone; it goes with 'approx'")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is more than max {self.max}; turn them round, or check the source")
        return self

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The least and the greatest number this can be; None for no limit.

        >>> Quantity.model_validate("several").bounds
        (3, None)
        """
        if self.exact is not None:
            return self.exact, self.exact
        if self.approx is not None:
            off = self.plus_minus if self.plus_minus is not None else max(1, round(self.approx * 0.15))
            return max(0, self.approx - off), self.approx + off
        if self.word is not None:
            return VAGUE[self.word], None
        return self.min or 0, self.max

    def __str__(self) -> str:
        """In words: "11", "at least 51", "about 20", "several"."""
        if self.exact is not None:
            return str(self.exact)
        if self.approx is not None:
            return f"about {self.approx}"
        if self.word is not None:
            return "number not known" if self.word == "unknown" else self.word
        if self.min is not None and self.max is not None:
            return f"{self.min} to {self.max}"
        return f"at least {self.min}" if self.min is not None else f"at most {self.max}"
