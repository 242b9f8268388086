from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.verdict.evidence import SHARE, Attained, Evidence, Mean, Quantile, Sample, Scale
from houdun.verdict.survival import kaplan_meier

history = st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.integers(1, 9)), min_size=1, max_size=40)


def evidence(*samples: Sample) -> Evidence:
    return Evidence(samples, Mean(), SHARE, len(samples), "observed")


@settings(max_examples=80)
@given(history, st.integers(0, 32), st.sampled_from([0.5, 0.9]))
def test_attained_and_quantile_are_those_of_the_weighted_curve(
    rows: list[tuple[int, bool, int]], line: int, share: float
) -> None:
    samples = evidence(*(Sample(number, float(time), not seen) for number, (time, seen, _) in enumerate(rows))).arrays()
    weights = np.array([weight for _, _, weight in rows], dtype=float)
    fit = kaplan_meier(samples.value, samples.observed, weights)
    assert Attained(line).draws(weights[None], samples)[0] == pytest.approx(fit.attained(line), abs=1e-9)
    assert Quantile(share).draws(weights[None], samples)[0] == fit.quantile(share)


@pytest.mark.parametrize("lost", [0.0, 0.02, 0.5, 0.95])
def test_the_quantile_of_a_long_history_is_that_of_the_weighted_curve(lost: float) -> None:
    chance = np.random.default_rng(1)
    rows = zip(chance.integers(0, 900, 1500), chance.random(1500) < lost, strict=True)
    samples = evidence(*(Sample(number, float(time), bool(gone)) for number, (time, gone) in enumerate(rows))).arrays()
    weights = chance.standard_exponential((20, 1500))
    expected = [kaplan_meier(samples.value, samples.observed, each).quantile(0.9) for each in weights]
    assert Quantile(0.9).draws(weights, samples).tolist() == expected


@settings(max_examples=40)
@given(history, st.integers(0, 32))
def test_where_attainment_is_a_plain_share_it_is_said_so(rows: list[tuple[int, bool, int]], line: int) -> None:
    samples = evidence(*(Sample(number, float(time), not seen) for number, (time, seen, _) in enumerate(rows))).arrays()
    linear = Attained(line).linear(samples)
    lost_early = any(not seen and time < line for time, seen, _ in rows)
    assert (linear is None) == lost_early
    if linear is not None:
        weights = np.ones((1, len(rows)))
        assert Attained(line).draws(weights, samples)[0] == pytest.approx(linear.mean())


def test_a_case_lost_before_the_line_speaks_for_neither_side() -> None:
    held = Evidence([Sample(0, 5.0), Sample(1, 3.0, censored=True)], Attained(15), SHARE, 2, "observed")
    assert held.speaking().tolist() == [0]
    assert Attained(15).draws(np.ones((1, 2)), held.arrays())[0] == 1.0


def test_several_samples_of_a_case_share_its_weight() -> None:
    samples = evidence(Sample(0, 1.0), Sample(0, 1.0), Sample(1, 0.0)).arrays()
    assert Mean().draws(np.array([[1.0, 1.0], [1.0, 4.0]]), samples).tolist() == pytest.approx([2 / 3, 1 / 3])


@given(st.floats(0.01, 1e4), st.floats(0.01, 1e4), st.floats(0, 1), st.booleans())
def test_a_scale_and_its_inverse_agree(best: float, worst: float, score: float, log: bool) -> None:
    if abs(best - worst) > 1e-3 * max(best, worst):
        scale = Scale(best, worst, log)
        assert float(scale.score(np.array(scale.value(score)))) == pytest.approx(score, abs=1e-6)


def test_a_scale_ends_at_its_ends() -> None:
    tail = Scale(15, 1440, log=True)
    scores = tail.score(np.array([0.0, 15.0, 147.0, 1440.0, np.inf]))
    assert scores.tolist() == pytest.approx([1, 1, 0.5, 0, 0], abs=1e-3)
