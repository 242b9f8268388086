from __future__ import annotations

import datetime as dt

from houdun import clock
from houdun.facts.time import DAY, from_millis


def test_now_is_in_milliseconds_and_agrees_with_today() -> None:
    assert abs(clock.now() - int(dt.datetime.now(dt.UTC).timestamp() * 1000)) < DAY
    assert abs((from_millis(clock.now()).date() - clock.today()).days) <= 1
