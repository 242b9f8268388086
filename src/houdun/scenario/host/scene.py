"""The picture of a show."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from houdun.scenario.host.chorus import Chorus
from houdun.scenario.show import Show

Plane = NDArray[np.uint8]


class Scene:
    def __init__(self, show: Show, chorus: Chorus, width: int, height: int, seed: int) -> None:
        self.size = (width, height)
        yy, xx = np.mgrid[0:height, 0:width]
        self._y = (60 + 80 * xx / width + 40 * yy / height).astype(np.uint8)
        self._u = np.full((height // 2, width // 2), 118, np.uint8)
        self._v = np.full((height // 2, width // 2), 140, np.uint8)

    def draw(self, at: float) -> tuple[Plane, Plane, Plane]:
        y = self._y.copy()
        h, w = y.shape
        cx, cy = int(w * (0.5 + 0.1 * np.sin(at))), int(h * (0.55 + 0.05 * np.sin(2.3 * at)))
        y[cy - h // 5 : cy + h // 5, cx - h // 5 : cx + h // 5] = 180
        return y, self._u.copy(), self._v.copy()
