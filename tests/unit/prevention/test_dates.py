from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.time import HOUR, from_millis, to_millis
from houdun.prevention.dates import LONGEST, fold, to_come, windows

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
RECEIVED = to_millis(dt.datetime(2026, 3, 2, 10, tzinfo=SHANGHAI))


def spoken(text: str, zone: ZoneInfo = SHANGHAI) -> list[tuple[str, str]]:
    return [
        (f"{from_millis(each.start).astimezone(zone):%m-%d %H:%M}", f"{from_millis(each.end).astimezone(zone):%m-%d %H:%M}")
        for each in windows(text, RECEIVED, zone)
    ]


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("3月7日20:00-23:00", ("03-07 20:00", "03-07 23:00")),
        ("本周六晚高峰", ("03-07 19:00", "03-08 00:00")),
        ("next Saturday 8pm CST", ("03-14 20:00", "03-14 22:00")),
        ("３月７日２０：００", ("03-07 20:00", "03-07 22:00")),
        ("明晚八点", ("03-03 20:00", "03-03 22:00")),
        ("明晚", ("03-03 19:00", "03-04 00:00")),
        ("3月5日02:00至04:00", ("03-05 02:00", "03-05 04:00")),
        ("周六 22:00 到次日 02:00", ("03-07 22:00", "03-08 02:00")),
        ("March 7", ("03-07 00:00", "03-08 00:00")),
        ("March 7–9", ("03-07 00:00", "03-10 00:00")),
        ("周六到周日", ("03-07 00:00", "03-09 00:00")),
        ("from 8pm to 11pm on March 7", ("03-07 20:00", "03-07 23:00")),
        ("the evening of March 7", ("03-07 19:00", "03-08 00:00")),
        ("March 7, 12:00 UTC", ("03-07 20:00", "03-07 22:00")),
    ],
)
def test_a_day_and_its_hours_are_one_window(text: str, window: tuple[str, str]) -> None:
    assert spoken(text) == [window]


def test_hours_belong_to_their_own_day_and_to_no_other() -> None:
    assert spoken("周五检查一下，周六 20:00 开始。周日休息") == [
        ("03-06 00:00", "03-07 00:00"),
        ("03-07 20:00", "03-07 22:00"),
        ("03-08 00:00", "03-09 00:00"),
    ]


def test_an_hour_of_another_sentence_is_not_the_days() -> None:
    assert spoken("我们周六值守。每天 20:00 出报表")[0] == ("03-07 00:00", "03-08 00:00")


def test_what_is_over_is_not_to_come() -> None:
    assert to_come("昨晚 22:10-22:40 卡顿，今天 9:00-9:30 也有", RECEIVED, SHANGHAI) == ()
    assert len(to_come("昨晚和明晚", RECEIVED, SHANGHAI)) == 1


def test_the_place_in_the_message_holds_the_words() -> None:
    text = "您好！本周六 20 点的比赛"
    (window,) = windows(text, RECEIVED, SHANGHAI)
    assert text[window.begins : window.ends] == "本周六 20 点"


@settings(max_examples=150)
@given(st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 1)), st.integers(0, 23), st.sampled_from([NEW_YORK, SHANGHAI]))
def test_a_wall_time_is_kept_where_the_clocks_change(day: dt.date, hour: int, zone: ZoneInfo) -> None:
    (window,) = windows(
        f"{day:%Y-%m-%d} {hour:02}:30-{hour + 1:02}:00 maintenance", to_millis(dt.datetime(2026, 1, 1, tzinfo=zone)), zone
    )
    wall = dt.datetime.combine(day, dt.time(hour, 30))
    assert window.start == to_millis(wall.replace(tzinfo=zone))
    assert 0 <= window.end - window.start <= 2 * HOUR


@given(st.text(max_size=200))
def test_folding_keeps_every_character_at_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None)  # the calendar of festivals is loaded once
@given(st.text(max_size=120), st.integers(0, 7_000_000_000_000))
def test_whatever_is_written_windows_end_after_they_begin(text: str, at: int) -> None:
    assert all(each.start <= each.end and each.begins < each.ends for each in windows(text, at, NEW_YORK))


@pytest.mark.parametrize(
    "piece", ["3月", "1/", "20:00-", "周", "晚上", "march ", "in ", "7–", "北京时间", "utc+", "between 8 and "]
)
def test_a_long_text_of_beginnings_takes_no_longer_than_its_length(piece: str) -> None:
    assert len(windows(piece * LONGEST, RECEIVED, SHANGHAI)) <= LONGEST
