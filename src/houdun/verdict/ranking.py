"""SMAA: how likely each rank is, over the uncertainty of scores and of weights together.

R. Lahdelma, P. Salminen, "SMAA-2: stochastic multicriteria acceptability analysis for group decision making", Operations
Research 49 (2001).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from houdun.verdict.survival import FloatArray

Tiers: TypeAlias = NDArray[np.int8]

SLICE = 8_192
"""So many draws at once stay in the processor's own memory."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """`acceptability[v, r]` is the probability that v has rank r+1, `beats[a, b]` that a ranks above b."""

    acceptability: FloatArray
    beats: FloatArray


@dataclass(frozen=True)
class Bank:
    """Kept draws to rank from again and again. `scores` is [vendors, dimensions, draws], `tiers` [vendors, draws]: a lower tier
    ranks before a higher one, whatever the scores. The same weights always give the same ranking."""

    scores: FloatArray
    tiers: Tiers
    concentration: float
    seed: int

    @cached_property
    def mean(self) -> FloatArray:
        """Mean scores [vendors, dimensions]."""
        mean: FloatArray = self.scores.mean(axis=2)
        return mean

    @cached_property
    def _level(self) -> bool:
        return not self.tiers.any()

    def rank(self, weights: FloatArray) -> Ranking:
        """Ranks under Dirichlet weights around `weights` [dimensions], of any positive sum."""
        vendors, _, draws = self.scores.shape
        chance = np.random.default_rng(self.seed)
        shape = self.concentration * weights / weights.sum()
        drawn = np.stack([chance.standard_gamma(each, draws) for each in shape])
        totals = np.einsum("vkd,kd->vd", self.scores, drawn)
        tally = Tally(vendors)
        tally.add(totals, None if self._level else self.tiers)
        return tally.ranking()


class Tally:
    """Counts ranks, slice by slice."""

    def __init__(self, vendors: int) -> None:
        self.ranks = np.zeros((vendors, vendors))
        self.above = np.zeros((vendors, vendors))
        self.draws = 0

    def add(self, totals: FloatArray | NDArray[np.float32], tiers: Tiers | None = None) -> NDArray[np.signedinteger]:
        """`totals` and `tiers` are [vendors, draws], totals in any unit that is the same within a draw. Returns the ranks from 0,
        of the same shape."""
        vendors, draws = totals.shape
        ranks = np.empty((vendors, draws), dtype=np.int8 if vendors < 128 else np.int32)
        ranks[:] = np.arange(vendors - 1, -1, -1)[:, None]
        for a in range(vendors):
            for b in range(a + 1, vendors):
                wins = totals[a] > totals[b]
                if tiers is not None:
                    wins = np.where(tiers[a] == tiers[b], wins, tiers[a] < tiers[b])
                ranks[b] += wins.view(np.int8)
                ranks[a] -= wins.view(np.int8)
                count = int(np.count_nonzero(wins))
                self.above[a, b] += count
                self.above[b, a] += draws - count
        for vendor in range(vendors):
            self.ranks[vendor] += [np.count_nonzero(ranks[vendor] == rank) for rank in range(vendors)]
        self.draws += draws
        return ranks

    def ranking(self) -> Ranking:
        return Ranking(self.ranks / self.draws, self.above / self.draws)


@dataclass(frozen=True, slots=True)
class Preferences:
    """Over all weights whatever: the ranking, and the mean weights [vendors, columns] with which a vendor comes first (NaN where it
    never does): SMAA-2's central weights."""

    ranking: Ranking
    central: FloatArray


def over_all_weights(mean: FloatArray, covariance: FloatArray, tiers: Tiers, *, draws: int, seed: int) -> Preferences:
    """Weights uniform on the simplex, scores normal: `mean` is [vendors, columns], `covariance` [vendors, columns, columns];
    `tiers` [vendors, any number] are draws of their own, used again and again.

    Given the weights w, a vendor's total is itself normal, mean·w with variance wᵀ covariance w, so one number a vendor is drawn
    instead of one a column. That is exact for normal scores; for bootstrapped ones, means over many cases, it is an approximation,
    so `judge` uses it for the central weights only and ranks from the bank. Weights stay unscaled exponentials until they are
    averaged: a rank does not depend on their sum.
    """
    vendors, columns = mean.shape
    chance = np.random.default_rng(seed)
    tally, best = Tally(vendors), np.zeros((vendors, columns))
    means, spread = mean.astype(np.float32), _Spread(covariance)
    for start in range(0, draws, SLICE):
        weights = chance.standard_exponential((columns, min(SLICE, draws - start)), dtype=np.float32)
        noise = chance.standard_normal((vendors, weights.shape[1]), dtype=np.float32)
        noise *= spread.deviation(weights)
        noise += means @ weights
        drawn = np.take(tiers, range(start, start + noise.shape[1]), axis=1, mode="wrap") if tiers.any() else None
        first = tally.add(noise, drawn) == 0
        best += (first / weights.sum(axis=0)) @ weights.T
    firsts = tally.ranks[:, :1]
    central = np.divide(best, firsts, out=np.full_like(best, np.nan), where=firsts > 0)
    return Preferences(tally.ranking(), central)


class _Spread:
    """The deviation of totals for given weights; independent columns need only their variances."""

    def __init__(self, covariance: FloatArray) -> None:
        self.matrices = covariance.astype(np.float32)
        variances = np.diagonal(self.matrices, axis1=1, axis2=2)
        apart = not (self.matrices - variances[:, :, None] * np.eye(covariance.shape[1], dtype=np.float32)).any()
        self.variances = np.ascontiguousarray(variances) if apart else None

    def deviation(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """[vendors, draws] for weights [columns, draws]."""
        if self.variances is not None:
            variance = self.variances @ (weights * weights)
        else:
            variance = np.stack([np.einsum("kd,kd->d", weights, matrix @ weights) for matrix in self.matrices])
        deviation: NDArray[np.float32] = np.sqrt(np.maximum(variance, 0))
        return deviation
