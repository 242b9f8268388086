from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.verdict.lean import lean
from houdun.verdict.survival import FloatArray


def scores(*rows: list[float]) -> FloatArray:
    return np.array(rows, dtype=float)


def test_without_evidence_all_are_equally_likely() -> None:
    assert lean(np.empty((0, 4))) == pytest.approx(np.full(4, 0.25))


def test_one_vendor_is_the_best_of_one() -> None:
    assert lean(np.empty((3, 1))).tolist() == [1.0]


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.floats(-12, 3)] * 3), max_size=40))
def test_chances_sum_to_one_and_go_by_the_mean(rows: list[tuple[float, float, float]]) -> None:
    table = np.array(rows).reshape(-1, 3)
    chance = lean(table)
    assert chance.sum() == pytest.approx(1)
    if rows:
        means = table.mean(axis=0)
        assert chance[means.argmax()] == pytest.approx(chance.max())


def test_a_hard_question_for_all_says_nothing() -> None:
    table = scores([1.0, 0.0], [0.5, 0.7], [2.0, 0.1])
    assert lean(table + np.array([[-5.0], [3.0], [0.0]])) == pytest.approx(lean(table))


def test_one_block_leans_and_does_not_decide() -> None:
    assert 0.55 < lean(scores([1.0, -1.0]))[0] < 0.95


def test_more_of_the_same_leans_harder() -> None:
    block = [1.0, 0.0, -0.5]
    leans = [lean(scores(*[block] * n))[0] for n in (1, 3, 10, 30)]
    assert leans == sorted(leans)
    assert leans[-1] > 0.99


def test_the_chance_is_that_of_drawing_from_the_posterior() -> None:
    """Prior deviation 1, noise known to be 1.5 where its estimate agrees: drawn by hand."""
    table = np.random.default_rng(1).normal([0.3, 0.0, -0.1], 1.5, (12, 3))
    own = table - table.mean(axis=1, keepdims=True)
    variance = (4 * 1.5**2 + ((own - own.mean(axis=0)) ** 2).sum()) / (4 + 11 * 2)
    precision = 12 / variance + 1
    drawn = np.random.default_rng(2).normal(own.mean(axis=0) * 12 / variance / precision, precision**-0.5, (200_000, 3))
    assert lean(table) == pytest.approx(np.bincount(drawn.argmax(axis=1)) / 200_000, abs=0.005)
