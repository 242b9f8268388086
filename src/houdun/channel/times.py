"""Times as sources write them, read strictly: a time without a zone has no place on the time line, unless somebody says which."""

from __future__ import annotations

import datetime as dt
import math
import re

from houdun.facts.time import EARLIEST, LATEST, Millis, to_millis
from houdun.language import Bilingual

SMALLEST_EPOCH: Millis = 100_000_000_000
"""1973 in milliseconds, 5138 in seconds: a smaller number of now is not in milliseconds."""

_DIGITS = re.compile(r"\d{12,15}", re.ASCII)

WRITE_ISO = Bilingual("请写成 2026-03-07T21:04:11+08:00 这样的形式", "write it like 2026-03-07T21:04:11+08:00")
GIVE_ZONE = Bilingual(
    '请加上时区（如 +08:00 或 Z），或在对照文件中写 zone = "Asia/Shanghai"',
    'add the zone (+08:00 or Z), or give the mapping file zone = "Asia/Shanghai"',
)
USE_MILLIS = Bilingual(
    "数字时间须为 1970 年起的毫秒数（秒数请乘以 1000）", "a number must be milliseconds since 1970 (seconds × 1000)"
)


class NoTime(ValueError):
    """A value that is no time of ours, with what is wrong and the mend."""

    def __init__(self, problem: Bilingual, mend: Bilingual) -> None:
        super().__init__(problem.en)
        self.problem, self.mend = problem, mend


def millis_of(value: object, zone: dt.tzinfo | None = None) -> Millis:
    """UTC milliseconds of an ISO 8601 text, or of a number of them, written as a number or as digits. `zone` is that of texts
    without one. Raises NoTime."""
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, str):
        return in_range(_from_text(value.strip(), zone))
    if isinstance(value, float) and math.isfinite(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) < SMALLEST_EPOCH:
            raise NoTime(Bilingual("数字太小，不是毫秒时间", "the number is too small for milliseconds"), USE_MILLIS)
        return in_range(value)
    raise NoTime(Bilingual("不是时间", "this is not a time"), WRITE_ISO)


def in_range(at: Millis) -> Millis:
    """The same milliseconds. Raises NoTime before 1970 or after 2200."""
    if EARLIEST <= at <= LATEST:
        return at
    raise NoTime(Bilingual("时间不在 1970 至 2200 年之间", "the time is not between 1970 and 2200"), WRITE_ISO)


def on_time_line(moment: dt.datetime, zone: dt.tzinfo | None) -> Millis:
    """UTC milliseconds of a clock reading in `zone`. Raises NoTime where the reading has no zone, or the zone's clocks skipped
    it or showed it twice."""
    if moment.tzinfo is not None:
        return to_millis(moment)
    if zone is None:
        raise NoTime(Bilingual("时间没有时区", "the time has no zone"), GIVE_ZONE)
    first, second = (to_millis(moment.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    if first != second:
        raise NoTime(
            Bilingual(
                "当地在这一刻拨动了时钟，时间有两种可能", "the clocks were changed there then: the time may be either of two"
            ),
            GIVE_ZONE,
        )
    return first


def _from_text(text: str, zone: dt.tzinfo | None) -> Millis:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise NoTime(Bilingual("不是可辨认的时间", "this is not a time that can be read"), WRITE_ISO) from error
    if ":" not in text and "T" not in text:
        raise NoTime(Bilingual("只有日期，没有时刻", "a date without a time of day"), WRITE_ISO)
    try:
        return on_time_line(moment, zone)
    except OverflowError as error:
        raise NoTime(Bilingual("时间不在 1970 至 2200 年之间", "the time is not between 1970 and 2200"), WRITE_ISO) from error
