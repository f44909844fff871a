"""Workbooks for tests, as small as the format allows, with whatever in them a test needs: no library would write these."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def text(value: str, at: str) -> str:
    """A cell of text."""
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def number(value: float | str, at: str) -> str:
    """A cell of a number."""
    return f'<c r="{at}"><v>{value}</v></c>'


def day(serial: float, at: str) -> str:
    """A cell of a day number that is shown as a date."""
    return f'<c r="{at}" s="1"><v>{serial}</v></c>'


def error(value: str, at: str) -> str:
    """A cell with an error."""
    return f'<c r="{at}" t="e"><v>{escape(value)}</v></c>'


def formula(value: str, at: str, result: str = "") -> str:
    """A cell with a formula, and with the value it had when it was saved, if it had one."""
    return f'<c r="{at}" t="str"><f>{escape(value)}</f>{f"<v>{escape(result)}</v>" if result else ""}</c>'


def row(index: int, *cells: str, hidden: bool = False) -> str:
    """A row: texts, or cells that one of the functions above made."""
    said = "".join(
        cell if cell.startswith("<c ") else text(cell, f"{chr(65 + column)}{index}")
        for column, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{index}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{said}</row>'


def workbook(
    sheets: Mapping[str, str],
    *,
    merged: Sequence[str] = (),
    book: str = "",
    hidden: Sequence[str] = (),
    declares: str = "",
) -> bytes:
    """A workbook of sheets by name, each the text of its rows; ``declares`` stands before the first sheet's element."""
    out = io.BytesIO()
    numbers = range(1, len(sheets) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"{" state=" + chr(34) + "hidden" + chr(34) if name in hidden else ""}/>'
        for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    joined = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f"{parts}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{_HEAD}<workbook {_MAIN} xmlns:r="{_OFFICE}">{book}<sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship Id="rId999" '
            f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'{_HEAD}<styleSheet {_MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        )
        for n, rows in enumerate(sheets.values(), 1):
            cells = f"<mergeCells>{joined}</mergeCells>" if joined and n == 1 else ""
            start = f"{_HEAD}{declares if n == 1 else ''}<worksheet {_MAIN}>"
            archive.writestr(f"xl/worksheets/sheet{n}.xml", f"{start}<sheetData>{rows}</sheetData>{cells}</worksheet>")
    return out.getvalue()
