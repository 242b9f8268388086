"""What a measure hands over: samples, the statistic that sums them up, and the scale from value to score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from houdun.facts.attestation import Assurance
from houdun.verdict.survival import ROUNDING, BoolArray, FloatArray, IntArray, survival_of, survival_order

BLOCK = 64
"""Samples to a block where a curve is searched in two steps."""


class Sample(NamedTuple):
    """One value in the criterion's unit, from case number `case` of the record; `censored`: at least that. `entry` is the uid
    of the log entry behind it."""

    case: int
    value: float
    censored: bool = False
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A value as a score in 0…1, monotone: `best` gives 1, `worst` 0, straight or in the logarithm."""

    best: float
    worst: float
    log: bool = False

    def score(self, value: FloatArray) -> FloatArray:
        return np.clip((self._bend(value) - self._bend(self.worst)) / (self._bend(self.best) - self._bend(self.worst)), 0, 1)

    def value(self, score: float) -> float:
        """The inverse, for scores in 0…1."""
        bent = float(self._bend(self.worst) + score * (self._bend(self.best) - self._bend(self.worst)))
        return math.exp(bent) if self.log else bent

    def _bend(self, value: FloatArray | float) -> FloatArray:
        return np.log(np.maximum(value, np.finfo(float).tiny)) if self.log else np.asarray(value, dtype=float)


SHARE = Scale(best=1.0, worst=0.0)


class Arrays(NamedTuple):
    """Samples as arrays, each [samples]: case numbers, values, and whether each was seen to its end."""

    case: IntArray
    value: FloatArray
    observed: BoolArray


@dataclass(frozen=True, slots=True)
class Mean:
    """The weighted mean of the samples."""

    def speaks(self, samples: Arrays) -> BoolArray:
        return np.ones(len(samples.value), dtype=bool)

    def linear(self, samples: Arrays) -> FloatArray | None:
        """Where the statistic is a plain mean of something: that something, for each sample."""
        return samples.value

    def draws(self, weights: FloatArray, samples: Arrays) -> FloatArray:
        """The statistic for each row of case weights [draws, cases]."""
        upper = np.bincount(samples.case, samples.value, weights.shape[1])
        mean: FloatArray = weights @ upper / (weights @ np.bincount(samples.case, minlength=weights.shape[1]))
        return mean


@dataclass(frozen=True, slots=True)
class Attained:
    """The Kaplan–Meier share of samples that ended by `line`. One lost from sight before the line speaks for neither side."""

    line: float

    def speaks(self, samples: Arrays) -> BoolArray:
        return samples.observed | (samples.value >= self.line)

    def linear(self, samples: Arrays) -> FloatArray | None:
        """A plain share, where nothing is lost from sight before the line."""
        return (samples.observed & (samples.value <= self.line)).astype(float) if self.speaks(samples).all() else None

    def draws(self, weights: FloatArray, samples: Arrays) -> FloatArray:
        early = np.flatnonzero(samples.value <= self.line)
        if not early.size:
            return np.zeros(len(weights))
        order = early[survival_order(samples.value[early], samples.observed[early])]
        ended = samples.observed[order]
        # Between two losses from sight the curve's factors telescope: one block of endings falls as one.
        starts = np.flatnonzero(np.diff(ended, prepend=~ended[0]))
        blocks = np.add.reduceat(weights[:, samples.case[order]], starts, axis=1)
        total = weights @ np.bincount(samples.case, minlength=weights.shape[1])
        beyond = np.maximum(total - blocks.sum(axis=1), 0)[:, None]
        return 1 - survival_of(blocks, ended[starts], beyond)[:, -1]


@dataclass(frozen=True, slots=True)
class Quantile:
    """The Kaplan–Meier time by which `share` of the samples ended; infinite where more than the rest never did."""

    share: float

    def speaks(self, samples: Arrays) -> BoolArray:
        return np.ones(len(samples.value), dtype=bool)

    def linear(self, samples: Arrays) -> FloatArray | None:
        return None

    def draws(self, weights: FloatArray, samples: Arrays) -> FloatArray:
        """First the block of endings in which the curve comes down to the level, then the place within that block, where the
        curve falls in proportion to the weight that has ended."""
        order = survival_order(samples.value, samples.observed)
        held, ended, level = weights[:, samples.case[order]], samples.observed[order], 1 - self.share + ROUNDING
        starts = np.flatnonzero(np.diff(ended, prepend=~ended[0]) | (np.arange(len(order)) % BLOCK == 0))
        blocks = np.add.reduceat(held, starts, axis=1)
        survival = survival_of(blocks, ended[starts])
        row, block = np.arange(len(weights)), (survival <= level).argmax(axis=1)
        before = np.where(block > 0, survival[row, block - 1], 1.0)
        at_risk = np.cumsum(blocks[:, ::-1], axis=1)[:, ::-1][row, block]
        places = np.minimum(starts[block][:, None] + np.arange(BLOCK), len(order) - 1)
        fallen = np.cumsum(held[row[:, None], places], axis=1)
        inside = before[:, None] * (1 - fallen / at_risk[:, None]) <= level + ROUNDING
        reached = samples.value[order][places[row, inside.argmax(axis=1)]]
        return np.where(survival[:, -1] <= level, reached, np.inf)


Statistic: TypeAlias = Mean | Attained | Quantile


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a vendor's cases say about a criterion. `applicable` counts the cases that could have spoken. `basis` is claimed,
    observed, rule or promised."""

    samples: Sequence[Sample]
    statistic: Statistic
    scale: Scale
    applicable: int
    basis: str

    def arrays(self) -> Arrays:
        return Arrays(
            np.array([sample.case for sample in self.samples], dtype=np.intp),
            np.array([sample.value for sample in self.samples], dtype=float),
            np.array([not sample.censored for sample in self.samples], dtype=bool),
        )

    def speaking(self) -> IntArray:
        """The numbers of the cases that speak, each once."""
        samples = self.arrays()
        return np.unique(samples.case[self.statistic.speaks(samples)])


@dataclass(frozen=True, slots=True)
class Attested:
    """What a person recorded: the value as typed, its score after `worth`, and the cases it weighs as much as."""

    value: float
    score: float
    cases: float
    assurance: Assurance
    entry: str = ""


Finding: TypeAlias = Evidence | Attested | None
