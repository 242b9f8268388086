"""Days that have names: those on which live audiences swell, by the solar and the Chinese calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

FIXED: Mapping[str, tuple[int, int, int]] = {
    "元旦": (1, 1, 1), "new year's day": (1, 1, 1),
    "情人节": (2, 14, 1), "valentine's day": (2, 14, 1),
    "女神节": (3, 8, 1), "妇女节": (3, 8, 1), "三八节": (3, 8, 1), "women's day": (3, 8, 1),
    "白色情人节": (3, 14, 1), "white day": (3, 14, 1),
    "五一": (5, 1, 5), "劳动节": (5, 1, 5), "labour day": (5, 1, 5), "labor day": (5, 1, 5),
    "520": (5, 20, 1), "六一": (6, 1, 1), "618": (6, 18, 1),
    "国庆": (10, 1, 7), "十一黄金周": (10, 1, 7), "national day": (10, 1, 7), "golden week": (10, 1, 7),
    "万圣节": (10, 31, 1), "halloween": (10, 31, 1),
    "双十一": (11, 11, 1), "双11": (11, 11, 1), "double 11": (11, 11, 1), "singles' day": (11, 11, 1),
    "双十二": (12, 12, 1), "双12": (12, 12, 1), "double 12": (12, 12, 1),
    "平安夜": (12, 24, 1), "christmas eve": (12, 24, 1), "圣诞": (12, 25, 1), "christmas": (12, 25, 1),
    "跨年": (12, 31, 1), "new year's eve": (12, 31, 1),
}  # fmt: skip
"""Name → (month, day, how many days)."""

LUNAR: Mapping[str, tuple[str, int, int]] = {
    "春节": ("春节", 0, 7), "spring festival": ("春节", 0, 7), "chinese new year": ("春节", 0, 7), "lunar new year": ("春节", 0, 7),
    "除夕": ("春节", -1, 1), "小年夜": ("春节", -2, 1), "元宵": ("春节", 14, 1), "lantern festival": ("春节", 14, 1),
    "清明": ("清明节", 0, 3), "qingming": ("清明节", 0, 3),
    "端午": ("端午节", 0, 1), "dragon boat": ("端午节", 0, 1),
    "中秋": ("中秋节", 0, 1), "mid-autumn": ("中秋节", 0, 1),
}  # fmt: skip
"""Name → (China's public holiday, days after it, how many days)."""

NAMES = (*FIXED, *LUNAR)


def festival(name: str, year: int) -> tuple[dt.date, dt.date] | None:
    """Its first and last day in that year; None where the calendar of public holidays does not reach."""
    if name in FIXED:
        month, day, days = FIXED[name]
        first = dt.date(year, month, day)
    else:
        holiday, after, days = LUNAR[name]
        found = _public_holidays(year).get(holiday)
        if found is None:
            return None
        first = found + dt.timedelta(days=after)
    return first, first + dt.timedelta(days=days - 1)


@lru_cache(maxsize=8)
def _public_holidays(year: int) -> dict[str, dt.date]:
    # Here and not above: it takes a tenth of a second, which only texts that name such a day should pay.
    from holidays import country_holidays

    held: dict[str, dt.date] = {}
    for day, name in sorted(country_holidays("CN", years=year, observed=False, language="zh_CN").items()):
        for each in name.split("; "):
            held.setdefault(each, day)
    return held
