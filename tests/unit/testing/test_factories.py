from __future__ import annotations

import pytest

from houdun.facts.case import Milestone, Role
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, iso
from houdun.testing.factories import MONDAY, finding, log, message, millis, stamp


def test_a_time_is_written_as_on_a_clock() -> None:
    assert iso(MONDAY) == "2025-03-03T00:00:00Z"
    assert millis("10:00") == MONDAY + 10 * HOUR
    assert millis("+2 10:05:30") == MONDAY + 2 * DAY + 10 * HOUR + 5 * MINUTE + 30 * SECOND
    assert millis(7) == 7


@pytest.mark.parametrize("text", ["", "noon", "10:00+08:00", "x 10:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|zone|literal"):
        millis(text)


def test_equal_content_has_an_equal_uid_and_other_content_another() -> None:
    assert message("a").uid == message("a").uid
    assert len({message("a").uid, message("b").uid, message("a", "11:00").uid, stamp(Milestone.CLOSED).uid}) == 4


def test_a_log_is_ordered_and_ends_an_hour_after_its_last_entry() -> None:
    made = log(message("late", "12:00"), message("early", "10:00"))
    assert [entry.at for entry in made.entries] == [millis("10:00"), millis("12:00")]
    assert made.horizon == millis("13:00")


def test_a_finding_points_at_its_evidence() -> None:
    said = message("please send the logs", "10:05", Role.VENDOR)
    found = finding(said, "asks_for_logs", evidence="the logs")
    assert said.text[found.start : found.end] == "the logs"
    assert (found.at, found.about) == (said.at, said.uid)
