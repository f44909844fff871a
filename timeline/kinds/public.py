"""POLICY AND PUBLIC: rules, statements, meetings, reports that had consequences, records."""

from typing import ClassVar, Literal

from timeline.model.block import ActorIds, Ask, ClaimIds, Line, Many, Words
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity


class PolicyAction(Event):
    """A rule or practice is proposed, adopted, amended, rescinded, or recorded as already in force.

    Ordinances, orders, statutes and unwritten practices are one type with an ``instrument``.

    Use for: a general order, an ordinance, an executive order, a practice that a source says exists.
    Not for: a rule that makes a body, which is ``body_created``; a decision about one officer, which is a personnel
    event; a wish or a promise, which is this type with ``modality: announced`` or ``expected``, or only a claim.
    Sources: the text of the order, minutes, statement, news.

    Example::

        withheld-policy:
          type: policy_action
          title: Footage is withheld while a case is open
          when: before 2022-03-04
          body: police
          instrument: practice_unwritten
          step: in_force_observed
          topic: When footage from body cameras is released
          legal_force: in_force
          cites: herald L11
        new-policy:
          type: policy_action
          title: Cameras must stay on during transport
          when: 2024-03-01
          body: police
          instrument: general_order
          step: adopted
          topic: Body cameras during transport
          subject: all-officers
          effective: 2024-04-01
          implements: {event: decree, extent: partial}
          supersedes: withheld-policy
          fulfils:
            obligation: write-transport-policy
            cites: monitor-report p.12
          cites: order-text p.1
    """

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["policy_action"] = "policy_action"
    body: ActorIds
    """Whose rule it is."""
    instrument: Ask[
        Literal[
            "practice_unwritten", "written_policy", "general_order", "executive_order", "ordinance", "resolution",
            "statute", "charter", "collective_agreement", "unstated",
        ]
    ] = "unstated"  # fmt: skip
    """What form the rule has."""
    step: Literal[
        "proposed", "adopted", "signed", "amended", "suspended", "rescinded", "took_effect", "in_force_observed"
    ]
    """What happens with it; ``in_force_observed`` records that it was in force, not when it began."""
    topic: Words
    """What the rule is about."""
    subject: ActorIds = ()
    """Whom it governs."""
    effective: ClaimText | None = None
    """From when it holds."""
    retroactive_to: ClaimText | None = None
    """How far back it reaches."""
    legal_force: Literal["in_force", "not_in_force", "partially_in_force"] | None = None
    """Whether it is in force after this step."""


class PublicStatement(Event):
    """Someone makes a statement in public: an interview, a release, a refusal to comment.

    What was said are claims on this event, each with its citation; ``statements`` names those that stand elsewhere.

    Use for: a statement that others react to, or that makes or denies a promise.
    Not for: every quotation in a story, which is a claim; testimony heard in a case, which is part of a
    ``hearing_held``.
    Sources: release, interview, news.

    Example::

        statement:
          type: public_statement
          title: The mayor says the panel will report in summer
          when: 2022-04-05
          speaker: mayor
          channel: press_conference
          statements: [statement.summer, autopsy.cause]
          prompted_by: a question about the broadcast
          announces: panel
          claims:
            - id: summer
              by: mayor
              says: the panel will report in the summer
              form: paraphrase
              cites: release p.1
          cites: release p.1
    """

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("speaker",)
    type: Literal["public_statement"] = "public_statement"
    speaker: ActorIds
    """Who speaks, or declines to."""
    channel: Literal[
        "interview", "written_statement", "press_release", "press_conference", "court_filing", "testimony",
        "social", "no_comment", "unstated",
    ]  # fmt: skip
    """How it is made."""
    statements: ClaimIds = ()
    """The claims made in it, by id, where they stand elsewhere: ``EVENT.ID``."""
    prompted_by: Words | None = None
    """What it answers, where that is no event."""


class PublicMeeting(Event):
    """A meeting, hearing, listening session or vote that is not adjudication.

    Use for: a council's public hearing, a community meeting, a vote on a rule.
    Not for: the hearing of a case, which is a ``hearing_held``; the rule voted on, which is a ``policy_action``.
    Sources: minutes, recording, news.

    Example::

        meeting:
          type: public_meeting
          title: Residents speak about restraint
          when: {claim: 2022-03-29, cites: minutes p.2}
          time: "18:00"
          convener: council
          attendee: residents
          attendance: {min: 51}
          vote: none taken
          concerns: canal-road
          cites: minutes p.2
    """

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("convener",)
    type: Literal["public_meeting"] = "public_meeting"
    convener: ActorIds
    """Who calls it."""
    attendee: ActorIds = ()
    """Who attends."""
    attendance: Quantity | None = None
    """How many attend."""
    vote: Line | None = None
    """How a vote went."""


class MediaReport(Event):
    """Publication of a report that itself has consequences in the story; ordinary coverage is a source.

    Use for: an investigation that others answer, a data release that starts an inquiry.
    Not for: a story that only tells what happened, which is a source and no event.
    Sources: the report itself.

    Example::

        broadcast:
          type: media_report
          title: The station shows what the footage leaves out
          when: 2022-03-25
          outlet: station
          kind: investigation
          concerns: [canal-road, false-report]
          cites: broadcast-film 00:01:20-00:04:05
    """

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("outlet",)
    type: Literal["media_report"] = "media_report"
    outlet: ActorIds
    """Who publishes."""
    kind: Literal["investigation", "news", "editorial", "data_release"]
    """What kind of report it is."""


class RecordsAction(Event):
    """Records, names or video are requested, released, withheld or ordered released.

    Use for: a request for footage, a denial, a release, a statutory day that passed.
    Not for: a suit for records, which is a ``lawsuit_filed`` with ``cause: public_records``; a demand that can be
    enforced, which is ``compulsory_process``.
    Sources: request log, release, letter.

    Example::

        footage:
          type: records_action
          title: The footage is released in part
          when: 2022-07-29
          holder: police
          requester: [family, station]
          step: partially_released
          what: video
          statutory_due: 2022-07-25
          implements: {event: judgment, extent: partial}
          fulfils:
            obligation: release-footage
            extent: partial
            cites: herald L16
          cites: herald L16
    """

    family: ClassVar[str] = "public"
    lane_roles: ClassVar[tuple[str, ...]] = ("holder",)
    type: Literal["records_action"] = "records_action"
    holder: ActorIds
    """Who has them."""
    requester: ActorIds = ()
    """Who asks for them."""
    step: Literal["requested", "partially_released", "released", "denied", "ordered_released", "overdue"]
    """What happens with them."""
    what: Many[Literal["documents", "names", "video", "data"]]
    """What they are."""
    statutory_due: ClaimText | None = None
    """The day the law gives."""


KINDS: tuple[type[Event], ...] = (PolicyAction, PublicStatement, PublicMeeting, MediaReport, RecordsAction)
