"""GOVERNMENT AND FEDERAL ACTION: letters, demands and money between governments."""

from typing import ClassVar, Literal

from timeline.model.block import ActorId, ActorIds, Ask, EventIds, Line, Words
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity


class GovernmentLetter(Event):
    """Formal correspondence from or to a government body: inquiry, demand, findings letter, reply.

    Sources may disagree on how strong a letter is: ``force`` is then carried by claims about it. What it asks for is
    an obligation.

    Use for: a council's letter to a chief, a state's demand to a city, a city's answer.
    Not for: a ``doj_letter``, which has its own name; a ``subpoena``, which can be enforced; a release to the press,
    which is a ``public_statement``.
    Sources: the letter, press release, news.

    Example::

        reply:
          type: government_letter
          title: The city answers the first letter
          when: within 6 weeks after justice-letter
          sender: city
          recipient: justice
          kind: reply
          force: unstated
          recipient_count: 1
          addressee_office: justice
          receipt: unknown
          responds_to: justice-letter
          cites: herald L31
    """

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("sender",)
    type: Literal["government_letter"] = "government_letter"
    sender: ActorIds
    """Who writes."""
    recipient: ActorIds
    """Who is written to."""
    kind: Literal[
        "inquiry", "notice_of_concern", "document_demand", "compliance_request", "findings", "warning", "reply",
        "closure",
    ]  # fmt: skip
    """What kind of letter it is."""
    force: Ask[Literal["invites", "requests", "demands", "orders", "unstated"]] = "unstated"
    """How strongly it asks; where sources differ, each has a claim ``about: force``."""
    authority_cited: Words | None = None
    """The law it rests on, as it says."""
    recipient_count: Ask[Quantity] = Quantity(word="unknown")
    """How many received it, as this source counts them."""
    addressee_office: ActorId | None = None
    """The office it is addressed to."""
    addressee_name: ActorId | None = None
    """The person it is addressed to, who may no longer hold the office."""
    response_due: ClaimText | None = None
    """The day by which an answer is asked for."""
    consequence: EventIds = ()
    """What is said to follow if it is not answered."""
    receipt: Literal["confirmed", "disputed", "unknown"] = "unknown"
    """Whether it is known to have arrived."""


class DojLetter(GovernmentLetter):
    """A letter sent by, or within, the Department of Justice.

    Use for: an inquiry, a demand for documents, a findings letter of the department or an office within it.
    Not for: an answer to it, which is a ``government_letter``.
    Sources: the letter, the department's release, news.

    Example::

        justice-letter:
          type: doj_letter
          title: The Department of Justice asks for records of force
          when: 2022-11-02
          sender: justice
          recipient: city
          kind: document_demand
          force: demands
          authority_cited: 34 U.S.C. 12601
          recipient_count: 1
          addressee_office: mayor
          response_due: within 30 days after justice-letter
          consequence: subpoenaed
          receipt: confirmed
          concerns: canal-road
          cites: letter p.1
    """

    heading: ClassVar[str] = "Letter from the Department of Justice"
    type: Literal["doj_letter"] = "doj_letter"  # type: ignore[assignment]


class CompulsoryProcess(Event):
    """A subpoena, civil investigative demand or warrant for records is issued, challenged or complied with.

    Use for: a civil investigative demand, a warrant for records.
    Not for: a ``subpoena``, which has its own name; a letter that asks, which is a ``government_letter``; a warrant to
    search a person or home, which is no step of accountability.
    Sources: docket, the demand itself, news.

    Example::

        civil-demand:
          type: compulsory_process
          title: The state demands the training files
          when: 2023-01-09
          issuer: state
          recipient: police
          instrument: civil_investigative_demand
          step: issued
          enforces: {event: justice-letter, mode: sought}
          cites: docket p.11
    """

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("issuer",)
    type: Literal["compulsory_process"] = "compulsory_process"
    issuer: ActorIds
    """Who demands."""
    recipient: ActorIds = ()
    """Who must answer."""
    instrument: Literal["subpoena", "civil_investigative_demand", "warrant"]
    """What kind of demand it is."""
    step: Literal["issued", "served", "challenged", "quashed", "enforced", "complied"]
    """What happens with it."""


class Subpoena(CompulsoryProcess):
    """A subpoena is issued, served, challenged, quashed, enforced or complied with.

    Use for: a subpoena for records or testimony.
    Not for: the threat of one in a letter, which is this type with ``modality: conditional``.
    Sources: docket, the subpoena, news.

    Example::

        subpoenaed:
          type: subpoena
          title: A subpoena follows if the letter is not answered in time
          modality: conditional
          when: after justice-letter
          conditions: {says: the answer is late, by: justice, cites: letter p.2}
          issuer: justice
          recipient: city
          step: issued
          enforces: {event: justice-letter, mode: threatened}
          cites: letter p.2
    """

    type: Literal["subpoena"] = "subpoena"  # type: ignore[assignment]
    instrument: Literal["subpoena"] = "subpoena"
    """Always ``subpoena``."""


class FundingAction(Event):
    """A grant is awarded, conditioned, withheld, clawed back or restored.

    Use for: a grant with conditions, money held back or asked back, money restored.
    Not for: money paid to end a claim, which is a ``settlement``; a police budget, which is a ``policy_action``.
    Sources: award letter, budget, letter.

    Example::

        grant-held:
          type: funding_action
          title: The state holds back a training grant
          when: 2023-04
          agency: state
          recipient: police
          action: withheld
          program: Training on restraint
          amount: 180,000 dollars
          fiscal_year: "2023"
          enforces: {event: justice-letter, mode: sought}
          cites: herald L35
    """

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("agency",)
    type: Literal["funding_action"] = "funding_action"
    agency: ActorIds
    """Who gives or withholds."""
    recipient: ActorIds = ()
    """Whose money it is."""
    action: Literal["awarded", "conditioned", "withheld", "suspended", "clawback_sought", "repaid", "restored"]
    """What is done."""
    program: Words | None = None
    """The programme."""
    amount: Line | None = None
    """The sum, as the source gives it."""
    fiscal_year: Line | None = None
    """The fiscal year, as the source gives it."""


KINDS: tuple[type[Event], ...] = (GovernmentLetter, DojLetter, CompulsoryProcess, Subpoena, FundingAction)
