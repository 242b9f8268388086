from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.grading.blind.guesses import guesses, interval


@pytest.mark.parametrize(
    ("right", "made", "low", "high"),
    # By hand: none of n: 1 - (alpha/2)^(1/n); of ten, five: the textbook figures of Clopper and Pearson.
    [(0, 10, 0.0, 1 - 0.025 ** (1 / 10)), (10, 10, 0.025 ** (1 / 10), 1.0), (5, 10, 0.1871, 0.8129), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_the_exact_one(right: int, made: int, low: float, high: float) -> None:
    assert interval(right, made) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 60), st.data())
def test_the_ends_are_where_the_tails_are_worth_2_5_per_cent(made: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(1, made))
    low, _ = interval(right, made)
    tail = sum(math.comb(made, k) * low**k * (1 - low) ** (made - k) for k in range(right, made + 1))
    assert tail == pytest.approx(0.025, abs=1e-6)


def test_a_rater_who_is_mostly_right_among_three_sees_through() -> None:
    assert guesses(made=30, right=25, no_idea=2, vendors=3).seen_through
    assert not guesses(made=30, right=12, no_idea=2, vendors=3).seen_through


def test_more_right_than_made_is_refused() -> None:
    with pytest.raises(ValueError, match="right guesses"):
        guesses(made=2, right=3, no_idea=0, vendors=3)
