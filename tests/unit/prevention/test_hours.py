from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.prevention.hours import hours

CHINA, BERLIN = dt.timedelta(hours=8), dt.timedelta(hours=1)


def told(text: str, home: dt.timedelta = CHINA) -> list[tuple[str, str]]:
    return [(_clock(each.first), _clock(each.last)) for each in hours(text, home)]


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("20:00-23:00", ("20:00", "23:00")), ("20:00至次日02:00", ("20:00", "26:00")), ("晚上8点", ("20:00", "")), ("晚八点半", ("20:30", "")),
        ("晚上七点半到十一点", ("19:30", "23:00")), ("凌晨两点到五点", ("02:00", "05:00")), ("下午3点", ("15:00", "")), ("20 点", ("20:00", "")),
        ("晚上11点到2点", ("23:00", "26:00")), ("中午12点一刻", ("12:15", "")), ("0点", ("00:00", "")), ("晚高峰", ("19:00", "24:00")),
        ("下午", ("12:00", "18:00")), ("8pm", ("20:00", "")), ("8:30 p.m.", ("20:30", "")), ("8–11pm", ("20:00", "23:00")),
        ("11-1 am", ("11:00", "25:00")), ("2 am to 5 am", ("02:00", "05:00")), ("between 8 and 11 pm", ("20:00", "23:00")),
        ("12 am", ("00:00", "")), ("noon", ("12:00", "")), ("evening", ("19:00", "24:00")), ("3:00-5:00 am", ("03:00", "05:00")),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read(text: str, span: tuple[str, str]) -> None:
    assert told(text) == [span]


@pytest.mark.parametrize("text", ["尽早", "最晚", "25:00", "8:75", "3.5:1", "a pm", "提早"])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "home", "east"),
    [
        ("8pm cst", CHINA, 8), ("8pm cst", BERLIN, -6), ("20:00 (utc+8)", BERLIN, 8), ("20:00 gmt-03:30", CHINA, -3.5), ("8 pm pst", CHINA, -8),
        ("北京时间20:00", BERLIN, 8), ("20:00北京时间", BERLIN, 8), ("20:00 utc", CHINA, 0),
    ],
)  # fmt: skip
def test_a_named_zone_is_kept(text: str, home: dt.timedelta, east: float) -> None:
    (found,) = hours(text, home)
    assert found.zone is not None
    assert found.zone.utcoffset(None) == dt.timedelta(hours=east)


def test_where_none_is_named_there_is_none() -> None:
    assert [each.zone for each in hours("20:00-23:00", CHINA)] == [None]


@given(st.text("0123456789:点半分晚上下午凌晨至到-ampm utc+nothig", max_size=60))
def test_whatever_is_written_hours_come_in_order_and_end_after_they_begin(text: str) -> None:
    found = hours(text, CHINA)
    assert all(0 <= each.begins < each.ends <= len(text) for each in found)
    assert all(0 <= each.first <= 24 * 60 and (each.last is None or each.first < each.last) for each in found)
