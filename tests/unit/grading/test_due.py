"""Words that name a time, read relative to the message's own."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.time import DAY, HOUR, MINUTE, to_millis
from houdun.grading.due import due, times
from houdun.grading.folding import fold
from houdun.testing.factories import millis

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY_10 = to_millis(dt.datetime(2025, 3, 3, 10, tzinfo=CHINA))

CHINESE = {
    "一小时内": "03-03 11:00",
    "半小时后": "03-03 10:30",
    "两小时内": "03-03 12:00",
    "1个半小时内": "03-03 11:30",
    "30分钟内": "03-03 10:30",
    "48小时内": "03-05 10:00",
    "3个工作日内": "03-06 10:00",
    "明天上午10点前": "03-04 10:00",
    "今天下午3点半": "03-03 15:30",
    "今晚八点": "03-03 20:00",
    "18:00 前": "03-03 18:00",
    "9点前": "03-04 09:00",
    "周五下班前": "03-07 18:00",
    "下周一上午": "03-10 12:00",
    "周三 15:00": "03-05 15:00",
    "明早9点": "03-04 09:00",
    "后天": "03-05 18:00",
    "5月6日": "05-06 18:00",
    "明晚6点前": "03-04 18:00",
    "中午十二点之前": "03-03 12:00",
    "本周五": "03-07 18:00",
    "礼拜五中午前": "03-07 12:00",
}
ENGLISH = {
    "within an hour": "03-03 11:00",
    "in half an hour": "03-03 10:30",
    "within 2 hours": "03-03 12:00",
    "in 3-5 days": "03-08 10:00",
    "by friday": "03-07 18:00",
    "tomorrow morning": "03-04 12:00",
    "before 18:00": "03-03 18:00",
    "by 5 pm": "03-03 17:00",
    "tomorrow at noon": "03-04 12:00",
    "by end of day": "03-03 18:00",
    "on 20 march": "03-20 18:00",
    "by 11:30 am": "03-03 11:30",
    "thursday": "03-06 18:00",
    "tonight": "03-03 22:00",
}


def expected(text: str) -> int:
    return to_millis(dt.datetime.strptime(f"2025-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=CHINA))


@pytest.mark.parametrize("words", [*CHINESE, *ENGLISH])
def test_words_name_a_time(words: str) -> None:
    assert due(fold(words), MONDAY_10, "Asia/Shanghai") == expected({**CHINESE, **ENGLISH}[words])


@pytest.mark.parametrize("words", ["尽快", "soon", "as soon as possible", "2.30.3", "1080p60", "42 users"])
def test_words_without_a_time_name_none(words: str) -> None:
    assert due(words, MONDAY_10, "UTC") is None
    assert not [*times(words)]


def test_utc_in_the_words_beats_the_zone() -> None:
    assert due("before 22:30 utc", millis("10:00"), "Asia/Shanghai") == millis("22:30")


def test_two_times_mean_the_later() -> None:
    assert due("between 14:00 and 16:00", millis("10:00"), "UTC") == millis("16:00")


def test_a_time_gone_by_is_not_due() -> None:
    assert due("今天 9:00", MONDAY_10, "Asia/Shanghai") is None


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        due("tomorrow", MONDAY_10, "Nowhere/Land")


@settings(max_examples=200)
@given(
    st.text(alphabet="0123456789点半周下明天前一三十月日号时小分 :./-apmbyinTueday", max_size=24),
    st.integers(min_value=0, max_value=to_millis(dt.datetime(2199, 1, 1, tzinfo=dt.UTC))),
)
def test_what_is_due_is_to_come_whatever_the_words(words: str, at: int) -> None:
    moment = due(words.lower(), at, "Asia/Shanghai")
    assert moment is None or moment > at


@given(st.integers(min_value=1, max_value=48))
@settings(max_examples=20)
def test_hours_and_minutes_are_counted(count: int) -> None:
    assert due(f"{count} hours", MONDAY_10, "UTC") == MONDAY_10 + count * HOUR
    assert due(f"{count}分钟内", MONDAY_10, "UTC") == MONDAY_10 + count * MINUTE
    assert due(f"{count}天内", MONDAY_10, "UTC") == MONDAY_10 + count * DAY
