"""LITIGATION: civil court."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import StringConstraints, model_validator

from timeline.model.block import ActorIds, Ask, Line, Many, ObligationId
from timeline.model.event import Event
from timeline.model.quantity import Quantity

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""Three capital letters: ``USD``."""


class LawsuitFiled(Event):
    """A civil action or petition is filed: civil rights, wrongful death, mandamus or enforcement, records.

    Use for: a complaint in federal court, a petition to make a city follow a ruling, a suit for records, a claim for
    money that must come before a suit.
    Not for: an appeal of a decision, which is a ``review_requested``; a criminal charge, which is a
    ``charging_decision``.
    Sources: complaint, petition, docket, news.

    Example::

        suit:
          type: lawsuit_filed
          title: The family sues
          when: 2022-06-01
          plaintiff: family
          representative: counsel
          defendant: [city, two-officers]
          cause: wrongful_death
          court: federal-court
          relief_sought: [damages, a change of the policy on restraint]
          docket: 22-cv-00411
          amount: at least 2,000,000 dollars
          plaintiff_count: 3
          concerns: [canal-road, death]
          cites: docket p.1
    """

    family: ClassVar[str] = "litigation"
    lane_roles: ClassVar[tuple[str, ...]] = ("court", "plaintiff")
    type: Literal["lawsuit_filed"] = "lawsuit_filed"
    plaintiff: ActorIds
    """Who sues."""
    representative: ActorIds = ()
    """Their attorneys."""
    defendant: ActorIds = ()
    """Who is sued."""
    cause: Ask[
        Literal[
            "civil_rights", "wrongful_death", "enforcement", "mandamus", "employment", "public_records", "injunction",
            "other_stated", "unstated",
        ]
    ] = "unstated"  # fmt: skip
    """What kind of action it is."""
    court: ActorIds = ()
    """Where; needed, or ``court_unstated``."""
    court_unstated: bool = False
    """Set where the source does not say which court."""
    relief_sought: Ask[Many[Line]] = ("unstated",)
    """What is asked for, each in a line."""
    docket: Line | None = None
    """The docket number."""
    amount: Line | None = None
    """The sum, as the source gives it."""
    plaintiff_count: Quantity | None = None
    """How many sue, as this source counts them."""

    @model_validator(mode="after")
    def _names_a_court(self) -> Self:
        if not self.court and not self.court_unstated:
            raise ValueError("the court is missing; give 'court', or 'court_unstated: true' where no source says")
        return self


class CourtRuling(Event):
    """A civil court decides a motion or the case.

    What it orders is an obligation: ``orders`` names those it creates.

    Use for: an injunction, a judgment, a civil verdict, a motion granted or denied, a stay, an appeal decided.
    Not for: a criminal case, which is a ``criminal_disposition``; a commission's or arbitrator's decision, which is an
    ``oversight_ruling``; a consent decree, which is a ``decree_action``.
    Sources: order, opinion, docket, news.

    Example::

        judgment:
          type: court_ruling
          title: The court orders the footage released
          when: 2022-07-15
          court: federal-court
          ruling: granted_in_part
          orders: release-footage
          rules_on: {event: suit, disposes: partly}
          alters: {event: withheld-policy, effect: stays, cites: order p.7}
          cites: order p.7
    """

    family: ClassVar[str] = "litigation"
    lane_roles: ClassVar[tuple[str, ...]] = ("court",)
    type: Literal["court_ruling"] = "court_ruling"
    court: ActorIds
    """Who decides."""
    ruling: Literal[
        "granted", "denied", "granted_in_part", "dismissed", "judgment_plaintiff", "judgment_defendant", "stayed",
        "abstained", "remanded", "vacated", "affirmed", "reversed", "approved",
    ]  # fmt: skip
    """What is decided."""
    orders: Many[ObligationId] = ()
    """The obligations it creates, by id."""


class Settlement(Event):
    """The parties resolve a claim for money or terms.

    Use for: a settlement offered, agreed, approved by a council, or paid.
    Not for: an agreement on reforms that a court oversees, which is a ``consent_decree`` or a ``decree_action``.
    Sources: council minutes, agreement, news.

    Example::

        settled:
          type: settlement
          title: The council approves a settlement with the family
          when: 2023-09-05
          claimant: family
          payer: city
          stage: approved
          amount: 1,450,000
          currency: USD
          admission: no
          approved_by: council
          rules_on: suit
          cites: minutes p.7
    """

    family: ClassVar[str] = "litigation"
    lane_roles: ClassVar[tuple[str, ...]] = ("approved_by", "payer", "claimant")
    type: Literal["settlement"] = "settlement"
    claimant: ActorIds = ()
    """Whose claim it resolves."""
    payer: ActorIds = ()
    """Who pays."""
    stage: Literal["proposed", "agreed", "approved", "paid"]
    """How far it has come."""
    amount: Line | None = None
    """The sum, as the source gives it."""
    currency: Currency | None = None
    """Its currency, in three letters: ``USD``."""
    admission: Literal["yes", "no", "unstated"] = "unstated"
    """Whether wrongdoing is admitted."""
    approved_by: ActorIds = ()
    """Who approves it."""

    @model_validator(mode="after")
    def _a_currency_has_a_sum(self) -> Self:
        if self.currency is not None and self.amount is None:
            raise ValueError("'currency' goes with 'amount'; give the amount too")
        return self


KINDS: tuple[type[Event], ...] = (LawsuitFiled, CourtRuling, Settlement)
