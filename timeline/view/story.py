"""The story: one card an event, in reading order, with every claim's speaker and every citation's number."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from types import MappingProxyType

from timeline.dating import Dated, explain
from timeline.files.picture_bytes import Picture
from timeline.model.block import say
from timeline.model.event import Condition, Event
from timeline.model.evidence import Citation, Claim, DateClaim, Reply
from timeline.model.images import Image
from timeline.model.relations import Link
from timeline.view.model import MANY, Card, Cite, Reason, Related, Replied, Said, Shown
from timeline.view.tongue import plain, tongue
from timeline.view.words import facts, title_of, why_words, with_titles
from timeline.when.edtf import parse_date
from timeline.when.words import phrases, range_words

_PLAIN_DETAILS = {("disposes", "fully"), ("extent", "full"), ("mode", "sought")}
"""Attributes that say no more than the relation's own words."""


def reading_order(dated: Dated) -> list[str]:
    """Event ids in the order a reader follows: by earliest day, and never an event before what it depends on.

    An event with no earliest day stands where it must come at the latest, or before whatever depends on it.
    """
    record = dated.record
    typed = {id_: index for index, id_ in enumerate(record.events)}
    after = _dependencies(dated)
    days = {id_: _day(dated, id_) for id_ in record.events}
    try:
        order = list(TopologicalSorter(after).static_order())
    except CycleError:
        return sorted(record.events, key=lambda id_: (days[id_], typed[id_]))
    for id_ in reversed(order):
        for earlier in after[id_]:
            if dated.intervals[earlier].earliest is None:
                days[earlier] = min(days[earlier], days[id_])
    sorter = TopologicalSorter(after)
    sorter.prepare()
    ready: list[tuple[int, str, int, str]] = []
    found: list[str] = []
    while sorter.is_active():
        for id_ in sorter.get_ready():
            heappush(ready, (days[id_], record.events[id_].time or "", typed[id_], id_))
        id_ = heappop(ready)[-1]
        found.append(id_)
        sorter.done(id_)
    return found


def _dependencies(dated: Dated) -> dict[str, set[str]]:
    """What a reader must have met before each event: what it depends on, and what its own date comes after."""
    events = dated.record.events
    after: dict[str, set[str]] = {id_: set() for id_ in events}
    for event in events.values():
        for name, _, link in event.links():
            if link.event in events and link.event != event.id and name != "same_as":
                later, earlier = (link.event, event.id) if name == "announces" else (event.id, link.event)
                after[later].add(earlier)
        after[event.id].update(other for other in event.after_same_day if other in events and other != event.id)
        for claim in event.when:
            for anchor in claim.read.anchors:
                if anchor.name in events and anchor.name != event.id:
                    if claim.read.relation in ("after", "since"):
                        after[event.id].add(anchor.name)
                    elif claim.read.relation in ("before", "by"):
                        after[anchor.name].add(event.id)
    return after


def _day(dated: Dated, id_: str) -> int:
    found = dated.intervals[id_]
    day = found.earliest or found.latest or found.end_latest or found.end_earliest
    return day.toordinal() if day else 4_000_000


class Story:
    """Makes the cards of a dated record. ``numbers`` gives each source its place in the list of sources."""

    def __init__(
        self,
        dated: Dated,
        numbers: Mapping[str, int],
        language: str,
        pictures: Mapping[tuple[str, str], Picture] = MappingProxyType({}),
    ) -> None:
        self.dated, self.record, self.numbers, self.language = dated, dated.record, numbers, language
        self.pictures, self.tongue = pictures, tongue(language)
        self._claims = {
            f"{id_}.{claim.id}": (id_, claim) for _, id_, _, claim in self.record.claims() if claim.id is not None
        }
        self._against: dict[str, list[tuple[str, Claim]]] = {}
        for _, id_, _, claim in self.record.claims():
            for other in claim.contradicts:
                full = other if "." in other else f"{id_}.{other}"
                self._against.setdefault(full, []).append((id_, claim))
        self._into: dict[str, list[tuple[str, Event, Link]]] = {}
        for event in self.record.events.values():
            for name, _, link in event.links():
                self._into.setdefault(link.event, []).append((name, event, link))
        self._owes: dict[str, dict[str, str]] = {}
        meeting: dict[str, list[str]] = {}
        for event in self.record.events.values():
            for met in event.fulfils:
                meeting.setdefault(met.obligation, []).append(event.id)
        for obligation in self.record.obligations.values():
            linked = [obligation.created_by, *(c.event for c in obligation.conditions if c.event)]
            linked += [c.event for c in obligation.closed_by]
            linked += meeting.get(obligation.id, [])
            for id_ in linked:
                self._owes.setdefault(id_, {})[obligation.id] = say(obligation.label, language)

    def cards(self, order: Iterable[str]) -> tuple[Card, ...]:
        """One card an event, in the given order."""
        return tuple(self._card(self.record.events[id_]) for id_ in order)

    def _card(self, event: Event) -> Card:
        interval = self.dated.intervals[event.id]
        said = self.said(event.id, event.claims)
        time = f", {event.time}" if event.time else ""
        return Card(
            id=event.id,
            type=event.type,
            type_words=self.tongue.heading(type(event)),
            family=type(event).family,
            title=say(event.title, self.language),
            summary=say(event.summary, self.language),
            modality=event.modality,
            modality_words=self._modality(event),
            date_words=interval.short(self.language) + time,
            date_detail=self._detail(event),
            typed=tuple(claim.claim for claim in event.when),
            why=self._why(event) if len(self.record.events) <= MANY else (),
            condition=self.condition(event.conditions),
            who=self._who(event),
            facts=facts(self.record, event, self.tongue),
            said=said,
            leads_from=tuple(self._from(event)),
            leads_to=tuple(self._to(event)),
            owes=tuple(self._owes.get(event.id, {}).items()),
            cites=self.cites(event.cites),
            thread=say(self.record.head.threads.get(event.thread or ""), self.language),
            contested=any(one.contradicts for one in said),
            refs=tuple(sorted(event.refs.items())),
            people=tuple(dict.fromkeys(self.record.actor_label(actor, self.language) for _, actor in event.roles())),
            images=tuple(self._shown(event, image) for image in event.images),
        )

    def _shown(self, event: Event, image: Image) -> Shown:
        """A picture as the page carries it; its words alone where it is not at hand."""
        words = (say(image.alt, self.language), say(image.credit, self.language), say(image.caption, self.language))
        bare = Shown(image.kind, *words, self.cites(image.cites))
        held = self.pictures.get((event.id, image.file))
        if held is None:
            return bare
        address = f"data:{held.media};base64,{base64.b64encode(held.data).decode('ascii')}"
        return replace(bare, address=address, width=held.width, height=held.height)

    def _detail(self, event: Event) -> str:
        """The bounds, doubt, and claims that were set aside: a reader should not have to open anything to see them."""
        interval, table = self.dated.intervals[event.id], phrases(self.language)
        aside = [self._told(claim) for claim in event.when if claim.status == "conflict"]
        parts = [interval.detail(self.language), table["doubtful"] if interval.doubtful else ""]
        parts.append(table["aside"].format(", ".join(aside)) if aside else "")
        return "; ".join(part for part in parts if part)

    def _modality(self, event: Event) -> str:
        words = self.tongue(f"modality.{event.modality}")
        if event.modality == "inferred" and event.inference_note:
            return f"{words}. {say(event.inference_note, self.language)}"
        return words

    def _why(self, event: Event) -> tuple[Reason, ...]:
        found = explain(self.dated, event.id).reasons()
        steps = [
            Reason(why_words(self.record, reason, event.id, self.tongue), self.cites(reason.cites), reason.event)
            for reason in found
            if reason.kind != "span" and not (reason.kind == "published" and self._said_already(found, reason.source))
        ]
        aside = [
            Reason(
                self.tongue("aside", claim=self._told(claim))
                + (f". {say(claim.reason, self.language)}" if claim.reason else ""),
                self.cites(claim.cites or event.cites),
                event.id,
            )
            for claim in event.when
            if claim.status == "conflict"
        ]
        return (*dict.fromkeys(steps), *aside)

    def _told(self, claim: DateClaim) -> str:
        return with_titles(self.record, claim.claim, self.tongue)

    @staticmethod
    def _said_already(reasons: tuple[object, ...], source: str) -> bool:
        return any(getattr(r, "source", "") == source and getattr(r, "kind", "") != "published" for r in reasons)

    def condition(self, conditions: Iterable[Condition]) -> str:
        """Conditions in words: as they are told where they stand for an event or an obligation, else by its name."""
        parts: list[str] = []
        for condition in conditions:
            what = say(condition.says, self.language)
            if not what and condition.event:
                what = self.tongue.quoted(title_of(self.record, condition.event, self.language))
            if not what and condition.obligation and condition.obligation in self.record.obligations:
                what = say(self.record.obligations[condition.obligation].label, self.language)
            told = condition.says and (condition.event or condition.obligation)
            what = self.tongue("not", what=what) if condition.polarity == "must_not_occur" and not told else what
            who = self.record.actor_label(condition.by, self.language) if condition.by else ""
            parts.append(self.tongue("condition_by", what=what, who=who) if who else what)
        return "; ".join(parts)

    def _who(self, event: Event) -> tuple[tuple[str, str], ...]:
        by_role: dict[str, list[str]] = {}
        for role, actor in event.roles():
            by_role.setdefault(role, []).append(self.record.actor_label(actor, self.language))
        found = [(self.tongue.field(role), ", ".join(labels)) for role, labels in by_role.items()]
        if event.agent_unstated:
            found.append((self.tongue.field("agent_unstated"), self.tongue("not_stated")))
        return tuple(found)

    def said(self, block: str, claims: Iterable[Claim]) -> tuple[Said, ...]:
        """Claims with their speakers, and whom each contradicts, read both ways."""
        return tuple(self._said(block, claim) for claim in claims)

    def _said(self, block: str, claim: Claim) -> Said:
        against = [self._claims[full] for full in self._full(block, claim.contradicts) if full in self._claims]
        if claim.id:
            against += self._against.get(f"{block}.{claim.id}", [])
        return Said(
            id=claim.id or "",
            speaker=self._speaker(claim),
            stance=claim.stance,
            says=say(claim.says, self.language),
            about=self.tongue.field(claim.about) if claim.about else "",
            value=plain(claim.value) if claim.value else "",
            status=claim.status,
            note=say(claim.reason, self.language),
            contradicts=tuple(
                dict.fromkeys(f"{self._speaker(other)}: {say(other.says, self.language)}" for _, other in against)
            ),
            cites=self.cites(claim.cites),
            against=tuple(dict.fromkeys(self._speaker(other) for _, other in against)),
            replies=tuple(self._replied(one) for one in claim.reply),
        )

    def _replied(self, reply: Reply) -> Replied:
        def words(day: str | None) -> str:
            read = parse_date(day) if day else None
            return range_words(read.earliest, read.latest, self.language) if read else ""

        who, says = self.record.actor_label(reply.of, self.language), say(reply.says, self.language)
        return Replied(who, words(reply.asked), words(reply.answered), says, self.cites(reply.cites))

    @staticmethod
    def _full(block: str, names: Iterable[str]) -> list[str]:
        return [name if "." in name else f"{block}.{name}" for name in names]

    def _speaker(self, claim: Claim) -> str:
        """Who says so; a claim without a speaker is in its source's own voice."""
        if claim.by:
            return self.record.actor_label(claim.by, self.language)
        source = self.record.sources.get(claim.cites[0].source) if claim.cites else None
        return self.record.actor_label(source.publisher, self.language) if source else ""

    def _from(self, event: Event) -> Iterable[Related]:
        for name, _, link in event.links():
            if link.event in self.record.events:
                yield self._related(name, self.tongue.relation(name), link.event, link, event.id)

    def _to(self, event: Event) -> Iterable[Related]:
        for name, other, link in self._into.get(event.id, []):
            yield self._related(name, self.tongue.relation(name, inverse=True), other.id, link, other.id)

    def _related(self, name: str, words: str, event: str, link: Link, stands_on: str) -> Related:
        attributes = [pair for pair in link.attributes().items() if pair not in _PLAIN_DETAILS]
        details = [self._attribute(key, value, link, stands_on) for key, value in attributes]
        if link.basis == "editorial":
            reason = say(link.reason, self.language)
            details.append(self.tongue("editorial_because" if reason else "editorial", reason=reason))
        title = title_of(self.record, event, self.language)
        modality = self.tongue.or_else(f"linked.{self.record.events[event].modality}", "")
        return Related(name, words, event, title, "; ".join(details), self.cites(link.cites), modality)

    def _attribute(self, name: str, value: str, link: Link, stands_on: str) -> str:
        """One attribute of a link in words; of a cause, whose word it rests on."""
        if name == "cause_claim":
            _, claim = self._claims[self._full(stands_on, [value])[0]]
            return self.tongue("cause_as", who=self._speaker(claim))
        return self.tongue("attribute", name=self.tongue.field(name), value=self.tongue.held(value, type(link), name))

    def cites(self, cites: Iterable[Citation]) -> tuple[Cite, ...]:
        """Citations with their source's number; each place once."""
        found = [
            Cite(
                self.numbers[cite.source],
                cite.source,
                self.tongue.place(cite.locator) if cite.locator else "",
                cite.quote or "",
            )
            for cite in cites
            if cite.source in self.numbers
        ]
        return tuple(dict.fromkeys(found))
