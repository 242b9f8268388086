"""Drift: the slope of a series over a minute, by Theil and Sen, so that outliers do not tilt it.

A slope counts once it exceeds the rule's bound, and three times its own standard error, in three windows that share no sample and agree in sign: what noise
or a single event (an encoder's start, a server's re-buffering) could show passes.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from houdun.probe.detection.baseline import DEVIATION

Floats = NDArray[np.float64]

WINDOW = 20.0
"""Seconds of one window."""
AGREEING = 3
LEAST = 8
"""Samples that a window needs."""


class Slope:
    """`add` returns the slope per second over the agreeing windows once there are enough of them, else None."""

    def __init__(self, bound: float) -> None:
        self._bound = bound
        self._at: list[float] = []
        self._values: list[float] = []
        self._windows: deque[tuple[float, float]] = deque(maxlen=AGREEING)

    def add(self, at: float, value: float) -> tuple[float, float] | None:
        """(slope, when its first window began) or None. `at` in seconds."""
        if self._at and at - self._at[0] >= WINDOW:
            self._close()
            if (found := self._agreed()) is not None:
                return found
        self._at.append(at)
        self._values.append(value)
        return None

    def reset(self) -> None:
        self._at.clear()
        self._values.clear()
        self._windows.clear()

    def _close(self) -> None:
        if len(self._at) >= LEAST:
            self._windows.append((certain_slope(np.asarray(self._at), np.asarray(self._values)), self._at[0]))
        self._at.clear()
        self._values.clear()

    def _agreed(self) -> tuple[float, float] | None:
        slopes = [slope for slope, _ in self._windows]
        if len(slopes) < AGREEING or min(map(abs, slopes)) < self._bound or len({slope > 0 for slope in slopes}) > 1:
            return None
        return float(np.median(slopes)), self._windows[0][1]


def certain_slope(at: Floats, values: Floats) -> float:
    """The slope per second, or 0 where it is within three standard errors of it. The error is that of least squares, with a robust spread of the residuals."""
    slope = theil_sen(at, values)
    rest = values - slope * at
    spread = DEVIATION * float(np.median(np.abs(rest - np.median(rest))))
    error = spread / float(np.sqrt(np.sum((at - at.mean()) ** 2)))
    return slope if abs(slope) > 3 * error else 0.0


def theil_sen(at: Floats, values: Floats) -> float:
    """The median of the slopes of all pairs of points, in units of `values` per second; nan where all points share one time."""
    first, second = np.triu_indices(len(at), 1)
    apart = at[second] - at[first]
    rises = (values[second] - values[first])[apart > 0]
    return float(np.median(rises / apart[apart > 0])) if rises.size else float("nan")
