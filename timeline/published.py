"""What has been published already: does a page still match its case, and which files hold what is withheld by now?

Reads finished files of any kind and changes none. Messages never repeat what was found.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from timeline.build import Examined, as_known, as_of_day, only, render, speak
from timeline.draw.library import is_library
from timeline.draw.strings import own_words
from timeline.files.apart import Refused
from timeline.files.documents import open_document
from timeline.problems import At, CaseError, Problem, UnknownNameError, quoted
from timeline.publish import Audience, Cleaner, Leak, cleaner, redact
from timeline.publish.manifest import manifest_in, why_not
from timeline.view.changes import Change
from timeline.view.changes import changes as told

MOST = 256 * 2**20
"""Bytes of a file that are read; a larger one is reported, not searched."""


def match(examined: Examined, page: str) -> tuple[str, ...]:
    """Whether a published page is what a case gives: why not, in words; empty if it is, byte for byte.

    The options are the page's own; archived copies and event types are those of ``examined``.
    """
    found = manifest_in(page)
    if found is None:
        return ("the page has no manifest: it was not made by this tool, or it was changed",)
    options = found["options"]
    if known := options.get("known_on"):
        examined = as_known(examined, known)
    library = "none" if found.get("library") == "none" else "auto"
    audience, day, others = options.get("for", "public"), options.get("as_of"), found.get("others")
    try:
        spoken = speak(examined, options["lang"]) if "lang" in options else examined
        beside = others if isinstance(others, dict) else {}
        if isinstance(shown := found.get("only"), list):
            spoken = only(spoken, events=shown)
        again = render(spoken, audience=audience, as_of=day, library=library, others=beside)
    except (ValueError, UnknownNameError) as error:
        return (f"the page was made with options that the case does not know: {error}",)
    return why_not(page, again)


def changes(old: Examined, new: Examined, *, audience: Audience = "public") -> tuple[Change, ...]:
    """What changed between two versions of a case, in a reader's words, with the names that their readers may see.

    Whoever is withheld in the new version is withheld in what is told of the old one too.
    """
    if old.dated is None or new.dated is None:
        raise CaseError([*old.problems, *new.problems])
    private = {**old.dated.record.private, **new.dated.record.private}
    after = redact(new.dated.record.with_private(private), audience)
    before = redact(old.dated.record.with_private(private), audience)
    then = replace(old.dated, record=before.record.mapped(after.clean))
    now = replace(new.dated, record=after.record)
    days = as_of_day(then.record, None), as_of_day(now.record, None)
    return told(then, now, days)


def still_there(examined: Examined, folder: Path) -> Iterator[Problem]:
    """Every file of a folder, itself included if it is one, that holds a value withheld in the case by now.

    Pages, exports, notebooks, manifests, archives and their names; one problem for each person and file.
    """
    record = examined.whole or (examined.dated.record if examined.dated else None)
    if record is None:
        return
    clean = cleaner(record)
    for path in _files(folder):
        shown = clean(path.as_posix())
        told: set[str] = set()
        for leak in (*clean.search.name(path.name), *_leaks(clean, path)):
            if leak.actor not in told:
                told.add(leak.actor)
                yield _problem(clean, shown, leak)
        if path.stat().st_size > MOST:
            message = f"the file is larger than {MOST // 2**20} MiB and was not searched"
            yield Problem(At(shown), "not-searched", message, "search it by other means", "warning")
        elif path.suffix.lower() == ".pdf" and isinstance(read := open_document(path.read_bytes()), Refused):
            message = f"the text of this PDF could not be searched: it {read.why}"
            yield Problem(At(shown), "not-searched", message, "look at it yourself", "warning")


def _problem(clean: Cleaner, shown: str, leak: Leak) -> Problem:
    whose = leak.actor if not clean.search.hits(leak.actor, addresses=True) else clean.labels.get(leak.actor, "someone")
    where = f", {leak.element}" if leak.element else ""
    message = f"the file still holds a value that is withheld for {quoted(whose)} ({leak.form}{where})"
    hint = "take the file down, and publish what the case gives now"
    return Problem(At(shown, leak.line, 1 if leak.line else 0), "leak", message, hint)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    for home, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(home, name) for name in sorted(names))


def _leaks(clean: Cleaner, path: Path) -> tuple[Leak, ...]:
    """What is found in one file; the chart library in a page is not the case's, and is passed over."""
    if path.stat().st_size > MOST:
        return ()
    raw = path.read_bytes()
    if path.suffix.lower() == ".pdf" and not isinstance(read := open_document(raw), Refused):
        return (*clean.search.data(raw, own=own_words()), *clean.search.text("\n".join(read.units), own=own_words()))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return clean.search.data(raw, own=own_words())
    start = text.find('id="_library">')
    end = text.find("</script>", start)
    carried = text[start + len('id="_library">') : end] if 0 <= start < end else ""
    return clean.search.text(text, skip=[carried] if is_library(carried) else [], own=own_words())
