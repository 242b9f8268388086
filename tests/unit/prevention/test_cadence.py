from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.case import Source
from houdun.facts.occasion import Unasked
from houdun.facts.time import DAY, Millis
from houdun.facts.vendor import Vendor
from houdun.prevention.cadence import EVERY, SAME, is_review, turns

ACME = Vendor("Acme")


def word(at: Millis, text: str = "附件是第一季度的服务报告") -> Unasked:
    return Unasked(uid=str(at), vendor=ACME, at=at, text=text, source=Source("", ""))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("想约下周三开一次季度回顾会", True), ("附件是 2 月服务月报", True), ("Shall we hold our QBR next week?", True),
        ("Your monthly service report is attached.", True), ("本次故障的复盘报告已发送", False), ("Your incident report is attached", False),
        ("The post-mortem review meeting is at 3", False), ("周六晚高峰我们值守", False),
    ],
)  # fmt: skip
def test_a_regular_look_back_is_a_review_and_one_at_a_fault_is_none(text: str, *, said: bool) -> None:
    assert is_review(text) is said


def test_a_review_in_time_keeps_its_turn_and_silence_misses_one_after_another() -> None:
    found = turns(ACME, [word(60 * DAY)], 0, 60 * DAY + 2 * EVERY + DAY)
    assert [(each.start, each.end, each.review is not None) for each in found] == [
        (0, 60 * DAY, True),
        (60 * DAY, 60 * DAY + EVERY, False),
        (60 * DAY + EVERY, 60 * DAY + 2 * EVERY, False),
    ]


def test_an_invitation_and_the_report_that_follows_are_one_review() -> None:
    assert len(turns(ACME, [word(10 * DAY), word(10 * DAY + SAME - 1)], 0, 30 * DAY)) == 1


def test_who_was_heard_for_less_than_a_quarter_has_missed_nothing() -> None:
    assert turns(ACME, [], 0, EVERY - 1) == ()


@given(st.lists(st.integers(0, 900), max_size=12), st.integers(1, 900))
def test_turns_follow_each_other_without_gap_and_none_is_longer_than_a_quarter(days: list[int], length: int) -> None:
    found = turns(ACME, [word(day * DAY) for day in days], 0, length * DAY)
    assert all(before.end == after.start for before, after in pairwise(found))
    assert all(each.end - each.start <= EVERY for each in found)
    assert length * DAY - (found[-1].end if found else 0) < EVERY
