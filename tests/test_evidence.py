"""Quotes and places held against archived copies that are plain text: what is taken for the same words, and what is not."""

from __future__ import annotations

import unicodedata

import pytest

import timeline
from tests.copies import citing

COPY = "First line.\n\nThe “third” line — it says so, and the board over-\nturned it on 3 May 2022.\n"


def problems(home):
    """Every problem of a case, the ones that stop it and the ones that stand."""
    try:
        return timeline.load(home).problems
    except timeline.CaseError as refused:
        return refused.problems


def said(home):
    """(code, message, hint) of what is wrong with the passages."""
    return [(p.code, p.message, p.hint) for p in problems(home) if p.code != "copy-unsealed"]


def quoting(tmp_path, copy, quote, at=""):
    """What comes of quoting a text copy; the quote is written in double quotes, with YAML's escapes."""
    place = f"at: '{at}', " if at else ""
    return said(citing(tmp_path / "case", copy, f'{{source: s, {place}quote: "{quote}"}}'))


# What is the same


@pytest.mark.parametrize(
    ("copy", "quote"),
    [
        ("He said “no comment” today.", r"said \"no comment\" today"),
        ("It’s the officers’ view", "It's the officers' view"),
        ("«No», dijo el alcalde", r"\"No\", dijo"),
        ("an order — and a reply – followed", "an order - and a reply - followed"),
        ("an order—and a reply", "an order -- and a reply"),
        ("open 2018–2019", "2018-2019"),
        ("two  spaces\tand\u00a0a\u202fthird", "two spaces and a third"),
        ("the board\nmet", "the board met"),
        ("the board\r\nmet", "the board met"),
        ("the board\rmet", "the board met"),
        ("\ufeffThe board met", "The board met"),
        ("an inves\u00adti\u00adgation", "an investigation"),
        ("zero\u200bwidth", "zerowidth"),
        ("the oﬃcers ﬁled ﬂyers", "the officers filed flyers"),
        (unicodedata.normalize("NFD", "el jefe renunció ayer"), unicodedata.normalize("NFC", "renunció ayer")),
        (unicodedata.normalize("NFC", "el jefe renunció ayer"), unicodedata.normalize("NFD", "renunció ayer")),
        ("it was closed1 at last", "it was closed"),
        ("he said … nothing", "he said ... nothing"),
        ("an inves-\ntigation", "an investigation"),
        ("a well-\nknown case", "a well-known case"),
        (
            "an inves-\ntigation of a well-known and ever-\nlasting matter",
            "an investigation of a well-known and everlasting matter",
        ),
    ],
    ids=lambda text: text.encode("unicode_escape").decode()[:40],
)
def test_words_that_are_only_set_otherwise_are_found(tmp_path, copy, quote):
    assert quoting(tmp_path, copy, quote) == []


def test_utf_16_is_read_by_its_mark(tmp_path):
    assert (
        said(
            citing(tmp_path, "\ufeffLa policía calló.".encode("utf-16-le"), "{source: s, at: L1, quote: policía calló}")
        )
        == []
    )


# What is not


@pytest.mark.parametrize(
    ("copy", "quote", "hint"),
    [
        ("The board met.", "the board", "line 1 comes near: it has 'The' where the quote has 'the'"),
        ("A president spoke.", "resident", "copy the words from the archived copy"),
        ("10² cases were open", "102 cases", "copy the words from the archived copy"),
        ("It cost $1100.", "cost $110", "line 1 comes near: it has '$1100.' where the quote has '$110'"),
        ("It was overturned.", "acquitted", "copy the words from the archived copy"),
        ("It was overturned.", "overtunred", "line 1 comes near: it has 'overturned.' where the quote has 'overtunred'"),
        ("the board re-\nSign it", "resign it", "copy the words from the archived copy"),
        ("a\nb", "—", "copy the words from the archived copy"),
    ],
)  # fmt: skip
def test_other_letters_capitals_and_parts_of_words_are_not_found(tmp_path, copy, quote, hint):
    [(code, message, way_out)] = quoting(tmp_path, copy, quote)
    assert (code, way_out) == ("quote-not-found", hint)
    assert repr(quote)[1:-1] in message


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        (
            "the board overturned it on 4 May 2022",
            "line 3 comes near: it has '3' where the quote has '4'",
        ),
        (
            "it says so, and then the board overturned it",
            "line 3 comes near: it does not have 'then'",
        ),
    ],
)
def test_a_near_miss_says_where_and_how_it_differs(tmp_path, quote, hint):
    [(code, _, way_out)] = quoting(tmp_path, COPY.replace("over-\nturned", "overturned"), quote, "L3")
    assert (code, way_out) == ("quote-not-found", hint)


@pytest.mark.parametrize(
    ("quote", "differs"),
    [
        ("the chief shall not publish the names within thirty days", "it does not have 'not'"),
        (
            "the chief publish the names within thirty days",
            "it has 'shall' after 'chief', and the quote has not",
        ),
        (
            "the mayor shall publish the names within thirty days of a shooting",
            "it has 'chief' where the quote has 'mayor'",
        ),
        (
            "The chief should publish names within 30 days of a shooting",
            "it has 'the' where the quote has 'The'; it has 'shall' where the quote has 'should'; "
            "it has 'the' after 'publish', and the quote has not; and 1 more",
        ),
    ],
)
def test_each_difference_is_named_and_no_more_than_three(tmp_path, quote, differs):
    copy = "Minutes.\n\nOn page two the chief shall publish the names within thirty days of a shooting, if asked.\n"
    [(code, _, hint)] = quoting(tmp_path, copy, quote)
    assert (code, hint) == ("quote-not-found", f"line 3 comes near: {differs}")


def test_words_that_stand_elsewhere_are_placed(tmp_path):
    [(_, message, hint)] = quoting(tmp_path, COPY, "First line", "L3")
    assert message == "the quote 'First line' is not in 's' L3"
    assert hint == "it stands in line 1"


def test_a_problem_stands_where_the_quote_was_typed(tmp_path):
    home = citing(tmp_path, COPY, "[s L1, {source: s, quote: never written}]")
    [problem] = [p for p in problems(home) if p.code == "quote-not-found"]
    line = (home / "case.yaml").read_text(encoding="utf-8").splitlines()[problem.at.line - 1]
    assert line[problem.at.column - 1 :].startswith("never written")


# A quote for several citations


@pytest.mark.parametrize(
    ("cites", "codes"),
    [
        ("[s L3, s L1]", []),
        ("[s L1, s L3]", []),
        ("[s, s L3]", []),
        ("[s L1, s L1-2]", ["quote-not-found"]),
        ("[s L3, s L9]", ["locator-outside"]),
    ],
)
def test_a_claims_quote_must_stand_in_one_of_the_places_it_cites(tmp_path, cites, codes):
    home = citing(tmp_path, COPY, "s L1")
    case = home / "case.yaml"
    claim = f", claims: [{{says: it is third, quote: third, cites: {cites}}}]}}"
    case.write_text(case.read_text(encoding="utf-8").rstrip("}\n") + claim + "\n", encoding="utf-8")
    assert [code for code, *_ in said(home)] == codes


def test_words_that_may_stand_in_a_source_that_is_not_at_hand_are_not_called_missing(tmp_path):
    home = citing(tmp_path, COPY, "s L1")
    case = home / "case.yaml"
    text = case.read_text(encoding="utf-8")
    text = text.replace("sources:\n", "sources:\n  far: {kind: letter, title: B, publisher: board}\n")
    claim = ", claims: [{says: it is fourth, quote: fourth, cites: [s L3, far p.1]}]}"
    case.write_text(text.rstrip("}\n") + claim + "\n", encoding="utf-8")
    assert said(home) == [
        (
            "passages-unverified",
            "source 's': 1 cited passage is not verified in its copy: its words may stand in another source",
            "look at these passages yourself",
        )
    ]


# Places in plain text

PAGED = "Cover\n\nCase no. 7\n\f1. The first finding.\n2. The second finding,\nwhich goes on.\n3. The third finding.\n"
TALK = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nThe board\n\n2\n00:00:04.000 --> 00:00:09.500\nmet in May.\n"
NOTES = "Transcript\n[00:05] Chair: We begin.\n[01:10] Clerk: Noted.\nAnd filed.\n"
ROWS = 'day,what,how many\n2022-05-01,"Paid leave, all",11\n2022-05-02,,\n'


@pytest.mark.parametrize(
    ("copy", "at", "quote"),
    [
        ("a\r\nb\r\nc\r\n", "L3", "c"),
        ("a\rb\rc", "L2-3", "b c"),
        ("one\u2028still one\nvertical\x0bstill two\nthree", "L3", "three"),
        (PAGED, "p.1", "Case no. 7"),
        (PAGED, "p.2", "The first finding"),
        (PAGED, "pp. 1-2", "7 1. The first"),
        (PAGED, "¶2", "second finding, which goes on"),
        (PAGED, "¶2-3", "goes on. 3. The third"),
        ("One.\n\nTwo\nmore.\n\nThree.", "¶2", "Two more"),
        ("One.\nTwo.\nThree.", "para. 3", "Three"),
        ("(1) A rule\n(2) Another", "¶2", "Another"),
        ("¶ 1 A rule\n¶ 2 Another", "¶2", "Another"),
        (TALK, "00:00:02", "The board"),
        (TALK, "00:00:01-00:00:05", "The board met in May"),
        (NOTES, "00:05", "We begin"),
        (NOTES, "00:00:30", "We begin"),
        (NOTES, "01:10", "Noted. And filed"),
        (ROWS, "any:2", "Paid leave, all"),
        (ROWS, "any:B2", "Paid leave, all"),
        (ROWS.replace(",", ";"), "any:C2", "11"),
        (ROWS.replace(",", "\t"), "any:A3", "2022-05-02"),
    ],
)
def test_a_place_is_found_and_its_words_with_it(tmp_path, copy, at, quote):
    assert quoting(tmp_path, copy, quote, at) == []


@pytest.mark.parametrize(
    ("copy", "at", "code", "message"),
    [
        ("a\nb\n", "L3", "locator-outside", "'s' has 2 lines, and L3 is cited"),
        ("a\nb\n", "L2-3", "locator-outside", "'s' has 2 lines, and L2-3 is cited"),
        ("a\n \nb\n", "L2", "locator-empty", "L2 of 's' is empty"),
        (PAGED, "p.3", "locator-outside", "'s' has 2 pages, and p.3 is cited"),
        (PAGED, "¶9", "locator-outside", "'s' has 3 paragraphs, and ¶9 is cited"),
        ("One.\n\nTwo.", "¶3", "locator-outside", "'s' has 2 paragraphs, and ¶3 is cited"),
        (TALK, "00:00:12", "locator-outside", "'s' has no such time, and 00:00:12 is cited"),
        (NOTES, "00:01", "locator-outside", "'s' has no such time, and 00:01 is cited"),
        (ROWS, "any:4", "locator-outside", "'s' has 3 rows, and any:4 is cited"),
        (ROWS, "any:D2", "locator-outside", "'s' has 3 columns in that row, and any:D2 is cited"),
        (ROWS, "any:B3", "locator-empty", "any:B3 of 's' is empty"),
    ],
)
def test_a_place_that_is_not_in_the_copy_is_an_error(tmp_path, copy, at, code, message):
    [(found, text, hint)] = said(citing(tmp_path, copy, f"s {at}"))
    assert (found, text, hint) == (code, message, "check the place in the archived copy")


@pytest.mark.parametrize(
    ("copy", "at", "why"),
    [
        ("a\nb\n", "p.1", "this text has no pages"),
        ("a\nb\n", "00:10", "no times stand in it"),
        ("a\nb\n", "pay:B2", "this text is no table"),
        (NOTES, "02:00", "it is later than the last time that stands in it"),
        (b"\x00\x01\x02", "L1", "it is no text"),
        (b"caf\xe9", "L1", "it is no text in UTF-8"),
    ],
)
def test_a_place_that_the_copy_cannot_show_is_unverified_and_no_error(tmp_path, copy, at, why):
    home = citing(tmp_path, copy, f"s {at}")
    assert said(home) == [
        (
            "passages-unverified",
            f"source 's': 1 cited passage is not verified in its copy: {why}",
            "look at these passages yourself",
        )
    ]
    assert [p.severity for p in timeline.load(home).problems if p.code == "passages-unverified"] == ["info"]


def test_reasons_are_counted_in_one_line_a_source(tmp_path):
    [(_, message, _)] = said(citing(tmp_path, COPY, "[s p.1, s p.2, s 00:10, s L1]"))
    assert message == (
        "source 's': 3 cited passages are not verified in its copy: this text has no pages (2); no times stand in it (1)"
    )


@pytest.mark.parametrize(
    ("at", "complaint"),
    [("L0", "lines are counted from 1"), ("p.0", "pages are counted from 1"), ("pay:0", "rows are counted from 1"),
     ("00:20-00:10", "runs backwards"), ("L8-4", "runs backwards"), ("line 4", "write L2, L4-8, p.3")],
)  # fmt: skip
def test_a_locator_that_no_source_could_have_is_refused(tmp_path, at, complaint):
    [problem] = [p for p in problems(citing(tmp_path, COPY, f"s {at}")) if p.code == "wrong-value"]
    assert complaint in f"{problem.message} {problem.hint}"
