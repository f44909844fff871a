"""INCIDENT: what happened on the street, or in a cell."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from timeline.model.block import ActorIds, Many, Words
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity

ProofStatus = Literal["reported", "alleged", "disputed", "admitted", "found", "adjudicated", "vacated"]


class UseOfForce(Event):
    """Police used, or are alleged to have used, physical force: once, or in a stated number of cases.

    Standard term: use-of-force incident. The date of an aggregate is that of the whole run.

    Use for: a takedown, a baton, a taser, a dog, a restraint; "several incidents" told as one.
    Not for: a firearm discharged at someone, which is an ``officer_involved_shooting``; a search, stop or arrest,
    which is a ``misconduct_incident``.
    Sources: use-of-force report, body-camera video, news, complaint, lawsuit.

    Example::

        canal-road:
          type: use_of_force
          title: Two officers take a man to the ground on Canal Road
          when: 2022-03-04
          subject: two-officers
          affected: man
          proof_status: alleged
          aggregate: false
          force_types: [takedown, baton]
          injury: injured
          cites: herald L2
    """

    family: ClassVar[str] = "incident"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["use_of_force"] = "use_of_force"
    subject: ActorIds = ()
    """The officers involved."""
    affected: ActorIds = ()
    """Those it was used on."""
    proof_status: ProofStatus
    """How far it is established; ``reported`` is a source's own neutral word."""
    aggregate: bool
    """True for several occurrences told as one."""
    count: Quantity | None = None
    """How many occurrences; an aggregate needs it, and ``unknown`` is a number too."""
    force_types: Many[
        Literal[
            "firearm", "taser", "baton", "hands", "takedown", "restraint", "chokehold", "vehicle", "canine",
            "chemical", "other_stated",
        ]
    ] = ()  # fmt: skip
    """What was used, as far as a source says."""
    injury: Literal["none", "injured", "fatal", "some_fatal", "unknown"] = "unknown"
    """The worst that is known; ``some_fatal`` is for an aggregate."""
    subject_condition_source: Words | None = None
    """Who says what state the person was in."""

    @model_validator(mode="after")
    def _counts_what_is_told_as_one(self) -> Self:
        if self.aggregate and self.count is None:
            raise ValueError("an aggregate needs 'count'; write how many, or 'unknown' where no source says")
        if not self.aggregate and self.count is not None:
            raise ValueError("'count' is for an aggregate; write 'aggregate: true', or leave it out")
        return self


class OfficerInvolvedShooting(UseOfForce):
    """An officer discharges a firearm at or in the direction of a person.

    Standard term: officer-involved shooting (OIS). Some data sets count only fatal ones, or only those on duty.

    Use for: a shot that hit or missed; "seven shootings since July" as an aggregate.
    Not for: a firearm drawn and not fired, which is a ``use_of_force``.
    Sources: press release, prosecutor's report, news, public databases of shootings.

    Example::

        shooting:
          type: officer_involved_shooting
          title: An officer fires at a car on Mill Lane
          when: 2022-05-07
          time: "22:40"
          subject: officer-b
          proof_status: admitted
          aggregate: false
          force_types: firearm
          injury: none
          fatal: no
          shots: {min: 2}
          names_released: no
          cites: herald L4
    """

    heading: ClassVar[str] = "Officer-involved shooting"
    type: Literal["officer_involved_shooting"] = "officer_involved_shooting"  # type: ignore[assignment]
    fatal: Literal["yes", "no", "some", "unknown"] = "unknown"
    """Whether anyone died; ``some`` is for an aggregate."""
    shots: Quantity | None = None
    """How many shots were fired."""
    names_released: Literal["yes", "no", "partial", "unknown"] = "unknown"
    """Whether the officers' names were made public."""


class InCustodyDeath(Event):
    """A person dies during or after police custody or restraint, whatever the cause.

    Standard terms: death in custody, arrest-related death. Injury and death are often on different days: ``when`` is
    the day of death.

    Use for: a death in a cell, in a police car, in hospital after an arrest.
    Not for: what was done to the person, which is a ``use_of_force`` and is linked with ``results_from`` if someone
    says so; what the coroner says, which is a ``medical_finding``.
    Sources: coroner, news, lawsuit, custody log.

    Example::

        death:
          type: in_custody_death
          title: The man arrested on Canal Road dies in hospital
          when: 2022-03-06
          held_by: police
          affected: man
          proof_status: reported
          date_of_injury: 2022-03-04
          date_of_death: 2022-03-06
          cause_stated_by: coroner
          results_from:
            event: canal-road
            cause_claim: autopsy.cause
            cites: coroner-report p.3
          cites: herald L3
    """

    family: ClassVar[str] = "incident"
    lane_roles: ClassVar[tuple[str, ...]] = ("held_by", "subject")
    heading: ClassVar[str] = "Death in custody"
    type: Literal["in_custody_death"] = "in_custody_death"
    held_by: ActorIds = ()
    """The agency that held the person."""
    subject: ActorIds = ()
    """The officers involved."""
    affected: ActorIds = ()
    """Who died."""
    proof_status: ProofStatus
    """How far it is established that the death had to do with custody."""
    date_of_injury: ClaimText | None = None
    """The day of the injury, often an earlier one."""
    date_of_death: ClaimText | None = None
    """The day of death, where ``when`` is a longer time."""
    cause_stated_by: ActorIds = ()
    """Who has said what the cause was."""


class MisconductIncident(Event):
    """Wrongful conduct other than force is alleged: in a search, a stop, an arrest, a report.

    Use for: an unlawful search, a false report, discrimination, sexual misconduct, a duty to report that was not met.
    Not for: force, which is a ``use_of_force``; the complaint about it, which is a ``complaint_received``.
    Sources: complaint, internal-affairs file, court finding, news.

    Example::

        false-report:
          type: misconduct_incident
          title: A report leaves out that a baton was used
          when: within 2 days after canal-road
          subject: two-officers
          allegation_kind: false_report
          proof_status: alleged
          cites: herald L6
    """

    family: ClassVar[str] = "incident"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["misconduct_incident"] = "misconduct_incident"
    subject: ActorIds = ()
    """The officers it is alleged of."""
    affected: ActorIds = ()
    """Those it was done to."""
    allegation_kind: Literal[
        "search", "stop", "arrest", "false_report", "discrimination", "sexual_misconduct", "failure_to_report",
        "other_stated",
    ]  # fmt: skip
    """What is alleged."""
    proof_status: ProofStatus
    """How far it is established."""


KINDS: tuple[type[Event], ...] = (UseOfForce, OfficerInvolvedShooting, InCustodyDeath, MisconductIncident)
