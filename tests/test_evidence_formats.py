"""Copies that are no plain text: web pages, PDFs, spreadsheets; what cannot be read; and what means harm."""

from __future__ import annotations

import io
import os

import pytest
from pypdf import PdfReader, PdfWriter

import timeline
from tests.copies import citing, pdf, squeezed, xlsx
from timeline.files import documents, opened

PAGE = """\
<!DOCTYPE html>
<html><head><title>The board &amp; the chief</title><style>p { color: red }</style></head>
<body><nav><p>Menu</p></nav>
<article><h1>A ruling</h1>
<p>The board <b>over<i>turned</i></b> it&nbsp;&mdash; &ldquo;at last&rdquo;, said one.<br>Nobody asked why.</p>
<script>var quote = "never said";</script><noscript>never shown</noscript><!-- never seen -->
<p>The caf&eacute; was closed<sup>1</sup>.
<p>A third<table><tr><td>Paid</td><td>11</td></tr></table>
<figure><figcaption>Chief, in a caption</figcaption></figure></article>
<footer><p>Foot</p></footer></body></html>
"""
BOOK = pdf(
    ["Findings", "1. The first finding of the re-", "view board, made in May."],
    ["2. The officers’ appeal is “denied”."],
    [],
    labels="<< /Nums [0 << /S /r >> 1 << /S /D /St 1 >>] >>",
)
SHEET = xlsx(
    '<row r="2"><c r="B2" t="inlineStr"><is><t>Paid leave</t></is></c><c r="C2"><v>11</v></c></row>'
    '<row r="4"><c r="B4" t="b"><v>1</v></c></row>'
)


def said(home):
    """(code, message, hint) of what is wrong with the passages."""
    try:
        found = timeline.load(home).problems
    except timeline.CaseError as refused:
        found = refused.problems
    return [(p.code, p.message, p.hint) for p in found if p.code != "copy-unsealed"]


def unverified(why, hint="look at these passages yourself"):
    return [("passages-unverified", f"source 's': 1 cited passage is not verified in its copy: {why}", hint)]


def quoting(home, copy, quote, at=""):
    place = f"at: '{at}', " if at else ""
    return said(citing(home, copy, f"{{source: s, {place}quote: '{quote}'}}"))


@pytest.mark.parametrize(
    ("copy", "at", "quote"),
    [
        (PAGE, "", "The board & the chief"),
        (PAGE, "", 'overturned it - "at last", said one. Nobody asked'),
        (PAGE, "¶1", "Nobody asked why"),
        (PAGE, "¶2", "The café was closed"),
        (PAGE, "¶3", "A third"),
        ("<html><p>on the 4<sup>th</sup> of May, 10<sup>2</sup> times", "¶1", "4th of May, 102 times"),
        (PAGE, "", "Chief, in a caption"),
        (PAGE, "", "Paid 11"),
        (PAGE.replace("article", "main"), "¶2", "café"),
        ("<html><body><p>One</p><p>Two</p>", "¶2", "Two"),
        (PAGE.encode("utf-16"), "¶2", "The café was closed"),
        ("<html><meta charset='ISO-8859-1'><p>El jefe renunció “ayer”".encode("cp1252"), "¶1", 'renunció "ayer"'),
        ("<html><p>El jefe renunció".encode("cp1252"), "¶1", "renunció"),
        ("<html><meta charset='rot13'><p>renunció", "¶1", "renunció"),
        (BOOK, "p.1", "The first finding of the review board"),
        (BOOK, "p.2", 'The officers'' appeal is "denied"'.replace("officers", "officers''")),
        (BOOK, "¶1", "made in May"),
        (BOOK, "pp. 1-2", "made in May. 2. The officers"),
        (SHEET, "Pay:2", "Paid leave 11"),
        (SHEET, "Pay:B2", "Paid leave"),
        (SHEET, "Pay:C2", "11"),
        (SHEET, "Pay:B4", "TRUE"),
        (SHEET, "", "Paid leave"),
    ],
)  # fmt: skip
def test_words_are_found_where_the_format_has_them(tmp_path, copy, at, quote):
    assert quoting(tmp_path, copy, quote, at) == []


def test_a_page_may_be_named_by_the_number_printed_on_it(tmp_path):
    """The cover is page i, so that what is printed as page 1 is the second to lie there."""
    assert quoting(tmp_path, BOOK, "denied", "p.1") == []
    assert quoting(tmp_path, BOOK, "denied", "p.2") == []


def test_a_page_saved_in_one_file_is_read(tmp_path):
    saved = (
        'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><p>El jefe renunci=C3=B3 =\r\nayer</p></html>\r\n--b--\r\n"
    )
    assert quoting(tmp_path, saved, "renunció ayer", "¶1") == []


@pytest.mark.parametrize(
    ("copy", "at", "quote", "code", "hint"),
    [
        (PAGE, "", "never said", "quote-not-found", "copy the words from the archived copy"),
        (PAGE, "", "never shown", "quote-not-found", "copy the words from the archived copy"),
        (PAGE, "¶2", "Nobody asked why", "quote-not-found", "it stands in paragraph 1"),
        (PAGE, "¶1", "Chief, in a caption", "quote-not-found", "it stands elsewhere in it"),
        (PAGE, "¶2", "The cafe was closed", "quote-not-found", "paragraph 2 comes near: it has 'café' where the quote has 'cafe'"),
        (PAGE, "¶9", "Menu", "locator-outside", "check the place in the archived copy"),
        (BOOK, "p.2", "made in May", "quote-not-found", "it stands on page 1"),
        (BOOK, "p.2", "The officers appeal is granted", "quote-not-found",
         "page 2 comes near: it has \"officers'\" where the quote has 'officers'; it has '\"denied\".' where the quote has 'granted'"),
        (BOOK, "p.9", "made in May", "locator-outside", "check the place in the archived copy"),
        (SHEET, "Pay:B3", "Paid", "locator-empty", "check the place in the archived copy"),
        (SHEET, "Pay:B9", "Paid", "locator-outside", "check the place in the archived copy"),
        (SHEET, "Pai:B2", "Paid", "locator-outside", "check the place in the archived copy"),
        (SHEET, "Pay:C2", "Paid leave", "quote-not-found", "it stands in row 2 of 'Pay'"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_an_error_that_says_where_it_is(tmp_path, copy, at, quote, code, hint):
    [(found, _, way_out)] = quoting(tmp_path, copy, quote, at)
    assert (found, way_out) == (code, hint)


def test_an_unknown_sheet_is_named_with_the_nearest(tmp_path):
    [(_, message, _)] = said(citing(tmp_path, SHEET, "s Pai:B2"))
    assert message == "'s' has no sheet 'Pai' (did you mean 'Pay'?), and Pai:B2 is cited"


@pytest.mark.parametrize(
    ("copy", "cites", "why"),
    [
        (BOOK, "s L2", "a PDF has no lines to count"),
        (PAGE, "s L2", "a web page has no lines to count"),
        (SHEET, "s ¶2", "this spreadsheet has no paragraphs that can be counted"),
        (pdf(["No numbers here."]), "s ¶2", "this PDF has no paragraphs that can be counted"),
        (BOOK, "s p.3", "a page is a picture, or its text cannot be read"),
        (BOOK, "{source: s, quote: on the scan}", "some of its pages are pictures"),
    ],
)
def test_a_place_that_the_format_does_not_have_is_unverified(tmp_path, copy, cites, why):
    assert said(citing(tmp_path, copy, cites)) == unverified(why)


@pytest.mark.parametrize(("copy", "library", "extra"), [(BOOK, "pypdf", "pdf"), (SHEET, "python_calamine", "xlsx")])
def test_without_the_library_the_install_line_is_named(tmp_path, monkeypatch, copy, library, extra):
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / f"{library}.py").write_text("raise ImportError\n", encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(tmp_path / "hidden"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("PYTHONPATH", path)
    kind = "PDF" if extra == "pdf" else "spreadsheet"
    assert said(citing(tmp_path / "case", copy, "s p.1")) == unverified(
        f"it needs a library that reads a {kind}", f"type: pip install 'accountability-timeline[{extra}]'"
    )


# Copies that mean harm, or are of no use


def locked():
    """A PDF that opens with a password only."""
    writer = PdfWriter(PdfReader(io.BytesIO(BOOK)))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def restricted():
    """A PDF that anyone may read and nobody may print, as court systems make them."""
    writer = PdfWriter(PdfReader(io.BytesIO(BOOK)))
    writer.encrypt("", "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_is_only_restricted_is_read(tmp_path):
    assert quoting(tmp_path, restricted(), "made in May", "p.1") == []


@pytest.mark.parametrize(
    ("copy", "why"),
    [
        (locked, "it is locked with a password"),
        (lambda: b"%PDF-1.7\n" + b"\xff" * 10_000, "it is damaged, or is no PDF"),
        (lambda: pdf(squeezed(500)), "a page is a picture, or its text cannot be read"),
        (lambda: b"PK\x03\x04 no archive", "it is damaged, or is no spreadsheet"),
        (
            lambda: xlsx(
                '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            ),
            "it cannot be read within the limits of memory and time",
        ),
        (lambda: b"x" * (opened.MAX_TEXT + 1), "it is larger than 8 MiB"),
        (lambda: b"\n" * (documents.MAX_UNITS + 1), "it has more than 1000000 lines"),
        (lambda: "<html><p>" + "a" * (opened.MAX_TEXT + 1), "it holds more than 8 million characters"),
    ],
    ids=["locked", "garbage", "bomb", "no zip", "far cell", "long text", "many lines", "long page"],
)
def test_a_copy_that_cannot_be_read_is_one_sentence(tmp_path, copy, why):
    assert said(citing(tmp_path, copy(), "s p.1")) == unverified(why)


def test_a_page_that_would_take_hours_is_given_up(tmp_path, monkeypatch):
    """The reader of pages of the standard library takes time by the square of such a page."""
    monkeypatch.setattr(documents, "SECONDS", 1)
    home = citing(tmp_path, "<!doctype html>" + "<a x='" * 400_000, "s ¶1")
    assert said(home) == unverified("it takes more than 1 seconds to read")


def test_a_file_too_large_to_read_is_hashed_and_not_opened(tmp_path):
    home = citing(tmp_path, b"", "s L1")
    with (home / "copy.bin").open("r+b") as sparse:
        sparse.truncate(1 << 30)
    assert said(home) == unverified("it is larger than 64 MiB")
