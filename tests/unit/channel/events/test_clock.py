from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.events.clock import Ambiguous, Clock, Offsets
from houdun.channel.events.mapping import Order, TimeRules
from houdun.channel.times import NoTime
from houdun.facts.time import DAY, MINUTE, SECOND, iso, to_millis

ROME = zoneinfo.ZoneInfo("Europe/Rome")
ZONES = st.sampled_from(["UTC", "Europe/Rome", "Asia/Shanghai", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"])


def read(text: str, rules: TimeRules | None = None) -> str:
    return iso(Clock(rules or TimeRules(), Offsets()).millis(text))


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2012/10/09 14:50:17.000", None, "2012-10-09T14:50:17Z"),
        ("2012-10-09T14:50:17,5", Order.ISO, "2012-10-09T14:50:17.500Z"),
        ("2012-10-09 14:50:17.1234567", Order.YMD, "2012-10-09T14:50:17.123Z"),
        ("29/2/2016 01:16", Order.DMY, "2016-02-29T01:16:00Z"),
        ("3.4.2016 1:16", Order.DMY, "2016-04-03T01:16:00Z"),
        ("3/4/2016 1:16:05 PM", Order.MDY, "2016-03-04T13:16:05Z"),
        ("3/4/2016 12:00 am", Order.MDY, "2016-03-04T00:00:00Z"),
        ("2024年3月5日 14:05", None, "2024-03-05T14:05:00Z"),
        ("2024年3月5日下午2:05", None, "2024-03-05T14:05:00Z"),
        ("2006-01-11 15:49:42+00:00", Order.ISO, "2006-01-11T15:49:42Z"),
        ("2006-01-11 15:49:42+08", None, "2006-01-11T07:49:42Z"),
        ("2006-01-11T15:49:42-0330", None, "2006-01-11T19:19:42Z"),
        ("2006-01-11 15:49 UTC", None, "2006-01-11T15:49:00Z"),
        ("29/2/2016 01:16", None, "2016-02-29T01:16:00Z"),
        ("5/5/2016 01:16", None, "2016-05-05T01:16:00Z"),
        ("1456708560", Order.EPOCH, "2016-02-29T01:16:00Z"),
        ("1456708560.5", Order.EPOCH, "2016-02-29T01:16:00.500Z"),
        ("1456708560123", Order.EPOCH, "2016-02-29T01:16:00.123Z"),
    ],
)
def test_times_are_read_as_they_are_written(text: str, order: Order | None, expected: str) -> None:
    assert read(text, TimeRules(order=order)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2016-02-30 10:00", "2016-02-28 24:00", "2016-02-28 10:60", "29/2/16 10:00", "2016-2/3 10:00", "13:00",
     "1969-12-31 23:00", "2201-01-01 00:00", "2016-02-28 13:00 PM", "9999-12-31 23:59:59-12:00", "0001-01-01 00:00"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_a_mend(text: str) -> None:
    for zone in (None, ROME):
        with pytest.raises(NoTime) as caught:
            read(text, TimeRules(zone=zone))
        assert all((*caught.value.problem, *caught.value.mend))


@pytest.mark.parametrize("text", ["nan", "inf", "1e400", "x", "9" * 5000, "-5", "99999999999999999"])
def test_numbers_that_are_no_time_are_refused(text: str) -> None:
    with pytest.raises(NoTime):
        read(text, TimeRules(order=Order.EPOCH))


def test_a_date_that_fits_both_orders_is_never_guessed() -> None:
    with pytest.raises(Ambiguous, match="3/4/2016"):
        read("3/4/2016 01:16")


@pytest.mark.parametrize(
    ("text", "order", "other"), [("2/29/2016 1:16", "dmy", "mdy"), ("29/2/2016 1:16", "mdy", "dmy"), ("29/2/2016 1:16", "ymd", "dmy")]
)  # fmt: skip
def test_a_day_impossible_in_the_stated_order_suggests_the_other(text: str, order: str, other: str) -> None:
    with pytest.raises(NoTime) as caught:
        read(text, TimeRules(order=Order(order)))
    assert f'order = "{other}"' in caught.value.mend.en


def test_a_date_alone_needs_the_precision_to_say_so() -> None:
    with pytest.raises(NoTime) as caught:
        read("2016-02-28")
    assert 'precision = "day"' in caught.value.mend.en
    assert read("2016-02-28", TimeRules(unit=DAY)) == "2016-02-28T00:00:00Z"
    assert read("2016-02-28 17:30", TimeRules(unit=DAY, zone=ROME)) == "2016-02-27T23:00:00Z"


def test_times_are_cut_to_the_stated_precision() -> None:
    assert read("2016-02-28 17:30:59.7", TimeRules(unit=MINUTE)) == "2016-02-28T17:30:00Z"
    assert read("2016-02-28 17:30:59.7", TimeRules(unit=SECOND)) == "2016-02-28T17:30:59Z"


def test_formats_are_tried_in_turn_and_named_where_none_fits() -> None:
    rules = TimeRules(formats=("%d %b %Y %H:%M", "%Y%m%dT%H%M%S%z"), zone=ROME, unit=MINUTE)
    assert read("05 Mar 2024 10:00", rules) == "2024-03-05T09:00:00Z"
    assert read("20240305T100030+0100", rules) == "2024-03-05T09:00:00Z"
    with pytest.raises(NoTime) as caught:
        read("2024-03-05 10:00", rules)
    assert "%d %b %Y" in caught.value.mend.en


def test_an_hour_shown_twice_is_the_first_and_one_skipped_moves_forward() -> None:
    rules = TimeRules(zone=ROME)
    assert read("2024-10-27 02:30", rules) == "2024-10-27T00:30:00Z"
    assert read("2024-03-31 02:30", rules) == "2024-03-31T01:30:00Z"
    assert read("2024-03-31 03:30", rules) == "2024-03-31T01:30:00Z"


def test_an_offset_goes_before_the_zone_whatever_was_read_before() -> None:
    clock = Clock(TimeRules(zone=ROME), Offsets())
    texts = ["2024-06-05 10:15", "2024-06-05 10:15+08:00", "2024-06-05 11:15", "2024-06-05 11:15+08:00", "2024-06-05 10:15Z"]
    assert [iso(clock.millis(text))[11:16] for text in texts * 2] == ["08:15", "02:15", "09:15", "03:15", "10:15"] * 2


def test_where_offsets_are_required_a_time_without_one_is_refused() -> None:
    offsets = Offsets()
    clock = Clock(TimeRules(), offsets)
    assert clock.millis("2024-06-05 10:15+08:00")
    assert (offsets.given, offsets.missing) == (True, False)
    offsets.required = True
    with pytest.raises(NoTime, match="no zone"):
        clock.millis("2024-06-05 10:15")


@given(st.lists(st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2099, 1, 1)), max_size=20), ZONES)  # noqa: DTZ001  local readings
def test_readings_in_a_zone_are_those_of_the_standard_library_with_fold_0(moments: list[dt.datetime], zone: str) -> None:
    clock = Clock(TimeRules(zone=zoneinfo.ZoneInfo(zone)), Offsets())
    for moment in (each.replace(microsecond=0) for each in moments * 2):
        local = moment.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=0)
        assert clock.millis(f"{moment:%Y-%m-%d %H:%M:%S}") == to_millis(local)


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["2024-03-31", "2024-10-27", "2024-04-07"]), ZONES)
def test_readings_round_a_change_of_the_clocks_do_not_depend_on_what_was_read_before(
    hour: int, minute: int, day: str, zone: str
) -> None:
    rules = TimeRules(zone=zoneinfo.ZoneInfo(zone))
    used = Clock(rules, Offsets())
    for text in (f"{day} {each:02d}:{minute:02d}" for each in (*range(24), hour)):
        assert used.millis(text) == Clock(rules, Offsets()).millis(text)


@given(st.text(max_size=30), st.sampled_from([None, *Order]))
def test_any_text_is_a_time_or_is_refused(text: str, order: Order | None) -> None:
    try:
        at = Clock(TimeRules(order=order, zone=ROME), Offsets()).millis(text)
    except NoTime:
        return
    assert at >= 0
