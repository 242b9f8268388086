from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.verdict.ranking import Bank, Tally, Tiers, over_all_weights
from houdun.verdict.survival import FloatArray

FAIR = np.array([30.0, 20.0, 30.0, 15.0, 5.0])


def bank(scores: FloatArray, tiers: Sequence[int] = ()) -> Bank:
    vendors, _, draws = scores.shape
    held = np.array(tiers or [0] * vendors, dtype=np.int8)
    return Bank(scores, np.repeat(held[:, None], draws, axis=1), concentration=30.0, seed=1)


def level(vendors: int) -> Tiers:
    return np.zeros((vendors, 1), dtype=np.int8)


def test_a_vendor_that_is_better_everywhere_is_first_for_sure() -> None:
    scores = np.stack([np.full((5, 100), score) for score in (0.2, 0.9, 0.5)])
    ranking = bank(scores).rank(FAIR)
    assert ranking.acceptability.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert ranking.beats.tolist() == [[0, 0, 0], [1, 0, 1], [1, 0, 0]]


def test_a_higher_tier_ranks_after_a_lower_one_whatever_it_scores() -> None:
    scores = np.stack([np.full((5, 50), score) for score in (0.1, 0.99, 0.98, 0.2)])
    ranks = bank(scores, [0, 2, 1, 0]).rank(FAIR).acceptability.argmax(axis=1)
    assert ranks.tolist() == [1, 3, 2, 0]


def test_weights_keep_to_the_profile_and_the_same_weights_give_the_same_ranks() -> None:
    scores = np.zeros((2, 5, 20_000))
    scores[0, 0], scores[1, 1:] = 1.0, 1.0
    held = bank(scores)
    assert held.rank(FAIR).acceptability[0, 0] < 0.05
    assert held.rank(np.array([80.0, 5, 5, 5, 5])).acceptability[0, 0] > 0.95
    assert (held.rank(FAIR).acceptability == held.rank(FAIR * 7).acceptability).all()


def test_a_weight_of_nothing_leaves_a_dimension_out() -> None:
    scores = np.zeros((2, 5, 100))
    scores[0, 4], scores[1, 0] = 1.0, 0.1
    assert bank(scores).rank(np.array([1.0, 1, 1, 1, 0])).acceptability[1, 0] == 1


@settings(max_examples=30)
@given(st.integers(1, 9), st.integers(1, 60), st.integers(0, 99))
def test_every_draw_has_each_rank_once(vendors: int, draws: int, seed: int) -> None:
    totals = np.random.default_rng(seed).integers(0, 3, (vendors, draws)).astype(float)
    ranks = Tally(vendors).add(totals)
    assert (np.sort(ranks, axis=0) == np.arange(vendors)[:, None]).all()


def test_normal_totals_agree_with_drawing_every_score() -> None:
    chance = np.random.default_rng(2)
    mean = chance.uniform(0.4, 0.6, (3, 4))
    factor = chance.normal(0, 0.05, (3, 4, 4))
    covariance = factor @ factor.transpose(0, 2, 1)
    chosen = over_all_weights(mean, covariance, level(3), draws=100_000, seed=3)
    weights = chance.dirichlet(np.ones(4), 100_000)
    scores = np.stack([chance.multivariate_normal(mean[each], covariance[each], 100_000) for each in range(3)], axis=1)
    first = np.einsum("nvk,nk->nv", scores, weights).argmax(axis=1)
    for vendor in range(3):
        won = first == vendor
        assert abs(chosen.ranking.acceptability[vendor, 0] - won.mean()) < 0.01
        np.testing.assert_allclose(chosen.central[vendor], weights[won].mean(axis=0), atol=0.02)


def test_independent_columns_take_the_short_way_to_the_same_ranks() -> None:
    mean, spread = np.array([[0.5, 0.6], [0.6, 0.5]]), np.array([[0.1, 0.02], [0.03, 0.2]])
    apart = np.stack([np.diag(each**2) for each in spread])
    nearly = apart + np.array([[0, 1e-9], [1e-9, 0]])
    one, two = (over_all_weights(mean, each, level(2), draws=20_000, seed=1) for each in (apart, nearly))
    np.testing.assert_allclose(one.ranking.acceptability, two.ranking.acceptability, atol=1e-3)


def test_who_is_never_first_has_no_central_weights() -> None:
    mean = np.array([[0.9, 0.9], [0.1, 0.1]])
    chosen = over_all_weights(mean, np.zeros((2, 2, 2)), level(2), draws=1000, seed=1)
    assert np.isnan(chosen.central[1]).all()
    np.testing.assert_allclose(chosen.central[0].sum(), 1, atol=1e-5)


def test_who_is_of_a_higher_tier_in_half_the_draws_is_first_in_the_other_half() -> None:
    mean = np.array([[0.9, 0.9], [0.1, 0.1]])
    chosen = over_all_weights(mean, np.zeros((2, 2, 2)), np.array([[0, 1], [0, 0]], dtype=np.int8), draws=20_000, seed=1)
    assert abs(chosen.ranking.acceptability[0, 0] - 0.5) < 0.02
