"""GOVERNMENT AND FEDERAL ACTION, the rest: investigations of an agency, decrees, and reports on compliance."""

from typing import ClassVar, Literal

from pydantic import NonNegativeInt

from timeline.model.block import ActorIds, Block, Line, Many, ObligationId, Prose
from timeline.model.event import Event
from timeline.model.evidence import Cites, ClaimText


class Period(Block):
    """The time a report covers, from its first day to its last."""

    start: ClaimText
    end: ClaimText


class Assessed(Block):
    """What the report says of one obligation; the assessor is who reports."""

    obligation: ObligationId
    status: Literal["met", "not_met", "partly_met", "inadequate", "unclear"]
    level: Line | None = None
    """The regime's own word: ``primary``, ``secondary``, ``operational``."""
    cites: Cites = ()
    note: Prose | None = None


class SystemicInvestigation(Event):
    """An investigation of a whole agency, its pattern or practice, is opened, expanded or closed.

    Standard term: pattern-or-practice investigation (34 U.S.C. 12601, before 42 U.S.C. 14141).

    Use for: the Department of Justice or a state looking into an agency.
    Not for: an inquiry into named conduct, which is an ``investigation_opened``; the letter that carries the findings,
    which is a ``government_letter`` or a ``doj_letter``. A later step ``concerns`` the one that opened it.
    Sources: press release, findings report.

    Example::

        pattern-inquiry:
          type: systemic_investigation
          title: The department's practice on restraint is investigated
          when: 2023-02-01
          body: justice
          subject: police
          step: opened
          authority: 34 U.S.C. 12601
          concerns: [canal-road, death]
          cites: letter p.4
    """

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["systemic_investigation"] = "systemic_investigation"
    body: ActorIds
    """Who investigates."""
    subject: ActorIds = ()
    """The agency that is investigated."""
    step: Literal["opened", "expanded", "findings_issued", "closed", "retracted"]
    """What happens with it."""
    authority: Line
    """The law it rests on."""


class DecreeAction(Event):
    """An agreement that a court oversees is proposed, entered, modified, moved to sustainment or ended.

    Standard terms: consent decree, settlement agreement, memorandum of agreement. Each numbered paragraph that
    somebody owes is an obligation of its own.

    Use for: a decree modified, a finding of compliance, sustainment, a part or all of it ended.
    Not for: its beginning, which is a ``consent_decree``; money for a claim, which is a ``settlement``.
    Sources: order, agreement, docket.

    Example::

        decree-changed:
          type: decree_action
          title: The court adds footage to the agreement
          when: 2024-05-06
          court: federal-court
          party: [justice, city]
          step: modified
          paragraph_count: 141
          supersedes: decree
          cites: docket p.14
    """

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("court",)
    type: Literal["decree_action"] = "decree_action"
    court: ActorIds
    """The court that oversees it."""
    party: ActorIds = ()
    """Who agrees."""
    step: Literal[
        "proposed", "entered", "modified", "compliance_found", "sustainment_started", "partially_terminated",
        "terminated", "dismissed_before_entry",
    ]  # fmt: skip
    """What happens with it."""
    paragraph_count: NonNegativeInt | None = None
    """How many numbered paragraphs it has."""
    term: Line | None = None
    """How long it is to last, as it says."""


class ConsentDecree(DecreeAction):
    """A consent decree is proposed to a court or entered by it.

    Use for: the day a decree is filed for approval, and the day it takes effect.
    Not for: what becomes of it later, which is a ``decree_action``.
    Sources: order, agreement, docket.

    Example::

        decree:
          type: consent_decree
          title: The court enters an agreement on restraint and transport
          when: 2024-01-22
          court: federal-court
          party: [justice, city]
          step: entered
          paragraph_count: 138
          term: until two years of full compliance
          cites: docket p.8
    """

    type: Literal["consent_decree"] = "consent_decree"  # type: ignore[assignment]
    step: Literal["proposed", "entered"]
    """Whether it is proposed or entered."""


class ComplianceReport(Event):
    """A monitor, compliance director, auditor or agency reports on how far obligations are met.

    Use for: a monitor's periodic report, an agency's own report on a decree or on recommendations.
    Not for: the court's finding of compliance, which is a ``decree_action``.
    Sources: monitor's report.

    Example::

        first-report:
          type: compliance_report
          title: The monitor's first report
          when: 2024-08-01
          reporter: monitor
          period: {start: 2024-01-22, end: 2024-06-30}
          assessments:
            - obligation: write-transport-policy
              status: met
              level: primary
              cites: monitor-report p.12
            - obligation: train-all-officers
              status: partly_met
              level: secondary
              cites: monitor-report p.15
          summary_counts: {primary: 61, secondary: 22, operational: 4}
          concerns: decree
          cites: monitor-report p.3
    """

    family: ClassVar[str] = "government"
    lane_roles: ClassVar[tuple[str, ...]] = ("reporter",)
    type: Literal["compliance_report"] = "compliance_report"
    reporter: ActorIds
    """Who reports."""
    period: Period
    """The time it covers: ``{start: 2024-01-01, end: 2024-06-30}``."""
    assessments: Many[Assessed] = ()
    """What it says of each obligation."""
    summary_counts: dict[Line, NonNegativeInt] = {}
    """How many paragraphs stand at each level, in the report's own words."""


KINDS: tuple[type[Event], ...] = (SystemicInvestigation, DecreeAction, ConsentDecree, ComplianceReport)
