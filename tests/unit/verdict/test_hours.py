from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from houdun.facts.time import HOUR
from houdun.testing.factories import MONDAY
from houdun.verdict.hours import Band, band_of, hour_of_week

UTC, SHANGHAI = ZoneInfo("UTC"), ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("hours", "band"),
    [
        (0, Band.NIGHT),
        (8.99, Band.NIGHT),
        (9, Band.DAY),
        (17.99, Band.DAY),
        (18, Band.NIGHT),
        (5 * 24, Band.WEEKEND),
        (7 * 24 - 1, Band.WEEKEND),
    ],
)
def test_the_week_has_a_day_a_night_and_a_weekend(hours: float, band: Band) -> None:
    assert band_of(MONDAY + round(hours * HOUR), UTC) is band


def test_a_case_is_felt_in_the_customers_zone() -> None:
    assert band_of(MONDAY + 12 * HOUR, SHANGHAI) is Band.NIGHT
    assert hour_of_week(MONDAY - HOUR, SHANGHAI) == 7
