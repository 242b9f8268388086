from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.detection.baseline import Baseline


def fed(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Baseline:
    baseline = Baseline()
    for index, value in enumerate(values):
        baseline.learn(float(index), (float(value),))
    return baseline


def test_nothing_is_known_before_a_few_samples() -> None:
    assert not fed(np.zeros(5)).known
    assert fed(np.zeros(6)).known


def test_level_and_spread_are_those_of_the_samples() -> None:
    baseline = fed(np.random.default_rng(3).normal(40, 2, 1200))
    assert baseline.level == pytest.approx(40, abs=0.3)
    assert baseline.spread == pytest.approx(2, abs=0.3)


def test_outliers_do_not_move_it() -> None:
    values = np.full(600, 5.0)
    values[::7] = 1e6
    assert fed(values).level == 5.0


def test_it_follows_a_new_normal_within_its_memory_and_not_at_once() -> None:
    assert fed(np.concatenate([np.zeros(600), np.ones(180)])).level == 0.0
    assert fed(np.concatenate([np.zeros(600), np.ones(700)])).level == 1.0


def test_what_is_forgotten_is_unknown() -> None:
    baseline = fed(np.zeros(100))
    baseline.forget()
    assert not baseline.known
