"""OVERSIGHT, the rest: bodies that come into being, and what they recommend."""

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from timeline.model.block import ActorId, ActorIds, Ask, Block, Line, Many, Words, shorthand
from timeline.model.event import Event
from timeline.model.evidence import ClaimText
from timeline.model.quantity import Quantity


class Recommendation(Block):
    """One recommendation: its number, what it says in our words, and whom it is addressed to."""

    ref: Line | None = None
    text: Words
    addressee: ActorIds = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return shorthand(data, "text")


class RecommendationIssued(Event):
    """A body publishes recommendations, which bind nobody by themselves.

    Use for: a task force's report, an inspector general's or auditor's recommendations, a board's advice on
    discipline.
    Not for: a ruling that must be followed, which is an ``oversight_ruling``; findings about one case, which are an
    ``investigation_finding``.
    Sources: report, minutes.

    Example::

        advice:
          type: recommendation_issued
          title: The review board advises a reprimand
          when: 2022-08-25
          body: board
          recommendations:
            - {ref: "1", text: reprimand the supervisor, addressee: chief}
            - {ref: "2", text: keep cameras on in cars, addressee: police}
          status_of_report: final
          responds_to: complaint
          cites: board-report p.8
    """

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("body",)
    type: Literal["recommendation_issued"] = "recommendation_issued"
    body: ActorIds
    """Who recommends."""
    recommendations: Many[Recommendation]
    """Each with its number, its text in our words, and its addressee."""
    status_of_report: Literal["draft", "final"] | None = None
    """Whether the report is final."""


class BodyCreated(Event):
    """A commission, board, monitor's office or panel is created, or its creation is announced.

    An announcement has ``modality: announced``, and the body's first act is another event.

    Use for: a civilian board made by ordinance, a monitor's office made by a court.
    Not for: a ``task_force``, which has its own name; who is named to it, which is an ``appointment``.
    Sources: ordinance, executive order, press statement.

    Example::

        board-made:
          type: body_created
          title: The council creates a civilian review board
          when: 2021-06-15
          body: board
          creator: council
          instrument: ordinance
          mandate: review complaints about force and publish what it finds
          composition: residents
          size: 7
          decision_power: advisory
          cites: ordinance p.2
    """

    family: ClassVar[str] = "oversight"
    lane_roles: ClassVar[tuple[str, ...]] = ("creator", "body")
    type: Literal["body_created"] = "body_created"
    body: ActorId
    """The body that comes into being."""
    creator: ActorIds = ()
    """Who creates it."""
    instrument: Ask[
        Literal[
            "statement", "executive_order", "ordinance", "resolution", "statute", "charter", "court_order", "unstated"
        ]
    ] = "unstated"
    """What creates it."""
    mandate: Words
    """What it is to do."""
    composition: ActorIds = ()
    """The classes or groups its members come from."""
    size: Quantity | None = None
    """How many members."""
    report_due: ClaimText | None = None
    """The day its report is due."""
    decision_power: Ask[Literal["advisory", "binding", "investigative", "unstated"]] = "unstated"
    """Whether what it decides must be followed."""


class TaskForce(BodyCreated):
    """A task force, panel or working group is created, or its creation is announced.

    Use for: a task force, a panel, a working group, a blue-ribbon committee.
    Not for: a standing board or commission, which is ``body_created``.
    Sources: press statement, executive order, news.

    Example::

        panel:
          type: task_force
          title: The mayor announces a task force on cameras
          modality: announced
          when: 2022-04-05
          body: camera-panel
          creator: mayor
          instrument: statement
          mandate: say when body cameras must be on and when footage is released
          composition: [residents, two-officers]
          size: {min: 9, max: 11}
          report_due: within 90 days after panel
          decision_power: advisory
          responds_to: {event: broadcast, cites: release p.1}
          cites: release p.1
    """

    type: Literal["task_force"] = "task_force"  # type: ignore[assignment]


KINDS: tuple[type[Event], ...] = (RecommendationIssued, BodyCreated, TaskForce)
