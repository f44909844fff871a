"""What a case says about time, claim by claim, as steps of a network.

Every step comes from a Reason: a curator's date claim, a relation between events, a condition, or the day a source
was published. Claims whose anchors are missing are reported and left out. Knows nothing of how networks are solved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from timeline.dating.daysets import Weekday
from timeline.dating.limits import SAME, Limits
from timeline.dating.network import Network
from timeline.model.event import Event
from timeline.model.evidence import Citation
from timeline.model.obligation import Obligation
from timeline.model.record import Record
from timeline.model.relations import BY_NAME
from timeline.problems import At, Problem, nearest, quoted
from timeline.when.amounts import Amount, lasting
from timeline.when.claims import PUBLICATION, Anchor, TimeClaim, parse_claim
from timeline.when.conventions import Conventions
from timeline.when.edtf import Edtf
from timeline.when.masks import Mask
from timeline.when.periods import meant, month_on_or_before, part_of, weekday_on_or_before, widened


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step of the network is there: what was written, where, and on which sources it rests."""

    event: str
    """The event it dates; a source's id for a publication."""
    kind: str
    """claim, relation, condition, reported, published or span."""
    text: str
    """The claim as typed, the relation's name, or the publication's date."""
    at: At
    cites: tuple[Citation, ...] = ()
    other: str = ""
    """The event or source it counts from; empty for a plain date."""
    doubtful: bool = False
    index: int = -1
    """Which of the event's ``when`` claims it is; -1 for anything else."""
    source: str = ""
    """The source whose publication day the words were read from."""


@dataclass(slots=True)
class Compiled:
    """A record's claims as a network, with the reason behind each claim index."""

    network: Network
    reasons: list[Reason]
    starts: dict[str, int]
    ends: dict[str, int]
    """The same point as the start for an event of one day."""
    published: dict[str, int]
    dues: dict[str, int] = field(default_factory=dict)
    """The due day of each obligation that has one."""
    problems: list[Problem] = field(default_factory=list)


def is_span(event: Event) -> bool:
    """An event is one day unless its claims give it a length, or it tells several occurrences as one."""
    if getattr(event, "aggregate", False):
        return True
    for claim in event.when:
        if claim.status == "conflict":
            continue
        read = claim.read
        if read.form in ("lasted", "ongoing") or read.side == "end" or (read.date and read.date.is_interval):
            return True
    return False


def compile_record(record: Record, conventions: Conventions) -> Compiled:
    """All that a record says about time; problems with single claims come beside it."""
    made = Compiled(Network(), [], {}, {}, {})
    compiler = _Compiler(record, conventions, made)
    for id_, source in record.sources.items():
        if source.published_on:
            compiler.publication(id_, source.published_on)
    for id_, event in record.events.items():
        made.starts[id_] = made.network.point()
        made.ends[id_] = made.network.point() if is_span(event) else made.starts[id_]
    for event in record.events.values():
        compiler.event(event)
    for obligation in record.obligations.values():
        compiler.due(obligation)
    return made


@dataclass(frozen=True, slots=True)
class _Target:
    """What a claim dates: an event, or the due day of an obligation."""

    kind: str
    id: str
    start: int
    end: int
    whole: bool = False
    """Several occurrences told as one: a plain date holds them all."""


class _Compiler:
    def __init__(self, record: Record, conventions: Conventions, made: Compiled) -> None:
        self.record, self.conventions, self.made, self.net = record, conventions, made, made.network
        self.limits = Limits(made.network, made.starts, made.ends, made.published, conventions)
        self._own = conventions != Conventions()

    def because(self, reason: Reason) -> int:
        """The index of a new reason."""
        self.made.reasons.append(reason)
        return len(self.made.reasons) - 1

    def publication(self, id_: str, published: Edtf) -> None:
        point = self.made.published[id_] = self.net.point()
        source = self.record.sources[id_]
        why = self.because(Reason(id_, "published", published.text, source.where("published"), source=id_))
        self._within(point, point, published, why)

    def event(self, event: Event) -> None:
        start, end = self.made.starts[event.id], self.made.ends[event.id]
        if start != end:
            self.net.at_least(end, start, SAME, self.because(Reason(event.id, "span", "", event.at)))
        target = _Target("event", event.id, start, end, getattr(event, "aggregate", False))
        for index, claim in enumerate(event.when):
            if claim.status != "conflict":
                cites = tuple(claim.cites or event.cites)
                read = parse_claim(claim.claim, self.conventions) if self._own else claim.read
                self._claim(target, read, claim.at, cites, index, doubtful=claim.doubtful)
        self._same_day(event)
        self._reported(event)
        self._relations(event)
        self._conditions(event)

    def due(self, obligation: Obligation) -> None:
        """The due day of an obligation is a point like any other; a limit ("within", "by") is due on its last day."""
        if obligation.due.claim is None:
            return
        point = self.made.dues[obligation.id] = self.net.point()
        target = _Target("obligation", obligation.id, point, point)
        cites = tuple(obligation.due.cites or obligation.cites)
        self._claim(
            target, deadline(parse_claim(obligation.due.claim, self.conventions)), obligation.where("due"), cites, 0
        )

    def _claim(
        self,
        target: _Target,
        read: TimeClaim,
        at: At,
        cites: tuple[Citation, ...],
        index: int,
        *,
        doubtful: bool = False,
    ) -> None:
        if read.form == "unknown":
            return
        other = next((a.name for a in read.anchors if a.name and a.name != PUBLICATION), "")
        source = ""
        if _needs_publication(read) or read.form == "ongoing":
            published = self._publications(cites)
            source = published[0] if len(published) == 1 else ""
            if not source and read.form != "ongoing":
                self._no_one_publication(target, at, read, published)
                return
        known = [self._known(target, at, read, anchor) for anchor in read.anchors]  # each one reported
        if all(known):
            reason = Reason(target.id, "claim", read.text, at, cites, other, doubtful or read.doubtful, index, source)
            self._apply(target, read, self.because(reason), source)

    def _known(self, target: _Target, at: At, read: TimeClaim, anchor: Anchor) -> bool:
        """An unknown id is an error with the nearest names, never a fallback."""
        what = f"{target.kind} {quoted(target.id)}"
        if not anchor.name or anchor.name == PUBLICATION or anchor.name in self.made.published:
            return True
        if anchor.name == target.id:
            message = f"{what} is dated by itself: {quoted(read.text)}"
            self.made.problems.append(Problem(at, "self-reference", message, "count from another event"))
            return False
        if anchor.name in self.made.starts:
            return True
        if anchor.name in self.record.broken:
            return False  # its own mistake is reported where it was made
        if anchor.name in self.record.sources:
            message = f"{what}: the source {quoted(anchor.name)} has no 'published' day to count from"
            self.made.problems.append(Problem(at, "no-publication", message, "give the source its 'published' day"))
            return False
        message = f"{what}: there is no event or source {quoted(anchor.name)} to count from"
        hint = nearest(anchor.name, [*self.record.events, *self.record.sources])
        self.made.problems.append(Problem(at, "unknown-id", message, hint))
        return False

    def _publications(self, cites: Iterable[Citation]) -> list[str]:
        """The cited sources that have a publication day; one of those that came out on the same."""
        days = {self.record.sources[c.source].published: c.source for c in cites if c.source in self.made.published}
        return list(days.values())

    def _no_one_publication(self, target: _Target, at: At, read: TimeClaim, published: list[str]) -> None:
        """Which day the words are read from is never guessed."""
        what = f"{target.kind} {quoted(target.id)}: {quoted(read.text)} counts from a publication day"
        if published:
            message = f"{what}, and the cited sources have several: {', '.join(map(quoted, published))}"
            hint = f"give the claim its own source: {{claim: {read.text}, cites: {published[0]}}}"
        else:
            message = f"{what}, and no cited source has one"
            hint = "cite a source with 'published', or write the date"
        self.made.problems.append(Problem(at, "no-publication", message, hint))

    def _apply(self, target: _Target, read: TimeClaim, why: int, source: str) -> None:
        start, end = target.start, target.end
        if read.form == "date" and read.date:
            self._date(target, read.date, why)
        elif read.form == "part" and read.date:
            self.limits.within(start, end, *part_of(read.part, read.date, self.conventions), why)
        elif read.form == "any_weekday":
            self.net.allow(start, Weekday(read.index), why)
        elif read.form in ("weekday", "month"):
            self._read_back(target, read, why, source)
        elif read.form == "ongoing":
            if source and end != start:  # not over on the day the source came out; a later source may know its end
                self.net.at_least(end, self.made.published[source], SAME, why)
        elif read.form == "publication":
            self.limits.equal(start, self.made.published[source], why)
        elif read.form == "lasted" and read.amount:
            least, most = lasting(read.amount)
            self.net.at_least(end, start, least, why)
            if most is not None:
                self.net.at_most(end, start, most, why)
        elif read.form == "between":
            begin = end if read.side == "end" else start
            finish = start if read.side == "start" else end
            self.limits.after(begin, read.anchors[0], "between", None, why, source)
            self.limits.before(finish, read.anchors[1], "between", None, why, source)
        elif read.form == "relative":
            self._relative(target, read, why, source)

    def _read_back(self, target: _Target, read: TimeClaim, why: int, source: str) -> None:
        """A bare weekday or month, from a publication that may itself be known to the month only."""
        published = self.record.sources[source].published_on
        soonest, latest = widened(published, self.conventions) if published else (None, None)
        if soonest is None or latest is None:
            return
        read_back = weekday_on_or_before if read.form == "weekday" else month_on_or_before
        first, last = read_back(read.index, soonest)[0], read_back(read.index, latest)[1]
        self.limits.within(target.start, target.end, first, last, why)
        if first != last and read.form == "weekday":
            self.net.allow(target.start, Weekday(read.index), why)
        elif first.year != last.year:
            self.net.allow(target.start, Mask(range(first.year, last.year + 1), (read.index + 1,), range(1, 32)), why)

    def _date(self, target: _Target, found: Edtf, why: int) -> None:
        if not found.is_interval:
            self._within(target.start, target.end if target.whole else target.start, found, why)
        if found.start:
            self._within(target.start, target.start, found.start, why)
        if found.end:
            self._within(target.end, target.end, found.end, why)

    def _within(self, start: int, end: int, found: Edtf, why: int) -> None:
        """What a date holds lies within its days, as wide as the conventions say; one point is on one of its days."""
        days = meant(found, self.conventions)
        if days and start == end:
            self.net.allow(start, days, why)
            if days.period:
                return  # "any July" names no first and no last year
        self.limits.within(start, end, *widened(found, self.conventions), why)

    def _relative(self, target: _Target, read: TimeClaim, why: int, source: str) -> None:
        end = target.end
        anchor, relation = read.anchors[0], read.relation
        whole = target.whole and not read.side
        point = end if read.side == "end" else target.start
        if relation in ("after", "since", "the day after"):
            self.limits.after(point, anchor, relation, read.amount, why, source)
        elif relation in ("before", "by", "the day before"):
            self.limits.before(end if whole else point, anchor, relation, read.amount, why, source)
        else:
            spans = relation == "during" and not read.side
            self.limits.after(point, anchor, "since", None, why, source)
            upto = "between" if anchor.date else relation
            self.limits.before(end if spans else point, anchor, upto, None, why, source)

    def _same_day(self, event: Event) -> None:
        """``after_same_day``: the day is the other one's."""
        for index, other in enumerate(event.after_same_day):
            if other in self.made.starts and other != event.id:
                at = event.where("after_same_day", index)
                why = self.because(Reason(event.id, "same_day", "after_same_day", at, tuple(event.cites), other))
                self.limits.equal(self.made.starts[event.id], self.made.ends[other], why)

    def _reported(self, event: Event) -> None:
        """What a source reports as having happened is no later than its publication."""
        if not event.happened:
            return
        told = [claim for claim in event.when if claim.status != "conflict"]
        cites = [*event.cites, *(cite for claim in told for cite in claim.cites)]
        start, end = self.made.starts[event.id], self.made.ends[event.id]
        self._no_later(event, start, cites)
        if start != end:
            over = [claim for claim in told if claim.read.date and claim.read.date.unknown_end]
            self._no_later(event, end, [cite for claim in over for cite in claim.cites or event.cites])
            if getattr(event, "aggregate", False):
                self._no_later(event, end, self._last_to_tell(cites))

    def _last_to_tell(self, cites: list[Citation]) -> list[Citation]:
        """Of several sources that tell of one run of occurrences the last: an early one knows nothing of later ones."""
        dated = []
        for cite in cites:
            source = self.record.sources.get(cite.source)
            if source is None or source.published_on is None or source.published_on.latest is None:
                return []
            dated.append((source.published_on.latest, cite))
        return [max(dated, key=lambda pair: pair[0])[1]] if dated else []

    def _no_later(self, event: Event, point: int, cites: Iterable[Citation]) -> None:
        """A point that a source reports lies no later than its publication."""
        first_by_source = {cite.source: cite for cite in reversed(list(cites)) if cite.source in self.made.published}
        for source in sorted(first_by_source):
            cite = first_by_source[source]
            why = self.because(Reason(event.id, "reported", "", cite.at, (cite,), source, source=source))
            self.net.at_most(point, self.made.published[source], SAME, why)

    def _relations(self, event: Event) -> None:
        for name, _, link in event.links():
            relation = BY_NAME[name]
            target = self.record.events.get(link.event)
            if target is None or target.id == event.id or relation.severity == "warning":
                continue
            if name == "concerns" and target.modality in ("announced", "expected", "conditional"):
                continue
            why = self.because(
                Reason(event.id, "relation", name, link.at, tuple(link.cites or event.cites), link.event)
            )
            self._rule(relation.rule, event.id, target.id, why)

    def _rule(self, rule: str, later: str, earlier: str, why: int) -> None:
        starts, ends = self.made.starts, self.made.ends
        if rule == "start_after_start":
            self.net.at_least(starts[later], starts[earlier], SAME, why)
        elif rule == "start_after_end":
            self.net.at_least(starts[later], ends[earlier], SAME, why)
        elif rule == "within":
            self.net.at_least(starts[later], starts[earlier], SAME, why)
            if starts[earlier] != ends[earlier]:
                self.net.at_most(ends[later], ends[earlier], SAME, why)
        elif rule == "coincide":
            self.limits.equal(starts[later], starts[earlier], why)

    def _conditions(self, event: Event) -> None:
        """What depends on something does not come before it."""
        if event.modality not in ("expected", "conditional"):
            return
        for condition in event.conditions:
            first = condition.event
            if condition.obligation and condition.obligation in self.record.obligations:
                first = self.record.obligations[condition.obligation].created_by
            if first in self.made.starts and first != event.id and condition.polarity == "must_occur":
                cites = tuple(condition.cites or event.cites)
                why = self.because(Reason(event.id, "condition", "depends on", condition.at, cites, str(first)))
                self.net.at_least(self.made.starts[event.id], self.made.starts[str(first)], SAME, why)


def deadline(read: TimeClaim) -> TimeClaim:
    """A limit read as the day it runs out: "within 30 days after X" is due 30 days after X, "by X" on X."""
    if read.form != "relative":
        return read
    if read.amount and read.amount.strength in ("within", "at most", "less than") and read.amount.most:
        last = read.amount.most
        return replace(read, amount=Amount(last, last, last, "exactly"))
    if read.relation == "by" and read.amount is None:
        return replace(read, relation="on")
    if read.relation == "before" and read.amount is None:
        return replace(read, relation="the day before")
    return read


def _needs_publication(read: TimeClaim) -> bool:
    return read.form in ("weekday", "month", "publication") or any(a.name == PUBLICATION for a in read.anchors)
