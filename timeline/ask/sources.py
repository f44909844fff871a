"""What each source holds up, and on how many independent sources each event and claim rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from timeline.files.copies import Copy
from timeline.files.passages import Checked, Passages
from timeline.model.block import references
from timeline.model.corroboration import clusters, origins, reported_by
from timeline.model.evidence import Source
from timeline.model.record import Record

HashState = Literal["matches", "changed", "not at hand", "unsealed", "no copy"]
"""``unsealed``: a copy is there, and no hash is written down that would show a change."""


@dataclass(frozen=True, slots=True)
class Support:
    """One source: what cites it, how its passages stood up to its copy, and whether that is what it was."""

    source: Source
    cited_by: tuple[str, ...]
    """Ids of the events, actors, obligations and sources that cite it."""
    citations: int
    passages: Passages
    copy: Copy | None
    form: str
    hash: HashState


@dataclass(frozen=True, slots=True)
class Rests:
    """One event, obligation or claim, and the cited sources in groups that are independent of each other."""

    kind: str
    id: str
    """The id of the block; a claim is BLOCK.CLAIM, by number where it has no id of its own."""
    clusters: tuple[tuple[str, ...], ...]

    @property
    def independent(self) -> int:
        """On how many independent sources it rests."""
        return len(self.clusters)


def supports(record: Record, checked: Checked) -> tuple[Support, ...]:
    """Every source in the order of the case."""
    citing: dict[str, list[str]] = {id_: [] for id_ in record.sources}
    for _, block in record.blocks():
        for reference in references(block):
            if reference.to == "source" and reference.path[-1] == "source" and reference.id in citing:
                citing[reference.id].append(getattr(block, "id", ""))
    changed = {problem.at for problem in checked.problems if problem.code == "copy-changed"}
    return tuple(
        Support(
            source,
            tuple(dict.fromkeys(citing[id_])),
            len(citing[id_]),
            checked.passages[id_],
            checked.copies.get(id_),
            checked.forms.get(id_, ""),
            _hash_state(source, checked.copies.get(id_), changed=source.where("sha256") in changed),
        )
        for id_, source in record.sources.items()
    )


def _hash_state(source: Source, copy: Copy | None, *, changed: bool) -> HashState:
    if changed:
        return "changed"
    if copy is None:
        return "not at hand" if source.sha256 or source.archive else "no copy"
    return "matches" if source.sha256 else "unsealed"


def rests(record: Record) -> Iterator[Rests]:
    """Every event, then every obligation, then every claim; what nobody cites for it rests on none."""
    origin = origins(record.sources)
    for event in record.events.values():
        yield Rests("event", event.id, clusters(origin, reported_by(event)))
    for obligation in record.obligations.values():
        yield Rests("obligation", obligation.id, clusters(origin, obligation.cites))
    for _, id_, index, claim in record.claims():
        yield Rests("claim", f"{id_}.{claim.id or index + 1}", clusters(origin, claim.cites))
