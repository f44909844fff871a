"""PERSONNEL, the rest: penalties, posts, and the certificate without which nobody is an officer."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, StringConstraints

from timeline.model.block import ActorIds, Line
from timeline.model.event import Event


def _length(text: str) -> str:
    if not re.fullmatch(r"\d{1,5} (working |calendar )?(hour|day|week|month|year)s?", text):
        raise ValueError(f"{text!r} is not a length; write '30 days', '15 working days' or '40 hours'")
    return text


Length = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_length)]
"""A number and a unit, as the source gives them: never converted."""


class DisciplineImposed(Event):
    """A formal penalty short of separation is imposed.

    Use for: a reprimand, a demotion, loss of pay, ordered training.
    Not for: a ``suspension``, which has its own name; being sent home without a penalty, which is
    ``administrative_leave``; dismissal, which is a ``termination``.
    Sources: discipline letter, personnel file, news.

    Example::

        reprimand:
          type: discipline_imposed
          title: A supervisor is reprimanded
          when: 2022-08-30
          subject: supervisor
          imposed_by: chief
          penalty: reprimand_written
          implements: advice
          cites: discipline-letter p.1
    """

    family: ClassVar[str] = "personnel"
    lane_roles: ClassVar[tuple[str, ...]] = ("subject",)
    type: Literal["discipline_imposed"] = "discipline_imposed"
    subject: ActorIds
    """Who is disciplined."""
    imposed_by: ActorIds = ()
    """Who imposes it."""
    penalty: Literal[
        "reprimand_verbal", "reprimand_written", "suspension", "demotion", "loss_of_pay", "training", "other_stated"
    ]
    """The penalty."""
    length: Length | None = None
    """How long, in the source's own unit: ``30 days``, ``40 hours``."""


class Suspension(DisciplineImposed):
    """An officer is suspended as a penalty.

    Use for: days without pay or work, imposed as discipline.
    Not for: a suspension while an inquiry runs that is called no penalty, which is ``administrative_leave``.
    Sources: discipline letter, ruling, news.

    Example::

        suspended:
          type: suspension
          title: An officer is suspended for 90 days
          when: 2022-08-30
          subject: officer-c
          imposed_by: chief
          length: 90 days
          results_from:
            event: finding
            cause_claim: why
            cites: discipline-letter p.2
          claims:
            - id: why
              by: chief
              says: he is suspended over the sustained allegation
              cites: discipline-letter p.2
          cites: discipline-letter p.2
    """

    type: Literal["suspension"] = "suspension"  # type: ignore[assignment]
    penalty: Literal["suspension"] = "suspension"
    """Always ``suspension``."""


class Appointment(Event):
    """A person takes a post or is named to one.

    Use for: a hire, a promotion, a new chief, a monitor, a commissioner, a job given back.
    Not for: moving to other work in the same post, which is a ``reassignment``; the making of the body, which is
    ``body_created``. Who held an office when is a ``tenure`` among the actors.
    Sources: press release, minutes, roster.

    Example::

        monitor-named:
          type: appointment
          title: A monitor is named
          when: 2024-02-15
          appointee: monitor
          post: Monitor of the agreement
          acting: false
          appointed_by: federal-court
          implements: decree
          cites: docket p.9
    """

    family: ClassVar[str] = "personnel"
    lane_roles: ClassVar[tuple[str, ...]] = ("appointee",)
    type: Literal["appointment"] = "appointment"
    appointee: ActorIds
    """Who takes the post."""
    post: Line
    """The post, in words."""
    acting: bool | None = None
    """True for an interim appointment."""
    appointed_by: ActorIds = ()
    """Who appoints."""


class CertificationAction(Event):
    """A state standards body changes an officer's certificate, or a prosecutor their standing as a witness.

    Standard terms: decertification; Brady or Giglio list.

    Use for: a certificate granted, suspended, revoked or given back; a name put on a list of officers whose testimony
    must be disclosed, or taken off it.
    Not for: the loss of the job, which is a ``separation``.
    Sources: standards board's minutes, prosecutor's list.

    Example::

        listed:
          type: certification_action
          title: The prosecutor lists the officer
          when: 2023-01-17
          subject: officer-a
          body: prosecutor
          action: brady_listed
          cites: witness-list row:31
    """

    family: ClassVar[str] = "personnel"
    lane_roles: ClassVar[tuple[str, ...]] = ("body", "subject")
    heading: ClassVar[str] = "Certification or witness list"
    type: Literal["certification_action"] = "certification_action"
    subject: ActorIds
    """Whose certificate or standing it is."""
    body: ActorIds
    """The standards body or prosecutor."""
    action: Literal["certified", "suspended", "revoked", "reinstated", "brady_listed", "brady_removed"]
    """What is done."""


KINDS: tuple[type[Event], ...] = (DisciplineImposed, Suspension, Appointment, CertificationAction)
