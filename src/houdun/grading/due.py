"""When a promised word is due: the time that Chinese or English words name, relative to the message's own time.

A day without a clock means its end of business, 18:00; "morning" 12:00, "noon" 12:00, "afternoon" 18:00, "evening" 22:00. A clock without a
day is the next time that it strikes. Weekdays are the next such day, today included; 下周 and "next week" the week after. Two times
in a sentence: the later one is the promise's limit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from houdun.facts.time import Millis, from_millis, to_millis
from houdun.grading.words import any_of

CHINESE_ZONE, ENGLISH_ZONE = "Asia/Shanghai", "UTC"
END_OF_BUSINESS = 18 * 60

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 0.5}
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty-five": 45,
    "the": 1,
    "the next": 1,
    "half an": 0.5,
    "half a": 0.5,
    "couple of": 2,
    "a couple of": 2,
    "a few": 3,
    "few": 3,
}
_UNITS = {
    "分": 1,
    "刻": 15,
    "小": 60,
    "钟": 60,
    "天": 1440,
    "日": 1440,
    "个工": 1440,
    "工作": 1440,
    "周": 10080,
    "星": 10080,
    "min": 1,
    "hou": 60,
    "hrs": 60,
    "hr": 60,
    "h": 60,
    "day": 1440,
    "wor": 1440,
    "bus": 1440,
    "wee": 10080,
}
_PARTS = {
    "凌晨": 6 * 60, "早": 12 * 60, "上午": 12 * 60, "中午": 12 * 60, "下午": 18 * 60, "午": 12 * 60, "零点": 24 * 60, "傍晚": 18 * 60, "晚": 22 * 60, "夜": 22 * 60,
    "下班": END_OF_BUSINESS, "晚饭": END_OF_BUSINESS, "morning": 12 * 60, "afternoon": 18 * 60, "noon": 12 * 60, "lunch": 12 * 60, "evening": 22 * 60, "tonight": 22 * 60,
    "midnight": 24 * 60, "end of": END_OF_BUSINESS, "eod": END_OF_BUSINESS, "cob": END_OF_BUSINESS, "close of": END_OF_BUSINESS,
}  # fmt: skip
_WEEKDAYS = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "末": 6,
    "mon": 0,
    "tue": 1,
    "wed": 2,
    "thu": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}

_NUMBER = r"(?P<n>\d+(?:\.\d)?|[一二两三四五六七八九十半]{1,3}|half an|half a|a couple of|couple of|a few|few|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty-five|(?:(?<=within )|(?<=in ))the(?: next)?(?= hour))"
_SPAN = re.compile(
    rf"(?<![\d:.]){_NUMBER}(?:\s?[-–到至~]\s?(?P<to>\d+))?(?:ish|-ish)?[\s-]?(?:个)?(?P<half>半)?(?P<unit>分钟|刻钟|小时|钟头|钟(?!头)|天|日(?=之?内|后)|工作日|个工作日|周(?![一二三四五六日末])|星期(?![一二三四五六日天])|mins?\b|minutes?\b|hours?\b|hrs?\b|h\b|days?\b|working days?\b|business days?\b|weeks?\b)(?P<more>半)?"
)
_CLOCK = re.compile(
    r"(?<![\d./-])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?!\d)\s?(?P<ap>[ap]\.?m)?|(?<![\d.:])(?P<h2>\d{1,2})\s?(?P<ap2>[ap]\.?m)\b|(?<![\d.:])(?P<h3>\d{1,2}|十[一二]?|[一二两三四五六七八九])\s?点(?:钟|整)?(?P<half>半)?(?P<m3>[0-5]\d)?(?!击|播|上|开|位)|\b(?:before|by|at|around|until|til) (?P<h4>[01]?\d|2[0-4])(?: ?utc|\s?(?P<ap4>[ap]\.?m)\b)?(?![\d:%.a-z-]| ?(?:days|hours|users))|(?<![\d.:])(?P<h5>[01]?\d|2[0-4]) (?=utc)"
)
_DAY = re.compile(
    any_of(
        r"""大后天, 后天, 明天, 明日, 明早, 明晚, 明儿, 听日, 今天, 今日, 今晚, 今早, 今夜, 今儿, (当天|当日|当晚)(?=给|就|内|回|答|出|必), 周末前?, 次日, 第二天, (下|本|这)?个?(周|星期|礼拜)[一二三四五六日天末], 下(个)?(周|星期|礼拜), 本周, 这周, 月底, 下(个)?月,
        tomorrow, tmrw, tmr, tonight, today, (next |this |on )?(mon|tues|wednes|thurs|fri|satur|sun)day, (on |by )?(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun), next week, this week, within (the|this) week, later this week, end of (the )?week, next month, end of the month, weekend"""
    )
)
_DATE = re.compile(
    r"(?<![\d.(])(?P<mo>1[0-2]|0?[1-9])(?:/|\s?月\s?)(?P<d>3[01]|[12]\d|0?[1-9])(?:\s?日|\s?号|(?![\d.]))|(?<![\d-])(?P<d2>3[01]|[12]\d|[1-9])\s?号(?![机楼房线节位字码])|\b(?P<d3>3[01]|[12]?\d)(?:st|nd|rd|th)?\s(?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\b(?P<mon2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s(?P<d4>3[01]|[12]?\d)\b|\bthe (?P<d5>3[01]|[12]?\d)(?:st|nd|rd|th)\b(?! \w*\s?(?:report|time|attempt|packet|frame|party))"
)
_PART = re.compile(
    any_of(
        "凌晨, 早上, 上午, 中午, 下午, 傍晚, 晚上, 晚间, 夜里, 下班前, 下班, 晚饭前, 明早, 今早, 今晚, 明晚, 今夜, 夜间, 半夜, 后半夜, 零点, 正午, 午饭前, 午前, morning, noon, lunch, afternoon, evening, tonight, midnight, end of (the )?(business )?day, eod, cob, close of business"
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_VAGUE = re.compile(
    any_of(
        """每(个)?(整点|半小时|小时), t\\+\\d, 节后, 复工, 开工, 整点, 到点, 两天定稿, (今|明)早, 月初, 月中, 年前, 年后, 季度末,
        in (5|10|15|20|30|45)(?= with|\\s*$|[,.]), month's end, week's end, before the weekend, end of (q[1-4]|the quarter|month|year), at (one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (today|tomorrow|tonight|sharp|am|pm|o'clock), same time tomorrow, every (hour|half hour|morning|day|\\d+ (minutes|mins|min|hours)), before (lunch|dinner|the show|your event|the event)"""
    )
)
"""Times whose moment cannot be told from the words."""


def times(text: str) -> Iterator[re.Match[str]]:
    """Every place of a folded sentence that names a time."""
    for pattern in (_SPAN, _CLOCK, _DATE, _DAY, _PART, _VAGUE):
        yield from pattern.finditer(text)


def due(text: str, at: Millis, zone: str) -> Millis | None:
    """The latest time to come that the folded sentence names, in UTC milliseconds; None where it names none.

    Raises ZoneInfoNotFoundError for a zone that does not exist.
    """
    now = from_millis(at).astimezone(ZoneInfo(zone if not re.search(r"\butc\b|\bgmt\b", text) else "UTC"))
    found = [*_spans(text, now), *_moments(text, now)]
    return max((to_millis(moment) for moment in found if moment > now), default=None)


def _spans(text: str, now: dt.datetime) -> Iterator[dt.datetime]:
    """Within an hour, 两小时内, 3-5 days."""
    for match in _SPAN.finditer(text):
        size = next(size for unit, size in _UNITS.items() if match["unit"].startswith(unit))
        count = float(match["to"]) if match["to"] else _count(match["n"])
        extra = 0.5 if match["half"] or match["more"] else 0.0
        yield now + dt.timedelta(minutes=(count + extra) * size)


def _moments(text: str, now: dt.datetime) -> Iterator[dt.datetime]:
    """A day, a clock on it, or both."""
    days = [*_days(text, now)]
    minutes = [*_clocks(text)]
    part = _PART.search(text)
    if not minutes and part:
        minutes = [next(minute for word, minute in _PARTS.items() if word in part[0])]
    for day in days or ([now.date()] if minutes else []):
        for minute in minutes or [END_OF_BUSINESS]:
            moment = dt.datetime.combine(day, dt.time(), now.tzinfo) + dt.timedelta(minutes=minute)
            yield moment if days or moment > now else moment + dt.timedelta(days=1)


def _clocks(text: str) -> Iterator[int]:
    """Minutes into the day."""
    for match in _CLOCK.finditer(text):
        raw = next(match[name] for name in ("h", "h2", "h3", "h4", "h5") if match[name])
        hour = int(raw) if raw.isdigit() else int(sum(_DIGITS[digit] for digit in raw))
        half = (match["ap"] or match["ap2"] or match["ap4"] or "").replace(".", "")
        before = text[max(0, match.start() - 4) : match.start()]
        late = half == "pm" or (not half and any(word in before for word in ("下午", "晚", "傍晚", "午后")))
        hour = hour % 12 + 12 if late and hour <= 12 else 0 if half == "am" and hour == 12 else hour
        if hour <= 24:
            yield hour * 60 + (30 if match["half"] else int(match["m"] or match["m3"] or 0))


def _days(text: str, now: dt.datetime) -> Iterator[dt.date]:
    today = now.date()
    for match in _DAY.finditer(text):
        yield today + dt.timedelta(days=_ahead(match[0], today))
    for match in _DATE.finditer(text):
        if date := _date(match, today):
            yield date


def _ahead(word: str, today: dt.date) -> int:
    """Days from today to the day that the word names."""
    for name, days in (
        ("大后", 3),
        ("后天", 2),
        ("明", 1),
        ("次日", 1),
        ("第二天", 1),
        ("tom", 1),
        ("tm", 1),
        ("听", 1),
        ("今", 0),
        ("当", 0),
        ("toni", 0),
        ("toda", 0),
    ):
        if word.startswith(name):
            return days
    if "月" in word or "month" in word:
        return 30 if word.startswith(("下", "next")) else 27 - min(today.day, 27)
    weekday = next((number for name, number in _WEEKDAYS.items() if re.search(rf"(?:周|星期|礼拜){name}$|\b{name}", word)), None)
    following = word.startswith(("下", "next"))
    if weekday is None:
        return (4 - today.weekday()) % 7 + (7 if following else 0)
    if word.startswith("下"):
        return 7 - today.weekday() + weekday
    return (weekday - today.weekday()) % 7


def _date(match: re.Match[str], today: dt.date) -> dt.date | None:
    """This year's such day, else next year's; a day alone is this month's, else the next one's."""
    day = int(next(match[name] for name in ("d", "d2", "d3", "d4", "d5") if match[name]))
    name = match["mon"] or match["mon2"]
    month = int(match["mo"]) if match["mo"] else _MONTHS.index(name) + 1 if name else None
    tries = (
        [(today.year + year, month) for year in (0, 1)]
        if month
        else [(today.year, today.month), (today.year + today.month // 12, today.month % 12 + 1)]
    )
    for year, in_month in tries:
        try:
            date = dt.date(year, in_month, day)
        except ValueError:
            continue
        if date >= today:
            return date
    return None


def _count(word: str) -> float:
    if word in _WORDS:
        return _WORDS[word]
    if word[0] in _DIGITS:
        return (
            10.0 + sum(_DIGITS[digit] for digit in word[1:])
            if word[0] == "十"
            else _DIGITS[word[0]] * (10 if "十" in word else 1)
        )
    return float(word)
