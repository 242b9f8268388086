"""Times as event logs write them: in the order that the mapping file states, and never guessed between two readings.

A reading without an offset is that of the map's zone. Where its clocks showed it twice, the first showing counts; where they
skipped it, it is moved forward by the gap (PEP 495 with fold = 0).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from houdun.channel.events.mapping import Order, TimeRules
from houdun.channel.times import GIVE_ZONE, SMALLEST_EPOCH, NoTime, in_range
from houdun.facts.time import DAY, EARLIEST, HOUR, LATEST, MINUTE, SECOND, Millis, from_millis, to_millis
from houdun.language import Bilingual

V = TypeVar("V")

REMEMBERED = 1 << 17
"""Texts in each memory."""
EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001  a reading of some zone's clock, not a moment
_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_TIME = re.compile(
    r"(?P<before>上午|下午)?\s*(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,12}))?)?"
    r"\s*(?P<after>[AaPp]\.?[Mm]\.?)?\s*(?P<offset>Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
)
_CHINESE = str.maketrans({"年": "-", "月": "-", "日": " "})

SAMPLES: Mapping[Order, str] = {
    Order.YMD: "2026-03-07 21:04:11",
    Order.ISO: "2026-03-07T21:04:11+08:00",
    Order.DMY: "7/3/2026 21:04",
    Order.MDY: "3/7/2026 21:04",
    Order.EPOCH: "1772888651",
}
NOT_A_TIME = Bilingual("不是可辨认的时间", "this is not a time that can be read")
NO_OFFSET = Bilingual("时间没有时区，而同一次导入的其他时间有", "the time has no zone, and other times of this import have one")
ONLY_DATE = Bilingual("只有日期，没有时刻", "a date without a time of day")
SAY_DAY = Bilingual('若数据只精确到日，请写 [time] precision = "day"', 'if the log knows days only, say [time] precision = "day"')


class Ambiguous(NoTime):
    """A date that may be either of two, and nobody has said in which order dates stand."""

    def __init__(self, date: str) -> None:
        super().__init__(
            Bilingual(f"{date} 既可读作日/月，也可读作月/日", f"{date} may be day/month or month/day"),
            Bilingual('请在对照文件中写 [time] order = "dmy" 或 "mdy"', 'say [time] order = "dmy" or "mdy" in the mapping file'),
        )


@dataclass(slots=True)
class Offsets:
    """Whether readings with and without an offset have been met. `required`: those without one are refused."""

    given: bool = False
    missing: bool = False
    required: bool = False


class Clock:
    """Reads the times of one column. What it has read it remembers, within bounds, because logs repeat themselves: whole texts
    where reading is dear, else what stands before the first colon (an hour of a day) and behind it apart."""

    def __init__(self, rules: TimeRules, offsets: Offsets) -> None:
        self._rules, self._offsets = rules, offsets
        self._known: dict[str, Millis] = {}
        self._hours: dict[str, Millis] = {}
        self._hours_of_zone: dict[str, Millis] = {}
        self._tails: dict[str, tuple[Millis, bool]] = {}

    def millis(self, text: str) -> Millis:
        """UTC milliseconds. Raises NoTime with what is wrong and the mend."""
        if self._rules.formats or self._rules.order is Order.EPOCH:
            at = self._known.get(text)
            return at if at is not None else _remember(self._known, text, in_range(self._read(text)))
        head, _, tail = text.partition(":")
        if rest := self._tails.get(tail):
            hour = (self._hours if rest[1] else self._hours_of_zone).get(head)
            if hour is not None:
                return hour + rest[0]
        return in_range(self._written(text, head, tail))

    def _written(self, text: str, head: str, tail: str) -> Millis:
        date, _, time = _apart(text)
        day, read = _day(date, self._rules.order), _time(time, self._rules.unit)
        at = self._placed(day + read.of_day, read.ahead)
        if read.plain and EARLIEST + DAY < at < LATEST - DAY and self._rules.unit < HOUR:
            self._remember_hour(head, tail, at, read)
        return at

    def _remember_hour(self, head: str, tail: str, at: Millis, read: _Read) -> None:
        """Only an hour in which the zone's clocks go evenly."""
        into_hour = read.of_day % HOUR
        if read.ahead is not None:
            _remember(self._hours, head, at - into_hour + read.ahead)
            _remember(self._tails, tail, (into_hour - read.ahead, True))
            return
        begins = at - into_hour
        if self._rules.zone is None or _even(begins, self._rules.zone):
            _remember(self._hours_of_zone, head, begins)
            _remember(self._tails, tail, (into_hour, False))

    def _read(self, text: str) -> Millis:
        return self._formatted(text) if self._rules.formats else _epoch(text)

    def _formatted(self, text: str) -> Millis:
        for format in self._rules.formats:
            try:
                moment = dt.datetime.strptime(text, format)  # noqa: DTZ007  its zone is the map's, and is added below
                offset = moment.utcoffset()
                local = (moment.replace(tzinfo=None) - EPOCH) // dt.timedelta(milliseconds=1)
            except (ValueError, OverflowError, re.error):
                continue
            ahead = None if offset is None else offset // dt.timedelta(milliseconds=1)
            return self._placed(local - local % self._rules.unit, ahead)
        wanted = "、".join(self._rules.formats), ", ".join(self._rules.formats)
        raise NoTime(NOT_A_TIME, Bilingual(f"对照文件要求的格式：{wanted[0]}", f"the mapping file asks for {wanted[1]}"))

    def _placed(self, local: Millis, ahead: Millis | None) -> Millis:
        """UTC milliseconds of a clock showing `local`, which is `ahead` of UTC, or that of the map's zone."""
        if ahead is not None:
            self._offsets.given = True
            return local - ahead
        zone = self._rules.zone
        if zone is None and self._offsets.required:
            raise NoTime(NO_OFFSET, GIVE_ZONE)
        self._offsets.missing = True
        return local if zone is None else to_millis((EPOCH + dt.timedelta(milliseconds=in_range(local))).replace(tzinfo=zone))


def _remember(known: dict[str, V], text: str, value: V) -> V:
    if len(known) >= REMEMBERED:
        known.clear()
    known[text] = value
    return value


def _even(begins: Millis, zone: dt.tzinfo) -> bool:
    """Whether the hour that begins then has one offset from before its beginning to after its end."""
    moments = (from_millis(begins + step).astimezone(zone) for step in (-HOUR, 0, HOUR, 2 * HOUR))
    return len({moment.utcoffset() for moment in moments}) == 1


def _apart(text: str) -> tuple[str, str, str]:
    """Date and time of day."""
    if "日" in text:
        text = text.translate(_CHINESE)
    return text.partition("T" if text[10:11] == "T" else " ")


def _epoch(text: str) -> Millis:
    """Seconds where the number is too small for milliseconds (`SMALLEST_EPOCH`)."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise NoTime(NOT_A_TIME, _write_like(Order.EPOCH))
    return round(number * SECOND) if abs(number) < SMALLEST_EPOCH else round(number)


def _day(text: str, order: Order | None) -> Millis:
    """Milliseconds from 1970 to the midnight that begins the date."""
    shape = _DATE.fullmatch(text)
    if not shape or not (len(shape[1]) == 4) ^ (len(shape[4]) == 4):
        raise NoTime(NOT_A_TIME, _write_like(order or Order.YMD))
    first, second, third = int(shape[1]), int(shape[3]), int(shape[4])
    readings = (
        {Order.YMD: (first, second, third)}
        if len(shape[1]) == 4
        else {Order.DMY: (third, second, first), Order.MDY: (third, first, second)}
    )
    days = {each: day for each, date in readings.items() if (day := _midnight(*date)) is not None}
    wanted = Order.YMD if order is Order.ISO else order
    if wanted in days:
        return days[wanted]
    if not days:
        raise NoTime(Bilingual("没有这一天", "there is no such day"), _write_like(order or Order.YMD))
    if wanted:
        other = next(iter(days))
        raise NoTime(
            Bilingual(f"按 {order} 的次序没有这一天", f"there is no such day in the order {order}"),
            Bilingual(
                f'请检查对照文件：是否应为 [time] order = "{other}"？',
                f'check the mapping file: should it be [time] order = "{other}"?',
            ),
        )
    if len(set(days.values())) > 1:
        raise Ambiguous(text)
    return next(iter(days.values()))


def _midnight(year: int, month: int, day: int) -> Millis | None:
    try:
        return (dt.date(year, month, day) - EPOCH.date()).days * DAY
    except ValueError:
        return None


class _Read(NamedTuple):
    """A time of day in milliseconds; how far it is ahead of UTC, where it says so; and whether what stands behind its first
    colon says nothing of the hour."""

    of_day: Millis
    ahead: Millis | None = None
    plain: bool = False


def _time(text: str, unit: Millis) -> _Read:
    """Cut to whole units."""
    if not text.strip():
        if unit == DAY:
            return _Read(0)
        raise NoTime(ONLY_DATE, SAY_DAY)
    read = _TIME.fullmatch(text.strip())
    if not read:
        raise NoTime(NOT_A_TIME, _write_like(Order.YMD))
    hour, minute, second = int(read["h"]), int(read["m"]), int(read["s"] or 0)
    half = (read["before"] or read["after"] or "").lower()
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59 or second > 59:
        raise NoTime(Bilingual("没有这个时刻", "there is no such time of day"), _write_like(Order.YMD))
    if half:
        hour = hour % 12 + (12 if half == "下午" or half.startswith("p") else 0)
    fraction = int((read["f"] or "")[:3].ljust(3, "0"))
    of_day = hour * HOUR + minute * MINUTE + second * SECOND + fraction
    return _Read(of_day - of_day % unit, _offset(read["offset"]), not half)


def _offset(text: str | None) -> Millis | None:
    if not text:
        return None
    if text[0] not in "+-":
        return 0
    ahead = int(text[1:3]) * HOUR + int(text[3:].removeprefix(":") or 0) * MINUTE
    return -ahead if text[0] == "-" else ahead


def _write_like(order: Order) -> Bilingual:
    return Bilingual(f"请写成 {SAMPLES[order]} 这样的形式", f"write it like {SAMPLES[order]}")
