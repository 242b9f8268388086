"""The e-detector of shifts: evidence against a healthy stream, which grows with every exceedance and shrinks with every normal sample.

M(n) = (M(n-1) + 1) · E(n), after Shin, Ramdas and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection" (2023): if every E has conditional
mean ≤ 1 on a healthy stream, the mean time to a false alarm at threshold T is at least T samples. E is the likelihood ratio of "exceeds nine times in ten"
against a two-state chain of outliers: an exceedance after a normal sample has chance ≤ `rare`, after another one ≤ `lasting`. So one wild value, or a burst as long as
healthy streams have, cannot alarm, and nothing is assumed of the values' distribution.
"""

from __future__ import annotations

from dataclasses import dataclass

CHANGED = 0.9
"""The chance of an exceedance once the stream has changed, as the alternative has it."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What an exceedance and a normal sample are worth, by what came before."""

    rare: float
    lasting: float

    def of(self, exceeds: bool, before: bool) -> float:
        chance = self.lasting if before else self.rare
        return CHANGED / chance if exceeds else (1 - CHANGED) / (1 - chance)


class Evidence:
    """The process M for one series, and the moment from which its present evidence comes."""

    def __init__(self, odds: Odds, threshold: float) -> None:
        self._odds, self._threshold = odds, threshold
        self._value, self._before = 0.0, False
        self.onset = 0.0

    def add(self, at: float, exceeds: bool) -> bool:
        """One sample at `at` seconds; True: the threshold is reached."""
        if exceeds and self._value < 1.0:
            self.onset = at
        self._value = (self._value + 1.0) * self._odds.of(exceeds, self._before)
        self._before = exceeds
        return self._value >= self._threshold

    def reset(self) -> None:
        self._value, self._before = 0.0, False
