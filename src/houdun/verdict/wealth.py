"""Bets on who is better, one account for each ordered pair of vendors: a paired symmetry e-process.

If the difference x of two scores is as likely x as −x, then 2 / (1 + exp(−s x)) has mean 1 for every stake s, so a product of such
factors is a fair game, and few ever get rich by it. docs/design/0003-stopping.md has the proof.
"""

from __future__ import annotations

import numpy as np

from houdun.verdict.survival import BoolArray, FloatArray

STAKES: FloatArray = np.array([0.2, 0.4, 0.8])
"""For each unit of score, which is a factor e in time. The best stake is 2 mean/variance of the difference, and nobody knows that
beforehand, so every account is split evenly over these."""

MOST = 1e12
"""Riches beyond all thresholds are shown as this."""


class Wealth:
    """The accounts of many trials side by side, each of which began with 1."""

    def __init__(self, trials: int, vendors: int) -> None:
        self._log: FloatArray = np.zeros((trials, vendors, vendors, len(STAKES)))

    def bet(self, scores: FloatArray, asked: BoolArray) -> None:
        """Settles one block. `scores` (more is better) and `asked` are [trials, vendors]; where not both were asked no bet is made."""
        both = asked[:, :, None] & asked[:, None, :]
        ahead = np.where(both, scores[:, :, None] - scores[:, None, :], 0.0)
        self._log += log_factor(ahead[..., None] * STAKES)

    @property
    def pairs(self) -> FloatArray:
        """[trials, a, b]: what 1 staked on "a is better than b" has become. A vendor against itself keeps its 1."""
        mixed: FloatArray = np.logaddexp.reduce(self._log, axis=-1) - np.log(len(STAKES))
        rich: FloatArray = np.exp(np.minimum(mixed, np.log(MOST)))
        return rich


def log_factor(z: FloatArray) -> FloatArray:
    """log of 2 / (1 + exp(−z)), without overflow: factor(z) + factor(−z) = 2."""
    factor: FloatArray = np.log(2.0) - np.logaddexp(0.0, -z)
    return factor
