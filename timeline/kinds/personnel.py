"""PERSONNEL: what work and powers an officer has, and whether they keep the job."""

from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from timeline.model.block import ActorIds, Ask, Block, Line, ObligationId, shorthand
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity

DutyStatus = Literal[
    "full_duty", "modified_assignment", "administrative_duty", "administrative_leave", "suspended", "unknown"
]
OtherDuty = Literal["modified_assignment", "administrative_duty", "administrative_leave", "suspended", "unknown"]


class Until(Block):
    """When a status is to end: a claim about time, or ``{obligation: ID}`` where it ends with something owed."""

    claim: ClaimText | None = None
    obligation: ObligationId | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "claim")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.claim is None) == (self.obligation is None):
            raise ValueError("it does not say until when; write a claim about time, or 'obligation' and its id")
        return self


class DutyStatusChange(Event):
    """A change in what work or powers an officer has, without ending employment.

    Standard terms: modified assignment, administrative duty, desk duty, administrative leave, relief from duty,
    return to full duty. They differ by agency, so the source's own term is kept in ``term_used``. A status that lasts
    is read off from this change to the next one.

    Use for: any change of duty that the narrower forms below do not name.
    Not for: a penalty, which is ``discipline_imposed``; the end of a job, which is a ``separation``; a new rank,
    which is an ``appointment``.
    Sources: personnel order, petition, news.

    Example::

        records-room:
          type: duty_status_change
          title: One of the two is sent to the records room
          when: 2022-03-09
          subject: officer-a
          agent: chief
          from_status: full_duty
          to_status: administrative_duty
          term_used: light duty
          pay: paid
          police_powers: unknown
          characterised_as: unstated
          until: {obligation: end-desk-duty}
          part_of: reassigned
          cites: herald L9
    """

    family: ClassVar[str] = "personnel"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["duty_status_change"] = "duty_status_change"
    subject: ActorIds
    """Whose status changes."""
    agent: ActorIds = ()
    """Who changes it; leave out and set ``agent_unstated`` where the source does not say."""
    to_status: Ask[DutyStatus] = "unknown"
    """The new status."""
    from_status: DutyStatus | None = None
    """The status before."""
    term_used: Line | None = None
    """The source's own word for the status."""
    pay: Ask[Literal["paid", "unpaid", "unknown"]] = "unknown"
    """Whether they are paid meanwhile."""
    police_powers: Ask[Literal["retained", "removed", "unknown"]] = "unknown"
    """Whether badge, weapon and power of arrest stay with them."""
    characterised_as: Ask[Literal["disciplinary", "non_disciplinary", "disputed", "unstated"]] = "unstated"
    """What it is called; ``disputed`` where parties differ, each with a claim."""
    until: Until | None = None
    """When it is to end: a claim about time, or ``{obligation: ID}``."""
    count: Quantity | None = None
    """How many officers, as this source counts them."""


class Reassignment(DutyStatusChange):
    """An officer is moved to other work, usually a modified assignment; never a return to full duty.

    Use for: moved off patrol, put on desk duty, given a modified assignment.
    Not for: ``administrative_leave`` and ``return_to_duty``, which have their own names.
    Sources: personnel order, petition, news.

    Example::

        reassigned:
          type: reassignment
          title: Two officers are moved off patrol
          when: 2022-03-08/2022-03-09
          subject: two-officers
          agent_unstated: true
          term_used: modified assignment
          pay: paid
          police_powers: retained
          characterised_as: disputed
          count: 2
          responds_to: canal-road
          claims:
            - id: no-penalty
              by: chief
              says: it is no penalty
              stance: denies
              about: characterised_as
              cites: herald L9
            - id: penalty
              by: two-officers
              says: it is a penalty
              about: characterised_as
              contradicts: no-penalty
              cites: herald L10
          cites: herald L9
    """

    type: Literal["reassignment"] = "reassignment"  # type: ignore[assignment]
    to_status: OtherDuty = "modified_assignment"
    """The new status; a return to full duty is a ``return_to_duty``."""


class AdministrativeLeave(DutyStatusChange):
    """An officer is sent home, usually with pay, while something is settled.

    Use for: administrative leave, paid leave, relief from duty that is no penalty.
    Not for: a penalty, which is a ``suspension``.
    Sources: personnel order, press release, news.

    Example::

        leave:
          type: administrative_leave
          title: The officer who fired is placed on leave
          when: 2022-05-08
          subject: officer-b
          agent: chief
          pay: paid
          police_powers: removed
          characterised_as: non_disciplinary
          until: before 2022-07-01
          responds_to: shooting
          cites: release p.1
    """

    type: Literal["administrative_leave"] = "administrative_leave"  # type: ignore[assignment]
    to_status: Literal["administrative_leave"] = "administrative_leave"
    """Always ``administrative_leave``."""


class ReturnToDuty(DutyStatusChange):
    """An officer is returned to full duty.

    Use for: a return to patrol after leave, a reassignment or a suspension.
    Not for: a job given back after it had ended, which is an ``appointment`` that ``implements`` a ruling; an order to
    return, which is a ruling and an obligation.
    Sources: personnel order, news, petition.

    Example::

        back-on-patrol:
          type: return_to_duty
          title: The officer who fired is back on patrol
          when: 2022-06-20
          subject: officer-b
          agent: chief
          from_status: administrative_leave
          pay: paid
          police_powers: retained
          characterised_as: non_disciplinary
          cites: herald L14
    """

    type: Literal["return_to_duty"] = "return_to_duty"  # type: ignore[assignment]
    to_status: Literal["full_duty"] = "full_duty"
    """Always ``full_duty``."""


class Separation(Event):
    """Employment ends: termination, resignation, retirement, layoff or death.

    Use for: an end whose reason is not known, a retirement, a layoff, a death.
    Not for: ``termination`` and ``resignation``, which have their own names; a suspension, which ends no employment.
    Sources: termination letter, roster, minutes, news.

    Example::

        retired:
          type: separation
          title: A supervisor retires while the case is open
          when: 2022-09
          subject: supervisor
          reason: retired_under_investigation
          cause_stated: false
          cites: herald L20
    """

    family: ClassVar[str] = "personnel"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["separation"] = "separation"
    subject: ActorIds
    """Who leaves."""
    agent: ActorIds = ()
    """Who ends it, where somebody does."""
    reason: Ask[
        Literal[
            "terminated", "resigned", "retired", "resigned_under_investigation", "retired_under_investigation",
            "deceased", "laid_off", "unknown",
        ]
    ] = "unknown"  # fmt: skip
    """How it ends; ``…_under_investigation`` says that it came before a finding."""
    cause_stated: bool | None = None
    """True if a cause was said to exist, even if it was not named."""
    count: Quantity | None = None
    """How many leave, as this source counts them."""


class Termination(Separation):
    """An employer ends an officer's employment.

    Use for: fired, dismissed, terminated with or without a stated cause.
    Not for: a layoff, which is a ``separation``; a penalty that leaves the job, which is ``discipline_imposed``.
    Sources: termination letter, minutes, news.

    Example::

        fired:
          type: termination
          title: The city dismisses one of the two officers
          when: 2022-09-12
          subject: officer-a
          agent: city
          cause_stated: true
          results_from:
            event: finding
            cause_claim: for-cause
            cites: termination-letter p.1
          claims:
            - id: for-cause
              by: city
              says: he is dismissed because the allegation was sustained
              form: filing
              cites: termination-letter p.1
          cites: termination-letter p.1
    """

    type: Literal["termination"] = "termination"  # type: ignore[assignment]
    reason: Literal["terminated"] = "terminated"
    """Always ``terminated``."""


class Resignation(Separation):
    """An officer gives up the job.

    Use for: a resignation, also one that came before a finding could be made.
    Not for: a retirement, which is a ``separation``.
    Sources: letter, roster, news.

    Example::

        resigned:
          type: resignation
          title: The second officer resigns
          when: a week before finding
          subject: officer-b
          reason: resigned_under_investigation
          cites: herald L18
    """

    type: Literal["resignation"] = "resignation"  # type: ignore[assignment]
    reason: Literal["resigned", "resigned_under_investigation"] = "resigned"
    """Whether it came before a finding."""


KINDS: tuple[type[Event], ...] = (
    DutyStatusChange,
    Reassignment,
    AdministrativeLeave,
    ReturnToDuty,
    Separation,
    Termination,
    Resignation,
)
