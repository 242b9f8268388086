from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.grading.blind.alpha import Scale, agreement

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: the data of sections A, B and C, and the alphas given there.
MEG, OWEN = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
BEN = (1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1)
GERRY = (2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4)
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def items(raters: Sequence[Sequence[float | None]]) -> list[list[float | None]]:
    return [list(item) for item in zip(*raters, strict=True)]


@pytest.mark.parametrize(
    ("raters", "scale", "published"),
    [
        ((MEG, OWEN), Scale.NOMINAL, 0.095),
        ((BEN, GERRY), Scale.NOMINAL, 0.692),
        (FOUR, Scale.NOMINAL, 0.743),
        (FOUR, Scale.ORDINAL, 0.815),
        (FOUR, Scale.INTERVAL, 0.849),
    ],
)
def test_the_published_examples_come_out(raters: Sequence[Sequence[float | None]], scale: Scale, published: float) -> None:
    assert agreement(items(raters), scale).alpha == pytest.approx(published, abs=0.0006)


def by_definition(rated: Sequence[Sequence[float]]) -> float:
    """Interval alpha straight from its definition: pairs within items against pairs of any two values."""
    values = [value for item in rated for value in item]
    observed = sum(2 * (a - b) ** 2 / (len(item) - 1) for item in rated for a, b in combinations(item, 2)) / len(values)
    expected = sum(2 * (a - b) ** 2 for a, b in combinations(values, 2)) / (len(values) * (len(values) - 1))
    return 1 - observed / expected


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=5), min_size=2, max_size=20))
def test_interval_alpha_is_what_its_definition_says(rated: list[list[int]]) -> None:
    found = agreement(rated, Scale.INTERVAL, resamples=10).alpha
    if len({value for item in rated for value in item}) == 1:
        assert found is None
    else:
        assert found == pytest.approx(by_definition(rated))


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=4), min_size=3, max_size=15), st.sampled_from(Scale))
def test_perfect_agreement_is_one_and_the_order_of_raters_does_not_matter(rated: list[list[int]], scale: Scale) -> None:
    same = [[item[0]] * len(item) for item in rated]
    assert agreement(same, scale, resamples=10).alpha in (None, pytest.approx(1.0))
    turned = [item[::-1] for item in rated]
    assert agreement(rated, scale, resamples=10) == agreement(turned, scale, resamples=10)


def test_ranks_alone_decide_on_the_ordinal_scale() -> None:
    stretched = [[None if value is None else value**3 for value in item] for item in items(FOUR)]
    assert agreement(stretched, Scale.ORDINAL) == agreement(items(FOUR), Scale.ORDINAL)


def test_items_of_one_rater_count_for_nothing_and_sameness_says_nothing() -> None:
    assert agreement([[3], [None, 2], []], Scale.ORDINAL) == agreement([], Scale.ORDINAL)
    assert agreement([[2, 2], [2, 2]], Scale.NOMINAL).alpha is None
    assert not agreement([[2, 2], [2, 2]], Scale.NOMINAL).reliable


def test_the_interval_holds_the_figure_and_narrows_with_the_items() -> None:
    few, many = agreement(items(FOUR), Scale.ORDINAL), agreement(items(FOUR) * 10, Scale.ORDINAL)
    for each in (few, many):
        assert each.alpha is not None
        assert each.low is not None
        assert each.high is not None
        assert each.low < each.alpha < each.high
    assert few.low is not None
    assert few.high is not None
    assert many.low is not None
    assert many.high is not None
    assert many.high - many.low < (few.high - few.low) / 2


def test_a_single_item_has_no_interval() -> None:
    assert agreement([[1, 3]], Scale.ORDINAL).low is None
