from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from houdun.verdict.flips import crossings, smallest_move, winner_of
from houdun.verdict.survival import FloatArray

ALIKE = np.zeros(3, dtype=np.int64)
score = st.floats(0, 1).map(lambda value: round(value, 3))
means = st.lists(st.lists(score, min_size=4, max_size=4), min_size=3, max_size=3).map(np.array)
weights = st.lists(st.floats(0.05, 1), min_size=4, max_size=4).map(np.array)


def test_one_weight_is_moved_just_to_where_both_are_level() -> None:
    mean = np.array([[1.0, 0.0], [0.0, 1.0]])
    found = crossings(mean, np.array([60.0, 40.0]), ALIKE[:2])
    assert [(each.dimension, each.winner) for each in found] == [(0, 1), (1, 1)]
    assert found[0].weight_from == pytest.approx(0.6)
    assert found[0].weight_to == pytest.approx(0.5)


def test_who_is_better_everywhere_cannot_be_overtaken() -> None:
    mean = np.array([[0.9, 0.8], [0.5, 0.6]])
    assert crossings(mean, np.array([1.0, 1.0]), ALIKE[:2]) == []
    assert smallest_move(mean, np.array([1.0, 1.0]), ALIKE[:2]) is None


def test_who_stands_below_the_base_line_overtakes_nobody_who_reaches_it() -> None:
    mean = np.array([[0.5, 0.4], [0.9, 0.9], [0.4, 0.6]])
    standing = np.array([0, 2, 0])
    assert winner_of(mean, np.array([0.7, 0.3]), standing) == 0
    assert {each.winner for each in crossings(mean, np.array([0.7, 0.3]), standing)} == {2}


def _filled(share: FloatArray, dimension: int, weight: float) -> FloatArray:
    filled: FloatArray = share * (1 - weight) / (1 - share[dimension])
    filled[dimension] = weight
    return filled


@settings(max_examples=60)
@given(means, weights)
def test_at_a_crossing_both_are_level_and_before_it_the_winner_leads(mean: FloatArray, weight: FloatArray) -> None:
    share = weight / weight.sum()
    winner = winner_of(mean, share, ALIKE)
    for each in crossings(mean, weight, ALIKE):
        totals = mean @ _filled(share, each.dimension, each.weight_to)
        assert totals[each.winner] == pytest.approx(totals[winner], abs=1e-9)
        halfway = mean @ _filled(share, each.dimension, (each.weight_from + each.weight_to) / 2)
        assert halfway[winner] >= halfway.max() - 1e-9


@settings(max_examples=60)
@given(means, weights)
def test_no_transfer_between_two_weights_is_smaller_than_the_smallest_move(mean: FloatArray, weight: FloatArray) -> None:
    share = weight / weight.sum()
    winner, move = winner_of(mean, share, ALIKE), smallest_move(mean, weight, ALIKE)
    assume(move is not None)
    assert move is not None
    np.testing.assert_allclose(move.weights.sum(), 1)
    assert move.weights.min() >= -1e-12
    totals = mean @ move.weights
    assert totals[move.winner] == pytest.approx(totals[winner], abs=1e-9)
    for source, target in product(range(4), repeat=2):
        amount = min(share[source], 0.49 * move.change)
        other = share.copy()
        other[source] -= amount
        other[target] += amount
        assert (mean @ other)[winner] >= (mean @ other).max() - 1e-9
