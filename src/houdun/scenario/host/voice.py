"""The hosts' voices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from houdun.scenario.show import Host

RATE = 48_000


class Chorus:
    """All hosts of a show; what they say repeats after `loop_s` seconds."""

    def __init__(self, hosts: Sequence[Host], loop_s: float, seed: int) -> None:
        self._loop = loop_s
        t = np.arange(round(loop_s * RATE)) / RATE
        self._samples = (0.1 * np.sin(2 * np.pi * 220 * t) * np.sin(2 * np.pi * 2 * t)).astype(np.float32)

    def at(self, seconds: NDArray[np.float64], channels: int) -> NDArray[np.float32]:
        """Shape (channels, n)."""
        x = (seconds % self._loop) * RATE
        i = np.floor(x).astype(np.int64)
        f = (x - i).astype(np.float32)
        n = len(self._samples)
        s = self._samples[i % n] * (1 - f) + self._samples[(i + 1) % n] * f
        s[seconds < 0] = 0
        return np.repeat(s[None], channels, axis=0)
