from __future__ import annotations

import datetime as dt

import pytest

from houdun.prevention.festivals import NAMES, festival


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("国庆", 2026, (10, 1), (10, 7)),
        ("双十一", 2026, (11, 11), (11, 11)),
        ("春节", 2026, (2, 17), (2, 23)),
        ("元宵", 2026, (3, 3), (3, 3)),
        ("中秋", 2027, (9, 15), (9, 15)),
        ("dragon boat", 2026, (6, 19), (6, 19)),
    ],
)
def test_a_name_is_its_days_in_that_year(name: str, year: int, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert festival(name, year) == (dt.date(year, *first), dt.date(year, *last))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_known_in_both_of_the_coming_years(name: str) -> None:
    for year in (2026, 2027):
        found = festival(name, year)
        assert found is not None
        assert found[0] <= found[1]
