"""How many independent sources carry a thing: sources that repeat one another count once.

Independence is read off ``derived_from`` (a press release and the stories made from it, a wire story and its reprints)
and off the hash (two sources whose copies are the same bytes are one document). Knows nothing of who is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from timeline.model.event import Event
from timeline.model.evidence import Citation, Source

Origins = Mapping[str, frozenset[str]]
"""By source: the sources at the head of everything it is derived from; itself, if it is derived from nothing."""


def origins(sources: Mapping[str, Source]) -> Origins:
    """Where each source's content comes from in the end; made once for a case and given to ``clusters``.

    >>> release, story = (
    ...     Source(id="release", kind="press_release", title="R", publisher="doj"),
    ...     Source(id="story", kind="news_report", title="S", publisher="paper", derived_from=["release"]),
    ... )
    >>> origins({"release": release, "story": story})["story"]
    frozenset({'release'})
    """
    one = _one_document(sources)
    parents: dict[str, dict[str, None]] = {}
    for id_, source in sources.items():
        above = (one[parent] for parent in source.derived_from if parent in sources)
        parents.setdefault(one[id_], {}).update(dict.fromkeys(above))
    found: dict[str, frozenset[str]] = {}
    for id_ in parents:
        _climb(id_, parents, found)
    return {id_: found[one[id_]] for id_ in sources}


def _one_document(sources: Mapping[str, Source]) -> dict[str, str]:
    """Each source under the first one that has the same copy."""
    first: dict[str, str] = {}
    return {id_: first.setdefault(source.sha256 or f"id {id_}", id_) for id_, source in sources.items()}


def _climb(start: str, parents: Mapping[str, Iterable[str]], found: dict[str, frozenset[str]]) -> None:
    """Fill in ``found`` for a source and all above it; without recursion, and a ring (a mistake) ends it too."""
    stack: list[tuple[str, bool]] = [(start, False)]
    under_way: set[str] = set()
    while stack:
        id_, seen = stack.pop()
        if seen:
            above = [found[parent] for parent in parents[id_] if parent in found]
            found[id_] = frozenset().union(*above) or frozenset({id_})
        elif id_ not in found and id_ not in under_way:
            under_way.add(id_)
            stack.append((id_, True))
            stack += [(parent, False) for parent in parents[id_]]


def clusters(origin: Origins, cites: Iterable[Citation]) -> tuple[tuple[str, ...], ...]:
    """The cited sources in groups that are independent of each other; their number is the corroboration.

    Sources with an origin in common are one group. A source that adds nothing to what another cited one has (a story
    from a release and a filing, both cited as well) makes no group of its own and joins none together.
    Ids that are no sources are passed over.

    >>> alike = {"release": frozenset({"release"}), "story": frozenset({"release"}), "filing": frozenset({"filing"})}
    >>> clusters(alike, [Citation(source=id_) for id_ in ("story", "filing", "release")])
    (('story', 'release'), ('filing',))
    """
    cited = list(dict.fromkeys(cite.source for cite in cites if cite.source in origin))
    own = [id_ for id_ in cited if not any(origin[other] < origin[id_] for other in cited)]
    groups: list[tuple[set[str], list[str]]] = []
    for id_ in own:
        roots, members = set(origin[id_]), [id_]
        for group in [group for group in groups if group[0] & roots]:
            groups.remove(group)
            roots, members = group[0] | roots, [*group[1], *members]
        groups.append((roots, members))
    return tuple(sorted((tuple(members) for _, members in groups), key=lambda members: cited.index(members[0])))


def reported_by(event: Event) -> Iterator[Citation]:
    """The citations that say the event happened: its own, and those of the dates that are not set aside.

    What people say about it is theirs: a claim is held up by its own ``cites``.
    """
    yield from event.cites
    for claim in event.when:
        if claim.status != "conflict":
            yield from claim.cites
