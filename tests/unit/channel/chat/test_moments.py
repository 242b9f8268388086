from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.chat.moments import MOMENT, Days, has_day, moment_of
from houdun.channel.times import NoTime

SUNDAY = dt.date(2026, 3, 8)
COPIED = Days(copied=SUNDAY)


def at(text: str, days: Days = COPIED) -> str:
    found = re.fullmatch(MOMENT, text)
    assert found, text
    return moment_of(found, days).isoformat(sep=" ")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026/3/7 21:04", "2026-03-07 21:04:00"),
        ("2026-03-07 21:04:11", "2026-03-07 21:04:11"),
        ("2026.3.7 21：04", "2026-03-07 21:04:00"),
        ("2026年3月7日 星期六 21:04", "2026-03-07 21:04:00"),
        ("2026年3月7日（周六）下午9:04", "2026-03-07 21:04:00"),
        ("2026/3/7, 9:04 PM", "2026-03-07 21:04:00"),
        ("2026-03-07 下午 9:04:11", "2026-03-07 21:04:11"),
        ("3月7日 21:04", "2026-03-07 21:04:00"),
        ("03-07 21:04:11", "2026-03-07 21:04:11"),
        ("3/7 21:04", "2026-03-07 21:04:00"),
        ("12月31日 21:04", "2025-12-31 21:04:00"),
        ("2/29 21:04", "2024-02-29 21:04:00"),
        ("昨天 21:04", "2026-03-07 21:04:00"),
        ("Yesterday 9:04 PM", "2026-03-07 21:04:00"),
        ("前天 21:04", "2026-03-06 21:04:00"),
        ("今天 1:04", "2026-03-08 01:04:00"),
        ("星期六 21:04", "2026-03-07 21:04:00"),
        ("周一 21:04", "2026-03-02 21:04:00"),
        ("21:04", "2026-03-08 21:04:00"),
        ("凌晨3:04", "2026-03-08 03:04:00"),
        ("凌晨12:04", "2026-03-08 00:04:00"),
        ("上午12:04", "2026-03-08 00:04:00"),
        ("中午12:30", "2026-03-08 12:30:00"),
        ("中午1:30", "2026-03-08 13:30:00"),
        ("下午12:04", "2026-03-08 12:04:00"),
        ("下午 15:04", "2026-03-08 15:04:00"),
        ("傍晚6:04", "2026-03-08 18:04:00"),
        ("晚上11:59", "2026-03-08 23:59:00"),
        ("晚上21:04", "2026-03-08 21:04:00"),
        ("12:04 AM", "2026-03-08 00:04:00"),
    ],
)
def test_a_time_is_read_as_people_mean_it(text: str, meant: str) -> None:
    assert at(text) == meant


def test_a_time_of_day_belongs_to_the_date_line_above_it() -> None:
    assert at("21:04", Days(SUNDAY, dt.date(2026, 1, 2))) == "2026-01-02 21:04:00"


def test_a_full_date_needs_nothing_else() -> None:
    assert at("2026-03-07 21:04", Days()) == "2026-03-07 21:04:00"


@pytest.mark.parametrize("text", ["昨天 21:04", "星期六 21:04", "3月7日 21:04", "21:04"])
def test_a_relative_day_needs_the_day_of_copying(text: str) -> None:
    with pytest.raises(NoTime) as caught:
        at(text, Days())
    assert "date = 2026-03-08" in caught.value.mend.en


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("星期日 21:04", "today, or a week ago"),
        ("2026年3月7日 星期五 21:04", "does not fall on that weekday"),
        ("2026/13/7 21:04", "no such day"),
        ("2/30 21:04", "no such day"),
        ("25:04", "no such time"),
        ("21:64", "no such time"),
        ("上午 21:04", "part of the day"),
        ("晚上2:04", "part of the day"),
        ("晚上12:04", "part of the day"),
        ("中午6:04", "part of the day"),
        ("下午 0:04", "part of the day"),
    ],
)
def test_a_doubtful_time_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(NoTime, match=why):
        at(text)


def test_it_is_known_whether_a_time_has_its_day() -> None:
    found = [re.fullmatch(MOMENT, text) for text in ("21:04", "昨天 21:04", "周六 21:04", "3/7 21:04", "2026/3/7 21:04")]
    assert [has_day(each) for each in found if each] == [False, True, True, True, True]


@given(st.from_regex(MOMENT, fullmatch=True), st.dates(dt.date(1980, 1, 1), dt.date(2199, 12, 31)))
def test_fuzz_whatever_looks_like_a_time_is_one_or_is_doubtful(text: str, copied: dt.date) -> None:
    found = re.fullmatch(MOMENT, text)
    if found:
        with suppress(NoTime):
            assert moment_of(found, Days(copied)).tzinfo is None
