"""The stages in a row: read, check, date, redact, view, draw, prove."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from timeline.checks import Accepted, check, check_dates, settle
from timeline.checks.languages import in_language, untranslated
from timeline.dating import Dated, date_record
from timeline.files import Loaded, read
from timeline.files.passages import Checked, verify
from timeline.files.pictures import Pictures, read_pictures
from timeline.kinds import KINDS, Kinds
from timeline.model.record import Record
from timeline.problems import At, CaseError, Problem, has_errors, in_order, quoted
from timeline.proof import leaks, leaks_in_ids
from timeline.publish import Audience, Redacted, known_on, redact
from timeline.publish.manifest import Manifest, hashes_of
from timeline.version import __version__

if TYPE_CHECKING:  # networkx is loaded only where something is drawn
    from timeline.exports import Format, Material
    from timeline.view import View


TOOL = f"accountability-timeline {__version__}"


@dataclass(frozen=True, slots=True)
class Examined:
    """A case read, checked and dated. ``dated`` is None only if there was nothing to date."""

    path: Path
    dated: Dated | None
    problems: tuple[Problem, ...]
    copies: Checked
    files: tuple[Path, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    """Problems that the case accepts with a reason; they are not among ``problems``."""
    loaded: Loaded | None = None
    """What was read, before it was dated: the case as of an earlier day starts from it."""
    folder: Path | None = None
    archives: tuple[Path, ...] = ()
    known: date | None = None
    """The day by which everything in it had been published; None if that was not asked."""
    pictures: Pictures = field(default_factory=lambda: Pictures({}))
    whole: Record | None = None
    """Everything that was read, where ``dated`` holds less: names are withheld of those too who are not in it."""
    only: frozenset[str] | None = None
    """The events that are shown; dates and obligations are those of the whole case all the same. None for all."""


def examine(
    path: str | Path,
    kinds: Kinds = KINDS,
    archives: Iterable[str | Path] = (),
    known: str | date | None = None,
    tell: Callable[[str], None] = lambda said: None,
) -> Examined:
    """Everything that can be said of a case without drawing it, all problems at once.

    ``archives`` are folders searched for archived copies by their hash; the variable TIMELINE_ARCHIVE adds more,
    separated as in PATH. ``known`` leaves out what had not been published by that day. ``tell`` is told in a few words
    what is being done.
    """
    tell(f"reading {Path(path).name}")
    loaded = read(path, kinds)
    base = Path(path) if Path(path).is_dir() else Path(path).parent
    day = one_day(known) if known is not None else None
    tell(f"checking and dating {len(loaded.record.events) if loaded.record else 0:,} events")
    return examine_record(loaded, Path(path), base, [*map(Path, archives), *_from_environment()], day)


def as_known(examined: Examined, day: str | date) -> Examined:
    """The same case, as far as it was public by a day; ValueError if that is not one day."""
    if examined.loaded is None:
        return examined
    return examine_record(examined.loaded, examined.path, examined.folder, examined.archives, one_day(day))


def _from_environment() -> list[Path]:
    return [Path(part) for part in os.environ.get("TIMELINE_ARCHIVE", "").split(os.pathsep) if part]


def examine_record(
    loaded: Loaded, path: Path, folder: Path | None, archives: Sequence[Path] = (), known: date | None = None
) -> Examined:
    """The same for what has been read already."""
    record = whole = loaded.record
    if record is None:
        return Examined(path, None, loaded.problems, Checked(), loaded.files)
    if known is not None:
        record = known_on(record, known)
        loaded = replace(loaded, record=record)
    problems = [*loaded.problems, *_head(record), *check(record)]
    for folder_given in archives:
        if not folder_given.is_dir():
            message = f"there is no folder {quoted(folder_given)} to look for archived copies in"
            problems.append(Problem(At(path.as_posix()), "missing-archive", message, "check --archive", "warning"))
    copies = verify(record, folder, archives)
    pictures = read_pictures(record, folder)
    dated = date_record(record)
    seen = {(p.at, p.code) for p in problems}
    problems += [p for p in dated.problems if (p.at, p.code) not in seen]
    problems += [*check_dates(dated), *copies.problems, *pictures.problems]
    settled = settle(record, in_order(problems))
    left = [p for p in settled.problems if known is None or p.code != "unused-accept"]
    found = Examined(path, dated, in_order(left), copies, loaded.files, settled.accepted)
    return replace(
        found, loaded=loaded, folder=folder, archives=tuple(archives), known=known, pictures=pictures, whole=whole
    )


def _head(record: Record) -> list[Problem]:
    """The as-of day is one day: ages are counted from it."""
    try:
        as_of_day(record, None)
    except ValueError:
        message = f"the case's 'as_of' is {quoted(record.head.as_of)}, which is not one day"
        return [Problem(record.head.where("as_of"), "wrong-value", message, "write the day, such as 2019-10-21")]
    return []


def as_of_day(record: Record, given: str | date | None) -> date:
    """The day asked for, or the case's own; ValueError if it is not one day."""
    return one_day(given or record.head.as_of)


def one_day(given: str | date) -> date:
    """A day as it was typed; ValueError if it is not one day."""
    if isinstance(given, date):
        return given
    text = given
    try:
        return date.fromisoformat(text) if len(text) == len("2019-10-21") else _not_a_day(text)
    except ValueError:
        return _not_a_day(text)


def _not_a_day(text: str) -> date:
    raise ValueError(f"{text!r} is not one day; write year, month and day, as in 2019-10-21")


def speak(examined: Examined, language: str) -> Examined:
    """The same case in another language it is written in, with warnings for what is not there in it.

    ValueError if ``language`` is no tag such as es or pt-BR.
    """
    if examined.dated is None or language == examined.dated.record.head.language:
        return examined
    record = in_language(examined.dated.record, language)
    whole = in_language(examined.whole, language) if examined.whole is not None else None
    problems = in_order([*examined.problems, *untranslated(record, examined.dated.record.head.language)])
    return replace(examined, dated=replace(examined.dated, record=record), whole=whole, problems=problems)


def only(
    examined: Examined,
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    text: str = "",
    **names: Collection[str] | None,
) -> Examined:
    """The same case of which only some events are shown: ``names`` and days are those of ``ask.chosen``.

    Every word of ``text`` stands in what is told of the event. UnknownNameError for names nobody wrote, ValueError for
    what is no day.
    """
    from timeline.ask.chosen import chosen

    if examined.dated is None:
        raise CaseError(examined.problems)
    first, last = (one_day(day) if day else None for day in (since, until))
    found = chosen(examined.dated, since=first, until=last, **names)
    if examined.only is not None:
        found &= examined.only
    if text:
        from timeline.view.chosen import matches

        cards = view_of(replace(examined, only=found)).cards
        found = frozenset(card.id for card in cards if matches(card, text))
    return replace(examined, only=found)


def prepare() -> None:
    """Begin to pack the chart library in the background: call it as soon as a page is certain to be wanted."""
    from timeline.draw.library import prepare as begin

    begin()


def library() -> str:
    """Which chart library pages carry here, for people."""
    from timeline.draw.library import about

    kind, version = about()
    return f"plotly.js {version}, {'basic bundle' if kind == 'basic' else 'the whole one of the installed plotly'}"


def render(
    examined: Examined,
    *,
    audience: Audience = "public",
    as_of: str | date | None = None,
    library: str = "auto",
    name: str = "",
    others: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The page of an examined case as one text; CaseError if it has errors, or if anything withheld is in it.

    ``library`` is the chart library it carries, as ``draw.page.page`` takes it.
    ``name`` is the file name it is to have, which must not say what the page does not. ``others`` are the addresses
    of the same page in other languages. ValueError if there is no profile called ``audience``.
    """
    from timeline.draw.library import packed  # drawing is loaded only where something is drawn
    from timeline.draw.page import Other, page
    from timeline.exports.downloads import downloads

    if examined.dated is None or has_errors(examined.problems):
        raise CaseError(examined.problems)
    redacted = redact(examined.dated.record, audience, whole=examined.whole)
    carried = [] if library == "none" else [packed(library)]
    made_of = _manifest(examined, redacted, audience, as_of, others, carried)
    view = _view(examined, redacted, audience, as_of)
    files = tuple(downloads(replace(examined.dated, record=redacted.record), view, part=examined.only is not None))
    tongues = tuple(Other(*one) for one in others.items())
    text = page(view, library=library, downloads=files, others=tongues, manifest=made_of.to_json())
    carried += [picture.address for card in view.cards for picture in card.images]  # bytes of pictures and no others
    prove(examined, redacted, {"page": text, **{one.name: one.text for one in files}}, skip=carried, name=name)
    return text


def export(
    examined: Examined, form: Format, *, audience: Audience = "public", as_of: str | date | None = None, name: str = ""
) -> bytes:
    """An examined case in another form; CaseError if it has errors, or if anything withheld is in what was made.

    ``name`` is the file name it is to have. ``MissingError`` (of ``exports``) if the format needs what is not
    installed.
    """
    material, redacted = material_of(examined, audience=audience, as_of=as_of)
    made = form.make(material)
    read = "\n".join(made.texts)
    prove(examined, redacted, {f"{form.name} file": made.data, f"{form.name} file, as read": read}, name=name)
    return made.data


def material_of(
    examined: Examined, *, audience: Audience = "public", as_of: str | date | None = None
) -> tuple[Material, Redacted]:
    """What exports are made from, names already applied to the data; CaseError if the case has errors."""
    from timeline.exports import Material

    if examined.dated is None or has_errors(examined.problems):
        raise CaseError(examined.problems)
    redacted = redact(examined.dated.record, audience, whole=examined.whole)
    return Material(_shown(examined.dated, redacted), _view(examined, redacted, audience, as_of)), redacted


def prove(
    examined: Examined,
    redacted: Redacted,
    outputs: Mapping[str, str | bytes],
    *,
    skip: Iterable[str] = (),
    name: str = "",
) -> None:
    """CaseError if anything withheld is in one of the ``outputs``, or in the file's ``name``, as ``proof`` says it.

    Everything that leaves the package passes here: pages, exports, figures, what a notebook keeps, file names.
    ``skip`` are parts of texts that are known to be harmless, such as the pinned chart library.
    """
    accepted = [one.problem.at for one in examined.accepted if one.code == "name-in-id"]
    found = [*leaks(redacted, outputs, examined.path, skip, name), *leaks_in_ids(redacted, outputs, accepted)]
    if found:
        raise CaseError([*examined.problems, *found])


def view_of(examined: Examined, *, audience: Audience = "public", as_of: str | date | None = None) -> View:
    """What a page or figure of an examined case shows, names already applied to the data."""
    if examined.dated is None:
        raise CaseError(examined.problems)
    return _view(examined, redact(examined.dated.record, audience, whole=examined.whole), audience, as_of)


def searched(
    examined: Examined, outputs: Mapping[str, str], audience: Audience = "public", *, skip: Iterable[str] = ()
) -> None:
    """CaseError if anything withheld is in what is about to be shown; ``prove`` for those who keep no redaction."""
    if examined.dated is not None:
        prove(examined, redact(examined.dated.record, audience, whole=examined.whole), outputs, skip=skip)


def _view(examined: Examined, redacted: Redacted, audience: Audience, as_of: str | date | None) -> View:
    from timeline.view import Extras, build_view
    from timeline.view.notes import notes

    if examined.dated is None:
        raise CaseError(examined.problems)
    dated = _shown(examined.dated, redacted)
    at_hand = examined.copies.copies
    copies = {id_: (p.verified, p.unverified, id_ in at_hand) for id_, p in examined.copies.passages.items()}
    extras = Extras(
        audience,
        TOOL,
        examined.problems,
        tuple(notes(examined.dated.record, examined.copies, redacted, audience, examined.known)),
        copies,
        examined.accepted,
        like_public=not redacted.confidential,
        known=examined.known,
        pictures=examined.pictures.held,
        whole=_whole(examined, audience),
        only=examined.only,
    )
    return build_view(dated, as_of_day(redacted.record, as_of), extras)


def _whole(examined: Examined, audience: Audience) -> Dated | None:
    """Everything the case knows, as its readers may see it; None where the page shows all of it."""
    if examined.whole is None or examined.known is None:
        return None
    return date_record(redact(examined.whole, audience).record)


def _shown(dated: Dated, redacted: Redacted) -> Dated:
    """The dates with the record as its readers may see it; why a date is what it is quotes sources too."""
    if redacted.values:
        reasons = [replace(reason, cites=redacted.clean(reason.cites)) for reason in dated.compiled.reasons]
        dated = replace(dated, compiled=replace(dated.compiled, reasons=reasons))
    return replace(dated, record=redacted.record)


def _manifest(
    examined: Examined,
    redacted: Redacted,
    audience: Audience,
    as_of: str | date | None,
    others: Mapping[str, str],
    carried: Sequence[str],
) -> Manifest:
    """What a page of an examined case is made of."""
    from timeline.view.notes import accepted_words
    from timeline.view.tongue import tongue

    base = examined.folder or examined.path.parent
    options = {"for": audience, "as_of": as_of_day(redacted.record, as_of).isoformat()}
    options["lang"] = redacted.record.head.language
    if examined.known is not None:
        options["known_on"] = examined.known.isoformat()
    return Manifest(
        tool=TOOL,
        options=options,
        others=dict(others),
        only=None if examined.only is None else tuple(sorted(examined.only)),
        library=hashlib.sha256(carried[0].encode()).hexdigest() if carried else "none",
        inputs=hashes_of(examined.files, base, redacted.clean),
        copies={id_: copy.sha256 for id_, copy in sorted(examined.copies.copies.items())},
        passages=sum(found.verified for found in examined.copies.passages.values()),
        private=bool((examined.whole or redacted.record).private),
        accepted=tuple(accepted_words(redacted.record, examined.accepted, tongue(redacted.record.head.language))),
    )
