"""Dates, times and durations of properties: RFC 5545, 3.3."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from houdun.errors import InputError
from houdun.facts.time import EARLIEST, LATEST, Millis, to_millis
from houdun.language import Bilingual
from houdun.prevention.ics.lines import Line, wrong

Zone: TypeAlias = Callable[[dt.datetime], Millis]
"""From the time on a wall there to UTC. A time that the clocks leap over is meant by the offset before the leap, one that they
show twice is the first (RFC 5545, 3.3.5)."""

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_DURATION = re.compile(r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """`wall` is naive, the time in `zone`; of a whole day it is midnight."""

    wall: dt.datetime
    zone: Zone
    whole_day: bool

    @property
    def at(self) -> Millis:
        return self.zone(self.wall)

    def on(self, wall: dt.datetime) -> Moment:
        """The same kind of moment at another wall time."""
        return Moment(wall, self.zone, self.whole_day)


def iana(zone: ZoneInfo) -> Zone:
    return lambda wall: to_millis(wall.replace(tzinfo=zone))


def utc(wall: dt.datetime) -> Millis:
    return to_millis(wall.replace(tzinfo=dt.UTC))


def moment(line: Line, value: str, zone: Zone) -> Moment:
    """`zone` is that of the line's TZID, or the workspace's for floating times. Raises InputError, also for what is before 1970 or
    after 2199."""
    wall, in_utc, whole_day = wall_time(line, value)
    read = Moment(wall, utc if in_utc else zone, whole_day)
    if not EARLIEST <= read.at < LATEST:
        raise unreadable_time(line, value)
    return read


def wall_time(line: Line, value: str) -> tuple[dt.datetime, bool, bool]:
    """The naive time as written, in whichever year; whether it is UTC; whether it is a whole day. Raises InputError."""
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        raise unreadable_time(line, value)
    year, month, day, *clock = found.groups()
    try:
        # A leap second is the last that a datetime knows.
        time = dt.time(int(clock[0]), int(clock[1]), min(int(clock[2]), 59)) if clock[0] else dt.time()
        wall = dt.datetime.combine(dt.date(int(year), int(month), int(day)), time)
    except ValueError:
        raise unreadable_time(line, value) from None
    # A zone's offset must not carry it beyond what a datetime holds.
    if not dt.MINYEAR < wall.year < dt.MAXYEAR:
        raise unreadable_time(line, value)
    return wall, bool(clock[3]), not clock[0]


def duration(line: Line) -> dt.timedelta:
    """Raises InputError for what is none, or is negative."""
    found = _DURATION.fullmatch(line.value.strip())
    if found is None or found[1] == "-" or not any(found.groups()[1:]):
        raise wrong(
            line.number,
            Bilingual(f"读不懂的时长“{line.value[:40]}”", f"cannot read the duration “{line.value[:40]}”"),
            Bilingual("请写成 PT3H 这样的形式", "write it like PT3H"),
        )
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def unreadable_time(line: Line, value: str) -> InputError:
    return wrong(
        line.number,
        Bilingual(f"读不懂的时间“{value[:40]}”", f"cannot read the time “{value[:40]}”"),
        Bilingual("请写成 20260307T200000（1970–2199 年）", "write it like 20260307T200000, in the years 1970–2199"),
    )
