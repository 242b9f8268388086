from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from houdun.case.reading import read
from houdun.facts.case import Role
from houdun.facts.promise import Terms
from houdun.facts.reading import CaseReading
from houdun.facts.time import DAY, HOUR, Millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.flow.notices import enter
from houdun.flow.occasions import import_calendar
from houdun.flow.prevention import foresee
from houdun.store import Store
from houdun.testing.factories import log, message

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = to_millis(dt.datetime(2026, 3, 2, 10, tzinfo=ZONE))
NOW = MONDAY + 30 * DAY
GOOD, SILENT = Vendor("Good"), Vendor("Silent")
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:pk
CATEGORIES:peak
SUMMARY:PK 大赛
DTSTART:20260307T200000
DTEND:20260307T230000
END:VEVENT
BEGIN:VEVENT
UID:later
CATEGORIES:peak
DTSTART:20260601T200000
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "workspace") as store:
        (tmp_path / "team.ics").write_text(CALENDAR, encoding="utf-8")
        import_calendar(store.journal, tmp_path / "team.ics", zone=ZONE, now=MONDAY)
        yield store


def case_of(vendor: Vendor, *, asked: str = "黑屏了", reply: str = "看一下", opened: Millis = MONDAY) -> CaseReading:
    told = (message(asked, opened), message(reply, opened + HOUR, Role.VENDOR))
    return read(log(*told, vendor=vendor, horizon=NOW), Terms())


def test_the_vendor_that_spoke_before_is_told_from_the_one_that_was_silent(store: Store) -> None:
    enter(store.journal, GOOD, "周六晚高峰张工值守，电话 13800000000", at=MONDAY, plus_minus=0, now=MONDAY)
    found = foresee(store, {GOOD: [case_of(GOOD)], SILENT: [case_of(SILENT)]}, zone=ZONE, now=NOW)
    said, silent = (found.vendors[vendor].foretold for vendor in (GOOD, SILENT))
    assert (len(said), len(silent), found.asked, found.on_calendar) == (1, 1, 1, 2)
    assert (len(said[0].notices), said[0].lead) == (1, 5 * DAY + 10 * HOUR)
    assert silent[0].notices == ()
    reading = found.told[said[0].key]
    assert "PK 大赛" in reading.log.title
    assert "2026-03-07 20:00" in reading.log.title
    assert [each.text for each in reading.messages] == ["周六晚高峰张工值守，电话 13800000000"]
    marked = {each.name: reading.messages[0].text[each.start : each.end] for each in reading.signals}
    assert marked["notice_time"] == "周六晚高峰"
    assert found.told[silent[0].key].messages == ()


def test_a_reply_that_goes_beyond_its_case_counts_and_one_that_answers_does_not(store: Store) -> None:
    word = "另外，周六晚高峰我们安排了值守"
    beyond = foresee(store, {GOOD: [case_of(GOOD, reply=word)]}, zone=ZONE, now=NOW)
    answer = foresee(store, {GOOD: [case_of(GOOD, reply=word, asked="周六高峰你们有人吗？")]}, zone=ZONE, now=NOW)
    assert [len(each.vendors[GOOD].foretold[0].notices) for each in (beyond, answer)] == [1, 0]


def test_who_says_in_a_reply_that_he_is_on_duty_today_has_foretold_nothing(store: Store) -> None:
    saturday = to_millis(dt.datetime(2026, 3, 7, 18, tzinfo=ZONE))
    duty, tonight = (
        foresee(store, {GOOD: [case_of(GOOD, reply=word, opened=saturday)]}, zone=ZONE, now=NOW).vendors[GOOD].foretold[0].notices
        for word in ("我是今天的值班工程师，建议把码率调低。", "今天 20:00 的高峰我们安排了值守，建议把码率调低。")
    )
    assert (len(duty), len(tonight)) == (0, 1)


def test_only_what_all_could_have_spoken_of_is_asked_of_anybody(store: Store) -> None:
    late = case_of(SILENT, opened=MONDAY + 20 * DAY)
    found = foresee(store, {GOOD: [case_of(GOOD)], SILENT: [late]}, zone=ZONE, now=NOW)
    assert (found.asked, found.vendors[GOOD].foretold) == (0, ())


def test_of_a_vendor_never_heard_nothing_is_said(store: Store) -> None:
    found = foresee(store, {GOOD: [case_of(GOOD)], SILENT: []}, zone=ZONE, now=NOW)
    assert set(found.vendors) == {GOOD}
    assert foresee(store, {SILENT: []}, zone=ZONE, now=NOW).vendors == {}


def test_where_no_unasked_word_was_ever_taken_in_silence_about_reviews_is_not_held_against_anybody(store: Store) -> None:
    early = case_of(GOOD, opened=MONDAY - 200 * DAY)
    without = foresee(store, {GOOD: [early]}, zone=ZONE, now=NOW)
    enter(store.journal, GOOD, "附件是第一季度服务报告", at=MONDAY, plus_minus=0, now=MONDAY)
    having = foresee(store, {GOOD: [early]}, zone=ZONE, now=NOW)
    assert without.vendors[GOOD].reviews == ()
    assert [each.review is not None for each in having.vendors[GOOD].reviews] == [False, False, True]
    assert {each.key for each in having.vendors[GOOD].reviews} <= set(having.told)
