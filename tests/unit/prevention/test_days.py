from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.prevention.days import days

MONDAY = dt.date(2026, 3, 2)


def spans(text: str, today: dt.date = MONDAY) -> list[tuple[str, str]]:
    return [(f"{each.first:%m-%d}", f"{each.last:%m-%d}") for each in days(text, today)]


def one(day: str) -> list[tuple[str, str]]:
    return [(day, day)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3月7日有活动", "03-07"), ("2026年3月7号", "03-07"), ("2026-03-07 上线", "03-07"), ("3/7 维护", "03-07"), ("15号晚上", "03-15"),
        ("明天割接", "03-03"), ("大后天", "03-05"), ("周六晚", "03-07"), ("本周日", "03-08"), ("下周一", "03-09"), ("下下周三", "03-18"),
        ("这个周日", "03-08"), ("礼拜天", "03-08"), ("三天后", "03-05"), ("两周后", "03-16"),
        ("on march 7", "03-07"), ("march 7th, 20:00", "03-07"), ("7 mar 2026", "03-07"), ("the 5th of march", "03-05"),
        ("tomorrow", "03-03"), ("this saturday", "03-07"), ("saturday's show", "03-07"), ("next saturday", "03-14"),
        ("coming sunday", "03-08"), ("in 3 days", "03-05"), ("in two weeks", "03-16"), ("25/12 show", "12-25"), ("white day", "03-14"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_seen_from_the_day_of_receipt(text: str, day: str) -> None:
    assert spans(text) == one(day)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("3月7日-9日", ("03-07", "03-09")), ("3月30日至4月2日", ("03-30", "04-02")), ("march 7–9", ("03-07", "03-09")),
        ("march 30 to april 2", ("03-30", "04-02")), ("本周末", ("03-07", "03-08")), ("next weekend", ("03-14", "03-15")),
        ("下周", ("03-09", "03-15")), ("3月底", ("03-26", "03-31")), ("end of march", ("03-26", "03-31")), ("国庆期间", ("10-01", "10-07")),
        ("9月起停用", ("09-01", "09-30")), ("in september 2026", ("09-01", "09-30")),
    ],
)  # fmt: skip
def test_a_stretch_of_days_keeps_both_its_ends(text: str, span: tuple[str, str]) -> None:
    assert spans(text) == [span]


@pytest.mark.parametrize(
    "text",
    [
        "2号机房扩容", "版本 3.7.1", "丢包 5/1000", "延迟 300 ms", "每周", "13月40日", "31/31", "may 3 times", "1/2/3", "第五一层",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert days(text, MONDAY) == []


def test_yesterday_and_last_saturday_are_behind() -> None:
    assert spans("昨晚 and last saturday") == [("03-01", "03-01"), ("02-28", "02-28")]


def test_a_day_without_a_year_is_the_next_one_unless_it_has_just_passed() -> None:
    december = dt.date(2026, 12, 20)
    assert days("1月3日", december)[0].first == dt.date(2027, 1, 3)
    assert days("12月1日", december)[0].first == dt.date(2026, 12, 1)
    assert days("2月29日", december)[0].first == dt.date(2028, 2, 29)


@given(
    st.text("0123456789年月日号/-至到周六下本个一 .,:marchmay今明后晚", max_size=60),
    st.dates(dt.date(1971, 1, 1), dt.date(2190, 1, 1)),
)
def test_whatever_is_written_days_come_in_order_and_within_the_text(text: str, today: dt.date) -> None:
    found = days(text, today)
    assert all(0 <= each.begins < each.ends <= len(text) and each.first <= each.last for each in found)
    assert all(before.ends <= after.begins for before, after in pairwise(found))
