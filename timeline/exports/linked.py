"""A case as JSON-LD: schema.org for what it has words for, this project's own for the rest, dates in EDTF.

The context stands in the file, so that nothing is fetched to read it. Every id is a URN. Knows record and view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.dating import Interval
from timeline.exports.bounds import edtf
from timeline.exports.document import as_json
from timeline.exports.material import Made, Material, as_made
from timeline.model.actors import Actor
from timeline.model.block import say
from timeline.model.event import Event
from timeline.model.evidence import Citation, Claim, Source
from timeline.model.obligation import Obligation

OWN = "urn:accountability-timeline:"
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "tl": f"{OWN}terms:",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "url": {"@type": "@id"},
    "archivedAt": {"@type": "@id"},
    **{name: {"@type": "edtf:EDTF"} for name in ("startDate", "endDate", "datePublished", "dateModified")},
}
_NEWS = ("news_report", "wire_story", "editorial", "broadcast")
_ORGANISATIONS = ("institution", "office", "jurisdiction")


def to_jsonld(material: Material) -> Made:
    """One graph: the case as a data set, its sources, actors, events with their claims, and obligations."""
    return as_made(as_json({"@context": CONTEXT, "@graph": list(_Linked(material).nodes())}) + "\n")


class _Linked:
    """Makes the nodes of one case; every method gives plain data."""

    def __init__(self, material: Material) -> None:
        self.material, self.record = material, material.dated.record
        self.language = self.record.head.language
        self.owed = {one.id: one for one in material.view.owed}

    def nodes(self) -> Iterator[dict[str, Any]]:
        yield self._case()
        yield from map(self._source, self.record.sources.values())
        yield from map(self._actor, self.record.actors.values())
        for event in self.record.events.values():
            yield self._event(event)
        yield from map(self._obligation, self.record.obligations.values())
        for kind, id_, number, claim in self.record.claims():
            yield self._claim(kind, id_, number, claim)

    def _ref(self, kind: str, id_: str) -> dict[str, str]:
        return {"@id": f"{OWN}{self.record.head.case}:{kind}:{id_}"}

    def _refs(self, kind: str, ids: Iterable[str]) -> list[dict[str, str]]:
        return [self._ref(kind, id_) for id_ in ids]

    def _case(self) -> dict[str, Any]:
        head, view = self.record.head, self.material.view
        return _said(
            {
                "@id": f"{OWN}{head.case}",
                "@type": "Dataset",
                "name": view.title,
                "description": view.summary,
                "tl:notice": self.material.notice,
                "spatialCoverage": view.place,
                "inLanguage": view.language,
                "dateModified": head.as_of,
                "license": head.licence,
                "creditText": view.how.made_by,
                "hasPart": self._refs("event", self.record.events),
            }
        )

    def _source(self, source: Source) -> dict[str, Any]:
        publisher = source.publisher
        known = publisher in self.record.actors
        return _said(
            {
                **self._ref("source", source.id),
                "@type": "NewsArticle" if source.kind in _NEWS else "CreativeWork",
                "additionalType": f"tl:{source.kind}",
                "name": say(source.title, self.language),
                "author": say(source.author, self.language),
                "publisher": self._ref("actor", publisher) if known else {"@type": "Organization", "name": publisher},
                "datePublished": source.published,
                "inLanguage": source.language,
                "url": source.url,
                "archivedAt": source.archive_url,
                "isBasedOn": self._refs("source", source.derived_from),
                "sha256": source.sha256,
            }
        )

    def _actor(self, actor: Actor) -> dict[str, Any]:
        kinds = {"person": "Person", **dict.fromkeys(_ORGANISATIONS, "Organization"), "tenure": "Role"}
        return _said(
            {
                **self._ref("actor", actor.id),
                "@type": kinds.get(actor.kind, "Thing"),
                "additionalType": f"tl:{actor.institution_kind or actor.kind}",
                "name": self.record.actor_label(actor.id),
                "parentOrganization": self._ref("actor", actor.within) if actor.within else None,
            }
        )

    def _event(self, event: Event) -> dict[str, Any]:
        links: dict[str, list[dict[str, str]]] = {}
        for name, _, link in event.links():
            links.setdefault(f"tl:{name}", []).append(self._ref("event", link.event))
        roles: dict[str, list[dict[str, str]]] = {}
        for role, actor in event.roles():
            roles.setdefault(f"tl:{role}", []).append(self._ref("actor", actor))
        return _said(
            {
                **self._ref("event", event.id),
                "@type": "Event",
                "additionalType": f"tl:{event.type}",
                "name": say(event.title, self.language),
                "description": say(event.summary, self.language),
                **_dates(self.material.dated.intervals[event.id]),
                "tl:dateInWords": self.material.dated.intervals[event.id].words(self.language),
                "tl:dateAsStated": [claim.claim for claim in event.when],
                "tl:modality": event.modality,
                "superEvent": links.pop("tl:part_of", []),
                **links,
                **roles,
                "tl:fulfils": self._refs("obligation", (met.obligation for met in event.fulfils)),
                "tl:cites": self._cites(event.cites),
            }
        )

    def _obligation(self, owed: Obligation) -> dict[str, Any]:
        standing = self.owed[owed.id]
        due = self.material.dated.dues.get(owed.id)
        return _said(
            {
                **self._ref("obligation", owed.id),
                "@type": "Action",
                "additionalType": "tl:obligation",
                "name": say(owed.label, self.language),
                "agent": self._refs("actor", owed.obligor),
                "tl:createdBy": self._ref("event", owed.created_by),
                "tl:status": standing.status,
                "tl:disputed": standing.disputed,
                "tl:statusAsOf": self.material.view.as_of.isoformat(),
                "tl:due": {"@type": "edtf:EDTF", "@value": edtf(due.earliest, due.latest)} if due else None,
                "tl:cites": self._cites(owed.cites),
            }
        )

    def _claim(self, kind: str, id_: str, number: int, claim: Claim) -> dict[str, Any]:
        return _said(
            {
                "@id": f"{OWN}{self.record.head.case}:{kind}:{id_}:claim:{claim.id or number + 1}",
                "@type": "Claim",
                "text": say(claim.says, self.language),
                "author": self._ref("actor", claim.by) if claim.by else None,
                "about": self._ref(kind, id_),
                "tl:aboutField": claim.about,
                "tl:value": claim.value,
                "tl:stance": claim.stance,
                "tl:status": claim.status,
                "tl:quote": claim.quote,
                "appearance": self._refs("source", dict.fromkeys(cite.source for cite in claim.cites)),
                "tl:cites": self._cites(claim.cites),
            }
        )

    def _cites(self, cites: Iterable[Citation]) -> list[dict[str, Any]]:
        return [
            _said({"tl:source": self._ref("source", c.source), "tl:at": c.locator, "tl:quote": c.quote}) for c in cites
        ]


def _dates(interval: Interval) -> dict[str, str]:
    """The start, and for a span the end, each as one day within its bounds."""
    found = {"startDate": edtf(interval.earliest, interval.latest)}
    if interval.span:
        found["endDate"] = edtf(interval.end_earliest, interval.end_latest)
    return found


def _said(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what nobody said."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
