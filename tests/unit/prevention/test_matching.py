from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from houdun.facts.case import Source
from houdun.facts.occasion import Notice, Occasion, OccasionKind, Unasked
from houdun.facts.time import DAY, HOUR, MINUTE, Millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.prevention.matching import common_period, foretold, speaks_of
from houdun.prevention.notices import recognised

ZONE, ACME = ZoneInfo("Asia/Shanghai"), Vendor("Acme", "gold")
RECEIVED = to_millis(dt.datetime(2026, 3, 2, 10, tzinfo=ZONE))
SATURDAY = to_millis(dt.datetime(2026, 3, 7, 20, tzinfo=ZONE))


def occasion(kind: OccasionKind = OccasionKind.PEAK, start: Millis = SATURDAY, name: str = "PK 大赛") -> Occasion:
    return Occasion(start=start, end=start + 3 * HOUR, uid=f"{kind}{start}", kind=kind, name=name)


def notice(text: str, at: Millis = RECEIVED, plus_minus: Millis = 0) -> Notice:
    word = Unasked(uid=str(at), vendor=ACME, at=at, text=text, source=Source("", ""), plus_minus=plus_minus)
    found = recognised(word, ZONE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "kind", "fits"),
    [
        ("3月7日20:00晚高峰我们值守", OccasionKind.PEAK, True),
        ("周六 18:30 做高峰前巡检，张工值班", OccasionKind.PEAK, True),
        ("3月7日20:00 机房割接，直播会中断", OccasionKind.PEAK, False),
        ("3月8日20:00晚高峰我们值守", OccasionKind.PEAK, False),
        ("3月晚高峰多，我们都会值守", OccasionKind.PEAK, False),
        ("SDK 3.x 将在 3月底 停止支持，请升级", OccasionKind.END_OF_LIFE, False),
        ("SDK 3.x 从 3月起 停止支持，请升级", OccasionKind.END_OF_LIFE, True),
    ],
)
def test_a_notice_speaks_of_an_occasion_by_time_and_by_kind(text: str, kind: OccasionKind, *, fits: bool) -> None:
    assert speaks_of(notice(text), occasion(kind)) is fits


def test_the_lead_runs_from_the_first_notice_at_its_latest_and_silence_has_none() -> None:
    early, late = notice("周六晚高峰我们值守", plus_minus=30 * MINUTE), notice("周六晚高峰我们值守", at=RECEIVED + DAY)
    spoken, silent = foretold(ACME, [occasion(), occasion(start=SATURDAY + 30 * DAY)], [late, early])
    assert spoken.notices == (early, late)
    assert spoken.lead == SATURDAY - RECEIVED - 30 * MINUTE
    assert (silent.notices, silent.lead) == ((), 0)
    assert spoken.key.vendor == ACME


def test_what_may_have_come_too_late_was_no_warning() -> None:
    late = notice("今晚 20:00 高峰我们值守", at=SATURDAY - 10 * MINUTE, plus_minus=15 * MINUTE)
    sure = notice("今晚 20:00 高峰我们值守", at=SATURDAY - 10 * MINUTE)
    assert [len(foretold(ACME, [occasion()], [each])[0].notices) for each in (late, sure)] == [0, 1]


def test_vendors_are_compared_over_the_time_they_have_in_common() -> None:
    assert common_period([(0, 10), (4, 12), (2, 9)]) == (4, 9)
    assert common_period([(0, 4), (5, 9)]) is None
    assert common_period([]) is None
