"""Is everything that is said carried by a source, and every source used?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.ids import full_claim_id
from timeline.model.block import references
from timeline.model.record import Record
from timeline.problems import Problem, quoted


def unused(record: Record) -> Iterator[Problem]:
    """A source nobody cites, or an actor nobody mentions, is left over or forgotten."""
    if record.broken:
        return  # what a block that could not be read makes use of is not known
    used: dict[str, set[str]] = {"source": set(), "actor": set()}
    for _, block in record.blocks():
        for reference in references(block):
            if reference.to in used and reference.id != getattr(block, "id", ""):
                used[reference.to].add(reference.id)
    used["actor"] |= {source.publisher for source in record.sources.values()}
    for kind, ids in used.items():
        for id_, block in record.table(kind).items():
            if id_ in ids or (kind == "actor" and block.kind == "tenure"):
                continue
            if kind == "source":
                message = f"nothing cites the source {quoted(id_)}"
                yield Problem(block.at, "unused-source", message, "use it, or take it out", "warning")
            else:
                message = f"nothing mentions the actor {quoted(id_)}"
                yield Problem(block.at, "unused-actor", message, "use it, or take it out", "warning")
    threads = {event.thread for event in record.events.values()}
    for id_ in record.head.threads:
        if id_ not in threads:
            at = record.head.where_key("threads", id_)
            yield Problem(
                at, "unused-thread", f"no event is in the thread {quoted(id_)}", "use it, or take it out", "warning"
            )


def copies_are_named(record: Record) -> Iterator[Problem]:
    """Where most sources name their archived copies, one that names none was probably forgotten."""
    without = [source for source in record.sources.values() if not (source.archive or source.sha256)]
    for source in without if 2 * len(without) < len(record.sources) else ():
        message = f"source {quoted(source.id)} names no archived copy, and most of this case do"
        hint = "write 'archive' and 'sha256'; 'timeline sources CASE --seal' writes the hash of a copy at hand"
        yield Problem(source.at, "no-copy", message, hint, "info")


def quotations_have_words(record: Record) -> Iterator[Problem]:
    """A claim that is a quotation gives the words, where the copy lies beside the case and they can be looked up."""
    beside = {source.id for source in record.sources.values() if source.archive}
    for kind, id_, index, claim in record.claims():
        words = claim.quote or any(cite.quote for cite in claim.cites)
        if claim.form == "quote" and not words and any(cite.source in beside for cite in claim.cites):
            message = f"{kind} {quoted(id_)}: claim {index + 1} is a quotation, and its words are not given"
            hint = "add 'quote' with the source's own words, or write 'form: paraphrase'"
            yield Problem(claim.at, "no-words", message, hint, "info")


def uncited(record: Record) -> Iterator[Problem]:
    """Every event, claim and obligation rests on at least one citation."""
    for kind, block in record.blocks():
        if kind in ("event", "obligation") and not block.cites:  # type: ignore[attr-defined]
            message = f"{kind} {quoted(getattr(block, 'id', ''))} cites nothing"
            yield Problem(block.where("cites"), "uncited", message, "add 'cites: SOURCE LOCATOR'")
    for kind, id_, index, claim in record.claims():
        if not claim.cites:
            yield Problem(claim.at, "uncited", f"{kind} {quoted(id_)}: claim {index + 1} cites nothing", "add 'cites'")


def conflicts_say_why(record: Record) -> Iterator[Problem]:
    """A claim set aside is set aside in public."""
    for event in record.events.values():
        for claim in event.when:
            if claim.status == "conflict" and claim.reason is None:
                message = (
                    f"event {quoted(event.id)}: the date claim {quoted(claim.claim)} is set aside without a reason"
                )
                yield Problem(claim.at, "conflict-without-reason", message, "add 'reason', which readers will see")
    for kind, id_, index, stated in record.claims():
        if stated.status == "conflict" and stated.reason is None:
            message = f"{kind} {quoted(id_)}: claim {index + 1} is judged wrong without a reason"
            yield Problem(stated.at, "conflict-without-reason", message, "add 'reason', which readers will see")


def contradictions_are_about_something(record: Record) -> Iterator[Problem]:
    """A claim does not contradict itself."""
    for kind, id_, _, claim in record.claims():
        for other in claim.contradicts:
            if claim.id and full_claim_id(id_, other) == f"{id_}.{claim.id}":
                message = f"{kind} {quoted(id_)}: the claim {quoted(claim.id)} contradicts itself"
                yield Problem(claim.where("contradicts"), "self-reference", message, "name the other claim")


def inferred_has_no_teller(record: Record) -> Iterator[Problem]:
    """Nobody states an inferred event; if someone does, it occurred."""
    for event in record.events.values():
        if event.modality != "inferred" and event.inference_note is not None:
            message = f"event {quoted(event.id)} has an inference_note and is {event.modality}"
            yield Problem(
                event.where("inference_note"), "not-inferred", message, "write 'modality: inferred'", "warning"
            )
