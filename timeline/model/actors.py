"""Who acts or is affected: persons, offices and their holders, institutions, groups with a size, classes."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from timeline.model.block import Accepts, ActorId, ActorIds, Block, Id, Line, Many, Prose, Words
from timeline.model.evidence import Cites, Claim, EdtfText, When
from timeline.model.quantity import Quantity

ActorKind = Literal["person", "office", "tenure", "institution", "group", "class", "jurisdiction", "placeholder"]
InstitutionKind = Literal[
    "police_agency", "municipality", "court", "commission", "prosecutor", "oversight_body", "monitor",
    "federal_agency", "union", "outlet", "community_org", "legislature", "task_force", "office", "other_stated",
]  # fmt: skip
Part = Literal[
    "office_holder", "sworn_officer", "victim", "alleged_victim", "witness", "juvenile", "complainant",
    "sexual_violence_complainant", "private_person", "attorney", "other",
]  # fmt: skip
Naming = Literal["name", "label", "withhold"]
ALWAYS_WITHHELD = ("juvenile", "sexual_violence_complainant")
"""Roles of persons who are named to nobody outside unless an ``exception`` says why."""
_ONLY: dict[str, tuple[str, ...]] = {
    "institution_kind": ("institution",),
    "oversight_model": ("institution",),
    "jurisdiction_kind": ("jurisdiction",),
    "size": ("group",),
    "subset_of": ("group",),
    "disjoint_from": ("group",),
    "members": ("group",),
    "person": ("tenure",),
    "office": ("tenure",),
    "acting": ("tenure",),
    "role": ("person", "group"),
    "deceased": ("person",),
    "exception": ("person", "group"),
}


class Actor(Block):
    """Someone or something that acts, decides, owes or is affected; known by its id, never by a name.

    A ``group`` has a size and no invented members; a ``class`` ("citizens") has neither. An ``office`` is not
    its holder: a ``tenure`` says who held it, from when to when. A ``placeholder`` stands for someone a source
    leaves unknown or unnamed.
    """

    id: Id
    kind: ActorKind
    name: Words | None = None
    label: Words | None = None
    """What is shown where the name is not: "Officer A", "eleven officers"."""
    aliases: Many[Line] = ()
    naming: Naming | None = None
    """How the public page shows this actor; by default offices and institutions by name, persons by label."""
    basis: (
        Literal[
            "official_capacity", "public_record", "charged", "convicted", "self_identified", "consent",
            "agency_released", "quoted_in_press",
        ]
        | None
    ) = None  # fmt: skip
    """Why a person may be named."""
    exception: Words | None = None
    """Why somebody who was a juvenile, or reports sexual violence, is named all the same; it takes ``naming: name``,
    a ``basis`` and both fields of the review too."""
    reviewed_by: Line | None = None
    """Who answers for how this actor is shown; kept in the case file, never published."""
    reviewed_on: EdtfText | None = None
    deceased: bool = False
    """An adult who has died is shown by label, rather than withheld, until an editor decides."""
    role: Part | None = None
    within: ActorId | None = None
    """The body this actor belongs to: the mayor's office is within the city."""
    lane: Words | None = None
    """The band of the chart to be shown in; actors with the same lane share one."""
    institution_kind: InstitutionKind | None = None
    oversight_model: Literal["investigation", "review", "auditor_monitor"] | None = None
    """What an oversight body is made for: its own inquiries, the review of others', or audits and monitoring."""
    jurisdiction_kind: (
        Literal[
            "federal", "state", "county", "municipal", "tribal", "port", "transit", "school", "private", "other_stated"
        ]
        | None
    ) = None
    """Whose law holds there; ``within`` names the jurisdiction around it."""
    size: Quantity | None = None
    subset_of: ActorIds = ()
    disjoint_from: ActorIds = ()
    members: ActorIds = ()
    jurisdiction: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    person: ActorId | None = None
    office: ActorId | None = None
    since: When = Field(default=(), alias="from")
    to: When = ()
    acting: bool = False
    reason: Literal["unknown", "unnamed"] | None = None
    claims: Many[Claim] = ()
    cites: Cites = ()
    accept: Accepts = {}
    """Problems that were looked at here and accepted: ``{code: reason}``. Errors cannot be."""
    refs: dict[str, Line] = {}
    note: Prose | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        for field, kinds in _ONLY.items():
            if field in self.model_fields_set and self.kind not in kinds:
                raise ValueError(f"'{field}' belongs to a {' or '.join(kinds)}, not to a {self.kind}; leave it out")
        if self.kind == "tenure" and not (self.person and self.office):
            raise ValueError("a tenure says which person held which office; give 'person' and 'office'")
        if self.kind == "placeholder" and self.reason is None:
            raise ValueError("a placeholder needs 'reason'; write unknown or unnamed")
        if self.kind != "tenure" and self.name is None and self.label is None:
            raise ValueError(f"a {self.kind} needs a 'name' or a 'label'; readers see one of them")
        return self
