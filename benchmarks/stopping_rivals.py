"""What the claim is measured against: an oracle that knows the distributions, and a paired t-test of a fixed size."""

from __future__ import annotations

import math
from itertools import permutations
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from houdun.facts.claim import Endpoint
from houdun.verdict.planning import DEPTH_BY_DIFFICULTY, LEVELS, TIME_BY_DIFFICULTY, Assumed, Imagined
from houdun.verdict.stopping import NOBODY, winners
from houdun.verdict.survival import FloatArray
from houdun.verdict.wealth import MOST, Wealth, log_factor

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
CDF = np.vectorize(NormalDist().cdf, otypes=[float])


def likelihoods(imagined: Imagined, vendors: tuple[Assumed, ...], endpoint: Endpoint) -> FloatArray:
    """[who answered, as whom, trials, blocks, nodes of difficulty]: the density of every answer, were it any vendor's."""
    trials, blocks, count = imagined.wait_ms.shape
    found = np.empty((count, count, trials, blocks, len(NODES)))
    edges = np.concatenate([[-np.inf], LEVELS, [np.inf]])[:, None]
    log_wait, unanswered = np.log(imagined.wait_ms), imagined.wait_ms >= endpoint.horizon_ms
    for role, vendor in enumerate(vendors):
        medians = np.array([vendor.medians_ms[block % len(vendor.medians_ms)] for block in range(blocks)])
        middle = np.log(medians)[:, None] + TIME_BY_DIFFICULTY * NODES
        depth = np.diff(CDF(edges - vendor.ability + DEPTH_BY_DIFFICULTY * NODES), axis=0)
        beyond = CDF((middle - math.log(endpoint.horizon_ms)) / vendor.spread)
        silent = vendor.never + (1 - vendor.never) * beyond
        for who in range(count):
            z = (log_wait[..., who, None] - middle) / vendor.spread
            told = (
                (1 - vendor.never)
                / vendor.spread
                * np.exp(-(z**2) / 2)
                / math.sqrt(2 * math.pi)
                * depth[imagined.depth[..., who]]
            )
            found[who, role] = np.where(unanswered[..., who, None], silent, told)
    return found


def oracle(imagined: Imagined, vendors: tuple[Assumed, ...], endpoint: Endpoint) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Winner and blocks of the log-optimal e-process, under the claim's own thresholds: the same guarantee.

    For "a and b are exchangeable, given all else" the fastest growing factor is 2 p(x) / (p(x) + p(x with a and b exchanged)), where p
    is the true joint density. It even knows, for each pair, which two vendors these are, only not which of them is which.
    """
    found = likelihoods(imagined, vendors, endpoint)
    count = len(vendors)
    log_density = {
        roles: np.log(np.prod([found[who, role] for who, role in enumerate(roles)], axis=0) @ WEIGHTS)
        for roles in permutations(range(count))
    }
    truth = tuple(range(count))
    trials, blocks = imagined.depth.shape[:2]
    log_wealth = np.zeros((trials, blocks, count, count))
    for a in range(count):
        for b in range(a):
            exchanged = tuple(b if role == a else a if role == b else role for role in truth)
            ratio = log_density[truth] - log_density[exchanged]
            log_wealth[:, :, a, b] = np.cumsum(log_factor(ratio if a < b else -ratio), axis=1)
            log_wealth[:, :, b, a] = np.cumsum(log_factor(ratio), axis=1)
    return first_claim(np.exp(np.minimum(log_wealth, math.log(MOST))), endpoint.false_claims)


def first_claim(pairs: FloatArray, false_claims: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Winner and blocks, from the wealth [trials, blocks, a, b]."""
    trials, blocks = pairs.shape[:2]
    named = winners(pairs.reshape(-1, *pairs.shape[2:]), false_claims).reshape(trials, blocks)
    claimed = (named != NOBODY).any(axis=1)
    first = (named != NOBODY).argmax(axis=1)
    return named[np.arange(trials), first], np.where(claimed, first + 1, blocks)


def same_for_all(scores: FloatArray, threshold: float) -> FloatArray:
    """Blocks until somebody's every account holds the threshold, whatever that guarantees; the last block where nobody's does."""
    trials, blocks, vendors = scores.shape
    wealth, used = Wealth(trials, vendors), np.full(trials, float(blocks))
    everyone, own = np.ones((trials, vendors), dtype=np.bool_), np.eye(vendors, dtype=np.bool_)
    for block in range(blocks):
        wealth.bet(scores[:, block], everyone)
        claimed = ((wealth.pairs >= threshold) | own).all(axis=-1).any(axis=-1)
        used[claimed] = np.minimum(used[claimed], block + 1)
    return used


def fixed_size(scores: FloatArray, one_sided: float, power: float = 0.95) -> int:
    """Blocks with which vendor 0 beats every other by a paired t-test in that share of the trials [trials, blocks, vendors]."""
    n = np.arange(1, scores.shape[1] + 1)
    won = np.ones(scores.shape[:2], dtype=np.bool_)
    for rival in range(1, scores.shape[2]):
        ahead = scores[:, :, 0] - scores[:, :, rival]
        mean = np.cumsum(ahead, axis=1) / n
        variance = (np.cumsum(ahead**2, axis=1) - n * mean**2) / np.maximum(n - 1, 1)
        won &= mean > student(one_sided, np.maximum(n - 1, 1)) * np.sqrt(variance / n)
    enough = won[:, 9:].mean(axis=0) >= power
    return int(enough.argmax()) + 10


def student(one_sided: float, freedom: NDArray[np.intp]) -> FloatArray:
    """Student's quantile by the Cornish–Fisher expansion: within .002 from 9 degrees of freedom on."""
    z = NormalDist().inv_cdf(1 - one_sided)
    quantile: FloatArray = (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom.astype(float) ** 3)
    )
    return quantile
