"""Archived copies for tests, made of bytes: a PDF, a spreadsheet, a web page; and a case whose one event cites one."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

HEAD = """\
case: cited
title: A case that cites one source
as_of: 2022-12-31
sources:
  s: {fields}
actors:
  board: {{kind: institution, name: The board}}
events:
  said: {{type: public_statement, title: T, speaker: board, channel: interview, when: 2022-05, cites: {cites}}}
"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def citing(home: Path, data: bytes | str, cites: str, *, name: str = "copy.bin", fields: str = "") -> Path:
    """A case folder whose one source has ``data`` as its copy, and whose one event cites it as given."""
    home.mkdir(parents=True, exist_ok=True)
    (home / name).write_bytes(data.encode() if isinstance(data, str) else data)
    typed = f"{{kind: letter, title: A letter, publisher: board, archive: {name}{fields}}}"
    (home / "case.yaml").write_text(HEAD.format(fields=typed, cites=cites), encoding="utf-8", newline="\n")
    return home


def pdf(*pages: list[str] | bytes, labels: str = "") -> bytes:
    """A PDF: a page is its lines, or the bytes of a compressed stream; ``labels`` is the value of /PageLabels."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places: list[int] = []

    def add(body: bytes) -> None:
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (len(places), body))

    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(pages)))
    add(b"<< /Type /Catalog /Pages 2 0 R %s >>" % (f"/PageLabels {labels}".encode() if labels else b""))
    add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for index, page in enumerate(pages):
        stream, coding = (page, b"/Filter /FlateDecode") if isinstance(page, bytes) else (_drawn(page), b"")
        add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * index)
        )
        add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), coding, stream))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))
    return out.getvalue()


def _drawn(lines: list[str]) -> bytes:
    shown = b" 0 -14 Td ".join(b"(%s) Tj" % line.encode("cp1252") for line in lines)
    return b"BT /F1 12 Tf 72 700 Td %s ET" % shown


def squeezed(megabytes: int) -> bytes:
    """A stream of nothing that is small until it is opened."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def xlsx(cells: str, *, sheet: str = "Pay") -> bytes:
    """A spreadsheet of one sheet, its rows as they stand in the file's XML."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _link("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{sheet}" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _link("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _link(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/{kind}" '
        f'Target="{target}"/></Relationships>'
    )
