from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.times import NoTime, in_range, millis_of, on_time_line
from houdun.facts.time import EARLIEST, LATEST, iso

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "value",
    ["2026-03-07T13:04:11Z", "2026-03-07T21:04:11+08:00", " 2026-03-07 21:04:11+0800 ", 1_772_888_651_000, 1_772_888_651_000.0],
)
def test_the_same_moment_is_read_however_it_is_written(value: object) -> None:
    assert iso(millis_of(value)) == "2026-03-07T13:04:11Z"


def test_a_time_without_a_zone_needs_one_from_the_mapping_file() -> None:
    assert iso(millis_of("2026-03-07 21:04:11", SHANGHAI)) == "2026-03-07T13:04:11Z"
    with pytest.raises(NoTime, match="no zone") as caught:
        millis_of("2026-03-07 21:04:11")
    assert "zone" in caught.value.mend.en


def test_a_stated_zone_wins_over_that_of_the_mapping_file() -> None:
    assert millis_of("2026-03-07T13:04:11Z", SHANGHAI) == millis_of("2026-03-07T13:04:11Z")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("yesterday", "can be read"),
        ("", "can be read"),
        ("2026-03-07", "without a time of day"),
        (1_772_888_651, "too small"),
        (True, "not a time"),
        (None, "not a time"),
        (float("nan"), "not a time"),
        (10**400, "between"),
        ("1969-12-31T23:00:00Z", "between"),
        ("0001-01-01T00:00:00+08:00", "between"),
        ("9999-12-31T23:59:59-08:00", "between"),
    ],
)
def test_what_is_no_time_is_refused_with_its_reason(value: object, why: str) -> None:
    with pytest.raises(NoTime, match=why):
        millis_of(value, SHANGHAI)


@pytest.mark.parametrize("text", ["2025-03-30T02:30", "2025-10-26T02:30"])
def test_an_hour_that_clocks_skip_or_show_twice_is_doubtful(text: str) -> None:
    with pytest.raises(NoTime, match="either of two"):
        on_time_line(dt.datetime.fromisoformat(text), BERLIN)


@given(st.integers(EARLIEST, LATEST))
def test_times_in_range_pass(at: int) -> None:
    assert in_range(at) == at


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.lists(st.integers())))
def test_fuzz_any_value_is_a_time_of_ours_or_refused(value: object) -> None:
    try:
        at = millis_of(value, SHANGHAI)
    except NoTime:
        return
    assert EARLIEST <= at <= LATEST
