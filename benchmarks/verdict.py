"""How fast ranks are: a million draws of weights and scores, and a re-rank from kept draws.

    python benchmarks/verdict.py

Five vendors × twenty criteria, scores normal and independent, weights uniform on the simplex. `over_all_weights` is what `judge`
calls for the central weights. The floor is the drawing of just those random numbers that it uses, in the same run; the naive way
draws a score for every criterion. The re-rank is `Bank.rank`, what a change of weights costs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from houdun.verdict.ranking import SLICE, Bank, over_all_weights

VENDORS, CRITERIA, DIMENSIONS = 5, 20, 5
DRAWS, NAIVE_DRAWS = 1_000_000, 200_000
Result = TypeVar("Result")


def timed(work: Callable[[], Result], times: int) -> tuple[float, Result]:
    """The best of several runs, in seconds, and the last result."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def scenario() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Means and deviations, [vendors, criteria]."""
    chance = np.random.default_rng(0)
    return chance.uniform(0.3, 0.8, (VENDORS, CRITERIA)), chance.uniform(0.02, 0.12, (VENDORS, CRITERIA))


def random_numbers() -> None:
    chance = np.random.default_rng(1)
    for _ in range(0, DRAWS, SLICE):
        chance.standard_exponential((CRITERIA, SLICE), dtype=np.float32)
        chance.standard_normal((VENDORS, SLICE), dtype=np.float32)


def naive(mean: NDArray[np.float64], deviation: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rank acceptability with every score drawn."""
    chance = np.random.default_rng(2)
    counts = np.zeros((VENDORS, VENDORS))
    for _ in range(0, NAIVE_DRAWS, 10_000):
        weights = chance.dirichlet(np.ones(CRITERIA), 10_000)
        scores = chance.normal(mean, deviation, (10_000, VENDORS, CRITERIA))
        order = np.argsort(-np.einsum("nvc,nc->nv", scores, weights), axis=1)
        for rank in range(VENDORS):
            counts[:, rank] += np.bincount(order[:, rank], minlength=VENDORS)
    return counts / NAIVE_DRAWS


def bank(draws: int) -> Bank:
    scores = np.random.default_rng(3).beta(6, 4, (VENDORS, DIMENSIONS, draws))
    return Bank(scores, np.zeros((VENDORS, draws), dtype=np.int8), concentration=30.0, seed=4)


def main() -> None:
    mean, deviation = scenario()
    covariance = np.stack([np.diag(row**2) for row in deviation])
    level = np.zeros((VENDORS, 1), dtype=np.int8)
    floor = ours = float("inf")
    for _ in range(10):  # by turns, so that what else the machine does falls on both
        floor = min(floor, timed(random_numbers, 1)[0])
        spent, chosen = timed(lambda: over_all_weights(mean, covariance, level, draws=DRAWS, seed=1), 1)
        ours = min(ours, spent)
    slow, expected = timed(lambda: naive(mean, deviation), 1)
    apart = float(np.abs(chosen.ranking.acceptability - expected).max())
    print(f"random numbers alone, 1e6 draws      {floor * 1e3:8.1f} ms")
    print(f"over_all_weights, 1e6 draws          {ours * 1e3:8.1f} ms   = {ours / floor:.2f} x")
    print(
        f"naive, extrapolated to 1e6 draws     {slow * 1e3 * DRAWS / NAIVE_DRAWS:8.1f} ms   = {slow * DRAWS / NAIVE_DRAWS / ours:.0f} x ours"
    )
    print(f"largest difference of acceptability  {apart:8.4f}      (chance alone: about .004)")
    for draws in (4096, 10_000):
        kept = bank(draws)
        again, _ = timed(partial(kept.rank, np.array([30.0, 20.0, 30.0, 15.0, 5.0])), 30)
        print(f"re-rank from a bank of {draws:6,} draws  {again * 1e3:8.2f} ms")


if __name__ == "__main__":
    main()
