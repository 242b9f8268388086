"""Is the grading blind? Each rater's guesses of the vendor against chance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

LEVEL = 0.95
HALVINGS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """Of `made` guesses `right` were right; "no idea" is none. `low` … `high` is the exact 95 % interval of the chance to guess right,
    `chance` what guessing blindly among the vendors comes to."""

    made: int
    right: int
    no_idea: int
    chance: float
    low: float
    high: float

    @property
    def seen_through(self) -> bool:
        """Whether the rater guesses better than chance: the whole interval lies above it."""
        return self.low > self.chance


def guesses(*, made: int, right: int, no_idea: int, vendors: int) -> Guesses:
    """Raises ValueError where `right` is not in 0 … `made`, or there is no vendor."""
    if not 0 <= right <= made or vendors < 1:
        raise ValueError("right guesses are some of those made, of one vendor at least")
    low, high = interval(right, made)
    return Guesses(made=made, right=right, no_idea=no_idea, chance=1 / vendors, low=low, high=high)


def interval(right: int, made: int) -> tuple[float, float]:
    """The exact two-sided 95 % interval of a share (Clopper and Pearson 1934)."""
    tail = (1 - LEVEL) / 2
    low = 0.0 if right == 0 else _root(lambda p: 1 - _at_most(right - 1, made, p) - tail)
    high = 1.0 if right == made else _root(lambda p: tail - _at_most(right, made, p))
    return low, high


def _at_most(right: int, made: int, p: float) -> float:
    """The chance of `right` successes or fewer among `made`, each with chance `p` strictly between 0 and 1."""
    return math.fsum(math.exp(_log_choose(made, k) + k * math.log(p) + (made - k) * math.log1p(-p)) for k in range(right + 1))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _root(rising: Callable[[float], float]) -> float:
    """Where a function that rises with p crosses 0."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
