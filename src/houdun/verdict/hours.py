"""When a case was opened, as its customers felt it: hour of the week, and the band day / night / weekend."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from zoneinfo import ZoneInfo

from houdun.facts.time import Millis, from_millis

DAY_FROM = 9
DAY_TO = 18
SATURDAY = 5
WEEK_HOURS = 168


class Band(StrEnum):
    """DAY is Monday to Friday from 9:00 to 18:00, WEEKEND all Saturday and Sunday, NIGHT the rest: all in the customers' zone."""

    DAY = "day"
    NIGHT = "night"
    WEEKEND = "weekend"


def local(at: Millis, zone: ZoneInfo) -> dt.datetime:
    """UTC milliseconds as wall time in `zone`."""
    return from_millis(at).astimezone(zone)


def hour_of_week(at: Millis, zone: ZoneInfo) -> int:
    """0 is Monday 00:00–01:00, 167 Sunday 23:00–24:00."""
    moment = local(at, zone)
    return moment.weekday() * 24 + moment.hour


def band_of(at: Millis, zone: ZoneInfo) -> Band:
    weekday, hour = divmod(hour_of_week(at, zone), 24)
    if weekday >= SATURDAY:
        return Band.WEEKEND
    return Band.DAY if DAY_FROM <= hour < DAY_TO else Band.NIGHT
