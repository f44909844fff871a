"""Rings of claims that cannot hold are found at once, wherever they are and however little they miss by."""

from __future__ import annotations

import pytest

from tests.small import EVENT, HEAD
from timeline.dating import date_record
from timeline.files import read_text
from timeline.when.claims import parse_claim


def dated(**events):
    return date_record(read_text(HEAD + "".join(EVENT.format(*pair) for pair in events.items())).record)


@pytest.mark.parametrize(
    "events",
    [
        {"a": "[on a Tuesday, at least 4 weekdays after b]", "b": "[on a Tuesday, at most 2 weekdays before a]"},
        {"a": "at least 4 weekdays after b", "b": "at most 2 weekdays before a"},
        {"a": "[at least 4 weekdays after b, after 2020]", "b": "at most 2 weekdays before a"},
    ],
)
def test_a_ring_of_working_days_is_a_contradiction_and_no_endless_walk(events):
    found = dated(**events)
    assert len(found.conflicts) == 1
    assert {reason.text for reason in found.conflicts[0].reasons} <= {
        "at least 4 weekdays after b", "at most 2 weekdays before a"
    }  # fmt: skip


def test_a_claim_set_aside_no_longer_makes_an_event_a_span():
    found = dated(a="[{claim: 2018-05/2018-07, status: conflict, reason: misprint}, 2018-06]")
    assert str(found.intervals["a"]) == "June 2018"


def test_a_margin_beyond_reason_is_refused():
    with pytest.raises(ValueError, match="up to 9999"):
        parse_claim("3 days ± 99999999999999999999999 days after x")
