"""Pictures beside events: read with limits, shown with words and credit, and nothing in them that is no picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.files.picture_bytes import cleaned
from timeline.files.pictures import ALL, EACH

EVENT = """
events:
  letter:
    type: public_meeting
    title: A letter is shown
    when: 2021-05-03
    convener: mayor
    cites: s1
    images: {IMAGES}
"""
WORDS = "alt: A typed letter with a stamp, credit: City of Harlow, kind: scan"


def chunk(kind: bytes, data: bytes) -> bytes:
    """One piece of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 40, height: int = 30, *more: bytes) -> bytes:
    """A small white PNG, with more pieces in it."""
    rows = (b"\0" + b"\xff" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *more, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def segment(marker: int, data: bytes) -> bytes:
    """One piece of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(*more: bytes, end: bytes = b"\xff\xd9") -> bytes:
    """A JPEG as far as its container goes: 40 by 30."""
    frame = segment(0xC0, b"\x08" + struct.pack(">HH", 30, 40) + b"\x01\x01\x11\0")
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0") + b"".join(more) + frame + scan + end


def exif(orientation: int) -> bytes:
    """Camera data that says which way up."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return segment(0xE1, b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + b"GPS 51.5 N" + b"\0" * 4)


def webp(*more: tuple[bytes, bytes]) -> bytes:
    """A WebP as far as its container goes: 40 by 30, lossless."""
    bits = struct.pack("<I", 39 | 29 << 14)
    pieces = [(b"VP8X", bytes([0b1100]) + b"\0" * 9), (b"VP8L", b"\x2f" + bits + b"\0"), *more]
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in pieces
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.fixture
def shown(case: Callable[..., Path]) -> Callable[..., Path]:
    """A case with one event that has pictures, and the files given."""

    def write(images: str = f"{{file: images/a.png, {WORDS}}}", **files: bytes) -> Path:
        home = case(EVENT.replace("{IMAGES}", images))
        (home / "images").mkdir(exist_ok=True)
        for name, data in files.items():
            (home / "images" / name.replace("_", ".")).write_bytes(data)
        return home

    return write


@pytest.mark.parametrize(
    ("raw", "media"),
    [(png(), "image/png"), (jpeg(), "image/jpeg"), (webp(), "image/webp")],
    ids=["png", "jpeg", "webp"],
)
def test_a_picture_has_a_kind_and_a_size(raw: bytes, media: str) -> None:
    found = cleaned(raw)
    assert (found.media, found.width, found.height) == (media, 40, 30)


@pytest.mark.parametrize(
    "raw",
    [
        png(40, 30, chunk(b"tEXt", b"Author\0SECRET"), chunk(b"eXIf", b"SECRET")) + b"SECRET after the end",
        jpeg(exif(1), segment(0xE1, b"SECRET xmp"), segment(0xFE, b"SECRET remark"), end=b"\xff\xd9SECRET"),
        jpeg(segment(0xE2, b"MPF SECRET"), segment(0xED, b"SECRET iptc")),
        webp((b"EXIF", b"SECRET"), (b"XMP ", b"SECRET!")),
    ],
    ids=["png", "jpeg", "jpeg-thumbnails", "webp"],
)
def test_where_and_when_it_was_taken_and_what_follows_its_end_are_left_out(raw: bytes) -> None:
    found = cleaned(raw).data
    assert b"SECRET" in raw
    assert b"SECRET" not in found
    assert b"GPS" not in found
    assert cleaned(found).data == found


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"GIF89a....", "is no PNG, JPEG or WebP"),
        (b"<svg onload=alert(1)>", "is no PNG, JPEG or WebP"),
        (b"", "is no PNG, JPEG or WebP"),
        (png()[:60], "ends too early"),
        (png(0, 0), "ends too early"),
        (jpeg()[:-2], "ends too early"),
        (jpeg(exif(6)), "lying on its side"),
        (webp()[:20], "ends too early"),
        (webp((b"ANIM", b"\0" * 6)), "moves"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(raw: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        cleaned(raw)


def test_the_page_holds_the_picture_its_words_and_whose_it_is(shown: Callable[..., Path]) -> None:
    text = (timeline.load(shown(a_png=png())).save(shown() / "page.html")).read_text(encoding="utf-8")
    assert '<img src="data:image/png;base64,' in text
    assert 'alt="A typed letter with a stamp" width="40" height="30"' in text
    assert "<small>Scan: City of Harlow</small>" in text


@pytest.mark.parametrize("missing", ["alt", "credit"])
def test_words_and_credit_are_required(shown: Callable[..., Path], missing: str) -> None:
    words = {"alt": "A letter", "credit": "City of Harlow"}
    del words[missing]
    said = ", ".join(f"{key}: {value}" for key, value in words.items())
    with pytest.raises(timeline.CaseError, match=missing) as caught:
        timeline.load(shown(f"{{file: images/a.png, {said}}}", a_png=png()))
    assert [p.code for p in caught.value.problems if p.is_error] == ["missing-field"]


def problems(home: Path) -> list[tuple[str, str]]:
    """(code, severity) of what is said of pictures."""
    from timeline import build

    return [(p.code, p.severity) for p in build.examine(home).problems if p.code.startswith("image")]


def test_a_picture_that_is_not_there_leaves_its_words(shown: Callable[..., Path]) -> None:
    home = shown()
    assert problems(home) == [("image-missing", "warning")]
    text = timeline.load(home).save(home / "page.html").read_text(encoding="utf-8")
    assert "Picture not in this copy: A typed letter with a stamp" in text


def test_pictures_have_a_budget_each_and_together(shown: Callable[..., Path]) -> None:
    """A little over each limit is too much; a little under is not."""
    large = png(40, 30, chunk(b"sBIT", b"\0" * (EACH - 200)))
    assert problems(shown(a_png=large)) == []
    assert problems(shown(a_png=large + b"\0" * 400)) == [("image-too-large", "error")]
    many = [f"{{file: images/{n}.png, {WORDS}}}" for n in range(ALL // EACH + 1)]
    files = {f"{n}_png": large for n in range(len(many))}
    assert problems(shown(f"[{', '.join(many)}]", **files)) == [("image-too-large", "error")]


def test_no_path_leads_out_of_the_folder(shown: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(timeline.CaseError, match="stays inside the case's folder"):
        timeline.load(shown(f"{{file: ../a.png, {WORDS}}}"))
    (tmp_path / "apart.png").write_bytes(png())
    home = shown()
    (home / "images" / "a.png").symlink_to(tmp_path / "apart.png")
    assert problems(home) == [("image-unusable", "error")]


def test_where_somebody_withheld_can_be_recognised_the_picture_is_withheld_too(shown: Callable[..., Path]) -> None:
    home = shown(f"{{file: images/a.png, {WORDS}, shows: bystander}}", a_png=png())
    actors = "  bystander: {kind: person, name: Joan Roe, label: a bystander, role: witness}\n"
    head = home / "case.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("actors:\n", f"actors:\n{actors}"), encoding="utf-8")
    case = timeline.load(home)
    public = case.save(home / "public.html").read_text(encoding="utf-8")
    assert "<img" not in public
    assert "A typed letter" not in public
    assert "1 picture is left out, because somebody whose name is withheld can be recognised there." in public
    assert "<img" in case.save(home / "internal.html", audience="internal").read_text(encoding="utf-8")


def test_a_picture_keeps_its_shape_on_a_phone_and_has_words_for_a_screen_reader(
    shown: Callable[..., Path], new_context: Any
) -> None:
    home = shown(a_png=png(1200, 800))
    page = timeline.load(home).save(home / "page.html").as_uri()
    tab = new_context(viewport={"width": 390, "height": 844}, offline=True).new_page()
    tab.goto(page)
    tab.locator(".shown img").scroll_into_view_if_needed()
    box = tab.get_by_role("img", name="A typed letter with a stamp").bounding_box()
    assert box["width"] <= 390
    assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.05)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
