"""``timeline build``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import click

from timeline import build as stages
from timeline.build import Examined
from timeline.cli.common import (
    as_of_option,
    case_options,
    day,
    exit_for,
    json_option,
    known_on_option,
    open_case,
    stop,
    strict_option,
    to_json,
    usable,
)
from timeline.problems import CaseError, UnknownNameError, as_text
from timeline.publish import Audience
from timeline.writing import write

_PARTS = {
    "event": "events",
    "type": "types",
    "family": "families",
    "actor": "actors",
    "source": "sources",
    "thread": "threads",
    "since": "",
    "until": "",
    "text": "",
}
"""What ``--only`` takes before the "=", and what it is called where several may be given."""


@click.command(epilog="Example: timeline build examples/jackson -o jackson.html")
@case_options
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The page to write.")
@click.option(
    "--verify",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Write nothing: say whether this published page is what the case gives.",
)
@click.option(
    "--for",
    "audience",
    metavar="PROFILE",
    default="public",
    show_default=True,
    help="public, legal, internal (shows every name, and says so) or a profile of the case's own.",
)
@click.option(
    "--lang",
    "languages",
    metavar="TAG",
    multiple=True,
    help="The page's language, such as es; with several, a page each, the first in FILE, that link to each other.",
)
@click.option(
    "--only",
    "parts",
    metavar="WHAT=WORD",
    multiple=True,
    help="Only some events: event, type, family, actor, source, thread, since, until or text. The same twice is"
    " either; dates and what is owed stay those of the whole case.",
)
@as_of_option
@known_on_option
@strict_option
@json_option
def build(
    case: Path,
    archives: Sequence[Path],
    own_types: str | None,
    output: Path | None,
    verify: Path | None,
    audience: Audience,
    languages: Sequence[str],
    parts: Sequence[str],
    as_of: str | None,
    known_on: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Check a case, then write its page: one HTML file that needs nothing else.

    Nothing is written if there is an error, and a page that stands already
    stays as it was. With --verify a page is held against the case instead, with
    the options it was built with.
    """
    if verify is not None and output is None:
        _verify(usable(open_case(case, archives, own_types)), verify, as_json=as_json)
    if output is None or verify is not None:
        raise click.UsageError("name the page to write with -o, or one to hold against the case with --verify")
    stages.prepare()
    examined = _only(usable(open_case(case, archives, own_types, known_on)), parts)
    on = day(examined, as_of)
    pages = _pages(examined, languages, output)
    problems = tuple(dict.fromkeys(problem for _, _, spoken in pages for problem in spoken.problems))
    if problems:
        click.echo(as_text(problems), err=True)
    if strict and any(problem.severity == "warning" for problem in problems):
        exit_for(problems, strict=True)
    addresses = {tag: quote(path.name) for tag, path, _ in pages}
    sizes = {}
    try:
        texts = [
            (path, stages.render(spoken, audience=audience, as_of=on, name=path.name, others=_without(addresses, tag)))
            for tag, path, spoken in pages
        ]
        for path, text in texts:
            write(path, text, apart_from=examined.files)
            sizes[path] = len(text.encode())
    except CaseError as error:
        stop(error.problems)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--for") from None
    except OSError as error:
        click.echo(f"{output}: cannot be written: {error.strerror}; an old file is as it was", err=True)
        raise SystemExit(2) from None
    library = stages.library()
    click.echo(f"chart library: {library}", err=True)
    if as_json:
        answer = {"output": str(output), "bytes": sizes[output], "problems": len(problems), "library": library}
        click.echo(to_json(answer | {"pages": {tag: str(path) for tag, path, _ in pages}}))
    else:
        for path, size in sizes.items():
            click.echo(f"{path} ({size / 1024:,.0f} KiB)")


def _pages(examined: Examined, languages: Sequence[str], output: Path) -> list[tuple[str, Path, Examined]]:
    """Each language, the file of its page and the case in it; the first in the file asked for, others beside it."""
    own = examined.dated.record.head.language if examined.dated else "en"
    tags = list(dict.fromkeys(languages or (own,)))
    files = [output, *(output.with_suffix(f".{tag}{output.suffix}") for tag in tags[1:])]
    try:
        return [(tag, path, stages.speak(examined, tag)) for tag, path in zip(tags, files, strict=True)]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--lang") from None


def _only(examined: Examined, parts: Sequence[str]) -> Examined:
    """The case with the events that were asked for: those of either word where one thing is asked for twice."""
    if not parts:
        return examined
    asked: dict[str, list[str]] = {}
    for part in parts:
        what, sign, word = part.partition("=")
        if what not in _PARTS or not sign or not word:
            hint = f"write it as type=reassignment; before the '=' stands one of {', '.join(_PARTS)}"
            raise click.BadParameter(f"{part!r} asks for nothing; {hint}", param_hint="--only")
        asked.setdefault(what, []).append(word)
    names = {plural: asked.get(what) for what, plural in _PARTS.items() if plural}
    once = {what: " ".join(asked.get(what, ())) for what, plural in _PARTS.items() if not plural}
    try:
        found = stages.only(examined, **once, **names)  # type: ignore[arg-type]
    except (UnknownNameError, ValueError) as error:
        raise click.BadParameter(str(error), param_hint="--only") from None
    if not found.only:
        raise click.BadParameter("no event of this case is all of that", param_hint="--only")
    return found


def _without(addresses: dict[str, str], tag: str) -> dict[str, str]:
    return {other: address for other, address in addresses.items() if other != tag}


def _verify(examined: Examined, page: Path, *, as_json: bool) -> NoReturn:
    """Print whether a page is what the case gives, and exit: 0 if it is."""
    from timeline.published import match

    try:
        why = match(examined, page.read_bytes().decode("utf-8", "replace"))
    except CaseError as error:
        stop(error.problems)
    if as_json:
        click.echo(to_json({"page": str(page), "matches": not why, "why": list(why)}))
    elif why:
        click.echo("\n".join([f"{page}: not what the case gives now", *(f"  {reason}" for reason in why)]))
    else:
        click.echo(f"{page}: what the case gives, byte for byte")
    raise SystemExit(int(bool(why)))
