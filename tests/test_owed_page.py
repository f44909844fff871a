"""What is owed, on the page: the open first and whole, one row each; what assessors found, as a table; known on a day."""

from __future__ import annotations

import html
import re

import pytest

import timeline
from tests.bench import decree

OWED = "created_by: ruling, obligor: police, force: ordered, cites: s2 L4"
CASE = """
events:
  ruling:
    {type: commission_ruling, title: The commission rules, body: csc, outcome: overturned, when: 2021-05, cites: [s1, s2]}
  closed: {type: public_statement, title: The city gives in, speaker: city, channel: press_release, when: 2021-06-10, cites: s2}
obligations:
  back:
    label: Back on patrol
    act: put the officers back on patrol
    BLOCK
    due: {claim: 2021-06-05, cites: s2}
    last_checked: 2021-06-30
    closes_when: A roster with their names.
    claims:
      - {id: no, by: officers, about: compliance, value: not_met, says: nobody is back, said_on: 2021-06-15, cites: s2}
      - {id: yes, by: city, about: compliance, value: met, says: they are back, said_on: 2021-06-15, contradicts: no, cites: s2}
  told: {label: Tell the council, FLOW, due: {claim: 2021-07-15, cites: s2}}
  quiet: {label: Answer the letter, FLOW, due: {claim: 2021-06-20, cites: s2}}
  heard: {label: Hear them again, FLOW, due: {claim: 2021-06-16, cites: s2},
          assessments: {assessor: csc, date: 2021-06-15, status: partly_met, cites: s2}}
  waits: {label: Pay them, FLOW, due: unspecified, conditions: {says: a court agrees, by: city, cites: s2}}
  over: {label: Say sorry, FLOW, due: unspecified, closed_by: {event: closed, how: waives, cites: s2}}
""".replace("BLOCK", OWED.replace(", ", "\n    ")).replace("FLOW", OWED)


@pytest.fixture
def save(tmp_path):
    """A case's page as a file: ``save(case)``."""

    def write(case, **options):
        return case.save(tmp_path / "page.html", **options)

    return write


@pytest.fixture
def of(case, save):
    """The page of a case from its text, as HTML."""

    def build(text, known_on=None, **options):
        return save(timeline.load(case(text), known_on=known_on), **options).read_text(encoding="utf-8")

    return build


def row(published, id_):
    """One obligation's row as a reader sees it."""
    [found] = re.findall(rf'<li id="_owed-{id_}".*?</li>', published, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found)).split())


def table(published, kind):
    """The rows of a table of findings, a list of texts a row; None where there is no such table."""
    found = re.search(rf'<table class="{kind}">(.*?)</table>', published, re.DOTALL)
    if not found:
        return None
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", one, re.DOTALL) for one in rows]
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in one] for one in cells]


# What is still open


def test_a_row_says_who_owes_what_by_whom_when_how_long_and_what_would_close_it(of):
    """Ordered some day in May; asked for on 30 June."""
    said = row(of(CASE), "back")
    for words in (
        "Harlow Police was ordered to put the officers back on patrol",
        "overdue, disputed",
        "30 to 60 days",
        "by Civil Service Commission, May 2021 [2, line 4]",
        "due 5 June 2021, past by 25 days",
        "last looked for 30 June 2021",
        "what would close it A roster with their names.",
        "nobody is back",
        "they are back",
    ):
        assert words in said, words


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("told", "not yet due"),
        ("quiet", "due day passed, nothing known"),
        ("heard", "due day passed, not settled whether it was done"),
        ("waits", "not yet in force"),
        ("over", "waived"),
    ],
)
def test_a_status_never_says_more_than_is_known(of, id_, words):
    said = row(of(CASE), id_)
    assert f" {words} " in said
    assert "no evidence" not in said


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{event: closed, polarity: must_not_occur, by: city}", "“The city gives in” does not happen, as City"),
        ("{obligation: told, polarity: must_not_occur}", "Tell the council does not happen"),
        ("{obligation: told, polarity: must_not_occur, says: the council is not told}", "the council is not told"),
        ("{says: a strike, polarity: must_not_occur}", "a strike does not happen"),
        ("{event: closed}", "“The city gives in”"),
    ],
)
def test_a_condition_says_once_what_must_not_happen(of, condition, words):
    """Words that tell the condition are not turned round; a bare event, obligation or thing is."""
    published = of(CASE.replace("{says: a court agrees, by: city, cites: s2}", condition))
    assert f"On condition: {words}" in row(published, "waits")


def test_what_is_open_comes_first_and_the_rest_is_folded_where_it_is_long(of, case):
    """A few stand open on the page; many are one line until somebody wants them."""
    published = of(CASE)
    assert published.index('id="_owed-quiet"') < published.index('id="_owed-waits"') < published.index("_chart-title")
    assert '<details class="rest" open>' in published
    waiting = "".join(
        f"  w{n}: {{label: Wait {n}, {OWED}, due: unspecified, conditions: {{says: x}}}}\n" for n in range(9)
    )
    assert '<details class="rest"><summary>' in of(CASE + waiting)


def test_of_very_many_twelve_are_shown_and_the_others_folded(of):
    more = "".join(f"  m{n}: {{label: More {n}, {OWED}, due: unspecified}}\n" for n in range(20))
    published = of(CASE + more)
    [folded] = re.findall(r"<summary>12 more are open</summary>(.*?)</details>\n", published, re.DOTALL)
    assert len(re.findall("data-obligation-id", folded)) == 12
    shown = published[published.index('<ul class="owes">') : published.index("12 more are open")]
    assert len(re.findall("data-obligation-id", shown)) == 12


def test_a_link_to_what_is_folded_unfolds_it(case, save, page):
    waiting = "".join(
        f"  w{n}: {{label: Wait {n}, {OWED}, due: unspecified, conditions: {{says: x}}}}\n" for n in range(9)
    )
    address = save(timeline.load(case(CASE + waiting))).as_uri()
    page.goto(address)
    assert not page.locator("#_owed-w3").is_visible()
    page.goto(f"{address}#_owed-w3")
    page.wait_for_function("document.querySelector('#_owed-w3').closest('details').open")


# What assessors found


def made(tmp_path, reports, provisions=6):
    path = tmp_path / "decree.yaml"
    path.write_text(decree.text(provisions, reports), encoding="utf-8")
    return timeline.load(path)


def test_findings_are_a_table_of_provisions_by_reports(tmp_path, save):
    case = made(tmp_path, 3)
    published = save(case).read_text(encoding="utf-8")
    matrix = case.compliance().matrix("monitor")
    head, *rows = table(published, "strip")
    assert head == ["Provision", "report 1", "report 2", "report 3"]
    assert [one[0] for one in rows] == [f"{n} Provision number {n}" for n in range(1, 7)]
    assert tuple(tuple(one[1:]) for one in rows) == matrix
    assert "none (not met), preliminary (partly met)" in published


def test_on_an_earlier_day_later_reports_are_not_there(tmp_path, save):
    """Reports of 1 March and 28 August 2016, and of 24 February 2017."""
    published = save(made(tmp_path, 3), as_of="2017-01-01").read_text(encoding="utf-8")
    assert table(published, "strip")[0] == ["Provision", "report 1", "report 2"]


def test_of_a_long_decree_there_are_counts_first_and_the_whole_is_folded(tmp_path, save):
    case = made(tmp_path, 3, provisions=40)
    published = save(case).read_text(encoding="utf-8")
    head, *rows = table(published, "counts")
    counts = case.compliance().counts("monitor")
    for period, *numbers in rows:
        told = {level: int(number or 0) for level, number in zip(head[1:], numbers, strict=True)}
        assert {level: number for level, number in told.items() if number} == counts[period]
    assert sum(int(number or 0) for one in rows for number in one[1:]) == 120
    assert "<summary>All 40 provisions, one by one</summary>" in published
    assert len(table(published, "strip")) == 41


def test_several_assessors_have_rows_of_their_own_and_a_difference_is_said(examples, save):
    published = save(timeline.load(examples / "harlow-street")).read_text(encoding="utf-8")
    head, *rows = table(published, "strip")
    assert head == ["Provision", "Assessor", "Third report", "Eighth report", "14 September 2022"]
    assert ["¶112 An alert system in operation within a year", "Independent Monitor", "not met differs", "", ""] in rows
    assert [
        "¶112 An alert system in operation within a year",
        "City of Vantry",
        "substantially complete differs",
        "",
        "",
    ] in rows
    assert "8 more provisions were not assessed." in published


def test_a_single_finding_makes_no_table(examples, save):
    assert table(save(timeline.load(examples / "jackson")).read_text(encoding="utf-8"), "strip") is None


def test_on_a_phone_without_scripts_each_finding_names_its_report(examples, save, new_context):
    tab = new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    tab.goto(save(timeline.load(examples / "harlow-street")).as_uri())
    cell = tab.locator(".strip td.is-met").first
    assert cell.is_visible()
    assert cell.evaluate("(node) => getComputedStyle(node, '::before').content") == '"14 September 2022: "'
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.locator(".strip td:empty:visible").count() == 0


# As known on a day


def test_a_page_as_known_on_a_day_says_so_at_its_head(of):
    head = re.search(r"<header.*?</header>", of(CASE, known_on="2021-06-05"), re.DOTALL)[0]
    assert "only what had been published by 5 June 2021" in head
    assert "only what had been published" not in re.search(r"<header.*?</header>", of(CASE), re.DOTALL)[0]


def test_so_do_the_list_and_the_text_of_a_notebook(case):
    bundle = timeline.load(case(CASE), known_on="2021-06-05")._repr_mimebundle_()
    for kind in ("text/html", "text/plain"):
        assert "only what had been published by 5 June 2021" in bundle[kind]
