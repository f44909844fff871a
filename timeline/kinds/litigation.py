"""LITIGATION: civil court."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from timeline.model.block import ActorIds, Line, Many
from timeline.model.event import Event
from timeline.model.quantity import Quantity


class LawsuitFiled(Event):
    """A civil action or petition is filed: civil rights, wrongful death, mandamus or enforcement, records."""

    family: ClassVar[str] = "litigation"
    lane_roles: ClassVar[tuple[str, ...]] = ("court", "plaintiff")
    type: Literal["lawsuit_filed"] = "lawsuit_filed"
    plaintiff: ActorIds
    representative: ActorIds = ()
    defendant: ActorIds = ()
    cause: Literal[
        "civil_rights", "wrongful_death", "enforcement", "mandamus", "employment", "public_records", "injunction",
        "other_stated", "unstated",
    ] = "unstated"  # fmt: skip
    court: ActorIds = ()
    court_unstated: bool = False
    """Set where the source does not say which court."""
    relief_sought: Many[Line] = ()
    docket: Line | None = None
    amount: Line | None = None
    plaintiff_count: Quantity | None = None

    @model_validator(mode="after")
    def _names_a_court(self) -> Self:
        if not self.court and not self.court_unstated:
            raise ValueError("give 'court', or 'court_unstated: true' where the source does not say which")
        return self


KINDS: tuple[type[Event], ...] = (LawsuitFiled,)
