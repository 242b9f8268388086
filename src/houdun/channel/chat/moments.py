"""Times as Chinese chat programs show them: 2026/3/7 21:04, 3月7日 下午9:04, 昨天 21:04, 星期六 21:04, 21:04."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from houdun.channel.times import NoTime
from houdun.language import Bilingual

_DATE: Final = (
    r"(?:(?P<year>[12][0-9]{3})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?"
    r"|(?P<month2>[0-9]{1,2})[-/月](?P<day2>[0-9]{1,2})日?"
    r"|(?P<near>今天|昨天|前天|[Tt]oday|[Yy]esterday))"
)
_WEEKDAY: Final = r"[(（]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[)）]?"
_PART: Final = r"(?P<part>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|[AaPp][Mm])"
_CLOCK: Final = r"(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?:[:：](?P<second>[0-9]{2}))?(?:\s?(?P<half>[AaPp][Mm]))?"

DAY: Final = rf"(?:{_DATE}(?:\s?{_WEEKDAY.replace('weekday', 'weekday2')})?|{_WEEKDAY})"
MOMENT: Final = rf"(?:{DAY}[ ,，]*)?(?:{_PART}\s?)?{_CLOCK}"

_BACK: Final = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}
_WEEKDAYS: Final = "一二三四五六日"
_BEFORE_NOON: Final = frozenset({"凌晨", "清晨", "早上", "上午", "am"})

SAY_DATE: Final = Bilingual(
    "请在其上方加一行日期（如 2026-03-07），或在对照文件中写明复制当天 date = 2026-03-08",
    "put a line with the date above it (2026-03-07), or give the day of copying in the mapping file: date = 2026-03-08",
)
WRITE_FULL: Final = Bilingual("请改写成完整时间，如 2026-03-07 21:04", "write the time in full, like 2026-03-07 21:04")


@dataclass(frozen=True, slots=True)
class Days:
    """What days the text is about: `copied` is the day of copying, `current` that of the last date line."""

    copied: dt.date | None = None
    current: dt.date | None = None


def day_of(found: re.Match[str], days: Days) -> dt.date:
    """The day that a match of `DAY` or `MOMENT` means. Raises NoTime where it is doubtful."""
    if found["near"]:
        return _copied(days) - dt.timedelta(days=_BACK[found["near"].lower()])
    if found["month"] or found["month2"]:
        return _dated(found, days)
    if found["weekday"]:
        return _last(found["weekday"], _copied(days))
    if days.current or days.copied:
        return days.current or _copied(days)
    raise NoTime(Bilingual("只有时刻，不知道是哪一天", "a time of day without its date"), SAY_DATE)


def moment_of(found: re.Match[str], days: Days) -> dt.datetime:
    """The local time, without a zone, that a match of `MOMENT` means. Raises NoTime where it is doubtful."""
    day, hour = day_of(found, days), _hour(found)
    try:
        return dt.datetime.combine(day, dt.time(hour, int(found["minute"]), int(found["second"] or 0)))
    except ValueError as error:
        raise NoTime(Bilingual("没有这个时刻", "there is no such time of day"), WRITE_FULL) from error


def has_day(found: re.Match[str]) -> bool:
    return bool(found["near"] or found["month"] or found["month2"] or found["weekday"])


def _dated(found: re.Match[str], days: Days) -> dt.date:
    month, day = int(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    copied = None if found["year"] else _copied(days)
    try:
        meant = _in_the_past(month, day, copied) if copied else dt.date(int(found["year"]), month, day)
    except ValueError as error:
        raise NoTime(Bilingual("没有这一天", "there is no such day"), WRITE_FULL) from error
    if found["weekday2"] and _weekday(found["weekday2"]) != meant.weekday():
        raise NoTime(Bilingual("日期与星期对不上", "the date does not fall on that weekday"), WRITE_FULL)
    return meant


def _in_the_past(month: int, day: int, copied: dt.date) -> dt.date:
    """A date without a year is the last one before the copying; 29 February may lie some years back."""
    for year in range(copied.year, copied.year - 8, -1):
        try:
            meant = dt.date(year, month, day)
        except ValueError:
            if (month, day) == (2, 29):
                continue
            raise
        if meant <= copied:
            return meant
    raise ValueError("no such day")


def _last(weekday: str, copied: dt.date) -> dt.date:
    back = (copied.weekday() - _weekday(weekday)) % 7
    if back == 0:
        raise NoTime(
            Bilingual("星期几与复制当天相同，可能是今天也可能是上周", "the weekday is that of the copying: today, or a week ago"),
            WRITE_FULL,
        )
    return copied - dt.timedelta(days=back)


def _weekday(character: str) -> int:
    return _WEEKDAYS.index("日" if character == "天" else character)


def _copied(days: Days) -> dt.date:
    if days.copied is None:
        raise NoTime(
            Bilingual("相对的日期，不知道复制于哪一天", "a relative date, and nothing says when it was copied"), SAY_DATE
        )
    return days.copied


def _hour(found: re.Match[str]) -> int:
    """The hour of 24. Raises NoTime where the part of the day leaves two."""
    hour, part = int(found["hour"]), (found["part"] or found["half"] or "").lower()
    if not part:
        return hour
    if part in _BEFORE_NOON:
        if hour <= 12:
            return hour % 12
    elif part == "中午":
        if 10 <= hour <= 14 or 1 <= hour <= 2:
            return hour if hour >= 10 else hour + 12
    elif part == "晚上":
        if 5 <= hour <= 11 or 17 <= hour <= 23:
            return hour % 12 + 12
    elif 1 <= hour <= 23:
        return hour % 12 + 12
    raise NoTime(Bilingual("时段与钟点对不上", "the hour does not fit the part of the day"), WRITE_FULL)
