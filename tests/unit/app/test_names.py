"""Everything that a reader meets has a name, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.app import names
from houdun.facts.occasion import Detail, OccasionKind
from houdun.facts.question import Sort, Stratum
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.flow.trial.course import Fate
from houdun.flow.trial.moves import End
from houdun.flow.trial.told.overview import Phase
from houdun.language import Bilingual, Language


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        (Stratum, names.STRATA),
        (Sort, names.SORTS),
        (End, names.ENDS),
        (Phase, names.PHASES),
        (Fate, names.FATES),
        (OccasionKind, names.OCCASIONS),
        (Detail, names.DETAILS),
    ],
)
def test_every_one_has_a_name_of_its_own(kind: type[StrEnum], called: Mapping[StrEnum, Bilingual]) -> None:
    assert set(called) == set(kind)
    assert all(len({words.to(language) for words in called.values()}) == len(called) for language in Language)


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        (40_000, "40 秒", "40 s"),
        (12 * MINUTE, "12 分钟", "12 min"),
        (HOUR, "1 小时", "1 h"),
        (HOUR + 5 * MINUTE, "1 小时 5 分", "1 h 5 min"),
        (2 * DAY, "2 天", "2 d"),
        (2 * DAY + 3 * HOUR, "2 天 3 小时", "2 d 3 h"),
    ],
)
def test_a_span_is_said_in_its_two_largest_units(length: int, zh: str, en: str) -> None:
    assert names.span(length) == (zh, en)


@given(st.lists(st.integers(0, 40 * DAY), min_size=2).map(sorted))
def test_a_longer_span_never_begins_with_a_smaller_unit(lengths: list[int]) -> None:
    units = {"s": 0, "min": 1, "h": 2, "d": 3}
    assert all(units[names.span(a).en.split()[1]] <= units[names.span(b).en.split()[1]] for a, b in pairwise(lengths))
