"""Pictures that an event is shown with: photographs, scans of documents, stills of a video.

A picture has words for those who do not see it and a credit, or it is not shown at all. Knows nothing of files: the
path is a name until ``files.pictures`` reads what lies there.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from timeline.model.block import ActorIds, Block, Prose, Words
from timeline.model.evidence import Cites, leads_out

PictureKind = Literal["photograph", "scan", "still"]


def _inside(path: str) -> str:
    if leads_out(path):
        raise ValueError("a picture's path stays inside the case's folder; write it like images/letter.png")
    return path


PicturePath = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_inside)
]


class Image(Block):
    """One picture beside an event: a file in the case's folder, what it shows in words, and whose it is."""

    file: PicturePath
    """Its path beside the case file, such as ``images/letter.png``: PNG, JPEG or WebP, at most 300 KiB."""
    kind: PictureKind = "photograph"
    """``scan`` is of a document, ``still`` of a video."""
    alt: Words
    """What it shows, for readers who do not see it; never "photo of"."""
    credit: Words
    """Whose picture it is, as it must be named."""
    caption: Words | None = None
    cites: Cites = ()
    """The source it was taken from, with the page or the time; the event's own where nothing is written."""
    shows: ActorIds = ()
    """Who can be recognised in it: where one of them is withheld from readers, so is the picture."""
    note: Prose | None = None
