"""What is normal for a series: medians of minutes, so that neither outliers nor an hour of slow change move it at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from statistics import median

import numpy as np

BLOCK = 60.0
"""Seconds that a block of the baseline covers."""
REMEMBERED = 10
EARLY = 6
"""Samples from which a first, coarse baseline is made."""
DEVIATION = 1.4826
"""A normal distribution's standard deviation over its median absolute deviation."""


class Baseline:
    """Level and spread of the last `REMEMBERED` normal minutes; until the first is full, of what has been seen."""

    def __init__(self) -> None:
        self._blocks: deque[tuple[float, float]] = deque(maxlen=REMEMBERED)
        self._open: list[float] = []
        self._closes = np.inf
        self.level, self.spread = np.nan, 0.0

    @property
    def known(self) -> bool:
        return bool(self._blocks) or len(self._open) >= EARLY

    def learn(self, at: float, values: Sequence[float]) -> None:
        """Normal samples, all of the block that is open at `at` (seconds)."""
        if not self._open:
            self._closes = at + BLOCK
        self._open.extend(values)
        if at >= self._closes and len(self._open) >= EARLY:
            self._blocks.append(_middle(self._open))
            self._open.clear()
            self._settle()
        elif not self._blocks and EARLY <= len(self._open) <= 2 * EARLY:
            self.level, self.spread = _middle(self._open)

    def forget(self) -> None:
        """The series has a new normal state: begins anew."""
        self.__init__()  # type: ignore[misc]  # the same state as at first, written once

    def _settle(self) -> None:
        levels, spreads = zip(*self._blocks, strict=True)
        self.level, self.spread = median(levels), median(spreads)


def _middle(values: Sequence[float]) -> tuple[float, float]:
    level = median(values)
    return level, DEVIATION * median([abs(value - level) for value in values])
