from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.verdict.survival import FloatArray
from houdun.verdict.wealth import MOST, STAKES, Wealth, log_factor

sizes = st.floats(0, 30, allow_nan=False)


def after(scores: FloatArray) -> FloatArray:
    """Wealth after scores [trials, blocks, vendors]."""
    wealth = Wealth(len(scores), scores.shape[2])
    for block in range(scores.shape[1]):
        wealth.bet(scores[:, block], np.ones((len(scores), scores.shape[2]), dtype=np.bool_))
    return wealth.pairs


def every_sign(magnitudes: list[float]) -> FloatArray:
    """Two vendors, a trial for each pattern of signs."""
    signs = np.array(list(product([1, -1], repeat=len(magnitudes))))
    return np.stack([signs * magnitudes, np.zeros_like(signs, dtype=float)], axis=-1)


@settings(deadline=None)
@given(st.lists(sizes, min_size=1, max_size=7))
def test_over_all_signs_the_mean_wealth_is_what_was_staked(magnitudes: list[float]) -> None:
    pairs = after(every_sign(magnitudes))
    assert pairs[:, 0, 1].mean() == pytest.approx(1)
    assert pairs[:, 1, 0].mean() == pytest.approx(1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), sizes), max_size=8), sizes)
def test_whatever_went_before_the_next_block_is_a_fair_bet(past: list[tuple[bool, float]], magnitude: float) -> None:
    told = [size if up else -size for up, size in past]
    now, up, down = (
        after(np.array([[[x, 0.0] for x in [*told, *following]]]).reshape(1, -1, 2))
        for following in ([], [magnitude], [-magnitude])
    )
    assert (up + down)[0, 0, 1] / 2 == pytest.approx(now[0, 0, 1])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(sizes, sizes, sizes), min_size=1, max_size=4))
def test_over_all_exchanges_of_three_vendors_every_account_is_fair(blocks: list[tuple[float, float, float]]) -> None:
    trials = np.array([list(order) for order in product(*(permutations(block) for block in blocks))])
    assert after(trials).mean(axis=0) == pytest.approx(np.ones((3, 3)))


@settings(deadline=None)
@given(st.lists(sizes, min_size=1, max_size=6), st.floats(0, 0.5))
def test_bets_on_a_vendor_that_is_no_better_lose_on_average(magnitudes: list[float], chance: float) -> None:
    trials = every_sign(magnitudes)
    likely = np.where(trials[:, :, 0] > 0, chance, 1 - chance)
    likely[:, np.array(magnitudes) == 0] = 0.5
    assert (likely.prod(axis=1) * after(trials)[:, 0, 1]).sum() <= 1 + 1e-9


@given(st.floats(-1e6, 1e6))
def test_a_bet_and_its_opposite_share_two(z: float) -> None:
    assert np.exp(log_factor(np.array([z, -z]))).sum() == pytest.approx(2)


def test_no_bet_is_made_on_one_that_was_not_asked() -> None:
    wealth = Wealth(1, 3)
    wealth.bet(np.array([[1.0, 0.0, np.nan]]), np.array([[True, True, False]]))
    assert wealth.pairs[0, 2] == pytest.approx(np.ones(3))
    assert wealth.pairs[0, :, 2] == pytest.approx(np.ones(3))
    assert wealth.pairs[0, 0, 1] == pytest.approx(np.mean(2 / (1 + np.exp(-STAKES))))


def test_a_long_run_neither_overflows_nor_turns_negative() -> None:
    pairs = after(np.tile([[[500.0, 0.0]]], (1, 3000, 1)))
    assert pairs[0, 0, 1] == pytest.approx(MOST)
    assert pairs[0, 1, 0] == 0
