from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.errors import InputError
from houdun.facts.occasion import OccasionKind
from houdun.facts.time import DAY, HOUR, Millis, from_millis, to_millis
from houdun.prevention.ics.lines import components
from houdun.prevention.ics.reader import MOST_OF_A_RULE, Calendar, read

SHANGHAI, NEW_YORK, LORD_HOWE = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")
SINCE, UNTIL = to_millis(dt.datetime(2025, 1, 1, tzinfo=dt.UTC)), to_millis(dt.datetime(2028, 1, 1, tzinfo=dt.UTC))


def event(*lines: str, uid: str = "1", category: str = "peak") -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"CATEGORIES:{category}", *lines, "END:VEVENT"))


def calendar(*parts: str) -> str:
    return "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR"))


def read_text(text: str, zone: ZoneInfo = SHANGHAI) -> Calendar:
    return read(text, zone=zone, since=SINCE, until=UNTIL)


def starts(*parts: str, zone: ZoneInfo = SHANGHAI) -> list[str]:
    """The beginnings on the wall in `zone`."""
    found = sorted(each.start for series in read_text(calendar(*parts), zone).series for each in series.occasions)
    return [from_millis(at).astimezone(zone).strftime("%m-%d %H:%M") for at in found]


def at(*parts: int, zone: ZoneInfo = SHANGHAI) -> Millis:
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return to_millis(dt.datetime(year, month, day, hour, minute, tzinfo=zone))


@pytest.mark.parametrize(
    ("line", "zone", "expected"),
    [
        ("DTSTART:20260307T120000Z", SHANGHAI, at(2026, 3, 7, 20)),
        ("DTSTART:20260307T200000", SHANGHAI, at(2026, 3, 7, 20)),
        ("DTSTART:20260307T200000", NEW_YORK, at(2026, 3, 7, 20, zone=NEW_YORK)),
        ("DTSTART;TZID=America/New_York:20260307T200000", SHANGHAI, at(2026, 3, 7, 20, zone=NEW_YORK)),
        ('DTSTART;TZID="/example.org/20260101/Asia/Shanghai":20260307T200000', NEW_YORK, at(2026, 3, 7, 20)),
        ("DTSTART;VALUE=DATE:20260307", SHANGHAI, at(2026, 3, 7)),
    ],
)
def test_a_beginning_is_meant_in_its_own_zone_or_else_the_workspaces(line: str, zone: ZoneInfo, expected: Millis) -> None:
    assert read_text(calendar(event(line)), zone).series[0].occasions[0].start == expected


def test_a_whole_day_lasts_from_midnight_to_midnight_there_whatever_the_clocks_do() -> None:
    (series,) = read_text(calendar(event("DTSTART;VALUE=DATE:20260308")), NEW_YORK).series
    assert series.occasions[0].end - series.occasions[0].start == 23 * HOUR


@pytest.mark.parametrize(
    ("line", "lasts"), [("DTEND:20260307T230000", 3 * HOUR), ("DURATION:P1DT2H", 26 * HOUR), ("X-NONE:1", 0)]
)
def test_the_end_comes_from_what_the_event_says(line: str, lasts: Millis) -> None:
    (series,) = read_text(calendar(event("DTSTART:20260307T200000", line))).series
    assert series.occasions[0].end - series.occasions[0].start == lasts


OUTLOOK = """BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


@settings(max_examples=200)
@given(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)))  # noqa: DTZ001  # a wall time: the zone is the test's
def test_a_zone_that_the_file_defines_runs_like_the_real_one_even_where_clocks_leap(wall: dt.datetime) -> None:
    wall = wall.replace(second=0, microsecond=0)
    text = calendar(OUTLOOK, event(f"DTSTART;TZID=Eastern Standard Time:{wall:%Y%m%dT%H%M%S}"))
    assert read_text(text).series[0].occasions[0].start == to_millis(wall.replace(tzinfo=NEW_YORK))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["03-07 20:00", "03-08 20:00", "03-09 20:00"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20260311T120000Z", ["03-07 20:00", "03-09 20:00", "03-11 20:00"]),
        ("FREQ=DAILY;UNTIL=20260308", ["03-07 20:00", "03-08 20:00"]),
        ("FREQ=WEEKLY;COUNT=4;BYDAY=SA,SU", ["03-07 20:00", "03-08 20:00", "03-14 20:00", "03-15 20:00"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["03-07 20:00", "03-21 20:00", "04-04 20:00"]),
        ("FREQ=MONTHLY;COUNT=3", ["03-07 20:00", "04-07 20:00", "05-07 20:00"]),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=1SA", ["03-07 20:00", "04-04 20:00", "05-02 20:00"]),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=-1SU", ["03-07 20:00", "03-29 20:00", "04-26 20:00"]),
        ("FREQ=YEARLY;COUNT=2;BYMONTH=3;BYMONTHDAY=7", ["03-07 20:00", "03-07 20:00"]),
    ],
)
def test_what_repeats_is_written_out(rule: str, expected: list[str]) -> None:
    assert starts(event("DTSTART;TZID=Asia/Shanghai:20260307T200000", f"RRULE:{rule}")) == expected


def test_a_day_that_a_month_has_not_is_left_out() -> None:
    assert starts(event("DTSTART:20260131T200000", "RRULE:FREQ=MONTHLY;COUNT=3")) == ["01-31 20:00", "03-31 20:00", "05-31 20:00"]


def test_weeks_begin_where_the_rule_says() -> None:
    """The example of RFC 5545, 3.8.5.3."""
    rule = "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST="
    monday, sunday = (starts(event("DTSTART:20260804T090000", rule + day)) for day in ("MO", "SU"))
    assert monday == ["08-04 09:00", "08-09 09:00", "08-18 09:00", "08-23 09:00"]
    assert sunday == ["08-04 09:00", "08-16 09:00", "08-18 09:00", "08-30 09:00"]


def test_what_was_left_out_moved_or_called_off_is_not_where_it_was() -> None:
    master = event("DTSTART:20260307T200000", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260314T200000", "SEQUENCE:0")
    moved = event("RECURRENCE-ID:20260321T200000", "DTSTART:20260322T210000", "SEQUENCE:1")
    off = event("RECURRENCE-ID:20260328T200000", "DTSTART:20260328T200000", "STATUS:CANCELLED", "SEQUENCE:1")
    assert starts(master, moved, off) == ["03-07 20:00", "03-22 21:00"]


def test_a_repeated_event_keeps_its_hour_on_the_wall_when_the_clocks_change() -> None:
    text = event("DTSTART;TZID=America/New_York:20260306T200000", "RRULE:FREQ=DAILY;COUNT=4")
    assert {each[-5:] for each in starts(text, zone=NEW_YORK)} == {"20:00"}


@settings(max_examples=60)
@given(st.sampled_from([NEW_YORK, LORD_HOWE, SHANGHAI]), st.integers(0, 23), st.integers(0, 700))
def test_every_day_has_its_occasion_once_whatever_the_clocks_do(zone: ZoneInfo, hour: int, day: int) -> None:
    first = dt.date(2025, 6, 1) + dt.timedelta(days=day)
    (series,) = read_text(calendar(event(f"DTSTART:{first:%Y%m%d}T{hour:02}3000", "RRULE:FREQ=DAILY;COUNT=10")), zone).series
    found = [each.start for each in series.occasions]
    assert len(set(found)) == len(found) == 10
    assert all(abs(later - earlier - DAY) <= HOUR for earlier, later in pairwise(found))


def test_an_endless_rule_ends_with_the_window() -> None:
    (series,) = read_text(calendar(event("DTSTART:20000101T000000Z", "RRULE:FREQ=DAILY"))).series
    assert series.occasions[0].start >= SINCE
    assert series.occasions[-1].start < UNTIL
    assert len(series.occasions) == min((UNTIL - SINCE) // DAY, MOST_OF_A_RULE)


def test_a_higher_sequence_replaces_a_lower_one_in_the_same_file() -> None:
    old, new = (event(f"DTSTART:2026030{n}T200000", f"SEQUENCE:{n}") for n in (1, 2))
    assert starts(new, old) == ["03-02 20:00"]


def test_what_is_called_off_has_no_occasion_and_still_its_series() -> None:
    (series,) = read_text(calendar(event("DTSTART:20260307T200000", "STATUS:CANCELLED"))).series
    assert series.occasions == ()
    whole = calendar("METHOD:CANCEL", event("DTSTART:20260307T200000"))
    assert read_text(whole).series[0].occasions == ()


def test_the_category_names_the_kind_and_else_the_summary_does() -> None:
    parts = [
        event("DTSTART:20260307T200000", "SUMMARY:Team lunch", uid="a", category="Release"),
        event("DTSTART:20260307T200000", "SUMMARY:周年庆大", " 促高峰", uid="b", category="business"),
        event("DTSTART:20260307T200000", "SUMMARY:Dentist", uid="c", category="private"),
    ]
    found = read_text(calendar(*parts))
    kinds = {each.uid: (each.occasions[0].kind, each.occasions[0].name) for each in found.series}
    assert kinds == {"a": (OccasionKind.RELEASE, "Team lunch"), "b": (OccasionKind.PEAK, "周年庆大促高峰")}
    assert found.without_kind == 1


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("hello", "line 1"),
        ("", "line 1"),
        ("BEGIN:VCALENDAR\nEND:VEVENT", "line 2"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT", "line 2"),
        (calendar(event("DTSTART:20261307T200000")), "line 6"),
        (calendar(event("DTSTART:99990101T000000Z")), "line 6"),
        (calendar(event("DTSTART;TZID=Mars/Base:20260307T200000")), "line 6"),
        (calendar(event("DTSTART;TZID=../../etc/passwd:20260307T200000")), "line 6"),
        (calendar(event("DTSTART:20260307T200000", "RRULE:FREQ=SECONDLY")), "line 7"),
        (calendar(event("DTSTART:20260307T200000", "RRULE:FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO")), "line 7"),
        (calendar(event("DTSTART:20260307T200000", "RRULE:FREQ=DAILY;INTERVAL=0")), "line 7"),
        (calendar(event("DTSTART:20260307T200000", "DTEND:20260307T190000")), "line 7"),
        (calendar(event("DTSTART:20260307T200000", "SEQUENCE:-1")), "line 7"),
        (calendar(event("SUMMARY:no beginning")), "line 3"),
        (calendar("BEGIN:VEVENT\nCATEGORIES:peak\nDTSTART:20260307T200000\nEND:VEVENT"), "line 3"),
        ("BEGIN:A\n" * 40, "line 7"),
        ("BEGIN:VCALENDAR\nX:" + "\n ".join("y" * 70 for _ in range(400)), "line 2"),
    ],
)
def test_what_cannot_be_read_says_its_line_and_the_mend(text: str, where: str) -> None:
    with pytest.raises(InputError) as raised:
        read_text(text)
    assert raised.value.where == where
    assert raised.value.mend.zh
    assert raised.value.mend.en


def test_too_many_events_are_refused() -> None:
    rules = (event("DTSTART:20000101T000000Z", "RRULE:FREQ=DAILY", uid=str(n)) for n in range(100))
    with pytest.raises(InputError, match="more than"):
        read_text(calendar(*rules))


def test_escapes_are_resolved_and_folded_lines_joined() -> None:
    (whole,) = components('BEGIN:X\r\nSUMMARY;LANGUAGE=en;ALTREP="a;b:c":Peak\\, and\\nmo\r\n re\r\nEND:X\r\n')
    line = whole.first("SUMMARY")
    assert line is not None
    assert line.text == "Peak, and\nmore"
    assert line.parameters == {"LANGUAGE": "en", "ALTREP": "a;b:c"}


WORDS = [
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:Z", "BEGIN:STANDARD",
    "END:STANDARD", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0900", "UID:1", "CATEGORIES:peak", "DTSTART:20260307T200000",
    "DTSTART;TZID=Z:20260307T200000", "DTSTART;VALUE=DATE:20260229", "RRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=YEARLY;BYDAY=-5SU",
    "RRULE:FREQ=MONTHLY;INTERVAL=9999;BYDAY=5FR", "EXDATE:20260314T200000,", "RECURRENCE-ID:20260307T200000", "DURATION:P9999W",
    "DTEND:21991231T235959Z", "SEQUENCE:7", "STATUS:CANCELLED", " folded", "\tmore", "RDATE:20260401T000000", "X;Y=\"", "::", "\x00",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), max_size=40))
def test_whatever_the_file_holds_it_is_read_or_refused_with_a_reason(lines: list[str]) -> None:
    try:
        found = read_text("\n".join(lines))
    except InputError as error:
        assert error.problem.zh  # noqa: PT017  # either way is right
        return
    assert all(each.start <= each.end for series in found.series for each in series.occasions)


@settings(max_examples=200)
@given(st.data())
def test_a_good_file_with_a_few_characters_spoilt_is_read_or_refused_with_a_reason(data: st.DataObject) -> None:
    text = calendar(OUTLOOK, event("DTSTART;TZID=Eastern Standard Time:20260307T200000", "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=5"))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text = text[:place] + data.draw(st.sampled_from(["", "9", ";", ":", "\n", "=", "Z", "中", "-"])) + text[place + 1 :]
    try:
        found = read_text(text)
    except InputError as error:
        assert error.mend.en  # noqa: PT017  # either way is right
        return
    assert all(each.start >= SINCE or not each.uid.count("#") for series in found.series for each in series.occasions)
