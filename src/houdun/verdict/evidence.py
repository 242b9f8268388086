"""What a measure hands over: samples, the statistic that sums them up, and the scale from value to score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from houdun.facts.attestation import Assurance
from houdun.verdict.survival import BoolArray, FloatArray, IntArray, survival_of, survival_order


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


@dataclass(frozen=True, slots=True)
class Mean:
    """The weighted mean of the samples."""

    def linear(self, value: FloatArray, observed: BoolArray) -> FloatArray | None:
        return value

    def speaks(self, value: FloatArray, observed: BoolArray) -> BoolArray:
        return np.ones(len(value), dtype=bool)

    def draws(self, weights: FloatArray, value: FloatArray, observed: BoolArray) -> FloatArray:
        mean: FloatArray = weights @ value / weights.sum(axis=1)
        return mean


@dataclass(frozen=True, slots=True)
class Attained:
    """The Kaplan–Meier share of samples that ended by `line`. One lost from sight before the line speaks for neither side."""

    line: float

    def linear(self, value: FloatArray, observed: BoolArray) -> FloatArray | None:
        """Each sample's share of the answer, where nothing is lost from sight before the line: then it is a plain mean."""
        if not self.speaks(value, observed).all():
            return None
        return (observed & (value <= self.line)).astype(float)

    def speaks(self, value: FloatArray, observed: BoolArray) -> BoolArray:
        return observed | (value >= self.line)

    def draws(self, weights: FloatArray, value: FloatArray, observed: BoolArray) -> FloatArray:
        early = np.flatnonzero(value <= self.line)
        order = early[survival_order(value[early], observed[early])]
        if not order.size:
            return np.zeros(len(weights))
        beyond = weights[:, value > self.line].sum(axis=1, keepdims=True)
        survival = survival_of(weights[:, order], observed[order], beyond)
        return 1 - survival[:, -1]


@dataclass(frozen=True, slots=True)
class Quantile:
    """The Kaplan–Meier time by which `share` of the samples ended; infinite where more than the rest never did."""

    share: float

    def linear(self, value: FloatArray, observed: BoolArray) -> FloatArray | None:
        return None

    def speaks(self, value: FloatArray, observed: BoolArray) -> BoolArray:
        return np.ones(len(value), dtype=bool)

    def draws(self, weights: FloatArray, value: FloatArray, observed: BoolArray) -> FloatArray:
        order = survival_order(value, observed)
        down = survival_of(weights[:, order], observed[order]) <= 1 - self.share
        first = down.argmax(axis=1)
        return np.where(down.any(axis=1), value[order][first], np.inf)


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

    def arrays(self) -> tuple[IntArray, FloatArray, BoolArray]:
        """Case numbers, values, and whether each was seen to its end: [samples] each."""
        case = np.array([sample.case for sample in self.samples], dtype=np.intp)
        value = np.array([sample.value for sample in self.samples], dtype=float)
        observed = np.array([not sample.censored for sample in self.samples], dtype=bool)
        return case, value, observed

    def speaking(self) -> IntArray:
        """The numbers of the cases that speak, each once."""
        case, value, observed = self.arrays()
        return np.unique(case[self.statistic.speaks(value, observed)]) if len(case) else case


@dataclass(frozen=True, slots=True)
class Attested:
    """What a person recorded: the value as typed, its score after `worth`, and the cases it weighs as much as."""

    value: float
    score: float
    cases: float
    assurance: Assurance
    entry: str = ""


Finding: TypeAlias = Evidence | Attested | None
