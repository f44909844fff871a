"""How well is it known: from how many independent sources, on whose side, and who says it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.checks.above import Above
from timeline.checks.adverse import about, is_adverse, values
from timeline.model.actors import Actor
from timeline.model.corroboration import clusters, origins, reported_by
from timeline.model.event import Event
from timeline.model.record import Record
from timeline.problems import Problem, quoted

_OFFICIAL = ("police_agency", "municipality", "prosecutor", "federal_agency")
"""Publishers on the side of those whose conduct is in question; courts and oversight bodies are not."""
_RELEASES = ("press_release", "agency_record", "personnel_record")
"""Kinds of source that are official where the publisher is no actor of the case."""
_WHAT_HAPPENED = ("incident", "complaint")
_SPEAKING = ("quote", "paraphrase", "statement", "filing")
"""Forms of a claim in which somebody other than the source speaks."""
_ACCUSATIONS = frozenset({"complaint_received", "lawsuit_filed", "charging_decision", "prosecution_referral"})
_ACCUSERS = ("complainant", "requester", "plaintiff", "decider", "body", "intake_body", "speaker")


def corroboration(record: Record) -> Iterator[Problem]:
    """One source may be wrong, several that repeat one another are one, and officials are a party."""
    origin = origins(record.sources)
    side = Above(record, _side)
    official = {
        source.id
        for source in record.sources.values()
        if side(source.publisher) or (source.publisher not in record.actors and source.kind in _RELEASES)
    }
    for event in record.events.values():
        cites = tuple(reported_by(event))
        sources = [id_ for id_ in dict.fromkeys(cite.source for cite in cites) if id_ in origin]
        if not sources or event.modality == "did_not_occur":
            continue
        at, what = event.where("cites"), f"event {quoted(event.id)}"
        if len(sources) > 1 and len(clusters(origin, cites)) == 1:
            message = f"{what} cites {len(sources)} sources that repeat one another, and count as one: {_few(sources)}"
            hint = "find a source of another origin, or check 'derived_from' on the sources"
            yield Problem(at, "same-origin", message, hint, "warning")
        if event.happened and type(event).family in _WHAT_HAPPENED and all(origin[id_] <= official for id_ in sources):
            message = f"{what} ({event.type}) rests on official sources alone: {_few(sources)}"
            hint = "look for a witness, a court or a reporter's own work; accept this if there is none"
            yield Problem(at, "official-only", message, hint, "warning")
        elif len(sources) == 1 and not _own_document(record, event, sources[0]):
            grave = event.happened and is_adverse(event) and about(record, event)
            message = f"{what} rests on one source, {quoted(sources[0])}"
            if grave:
                message += f", and is about {quoted(about(record, event)[0])}"
            hint = "find a second one of another origin, or accept this with the reason"
            yield Problem(at, "single-source", message, hint, "warning" if grave else "info")


def _own_document(record: Record, event: Event, source: str) -> bool:
    """A ruling in the forum's own order, a report in its outlet: the document is the event, and needs no second."""
    leading = type(event).lane_roles[:1]
    own = {actor for role, actor in event.roles() if role in leading}
    return not is_adverse(event) and record.sources[source].publisher in own


def _few(sources: Iterable[str]) -> str:
    listed = list(sources)
    more = f" and {len(listed) - 3} more" if len(listed) > 3 else ""
    return ", ".join(map(quoted, listed[:3])) + more


def _side(actor: Actor) -> bool | None:
    """True for the official side, False for any other; an office answers with the body it is within."""
    kind = actor.institution_kind
    return None if kind is None or kind == "office" else kind in _OFFICIAL


def allegations_have_a_speaker(record: Record) -> Iterator[Problem]:
    """Whoever's words they are is named, and above all who alleges: a bare "alleged" has no alleger."""
    accused = {
        link.event
        for event in record.events.values()
        if not _ACCUSATIONS.isdisjoint(event.is_a())
        for link in event.concerns
    }
    for kind, id_, index, claim in record.claims():
        if claim.by is None and claim.form in _SPEAKING:
            message = f"{kind} {quoted(id_)}: claim {index + 1} is a {claim.form}, and nobody is named who says so"
            hint = "add 'by'; a speaker whom the source leaves unnamed is an actor of the kind placeholder"
            yield Problem(claim.at, "unattributed", message, hint, "warning")
    for event in record.events.values():
        if not event.happened or not is_adverse(event):
            continue
        if values(event, "proof_status") == {"alleged"} and event.id not in accused and not _has_accuser(event):
            message = f"event {quoted(event.id)} is alleged, and nobody is named who alleges it"
            hint = "add a claim with 'by', or the actor who complains, sues or charges"
            yield Problem(event.where("proof_status"), "unattributed", message, hint, "warning")


def _has_accuser(event: Event) -> bool:
    return any(claim.by for claim in event.claims) or any(role in _ACCUSERS for role, _ in event.roles())
