"""The pictures of a case, read for the page: what they are, how large, and nothing in them that is no picture.

A photograph carries more than it shows: where it was taken, when, by which camera, sometimes a smaller copy of itself
before it was cropped. All of that is left out here. Reads files of the case's folder only; fetches and decodes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.files import picture_bytes
from timeline.files.picture_bytes import Picture
from timeline.model.event import Event
from timeline.model.images import Image
from timeline.model.record import Record
from timeline.problems import Problem, quoted

EACH, ALL = 300 * 1024, 3 * 1024 * 1024
"""Bytes of one picture, and of all pictures of a case: the page holds every one of them."""
_HINT = "make it smaller: 1,200 pixels wide is enough for a page, JPEG or WebP for a photograph, PNG for a scan"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures at hand by event and path, and what is wrong with the others."""

    held: dict[tuple[str, str], Picture]
    problems: tuple[Problem, ...] = ()


def read_pictures(record: Record, folder: Path | None) -> Pictures:
    """Every picture of a record from the case's folder; without a folder none is at hand, and none is looked for."""
    held: dict[tuple[str, str], Picture] = {}
    problems: list[Problem] = []
    total = 0
    for event, image in _images(record) if folder is not None else ():
        found = _read(event, image, folder or Path())
        if isinstance(found, Problem):
            problems.append(found)
            continue
        held[event.id, image.file] = found
        total += len(found.data)
        if total - len(found.data) <= ALL < total:
            message = (
                f"event {quoted(event.id)}: with {quoted(image.file)} the pictures of this case come to {_kib(total)}"
            )
            hint = f"a page holds {_kib(ALL)} of pictures; {_HINT}"
            problems.append(Problem(image.where("file"), "image-too-large", message, hint))
    return Pictures(held, tuple(problems))


def _images(record: Record) -> Iterator[tuple[Event, Image]]:
    for event in record.events.values():
        for image in event.images:
            yield event, image


def _read(event: Event, image: Image, folder: Path) -> Picture | Problem:
    """One picture without what is no picture, or what is wrong with it."""
    path, at, name = folder / image.file, image.where("file"), f"event {quoted(event.id)}: {quoted(image.file)}"
    if not path.is_file():
        hint = "put it there, or remove the picture; until then its words stand on the page alone"
        return Problem(at, "image-missing", f"{name} is not in the case's folder", hint, "warning")
    if not path.resolve().is_relative_to(folder.resolve()):
        return Problem(
            at, "image-unusable", f"{name} is a link out of the case's folder", "put the picture itself there"
        )
    try:
        size = path.stat().st_size
        if size > EACH:
            message = f"{name} has {_kib(size)}; a picture has at most {_kib(EACH)}"
            return Problem(at, "image-too-large", message, _HINT)
        return picture_bytes.cleaned(path.read_bytes())
    except OSError as error:
        return Problem(
            at, "image-missing", f"{name} cannot be read: {error.strerror}", "check its permissions", "warning"
        )
    except ValueError as error:
        return Problem(at, "image-unusable", f"{name} {error}", "save it anew as PNG, JPEG or WebP, upright")


def _kib(size: int) -> str:
    return f"{size / 1024:,.0f} KiB"
