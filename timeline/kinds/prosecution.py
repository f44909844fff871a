"""PROSECUTION: criminal process against an officer."""

from typing import ClassVar, Literal

from timeline.model.block import ActorIds, Line, Many
from timeline.model.event import Event
from timeline.model.quantity import Quantity

Outcome = Literal[
    "plea_guilty", "plea_no_contest", "convicted", "acquitted", "dismissed_with_prejudice",
    "dismissed_without_prejudice", "mistrial", "sentenced", "conviction_reversed", "reversed_and_rendered",
    "conviction_affirmed", "pardoned",
]  # fmt: skip


class ProsecutionReferral(Event):
    """A case is submitted to a prosecutor or a grand jury.

    Use for: a file sent to the prosecutor, a case presented to a grand jury.
    Not for: their decision, which is a ``charging_decision`` or an ``indictment``.
    Sources: letter, press release, news.

    Example::

        referral:
          type: prosecution_referral
          title: The file goes to the prosecutor
          when: 2022-07-11
          from_body: police
          to_body: prosecutor
          subject: two-officers
          concerns: canal-road
          cites: herald L15
    """

    family: ClassVar[str] = "prosecution"
    lane_roles: ClassVar[tuple[str, ...]] = ("to_body",)
    type: Literal["prosecution_referral"] = "prosecution_referral"
    to_body: ActorIds
    """Who is to decide."""
    from_body: ActorIds = ()
    """Who submits it."""
    subject: ActorIds = ()
    """Whose conduct it is about."""


class ChargingDecision(Event):
    """A prosecutor or grand jury charges, or declines to.

    Standard terms: information, complaint; no bill, declination. A no bill is not an acquittal.

    Use for: charges filed by a prosecutor, a declination, a no bill, a decision still pending.
    Not for: an ``indictment``, which has its own name; what becomes of the charges, which is a
    ``criminal_disposition``.
    Sources: docket, declination letter, press release.

    Example::

        declined:
          type: charging_decision
          title: The prosecutor declines to charge one of the two
          when: 2022-10-03
          decider: prosecutor
          decider_kind: prosecutor
          subject: officer-b
          decision: declined
          rules_on: {event: referral, disposes: partly}
          concerns: canal-road
          cites: declination p.2
        charged:
          type: charging_decision
          title: The prosecutor charges a third officer
          when: 2022-12-01
          decider: prosecutor
          decider_kind: prosecutor
          subject: officer-c
          decision: charged
          charges: [filing a false report]
          concerns: false-report
          cites: docket p.2
    """

    family: ClassVar[str] = "prosecution"
    lane_roles: ClassVar[tuple[str, ...]] = ("decider",)
    type: Literal["charging_decision"] = "charging_decision"
    decider: ActorIds
    """Who decides."""
    decider_kind: Literal["prosecutor", "grand_jury", "judge", "attorney_general", "us_attorney"]
    """What kind of decider it is."""
    subject: ActorIds = ()
    """Who is charged, or is not."""
    decision: Literal["charged", "indicted", "no_bill", "declined", "referred_elsewhere", "pending"]
    """What is decided."""
    charges: Many[Line] = ()
    """The charges, each in a line."""
    count: Quantity | None = None
    """How many are charged, as this source counts them."""


class Indictment(ChargingDecision):
    """A grand jury indicts.

    Use for: a true bill, an indictment returned or unsealed.
    Not for: charges filed without a grand jury, and a no bill, which are a ``charging_decision``.
    Sources: docket, indictment, news.

    Example::

        indicted:
          type: indictment
          title: A grand jury indicts the other officer
          when: 2022-10-20
          decider: grand-jury
          subject: officer-a
          charges: [assault, tampering with a record]
          count: 1
          rules_on: {event: referral, disposes: partly}
          concerns: canal-road
          cites: docket p.3
    """

    type: Literal["indictment"] = "indictment"  # type: ignore[assignment]
    decider_kind: Literal["grand_jury"] = "grand_jury"
    """Always ``grand_jury``."""
    decision: Literal["indicted"] = "indicted"
    """Always ``indicted``."""


class CriminalDisposition(Event):
    """A criminal case changes its outcome.

    The newest one counts: a reader who sees an indictment must see what became of it.

    Use for: a dismissal, a mistrial, a sentence, a conviction reversed or affirmed on appeal, a pardon.
    Not for: a ``plea`` and a ``verdict``, which have their own names; a civil judgment, which is a ``court_ruling``.
    Sources: judgment, opinion, docket.

    Example::

        count-dismissed:
          type: criminal_disposition
          title: The court dismisses the second charge
          when: 2023-05-09
          court: trial-court
          subject: officer-a
          outcome: dismissed_with_prejudice
          rules_on: {event: indicted, disposes: partly}
          cites: docket p.5
    """

    family: ClassVar[str] = "prosecution"
    lane_roles: ClassVar[tuple[str, ...]] = ("court", "subject")
    type: Literal["criminal_disposition"] = "criminal_disposition"
    subject: ActorIds
    """Whose case it is."""
    court: ActorIds = ()
    """The court, or who grants a pardon."""
    outcome: Outcome
    """What becomes of the case."""
    sentence: Line | None = None
    """The sentence, in a line."""


class Plea(CriminalDisposition):
    """An officer pleads guilty or no contest.

    Use for: a plea entered in court.
    Not for: an agreement that no court has taken, which is a claim; a plea of not guilty, which changes no outcome.
    Sources: docket, judgment, news.

    Example::

        pleaded:
          type: plea
          title: A third officer pleads no contest
          when: 2023-02-14
          court: trial-court
          subject: officer-c
          outcome: plea_no_contest
          sentence: one year of probation
          rules_on: charged
          cites: docket p.4
    """

    type: Literal["plea"] = "plea"  # type: ignore[assignment]
    outcome: Literal["plea_guilty", "plea_no_contest"]
    """Which plea."""


class Verdict(CriminalDisposition):
    """A jury or a judge convicts or acquits.

    Use for: a verdict at the end of a criminal trial.
    Not for: the sentence and what an appeal makes of it, which are a ``criminal_disposition``; a civil verdict, which
    is a ``court_ruling``.
    Sources: judgment, docket, news.

    Example::

        acquitted:
          type: verdict
          title: The jury acquits
          when: 2023-06-22
          court: trial-court
          subject: officer-a
          outcome: acquitted
          rules_on: {event: indicted, disposes: partly}
          cites: docket p.6
    """

    type: Literal["verdict"] = "verdict"  # type: ignore[assignment]
    outcome: Literal["convicted", "acquitted"]
    """Which verdict."""


KINDS: tuple[type[Event], ...] = (
    ProsecutionReferral,
    ChargingDecision,
    Indictment,
    CriminalDisposition,
    Plea,
    Verdict,
)
