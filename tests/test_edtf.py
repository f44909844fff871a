"""The notation as a whole: whatever its grammar can write is read as its parts say, printed as typed, and read at once.

The grammar below writes EDTF of levels 0 to 2 together with what each part of it means, worked out without the parser.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import timeline
from tests.often import often
from timeline.when.claims import parse_claim
from timeline.when.masks import numbers

lawful = settings(max_examples=often(300))

GROUPS = {
    **dict.fromkeys((21, 25, 31), (3, 3)), **dict.fromkeys((22, 26, 32), (6, 3)), **dict.fromkeys((23, 27, 29), (9, 3)),
    **dict.fromkeys((24, 28, 30), (12, 3)), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 37: (1, 4), 38: (5, 4),
    39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip
"""First month and number of months of seasons, quarters, thirds and halves."""


@dataclass(frozen=True)
class Written:
    """A text of the grammar and what it says; two days are all that a date without gaps needs."""

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False


def month_end(year, month):
    years, month = divmod(month - 1, 12)
    year += years
    return date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)


def filled(mask):
    """The mask with every X replaced by every digit."""
    for digits in product("0123456789", repeat=mask.count("X")):
        left = iter(digits)
        yield "".join(next(left) if sign == "X" else sign for sign in mask)


def days_of(mask):
    """Every day that ``YYYY-MM-DD`` with X for any digit can be, in order."""
    for text in filled(mask):
        try:
            yield date.fromisoformat(text)
        except ValueError:
            continue


def marked(draw, fields):
    """Parts with marks before or after each, as level 2 allows; with what they say of the whole."""
    marks = [draw(st.sampled_from([("", ""), ("", ""), ("", ""), ("?", ""), ("", "~"), ("%", "")])) for _ in fields]
    text = "-".join(before + field + after for (before, after), field in zip(marks, fields, strict=True))
    said = "".join(before + after for before, after in marks)
    return text, bool(set(said) & {"~", "%"}), bool(set(said) & {"?", "%"})


@st.composite
def plain(draw):
    """A year, a month, a day, a season or another part of a year, with marks."""
    year = draw(st.integers(1, 9998))
    month = draw(st.one_of(st.none(), st.integers(1, 12), st.sampled_from(sorted(GROUPS))))
    if month is None:
        fields, earliest, latest = [f"{year:04d}"], date(year, 1, 1), date(year, 12, 31)
    elif month > 12:
        first, count = GROUPS[month]
        fields, earliest = [f"{year:04d}", str(month)], date(year, first, 1)
        latest = month_end(year, first + count - 1)
    else:
        day = draw(st.one_of(st.none(), st.integers(1, month_end(year, month).day)))
        fields = [f"{year:04d}", f"{month:02d}"] + ([f"{day:02d}"] if day else [])
        earliest = date(year, month, day or 1)
        latest = earliest if day else month_end(year, month)
    text, approximate, uncertain = marked(draw, fields)
    return Written(text, earliest, latest, approximate, uncertain)


@st.composite
def masked(draw):
    """A day of which some digits are not known."""
    digits = list(draw(st.dates(date(1000, 1, 1), date(2999, 12, 31))).isoformat())
    for place in draw(st.sets(st.sampled_from([1, 2, 3, 5, 6, 8, 9]), min_size=1, max_size=3)):
        digits[place] = "X"
    found = list(days_of("".join(digits)))
    text, approximate, uncertain = marked(draw, "".join(digits).split("-"))
    return Written(text, found[0], found[-1], approximate, uncertain)


@st.composite
def significant(draw):
    """A year of which the first digits are known."""
    year, known = draw(st.integers(1000, 9999)), draw(st.integers(1, 4))
    low = str(year)[:known]
    return Written(f"{year}S{known}", date(int(low.ljust(4, "0")), 1, 1), date(int(low.ljust(4, "9")), 12, 31))


@st.composite
def stamped(draw):
    """A day with a time and perhaps a zone, which says nothing of another day."""
    time, day = draw(st.times()), draw(st.dates())
    zone = draw(st.sampled_from(["", "Z", "+00", "-05:00", "+14:00", "-04"]))
    return Written(f"{day.isoformat()}T{time:%H:%M:%S}{zone}", day, day)


single = st.one_of(plain(), plain(), masked(), significant(), stamped())


@st.composite
def interval(draw):
    """``A/B``, either end open or unknown."""
    one, other = draw(single), draw(single)
    assume(one.earliest <= other.latest)
    ends = draw(st.sampled_from(["both", "start", "end"]))
    none = draw(st.sampled_from(["", ".."]))
    start = one if ends != "end" else None
    end = other if ends != "start" else None
    said = [found for found in (start, end) if found]
    return Written(
        f"{start.text if start else none}/{end.text if end else none}",
        start.earliest if start else None,
        end.latest if end else None,
        any(found.approximate for found in said),
        any(found.uncertain for found in said),
    )


@st.composite
def together(draw):
    """A set: one of, or all of; its ends may be open, and a run of days stand among them."""
    elements = draw(st.lists(single, min_size=1, max_size=5))
    texts, found = [element.text for element in elements], list(elements)
    if draw(st.booleans()):
        low = draw(st.dates(max_value=date(9000, 1, 1)))
        high = low + timedelta(days=draw(st.integers(0, 500)))
        texts.append(f"{low}..{high}")
        found.append(Written("", low, high))
    first, last = draw(st.booleans()), draw(st.booleans())
    if first:
        texts[0] = f"..{texts[0]}"
    if last and ".." not in texts[-1]:
        texts[-1] += ".."
    opening, closing = draw(st.sampled_from(["[]", "{}"]))
    return Written(
        opening + ",".join(texts) + closing,
        None if first else min(element.earliest for element in found),
        None if texts[-1].endswith("..") else max(element.latest for element in found),
        any(element.approximate for element in found),
        any(element.uncertain for element in found),
    )


notation = st.one_of(single, interval(), together())


@lawful
@given(notation)
def test_whatever_the_grammar_writes_is_read_as_its_parts_say(written):
    found = timeline.parse_date(written.text)
    assert replace(written, text=str(found)) == Written(
        written.text, found.earliest, found.latest, found.approximate, found.uncertain
    )


@lawful
@given(notation)
def test_what_is_read_prints_as_typed_and_reads_the_same_again(written):
    """From its text, and from its parts."""
    found = timeline.parse_date(written.text)
    assert timeline.parse_date(str(found)) == found
    if found.is_interval:
        start = found.start or (".." if found.open_start else "")
        end = found.end or (".." if found.open_end else "")
        assert f"{start}/{end}" == written.text
    if found.parts:
        typed = [str(low) if low is high else f"{low or ''}..{high or ''}" for low, high in found.parts]
        assert f"{written.text[0]}{','.join(typed)}{written.text[-1]}" == written.text


@lawful
@given(masked(), st.integers(-40, 40))
def test_a_mask_means_the_days_that_its_digits_can_be_and_no_others(written, beyond):
    """Asked for the nearest from days within it and around it, against the list of them all."""
    mask = "".join(sign for sign in written.text if sign not in "?~%")
    found, listed = timeline.parse_date(written.text), [day.toordinal() for day in days_of(mask)]
    if found.days is None:
        assert listed == list(range(listed[0], listed[-1] + 1))
        return
    assert len(listed) < listed[-1] - listed[0] + 1
    for near in (*listed[:3], *listed[len(listed) // 2 :][:3], *listed[-3:]):
        day = near + beyond
        assert found.days.nearest(day, 1) == max((one for one in listed if one <= day), default=None)
        assert found.days.nearest(day, -1) == min((one for one in listed if one >= day), default=None)


@pytest.mark.parametrize(
    ("typed", "day", "before", "after"),
    [
        ("1X5X-01", "1060-05-05", "1059-01-31", "1150-01-01"),
        ("XXXX-02-29", "1900-03-01", "1896-02-29", "1904-02-29"),
        ("[2018-01,2018-03]", "2018-02-10", "2018-01-31", "2018-03-01"),
        ("[2018-XX-15,2018-02-20..2018-02-24]", "2018-02-18", "2018-02-15", "2018-02-20"),
        ("[..1760-12-03,1770]", "1765-01-01", "1760-12-03", "1770-01-01"),
    ],
)
def test_days_that_are_not_meant_lie_between_those_that_are(typed, day, before, after):
    found, number = timeline.parse_date(typed), date.fromisoformat(day).toordinal()
    near = [date.fromordinal(found.days.nearest(number, sign)) for sign in (1, -1)]
    assert [str(one) for one in near] == [before, after]


@pytest.mark.parametrize(
    "typed", ["[2018-01,2018-02]", "[2018-01..2018-03,2018-02]", "2018-0X", "XXXX-XX-XX", "2018-X2-31"]
)
def test_days_without_a_gap_need_no_list(typed):
    assert timeline.parse_date(typed).days is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2004-06-(01)~/2004-06-(20)~", "two-digit"),
        ("2004-01-01T10:10:40Z25:00", "22:34:00"),
        ("2004-01-01T10:10:10+0500", "22:34:00"),
        ("2004-01-01T24:00:00", "22:34:00"),
        ("2004-01-01T23:59:60", "22:34:00"),
        ("2019-21/03", "four digits"),
        ("y2019", "not a date"),
        ("2019-x1", "two-digit"),
        ("\N{ARABIC-INDIC DIGIT TWO}019", "not a date"),
        ("2019S\N{ARABIC-INDIC DIGIT TWO}", "not a date"),
        ("2019-0\N{ARABIC-INDIC DIGIT TWO}", "two-digit"),
        ("X200-02-30", "no day fits"),
        ("X100-02-29", "no day fits"),
        ("0000S4", "no year 0000"),
        ("03/15", "four digits"),
        ("Y171010000S3", "0001 to 9999"),
        ("[" + "2019-07-04," * 60 + "2019]", "at most 500 characters"),
        ("9999-24", "0001 to 9999"),
    ],
)
def test_more_that_the_specification_has_no_form_for(typed, reason):
    with pytest.raises(ValueError, match=reason):
        timeline.parse_date(typed)


# Cost, counted in steps of the interpreter: no clock


def steps(reads, text):
    """How many steps one reading takes, however it ends; patterns are compiled once and are not counted."""
    count = 0
    with suppress(ValueError):
        reads(text)
    numbers.cache_clear()

    def tick(frame, event, _):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return tick

    before = sys.gettrace()
    sys.settrace(tick)
    try:
        with suppress(ValueError):
            reads(text)
    finally:
        sys.settrace(before)
    return count


USUAL = 1500
"""Steps for ``2019-07-04`` with room for another interpreter; a mask of ten thousand years may take a few times that."""


def test_the_count_of_steps_is_one():
    """A reading that walks through years would be seen."""
    assert 100 < steps(timeline.parse_date, "2019-07-04") < USUAL
    assert steps(lambda _: [year + 1 for year in range(1, 10_000)], "") > 10 * USUAL


@pytest.mark.parametrize(
    "typed",
    [
        "XXXX",
        "XXXX-XX",
        "XXXX-XX-XX",
        "XXXX-12-XX",
        "XXXX-XX-15",
        "XXXX-02-29",
        "1XXX-XX-31",
        "XXXX-XX-X1",
        "XXXX~",
        "20XX-XX-15",
    ],
)
def test_a_mask_of_ten_thousand_years_is_read_as_quickly_as_one_of_ten(typed):
    assert steps(timeline.parse_date, typed) < 2 * USUAL
    assert steps(parse_claim, typed) < 10 * USUAL, "any day at all is refused, which takes longer"


@lawful
@given(
    st.text("0129X", min_size=4, max_size=4),
    st.sampled_from(["", "-XX", "-X1", "-1X", "-02", "-0X", "-24"]),
    st.sampled_from(["", "-XX", "-X1", "-X9", "-29", "-30", "-31", "-3X"]),
)
def test_no_mask_is_walked_through(year, month, day):
    """Where an X stands before a digit its numbers are listed, a thousand at most; nothing else grows with the years."""
    assert steps(timeline.parse_date, year + month + (day if month else "")) < 40 * USUAL


@lawful
@given(st.text("019X-/.,~?%[]{}TSYZ:+ ", max_size=500))
def test_hostile_text_takes_steps_in_proportion_to_its_length(typed):
    assert steps(timeline.parse_date, typed) < USUAL * (20 + len(typed))


@lawful
@given(st.text(max_size=60).flatmap(lambda text: st.tuples(st.just(text), st.integers(1, 300))))
def test_any_text_however_long_is_read_or_refused(typed):
    """Nothing but ValueError ever comes out, by either door."""
    text, times = typed
    for reads in (timeline.parse_date, parse_claim):
        try:
            found = reads(text * times)
        except ValueError:
            continue
        assert found.text
