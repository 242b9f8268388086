from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from houdun.probe.detection.drift import Slope, theil_sen


@given(st.floats(-5, 5), st.floats(-1e3, 1e3), st.integers(3, 40))
def test_the_slope_of_a_line_is_its_slope(slope: float, level: float, count: int) -> None:
    at = np.arange(count, dtype=np.float64) * 0.5
    assert theil_sen(at, level + slope * at) == pytest.approx(slope, abs=1e-9)


def test_a_fifth_of_wild_values_does_not_tilt_it() -> None:
    generator = np.random.default_rng(1)
    at = np.arange(60, dtype=np.float64) * 0.5
    values: NDArray[np.float64] = at + generator.normal(0, 0.3, 60)
    values[::5] += generator.normal(0, 500, 12)
    assert theil_sen(at, values) == pytest.approx(1.0, abs=0.05)


def test_points_of_one_time_have_no_slope() -> None:
    assert np.isnan(theil_sen(np.zeros(4), np.arange(4.0)))


def found(rate: float, noise: float = 0.3, bound: float = 0.1, seconds: int = 120) -> tuple[float, float] | None:
    generator, slope = np.random.default_rng(2), Slope(bound)
    for index in range(seconds * 2):
        if (result := slope.add(index / 2, rate * index / 2 + generator.normal(0, noise))) is not None:
            return result
    return None


def test_noise_alone_does_not_drift_however_small_the_bound() -> None:
    assert found(0.0, noise=5.0, bound=0.01, seconds=20_000) is None


@pytest.mark.parametrize("rate", [1.0, -1.0, 0.2])
def test_a_drift_beyond_the_bound_is_found_with_its_slope_and_its_beginning(rate: float) -> None:
    result = found(rate)
    assert result is not None
    assert result[0] == pytest.approx(rate, rel=0.1)
    assert result[1] == 0.0


def test_a_level_series_does_not_drift() -> None:
    assert found(0.0, seconds=3600) is None


def test_too_few_samples_say_nothing() -> None:
    slope = Slope(0.1)
    assert all(slope.add(index * 10.0, index * 100.0) is None for index in range(50))
