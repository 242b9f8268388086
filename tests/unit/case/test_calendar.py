from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.case.calendar import Calendar, calendar
from houdun.errors import UsageError
from houdun.facts.promise import ALWAYS, Frame, Hours
from houdun.facts.time import DAY, EARLIEST, HOUR, LATEST, MINUTE, Millis, from_millis, to_millis

WORKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
CHINA = Hours(name="cn", zone="Asia/Shanghai", frames=(Frame(WORKDAYS, 9 * 60, 18 * 60),), holidays="CN")


def at(text: str, zone: str = "Asia/Shanghai") -> Millis:
    return to_millis(dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def offset(zone: str, moment: Millis) -> dt.timedelta | None:
    return from_millis(moment).astimezone(ZoneInfo(zone)).utcoffset()


def is_open(hours: Hours, moment: Millis) -> bool:
    """By brute force: what the wall clock shows at this moment, and whether a frame of this day or the day before holds it."""
    local = from_millis(moment).astimezone(ZoneInfo(hours.zone))
    minute = local.hour * 60 + local.minute
    return any(
        start <= into < (end if end > start else end + 1440)
        for day, into in ((local.date(), minute), (local.date() - dt.timedelta(days=1), minute + 1440))
        if day not in hours.closed
        for weekdays, start, end in ((frame.weekdays, frame.start_minute, frame.end_minute) for frame in hours.frames)
        if (day.weekday() if day not in hours.opened else 0) in weekdays
    )


def stepped(hours: Hours, start: Millis, stop: Millis) -> Millis:
    return sum(MINUTE for moment in range(start, stop, MINUTE) if is_open(hours, moment))


quarters = st.integers(0, 96).map(lambda quarter: quarter * 15)
frames = st.builds(Frame, st.frozensets(st.integers(0, 6), min_size=1), quarters.filter(lambda m: m < 1440), quarters)
zones = st.sampled_from(["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns"])
weeks = st.builds(Hours, name=st.just("week"), zone=zones, frames=st.lists(frames, max_size=4).map(tuple))
changes = st.sampled_from(["2025-03-08T12:00", "2025-03-29T12:00", "2025-04-05T00:00", "2025-10-25T12:00", "2025-12-30T12:00"])


@st.composite
def near_changes(draw: st.DrawFn) -> Millis:
    return at(draw(changes), "UTC") + draw(st.integers(0, 3 * 24 * 60)) * MINUTE


@given(weeks, near_changes(), st.integers(0, 3 * 24 * 60))
@settings(max_examples=100, deadline=None)
def test_elapsed_equals_counting_the_open_minutes_one_by_one(hours: Hours, start: Millis, minutes: int) -> None:
    stop = start + minutes * MINUTE
    assert Calendar(hours).elapsed(start, stop) == stepped(hours, start, stop)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"]
)
def test_frames_that_no_shift_maps_on_themselves_are_counted_through_every_change_of_a_year(zone: str) -> None:
    odd = Hours(name="odd", zone=zone, frames=tuple(Frame(EVERY_DAY, minute, minute + 20) for minute in range(0, 1400, 50)))
    counts, start = Calendar(odd), at("2025-01-01T00:00", "UTC")
    changes = [
        start + day * DAY for day in range(364) if offset(zone, start + day * DAY) != offset(zone, start + (day + 1) * DAY)
    ]
    assert changes
    for day in changes:
        hours = range(day, day + DAY, HOUR)
        assert [counts.elapsed(hour, hour + HOUR) for hour in hours] == [stepped(odd, hour, hour + HOUR) for hour in hours]


@given(weeks, near_changes(), st.integers(1, 5 * 24 * 60).map(lambda minutes: minutes * MINUTE))
@settings(max_examples=60, deadline=None)
def test_a_deadline_is_the_first_moment_by_which_the_time_has_passed(hours: Hours, start: Millis, length: Millis) -> None:
    counts = Calendar(hours)
    due = counts.deadline(start, length)
    if due is None:
        assert counts.elapsed(start, LATEST - 1) < length
    else:
        assert (counts.elapsed(start, due), counts.elapsed(start, due - 1)) == (length, length - 1)


@given(weeks, st.lists(st.integers(to_millis(dt.datetime(2023, 1, 1, tzinfo=dt.UTC)), at("2027-01-01T00:00")), max_size=20))
@settings(max_examples=40, deadline=None)
def test_an_array_says_what_its_elements_say(hours: Hours, times: list[int]) -> None:
    counts = Calendar(hours)
    single = [counts.business(time) for time in times]
    assert counts.business(np.array(times, dtype=np.int64)).tolist() == single


@given(weeks, near_changes(), st.integers(at("1995-01-01T00:00"), at("2060-01-01T00:00")))
@settings(max_examples=20, deadline=None)
def test_asking_about_other_years_moves_nothing(hours: Hours, moment: Millis, far: Millis) -> None:
    counts = Calendar(hours)
    before = counts.business(moment)
    counts.business(far)
    assert counts.business(moment) == before


def test_china_works_on_its_make_up_days_and_rests_in_golden_week() -> None:
    counts = Calendar(CHINA)
    assert counts.elapsed(at("2025-09-28T00:00"), at("2025-09-29T00:00")) == 9 * HOUR, "a Sunday worked for the holidays"
    assert counts.elapsed(at("2025-10-01T00:00"), at("2025-10-09T00:00")) == 0
    assert counts.elapsed(at("2025-10-11T00:00"), at("2025-10-12T00:00")) == 9 * HOUR, "a Saturday worked for the holidays"
    assert counts.elapsed(at("2025-10-18T00:00"), at("2025-10-20T00:00")) == 0, "a plain weekend"


def test_several_frames_a_day_that_touch_or_overlap_count_once() -> None:
    split = Hours(name="split", frames=(Frame(EVERY_DAY, 540, 720), Frame(EVERY_DAY, 720, 780), Frame(EVERY_DAY, 600, 700)))
    assert Calendar(split).elapsed(at("2025-03-03T00:00", "UTC"), at("2025-03-04T00:00", "UTC")) == 4 * HOUR


@pytest.mark.parametrize("frame", [Frame(WORKDAYS, 22 * 60, 2 * 60), Frame(WORKDAYS, 22 * 60, 26 * 60)])
def test_a_frame_past_midnight_belongs_to_the_day_on_which_it_starts(frame: Frame) -> None:
    counts = Calendar(Hours(name="night", frames=(frame,), closed=frozenset({dt.date(2025, 3, 6)})))
    assert counts.elapsed(at("2025-03-07T00:00", "UTC"), at("2025-03-07T12:00", "UTC")) == 0, "Thursday was closed"
    assert counts.elapsed(at("2025-03-08T00:00", "UTC"), at("2025-03-09T00:00", "UTC")) == 2 * HOUR, "Friday's frame"


def test_own_exceptions_beat_holidays_and_closed_beats_opened() -> None:
    golden, both = dt.date(2025, 10, 1), dt.date(2025, 10, 2)
    counts = Calendar(
        Hours(
            name="own",
            zone=CHINA.zone,
            frames=CHINA.frames,
            holidays="CN",
            opened=frozenset({golden, both}),
            closed=frozenset({both}),
        )
    )
    assert counts.elapsed(at("2025-10-01T00:00"), at("2025-10-02T00:00")) == 9 * HOUR
    assert counts.elapsed(at("2025-10-02T00:00"), at("2025-10-03T00:00")) == 0


def test_an_opened_weekend_has_its_own_frames_or_mondays() -> None:
    saturday, sunday = dt.date(2025, 3, 8), dt.date(2025, 3, 9)
    frames = (Frame(WORKDAYS, 540, 1080), Frame(frozenset({5}), 600, 720))
    counts = Calendar(Hours(name="open", frames=frames, opened=frozenset({saturday, sunday})))
    assert counts.elapsed(at("2025-03-08T00:00", "UTC"), at("2025-03-09T00:00", "UTC")) == 2 * HOUR
    assert counts.elapsed(at("2025-03-09T00:00", "UTC"), at("2025-03-10T00:00", "UTC")) == 9 * HOUR


def test_a_whole_day_has_23_or_25_hours_when_summer_time_changes() -> None:
    counts = Calendar(Hours(name="day", zone="Europe/Berlin", frames=(Frame(EVERY_DAY, 0, 1440),)))
    for day, length in (("2025-03-29", 24), ("2025-03-30", 23), ("2025-10-26", 25)):
        midnight = at(f"{day}T00:00", "Europe/Berlin")
        assert counts.elapsed(midnight, at(f"{day}T23:59", "Europe/Berlin")) == length * HOUR - MINUTE
    office = Calendar(Hours(name="office", zone="Europe/Berlin", frames=(Frame(EVERY_DAY, 60, 240),)))
    for day, length in (("2025-03-29", 3), ("2025-03-30", 2), ("2025-10-26", 4)):
        assert office.elapsed(at(f"{day}T00:00", "Europe/Berlin"), at(f"{day}T12:00", "Europe/Berlin")) == length * HOUR


def test_always_open_is_wall_time_whatever_else_is_said() -> None:
    counts = Calendar(Hours(name="always", always=True, zone="Mars/Olympus", holidays="??"))
    assert counts.elapsed(EARLIEST, LATEST) == LATEST - EARLIEST
    assert counts.deadline(5, HOUR) == 5 + HOUR
    assert counts.deadline(LATEST - 1, HOUR) is None
    assert counts.uncovered == ()


def test_years_without_known_holidays_are_plain_weeks_and_are_named() -> None:
    counts = Calendar(CHINA)
    assert counts.elapsed(at("2150-01-02T00:00"), at("2150-01-09T00:00")) == 45 * HOUR
    assert counts.uncovered == (2150,)


def test_only_the_years_asked_about_are_built() -> None:
    counts = Calendar(Hours(name="plain", frames=CHINA.frames))
    assert counts.uncovered == ()
    counts.business(at("2025-06-01T00:00"))
    assert counts.elapsed(at("2025-06-02T00:00", "UTC"), at("2026-06-02T00:00", "UTC")) == 261 * 9 * HOUR


def test_no_frames_are_never_open() -> None:
    counts = Calendar(Hours(name="never"))
    assert counts.elapsed(0, 40 * DAY) == 0
    assert counts.business(np.array([0, DAY])).tolist() == [0, 0]
    assert counts.deadline(0, 1) is None


def test_a_deadline_may_lie_years_ahead() -> None:
    counts = Calendar(Hours(name="rare", frames=(Frame(frozenset({0}), 0, 1),)))
    assert counts.deadline(at("2025-03-04T00:00", "UTC"), 200 * MINUTE) == at("2028-12-25T00:01", "UTC") + 7 * DAY


@pytest.mark.parametrize("moment", [EARLIEST - 1, LATEST])
def test_times_outside_1970_to_2200_are_refused(moment: Millis) -> None:
    with pytest.raises(ValueError, match="not within 1970"):
        Calendar(CHINA).business(moment)


def test_a_deadline_before_its_start_is_refused() -> None:
    with pytest.raises(ValueError, match="ahead"):
        Calendar(CHINA).deadline(0, -1)


@pytest.mark.parametrize(
    "hours",
    [
        Hours(name="plan", zone="Asia/Nowhere"),
        Hours(name="plan", zone="../etc"),
        Hours(name="plan", zone=""),
        Hours(name="plan", holidays="XX"),
        Hours(name="plan", holidays="../x"),
    ],
)
def test_an_unknown_zone_or_country_is_wrong_use_and_names_the_hours(hours: Hours) -> None:
    with pytest.raises(UsageError) as error:
        Calendar(hours)
    assert error.value.where == "plan"


def test_one_set_of_hours_is_compiled_once() -> None:
    assert calendar(ALWAYS) is calendar(ALWAYS)
