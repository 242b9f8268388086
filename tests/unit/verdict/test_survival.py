from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_time

from houdun.verdict.survival import POINTS, curve, kaplan_meier, survival_of, survival_order
from tests.verdict_given import RESPONSE, A, case, run

history = st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.integers(1, 9)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(history)
def test_curve_band_and_quantiles_equal_lifelines(rows: list[tuple[int, bool, int]]) -> None:
    times, observed, weights = (np.array(column) for column in zip(*rows, strict=True))
    theirs = KaplanMeierFitter().fit(times, observed, weights=weights)
    ours = kaplan_meier(times.astype(float), observed, weights.astype(float))
    expected = theirs.survival_function_at_times(ours.times).to_numpy()
    np.testing.assert_allclose(ours.survival, expected, atol=1e-9)
    inside = ours.survival > 0
    band = theirs.confidence_interval_.loc[ours.times[inside]].to_numpy()
    np.testing.assert_allclose(np.stack([ours.low[inside], ours.high[inside]], axis=1), band, atol=1e-9)
    for share in (0.1, 0.5, 0.9):
        if not np.isclose(expected, 1 - share, atol=1e-9).any():
            assert ours.quantile(share) == qth_survival_time(1 - share, theirs.survival_function_.iloc[:, 0])


def test_a_quantile_that_the_curve_never_reaches_is_infinite() -> None:
    fit = kaplan_meier(np.array([1.0, 2.0, 3.0]), np.array([True, False, False]))
    assert math.isinf(fit.quantile(0.5))


def test_a_survival_that_is_at_the_level_but_for_rounding_reaches_it() -> None:
    times = np.arange(1.0, 11.0)
    assert kaplan_meier(times, np.ones(10, dtype=bool)).quantile(0.9) == 9.0


def test_attained_counts_up_to_and_with_the_line() -> None:
    fit = kaplan_meier(np.array([5.0, 15.0, 20.0, 30.0]), np.array([True, True, True, False]))
    assert [fit.attained(line) for line in (4, 15, 20, 99)] == [0.0, 0.5, 0.75, 0.75]


def test_the_unanswered_stay_at_risk() -> None:
    answered_only = kaplan_meier(np.array([10.0, 20.0]), np.array([True, True]))
    with_silence = kaplan_meier(np.array([10.0, 20.0, 99.0, 99.0]), np.array([True, True, False, False]))
    assert answered_only.quantile(0.5) == 10.0
    assert with_silence.quantile(0.5) == 20.0


@settings(max_examples=40)
@given(history)
def test_many_rows_of_weights_give_the_same_curves_as_one_by_one(rows: list[tuple[int, bool, int]]) -> None:
    times, observed, weights = (np.array(column) for column in zip(*rows, strict=True))
    order = survival_order(times, observed)
    both = survival_of(np.stack([weights, np.ones(len(rows))])[:, order], observed[order])
    for survival, weight in zip(both, (weights.astype(float), None), strict=True):
        fit = kaplan_meier(times.astype(float), observed, weight)
        last = fit.survival[-1] if len(fit.survival) else 1.0
        assert survival[-1] == pytest.approx(last, abs=1e-9)


def test_a_long_history_is_thinned_without_moving_a_value() -> None:
    minutes = np.random.default_rng(3).lognormal(3, 1, 3000)
    readings = [case(run(each), id=str(number)) for number, each in enumerate(minutes)]
    drawn = curve(RESPONSE, A, readings)
    whole = kaplan_meier(np.array([reading.clocks[0].wall_ms for reading in readings], dtype=float), np.ones(3000, dtype=bool))
    assert len(drawn.times_ms) <= POINTS
    assert drawn.n == drawn.events == 3000
    held = np.searchsorted(drawn.times_ms, whole.times, side="right") - 1
    shown = np.where(held >= 0, np.array(drawn.survival)[held], 1.0)
    assert np.abs(shown - whole.survival).max() < 1 / 390
    assert drawn.survival[-1] == whole.survival[-1]
    assert drawn.quantiles[0.5] == whole.quantile(0.5)


def test_an_empty_history_has_an_empty_curve() -> None:
    drawn = curve(RESPONSE, A, [])
    assert (drawn.n, drawn.times_ms, drawn.quantiles) == (0, (), {0.5: None, 0.9: None})
