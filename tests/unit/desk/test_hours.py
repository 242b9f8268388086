from __future__ import annotations

import datetime as dt

import pytest

from houdun.desk.hours import stratum_of
from houdun.desk.persona import Peak
from houdun.facts.question import Stratum
from houdun.facts.time import to_millis
from tests.desks import ZONE


@pytest.mark.parametrize(
    ("local", "stratum"),
    [
        ("2026-03-02T08:00", Stratum.DAY),
        ("2026-03-02T21:59", Stratum.DAY),
        ("2026-03-02T22:00", Stratum.NIGHT),
        ("2026-03-02T07:59", Stratum.NIGHT),
        ("2026-03-07T19:59", Stratum.WEEKEND),
        ("2026-03-07T20:00", Stratum.PEAK),
        ("2026-03-07T23:00", Stratum.WEEKEND),
        ("2026-03-08T21:00", Stratum.WEEKEND),
    ],
)
def test_the_week_falls_into_four(local: str, stratum: Stratum) -> None:
    at = to_millis(dt.datetime.fromisoformat(local).replace(tzinfo=ZONE))
    assert stratum_of(at, ZONE, Peak(days=("saturday",), begins=20, ends=23)) is stratum
