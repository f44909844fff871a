"""The tables of a case as a spreadsheet: every cell text, so that none is run and no date is taken for another.

Knows openpyxl, and what a sheet cannot hold as it is. The same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from timeline.exports.cells import neutral
from timeline.exports.material import Made, Material, MissingError
from timeline.exports.tables import Table, every_table

MOST = 32_767
"""Characters that a cell can hold."""
TOO_LONG = "(too long for a cell: "
"""What such a cell begins with; read back, it says nothing."""
_FIRST = (1980, 1, 1, 0, 0, 0)
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WIDE = {"title": 44, "summary": 50, "says": 60, "value": 60, "(date in words)": 36, "when": 30}


def to_xlsx(material: Material) -> Made:
    """Six sheets: events, sources, actors, obligations, claims, case."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingError("spreadsheets need one more package: pip install 'accountability-timeline[xlsx]'") from None
    tables = every_table(material)
    book = Workbook(write_only=True)
    for table in tables:
        _sheet(book, table)
    day = material.view.as_of
    book.properties.creator = material.view.how.tool
    book.properties.title = material.view.title[:255]
    book.properties.description = material.notice or None
    book.properties.created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day; the form wants a time
    out = io.BytesIO()
    book.save(out)
    return Made(_steady(out.getvalue()), ("\n".join(_texts(tables)), material.view.title))


def _texts(tables: Iterable[Table]) -> Iterable[str]:
    return (text for table in tables for row in (table.head, *table.rows) for text in row)


def _sheet(book: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "B2"
    last = get_column_letter(len(table.head))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for number, heading in enumerate(table.head, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(heading, 20)
    for number, row in enumerate((table.head, *table.rows)):
        cells = []
        for text in row:
            made = WriteOnlyCell(sheet, held(text))
            made.data_type = "s"
            made.number_format = "@"
            made.quotePrefix = neutral(text) != text
            made.alignment = Alignment(vertical="top", wrap_text=True)
            if number == 0:
                made.font = Font(bold=True)
            cells.append(made if text else None)
        sheet.append(cells)


def held(text: str) -> str:
    r"""The text as a cell can hold it: other signs by their number, as the format has it; what is too long, not at all.

    >>> held("bell \x07")
    'bell _x0007_'
    """
    coded = _CODED.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
    return coded if len(coded) <= MOST else f"{TOO_LONG}{len(text)} characters; export to json has them)"


def _steady(data: bytes) -> bytes:
    """The same workbook without the moment it was made at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"<dcterms:modified.*?</dcterms:modified>", b"", part)
            info = zipfile.ZipInfo(name, _FIRST)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            after.writestr(info, part)
    return out.getvalue()
