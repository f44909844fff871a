"""Files that people really have, and files made to do harm: each says how many rows it holds, how many of them are
kept, and what must be said.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.workbooks import day, error, formula, number, row, workbook

HEAD = "Date,Title,Officer\n"


@dataclass(frozen=True)
class Awkward:
    """One file: what is in it, what it is called, the counts, what must be said (code, words), what must be kept."""

    id: str
    data: bytes | Callable[[], bytes]
    rows: int
    kept: int
    says: tuple[tuple[str, str], ...] = ()
    name: str = "table.csv"
    options: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    """Words of the case that is written."""
    whens: tuple[str, ...] | None = None
    """What the events say of when, in the order of the file."""


def lines(*rows: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    return (head + "\n".join(rows) + "\n").encode(encoding)


def sheet(*rows: str, **more: Any) -> bytes:
    """A workbook of one sheet with the usual header."""
    return workbook({"Log": row(1, "Date", "Title", "Officer") + "".join(rows)}, **more)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook whose sheet unpacks to four GiB of nothing."""
    out = io.BytesIO(workbook({"Log": row(1, "Date", "Title")}))
    block = b" " * (1 << 20)
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/a.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(2200):
            part.write(block)
    return out.getvalue()


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
A, B = "2021-03-04,A stop,Ada Brun", "2021-03-05,A search,Cy Dole"

FILES = [
    # Encodings
    Awkward("utf-8 with a mark", b"\xef\xbb\xbf" + lines("2021-03-04,Straße,"), 1, 1, holds=("Straße",)),
    Awkward("utf-16 with a mark", lines("2021-03-04,Straße,", encoding="utf-16"), 1, 1, holds=("Straße",)),
    Awkward("utf-16 without a mark", lines(A, B, encoding="utf-16-le"), 2, 2, (("encoding", "UTF-16-LE"),)),
    Awkward("utf-32 with a mark", lines("2021-03-04,Straße,", encoding="utf-32"), 1, 1, holds=("Straße",)),
    Awkward("windows-1252", lines("2021-03-04,Peña’s stop,", encoding="cp1252"), 1, 1,
            (("encoding", "line 2 is no UTF-8"),), holds=("Peña’s",)),
    Awkward("two encodings in one file", lines("2021-03-04,Straße,") + "2021-03-05,Peña,\n".encode("cp1252"), 2, 1,
            (("mixed-encoding", "line 3"), ("broken-row", "row 3: holds bytes"))),
    Awkward("an encoding that was given", lines("2021-03-04,Peña,", encoding="mac-roman"), 1, 1,
            options=("--encoding", "mac-roman"), holds=("Peña",)),
    Awkward("an encoding that does not exist", lines(A), 0, 0, (("encoding", "no encoding 'utf-9'"),),
            options=("--encoding", "utf-9")),
    Awkward("half a surrogate", b'[{"date":"2021-03-04","title":"a \\ud800 b"},{"date":"2021-03-05","title":"c"}]', 2, 1,
            (("control-character", "row 1, 'title': holds the sign U+D800"),), name="table.json"),
    # Signs between values, quotes, lines
    Awkward("semicolons", lines("4.3.2021;A stop, and a search;", "14.3.2021;B;", head="Date;Title;Officer\n"), 2, 2,
            (("delimiter", "semicolon"), ("date-order", "day first: row 3")), whens=("2021-03-04", "2021-03-14")),
    Awkward("tabs", lines("2021-03-04\tA, b; c\t", head="Date\tTitle\tOfficer\n"), 1, 1, (("delimiter", "tab"),)),
    Awkward("bars", lines("2021-03-04|A, b|", head="Date|Title|Officer\n"), 1, 1, (("delimiter", "bar"),)),
    Awkward("a first line for Excel", lines("2021-03-04#A#", head="sep=#\nDate#Title#Officer\n"), 1, 1),
    Awkward("old Mac line ends", lines(A, B).replace(b"\n", b"\r"), 2, 2),
    Awkward("line breaks within quotes", lines('2021-03-04,"A\nstop",', B), 2, 2, whens=("2021-03-04", "2021-03-05")),
    Awkward("a quote that is never closed", lines(A, '2021-03-05,"never,', *[f"2021-04-{n:02},T{n}," for n in range(1, 29)]),
            30, 29, (("broken-row", "row 3: opens a quotation mark that is not closed"),)),
    Awkward("quotes within a quoted value", lines('2021-03-04,"he said "no" twice",', B), 2, 1,
            (("broken-row", "row 2: has a quotation mark within"),)),
    Awkward("every line opens a quote", lambda: lines(*['x",",'] * 3000), 3000, 0, (("broken-row", "row 2"),),
            options=("--undated", "--map", "Date=note")),
    Awkward("a comma too many", lines("2021-03-04,A stop,Brun, Ada", B), 2, 1,
            (("too-many-cells", "row 2: has 4 values for 3 columns"),)),
    Awkward("too few values", lines("2021-03-04", B), 2, 2),
    Awkward("a value without end", lines(f'2021-03-04,"{"x" * 200_000}",', B), 2, 1,
            (("broken-row", "more than 131,072 characters"),)),
    Awkward("a line without end", lambda: b"Date,Title\n" + b"x" * (5 << 20), 0, 0, (("too-long", "line 2"),)),
    Awkward("a sign that is none between values", lines(A), 0, 0, (("delimiter", "'xx'"),), options=("--delimiter", "xx")),
    # Nothing, almost nothing, too much
    Awkward("an empty file", b"", 0, 0, (("empty-file", "the file is empty"),)),
    Awkward("only blanks", b"\n \n\t\n", 0, 0, (("empty-file", "empty"),)),
    Awkward("only a header", HEAD.encode(), 0, 0, (("no-rows", "no rows below the header"),)),
    Awkward("no header", lines("2021-03-04,5,7", "2021-03-05,6,8", head=""), 0, 0, (("no-header", "no row names"),)),
    Awkward("no header, and that is said", lines("2021-03-04,5,7", head=""), 1, 1, options=("--header", "0")),
    Awkward("ten thousand columns", lambda: lines("2021-03-04,A," + ",".join("x" * 9_998),
            head="Date,Title," + ",".join(f"C{n}" for n in range(9_998)) + "\n"), 1, 0,
            (("wrong-value", "what is kept in the note has"),)),
    Awkward("ten thousand columns left out", lambda: lines("2021-03-04,A," + ",".join("x" * 9_998),
            head="Date,Title," + ",".join(f"C{n}" for n in range(9_998)) + "\n"), 1, 1, options=("--leave-out", "*")),
    Awkward("more columns than any program has", lambda: lines("2021-03-04" + "," * 30_000, B), 2, 1,
            (("broken-row", "30001 values"),)),
    Awkward("no text at all", bytes(range(256)) * 40, 0, 0, (("not-a-table", "no text"),)),
    Awkward("a NUL in a value", lines("2021-03-04,A\0stop,", B), 2, 1,
            (("control-character", "row 2, 'Title': holds the sign U+0000"),)),
    Awkward("an escape sequence in a value", lines("2021-03-04,A \x1b[31mstop,", B), 2, 1,
            (("control-character", "U+001B"),)),
    # What stands around a table
    Awkward("a preamble, totals and notes", lines("2021-03-04,A,1", ",,", "Total,,1", "2021-03-05,B,2", "Source: made up,,",
            head="Harlow Police\n\nAll stops,,\nDate,Title,Count\n").replace(b"Harlow Police\n", b"Harlow Police,,\n"), 2, 2,
            (("preamble", "was left out (2): 'Harlow Police'"), ("total", "row 7 is a total"), ("trailing-note", "row 9 is a note")),
            options=("--map", "Count=note", "--header", "4")),
    Awkward("a header that stands again", lines(A, "Date,Title,Officer", B), 2, 2, (("repeated-header", "row 3"),)),
    Awkward("two columns of one name", lines("2021-03-04,A,x,y", head="Date,Title,Detail,Detail\n"), 1, 1,
            (("repeated-header", "'Detail'"),), holds=("y",)),
    Awkward("a blank column name", lines("2021-03-04,A,x", head="Date,Title,\n"), 1, 1,
            holds=("Column C: x",)),
    Awkward("a row twice", lines(A, B, A), 3, 2, (("repeated-row", "row 4: says what row 2 says"),)),
    # Dates
    Awkward("day first by one row", lines("3/4/2021,A,", "13/4/2021,B,"), 2, 2, (("date-order", "day first: row 3"),),
            whens=("2021-04-03", "2021-04-13")),
    Awkward("month first by one row", lines("3/4/2021,A,", "4/13/2021,B,"), 2, 2, (("date-order", "month first: row 3"),),
            whens=("2021-03-04", "2021-04-13")),
    Awkward("dates that nothing decides", lines("3/4/2021,A,", "5/5/2021,B,", "2021-03-06,C,"), 3, 2,
            (("ambiguous-date", "row 2, 'Date': '3/4/2021' can be day first or month first"),), whens=("2021-05-05", "2021-03-06")),
    Awkward("dates decided by whoever imports", lines("3/4/2021,A,"), 1, 1, (("date-order", "as was said"),),
            options=("--dates", "day-first"), whens=("2021-04-03",)),
    Awkward("dates that contradict each other", lines("13/4/2021,A,", "4/13/2021,B,", "3/4/2021,C,"), 3, 2,
            (("date-order", "row 2 can only be day first, row 3 only month first"), ("ambiguous-date", "row 4, 'Date'"))),
    Awkward("years of two digits", lines("13/4/21,A,", "2021-04-14,B,"), 2, 1, (("ambiguous-date", "a year of two digits"),)),
    Awkward("years of two digits, stated", lines("13/4/21,A,", "13/4/49,B,", "13/4/50,C,"), 3, 3,
            options=("--century-from", "1950"), whens=("2021-04-13", "2049-04-13", "1950-04-13")),
    Awkward("days that never were", lines("1900-02-29,A,", "2/30/2021,B,", "4/31/2021,C,", "2000-02-29,D,"), 4, 1,
            (("wrong-date", "row 2, 'Date': '1900-02-29'"), ("wrong-date", "February 2021 has 28 days"), ("wrong-date", "row 4"))),
    Awkward("words of doubt", lines("Unknown Date,A,", "c. 1990,B,", "(Believed to be) July 2004,C,", "2005 or 2006,D,",
            "late 1990s,E,", "N/A,F,", ",G,"), 7, 6, (("wrong-date", "row 6, 'Date'"), ("undated", "3 rows")),
            whens=("unknown", "1990~", "2004-07?", "[2005,2006]", "unknown", "unknown")),
    Awkward("times with and without a zone", lines("2021-03-04T22:34:00-06:00,A,", "3/14/2021 10:05 PM,B,",
            "2021-03-04T03:10:00Z,C,", "2021-03-05 12:00 CST,D,"), 4, 4, (("utc", "1 row"),),
            whens=("2021-03-04", "2021-03-14", "between 2021-03-03 and 2021-03-04", "2021-03-05")),
    Awkward("UTC with the zone stated", lines("2021-03-04T03:10:00Z,A,"), 1, 1, options=("--zone", "America/Chicago"),
            whens=("2021-03-03",), holds=('time: "21:10"',)),
    Awkward("midnights in UTC are days", lines("2021-03-04T00:00:00.000Z,A,"), 1, 1, whens=("2021-03-04",)),
    Awkward("an end before its start", lines("2021-03-04,2021-03-01,A", "2021-03-04,2021-03-09,B", head="Start date,End date,Title\n"),
            2, 1, (("wrong-date", "row 2, 'End date': from 2021-03-04 to 2021-03-01"),), whens=("2021-03-04/2021-03-09",)),
    Awkward("day numbers in a text", lines("44259,A,"), 1, 0, (("ambiguous-date", "day number of a spreadsheet"),)),
    Awkward("day numbers from 1904, stated", lines("42797,A,"), 1, 1, options=("--epoch", "1904"), whens=("2021-03-04",)),
    Awkward("no column of dates", lines("a,b,c", head="One,Two,Three\n"), 0, 0, (("no-dates", "no column says when"),)),
    Awkward("two columns that could be when", lines("2021-03-04,2021-03-05,c", head="One,Two,Three\n"), 0, 0,
            (("no-dates", "'One', 'Two'"),)),
    Awkward("nothing has a date", lines(",A,", "unknown,B,"), 0, 0, (("no-day", "no row has a date"),)),
    # What a spreadsheet or a page would run
    Awkward("formulas", lines('2021-03-04,"=HYPERLINK(""http://example.org"")",', "2021-03-05,@SUM(A1),", "2021-03-06,+1-2|x,"), 3, 3,
            holds=('=HYPERLINK(', "@SUM(A1)", "+1-2|x")),
    Awkward("markup and script", lines("2021-03-04,<script>alert(1)</script>,<b>Ada</b> Brun"), 1, 1,
            holds=("<script>alert(1)</script>",)),
    Awkward("text turned around", lines("2021-03-04,A\u202estop\u2066,"), 1, 1, (("invisible", "1 row"),), holds=("title: Astop",)),
    Awkward("a link that runs", lines("2021-03-04,A,javascript:alert(1)", "2021-03-05,B,https://example.org/b",
            head="Date,Title,Link\n"), 2, 2, holds=('url: "javascript:alert(1)"'.replace('"', ""), "https://example.org/b")),
    Awkward("yaml in a value", lines('2021-03-04,"a: {b: [c, *d]} # e",', '2021-03-05,"- !!python/object:os.system",', "2021-03-06,null,"),
            3, 3, holds=("!!python/object:os.system",)),
    # Workbooks
    Awkward("a workbook", sheet(row(2, day(44259, "A2"), "A", "Ada Brun")), 1, 1, name="t.xlsx", whens=("2021-03-04",)),
    Awkward("a workbook by another name", sheet(row(2, day(44259, "A2"), "A")), 1, 1, name="t.csv", whens=("2021-03-04",)),
    Awkward("days from 1904", sheet(row(2, day(42797, "A2"), "A"), row(3, number(42798, "A3"), "B"), book='<workbookPr date1904="1"/>'),
            2, 2, (("epoch", "1904"),), name="t.xlsx", whens=("2021-03-04", "2021-03-05")),
    Awkward("day numbers in a workbook", sheet(row(2, number(44259, "A2"), "A"), row(3, number(44260.5, "A3"), "B")), 2, 2,
            name="t.xlsx", whens=("2021-03-04", "2021-03-05"), holds=('time: "12:00"',)),
    Awkward("the 29 February 1900", sheet(row(2, day(60, "A2"), "A"), row(3, day(61, "A3"), "B")), 2, 1,
            (("wrong-date", "row 2, 'Date'"), ("wrong-date", "never was")), name="t.xlsx", whens=("1900-03-01",)),
    Awkward("errors and uncalculated formulas", sheet(row(2, day(44259, "A2"), error("#REF!", "B2")), row(3, formula("TODAY()", "A3").replace("</f>", "</f><v></v>"), "B"),
            row(4, day(44260, "A4"), formula('CMD("x")', "B4", "done"))), 3, 2, (("wrong-date", "'=TODAY()'"),), name="t.xlsx",
            holds=("#REF!", "done")),
    Awkward("joined cells", workbook({"Log": row(1, "", "", "Officer") + row(2, "Date", "Title", "First", "Last")
            + row(3, day(44259, "A3"), "A", "Ada", "Brun") + row(4, "", "B", "Cy", "Dole") + row(5)}, merged=("C1:D1", "A3:A5")), 2, 2,
            (("merged", "joined over several rows (1)"),), name="t.xlsx", whens=("2021-03-04", "2021-03-04"), holds=("officer-2",)),
    Awkward("hidden rows and sheets", workbook({"Log": row(1, "Date", "Title") + row(2, day(44259, "A2"), "A", hidden=True),
            "Old": row(1, "Date", "Title") + row(2, day(44260, "A2"), "B")}, hidden=("Old",)), 2, 2,
            (("hidden", "rows (1), which were read like the others: 2"), ("hidden", "'Old' is hidden")), name="t.xlsx"),
    Awkward("ghost rows", sheet(row(2, day(44259, "A2"), "A"), '<row r="900000"><c r="A900000" s="1"/></row>'), 1, 1, name="t.xlsx"),
    Awkward("a cell far away", sheet(row(2, day(44259, "A2"), "A"), '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), 0, 0,
            (("unreadable", "within the limits of memory and time"),), name="t.xlsx"),
    Awkward("a sheet that is not there", sheet(row(2, day(44259, "A2"), "A")), 0, 0, (("no-sheet", "'Lgo'"),), name="t.xlsx",
            options=("--sheet", "Lgo")),
    Awkward("an XML bomb", lambda: sheet(row(2, day(44259, "A2"), "A")[:-6] + "<c r='C2' t='inlineStr'><is><t>&j;</t></is></c></row>",
            declares=ENTITIES), 0, 0, (("unreadable", "is damaged"),), name="t.xlsx"),
    Awkward("a zip bomb", bomb, 0, 0, (("unreadable", "unpacks to more than 2048 MiB"),), name="t.xlsx"),
    Awkward("a zip that is no workbook", zipped({"a.txt": b"x"}), 0, 0, (("unreadable", "is damaged"),), name="t.xlsx"),
    Awkward("a workbook cut off", sheet(row(2, day(44259, "A2"), "A"))[:700], 0, 0, (("unreadable", "is damaged"),), name="t.xlsx"),
    # JSON
    Awkward("JSON that breaks off", b'[{"date":"2021-03-04"},\n{"date":', 0, 0, (("syntax", "not well-formed JSON"),), name="t.json"),
    Awkward("objects without end", lambda: b'[{"date":"2021-03-04","a":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001 + b"]", 0, 0,
            (("too-deep", "without end"),), name="t.json"),
    Awkward("objects twenty deep", lambda: b'[{"date":"2021-03-04","a":' + b'{"a":' * 30 + b"1" + b"}" * 31 + b"]", 1, 0,
            (("broken-row", "row 1: has objects in one another"),), name="t.json"),
    Awkward("numbers that are none", b'[{"date":"2021-03-04","n":NaN},{"date":"2021-03-05","n":-Infinity},{"date":"2021-03-06","n":1e999}]',
            3, 1, (("broken-row", "row 1: holds NaN"), ("broken-row", "row 2: holds -Infinity")), name="t.json", holds=("1e999",)),
    Awkward("a number without end", lambda: b'[{"date":"2021-03-04","title":"A","n":' + b"9" * 15_000 + b"}]", 1, 1, name="t.json",
            holds=("9" * 15_000,)),
    Awkward("a key twice", b'[{"date":"2021-03-04","date":"2021-03-05"}]', 1, 0, (("broken-row", "the key 'date' twice"),), name="t.json"),
    Awkward("things that are no objects", b'[{"date":"2021-03-04","title":"A"},7,null]', 3, 1, (("broken-row", "row 2: is '7'"),), name="t.json"),
    Awkward("a case in one file", b'{"case": "a", "title": "A", "corrections": [{"date": "2021-03-04", "event": "e"}], "events": {"e": {}}}', 0, 0,
            (("not-a-table", "this is a case already"),), name="t.json"),
    Awkward("JSON with more than rows", b'{"count": 1, "rows": [{"date": "2021-03-04", "title": "A"}], "of": {"by": "x"}}', 1, 1,
            (("beside-rows", "'count', 'of'"),), name="t.json"),
    Awkward("JSON without rows", b'{"a": 1}', 0, 0, (("no-rows", "no list of objects"),), name="t.json"),
    Awkward("lines of JSON, some of them broken", b'{"date":"2021-03-04","title":"A"}\n{"date":\n\n{"date":"2021-03-05","title":"B"} x\n',
            3, 1, (("broken-row", "row 2"), ("broken-row", "row 3: has something behind")), name="t.jsonl"),
    # TimelineJS and Markwhen
    Awkward("slides of TimelineJS, title and era", lines(",,,,,,title,Harlow,All of it", "2021,3,4,,,,,A <b>stop</b>,<p>See <a href='javascript:x'>this</a></p>",
            "2021,,,2022,,,era,The decree,", "1200000,,,,,,,Ice,", head="Year,Month,Day,End Year,End Month,End Day,Type,Headline,Text\n"
            ).replace(b"Type,", b"Type,").replace(b"Year,Month,Day,End", b"Year,Month,Day,End", 1).replace(b",Text\n", b",Text,Media\n"), 3, 2,
            (("title-slide", "row 2"), ("wrong-date", "the year '1200000'")), whens=("2021-03-04", "2021/2022"), holds=("A stop", "title: Harlow")),
    Awkward("markwhen", b"title: Harlow\n2021-03-04: A stop !stop\nafter !stop 2 weeks: A review\nafter !gone 1 day: Lost\n"
            b"2021-03-01 - 2021-03-09: A week\nnow - 3 days: Soon\n3 week days: Odd\n", 6, 3,
            (("broken-row", "row 3: counts from '!gone'"), ("broken-row", "row 5: says 'now - 3 days'"), ("broken-row", "row 6: counts in week days")),
            name="t.mw", whens=("2021-03-04", "2021-03-01/2021-03-09", "['start the day after stop', 'lasted exactly 14 days']")),
]  # fmt: skip
