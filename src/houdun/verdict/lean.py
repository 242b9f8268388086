"""Which way the evidence leans: a Bayesian's probability that each vendor is the best. It may steer; it never claims.

Scores are taken as block + vendor + noise, all normal. Among equal vendors it will lean hard sooner or later: that is why it is
no claim.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from houdun.verdict.survival import FloatArray

BETWEEN = 1.0
"""Prior spread of vendors: a factor e in time, or a level and a half of depth."""
WITHIN, WORTH = 1.5, 4
"""Prior guess of the spread within a block, worth so many observations."""
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(61)
CDF = np.vectorize(NormalDist().cdf, otypes=[float])


def lean(scores: FloatArray) -> FloatArray:
    """P(best) for each vendor, from scores [blocks, vendors]; sums to 1."""
    blocks, vendors = scores.shape
    if vendors < 2:
        return np.ones(vendors)
    own = scores - scores.mean(axis=1, keepdims=True)
    mean = own.sum(axis=0) / max(blocks, 1)
    freedom = max(blocks - 1, 0) * (vendors - 1)
    variance = (WORTH * WITHIN**2 + ((own - mean) ** 2).sum()) / (WORTH + freedom)
    precision = blocks / variance + 1 / BETWEEN**2
    return _best(mean * blocks / variance / precision, precision**-0.5)


def _best(mean: FloatArray, deviation: float) -> FloatArray:
    """P(largest) among independent normals of one deviation, by Gauss–Hermite quadrature."""
    below = CDF(NODES + (mean[:, None, None] - mean[None, :, None]) / deviation)
    below[np.diag_indices(len(mean))] = 1.0
    chance: FloatArray = below.prod(axis=1) @ WEIGHTS
    chance /= chance.sum()
    return chance
