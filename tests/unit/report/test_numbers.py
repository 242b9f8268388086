from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.time import DAY, HOUR, MINUTE, SECOND
from houdun.facts.verdict import Estimate
from houdun.language import Language
from houdun.report.numbers import Numbers
from houdun.report.words import Words
from houdun.testing.factories import millis

EN = Numbers(Words(Language.EN), "Asia/Shanghai")
ZH = Numbers(Words(Language.ZH), "Asia/Shanghai")


@pytest.mark.parametrize(
    ("ms", "en", "zh"),
    [
        (0, "0 s", "0 秒"),
        (400, "0.4 s", "0.4 秒"),
        (45 * SECOND, "45 s", "45 秒"),
        (15 * MINUTE, "15 min", "15 分钟"),
        (4 * MINUTE + 10 * SECOND, "4 min 10 s", "4 分 10 秒"),
        (HOUR + 5 * MINUTE + 29 * SECOND, "1 h 5 min", "1 小时 5 分"),
        (HOUR - 1, "1 h", "1 小时"),
        (2 * DAY + 3 * HOUR, "2 d 3 h", "2 天 3 小时"),
        (1200 * DAY, "1,200 d", "1,200 天"),
        (-15 * MINUTE, "−15 min", "−15 分钟"),
        (float("inf"), "∞", "∞"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(ms: float, en: str, zh: str) -> None:
    assert (EN.duration(ms), ZH.duration(ms)) == (en, zh)


@settings(max_examples=200)
@given(st.integers(min_value=0, max_value=400 * DAY))
def test_a_duration_never_says_sixty_of_a_smaller_unit(ms: int) -> None:
    words = EN.duration(ms).split()
    limits = {"s": 60, "min": 60, "h": 24, "d": 10**6}
    assert all(float(n.replace(",", "")) < limits[unit] for n, unit in zip(words[::2], words[1::2], strict=True))
    assert 1 <= len(words) // 2 <= 2


@pytest.mark.parametrize(("share", "said"), [(0, "0%"), (0.004, "<1%"), (0.5, "50%"), (0.996, ">99%"), (1, "100%")])
def test_what_is_not_quite_certain_never_looks_certain(share: float, said: str) -> None:
    assert EN.percent(share) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (90_000, "ms", "1 min 30 s"), (15, "minutes", "15 min"), (2, "days", "2 d"), (0.25, "share", "25%"), (1, "yes", "100%"),
        (2.75, "grade", "2.75 of 4"), (3, "count", "3"), (12345.6, "", "12,346"), (7, "{0} odd", "7 0 odd"), (float("inf"), "count", "∞"),
    ],
)  # fmt: skip
def test_a_value_is_said_in_its_unit(value: float, unit: str, said: str) -> None:
    assert EN.value(value, unit) == said


def test_an_interval_runs_from_low_to_high_and_is_one_number_where_both_are_alike() -> None:
    assert EN.values(Estimate(2.0, 3.0, 1.0), "grade") == "1 – 3"
    assert EN.values(Estimate(0.5, 0.5, 0.5), "share") == "50%"
    assert EN.interval(Estimate(0.8, 0.75, 0.9)) == "75–90"


def test_times_are_those_of_the_customers_zone() -> None:
    at = millis("20:30:05")
    assert EN.when(at) == "2025-03-04 04:30"
    assert EN.day(at) == "2025-03-04"
    assert ZH.moment(at) == "周二 2025-03-04 04:30:05"


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (9_999, "9,999", "9,999"),
        (58_471_279, "58.5 million", "5,847 万"),
        (2_094_794_475, "2.1 billion", "20.9 亿"),
        (314_219_171_197, "314 billion", "3,142 亿"),
    ],
)
def test_large_counts_are_written_as_people_say_them(value: float, en: str, zh: str) -> None:
    assert (EN.large(value), ZH.large(value)) == (en, zh)


@pytest.mark.parametrize(
    ("share", "short", "told"),
    [(1.0, ">99%", "more than 99%"), (0.0, "<1%", "less than 1%"), (0.5, "50%", "50%")],
)
def test_a_chance_is_never_certain(share: float, short: str, told: str) -> None:
    assert (EN.chance(share), EN.told_chance(share)) == (short, told)
