"""Days that a text names, in Chinese and English, as seen from the day on which it was received."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from houdun.prevention.festivals import NAMES, festival

SHORTER = 90
"""A day without its year is the one of which at most so many days have passed: else that of the coming year is meant."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = (
    "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "september" else "sept?(?:ember)?" for name in MONTHS) + r")\b\.?"
)
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONG = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs)?|fri|sat|sun"
CHINESE_DAYS: Mapping[str, int] = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
NUMBERS: Mapping[str, int] = {
    word: number
    for number, pair in enumerate(("one 一", "two 两", "three 三", "four 四", "five 五", "six 六", "seven 七", "eight 八"), 1)
    for word in pair.split()
}
TO = r"\s*(?:-|–|—|~|至|到|to|until|till|through|thru)\s*"


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """`first` … `last`, both inside, in `text[begins:ends]`. `evening`: the word itself says so, as 今晚 does."""

    begins: int
    ends: int
    first: dt.date
    last: dt.date
    evening: bool = False


Read: TypeAlias = Callable[[re.Match[str], dt.date], tuple[dt.date, dt.date] | None]


def days(text: str, today: dt.date) -> list[Days]:
    """What the folded text names, from left to right, without overlaps: of two that begin together the longer one."""
    found: list[Days] = []
    for each in sorted(_all(text, today), key=lambda each: (each.begins, -each.ends)):
        if not found or each.begins >= found[-1].ends:
            found.append(each)
    return found


def _all(text: str, today: dt.date) -> Iterator[Days]:
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            try:
                pair = read(match, today)
            except (ValueError, OverflowError):
                continue
            if pair is not None and pair[0] <= pair[1]:
                evening = match[0].endswith(("晚", "tonight")) and not text.startswith("会", match.end())
                yield Days(match.start(), match.end(), *pair, evening)


def joined(first: Days, last: Days) -> Days:
    """From the one to the other."""
    return replace(first, ends=last.ends, last=last.last, evening=False)


def near(month: int, day: int, today: dt.date, year: str | None = None) -> dt.date:
    """The day in that year; without one the next, or one that has just passed. ValueError where there is none."""
    if year:
        return dt.date(int(year), month, day)
    candidates = (_day_or_none(each, month, day) for each in range(today.year - 1, today.year + 9))
    return _first(each for each in candidates if each is not None and (today - each).days <= SHORTER)


def _first(candidates: Iterator[dt.date]) -> dt.date:
    found = next(candidates, None)
    if found is None:
        raise ValueError("there is no such day")
    return found


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    fits = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return dt.date(year, month, day) if fits else None


def _one(day: dt.date) -> tuple[dt.date, dt.date]:
    return day, day


def _month_day(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """Groups year, month, day, and of a range month2, day2."""
    parts = match.groupdict()
    first = near(_month(parts["month"]), int(parts["day"]), today, parts.get("year"))
    if not parts.get("day2"):
        return _one(first)
    last = dt.date(first.year, _month(parts.get("month2") or parts["month"]), int(parts["day2"]))
    return first, last if last >= first else last.replace(year=last.year + 1)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else [name[:3] for name in MONTHS].index(text[:3]) + 1


def _slashed(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """Month first; day first where it cannot be else."""
    first, second = int(match[1]), int(match[2])
    return _one(near(second, first, today) if first > 12 else near(first, second, today))


def _day_alone(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    day = int(match[1])
    months = ((today.year + (today.month - 1 + step) // 12, (today.month - 1 + step) % 12 + 1) for step in range(14))
    candidates = (_day_or_none(year, month, day) for year, month in months)
    return _one(_first(each for each in candidates if each is not None and each >= today))


RELATIVE: Mapping[str, int] = {
    "今天": 0, "今日": 0, "今晚": 0, "today": 0, "tonight": 0, "this evening": 0, "明天": 1, "明日": 1, "明晚": 1, "明早": 1,
    "tomorrow": 1, "后天": 2, "后晚": 2, "day after tomorrow": 2, "大后天": 3,
    "昨天": -1, "昨日": -1, "昨晚": -1, "yesterday": -1, "last night": -1, "前天": -2, "前晚": -2,
}  # fmt: skip


def _relative(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    return _one(today + dt.timedelta(days=RELATIVE[match[0]]))


def _chinese_weekday(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    which, name = match["which"] or "", match["day"]
    monday = today - dt.timedelta(days=today.weekday())
    weeks = which.count("下") - which.count("上")
    if name == "末":
        return monday + dt.timedelta(days=5, weeks=weeks), monday + dt.timedelta(days=6, weeks=weeks)
    day = monday + dt.timedelta(days=CHINESE_DAYS[name], weeks=weeks)
    return _one(day if which or day >= today else day + dt.timedelta(weeks=1))


def _english_weekday(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """`next` is the week after this one, as `last` is the one before; without either the coming one."""
    which, name = (match["which"] or "").strip(), match["day"]
    monday = today - dt.timedelta(days=today.weekday())
    weeks = {"next": 1, "last": -1, "past": -1}.get(which, 0)
    if name == "weekend":
        return monday + dt.timedelta(days=5, weeks=weeks), monday + dt.timedelta(days=6, weeks=weeks)
    day = monday + dt.timedelta(days=[each[:3] for each in ENGLISH_DAYS].index(name[:3]), weeks=weeks)
    return _one(day if weeks or day >= today else day + dt.timedelta(weeks=1))


def _week(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=1 if match[1] in ("下", "next") else 0)
    return monday, monday + dt.timedelta(days=6)


def _after(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    amount = NUMBERS.get(match["n"]) or int(match["n"])
    step = 7 if match["unit"] in ("周", "星期", "week", "weeks") else 1
    return _one(today + dt.timedelta(days=amount * step))


def _part_of_month(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """A month, or its beginning, middle, end."""
    parts = match.groupdict()
    month = today.month if parts["month"] in ("本", "this month", "the month") else _month(parts["month"])
    first = near(month, calendar.monthrange(today.year, month)[1], today, parts.get("year")).replace(day=1)
    last = calendar.monthrange(first.year, month)[1]
    part = parts.get("part") or ""
    spans = {
        "底": (last - 5, last),
        "末": (last - 5, last),
        "end": (last - 5, last),
        "初": (1, 7),
        "start": (1, 7),
        "beginning": (1, 7),
    }
    begin, end = spans.get(part, (11, 20) if part in ("中旬", "中", "mid", "middle") else (1, last))
    return first.replace(day=begin), first.replace(day=end)


def _festival(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date] | None:
    found = (festival(match[0], year) for year in (today.year, today.year + 1))
    return next((each for each in found if each is not None and each[1] >= today), None)


def _festival_names() -> str:
    names = sorted((name for name in NAMES if not name.isdigit()), key=len, reverse=True)
    numbers = "|".join(name for name in NAMES if name.isdigit())
    sale = r"\s*(?:大促|活动|期间|当[天晚日]|晚|sale|night|festival|节)"
    return "(?<![周期第])(?:" + "|".join(map(re.escape, names)) + rf")|(?<!\d)(?:{numbers})(?={sale})"


_YEAR = r"(?:,?\s*(?P<year>20\d\d)(?!\d|:\d))?"
_ORDINAL = r"(?:st|nd|rd|th)?"
FORMS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?<![\d/.-])(?P<year>20\d\d)\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})(?!\d)", _month_day),
        (
            rf"(?<!\d)(?:(?P<year>20\d\d)\s*年\s*)?(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})(?!\d)\s*[日号]?"
            rf"(?:{TO}(?:(?P<month2>\d{{1,2}})\s*月\s*)?(?P<day2>\d{{1,2}})\s*[日号])?",
            _month_day,
        ),
        (r"(?<![\d/.:-])(\d{1,2})/(\d{1,2})(?![\d/.%])", _slashed),
        (r"(?<![\d月.])(\d{1,2})\s*[日号](?=\s*(?:[早晚上下中凌起之前当到至,，。.~-]|\d{1,2}\s*[点:])|$)", _day_alone),
        (
            rf"\b(?P<month>{MONTH})\s*(?P<day>\d{{1,2}}){_ORDINAL}(?![\d%]|:\d)(?!\s*(?:times|users|percent|ms|x\b))"
            rf"(?:(?:{TO}|\s+and\s+)(?:(?P<month2>{MONTH})\s*)?(?P<day2>\d{{1,2}}){_ORDINAL}(?!\d|:\d))?{_YEAR}",
            _month_day,
        ),
        (
            rf"(?<![\d:.])(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of)?\s+(?P<month>{MONTH}){_YEAR}",
            _month_day,
        ),
        ("大?后天|今[天日晚]|明[天日晚早]|后晚|昨[天日晚]|前[天晚]", _relative),
        (r"\b(?:day after tomorrow|tomorrow|today|tonight|this evening|yesterday|last night)\b", _relative),
        (r"(?P<which>下下|[这本下上])?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])(?![个年次])", _chinese_weekday),
        (
            rf"\b(?:(?P<which>this coming|this|next|coming|last|past)\s+)?(?P<day>{_LONG}|weekend)\b(?!\s*\d{{1,2}}\s*(?:{MONTH}))",
            _english_weekday,
        ),
        (r"([下本这])个?(?:周|星期|礼拜)(?![一二三四五六日天末])", _week),
        (r"\b(next|this) week\b(?!end)", _week),
        (r"(?<![\d.~-])(?P<n>\d{1,3}|[一两三四五六七八])\s*个?(?P<unit>天|周|星期)(?:之?后|以后)", _after),
        (r"\bin (?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight) (?P<unit>days?|weeks?)\b", _after),
        (
            r"(?<!\d)(?:(?P<year>20\d\d)\s*年\s*)?(?P<month>\d{1,2}|本)\s*月\s*份?(?P<part>底|末|初|中旬|中)?(?=起|开始|$|[,，。\s\u4e00-\u9fff])",
            _part_of_month,
        ),
        (
            rf"\b(?:(?P<part>end|beginning|start|middle|mid)(?:\s+of|-|\s)\s*)(?P<month>{MONTH}|this month|the month){_YEAR}",
            _part_of_month,
        ),
        (rf"\bin (?P<month>{MONTH}){_YEAR}(?!\s*\d)", _part_of_month),
        (_festival_names(), _festival),
    )
)
"""How a day is written, and how it is read."""
