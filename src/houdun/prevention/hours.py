"""Times of day that a text names, in Chinese and English, with the zone that it gives them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

MINUTES = 24 * 60

PARTS: Mapping[str, tuple[int, int]] = {
    "凌晨": (0, 6), "清晨": (5, 8), "早上": (6, 12), "早晨": (6, 10), "早": (6, 12), "上午": (8, 12), "中午": (11, 14), "下午": (12, 18),
    "傍晚": (17, 20), "晚高峰": (19, 24), "晚上": (19, 24), "晚间": (19, 24), "当晚": (19, 24), "晚": (19, 24), "深夜": (22, 30),
    "夜里": (22, 30), "午夜": (24, 26), "morning": (6, 12), "afternoon": (12, 18), "evening": (19, 24), "prime time": (19, 24),
    "evening peak": (19, 24), "night": (19, 24), "overnight": (22, 30), "noon": (12, 14), "midnight": (0, 2),
}  # fmt: skip
"""What a part of the day means, in hours, where no clock time is told."""
LATE = frozenset({"下午", "傍晚", "晚高峰", "晚上", "晚间", "当晚", "晚", "深夜", "夜里"})
ZONES: Mapping[str, float] = {
    "北京时间": 8, "beijing time": 8, "china time": 8, "bjt": 8, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "ist": 5.5, "utc": 0, "gmt": 0,
    "pst": -8, "pdt": -7, "mst": -7, "mdt": -6, "cdt": -5, "est": -5, "edt": -4, "bst": 1, "cet": 1, "cest": 2,
}  # fmt: skip
AMERICAN_CST, CHINESE_CST = -6.0, 8.0
_CHINESE_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

_PART = "|".join(sorted((part for part in PARTS if not part.isascii()), key=len, reverse=True))
_HOUR = r"(?:\d{1,2}|二?十[一二三四五六七八九]?|[一二三四五六七八九两零])"


def _clock_form(n: int) -> str:
    """A clock time whose groups carry the number `n`: part of the day, hour and minute, or hour in words with half, quarter, minutes."""
    digits = rf"(?P<h{n}>\d{{1,2}})[:：](?P<m{n}>\d\d)(?::\d\d)?"
    words = rf"(?P<c{n}>{_HOUR})\s*[点时](?:(?P<f{n}>半|一刻)|(?P<q{n}>\d{{1,2}})\s*分?)?"
    return rf"(?:(?P<p{n}>{_PART})\s*)?(?:{digits}|{words})(?!\d)(?!\s*(?:am|pm)\b)"


_SEPARATOR = r"\s*(?:-|–|—|~|至|到|to|until|till)\s*"
CHINESE = re.compile(rf"(?<![\d:.]){_clock_form(1)}(?:{_SEPARATOR}(?:次日|第二天)?\s*{_clock_form(2)})?")
_NAMED = r"noon|midnight|(?:\d{1,2})(?:[:.]\d\d)?\s*(?:a\.?m\b\.?|p\.?m\b\.?|o'?clock)"
ENGLISH = re.compile(
    rf"(?<![\d:.])(?:between\s+|from\s+)?(?:(?P<bare>\d{{1,2}}(?::\d\d)?){_SEPARATOR.replace('to|', 'to|and|')})?"
    rf"(?P<one>\b(?:{_NAMED}))(?:{_SEPARATOR.replace('to|', 'to|and|')}(?P<two>\b(?:{_NAMED})))?"
)
COARSE = re.compile(
    rf"(?<![最提尽太])(?P<zh>{_PART})(?![会点\d]|\s*\d{{1,2}}[点:])|\b(?P<en>evening peak|prime time|morning|afternoon|evening|overnight|night)s?\b"
)
ZONE_AFTER = re.compile(
    r"\s*[(（]?\s*(?:(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d\d))?|(cst|" + "|".join(map(re.escape, ZONES)) + r"))(?![a-z\d])"
)
ZONE_BEFORE = re.compile(r"(北京时间|beijing time|utc)\s*[:：]?\s*$")
_ENGLISH_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(a|p)?")


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Minutes after midnight, `last` beyond `first`; `first` alone where no end is told (`last` is None). `zone` in hours east of
    UTC, None where none is named. `exact`: by the clock."""

    begins: int
    ends: int
    first: int
    last: int | None
    exact: bool
    zone: dt.timezone | None = None


def hours(text: str, home: dt.timedelta) -> list[Hours]:
    """What the folded text names, from left to right, without overlaps. `home` is the calendar's offset from UTC, by which CST is
    China's or America's."""
    exact = [each for match in CHINESE.finditer(text) if (each := _chinese(match)) is not None]
    exact += [each for match in ENGLISH.finditer(text) if (each := _english(match)) is not None]
    coarse = [
        Hours(match.start(), match.end(), 60 * part[0], 60 * part[1], exact=False)
        for match in COARSE.finditer(text)
        for part in (PARTS[match["zh"] or match["en"]],)
    ]
    found: list[Hours] = []
    for each in sorted((*exact, *coarse), key=lambda each: (each.begins, -each.ends)):
        if not found or each.begins >= found[-1].ends:
            found.append(_zoned(text, each, home))
    return found


def _chinese(match: re.Match[str]) -> Hours | None:
    first = _clock(match, 1, "")
    if first is None:
        return None
    told = match["h2"] or match["c2"]
    if not told:
        return Hours(match.start(), match.end(), first, None, exact=True)
    last = _clock(match, 2, match["p1"] or "")
    if last is None or last <= first:
        last = _clock(match, 2, "")
    if last is None:
        return None
    return Hours(match.start(), match.end(), first, last if last > first else last + MINUTES, exact=True)


def _clock(match: re.Match[str], n: int, part: str) -> int | None:
    """Minutes; the part of the day before it, else `part`, says which half is meant."""
    part = match[f"p{n}"] or part
    hour = int(match[f"h{n}"]) if match[f"h{n}"] else _number(match[f"c{n}"])
    minute = int(match[f"m{n}"] or match[f"q{n}"] or {"半": 30, "一刻": 15}.get(match[f"f{n}"] or "", 0))
    if hour > 24 or minute > 59:
        return None
    if (part in LATE and hour < 12) or (part == "中午" and hour < 4) or (part == "午夜" and hour == 12):
        hour += 12
    return hour * 60 + minute


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * _CHINESE_DIGITS.get(tens, 1) if ten else 0) + _CHINESE_DIGITS.get(ones, 0)


def _english(match: re.Match[str]) -> Hours | None:
    one, two = _english_time(match["one"], ""), _english_time(match["two"] or "", "")
    if one is None:
        return None
    if match["bare"]:
        half = "p" if "p" in match["one"] else "a"
        begun = _english_time(match["bare"], half)
        if begun is not None and begun > one:
            begun = _english_time(match["bare"], "a")
        if begun is not None:
            return Hours(match.start(), match.end(), begun, one if one > begun else one + MINUTES, exact=True)
    if two is None:
        return Hours(match.start("one"), match.end(), one, None, exact=True)
    return Hours(match.start("one"), match.end(), one, two if two > one else two + MINUTES, exact=True)


def _english_time(text: str, half: str) -> int | None:
    if text in ("noon", "midnight"):
        return 12 * 60 if text == "noon" else 0
    found = _ENGLISH_TIME.match(text)
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    hour, half = int(found[1]), found[3] or half
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + int(found[2] or 0)


def _zoned(text: str, each: Hours, home: dt.timedelta) -> Hours:
    after, before = ZONE_AFTER.match(text, each.ends), ZONE_BEFORE.search(text, max(0, each.begins - 16), each.begins)
    if after is None and before is None:
        return each
    if after is not None and after[2]:
        size = int(after[2]) + int(after[3] or 0) / 60
        east = size if after[1] == "+" else -size
    else:
        name = (after[4] if after else before[1] if before else "").lower()
        east = (CHINESE_CST if home == dt.timedelta(hours=8) else AMERICAN_CST) if name == "cst" else ZONES[name]
    if abs(east) > 14:
        return each
    begins, ends = before.start() if before and not after else each.begins, after.end() if after else each.ends
    return Hours(begins, ends, each.first, each.last, each.exact, dt.timezone(dt.timedelta(hours=east)))
