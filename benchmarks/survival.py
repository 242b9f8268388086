"""Kaplan–Meier against lifelines, and what leaving the unanswered out does to a median.

    python benchmarks/survival.py

Simulated: waits are log-normal (median 80 minutes, so that the median of all cases is 92), one case in ten is never answered, and each
case is followed up to a horizon. The true median is that of the waits with the never-answered at infinity.
"""

from __future__ import annotations

import time
from statistics import NormalDist

import numpy as np
from lifelines import KaplanMeierFitter

from houdun.verdict.survival import BoolArray, FloatArray, kaplan_meier

CASES, NEVER, MIDDLE, SPREAD = 200_000, 0.1, 80.0, 1.4
TRUE_MEDIAN = MIDDLE * float(np.exp(SPREAD * NormalDist().inv_cdf(0.5 / (1 - NEVER))))


def history(horizon_hours: float, seed: int) -> tuple[FloatArray, BoolArray]:
    """Wall minutes, and whether each case was answered within its own follow-up (uniform up to twice the horizon)."""
    chance = np.random.default_rng(seed)
    waits = MIDDLE * np.exp(SPREAD * chance.standard_normal(CASES))
    waits[chance.random(CASES) < NEVER] = np.inf
    followed = chance.uniform(0, 2 * horizon_hours * 60, CASES)
    return np.minimum(waits, followed), waits <= followed


def against_lifelines() -> None:
    times, observed = history(24, 1)
    times, observed = np.round(times[:20_000]), observed[:20_000]
    start = time.perf_counter()
    theirs = KaplanMeierFitter().fit(times, observed)
    middle = time.perf_counter()
    ours = kaplan_meier(times, observed)
    end = time.perf_counter()
    curve = np.abs(ours.survival - theirs.survival_function_at_times(ours.times).to_numpy()).max()
    inside = ours.survival > 0
    band = theirs.confidence_interval_.loc[ours.times[inside]].to_numpy()
    bands = np.abs(np.stack([ours.low[inside], ours.high[inside]], axis=1) - band).max()
    print(f"20,000 cases: curve within {curve:.1e}, band within {bands:.1e} of lifelines", end="")
    print(f"; median {ours.quantile(0.5):g} and {theirs.median_survival_time_:g}", end="")
    print(f"; {1e3 * (end - middle):.1f} ms against {1e3 * (middle - start):.1f} ms")


def bias() -> None:
    print(f"true median {TRUE_MEDIAN:.1f} min; of 10 runs each, {CASES:,} cases, 10 % never answered:")
    for horizon in (4, 8, 24, 72):
        kept, naive = [], []
        for seed in range(10):
            times, observed = history(horizon, seed)
            kept.append(kaplan_meier(times, observed).quantile(0.5) / TRUE_MEDIAN - 1)
            naive.append(float(np.median(times[observed])) / TRUE_MEDIAN - 1)
        print(f"  horizon {horizon:2d} h: ours {np.mean(kept):+7.2%}   answered only {np.mean(naive):+7.1%}")


if __name__ == "__main__":
    against_lifelines()
    bias()
