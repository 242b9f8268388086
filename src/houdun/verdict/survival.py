"""Kaplan–Meier with right-censoring and case weights. Times are in any one unit; milliseconds for curves.

E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958). Band: Greenwood's variance on
the log(−log) scale (Kalbfleisch & Prentice), as R's `survfit(conf.type="log-log")` and lifelines draw it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from houdun.facts.reading import CaseReading, ClockReading
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Curve

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
IntArray: TypeAlias = NDArray[np.intp]

Z_95 = 1.959963984540054
ROUNDING = 1e-12
"""A survival this little above a level is at it: only floating point holds it up."""
POINTS = 400


@dataclass(frozen=True, slots=True)
class KaplanMeier:
    """The curve at its distinct event times, rising, with its 95 % band."""

    times: FloatArray
    survival: FloatArray
    low: FloatArray
    high: FloatArray

    def quantile(self, share: float) -> float:
        """The time by which `share` of the cases have stopped waiting; infinite where the curve never comes down that far."""
        reached = np.flatnonzero(self.survival <= 1 - share + ROUNDING)
        return float(self.times[reached[0]]) if reached.size else math.inf

    def attained(self, line: float) -> float:
        """The share of cases that stopped waiting by `line`."""
        passed = int(np.searchsorted(self.times, line, side="right"))
        return 1 - float(self.survival[passed - 1]) if passed else 0.0


def survival_order(times: FloatArray, observed: BoolArray) -> IntArray:
    """The order in which survival runs: by time, and at one time those who stopped before those who were lost from sight."""
    return np.lexsort((~observed, times))


def survival_of(weights: FloatArray, observed: BoolArray, beyond: FloatArray | float = 0.0) -> FloatArray:
    """Kaplan–Meier survival after each sample, for every row of weights at once.

    `weights` is [..., n] in `survival_order`, `observed` [n]; `beyond` [..., 1] is the weight of later samples left out. Tied
    events may come one by one: their factors telescope to the tie's.
    """
    at_risk = np.cumsum(weights[..., ::-1], axis=-1)[..., ::-1] + beyond
    hazard = np.divide(weights * observed, at_risk, out=np.zeros_like(at_risk), where=at_risk > 0)
    survival: FloatArray = np.cumprod(1 - hazard, axis=-1)
    return survival


def kaplan_meier(times: FloatArray, observed: BoolArray, weights: FloatArray | None = None) -> KaplanMeier:
    """The curve with its 95 % band. `observed` False means: still waiting at that time. All arrays are [n]."""
    weight = np.ones(len(times)) if weights is None else weights
    stops, position = np.unique(times, return_inverse=True)
    fell = np.bincount(position, weights=weight * observed, minlength=len(stops))
    left = np.bincount(position, weights=weight, minlength=len(stops))
    event = fell > 0
    stops, died = stops[event], fell[event].astype(np.float64)
    at_risk: FloatArray = np.cumsum(left[::-1])[::-1][event].astype(np.float64)
    stay = np.subtract(at_risk, died)
    stay[stay < at_risk * ROUNDING] = 0.0
    survival = np.cumprod(stay / at_risk, dtype=np.float64)
    low, high = _band(survival, died, at_risk, stay)
    return KaplanMeier(stops, survival, low, high)


def _band(survival: FloatArray, died: FloatArray, at_risk: FloatArray, stay: FloatArray) -> tuple[FloatArray, FloatArray]:
    low, high = np.zeros_like(survival), np.zeros_like(survival)
    inside = survival > 0
    variance = np.cumsum(died[inside] / (at_risk[inside] * stay[inside]))
    logarithm = np.log(survival[inside])
    spread = Z_95 * np.sqrt(variance) / -logarithm
    centre = np.log(-logarithm)
    low[inside], high[inside] = np.exp(-np.exp(centre + spread)), np.exp(-np.exp(centre - spread))
    return low, high


def runs_of(clock: str, readings: Sequence[CaseReading]) -> list[ClockReading]:
    return [run for reading in readings for run in reading.clocks if run.name == clock]


def curve(clock: str, vendor: Vendor, readings: Sequence[CaseReading]) -> Curve:
    """The curve of wall times of all runs of `clock`, thinned for drawing: a kept point is exact, and between kept points the
    drawn step is off by less than 1/398 of the height."""
    runs = runs_of(clock, readings)
    times = np.array([run.wall_ms for run in runs], dtype=float)
    observed = np.array([not run.censored for run in runs], dtype=bool)
    fit = kaplan_meier(times, observed)
    kept = _thinned(fit.survival)
    return Curve(
        clock=clock,
        vendor=vendor,
        n=len(runs),
        events=int(observed.sum()),
        times_ms=tuple(int(time) for time in fit.times[kept]),
        survival=tuple(fit.survival[kept].tolist()),
        low=tuple(fit.low[kept].tolist()),
        high=tuple(fit.high[kept].tolist()),
        quantiles={share: finite_ms(fit.quantile(share)) for share in (0.5, 0.9)},
        until_ms=max((run.wall_ms for run in runs), default=0),
    )


def finite_ms(time: float) -> int | None:
    return round(time) if math.isfinite(time) else None


def _thinned(survival: FloatArray) -> IntArray:
    """The first point of every 1/398 of the height, and the last of all."""
    if len(survival) <= POINTS:
        return np.arange(len(survival))
    level = np.floor(survival * (POINTS - 2))
    fresh = np.flatnonzero(np.diff(level, prepend=np.inf) != 0)
    return np.union1d(fresh, [len(survival) - 1])
