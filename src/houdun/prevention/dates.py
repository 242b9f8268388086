"""The stretches of time that a message speaks of: days and hours put together, in the zone of who reads it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from houdun.facts.occasion import Window
from houdun.facts.time import DAY, EARLIEST, LATEST, MINUTE, Millis, from_millis, to_millis
from houdun.prevention.days import TO, Days, days, joined
from houdun.prevention.hours import MINUTES, Hours, hours

LONGEST = 10_000
"""Characters of a message that are read: nobody writes more by hand."""
ASSUMED = 120
"""Minutes that something lasts of which only the beginning is told."""
NEAR = 30
"""Characters between a day and the hour that belongs to it."""
FURTHEST: Millis = 800 * DAY
"""What lies further ahead is a misreading."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_RANGE = re.compile(rf"^{TO}$|^\s*(?:and|和)\s*$")
_OF = re.compile(r"\s*(?:of|on)\s+(?:the\s+)?$")
_BREAK = re.compile(r"[。;；!?！？\n]|\.\s")


def fold(text: str) -> str:
    """Lower case and half width, as long as the text read: places in it are places in the message."""
    lowered = "".join(low if len(low := each.lower()) == 1 else each for each in text[:LONGEST])
    return lowered.translate(_FULL_WIDTH)


def windows(text: str, at: Millis, zone: ZoneInfo) -> tuple[Window, ...]:
    """Every stretch of time that the text speaks of, past ones too, in the order of the text. `at` is when it was received, `zone`
    that in which its times are meant where it names none."""
    folded, now = fold(text), from_millis(at).astimezone(zone)
    named = _ranges(folded, days(folded, now.date()))
    told = hours(folded, now.utcoffset() or dt.timedelta(0))
    found: list[Window] = []
    free = told
    for place, each in enumerate(named):
        after = named[place + 1].begins if place + 1 < len(named) else len(folded)
        hour = _hour_of(folded, each, free, after)
        free = [other for other in free if other is not hour and other.begins >= each.begins]
        window = _window(each, _by_day(each, hour), zone)
        if window is not None and abs(window.start - at) <= FURTHEST:
            found.append(window)
    return tuple(found)


def to_come(text: str, at: Millis, zone: ZoneInfo) -> tuple[Window, ...]:
    """Those of which something still lies ahead."""
    return tuple(each for each in windows(text, at, zone) if each.end > at)


def _ranges(text: str, named: list[Days]) -> list[Days]:
    """Two days with nothing but a "to" between them are one stretch."""
    found: list[Days] = []
    for each in named:
        if found and found[-1].first <= each.last and _RANGE.match(text[found[-1].ends : each.begins]):
            found[-1] = joined(found[-1], each)
        else:
            found.append(each)
    return found


def _hour_of(text: str, day: Days, free: list[Hours], after: int) -> Hours | None:
    """The hours that belong to the day: the clock before the part of the day, what stands behind it before what stands ahead, and
    never across the next day, which begins at `after`, or the end of a sentence."""
    behind = [
        each
        for each in free
        if day.ends - day.evening <= each.begins <= day.ends + NEAR
        and each.ends <= after
        and not _BREAK.search(text[day.ends : each.begins])
        and not _OF.match(text[each.ends : after])
    ]
    ahead = [
        each
        for each in reversed(free)
        if day.begins - NEAR <= each.ends <= day.begins and not _BREAK.search(text[each.ends : day.begins])
    ]
    near = [*behind, *ahead]
    inside = [each for each in free if day.begins <= each.begins and each.ends <= day.ends]
    return next(iter([each for each in near if each.exact] or inside or near), None)


def _by_day(day: Days, hour: Hours | None) -> Hours | None:
    """A day that is an evening, as 今晚 is: its clock times are in it."""
    if not day.evening:
        return hour
    if hour is None:
        return Hours(day.begins, day.ends, 19 * 60, 24 * 60, exact=False)
    if hour.exact and hour.first < MINUTES // 2:
        last = None if hour.last is None else hour.last + MINUTES // 2
        return replace(hour, first=hour.first + MINUTES // 2, last=last)
    return hour


def _window(day: Days, hour: Hours | None, zone: ZoneInfo) -> Window | None:
    begins, ends = (min(day.begins, hour.begins), max(day.ends, hour.ends)) if hour else (day.begins, day.ends)
    where = (hour.zone if hour else None) or zone
    first = hour.first if hour else 0
    last = MINUTES if hour is None else first + ASSUMED if hour.last is None else hour.last
    try:
        start, end = _moment(day.first, first, where), _moment(day.last, last, where)
    except (OverflowError, ValueError):
        return None
    return Window(start, end, begins, ends) if EARLIEST <= start <= end < LATEST else None


def _moment(day: dt.date, minutes: int, zone: dt.tzinfo) -> Millis:
    """On the wall clock there; a time that the clocks leap over is meant by the offset before the leap."""
    midnight = dt.datetime.combine(day, dt.time(), zone)
    return to_millis((midnight + dt.timedelta(minutes=minutes)).replace(fold=0)) // MINUTE * MINUTE
