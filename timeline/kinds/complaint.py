"""COMPLAINT AND INVESTIGATION: fact-finding about specific conduct."""

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from timeline.model.block import ActorIds, Block, Line, Many, Words, shorthand
from timeline.model.event import Event
from timeline.model.evidence import ClaimText

Disposition = Literal[
    "sustained", "not_sustained", "exonerated", "unfounded", "partly_sustained", "mediated",
    "administratively_closed", "no_further_investigation", "withdrawn", "pending",
]  # fmt: skip


class Allegation(Block):
    """One charge in a complaint, and the rule it is said to break."""

    kind: Line
    rule_ref: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "kind")


class Finding(Block):
    """What was found about one allegation; the finding alone where there is only one."""

    allegation: Line | None = None
    finding: Disposition

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "finding")


class ComplaintReceived(Event):
    """A person or body lodges a complaint of misconduct with a body that takes them.

    One complaint may hold several allegations.

    Use for: a complaint form, a letter of complaint, a referral by another agency, an anonymous call that was logged.
    Not for: what is complained of, which is a ``use_of_force`` or a ``misconduct_incident``; a claim for money, which
    is a ``lawsuit_filed``; an officer's own grievance, which is a ``review_requested``.
    Sources: oversight portal, complaint log, letter.

    Example::

        complaint:
          type: complaint_received
          title: The family complains to the review board
          when: 2022-03-10
          intake_body: board
          complainant: family
          complainant_type: public
          subject: two-officers
          allegations:
            - {kind: unnecessary force, rule_ref: "4.2"}
            - incomplete report
          concerns: [canal-road, false-report]
          cites: complaint-log row:14
    """

    family: ClassVar[str] = "complaint"
    lane_roles: ClassVar[tuple[str, ...]] = ("intake_body",)
    type: Literal["complaint_received"] = "complaint_received"
    intake_body: ActorIds
    """Who takes the complaint in."""
    complainant: ActorIds = ()
    """Who complains."""
    complainant_type: Literal["public", "internal", "anonymous", "agency"] | None = None
    """From whom it comes."""
    subject: ActorIds = ()
    """The officers complained of."""
    allegations: Many[Allegation] = ()
    """Each charge, with the rule it is said to break."""


class InvestigationOpened(Event):
    """A body with authority starts an inquiry into specified conduct.

    Use for: an internal-affairs case, a criminal inquiry, a commission that takes a matter up.
    Not for: an inquiry into a whole agency's pattern or practice, which is a ``systemic_investigation``; a newsroom's,
    which is a ``media_report``.
    Sources: press release, letter, docket.

    Example::

        inquiry:
          type: investigation_opened
          title: Internal affairs opens a case
          when: 2022-03-12
          body: police
          kind: internal_affairs
          subject: two-officers
          deadline: within 180 days after complaint
          responds_to: complaint
          concerns: canal-road
          cites: herald L8
    """

    family: ClassVar[str] = "complaint"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["investigation_opened"] = "investigation_opened"
    body: ActorIds
    """Who investigates."""
    kind: Literal[
        "internal_affairs", "criminal", "oversight", "civil_service", "inspector_general", "coroner",
        "legislative", "federal_civil_rights",
    ]  # fmt: skip
    """What kind of inquiry it is."""
    subject: ActorIds = ()
    """Whom it is about."""
    deadline: ClaimText | None = None
    """The day by which it should end."""


class InvestigationFinding(Event):
    """The body that investigated reaches a disposition.

    Use for: a closing letter, a board's finding on each allegation, a case closed without one.
    Not for: the penalty that follows, which is ``discipline_imposed``; a forum that reviews the penalty, which is an
    ``oversight_ruling``.
    Sources: closing letter, annual report, board minutes.

    Example::

        finding:
          type: investigation_finding
          title: Internal affairs sustains one allegation of two
          when: 2022-08
          body: police
          subject: two-officers
          findings:
            - {allegation: unnecessary force, finding: sustained}
            - {allegation: incomplete report, finding: not_sustained}
          recommended_finding: sustained
          standard: preponderance
          rules_on: complaint
          concerns: canal-road
          cites: closing-letter p.2
    """

    family: ClassVar[str] = "complaint"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["investigation_finding"] = "investigation_finding"
    body: ActorIds
    """Who finds."""
    subject: ActorIds = ()
    """Whom it is about."""
    findings: Many[Finding]
    """The disposition of each allegation."""
    recommended_finding: Disposition | None = None
    """What was recommended to whoever decided."""
    standard: Literal["preponderance", "clear_and_convincing", "substantial_evidence", "unknown"] = "unknown"
    """How much proof was asked for."""


class MedicalFinding(Event):
    """A coroner or medical examiner states the cause or the manner of a death.

    ``manner: homicide`` says that another person caused the death. It is no finding of a crime, and the page says so.

    Use for: an autopsy's result, an amended death certificate.
    Not for: the death, which is an ``in_custody_death``.
    Sources: autopsy report, coroner's statement, news.

    Example::

        autopsy:
          type: medical_finding
          title: The coroner gives the manner of death
          when: 2022-03-20
          body: coroner
          affected: man
          cause: injuries of the chest
          manner: homicide
          concerns: death
          claims:
            - id: cause
              by: coroner
              says: the injuries of 4 March caused the death
              cites: coroner-report p.3
          cites: coroner-report p.3
    """

    family: ClassVar[str] = "complaint"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["medical_finding"] = "medical_finding"
    body: ActorIds
    """Who finds."""
    affected: ActorIds = ()
    """Who died."""
    cause: Words | None = None
    """The cause as stated."""
    manner: Literal["homicide", "suicide", "accident", "natural", "undetermined"] | None = None
    """The manner as certified."""


KINDS: tuple[type[Event], ...] = (ComplaintReceived, InvestigationOpened, InvestigationFinding, MedicalFinding)
