"""Every code a problem can have, with its severities and its meaning: what `accept:` may name and the docs explain.

A code is a promise: it keeps its meaning, so that a curator's `accept:`, an editor's setting and a link to the docs
go on working. Knows nothing of how problems are found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from timeline.problems import Severity

Severities = tuple[Severity, ...]
ERROR: Severities = ("error",)
WARNING: Severities = ("warning",)
INFO: Severities = ("info",)


@dataclass(frozen=True, slots=True)
class Code:
    """One code: how grave it can be, and in a few words what it is about, as the page's method box says it."""

    name: str
    severities: Severities
    means: str


CODES: tuple[Code, ...] = (
    # Files
    Code("missing-file", ERROR, "no such file or folder"),
    Code("unreadable", ERROR, "a file that cannot be read"),
    Code("too-large", ERROR, "a file that is too large"),
    Code("encoding", ERROR, "a file that is not UTF-8"),
    Code("control-character", ERROR, "a character that no text holds"),
    Code("empty-file", ERROR, "an empty file"),
    Code("syntax", ERROR, "a file that is not well-formed YAML"),
    Code("not-a-case", ERROR, "a file that is not a mapping of keys"),
    Code("not-by-id", ERROR, "blocks that are not listed by id"),
    Code("second-document", ERROR, "two documents in one file"),
    Code("bad-key", ERROR, "a key that is not plain text"),
    Code("tag", ERROR, "a YAML tag"),
    Code("merge-key", ERROR, "a YAML merge key"),
    Code("alias", ERROR, "a YAML alias that leads nowhere"),
    Code("alias-bomb", ERROR, "YAML aliases that grow without end"),
    Code("too-deep", ERROR, "nesting without end"),
    Code("huge-scalar", ERROR, "a value without end"),
    Code("repeated-key", ERROR, "one key twice in one block"),
    Code("misread-text", WARNING, "a text that YAML reads otherwise than it looks"),
    Code("unread-file", WARNING, "a file in the case's folder that is not read"),
    # The form of a block
    Code("unknown-key", ERROR, "a field that does not exist"),
    Code("missing-field", ERROR, "a field that is needed"),
    Code("wrong-value", ERROR, "a value that cannot stand there"),
    Code("left-out", INFO, "a field that was left out"),
    Code("no-thread", WARNING, "an event that is in no thread"),
    Code("unknown-type", ERROR, "an event type that does not exist"),
    Code("untyped-row", WARNING, "rows of a table that are of no type yet"),
    # Ids
    Code("unknown-id", ERROR, "an id of nothing in this case"),
    Code("repeated-id", ERROR, "one id for two things"),
    Code("self-reference", ERROR, "something that refers to itself"),
    Code("unlisted-publisher", INFO, "a publisher that is not among the actors"),
    Code("unused-source", WARNING, "a source that nothing cites"),
    Code("unused-actor", WARNING, "an actor that nothing mentions"),
    Code("unused-thread", WARNING, "a thread that no event belongs to"),
    # Evidence
    Code("uncited", ERROR, "something that cites nothing"),
    Code("single-source", ("warning", "info"), "one source only"),
    Code("circular-sources", ERROR, "sources that are made from one another"),
    Code("same-origin", WARNING, "several sources that repeat one another"),
    Code("official-only", WARNING, "official sources only"),
    Code("unattributed", WARNING, "nobody named who says so"),
    Code("loaded-word", WARNING, "a word that takes sides"),
    Code("unknown-about", ERROR, "a claim about a field that does not exist"),
    Code("claim-differs", WARNING, "a claim and a field that differ"),
    Code("claims-differ", WARNING, "two claims that differ, and do not say so"),
    Code("conflict-without-reason", ERROR, "a claim set aside without a reason"),
    Code("not-inferred", WARNING, "a note on an inference where nothing is inferred"),
    Code("not-conditional", WARNING, "a condition of what counts as having happened"),
    Code("no-words", INFO, "a quotation without its words"),
    Code("locator-outside", ERROR, "a place beyond the end of a copy"),
    Code("locator-empty", ERROR, "a place where a copy is empty"),
    Code("quote-not-found", ERROR, "a quote that is not in its copy"),
    Code("copy-changed", ERROR, "an archived copy that is another one"),
    Code("no-copy", INFO, "a source without an archived copy, where most have one"),
    Code("copy-missing", WARNING, "an archived copy that is not where it should be"),
    Code("copy-outside", ERROR, "an archived copy outside the case's folder"),
    Code("copy-unsealed", WARNING, "an archived copy without a hash"),
    Code("passages-unverified", INFO, "passages that a copy cannot show"),
    Code("copy-not-at-hand", INFO, "an archived copy that is not at hand"),
    Code("not-sealed", ERROR, "a hash that could not be written"),
    Code("image-missing", WARNING, "a picture that is not where it should be"),
    Code("image-unusable", ERROR, "a picture that cannot be shown"),
    Code("image-too-large", ERROR, "pictures that are too large for a page"),
    Code("missing-archive", WARNING, "a folder of archived copies that is not there"),
    # A table that comes back
    Code("unknown-row", WARNING, "a row of a table that is nothing of the case"),
    Code("unknown-column", WARNING, "a column of a table that is no field"),
    Code("redacted-cell", WARNING, "a changed cell that was redacted"),
    Code("bad-cell", ERROR, "a cell that cannot be what it should"),
    Code("not-changed", ERROR, "a change that could not be written"),
    # Outcomes
    Code("dangling-allegation", WARNING, "nothing on what came of an allegation"),
    Code("unlinked-disposition", WARNING, "an outcome that is not linked to what it decides"),
    Code("no-outcome", WARNING, "nothing on how it ended"),
    # Actors
    Code("group-too-large", ERROR, "a part larger than its whole"),
    Code("group-sum", ERROR, "parts that sum to more than their whole"),
    Code("group-of-one", WARNING, "a group of one, or of nobody"),
    Code("not-a-group", ERROR, "a part of something that has no parts"),
    Code("not-disjoint", ERROR, "groups that share nobody and share somebody"),
    Code("circular-within", ERROR, "actors that lie within one another"),
    Code("count-differs", WARNING, "a count that is not the size of its group"),
    Code("wrong-body", ("error", "warning"), "a body of another kind than the type needs"),
    Code("not-in-office", ("error", "warning"), "somebody who was not in office that day"),
    Code("wrong-kind", ERROR, "a tenure without a person or without an office"),
    Code("two-holders", WARNING, "two people in one office at a time"),
    # Relations
    Code("relation-domain", ERROR, "a relation on a type it is not for"),
    Code("relation-range", ERROR, "a relation to a type it is not for"),
    Code("conditional-target", ERROR, "a decision on what has not happened"),
    Code("no-link", INFO, "an event that is not linked to what it comes from"),
    Code("effect-differs", WARNING, "a decision that says one thing and does another"),
    Code("cause-not-claimed", ERROR, "a cause that no claim states"),
    Code("editorial-without-reason", ERROR, "an editorial link without a reason"),
    Code("circular-relations", ERROR, "events that depend on one another in a circle"),
    Code("ruled-twice", ERROR, "two rulings on one request"),
    Code("late-appeal", WARNING, "an appeal after its time ran out"),
    Code("forum-order", WARNING, "an appeal from a higher forum to a lower one"),
    # Dates
    Code("dates-contradict", ERROR, "dates that cannot all hold"),
    Code("no-publication", ERROR, "words read from a publication day that is not known"),
    Code("impossible-order", ERROR, "days in an order that cannot be"),
    Code("which-due-day", ERROR, "an act that does not say which due day it meets"),
    Code("same-day-order", ERROR, "times that contradict the order of a day"),
    Code("announced-after", WARNING, "an announcement after the thing itself"),
    Code("undated", WARNING, "no bound in time"),
    Code("after-as-of", WARNING, "something later than the record"),
    # Names
    Code("withheld-name", WARNING, "a withheld name in a text"),
    Code("private-name", WARNING, "what private.yaml keeps apart, in a file that is shared"),
    Code("name-in-id", WARNING, "a withheld name in an id"),
    Code("no-basis", ("warning", "info"), "a person named without a basis or a review on record"),
    Code("inferable-name", WARNING, "a label that gives the person away"),
    Code("unlisted-name", WARNING, "a name of somebody who is not among the actors"),
    # The whole case
    Code("missing-translation", WARNING, "a text that is not in the case's language"),
    Code("language-not-available", WARNING, "a language the page does not speak"),
    Code("unknown-code", ERROR, "an acceptance of a code that does not exist"),
    Code("error-accepted", ERROR, "an acceptance of an error"),
    Code("unused-accept", WARNING, "an acceptance of a problem that is not there"),
    Code("leak", ERROR, "a withheld name in the finished page"),
    Code("not-searched", WARNING, "a published file that could not be searched"),
)
"""Every code, in the order of docs/checks.md."""

BY_CODE: Mapping[str, Code] = MappingProxyType({code.name: code for code in CODES})


def acceptable() -> dict[str, str]:
    """The codes that ``accept:`` may name, with their meanings: all but those that are always errors.

    >>> "unknown-id" in acceptable()
    False
    """
    return {code.name: code.means for code in CODES if set(code.severities) != {"error"}}
