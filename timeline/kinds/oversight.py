"""OVERSIGHT: administrative review of decisions."""

from typing import Any, ClassVar, Literal, Self

from pydantic import NonNegativeInt, model_validator

from timeline.model.block import ActorId, ActorIds, Ask, Block, EventId, Line, Many, shorthand
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity


class FiledWithin(Block):
    """The time allowed for filing: days from an event, or the source's words alone."""

    window_days: NonNegativeInt | None = None
    from_event: EventId | None = None
    says: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "says")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.window_days is None and self.says is None:
            raise ValueError("a time limit without days; give 'window_days', or the source's words in 'says'")
        return self


class ReviewRequested(Event):
    """A party asks a forum to review or investigate a decision.

    Standard terms: civil-service appeal, grievance, arbitration demand, notice of appeal. Where a commission is
    engaged by a written demand that it investigate, that demand is this event.

    Use for: an officer's appeal of a penalty, a union's grievance, a city's appeal of an award, a judicial appeal.
    Not for: a new civil action, which is a ``lawsuit_filed``; a complaint about an officer, which is a
    ``complaint_received``; a request for records, which is a ``records_action``.
    Sources: petition, docket, news.

    Example::

        appeal:
          type: review_requested
          title: The dismissed officer appeals
          when: 2022-09-20
          requester: officer-a
          forum: commission
          forum_kind: civil_service
          relief_sought: [reinstate_employment, back_pay]
          filed_within: {window_days: 10, from_event: fired}
          appeals: {event: fired, window_days: 10}
          cites: docket p.1
    """

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("requester",)
    type: Literal["review_requested"] = "review_requested"
    requester: ActorIds
    """Who asks."""
    forum: ActorIds = ()
    """Who is asked."""
    forum_kind: Literal[
        "agency_internal", "civil_service", "arbitration", "police_board", "trial_court", "appellate_court",
        "supreme_court",
    ]  # fmt: skip
    """What kind of forum it is."""
    relief_sought: Ask[
        Many[
            Literal[
                "rescind", "reinstate_employment", "return_to_duty", "back_pay", "reduce_penalty", "investigate",
                "release_records", "new_hearing", "other_stated", "unstated",
            ]
        ]
    ] = ("unstated",)  # fmt: skip
    """What is asked for."""
    filed_within: FiledWithin | None = None
    """The time allowed: ``{window_days: 30, from_event: ID}``, or the source's words."""
    count: Quantity | None = None
    """How many ask, as this source counts them."""


class HearingHeld(Event):
    """A forum hears a matter; it does not decide yet.

    Use for: a day before a commission, a board or an arbitrator; an argument before a court.
    Not for: a public meeting that decides no case, which is a ``public_meeting``; the decision, which is an
    ``oversight_ruling`` or a ``court_ruling``.
    Sources: minutes, docket, news.

    Example::

        hearing:
          type: hearing_held
          title: The commission hears the appeal
          when: 2022-11-15
          forum: commission
          subject: officer-a
          open_to_public: true
          continued_to: 2022-12-06
          concerns: appeal
          cites: minutes p.1
    """

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("forum",)
    type: Literal["hearing_held"] = "hearing_held"
    forum: ActorIds
    """Who hears it."""
    subject: ActorIds = ()
    """Whose case it is."""
    open_to_public: bool | None = None
    """Whether the public may attend."""
    continued_to: ClaimText | None = None
    """The day it is put off to."""


class OversightRuling(Event):
    """An administrative forum decides.

    Standard terms: arbitration award, police board decision, grievance decision. ``outcome`` is what became of the
    decision under review; ``relief_ordered`` is what the forum wants done.

    Use for: an arbitrator's award, a chief's decision on a grievance.
    Not for: a commission or board, which is a ``commission_ruling``; a civil court, which is a ``court_ruling``;
    findings on a complaint, which are an ``investigation_finding``.
    Sources: order, award, minutes, news.

    Example::

        award:
          type: oversight_ruling
          title: An arbitrator reduces the suspension to 30 days
          when: 2023-03-02
          body: arbitrator
          outcome: modified
          relief_ordered: [reduce_penalty, back_pay]
          subject: officer-c
          effective: 2023-03-15
          binding: binding
          alters: {event: suspended, effect: modifies, cites: award-text p.6}
          cites: award-text p.6
    """

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["oversight_ruling"] = "oversight_ruling"
    body: ActorId
    """Who decides."""
    outcome: Ask[
        Literal[
            "upheld", "modified", "overturned", "remanded", "dismissed", "withdrawn", "settled", "no_jurisdiction",
            "split", "unstated",
        ]
    ] = "unstated"  # fmt: skip
    """What became of the decision under review."""
    relief_ordered: Ask[
        Many[
            Literal[
                "return_to_duty", "reinstate_employment", "back_pay", "reduce_penalty", "rescind", "new_hearing",
                "none", "unstated",
            ]
        ]
    ] = ("unstated",)  # fmt: skip
    """What is to be done."""
    subject: ActorIds = ()
    """Whose case it is."""
    effective: ClaimText | None = None
    """From when it holds."""
    vote: Line | None = None
    """How the members voted: ``3-2``."""
    binding: Literal["binding", "advisory", "unstated"] = "unstated"
    """Whether it must be followed."""
    appeal_window: Line | None = None
    """The time allowed for an appeal, as the source gives it."""


class CommissionRuling(OversightRuling):
    """A commission or board rules, such as a civil service commission.

    Use for: a civil service commission, a police board, a merit board.
    Not for: an arbitrator or a chief, which is an ``oversight_ruling``.
    Sources: order, minutes, news.

    Example::

        ruling:
          type: commission_ruling
          title: The commission gives the officer the job back
          when: 2022-12-06
          body: commission
          outcome: overturned
          relief_ordered: [reinstate_employment, back_pay]
          subject: officer-a
          vote: 3-2
          binding: binding
          appeal_window: 30 days
          rules_on: appeal
          alters: {event: fired, effect: overturns, cites: minutes p.4}
          cites: minutes p.4
    """

    type: Literal["commission_ruling"] = "commission_ruling"  # type: ignore[assignment]
    body: ActorId
    """Who decides: a commission or board."""


KINDS: tuple[type[Event], ...] = (ReviewRequested, HearingHeld, OversightRuling, CommissionRuling)
