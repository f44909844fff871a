"""A date that others count from may be approximate itself: it is any day in its bounds, never the narrow ones."""

from __future__ import annotations

import pytest

from tests.small import EVENT, HEAD
from timeline.dating import date_record
from timeline.files import read_text


@pytest.mark.parametrize(
    ("claim", "earliest", "latest"),
    [
        ("exactly two weeks after 2019-07~", "2019-06-15", "2019-09-14"),
        ("exactly two weeks before 2019-07~", "2019-05-18", "2019-08-17"),
        ("on 2019-07~", "2019-06-01", "2019-08-31"),
        ("during 2019-07~", "2019-06-01", "2019-08-31"),
        ("between 2019-07~ and 2019-09~", "2019-06-01", "2019-10-31"),
        ("since 2019-07~", "2019-06-01", "None"),
        ("after 2019-07~", "2019-07-01", "None"),
        ("before 2019-07~", "None", "2019-07-31"),
        ("by 2019-07~", "None", "2019-08-01"),
        ("after 2019-07", "2019-08-01", "None"),
        ("before 2019-07", "None", "2019-06-30"),
        ("on 2018-21", "2018-03-01", "2018-06-30"),
    ],
)
def test_an_approximate_anchor_widens_what_counts_from_it(claim, earliest, latest):
    found = date_record(read_text(HEAD + EVENT.format("a", claim)).record).intervals["a"]
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
