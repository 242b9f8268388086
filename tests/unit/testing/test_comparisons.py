from __future__ import annotations

import pytest

from houdun.testing.comparisons import comparison, nothing
from houdun.testing.hostile import EVIL, hostile


@pytest.mark.parametrize("vendors", [1, 3, 24])
def test_a_comparison_is_whole(vendors: int) -> None:
    made = comparison(vendors, cases=5)
    assert len(made.verdict.vendors) == len(made.hours) == vendors
    assert len(made.cases) == 5 * vendors
    for vendor, ranks in made.verdict.rank_acceptability.items():
        assert sum(ranks) == pytest.approx(1)
        assert set(made.verdict.beats[vendor]) == set(made.verdict.rank_acceptability) - {vendor}
    for result in made.verdict.vendors:
        contributions = [
            one for dimension in result.dimensions for criterion in dimension.criteria for one in criterion.contributions
        ]
        assert all(one.case in made.cases for one in contributions)
        assert all(one.entry in {entry.uid for entry in made.cases[one.case].log.entries} for one in contributions)


def test_it_is_the_same_each_time_and_another_with_another_seed() -> None:
    assert comparison(2, cases=4) == comparison(2, cases=4)
    assert comparison(2, cases=4) != comparison(2, cases=4, seed=8)


def test_some_cases_are_never_answered() -> None:
    clocks = [reading.clock("time_to_first_response_human") for reading in comparison().cases.values()]
    assert 0 < sum(clock.censored for clock in clocks if clock) < len(clocks) / 2


def test_nothing_has_no_vendor_and_no_case() -> None:
    assert (nothing().verdict.vendors, dict(nothing().cases), nothing().provenance.sources) == ((), {}, ())


def test_the_hostile_vendor_is_hostile_everywhere() -> None:
    made = hostile()
    names = {result.vendor.name for result in made.verdict.vendors}
    assert EVIL in names
    assert any(key.vendor.name == EVIL and reading.log.title == EVIL for key, reading in made.cases.items())
    assert set(made.verdict.rank_acceptability) == {result.vendor for result in made.verdict.vendors}
